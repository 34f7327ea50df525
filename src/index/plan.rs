//! Paths + the last run's list → which files to read, which have gone, which stay.
//!
//! Only names, sizes and times are looked at; a file is hashed where its time has changed and
//! its size has not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::error::IndexError;
use super::manifest::{FileState, Names, Skip, is_below, settled};
use crate::read::{self, FileEntry, ReadError};

/// A file to be read.
#[derive(Debug)]
pub(super) struct Work {
    pub path: PathBuf,
    pub name: String,
    pub size: u64,
    pub modified: Option<u64>,
}

/// What a run has to do.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Files to read, by name.
    pub read: Vec<Work>,
    /// Files whose articles go.
    pub gone: Vec<String>,
    /// Files that stay as they are.
    pub kept: Vec<FileState>,
    /// Names of the paths given.
    pub roots: Vec<String>,
    /// Whether the list changes although no file is to be read.
    pub list_changed: bool,
}

impl Plan {
    /// Tells whether the index stays as it is.
    pub(super) fn is_idle(&self) -> bool {
        self.read.is_empty() && self.gone.is_empty()
    }

    /// Compares what lies under `paths` with what was there before.
    pub(super) fn make(paths: &[PathBuf], names: &Names, before: Vec<FileState>) -> Result<Plan, IndexError> {
        let now = SystemTime::now();
        let mut plan = Plan::default();
        let mut listed = BTreeMap::new();
        let mut refused: BTreeMap<String, Vec<Skip>> = BTreeMap::new();
        for path in paths {
            if std::fs::symlink_metadata(path).is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound) {
                return Err(IndexError::NoSuchPath { path: path.clone() });
            }
            plan.roots.push(names.of(path));
            let (files, errors) = read::list_files(path);
            let files = files.into_iter().map(|file| (names.of(&file.path), file));
            listed.extend(files.filter(|(name, _)| !names.is_own(name)));
            for (name, error) in errors.iter().map(|error| (names.of(Path::new(&error.path)), error)) {
                if !names.is_own(&name) {
                    refused.entry(name).or_default().push(skip(error));
                }
            }
        }
        let mut partners = BTreeSet::new();
        for state in before {
            plan.sort_known(state, &mut listed, &mut refused, now, &mut partners);
        }
        for (name, entry) in listed {
            plan.read.push(work(name, entry, now));
        }
        for (path, skipped) in refused {
            plan.list_changed = true;
            plan.kept.push(FileState { path, skipped, ..FileState::default() });
        }
        plan.read_partners(&partners, names, now);
        plan.read.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(plan)
    }

    /// Plans to read everything again: what lies under `paths`, and of what the last run knew from other
    /// paths the files that are still there.
    pub(super) fn anew(paths: &[PathBuf], names: &Names, before: Vec<FileState>) -> Result<Plan, IndexError> {
        let now = SystemTime::now();
        let mut plan = Plan::make(paths, names, Vec::new())?;
        let Plan { read, roots, .. } = &mut plan;
        for state in before.into_iter().filter(|state| !roots.iter().any(|root| is_below(&state.path, root))) {
            let path = names.path(&state.path);
            if let Ok(metadata) = std::fs::metadata(&path) {
                let entry = FileEntry { path, size: metadata.len(), modified: metadata.modified().ok() };
                read.push(work(state.path, entry, now));
            }
        }
        read.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(plan)
    }

    /// Decides about a file that the last run knew.
    fn sort_known(
        &mut self,
        mut state: FileState,
        listed: &mut BTreeMap<String, FileEntry>,
        refused: &mut BTreeMap<String, Vec<Skip>>,
        now: SystemTime,
        partners: &mut BTreeSet<String>,
    ) {
        if let Some(entry) = listed.remove(&state.path) {
            let modified = settled(entry.modified, now);
            if entry.size == state.size && (is_same_time(&state, modified) || is_same_file(&entry.path, &state.hash)) {
                self.list_changed |= state.modified != modified;
                state.modified = modified;
                self.kept.push(state);
            } else {
                partners.extend(state.shares_ids_with);
                self.read.push(work(state.path, entry, now));
            }
            return;
        }
        let is_given = self.roots.iter().any(|root| is_below(&state.path, root));
        if let Some(skipped) = refused.remove(&state.path) {
            self.list_changed |= state.articles > 0 || state.skipped != skipped;
            if state.articles > 0 {
                self.gone.push(state.path.clone());
            }
            self.kept.push(FileState { path: state.path, skipped, ..FileState::default() });
        } else if !is_given || refused.keys().any(|folder| is_below(&state.path, folder)) {
            // Not asked about, or in a folder that cannot be looked into.
            self.kept.push(state);
        } else if state.hash.is_empty() && state.articles == 0 {
            self.list_changed = true;
        } else {
            partners.extend(state.shares_ids_with);
            self.gone.push(state.path);
        }
    }

    /// Reads the files again that share ids with those that change: another article may
    /// win now.
    fn read_partners(&mut self, partners: &BTreeSet<String>, names: &Names, now: SystemTime) {
        let kept = std::mem::take(&mut self.kept);
        for state in kept {
            let path = names.path(&state.path);
            match std::fs::metadata(&path) {
                Ok(metadata) if partners.contains(&state.path) => {
                    let entry = FileEntry { path, size: metadata.len(), modified: metadata.modified().ok() };
                    self.read.push(work(state.path, entry, now));
                }
                _ => self.kept.push(state),
            }
        }
    }
}

fn work(name: String, entry: FileEntry, now: SystemTime) -> Work {
    let modified = settled(entry.modified, now);
    Work { path: entry.path, name, size: entry.size, modified }
}

fn is_same_time(state: &FileState, modified: Option<u64>) -> bool {
    state.modified.is_some() && state.modified == modified
}

fn is_same_file(path: &Path, hash: &str) -> bool {
    !hash.is_empty() && hash_file(path).is_ok_and(|now| now == hash)
}

/// Returns the hash of a file's bytes.
pub(super) fn hash_file(path: &Path) -> std::io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize().to_hex()[..32].to_string())
}

/// Returns what the list keeps of an error.
pub(super) fn skip(error: &ReadError) -> Skip {
    let place = error.place;
    Skip {
        record: place.record,
        line: place.line,
        byte: place.byte,
        reason: error.reason().to_owned(),
        message: error.fault.to_string(),
    }
}
