//! Entries with a unit (passage, quote, name, headline) in which words stand as asked.
//!
//! Candidates come from a query that needs no positions; each is then checked against the
//! positions of the words that the condition speaks of, which are read for candidates only.

use std::fmt;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use super::{field_of, is_unknown};
use crate::index::schema::{Fields, SENTENCE_START, SLOT, columns};
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
    words: Words,
    fields: Fields,
}

/// The words that conditions speak of.
#[derive(Clone)]
pub(super) struct Words {
    pub leaves: Arc<[Leaf]>,
    /// For each leaf its postings.
    pub groups: Arc<[Group]>,
    /// How sure speakers must be.
    pub least: u64,
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
        let mut scorer = UnitsScorer { candidates: self.candidates.scorer(reader, boost)?, units };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!("no explanation for entry {doc}")))
    }
}

struct UnitsScorer {
    candidates: Box<dyn Scorer>,
    units: Units,
}

/// The units of a segment's entries, asked in the order of the entries.
pub(crate) struct Units {
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
    doubts: Option<Doubts>,
    /// Counts the quotes of an entry, where one may be as asked by what it has not.
    quotes: Option<Column<u64>>,
}

impl Units {
    pub(super) fn open(
        reader: &SegmentReader,
        inner: Arc<Inner>,
        scope: Scope,
        Words { leaves, groups, least }: &Words,
        fields: &Fields,
    ) -> tantivy::Result<Units> {
        let record = IndexRecordOption::WithFreqsAndPositions;
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
            words.push((n, group.open(reader, record)?));
        }
        let sureness = match speakers.is_empty() && unknown.is_empty() {
            true => None,
            false => Some(reader.fast_fields().u64(columns::SURENESS)?),
        };
        let sentences = match inner.needs_sentences() && scope == Scope::Body {
            true => Some(Group::new(fields.sentence, [SENTENCE_START]).open(reader, record)?),
            false => None,
        };
        let endings = match inner.counts_words() {
            true => Some(Group::new(field_of(scope, fields), [POSSESSIVE]).open(reader, record)?),
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
            doubts: sureness.map(|sureness| Doubts { sureness, least: *least, speakers, unknown }),
        })
    }

    /// Reads the positions of the words in an entry.
    fn read(&mut self, doc: DocId) {
        for (n, union) in &mut self.words {
            let Some(positions) = self.positions.get_mut(*n) else { continue };
            read(Some(union), doc, positions);
        }
        if let Some(doubts) = &self.doubts {
            doubts.apply(doc, &mut self.positions);
        }
        read(self.sentences.as_mut(), doc, &mut self.starts);
        self.ending_positions.clear();
    }

    fn is_as_asked(&mut self, doc: DocId) -> bool {
        self.read(doc);
        // Endings only bring words nearer: what holds without them holds.
        if self.is_monotone && self.holds_somewhere(doc) {
            return true;
        }
        if self.endings.is_none() && self.is_monotone {
            return false;
        }
        read(self.endings.as_mut(), doc, &mut self.ending_positions);
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
        self.read(doc);
        read(self.endings.as_mut(), doc, &mut self.ending_positions);
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

/// Which speakers are sure enough.
struct Doubts {
    sureness: Column<u64>,
    least: u64,
    /// Leaves that name a speaker.
    speakers: Vec<usize>,
    /// Leaves that ask for one that cannot be told.
    unknown: Vec<usize>,
}

impl Doubts {
    /// Takes away the speakers that are not sure enough, and says which quotes have none.
    fn apply(&self, doc: DocId, positions: &mut [Vec<u32>]) {
        let sure: Vec<bool> = self.sureness.values_for_doc(doc).map(|bits| bits >= self.least && bits > 0).collect();
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
            let doc = self.candidates.doc();
            if doc == TERMINATED || self.units.is_as_asked(doc) {
                return doc;
            }
            self.candidates.advance();
        }
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
