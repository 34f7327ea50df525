//! The folder of an index: which generation is the one to read, and how the next one takes
//! its place.
//!
//! ```text
//! index/CURRENT            {"format":1,"generation":7}, replaced by rename only
//! index/lock               held while an index is written
//! index/gen-000007/        tantivy's files, files.jsonl, forms.fst, names.fst,
//!                          names.jsonl, families.jsonl, summary.json
//! ```
//!
//! A generation is never changed once `CURRENT` names it. A writer that dies leaves a folder
//! that nobody reads; the next writer removes it.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::error::IndexError;
use super::{families, forms, identities, manifest, summary};

/// Version of everything below the index folder; another one is not read.
pub(crate) const FORMAT: u32 = 5;

const CURRENT: &str = "CURRENT";
const LOCK: &str = "lock";

/// Files of a generation that its successor writes anew or copies.
const NOT_LINKED: [&str; 6] =
    [manifest::FILE, forms::FILE, summary::FILE, families::FILE, identities::FILES[0], identities::FILES[1]];

/// What `CURRENT` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Current {
    format: u32,
    /// Number of the generation to read.
    pub generation: u64,
}

/// Reads which generation is current; `None` where there is no index.
pub(super) fn current(dir: &Path) -> Result<Option<Current>, IndexError> {
    let path = dir.join(CURRENT);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(IndexError::file("read", &path, e)),
    };
    let damaged = |e: serde_json::Error| IndexError::Damaged { dir: dir.to_owned(), what: format!("{CURRENT}: {e}") };
    let current: Current = serde_json::from_slice(&bytes).map_err(damaged)?;
    if current.format != FORMAT {
        return Err(IndexError::Version { dir: dir.to_owned(), found: current.format, wanted: FORMAT });
    }
    Ok(Some(current))
}

/// What tells one state of an index from every other: the number of its generation and when
/// that was put in place. An index built anew in the same folder has another stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    generation: u64,
    placed: u128,
}

impl Stamp {
    /// Returns the stamp of the index in `dir`, without opening it.
    ///
    /// # Errors
    ///
    /// [`IndexError::Missing`] where there is none, or as [`Index::open`](super::Index::open).
    pub fn of(dir: impl AsRef<Path>) -> Result<Self, IndexError> {
        let dir = dir.as_ref();
        let missing = || IndexError::Missing { dir: dir.to_owned() };
        let generation = current(dir)?.ok_or_else(missing)?.generation;
        let placed = fs::metadata(dir.join(CURRENT)).and_then(|metadata| metadata.modified());
        let placed = placed.ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Ok(Stamp { generation, placed: placed.map_or(0, |time| time.as_nanos()) })
    }

    /// Returns the stamp as bytes, for names of answers.
    #[cfg(feature = "server")]
    pub(crate) fn to_bytes(self) -> [u8; 24] {
        let mut bytes = [0; 24];
        bytes[..8].copy_from_slice(&self.generation.to_le_bytes());
        bytes[8..].copy_from_slice(&self.placed.to_le_bytes());
        bytes
    }
}

/// Reads which generation is current, whatever its format; `None` where it cannot be told.
pub(super) fn newest(dir: &Path) -> Option<Current> {
    serde_json::from_slice(&fs::read(dir.join(CURRENT)).ok()?).ok()
}

/// Returns the folder of a generation.
pub(super) fn folder(dir: &Path, generation: u64) -> PathBuf {
    dir.join(format!("gen-{generation:06}"))
}

/// The right to write an index; given back when dropped, or when the process ends.
pub(super) struct Lock {
    file: File,
}

impl Drop for Lock {
    /// Unlocks by name: a child process that another thread is just starting has the file open for a
    /// moment, too, and to close it here alone would leave it locked until then.
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

impl Lock {
    /// Takes the right, or says who has it.
    pub(super) fn take(dir: &Path) -> Result<Self, IndexError> {
        fs::create_dir_all(dir).map_err(|e| IndexError::file("create", dir, e))?;
        let path = dir.join(LOCK);
        let failed = |e| IndexError::file("lock", &path, e);
        let options = || File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = options().map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut by = String::new();
                let _ = file.take(64).read_to_string(&mut by);
                let by = if by.is_empty() { "another process".to_owned() } else { format!("process {by}") };
                return Err(IndexError::Locked { dir: dir.to_owned(), by });
            }
            Err(TryLockError::Error(e)) => return Err(failed(e)),
        }
        file.set_len(0).and_then(|()| write!(file, "{}", std::process::id())).map_err(failed)?;
        Ok(Lock { file })
    }

    /// The lock's file opened once more, as a child process has it.
    #[cfg(test)]
    pub(super) fn copy(&self) -> File {
        self.file.try_clone().expect("open")
    }
}

