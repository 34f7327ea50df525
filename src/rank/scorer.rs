//! Walks the passages that match in one segment and scores the one at hand.
//!
//! Everything is read forward only: each list of postings is passed once, whatever is asked.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::RankParams;
use super::articles::Layout;
use super::bm25::Bm25;
use super::ranked::{Contribution, Ranking};
use super::union::Union;
use crate::index::schema::columns;

/// Paragraphs that count as the lead.
const LEAD: u32 = 2;

/// Which passages of the segment match.
pub(super) enum Matching {
    AllWords,
    AnyWord,
    Query(Box<dyn Scorer>),
}

/// What decides which passages match.
pub(super) struct Matched {
    pub matching: Matching,
    pub filter: Option<Box<dyn Scorer>>,
    /// The first words, by which passages match; the others only score.
    pub n_matching: usize,
}

/// One word's postings and scores.
pub(super) struct Word {
    /// Stands at the passage being looked at.
    pub body: Union,
    /// Passages that say it in another way.
    pub others: Vec<OtherWord>,
    /// The same postings, read to the end of the article at hand.
    pub ahead: Union,
    /// Stands at the article entry at hand.
    pub headline: Union,
    pub body_score: Arc<Bm25>,
    pub article_score: Arc<Bm25>,
    pub headline_score: Arc<Bm25>,
    /// Average length of an article.
    pub article_length: f32,
    pub weight: f32,
}

/// Another way of saying a word.
pub(super) struct OtherWord {
    /// Stands at the passage being looked at.
    pub here: Box<dyn Scorer>,
    /// The same passages, read to the end of the article at hand.
    pub ahead: Box<dyn Scorer>,
    /// What it counts.
    pub weight: f32,
    /// Whether a passage matches by it.
    pub matches: bool,
}

/// Two words that were typed side by side.
#[derive(Clone)]
pub(super) struct Pair {
    pub first: usize,
    pub second: usize,
    pub score: Arc<Bm25>,
}

/// What the segment knows of lengths and places.
pub(super) struct Lengths {
    body: FieldNormReader,
    headline: FieldNormReader,
    /// Length of each article.
    bytes: Column<u64>,
    layout: Layout,
    params: RankParams,
}

impl Lengths {
    pub(super) fn open(reader: &SegmentReader, ranking: &Ranking) -> tantivy::Result<Self> {
        Ok(Lengths {
            body: reader.get_fieldnorms_reader(ranking.body)?,
            headline: reader.get_fieldnorms_reader(ranking.headline)?,
            bytes: reader.fast_fields().u64(columns::BYTES)?,
            layout: Layout::open(reader)?,
            params: ranking.params,
        })
    }

    /// Bytes in all passages of an article.
    fn of_article(&self, article: DocId) -> f32 {
        self.bytes.first(article).unwrap_or(0) as f32
    }
}

/// What a word adds to each passage of the article at hand.
#[derive(Clone, Copy, Default)]
struct ArticlePart {
    article: f32,
    headline: f32,
}

/// The passages of one segment that match, with their scores.
pub(super) struct RankedScorer {
    matched: Matched,
    words: Vec<Word>,
    pairs: Vec<Pair>,
    lengths: Lengths,
    doc: DocId,
    /// The article that `parts` speaks of.
    article: Option<DocId>,
    /// After the last passage of that article.
    article_end: DocId,
    parts: Vec<ArticlePart>,
    /// What all but the passage's own words add at most.
    most_beside: Score,
    /// Scores below it need not be exact.
    floor: Score,
    /// Positions of the words of a pair.
    positions: [Vec<u32>; 2],
}

impl RankedScorer {
    pub(super) fn new(matched: Matched, words: Vec<Word>, pairs: Vec<Pair>, lengths: Lengths) -> Self {
        let params = &lengths.params;
        let beside = |word: &Word| {
            word.weight * (params.article * word.article_score.most() + params.headline * word.headline_score.most())
        };
        let pairs_most: Score = pairs.iter().map(|pair| params.pair * params.passage * pair.score.most()).sum();
        let most_beside = words.iter().map(beside).sum::<Score>() + pairs_most;
        let mut scorer = RankedScorer {
            matched,
            parts: vec![ArticlePart::default(); words.len()],
            words,
            pairs,
            lengths,
            doc: 0,
            article: None,
            article_end: 0,
            most_beside,
            floor: Score::NEG_INFINITY,
            positions: [Vec::new(), Vec::new()],
        };
        scorer.find(0);
        scorer
    }

