//! Which passages match, and the words that score them.

use std::sync::Arc;

use tantivy::query::{AllQuery, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, SegmentReader, TantivyError};

use super::bm25::Bm25;
use super::group::{Group, unexplained};
use super::matching::{Matching, Sought};
use super::scorer::{Lengths, Pair, RankedScorer, Word};
use super::union::Union;
use super::window::{ByWords, LONG, OtherWord, Reading, Run, UNIT, Window};
use super::{RankParams, Statistics};
use crate::index::Index;
use crate::index::layout::Layouts;
use crate::index::schema::Fields;
use crate::stop::Stop;

/// How and over what passages are scored.
#[derive(Debug, Clone)]
pub(crate) struct Ranking {
    /// Weights.
    pub params: RankParams,
    /// Totals of the index.
    pub statistics: Statistics,
    /// Field of the passages' words.
    pub body: Field,
    /// Field of the headlines' words.
    pub headline: Field,
    /// Where articles lie.
    pub layouts: Arc<Layouts>,
}

impl Ranking {
    /// Returns how passages of an index are scored with these weights.
    pub(crate) fn of(index: &Index, params: RankParams) -> Self {
        let Fields { body, headline, .. } = *index.fields();
        let statistics = Statistics::of(index.summary());
        Ranking { params, statistics, body, headline, layouts: index.layouts().clone() }
    }
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
    stop: Stop,
}

impl RankedQuery {
    pub(crate) fn new(matching: Match, words: Vec<RankedWord>, ranking: Ranking) -> Self {
        let no_words = words.is_empty();
        let matching = match matching {
            Match::AllWords | Match::AnyWord if no_words => Match::Query(Arc::new(AllQuery)),
            other => other,
        };
        let stop = Stop::default();
        RankedQuery { matching, filter: None, words, beside: Vec::new(), pairs: Vec::new(), ranking, stop }
    }

    /// Ends walks over what matches once `stop` is raised, as if nothing more matched.
    pub(crate) fn until(mut self, stop: Stop) -> Self {
        self.stop = stop;
        self
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
        let mut scorer = weight.open(searcher.segment_reader(address.segment_ord), Some(Run::Article))?;
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
            ranking: self.ranking.clone(),
            stop: self.stop.clone(),
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
    stop: Stop,
    scored: bool,
}

/// Rough times of reading, in nanoseconds: only their ratios matter.
mod cost {
    /// An entry of a list, one after the other.
    pub(super) const NEXT: u64 = 3;
    /// An entry of a list, sought from one not far before.
    pub(super) const LOOK: u64 = 10;
    /// An entry of a list, sought from far before, and the article around it read.
    pub(super) const SEEK: u64 = 30;
    /// How much oftener two words of a query share a passage than by chance.
    pub(super) const TOGETHER: u64 = 3;
    /// A long run, for each word.
    pub(super) const RUN: u64 = 400;
}

impl RankedWeight {
    /// Opens the segment; how much is read at once is worked out where it is not said.
    fn open(&self, reader: &SegmentReader, run: Option<Run>) -> tantivy::Result<RankedScorer> {
        let query = match &self.matching {
            MatchWeight::Query(weight) => Some(weight.scorer(reader, 1.0)?),
            MatchWeight::AllWords | MatchWeight::AnyWord => None,
        };
        let filter = self.filter.as_ref().map(|f| f.scorer(reader, 1.0)).transpose()?;
        let n_read = if self.scored {
            self.words.len()
        } else if query.is_some() {
            0
        } else {
            self.n_matching
        };
        let read: &[Weighed] = self.words.get(..n_read).unwrap_or(&self.words);
        let readings = read.iter().map(|word| self.open_reading(word, reader)).collect::<Result<Vec<_>, _>>()?;
        let run = run.unwrap_or_else(|| {
            let passing = filter.as_ref().map_or(u32::MAX, |filter| filter.size_hint());
            self.run(&readings, query.as_deref(), u64::from(passing), reader.max_doc())
        });
        let matching = match (&self.matching, query) {
            (_, Some(query)) => Matching::Query(query),
            (MatchWeight::AllWords, None) if run == Run::Article => Matching::Sought(self.open_sought(reader)?),
            _ => Matching::Words,
        };
        let by = ByWords { all: matches!(self.matching, MatchWeight::AllWords), n: self.n_matching };
        let layout = self.ranking.layouts.of(reader)?;
        let window = Window::new(readings, by, run, layout.clone());
        let words = if self.scored { self.open_words(reader)? } else { Vec::new() };
        Ok(RankedScorer::new(
            (matching, filter),
            self.stop.clone(),
            window,
            words,
            self.pairs.clone(),
            Lengths::open(reader, &self.ranking, layout)?,
        ))
    }

