//! The shapes of answers, as the OpenAPI description tells them.
//!
//! The answers themselves are written by `output`; a test reads each kind of answer back into
//! these types, so that the description and the answers stay one.

#![allow(dead_code, reason = "these types describe JSON that others write")]

mod explained;
mod quotes;

use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::ToSchema;

use explained::{ExplanationAnswer, ScorePartAnswer, UnmatchedAnswer};
pub(crate) use quotes::QuotesAnswer;

/// The answer to a search.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SearchAnswer {
    /// The query as typed
    pub(crate) query: String,
    /// How many passages match
    pub(crate) total: u64,
    /// Always `exact`: totals are counted, not estimated
    pub(crate) total_is: String,
    /// Whether no passage had all the words, so that any of them was enough
    pub(crate) relaxed: bool,
    /// Time taken, in microseconds
    pub(crate) took_us: u64,
    /// The best passages, in order
    pub(crate) hits: Vec<Hit>,
    /// How many articles they are in, with `group=article`
    #[schema(required = false)]
    pub(crate) articles: Option<u64>,
    /// How many stories they are in, with `group=story`
    #[schema(required = false)]
    pub(crate) stories: Option<u64>,
    /// For each facet asked for, its values with counts
    #[schema(value_type = BTreeMap<String, Vec<Vec<serde_json::Value>>>)]
    pub(crate) facets: BTreeMap<String, Vec<(String, u64)>>,
    /// What the reader should know about the query
    #[serde(default)]
    #[schema(required = false)]
    pub(crate) notices: Vec<String>,
    /// What the query asks, with `explain`
    #[schema(required = false)]
    pub(crate) explanation: Option<ExplanationAnswer>,
    /// Where nothing was found, the parts of the query that match nothing
    #[serde(default)]
    #[schema(required = false)]
    pub(crate) unmatched: Vec<UnmatchedAnswer>,
}

/// A passage that matches. Offsets are code points of its `text`, half-open.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Hit {
    /// Place in the order, from 1
    pub(crate) rank: u64,
    /// Higher is better
    pub(crate) score: f64,
    /// `<article id>#<paragraph>`
    pub(crate) passage_id: String,
    pub(crate) article: HitArticle,
    /// Number of the passage in its article, from 0
    pub(crate) paragraph: u32,
    /// The passage
    pub(crate) text: String,
    /// The words that match, as `[start, end]`
    #[schema(value_type = Vec<Vec<u64>>)]
    pub(crate) highlights: Vec<(u64, u64)>,
    pub(crate) quotes: Vec<HitQuote>,
    pub(crate) entities: Vec<HitEntity>,
    pub(crate) dates: Vec<DateSpan>,
    /// Which articles carry the same wire copy as its own; null where none does
    pub(crate) family: Option<HitFamily>,
    /// The paragraphs around it, with `context`
    #[schema(required = false)]
    pub(crate) context: Option<ContextAnswer>,
    /// What the score is made of, with `explain`
    #[serde(default)]
    #[schema(required = false)]
    pub(crate) explanation: Vec<ScorePartAnswer>,
}

/// The articles that carry the same wire copy.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct HitFamily {
    /// Id of the article that was published first
    pub(crate) id: String,
    /// How many articles there are
    #[schema(minimum = 2)]
    pub(crate) size: u32,
}

/// The paragraphs around a passage.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ContextAnswer {
    pub(crate) before: Vec<String>,
    pub(crate) after: Vec<String>,
}

/// The article of a hit.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct HitArticle {
    pub(crate) id: String,
    pub(crate) headline: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) url: Option<String>,
    /// Day of publication
    #[schema(format = Date)]
    pub(crate) published: Option<String>,
    pub(crate) byline: Option<String>,
}

/// A quote in a passage.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct HitQuote {
    pub(crate) start: u64,
    pub(crate) end: u64,
    /// `direct`, `indirect` or `mixed`
    pub(crate) kind: String,
    /// The canonical name, or null where it cannot be told
    pub(crate) speaker: Option<String>,
    /// What the passage calls the speaker
    pub(crate) mention: Option<String>,
    /// How sure the speaker is, from 0 to 1
    pub(crate) confidence: f64,
    /// The pieces of a quote that a reporting clause interrupts, as `[start, end]`
    #[serde(default)]
    #[schema(required = false, value_type = Vec<Vec<u64>>)]
    pub(crate) spans: Vec<(u64, u64)>,
    /// `negated` or `hypothetical` where the words are not reported as said
    #[serde(default)]
    #[schema(required = false)]
    pub(crate) stance: Option<String>,
}

