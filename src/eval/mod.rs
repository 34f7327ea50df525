//! Figures of quality: what a system answered against what people annotated or judged.
//!
//! Comes in: a gold file and a system's file (TREC lines for ranking, JSON lines for
//! annotations, offsets in code points). Goes out: precision, recall, F1 and the ranking
//! measures, as plain structs that serialise. A file that does not fit is refused with its
//! line; nothing is guessed and nothing is downloaded.

pub mod compare;
pub mod dates;
pub mod entities;
pub mod quotes;
pub mod rank;

use std::io::BufRead;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why a score could not be computed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvalError {
    /// A file could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line does not have the shape that the scorer needs.
    #[error("{}:{line}: {reason}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Line number, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

impl EvalError {
    /// Returns the stable name of the error.
    pub fn code(&self) -> &'static str {
        match self {
            EvalError::Read { .. } => "eval-read",
            EvalError::Line { .. } => "eval-line",
        }
    }

    /// Returns the next step, where there is one.
    pub fn hint(&self) -> Option<String> {
        match self {
            EvalError::Read { .. } => Some("give the gold file first, then the system's".to_string()),
            EvalError::Line { .. } => {
                Some("the documentation of the scorers says what each file must hold".to_string())
            }
        }
    }
}

/// Precision, recall and their harmonic mean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Figures {
    /// Share of the system's items that are right.
    pub p: f64,
    /// Share of the gold items that were found.
    pub r: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

impl Figures {
    /// Returns the figures of two shares.
    pub fn new(p: f64, r: f64) -> Self {
        Figures { p, r, f1: if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 } }
    }
}

/// Returns `part / whole`, or 0 where there is nothing to divide by.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Where a line stands, for messages.
struct Place<'a> {
    path: &'a Path,
    line: usize,
}

impl Place<'_> {
    fn refuse(&self, reason: impl Into<String>) -> EvalError {
        EvalError::Line { path: self.path.to_path_buf(), line: self.line, reason: reason.into() }
    }
}

/// Calls `each` with every line of a file that is not blank.
fn for_each_line(
    path: &Path,
    mut each: impl FnMut(&Place<'_>, &str) -> Result<(), EvalError>,
) -> Result<(), EvalError> {
    let failed = |source| EvalError::Read { path: path.to_path_buf(), source };
    let file = std::fs::File::open(path).map_err(failed)?;
    for (n, line) in std::io::BufReader::new(file).lines().enumerate() {
        let line = line.map_err(failed)?;
        if !line.trim().is_empty() {
            each(&Place { path, line: n + 1 }, &line)?;
        }
    }
    Ok(())
}

/// Lines of JSON that carry an identifier.
trait Identified {
    fn id(&self) -> &str;
}

/// Reads a system's answers to the articles of `gold`; others are refused.
fn read_answers<T: DeserializeOwned + Identified>(path: &Path, gold: &[T]) -> Result<Vec<T>, EvalError> {
    let ids: FxHashSet<&str> = gold.iter().map(T::id).collect();
    read_json_lines(path, |place, article: &T| match ids.contains(article.id()) {
        true => Ok(()),
        false => Err(place.refuse(format!("id `{}` is not in the gold file", article.id()))),
    })
}

/// Reads a file of JSON lines; an identifier given twice is refused.
fn read_json_lines<T: DeserializeOwned + Identified>(
    path: &Path,
    check: impl Fn(&Place<'_>, &T) -> Result<(), EvalError>,
) -> Result<Vec<T>, EvalError> {
    let mut records: Vec<T> = Vec::new();
    let mut seen = FxHashSet::default();
    for_each_line(path, |place, line| {
        let record: T = serde_json::from_str(line).map_err(|e| {
            place.refuse(format!("not the JSON expected: {}", e.to_string().replace(" at line 1 ", " at ")))
        })?;
        if !seen.insert(record.id().to_string()) {
            return Err(place.refuse(format!("id `{}` appears twice", record.id())));
        }
        check(place, &record)?;
        records.push(record);
        Ok(())
    })?;
    Ok(records)
}
