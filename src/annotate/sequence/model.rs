//! A trained model as a flat file: header, transitions, and a table of quantised weights.
//!
//! Layout, little-endian: magic and version (8 bytes), checksum of what follows (8), number
//! of labels, of classes, of lines, of features, of groups (4 each), scale of the weights
//! (`f32`); transitions `f32[class][from][to]`, start and end scores `f32[label]`; a byte for
//! each group of features; then the lines. A line is 64 bytes, as much as a processor fetches
//! at once: rows of `i8` weights, a byte for each label, and at the end for each row the 16-bit
//! fingerprint of its feature (0 = free). Hash and displace (Belazzougui et al. 2009): the byte
//! of a feature's group was chosen so that each feature of the group has room in the line that
//! it is sent to. So a lookup reads one line, and asks nothing that a processor has to guess.
//! Anything that does not fit is refused with a [`ModelError`].

use thiserror::Error;

use super::FeatureRows;

pub(super) const MAGIC: [u8; 8] = *b"ORSEQ\0\0\x04";
pub(super) const HEADER: usize = 40;
/// Bytes of a line.
pub(super) const LINE: usize = 64;
const MAX_LABELS: usize = 24;

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

/// Rows of weights and the fingerprints of their features.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Line([u8; LINE]);

/// A linear-chain model.
#[derive(Debug, Clone)]
pub struct Model {
    pub(super) n_labels: usize,
    pub(super) n_classes: usize,
    n_features: usize,
    scale: f32,
    /// For each group of features what sends them to their lines.
    shifts: Vec<u8>,
    lines: Vec<Line>,
    /// `[class][from][to]`, each row [`lanes`](Self::lanes) long and filled up with `-inf`.
    pub(super) transitions: Vec<f32>,
    /// Exponentials of the transitions, and the same as `[class][to][from]`.
    pub(super) exp_transitions: Vec<f32>,
    pub(super) exp_turned: Vec<f32>,
    pub(super) start: Vec<f32>,
    pub(super) end: Vec<f32>,
}

