//! Problems → `application/problem+json` (RFC 9457), and the table of their statuses.
//!
//! A handler's problem travels as an extension of an empty answer; [`write_out`] gives it its
//! body when the id of the request is at hand.

use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::metrics::Metrics;
use crate::problem::Problem;

/// Status by code; the only place where a status is chosen for a problem. A code that ends in
/// `*` stands for all that begin so. What is not listed is a fault of the server.
pub(crate) const STATUS: [(&str, StatusCode); 22] = [
    ("query-*", StatusCode::BAD_REQUEST),
    ("trend-*", StatusCode::BAD_REQUEST),
    ("verify-*", StatusCode::BAD_REQUEST),
    ("usage", StatusCode::BAD_REQUEST),
    ("time", StatusCode::BAD_REQUEST),
    ("encoding", StatusCode::BAD_REQUEST),
    ("bad-request", StatusCode::BAD_REQUEST),
    ("bad-article", StatusCode::UNPROCESSABLE_ENTITY),
    ("unauthorized", StatusCode::UNAUTHORIZED),
    ("not-found", StatusCode::NOT_FOUND),
    ("method", StatusCode::METHOD_NOT_ALLOWED),
    ("slow-body", StatusCode::REQUEST_TIMEOUT),
    ("conflict", StatusCode::CONFLICT),
    ("too-large", StatusCode::PAYLOAD_TOO_LARGE),
    ("media-type", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ("rate-limited", StatusCode::TOO_MANY_REQUESTS),
    ("overloaded", StatusCode::SERVICE_UNAVAILABLE),
    ("deadline", StatusCode::SERVICE_UNAVAILABLE),
    ("draining", StatusCode::SERVICE_UNAVAILABLE),
    ("index-missing", StatusCode::SERVICE_UNAVAILABLE),
    ("index-locked", StatusCode::SERVICE_UNAVAILABLE),
    ("disk-full", StatusCode::INSUFFICIENT_STORAGE),
];

/// Seconds after which a request that found no room may be sent again.
const RETRY_SECONDS: u32 = 1;

/// Returns the status of a code.
pub(crate) fn status(code: &str) -> StatusCode {
    let is = |name: &str| name.strip_suffix('*').map_or(name == code, |start| code.starts_with(start));
    STATUS.iter().find(|(name, _)| is(name)).map_or(StatusCode::INTERNAL_SERVER_ERROR, |&(_, status)| status)
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = status(&self.code).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What is said where the fault is the program's own.
pub(crate) fn internal() -> Problem {
    Problem::new("internal", "the server failed at this request").with_hint("please report it with the request's id")
}

/// What is said when the time for an answer is up.
pub(crate) fn too_late(deadline: Duration) -> Problem {
    Problem::new("deadline", format!("no answer within {} s", deadline.as_secs_f32()))
        .with_hint("ask for less, or try again when the server has less to do")
}

/// Returns a problem as a part of an answer that is none as a whole.
pub(crate) fn brief(problem: &Problem) -> serde_json::Value {
    json!({"code": problem.code, "message": problem.message, "hint": problem.hint})
}

/// Writes the body of a problem, and of a refusal by the framework that has none of its own.
pub(crate) fn write_out(response: &mut Response, request_id: &str, metrics: &Metrics) {
    let status = response.status();
    let Some(problem) = response.extensions_mut().remove::<Problem>().or_else(|| refusal(response)) else { return };
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        metrics.rejected(&problem.code);
    }
    if status == StatusCode::INTERNAL_SERVER_ERROR {
        tracing::error!(id = request_id, code = %problem.code, "{}", problem.message);
    }
    let body = body(&problem, status, request_id);
    *response.body_mut() = Body::from(body);
    let headers = response.headers_mut();
    for name in [CONTENT_ENCODING, CONTENT_LENGTH, ETAG] {
        headers.remove(name);
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
        headers.entry(RETRY_AFTER).or_insert(RETRY_SECONDS.into());
    }
}

fn body(problem: &Problem, status: StatusCode, request_id: &str) -> String {
    // A server's own trouble is for its log; paths and causes stay there.
    let is_private = status == StatusCode::INTERNAL_SERVER_ERROR;
    let detail = if is_private { internal().message } else { problem.message.clone() };
    let hint = if is_private { internal().hint } else { problem.hint.clone() };
    let mut body = json!({
        "type": format!("/api/v1/docs#{}", problem.code),
        "title": status.canonical_reason(),
        "status": status.as_u16(),
        "code": problem.code,
        "detail": detail,
        "hint": hint,
        "request_id": request_id,
    });
    if let Some(excerpt) = &problem.excerpt {
        body["excerpt"] = json!(excerpt);
    }
    body.to_string()
}

/// Turns a plain refusal of the framework into a problem.
fn refusal(response: &Response) -> Option<Problem> {
    let status = response.status();
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let has_body_of_its_own = kind.starts_with("text/html") || kind.starts_with("application/");
    if !(status.is_client_error() || status.is_server_error()) || has_body_of_its_own {
        return None;
    }
    let code = match status {
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "media-type",
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        status if status.is_client_error() => "bad-request",
        _ => return Some(internal()),
    };
    Some(Problem::new(code, "the request cannot be taken as it is").with_hint("see /api/v1/openapi.json"))
}
