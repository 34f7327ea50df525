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
use crate::terms;
use crate::verify::VerifyError;
use crate::when::WhenError;

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

    /// A time that cannot be read, in a flag or parameter of this name.
    pub fn of_time(name: &str, error: &WhenError) -> Self {
        Problem::new("time", format!("{name}: {error}")).with_hint(error.hint())
    }

    /// Refuses names without a letter, given by a flag or parameter of this name: they name nobody.
    ///
    /// # Errors
    ///
    /// The problem with the first such name.
    pub fn check_names(flag: &str, names: &[String]) -> Result<(), Problem> {
        match names.iter().find(|name| terms::fold(name).is_empty()) {
            None => Ok(()),
            Some(name) if name.trim().is_empty() => Err(Problem::new("usage", format!("{flag} is empty"))),
            Some(name) => Err(Problem::new("usage", format!("{flag} is `{name}`, which has no letters"))),
        }
        .map_err(|problem| problem.with_hint("give a name, or leave it out"))
    }

    /// Returns the problem with two times, the later before the earlier.
    pub fn of_times_backwards(since: &str, until: &str) -> Self {
        Problem::new("time", format!("{until} ends before {since} begins")).with_hint("put the earlier time first")
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
