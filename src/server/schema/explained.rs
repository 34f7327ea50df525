//! What a query asks and what scores are made of, as `explain` tells them.

use serde::Deserialize;
use utoipa::ToSchema;

/// What a query asks, in words, and what it became in this index.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ExplanationAnswer {
    /// The whole of it as a sentence
    pub(crate) sentence: String,
    /// The query in its usual spelling
    pub(crate) read_as: String,
    /// The words that score, and what they were widened to
    pub(crate) words: Vec<AskedWordAnswer>,
    /// Words of the best passages that rank too, with `expand`
    pub(crate) expanded: Vec<String>,
    /// Marks that were read over
    pub(crate) ignored: Vec<String>,
}

/// A word of a query and what it stands for.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct AskedWordAnswer {
    /// As typed
    pub(crate) word: String,
    /// Its forms in the index, each with the number of passages that have it
    #[schema(value_type = Vec<Vec<serde_json::Value>>)]
    pub(crate) forms: Vec<(String, u64)>,
    /// What says the same and is found too
    pub(crate) synonyms: Vec<String>,
    /// Related words that rank only, with `expand`
    #[serde(default)]
    #[schema(required = false)]
    pub(crate) related: Vec<String>,
}

/// What one word of the query adds to a score.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ScorePartAnswer {
    /// As typed; both words of a pair, a space between them
    pub(crate) word: String,
    /// `word`, `pair` of words side by side, or `expansion`
    pub(crate) kind: String,
    /// Its occurrences in the passage, all forms together
    pub(crate) count: u32,
    /// From the passage itself
    pub(crate) passage: f64,
    /// From the whole article
    pub(crate) article: f64,
    /// From the headline
    pub(crate) headline: f64,
}

/// A part of a query that matches nothing.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct UnmatchedAnswer {
    /// The part
    pub(crate) part: String,
    /// Spellings, names or days of the index that are near to it
    pub(crate) nearest: Vec<String>,
}
