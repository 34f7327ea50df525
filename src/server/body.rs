//! The body of a request → bytes, within a size and without dawdling.

use std::time::Duration;

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use tokio::time::{Instant, timeout, timeout_at};

use crate::problem::Problem;

/// How long a body that is too large is still taken, and thrown away, so that its sender
/// gets to read why: one who is cut off while sending sees only that.
const LINGER: Duration = Duration::from_secs(5);

/// Reads a body of up to `limit` bytes; each part of it must come within `patience`.
///
/// # Errors
///
/// `too-large`, `slow-body`, `media-type` for a compressed body, or `bad-request` where the
/// connection breaks.
pub(crate) async fn read_body(
    mut body: Body,
    headers: &HeaderMap,
    limit: usize,
    patience: Duration,
) -> Result<Bytes, Problem> {
    let packed =
        headers.get(CONTENT_ENCODING).filter(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity"));
    if let Some(encoding) = packed {
        let encoding = String::from_utf8_lossy(encoding.as_bytes()).into_owned();
        return Err(Problem::new("media-type", format!("the body is compressed (`{encoding}`)"))
            .with_hint("send it as it is, without Content-Encoding"));
    }
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large(body, limit).await);
    }
    let mut bytes = BytesMut::new();
    loop {
        let slow = |_| {
            Problem::new("slow-body", format!("nothing of the body came for {} s", patience.as_secs_f32()))
                .with_hint("send it without pauses")
        };
        let Some(frame) = timeout(patience, body.frame()).await.map_err(slow)? else { return Ok(bytes.freeze()) };
        let broken = |e| Problem::new("bad-request", format!("the body broke off: {e}")).with_hint("send it again");
        let Ok(part) = frame.map_err(broken)?.into_data() else { continue };
        if bytes.len() + part.len() > limit {
            return Err(too_large(body, limit).await);
        }
        bytes.extend_from_slice(&part);
    }
}

async fn too_large(mut body: Body, limit: usize) -> Problem {
    let until = Instant::now() + LINGER;
    while let Ok(Some(Ok(_))) = timeout_at(until, body.frame()).await {}
    Problem::new("too-large", format!("the body has more than {limit} bytes")).with_hint("send it in several requests")
}
