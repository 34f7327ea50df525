//! The shipped models of the quote annotator, one file with a section for each.

use std::sync::LazyLock;

use super::forms::WordTable;
use crate::annotate::sequence::{Model, ModelError};

pub(super) const MAGIC: [u8; 8] = *b"ORQUOTE\x01";
/// Models in the file, after the two word tables.
pub(super) const N_MODELS: usize = 7;

/// Everything that was learnt.
#[derive(Debug, Clone)]
pub(super) struct Models {
    /// Stems that report speech.
    pub lexicon: WordTable,
    /// First names that nearly always belong to a man (1) or a woman (2).
    pub first_names: WordTable,
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
        let header = bytes.get(..8 + 4 * (N_MODELS + 2)).filter(|h| h[..8] == MAGIC).ok_or(ModelError::Format)?;
        let mut at = header.len();
        let mut sections = [&[] as &'static [u8]; N_MODELS + 2];
        for (section, size) in sections.iter_mut().zip(header[8..].as_chunks::<4>().0) {
            let size = u32::from_le_bytes(*size) as usize;
            *section = bytes.get(at..at.saturating_add(size)).ok_or(ModelError::Format)?;
            at += size;
        }
        let model = |i: usize| Model::from_bytes(sections[i]);
        Ok(Models {
            lexicon: WordTable::new(sections[0]),
            first_names: WordTable::new(sections[1]),
            first: model(2)?,
            second: model(3)?,
            content_link: model(4)?,
            source_link: model(5)?,
            name: model(6)?,
            antecedent: model(7)?,
            confidence: model(8)?,
        })
    }
}

/// Returns the models that are part of the program.
pub(super) fn shipped() -> Option<&'static Models> {
    static MODELS: LazyLock<Option<Models>> =
        LazyLock::new(|| Models::from_bytes(include_bytes!("../../../models/quotes.bin")).ok());
    MODELS.as_ref()
}
