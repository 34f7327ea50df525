//! Blocking work off the async threads: so much at a time, so much waiting, no more.

use std::sync::Arc;

use prometheus_client::metrics::gauge::Gauge;
use tokio::sync::Semaphore;

use super::Options;
use super::metrics::Metrics;
use super::problem::internal;
use crate::problem::Problem;
use crate::stop::Stop;

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

    /// Runs `work` on a blocking thread; first come, first served.
    ///
    /// Work whose client has gone before its turn is not begun; work that is under way when the
    /// client goes, or when the deadline passes, is told to stop.
    ///
    /// # Errors
    ///
    /// `overloaded` where too many wait, `internal` where the work panicked, or the work's
    /// own problem.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Stop) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let place = self.places.clone().try_acquire_owned().map_err(|_| overloaded())?;
        let waiting = Counted::by(&self.waiting);
        let permit = self.free.clone().acquire_owned().await.map_err(|_| overloaded())?;
        drop(waiting);
        let running = Counted::by(&self.running);
        let stop = Stop::default();
        let _call_off = CallOff(stop.clone());
        let done = tokio::task::spawn_blocking(move || {
            let answer = work(&stop);
            // Held to the end of the work, whether or not somebody still waits for it.
            drop((running, permit, place));
            answer
        });
        done.await.unwrap_or_else(|_| Err(internal()))
    }
}

/// Calls work off when it is dropped.
pub(crate) struct CallOff(pub(crate) Stop);

impl Drop for CallOff {
    fn drop(&mut self) {
        self.0.call();
    }
}

pub(crate) fn overloaded() -> Problem {
    Problem::new("overloaded", "the server has too much to do").with_hint("try again in a moment")
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    /// Runs a pool of one worker, in which work is under way that ends only when it is told to.
    fn with_endless_work(leave: impl FnOnce(tokio::task::JoinHandle<Result<u8, Problem>>)) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let metrics = Metrics::new();
            let mut options = Options::default();
            (options.workers, options.waiting) = (1, 1);
            let pool = Pool::new(&options, &metrics);
            let (begun, begins) = tokio::sync::oneshot::channel();
            let of_client = pool.clone();
            let client = tokio::spawn(async move {
                let work = move |stop: &Stop| {
                    let _ = begun.send(());
                    while !stop.is_called() {
                        std::thread::sleep(Duration::from_millis(1));
                    }
                    Ok(0)
                };
                let limit = Duration::from_millis(200);
                tokio::time::timeout(limit, of_client.run(work)).await.unwrap_or_else(|_| Err(overloaded()))
            });
            begins.await.expect("begun");
            assert_eq!(metrics.running.get(), 1);
            leave(client);
            let asked = Instant::now();
            assert_eq!(pool.run(|_| Ok(1)).await, Ok(1));
            assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
            assert_eq!(metrics.running.get(), 0);
        });
    }

    #[test]
    fn work_stops_when_its_client_goes() {
        with_endless_work(|client| client.abort());
    }

    #[test]
    fn work_stops_when_its_time_is_up() {
        with_endless_work(drop);
    }
}
