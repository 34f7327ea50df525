//! Labelled tokens → both passes of the tagger, each without every fold and from all.

use super::desk::Desk;
use super::gold::Reading;
use super::kept::Tagged;
use super::{FOLDS, Section};
use crate::annotate::quote::tagger::{LABELS, Tagger};
use crate::annotate::sequence::ModelError;
use crate::annotate::sequence::train::{Collector, Corpus, Settings};

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
        seeds: 3,
        ..Settings::default()
    }
}

/// Trains the taggers and lets those of the other folds tag each article; the second pass
/// learns from what the first says of unseen articles.
pub(super) fn train_both(
    readings: &[Reading<'_>],
    lexicon: Vec<u8>,
    log: &mut dyn FnMut(String),
) -> Result<Tagged, ModelError> {
    let corpus = first_corpus(readings);
    let first = Section::new(&corpus, &settings())?;
    log(format!("first pass: {} features", corpus.n_features()));
    drop(corpus);
    let corpus = second_corpus(readings, &first);
    let second = Section::new(&corpus, &settings())?;
    log(format!("second pass: {} features", corpus.n_features()));
    let folds = first.without.iter().zip(&second.without);
    let mut taggers: Vec<Tagger<'_>> = folds.map(|(first, second)| Tagger::new([first, second])).collect();
    let each = readings.iter().enumerate();
    let tags = each.map(|(a, r)| taggers[a % FOLDS].tag(&r.text, &r.forms, &r.marks)).collect();
    Ok(Tagged { lexicon, taggers: [first.whole, second.whole], tags })
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

fn second_corpus(readings: &[Reading<'_>], first: &Section) -> Corpus {
    let mut desk = Desk::default();
    let mut taggers: Vec<Tagger<'_>> = first.without.iter().map(|model| Tagger::new([model, model])).collect();
    let mut collector = Collector::new();
    for (a, r) in readings.iter().enumerate() {
        for p in 0..r.text.paragraphs.len() {
            let tags = taggers[a % FOLDS].first_tags(&r.text, &r.forms, &r.marks, p);
            desk.lay_out(r, p);
            desk.lay_out_second(&tags);
            collector.push(&desk.rows, &r.labels[r.text.paragraph_tokens(p).range()], &desk.classes, a as u32);
        }
    }
    collector.finish(2)
}
