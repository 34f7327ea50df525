//! A trained model as a flat file: header, transitions, and a table of quantised weights.
//!
//! Layout, little-endian: magic and version (8 bytes), checksum of what follows (8), number
//! of labels, of classes, bytes per weight row, number of buckets (4 each), scale of the
//! weights (`f32`), number of features (4); transitions `f32[class][from][to]`, start and
//! end scores `f32[label]`; for each bucket eight 16-bit fingerprints (0 = free, at the end);
//! then the features' rows of `i8` weights in the order of their fingerprints. A feature lies
//! in its hash's bucket or, where that is full, in the next ones. Buckets are half empty and
//! apart from the rows: most features asked for are unknown, and the fingerprints alone stay
//! in the processor's cache. Anything that does not fit is refused with a [`ModelError`].

use std::borrow::Cow;

use thiserror::Error;

use super::FeatureRows;

pub(super) const MAGIC: [u8; 8] = *b"ORSEQ\0\0\x02";
pub(super) const HEADER: usize = 40;
/// Features in one bucket.
pub(super) const BUCKET: usize = 8;
const MAX_LABELS: usize = 64;

/// Why a model file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ModelError {
    /// It does not begin as a model of this version does.
    #[error("not a sequence model of this version")]
    Format,
    /// Its length does not agree with its header.
    #[error("sequence model of {found} bytes where its header asks for {expected}")]
    Length {
        /// Bytes that the header asks for.
        expected: usize,
        /// Bytes present.
        found: usize,
    },
    /// Its bytes changed after it was written.
    #[error("sequence model is damaged: checksum differs")]
    Checksum,
}

impl ModelError {
    /// Returns what to do about it.
    pub fn hint(&self) -> &'static str {
        "rebuild the model files with the `train` program"
    }
}

/// A linear-chain model, its weights read in place.
#[derive(Debug, Clone)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    pub(super) n_labels: usize,
    pub(super) n_classes: usize,
    stride: usize,
    scale: f32,
    /// Each bucket's fingerprints.
    prints: Vec<[u64; 2]>,
    /// The number of each bucket's first row.
    first_rows: Vec<u32>,
    /// Offset of the first row of weights.
    rows: usize,
    /// `[class][from][to]`, each row as long as a row of weights and filled up with `-inf`.
    pub(super) transitions: Vec<f32>,
    /// Exponentials of the transitions, and the same as `[class][to][from]`.
    pub(super) exp_transitions: Vec<f32>,
    pub(super) exp_turned: Vec<f32>,
    pub(super) start: Vec<f32>,
    pub(super) end: Vec<f32>,
}

