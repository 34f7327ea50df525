//! Labelled tokens → both passes of the tagger, each without every fold and from all.

use rustc_hash::FxHashSet;

use super::desk::Desk;
use super::gold::Reading;
use super::kept::Tagged;
use super::{FOLDS, weights_by_fold};
use crate::annotate::quote::tagger::passes::{LABELS, Passes, Tagger};
use crate::annotate::sequence::train::{Collector, Corpus, Settings};
use crate::annotate::sequence::{Model, ModelError, Weights, beside, encode};

/// Transition classes of the cells.
const CLASSES: usize = 16;

/// How the taggers are trained.
pub(super) fn settings() -> Settings {
    Settings {
        n_labels: LABELS,
        n_classes: CLASSES,
        epochs: 3,
        refit_epochs: 3,
        averaged: 2,
        keep: 150_000,
        rate: 0.02,
        dropout: 0.5,
        seed: 3,
        seeds: 3,
        ..Settings::default()
    }
}

/// Trains the taggers and lets those of the other folds tag each article; the second pass
/// learns from what the first says of unseen articles.
pub(super) fn train_both(
    readings: &[Reading<'_>],
    (lexicon, classes): (Vec<u8>, Vec<u8>),
    log: &mut dyn FnMut(String),
) -> Result<Tagged, ModelError> {
    let corpus = first_corpus(readings);
    let (first_whole, first) = weights_by_fold(&corpus, &settings());
    log(format!("first pass: {} features", corpus.n_features()));
    let of_both: FxHashSet<u64> = corpus.features().iter().copied().collect();
    drop(corpus);
    let alone = first.iter().map(first_alone).collect::<Result<Vec<_>, _>>()?;
    let corpus = second_corpus(readings, &alone);
    let (second_whole, second) = weights_by_fold(&corpus, &settings());
    log(format!("second pass: {} features", corpus.n_features()));
    let both_passes = |(first, second)| beside(first, second, |feature| of_both.contains(&feature));
    let folds = first.iter().zip(&second).map(|fold| passes(both_passes(fold)));
    let folds = folds.collect::<Result<Vec<Passes>, _>>()?;
    let mut taggers: Vec<Tagger<'_>> = folds.iter().map(Tagger::new).collect();
    let each = readings.iter().enumerate();
    let tags = each.map(|(a, r)| taggers[a % FOLDS].tag(r.tokens())).collect();
    let taggers = both_passes((&first_whole, &second_whole)).map(|weights| encode(&weights));
    Ok(Tagged { lexicon, classes, taggers, tags })
}

/// What the first pass learns from.
pub(super) fn first_corpus(readings: &[Reading<'_>]) -> Corpus {
    let mut desk = Desk::default();
    let mut collector = Collector::new();
    for (a, r) in readings.iter().enumerate() {
        for p in 0..r.text.paragraphs.len() {
            desk.lay_out(r, p);
            collector.push(&desk.rows, &r.labels[r.text.paragraph_tokens(p).range()], &desk.classes, a as u32);
        }
    }
    collector.finish(2)
}

fn passes(weights: [Weights; 3]) -> Result<Passes, ModelError> {
    let [both, first, second] = weights.map(|weights| Model::from_bytes(&encode(&weights)));
    Ok(Passes { both: both?, first: first?, second: second? })
}

/// A tagger's models of which only the first pass will be asked.
pub(super) fn first_alone(first: &Weights) -> Result<Passes, ModelError> {
    passes(beside(first, first, |_| true))
}

fn second_corpus(readings: &[Reading<'_>], first: &[Passes]) -> Corpus {
    let mut desk = Desk::default();
    let mut taggers: Vec<Tagger<'_>> = first.iter().map(Tagger::new).collect();
    let mut collector = Collector::new();
    for (a, r) in readings.iter().enumerate() {
        for p in 0..r.text.paragraphs.len() {
            let tags = taggers[a % FOLDS].first_tags(r.tokens(), p);
            desk.lay_out(r, p);
            desk.lay_out_second(&tags);
            collector.push(&desk.rows, &r.labels[r.text.paragraph_tokens(p).range()], &desk.classes, a as u32);
        }
    }
    collector.finish(2)
}
