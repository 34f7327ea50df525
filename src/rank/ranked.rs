//! Which passages match, and the words that score them.

use std::sync::Arc;

use tantivy::query::{AllQuery, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, SegmentReader, TantivyError};

use super::bm25::Bm25;
use super::group::{Group, unexplained};
use super::scorer::{Lengths, Matching, RankedScorer, Word};
use super::union::Union;
use super::{RankParams, Statistics};

/// How and over what passages are scored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ranking {
    /// Weights.
    pub params: RankParams,
    /// Totals of the index.
    pub statistics: Statistics,
    /// Field of the passages' words.
    pub body: Field,
    /// Field of the headlines' words.
    pub headline: Field,
}

/// A word that scores: its forms in the body and in headlines.
#[derive(Debug, Clone)]
pub(crate) struct RankedWord {
    /// Forms in the passage.
    pub body: Group,
    /// Forms in the headline.
    pub headline: Group,
    /// Factor of its score, 1 for a word as typed.
    pub weight: f32,
}

/// Which passages match.
#[derive(Debug, Clone)]
pub(crate) enum Match {
    /// Those with every word.
    AllWords,
    /// Those with any word.
    AnyWord,
    /// Those that another query finds; the words only score.
    Query(Arc<dyn Query>),
}

/// Finds passages and scores them by words, in the order given.
#[derive(Debug, Clone)]
pub(crate) struct RankedQuery {
    matching: Match,
    filter: Option<Arc<dyn Query>>,
    words: Vec<RankedWord>,
    ranking: Ranking,
}

impl RankedQuery {
    pub(crate) fn new(matching: Match, words: Vec<RankedWord>, ranking: Ranking) -> Self {
        let no_words = words.is_empty();
        let matching = match matching {
            Match::AllWords | Match::AnyWord if no_words => Match::Query(Arc::new(AllQuery)),
            other => other,
        };
        RankedQuery { matching, filter: None, words, ranking }
    }

    /// Requires passages to match `filter` too; it adds no score.
    pub(crate) fn filtered(mut self, filter: Arc<dyn Query>) -> Self {
        self.filter = Some(filter);
        self
    }

    /// Returns what each part adds to the score of an entry that matches.
    pub(crate) fn contributions(
        &self,
        searcher: &tantivy::Searcher,
        address: tantivy::DocAddress,
    ) -> tantivy::Result<Vec<Contribution>> {
        let weight = self.ranked_weight(EnableScoring::enabled_from_searcher(searcher))?;
        let mut scorer = weight.open(searcher.segment_reader(address.segment_ord))?;
        Ok(scorer.contributions(address.doc_id))
    }

    fn ranked_weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<RankedWeight> {
        let searcher = scoring.searcher().ok_or_else(no_searcher)?;
        let quiet = EnableScoring::disabled_from_searcher(searcher);
        let mut words = Vec::new();
        for word in &self.words {
            words.push(self.weigh(word, searcher)?);
        }
        Ok(RankedWeight {
            matching: match &self.matching {
                Match::AllWords => MatchWeight::AllWords,
                Match::AnyWord => MatchWeight::AnyWord,
                Match::Query(query) => MatchWeight::Query(query.weight(quiet)?),
            },
            filter: self.filter.as_ref().map(|f| f.weight(quiet)).transpose()?,
            words,
            ranking: self.ranking,
            scored: scoring.is_scoring_enabled(),
        })
    }

    fn weigh(&self, word: &RankedWord, searcher: &tantivy::Searcher) -> tantivy::Result<Weighed> {
        let RankParams { k1, b, .. } = self.ranking.params;
        let stats = &self.ranking.statistics;
        let in_body = word.body.containing(searcher)?;
        let in_headlines = word.headline.containing(searcher)?;
        let headline = Bm25::new(k1, b, in_headlines, stats.articles, stats.headline_words);
        Ok(Weighed {
            word: word.clone(),
            body: Arc::new(Bm25::new(k1, b, in_body, stats.passages, stats.body_words)),
            headline: Arc::new(headline),
            article_length: stats.article_bytes as f32 / stats.articles.max(1) as f32,
        })
    }
}

/// What one word adds to a score.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Contribution {
    /// Which of the query's words, from 0.
    pub word: usize,
    /// Occurrences in the passage.
    pub count: u32,
    /// From the passage, its lead bonus included.
    pub passage: f32,
    /// From the whole article.
    pub article: f32,
    /// From the headline.
    pub headline: f32,
}

fn no_searcher() -> TantivyError {
    TantivyError::InvalidArgument("ranking needs a searcher".to_owned())
}

impl Query for RankedQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.ranked_weight(scoring)?))
    }
}

/// A word with the statistics of the whole index.
pub(super) struct Weighed {
    word: RankedWord,
    body: Arc<Bm25>,
    headline: Arc<Bm25>,
    article_length: f32,
}

enum MatchWeight {
    AllWords,
    AnyWord,
    Query(Box<dyn Weight>),
}

struct RankedWeight {
    matching: MatchWeight,
    filter: Option<Box<dyn Weight>>,
    words: Vec<Weighed>,
    ranking: Ranking,
    scored: bool,
}

impl RankedWeight {
    fn open(&self, reader: &SegmentReader) -> tantivy::Result<RankedScorer> {
        let matching = match &self.matching {
            MatchWeight::AllWords => Matching::AllWords,
            MatchWeight::AnyWord => Matching::AnyWord,
            MatchWeight::Query(weight) => Matching::Query(weight.scorer(reader, 1.0)?),
        };
        let filter = self.filter.as_ref().map(|f| f.scorer(reader, 1.0)).transpose()?;
        let mut words = Vec::with_capacity(self.words.len());
        for weighed in &self.words {
            words.push(self.open_word(weighed, reader)?);
        }
        Ok(RankedScorer::new(matching, filter, words, Lengths::open(reader, &self.ranking)?))
    }

    fn open_word(&self, weighed: &Weighed, reader: &SegmentReader) -> tantivy::Result<Word> {
        let record = IndexRecordOption::WithFreqs;
        let Weighed { word, body, headline, article_length } = weighed;
        let open = |group: &Group, wanted: bool| match wanted && self.scored {
            true => group.open(reader, record),
            false => Ok(Union::new(Vec::new())),
        };
        Ok(Word {
            body: word.body.open(reader, record)?,
            ahead: open(&word.body, self.ranking.params.article > 0.0)?,
            headline: open(&word.headline, self.ranking.params.headline > 0.0)?,
            body_score: body.clone(),
            headline_score: headline.clone(),
            article_length: *article_length,
            weight: word.weight,
        })
    }
}

impl Weight for RankedWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(self.open(reader)?))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(unexplained(doc))
    }
}
