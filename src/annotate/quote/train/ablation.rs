//! What each part of the annotator carries, measured on a fold that nothing was trained on.

use super::gold::Reading;
use super::late::Late;
use super::score::{Score, Tally};
use super::{FOLDS, Lessons, Read, taggers};
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::quote::models::learnt::{Models, Steps};
use crate::annotate::quote::tagger::passes::{CONTENT, CUE, Passes, SOURCE, Tagger, Tags, runs};
use crate::annotate::quote::words::kinds::BEYOND;
use crate::annotate::sequence::ModelError;
use crate::annotate::sequence::train::{Settings, weights};

/// The fold that is measured.
const HELD_OUT: usize = 0;

/// Figures in rows and columns, percentages as shares.
#[derive(Debug, Clone)]
pub struct Table {
    /// What the rows differ in, then what is measured.
    pub columns: Vec<&'static str>,
    /// What was measured, with its figures.
    pub rows: Vec<(&'static str, Vec<f64>)>,
}

/// Measures the taggers trained in other ways, then the annotator step by step.
///
/// Takes what [`train_models`](super::train_models) takes.
pub fn ablation(
    lessons: Lessons<'_>,
    kept: &mut Vec<u8>,
    log: &mut dyn FnMut(String),
) -> Result<[Table; 2], ModelError> {
    let mut read = Read::new(lessons, kept, log)?;
    let late = Late::new(read.desks(lessons), &read.tagged, log)?;
    let steps = step_by_step(&late);
    drop(late);
    let spans = training_choices(&mut read.readings, &read.tagged.tags, log)?;
    Ok([spans, steps])
}

/// The articles that are measured: reported ones, not those written for training.
fn held_out<'r>(readings: &'r [Reading<'_>]) -> impl Iterator<Item = usize> + 'r {
    (HELD_OUT..readings.len()).step_by(FOLDS).filter(|&a| !readings[a].is_written)
}

/// The first pass trained in other ways, and both passes: spans of content, source and cue
/// that are exactly right.
fn training_choices(
    readings: &mut [Reading<'_>],
    both: &[Tags],
    log: &mut dyn FnMut(String),
) -> Result<Table, ModelError> {
    let as_shipped = taggers::settings();
    let one = Settings { seeds: 1, ..as_shipped.clone() };
    let ways: [(&'static str, Settings, Blind); 8] = [
        ("first pass as shipped", as_shipped, Blind::No),
        ("one seed", one.clone(), Blind::No),
        ("one seed, nothing left out at random", Settings { dropout: 0.0, ..one.clone() }, Blind::No),
        ("one seed, every feature kept", Settings { keep: usize::MAX, ..one.clone() }, Blind::No),
        ("one seed, 100,000 features", Settings { keep: 100_000, ..one.clone() }, Blind::No),
        ("one seed, without the articles written for training", one.clone(), Blind::Written),
        ("one seed, blind to the kinds of words", one.clone(), Blind::Kinds),
        ("one seed, blind to quotation marks", one, Blind::Marks),
    ];
    let mut rows = vec![("both passes as shipped", spans(readings, both))];
    for (name, settings, blind) in ways {
        readings.iter_mut().for_each(|r| blind.apply(r));
        let corpus = taggers::first_corpus(readings);
        let learns = |a: usize| a % FOLDS != HELD_OUT && !(blind == Blind::Written && readings[a].is_written);
        let weights = weights(&corpus, &settings, |s| learns(corpus.group(s) as usize));
        rows.push((name, spans(readings, &first_tags(readings, &taggers::first_alone(&weights)?))));
        readings.iter_mut().for_each(Reading::look_again);
        log(format!("measured: {name}"));
    }
    Ok(Table { columns: vec!["taggers", "content", "source", "cue"], rows })
}

/// What the taggers do not see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blind {
    No,
    Written,
    Kinds,
    Marks,
}

impl Blind {
    fn apply(self, reading: &mut Reading<'_>) {
        match self {
            Blind::No | Blind::Written => {}
            Blind::Kinds => reading.kinds.fill(BEYOND),
            Blind::Marks => {
                reading.marks.regions.clear();
                reading.marks.places.fill(Place::Outside);
            }
        }
    }
}

/// What the first pass alone says of the articles held out; nothing of the others.
fn first_tags(readings: &[Reading<'_>], passes: &Passes) -> Vec<Tags> {
    let mut tagger = Tagger::new(passes);
    let mut tags = vec![Tags::default(); readings.len()];
    for a in held_out(readings) {
        let r = &readings[a];
        for p in 0..r.text.paragraphs.len() {
            let found = tagger.first_tags(r.tokens(), p);
            tags[a].labels.extend(found.labels);
            tags[a].marginals.extend(found.marginals);
        }
    }
    tags
}

/// F1 of the spans of content, source and cue.
fn spans(readings: &[Reading<'_>], tags: &[Tags]) -> Vec<f64> {
    let f1 = |begin: u8| {
        let mut tally = Tally::default();
        for a in held_out(readings) {
            let r = &readings[a];
            for p in 0..r.text.paragraphs.len() {
                let range = r.text.paragraph_tokens(p).range();
                let [gold, found] = [&r.labels, &tags[a].labels].map(|labels| runs(&labels[range.clone()], begin));
                tally.right += found.iter().filter(|f| gold.contains(f)).count();
                tally.given += found.len();
                tally.asked += gold.len();
            }
        }
        tally.f1()
    };
    [CONTENT, SOURCE, CUE].map(f1).to_vec()
}

/// The annotator without its steps, then with one after the other.
fn step_by_step(late: &Late<'_>) -> Table {
    let none = Steps { rankers: false, marks: false, paragraphs: false, layout: false };
    let linked = Steps { rankers: true, ..none };
    let marked = Steps { marks: true, ..linked };
    let across = Steps { paragraphs: true, ..marked };
    let ways = [
        ("taggers, nearest linked", none),
        ("+ rankers link", linked),
        ("+ quotation marks bound the words", marked),
        ("+ rules across paragraphs", across),
        ("+ rules of layout, quotes inside quotes", Steps::ALL),
    ];
    let measure = |(name, steps): (&'static str, Steps)| {
        let models = Models { steps, ..late.models[HELD_OUT].clone() };
        let score = Score::new(&late.desk, &models, held_out(late.desk.readings));
        let Score { found, exact, in_marks, mention, named, shown } = score;
        let f1 = [found, exact, in_marks, mention, named].map(Tally::f1);
        (name, f1.into_iter().chain([shown.precision(), shown.recall()]).collect())
    };
    Table {
        columns: vec!["steps", "found", "exact", "in marks", "mention", "name", "shown right", "shown of all"],
        rows: ways.into_iter().map(measure).collect(),
    }
}
