//! A content or source beside a cue → what the rankers see of the pair.

use super::candidates::Candidates;
use super::choose::near;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::tagger::passes::{CONTENT, CUE, SOURCE};
use crate::annotate::quote::tagger::sink::Emit;
use crate::annotate::quote::words::forms::{AND, COMMA, THAT, WHO};
use crate::annotate::quote::words::kinds::{class_of, ending_of};
use crate::annotate::sequence::FeatureRows;
use crate::annotate::text::Run;

/// What a ranker relates to a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Content,
    Source,
}

/// How a content or source and a cue lie to each other, in small numbers.
struct Gap {
    /// The tokens between.
    between: Run,
    is_left: bool,
    /// How many tokens, other cues and others of its sort stand between, and commas in the first eight.
    far: u64,
    cues: u64,
    same: u64,
    commas: u64,
    /// How many sentences it stands before or after the cue.
    sentences: u64,
    /// Whether both stand in one quotation, only one in any, or each in its own.
    quoted: u64,
}

impl Gap {
    fn new(scene: &Scene<'_>, (x, c): (Run, Run), others: &[Run], cues: &[Run]) -> Self {
        let is_left = x.end <= c.start;
        let between =
            if is_left { Run { start: x.end, end: c.start } } else { Run { start: c.end, end: x.start.max(c.end) } };
        let count = |runs: &[Run]| {
            let first = runs.partition_point(|r| r.start < between.start);
            runs[first..].iter().take(4).take_while(|r| r.end <= between.end).count().min(3) as u64
        };
        let far = match between.range().len() {
            near @ 0..=3 => near as u64,
            4..=6 => 4,
            7..=11 => 5,
            12..=19 => 6,
            _ => 7,
        };
        let nearer = if is_left { x.end - 1 } else { x.start } as usize;
        let sentences = i64::from(scene.sentences[nearer]) - i64::from(scene.sentences[c.start as usize]);
        let is_comma = |i: &usize| scene.forms[*i].mark == COMMA;
        let region = |r: Run| scene.marks.region_of(r.start as usize).map(|m| m.start);
        Gap {
            between,
            is_left,
            far,
            cues: count(cues),
            same: count(others),
            commas: between.range().take(8).filter(is_comma).count().min(3) as u64,
            sentences: (sentences.clamp(-2, 2) + 2) as u64,
            quoted: match (region(x), region(c)) {
                (None, None) => 0,
                (a, b) if a == b => 1,
                (_, None) => 2,
                (None, _) => 3,
                _ => 4,
            },
        }
    }
}

/// Writes the features of a pair as one row.
pub(crate) fn push_pair(
    scene: &Scene<'_>,
    candidates: &Candidates,
    part: Part,
    n: usize,
    cue: usize,
    rows: &mut FeatureRows,
) {
    let (others, begin) = match part {
        Part::Content => (&candidates.contents, CONTENT),
        Part::Source => (&candidates.sources, SOURCE),
    };
    let (x, c) = (others[n], candidates.cues[cue]);
    let gap = Gap::new(scene, (x, c), others, &candidates.cues);
    let Gap { far, cues, same, commas, sentences, .. } = gap;
    let level = |p: f32| (p * 7.99) as u64;
    let likely = level(scene.mean_probability(x, begin));
    let side = 200 * u64::from(gap.is_left);
    let emit = &mut Emit::new(rows, 2000 + side + if part == Part::Content { 0 } else { 100 });
    emit.add([0]);
    emit.add([far]);
    emit.add([sentences]);
    emit.add([sentences, cues, same]);
    emit.add([cues, far]);
    emit.add([cues, same, commas]);
    push_words(scene, (x, c), &gap, emit);
    let stem = scene.forms[c.end as usize - 1].stem;
    let class = if part == Part::Source { scene.source_class(x) } else { 0 };
    emit.add([class, far]);
    emit.add([class, cues, same]);
    emit.add([class, stem]);
    push_cue(scene, c, emit);
    push_kinds(scene, (x, c), &gap, emit);
    if part == Part::Source {
        push_clause(scene, candidates, (x, c), &gap, emit);
    }
    emit.add([likely]);
    emit.add([likely, cues, same]);
    emit.add([likely, far]);
    emit.add([level(scene.best_probability(c, CUE)), cues]);
    emit.add([scene.tags.labels[x.start as usize].into(), scene.tags.labels[c.start as usize].into(), cues]);
    rows.end_row();
}

