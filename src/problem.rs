//! Errors of every stage → one shape for the command line and the HTTP interface.
//!
//! A problem has a code that does not change, a sentence that says what failed and where,
//! and a hint with the next step. Which exit status or HTTP status a code has is decided at
//! the edges, in one table each.

use std::borrow::Cow;
use std::fmt;

use crate::eval::EvalError;
use crate::index::IndexError;
use crate::names::ListedError;
use crate::query::{QueryError, UnknownFacet};
use crate::read::ReadError;
use crate::search::{SearchError, TrendError};
use crate::verify::VerifyError;

/// What failed, as it is told to people and programs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// A short name that does not change.
    pub code: Cow<'static, str>,
    /// What failed, and where.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Lines that point into the input.
    pub excerpt: Option<String>,
}

impl Problem {
    /// Returns a problem without a hint.
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Problem { code: code.into(), message: message.into(), hint: None, excerpt: None }
    }

    /// Adds what to do about it; an empty hint is none.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into()).filter(|hint| !hint.is_empty());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        Problem::new(error.reason(), error.to_string()).with_hint(error.hint())
    }
}

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Self {
        let problem = Problem::new(error.code(), error.to_string()).with_hint(error.hint());
        // Carets under nothing point nowhere.
        let excerpt = Some(error.caret).filter(|caret| !caret.trim_matches(['^', ' ', '\n']).is_empty());
        Problem { excerpt, ..problem }
    }
}

impl From<UnknownFacet> for Problem {
    fn from(error: UnknownFacet) -> Self {
        Problem::new("usage", error.to_string()).with_hint(error.hint())
    }
}

impl From<SearchError> for Problem {
    fn from(error: SearchError) -> Self {
        error.0.into()
    }
}

impl From<TrendError> for Problem {
    fn from(error: TrendError) -> Self {
        Problem::new(error.code(), error.to_string()).with_hint(error.hint())
    }
}

impl From<VerifyError> for Problem {
    fn from(error: VerifyError) -> Self {
        Problem::new(error.code(), error.to_string()).with_hint(error.hint())
    }
}

impl From<IndexError> for Problem {
    fn from(error: IndexError) -> Self {
        Problem::new(error.code(), error.to_string()).with_hint(error.hint())
    }
}

impl From<ListedError> for Problem {
    fn from(error: ListedError) -> Self {
        Problem::new("names", error.to_string()).with_hint(error.hint())
    }
}

impl From<EvalError> for Problem {
    fn from(error: EvalError) -> Self {
        Problem::new(error.code(), error.to_string()).with_hint(error.hint().unwrap_or_default())
    }
}
