//! The tools: name, description, schema, and the blocking call over an index.

use std::sync::Arc;

use rmcp::handler::server::common::schema_for_type;
use rmcp::model::JsonObject;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::arguments::{
    ArticleArguments, PeriodArgument, QuotesArguments, SearchArguments, SortArgument, TrendArguments, VerifyArguments,
};
use super::cite::{citation, passage, quote, quote_in, shortened};
use crate::filters::{Filters, Spelling};
use crate::output;
use crate::output::Shown;
use crate::problem::Problem;
use crate::query::{Clock, Facet, Sort};
use crate::search::{Searcher, cut_facets};
use crate::server::articles::{find_article, no_article};
use crate::server::params::at_most;
use crate::server::state::today;
use crate::server::write::Writer;
use crate::terms;
use crate::verify;
use crate::when::Interval;

/// What a client can call.
pub(super) struct Tool {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) about: &'static str,
    pub(super) schema: fn() -> Arc<JsonObject>,
    pub(super) call: fn(&Archive<'_>, Value) -> Result<Value, Problem>,
}

/// What the tools ask: the index, and whoever writes it where somebody does.
pub(super) struct Archive<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) writer: Option<&'a Writer>,
}

impl Archive<'_> {
    /// Finds an article by its id, unless it was removed and the index still holds it.
    fn article(&self, id: &str) -> Result<Shown, Problem> {
        let is_removed = self.writer.map_or(Ok(false), |writer| writer.has_removed(id, self.searcher.index()))?;
        let found = if is_removed { Err(no_article(id)) } else { find_article(self.searcher, id) };
        found.map_err(|problem| match problem.code.as_ref() {
            "not-found" => problem.with_hint("ids stand in the answers of `search` and `quotes_by_speaker`"),
            _ => problem,
        })
    }
}

/// All tools.
pub(super) const ALL: &[Tool] = &[
    Tool {
        name: "search",
        title: "Search the archive",
        about: "Ranked passages of news articles that match a query, each with its quotes, their speakers and a \
                citation. Use it to find what the archive says about something.",
        schema: schema_for_type::<SearchArguments>,
        call: search,
    },
    Tool {
        name: "quotes_by_speaker",
        title: "What somebody said",
        about: "The quotes of one speaker, newest first, counted exactly, each with its passage and citation; also those \
                that the text attributes to \"he\" or \"the senator\" where these are known to be the speaker.",
        schema: schema_for_type::<QuotesArguments>,
        call: quotes_by_speaker,
    },
    Tool {
        name: "get_article",
        title: "Read an article",
        about: "The paragraphs of one article, each with its passage id and quotes, from the beginning or from a passage.",
        schema: schema_for_type::<ArticleArguments>,
        call: get_article,
    },
    Tool {
        name: "trend",
        title: "How often, when",
        about: "How many passages match a query in each day, week, month or year of publication, raw and for each 1,000 \
                passages of the same period. Counts are exact; periods without a match count 0.",
        schema: schema_for_type::<TrendArguments>,
        call: trend,
    },
    Tool {
        name: "verify_quote",
        title: "Is it on record?",
        about: "Whether a sentence is on record: word for word, altered (with the difference), said by somebody else, or \
                not found, each with the passages. Call it before you attribute words to anybody.",
        schema: schema_for_type::<VerifyArguments>,
        call: verify_quote,
    },
];

/// Most passages that one call returns, and passes over.
const MAX_PASSAGES: usize = 20;
const MAX_OFFSET: usize = 1000;

/// Values of a facet that one call returns.
const FACET_VALUES: usize = 20;
const MAX_FACET_VALUES: usize = 200;

/// Most periods that one call returns.
const MAX_PERIODS: usize = 400;

/// Returns how many are asked for: one at least.
fn some(name: &str, value: Option<usize>, default: usize, most: usize) -> Result<usize, Problem> {
    match at_most(name, value, default, most)? {
        0 => Err(Problem::new("usage", format!("{name} is 0")).with_hint(format!("it may be 1 to {most}"))),
        value => Ok(value),
    }
}

fn arguments<T: DeserializeOwned>(arguments: Value) -> Result<T, Problem> {
    serde_json::from_value(arguments)
        .map_err(|e| Problem::new("usage", e.to_string()).with_hint("the tool's schema lists its arguments"))
}

/// Returns an argument as a list of names; assistants send blanks for what they leave out.
fn names(argument: &Option<String>) -> &[String] {
    argument.as_slice().iter().find(|name| !name.trim().is_empty()).map_or(&[], std::slice::from_ref)
}

/// Returns an argument as a time, where it is not blank.
fn time(argument: &Option<String>) -> Option<&str> {
    argument.as_deref().filter(|time| !time.trim().is_empty())
}

