//! How an index is served: limits and times.

use std::sync::Arc;
use std::time::Duration;

use crate::annotate::{Annotator, MIN_CONFIDENCE};
use crate::query::Synonyms;
use crate::rank::RankParams;

/// Limits of a server; the defaults suit a newsroom's machine.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// Searches that run at a time.
    pub workers: usize,
    /// Requests that may wait for a free worker; one more is refused with 503.
    pub waiting: usize,
    /// Time for one request, waiting included.
    pub deadline: Duration,
    /// Connections held open at a time; further ones wait to be taken.
    pub max_connections: usize,
    /// Time for a client to send the head of a request, or the next part of its body; an
    /// idle connection is closed after it.
    pub read_patience: Duration,
    /// Time for a client to take the next part of an answer.
    pub write_patience: Duration,
    /// Time for requests to finish once the server is told to stop.
    pub drain: Duration,
    /// Time between two looks for a newer generation of the index.
    pub reload_every: Duration,
    /// Hits that one request may ask for.
    pub max_limit: usize,
    /// Hits that one request may pass over.
    pub max_offset: usize,
    /// Bytes of a request's body.
    pub max_body: usize,
    /// Bytes of the articles that one request may have annotated.
    pub max_annotate: usize,
    /// Weights of the ranking.
    pub rank: RankParams,
    /// What says the same, instead of what comes with the program.
    pub synonyms: Option<Arc<Synonyms>>,
    /// How sure speakers must be, where a request does not say otherwise.
    pub min_confidence: f32,
    /// Annotates the articles of `POST /annotate`.
    pub annotator: Annotator,
    /// Bytes of answers kept for those who ask again.
    pub cache_bytes: u64,
    /// Requests a second that one address may send; no limit where there is none.
    pub rate: Option<f64>,
    /// Whether a proxy in front tells the client's address in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// What connections are encrypted with; plain ones where there is none.
    #[cfg(feature = "tls")]
    pub tls: Option<super::Tls>,
    /// Whether assistants are served under `/mcp`.
    pub mcp: bool,
    /// Names, beside those of this machine, by which `/mcp` may be asked for.
    pub hosts: Vec<String>,
    /// Origins whose pages may read answers, such as `https://desk.example`; none by default.
    pub origins: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        Options {
            workers,
            waiting: 32 * workers,
            deadline: Duration::from_secs(10),
            max_connections: 1024,
            read_patience: Duration::from_secs(15),
            write_patience: Duration::from_secs(30),
            drain: Duration::from_secs(20),
            reload_every: Duration::from_secs(1),
            max_limit: 1000,
            max_offset: 10_000,
            max_body: 32 << 20,
            max_annotate: 2 << 20,
            rank: RankParams::default(),
            synonyms: None,
            min_confidence: MIN_CONFIDENCE,
            annotator: Annotator::default(),
            cache_bytes: 64 << 20,
            rate: None,
            behind_proxy: false,
            #[cfg(feature = "tls")]
            tls: None,
            mcp: false,
            hosts: Vec::new(),
            origins: Vec::new(),
        }
    }
}
