//! `GET /api/v1/quotes`: the question of `search quotes`, the answer of its `--json`.

use axum::extract::State;
use axum::response::Response;

use super::cache::Asked;
use super::list::ranked_params;
use super::params::Params;
use super::schema::QuotesAnswer;
use super::state::{App, JSON, today};
use crate::output;
use crate::problem::Problem;
use crate::search::{Searcher, cut_facets};

ranked_params! {
    /// Which quotes are asked for: the names are those of the flags.
    QuotesParams {}
}

/// Quotes that match a query: who said it, the words, how surely, where and when
///
/// The words of the query are looked for inside quotes; a quote must have all of them itself,
/// and be by the speaker asked for. Names, dates and sources are asked of its passage.
#[utoipa::path(
    get, path = "/quotes", tag = "reading", params(QuotesParams),
    responses(
        (status = 200, description = "The quotes", body = QuotesAnswer),
        (status = 304, description = "The client has them")
    )
)]
pub(crate) async fn quotes(
    State(app): State<App>,
    asked: Asked,
    Params(params): Params<QuotesParams>,
) -> Result<Response, Problem> {
    let list = params.list(app.engine.options())?;
    let query = list.of(params.query_of(&params.q, today())?);
    let work = move |searcher: &Searcher| {
        let mut results = searcher.quotes(&query)?;
        cut_facets(&mut results.facets, list.facet_limit);
        Ok(output::quotes_json(&results).to_string())
    };
    app.answer(&asked, JSON, work).await
}