fn search(archive: &Archive<'_>, given: Value) -> Result<Value, Problem> {
    let a: SearchArguments = arguments(given)?;
    let filters = Filters {
        speakers: names(&a.speaker),
        entities: names(&a.entity),
        sources: names(&a.source),
        since: time(&a.since),
        until: time(&a.until),
        about: time(&a.about),
        said_only: a.said_only,
        exact: a.exact,
        min_confidence: a.min_confidence,
        ..Filters::default()
    };
    let mut query = filters
        .query(&a.query, today(), Spelling::Parameter)?
        .limit(some("limit", a.limit, 5, MAX_PASSAGES)?)
        .offset(at_most("offset", a.offset, 0, MAX_OFFSET)?)
        .expand(a.expand)
        .explain(a.explain)
        .sort(match a.sort {
            SortArgument::Relevance => Sort::Relevance,
            SortArgument::Newest => Sort::Newest,
            SortArgument::Oldest => Sort::Oldest,
        });
    for name in &a.facets {
        query = query.facet(name.parse::<Facet>()?);
    }
    let facet_limit = some("facet_limit", a.facet_limit, FACET_VALUES, MAX_FACET_VALUES)?;
    let mut results = archive.searcher.search(&query)?;
    cut_facets(&mut results.facets, facet_limit);
    let mut found = json!({
        "total": results.total,
        "relaxed": results.relaxed,
        "notices": results.notices,
        "passages": results.hits.iter().map(passage).collect::<Vec<_>>(),
    });
    if !results.facets.is_empty() {
        found["facets"] = output::facets_json(&results.facets);
    }
    if let Some(asked) = &results.asked {
        found["explanation"] = output::asked_json(asked);
    }
    Ok(found)
}

fn quotes_by_speaker(archive: &Archive<'_>, given: Value) -> Result<Value, Problem> {
    let a: QuotesArguments = arguments(given)?;
    // Words alone: marks in a name mean nothing.
    let speaker = [terms::fold(&a.speaker).join(" ")];
    let filters = Filters {
        speakers: &speaker,
        since: time(&a.since),
        until: time(&a.until),
        said_only: true,
        exact: a.exact,
        min_confidence: a.min_confidence,
        ..Filters::default()
    };
    let query = filters
        .query(a.words.as_deref().unwrap_or_default(), today(), Spelling::Parameter)?
        .sort(Sort::Newest)
        .limit(some("limit", a.limit, 10, MAX_PASSAGES)?)
        .offset(at_most("offset", a.offset, 0, MAX_OFFSET)?);
    let results = archive.searcher.quotes(&query)?;
    let quotes: Vec<Value> = results.quotes.iter().map(quote).collect();
    Ok(json!({
        "speaker": a.speaker, "total": results.total, "relaxed": results.relaxed, "notices": results.notices,
        "quotes": quotes,
    }))
}

fn trend(archive: &Archive<'_>, given: Value) -> Result<Value, Problem> {
    let a: TrendArguments = arguments(given)?;
    let by = match a.by {
        PeriodArgument::Day => Interval::Day,
        PeriodArgument::Week => Interval::Week,
        PeriodArgument::Month => Interval::Month,
        PeriodArgument::Year => Interval::Year,
    };
    let filters = Filters {
        since: time(&a.since),
        until: time(&a.until),
        exact: a.exact,
        min_confidence: a.min_confidence,
        ..Filters::default()
    };
    let query = filters.query(&a.query, today(), Spelling::Parameter)?;
    let counted = archive.searcher.trend(&[query], by, Clock::Published)?;
    if counted.periods.len() > MAX_PERIODS {
        return Err(Problem::new("trend-periods", format!("{} periods", counted.periods.len()))
            .with_hint("choose longer periods, or less time with `since` and `until`"));
    }
    Ok(output::trend_json(&counted))
}

fn verify_quote(archive: &Archive<'_>, given: Value) -> Result<Value, Problem> {
    let a: VerifyArguments = arguments(given)?;
    Ok(output::record_json(&verify::on_record(
        archive.searcher,
        &a.quote,
        names(&a.speaker).first().map(String::as_str),
    )?))
}

fn get_article(archive: &Archive<'_>, given: Value) -> Result<Value, Problem> {
    let a: ArticleArguments = arguments(given)?;
    let wanted = some("paragraphs", a.paragraphs, 30, 100)?;
    let (shown, first) = match archive.article(&a.id) {
        Ok(shown) => (shown, 0),
        Err(missing) => {
            let (id, paragraph) = a.id.rsplit_once('#').ok_or_else(|| missing.clone())?;
            (archive.article(id)?, paragraph.parse::<usize>().map_err(|_| missing)?)
        }
    };
    let article = &shown.article;
    let spans = crate::passage::split(&article.text);
    if first >= spans.len() && first > 0 {
        let message = format!("no passage `{}`", a.id);
        return Err(Problem::new("not-found", message)
            .with_hint("ids stand in the answers of `search` and `quotes_by_speaker`"));
    }
    let mut paragraphs = Vec::new();
    for (n, span) in spans.iter().enumerate().skip(first).take(wanted) {
        let text = span.of(&article.text);
        let inside = shown.annotations.quotes.iter().filter(|quote| span.intersection(quote.span).is_some());
        let quotes = inside.map(|quote| quote_in(quote, &article.text));
        let id = format!("{}#{n}", article.id);
        paragraphs.push(json!({
            "passage_id": id, "text": shortened(text).0, "quotes": quotes.collect::<Vec<_>>(),
            "citation": citation(article, &id, text),
        }));
    }
    Ok(json!({
        "id": article.id, "headline": article.headline, "source": article.source, "published": article.published,
        "byline": article.byline, "url": article.url, "dateline": article.dateline,
        "paragraphs_in_all": spans.len(), "paragraphs": paragraphs,
    }))
}
