//! Walks the passages that match in one segment and scores the one at hand.
//!
//! Everything is read forward only. What words say comes from the [`Window`]; positions and
//! headlines are sought where a score needs them.

use std::ops::Range;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::RankParams;
use super::bm25::Bm25;
use super::bounds::{Bounds, may_reach};
use super::matching::{Matching, intersect};
use super::places::Places;
use super::ranked::{Contribution, Ranking};
use super::union::Union;
use super::window::{Window, seek};
use crate::index::layout::Layout;
use crate::stop::Stop;

/// Paragraphs that count as the lead.
const LEAD: u32 = 2;

/// What else is known of a word in the segment, and its scores.
pub(super) struct Word {
    /// Its positions, where it is one of a pair.
    pub placed: Option<Places>,
    /// Stands at the article entry at hand.
    pub headline: Union,
    pub body_score: Arc<Bm25>,
    pub article_score: Arc<Bm25>,
    pub headline_score: Arc<Bm25>,
    /// Average length of an article.
    pub article_length: f32,
    pub weight: f32,
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
    layout: Arc<Layout>,
    params: RankParams,
}

impl Lengths {
    pub(super) fn open(reader: &SegmentReader, ranking: &Ranking, layout: Arc<Layout>) -> tantivy::Result<Self> {
        Ok(Lengths {
            body: reader.get_fieldnorms_reader(ranking.body)?,
            headline: reader.get_fieldnorms_reader(ranking.headline)?,
            layout,
            params: ranking.params,
        })
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
    matching: Matching,
    filter: Option<Box<dyn Scorer>>,
    /// Ends the walk as if nothing more matched.
    stop: Stop,
    window: Window,
    words: Vec<Word>,
    pairs: Vec<Pair>,
    lengths: Lengths,
    doc: DocId,
    /// Entry and end of the article that `parts` speaks of.
    article: Range<DocId>,
    /// Whether `parts` has what its headline adds.
    knows_headline: bool,
    parts: Vec<ArticlePart>,
    bounds: Bounds,
    /// Scores below it need not be exact.
    floor: Score,
    /// How many matches that cannot reach the floor were passed over, where that is allowed.
    passed_over: Option<u64>,
    /// Positions of the words of a pair.
    positions: [Vec<u32>; 2],
}

impl RankedScorer {
    /// Returns the scorer of what matches and passes the filter.
    pub(super) fn new(
        (matching, filter): (Matching, Option<Box<dyn Scorer>>),
        stop: Stop,
        window: Window,
        words: Vec<Word>,
        pairs: Vec<Pair>,
        lengths: Lengths,
    ) -> Self {
        let bounds = Bounds::new(&words, &pairs, &lengths.params, |word| window.scores_unseen(word));
        let mut scorer = RankedScorer {
            matching,
            filter,
            stop,
            window,
            parts: vec![ArticlePart::default(); words.len()],
            words,
            pairs,
            lengths,
            doc: 0,
            article: 0..0,
            knows_headline: false,
            bounds,
            floor: Score::NEG_INFINITY,
            passed_over: None,
            positions: [Vec::new(), Vec::new()],
        };
        scorer.find(0);
        scorer
    }

    /// Says that a score below `floor` may be given as any other below it.
    pub(super) fn set_floor(&mut self, floor: Score) {
        self.floor = floor;
    }

    /// Lets matches that cannot reach the floor be passed over; they are counted.
    pub(super) fn pass_over(&mut self) {
        self.passed_over = self.filter.is_none().then_some(0);
    }

    /// Returns how many matches were passed over.
    pub(super) fn passed_over(&self) -> u64 {
        self.passed_over.unwrap_or(0)
    }

    /// Goes to the first match at or after `target`.
    fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            let found = if self.stop.is_called() { TERMINATED } else { self.next_match(target) };
            let filtered = match &mut self.filter {
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
        match &mut self.matching {
            Matching::Words => {
                let (bounds, floor, passed_over) = (&self.bounds, self.floor, &mut self.passed_over);
                let stop = &self.stop;
                self.window.next_match(target, |window| {
                    if let Some(passed_over) = passed_over
                        && floor > Score::NEG_INFINITY
                    {
                        *passed_over += window.prune(|has| bounds.article_may_reach(has, floor));
                    }
                    !stop.is_called()
                })
            }
            Matching::Sought(words) => intersect(words, target),
            Matching::Query(query) => {
                let mut found = seek(query.as_mut(), target);
                while found != TERMINATED && self.lengths.layout.is_head(found) {
                    found = query.advance();
                }
                found
            }
        }
    }

    /// Makes the article of the passage at hand known: what its passages say adds to the score
    /// of each.
    fn enter(&mut self) {
        if self.article.contains(&self.doc) {
            return;
        }
        let number = self.lengths.layout.number_of(self.doc);
        self.article = self.lengths.layout.article(number);
        self.knows_headline = false;
        let length = self.lengths.layout.bytes(number) as f32;
        for (n, (word, part)) in self.words.iter().zip(&mut self.parts).enumerate() {
            let said = self.window.said_within(n, self.article.clone());
            part.article = word.score_article(said, length) * self.lengths.params.article;
        }
    }

    /// Makes what the headline of the article at hand adds known.
    fn read_headline(&mut self) {
        if self.knows_headline {
            return;
        }
        self.knows_headline = true;
        for (word, part) in self.words.iter_mut().zip(&mut self.parts) {
            let score = word.score_headline(self.article.start, &self.lengths.headline);
            part.headline = score * self.lengths.params.headline;
        }
    }