impl Model {
    /// Reads a model file.
    ///
    /// # Errors
    ///
    /// [`ModelError`] where the bytes are no model of this version, or are cut or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        if bytes.len() < HEADER || bytes[..8] != MAGIC {
            return Err(ModelError::Format);
        }
        let number = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let [n_labels, n_classes, n_lines, n_features, n_groups] = [16, 20, 24, 28, 32].map(|at| number(at) as usize);
        let is_size = |n: usize| (1..1 << 24).contains(&n);
        let shape_fits = (1..=MAX_LABELS).contains(&n_labels) && (1..=256).contains(&n_classes);
        if !(shape_fits && is_size(n_lines) && is_size(n_groups)) {
            return Err(ModelError::Format);
        }
        let n_transitions = n_classes * n_labels * n_labels;
        let first_shift = HEADER + 4 * (n_transitions + 2 * n_labels);
        let first_line = first_shift + n_groups;
        let expected = first_line + n_lines * LINE;
        if bytes.len() != expected {
            return Err(ModelError::Length { expected, found: bytes.len() });
        }
        if checksum(&bytes[16..]) != bytes[8..16] {
            return Err(ModelError::Checksum);
        }
        let lanes = lanes(n_labels);
        let float = |i: usize| f32::from_bits(number(HEADER + 4 * i));
        let edge = |first: usize| filled((first..first + n_labels).map(float), lanes);
        let starts = (0..n_transitions).step_by(n_labels);
        let transitions: Vec<f32> = starts.flat_map(edge).collect();
        let exp_transitions: Vec<f32> = transitions.iter().map(|t| t.exp()).collect();
        Ok(Model {
            n_labels,
            n_classes,
            n_features,
            scale: f32::from_bits(number(36)),
            shifts: bytes[first_shift..first_line].to_vec(),
            lines: bytes[first_line..].as_chunks().0.iter().copied().map(Line).collect(),
            exp_turned: turned(&exp_transitions, n_labels, lanes),
            exp_transitions,
            transitions,
            start: edge(n_transitions).collect(),
            end: edge(n_transitions + n_labels).collect(),
        })
    }

    /// Returns the number of labels.
    pub fn n_labels(&self) -> usize {
        self.n_labels
    }

    /// Returns the number of features that carry weights.
    pub fn n_features(&self) -> usize {
        self.n_features
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

    /// Returns the length of a row of scores in memory: the labels, rounded up to a power of two.
    pub(super) fn lanes(&self) -> usize {
        lanes(self.n_labels)
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
        macro_rules! by_labels {
            ($($labels:literal $lanes:literal),*) => {
                match self.n_labels {
                    $($labels => self.push_sums::<$labels, $lanes>(features, scores),)*
                    _ => {}
                }
            };
        }
        by_labels!(
            1 8, 2 8, 3 8, 4 8, 5 8, 6 8, 7 8, 8 8, 9 16, 10 16, 11 16, 12 16, 13 16, 14 16, 15 16, 16 16,
            17 32, 18 32, 19 32, 20 32, 21 32, 22 32, 23 32, 24 32
        );
    }

    /// Adds up the weights of `L` labels that the features have, in rows of `N` sums.
    #[inline]
    fn push_sums<const L: usize, const N: usize>(&self, features: &[u64], scores: &mut Vec<f32>) {
        scores.extend(self.sums::<L, N>(features)[..L].iter().map(|&s| s as f32 * self.scale));
    }

    /// Returns the sums of the weights of features: see [`add`](Self::add).
    pub fn sums<const L: usize, const N: usize>(&self, features: &[u64]) -> [i32; N] {
        let mut totals = [0i32; N];
        // So many rows of `i8` cannot overflow a sum of `i16`.
        for some in features.chunks(AT_ONCE) {
            let mut sought = [Sought::default(); AT_ONCE];
            sought.iter_mut().zip(some).for_each(|(place, &feature)| *place = self.seek(feature));
            let mut sums = [0i16; N];
            self.add::<L, N>(&sought[..some.len()], &mut sums);
            for (total, sum) in totals.iter_mut().zip(sums) {
                *total += i32::from(sum);
            }
        }
        totals
    }

    /// Returns where a feature is to be sought, and asks the processor for that line, so that it
    /// is at hand when the weights are added some time later.
    #[inline(always)]
    pub fn seek(&self, feature: u64) -> Sought {
        let hash = hashed(feature);
        let shift = self.shifts.get(group_of(hash, self.shifts.len())).copied().unwrap_or(0);
        let line = line_of(hash, shift, self.lines.len());
        if let Some(line) = self.lines.get(line) {
            prefetch(line);
        }
        Sought { line: line as u32, print: print_of(hash) }
    }

    /// Adds the weights of those features that the model knows, in steps of [`scale`](Self::scale).
    ///
    /// `L` must be the number of labels, nothing is added otherwise, and `N` that number
    /// rounded up to a power of two, at least 8; sums beyond the labels mean nothing. Up to 258
    /// features cannot overflow the others. Nothing is added for a feature that is not known
    /// rather than its row passed over: a processor cannot guess which it is. Not inlined, so that a
    /// row is added at once and not label by label in registers.
    #[inline(never)]
    pub fn add<const L: usize, const N: usize>(&self, sought: &[Sought], sums: &mut [i16; N]) {
        if L != self.n_labels {
            return;
        }
        let mut totals = *sums;
        for &place in sought {
            let Some(Line(bytes)) = self.lines.get(place.line as usize) else { continue };
            let rows = rows_with(&bytes[const { first_print(L) }..], place.print);
            let mask = if rows != 0 { -1 } else { 0 };
            let at = if rows != 0 { rows.trailing_zeros() as usize * L } else { 0 };
            let Some(row) = bytes.get(at..).and_then(<[u8]>::first_chunk::<N>) else { continue };
            for (sums, weights) in totals.as_chunks_mut().0.iter_mut().zip(row.as_chunks().0) {
                add_eight(sums, i64::from_le_bytes(*weights) & mask);
            }
        }
        *sums = totals;
    }
}

/// So many features are sought at once.
const AT_ONCE: usize = 32;

/// Where a feature is sent to, and its fingerprint.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sought {
    line: u32,
    print: u16,
}

/// Asks the processor for a line.
#[inline(always)]
fn prefetch(line: &Line) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: a prefetch reads nothing, and the pointer is that of a reference.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(line).cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = line;
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

/// Returns the length of a row of scores in memory: the labels, rounded up to a power of two.
pub(super) const fn lanes(n_labels: usize) -> usize {
    let lanes = n_labels.next_power_of_two();
    if lanes < 8 { 8 } else { lanes }
}

/// Returns how many rows a line holds beside their fingerprints, which come in fours; from
/// the start of each the line goes on for as many bytes as a row has [`lanes`].
pub(super) const fn rows_per_line(n_labels: usize) -> usize {
    let mut n = 1;
    while (n + 1) * n_labels + 8 * (n + 1).div_ceil(4) <= LINE && n * n_labels + lanes(n_labels) <= LINE {
        n += 1;
    }
    n
}

