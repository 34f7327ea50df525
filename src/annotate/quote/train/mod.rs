//! Annotated articles → the models of the quote annotator.
//!
//! The articles are divided into folds. What a later model learns from are always answers
//! about articles that the earlier models have not seen: the second tagger from the first's,
//! the rankers from the second's, the confidence from all of them. The same division gives
//! an honest figure for every article: the answer of models that never saw it. Fixed seeds,
//! and nothing that depends on the number of threads: the same articles give the same bytes.

mod ablation;
mod calibrate;
mod desk;
mod gold;
mod kept;
mod late;
mod lexicon;
mod names;
mod pairs;
mod score;
mod taggers;
mod verdicts;

pub use ablation::{Table, ablation};
use gold::Reading;
pub use gold::{GoldArticle, GoldAttribution};
pub use kept::Loaded;
use kept::Tagged;
use late::{Desk, Late};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::Quote;
use super::forms::{FormTable, WordTable, Words};
use super::tagger::Tags;
use crate::annotate::sequence::train::{Corpus, Settings, weights};
use crate::annotate::sequence::{Model, ModelError, Weights, encode};

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
        let (whole, without) = weights_by_fold(corpus, settings);
        let model = |weights| Model::from_bytes(&encode(&weights));
        Ok(Section { whole: encode(&whole), without: without.into_iter().map(model).collect::<Result<_, _>>()? })
    }
}

/// Trains on all articles, and without each fold.
fn weights_by_fold(corpus: &Corpus, settings: &Settings) -> (Weights, Vec<Weights>) {
    // Side by side where there are processors; each is trained as it would be alone.
    let without = |fold: usize| weights(corpus, settings, |s| corpus.group(s) as usize % FOLDS != fold);
    let mut all: Vec<Weights> = (0..=FOLDS).into_par_iter().map(without).collect();
    (all.pop().unwrap_or_default(), all)
}

/// Trains everything; `log` hears what has been done.
///
/// `first_names` lists names with `he` or `she`. `kept` holds the taggers' answers of an
/// earlier run, which then are not trained again; it is filled where it is empty.
pub fn train_models(
    articles: &[GoldArticle],
    first_names: &[(String, String)],
    word_classes: &str,
    kept: &mut Vec<u8>,
    log: &mut dyn FnMut(String),
) -> Result<Trained, ModelError> {
    let (readings, tagged) = read(articles, word_classes, kept, log)?;
    let late = Late::new(Desk::new(articles, &readings, &tagged, lexicon::first_names(first_names)), log)?;
    Ok(Trained { file: late.file(), unseen: late.unseen() })
}

/// Reads the articles and trains the taggers, or takes over what is kept of them.
fn read<'a>(
    articles: &'a [GoldArticle],
    word_classes: &str,
    kept: &mut Vec<u8>,
    log: &mut dyn FnMut(String),
) -> Result<(Vec<Reading<'a>>, Tagged), ModelError> {
    let mut readings: Vec<Reading<'_>> = articles.iter().map(Reading::new).collect();
    let mut table = FormTable::default();
    readings.iter_mut().for_each(|r| r.read_forms(&mut table, Words::default()));
    let lexicon = if kept.is_empty() { lexicon::build(&readings) } else { Tagged::from_bytes(kept)?.lexicon };
    let classes = if kept.is_empty() { lexicon::classes(word_classes) } else { Tagged::from_bytes(kept)?.classes };
    // The program keeps the tables for as long as it runs, and so does the trainer.
    let [ranks, of_words] = [&lexicon, &classes].map(|table| WordTable::new(Vec::leak(table.clone())));
    let words = Words { ranks, classes: of_words };
    table.clear();
    readings.iter_mut().for_each(|r| r.read_forms(&mut table, words));
    let tagged = if kept.is_empty() {
        log(format!("lexicon of {} stems", lexicon.len() / 5));
        taggers::train_both(&readings, (lexicon, classes), log)?
    } else {
        Tagged::from_bytes(kept)?
    };
    if kept.is_empty() {
        *kept = tagged.to_bytes();
    }
    let fits = |(r, t): (&Reading<'_>, &Tags)| r.text.tokens.len() == t.labels.len();
    if tagged.tags.len() != readings.len() || !readings.iter().zip(&tagged.tags).all(fits) {
        return Err(ModelError::Format);
    }
    log("tags of unseen articles".into());
    Ok((readings, tagged))
}
