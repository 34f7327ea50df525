//! Paragraphs → rows of features, as the trainers of both taggers read them.

use super::gold::Reading;
use crate::annotate::quote::tagger::cells::{self, Cell, PAD};
use crate::annotate::quote::tagger::first::{self, REACH};
use crate::annotate::quote::tagger::passes::Tags;
use crate::annotate::quote::tagger::second::{self, Belief};
use crate::annotate::sequence::FeatureRows;

/// A paragraph with its features; memory is used again.
#[derive(Debug, Default)]
pub(super) struct Desk {
    pub rows: FeatureRows,
    pub classes: Vec<u8>,
    cells: Vec<Cell>,
    beliefs: Vec<Belief>,
}

impl Desk {
    /// Prepares a paragraph's transition classes and the first pass's features.
    pub fn lay_out(&mut self, reading: &Reading<'_>, paragraph: usize) {
        cells::fill(reading.tokens(), paragraph, &mut self.cells);
        let n = self.cells.len() - 2 * PAD;
        self.classes.clear();
        self.classes.extend(self.cells[PAD..PAD + n].iter().map(|c| c.class));
        self.rows.clear();
        for i in 0..n {
            push_first(&self.cells, i, &mut self.rows);
            self.rows.end_row();
        }
    }

    /// Replaces the features by those of the second pass, given the first's result.
    pub fn lay_out_second(&mut self, tags: &Tags) {
        second::fill(&self.cells, &tags.labels, &tags.marginals, &mut self.beliefs);
        self.rows.clear();
        for i in 0..tags.labels.len() {
            push_first(&self.cells, i, &mut self.rows);
            second::push(&self.cells, &self.beliefs, i, &mut self.rows);
            self.rows.end_row();
        }
    }
}

fn push_first(cells: &[Cell], i: usize, rows: &mut FeatureRows) {
    for offset in -(REACH as isize)..=REACH as isize {
        let at = (PAD + i).saturating_add_signed(offset);
        first::of_form(&cells[at].form, offset, rows);
        first::of_kind(cells[at].kind, cells[at].starts_sentence, offset, rows);
        if let Some(next) = cells.get(at + 1) {
            first::of_kinds([cells[at].kind, next.kind], offset, rows);
        }
    }
    first::push(cells, i, rows);
    first::push_pairs(cells, i, rows);
}
