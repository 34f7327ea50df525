//! Annotated articles → the models of the quote annotator.
//!
//! The articles are divided into folds. What a later model learns from are always answers
//! about articles that the earlier models have not seen: the second tagger from the first's,
//! the rankers from the second's, the confidence from all of them. The same division gives
//! an honest figure for every article: the answer of models that never saw it. One thread,
//! fixed seeds: the same articles give the same bytes.

mod gold;
mod lexicon;
mod names;
mod pairs;

use gold::Reading;
pub use gold::{GoldArticle, GoldAttribution};

use super::forms::WordTable;
use super::models::{MAGIC, Models};
use super::people::People;
use super::scene::Scene;
use super::tagger::{Desk, LABELS, Tags, tag};
use super::{Quote, draft, finish, name_all};
use crate::annotate::sequence::train::{Collector, Corpus, Settings, train};
use crate::annotate::sequence::{Model, ModelError};
use crate::annotate::{EntityMention, Options, entity};

/// Transition classes of the cells.
const CLASSES: usize = 16;

/// Parts into which the articles are divided.
const FOLDS: usize = 5;
/// Sections of the model file after the lexicon.
const SECTIONS: usize = super::models::N_MODELS;

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

fn ranker_settings(keep: usize, dropout: f32) -> Settings {
    Settings { n_labels: 2, epochs: 3, refit_epochs: 4, averaged: 3, keep, rate: 0.03, dropout, ..Settings::default() }
}

/// Trains everything; `log` hears what has been done.
///
/// `first_names` lists names with `he` or `she`.
pub fn train_models(
    articles: &[GoldArticle],
    first_names: &[(String, String)],
    log: &mut dyn FnMut(String),
) -> Result<Trained, ModelError> {
    let first_names: &'static [u8] = Vec::leak(lexicon::first_names(first_names));
    let mut readings: Vec<Reading<'_>> = articles.iter().map(Reading::new).collect();
    readings.iter_mut().for_each(|r| r.read_forms(WordTable::default()));
    // The program keeps the lexicon for as long as it runs, and so does the trainer.
    let lexicon: &'static [u8] = Vec::leak(lexicon::build(&readings));
    readings.iter_mut().for_each(|r| r.read_forms(WordTable::new(lexicon)));
    log(format!("lexicon of {} stems", lexicon.len() / 5));
    let (first, second) = train_taggers(&readings, log)?;
    let mut tags: Vec<Tags> = Vec::new();
    for (a, r) in readings.iter().enumerate() {
        tags.push(tag(&r.text, &r.forms, &r.marks, [&first.without[a % FOLDS], &second.without[a % FOLDS]]));
    }
    let entities: Vec<Vec<EntityMention>> = readings.iter().map(|r| entity::annotate(&r.text)).collect();
    log("tags and entities of unseen articles".into());
    let scene =
        |a: usize| Scene::new(&readings[a].text, &readings[a].forms, &readings[a].marks, &tags[a], &entities[a]);
    let mut collectors: [Collector; 4] = Default::default();
    let [contents, sources, names, antecedents] = &mut collectors;
    for (a, r) in readings.iter().enumerate() {
        pairs::collect_links(&scene(a), r, a as u32, contents, sources);
        pairs::collect_names(&scene(a), (&articles[a], r), WordTable::new(first_names), a as u32, names, antecedents);
    }
    let settings = [(30_000, 0.2), (30_000, 0.2), (20_000, 0.2), (8_000, 0.2)];
    let mut sections = vec![first, second];
    for (collector, (keep, dropout)) in collectors.into_iter().zip(settings) {
        let corpus = collector.finish(2);
        sections.push(Section::new(&corpus, &ranker_settings(keep, dropout))?);
        log(format!("ranker: {} rows, {} features", corpus.len(), corpus.n_features()));
    }
    let unsure = Model::from_vec(train(&Collector::new().finish(1), &ranker_settings(1, 0.0), |_| true))?;
    let mut models: Vec<Models> =
        (0..FOLDS).map(|fold| fold_models(&sections, fold, [lexicon, first_names], &unsure)).collect();
    let mut outcomes = Collector::new();
    for (a, r) in readings.iter().enumerate() {
        let scene = scene(a);
        let drafts = draft::drafts(&scene, &People::new(&scene, WordTable::new(first_names)), &models[a % FOLDS]);
        let named = name_all(&scene, &People::new(&scene, WordTable::new(first_names)), &drafts, &models[a % FOLDS]);
        pairs::collect_answers(&scene, &articles[a], r, (&drafts, &named), a as u32, &mut outcomes);
    }
    let corpus = outcomes.finish(5);
    let confidence = Section::new(&corpus, &ranker_settings(5_000, 0.0))?;
    log(format!("confidence: {} answers", corpus.len()));
    models.iter_mut().zip(&confidence.without).for_each(|(m, c)| m.confidence = c.clone());
    sections.push(confidence);
    let options = Options { min_confidence: 0.0 };
    let unseen = (0..articles.len())
        .map(|a| {
            let (scene, models) = (scene(a), &models[a % FOLDS]);
            let drafts = draft::drafts(&scene, &People::new(&scene, WordTable::new(first_names)), models);
            let named = name_all(&scene, &People::new(&scene, WordTable::new(first_names)), &drafts, models);
            let both = drafts.iter().zip(&named);
            both.filter_map(|(d, n)| finish(&scene, d, n.as_ref(), models, &options)).collect()
        })
        .collect();
    Ok(Trained { file: write([lexicon, first_names], &sections), unseen })
}

