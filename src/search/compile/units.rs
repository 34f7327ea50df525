//! Entries with a unit (passage, quote, name, headline) in which words stand as asked.
//!
//! Candidates come from a query that needs no positions; each is then checked against the
//! positions of the words that the condition speaks of, which are read for candidates only,
//! many candidates at once.

use std::fmt;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use super::{field_of, is_unknown};
use crate::index::readings::{NameColumn, NameView};
use crate::index::schema::{Fields, SENTENCE_START, SLOT, columns};
use crate::names::NameKind;
use crate::query::plan::{Leaf, Scope};
use crate::query::spots::{Inner, View};
use crate::rank::group::Group;
use crate::rank::places::Places;
use crate::terms::POSSESSIVE;

/// Matches the entries with a unit of `scope` as `inner` asks; scores nothing.
#[derive(Clone)]
pub(super) struct UnitsQuery {
    candidates: Arc<dyn Query>,
    inner: Arc<Inner>,
    scope: Scope,
    words: Words,
    fields: Fields,
}

/// The words that conditions speak of.
#[derive(Clone)]
pub(super) struct Words {
    pub leaves: Arc<[Leaf]>,
    /// For each leaf its postings.
    pub groups: Arc<[Group]>,
    /// How speakers are read.
    pub speakers: NameView,
}

impl UnitsQuery {
    pub(super) fn new(candidates: Box<dyn Query>, inner: Inner, scope: Scope, words: Words, fields: Fields) -> Self {
        UnitsQuery { candidates: candidates.into(), inner: Arc::new(inner), scope, words, fields }
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
        let UnitsQuery { inner, scope, words, fields, .. } = &self.query;
        let units = Units::open(reader, inner.clone(), *scope, words, fields)?;
        let candidates = self.candidates.scorer(reader, boost)?;
        let mut scorer = UnitsScorer { candidates, units, batch: Vec::new(), at: 0 };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!("no explanation for entry {doc}")))
    }
}

struct UnitsScorer {
    /// Stands behind the batch.
    candidates: Box<dyn Scorer>,
    units: Units,
    /// Candidates that the units were made ready for.
    batch: Vec<DocId>,
    /// Which of them is at hand.
    at: usize,
}

/// The most candidates of a batch; passages may be long.
const MAX_BATCH: usize = 128;

/// The units of a segment's entries, asked in the order of the entries.
pub(crate) struct Units {
    inner: Arc<Inner>,
    is_slotted: bool,
    /// Whether words that are nearer to each other never make it fail.
    is_monotone: bool,
    /// Postings of the leaves that are used.
    words: Vec<(usize, Places)>,
    sentences: Option<Places>,
    endings: Option<Places>,
    /// Positions in the entry at hand, by leaf.
    positions: Vec<Vec<u32>>,
    starts: Vec<u32>,
    ending_positions: Vec<u32>,
    doubts: Option<Doubts>,
    /// Counts the quotes of an entry, where one may be as asked by what it has not.
    quotes: Option<Column<u64>>,
}

impl Units {
    pub(super) fn open(
        reader: &SegmentReader,
        inner: Arc<Inner>,
        scope: Scope,
        Words { leaves, groups, speakers: view }: &Words,
        fields: &Fields,
    ) -> tantivy::Result<Units> {
        let mut used = Vec::new();
        inner.leaves(&mut |leaf| used.push(leaf));
        used.sort_unstable();
        used.dedup();
        let mut words = Vec::new();
        let (mut speakers, mut unknown) = (Vec::new(), Vec::new());
        for n in used {
            let (Some(leaf), Some(group)) = (leaves.get(n), groups.get(n)) else { continue };
            if leaf.scope == Scope::Speaker {
                if is_unknown(leaf) { unknown.push(n) } else { speakers.push(n) }
            }
            words.push((n, group.places(reader)?));
        }
        let sureness = match (unknown.is_empty(), speakers.is_empty()) {
            (false, _) => {
                NameColumn::open(reader, view, NameKind::Speaker)?.map(|names| Sureness::Names(Box::new(names)))
            }
            (true, false) => Some(Sureness::Bits(reader.fast_fields().u64(columns::SURENESS)?, view.least)),
            (true, true) => None,
        };
        let sentences = match inner.needs_sentences() && scope == Scope::Body {
            true => Some(Group::new(fields.sentence, [SENTENCE_START]).places(reader)?),
            false => None,
        };
        let endings = match inner.counts_words() {
            true => Some(Group::new(field_of(scope, fields), [POSSESSIVE]).places(reader)?),
            false => None,
        };
        let nothing = vec![Vec::new(); leaves.len()];
        let by_absence = inner.holds(&View { positions: &nothing, from: 0, to: SLOT, sentences: &[], endings: &[] });
        let quotes = match by_absence && scope == Scope::Said {
            true => Some(reader.fast_fields().u64(columns::SURENESS)?),
            false => None,
        };
        Ok(Units {
            quotes,
            is_monotone: inner.is_monotone(),
            inner,
            is_slotted: scope.is_slotted(),
            words,
            sentences,
            endings,
            positions: vec![Vec::new(); leaves.len()],
            starts: Vec::new(),
            ending_positions: Vec::new(),
            doubts: sureness.map(|sureness| Doubts { sureness, speakers, unknown }),
        })
    }

    /// Makes ready to be asked of these entries.
    fn ready(&mut self, entries: &[DocId]) {
        let words = self.words.iter_mut().map(|(_, places)| places);
        words.chain(&mut self.sentences).chain(&mut self.endings).for_each(|places| places.ready(entries));
    }

