//! Citations and sentences → whether the index still has them, word for word.
//!
//! A file that `search export` or `search show` wrote is checked citation by citation
//! ([`citations()`]); a sentence that somebody quotes is looked for in the whole index
//! ([`on_record`]), and who said it is told. Nothing is guessed: a difference is shown word by
//! word, and a speaker that the annotations do not know is unknown.

mod align;
mod check;
mod files;
mod record;
mod successor;
mod words;

use crate::index::IndexError;
use crate::search::SearchError;
pub use align::Change;
pub use check::{Checked, Standing, Tally, citations};
pub use files::{BadCitation, Citation, CitationFormat, CitedArticle};
pub use record::{MAX_WORDS, OnRecord, RecordMatch, SaidBy, Verdict, on_record};

/// Why nothing could be checked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The index cannot be read.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The file cannot be read.
    #[error("cannot read {name}: {source}")]
    Read {
        /// The file.
        name: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file has no citation in it.
    #[error("{name}: no citation found")]
    NoCitations {
        /// The file.
        name: String,
    },
    /// A sentence without a word.
    #[error("there are no words to look for")]
    NoWords,
    /// A speaker without a letter, who is nobody.
    #[error("the speaker is `{name}`, which has no letters")]
    NoName {
        /// As given.
        name: String,
    },
    /// A text that is more than a quotation.
    #[error("{n} words to look for")]
    TooLong {
        /// How many.
        n: usize,
    },
}

impl VerifyError {
    /// Returns what to do about it.
    pub fn hint(&self) -> String {
        match self {
            VerifyError::Search(error) => error.hint().to_owned(),
            VerifyError::Read { .. } => "check the path".to_owned(),
            VerifyError::NoCitations { .. } => {
                "give a file of exported passages, or of citations as BibTeX, RIS or CSL".to_owned()
            }
            VerifyError::NoWords => "give the sentence, in quotation marks".to_owned(),
            VerifyError::NoName { .. } => "give a name, or leave the speaker out".to_owned(),
            VerifyError::TooLong { .. } => format!("give at most {MAX_WORDS}: a sentence or a paragraph"),
        }
    }

    /// Returns a short name that does not change.
    pub fn code(&self) -> &'static str {
        match self {
            VerifyError::Search(error) => error.code(),
            VerifyError::Read { .. } => "verify-read",
            VerifyError::NoCitations { .. } => "verify-no-citations",
            VerifyError::NoWords => "verify-no-words",
            VerifyError::NoName { .. } => "usage",
            VerifyError::TooLong { .. } => "verify-too-long",
        }
    }
}

impl From<IndexError> for VerifyError {
    fn from(error: IndexError) -> Self {
        VerifyError::Search(SearchError(error))
    }
}
