//! The first tagger's features: words, marks, likely cues and positions.
//!
//! What depends on one word, or on one kind or two, and the distance is apart ([`of_form`],
//! [`of_kind`], [`of_kinds`]), so that its sums can be kept (see [`super::around`]); the rest is
//! in groups ([`Sink::group`]). Every template has a number.

use super::cells::{Cell, PAD};
use super::sink::{Sink, pack};
use crate::annotate::quote::words::forms::Form;
use crate::annotate::quote::words::kinds::Kind;

/// How far a word is seen.
pub(crate) const REACH: usize = 4;

/// Adds what the form `offset` tokens away says by itself.
pub(crate) fn of_form(form: &Form, offset: isize, sink: &mut impl Sink) {
    let at = |middle: isize| (middle + offset) as u64;
    sink.add(at(5), [form.word]);
    if offset.abs() <= 2 {
        sink.add(at(23), [form.shape]);
        sink.add(at(54), [form.cue_rank.into()]);
    }
    match offset {
        -1 => {
            sink.add(19, [form.suffix3]);
            sink.add(30, [form.stem]);
        }
        0 => {
            for (template, affix) in (15..).zip([form.prefix3, form.prefix4, form.suffix2, form.suffix3]) {
                sink.add(template, [affix]);
            }
            sink.add(29, [form.stem]);
        }
        1 => {
            sink.add(20, [form.suffix3]);
            sink.add(31, [form.stem]);
        }
        _ => {}
    }
}

/// Adds what the kind of the word `offset` tokens away says by itself.
pub(crate) fn of_kind(kind: Kind, starts_sentence: u8, offset: isize, sink: &mut impl Sink) {
    let number = kind.number();
    match offset {
        -2 => sink.add(96, [number]),
        -1 => sink.add(91, [number]),
        0 => {
            sink.add(90, [number]);
            sink.add(95, [kind.class.into(), starts_sentence.into()]);
        }
        1 => sink.add(93, [number]),
        2 => sink.add(98, [number]),
        _ => {}
    }
}

/// Adds what the kinds of two words side by side say, the first of them `offset` tokens away.
pub(crate) fn of_kinds(kinds: [Kind; 2], offset: isize, sink: &mut impl Sink) {
    let numbers = kinds.map(Kind::number);
    match offset {
        -2 => sink.add(97, numbers),
        -1 => sink.add(92, numbers),
        0 => sink.add(94, numbers),
        1 => sink.add(99, numbers),
        _ => {}
    }
}

/// Adds the features of cell `i` (counted without the padding) that hold two words.
///
/// There are too many different ones to keep sums of.
#[inline(always)]
pub(crate) fn push_pairs(cells: &[Cell], i: usize, sink: &mut impl Sink) {
    let at = |offset: isize| &cells[(i + PAD).saturating_add_signed(offset)];
    let word = |offset: isize| at(offset).form.word;
    let stem = |offset: isize| at(offset).form.stem;
    let rank = |offset: isize| u64::from(at(offset).form.cue_rank);
    sink.add(10, [word(-1), word(0)]);
    sink.add(11, [word(0), word(1)]);
    sink.add(12, [word(-2), word(-1)]);
    sink.add(13, [word(1), word(2)]);
    sink.add(14, [word(-1), word(1)]);
    sink.add(32, [stem(0), word(1)]);
    sink.add(33, [stem(0), word(-1)]);
    sink.add(34, [stem(-1), word(0)]);
    sink.add(35, [stem(-2), word(-1), word(0)]);
    sink.add(61, [rank(-1), word(0)]);
    sink.add(62, [rank(-2), word(-1), word(0)]);
    sink.add(40, [word(-1), at(0).is_inside.into(), at(-1).is_inside.into()]);
    sink.add(70, [at(0).cue_left_word, word(0)]);
    sink.add(74, [at(0).cue_right.into(), word(0)]);
}

/// Adds the features of cell `i` that depend on small numbers or on one word beside them.
pub(crate) fn push(cells: &[Cell], i: usize, sink: &mut impl Sink) {
    let window = &cells[i..i + 2 * PAD + 1];
    let at = |offset: isize| &window[(PAD as isize + offset) as usize];
    push_shapes(at, sink);
    push_marks(at, sink);
    push_classes(at, sink);
    push_cues(at, sink);
    push_nearest(at(0), sink);
}

#[inline(always)]
fn push_shapes<'c>(at: impl Fn(isize) -> &'c Cell, sink: &mut impl Sink) {
    let [before, here, after] = [-1, 0, 1].map(|offset| at(offset).form.shape);
    sink.group(1, [before, here, after], |sink| {
        sink.add(26, [here, after]);
        sink.add(27, [before, here]);
        sink.add(28, [before, here, after]);
    });
}

