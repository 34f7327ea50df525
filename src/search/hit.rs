//! What a search answers: plain values with spans in bytes of each hit's text.

use std::collections::BTreeMap;

use crate::annotate::{DateMention, EntityMention, Quote};
use crate::article::Article;
use crate::family::Family;
use crate::query::Facet;
use crate::span::Span;

/// The answer to one query.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Results {
    /// The query as typed.
    pub query: String,
    /// How many passages match: exact.
    pub total: u64,
    /// How many of them (of their articles or stories, where one passage of each is shown) were passed over.
    pub offset: usize,
    /// How many articles have a passage that matches, where one passage an article is shown.
    pub articles: Option<u64>,
    /// How many stories have one, where one passage a story is shown: the articles of a [`Family`] are one story.
    pub stories: Option<u64>,
    /// Whether no passage had all the words, so that any of them was enough.
    pub relaxed: bool,
    /// Time taken, in microseconds.
    pub took_us: u64,
    /// The best passages, in order.
    pub hits: Vec<Hit>,
    /// For each facet asked for, its values with counts, most first.
    pub facets: BTreeMap<Facet, Vec<(String, u64)>>,
    /// What the reader should know: words without any match, widenings that were cut.
    pub notices: Vec<String>,
    /// What the query asks, if that was asked for.
    pub asked: Option<Asked>,
    /// Where nothing was found, the parts of the query that match nothing by themselves.
    pub unmatched: Vec<Unmatched>,
}

/// What a query asks, in words, and what it became in this index.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Asked {
    /// The whole of it as a sentence.
    pub sentence: String,
    /// The query in its usual spelling.
    pub read_as: String,
    /// The words that score, and what they were widened to.
    pub words: Vec<AskedWord>,
    /// Words of the best passages that rank too.
    pub expanded: Vec<String>,
    /// Marks that were read over.
    pub ignored: Vec<String>,
}

/// A word of a query and what it stands for.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct AskedWord {
    /// As typed.
    pub word: String,
    /// Its forms in the index with the number of passages that have each, most first.
    pub forms: Vec<(String, u64)>,
    /// What says the same and is found too.
    pub synonyms: Vec<String>,
    /// Related words that rank only.
    pub related: Vec<String>,
}

/// A part of a query that matches nothing.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Unmatched {
    /// The part.
    pub part: String,
    /// Spellings, names or days of the index that are near to it.
    pub nearest: Vec<String>,
}

/// A passage that matches.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Hit {
    /// Place in the order, from 1, the offset included.
    pub rank: u64,
    /// Score; higher is better.
    pub score: f32,
    /// `<article id>#<paragraph>`.
    pub passage_id: String,
    /// Its article: everything but the text, which is left empty.
    pub article: Article,
    /// Number of the passage in its article, from 0.
    pub paragraph: u32,
    /// The passage.
    pub text: String,
    /// The words that match, in order, without overlaps; bytes of `text`.
    pub highlights: Vec<Span>,
    /// Quotes that lie in the passage, cut to it; spans are bytes of `text`. Speakers'
    /// mentions and cues that stand outside it are left out.
    pub quotes: Vec<Quote>,
    /// Names in the passage; bytes of `text`.
    pub entities: Vec<EntityMention>,
    /// Time expressions in the passage; bytes of `text`.
    pub dates: Vec<DateMention>,
    /// The family of its article, where others carry the same copy.
    pub family: Option<Family>,
    /// The paragraphs before it, as many as asked for.
    pub before: Vec<String>,
    /// The paragraphs after it, as many as asked for.
    pub after: Vec<String>,
    /// Where the score comes from, if asked for.
    pub explanation: Option<Explanation>,
}

/// The parts of a score.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// One part for each word that scored; they add up to the score.
    pub parts: Vec<ScorePart>,
}

/// What one word of the query adds to a score.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ScorePart {
    /// The word as typed; both of a pair, a space between them.
    pub word: String,
    /// Whether it is two words side by side.
    pub is_pair: bool,
    /// Whether it is a word of the best passages, not of the query.
    pub is_expansion: bool,
    /// Its occurrences in the passage, all forms together.
    pub count: u32,
    /// From the passage itself.
    pub passage: f32,
    /// From the whole article.
    pub article: f32,
    /// From the headline.
    pub headline: f32,
}