/// Trains both passes; the second learns from what the first says of unseen articles.
fn train_taggers(readings: &[Reading<'_>], log: &mut dyn FnMut(String)) -> Result<(Section, Section), ModelError> {
    let mut desk = Desk::default();
    let mut collector = Collector::new();
    for (a, r) in readings.iter().enumerate() {
        for p in 0..r.text.paragraphs.len() {
            desk.lay_out(&r.text, &r.forms, &r.marks, p);
            collector.push(&desk.rows, &r.labels[r.text.paragraph_tokens(p).range()], &desk.classes, a as u32);
        }
    }
    let corpus = collector.finish(2);
    let first = Section::new(&corpus, &tagger_settings())?;
    log(format!("first pass: {} features", corpus.n_features()));
    drop(corpus);
    let mut collector = Collector::new();
    for (a, r) in readings.iter().enumerate() {
        for p in 0..r.text.paragraphs.len() {
            let mut tags = Tags::default();
            desk.lay_out(&r.text, &r.forms, &r.marks, p);
            desk.predict(&first.without[a % FOLDS], &mut tags);
            desk.lay_out_second(&tags.labels, &tags.marginals);
            collector.push(&desk.rows, &r.labels[r.text.paragraph_tokens(p).range()], &desk.classes, a as u32);
        }
    }
    let corpus = collector.finish(2);
    let second = Section::new(&corpus, &tagger_settings())?;
    log(format!("second pass: {} features", corpus.n_features()));
    Ok((first, second))
}

fn fold_models(sections: &[Section], fold: usize, tables: [&'static [u8]; 2], confidence: &Model) -> Models {
    let model = |i: usize| sections[i].without[fold].clone();
    Models {
        lexicon: WordTable::new(tables[0]),
        first_names: WordTable::new(tables[1]),
        first: model(0),
        second: model(1),
        content_link: model(2),
        source_link: model(3),
        name: model(4),
        antecedent: model(5),
        confidence: confidence.clone(),
    }
}

fn write(tables: [&[u8]; 2], sections: &[Section]) -> Vec<u8> {
    debug_assert_eq!(sections.len(), SECTIONS);
    let parts: Vec<&[u8]> = tables.into_iter().chain(sections.iter().map(|s| &s.whole[..])).collect();
    let mut file = MAGIC.to_vec();
    parts.iter().for_each(|p| file.extend((p.len() as u32).to_le_bytes()));
    parts.iter().for_each(|p| file.extend_from_slice(p));
    file
}
