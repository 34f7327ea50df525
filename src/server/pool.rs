//! Blocking work off the async threads: so much at a time, so much waiting, no more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use prometheus_client::metrics::gauge::Gauge;
use tokio::sync::Semaphore;

use super::Options;
use super::metrics::Metrics;
use super::problem::internal;
use crate::problem::Problem;

/// Runs searches and other blocking work. Cheap to clone: all clones are one pool.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    free: Arc<Semaphore>,
    /// Places to work or to wait at.
    places: Arc<Semaphore>,
    running: Gauge,
    waiting: Gauge,
}

/// Counts while it lives; a client that goes away ends it.
struct Counted(Gauge);

impl Counted {
    fn by(gauge: &Gauge) -> Self {
        gauge.inc();
        Counted(gauge.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Pool {
    pub(crate) fn new(options: &Options, metrics: &Metrics) -> Self {
        let workers = options.workers.max(1);
        Pool {
            free: Arc::new(Semaphore::new(workers)),
            places: Arc::new(Semaphore::new(workers + options.waiting)),
            running: metrics.running.clone(),
            waiting: metrics.waiting.clone(),
        }
    }

    /// Runs work that looks from time to time whether it is still wanted.
    ///
    /// # Errors
    ///
    /// As [`Pool::run`].
    pub(crate) async fn run_while_wanted<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Wanted) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let is_called_off = Arc::new(AtomicBool::new(false));
        let _call_off = CallOff(is_called_off.clone());
        self.run(move || work(&Wanted(is_called_off))).await
    }

    /// Runs `work` on a blocking thread; first come, first served.
    ///
    /// Work whose client has gone before its turn is not begun.
    ///
    /// # Errors
    ///
    /// `overloaded` where too many wait, `internal` where the work panicked, or the work's
    /// own problem.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let place = self.places.clone().try_acquire_owned().map_err(|_| overloaded())?;
        let waiting = Counted::by(&self.waiting);
        let permit = self.free.clone().acquire_owned().await.map_err(|_| overloaded())?;
        drop(waiting);
        let running = Counted::by(&self.running);
        let done = tokio::task::spawn_blocking(move || {
            let answer = work();
            // Held to the end of the work, whether or not somebody still waits for it.
            drop((running, permit, place));
            answer
        });
        done.await.unwrap_or_else(|_| Err(internal()))
    }
}

/// Tells work in many parts whether anybody still waits for it.
pub(crate) struct Wanted(Arc<AtomicBool>);

impl Wanted {
    /// Tells whether the client is still there and the deadline has not passed.
    pub(crate) fn is_still(&self) -> bool {
        !self.0.load(Ordering::Relaxed)
    }
}

/// Calls work off when it is dropped.
struct CallOff(Arc<AtomicBool>);

impl Drop for CallOff {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

pub(crate) fn overloaded() -> Problem {
    Problem::new("overloaded", "the server has too much to do").with_hint("try again in a moment")
}