impl Model {
    /// Reads a model that is part of the program.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, ModelError> {
        Self::read(Cow::Borrowed(bytes))
    }

    /// Reads a model from memory that it keeps.
    pub fn from_vec(bytes: Vec<u8>) -> Result<Self, ModelError> {
        Self::read(Cow::Owned(bytes))
    }

    fn read(bytes: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        if bytes.len() < HEADER || bytes[..8] != MAGIC {
            return Err(ModelError::Format);
        }
        let number = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let [n_labels, n_classes, stride, n_buckets] = [16, 20, 24, 28].map(|at| number(at) as usize);
        let shape_fits = (1..=MAX_LABELS).contains(&n_labels)
            && (1..=256).contains(&n_classes)
            && stride == row_bytes(n_labels)
            && (1..1 << 26).contains(&n_buckets);
        if !shape_fits {
            return Err(ModelError::Format);
        }
        let n_floats = n_classes * n_labels * n_labels + 2 * n_labels;
        let first_print = HEADER + 4 * n_floats;
        let rows = first_print + n_buckets * BUCKET * 2;
        let expected = rows + number(36) as usize * stride;
        if bytes.len() != expected {
            return Err(ModelError::Length { expected, found: bytes.len() });
        }
        if checksum(&bytes[16..]) != bytes[8..16] {
            return Err(ModelError::Checksum);
        }
        let prints = prints(&bytes[first_print..rows]);
        let (first_rows, n_features) = first_rows(&prints);
        if n_features != number(36) {
            return Err(ModelError::Format);
        }
        let float = |i: usize| f32::from_bits(number(HEADER + 4 * i));
        let n_transitions = n_classes * n_labels * n_labels;
        let edge = |first: usize| filled((first..first + n_labels).map(float), stride);
        let starts = (0..n_transitions).step_by(n_labels);
        let transitions: Vec<f32> = starts.flat_map(edge).collect();
        let exp_transitions: Vec<f32> = transitions.iter().map(|t| t.exp()).collect();
        Ok(Model {
            n_labels,
            n_classes,
            stride,
            scale: f32::from_bits(number(32)),
            prints,
            first_rows,
            rows,
            exp_turned: turned(&exp_transitions, n_labels, stride),
            exp_transitions,
            transitions,
            start: edge(n_transitions).collect(),
            end: edge(n_transitions + n_labels).collect(),
            bytes,
        })
    }

    /// Returns the number of labels.
    pub fn n_labels(&self) -> usize {
        self.n_labels
    }

    /// Returns the number of features that carry weights.
    pub fn n_features(&self) -> usize {
        u32::from_le_bytes([self.bytes[36], self.bytes[37], self.bytes[38], self.bytes[39]]) as usize
    }

    /// Returns what a label scores for being both first and last of a sequence: for a model
    /// used as a classifier of single rows, the label's bias.
    pub fn edge(&self, label: usize) -> f32 {
        let of = |scores: &[f32]| scores.get(label).copied().filter(|s| s.is_finite()).unwrap_or_default();
        of(&self.start) + of(&self.end)
    }

    /// Returns the score of one step of a weight: see [`add`](Self::add).
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// Returns the length of a row of scores in memory: the labels, rounded up.
    pub(super) fn lanes(&self) -> usize {
        self.stride
    }

    /// Fills `scores` with one row of label scores for each row of features.
    pub fn scores(&self, rows: &FeatureRows, scores: &mut Vec<f32>) {
        scores.clear();
        scores.reserve(rows.len() * self.n_labels);
        for row in rows.iter() {
            self.push_scores(row, scores);
        }
    }

    /// Appends the label scores of one row of features.
    #[inline]
    pub fn push_scores(&self, features: &[u64], scores: &mut Vec<f32>) {
        match self.stride {
            8 => self.push_sums::<8>(features, scores),
            16 => self.push_sums::<16>(features, scores),
            32 => self.push_sums::<32>(features, scores),
            _ => self.push_sums::<MAX_LABELS>(features, scores),
        }
    }

    /// Adds up the weight rows of `N` bytes that the features have.
    #[inline]
    fn push_sums<const N: usize>(&self, features: &[u64], scores: &mut Vec<f32>) {
        let mut totals = [0i32; N];
        // So many rows of `i8` cannot overflow a sum of `i16`.
        for some in features.chunks(256) {
            let mut sums = [0i16; N];
            some.iter().for_each(|&feature| self.add(feature, &mut sums));
            for (total, sum) in totals.iter_mut().zip(sums) {
                *total += i32::from(sum);
            }
        }
        scores.extend(totals[..self.n_labels].iter().map(|&s| s as f32 * self.scale));
    }

    /// Adds the weights of a feature, in steps of [`scale`](Self::scale), if the model knows it.
    ///
    /// `N` must be the labels' number rounded up to a power of two, at least 8; nothing is
    /// added otherwise. Up to 258 features cannot overflow the sums. Not inlined, so that a
    /// row is added at once and not label by label in registers.
    #[inline(never)]
    pub fn add<const N: usize>(&self, feature: u64, sums: &mut [i16; N]) {
        if let Some(row) = self.weights::<N>(feature) {
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(weight as i8);
            }
        }
    }

    /// Returns the weight row of a feature, if the model knows it.
    #[inline]
    fn weights<const N: usize>(&self, feature: u64) -> Option<&[u8; N]> {
        let (mut bucket, fingerprint) = place(feature, self.prints.len());
        let wanted = LANE_ONES * u64::from(fingerprint);
        loop {
            let [low, high] = *self.prints.get(bucket)?;
            let found = zero_lanes(low ^ wanted);
            if found != 0 {
                return self.row(bucket, found.trailing_zeros() / 16);
            }
            let found = zero_lanes(high ^ wanted);
            if found != 0 {
                return self.row(bucket, 4 + found.trailing_zeros() / 16);
            }
            // The walk ends at a bucket with a free place, which is its last one.
            if high >> 48 == 0 {
                return None;
            }
            bucket += 1;
        }
    }

    #[inline]
    fn row<const N: usize>(&self, bucket: usize, lane: u32) -> Option<&[u8; N]> {
        let start = self.rows + (*self.first_rows.get(bucket)? + lane) as usize * N;
        if N == self.stride { self.bytes.get(start..start + N)?.first_chunk() } else { None }
    }
}