/// A name in a passage.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct HitEntity {
    pub(crate) start: u64,
    pub(crate) end: u64,
    /// `person`, `org` or `place`
    pub(crate) kind: String,
    pub(crate) name: String,
}

/// A time expression.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct DateSpan {
    pub(crate) start: u64,
    pub(crate) end: u64,
    /// `DATE`, `TIME`, `DURATION` or `SET`
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// Its TIMEX3 value
    pub(crate) value: String,
}

/// An article or a passage, as `format=json` writes it.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ArticleAnswer {
    pub(crate) id: String,
    pub(crate) headline: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) source: Option<String>,
    #[schema(format = Date)]
    pub(crate) published: Option<String>,
    #[schema(format = Date)]
    pub(crate) updated: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) dateline: Option<String>,
    /// Of a passage: `<article id>#<paragraph>`
    pub(crate) passage_id: Option<String>,
    /// Of a passage: its number, from 0
    pub(crate) paragraph: Option<u64>,
    /// What else the article came with
    pub(crate) metadata: Option<serde_json::Value>,
    /// Which articles carry the same wire copy; null where none does
    pub(crate) family: Option<ArticleFamily>,
    /// The words, paragraphs joined by one blank line
    pub(crate) text: String,
    /// Hash of the words, by which a citation can be checked later
    pub(crate) text_hash: String,
    /// Quotes with the spans of their words, speakers and cues
    pub(crate) quotes: Vec<serde_json::Value>,
    pub(crate) entities: Vec<serde_json::Value>,
    pub(crate) dates: Vec<DateSpan>,
}

/// The articles that carry the same wire copy.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ArticleFamily {
    /// Id of the article that was published first
    pub(crate) id: String,
    /// How many articles there are
    #[schema(minimum = 2)]
    pub(crate) size: u32,
    /// The ids of all of them, by day
    pub(crate) articles: Vec<String>,
}

/// A list of speakers.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SpeakersAnswer {
    /// How many names there are, those beyond the limit included
    pub(crate) total: u64,
    pub(crate) speakers: Vec<NameAnswer>,
}

/// A list of entities.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct EntitiesAnswer {
    /// How many names there are, those beyond the limit included
    pub(crate) total: u64,
    pub(crate) entities: Vec<NameAnswer>,
}

/// A name and how often it comes up.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NameAnswer {
    /// The canonical name
    pub(crate) name: String,
    /// `speaker`, `person`, `org` or `place`
    pub(crate) kind: String,
    /// What else the texts call it
    pub(crate) aliases: Vec<String>,
    /// Quotes of a speaker, mentions of an entity
    pub(crate) count: u64,
    #[schema(format = Date)]
    pub(crate) first: Option<String>,
    #[schema(format = Date)]
    pub(crate) last: Option<String>,
    /// Its identifiers in the list of names
    pub(crate) ids: Option<BTreeMap<String, String>>,
    /// With `explain`: names that were joined to it
    pub(crate) evidence: Option<Vec<JoinedName>>,
    /// With `explain`: whom it was kept apart from
    pub(crate) apart: Option<Vec<ApartName>>,
}

/// A name that was joined to another.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct JoinedName {
    pub(crate) name: String,
    /// Articles that have it
    pub(crate) articles: u64,
    pub(crate) why: String,
}

/// A name that was kept apart from another.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ApartName {
    pub(crate) name: String,
    pub(crate) why: String,
}

/// What the index holds.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct StatusAnswer {
    pub(crate) articles: u64,
    pub(crate) passages: u64,
    pub(crate) quotes: u64,
    pub(crate) quotes_with_speaker: u64,
    pub(crate) annotated: u64,
    pub(crate) dated: u64,
    /// Articles without a date because the one that they give cannot be read
    pub(crate) unread_dates: u64,
    #[schema(format = Date)]
    pub(crate) first: Option<String>,
    #[schema(format = Date)]
    pub(crate) last: Option<String>,
    /// Articles by publication
    pub(crate) sources: BTreeMap<String, u64>,
    pub(crate) bytes: u64,
    /// Grows with each change of the index
    pub(crate) generation: u64,
    /// Files and records left out, by reason
    pub(crate) skipped: BTreeMap<String, u64>,
}

