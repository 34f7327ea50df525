//! `GET /api/v1/export`: every passage that matches, sent as it is found.

use std::ops::ControlFlow;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use super::filters::query_params;
use super::params::{Params, at_most};
use super::search::MAX_CONTEXT;
use super::state::{App, today};
use super::stream::{Pipe, pipe};
use crate::index::IndexError;
use crate::output::ExportFormat;
use crate::problem::Problem;
use crate::query::{Query, Sort};
use crate::search::{SearchError, Searcher};
use crate::stop::Stop;

query_params! {
    /// What is exported: the names are those of the flags.
    ExportParams {
        /// How the passages are written
        #[param(inline)]
        format: Format,
        /// Order of the passages; by id if it is left out
        #[param(inline)]
        sort: Option<ByDate>,
        /// Neighbouring paragraphs given with each passage (jsonl only)
        #[param(maximum = 20)]
        context: Option<usize>,
    }
}

/// How passages are written.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    #[default]
    Jsonl,
    Csv,
    Md,
    Bibtex,
    Ris,
    Csl,
}

/// An order by date.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ByDate {
    Newest,
    Oldest,
}

impl Format {
    fn of_output(self) -> ExportFormat {
        match self {
            Format::Jsonl => ExportFormat::Jsonl,
            Format::Csv => ExportFormat::Csv,
            Format::Md => ExportFormat::Md,
            Format::Bibtex => ExportFormat::Bibtex,
            Format::Ris => ExportFormat::Ris,
            Format::Csl => ExportFormat::Csl,
        }
    }
}

/// Every passage that matches, with its citation; no limit
///
/// Never relaxed. It takes as long as its client takes it, and ends when its client goes away
/// or takes nothing for 30 seconds; a body that breaks off is not whole.
#[utoipa::path(
    get, path = "/export", tag = "reading", params(ExportParams),
    responses((status = 200, description = "The passages", content(
        (String = "application/x-ndjson"), (String = "text/csv"), (String = "text/markdown"),
        (String = "application/x-bibtex"), (String = "application/x-research-info-systems"),
        (serde_json::Value = "application/vnd.citationstyles.csl+json"),
    )))
)]
pub(crate) async fn export(State(app): State<App>, Params(params): Params<ExportParams>) -> Result<Response, Problem> {
    let sort = match params.sort {
        None => Sort::Relevance,
        Some(ByDate::Newest) => Sort::Newest,
        Some(ByDate::Oldest) => Sort::Oldest,
    };
    let context = at_most("context", params.context, 0, MAX_CONTEXT)?;
    let query = params.query_of(&params.q, today())?.sort(sort).context(context);
    let format = params.format.of_output();
    let place = app.room_for_export()?;
    let stop = Stop::default();
    let searcher = app.engine.searcher().until(stop.clone());
    let (pipe, body) = pipe(stop);
    tokio::task::spawn_blocking(move || {
        write(pipe, &searcher, &query, format, place);
    });
    let name = format!("attachment; filename=\"export.{}\"", format.name());
    let headers = [(CONTENT_TYPE, format.media_type().to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, Body::new(body)).into_response())
}

/// Writes an export; holds `place` as long as it has something to do.
fn write<P>(mut pipe: Pipe, searcher: &Searcher, query: &Query, format: ExportFormat, place: P) {
    pipe.write(&format.head());
    let exported = searcher.export(query, |hit| {
        if pipe.write(&format.record(hit)) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    match exported {
        Ok(_) => {
            pipe.write(format.tail());
            pipe.end(Ok(()), place);
        }
        Err(SearchError(IndexError::CalledOff)) => {}
        Err(error) => {
            tracing::error!("an export broke off: {error}");
            pipe.end(Err(error.into()), place);
        }
    }
}
