//! The second tagger's features: what the first one believed, near and far.
//!
//! Stacking on jackknifed predictions lets a token see which cue it could belong to, what
//! stands between, and whether that cue already has a content and a source (the idea of
//! two-stage sequence labelling, Krishnan & Manning 2006).

use super::cells::{Cell, PAD, bucket};
use super::passes::{CONTENT, CUE, LABELS, SOURCE};
use super::sink::{Sink, pack};

/// What the first tagger says about a token; small numbers are buckets.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Belief {
    label: u8,
    content: u8,
    source: u8,
    cue: u8,
    content_start: u8,
    source_start: u8,
    cue_start: u8,
    left: Neighbour,
    right: Neighbour,
    /// Contents and sources in the sentence, and its best cue.
    sentence: u8,
    sentence_cue: u8,
    before: u8,
    before_cue: u8,
    after_cue: u8,
}

/// The nearest believed cue on one side, in the sentence.
#[derive(Debug, Clone, Copy, Default)]
struct Neighbour {
    distance: u8,
    word: u64,
    stem: u64,
    probability: u8,
    /// Label of the token on this cue's near side.
    beside: u8,
    /// Content starts and source starts between, 0 to 2; 3 without a cue.
    contents: u8,
    sources: u8,
}

/// Fills `beliefs` (padded like the cells) from labels and label probabilities.
pub(crate) fn fill(cells: &[Cell], labels: &[u8], marginals: &[f32], beliefs: &mut Vec<Belief>) {
    let n = labels.len();
    let none = Neighbour { contents: 3, sources: 3, beside: 9, ..Neighbour::default() };
    beliefs.clear();
    beliefs.resize(n + 2 * PAD, Belief { label: 9, left: none, right: none, ..Belief::default() });
    let cells = &cells[PAD..PAD + n];
    let inner = &mut beliefs[PAD..PAD + n];
    let mut cue = vec![0.0f32; n];
    for (i, row) in marginals.chunks_exact(LABELS).enumerate() {
        let both = |b: u8| row[b as usize] + row[b as usize + 1];
        cue[i] = both(CUE);
        inner[i] = Belief {
            label: labels[i],
            content: level(both(CONTENT)),
            source: level(both(SOURCE)),
            cue: level(cue[i]),
            content_start: level(row[CONTENT as usize]),
            source_start: level(row[SOURCE as usize]),
            cue_start: level(row[CUE as usize]),
            left: none,
            right: none,
            ..Belief::default()
        };
    }
    set_neighbours(cells, labels, &cue, inner);
    set_sentences(cells, labels, &cue, inner);
}

fn level(probability: f32) -> u8 {
    const STEPS: [f32; 7] = [0.02, 0.08, 0.2, 0.4, 0.6, 0.8, 0.95];
    STEPS.into_iter().map(|s| u8::from(s <= probability)).sum()
}

/// Above this probability a token counts as a believed cue.
const BELIEVED: f32 = 0.25;

fn set_neighbours(cells: &[Cell], labels: &[u8], cue: &[f32], beliefs: &mut [Belief]) {
    let n = labels.len();
    let label = |i: Option<usize>| i.and_then(|i| labels.get(i)).map_or(0, |&l| l);
    let neighbour = |c: usize, i: usize, beside: Option<usize>, contents: u8, sources: u8| Neighbour {
        distance: bucket(i.abs_diff(c)),
        word: cells[c].form.word,
        stem: cells[c].form.stem,
        probability: level(cue[c]) + 1,
        beside: label(beside),
        contents,
        sources,
    };
    let (mut last, mut contents, mut sources) = (None, 0, 0);
    for i in 0..n {
        if let Some(c) = last.filter(|&c: &usize| cells[c].sentence == cells[i].sentence) {
            beliefs[i].left = neighbour(c, i, Some(c + 1), contents, sources);
        }
        contents = 2.min(contents + u8::from(labels[i] == CONTENT));
        sources = 2.min(sources + u8::from(labels[i] == SOURCE));
        if cue[i] > BELIEVED {
            (last, contents, sources) = (Some(i), 0, 0);
        }
    }
    (last, contents, sources) = (None, 0, 0);
    for i in (0..n).rev() {
        if let Some(c) = last.filter(|&c: &usize| cells[c].sentence == cells[i].sentence) {
            beliefs[i].right = neighbour(c, i, c.checked_sub(1), contents, sources);
        }
        contents = 2.min(contents + u8::from(labels[i] == CONTENT));
        sources = 2.min(sources + u8::from(labels[i] == SOURCE));
        if cue[i] > BELIEVED {
            (last, contents, sources) = (Some(i), 0, 0);
        }
    }
}

