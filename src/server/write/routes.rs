//! `POST /articles`, `DELETE /articles/{id}`, `POST /reindex`.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::inbox::{self, Change};
use super::token::{self, Token};
use super::writer::{Extent, Writer};
use crate::index::IndexReport;
use crate::problem::Problem;
use crate::server::body::read_body;
use crate::server::params::Params;
use crate::server::problem::brief;
use crate::server::schema::WriteAnswer;
use crate::server::state::{App, JSON};

/// When the answer comes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Refresh {
    /// When searches find the change
    #[default]
    Wait,
    /// When the change is safe on disk; searches find it soon after
    Async,
}

/// How a write is asked for.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct WriteParams {
    /// Whether the answer waits until searches find the change
    #[param(inline)]
    refresh: Refresh,
}

/// How the index is brought up to date.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReindexParams {
    /// Whether the answer waits until it is done
    #[param(inline)]
    refresh: Refresh,
    /// Read everything again and replace the index in one step
    full: bool,
}

/// Returns the routes, for those who show the token.
pub(crate) fn router(token: Token) -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(post_articles))
        .routes(routes!(delete_article))
        .routes(routes!(reindex))
        .route_layer(from_fn_with_state(token, token::check))
}

/// Adds articles, or replaces those with the same ids
///
/// One article, a list of them, or one a line. Posting the same again changes nothing. For a
/// list the answer says for each article what became of it.
#[utoipa::path(
    post, path = "/articles", tag = "writing", params(WriteParams), security(("token" = [])),
    request_body(content(
        (serde_json::Value = "application/json", example = json!({"id": "vale-1", "title": "Ferries stay cheap", "date": "2020-06-11", "text": "Ferries stay cheap, said Kim Lowe."})),
        (String = "application/x-ndjson"),
    )),
    responses(
        (status = 200, description = "Nothing new, or a list with what became of each", body = serde_json::Value),
        (status = 201, description = "Added", body = WriteAnswer),
        (status = 202, description = "Kept; searches find it soon", body = serde_json::Value),
    )
)]
async fn post_articles(
    State(app): State<App>,
    Params(params): Params<WriteParams>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let form = Form::of(&headers)?;
    let options = app.engine.options();
    let body = read_body(body, &headers, options.max_body, options.read_patience).await?;
    let writes = app.writer()?.clone();
    let writer = writes.clone();
    let articles = app.with_searcher(move |searcher| {
        let (form, lines) = form.lines(&body)?;
        Ok((form, lines.into_iter().map(|line| keep(&writer, searcher.index(), line)).collect::<Vec<_>>()))
    });
    let (form, results) = articles.await?;
    // What lies in the inbox as posted may not be in the index, where an earlier run failed.
    let is_change = results.iter().any(|posted| posted.outcome.is_ok()) && writes.is_behind();
    let generation = settle(&app, params.refresh, is_change).await?;
    Ok(answer(form, &results, generation, params.refresh))
}

/// Removes a posted article
#[utoipa::path(
    delete, path = "/articles/{id}", tag = "writing", security(("token" = [])),
    params(("id" = String, Path, description = "The article's id, encoded in percent"), WriteParams),
    responses(
        (status = 200, description = "Removed", body = WriteAnswer),
        (status = 202, description = "Removed; searches leave it out soon", body = WriteAnswer),
    )
)]
async fn delete_article(
    State(app): State<App>,
    Path(id): Path<String>,
    Params(params): Params<WriteParams>,
) -> Result<Response, Problem> {
    let writer = app.writer()?.clone();
    let name = id.clone();
    app.with_searcher(move |searcher| {
        if writer.remove(&name)? {
            return Ok(());
        }
        match searcher.index().file_of(&name)? {
            // Removed before, but the index was not written since.
            Some(file) if file.starts_with(writer.inbox.folder()) => Ok(()),
            Some(file) => Err(not_posted(&name, &file)),
            None => Err(Problem::new("not-found", format!("no article `{name}`")).with_hint("it may be gone already")),
        }
    })
    .await?;
    let generation = settle(&app, params.refresh, true).await?;
    let status = if params.refresh == Refresh::Wait { StatusCode::OK } else { StatusCode::ACCEPTED };
    Ok(written(status, &json!({"id": id, "status": "deleted", "generation": generation})))
}

/// Brings the index up to date with all its files
#[utoipa::path(
    post, path = "/reindex", tag = "writing", params(ReindexParams), security(("token" = [])),
    responses(
        (status = 200, description = "What was done", body = serde_json::Value),
        (status = 202, description = "It has begun", body = serde_json::Value),
    )
)]
async fn reindex(State(app): State<App>, Params(params): Params<ReindexParams>) -> Result<Response, Problem> {
    let extent = if params.full { Extent::Full } else { Extent::Everything };
    let done = app.writer()?.order(extent)?;
    if params.refresh == Refresh::Async {
        return Ok(written(StatusCode::ACCEPTED, &json!({"status": "started"})));
    }
    let report = done.await.unwrap_or_else(|_| Err(gone()))?;
    Ok(written(StatusCode::OK, &json!(report)))
}