/// Returns the hash of the word before a token; 0 before the text.
fn word_before(scene: &Scene<'_>, token: u32) -> u64 {
    token.checked_sub(1).map_or(0, |i| scene.word_hash(i as usize))
}

/// Writes the words at the edges of a pair.
fn push_words(scene: &Scene<'_>, (x, c): (Run, Run), gap: &Gap, emit: &mut Emit<'_>) {
    let &Gap { far, cues, commas, sentences, quoted, between, .. } = gap;
    let word = |i: u32| scene.word_hash(i as usize);
    let (last_cue, first_cue, stem) = (word(c.end - 1), word(c.start), scene.forms[c.end as usize - 1].stem);
    let (next, previous) = (word(c.end), word_before(scene, c.start));
    let (first, last) = (word(x.start), word(x.end - 1));
    let (outer_before, outer_after) = (word_before(scene, x.start), word(x.end));
    let length = (x.end - x.start).min(6) as u64;
    for value in [last_cue, stem, first_cue, next, previous] {
        emit.add([value]);
        emit.add([value, far]);
        emit.add([value, cues.min(2)]);
    }
    for value in [first, last, outer_before, outer_after] {
        emit.add([value]);
        emit.add([value, cues]);
    }
    emit.add([stem, first]);
    emit.add([commas, far]);
    emit.add([quoted, sentences, cues]);
    emit.add([quoted, far]);
    emit.add([length]);
    emit.add([length, far]);
    emit.add([word(between.start), u64::from(!between.range().is_empty())]);
    emit.add([word(between.start), word(between.start + 1), far.min(4)]);
    emit.add([next, previous, sentences]);
    emit.add([outer_before, outer_after]);
}

/// Writes the words of a cue with the one before it.
fn push_cue(scene: &Scene<'_>, c: Run, emit: &mut Emit<'_>) {
    let (first_cue, stem) = (scene.word_hash(c.start as usize), scene.forms[c.end as usize - 1].stem);
    let previous = word_before(scene, c.start);
    emit.add([first_cue, stem]);
    emit.add([previous, stem]);
    emit.add([previous, first_cue]);
}

/// Writes the kinds of the words at the edges of a pair, and of the first between.
fn push_kinds(scene: &Scene<'_>, (x, cue): (Run, Run), gap: &Gap, emit: &mut Emit<'_>) {
    let &Gap { far, cues, same, between, .. } = gap;
    let from = between.start as usize;
    let kind = |i: u32| scene.kind(i as usize);
    let before = |i: u32| i.checked_sub(1).map_or(0, kind);
    let (last_cue, first, last) = (kind(cue.end - 1), kind(x.start), kind(x.end - 1));
    let (outer_before, outer_after) = (before(x.start), kind(x.end));
    let (previous, next) = (before(cue.start), kind(cue.end));
    let first_cue = kind(cue.start);
    emit.add([last_cue]);
    emit.add([first_cue, last_cue]);
    emit.add([first_cue, last_cue, u64::from(cue.end - cue.start).min(5)]);
    emit.add([previous, first_cue, last_cue]);
    emit.add([last_cue, far]);
    emit.add([last_cue, cues, same]);
    emit.add([last_cue, first]);
    emit.add([last_cue, last]);
    emit.add([first, far]);
    emit.add([last, far]);
    emit.add([outer_before, outer_after]);
    emit.add([previous, next]);
    emit.add([previous, next, far]);
    emit.add([outer_before, first]);
    emit.add([last, outer_after]);
    emit.add([scene.kind(from), scene.kind(from + 1), far.min(4)]);
}

/// Tokens between the two that are looked at.
const BETWEEN: usize = 40;
/// Cues before that are looked at for the last one, and how likely it must be.
const CUES_BEFORE: usize = 3;
const IS_CUE: f32 = 0.3;

