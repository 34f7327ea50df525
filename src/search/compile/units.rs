//! Entries with a unit (passage, quote, name, headline) in which words stand as asked.
//!
//! Candidates come from a query that needs no positions; each is then checked against the
//! positions of the words that the condition speaks of, which are read for candidates only.

use std::fmt;
use std::sync::Arc;

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use super::field_of;
use crate::index::schema::{Fields, SENTENCE_START, SLOT};
use crate::query::plan::{Leaf, Scope};
use crate::query::spots::{Inner, View};
use crate::rank::group::Group;
use crate::rank::union::Union;
use crate::terms::POSSESSIVE;

/// Matches the entries with a unit of `scope` as `inner` asks; scores nothing.
#[derive(Clone)]
pub(super) struct UnitsQuery {
    candidates: Arc<dyn Query>,
    inner: Arc<Inner>,
    scope: Scope,
    leaves: Arc<[Leaf]>,
    fields: Fields,
}

impl UnitsQuery {
    pub(super) fn new(
        candidates: Box<dyn Query>,
        inner: Inner,
        scope: Scope,
        leaves: Arc<[Leaf]>,
        fields: Fields,
    ) -> Self {
        UnitsQuery { candidates: candidates.into(), inner: Arc::new(inner), scope, leaves, fields }
    }
}

impl fmt::Debug for UnitsQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnitsQuery").field("inner", &self.inner).field("scope", &self.scope).finish_non_exhaustive()
    }
}

impl Query for UnitsQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(UnitsWeight { candidates: self.candidates.weight(scoring)?, query: self.clone() }))
    }
}

struct UnitsWeight {
    candidates: Box<dyn Weight>,
    query: UnitsQuery,
}

impl Weight for UnitsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let UnitsQuery { inner, scope, leaves, fields, .. } = &self.query;
        let record = IndexRecordOption::WithFreqsAndPositions;
        let mut used = Vec::new();
        inner.leaves(&mut |leaf| used.push(leaf));
        used.sort_unstable();
        used.dedup();
        let mut words = Vec::new();
        for n in used {
            let Some(leaf) = leaves.get(n) else { continue };
            let group = Group::new(field_of(leaf.scope, fields), leaf.forms.iter());
            words.push((n, group.open(reader, record)?));
        }
        let sentences = match inner.needs_sentences() && *scope == Scope::Body {
            true => Some(Group::new(fields.sentence, [SENTENCE_START]).open(reader, record)?),
            false => None,
        };
        let endings = match inner.counts_words() {
            true => Some(Group::new(field_of(*scope, fields), [POSSESSIVE]).open(reader, record)?),
            false => None,
        };
        let mut scorer = UnitsScorer {
            candidates: self.candidates.scorer(reader, boost)?,
            inner: inner.clone(),
            is_slotted: scope.is_slotted(),
            is_monotone: inner.is_monotone(),
            words,
            sentences,
            endings,
            positions: vec![Vec::new(); leaves.len()],
            starts: Vec::new(),
            ending_positions: Vec::new(),
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!("no explanation for entry {doc}")))
    }
}

struct UnitsScorer {
    candidates: Box<dyn Scorer>,
    inner: Arc<Inner>,
    is_slotted: bool,
    /// Whether words that are nearer to each other never make it fail.
    is_monotone: bool,
    /// Postings of the leaves that are used.
    words: Vec<(usize, Union)>,
    sentences: Option<Union>,
    endings: Option<Union>,
    /// Positions in the entry at hand, by leaf.
    positions: Vec<Vec<u32>>,
    starts: Vec<u32>,
    ending_positions: Vec<u32>,
}

impl UnitsScorer {
    /// Goes to the first candidate from here on that is as asked.
    fn settle(&mut self) -> DocId {
        loop {
            let doc = self.candidates.doc();
            if doc == TERMINATED || self.is_as_asked(doc) {
                return doc;
            }
            self.candidates.advance();
        }
    }

    fn is_as_asked(&mut self, doc: DocId) -> bool {
        for (n, union) in &mut self.words {
            let Some(positions) = self.positions.get_mut(*n) else { continue };
            read(Some(union), doc, positions);
        }
        read(self.sentences.as_mut(), doc, &mut self.starts);
        self.ending_positions.clear();
        // Endings only bring words nearer: what holds without them holds.
        if self.is_monotone && self.holds_somewhere() {
            return true;
        }
        if self.endings.is_none() && self.is_monotone {
            return false;
        }
        read(self.endings.as_mut(), doc, &mut self.ending_positions);
        if self.is_monotone && self.ending_positions.is_empty() {
            return false;
        }
        self.holds_somewhere()
    }

    /// Tells whether a unit of the entry at hand is as asked.
    fn holds_somewhere(&self) -> bool {
        if !self.is_slotted {
            return self.holds(0, u32::MAX);
        }
        let mut slots: Vec<u32> = Vec::new();
        for (n, _) in &self.words {
            slots.extend(self.positions.get(*n).into_iter().flatten().map(|position| position / SLOT));
        }
        slots.sort_unstable();
        slots.dedup();
        slots.into_iter().any(|slot| self.holds(slot * SLOT, slot.saturating_add(1).saturating_mul(SLOT)))
    }

    fn holds(&self, from: u32, to: u32) -> bool {
        self.inner.holds(&View {
            positions: &self.positions,
            from,
            to,
            sentences: &self.starts,
            endings: &self.ending_positions,
        })
    }
}

/// Reads the positions in an entry; none where there are no postings or not this entry.
fn read(postings: Option<&mut Union>, doc: DocId, positions: &mut Vec<u32>) {
    positions.clear();
    if let Some(postings) = postings
        && postings.seek(doc) == doc
    {
        postings.positions(positions);
    }
}

impl DocSet for UnitsScorer {
    fn advance(&mut self) -> DocId {
        if self.candidates.doc() == TERMINATED {
            return TERMINATED;
        }
        self.candidates.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.candidates.doc() < target {
            self.candidates.seek(target);
            return self.settle();
        }
        self.candidates.doc()
    }

    fn doc(&self) -> DocId {
        self.candidates.doc()
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size_hint()
    }
}

impl Scorer for UnitsScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
