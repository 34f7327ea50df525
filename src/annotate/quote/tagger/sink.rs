//! What receives the features of a token: rows of hashes for training, sums for tagging.

use crate::annotate::sequence::{FeatureRows, mix};

/// Receives features, each a template's number with the values that fill it.
pub(crate) trait Sink: Sized {
    /// Takes one feature made of all of `values`.
    fn add<const N: usize>(&mut self, template: u64, values: [u64; N]);

    /// Takes features that depend on nothing but `key`; groups are told apart by number.
    fn group<const N: usize>(&mut self, group: u64, key: [u64; N], features: impl FnOnce(&mut Self));
}

impl Sink for FeatureRows {
    #[inline(always)]
    fn add<const N: usize>(&mut self, template: u64, values: [u64; N]) {
        self.push(feature(template, values));
    }

    #[inline(always)]
    fn group<const N: usize>(&mut self, _: u64, _: [u64; N], features: impl FnOnce(&mut Self)) {
        features(self);
    }
}

/// Returns the hash of a feature.
#[inline(always)]
pub(super) fn feature<const N: usize>(template: u64, values: [u64; N]) -> u64 {
    values.into_iter().fold(template, mix)
}

/// Returns small numbers side by side in one.
#[inline(always)]
pub(super) fn pack(numbers: [u8; 8]) -> u64 {
    u64::from_le_bytes(numbers)
}

/// Writes the features of a ranker; each is a template of its own, numbered by its order.
pub(crate) struct Emit<'r> {
    rows: &'r mut FeatureRows,
    template: u64,
}

impl<'r> Emit<'r> {
    pub fn new(rows: &'r mut FeatureRows, first_template: u64) -> Self {
        Emit { rows, template: first_template }
    }

    /// Adds one feature made of all of `values`.
    #[inline(always)]
    pub fn add<const N: usize>(&mut self, values: [u64; N]) {
        self.rows.add(self.template, values);
        self.template += 1;
    }

    /// Lets the next feature share the template of the last one: for bags of words.
    pub fn template_back(&mut self) {
        self.template -= 1;
    }
}
