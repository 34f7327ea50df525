//! Text → spans of names: the trained model at work.
//!
//! Scores that depend on one form are kept with the form; only conjunctions are looked up
//! for each token. The working memory belongs to the thread and is used again; it never
//! changes an answer.

use std::cell::RefCell;
use std::sync::OnceLock;

use super::evidence::Evidence;
use super::feature::{self, Place};
use super::form::{Form, Forms};
use super::label;
use super::layout::Layout;
use crate::annotate::EntityKind;
use crate::annotate::sequence::{Model, Scratch};
use crate::annotate::text::{Run, Text};

static MODEL: &[u8] = include_bytes!("../../../models/entities.bin");

fn model() -> Option<&'static Model> {
    static CELL: OnceLock<Option<Model>> = OnceLock::new();
    CELL.get_or_init(|| Model::from_bytes(MODEL).ok().filter(|m| m.n_labels() == label::N)).as_ref()
}

/// A name as the tagger found it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tagged {
    pub tokens: Run,
    pub kind: EntityKind,
}

/// What reading a text needs, kept by each thread.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub forms: Forms,
    pub layout: Layout,
    pub evidence: Evidence,
}

impl Reader {
    /// Reads a text; tells whether what was kept of forms is void.
    pub(super) fn read(&mut self, text: &Text<'_>) -> bool {
        let forgot = self.forms.read(text, &mut self.layout.ids);
        self.layout.read(text, &self.forms);
        self.evidence.read(&self.layout, &self.forms);
        forgot
    }

    /// Returns the surroundings of the tokens of a line.
    pub(super) fn place(&self, line: u32, slug: u64) -> Place<'_> {
        Place { layout: &self.layout, forms: &self.forms, evidence: &self.evidence, line, slug }
    }
}

/// Scores of one form in one role, or nothing yet.
type Kept = Option<[f32; label::N]>;

/// A tagger and its working memory; must always be given the same model.
#[derive(Debug, Default)]
pub(super) struct Tagger {
    reader: Reader,
    /// For each form its scores as the token itself, the one before, the one after.
    kept: Vec<[Kept; 3]>,
    edges: [Kept; 2],
    features: Vec<u64>,
    row: Vec<f32>,
    scores: Vec<f32>,
    scratch: Scratch,
}

/// Finds the names of a text.
pub(super) fn names(text: &Text<'_>) -> Vec<Tagged> {
    thread_local! {
        static TAGGER: RefCell<Tagger> = RefCell::default();
    }
    model().map_or_else(Vec::new, |model| TAGGER.with_borrow_mut(|tagger| tagger.names(model, text)))
}

impl Tagger {
    /// Finds the names of a text.
    pub(super) fn names(&mut self, model: &Model, text: &Text<'_>) -> Vec<Tagged> {
        let mut found = Vec::new();
        if self.reader.read(text) {
            self.kept.clear();
        }
        self.kept.resize(self.reader.forms.len(), [None; 3]);
        let slug = feature::slug(&self.reader.layout, &self.reader.forms);
        for s in 0..self.reader.layout.stretches.len() {
            let (run, line) = self.reader.layout.stretches[s];
            self.scores.clear();
            for i in run.range() {
                self.score(model, i, line, slug);
            }
            let labels = model.viterbi(&self.scores, &[], &mut self.scratch);
            label::names(labels, |start, end, kind| {
                let tokens = Run { start: run.start + start as u32, end: run.start + end as u32 };
                found.push(Tagged { tokens, kind });
            });
        }
        found
    }

    /// Appends the label scores of token `i`.
    fn score(&mut self, model: &Model, i: usize, line: u32, slug: u64) {
        let Tagger { reader, kept, edges, features, row, scores, .. } = self;
        features.clear();
        reader.place(line, slug).features(i, &mut |f| features.push(f));
        row.clear();
        model.push_scores(features, row);
        let run = reader.layout.lines[line as usize].run.range();
        let roles = [Some(i), i.checked_sub(1).filter(|k| run.contains(k)), Some(i + 1).filter(|k| run.contains(k))];
        for (role, at) in roles.into_iter().enumerate() {
            let id = at.map(|at| reader.layout.ids[at]);
            let slot = match id {
                Some(id) => &mut kept[id as usize][role],
                None => &mut edges[role - 1],
            };
            let form = id.map(|id| reader.forms.get(id));
            let part = slot.get_or_insert_with(|| role_scores(model, role, form, features));
            row.iter_mut().zip(part).for_each(|(sum, s)| *sum += *s);
        }
        scores.extend_from_slice(row);
    }
}

fn role_scores(model: &Model, role: usize, form: Option<&Form>, features: &mut Vec<u64>) -> [f32; label::N] {
    features.clear();
    let push = &mut |f| features.push(f);
    match (role, form) {
        (0, Some(form)) => feature::own(form, push),
        _ => feature::neighbour(role as u64 - 1, form, push),
    }
    let mut row = Vec::with_capacity(label::N);
    model.push_scores(features, &mut row);
    let mut scores = [0.0; label::N];
    scores.iter_mut().zip(row).for_each(|(s, v)| *s = v);
    scores
}