    /// Decides how much is read at once by what it would cost, where a filter lets about
    /// `passing` passages through.
    fn run(&self, words: &[Reading], query: Option<&dyn Scorer>, passing: u64, entries: DocId) -> Run {
        let entries = u64::from(entries).max(1);
        let lists: u64 = words.iter().map(|word| word.lists() as u64).sum();
        let sizes = || words.iter().take(self.n_matching).map(Reading::size);
        // The passages that are looked at, and those that score.
        let (looked_at, matches) = match (query, &self.matching) {
            (Some(query), _) => (0, u64::from(query.size_hint())),
            (None, MatchWeight::AllWords) => {
                let least = sizes().min().unwrap_or(0);
                // Words of one query stand together more often than by chance.
                let all = sizes().fold(entries, |all, size| all.saturating_mul(size * cost::TOGETHER) / entries);
                (least, all.min(least))
            }
            (None, _) => (0, sizes().sum()),
        };
        let matches = matches.min(passing);
        let runs = matches.min(entries / u64::from(LONG) + 1);
        let read: u64 = words.iter().map(Reading::size).sum();
        let long = read * cost::NEXT + runs * (lists * cost::NEXT + words.len() as u64 * cost::RUN);
        let each = lists * (looked_at * cost::LOOK + matches * cost::SEEK);
        if long < each { Run::Long } else { Run::Article }
    }

    fn open_reading(&self, weighed: &Weighed, reader: &SegmentReader) -> tantivy::Result<Reading> {
        let record = if self.scored { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        let lists = weighed.word.body.lists(reader, record)?;
        Ok(Reading::new(lists, others(weighed, reader, |matches| matches || self.scored)?))
    }

    /// Opens what is sought to find the passages with every word.
    fn open_sought(&self, reader: &SegmentReader) -> tantivy::Result<Vec<Sought>> {
        let words = self.words.iter().take(self.n_matching).map(|weighed| {
            let own = weighed.word.body.open(reader, IndexRecordOption::Basic)?;
            Ok(Sought { own, others: others(weighed, reader, |matches| matches)? })
        });
        words.collect()
    }

    fn open_words(&self, reader: &SegmentReader) -> tantivy::Result<Vec<Word>> {
        let is_paired = |n: usize| self.pairs.iter().any(|pair| pair.first == n || pair.second == n);
        let words = self.words.iter().enumerate().map(|(n, weighed)| {
            let Weighed { word, body, article, headline, article_length, .. } = weighed;
            let freqs = IndexRecordOption::WithFreqs;
            let in_headlines = match self.ranking.params.headline > 0.0 {
                true => word.headline.open(reader, freqs)?,
                false => Union::new(Vec::new(), freqs, 0),
            };
            Ok(Word {
                placed: is_paired(n).then(|| word.body.places(reader)).transpose()?,
                headline: in_headlines,
                body_score: body.clone(),
                article_score: article.clone(),
                headline_score: headline.clone(),
                article_length: *article_length,
                weight: word.weight,
            })
        });
        words.collect()
    }
}

/// Opens the other ways of saying a word that are wanted, by whether passages match by them.
fn others(weighed: &Weighed, reader: &SegmentReader, wanted: impl Fn(bool) -> bool) -> tantivy::Result<Vec<OtherWord>> {
    let others = weighed.others.iter().filter(|(_, _, matches)| wanted(*matches));
    let others = others.map(|(query, weight, matches)| {
        let counts = (weight * UNIT as f32).round() as u32;
        Ok(OtherWord { passages: query.scorer(reader, 1.0)?, counts, matches: *matches })
    });
    others.collect()
}

impl Weight for RankedWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(self.open(reader, None)?))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(unexplained(doc))
    }
}
