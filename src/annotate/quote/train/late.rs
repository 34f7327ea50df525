//! Tagged articles → rankers and confidence, and what models that never saw an article say
//! of it.

use super::gold::{GoldArticle, Reading};
use super::kept::Tagged;
use super::{FOLDS, Section, Trained, pairs};
use crate::annotate::quote::forms::WordTable;
use crate::annotate::quote::models::{MAGIC, Models, N_MODELS};
use crate::annotate::quote::people::People;
use crate::annotate::quote::scene::Scene;
use crate::annotate::quote::{Quote, draft, finish, name_all};
use crate::annotate::sequence::train::{Collector, Corpus, Settings, train};
use crate::annotate::sequence::{Model, ModelError};
use crate::annotate::{EntityMention, Options, entity};

fn ranker_settings(keep: usize, dropout: f32) -> Settings {
    Settings { n_labels: 2, epochs: 3, refit_epochs: 4, averaged: 3, keep, rate: 0.03, dropout, ..Settings::default() }
}

/// Articles with all that is known before the rankers.
struct Desk<'a> {
    articles: &'a [GoldArticle],
    readings: &'a [Reading<'a>],
    kept: &'a Tagged,
    entities: Vec<Vec<EntityMention>>,
    first_names: &'static [u8],
}

impl<'a> Desk<'a> {
    fn scene(&'a self, a: usize) -> Scene<'a> {
        let r = &self.readings[a];
        Scene::new(&r.text, &r.forms, &r.marks, &self.kept.tags[a], &self.entities[a])
    }

    /// Content and source links, names, antecedents.
    fn rankers(&self) -> [Corpus; 4] {
        let mut collectors: [Collector; 4] = Default::default();
        let [contents, sources, names, antecedents] = &mut collectors;
        for (a, r) in self.readings.iter().enumerate() {
            let scene = self.scene(a);
            pairs::collect_links(&scene, r, a as u32, contents, sources);
            let first_names = WordTable::new(self.first_names);
            pairs::collect_names(&scene, (&self.articles[a], r), first_names, a as u32, names, antecedents);
        }
        collectors.map(|c| c.finish(2))
    }

    /// What models that never saw an article answer, and whether it is right.
    fn answers(&self, models: &[Models]) -> Corpus {
        let mut outcomes = Collector::new();
        for (a, r) in self.readings.iter().enumerate() {
            let scene = self.scene(a);
            let people = People::new(&scene, WordTable::new(self.first_names));
            let drafts = draft::drafts(&scene, &people, &models[a % FOLDS]);
            let named = name_all(&scene, &people, &drafts, &models[a % FOLDS]);
            pairs::collect_answers(&scene, &self.articles[a], r, (&drafts, &named), a as u32, &mut outcomes);
        }
        outcomes.finish(5)
    }

    fn quotes(&self, a: usize, models: &Models) -> Vec<Quote> {
        let scene = self.scene(a);
        let people = People::new(&scene, WordTable::new(self.first_names));
        let drafts = draft::drafts(&scene, &people, models);
        let named = name_all(&scene, &people, &drafts, models);
        let options = Options { min_confidence: 0.0 };
        let both = drafts.iter().zip(&named);
        both.filter_map(|(d, n)| finish(&scene, d, n.as_ref(), models, &options)).collect()
    }
}

/// Trains what follows the taggers.
pub(super) fn train_late(
    articles: &[GoldArticle],
    readings: &[Reading<'_>],
    kept: &Tagged,
    first_names: &'static [u8],
    log: &mut dyn FnMut(String),
) -> Result<Trained, ModelError> {
    // The program keeps the lexicon for as long as it runs, and so does the trainer.
    let lexicon: &'static [u8] = Vec::leak(kept.lexicon.clone());
    let entities = readings.iter().map(|r| entity::annotate(&r.text)).collect();
    let desk = Desk { articles, readings, kept, entities, first_names };
    let settings = [(30_000, 0.2), (30_000, 0.2), (20_000, 0.2), (8_000, 0.2)];
    let mut sections: Vec<Section> = Vec::new();
    for (corpus, (keep, dropout)) in desk.rankers().into_iter().zip(settings) {
        sections.push(Section::new(&corpus, &ranker_settings(keep, dropout))?);
        log(format!("ranker: {} rows, {} features", corpus.len(), corpus.n_features()));
    }
    let unsure = Model::from_vec(train(&Collector::new().finish(1), &ranker_settings(1, 0.0), |_| true))?;
    let mut models: Vec<Models> =
        (0..FOLDS).map(|fold| fold_models(&sections, fold, [lexicon, first_names], &unsure)).collect();
    let corpus = desk.answers(&models);
    let confidence = Section::new(&corpus, &ranker_settings(5_000, 0.0))?;
    log(format!("confidence: {} answers", corpus.len()));
    models.iter_mut().zip(&confidence.without).for_each(|(m, c)| m.confidence = c.clone());
    sections.push(confidence);
    let unseen = (0..articles.len()).map(|a| desk.quotes(a, &models[a % FOLDS])).collect();
    let taggers = kept.taggers.iter().map(|t| &t[..]);
    let parts: Vec<&[u8]> =
        [lexicon, first_names].into_iter().chain(taggers).chain(sections.iter().map(|s| &s.whole[..])).collect();
    Ok(Trained { file: write(&parts), unseen })
}

/// Models of one fold; the taggers' place is filled, their answers are kept elsewhere.
fn fold_models(sections: &[Section], fold: usize, tables: [&'static [u8]; 2], unused: &Model) -> Models {
    let model = |i: usize| sections[i].without[fold].clone();
    Models {
        lexicon: WordTable::new(tables[0]),
        first_names: WordTable::new(tables[1]),
        first: unused.clone(),
        second: unused.clone(),
        content_link: model(0),
        source_link: model(1),
        name: model(2),
        antecedent: model(3),
        confidence: unused.clone(),
    }
}

fn write(parts: &[&[u8]]) -> Vec<u8> {
    debug_assert_eq!(parts.len(), N_MODELS + 2);
    let mut file = MAGIC.to_vec();
    parts.iter().for_each(|p| file.extend((p.len() as u32).to_le_bytes()));
    parts.iter().for_each(|p| file.extend_from_slice(p));
    file
}
