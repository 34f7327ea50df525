//! Which passages match, and the words that score them.

use std::sync::Arc;

use tantivy::query::{AllQuery, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, SegmentReader, TantivyError};

use super::bm25::Bm25;
use super::group::{Group, unexplained};
use super::scorer::{Lengths, Matched, Matching, OtherWord, Pair, RankedScorer, Word};
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
    /// Other ways of saying it.
    pub others: Vec<Other>,
}

/// Passages that say a word in another way.
#[derive(Debug, Clone)]
pub(crate) struct Other {
    /// Finds them.
    pub query: Arc<dyn Query>,
    /// What saying it so counts, where an occurrence of the word counts 1.
    pub weight: f32,
    /// Whether a passage matches by it.
    pub matches: bool,
}

impl RankedWord {
    /// Returns a word as typed, without other ways of saying it.
    pub(crate) fn new(body: Group, headline: Group) -> Self {
        RankedWord { body, headline, weight: 1.0, others: Vec::new() }
    }
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
    /// Words that score what matches by the others.
    beside: Vec<RankedWord>,
    /// Words, by number, that were typed side by side.
    pairs: Vec<(usize, usize)>,
    ranking: Ranking,
}

impl RankedQuery {
    pub(crate) fn new(matching: Match, words: Vec<RankedWord>, ranking: Ranking) -> Self {
        let no_words = words.is_empty();
        let matching = match matching {
            Match::AllWords | Match::AnyWord if no_words => Match::Query(Arc::new(AllQuery)),
            other => other,
        };
        RankedQuery { matching, filter: None, words, beside: Vec::new(), pairs: Vec::new(), ranking }
    }

    /// Lets words score that were typed side by side, given by their numbers.
    pub(crate) fn paired(mut self, pairs: Vec<(usize, usize)>) -> Self {
        self.pairs = pairs;
        self
    }

    /// Lets more words score; passages match by the others alone.
    pub(crate) fn scored_by(mut self, words: Vec<RankedWord>) -> Self {
        self.beside = words;
        self
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
        for word in self.words.iter().chain(&self.beside) {
            words.push(self.weigh(word, searcher)?);
        }
        let pairs = self.pairs.iter().filter(|_| self.ranking.params.pair > 0.0);
        let pairs = pairs.filter_map(|&(first, second)| self.weigh_pair(first, second, &words)).collect();
        Ok(RankedWeight {
            matching: match &self.matching {
                Match::AllWords => MatchWeight::AllWords,
                Match::AnyWord => MatchWeight::AnyWord,
                Match::Query(query) => MatchWeight::Query(query.weight(quiet)?),
            },
            filter: self.filter.as_ref().map(|f| f.weight(quiet)).transpose()?,
            words,
            n_matching: self.words.len(),
            pairs,
            ranking: self.ranking,
            scored: scoring.is_scoring_enabled(),
        })
    }

    fn weigh(&self, word: &RankedWord, searcher: &tantivy::Searcher) -> tantivy::Result<Weighed> {
        let RankParams { k1, b, article_k1, article_b, .. } = self.ranking.params;
        let stats = &self.ranking.statistics;
        let in_body = word.body.containing(searcher)?;
        let in_headlines = word.headline.containing(searcher)?;
        let headline = Bm25::new(k1, b, in_headlines, stats.articles, stats.headline_words);
        let quiet = EnableScoring::disabled_from_searcher(searcher);
        let others = word.others.iter().map(|other| Ok((other.query.weight(quiet)?, other.weight, other.matches)));
        Ok(Weighed {
            word: word.clone(),
            others: others.collect::<tantivy::Result<_>>()?,
            containing: in_body,
            body: Arc::new(Bm25::new(k1, b, in_body, stats.passages, stats.body_words)),
            article: Arc::new(Bm25::new(article_k1, article_b, in_body, stats.passages, stats.body_words)),
            headline: Arc::new(headline),
            article_length: stats.article_bytes as f32 / stats.articles.max(1) as f32,
        })
    }

    /// Returns the score of two words side by side, as rare as the two are in the mean.
    fn weigh_pair(&self, first: usize, second: usize, words: &[Weighed]) -> Option<Pair> {
        let RankParams { k1, b, .. } = self.ranking.params;
        let stats = &self.ranking.statistics;
        let containing = |n: usize| words.get(n).map(|word| word.containing as f64);
        let mean = (containing(first)? * containing(second)?).sqrt();
        let score = Bm25::new(k1, b, mean as u64, stats.passages, stats.body_words);
        Some(Pair { first, second, score: Arc::new(score) })
    }
}

/// What one word adds to a score.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Contribution {
    /// Which of the query's words, from 0; of two words side by side the first.
    pub word: usize,
    /// The second of two words that stand side by side.
    pub beside: Option<usize>,
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
    others: Vec<(Box<dyn Weight>, f32, bool)>,
    containing: u64,
    body: Arc<Bm25>,
    article: Arc<Bm25>,
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
    n_matching: usize,
    pairs: Vec<Pair>,
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
        for (n, weighed) in self.words.iter().enumerate() {
            let is_paired = self.scored && self.pairs.iter().any(|pair| pair.first == n || pair.second == n);
            words.push(self.open_word(weighed, reader, is_paired)?);
        }
        let matched = Matched { matching, filter, n_matching: self.n_matching };
        Ok(RankedScorer::new(matched, words, self.pairs.clone(), Lengths::open(reader, &self.ranking)?))
    }

    fn open_word(&self, weighed: &Weighed, reader: &SegmentReader, is_paired: bool) -> tantivy::Result<Word> {
        let record = IndexRecordOption::WithFreqs;
        let Weighed { word, others, body: body_score, article, headline, article_length, .. } = weighed;
        let params = &self.ranking.params;
        let open = |group: &Group, wanted: bool| match wanted && self.scored {
            true => group.open(reader, record),
            false => Ok(Union::new(Vec::new())),
        };
        let others = others.iter().filter(|(_, _, matches)| *matches || self.scored).map(|(query, weight, matches)| {
            Ok(OtherWord {
                here: query.scorer(reader, 1.0)?,
                ahead: query.scorer(reader, 1.0)?,
                weight: *weight,
                matches: *matches,
            })
        });
        let own = if is_paired { IndexRecordOption::WithFreqsAndPositions } else { record };
        let body = word.body.open(reader, own)?;
        let ahead = match body.rewound().filter(|_| self.scored) {
            Some(ahead) => ahead,
            None => open(&word.body, params.article > 0.0)?,
        };
        Ok(Word {
            body,
            others: others.collect::<tantivy::Result<_>>()?,
            ahead,
            headline: open(&word.headline, params.headline > 0.0)?,
            body_score: body_score.clone(),
            article_score: article.clone(),
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
