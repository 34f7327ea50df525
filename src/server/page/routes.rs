//! Addresses → pages: what a reader asked is read, answered by the library, and drawn.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use jiff::civil::Date;
use maud::Markup;

use super::asked::{Asked, Refused};
use super::chart::Bar;
use super::layout::Frame;
use super::results::Answer;
use super::{article, assets, facets, front, results, span, trouble};
use crate::index::NameKind;
use crate::problem::Problem;
use crate::query::{Clock, Facet, MatchMode};
use crate::search::{Results, SearchError, Searcher};
use crate::server::cache;
use crate::server::problem::status;
use crate::server::state::{App, today};

/// Only this server's own files; no inline script or style, no frames, no plug-ins.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const HTML: &str = "text/html; charset=utf-8";

type Facets = BTreeMap<Facet, Vec<(String, u64)>>;

/// What an answer can be narrowed by, in the order of the page.
const FACETS: [Facet; 4] = [Facet::Speaker, Facet::Person, Facet::Source, Facet::Month];

/// Returns the routes of the page.
pub(crate) fn router() -> Router<App> {
    Router::new().route("/", get(search)).route("/article", get(read)).route("/assets/{hash}/{name}", get(asset))
}

async fn search(State(app): State<App>, kept: cache::Asked, RawQuery(raw): RawQuery) -> Response {
    let (asked, is_canonical) = Asked::read(raw.as_deref().unwrap_or(""));
    if !is_canonical {
        return Redirect::to(&asked.url()).into_response();
    }
    let today = today();
    if !asked.is_empty()
        && let Err(why) = asked.request(today)
    {
        return drawn(StatusCode::BAD_REQUEST, &trouble::refused(&asked, &why, frame(&app)));
    }
    let answer = app.answer(&kept, HTML, move |searcher| Ok(answer(searcher, &asked, today)?.into_string())).await;
    answer.map_or_else(|problem| failed(&app, &problem), with_policy)
}

async fn read(State(app): State<App>, kept: cache::Asked, RawQuery(raw): RawQuery) -> Response {
    let raw = raw.unwrap_or_default();
    let id = form_urlencoded::parse(raw.as_bytes()).find(|(name, _)| name == "id").map(|(_, id)| id.into_owned());
    let id = id.unwrap_or_default();
    match app.has_removed(&id).await {
        Ok(false) => {}
        Ok(true) => return failed(&app, &no_article(&id)),
        Err(problem) => return failed(&app, &problem),
    }
    let asked = Asked::read(&raw).0;
    let work = move |searcher: &Searcher| {
        let index = searcher.index();
        let stored = index.article(&id)?.ok_or_else(|| no_article(&id))?;
        // A query that cannot be read marks nothing.
        let marks = match asked.request(today()) {
            Ok(query) if !asked.is_empty() => searcher.marks(&query, &stored)?,
            _ => Vec::new(),
        };
        let others = index.copies(&id).iter().filter(|copy| **copy != id).take(article::COPIES);
        let others: Vec<_> = others.filter_map(|id| index.article(id).ok()?).collect();
        let copies = article::Copies { family: index.family(&id), shown: &others };
        let frame = Frame { generation: index.generation() };
        Ok(article::page(&stored, &marks, &copies, &asked, frame).into_string())
    };
    let answer = app.answer(&kept, HTML, work).await;
    answer.map_or_else(|problem| failed(&app, &problem), with_policy)
}

fn no_article(id: &str) -> Problem {
    Problem::new("not-found", format!("there is no article `{id}`"))
        .with_hint("it may have been taken out of the index; search for its headline")
}

async fn asset(Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some((asset, is_current)) = assets::find(&hash, &name) else {
        return Problem::new("not-found", "there is no such file").with_hint("load the page again").into_response();
    };
    let tag = assets::etag();
    // The address of a file changes with its contents; an old address may get newer contents.
    let keep = if is_current { "public, max-age=31536000, immutable" } else { "no-cache" };
    let known = headers.get(IF_NONE_MATCH).and_then(|known| known.to_str().ok()).unwrap_or("");
    if known.contains(tag.as_str()) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag), (CACHE_CONTROL, keep.to_owned())]).into_response();
    }
    let headers = [(CONTENT_TYPE, asset.media_type.to_owned()), (ETAG, tag), (CACHE_CONTROL, keep.to_owned())];
    (headers, asset.bytes).into_response()
}

