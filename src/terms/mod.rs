//! Text → terms: the one reading of words that the index, queries and highlights share.
//!
//! A term is a folded word: lower case, accents removed, curly apostrophes straight. Spans
//! are bytes of the text given, so that a highlight covers exactly the words as printed.
//!
//! * Words are runs of letters and digits; every other mark separates them. Hyphens
//!   separate too: `run-off` is `run`, `off`; `COVID-19` is `covid`, `19`.
//! * An apostrophe inside a word stays (`o'neill`, `can't`); the possessive `'s` is a term
//!   of its own ([`POSSESSIVE`]), so that `"Lowe's memo"` and `"Lowe memo"` stay apart.
//! * Initials with full stops are one term without them (`F.B.I.` is `fbi`), unless that is
//!   a plain word: `U.S.` is `u.s`, not `us`.
//! * An ampersand joins short words: `AT&T` is `at&t`, `R&D` is `r&d`.
//! * Numbers keep their decimal point and lose the commas of thousands: `$1,200.50` is
//!   `1200.50`, `$1.5m` is `1.5m`.
//! * Ideographs, kana and hangul syllables are a term each.
//! * A word of more than [`MAX_TERM_BYTES`] is cut there, never left out.
//!
//! Nothing is refused: any text has terms, perhaps none. Time is linear.

mod edits;
mod fold;
mod scan;
mod stem;
#[cfg(test)]
mod tests;

use crate::span::Span;
pub use edits::{edits, nearest};
pub use scan::tokenize;
pub use stem::{Stemmer, stem};

/// The longest term, in bytes; what is longer is cut on a character boundary.
pub const MAX_TERM_BYTES: usize = 64;

/// The possessive ending as a term; a bare word of a query leaves it out.
pub const POSSESSIVE: &str = "'s";

/// A folded word and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term<'a> {
    /// The folded form; valid during the call only, the buffer is used again.
    pub text: &'a str,
    /// The word in the text, in bytes.
    pub span: Span,
    /// Number of terms before it.
    pub position: u32,
}

/// The longest [`name_key`], in bytes.
const MAX_KEY_BYTES: usize = 240;

/// Stands before a description that takes the place of a speaker's name.
pub(crate) const DESCRIBED: char = '\u{1d}';

/// Returns what all spellings of one name share: its folded terms, joined by spaces.
pub fn name_key(name: &str) -> String {
    let mut key = String::new();
    if name.trim_start().starts_with(DESCRIBED) {
        key.push(DESCRIBED);
    }
    let first = key.len();
    tokenize(name, |term| {
        if key.len() + term.text.len() < MAX_KEY_BYTES {
            if key.len() > first {
                key.push(' ');
            }
            key.push_str(term.text);
        }
    });
    key
}

/// Returns the folded terms of a text, in order.
pub fn fold(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    tokenize(text, |term| terms.push(term.text.to_owned()));
    terms
}
