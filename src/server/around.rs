//! What is done around every request: an id, a deadline, a log line, counts, safe headers, and
//! problems written out with the id of their request.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, REFERRER_POLICY, TRANSFER_ENCODING,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::metrics::gauge::Gauge;

use super::problem;
use super::state::App;
use crate::problem::Problem;

pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What an answer is labelled with where no route took the request.
const NO_ROUTE: &str = "none";

/// Counts a request while it is being answered, also one whose client goes away.
struct InFlight(Gauge);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

pub(crate) async fn around(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let metrics = &app.metrics;
    metrics.in_flight.inc();
    let _in_flight = InFlight(metrics.in_flight.clone());
    let id = request_id(request.headers());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or(NO_ROUTE, MatchedPath::as_str).to_owned();
    let length = Length::of(request.headers());
    let mut response = if length == Length::Ambiguous { ambiguous() } else { next.run(request).await };
    if length != Length::Plain {
        // What follows on the connection may be part of this request in the eyes of another
        // program on the way; it is not read.
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    problem::write_out(&mut response, &id, metrics);
    harden(response.headers_mut());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let (status, took) = (response.status().as_u16(), started.elapsed());
    // Methods are anything a client likes to send; labels must stay few.
    let name = if NO_ROUTE == route { "any" } else { method.as_str() };
    metrics.answered(&route, name, status, took);
    let ms = took.as_secs_f64() * 1000.0;
    tracing::info!(target: "onrecord::access", id, method = %method, route, status, ms, "answered");
    response
}

/// How a request says where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    /// By its length, or it has no body.
    Plain,
    /// By its chunks.
    Chunked,
    /// By both, which two programs may understand in two ways.
    Ambiguous,
}

impl Length {
    fn of(headers: &HeaderMap) -> Self {
        match (headers.contains_key(TRANSFER_ENCODING), headers.contains_key(CONTENT_LENGTH)) {
            (false, _) => Length::Plain,
            (true, false) => Length::Chunked,
            (true, true) => Length::Ambiguous,
        }
    }
}

fn ambiguous() -> Response {
    Problem::new("bad-request", "the request has two lengths")
        .with_hint("send either Content-Length or Transfer-Encoding")
        .into_response()
}

/// Takes the client's id of the request where it is a plain word, or makes one.
fn request_id(headers: &HeaderMap) -> String {
    static FIRST: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one("request"));
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let is_plain = |id: &&str| {
        (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    let given = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok()).filter(is_plain);
    given.map_or_else(|| format!("{:016x}", FIRST.wrapping_add(COUNT.fetch_add(1, Ordering::Relaxed))), str::to_owned)
}

/// Adds what keeps browsers from guessing, caching and embedding, where a route has not said
/// otherwise.
fn harden(headers: &mut HeaderMap) {
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (CACHE_CONTROL, "no-cache"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_clients_are_taken_where_they_are_plain() {
        let id = |text: &'static str| request_id(&HeaderMap::from_iter([(REQUEST_ID, HeaderValue::from_static(text))]));
        assert_eq!(id("abc-1_2"), "abc-1_2");
        assert_eq!(id("a b").len(), 16);
        assert_ne!(request_id(&HeaderMap::new()), request_id(&HeaderMap::new()));
    }
}
