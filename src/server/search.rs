//! `GET /api/v1/search`: the question of `search query`, the answer of its `--json`.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use super::cache::Asked;
use super::list::ranked_params;
use super::params::{Params, at_most};
use super::schema::SearchAnswer;
use super::state::{App, JSON, today};
use crate::output;
use crate::problem::Problem;
use crate::query::Grouping;
use crate::search::{Searcher, cut_facets};

ranked_params! {
    /// What a search can be asked: the names are those of the flags.
    SearchParams {
        /// What counts as one result
        #[param(inline)]
        group: Option<Group>,
        /// Paragraphs shown before and after each passage
        #[param(maximum = 20)]
        context: Option<usize>,
    }
}

/// What counts as one result.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Group {
    None,
    Article,
    Story,
}

/// Paragraphs of context that may be asked for.
pub(crate) const MAX_CONTEXT: usize = 20;

/// Ranked passages that match a query
#[utoipa::path(
    get, path = "/search", tag = "reading", params(SearchParams),
    responses(
        (status = 200, description = "The passages", body = SearchAnswer),
        (status = 304, description = "The client has them")
    )
)]
pub(crate) async fn search(
    State(app): State<App>,
    asked: Asked,
    Params(params): Params<SearchParams>,
) -> Result<Response, Problem> {
    let list = params.list(app.engine.options())?;
    let group = match params.group {
        None | Some(Group::None) => Grouping::None,
        Some(Group::Article) => Grouping::Article,
        Some(Group::Story) => Grouping::Story,
    };
    let context = at_most("context", params.context, 0, MAX_CONTEXT)?;
    let query = list.of(params.query_of(&params.q, today())?).group(group).context(context);
    let work = move |searcher: &Searcher| {
        let mut results = searcher.search(&query)?;
        cut_facets(&mut results.facets, list.facet_limit);
        Ok(output::results_json(&results).to_string())
    };
    app.answer(&asked, JSON, work).await
}
