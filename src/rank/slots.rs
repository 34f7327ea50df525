//! Groups that must meet in one slot: words of a quote and its speaker, words of one name.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::group::{Group, unexplained};
use super::union::Union;
use crate::index::schema::SLOT;

/// Matches the passages with a slot in which every group occurs.
///
/// `said` and `speaker` share their slots (one a quote), so groups of both together ask for
/// one quote with these words by this speaker.
#[derive(Debug, Clone)]
pub(crate) struct SlotsQuery(pub Vec<Group>);

impl Query for SlotsQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SlotsWeight(self.0.clone())))
    }
}

struct SlotsWeight(Vec<Group>);

impl Weight for SlotsWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let record = IndexRecordOption::WithFreqsAndPositions;
        let groups = self.0.iter().map(|g| g.open(reader, record)).collect::<Result<_, _>>()?;
        let mut scorer = SlotsScorer { groups, doc: 0, slots: Vec::new(), positions: Vec::new() };
        scorer.find(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(unexplained(doc))
    }
}

struct SlotsScorer {
    groups: Vec<Union>,
    doc: DocId,
    /// Slots that every group looked at so far has.
    slots: Vec<u32>,
    positions: Vec<u32>,
}

impl SlotsScorer {
    fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            let doc = self.next_common(target);
            if doc == TERMINATED || self.share_a_slot() {
                self.doc = doc;
                return doc;
            }
            target = doc + 1;
        }
    }

    /// Returns the first entry at or after `target` that all groups have.
    fn next_common(&mut self, mut target: DocId) -> DocId {
        if self.groups.is_empty() {
            return TERMINATED;
        }
        loop {
            let furthest = self.groups.iter_mut().map(|g| g.seek(target)).max();
            match furthest {
                Some(doc) if doc != target && doc != TERMINATED => target = doc,
                Some(doc) => return doc,
                None => return TERMINATED,
            }
        }
    }

    fn share_a_slot(&mut self) -> bool {
        for (n, group) in self.groups.iter_mut().enumerate() {
            group.positions(&mut self.positions);
            let positions = &self.positions;
            if n == 0 {
                self.slots.clear();
                self.slots.extend(positions.iter().map(|p| p / SLOT));
                self.slots.dedup();
            } else {
                let has = |slot: &u32| {
                    let at = positions.partition_point(|p| p / SLOT < *slot);
                    positions.get(at).is_some_and(|p| p / SLOT == *slot)
                };
                self.slots.retain(has);
            }
        }
        !self.slots.is_empty()
    }
}

impl DocSet for SlotsScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.find(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc { self.doc } else { self.find(target) }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let cost = self.groups.iter().map(Union::cost).min().unwrap_or(0);
        u32::try_from(cost).unwrap_or(u32::MAX)
    }
}

impl Scorer for SlotsScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
