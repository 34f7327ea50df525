//! Files that change → another run, once they have been left alone for a moment.
//!
//! Each run is a run like any other: it ends in a new generation or in none, so that Ctrl-C
//! never leaves half of one. Changes during a run lead to the next.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecursiveMode, Watcher};

use crate::cli::{Failure, Terminal};

/// Files must be left alone so long before they are read.
const QUIET: Duration = Duration::from_millis(500);
/// After so long they are read in any case.
const LONGEST: Duration = Duration::from_secs(10);
/// A run that failed is tried again after so long, or at the next change.
const RETRY: Duration = Duration::from_secs(15);

type Change = notify::Result<Event>;

/// Calls `run` at once and after every change under `paths`; ends when nobody listens any more.
pub(super) fn watch(
    paths: &[PathBuf],
    index: &Path,
    terminal: &Terminal,
    mut run: impl FnMut() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(|e| refused(&e))?;
    let roots = Roots::new(paths, index);
    for path in paths {
        // A file that is replaced is another file: its folder is what stays.
        let (watched, mode) = match path.parent() {
            Some(folder) if path.is_file() => {
                (if folder.as_os_str().is_empty() { Path::new(".") } else { folder }, RecursiveMode::NonRecursive)
            }
            _ => (path.as_path(), RecursiveMode::Recursive),
        };
        watcher.watch(watched, mode).map_err(|e| refused(&e))?;
    }
    let mut failed = attempt(&mut run, terminal, true)?;
    let named = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    terminal.notice(&format!("watching {named}; Ctrl-C ends"));
    loop {
        if !wait(&changes, &roots, failed)? {
            return Ok(());
        }
        failed = attempt(&mut run, terminal, false)?;
    }
}

/// Runs; a later run that fails is told and tried again, the first one ends the command.
fn attempt(
    run: &mut impl FnMut() -> Result<(), Failure>,
    terminal: &Terminal,
    is_first: bool,
) -> Result<bool, Failure> {
    match run() {
        Ok(()) => Ok(false),
        Err(failure) if is_first || failure.is_closed_pipe() => Err(failure),
        Err(failure) => {
            terminal.notice(&failure.in_words());
            Ok(true)
        }
    }
}

/// Waits for a change and for the quiet behind it; `false` where none can come any more.
fn wait(changes: &Receiver<Change>, roots: &Roots, has_failed: bool) -> Result<bool, Failure> {
    loop {
        let change = if has_failed {
            match changes.recv_timeout(RETRY) {
                Ok(change) => change,
                Err(RecvTimeoutError::Timeout) => return Ok(true),
                Err(RecvTimeoutError::Disconnected) => return Ok(false),
            }
        } else {
            match changes.recv() {
                Ok(change) => change,
                Err(_) => return Ok(false),
            }
        };
        if roots.concerns(&change.map_err(|e| refused(&e))?) {
            break;
        }
    }
    let started = Instant::now();
    let mut last = started;
    while last.elapsed() < QUIET && started.elapsed() < LONGEST {
        match changes.recv_timeout(QUIET.saturating_sub(last.elapsed())) {
            Ok(change) => {
                if roots.concerns(&change.map_err(|e| refused(&e))?) {
                    last = Instant::now();
                }
            }
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return Ok(true),
        }
    }
    Ok(true)
}

/// What is watched, and what of it is the index's own.
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

fn refused(error: &notify::Error) -> Failure {
    Failure::new("watch", format!("cannot watch for changes: {error}"))
        .with_hint("check the paths; without --watch the index is brought up to date once")
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
        let (sender, changes) = channel();
        for n in 0..50 {
            sender.send(Ok(Event::new(EventKind::Any).add_path(root.join(n.to_string())))).expect("sent");
        }
        assert!(wait(&changes, &roots, false).expect("waited"));
        assert!(changes.try_recv().is_err());
        drop(sender);
        assert!(!wait(&changes, &roots, false).expect("waited"));
    }
}
