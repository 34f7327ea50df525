//! The web page: its routes, outside `/api`.

use axum::Router;

use super::state::App;

/// Returns the routes of the page.
pub(crate) fn router() -> Router<App> {
    Router::new()
}