#[inline(always)]
fn push_marks<'c>(at: impl Fn(isize) -> &'c Cell, sink: &mut impl Sink) {
    let here = at(0);
    let place = |offset: isize| u64::from(at(offset).place);
    let (word, inside, starts) = (here.form.word, u64::from(here.is_inside), u64::from(here.starts_sentence));
    let places = [at(-2), at(-1), here, at(1), at(2)].map(|c| c.place);
    let key = pack([places[0], places[1], places[2], places[3], places[4], here.is_inside, 0, 0]);
    sink.group(2, [key], |sink| {
        sink.add(36, [inside, place(0)]);
        sink.add(37, [inside, place(0), place(-1), place(1)]);
        sink.add(38, places.map(u64::from));
    });
    let (left, right) = (u64::from(here.mark_left), u64::from(here.mark_right));
    let (quotes, paragraph) = (u64::from(here.sentence_quotes), u64::from(here.paragraph));
    let sides = [here.mark_left, here.mark_right, here.is_inside];
    let key = [sides[0], sides[1], sides[2], here.sentence_quotes, here.starts_sentence, here.paragraph, 0, 0];
    sink.group(3, [pack(key)], |sink| {
        sink.add(41, [left, inside]);
        sink.add(42, [right, inside]);
        sink.add(43, [left, right, inside]);
        sink.add(44, [quotes]);
        sink.add(45, [starts, quotes]);
        sink.add(49, [starts, paragraph]);
    });
    sink.group(4, [word, inside << 8 | starts], |sink| {
        sink.add(39, [word, inside]);
        sink.add(46, [starts, word]);
    });
    let (from_start, to_end) = (u64::from(here.from_start), u64::from(here.to_end));
    sink.group(5, [from_start << 8 | to_end], |sink| {
        sink.add(47, [from_start]);
        sink.add(48, [to_end]);
    });
    sink.group(6, [here.first_word, from_start], |sink| {
        sink.add(50, [here.first_word]);
        sink.add(51, [here.first_word, from_start]);
    });
}

#[inline(always)]
fn push_classes<'c>(at: impl Fn(isize) -> &'c Cell, sink: &mut impl Sink) {
    let inside = at(0).is_inside;
    let classes = [-2, -1, 0, 1, 2].map(|offset| at(offset).class);
    let ranks = [-1, 0, 1, 2, 3].map(|offset| at(offset).form.cue_rank);
    let class = |offset: isize| u64::from(classes[(offset + 2) as usize]);
    let rank = |offset: isize| u64::from(ranks[(offset + 1) as usize]);
    let key = [classes[0], classes[1], classes[3], classes[4], ranks[3], ranks[4], 0, 0];
    sink.group(7, [pack(key)], |sink| {
        for (template, offset) in (75..).zip([-2, -1, 1, 2]) {
            sink.add(template, [class(offset)]);
        }
        sink.add(79, [class(1), rank(2)]);
        sink.add(80, [class(1), rank(3)]);
    });
    let key = [inside, ranks[0], ranks[1], ranks[2], classes[1], classes[2], classes[3], 0];
    sink.group(19, [pack(key)], |sink| {
        sink.add(81, [class(0), rank(1)]);
        sink.add(57, [rank(-1), rank(0), rank(1)]);
        sink.add(58, [rank(0), inside.into()]);
        sink.add(59, [rank(0), class(1)]);
        sink.add(60, [rank(0), class(-1)]);
    });
}

#[inline(always)]
fn push_cues<'c>(at: impl Fn(isize) -> &'c Cell, sink: &mut impl Sink) {
    let here = at(0);
    let (left, right) = (u64::from(here.cue_left), u64::from(here.cue_right));
    let (left_word, right_word) = (here.cue_left_word, here.cue_right_word);
    sink.group(8, [left << 8 | right], |sink| {
        sink.add(63, [left]);
        sink.add(64, [right]);
        sink.add(65, [left, right]);
    });
    sink.group(9, [left_word, left], |sink| {
        sink.add(66, [left_word]);
        sink.add(68, [left_word, left]);
    });
    let (class, before, starts) = (here.class, at(-1).class, here.starts_sentence);
    sink.group(10, [right_word, pack([here.cue_right, class, before, starts, 0, 0, 0, 0])], |sink| {
        sink.add(67, [right_word]);
        sink.add(69, [right_word, right]);
        sink.add(71, [right_word, class.into()]);
        sink.add(72, [right_word, before.into(), starts.into()]);
        sink.add(73, [right_word, starts.into()]);
    });
}

/// Adds what the nearest words on either side that report or may speak say: by themselves, which
/// neighbouring tokens share, and with the token's own class.
#[inline(always)]
fn push_nearest(here: &Cell, sink: &mut impl Sink) {
    let (class, transition) = (u64::from(here.kind.class), u64::from(here.class));
    for (n, side) in [(0, 0), (1, 1)] {
        let (first, (report, far), (speaker, further)) = (110 + 6 * n, here.reports[side], here.speaks[side]);
        sink.group(24 + n, [pack([report, far, here.class, 0, 0, 0, 0, 0])], |sink| {
            sink.add(first, [report.into(), far.into()]);
            sink.add(first + 4, [report.into(), transition]);
        });
        sink.group(26 + n, [pack([speaker, further, here.kind.class, 0, 0, 0, 0, 0])], |sink| {
            sink.add(first + 1, [speaker.into(), further.into()]);
            sink.add(first + 5, [speaker.into(), class]);
        });
    }
    let [reports, speaks] = [here.reports, here.speaks].map(|sides| sides.map(|(class, _)| class));
    let [before, after] = reports.map(u64::from);
    let [one, other] = speaks.map(u64::from);
    sink.group(28, [pack([reports[0], reports[1], speaks[0], speaks[1], 0, 0, 0, 0])], |sink| {
        sink.add(112, [before, one]);
        sink.add(118, [after, other]);
        sink.add(122, [before, after]);
        sink.add(123, [one, other]);
    });
    sink.add(113, [before, one, class]);
    sink.add(119, [after, other, class]);
    sink.add(124, [one, after, class]);
    sink.add(125, [before, other, class]);
}
