//! What every handler has at hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::response::Response;
use bytes::Bytes;
use jiff::civil::Date;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::Engine;
use super::cache::{self, Asked, Cache, Tag};
use super::metrics::Metrics;
use super::pool::{Pool, overloaded};
use super::problem::internal;
use super::write::Writer;
use crate::problem::Problem;
use crate::search::Searcher;

/// The engine and what stands around it. Cheap to clone.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) engine: Engine,
    pub(crate) metrics: Metrics,
    pub(crate) pool: Pool,
    cache: Cache,
    /// What decides about answers beside the index.
    settings: Tag,
    writer: Option<Writer>,
    exports: Arc<Semaphore>,
    is_draining: Arc<AtomicBool>,
}

/// What answers in JSON are.
pub(crate) const JSON: &str = "application/json";

/// What one JSON value a line is.
pub(crate) const LINES: &str = "application/x-ndjson";

impl App {
    /// Puts everything in place; fails where the inbox cannot be opened.
    pub(crate) fn new(engine: Engine) -> Result<Self, Problem> {
        let metrics = Metrics::new();
        metrics.set_index(&engine.index());
        let pool = Pool::new(engine.options(), &metrics);
        let cache = Cache::new(engine.options().cache_bytes);
        let reloads = Reloads { engine: engine.clone(), metrics: metrics.clone() };
        let writer = engine.writing().map(|writing| Writer::start(writing, reloads)).transpose()?;
        let exports = Arc::new(Semaphore::new(engine.options().workers.max(1)));
        let settings = cache::settings_tag(engine.options());
        Ok(App { engine, metrics, pool, cache, settings, writer, exports, is_draining: Arc::default() })
    }

    /// Returns what opens newer generations.
    pub(crate) fn reloads(&self) -> Reloads {
        Reloads { engine: self.engine.clone(), metrics: self.metrics.clone() }
    }

    /// Returns who writes the index; its routes exist only where there is one.
    pub(crate) fn writer(&self) -> Result<&Writer, Problem> {
        self.writer.as_ref().ok_or_else(internal)
    }

    /// Tells whether an article was removed that the index still holds: who asks for it by its id
    /// gets it no more, though searches may find it until the index is written.
    pub(crate) async fn has_removed(&self, id: &str) -> Result<bool, Problem> {
        let Some(writer) = self.writer.clone() else { return Ok(false) };
        let id = id.to_owned();
        self.with_searcher(move |searcher| writer.has_removed(&id, searcher.index())).await
    }

    /// Runs blocking work over the newest generation, off the async threads.
    pub(crate) async fn with_searcher<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Searcher) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let searcher = self.engine.searcher();
        self.pool.run(move |stop| work(&searcher.until(stop.clone()))).await
    }

    /// Answers from the cache, or by `work` over the newest generation, off the async
    /// threads; nothing is sent to a client that has the answer.
    pub(crate) async fn answer(
        &self,
        asked: &Asked,
        kind: &'static str,
        work: impl FnOnce(&Searcher) -> Result<String, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let (stamp, searcher) = self.engine.stamped();
        let generation = searcher.index().generation();
        let tag = asked.tag(stamp, &self.settings);
        if asked.has(&tag) {
            return Ok(cache::not_modified(&tag, generation));
        }
        let kept = self.cache.get(&tag);
        self.metrics.looked_up(kept.is_some());
        let body = match kept {
            Some(body) => body,
            None => {
                let body = Bytes::from(self.pool.run(move |stop| work(&searcher.until(stop.clone()))).await?);
                self.cache.put(tag, body.clone());
                body
            }
        };
        Ok(match asked.has_any() {
            true => cache::not_modified(&tag, generation),
            false => cache::tagged(&tag, generation, kind, body),
        })
    }

    /// Returns the right to export, which few have at a time: exports are long.
    pub(crate) fn room_for_export(&self) -> Result<OwnedSemaphorePermit, Problem> {
        self.exports.clone().try_acquire_owned().map_err(|_| overloaded())
    }

    /// Says that no further requests should be sent here.
    pub(crate) fn start_draining(&self) {
        self.is_draining.store(true, Ordering::Relaxed);
    }

    /// Tells whether the server is about to stop.
    pub(crate) fn is_draining(&self) -> bool {
        self.is_draining.load(Ordering::Relaxed)
    }
}

/// Opens newer generations of the index. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Reloads {
    engine: Engine,
    metrics: Metrics,
}

impl Reloads {
    /// Opens a newer generation if there is one.
    pub(crate) fn reload(&self) {
        match self.engine.reload() {
            Ok(false) => {}
            Ok(true) => {
                let index = self.engine.index();
                self.metrics.set_index(&index);
                self.metrics.reloaded(true);
                tracing::info!(generation = index.generation(), articles = index.summary().articles, "index reloaded");
            }
            Err(error) => {
                self.metrics.reloaded(false);
                tracing::warn!("cannot open the newer index: {error}");
            }
        }
    }
}

/// Returns the day it is, by universal time: what "yesterday" is seen from.
pub(crate) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