fn set_sentences(cells: &[Cell], labels: &[u8], cue: &[f32], beliefs: &mut [Belief]) {
    let n = labels.len();
    let mut summaries: Vec<(u8, u8, u8)> = Vec::new();
    let mut start = 0;
    while start < n {
        let end = (start..n).find(|&i| cells[i].sentence != cells[start].sentence).unwrap_or(n);
        let here = &labels[start..end];
        let has = |l: u8| u8::from(here.iter().any(|&x| x == l || (l == CONTENT && x == CONTENT + 1)));
        let holds = has(CONTENT) * 2 + has(SOURCE);
        let cues = here.iter().filter(|&&l| l == CUE).count().min(3) as u8;
        let best = cue[start..end].iter().copied().fold(0.0, f32::max);
        summaries.push((cues * 4 + holds, level(best), holds));
        start = end;
    }
    for (i, belief) in beliefs.iter_mut().enumerate() {
        let s = cells[i].sentence as usize;
        let best = |s: Option<usize>| s.and_then(|s| summaries.get(s)).map_or(9, |x| x.1);
        let Some(&(sentence, sentence_cue, _)) = summaries.get(s) else { continue };
        belief.sentence = sentence;
        belief.sentence_cue = sentence_cue;
        belief.before = s.checked_sub(1).and_then(|s| summaries.get(s)).map_or(9, |x| x.2);
        belief.before_cue = best(s.checked_sub(1));
        belief.after_cue = best(Some(s + 1));
    }
}

/// Adds the features of token `i` to those of the first tagger.
pub(crate) fn push(cells: &[Cell], beliefs: &[Belief], i: usize, sink: &mut impl Sink) {
    let beliefs = &beliefs[i..i + 2 * PAD + 1];
    let at = |offset: isize| &beliefs[(PAD as isize + offset) as usize];
    let (before, here, after) = (&cells[i + PAD - 1], &cells[i + PAD], &cells[i + PAD + 1]);
    push_labels(at, [here.class, after.class], sink);
    sink.add(1014, [at(0).label.into(), here.form.word]);
    push_sides(at(0), [before, here], sink);
    sink.add(1034, [at(0).left.word, before.class.into(), here.form.word]);
    push_sentence(at(0), here, sink);
}

#[inline(always)]
fn push_labels<'b>(at: impl Fn(isize) -> &'b Belief, classes: [u8; 2], sink: &mut impl Sink) {
    let labels = [-2, -1, 0, 1, 2].map(|offset| at(offset).label);
    let key = [labels[0], labels[1], labels[2], labels[3], labels[4], classes[0], classes[1], 0];
    sink.group(11, [pack(key)], |sink| {
        let label = |offset: isize| u64::from(labels[(2 + offset) as usize]);
        sink.add(1000, [label(0)]);
        sink.add(1001, [label(-1)]);
        sink.add(1002, [label(1)]);
        sink.add(1003, [label(-1), label(0), label(1)]);
        sink.add(1004, [label(-2), label(-1), label(0)]);
        sink.add(1005, [label(0), label(1), label(2)]);
        sink.add(1015, [label(0), classes[0].into(), classes[1].into()]);
        sink.add(1016, [label(1), classes[0].into()]);
    });
    let three = |of: fn(&Belief) -> u8| [-1, 0, 1].map(|offset| of(at(offset)));
    let b = at(0);
    let (contents, starts) = (three(|b| b.content), three(|b| b.content_start));
    let (sources, cues) = (three(|b| b.source), three(|b| b.cue));
    let key = [contents[0], contents[1], contents[2], starts[0], starts[1], starts[2], b.source, b.cue];
    sink.group(12, [pack(key)], |sink| {
        sink.add(1006, [b.content.into(), b.source.into(), b.cue.into()]);
        sink.add(1007, [b.content.into(), b.content_start.into()]);
        sink.add(1008, contents.map(u64::from));
        sink.add(1009, starts.map(u64::from));
    });
    let key = [sources[0], sources[1], sources[2], b.source_start, cues[0], cues[1], cues[2], b.cue_start];
    sink.group(13, [pack(key)], |sink| {
        sink.add(1010, [b.source.into(), b.source_start.into()]);
        sink.add(1011, sources.map(u64::from));
        sink.add(1012, [b.cue.into(), b.cue_start.into()]);
        sink.add(1013, cues.map(u64::from));
    });
}