/// A generation that is being built.
pub(super) struct Draft {
    dir: PathBuf,
    /// Its number.
    pub generation: u64,
    /// Its folder.
    pub folder: PathBuf,
    finished: bool,
}

impl Draft {
    /// Starts the generation after `current`: empty, or with the files of the current one.
    pub(super) fn start(dir: &Path, current: Option<Current>, full: bool) -> Result<Self, IndexError> {
        remove_strays(dir, current);
        let generation = current.map_or(1, |c| c.generation + 1);
        let folder = folder(dir, generation);
        fs::create_dir_all(&folder).map_err(|e| IndexError::file("create", &folder, e))?;
        let draft = Draft { dir: dir.to_owned(), generation, folder, finished: false };
        if let (Some(current), false) = (current, full) {
            link_files(&self::folder(dir, current.generation), &draft.folder)?;
        }
        Ok(draft)
    }

    /// Writes one of the generation's own files, down to the disk.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), IndexError> {
        write_synced(&self.folder.join(name), bytes)
    }

    /// Makes this generation the one to read and removes the others.
    pub(super) fn publish(mut self) -> Result<(), IndexError> {
        self.share_all();
        sync_folder(&self.folder);
        let current = Current { format: FORMAT, generation: self.generation };
        replace(&self.dir.join(CURRENT), &to_json(&current))?;
        sync_folder(&self.dir);
        self.finished = true;
        remove_strays(&self.dir, Some(current));
        Ok(())
    }

    /// The engine keeps the files that it replaces from every other user; whoever may read the
    /// rest may read these too.
    fn share_all(&self) {
        let Ok(usual) = fs::metadata(self.folder.join(manifest::FILE)).map(|file| file.permissions()) else { return };
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.extension().is_some_and(|ending| ending == "json") {
                // Where it cannot be done the index serves its owner.
                let _ = fs::set_permissions(&path, usual.clone());
            }
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Replaces a file in one step: readers see the old bytes or the new ones.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    let draft = path.with_extension("tmp");
    write_synced(&draft, bytes)?;
    fs::rename(&draft, path).map_err(|e| IndexError::file("replace", path, e))
}

fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|e| IndexError::file("write", path, e))
}

/// Not every file system can sync a folder; where it cannot, nothing is lost but time.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

fn to_json(value: &impl Serialize) -> Vec<u8> {
    // Plain structs of numbers and strings always serialise.
    serde_json::to_vec(value).unwrap_or_default()
}

/// Gives `to` the engine's files of `from`: segments are never changed in place, so a second
/// name for each is enough; the short lists that are replaced are copied.
fn link_files(from: &Path, to: &Path) -> Result<(), IndexError> {
    let failed = |e| IndexError::file("read", from, e);
    for entry in fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let (source, target) = (entry.path(), to.join(&name));
        let Some(name) = name.to_str() else { continue };
        if NOT_LINKED.contains(&name) || name.ends_with(".lock") || name.ends_with(".tmp") {
            continue;
        }
        let linked = !name.ends_with(".json") && fs::hard_link(&source, &target).is_ok();
        if !linked {
            fs::copy(&source, &target).map_err(|e| IndexError::file("copy", &source, e))?;
        }
    }
    Ok(())
}

/// Removes every generation but the current one. Readers that have it open keep it: the
/// system holds the files until they let go. What cannot be removed is tried again next time.
fn remove_strays(dir: &Path, current: Option<Current>) {
    let keep = current.map(|c| folder(dir, c.generation));
    let Ok(entries) = fs::read_dir(dir) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        if name.starts_with("gen-") && Some(&path) != keep.as_ref() {
            let _ = fs::remove_dir_all(&path);
        }
    }
}
