//! What a run of the indexer tells its caller: progress on the way, a report at the end.

use serde::Serialize;

use super::identities::Renamed;
use super::manifest::{FileState, Skip, UnreadDate};

/// What a run did, and what the index holds after it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct IndexReport {
    /// Articles in the index.
    pub articles: u64,
    /// Passages in the index.
    pub passages: u64,
    /// Quotes in the index.
    pub quotes: u64,
    /// Articles that were not there before.
    pub added: u64,
    /// Articles that were there with other words.
    pub updated: u64,
    /// Articles that are gone.
    pub deleted: u64,
    /// Articles that stayed as they were.
    pub unchanged: u64,
    /// Files and records of the paths given that are not in the index.
    pub skipped: u64,
    /// Bytes that the index takes on disk.
    pub bytes: u64,
    /// Time taken.
    pub seconds: f64,
    /// Number of the generation; it grows by one with each run that changes something.
    pub generation: u64,
    /// Articles of the paths given whose date cannot be read.
    #[serde(skip_serializing_if = "is_zero")]
    pub unread_dates: u64,
    /// How many names have another canonical name than before.
    #[serde(skip_serializing_if = "is_zero")]
    pub renamed: u64,
    /// Names that have another canonical name than before.
    #[serde(skip)]
    pub renames: Vec<Renamed>,
    /// What is odd about the user's list of names.
    #[serde(skip)]
    pub remarks: Vec<String>,
    /// Each file or record skipped, in the order of paths and records.
    #[serde(skip)]
    pub skips: Vec<SkippedRecord>,
    /// Each article without a date because the one that it gives cannot be read, in the same order.
    #[serde(skip)]
    pub undated: Vec<UndatedArticle>,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// A file or record that was skipped.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SkippedRecord {
    /// The file.
    pub path: String,
    /// Where in it, and why.
    #[serde(flatten)]
    pub skip: Skip,
}

/// An article that is in the index without a date, because the one that it gives cannot be read.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct UndatedArticle {
    /// The file.
    pub path: String,
    /// Where in it, and the date as it is written.
    #[serde(flatten)]
    pub unread: UnreadDate,
}

/// What of the files of an index could not be read, each by path and record.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Faults {
    /// Files and records that were skipped.
    pub skipped: Vec<SkippedRecord>,
    /// Articles whose date cannot be read.
    pub undated: Vec<UndatedArticle>,
}

/// Returns what was left out of files.
pub(super) fn skips<'f>(files: impl Iterator<Item = &'f FileState>) -> Vec<SkippedRecord> {
    let of = |file: &'f FileState| {
        file.skipped.iter().map(|skip| SkippedRecord { path: file.path.clone(), skip: skip.clone() })
    };
    files.flat_map(of).collect()
}

/// Returns the articles of files whose date cannot be read.
pub(super) fn undated<'f>(files: impl Iterator<Item = &'f FileState>) -> Vec<UndatedArticle> {
    let of = |file: &'f FileState| {
        file.unread_dates.iter().map(|unread| UndatedArticle { path: file.path.clone(), unread: unread.clone() })
    };
    files.flat_map(of).collect()
}

/// What a run is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Phase {
    /// Looking at files, reading none of them.
    #[default]
    Listing,
    /// Reading, annotating and indexing.
    Reading,
    /// Writing what is left and putting the new generation in place.
    Finishing,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Progress {
    /// What it is doing.
    pub phase: Phase,
    /// Files read to their end.
    pub files_done: u64,
    /// Files to read.
    pub files: u64,
    /// Bytes read, about.
    pub bytes_done: u64,
    /// Bytes to read.
    pub bytes: u64,
    /// Articles taken in.
    pub articles: u64,
}
