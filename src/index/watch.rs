//! Files that change → word that they have, once they have been left alone for a moment.
//!
//! Whoever hears it brings the index up to date by a run like any other; changes during a run
//! lead to the next. Nothing is read and nothing is written here.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::IndexError;

/// Files must be left alone so long before they are read.
const QUIET: Duration = Duration::from_millis(500);
/// After so long they are read in any case.
const LONGEST: Duration = Duration::from_secs(10);
/// A run that failed is tried again after so long, or at the next change.
const RETRY: Duration = Duration::from_secs(15);

type Change = notify::Result<Event>;

/// Keeps files watched for as long as it lives.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

/// What happens to watched files.
#[derive(Debug)]
pub struct Changes {
    events: Receiver<Change>,
    roots: Roots,
}

/// Watches files and folders, for an index in `index`, whose own files do not count.
///
/// # Errors
///
/// [`IndexError::Watch`] where a path is not there or the system refuses.
pub fn watch(paths: &[PathBuf], index: &Path) -> Result<(Watch, Changes), IndexError> {
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(|e| refused(&e, None))?;
    let roots = Roots::new(paths, index);
    for path in paths {
        // A file that is replaced is another file: its folder is what stays.
        let (watched, mode) = match path.parent() {
            Some(folder) if path.is_file() => {
                (if folder.as_os_str().is_empty() { Path::new(".") } else { folder }, RecursiveMode::NonRecursive)
            }
            _ => (path.as_path(), RecursiveMode::Recursive),
        };
        watcher.watch(watched, mode).map_err(|e| refused(&e, Some(path)))?;
    }
    Ok((Watch { _watcher: watcher }, Changes { events, roots }))
}

impl Changes {
    /// Waits for a change and for the quiet behind it; `false` where none can come any more,
    /// because the [`Watch`] has ended. After a run that failed it does not wait for ever.
    ///
    /// # Errors
    ///
    /// [`IndexError::Watch`] where the system cannot watch any further.
    pub fn wait(&self, has_failed: bool) -> Result<bool, IndexError> {
        loop {
            let change = match self.next(has_failed.then_some(RETRY)) {
                Ok(change) => change,
                Err(RecvTimeoutError::Timeout) => return Ok(true),
                Err(RecvTimeoutError::Disconnected) => return Ok(false),
            };
            if self.concerns(change)? {
                break;
            }
        }
        let started = Instant::now();
        let mut last = started;
        while last.elapsed() < QUIET && started.elapsed() < LONGEST {
            match self.next(Some(QUIET.saturating_sub(last.elapsed()))) {
                Ok(change) => {
                    if self.concerns(change)? {
                        last = Instant::now();
                    }
                }
                Err(_) => break,
            }
        }
        Ok(true)
    }

    fn next(&self, patience: Option<Duration>) -> Result<Change, RecvTimeoutError> {
        match patience {
            Some(patience) => self.events.recv_timeout(patience),
            None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn concerns(&self, change: Change) -> Result<bool, IndexError> {
        Ok(self.roots.concerns(&change.map_err(|e| refused(&e, None))?))
    }
}

/// What is watched, and what of it is the index's own.
#[derive(Debug)]
struct Roots {
    paths: Vec<PathBuf>,
    index: PathBuf,
}

impl Roots {
    fn new(paths: &[PathBuf], index: &Path) -> Self {
        let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_default();
        Roots { paths: paths.iter().map(|path| whole(path)).collect(), index: whole(index) }
    }

    /// Tells whether an event may mean that an article has changed.
    fn concerns(&self, event: &Event) -> bool {
        if matches!(event.kind, EventKind::Access(_)) {
            return false;
        }
        event.need_rescan() || event.paths.is_empty() || event.paths.iter().any(|path| self.holds(path))
    }

    fn holds(&self, path: &Path) -> bool {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        // The folder is what can be resolved: the file itself may have gone.
        let parent = path.parent().and_then(|folder| folder.canonicalize().ok());
        let path = parent.zip(path.file_name()).map_or(path.clone(), |(folder, name)| folder.join(name));
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        !is_hidden && !path.starts_with(&self.index) && self.paths.iter().any(|root| path.starts_with(root))
    }
}

fn refused(error: &notify::Error, path: Option<&Path>) -> IndexError {
    let place = path.map(|path| format!(" {}", path.display())).unwrap_or_default();
    let why = match &error.kind {
        notify::ErrorKind::PathNotFound => "it is not there".to_owned(),
        notify::ErrorKind::MaxFilesWatch => "the system lets nobody watch more files".to_owned(),
        notify::ErrorKind::Io(error) => error.to_string(),
        notify::ErrorKind::Generic(words) => words.clone(),
        _ => error.to_string(),
    };
    IndexError::Watch { place, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_and_hidden_files_do_not_count() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a path");
        let roots = Roots::new(std::slice::from_ref(&root), &root.join("index"));
        let event = |name: &str| Event::new(EventKind::Any).add_path(root.join(name));
        assert!(roots.concerns(&event("a.txt")));
        assert!(!roots.concerns(&event(".a.txt.swp")));
        assert!(!roots.concerns(&event("index/CURRENT")));
        assert!(!roots.concerns(&Event::new(EventKind::Any).add_path(PathBuf::from("/elsewhere/a.txt"))));
        assert!(
            !roots.concerns(&Event::new(EventKind::Access(notify::event::AccessKind::Any)).add_path(root.join("a")))
        );
    }

    #[test]
    fn many_changes_are_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a path");
        let roots = Roots::new(std::slice::from_ref(&root), &root.join("index"));
        let (sender, events) = channel();
        for n in 0..50 {
            sender.send(Ok(Event::new(EventKind::Any).add_path(root.join(n.to_string())))).expect("sent");
        }
        let changes = Changes { events, roots };
        assert!(changes.wait(false).expect("waited"));
        assert!(changes.events.try_recv().is_err());
        drop(sender);
        assert!(!changes.wait(false).expect("waited"));
    }

    #[test]
    fn a_path_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = watch(&[folder.path().join("nowhere")], folder.path()).expect_err("nothing to watch");
        assert!(error.to_string().contains("nowhere"), "{error}");
        assert_eq!(error.code(), "watch");
    }
}
