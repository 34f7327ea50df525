//! How many requests one address may send: a bucket each, refilled at a steady rate.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::RETRY_AFTER;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rustc_hash::FxHashMap;

use super::Options;
use super::connections::Peer;
use crate::problem::Problem;

/// Addresses remembered at a time.
const MAX_ADDRESSES: usize = 100_000;

/// Seconds' worth of requests that an address may send at once.
const BURST_SECONDS: f64 = 5.0;

#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    seen: Instant,
}

/// The buckets of all addresses. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Limiter {
    per_second: f64,
    behind_proxy: bool,
    buckets: Arc<Mutex<FxHashMap<IpAddr, Bucket>>>,
}

impl Limiter {
    /// Returns the limiter that the options ask for, if any.
    pub(crate) fn new(options: &Options) -> Option<Self> {
        let per_second = options.rate?;
        Some(Limiter { per_second, behind_proxy: options.behind_proxy, buckets: Arc::default() })
    }

    /// Takes one request from the address's bucket, or returns how long to wait for one.
    fn take(&self, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let size = (self.per_second * BURST_SECONDS).max(1.0);
        let refilled = |bucket: &Bucket| {
            let seconds = now.saturating_duration_since(bucket.seen).as_secs_f64();
            (bucket.left + seconds * self.per_second).min(size)
        };
        // Nothing panics while the lock is held.
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MAX_ADDRESSES && !buckets.contains_key(&address) {
            buckets.retain(|_, bucket| refilled(bucket) < size);
            if buckets.len() >= MAX_ADDRESSES {
                // More busy addresses than memory is given for them: all begin anew.
                buckets.clear();
            }
        }
        let bucket = buckets.entry(address).or_insert(Bucket { left: size, seen: now });
        let left = refilled(bucket);
        let granted = left >= 1.0;
        *bucket = Bucket { left: if granted { left - 1.0 } else { left }, seen: now };
        if granted { Ok(()) } else { Err(Duration::from_secs_f64((1.0 - left) / self.per_second)) }
    }

    /// Returns the address that a request counts for.
    fn address(&self, request: &Request) -> Option<IpAddr> {
        let peer = request.extensions().get::<Peer>().map(|peer| peer.0.ip());
        let forwarded = if self.behind_proxy { forwarded_for(request.headers()) } else { None };
        forwarded.or(peer).map(network)
    }
}

/// Returns the address that the proxy next to the server saw: the last one in the list; those
/// before it are whatever the client wrote.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let list = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    list.rsplit(',').next()?.trim().parse().ok()
}

/// One household has 2^64 addresses of the newer kind; they count as one.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        address => address,
    }
}

pub(crate) async fn within_rate(State(limiter): State<Limiter>, request: Request, next: Next) -> Response {
    let Some(address) = limiter.address(&request) else { return next.run(request).await };
    match limiter.take(address, Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let problem = Problem::new("rate-limited", "too many requests from this address")
                .with_hint("send them more slowly; `retry-after` says when the next one may come");
            let mut response = problem.into_response();
            response.headers_mut().insert(RETRY_AFTER, wait.as_secs().saturating_add(1).into());
            response
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let options = Options { rate: Some(2.0), ..Options::default() };
        let limiter = Limiter::new(&options).expect("a limiter");
        let (one, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        let start = Instant::now();
        for _ in 0..10 {
            assert!(limiter.take(one, start).is_ok());
        }
        let wait = limiter.take(one, start).expect_err("empty");
        assert!(wait <= Duration::from_millis(500), "{wait:?}");
        assert!(limiter.take(other, start).is_ok());
        assert!(limiter.take(one, start + Duration::from_secs(1)).is_ok());
    }

    #[test]
    fn only_the_proxy_is_believed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "1.1.1.1, 10.0.0.7".parse().expect("a value"));
        assert_eq!(forwarded_for(&headers), Some(IpAddr::from([10, 0, 0, 7])));
        assert_eq!(network("2001:db8::1".parse().expect("v6")), network("2001:db8::2".parse().expect("v6")));
    }
}
