//! Words that say the same: a file of them, looked up while a query is planned.
//!
//! The file has the format of Solr's synonym filter: `a, b, c` find each other, `a, b => c`
//! find `c` and not the other way round; `#` opens a comment. A word stands for all its
//! forms, irregular ones too, one in quotation marks for itself. In a phrase, `one's` and `oneself` stand for up
//! to two words of any kind. What was typed is kept in any case, and nothing is looked up
//! twice: a synonym's own synonyms are not followed.

mod cycle;
mod irregular;
mod read;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;

/// The file that comes with the program, for the political desk.
const SHIPPED: &str = include_str!("politics.txt");

/// Words that come up where others do, looser than synonyms.
const RELATED: &str = include_str!("related.txt");

/// Words between two words of a phrase that `one's` stands for.
const GAP: u32 = 2;

/// The most words of one entry.
const MAX_WORDS: usize = 8;

/// A table of synonyms.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Synonyms {
    /// By the stems of the words that are looked up.
    entries: FxHashMap<Vec<String>, Vec<Alternative>>,
}

/// Another way of saying what a word says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alternative {
    /// As the file has it.
    pub typed: String,
    /// Its words in order.
    pub words: Vec<AlternativeWord>,
}

/// One word of an alternative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AlternativeWord {
    /// Folded.
    pub text: String,
    /// Whether it stands for itself alone, not for the forms of its stem.
    pub exact: bool,
    /// Words of any kind that may stand before it.
    pub gap: u32,
}

/// Why a file of synonyms cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
#[non_exhaustive]
pub struct SynonymError {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub kind: SynonymErrorKind,
}

/// What is wrong with a line of synonyms.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SynonymErrorKind {
    /// Nothing between two commas, or before or after an arrow.
    #[error("an entry has no word")]
    Empty,
    /// One word alone.
    #[error("`{0}` stands alone")]
    Alone(String),
    /// More than one arrow.
    #[error("more than one `=>`")]
    Arrows,
    /// A quotation mark without its partner.
    #[error("a quotation mark is not closed")]
    Quote,
    /// An entry of too many words.
    #[error("`{0}` has more than {MAX_WORDS} words")]
    TooLong(String),
    /// Arrows that lead back to where they began.
    #[error("`{word}` leads back to itself by way of line {back}")]
    Cycle {
        /// Where it begins.
        word: String,
        /// The line that leads back.
        back: usize,
    },
}

impl SynonymError {
    /// Returns what to do about it.
    pub fn hint(&self) -> &'static str {
        match self.kind {
            SynonymErrorKind::Empty => "write words between the commas and on both sides of `=>`",
            SynonymErrorKind::Alone(_) => "write `a, b` or `a => b`",
            SynonymErrorKind::Arrows => "write one rule a line",
            SynonymErrorKind::Quote => "close it, or take it away",
            SynonymErrorKind::TooLong(_) => "shorten it",
            SynonymErrorKind::Cycle { .. } => "words that shall find each other stand on one line: `a, b`",
        }
    }
}

impl Synonyms {
    /// Returns the synonyms that come with the program.
    pub fn shipped() -> Synonyms {
        // A test reads the file, so that what is shipped can always be read.
        Synonyms::parse(SHIPPED).unwrap_or_default()
    }

    /// Returns the related words that come with the program, which only rank.
    pub(crate) fn shipped_related() -> Synonyms {
        Synonyms::parse(RELATED).unwrap_or_default()
    }

    /// Returns a table without any.
    pub fn none() -> Synonyms {
        Synonyms::default()
    }

    /// Reads a file's text.
    ///
    /// ```
    /// use onrecord::query::Synonyms;
    ///
    /// assert!(Synonyms::parse("runoff, second round\nrecuse => step aside").is_ok());
    /// assert_eq!(Synonyms::parse("\nrunoff,,").map_err(|e| e.line), Err(2));
    /// ```
    ///
    /// # Errors
    ///
    /// The first line that cannot be used, and why.
    pub fn parse(text: &str) -> Result<Synonyms, SynonymError> {
        read::read(text)
    }

    /// Returns how many words and phrases are looked up.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns what says the same as these words, given by their stems.
    pub(crate) fn of(&self, stems: &[String]) -> &[Alternative] {
        self.entries.get(stems).map_or(&[], Vec::as_slice)
    }
}
