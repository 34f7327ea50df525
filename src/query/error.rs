//! Why a text is not a query: what, where (column and caret), and what to type instead.

use super::spellings::open_range;
use crate::span::Span;
use crate::when::WhenError;

/// A text that is not a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}, at column {column}")]
#[non_exhaustive]
pub struct QueryError {
    /// What is wrong.
    pub kind: QueryErrorKind,
    /// Where, in bytes of the query.
    pub span: Span,
    /// Where, in characters, from 1.
    pub column: usize,
    /// The query, or what of it surrounds the place, with a caret under the place.
    pub caret: String,
    /// A query near to the one typed that can be asked, if there is one.
    pub repair: Option<String>,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueryErrorKind {
    /// Nothing to look for.
    #[error("the query has no words")]
    Empty,
    /// More characters than a query may have.
    #[error("the query is longer than {limit} characters")]
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// More words than a query may have.
    #[error("the query has more than {limit} words and operators")]
    TooManyWords {
        /// The limit.
        limit: usize,
    },
    /// Brackets inside brackets inside brackets.
    #[error("the query nests more than {limit} levels")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// A quotation mark without its partner.
    #[error("a quotation mark is not closed")]
    UnclosedQuote,
    /// A bracket without its partner.
    #[error("a bracket is not closed")]
    UnclosedGroup,
    /// A closing bracket that nothing opened.
    #[error("a closing bracket has no opening one")]
    UnmatchedClose,
    /// Brackets with nothing in them.
    #[error("the brackets are empty")]
    EmptyGroup,
    /// Quotation marks without a word in them.
    #[error("the quotation marks hold no word")]
    EmptyPhrase,
    /// An operator that lacks what it works on.
    #[error("`{operator}` has nothing {side} it")]
    MissingOperand {
        /// The operator as typed.
        operator: String,
        /// "before" or "after".
        side: &'static str,
    },
    /// A name before a colon that is no field.
    #[error("unknown field `{name}`")]
    UnknownField {
        /// As typed.
        name: String,
        /// The field that it resembles.
        nearest: Option<&'static str>,
    },
    /// A field inside a field.
    #[error("`{inner}` stands inside another field")]
    NestedField {
        /// As typed.
        inner: String,
    },
    /// A date that cannot be read.
    #[error("{0}")]
    BadDate(WhenError),
    /// A distance that is none.
    #[error("`{typed}` is no distance")]
    BadDistance {
        /// As typed.
        typed: String,
    },
    /// A part that has no place in the text to be near to.
    #[error("{part} cannot stand beside `{operator}`")]
    NotNear {
        /// What stands there.
        part: &'static str,
        /// The operator as typed.
        operator: String,
    },
    /// A wildcard without letters.
    #[error("`{typed}` has no letter beside its wildcard")]
    BadWildcard {
        /// As typed.
        typed: String,
    },
    /// A tilde that is no spelling tolerance.
    #[error("`{typed}` is no spelling tolerance")]
    BadFuzzy {
        /// As typed.
        typed: String,
    },
    /// A count that is none.
    #[error("`{typed}` is no count")]
    BadCount {
        /// As typed.
        typed: String,
    },
    /// An operator of other programs.
    #[error("{what} is not part of this query language")]
    Unsupported {
        /// Which.
        what: &'static str,
        /// What to type instead.
        instead: &'static str,
    },
}

impl QueryErrorKind {
    /// Returns a stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            QueryErrorKind::Empty => "query-empty",
            QueryErrorKind::TooLong { .. } => "query-too-long",
            QueryErrorKind::TooManyWords { .. } => "query-too-many-words",
            QueryErrorKind::TooDeep { .. } => "query-too-deep",
            QueryErrorKind::UnclosedQuote => "query-unclosed-quote",
            QueryErrorKind::UnclosedGroup => "query-unclosed-group",
            QueryErrorKind::UnmatchedClose => "query-unmatched-close",
            QueryErrorKind::EmptyGroup => "query-empty-group",
            QueryErrorKind::EmptyPhrase => "query-empty-phrase",
            QueryErrorKind::MissingOperand { .. } => "query-missing-operand",
            QueryErrorKind::UnknownField { .. } => "query-unknown-field",
            QueryErrorKind::NestedField { .. } => "query-nested-field",
            QueryErrorKind::BadDate(_) => "query-bad-date",
            QueryErrorKind::BadDistance { .. } => "query-bad-distance",
            QueryErrorKind::NotNear { .. } => "query-not-near",
            QueryErrorKind::BadWildcard { .. } => "query-bad-wildcard",
            QueryErrorKind::BadFuzzy { .. } => "query-bad-fuzzy",
            QueryErrorKind::BadCount { .. } => "query-bad-count",
            QueryErrorKind::Unsupported { .. } => "query-unsupported",
        }
    }

    fn advice(&self) -> String {
        match self {
            QueryErrorKind::Empty => "type a word, a \"phrase\" or a field such as speaker:name".into(),
            QueryErrorKind::TooLong { .. } | QueryErrorKind::TooManyWords { .. } => {
                "leave words out, or ask in several queries".into()
            }
            QueryErrorKind::TooDeep { .. } => "take brackets away".into(),
            QueryErrorKind::UnclosedQuote => "close it with a second quotation mark".into(),
            QueryErrorKind::UnclosedGroup => "close it with `)`".into(),
            QueryErrorKind::UnmatchedClose => "take it away, or open it with `(`".into(),
            QueryErrorKind::EmptyGroup | QueryErrorKind::EmptyPhrase => "put words in, or take them away".into(),
            QueryErrorKind::MissingOperand { operator, side } => {
                format!("add a word {side} `{operator}`, or write \"{operator}\" in quotation marks to search it")
            }
            QueryErrorKind::UnknownField { name, .. } if open_range(name).is_some() => {
                "write published:2020-05.. for that day or later, published:..2020-05 for that day or before".into()
            }
            QueryErrorKind::UnknownField { name, nearest: Some(nearest) } => {
                format!("did you mean `{nearest}:`? To search the word, quote it: \"{name}\"")
            }
            QueryErrorKind::UnknownField { name, nearest: None } => {
                format!("to search the word, quote it: \"{name}\"; the fields are {}", field_names())
            }
            QueryErrorKind::NestedField { .. } => "put the fields side by side".into(),
            QueryErrorKind::BadDate(error) => error.hint().into(),
            QueryErrorKind::BadDistance { .. } => {
                "write w/5, pre/5 (1 to 1000 words), w/s (same sentence) or w/p (same paragraph); \
                 quote it to search the words"
                    .into()
            }
            QueryErrorKind::NotNear { .. } => {
                "on either side may stand a word, a \"phrase\", or words joined by OR in brackets".into()
            }
            QueryErrorKind::BadWildcard { .. } => {
                "write at least one letter, as in recus* or wom?n; for any word between two, one pre/2 two".into()
            }
            QueryErrorKind::BadFuzzy { .. } => {
                "write word~1 or word~2 for words that differ in one or two letters".into()
            }
            QueryErrorKind::BadCount { .. } => "write atleast2(word), with a count from 1 to 1000".into(),
            QueryErrorKind::Unsupported { instead, .. } => (*instead).into(),
        }
    }
}

