//! Annotated sequences → the bytes of a model file.
//!
//! A conditional random field (Lafferty et al. 2001) by stochastic gradient with AdaGrad
//! steps (Duchi et al. 2011). Features are dropped at random while training, so that no
//! single word is relied on ("feature bagging", Sutton et al. 2006). After the first
//! epochs the most useful features are kept and the rest of the training refits those
//! alone: the model that is measured is the small one that ships. One thread, one seeded
//! generator, one order of sums: the same input gives the same bytes.

mod corpus;
mod epoch;

pub use corpus::{Collector, Corpus};

use super::{Weights, encode};
use epoch::Learner;

/// Tells whether a label may follow another; `None` is the sequence's start or end.
pub type Allowed = fn(Option<u8>, Option<u8>) -> bool;

/// How to train.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Number of labels (at most 24).
    pub n_labels: usize,
    /// Number of transition classes (1 for none).
    pub n_classes: usize,
    /// Epochs over all features.
    pub epochs: usize,
    /// Epochs over the kept features alone.
    pub refit_epochs: usize,
    /// Last epochs whose weights are averaged: the path of the gradient is noisy, its middle
    /// is not (Polyak & Juditsky 1992).
    pub averaged: usize,
    /// How many features to keep.
    pub keep: usize,
    /// Step size of the weights.
    pub rate: f32,
    /// Step size of the transitions.
    pub transition_rate: f32,
    /// Share of the features left out at each step, 0 to 0.9.
    pub dropout: f32,
    /// Pull of the weights towards zero.
    pub l2: f32,
    /// How many times the same is learnt in another order and with other features left out;
    /// the weights are averaged, so that the model is as fast as one of them.
    pub seeds: usize,
    /// Seed of the first of them.
    pub seed: u64,
    /// Which transitions are possible.
    pub allowed: Allowed,
    /// Tells that of the rows of a sequence one at most has the second label of two.
    pub choice: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            n_labels: 2,
            n_classes: 1,
            epochs: 2,
            refit_epochs: 3,
            averaged: 0,
            keep: 200_000,
            rate: 0.05,
            transition_rate: 0.05,
            dropout: 0.4,
            l2: 1e-6,
            seeds: 1,
            seed: 1,
            allowed: |_, _| true,
            choice: false,
        }
    }
}

/// Trains on the sequences that `chosen` names and returns a model file.
pub fn train(corpus: &Corpus, settings: &Settings, chosen: impl Fn(usize) -> bool) -> Vec<u8> {
    encode(&weights(corpus, settings, chosen))
}

/// Trains on the sequences that `chosen` names and returns what a model file is made of.
pub(crate) fn weights(corpus: &Corpus, settings: &Settings, chosen: impl Fn(usize) -> bool) -> Weights {
    let sequences: Vec<usize> = (0..corpus.len()).filter(|&s| chosen(s)).collect();
    match settings.n_labels {
        0..=8 => learn::<8>(corpus, settings, sequences),
        9..=16 => learn::<16>(corpus, settings, sequences),
        _ => learn::<24>(corpus, settings, sequences),
    }
}

fn learn<const N: usize>(corpus: &Corpus, settings: &Settings, sequences: Vec<usize>) -> Weights {
    let seeds = settings.seed..settings.seed + settings.seeds.max(1) as u64;
    let mut learners: Vec<Learner<'_, N>> =
        seeds.map(|seed| Learner::new(corpus, settings, sequences.clone(), seed)).collect();
    for learner in &mut learners {
        (0..settings.epochs).for_each(|_| learner.epoch());
    }
    Learner::select(&mut learners, settings.keep);
    let mut all: Option<Learner<'_, N>> = None;
    for mut learner in learners {
        for epoch in 0..settings.refit_epochs {
            learner.epoch();
            if epoch + settings.averaged.max(1) >= settings.refit_epochs {
                learner.remember();
            }
        }
        match &mut all {
            Some(all) => all.join(learner),
            None => all = Some(learner),
        }
    }
    all.map_or_else(Weights::default, |mut all| {
        all.average();
        all.weights()
    })
}
