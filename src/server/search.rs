//! `GET /api/v1/search`: the question of `search query`, the answer of its `--json`.

use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Options;
use super::cache::Asked;
use super::filters::query_params;
use super::params::{Params, at_most};
use super::schema::SearchAnswer;
use super::state::{App, JSON, today};
use crate::output;
use crate::problem::Problem;
use crate::query::{Facet, Grouping, Query, Sort};

query_params! {
    /// What a search can be asked: the names are those of the flags.
    SearchParams {
        /// Passages shown (10)
        #[param(maximum = 1000)]
        pub(crate) limit: Option<usize>,
        /// Passages passed over
        #[param(maximum = 10000)]
        pub(crate) offset: Option<usize>,
        /// Order of the passages
        #[param(inline)]
        pub(crate) sort: Option<Order>,
        /// What counts as one result
        #[param(inline)]
        pub(crate) group: Option<Group>,
        /// Count the matches by speaker, entity, person, org, place, source, month (several with commas)
        pub(crate) facets: Option<String>,
        /// Say where each score comes from
        pub(crate) explain: Option<bool>,
        /// Paragraphs shown before and after each passage
        #[param(maximum = 20)]
        pub(crate) context: Option<usize>,
    }
}

/// The order of results.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Order {
    Relevance,
    Newest,
    Oldest,
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

impl SearchParams {
    /// Checks what types cannot, and makes the request.
    pub(crate) fn query(&self, options: &Options, today: Date) -> Result<Query, Problem> {
        let mut query = self
            .query_of(&self.q, today)?
            .limit(at_most("limit", self.limit, 10, options.max_limit)?)
            .offset(at_most("offset", self.offset, 0, options.max_offset)?)
            .context(at_most("context", self.context, 0, MAX_CONTEXT)?)
            .explain(self.explain.unwrap_or(false))
            .sort(match self.sort {
                None | Some(Order::Relevance) => Sort::Relevance,
                Some(Order::Newest) => Sort::Newest,
                Some(Order::Oldest) => Sort::Oldest,
            })
            .group(match self.group {
                None | Some(Group::None) => Grouping::None,
                Some(Group::Article) => Grouping::Article,
                Some(Group::Story) => Grouping::Story,
            });
        for name in self.facets.iter().flat_map(|names| names.split(',')).filter(|name| !name.is_empty()) {
            query = query.facet(name.parse::<Facet>()?);
        }
        Ok(query)
    }
}

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
    let query = params.query(app.engine.options(), today())?;
    app.answer(&asked, JSON, move |searcher| Ok(output::results_json(&searcher.search(&query)?).to_string())).await
}
