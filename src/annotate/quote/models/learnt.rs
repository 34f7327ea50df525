//! The shipped models of the quote annotator, one file with a section for each.

use std::sync::LazyLock;

use super::calibration::Calibration;
use crate::annotate::quote::tagger::passes::Passes;
use crate::annotate::quote::words::forms::{WordTable, Words};
use crate::annotate::sequence::{Model, ModelError};

pub(crate) const MAGIC: [u8; 8] = *b"ORQUOTE\x08";
/// Parts of the file: three word tables, thirteen models, the calibration.
pub(crate) const N_PARTS: usize = 17;

/// Which steps are taken; all, except where a single one is to be measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Steps {
    /// Rankers join contents, cues and sources; else the nearest go together.
    pub rankers: bool,
    /// Quotation marks tell how far words reach.
    pub marks: bool,
    /// Rules for what crosses paragraphs.
    pub paragraphs: bool,
    /// Rules for transcripts, interviews and signatures, and for quotations inside quotations.
    pub layout: bool,
}

impl Steps {
    pub const ALL: Steps = Steps { rankers: true, marks: true, paragraphs: true, layout: true };
}

/// Everything that was learnt.
#[derive(Debug, Clone)]
pub(crate) struct Models {
    pub steps: Steps,
    /// What is known of words.
    pub words: Words,
    /// First names that nearly always belong to a man (1) or a woman (2).
    pub first_names: WordTable,
    pub passes: Passes,
    pub content_link: Model,
    pub source_link: Model,
    /// Which name inside a source is the speaker's.
    pub name: Model,
    /// Which of several of one surname is meant.
    pub namesake: Model,
    /// Which person a pronoun means.
    pub antecedent: Model,
    /// Which person a description means.
    pub description: Model,
    /// Which body a description or "it" means.
    pub body: Model,
    /// Who made a document.
    pub maker: Model,
    /// Who speaks where nothing at the quote names her.
    pub turn: Model,
    /// How sure an answer is.
    pub confidence: Model,
    /// How sure that proved to be.
    pub calibration: Calibration,
}

impl Models {
    /// Reads the sections of a model file.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let header = bytes.get(..8 + 4 * (N_PARTS)).filter(|h| h[..8] == MAGIC).ok_or(ModelError::Format)?;
        let mut at = header.len();
        let mut sections = [&[] as &'static [u8]; N_PARTS];
        for (section, size) in sections.iter_mut().zip(header[8..].as_chunks::<4>().0) {
            let size = u32::from_le_bytes(*size) as usize;
            *section = bytes.get(at..at.saturating_add(size)).ok_or(ModelError::Format)?;
            at += size;
        }
        let model = |i: usize| Model::from_bytes(sections[i]);
        Ok(Models {
            steps: Steps::ALL,
            words: Words { ranks: WordTable::new(sections[0]), classes: WordTable::new(sections[1]) },
            first_names: WordTable::new(sections[2]),
            passes: Passes { both: model(3)?, first: model(4)?, second: model(5)? },
            content_link: model(6)?,
            source_link: model(7)?,
            name: model(8)?,
            antecedent: model(9)?,
            description: model(10)?,
            body: model(11)?,
            namesake: model(12)?,
            maker: model(13)?,
            turn: model(14)?,
            confidence: model(15)?,
            calibration: Calibration::from_bytes(sections[16])?,
        })
    }
}

/// Returns the models that are part of the program.
pub(crate) fn shipped() -> Option<&'static Models> {
    static MODELS: LazyLock<Option<Models>> =
        LazyLock::new(|| Models::from_bytes(include_bytes!("../../../../models/quotes.bin")).ok());
    MODELS.as_ref()
}