    /// Says that a score below `floor` may be given as any other below it.
    pub(super) fn set_floor(&mut self, floor: Score) {
        self.floor = floor;
    }

    /// Goes to the first match at or after `target`.
    fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            let found = self.next_match(target);
            let filtered = match &mut self.matched.filter {
                Some(filter) if found != TERMINATED => seek(filter.as_mut(), found),
                _ => found,
            };
            if found == filtered {
                self.doc = found;
                return found;
            }
            target = filtered;
        }
    }

    /// Returns the first match at or after `target`, the filter left aside.
    fn next_match(&mut self, target: DocId) -> DocId {
        if target == TERMINATED {
            return TERMINATED;
        }
        let n = self.matched.n_matching.min(self.words.len());
        let words = &mut self.words[..n];
        match &mut self.matched.matching {
            Matching::AllWords => intersect(words, target),
            Matching::AnyWord => words.iter_mut().map(|word| word.seek(target)).min().unwrap_or(TERMINATED),
            Matching::Query(query) => {
                let mut found = seek(query.as_mut(), target);
                while found != TERMINATED && self.lengths.layout.paragraph_of(found).is_none() {
                    found = query.advance();
                }
                found
            }
        }
    }

    /// Works out what the article of the passage at hand adds to each of its passages.
    fn enter_article(&mut self, article: DocId) {
        self.article = Some(article);
        let Lengths { params, layout, .. } = &self.lengths;
        let length = if params.article > 0.0 { self.lengths.of_article(article) } else { 0.0 };
        let end = article + 1 + layout.passages_of(article);
        self.article_end = end;
        for (word, part) in self.words.iter_mut().zip(&mut self.parts) {
            part.article = word.score_article(article, end, length) * params.article;
            part.headline = word.score_headline(article, &self.lengths.headline) * params.headline;
        }
    }

    /// Returns what the word `n` adds to the passage at hand.
    fn contribution(&mut self, n: usize, lead: f32, length_id: u8) -> Contribution {
        let (doc, share) = (self.doc, self.lengths.params.passage);
        let (Some(word), Some(part)) = (self.words.get_mut(n), self.parts.get(n)) else {
            return Contribution::default();
        };
        let count = word.count(doc);
        Contribution {
            word: n,
            beside: None,
            count,
            passage: share * word.weight * word.score(doc, count, length_id) * (1.0 + lead),
            article: word.weight * part.article,
            headline: word.weight * part.headline,
        }
    }

    /// Returns what the pair `n` adds to the passage at hand.
    fn pair_contribution(&mut self, n: usize, length_id: u8) -> Option<Contribution> {
        let params = self.lengths.params;
        let pair = self.pairs.get(n)?;
        let count = side_by_side(&mut self.words, pair, self.doc, &mut self.positions);
        let score = pair.score.score(length_id, count as f32);
        (count > 0).then(|| Contribution {
            word: pair.first,
            beside: Some(pair.second),
            count,
            passage: params.pair * params.passage * score,
            ..Contribution::default()
        })
    }

    /// Returns what the words add at most, without the article and what stands side by side.
    fn own_score(&mut self) -> Score {
        let doc = self.doc;
        let length_id = self.lengths.body.fieldnorm_id(doc);
        let mut score = 0.0;
        for word in &mut self.words {
            let count = word.count(doc);
            score += word.weight * word.score(doc, count, length_id);
        }
        score * self.lengths.params.passage * (1.0 + self.lengths.params.lead)
    }

    /// Makes the article of the passage at hand known; returns its lead bonus and length.
    fn enter(&mut self) -> (f32, u8) {
        let is_same = self.article.is_some_and(|article| article < self.doc) && self.doc < self.article_end;
        if !is_same && let Some(article) = self.lengths.layout.article_of(self.doc) {
            self.enter_article(article);
        }
        let is_lead = self.article.is_some_and(|article| self.doc - article <= LEAD);
        let lead = if is_lead { self.lengths.params.lead } else { 0.0 };
        (lead, self.lengths.body.fieldnorm_id(self.doc))
    }

    /// Returns what each word, and each pair, adds to the passage `doc`; none where it does
    /// not match.
    pub(super) fn contributions(&mut self, doc: DocId) -> Vec<Contribution> {
        if self.find(doc) != doc {
            return Vec::new();
        }
        let (lead, length_id) = self.enter();
        let mut all: Vec<_> = (0..self.words.len()).map(|n| self.contribution(n, lead, length_id)).collect();
        all.extend((0..self.pairs.len()).filter_map(|n| self.pair_contribution(n, length_id)));
        all
    }
}

