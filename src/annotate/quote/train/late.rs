//! Tagged articles → rankers and confidence, and what models that never saw an article say
//! of it.

use super::calibrate::{self, Answer, Said};
use super::gold::{GoldArticle, Reading};
use super::kept::Tagged;
use super::pairs::{self, Sinks, Wanted};
use super::{FOLDS, Section};
use crate::annotate::Options;
use crate::annotate::quote::drafts::paragraphs;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::link::draft::Draft;
use crate::annotate::quote::models::calibration::{Calibration, Line};
use crate::annotate::quote::models::learnt::{MAGIC, Models, N_PARTS, Steps};
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::tagger::passes::{Passes, Tags};
use crate::annotate::quote::words::forms::{WordTable, Words};
use crate::annotate::quote::{Quote, answers, finish, name_all};
use crate::annotate::sequence::train::{Collector, Corpus, Settings, train};
use crate::annotate::sequence::{Model, ModelError};

/// Settings of a ranker, which chooses one of several; without `choice`, of a model that judges one.
fn ranker_settings(keep: usize, dropout: f32, choice: bool) -> Settings {
    Settings {
        choice,
        seeds: 3,
        n_labels: 2,
        epochs: 3,
        refit_epochs: 4,
        averaged: 3,
        keep,
        rate: 0.03,
        dropout,
        ..Settings::default()
    }
}

/// Models of confidence that are averaged: so that training anew moves few answers over the threshold.
const CONFIDENCES: usize = 27;

/// Returns how many models are averaged: where there are few examples, they differ more.
fn seeds(corpus: &Corpus) -> usize {
    if corpus.len() < 30_000 { 9 } else { 3 }
}

/// Articles with all that is known before the rankers.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub articles: &'a [GoldArticle],
    pub readings: &'a [Reading<'a>],
    /// What taggers that never saw an article say of it.
    pub tags: &'a [Tags],
    /// The bytes of a table.
    pub first_names: &'static [u8],
}

