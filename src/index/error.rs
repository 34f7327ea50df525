//! What can go wrong with an index, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::OpenReadError;

use super::report::SkippedRecord;
use crate::stop::CALLED_OFF;

/// Why an index could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// There is no index in this folder.
    #[error("no index in {}", dir.display())]
    Missing {
        /// The folder.
        dir: PathBuf,
    },
    /// Another version of the program wrote it.
    #[error("the index in {} has format {found}, this program reads format {wanted}", dir.display())]
    Version {
        /// The folder.
        dir: PathBuf,
        /// Its format.
        found: u32,
        /// The format of this program.
        wanted: u32,
    },
    /// A file of the index is missing or unreadable.
    #[error("the index in {} is damaged: {what}", dir.display())]
    Damaged {
        /// The folder.
        dir: PathBuf,
        /// What is wrong, and with which file.
        what: String,
    },
    /// Another process is writing it.
    #[error("the index in {} is being written by {by}", dir.display())]
    Locked {
        /// The folder.
        dir: PathBuf,
        /// The writer, as far as it can be told.
        by: String,
    },
    /// A path to be indexed does not exist.
    #[error("no such file or folder: {}", path.display())]
    NoSuchPath {
        /// The path.
        path: PathBuf,
    },
    /// No article was found under the paths.
    #[error("no article found in {paths}{}", in_words(.skips))]
    Nothing {
        /// The paths.
        paths: String,
        /// Each file or record that was skipped.
        skips: Vec<SkippedRecord>,
    },
    /// The disk has no room left.
    #[error("no space left for the index in {}", dir.display())]
    DiskFull {
        /// The folder.
        dir: PathBuf,
    },
    /// A file could not be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    File {
        /// What was tried.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Files cannot be watched for changes.
    #[error("cannot watch{place} for changes: {why}")]
    Watch {
        /// The path, a space before it, where it is one that is at fault.
        place: String,
        /// Why not.
        why: String,
    },
    /// Whoever asked waits no more.
    #[error("the search was called off")]
    CalledOff,
    /// The search engine below failed in another way.
    #[error("the index failed: {source}")]
    Engine {
        /// Its own words.
        source: TantivyError,
    },
}

impl IndexError {
    /// Returns what to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            IndexError::Missing { .. } => "build it first, or name the folder of another",
            IndexError::Version { .. } | IndexError::Damaged { .. } => "build it anew from the same paths",
            IndexError::Locked { .. } => "wait until it is done; searching goes on meanwhile",
            IndexError::NoSuchPath { .. } => "check the path; the index was left as it is",
            IndexError::Nothing { .. } => "see which formats can be read, and the reason of each skip",
            IndexError::DiskFull { .. } => "the index is as it was before; make room and try again",
            IndexError::File { .. } => "check the path and its permissions",
            IndexError::Watch { .. } => "check the paths; without watching, the index can be brought up to date once",
            IndexError::CalledOff => "ask again",
            IndexError::Engine { .. } => "try again; if it fails again, build the index anew",
        }
    }

    /// Returns a short name that does not change.
    pub fn code(&self) -> &'static str {
        match self {
            IndexError::Missing { .. } => "index-missing",
            IndexError::Version { .. } => "index-version",
            IndexError::Damaged { .. } => "index-damaged",
            IndexError::Locked { .. } => "index-locked",
            IndexError::NoSuchPath { .. } => "no-such-path",
            IndexError::Nothing { .. } => "nothing-indexed",
            IndexError::DiskFull { .. } => "disk-full",
            IndexError::File { .. } => "index-file",
            IndexError::Watch { .. } => "watch",
            IndexError::CalledOff => "called-off",
            IndexError::Engine { .. } => "index-engine",
        }
    }

    /// Names the file and what was tried with it; a full disk is an error of its own.
    pub(crate) fn file(action: &'static str, path: &Path, source: io::Error) -> Self {
        if is_full(&source) {
            return IndexError::DiskFull { dir: path.parent().unwrap_or(path).to_owned() };
        }
        IndexError::File { action, path: path.to_owned(), source }
    }

    /// Tells damage and a full disk from other failures of the engine.
    pub(crate) fn engine(dir: &Path, source: TantivyError) -> Self {
        match source {
            TantivyError::IoError(error) if is_full(&error) => IndexError::DiskFull { dir: dir.to_owned() },
            // Some of the engine's threads pass their errors on as text.
            error if error.to_string().contains("(os error 28)") => IndexError::DiskFull { dir: dir.to_owned() },
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
                IndexError::Damaged { dir: dir.to_owned(), what: format!("{} is missing", file.display()) }
            }
            TantivyError::OpenReadError(error) => IndexError::Damaged { dir: dir.to_owned(), what: error.to_string() },
            error @ TantivyError::DataCorruption(_) => {
                IndexError::Damaged { dir: dir.to_owned(), what: error.to_string() }
            }
            TantivyError::InternalError(words) if words == CALLED_OFF => IndexError::CalledOff,
            TantivyError::SchemaError(what) => IndexError::Damaged { dir: dir.to_owned(), what },
            source => IndexError::Engine { source },
        }
    }
}

/// Returns how much was skipped, and why the first of it was.
fn in_words(skips: &[SkippedRecord]) -> String {
    let Some(SkippedRecord { path, skip, .. }) = skips.first() else { return String::new() };
    let line = skip.line.map(|n| format!(", line {n}")).unwrap_or_default();
    let first = format!("{path}{line}: {}", skip.message);
    match skips.len() {
        1 => format!("; skipped {first}"),
        n => format!("; {n} files or records skipped, the first of them {first}"),
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}
