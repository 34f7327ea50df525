//! The first tagger's features: words, marks, likely cues and positions.

use super::cells::{Cell, PAD};
use crate::annotate::sequence::{FeatureRows, mix};

/// Writes feature hashes; each call is a template of its own, numbered by its order.
pub(super) struct Emit<'r> {
    rows: &'r mut FeatureRows,
    template: u64,
}

impl<'r> Emit<'r> {
    pub fn new(rows: &'r mut FeatureRows, first_template: u64) -> Self {
        Emit { rows, template: first_template }
    }

    /// Adds one feature made of all of `values`.
    #[inline(always)]
    pub fn add<const N: usize>(&mut self, values: [u64; N]) {
        let mut hash = self.template;
        for value in values {
            hash = mix(hash, value);
        }
        self.template += 1;
        self.rows.push(hash);
    }

    /// Lets the next feature share the template of the last one: for bags of words.
    pub fn template_back(&mut self) {
        self.template -= 1;
    }
}

/// Adds the features of cell `i` (counted without the padding) to the row being filled.
pub(super) fn push(cells: &[Cell], i: usize, rows: &mut FeatureRows) {
    let window = &cells[i..i + 2 * PAD + 1];
    let at = |offset: isize| &window[(PAD as isize + offset) as usize];
    let word = |offset: isize| at(offset).form.word;
    let shape = |offset: isize| at(offset).form.shape;
    let class = |offset: isize| u64::from(at(offset).class);
    let rank = |offset: isize| u64::from(at(offset).form.cue_rank);
    let here = at(0);
    let f = &here.form;
    let emit = &mut Emit::new(rows, 1);
    for offset in -4..=4 {
        emit.add([word(offset)]);
    }
    emit.add([word(-1), f.word]);
    emit.add([f.word, word(1)]);
    emit.add([word(-2), word(-1)]);
    emit.add([word(1), word(2)]);
    emit.add([word(-1), word(1)]);
    for affix in [f.prefix3, f.prefix4, f.suffix2, f.suffix3, at(-1).form.suffix3, at(1).form.suffix3] {
        emit.add([affix]);
    }
    for offset in -2..=2 {
        emit.add([shape(offset)]);
    }
    emit.add([f.shape, shape(1)]);
    emit.add([shape(-1), f.shape]);
    emit.add([shape(-1), f.shape, shape(1)]);
    emit.add([f.stem]);
    emit.add([at(-1).form.stem]);
    emit.add([at(1).form.stem]);
    emit.add([f.stem, word(1)]);
    emit.add([f.stem, word(-1)]);
    emit.add([at(-1).form.stem, f.word]);
    emit.add([at(-2).form.stem, word(-1), f.word]);
    push_marks(at, emit);
    push_cues(at, emit);
    for offset in [-2, -1, 1, 2] {
        emit.add([class(offset)]);
    }
    emit.add([class(1), rank(2)]);
    emit.add([class(1), rank(3)]);
    emit.add([class(0), rank(1)]);
}

#[inline(always)]
fn push_marks<'c>(at: impl Fn(isize) -> &'c Cell, emit: &mut Emit<'_>) {
    let here = at(0);
    let word = |offset: isize| at(offset).form.word;
    let place = |offset: isize| at(offset).place;
    emit.add([here.is_inside, here.place]);
    emit.add([here.is_inside, here.place, place(-1), place(1)]);
    emit.add([place(-2), place(-1), here.place, place(1), place(2)]);
    emit.add([here.form.word, here.is_inside]);
    emit.add([word(-1), here.is_inside, at(-1).is_inside]);
    emit.add([here.mark_left, here.is_inside]);
    emit.add([here.mark_right, here.is_inside]);
    emit.add([here.mark_left, here.mark_right, here.is_inside]);
    emit.add([here.sentence_quotes]);
    emit.add([here.starts_sentence, here.sentence_quotes]);
    emit.add([here.starts_sentence, here.form.word]);
    emit.add([here.from_start]);
    emit.add([here.to_end]);
    emit.add([here.starts_sentence, here.paragraph]);
    emit.add([here.first_word]);
    emit.add([here.first_word, here.from_start]);
}

#[inline(always)]
fn push_cues<'c>(at: impl Fn(isize) -> &'c Cell, emit: &mut Emit<'_>) {
    let here = at(0);
    let rank = |offset: isize| u64::from(at(offset).form.cue_rank);
    let class = |offset: isize| u64::from(at(offset).class);
    let word = |offset: isize| at(offset).form.word;
    for offset in -2..=2 {
        emit.add([rank(offset)]);
    }
    emit.add([rank(-1), rank(0), rank(1)]);
    emit.add([rank(0), here.is_inside]);
    emit.add([rank(0), class(1)]);
    emit.add([rank(0), class(-1)]);
    emit.add([rank(-1), here.form.word]);
    emit.add([rank(-2), word(-1), here.form.word]);
    emit.add([here.cue_left]);
    emit.add([here.cue_right]);
    emit.add([here.cue_left, here.cue_right]);
    emit.add([here.cue_left_word]);
    emit.add([here.cue_right_word]);
    emit.add([here.cue_left_word, here.cue_left]);
    emit.add([here.cue_right_word, here.cue_right]);
    emit.add([here.cue_left_word, here.form.word]);
    emit.add([here.cue_right_word, class(0)]);
    emit.add([here.cue_right_word, class(-1), here.starts_sentence]);
    emit.add([here.cue_right_word, here.starts_sentence]);
    emit.add([here.cue_right, here.form.word]);
}
