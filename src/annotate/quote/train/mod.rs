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
mod marked;
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
pub use marked::marked;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::annotate::quote::Quote;
use crate::annotate::quote::tagger::passes::{Tagger, Tags};
use crate::annotate::quote::words::forms::{FormTable, WordTable, Words};
use crate::annotate::sequence::train::{Corpus, Settings, weights};
use crate::annotate::sequence::{Model, ModelError, Weights, encode};

/// Parts into which the articles are divided.
const FOLDS: usize = 5;

/// What is learnt from.
#[derive(Debug, Clone, Copy)]
pub struct Lessons<'a> {
    /// Articles with all their attributions.
    pub articles: &'a [GoldArticle],
    /// Articles which only teach who speaks: whom names, pronouns and descriptions mean, and whose turn
    /// it is; the taggers and links never see them. Some have only their quotations marked.
    pub turns: &'a [GoldArticle],
    /// First names with `he` or `she`.
    pub first_names: &'a [(String, String)],
    /// Words with their classes, as the list has them.
    pub word_classes: &'a str,
}

/// What training gives.
#[derive(Debug)]
pub struct Trained {
    /// The model file.
    pub file: Vec<u8>,
    /// For each article, then for each of those that teach who speaks, the quotes that models trained
    /// without it find, whatever their confidence.
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
/// `kept` holds the taggers' answers of an earlier run, which then are not trained again; it is
/// filled where it is empty.
pub fn train_models(
    lessons: Lessons<'_>,
    kept: &mut Vec<u8>,
    log: &mut dyn FnMut(String),
) -> Result<Trained, ModelError> {
    let read = Read::new(lessons, kept, log)?;
    let late = Late::new(read.desks(lessons), &read.tagged, log)?;
    Ok(Trained { file: late.file(), unseen: late.unseen() })
}

/// Articles with what the taggers say of them: those that teach everything, and those that teach
/// who speaks.
struct Read<'a> {
    readings: Vec<Reading<'a>>,
    tagged: Tagged,
    turn_readings: Vec<Reading<'a>>,
    turn_tags: Vec<Tags>,
}

impl<'a> Read<'a> {
    /// Reads the articles and trains the taggers, or takes over what is kept of them.
    fn new(lessons: Lessons<'a>, kept: &mut Vec<u8>, log: &mut dyn FnMut(String)) -> Result<Self, ModelError> {
        let mut readings: Vec<Reading<'_>> = lessons.articles.iter().map(Reading::new).collect();
        let mut turn_readings: Vec<Reading<'_>> = lessons.turns.iter().map(Reading::new).collect();
        let mut table = FormTable::default();
        readings.iter_mut().for_each(|r| r.read_forms(&mut table, Words::default()));
        let known = if kept.is_empty() { None } else { Some(Tagged::from_bytes(kept)?) };
        let (lexicon, classes) = match &known {
            Some(tagged) => (tagged.lexicon.clone(), tagged.classes.clone()),
            None => (lexicon::build(&readings), lexicon::classes(lessons.word_classes)),
        };
        // The program keeps the tables for as long as it runs, and so does the trainer.
        let [ranks, of_words] = [&lexicon, &classes].map(|table| WordTable::new(Vec::leak(table.clone())));
        let words = Words { ranks, classes: of_words };
        table.clear();
        readings.iter_mut().chain(&mut turn_readings).for_each(|r| r.read_forms(&mut table, words));
        let tagged = match known {
            Some(tagged) => tagged,
            None => {
                log(format!("lexicon of {} stems", lexicon.len() / 5));
                let tagged = taggers::train_both(&readings, (lexicon, classes), log)?;
                *kept = tagged.to_bytes();
                tagged
            }
        };
        let fits = |(r, t): (&Reading<'_>, &Tags)| r.text.tokens.len() == t.labels.len();
        if tagged.tags.len() != readings.len() || !readings.iter().zip(&tagged.tags).all(fits) {
            return Err(ModelError::Format);
        }
        let passes = tagged.passes()?;
        let mut tagger = Tagger::new(&passes);
        let turn_tags = turn_readings.iter().map(|r| tagger.tag(r.tokens())).collect();
        log("tags of unseen articles".into());
        Ok(Read { readings, tagged, turn_readings, turn_tags })
    }

    /// Returns what the linkers' trainers read, and what that of the turns reads besides.
    fn desks(&'a self, lessons: Lessons<'a>) -> [Desk<'a>; 2] {
        let first_names = Vec::leak(lexicon::first_names(lessons.first_names));
        [
            Desk { articles: lessons.articles, readings: &self.readings, tags: &self.tagged.tags, first_names },
            Desk { articles: lessons.turns, readings: &self.turn_readings, tags: &self.turn_tags, first_names },
        ]
    }
}