fn field_names() -> String {
    super::lex::FIELD_NAMES.join(", ")
}

impl QueryError {
    /// Returns the error of `kind` at `span` of the query `text`.
    pub(crate) fn new(kind: QueryErrorKind, span: Span, text: &str) -> QueryError {
        let before = text.get(..span.start as usize).unwrap_or(text);
        let column = before.chars().count() + 1;
        QueryError { kind, span, column, caret: caret(text, span, column), repair: None }
    }

    /// Returns what to type instead.
    pub fn hint(&self) -> String {
        match &self.repair {
            Some(repair) => format!("{}; for example: {repair}", self.kind.advice()),
            None => self.kind.advice(),
        }
    }

    /// Returns a stable name for programs.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }
}

/// Characters of the query shown on either side of the place.
const SHOWN: usize = 40;

/// Characters that take two columns of a terminal: those of East Asia, and pictures.
const WIDE: [(u32, u32); 12] = [
    (0x1100, 0x115f),
    (0x2e80, 0x303e),
    (0x3041, 0x33ff),
    (0x3400, 0x4dbf),
    (0x4e00, 0x9fff),
    (0xa000, 0xa4cf),
    (0xac00, 0xd7a3),
    (0xf900, 0xfaff),
    (0xfe30, 0xfe6f),
    (0xff00, 0xff60),
    (0x1f300, 0x1faff),
    (0x20000, 0x3fffd),
];
/// Characters that stand over or join others and take none.
const NARROW: [(u32, u32); 4] = [(0x300, 0x36f), (0x200b, 0x200f), (0x20d0, 0x20f0), (0xfe00, 0xfe0f)];

/// Returns how many columns a character takes.
fn columns(c: char) -> usize {
    let is_in = |ranges: &[(u32, u32)]| ranges.iter().any(|&(first, last)| (first..=last).contains(&u32::from(c)));
    if is_in(&NARROW) { 0 } else { 1 + usize::from(is_in(&WIDE)) }
}

/// Draws the query with carets under the span, cut to the surroundings of the place.
fn caret(text: &str, span: Span, column: usize) -> String {
    let first = (column - 1).saturating_sub(SHOWN);
    let cut = if first > 0 { "…" } else { "" };
    let shown: String = text.chars().skip(first).take(2 * SHOWN).collect();
    let shown = shown.replace(|c: char| c.is_control(), " ");
    let more = if text.chars().nth(first + 2 * SHOWN).is_some() { "…" } else { "" };
    let n_marked = span.of(text).chars().count().clamp(1, (2 * SHOWN + first + 1).saturating_sub(column).max(1));
    let columns = |skip: usize, n: usize| text.chars().skip(skip).take(n).map(columns).sum::<usize>();
    let indent = columns(first, column - 1 - first) + cut.chars().count();
    let width = columns(column - 1, n_marked).max(1);
    format!("{cut}{shown}{more}\n{}{}", " ".repeat(indent), "^".repeat(width))
}
