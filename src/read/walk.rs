//! A path → the article files under it, in a stable order, and what was left out and why.
//!
//! Hidden files are passed over in silence, links are not followed. Nothing is opened here.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use super::error::{Fault, ReadError};
use super::format::Format;

/// A file to read, with what the file system knows about it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileEntry {
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes, compressed as it lies there.
    pub size: u64,
    /// When it was last changed, where the file system says so.
    pub modified: Option<SystemTime>,
}

/// Returns the article files under `path` sorted by name, folder by folder, and an error
/// for each entry that was left out: unreadable folders, links, and files whose names
/// are not those of an article format ([`Fault::UnknownFormat`]).
///
/// A `path` that is a file is returned whatever its name.
pub fn list_files(path: impl AsRef<Path>) -> (Vec<FileEntry>, Vec<ReadError>) {
    let (mut files, mut skipped) = (Vec::new(), Vec::new());
    let walk = WalkDir::new(path.as_ref()).sort_by_file_name().into_iter().filter_entry(|e| !is_hidden(e));
    for entry in walk {
        match entry.map_err(|error| walk_error(path.as_ref(), error)).and_then(take_file) {
            Ok(Some(file)) => files.push(file),
            Ok(None) => {}
            Err(error) => skipped.push(error),
        }
    }
    (files, skipped)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn take_file(entry: DirEntry) -> Result<Option<FileEntry>, ReadError> {
    let refuse = |fault| Err(ReadError::of_file(display(entry.path()), fault));
    let given = entry.depth() == 0;
    let kind = entry.file_type();
    // A link given by name is followed, as `ls` and `rg` do; `metadata` below does that.
    let metadata = if given { std::fs::metadata(entry.path()).ok() } else { None };
    if kind.is_dir() || metadata.as_ref().is_some_and(|m| m.is_dir()) {
        return Ok(None);
    }
    if !given && kind.is_symlink() {
        return refuse(Fault::Link);
    }
    if !given && !kind.is_file() {
        return refuse(Fault::NotAFile);
    }
    if !given && !Format::fits_name(entry.path()) {
        return refuse(Fault::UnknownFormat);
    }
    match metadata.map_or_else(|| entry.metadata(), Ok) {
        Ok(m) => Ok(Some(FileEntry { size: m.len(), modified: m.modified().ok(), path: entry.into_path() })),
        Err(error) => Err(walk_error(entry.path(), error)),
    }
}

fn walk_error(path: &Path, error: walkdir::Error) -> ReadError {
    let path = display(error.path().unwrap_or(path));
    let fault = error.into_io_error().map_or(Fault::Link, Fault::from);
    ReadError::of_file(path, fault)
}

/// Returns a path as it is printed: `/`-separated, on every system.
pub(super) fn display(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { shown.into_owned() } else { shown.replace(std::path::MAIN_SEPARATOR, "/") }
}
