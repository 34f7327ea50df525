//! The shipped models of the quote annotator, one file with a section for each.

use std::sync::LazyLock;

use super::forms::CueLexicon;
use crate::annotate::sequence::{Model, ModelError};

pub(super) const MAGIC: [u8; 8] = *b"ORQUOTE\x01";
/// Models in the file, after the lexicon.
pub(super) const N_MODELS: usize = 7;

/// Everything that was learnt.
#[derive(Debug, Clone)]
pub(super) struct Models {
    pub lexicon: CueLexicon,
    pub first: Model,
    pub second: Model,
    pub content_link: Model,
    pub source_link: Model,
    /// Which name inside a source is the speaker's.
    pub name: Model,
    /// Which person a pronoun or a description means.
    pub antecedent: Model,
    /// How sure an answer is.
    pub confidence: Model,
}

impl Models {
    /// Reads the sections of a model file.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let header = bytes.get(..8 + 4 * (N_MODELS + 1)).filter(|h| h[..8] == MAGIC).ok_or(ModelError::Format)?;
        let mut at = header.len();
        let mut sections = [&[] as &'static [u8]; N_MODELS + 1];
        for (section, size) in sections.iter_mut().zip(header[8..].as_chunks::<4>().0) {
            let size = u32::from_le_bytes(*size) as usize;
            *section = bytes.get(at..at.saturating_add(size)).ok_or(ModelError::Format)?;
            at += size;
        }
        let model = |i: usize| Model::from_bytes(sections[i]);
        Ok(Models {
            lexicon: CueLexicon::new(sections[0]),
            first: model(1)?,
            second: model(2)?,
            content_link: model(3)?,
            source_link: model(4)?,
            name: model(5)?,
            antecedent: model(6)?,
            confidence: model(7)?,
        })
    }
}

/// Returns the models that are part of the program.
pub(super) fn shipped() -> Option<&'static Models> {
    static MODELS: LazyLock<Option<Models>> =
        LazyLock::new(|| Models::from_bytes(include_bytes!("../../../models/quotes.bin")).ok());
    MODELS.as_ref()
}
