//! The answer of `/quotes`.

use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::ToSchema;

use super::explained::ScorePartAnswer;
use super::{HitArticle, UnmatchedAnswer};

/// The quotes that match a query.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct QuotesAnswer {
    /// The query as typed
    pub(crate) query: String,
    /// How many quotes match
    pub(crate) total: u64,
    /// Always `exact`: totals are counted, not estimated
    pub(crate) total_is: String,
    /// Whether no quote had all the words, so that any of them was enough
    pub(crate) relaxed: bool,
    /// Time taken, in microseconds
    pub(crate) took_us: u64,
    /// The first quotes, in order
    pub(crate) quotes: Vec<QuoteAnswer>,
    /// For each facet asked for, its values with the number of quotes
    #[schema(value_type = BTreeMap<String, Vec<Vec<serde_json::Value>>>)]
    pub(crate) facets: BTreeMap<String, Vec<(String, u64)>>,
    /// What the reader should know about the query
    #[serde(default)]
    #[schema(required = false)]
    pub(crate) notices: Vec<String>,
    /// Where nothing was found, the parts of the query that match nothing
    #[serde(default)]
    #[schema(required = false)]
    pub(crate) unmatched: Vec<UnmatchedAnswer>,
}

/// A quote that matches. Offsets are code points of `text`, half-open.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct QuoteAnswer {
    /// Place in the order, from 1
    pub(crate) rank: u64,
    /// Score of its passage; higher is better
    pub(crate) score: f64,
    /// The canonical name, or null where it cannot be told
    pub(crate) speaker: Option<String>,
    /// The words; pieces are joined by an ellipsis
    pub(crate) words: String,
    /// The reporting word
    pub(crate) cue: Option<String>,
    /// What the passage calls the speaker
    pub(crate) mention: Option<String>,
    /// `direct`, `indirect` or `mixed`
    pub(crate) kind: String,
    /// `said`, `negated` or `hypothetical`
    pub(crate) stance: String,
    /// How sure the speaker is, from 0 to 1
    pub(crate) confidence: f64,
    /// `<article id>#<paragraph>`
    pub(crate) passage_id: String,
    pub(crate) article: HitArticle,
    /// Number of the passage in its article, from 0
    pub(crate) paragraph: u32,
    /// The passage that it stands in
    pub(crate) text: String,
    pub(crate) start: u64,
    pub(crate) end: u64,
    /// The words that match, as `[start, end]`
    #[schema(value_type = Vec<Vec<u64>>)]
    pub(crate) highlights: Vec<(u64, u64)>,
    /// Its pieces where a reporting clause interrupts it, as `[start, end]`
    #[serde(default)]
    #[schema(required = false, value_type = Vec<Vec<u64>>)]
    pub(crate) spans: Vec<(u64, u64)>,
    /// What the score is made of, with `explain`
    #[serde(default)]
    #[schema(required = false)]
    pub(crate) explanation: Vec<ScorePartAnswer>,
}
