//! `GET /api/v1/trend`: how many passages match in each day, week, month or year.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use super::cache::Asked;
use super::filters::query_params;
use super::params::Params;
use super::state::{App, JSON, today};
use crate::output::{self, TrendScale};
use crate::problem::Problem;
use crate::query::Clock;
use crate::search::Searcher;
use crate::when::Interval;

query_params! {
    /// What is counted: the names are those of the flags.
    TrendParams {
        /// Compare with another query, under the same parameters; repeated, up to four
        compare: Vec<String>,
        /// Length of the periods
        #[param(inline)]
        by: By,
        /// What dates a passage: when it was published, or the dates it speaks of
        #[param(inline)]
        clock: WhichClock,
        /// How the counts are written
        #[param(inline)]
        format: Format,
        /// Draw passages per 1,000 instead of passages (svg)
        share: bool,
    }
}

/// Length of a period.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum By {
    Day,
    Week,
    #[default]
    Month,
    Year,
}

impl By {
    pub(crate) fn interval(self) -> Interval {
        match self {
            By::Day => Interval::Day,
            By::Week => Interval::Week,
            By::Month => Interval::Month,
            By::Year => Interval::Year,
        }
    }
}

/// Which of the two clocks.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum WhichClock {
    #[default]
    Published,
    About,
}

/// How counts are written.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    #[default]
    Json,
    Csv,
    Svg,
}

/// How many passages match in each day, week, month or year
#[utoipa::path(
    get, path = "/trend", tag = "reading", params(TrendParams),
    responses(
        (status = 200, description = "The counts", content(
            (serde_json::Value = "application/json"), (String = "text/csv"), (String = "image/svg+xml"),
        )),
        (status = 304, description = "The client has them")
    )
)]
pub(crate) async fn trend(
    State(app): State<App>,
    asked: Asked,
    Params(params): Params<TrendParams>,
) -> Result<Response, Problem> {
    let today = today();
    let mut queries = vec![params.query_of(&params.q, today)?];
    for text in &params.compare {
        queries.push(params.query_of(text, today)?);
    }
    let by = params.by.interval();
    let clock = match params.clock {
        WhichClock::Published => Clock::Published,
        WhichClock::About => Clock::About,
    };
    let scale = if params.share { TrendScale::Share } else { TrendScale::Count };
    let (kind, format) = match params.format {
        Format::Json => (JSON, params.format),
        Format::Csv => ("text/csv; charset=utf-8", params.format),
        Format::Svg => ("image/svg+xml", params.format),
    };
    let work = move |searcher: &Searcher| {
        let trend = searcher.trend(&queries, by, clock)?;
        Ok(match format {
            Format::Json => output::trend_json(&trend).to_string(),
            Format::Csv => output::trend_csv(&trend),
            Format::Svg => output::trend_svg(&trend, scale),
        })
    };
    app.answer(&asked, kind, work).await
}
