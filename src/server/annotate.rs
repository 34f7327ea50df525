//! `POST /api/v1/annotate`: articles in, annotations out, as `search annotate` does it.

use std::io::Cursor;

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde_json::json;

use super::body::read_body;
use super::state::{App, LINES};
use crate::annotate::Annotator;
use crate::output;
use crate::problem::Problem;
use crate::read;
use crate::stop::Stop;

/// Quotes, names and dates of articles, one JSON line each
///
/// Takes what `search annotate` takes, an article a line, and answers each line in its place; a
/// line that cannot be used is answered with `error`.
#[utoipa::path(
    post, path = "/annotate", tag = "reading",
    request_body(content((String = "application/x-ndjson"), (String = "text/plain"))),
    responses((status = 200, description = "One line for each", body = String, content_type = "application/x-ndjson"))
)]
pub(crate) async fn annotate(State(app): State<App>, headers: HeaderMap, body: Body) -> Result<Response, Problem> {
    let options = app.engine.options();
    let body = read_body(body, &headers, options.max_annotate, options.read_patience).await?;
    if body.is_empty() {
        return Err(Problem::new("bad-request", "the request has no body").with_hint("send one article a line"));
    }
    let annotator = options.annotator.clone();
    let lines = app.pool.run(move |stop| lines(&annotator, body, stop)).await?;
    Ok(([(CONTENT_TYPE, LINES)], lines).into_response())
}

fn lines(annotator: &Annotator, body: Bytes, stop: &Stop) -> Result<String, Problem> {
    let mut lines = String::new();
    for found in read::reader("-.jsonl", Cursor::new(body)) {
        if stop.is_called() {
            break;
        }
        let line = match found {
            Ok(record) => {
                let annotations = annotator.annotate(&record.article);
                output::annotations_json(&record.article.id, &record.article.text, &annotations)
            }
            Err(error) => json!({"id": null, "line": error.place.line, "error": error.fault.to_string()}),
        };
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    Ok(lines)
}