/// Returns where in a line the fingerprints begin.
pub(super) const fn first_print(n_labels: usize) -> usize {
    LINE - 8 * rows_per_line(n_labels).div_ceil(4)
}

/// Returns which of the fingerprints, by their place, are `print`: this is the annotators'
/// hottest line.
#[inline(always)]
#[cfg(target_arch = "x86_64")]
pub(super) fn rows_with(prints: &[u8], print: u16) -> u32 {
    use std::arch::x86_64::{_mm_cmpeq_epi16, _mm_movemask_epi8, _mm_packs_epi16, _mm_set_epi64x, _mm_set1_epi16};
    let mut rows = 0;
    for (n, eight) in prints.chunks(16).enumerate() {
        let word = |at: usize| eight.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |b| i64::from_le_bytes(*b));
        // SAFETY: all of this is SSE2, which every x86-64 processor has; none of it reads memory.
        let same = unsafe {
            let same = _mm_cmpeq_epi16(_mm_set_epi64x(word(8), word(0)), _mm_set1_epi16(print as i16));
            _mm_movemask_epi8(_mm_packs_epi16(same, same))
        };
        rows |= (same as u32 & 0xFF) << (8 * n);
    }
    rows
}

#[cfg(not(target_arch = "x86_64"))]
pub(super) use rows_one_by_one as rows_with;

/// Returns the same on any processor.
#[inline(always)]
#[cfg(any(test, not(target_arch = "x86_64")))]
pub(super) fn rows_one_by_one(prints: &[u8], print: u16) -> u32 {
    let is_same = |bytes: &[u8; 2]| u16::from_le_bytes(*bytes) == print;
    prints.as_chunks().0.iter().enumerate().fold(0, |rows, (row, bytes)| rows | u32::from(is_same(bytes)) << row)
}

/// Adds eight weights to their sums. Left to itself, the compiler takes eight `i8` apart one by one.
#[inline(always)]
#[cfg(target_arch = "x86_64")]
pub(super) fn add_eight(sums: &mut [i16; 8], weights: i64) {
    use std::arch::x86_64::{__m128i, _mm_add_epi16, _mm_cvtsi64_si128, _mm_srai_epi16, _mm_unpacklo_epi8};
    use std::mem::transmute;
    // SAFETY: all of this is SSE2, which every x86-64 processor has; both types are 128 bits, any of which are a value.
    unsafe {
        let weights = _mm_cvtsi64_si128(weights);
        let weights = _mm_srai_epi16::<8>(_mm_unpacklo_epi8(weights, weights));
        *sums = transmute::<__m128i, [i16; 8]>(_mm_add_epi16(transmute::<[i16; 8], __m128i>(*sums), weights));
    }
}

#[cfg(not(target_arch = "x86_64"))]
pub(super) use add_one_by_one as add_eight;

/// Does the same on any processor.
#[inline(always)]
#[cfg(any(test, not(target_arch = "x86_64")))]
pub(super) fn add_one_by_one(sums: &mut [i16; 8], weights: i64) {
    let weights = weights.to_le_bytes().map(|weight| i16::from(weight as i8));
    sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum = sum.wrapping_add(weight));
}

/// Returns what a feature's group, fingerprint and line are made from.
#[inline(always)]
pub(super) fn hashed(feature: u64) -> u64 {
    feature.wrapping_mul(0x9FB2_1C65_1E98_DF25)
}

/// Returns the group of a feature's hash.
#[inline(always)]
pub(super) fn group_of(hash: u64, n_groups: usize) -> usize {
    scaled(hash, n_groups)
}

/// Returns the fingerprint of a feature's hash, never 0.
#[inline(always)]
pub(super) fn print_of(hash: u64) -> u16 {
    ((hash >> 8) as u16).max(1)
}

/// Returns the line of a feature's hash, where its group has this shift.
#[inline(always)]
pub(super) fn line_of(hash: u64, shift: u8, n_lines: usize) -> usize {
    let shifted = hash ^ (u64::from(shift) + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    scaled(shifted.wrapping_mul(0x9E37_79B9_7F4A_7C15), n_lines)
}

/// Turns the upper half of a hash into a number below `n`.
#[inline(always)]
fn scaled(hash: u64, n: usize) -> usize {
    (((hash >> 32) * n as u64) >> 32) as usize
}

pub(super) fn checksum(bytes: &[u8]) -> [u8; 8] {
    let mut sum = [0; 8];
    sum.copy_from_slice(&blake3::hash(bytes).as_bytes()[..8]);
    sum
}
