//! Posted articles as files: one line of JSON each, named by a hash of the article's id.

use std::fs::{self, File};
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};

use crate::problem::Problem;
use crate::read;

/// The folder of the posted articles.
#[derive(Debug, Clone)]
pub(super) struct Inbox {
    folder: PathBuf,
}

/// What became of a posted article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Change {
    Created,
    Updated,
    Unchanged,
}

impl Inbox {
    /// Opens the folder, which is made where it is not there.
    pub(super) fn open(folder: &Path) -> Result<Self, Problem> {
        // Told to who starts the server, not to a client: the folder may stand in it.
        let failed =
            |e: io::Error| Problem::new("inbox", format!("cannot make {}: {e}", folder.display())).with_hint(CHECK);
        fs::create_dir_all(folder).map_err(failed)?;
        // Absolute, so that it compares with the paths that the index knows.
        let folder = std::path::absolute(folder).map_err(failed)?;
        Ok(Inbox { folder })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the file of an article. Whatever the id holds, the name is a hash.
    fn file(&self, id: &str) -> PathBuf {
        let hash = blake3::hash(id.as_bytes()).to_hex();
        self.folder.join(&hash[..2]).join(format!("{}.jsonl", &hash[..32]))
    }

    /// Keeps an article, down to the disk; readers of the folder see the old one or the new.
    pub(super) fn put(&self, id: &str, line: &str) -> Result<Change, Problem> {
        let path = self.file(id);
        let bytes = format!("{line}\n").into_bytes();
        let change = match fs::read(&path) {
            Ok(old) if old == bytes => return Ok(Change::Unchanged),
            Ok(_) => Change::Updated,
            Err(_) => Change::Created,
        };
        let write = || -> io::Result<()> {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            // A name of its own for each writer, and an ending that no reader takes.
            let draft = path.with_extension(format!("{:?}.tmp", std::thread::current().id()));
            let kept = File::create(&draft).and_then(|mut file| {
                file.write_all(&bytes)?;
                file.sync_all()?;
                fs::rename(&draft, &path)
            });
            if kept.is_err() {
                // Half an article is of use to nobody.
                let _ = fs::remove_file(&draft);
            }
            kept
        };
        write().map_err(|e| failed("write", &path, &e))?;
        Ok(change)
    }

    /// Tells whether the article is there.
    pub(super) fn has(&self, id: &str) -> bool {
        self.file(id).is_file()
    }

    /// Removes an article; tells whether it was there.
    pub(super) fn remove(&self, id: &str) -> Result<bool, Problem> {
        let path = self.file(id);
        match fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(e) => Err(failed("remove", &path, &e)),
        }
    }
}

/// Reads one line as an article, and returns its id; beside it what its sender should know.
pub(super) fn read_line(line: &str) -> Result<(String, Option<String>), Problem> {
    // A list in it would bring in articles that nobody looks at.
    if !line.trim_start().starts_with('{') {
        let hint = "send one object, a list of objects, or one object a line as application/x-ndjson";
        return Err(Problem::new("bad-article", "an article is a JSON object").with_hint(hint));
    }
    let mut found = read::reader("article.jsonl", Cursor::new(line.as_bytes().to_vec()));
    match found.next() {
        Some(Ok(record)) => {
            let undated = |date| format!("the date `{date}` cannot be read, so the article has none; write YYYY-MM-DD");
            let notice = read::unread_date(&record.article).map(undated);
            Ok((record.article.id, notice))
        }
        Some(Err(error)) => Err(Problem::new("bad-article", error.fault.to_string()).with_hint(error.hint())),
        None => Err(Problem::new("bad-article", "the line is empty").with_hint("send one article a line")),
    }
}

/// What to do about an inbox that cannot be used.
const CHECK: &str = "check the disk and the permissions of the inbox";

/// Returns what a client is told; where the inbox lies is for the log alone.
fn failed(action: &str, path: &Path, error: &io::Error) -> Problem {
    let code = if error.kind() == io::ErrorKind::StorageFull { "disk-full" } else { "inbox" };
    tracing::error!(path = %path.display(), "cannot {action} an article: {error}");
    Problem::new(code, format!("cannot {action} the article: {error}")).with_hint(CHECK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_kept_once_each() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let inbox = Inbox::open(&folder.path().join("in")).expect("opens");
        let line = r#"{"id":"../../x","text":"Rain fell."}"#;
        let (id, _) = read_line(line).expect("an article");
        assert_eq!(inbox.put(&id, line).expect("kept"), Change::Created);
        assert_eq!(inbox.put(&id, line).expect("kept"), Change::Unchanged);
        assert_eq!(inbox.put(&id, r#"{"id":"../../x","text":"Snow."}"#).expect("kept"), Change::Updated);
        assert!(inbox.file(&id).is_file() && inbox.file(&id).starts_with(inbox.folder()));
        assert!(inbox.remove(&id).expect("removed") && !inbox.remove(&id).expect("gone"));
    }

    #[test]
    fn lines_that_are_no_articles_are_refused() {
        let listed = "[{\"id\":\"a\",\"text\":\"Rain.\"},{\"id\":\"b\",\"text\":\"Snow.\"}]";
        for line in ["{", "[]", "{}", "", "{\"id\":\"a\"}", listed] {
            assert_eq!(read_line(line).expect_err(line).code, "bad-article", "{line}");
        }
    }
}
