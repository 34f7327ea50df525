//! Every route and what stands around them all.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::CorsLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::around::{REQUEST_ID, around};
use super::cache::GENERATION;
use super::docs::{self, Described};
use super::limit::{Limiter, within_rate};
use super::state::App;
use super::{Options, annotate, articles, export, names, openapi, page, problem, quotes, search, status, trend, write};
use crate::problem::Problem;

/// Returns the service.
pub(crate) fn router(app: App) -> Router {
    let api = OpenApiRouter::new()
        .routes(routes!(search::search))
        .routes(routes!(quotes::quotes))
        .routes(routes!(articles::article))
        .routes(routes!(articles::passage))
        .routes(routes!(trend::trend))
        .routes(routes!(export::export))
        .routes(routes!(names::speakers))
        .routes(routes!(names::entities))
        .routes(routes!(annotate::annotate))
        .routes(routes!(status::status))
        .route_layer(from_fn_with_state(app.clone(), within_deadline));
    let writes = app.engine.writing().and_then(|writing| writing.token.clone()).map(write::router);
    let api = api.merge(writes.unwrap_or_default());
    let (routes, described) = OpenApiRouter::with_openapi(openapi::start())
        .nest("/api/v1", api)
        .routes(routes!(status::healthz))
        .routes(routes!(status::readyz))
        .routes(routes!(status::metrics))
        .split_for_parts();
    let described = Described::new(&openapi::finish(described));
    let pages = page::router().layer(from_fn_with_state(app.clone(), within_deadline));
    let mut routes = routes.merge(docs::router(described)).merge(pages);
    #[cfg(feature = "mcp")]
    if app.engine.options().mcp {
        routes = routes.nest_service("/mcp", super::mcp::service(&app));
    }
    if let Some(limiter) = Limiter::new(app.engine.options()) {
        routes = routes.layer(from_fn_with_state(limiter, within_rate));
    }
    routes
        .fallback(async || nowhere("not-found", "there is nothing at this address"))
        .method_not_allowed_fallback(async || nowhere("method", "this address does not take this method"))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(cors(app.engine.options()))
        .layer(CatchPanicLayer::custom(|_| problem::internal().into_response()))
        .layer(from_fn_with_state(app.clone(), around))
        .with_state(app)
}

fn nowhere(code: &'static str, message: &str) -> Problem {
    Problem::new(code, message).with_hint("the addresses are listed at /api/v1/docs")
}

/// Lets the pages of listed origins read answers, and nobody else's.
fn cors(options: &Options) -> CorsLayer {
    let origins: Vec<HeaderValue> = options.origins.iter().filter_map(|origin| origin.parse().ok()).collect();
    if origins.is_empty() {
        return CorsLayer::new();
    }
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers([header::CONTENT_TYPE, header::IF_NONE_MATCH, HeaderName::from_static("mcp-protocol-version")])
        .expose_headers([header::ETAG, header::RETRY_AFTER, GENERATION, REQUEST_ID])
}

/// Gives up on an answer that takes too long; its work is called off.
async fn within_deadline(State(app): State<App>, request: Request, next: Next) -> Response {
    let deadline = app.engine.options().deadline;
    let answer = tokio::time::timeout(deadline, next.run(request)).await;
    answer.unwrap_or_else(|_| problem::too_late(deadline).into_response())
}