    /// Makes the entry, number `n` of those made ready, the one at hand.
    fn enter(&mut self, n: usize, entry: DocId) {
        for (leaf, places) in &mut self.words {
            if let Some(positions) = self.positions.get_mut(*leaf) {
                places.put(n, entry, positions);
            }
        }
        if let Some(doubts) = &self.doubts {
            doubts.apply(entry, &mut self.positions);
        }
        if let Some(sentences) = &mut self.sentences {
            sentences.put(n, entry, &mut self.starts);
        }
        self.ending_positions.clear();
    }

    /// Reads the endings in the entry at hand.
    fn read_endings(&mut self, n: usize, entry: DocId) {
        if let Some(endings) = &mut self.endings {
            endings.put(n, entry, &mut self.ending_positions);
        }
    }

    /// Tells whether the entry, number `n` of those made ready, is as asked.
    fn is_as_asked(&mut self, n: usize, doc: DocId) -> bool {
        self.enter(n, doc);
        // Endings only bring words nearer: what holds without them holds.
        if self.is_monotone && self.holds_somewhere(doc) {
            return true;
        }
        if self.endings.is_none() && self.is_monotone {
            return false;
        }
        self.read_endings(n, doc);
        if self.is_monotone && self.ending_positions.is_empty() {
            return false;
        }
        self.holds_somewhere(doc)
    }

    /// Tells whether a unit of the entry at hand is as asked.
    fn holds_somewhere(&self, doc: DocId) -> bool {
        if !self.is_slotted {
            return self.holds(0, u32::MAX);
        }
        if let Some(quotes) = &self.quotes {
            let n = u32::try_from(quotes.values_for_doc(doc).count()).unwrap_or(u32::MAX);
            return (0..n).any(|slot| self.holds_slot(slot));
        }
        self.named_slots().into_iter().any(|slot| self.holds_slot(slot))
    }

    /// Returns those of the first `n` slots of an entry that are as asked.
    pub(crate) fn slots(&mut self, doc: DocId, n: u32) -> Vec<u32> {
        self.ready(&[doc]);
        self.enter(0, doc);
        self.read_endings(0, doc);
        (0..n).filter(|&slot| self.holds_slot(slot)).collect()
    }

    /// Returns the slots that hold any of the words.
    fn named_slots(&self) -> Vec<u32> {
        let mut slots: Vec<u32> = Vec::new();
        for (n, _) in &self.words {
            slots.extend(self.positions.get(*n).into_iter().flatten().map(|position| position / SLOT));
        }
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    fn holds_slot(&self, slot: u32) -> bool {
        self.holds(slot.saturating_mul(SLOT), slot.saturating_add(1).saturating_mul(SLOT))
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

/// How sure the speakers of an entry's quotes are.
enum Sureness {
    /// As the index holds it, with what is enough: who is asked for by name is known to be meant.
    Bits(Column<u64>, u64),
    /// By the names, for a description may mean nobody.
    Names(Box<NameColumn>),
}

/// Which speakers are sure enough.
struct Doubts {
    sureness: Sureness,
    /// Leaves that name a speaker.
    speakers: Vec<usize>,
    /// Leaves that ask for one that cannot be told.
    unknown: Vec<usize>,
}

impl Doubts {
    /// Takes away the speakers that are not sure enough, and says which quotes have none.
    fn apply(&self, doc: DocId, positions: &mut [Vec<u32>]) {
        let sure: Vec<bool> = match &self.sureness {
            Sureness::Bits(bits, least) => bits.values_for_doc(doc).map(|bits| bits >= *least && bits > 0).collect(),
            Sureness::Names(names) => names.slots(doc).iter().map(Option::is_some).collect(),
        };
        let is_sure = |position: &u32| sure.get((position / SLOT) as usize).copied().unwrap_or(false);
        for &n in &self.speakers {
            if let Some(positions) = positions.get_mut(n) {
                positions.retain(is_sure);
            }
        }
        for &n in &self.unknown {
            if let Some(positions) = positions.get_mut(n) {
                let doubtful = (0..).zip(&sure).filter(|(_, sure)| !**sure);
                *positions = doubtful.map(|(slot, _): (u32, _)| slot.saturating_mul(SLOT)).collect();
            }
        }
    }
}

impl UnitsScorer {
    /// Goes to the first candidate from here on that is as asked.
    fn settle(&mut self) -> DocId {
        loop {
            while let Some(&doc) = self.batch.get(self.at) {
                if self.units.is_as_asked(self.at, doc) {
                    return doc;
                }
                self.at += 1;
            }
            self.fill();
            if self.batch.is_empty() {
                return TERMINATED;
            }
        }
    }

    /// Reads the next candidates: twice as many as were made use of, so that little is read in
    /// vain where most are passed over.
    fn fill(&mut self) {
        let wanted = (2 * self.at).clamp(1, MAX_BATCH);
        self.at = 0;
        self.batch.clear();
        while self.batch.len() < wanted && self.candidates.doc() != TERMINATED {
            self.batch.push(self.candidates.doc());
            self.candidates.advance();
        }
        self.units.ready(&self.batch);
    }
}

impl DocSet for UnitsScorer {
    fn advance(&mut self) -> DocId {
        if self.doc() == TERMINATED {
            return TERMINATED;
        }
        self.at += 1;
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc() {
            return self.doc();
        }
        let passed = self.batch.partition_point(|&doc| doc < target);
        if passed < self.batch.len() {
            self.at = passed;
        } else {
            self.batch.clear();
            if self.candidates.doc() < target {
                self.candidates.seek(target);
            }
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.batch.get(self.at).copied().unwrap_or(TERMINATED)
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

#[cfg(test)]
mod tests;
