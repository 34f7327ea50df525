//! Annotated sequences, their features interned for training.

use rustc_hash::FxHashMap;

use crate::annotate::sequence::FeatureRows;

/// Sequences with their features and labels, as they are collected.
#[derive(Debug, Default)]
pub struct Collector {
    hashes: Vec<u64>,
    row_ends: Vec<usize>,
    labels: Vec<u8>,
    classes: Vec<u8>,
    sequence_ends: Vec<usize>,
    groups: Vec<u32>,
}

impl Collector {
    /// Returns an empty collection.
    pub fn new() -> Self {
        Collector::default()
    }

    /// Adds a sequence: its features, its labels, the transition classes (or none), and the
    /// number of the group (an article, a fold) by which [`Corpus`] can be divided.
    ///
    /// Sequences whose parts differ in length are ignored.
    pub fn push(&mut self, rows: &FeatureRows, labels: &[u8], classes: &[u8], group: u32) {
        if rows.is_empty() || labels.len() != rows.len() || !(classes.is_empty() || classes.len() == rows.len()) {
            return;
        }
        for row in rows.iter() {
            self.hashes.extend_from_slice(row);
            self.row_ends.push(self.hashes.len());
        }
        self.labels.extend_from_slice(labels);
        self.classes.extend_from_slice(classes);
        self.classes.resize(self.labels.len(), 0);
        self.sequence_ends.push(self.labels.len());
        self.groups.push(group);
    }

    /// Interns the features that occur at least `min_count` times and forgets the others.
    pub fn finish(self, min_count: u32) -> Corpus {
        let counts = self.sketch();
        let mut ids: FxHashMap<u64, u32> = FxHashMap::default();
        let mut corpus = Corpus {
            features: Vec::with_capacity(self.hashes.len() / 2),
            row_ends: Vec::with_capacity(self.row_ends.len()),
            labels: self.labels,
            classes: self.classes,
            sequence_ends: self.sequence_ends,
            groups: self.groups,
            names: Vec::new(),
            counts: Vec::new(),
        };
        let mut start = 0;
        for &end in &self.row_ends {
            for &hash in &self.hashes[start..end] {
                if u32::from(counts[slot(hash)]) < min_count {
                    continue;
                }
                let names = &mut corpus.names;
                let id = *ids.entry(hash).or_insert_with(|| {
                    names.push(hash);
                    (names.len() - 1) as u32
                });
                corpus.features.push(id);
            }
            corpus.row_ends.push(corpus.features.len());
            start = end;
        }
        corpus.counts = vec![0; corpus.names.len()];
        corpus.features.iter().for_each(|&id| corpus.counts[id as usize] += 1);
        corpus
    }

    /// Counts features by a part of their hash, up to 255: enough to tell the rare ones.
    fn sketch(&self) -> Vec<u8> {
        let mut counts = vec![0u8; 1 << SLOT_BITS];
        for &hash in &self.hashes {
            let count = &mut counts[slot(hash)];
            *count = count.saturating_add(1);
        }
        counts
    }
}

const SLOT_BITS: u32 = 26;

fn slot(hash: u64) -> usize {
    (hash.wrapping_mul(0x9FB2_1C65_1E98_DF25) >> (64 - SLOT_BITS)) as usize
}

/// Sequences ready for training: features are small numbers.
#[derive(Debug)]
pub struct Corpus {
    pub(super) features: Vec<u32>,
    row_ends: Vec<usize>,
    pub(super) labels: Vec<u8>,
    pub(super) classes: Vec<u8>,
    sequence_ends: Vec<usize>,
    groups: Vec<u32>,
    /// Hash of each feature.
    pub(super) names: Vec<u64>,
    /// How often each feature occurs.
    pub(super) counts: Vec<u32>,
}

impl Corpus {
    /// Returns the number of sequences.
    pub fn len(&self) -> usize {
        self.sequence_ends.len()
    }

    /// Tells whether there is no sequence.
    pub fn is_empty(&self) -> bool {
        self.sequence_ends.is_empty()
    }

    /// Returns the number of different features.
    pub fn n_features(&self) -> usize {
        self.names.len()
    }

    /// Returns the hashes of the features.
    pub(crate) fn features(&self) -> &[u64] {
        &self.names
    }

    /// Returns the group of a sequence.
    pub fn group(&self, sequence: usize) -> u32 {
        self.groups[sequence]
    }

    /// Returns the positions of a sequence.
    pub(super) fn positions(&self, sequence: usize) -> std::ops::Range<usize> {
        let start = if sequence == 0 { 0 } else { self.sequence_ends[sequence - 1] };
        start..self.sequence_ends[sequence]
    }

    pub(super) fn row(&self, position: usize) -> &[u32] {
        let start = if position == 0 { 0 } else { self.row_ends[position - 1] };
        &self.features[start..self.row_ends[position]]
    }
}
