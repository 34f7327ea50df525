//! Annotated articles → the models of the quote annotator.
//!
//! The articles are divided into folds. What a later model learns from are always answers
//! about articles that the earlier models have not seen: the second tagger from the first's,
//! the rankers from the second's, the confidence from all of them. The same division gives
//! an honest figure for every article: the answer of models that never saw it. One thread,
//! fixed seeds: the same articles give the same bytes.

mod desk;
mod gold;
mod kept;
mod late;
mod lexicon;
mod names;
mod pairs;

use desk::Desk;
use gold::Reading;
pub use gold::{GoldArticle, GoldAttribution};
pub use kept::Loaded;
use kept::Tagged;

use super::Quote;
use super::forms::{FormTable, WordTable};
use super::tagger::{LABELS, Tagger, Tags};
use crate::annotate::sequence::train::{Collector, Corpus, Settings, train};
use crate::annotate::sequence::{Model, ModelError};

/// Transition classes of the cells.
const CLASSES: usize = 16;

/// Parts into which the articles are divided.
const FOLDS: usize = 5;

/// What training gives.
#[derive(Debug)]
pub struct Trained {
    /// The model file.
    pub file: Vec<u8>,
    /// For each article the quotes that models trained without it find, whatever their
    /// confidence.
    pub unseen: Vec<Vec<Quote>>,
}

/// The bytes of one model: trained on all articles, and without each fold.
struct Section {
    whole: Vec<u8>,
    without: Vec<Model>,
}

impl Section {
    fn new(corpus: &Corpus, settings: &Settings) -> Result<Self, ModelError> {
        let without = (0..FOLDS)
            .map(|fold| Model::from_vec(train(corpus, settings, |s| corpus.group(s) as usize % FOLDS != fold)))
            .collect::<Result<_, _>>()?;
        Ok(Section { whole: train(corpus, settings, |_| true), without })
    }
}

fn tagger_settings() -> Settings {
    Settings {
        n_labels: LABELS,
        n_classes: CLASSES,
        epochs: 3,
        refit_epochs: 3,
        averaged: 2,
        keep: 150_000,
        rate: 0.02,
        dropout: 0.5,
        ..Settings::default()
    }
}

/// Trains everything; `log` hears what has been done.
///
/// `first_names` lists names with `he` or `she`. `kept` holds the taggers' answers of an
/// earlier run, which then are not trained again; it is filled where it is empty.
pub fn train_models(
    articles: &[GoldArticle],
    first_names: &[(String, String)],
    kept: &mut Vec<u8>,
    log: &mut dyn FnMut(String),
) -> Result<Trained, ModelError> {
    let first_names: &'static [u8] = Vec::leak(lexicon::first_names(first_names));
    let mut readings: Vec<Reading<'_>> = articles.iter().map(Reading::new).collect();
    let mut table = FormTable::default();
    readings.iter_mut().for_each(|r| r.read_forms(&mut table, WordTable::default()));
    let tagged = if kept.is_empty() { tag_unseen(&mut readings, &mut table, log)? } else { Tagged::from_bytes(kept)? };
    if kept.is_empty() {
        *kept = tagged.to_bytes();
    }
    let lexicon: &'static [u8] = Vec::leak(tagged.lexicon.clone());
    table.clear();
    readings.iter_mut().for_each(|r| r.read_forms(&mut table, WordTable::new(lexicon)));
    let fits = |(r, t): (&Reading<'_>, &Tags)| r.text.tokens.len() == t.labels.len();
    if tagged.tags.len() != readings.len() || !readings.iter().zip(&tagged.tags).all(fits) {
        return Err(ModelError::Format);
    }
    log("tags of unseen articles".into());
    late::train_late(articles, &readings, &tagged, first_names, log)
}

/// Trains the taggers and lets those of the other folds tag each article.
fn tag_unseen(
    readings: &mut [Reading<'_>],
    forms: &mut FormTable,
    log: &mut dyn FnMut(String),
) -> Result<Tagged, ModelError> {
    let lexicon = lexicon::build(readings);
    let table: &'static [u8] = Vec::leak(lexicon.clone());
    forms.clear();
    readings.iter_mut().for_each(|r| r.read_forms(forms, WordTable::new(table)));
    log(format!("lexicon of {} stems", lexicon.len() / 5));
    let (first, second) = train_taggers(readings, log)?;
    let folds = first.without.iter().zip(&second.without);
    let mut taggers: Vec<Tagger<'_>> = folds.map(|(first, second)| Tagger::new([first, second])).collect();
    let each = readings.iter().enumerate();
    let tags = each.map(|(a, r)| taggers[a % FOLDS].tag(&r.text, &r.forms, &r.marks)).collect();
    Ok(Tagged { lexicon, taggers: [first.whole, second.whole], tags })
}

/// Trains both passes; the second learns from what the first says of unseen articles.
fn train_taggers(readings: &[Reading<'_>], log: &mut dyn FnMut(String)) -> Result<(Section, Section), ModelError> {
    let mut desk = Desk::default();
    let mut collector = Collector::new();
    for (a, r) in readings.iter().enumerate() {
        for p in 0..r.text.paragraphs.len() {
            desk.lay_out(r, p);
            collector.push(&desk.rows, &r.labels[r.text.paragraph_tokens(p).range()], &desk.classes, a as u32);
        }
    }
    let corpus = collector.finish(2);
    let first = Section::new(&corpus, &tagger_settings())?;
    log(format!("first pass: {} features", corpus.n_features()));
    drop(corpus);
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
    let corpus = collector.finish(2);
    let second = Section::new(&corpus, &tagger_settings())?;
    log(format!("second pass: {} features", corpus.n_features()));
    Ok((first, second))
}