#[inline(always)]
fn push_sides(b: &Belief, [before, here]: [&Cell; 2], sink: &mut impl Sink) {
    let (l, r) = (&b.left, &b.right);
    push_side(14, 1018, (l, before.class), (b, here), sink);
    push_side(15, 1024, (r, here.class), (b, here), sink);
    let counts = [l.contents << 4 | r.contents, l.sources << 4 | r.sources];
    let distances = l.distance << 4 | r.distance;
    let key = [distances, l.probability, r.probability, l.beside, r.beside, counts[0], counts[1], b.content];
    sink.group(16, [pack(key)], |sink| {
        let [lc, rc, ls, rs] = [l.contents, r.contents, l.sources, r.sources].map(u64::from);
        sink.add(1017, [l.distance.into(), r.distance.into()]);
        sink.add(1030, [l.probability.into(), r.probability.into()]);
        sink.add(1031, [l.beside.into(), r.beside.into()]);
        sink.add(1032, [lc, rc, ls, rs]);
        sink.add(1033, [lc, rc, b.content.into()]);
    });
}

/// Adds what the nearest cue on one side says; `class` is that of the token's edge there.
#[inline(always)]
fn push_side(
    group: u64,
    first: u64,
    (side, class): (&Neighbour, u8),
    (b, cell): (&Belief, &Cell),
    sink: &mut impl Sink,
) {
    let counts = side.contents << 4 | side.sources;
    let (starts, inside) = (cell.starts_sentence, cell.is_inside);
    let edges = starts << 4 | inside;
    let key = [side.distance, side.probability, side.beside, counts, class, b.label, b.content, edges];
    sink.group(group, [side.word, pack(key)], |sink| {
        let [distance, beside, label, content] = [side.distance, side.beside, b.label, b.content].map(u64::from);
        let [contents, sources, class] = [side.contents, side.sources, class].map(u64::from);
        sink.add(first, [side.word, distance]);
        sink.add(first + 1, [side.probability.into(), distance]);
        sink.add(first + 2, [side.stem, contents, sources]);
        sink.add(first + 3, [beside, contents, sources, label]);
        sink.add(first + 4, [side.stem, beside, content]);
        sink.add(first + 5, [distance, class, label]);
        if group == 15 {
            sink.add(1035, [side.word, class, label]);
            sink.add(1036, [side.stem, starts.into(), inside.into()]);
        }
    });
}

#[inline(always)]
fn push_sentence(b: &Belief, cell: &Cell, sink: &mut impl Sink) {
    let (starts, inside) = (cell.starts_sentence, cell.is_inside);
    let edges = starts << 4 | inside;
    let key = [b.sentence_cue, b.content, b.sentence, b.label, edges, b.before, b.before_cue, b.after_cue];
    sink.group(17, [pack(key)], |sink| {
        let [content, label, starts, inside] = [b.content, b.label, starts, inside].map(u64::from);
        let [sentence, cue, before, before_cue] = [b.sentence, b.sentence_cue, b.before, b.before_cue].map(u64::from);
        sink.add(1037, [cue, content]);
        sink.add(1038, [sentence, content]);
        sink.add(1039, [sentence, label]);
        sink.add(1040, [sentence, starts, inside]);
        sink.add(1041, [cue, starts]);
        sink.add(1042, [before_cue, before, inside, sentence]);
        sink.add(1043, [before_cue, before, starts, cue]);
        sink.add(1044, [b.after_cue.into(), starts, cue, inside]);
        sink.add(1045, [before, inside, starts]);
    });
}
