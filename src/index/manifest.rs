//! Which files the index was built from, in which state, and what of them was left out.
//!
//! One line of JSON per file, sorted by path. Paths are kept relative to the folder that
//! holds the index where they lie below it, so that both can be moved together.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::error::IndexError;

/// Name of the list in a generation.
pub(super) const FILE: &str = "files.jsonl";

/// A file as it was when it was read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct FileState {
    pub path: String,
    pub size: u64,
    /// Nanoseconds since 1970; `None` where it was written while it was being read or is
    /// not known: then its hash decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<u64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hash: String,
    #[serde(default)]
    pub articles: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<Skip>,
    /// Articles of it that give a date which cannot be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread_dates: Vec<UnreadDate>,
    /// Files that have an article of the same id as one in here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares_ids_with: Vec<String>,
}

/// A file or record that is not in the index, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Skip {
    /// 0-based number of the record in its file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// 1-based line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// 0-based offset of a byte.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
    /// Short name of the reason, which does not change.
    pub reason: String,
    /// The reason in words.
    pub message: String,
}

/// A date of publication that cannot be read; its article is in the index, without a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UnreadDate {
    /// 0-based number of the record in its file.
    pub record: u64,
    /// 1-based line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// 0-based offset of a byte.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
    /// The date as it is written, cut to its beginning.
    pub date: String,
}

/// Reads the list; none where a generation has none.
pub(super) fn read(folder: &Path) -> Result<Vec<FileState>, IndexError> {
    let path = folder.join(FILE);
    let text = fs::read_to_string(&path).map_err(|e| IndexError::file("read", &path, e))?;
    let parse = |(n, line)| {
        serde_json::from_str(line)
            .map_err(|e| IndexError::Damaged { dir: folder.to_owned(), what: format!("{FILE}, line {}: {e}", n + 1) })
    };
    text.lines().enumerate().map(parse).collect()
}

/// Returns the bytes of the list.
pub(super) fn write(files: &[FileState]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for file in files {
        // Plain structs of numbers and strings always serialise.
        bytes.extend(serde_json::to_vec(file).unwrap_or_default());
        bytes.push(b'\n');
    }
    bytes
}

/// Turns paths into the names that the list uses.
#[derive(Debug, Clone)]
pub(super) struct Names {
    base: PathBuf,
    /// Name of the index itself.
    own: String,
}

impl Names {
    /// Returns the names for an index in `dir`.
    pub(super) fn new(dir: &Path) -> Self {
        let dir = plain(dir);
        let base = dir.parent().map_or_else(|| dir.clone(), Path::to_owned);
        let mut names = Names { base, own: String::new() };
        names.own = names.of(&dir);
        names
    }

    /// Tells whether a file is one of the index's own, which are never read as articles.
    pub(super) fn is_own(&self, name: &str) -> bool {
        !self.own.is_empty() && is_below(name, &self.own)
    }

    /// Returns the name of a path: the same for every way to write it.
    pub(super) fn of(&self, path: &Path) -> String {
        let path = plain(path);
        let path = path.strip_prefix(&self.base).unwrap_or(&path);
        let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
        // An absolute path begins with "/" itself.
        parts.join("/").replacen("//", "/", 1)
    }

    /// Returns the path that a name stands for.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.base.join(name)
    }
}

/// Makes a path absolute and removes `.` and `..` as far as they can be without the disk.
fn plain(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

/// Tells whether `name` is `root` or lies below it.
pub(super) fn is_below(name: &str, root: &str) -> bool {
    let root = root.trim_end_matches('/');
    root.is_empty() || name.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A file changed within this time before it is looked at may change again unseen, because
/// clocks of file systems are coarse.
const SETTLED: Duration = Duration::from_secs(2);

/// Returns a time of change to keep, if the file has been left alone long enough.
pub(super) fn settled(modified: Option<SystemTime>, now: SystemTime) -> Option<u64> {
    let modified = modified?;
    let is_settled = now.duration_since(modified).is_ok_and(|age| age > SETTLED);
    let nanoseconds = modified.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    if is_settled { u64::try_from(nanoseconds).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_depend_on_how_a_path_is_written() {
        let names = Names::new(Path::new("/home/lowe/index"));
        assert_eq!(names.of(Path::new("/home/lowe/corpus/./a/../b.txt")), "corpus/b.txt");
        assert_eq!(names.of(Path::new("/srv/news/b.txt")), "/srv/news/b.txt");
        assert_eq!(names.of(Path::new("/home/lowe")), "");
    }

    #[test]
    fn below_is_by_whole_names() {
        assert!(is_below("corpus/a.txt", "corpus"));
        assert!(is_below("corpus", "corpus"));
        assert!(!is_below("corpus2/a.txt", "corpus"));
        assert!(is_below("a.txt", ""));
    }
}