fn frame(app: &App) -> Frame {
    Frame { generation: app.engine.index().generation() }
}

fn drawn(status: StatusCode, page: &Markup) -> Response {
    with_policy((status, [(CONTENT_TYPE, HTML)], page.0.clone()).into_response())
}

fn with_policy(mut response: Response) -> Response {
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

fn failed(app: &App, problem: &Problem) -> Response {
    let status = status(&problem.code);
    let hint = problem.hint.as_deref().unwrap_or("try again in a moment");
    let page = match status {
        StatusCode::NOT_FOUND => trouble::failed("Not on record", &problem.message, hint, frame(app)),
        StatusCode::INTERNAL_SERVER_ERROR => {
            tracing::error!(code = %problem.code, "{}", problem.message);
            trouble::failed("No answer", "the server failed at this request", "try again in a moment", frame(app))
        }
        _ => trouble::failed("No answer", &problem.message, hint, frame(app)),
    };
    drawn(status, &page)
}

/// Returns the front page, or the page of results.
fn answer(searcher: &Searcher, asked: &Asked, today: Date) -> Result<Markup, Problem> {
    let index = searcher.index();
    let frame = Frame { generation: index.generation() };
    if asked.is_empty() {
        let mut speakers = index.names(NameKind::Speaker, None)?;
        speakers.truncate(front::SPEAKERS);
        let examples = front::examples(searcher, &speakers, today)?;
        return Ok(front::page(index.summary(), &speakers, &examples, frame));
    }
    let Ok(query) = asked.request(today) else {
        return Err(Problem::new("usage", "the request cannot be read"));
    };
    let query = FACETS.into_iter().fold(query, |query, facet| query.facet(facet)).facet(Facet::Entity).explain(true);
    let results = searcher.search(&query)?;
    let facets = FACETS.into_iter().map(|facet| Ok((facet, counts(searcher, asked, &results, facet, today)?)));
    let answer = Answer {
        facets: facets.collect::<Result<_, SearchError>>()?,
        bars: bars(searcher, asked, results.relaxed, today),
        asked,
        results: &results,
        today,
        frame,
    };
    Ok(results::page(&answer))
}

/// Counts a facet over what matches without its own ticks, so that a second one can be ticked.
fn counts(
    searcher: &Searcher,
    asked: &Asked,
    results: &Results,
    facet: Facet,
    today: Date,
) -> Result<Vec<(String, u64)>, SearchError> {
    let own = || values(&results.facets, facet);
    if facets::ticked(asked, facet).is_empty() {
        return Ok(own());
    }
    let wider: Result<_, Refused> = facets::without(asked, facet).request(today);
    let Ok(wider) = wider else { return Ok(own()) };
    let mode = if results.relaxed { MatchMode::Any } else { wider.match_mode };
    let wider = wider.match_mode(mode).facet(facet).facet(Facet::Entity).limit(0).offset(0);
    Ok(values(&searcher.search(&wider)?.facets, facet))
}

/// Returns the values of a facet with their counts. A tick asks for a name whatever bears it,
/// so persons have the counts of their names.
fn values(facets: &Facets, facet: Facet) -> Vec<(String, u64)> {
    let mut counts = facets.get(&facet).cloned().unwrap_or_default();
    if let (Facet::Person, Some(names)) = (facet, facets.get(&Facet::Entity)) {
        let all: BTreeMap<&str, u64> = names.iter().map(|(name, count)| (name.as_str(), *count)).collect();
        for (person, count) in &mut counts {
            *count = all.get(person.as_str()).copied().unwrap_or(*count);
        }
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    counts
}

/// Counts over time, whatever days are chosen: they are shown among the others.
fn bars(searcher: &Searcher, asked: &Asked, relaxed: bool, today: Date) -> Vec<Bar> {
    let summary = searcher.index().summary();
    let (Some(first), Some(last)) = (summary.first, summary.last) else { return Vec::new() };
    let window = span::window(asked, first, last);
    let by = window.by;
    let asked = Asked {
        since: window.since,
        until: window.until,
        months: Vec::new(),
        any: asked.any || relaxed,
        ..asked.clone()
    };
    let Ok(query) = asked.request(today) else { return Vec::new() };
    // A chart that cannot be drawn takes nothing from the passages.
    searcher.trend(&[query], by, Clock::Published).map(|trend| span::bars(&trend)).unwrap_or_default()
}