impl<'a> Desk<'a> {
    /// Returns an article as the linkers see it.
    pub fn scene(&'a self, a: usize) -> Scene<'a> {
        let r = &self.readings[a];
        Scene::new(r.tokens(), &self.tags[a], &r.entities)
    }

    /// Content and source links.
    fn links(&self) -> [Corpus; 2] {
        let mut collectors: [Collector; 2] = Default::default();
        let [contents, sources] = &mut collectors;
        for (a, r) in self.readings.iter().enumerate() {
            pairs::collect_links(&self.scene(a), r, a as u32, contents, sources);
        }
        collectors.map(|c| c.finish(2))
    }

    /// Names, descriptions of persons and of bodies, surnames of several, makers of documents. The
    /// articles are numbered from `first` on.
    fn collect_names(&self, first: usize, collectors: &mut [Collector; 5]) {
        let [names, descriptions, bodies, namesakes, makers] = collectors;
        for (a, r) in self.readings.iter().enumerate() {
            let wanted = Wanted::Names(Sinks {
                names: &mut *names,
                descriptions: &mut *descriptions,
                bodies: &mut *bodies,
                namesakes: &mut *namesakes,
                makers: if r.is_written { Some(&mut *makers) } else { None },
            });
            let (article, number) = ((&self.articles[a], r), (first + a) as u32);
            pairs::collect_names(&self.scene(a), article, WordTable::new(self.first_names), number, wanted);
        }
    }

    /// Whom pronouns may mean; each article's descriptions are answered by a model that never
    /// saw it. The articles are numbered from `first` on.
    fn collect_pronouns(&self, first: usize, descriptions: &[Model], antecedents: &mut Collector) {
        for (a, r) in self.readings.iter().enumerate() {
            let number = first + a;
            let wanted =
                Wanted::Pronouns { antecedents: &mut *antecedents, descriptions: &descriptions[number % FOLDS] };
            let article = (&self.articles[a], r);
            pairs::collect_names(&self.scene(a), article, WordTable::new(self.first_names), number as u32, wanted);
        }
    }

    /// Who speaks where nothing at the quote names her; all before is found by models that never saw
    /// the article, which is numbered from `first` on.
    fn collect_turns(&self, first: usize, models: &[Models], turns: &mut Collector) {
        for (a, r) in self.readings.iter().enumerate() {
            let scene = self.scene(a);
            let people = People::new(&scene, WordTable::new(self.first_names));
            let (number, models) = (first + a, &models[(first + a) % FOLDS]);
            let drafts = paragraphs::drafts(&scene, &people, models);
            pairs::collect_turns(&scene, &people, (&self.articles[a], r, number as u32), (&drafts, models), turns);
        }
    }

    /// What models that never saw an article answer, and whether it is right: in reported
    /// articles, those written for training being harder than what is to be judged; and whom
    /// descriptions mean in the latter. The articles are numbered from `first` on.
    fn answers(&self, first: usize, models: &[Models]) -> (Vec<Answer>, Vec<Said>) {
        let (mut answers, mut described) = (Vec::new(), Vec::new());
        for a in 0..self.readings.len() {
            let (scene, r, number) = (self.scene(a), &self.readings[a], first + a);
            let people = People::new(&scene, WordTable::new(self.first_names));
            let drafts = paragraphs::drafts(&scene, &people, &models[number % FOLDS]);
            let named = name_all(&scene, &people, &drafts, &models[number % FOLDS]);
            let article = (&self.articles[a], r, number);
            pairs::collect_answers(&scene, article, (&drafts, &named), &mut answers, &mut described);
        }
        (answers, described)
    }

    fn quotes(&self, a: usize, models: &Models) -> Vec<Quote> {
        let options = Options { min_confidence: 0.0 };
        self.found(a, models, &options).into_iter().map(|(_, quote)| quote).collect()
    }

    /// What models find in an article: drafts with the quotes made of them.
    pub fn found(&self, a: usize, models: &Models, options: &Options) -> Vec<(Draft, Quote)> {
        let scene = self.scene(a);
        let people = People::new(&scene, models.first_names);
        let answers = answers(&scene, &people, models);
        let quote = |(draft, named): (Draft, Option<_>)| {
            finish(&scene, &draft, named.as_ref(), models, options).map(|quote| (draft, quote))
        };
        answers.into_iter().filter_map(quote).collect()
    }
}

/// What follows the taggers, trained.
pub(super) struct Late<'a> {
    pub desk: Desk<'a>,
    /// What only teaches who speaks.
    turns: Desk<'a>,
    kept: &'a Tagged,
    /// For each fold the models that never saw it; their taggers' place is only filled, the
    /// answers are kept.
    pub models: Vec<Models>,
    sections: Vec<Section>,
    calibration: Vec<u8>,
}

