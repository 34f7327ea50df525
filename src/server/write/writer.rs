//! The one thread that writes the index: all who wait are served by the next run.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

use tokio::sync::oneshot;

use super::Writing;
use super::inbox::{Change, Inbox};
use crate::index::{Index, IndexError, IndexReport};
use crate::problem::Problem;
use crate::server::state::Reloads;

/// Runs that may be asked for while one is under way.
const MAX_WAITING: usize = 256;

/// How often, and after which pause, a run is tried that finds another writer at work.
const ATTEMPTS: u32 = 50;
const PAUSE: Duration = Duration::from_millis(200);

/// What a run takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Extent {
    /// The inbox.
    Inbox,
    /// The inbox and all other paths.
    Everything,
    /// The same, read anew and put in place of what is there.
    Full,
}

type Done = Result<IndexReport, Problem>;

struct Job {
    extent: Extent,
    done: oneshot::Sender<Done>,
}

/// Counts what changes in the inbox, and how much of it the index has.
struct Changes {
    made: AtomicU64,
    indexed: AtomicU64,
}

/// Takes orders for runs. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Writer {
    pub(super) inbox: Inbox,
    jobs: SyncSender<Job>,
    changes: Arc<Changes>,
}

impl Writer {
    /// Starts the thread, which ends when the last writer is dropped.
    pub(crate) fn start(writing: &Writing, reloads: Reloads) -> Result<Self, Problem> {
        let inbox = Inbox::open(&writing.inbox)?;
        let (jobs, orders) = sync_channel(MAX_WAITING);
        // What an earlier program left in the inbox may not be in the index.
        let changes = Arc::new(Changes { made: 1.into(), indexed: 0.into() });
        let thread =
            Thread { writing: writing.clone(), inbox: inbox.folder().to_owned(), reloads, changes: changes.clone() };
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || thread.work(&orders))
            .map_err(|e| Problem::new("threads", format!("cannot start the writer: {e}")))?;
        Ok(Writer { inbox, jobs, changes })
    }

    /// Keeps an article in the inbox.
    pub(super) fn put(&self, id: &str, line: &str) -> Result<Change, Problem> {
        let change = self.inbox.put(id, line)?;
        self.changes.made.fetch_add(u64::from(change != Change::Unchanged), Ordering::SeqCst);
        Ok(change)
    }

    /// Removes an article from the inbox; tells whether it was there.
    pub(super) fn remove(&self, id: &str) -> Result<bool, Problem> {
        let was_there = self.inbox.remove(id)?;
        self.changes.made.fetch_add(u64::from(was_there), Ordering::SeqCst);
        Ok(was_there)
    }

    /// Tells whether the index may lack something that was changed in the inbox.
    pub(super) fn is_behind(&self) -> bool {
        self.changes.indexed.load(Ordering::SeqCst) < self.changes.made.load(Ordering::SeqCst)
    }

    /// Tells whether an article was removed that the index still holds.
    pub(crate) fn has_removed(&self, id: &str, index: &Index) -> Result<bool, Problem> {
        if self.inbox.has(id) {
            return Ok(false);
        }
        Ok(index.file_of(id)?.is_some_and(|file| file.starts_with(self.inbox.folder())))
    }

    /// Asks for a run that begins after this call.
    pub(crate) fn order(&self, extent: Extent) -> Result<oneshot::Receiver<Done>, Problem> {
        let (done, answer) = oneshot::channel();
        self.jobs.try_send(Job { extent, done }).map_err(|error| match error {
            TrySendError::Full(_) => Problem::new("overloaded", "too many writes wait for the index"),
            TrySendError::Disconnected(_) => Problem::new("internal", "the writer has ended"),
        })?;
        Ok(answer)
    }
}

struct Thread {
    writing: Writing,
    inbox: PathBuf,
    reloads: Reloads,
    changes: Arc<Changes>,
}

impl Thread {
    fn work(&self, orders: &Receiver<Job>) {
        while let Ok(first) = orders.recv() {
            let mut jobs = vec![first];
            jobs.extend(orders.try_iter());
            let extent = jobs.iter().map(|job| job.extent).max().unwrap_or(Extent::Inbox);
            let done = self.run(extent);
            if let Err(problem) = &done {
                tracing::error!(code = %problem.code, "the index was not written: {}", problem.message);
            }
            for job in jobs {
                // Whoever does not wait any more needs no answer.
                let _ = job.done.send(done.clone());
            }
        }
    }

    fn run(&self, extent: Extent) -> Done {
        let mut paths = vec![self.inbox.clone()];
        if extent > Extent::Inbox {
            paths.extend(self.writing.paths.iter().filter(|path| path.exists()).cloned());
        }
        let builder = self.writing.builder.clone().full(extent == Extent::Full);
        let made = self.changes.made.load(Ordering::SeqCst);
        let mut attempt = 1;
        let report = loop {
            match builder.run(&paths, |_| {}) {
                Err(IndexError::Locked { .. }) if attempt < ATTEMPTS => attempt += 1,
                done => break done?,
            }
            std::thread::sleep(PAUSE);
        };
        if report.added + report.updated + report.deleted > 0 {
            tell(&report);
        }
        self.reloads.reload();
        self.changes.indexed.fetch_max(made, Ordering::SeqCst);
        Ok(report)
    }
}

fn tell(report: &IndexReport) {
    let IndexReport { generation, added, updated, deleted, seconds, .. } = *report;
    tracing::info!(generation, added, updated, deleted, seconds, "index written");
}