/// Returns how often the words of a pair stand side by side.
fn side_by_side(words: &mut [Word], pair: &Pair, doc: DocId, positions: &mut [Vec<u32>; 2]) -> u32 {
    let both = [pair.first, pair.second];
    if both.iter().any(|&n| words.get(n).is_none_or(|word| word.body.doc() != doc)) {
        return 0;
    }
    for (n, positions) in both.into_iter().zip(positions.iter_mut()) {
        words[n].body.positions(positions);
    }
    let [first, second] = positions;
    let follows = |&&position: &&u32| second.binary_search(&(position + 1)).is_ok();
    u32::try_from(first.iter().filter(follows).count()).unwrap_or(u32::MAX)
}

impl Word {
    /// Goes to the first passage from `target` on that says it, in one way or another.
    fn seek(&mut self, target: DocId) -> DocId {
        let own = self.body.seek(target);
        let others = self.others.iter_mut().filter(|other| other.matches);
        others.map(|other| seek(other.here.as_mut(), target)).fold(own, DocId::min)
    }

    /// Returns how often the passage has the word itself.
    fn count(&mut self, doc: DocId) -> u32 {
        if self.body.seek(doc) == doc { self.body.count() } else { 0 }
    }

    /// Scores `count` occurrences and what else says the same in the passage.
    fn score(&mut self, doc: DocId, count: u32, length_id: u8) -> f32 {
        let mut said = count as f32;
        for other in &mut self.others {
            if seek(other.here.as_mut(), doc) == doc {
                said += other.weight;
            }
        }
        self.body_score.score(length_id, said)
    }

    /// Scores the word in the whole article, whose passages end before `end`.
    fn score_article(&mut self, article: DocId, end: DocId, length: f32) -> f32 {
        let mut count = 0;
        let mut doc = self.ahead.seek(article + 1);
        while doc < end {
            count += self.ahead.count();
            doc = self.ahead.advance();
        }
        let mut said = count as f32;
        for other in &mut self.others {
            let mut doc = seek(other.ahead.as_mut(), article + 1);
            while doc < end {
                said += other.weight;
                doc = other.ahead.advance();
            }
        }
        if said > 0.0 { self.article_score.score_length(length, self.article_length, said) } else { 0.0 }
    }

    fn score_headline(&mut self, article: DocId, lengths: &FieldNormReader) -> f32 {
        if self.headline.seek(article) != article {
            return 0.0;
        }
        self.headline_score.score(lengths.fieldnorm_id(article), self.headline.count() as f32)
    }
}

/// Moves a list forward, never back.
fn seek(list: &mut dyn Scorer, target: DocId) -> DocId {
    let doc = list.doc();
    if doc < target { list.seek(target) } else { doc }
}

/// Returns the first entry at or after `target` that all words have.
fn intersect(words: &mut [Word], mut target: DocId) -> DocId {
    let (wanted, mut agreed) = (words.len(), 0);
    while agreed < wanted {
        for word in words.iter_mut() {
            let doc = word.seek(target);
            if doc == TERMINATED {
                return TERMINATED;
            }
            if doc == target {
                agreed += 1;
            } else {
                target = doc;
                agreed = 1;
            }
            if agreed >= wanted {
                break;
            }
        }
    }
    target
}

impl DocSet for RankedScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.find(self.doc + 1)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc { self.doc } else { self.find(target) }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let words = self.words.iter().take(self.matched.n_matching);
        let cost = match &self.matched.matching {
            Matching::AllWords => words.map(|w| w.body.cost()).min().unwrap_or(0),
            Matching::AnyWord => words.map(|w| w.body.cost()).sum(),
            Matching::Query(query) => u64::from(query.size_hint()),
        };
        u32::try_from(cost).unwrap_or(u32::MAX)
    }
}

impl Scorer for RankedScorer {
    /// Returns the score; one below the floor where it cannot reach that.
    fn score(&mut self) -> Score {
        if self.floor > Score::NEG_INFINITY {
            let own = self.own_score();
            // A thousandth for the rounding of sums in another order.
            if (own + self.most_beside) * 1.001 < self.floor {
                return own;
            }
        }
        let (lead, length_id) = self.enter();
        let mut score = 0.0;
        for n in 0..self.words.len() {
            let c = self.contribution(n, lead, length_id);
            score += c.passage + c.article + c.headline;
        }
        for n in 0..self.pairs.len() {
            score += self.pair_contribution(n, length_id).map_or(0.0, |c| c.passage);
        }
        score
    }
}