/// Reads the fingerprints of all buckets.
fn prints(bytes: &[u8]) -> Vec<[u64; 2]> {
    let halves = bytes.as_chunks::<8>().0.iter().map(|half| u64::from_le_bytes(*half)).collect::<Vec<_>>();
    halves.as_chunks::<2>().0.to_vec()
}

/// Returns the number of each bucket's first row, and the number of rows.
fn first_rows(prints: &[[u64; 2]]) -> (Vec<u32>, u32) {
    let taken = |half: u64| (0..4).filter(|lane| half >> (16 * lane) & 0xFFFF != 0).count() as u32;
    let mut n = 0;
    let firsts = prints.iter().map(|&[low, high]| {
        let first = n;
        n += taken(low) + taken(high);
        first
    });
    (firsts.collect(), n)
}

/// Fills a row of scores up with those of labels that cannot be.
fn filled(scores: impl Iterator<Item = f32>, stride: usize) -> impl Iterator<Item = f32> {
    scores.chain(std::iter::repeat(f32::NEG_INFINITY)).take(stride)
}

/// Swaps rows and columns of each class's square.
fn turned(squares: &[f32], n_labels: usize, stride: usize) -> Vec<f32> {
    let mut out = vec![0.0; squares.len()];
    for (out, square) in out.chunks_exact_mut(n_labels * stride).zip(squares.chunks_exact(n_labels * stride)) {
        for from in 0..n_labels {
            for to in 0..n_labels {
                out[to * stride + from] = square[from * stride + to];
            }
        }
    }
    out
}

/// Returns the bytes of a weight row: the labels, rounded up to a power of two.
pub(super) fn row_bytes(n_labels: usize) -> usize {
    n_labels.next_power_of_two().max(8)
}

const LANE_ONES: u64 = 0x0001_0001_0001_0001;

/// Returns a word whose lowest set bit lies in the lowest 16-bit lane of `lanes` that is
/// zero; 0 where none is. Four comparisons at once: this is the annotators' hottest line.
#[inline]
fn zero_lanes(lanes: u64) -> u64 {
    lanes.wrapping_sub(LANE_ONES) & !lanes & (LANE_ONES << 15)
}

/// Returns the bucket and the fingerprint of a feature.
#[inline]
pub(super) fn place(feature: u64, n_buckets: usize) -> (usize, u16) {
    let h = feature.wrapping_mul(0x9FB2_1C65_1E98_DF25);
    let bucket = ((h >> 32) * n_buckets as u64) >> 32;
    (bucket as usize, ((h >> 8) as u16).max(1))
}

pub(super) fn checksum(bytes: &[u8]) -> [u8; 8] {
    let mut sum = [0; 8];
    sum.copy_from_slice(&blake3::hash(bytes).as_bytes()[..8]);
    sum
}