/// What became of a posted or deleted article.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct WriteAnswer {
    pub(crate) id: String,
    /// `created`, `updated`, `unchanged` or `deleted`
    pub(crate) status: String,
    /// The generation that has the change; null where it was not waited for
    pub(crate) generation: Option<u64>,
    /// What the sender should know: that the date cannot be read
    #[serde(default)]
    #[schema(required = false)]
    pub(crate) notice: Option<String>,
}

/// What went wrong (RFC 9457).
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ProblemAnswer {
    /// Where the code is explained
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) status: u16,
    /// A short name that does not change; the command line uses the same
    pub(crate) code: String,
    /// What failed, and where
    pub(crate) detail: String,
    /// What to do about it
    pub(crate) hint: Option<String>,
    /// Lines that point into the query
    #[schema(required = false)]
    pub(crate) excerpt: Option<String>,
    /// The request's id, also in the header `x-request-id`
    pub(crate) request_id: String,
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;
    use serde_json::Value;

    use super::*;
    use crate::index::{IndexBuilder, NameKind};
    use crate::output::{self, Shown};
    use crate::query::{Facet, Query};
    use crate::search::Searcher;

    fn searcher(folder: &std::path::Path) -> Searcher {
        let news = folder.join("news.jsonl");
        let line = r#"{"id":"a","date":"2020-05-24","text":"“I was bound to go on July 14,” said Ada Merrow."}"#;
        std::fs::write(&news, line).expect("written");
        IndexBuilder::new(folder.join("index")).run(&[&news], |_| {}).expect("indexed");
        Searcher::open(folder.join("index")).expect("opens")
    }

    fn read<T: DeserializeOwned>(value: Value) -> T {
        serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{e}: {value}"))
    }

    #[test]
    fn explained_answers_and_quotes_have_the_shapes_described() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let searcher = searcher(folder.path());
        let query = |text| Query::parse(text, jiff::civil::date(2020, 7, 20)).expect("a query").explain(true);
        let found = searcher.search(&query("bound").context(1)).expect("results");
        let answer: SearchAnswer = read(output::results_json(&found));
        let [hit] = answer.hits.as_slice() else { panic!("one hit") };
        assert_eq!(hit.explanation.len(), 1);
        let explanation = answer.explanation.expect("an explanation");
        assert_eq!(explanation.words[0].forms, [("bound".to_owned(), 1)]);
        assert!(explanation.sentence.contains("bound"), "{}", explanation.sentence);
        let nothing = searcher.search(&query("+penguins")).expect("an answer");
        let answer: SearchAnswer = read(output::results_json(&nothing));
        assert_eq!(answer.unmatched.len(), 1);
        let quotes = searcher.quotes(&query("bound").facet(Facet::Speaker)).expect("quotes");
        let answer: QuotesAnswer = read(output::quotes_json(&quotes));
        let [quote] = answer.quotes.as_slice() else { panic!("one quote") };
        assert_eq!((answer.total, quote.speaker.as_deref()), (1, Some("Ada Merrow")));
        assert_eq!((quote.explanation.len(), quote.stance.as_str()), (1, "said"));
    }

    #[test]
    fn answers_have_the_shapes_described() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let searcher = searcher(folder.path());
        let query = Query::parse("bound nowhere", jiff::civil::date(2020, 7, 20)).expect("a query");
        let results = searcher.search(&query.facet(Facet::Speaker).facet(Facet::Published)).expect("results");
        let answer: SearchAnswer = read(output::results_json(&results));
        assert_eq!((answer.total, answer.notices.len()), (1, 1));
        assert!(answer.explanation.is_none() && answer.unmatched.is_empty());
        let [hit] = answer.hits.as_slice() else { panic!("one hit") };
        assert_eq!((hit.quotes.len(), hit.dates.len(), hit.entities.len()), (1, 1, 1));
        let stored = searcher.index().article("a").expect("reads").expect("is there");
        let shown = Shown::whole(stored.article.clone(), stored.annotations.clone());
        assert_eq!(read::<ArticleAnswer>(output::article_json(&shown)).quotes.len(), 1);
        let names = searcher.index().names(NameKind::Speaker, None).expect("reads");
        let names: Vec<_> = names.into_iter().map(|name| (NameKind::Speaker, name)).collect();
        assert_eq!(read::<SpeakersAnswer>(output::names_json("speakers", 1, &names, false)).speakers.len(), 1);
        assert_eq!(read::<StatusAnswer>(output::status_json(searcher.index()).expect("reads")).articles, 1);
    }
}
