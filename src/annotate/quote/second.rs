//! The second tagger's features: what the first one believed, near and far.
//!
//! Stacking on jackknifed predictions lets a token see which cue it could belong to, what
//! stands between, and whether that cue already has a content and a source (the idea of
//! two-stage sequence labelling, Krishnan & Manning 2006).

use super::cells::{Cell, PAD, bucket};
use super::first::Emit;
use super::tagger::{CONTENT, CUE, LABELS, SOURCE};
use crate::annotate::sequence::FeatureRows;

/// What the first tagger says about a token; small numbers are buckets.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Belief {
    label: u64,
    content: u64,
    source: u64,
    cue: u64,
    content_start: u64,
    source_start: u64,
    cue_start: u64,
    left: Neighbour,
    right: Neighbour,
    /// Contents and sources in the sentence, and its best cue.
    sentence: u64,
    sentence_cue: u64,
    before: u64,
    before_cue: u64,
    after_cue: u64,
}

/// The nearest believed cue on one side, in the sentence.
#[derive(Debug, Clone, Copy, Default)]
struct Neighbour {
    distance: u64,
    word: u64,
    stem: u64,
    probability: u64,
    /// Label of the token on this cue's near side.
    beside: u64,
    /// Content starts and source starts between, 0 to 2; 3 without a cue.
    contents: u64,
    sources: u64,
}

/// Fills `beliefs` (padded like the cells) from labels and label probabilities.
pub(super) fn fill(cells: &[Cell], labels: &[u8], marginals: &[f32], beliefs: &mut Vec<Belief>) {
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
            label: u64::from(labels[i]),
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

fn level(probability: f32) -> u64 {
    const STEPS: [f32; 7] = [0.02, 0.08, 0.2, 0.4, 0.6, 0.8, 0.95];
    STEPS.partition_point(|&s| s <= probability) as u64
}

/// Above this probability a token counts as a believed cue.
const BELIEVED: f32 = 0.25;

fn set_neighbours(cells: &[Cell], labels: &[u8], cue: &[f32], beliefs: &mut [Belief]) {
    let n = labels.len();
    let label = |i: Option<usize>| i.and_then(|i| labels.get(i)).map_or(0, |&l| u64::from(l));
    let neighbour = |c: usize, i: usize, beside: Option<usize>, contents: u64, sources: u64| Neighbour {
        distance: bucket(i.abs_diff(c)),
        word: cells[c].form.word,
        stem: cells[c].form.stem,
        probability: level(cue[c]) + 1,
        beside: label(beside),
        contents: contents.min(2),
        sources: sources.min(2),
    };
    let (mut last, mut contents, mut sources) = (None, 0, 0);
    for i in 0..n {
        contents += u64::from(labels[i] == CONTENT);
        sources += u64::from(labels[i] == SOURCE);
        if let Some(c) = last.filter(|&c: &usize| cells[c].sentence == cells[i].sentence) {
            let own = (u64::from(labels[i] == CONTENT), u64::from(labels[i] == SOURCE));
            beliefs[i].left = neighbour(c, i, Some(c + 1), contents - own.0, sources - own.1);
        }
        if cue[i] > BELIEVED {
            (last, contents, sources) = (Some(i), 0, 0);
        }
    }
    (last, contents, sources) = (None, 0, 0);
    for i in (0..n).rev() {
        if let Some(c) = last.filter(|&c: &usize| cells[c].sentence == cells[i].sentence) {
            beliefs[i].right = neighbour(c, i, c.checked_sub(1), contents, sources);
        }
        contents += u64::from(labels[i] == CONTENT);
        sources += u64::from(labels[i] == SOURCE);
        if cue[i] > BELIEVED {
            (last, contents, sources) = (Some(i), 0, 0);
        }
    }
}

fn set_sentences(cells: &[Cell], labels: &[u8], cue: &[f32], beliefs: &mut [Belief]) {
    let n = labels.len();
    let mut summaries: Vec<(u64, u64, u64)> = Vec::new();
    let mut start = 0;
    while start < n {
        let end = (start..n).find(|&i| cells[i].sentence != cells[start].sentence).unwrap_or(n);
        let here = &labels[start..end];
        let has = |l: u8| u64::from(here.iter().any(|&x| x == l || (l == CONTENT && x == CONTENT + 1)));
        let holds = has(CONTENT) * 2 + has(SOURCE);
        let cues = here.iter().filter(|&&l| l == CUE).count().min(3) as u64;
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

/// Adds the features of token `i` to the row being filled, after those of the first tagger.
pub(super) fn push(cells: &[Cell], beliefs: &[Belief], i: usize, rows: &mut FeatureRows) {
    let at = |offset: isize| &beliefs[(i as isize + PAD as isize + offset) as usize];
    let cell = |offset: isize| &cells[(i as isize + PAD as isize + offset) as usize];
    let class = |offset: isize| u64::from(cell(offset).class);
    let label = |offset: isize| at(offset).label;
    let (b, c) = (at(0), cell(0));
    let (l, r) = (&b.left, &b.right);
    let emit = &mut Emit::new(rows, 1000);
    emit.add([b.label]);
    emit.add([label(-1)]);
    emit.add([label(1)]);
    emit.add([label(-1), b.label, label(1)]);
    emit.add([label(-2), label(-1), b.label]);
    emit.add([b.label, label(1), label(2)]);
    emit.add([b.content, b.source, b.cue]);
    emit.add([b.content, b.content_start]);
    emit.add([at(-1).content, b.content, at(1).content]);
    emit.add([at(-1).content_start, b.content_start, at(1).content_start]);
    emit.add([b.source, b.source_start]);
    emit.add([at(-1).source, b.source, at(1).source]);
    emit.add([b.cue, b.cue_start]);
    emit.add([at(-1).cue, b.cue, at(1).cue]);
    emit.add([b.label, c.form.word]);
    emit.add([b.label, class(0), class(1)]);
    emit.add([label(1), class(0)]);
    emit.add([l.distance, r.distance]);
    for (side, other) in [(l, class(-1)), (r, class(0))] {
        emit.add([side.word, side.distance]);
        emit.add([side.probability, side.distance]);
        emit.add([side.stem, side.contents, side.sources]);
        emit.add([side.beside, side.contents, side.sources, b.label]);
        emit.add([side.stem, side.beside, b.content]);
        emit.add([side.distance, other, b.label]);
    }
    emit.add([l.probability, r.probability]);
    emit.add([l.beside, r.beside]);
    emit.add([l.contents, r.contents, l.sources, r.sources]);
    emit.add([l.contents, r.contents, b.content]);
    emit.add([l.word, class(-1), c.form.word]);
    emit.add([r.word, class(0), b.label]);
    emit.add([r.stem, c.starts_sentence, c.is_inside]);
    emit.add([b.sentence_cue, b.content]);
    emit.add([b.sentence, b.content]);
    emit.add([b.sentence, b.label]);
    emit.add([b.sentence, c.starts_sentence, c.is_inside]);
    emit.add([b.sentence_cue, c.starts_sentence]);
    emit.add([b.before_cue, b.before, c.is_inside, b.sentence]);
    emit.add([b.before_cue, b.before, c.starts_sentence, b.sentence_cue]);
    emit.add([b.after_cue, c.starts_sentence, b.sentence_cue, c.is_inside]);
    emit.add([b.before, c.is_inside, c.starts_sentence]);
}
