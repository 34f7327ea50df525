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

/// One word's postings and scores.
pub(super) struct Word {
    /// Stands at the passage being looked at.
    pub body: Union,
    /// The same postings, read to the end of the article at hand.
    pub ahead: Union,
    /// Stands at the article entry at hand.
    pub headline: Union,
    pub body_score: Arc<Bm25>,
    pub headline_score: Arc<Bm25>,
    /// Average length of an article.
    pub article_length: f32,
    pub weight: f32,
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
    matching: Matching,
    filter: Option<Box<dyn Scorer>>,
    words: Vec<Word>,
    lengths: Lengths,
    doc: DocId,
    /// The article that `parts` speaks of.
    article: Option<DocId>,
    /// After the last passage of that article.
    article_end: DocId,
    parts: Vec<ArticlePart>,
}

impl RankedScorer {
    pub(super) fn new(matching: Matching, filter: Option<Box<dyn Scorer>>, words: Vec<Word>, lengths: Lengths) -> Self {
        let parts = vec![ArticlePart::default(); words.len()];
        let doc = 0;
        let mut scorer = RankedScorer { matching, filter, words, lengths, doc, article: None, article_end: 0, parts };
        scorer.find(0);
        scorer
    }

    /// Goes to the first match at or after `target`.
    fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            let found = self.next_match(target);
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
            Matching::AllWords => intersect(&mut self.words, target),
            Matching::AnyWord => self.words.iter_mut().map(|w| w.body.seek(target)).min().unwrap_or(TERMINATED),
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
        let doc = self.doc;
        let (Some(word), Some(part)) = (self.words.get_mut(n), self.parts.get(n)) else {
            return Contribution { word: n, count: 0, passage: 0.0, article: 0.0, headline: 0.0 };
        };
        let count = if word.body.seek(doc) == doc { word.body.count() } else { 0 };
        Contribution {
            word: n,
            count,
            passage: word.weight * word.body_score.score(length_id, count) * (1.0 + lead),
            article: word.weight * part.article,
            headline: word.weight * part.headline,
        }
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

    /// Returns what each word adds to the passage `doc`; none where it does not match.
    pub(super) fn contributions(&mut self, doc: DocId) -> Vec<Contribution> {
        if self.find(doc) != doc {
            return Vec::new();
        }
        let (lead, length_id) = self.enter();
        (0..self.words.len()).map(|n| self.contribution(n, lead, length_id)).collect()
    }
}

impl Word {
    /// Scores the word in the whole article, whose passages end before `end`.
    fn score_article(&mut self, article: DocId, end: DocId, length: f32) -> f32 {
        let mut count = 0;
        let mut doc = self.ahead.seek(article + 1);
        while doc < end {
            count += self.ahead.count();
            doc = self.ahead.advance();
        }
        match count {
            0 => 0.0,
            _ => self.body_score.score_length(length, self.article_length, count),
        }
    }

    fn score_headline(&mut self, article: DocId, lengths: &FieldNormReader) -> f32 {
        if self.headline.seek(article) != article {
            return 0.0;
        }
        self.headline_score.score(lengths.fieldnorm_id(article), self.headline.count())
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
            let doc = word.body.seek(target);
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
        let cost = match &self.matching {
            Matching::AllWords => self.words.iter().map(|w| w.body.cost()).min().unwrap_or(0),
            Matching::AnyWord => self.words.iter().map(|w| w.body.cost()).sum(),
            Matching::Query(query) => u64::from(query.size_hint()),
        };
        u32::try_from(cost).unwrap_or(u32::MAX)
    }
}

impl Scorer for RankedScorer {
    fn score(&mut self) -> Score {
        let (lead, length_id) = self.enter();
        let mut score = 0.0;
        for n in 0..self.words.len() {
            let c = self.contribution(n, lead, length_id);
            score += c.passage + c.article + c.headline;
        }
        score
    }
}