/// How articles are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One object, or a list of them.
    Json,
    /// One object a line, or the objects of a list.
    Lines,
}

impl Form {
    fn of(headers: &HeaderMap) -> Result<Self, Problem> {
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        match kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase().as_str() {
            "application/json" => Ok(Form::Json),
            "application/x-ndjson" | "application/jsonl" => Ok(Form::Lines),
            _ => Err(Problem::new("media-type", format!("articles cannot be sent as `{kind}`"))
                .with_hint("send application/json or, one article a line, application/x-ndjson")),
        }
    }

    /// Returns each article as a line, with the number that answers name it by, and whether they are
    /// answered as one or as several.
    fn lines(self, body: &[u8]) -> Result<(Form, Vec<(usize, String)>), Problem> {
        let text = std::str::from_utf8(body)
            .map_err(|e| Problem::new("encoding", format!("the body is not UTF-8: {e}")).with_hint("send UTF-8"))?;
        if self == Form::Lines {
            let lines = (1..).zip(text.lines().map(str::to_owned)).filter(|(_, line)| !line.trim().is_empty());
            return Ok((self, lines.collect()));
        }
        let bad = |e| {
            Problem::new("bad-article", format!("the body is not JSON: {e}"))
                .with_hint("send one object or a list of them, or one article a line as application/x-ndjson")
        };
        let (form, articles) = match serde_json::from_str(text).map_err(bad)? {
            Value::Array(articles) => (Form::Lines, articles),
            article => (Form::Json, vec![article]),
        };
        Ok((form, (1..).zip(articles.iter().map(Value::to_string)).collect()))
    }
}

/// What became of one article.
struct Posted {
    number: usize,
    outcome: Result<(String, Change), Problem>,
    /// What its sender should know.
    notice: Option<String>,
}

impl Posted {
    fn to_json(&self) -> Value {
        match &self.outcome {
            Ok((id, change)) => self.told(json!({"record": self.number, "id": id, "status": change})),
            Err(problem) => json!({"record": self.number, "status": "rejected", "error": brief(problem)}),
        }
    }

    /// Adds what the sender should know.
    fn told(&self, mut answer: Value) -> Value {
        if let Some(notice) = &self.notice {
            answer["notice"] = json!(notice);
        }
        answer
    }
}

fn keep(writer: &Writer, index: &crate::index::Index, (number, line): (usize, String)) -> Posted {
    let mut notice = None;
    let mut keep = || {
        let (id, told) = inbox::read_line(&line)?;
        notice = told;
        if let Some(file) = index.file_of(&id)?.filter(|file| !file.starts_with(writer.inbox.folder())) {
            return Err(not_posted(&id, &file));
        }
        Ok((id.clone(), writer.put(&id, &line)?))
    };
    let outcome = keep();
    Posted { number, outcome, notice }
}

/// An article that lies in a file of the corpus is changed there.
fn not_posted(id: &str, file: &std::path::Path) -> Problem {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Problem::new("conflict", format!("the article `{id}` comes from the file {name}"))
        .with_hint("change or remove it in that file, then POST /api/v1/reindex")
}

fn gone() -> Problem {
    Problem::new("internal", "the writer has ended")
}

/// Has the index written, and waits for it where that is wanted.
async fn settle(app: &App, refresh: Refresh, is_change: bool) -> Result<Option<u64>, Problem> {
    if !is_change {
        return Ok(Some(app.engine.index().generation()));
    }
    let done = app.writer()?.order(Extent::Inbox)?;
    if refresh == Refresh::Async {
        return Ok(None);
    }
    let report: IndexReport = done.await.unwrap_or_else(|_| Err(gone()))?;
    Ok(Some(report.generation))
}

fn answer(form: Form, results: &[Posted], generation: Option<u64>, refresh: Refresh) -> Response {
    if let (Form::Json, [one]) = (form, results) {
        return match &one.outcome {
            Err(problem) => problem.clone().into_response(),
            Ok((id, change)) => {
                let status = match (refresh, change) {
                    (Refresh::Async, Change::Created | Change::Updated) => StatusCode::ACCEPTED,
                    (Refresh::Wait, Change::Created) => StatusCode::CREATED,
                    _ => StatusCode::OK,
                };
                written(status, &one.told(json!({"id": id, "status": change, "generation": generation})))
            }
        };
    }
    let count = |wanted: Change| results.iter().filter(|r| r.outcome.as_ref().is_ok_and(|(_, c)| *c == wanted)).count();
    let rejected = results.iter().filter(|r| r.outcome.is_err()).count();
    let status = if refresh == Refresh::Async { StatusCode::ACCEPTED } else { StatusCode::OK };
    let body = json!({
        "created": count(Change::Created), "updated": count(Change::Updated), "unchanged": count(Change::Unchanged),
        "rejected": rejected, "generation": generation,
        "results": results.iter().map(Posted::to_json).collect::<Vec<_>>(),
    });
    written(status, &body)
}

fn written(status: StatusCode, body: &Value) -> Response {
    (status, [(CONTENT_TYPE, JSON)], body.to_string()).into_response()
}
