//! Tokens → for each the probabilities of being content, source or cue, in two passes.
//!
//! A paragraph is one sequence. The first pass knows words, marks and positions; the second
//! knows what the first believed. A paragraph in which the first pass sees nothing that
//! reports speech is not read twice.

use super::cells::{self, Cell};
use super::forms::Form;
use super::marks::Marks;
use super::second::Belief;
use super::{first, second};
use crate::annotate::sequence::{FeatureRows, Model, Scratch};
use crate::annotate::text::Text;

/// Outside, then begin and inside of content, source and cue.
pub(super) const LABELS: usize = 7;
pub(super) const CONTENT: u8 = 1;
pub(super) const SOURCE: u8 = 3;
pub(super) const CUE: u8 = 5;
/// A paragraph without a cue or content as likely as this is settled after one pass.
const WORTH_A_SECOND_LOOK: f32 = 0.04;

/// Labels and label probabilities of all tokens of a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Tags {
    pub labels: Vec<u8>,
    pub marginals: Vec<f32>,
}

impl Tags {
    /// Returns the probability that a token belongs to a content, source or cue.
    pub fn probability(&self, token: usize, begin: u8) -> f32 {
        let at = token * LABELS + begin as usize;
        self.marginals.get(at..at + 2).map_or(0.0, |p| p[0] + p[1])
    }
}

/// Working memory of a tagger.
#[derive(Debug, Default)]
pub(super) struct Desk {
    pub cells: Vec<Cell>,
    pub rows: FeatureRows,
    pub beliefs: Vec<Belief>,
    pub classes: Vec<u8>,
    scores: Vec<f32>,
    scratch: Scratch,
}

impl Desk {
    /// Prepares a paragraph's cells, its transition classes, and the first pass's features.
    pub fn lay_out(&mut self, text: &Text<'_>, forms: &[Form], marks: &Marks, paragraph: usize) -> usize {
        cells::fill(text, forms, marks, paragraph, &mut self.cells);
        let n = self.cells.len() - 2 * cells::PAD;
        self.classes.clear();
        self.classes.extend(self.cells[cells::PAD..cells::PAD + n].iter().map(|c| c.class));
        self.rows.clear();
        for i in 0..n {
            first::push(&self.cells, i, &mut self.rows);
            self.rows.end_row();
        }
        n
    }

    /// Replaces the features by those of the second pass, given the first's result.
    pub fn lay_out_second(&mut self, labels: &[u8], marginals: &[f32]) {
        second::fill(&self.cells, labels, marginals, &mut self.beliefs);
        self.rows.clear();
        for i in 0..labels.len() {
            first::push(&self.cells, i, &mut self.rows);
            second::push(&self.cells, &self.beliefs, i, &mut self.rows);
            self.rows.end_row();
        }
    }

    /// Appends labels and probabilities of the prepared rows.
    pub fn predict(&mut self, model: &Model, tags: &mut Tags) {
        model.scores(&self.rows, &mut self.scores);
        tags.labels.extend_from_slice(model.viterbi(&self.scores, &self.classes, &mut self.scratch));
        tags.marginals.extend_from_slice(model.marginals(&self.scores, &self.classes, &mut self.scratch));
    }
}

/// Tags all tokens of a text.
pub(super) fn tag(text: &Text<'_>, forms: &[Form], marks: &Marks, models: [&Model; 2]) -> Tags {
    let mut desk = Desk::default();
    let mut tags = Tags::default();
    let mut before = Tags::default();
    for paragraph in 0..text.paragraphs.len() {
        before.labels.clear();
        before.marginals.clear();
        desk.lay_out(text, forms, marks, paragraph);
        desk.predict(models[0], &mut before);
        let likely = |row: &[f32]| 1.0 - row[0] - row[SOURCE as usize] - row[SOURCE as usize + 1];
        if before.marginals.chunks_exact(LABELS).any(|row| likely(row) > WORTH_A_SECOND_LOOK) {
            desk.lay_out_second(&before.labels, &before.marginals);
            desk.predict(models[1], &mut tags);
        } else {
            tags.labels.extend_from_slice(&before.labels);
            tags.marginals.extend_from_slice(&before.marginals);
        }
    }
    tags
}

/// Returns the runs of a label in `labels`, as offsets.
pub(super) fn runs(labels: &[u8], begin: u8) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < labels.len() {
        if labels[i] != begin && labels[i] != begin + 1 {
            i += 1;
            continue;
        }
        let end = (i + 1..labels.len()).find(|&j| labels[j] != begin + 1).unwrap_or(labels.len());
        out.push(i..end);
        i = end;
    }
    out
}
