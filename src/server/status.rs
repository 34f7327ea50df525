//! How the server and its index are: `/api/v1/status`, `/healthz`, `/readyz`, `/metrics`.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::schema::StatusAnswer;
use super::state::{App, JSON};
use crate::output;
use crate::problem::Problem;

/// What Prometheus calls its text.
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What the index holds
#[utoipa::path(get, path = "/status", tag = "server", responses((status = 200, description = "Totals", body = StatusAnswer)))]
pub(crate) async fn status(State(app): State<App>) -> Result<Response, Problem> {
    let body = app.with_searcher(|searcher| Ok(output::status_json(searcher.index())?.to_string())).await?;
    Ok(([(CONTENT_TYPE, JSON)], body).into_response())
}

/// The process runs.
#[utoipa::path(get, path = "/healthz", tag = "server", responses((status = 200, description = "It runs", body = String)))]
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// Requests may be sent here.
#[utoipa::path(get, path = "/readyz", tag = "server", responses((status = 200, description = "They may", body = String)))]
pub(crate) async fn readyz(State(app): State<App>) -> Result<&'static str, Problem> {
    if app.is_draining() {
        return Err(Problem::new("draining", "the server is about to stop").with_hint("ask another server"));
    }
    Ok("ready\n")
}

/// What the server counts of itself, for Prometheus.
#[utoipa::path(
    get, path = "/metrics", tag = "server",
    responses((status = 200, description = "OpenMetrics text", body = String, content_type = "application/openmetrics-text"))
)]
pub(crate) async fn metrics(State(app): State<App>) -> Response {
    ([(CONTENT_TYPE, OPENMETRICS)], app.metrics.text()).into_response()
}
