//! Linear-chain models over tokens: feature hashes in, labels or label probabilities out.
//!
//! The annotators describe each position by 64-bit feature hashes ([`FeatureRows`], made
//! with [`mix`] and [`word_hash`]); a [`Model`] sums the weights of the features it knows
//! and finds the best path ([`Model::viterbi`]) or each label's probability
//! ([`Model::marginals`]). Transitions may depend on a *class* of the position (a comma, a
//! quotation mark); models without classes have one. A model is one flat, checked file.
//! Time is linear in the number of positions. What a feature means is the annotator's affair; training
//! lives behind the feature `train` (module `train`).

mod decode;
#[cfg(any(test, feature = "train"))]
mod encode;
mod kept;
mod model;
#[cfg(any(test, feature = "train"))]
pub mod train;

pub use decode::Scratch;
#[cfg(any(test, feature = "train"))]
pub(crate) use encode::{Weights, beside, encode};
pub use kept::Kept;
pub use model::{Model, ModelError, Sought};

/// Combines two values into a feature hash; chain it for conjunctions.
///
/// The first argument of a chain is the template's own number, so that equal values of
/// different templates stay apart.
#[inline]
pub fn mix(left: u64, right: u64) -> u64 {
    let h = (left ^ right.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    h ^ (h >> 32)
}

/// Returns a hash of `bytes` that is the same on every machine and in every version.
#[inline]
pub fn word_hash(bytes: &[u8]) -> u64 {
    let mut h = bytes.len() as u64 ^ 0x51_7C_C1_B7_27_22_0A_95;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        h = mix(h, u64::from_le_bytes(word));
    }
    let mut rest = [0; 8];
    let tail = chunks.remainder();
    rest[..tail.len()].copy_from_slice(tail);
    mix(h, u64::from_le_bytes(rest))
}

/// For each position of a sequence the hashes of its features.
#[derive(Debug, Clone, Default)]
pub struct FeatureRows {
    hashes: Vec<u64>,
    ends: Vec<u32>,
}

impl FeatureRows {
    /// Returns an empty list of rows.
    pub fn new() -> Self {
        FeatureRows::default()
    }

    /// Forgets all rows and keeps the memory.
    pub fn clear(&mut self) {
        self.hashes.clear();
        self.ends.clear();
    }

    /// Adds a feature to the row being filled.
    #[inline]
    pub fn push(&mut self, hash: u64) {
        self.hashes.push(hash);
    }

    /// Closes the row being filled; the next [`push`](Self::push) starts another.
    #[inline]
    pub fn end_row(&mut self) {
        self.ends.push(self.hashes.len() as u32);
    }

    /// Returns the number of closed rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Tells whether no row is closed.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Returns the features of row `i`, or none past the end.
    pub fn row(&self, i: usize) -> &[u64] {
        let start = if i == 0 { 0 } else { self.ends.get(i - 1).copied().unwrap_or(0) as usize };
        let end = self.ends.get(i).copied().unwrap_or(0) as usize;
        self.hashes.get(start..end).unwrap_or(&[])
    }

    /// Returns the rows in order.
    pub fn iter(&self) -> impl Iterator<Item = &[u64]> {
        (0..self.len()).map(|i| self.row(i))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

/// Turns the scores of things of which one at most is chosen into probabilities (conditional
/// logit, McFadden 1974); that none is chosen scores 0.
pub(crate) fn choice(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(0.0f32, f32::max);
    scores.iter_mut().for_each(|s| *s = (*s - top).exp());
    let sum = scores.iter().sum::<f32>() + (-top).exp();
    scores.iter_mut().for_each(|s| *s /= sum);
}
