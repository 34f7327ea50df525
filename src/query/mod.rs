//! What users type → a syntax tree with spans, and the request around it.
//!
//! The grammar stands in `parse`; `docs/query-language.md` shows it by example. A text that
//! is not a query is refused with the column, a caret and a repair ([`QueryError`]).

mod ast;
mod error;
mod facet;
mod foreign;
mod lex;
mod parse;
pub(crate) mod plan;
mod print;
mod repair;
mod request;
mod shape;
mod spellings;
pub(crate) mod spots;
pub(crate) mod synonyms;
#[cfg(test)]
mod tests;
pub(crate) mod witness;
pub(crate) mod words;
pub(crate) mod words_of;

pub use ast::{Clock, Field, Node, NodeKind, Sign, Within, Word, WordKind};
pub use error::{QueryError, QueryErrorKind};
pub use facet::{Facet, UnknownFacet};
pub use request::{Grouping, MatchMode, Query, Sort};
pub use synonyms::{SynonymError, SynonymErrorKind, Synonyms};