/// Writes how a source and a cue stand in their clause: whether it is what a grammar would call
/// the cue's subject.
fn push_clause(scene: &Scene<'_>, candidates: &Candidates, (x, c): (Run, Run), gap: &Gap, emit: &mut Emit<'_>) {
    let &Gap { far, cues, same, between, .. } = gap;
    let class = |i: u32| class_of(scene.kind(i as usize));
    let class_before = |run: Run| run.start.checked_sub(1).map_or(0, class);
    let is_comma = |i: u32| u64::from(scene.forms.get(i as usize).is_some_and(|form| form.mark == COMMA));
    let (place, cue_place) = (place(scene, x), place(scene, c).min(2));
    let opening = place.min(2);
    let first_cue = scene.kind(c.start as usize);
    let ending = ending_of(first_cue);
    let (before, after, previous) = (class_before(x), class(x.end), class_before(c));
    let parted = is_comma(x.end) << 1 | c.start.checked_sub(1).map_or(0, is_comma);
    let (mut verbs, mut commas, mut relative, mut joined) = (0, 0, 0, 0);
    for i in between.range().take(BETWEEN) {
        let form = &scene.forms[i];
        commas += u64::from(form.mark == COMMA);
        verbs += u64::from(scene.kinds[i].is_finite());
        relative |= u64::from(matches!(form.joint, WHO | THAT));
        joined |= u64::from(form.joint == AND);
    }
    let (verbs, commas) = (verbs.min(3), commas.min(5));
    // What stands beside another cue is likely its source.
    let beside = |cue: &Run| *cue != c && (cue.start.abs_diff(x.end) <= 1 || cue.end == x.start);
    let other = u64::from(candidates.cues[near(scene, &candidates.cues, x)].iter().any(beside));
    emit.add([place, cue_place]);
    emit.add([place, parted, ending]);
    emit.add([place, parted, far]);
    emit.add([after, previous, opening]);
    emit.add([place, previous, first_cue]);
    emit.add([verbs, commas, opening]);
    emit.add([verbs, relative, joined, parted]);
    emit.add([verbs, relative, commas, ending]);
    emit.add([other, previous, ending]);
    emit.add([other, verbs, cues, opening]);
    emit.add([cue_place, before, ending]);
    emit.add([before, place, parted]);
    emit.add([same, place, parted]);
    emit.add([same, verbs, relative, other]);
    push_last(scene, candidates, (x, c), [verbs, same, cues], emit);
}

/// Writes whether a source is that of the cue before, which then may share it ("Roe said …, but
/// insisted …").
fn push_last(
    scene: &Scene<'_>,
    candidates: &Candidates,
    (x, c): (Run, Run),
    [verbs, same, cues]: [u64; 3],
    emit: &mut Emit<'_>,
) {
    let sentence = |run: &Run| scene.sentences[run.start as usize];
    let n = candidates.cues.partition_point(|r| r.start < c.start);
    let is_last = |cue: &&Run| sentence(cue) == sentence(&c) && scene.best_probability(**cue, CUE) > IS_CUE;
    let last = candidates.cues[n.saturating_sub(CUES_BEFORE)..n].iter().rev().find(is_last);
    let shared = last.map_or(2, |cue| {
        let gap = cue.start.max(x.start).saturating_sub(cue.end.min(x.end));
        u64::from(x.end <= cue.start && gap <= 3 || x.start >= cue.end && gap <= 1)
    });
    let commas = last.map_or(9, |cue| {
        let since = run_of(cue.end.min(c.start) as usize, c.start as usize).range();
        since.take(BETWEEN).filter(|&i| scene.forms[i].mark == COMMA).count().min(3) as u64
    });
    let (first_cue, before) = (scene.kind(c.start as usize), (c.start as usize).checked_sub(1));
    let (previous, previous_word) = before.map_or((0, 0), |i| (class_of(scene.kind(i)), scene.word_hash(i)));
    let last_kind = last.map_or(0, |cue| scene.kind(cue.end as usize - 1));
    emit.add([shared, previous, ending_of(first_cue)]);
    emit.add([shared, previous_word, commas]);
    emit.add([shared, previous, verbs, commas]);
    emit.add([shared, last_kind, first_cue]);
    emit.add([shared, same, cues]);
}

/// Returns how many words of its sentence stand before a run, in steps.
fn place(scene: &Scene<'_>, run: Run) -> u64 {
    let sentence = scene.text.sentences.get(scene.sentences[run.start as usize] as usize);
    let before = run_of(sentence.map_or(run.start, |s| s.start) as usize, run.start as usize).range();
    match before.take(12).filter(|&i| scene.is_wordlike(i)).count() {
        few @ 0..=1 => few as u64,
        2..=3 => 2,
        4..=7 => 3,
        _ => 4,
    }
}
