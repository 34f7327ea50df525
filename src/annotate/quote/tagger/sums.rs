//! Features of a token → sums of the weights that the taggers' models give them.
//!
//! The weights of a feature that both models know lie side by side. Groups are looked up once and kept
//! (see [`Kept`]); what is not kept waits until memory has answered (see [`Summing`]).

use super::passes::LABELS;
use super::sink::{Sink, feature};
use crate::annotate::sequence::{Kept, Model, Sought, mix};

/// Places for kept groups, as a power of two: what the second cache of a processor holds.
const KEPT_BITS: u32 = 13;

/// Sums for a token: those of the first pass's labels, then those of the second's.
pub(super) type Row = [i16; 16];

/// One or two models that say something of a feature.
pub(super) trait Weigh {
    /// A row of sums.
    type Sums: Copy + Default;
    /// Returns where a feature is to be sought: see [`Model::seek`].
    fn seek(&self, feature: u64) -> Sought;
    /// Adds the weights of features.
    fn add(&self, sought: &[Sought], sums: &mut Self::Sums);
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
    fn add(&self, sought: &[Sought], sums: &mut [i16; 8]) {
        self.0.add::<LABELS, 8>(sought, sums);
    }

    #[inline(always)]
    fn seek(&self, feature: u64) -> Sought {
        self.0.seek(feature)
    }

    #[inline(always)]
    fn join(sums: &mut [i16; 8], more: &[i16; 8]) {
        join(sums, more);
    }
}

impl Weigh for Both<'_> {
    type Sums = Row;

    #[inline(always)]
    fn add(&self, sought: &[Sought], sums: &mut Row) {
        self.0.add::<{ 2 * LABELS }, 16>(sought, sums);
    }

    #[inline(always)]
    fn seek(&self, feature: u64) -> Sought {
        self.0.seek(feature)
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

/// Features that wait to be added up, those of one group or of none.
#[derive(Debug, Clone, Copy)]
struct Job {
    /// The token whose sums they belong to.
    token: u32,
    /// Where they end among all that wait.
    end: u32,
    /// What the group is kept under; 0 for features of no group.
    key: u64,
}

/// So many features wait, if not for longer than a token takes: enough for the processor to
/// fetch the first while the last are thought of, few enough to stay at hand.
const WAITING: usize = 32;

/// Models with what was kept, and what is still to be added up.
///
/// Most of the time of a lookup is spent waiting for memory, the more so beside other programs.
/// So features are sought first, which only asks for the memory, and added up some tokens later.
#[derive(Debug)]
pub(super) struct Summing<W: Weigh> {
    models: W,
    kept: Kept<W::Sums>,
    /// The token at hand, and what is known of its sums.
    token: u32,
    sums: W::Sums,
    waiting: Vec<Sought>,
    jobs: Vec<Job>,
}

impl<W: Weigh> Summing<W> {
    pub fn new(models: W) -> Self {
        let kept = Kept::new(KEPT_BITS);
        Summing { models, kept, token: 0, sums: W::Sums::default(), waiting: Vec::new(), jobs: Vec::new() }
    }

    /// Returns the sums of features of no group that were added since it was last asked.
    pub fn take(&mut self) -> W::Sums {
        let mut sums = W::Sums::default();
        self.models.add(&self.waiting, &mut sums);
        self.waiting.clear();
        sums
    }

    /// Begins with a token: what is added from here on belongs to its sums.
    pub fn begin(&mut self, token: usize) {
        self.token = token as u32;
    }

    /// Ends with a token; `join` adds to the sums of this one and of those whose features waited.
    #[inline(always)]
    pub fn end(&mut self, join: &mut impl FnMut(usize, &W::Sums)) {
        self.close(0);
        join(self.token as usize, &std::mem::take(&mut self.sums));
        if self.waiting.len() > WAITING {
            self.settle(join);
        }
    }

    /// Adds up all that waits.
    pub fn settle(&mut self, join: &mut impl FnMut(usize, &W::Sums)) {
        let mut start = 0;
        for job in &self.jobs {
            let mut sums = W::Sums::default();
            let end = job.end as usize;
            self.models.add(&self.waiting[start..end], &mut sums);
            if job.key != 0 {
                self.kept.put(job.key, sums);
            }
            join(job.token as usize, &sums);
            start = end;
        }
        self.jobs.clear();
        self.waiting.clear();
    }

    /// Makes a job of the features added since the last one; not inlined, since it is asked for
    /// at each group.
    #[inline(never)]
    fn close(&mut self, key: u64) {
        let end = self.waiting.len() as u32;
        if self.jobs.last().map_or(0, |job| job.end) < end {
            self.jobs.push(Job { token: self.token, end, key });
        }
    }
}

impl<W: Weigh> Sink for Summing<W> {
    #[inline(always)]
    fn add<const N: usize>(&mut self, template: u64, values: [u64; N]) {
        self.waiting.push(self.models.seek(feature(template, values)));
    }

    #[inline(always)]
    fn group<const N: usize>(&mut self, group: u64, key: [u64; N], features: impl FnOnce(&mut Self)) {
        let key = key.into_iter().fold(group, mix);
        if let Some(kept) = self.kept.get(key) {
            W::join(&mut self.sums, kept);
            return;
        }
        self.close(0);
        features(self);
        self.close(key);
    }
}