impl<'a> Late<'a> {
    /// Trains the rankers, then the confidence.
    pub fn new(
        [desk, turns]: [Desk<'a>; 2],
        kept: &'a Tagged,
        log: &mut dyn FnMut(String),
    ) -> Result<Self, ModelError> {
        let mut train_ranker = |corpus: &Corpus, keep: usize| {
            log(format!("ranker: {} rows, {} features", corpus.len(), corpus.n_features()));
            Section::new(corpus, &Settings { seeds: seeds(corpus), ..ranker_settings(keep, 0.2, true) })
        };
        let [contents, sources] = desk.links();
        let mut collectors: [Collector; 5] = Default::default();
        desk.collect_names(0, &mut collectors);
        turns.collect_names(desk.articles.len(), &mut collectors);
        let [names, descriptions, bodies, namesakes, makers] = collectors.map(|c| c.finish(2));
        let descriptions = train_ranker(&descriptions, 8_000)?;
        let mut antecedents = Collector::default();
        desk.collect_pronouns(0, &descriptions.without, &mut antecedents);
        turns.collect_pronouns(desk.articles.len(), &descriptions.without, &mut antecedents);
        let antecedents = antecedents.finish(2);
        let mut sections = vec![
            train_ranker(&contents, 30_000)?,
            train_ranker(&sources, 30_000)?,
            train_ranker(&names, 20_000)?,
            train_ranker(&antecedents, 8_000)?,
            descriptions,
            train_ranker(&bodies, 4_000)?,
            train_ranker(&namesakes, 2_000)?,
            train_ranker(&makers, 2_000)?,
        ];
        let unsure = Model::from_bytes(&train(&Collector::new().finish(1), &ranker_settings(1, 0.0, false), |_| true))?;
        // The program keeps its tables for as long as it runs, and so does the trainer.
        let [ranks, classes, first_names] =
            [Vec::leak(kept.lexicon.clone()), Vec::leak(kept.classes.clone()), desk.first_names].map(WordTable::new);
        let tables = (Words { ranks, classes }, first_names);
        let mut models: Vec<Models> = (0..FOLDS).map(|fold| fold_models(&sections, fold, tables, &unsure)).collect();
        let mut collector = Collector::default();
        desk.collect_turns(0, &models, &mut collector);
        turns.collect_turns(desk.articles.len(), &models, &mut collector);
        let ranker = train_ranker(&collector.finish(2), 2_000)?;
        models.iter_mut().zip(&ranker.without).for_each(|(model, turn)| model.turn = turn.clone());
        sections.push(ranker);
        let (answers, mut described) = desk.answers(0, &models);
        let (_, more) = turns.answers(desk.articles.len(), &models);
        described.extend(more.into_iter().filter(|said| matches!(said.line, Line::Turn | Line::Body)));
        let corpus = calibrate::corpus(&answers);
        let settings = Settings { seeds: CONFIDENCES, ..ranker_settings(5_000, 0.7, false) };
        let confidence = Section::new(&corpus, &settings)?;
        log(format!("confidence: {} answers, {} descriptions", answers.len(), described.len()));
        let mut said = calibrate::said(&answers, &confidence.without);
        said.extend(described);
        for (fold, (model, confidence)) in models.iter_mut().zip(&confidence.without).enumerate() {
            model.confidence = confidence.clone();
            model.calibration = calibrate::learn(&said, |a| a.article % FOLDS != fold);
        }
        let calibration = calibrate::to_bytes(&calibrate::learn(&said, |_| true));
        sections.push(confidence);
        Ok(Late { desk, turns, kept, models, sections, calibration })
    }

    /// Returns the bytes of the model file.
    pub fn file(&self) -> Vec<u8> {
        let Tagged { lexicon, classes, taggers: [both, first, second], .. } = self.kept;
        let sections = self.sections.iter().map(|s| &s.whole[..]);
        let parts: Vec<&[u8]> = [lexicon, classes, self.desk.first_names, both, first, second]
            .into_iter()
            .chain(sections)
            .chain([&self.calibration[..]])
            .collect();
        debug_assert_eq!(parts.len(), N_PARTS);
        let mut file = MAGIC.to_vec();
        parts.iter().for_each(|p| file.extend((p.len() as u32).to_le_bytes()));
        parts.iter().for_each(|p| file.extend_from_slice(p));
        file
    }

    /// Returns what is found in each article by models that never saw it.
    pub fn unseen(&self) -> Vec<Vec<Quote>> {
        let each =
            [&self.desk, &self.turns].into_iter().flat_map(|desk| (0..desk.articles.len()).map(move |a| (desk, a)));
        each.enumerate().map(|(number, (desk, a))| desk.quotes(a, &self.models[number % FOLDS])).collect()
    }
}

/// Models of one fold, up to the turns.
fn fold_models(sections: &[Section], fold: usize, (words, first_names): (Words, WordTable), unused: &Model) -> Models {
    let model = |i: usize| sections[i].without[fold].clone();
    Models {
        steps: Steps::ALL,
        words,
        first_names,
        passes: Passes { both: unused.clone(), first: unused.clone(), second: unused.clone() },
        content_link: model(0),
        source_link: model(1),
        name: model(2),
        antecedent: model(3),
        description: model(4),
        body: model(5),
        namesake: model(6),
        maker: model(7),
        turn: unused.clone(),
        confidence: unused.clone(),
        calibration: Calibration::default(),
    }
}
