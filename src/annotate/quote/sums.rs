//! Features of a token → sums of the weights that the taggers' models give them.
//!
//! The weights of a feature that both models know lie side by side. Groups are looked up once and kept
//! (see [`Kept`]).

use super::sink::{Sink, feature};
use super::tagger::LABELS;
use crate::annotate::sequence::{Kept, Model, mix};

/// Places for kept groups, as a power of two: what the second cache of a processor holds.
const KEPT_BITS: u32 = 13;

/// Sums for a token: those of the first pass's labels, then those of the second's.
pub(super) type Row = [i16; 16];

/// One or two models that say something of a feature.
pub(super) trait Weigh {
    /// A row of sums.
    type Sums: Copy + Default;
    /// Adds the weights of a feature.
    fn add(&self, feature: u64, sums: &mut Self::Sums);
    /// Adds one row of sums to another.
    fn join(sums: &mut Self::Sums, more: &Self::Sums);
}

/// The second pass's model, for what only it asks.
#[derive(Debug)]
pub(super) struct One<'m>(pub &'m Model);

/// What both look at: the first one's labels are the first sums, the second one's follow.
#[derive(Debug)]
pub(super) struct Both<'m>(pub &'m Model);

impl Weigh for One<'_> {
    type Sums = [i16; 8];

    #[inline(always)]
    fn add(&self, feature: u64, sums: &mut [i16; 8]) {
        self.0.add::<LABELS, 8>(feature, sums);
    }

    #[inline(always)]
    fn join(sums: &mut [i16; 8], more: &[i16; 8]) {
        join(sums, more);
    }
}

impl Weigh for Both<'_> {
    type Sums = Row;

    #[inline(always)]
    fn add(&self, feature: u64, sums: &mut Row) {
        self.0.add::<{ 2 * LABELS }, 16>(feature, sums);
    }

    #[inline(always)]
    fn join(sums: &mut Row, more: &Row) {
        join(sums, more);
    }
}

/// Adds rows of sums; not inlined for the reason given at [`Model::add`].
#[inline(never)]
pub(super) fn join<const N: usize>(sums: &mut [i16; N], more: &[i16; N]) {
    sums.iter_mut().zip(more).for_each(|(sum, m)| *sum = sum.wrapping_add(*m));
}

/// Adds the rows of a stretch of tokens; not inlined for the reason given at [`Model::add`].
#[inline(never)]
pub(super) fn join_rows<const N: usize>(rows: &mut [Row; N], more: &[Row; N]) {
    for (sums, more) in rows.iter_mut().zip(more) {
        sums.iter_mut().zip(more).for_each(|(sum, m)| *sum = sum.wrapping_add(*m));
    }
}

/// Models with the sums of the token at hand and what was kept of others.
#[derive(Debug)]
pub(super) struct Summing<W: Weigh> {
    models: W,
    kept: Kept<W::Sums>,
    sums: W::Sums,
}

impl<W: Weigh> Summing<W> {
    pub fn new(models: W) -> Self {
        Summing { models, kept: Kept::new(KEPT_BITS), sums: W::Sums::default() }
    }

    /// Returns the sums of what was added since they were last taken.
    pub fn take(&mut self) -> W::Sums {
        std::mem::take(&mut self.sums)
    }
}

impl<W: Weigh> Sink for Summing<W> {
    #[inline(always)]
    fn add<const N: usize>(&mut self, template: u64, values: [u64; N]) {
        self.models.add(feature(template, values), &mut self.sums);
    }

    #[inline(always)]
    fn group<const N: usize>(&mut self, group: u64, key: [u64; N], features: impl FnOnce(&mut Self)) {
        let key = key.into_iter().fold(group, mix);
        if let Some(kept) = self.kept.get(key) {
            W::join(&mut self.sums, kept);
            return;
        }
        let before = std::mem::take(&mut self.sums);
        features(self);
        self.kept.put(key, self.sums);
        W::join(&mut self.sums, &before);
    }
}
