//! What the server counts of itself, in the text format of Prometheus.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::{Family, MetricConstructor};
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Upper bounds of the latency buckets, in seconds.
const BUCKETS: [f64; 12] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0, 10.0];

/// The labels of a finished request.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Finished {
    route: String,
    method: String,
    status: u16,
}

/// The labels of a latency histogram.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// The label of what was turned away.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: String,
}

/// The label of how a thing ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Ended {
    result: &'static str,
}

#[derive(Clone)]
struct Latency;

impl MetricConstructor<Histogram> for Latency {
    fn new_metric(&self) -> Histogram {
        Histogram::new(BUCKETS)
    }
}

/// Counters, gauges and histograms. Cheap to clone: all clones count together.
#[derive(Clone)]
pub(crate) struct Metrics {
    registry: Arc<Registry>,
    requests: Family<Finished, Counter>,
    seconds: Family<Route, Histogram, Latency>,
    rejected: Family<Reason, Counter>,
    cache: Family<Ended, Counter>,
    reloads: Family<Ended, Counter>,
    pub(crate) in_flight: Gauge,
    pub(crate) connections: Gauge,
    pub(crate) running: Gauge,
    pub(crate) waiting: Gauge,
    generation: Gauge<u64, AtomicU64>,
    articles: Gauge<u64, AtomicU64>,
    passages: Gauge<u64, AtomicU64>,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut metrics = Metrics {
            registry: Arc::default(),
            requests: Family::default(),
            seconds: Family::new_with_constructor(Latency),
            rejected: Family::default(),
            cache: Family::default(),
            reloads: Family::default(),
            in_flight: Gauge::default(),
            connections: Gauge::default(),
            running: Gauge::default(),
            waiting: Gauge::default(),
            generation: Gauge::default(),
            articles: Gauge::default(),
            passages: Gauge::default(),
        };
        metrics.registry = Arc::new(metrics.register());
        metrics
    }

    fn register(&self) -> Registry {
        let mut r = Registry::with_prefix("onrecord");
        r.register("http_requests", "Requests answered", self.requests.clone());
        r.register("http_request_seconds", "Time from request to answer", self.seconds.clone());
        r.register("http_requests_in_flight", "Requests being answered", self.in_flight.clone());
        r.register("http_connections", "Open connections", self.connections.clone());
        r.register("rejected", "Requests turned away, by reason", self.rejected.clone());
        r.register("cache", "Answers looked up in the cache", self.cache.clone());
        r.register("work_running", "Searches running", self.running.clone());
        r.register("work_waiting", "Searches waiting for a free worker", self.waiting.clone());
        r.register("index_generation", "Generation of the index that answers", self.generation.clone());
        r.register("index_articles", "Articles in the index", self.articles.clone());
        r.register("index_passages", "Passages in the index", self.passages.clone());
        r.register("index_reloads", "Newer generations opened, or not", self.reloads.clone());
        r
    }

    /// Counts an answered request.
    pub(crate) fn answered(&self, route: &str, method: &str, status: u16, took: Duration) {
        let labels = Finished { route: route.to_owned(), method: method.to_owned(), status };
        self.requests.get_or_create(&labels).inc();
        self.seconds.get_or_create(&Route { route: labels.route }).observe(took.as_secs_f64());
    }

    /// Counts a request that was turned away.
    pub(crate) fn rejected(&self, reason: &str) {
        self.rejected.get_or_create(&Reason { reason: reason.to_owned() }).inc();
    }

    /// Counts a look into the cache.
    pub(crate) fn looked_up(&self, found: bool) {
        self.cache.get_or_create(&Ended { result: if found { "hit" } else { "miss" } }).inc();
    }

    /// Counts an attempt to open a newer generation.
    pub(crate) fn reloaded(&self, good: bool) {
        self.reloads.get_or_create(&Ended { result: if good { "ok" } else { "failed" } }).inc();
    }

    /// Notes what the index holds.
    pub(crate) fn set_index(&self, index: &crate::index::Index) {
        self.generation.set(index.generation());
        self.articles.set(index.summary().articles);
        self.passages.set(index.summary().passages);
    }

    /// Returns everything as text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = prometheus_client::encoding::text::encode(&mut text, &self.registry);
        text
    }
}