    /// What the article at hand adds by what its passages say.
    fn article_score(&self) -> Score {
        self.words.iter().zip(&self.parts).map(|(word, part)| word.weight * part.article).sum()
    }

    /// The bonus of the passage at hand, if it is of the lead.
    fn lead(&self) -> f32 {
        if self.doc - self.article.start <= LEAD { self.lengths.params.lead } else { 0.0 }
    }

    /// Returns what the word `n` adds to the passage at hand.
    fn contribution(&self, n: usize, lead: f32, length_id: u8) -> Contribution {
        let (Some(word), Some(part)) = (self.words.get(n), self.parts.get(n)) else {
            return Contribution::default();
        };
        let (count, said) = self.window.said(n, self.doc);
        let own = word.body_score.score(length_id, said);
        Contribution {
            word: n,
            beside: None,
            count,
            passage: self.lengths.params.passage * word.weight * own * (1.0 + lead),
            article: word.weight * part.article,
            headline: word.weight * part.headline,
        }
    }

    /// Returns what the pair `n` adds to the passage at hand.
    fn pair_contribution(&mut self, n: usize, length_id: u8) -> Option<Contribution> {
        let params = self.lengths.params;
        let pair = self.pairs.get(n)?;
        if [pair.first, pair.second].iter().any(|&word| self.window.said(word, self.doc).0 == 0) {
            return None;
        }
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

    /// Returns what the words of the passage at hand add themselves, at most.
    fn own_score(&self, length_id: u8) -> Score {
        let own = self.words.iter().enumerate().map(|(n, word)| {
            let (_, said) = self.window.said(n, self.doc);
            if said > 0.0 { word.weight * word.body_score.score(length_id, said) } else { 0.0 }
        });
        own.sum::<Score>() * self.lengths.params.passage * (1.0 + self.lengths.params.lead)
    }

    /// Returns what each word, and each pair, adds to the passage `doc`; none where it does
    /// not match.
    pub(super) fn contributions(&mut self, doc: DocId) -> Vec<Contribution> {
        if self.find(doc) != doc {
            return Vec::new();
        }
        self.window.cover(doc);
        self.enter();
        self.read_headline();
        let (lead, length_id) = (self.lead(), self.lengths.body.fieldnorm_id(doc));
        let mut all: Vec<_> = (0..self.words.len()).map(|n| self.contribution(n, lead, length_id)).collect();
        all.extend((0..self.pairs.len()).filter_map(|n| self.pair_contribution(n, length_id)));
        all
    }
}

/// Returns how often the words of a pair stand side by side in a passage that has both.
fn side_by_side(words: &mut [Word], pair: &Pair, doc: DocId, positions: &mut [Vec<u32>; 2]) -> u32 {
    for (n, positions) in [pair.first, pair.second].into_iter().zip(positions.iter_mut()) {
        positions.clear();
        if let Some(placed) = words.get_mut(n).and_then(|word| word.placed.as_mut()) {
            placed.ready(&[doc]);
            placed.put(0, doc, positions);
        }
    }
    let [first, second] = positions;
    let follows = |&&position: &&u32| second.binary_search(&(position + 1)).is_ok();
    u32::try_from(first.iter().filter(follows).count()).unwrap_or(u32::MAX)
}

impl Word {
    /// Scores what a whole article says.
    fn score_article(&self, said: f32, length: f32) -> f32 {
        if said > 0.0 { self.article_score.score_length(length, self.article_length, said) } else { 0.0 }
    }

    fn score_headline(&mut self, article: DocId, lengths: &FieldNormReader) -> f32 {
        if self.headline.seek(article) != article {
            return 0.0;
        }
        self.headline_score.score(lengths.fieldnorm_id(article), self.headline.count() as f32)
    }
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
        match &self.matching {
            Matching::Words => self.window.size_hint(),
            Matching::Sought(words) => {
                let least = words.iter().map(|word| word.own.cost()).min().unwrap_or(0);
                u32::try_from(least).unwrap_or(u32::MAX)
            }
            Matching::Query(query) => query.size_hint(),
        }
    }
}

impl Scorer for RankedScorer {
    /// Returns the score; one below the floor as soon as it is known not to reach that.
    fn score(&mut self) -> Score {
        let Bounds { headlines, pairs, .. } = self.bounds;
        self.window.cover(self.doc);
        let length_id = self.lengths.body.fieldnorm_id(self.doc);
        let is_low = |score: Score, floor: Score| floor > Score::NEG_INFINITY && !may_reach(score, floor);
        let own = if self.floor > Score::NEG_INFINITY { self.own_score(length_id) } else { 0.0 };
        if is_low(own + self.bounds.articles + headlines + pairs, self.floor) {
            return own;
        }
        self.enter();
        if is_low(own + self.article_score() + headlines + pairs, self.floor) {
            return own;
        }
        self.read_headline();
        let (lead, mut score) = (self.lead(), 0.0);
        for n in 0..self.words.len() {
            let c = self.contribution(n, lead, length_id);
            score += c.passage + c.article + c.headline;
        }
        if self.pairs.is_empty() || is_low(score + pairs, self.floor) {
            return score;
        }
        for n in 0..self.pairs.len() {
            score += self.pair_contribution(n, length_id).map_or(0.0, |c| c.passage);
        }
        score
    }
}
