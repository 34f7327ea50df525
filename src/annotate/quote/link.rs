//! Candidates of a paragraph → attributions: which content belongs to which cue, and which
//! source.
//!
//! A logistic ranker scores content–cue pairs, another cue–source pairs (the order that
//! Pareti et al. 2013 found best: the cue first, then what it introduces). A content looks
//! at the cues nearest to it only, so that time stays linear.

use super::models::Models;
use super::scene::{Candidates, Scene, run_of};
use super::tagger::{CONTENT, CUE, SOURCE};
use crate::annotate::quote::sink::Emit;
use crate::annotate::sequence::{FeatureRows, Model};
use crate::annotate::text::Run;

/// Neighbours on each side that are worth a look.
const NEAREST: usize = 6;

/// A cue with what it introduces.
#[derive(Debug, Clone, Default)]
pub(super) struct Attribution {
    pub cue: Option<Run>,
    /// Pieces of the content, in text order.
    pub contents: Vec<Run>,
    pub source: Option<Run>,
    /// Probabilities that the content is one, that the cue is one, and of both links.
    pub content_probability: f32,
    pub cue_probability: f32,
    pub content_link: f32,
    pub source_link: f32,
}

/// Below these a link is not made.
const CONTENT_LINK: f32 = 0.1;
const SOURCE_LINK: f32 = 0.25;
/// Least strength of an attribution: the root of what the product of its probabilities says,
/// the cue's own counting less than the words' and the link's.
const LEAST: f32 = 0.34;

/// What a ranker relates to a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Content,
    Source,
}

/// Links the candidates of a paragraph.
pub(super) fn link(scene: &Scene<'_>, candidates: &Candidates, models: &Models) -> Vec<Attribution> {
    let mut attributions: Vec<Attribution> =
        candidates.cues.iter().map(|&cue| Attribution { cue: Some(cue), ..Attribution::default() }).collect();
    let mut rows = FeatureRows::new();
    for n in 0..candidates.contents.len() {
        let best = best_of(near(&candidates.cues, candidates.contents[n]), |cue| {
            score(scene, candidates, (Part::Content, n, cue), models, &mut rows)
        });
        if let Some((cue, probability)) = best.filter(|b| b.1 > CONTENT_LINK) {
            attributions[cue].contents.push(candidates.contents[n]);
            attributions[cue].content_link = attributions[cue].content_link.max(probability);
        }
    }
    for (cue, attribution) in attributions.iter_mut().enumerate() {
        if attribution.contents.is_empty() {
            continue;
        }
        let best = best_of(near(&candidates.sources, candidates.cues[cue]), |source| {
            score(scene, candidates, (Part::Source, source, cue), models, &mut rows)
        });
        if let Some((source, probability)) = best.filter(|b| b.1 > SOURCE_LINK) {
            attribution.source = Some(candidates.sources[source]);
            attribution.source_link = probability;
        }
        let content = attribution.contents.iter().map(|&c| scene.mean_probability(c, CONTENT)).fold(0.0, f32::max);
        attribution.content_probability = content;
        attribution.cue_probability = scene.best_probability(candidates.cues[cue], CUE);
    }
    let strength = |a: &Attribution| (a.content_probability * a.content_link * a.cue_probability.sqrt()).sqrt();
    attributions.retain(|a| !a.contents.is_empty() && strength(a) >= LEAST);
    attributions
}

/// Returns the candidates nearest to a run, by number.
pub(super) fn near(runs: &[Run], to: Run) -> std::ops::Range<usize> {
    let at = runs.partition_point(|r| r.start < to.start);
    at.saturating_sub(NEAREST)..(at + NEAREST).min(runs.len())
}

fn best_of(range: std::ops::Range<usize>, mut score: impl FnMut(usize) -> f32) -> Option<(usize, f32)> {
    range.map(|i| (i, score(i))).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
}

fn score(
    scene: &Scene<'_>,
    candidates: &Candidates,
    (part, n, cue): (Part, usize, usize),
    models: &Models,
    rows: &mut FeatureRows,
) -> f32 {
    let (others, ranker) = match part {
        Part::Content => (&candidates.contents, &models.content_link),
        Part::Source => (&candidates.sources, &models.source_link),
    };
    if !models.steps.rankers {
        let (x, c) = (others[n], candidates.cues[cue]);
        let gap = x.start.max(c.start).saturating_sub(x.end.min(c.end));
        return 1.0 / (1.0 + 0.05 * gap as f32);
    }
    rows.clear();
    push_pair(scene, candidates, part, n, cue, rows);
    probability(ranker, rows)
}

/// Returns the probability that a two-label model gives to the second label.
pub(super) fn probability(model: &Model, rows: &FeatureRows) -> f32 {
    let mut sums = [0i16; 8];
    rows.row(0).iter().for_each(|&feature| model.add::<2, 8>(feature, &mut sums));
    let difference = (f32::from(sums[1]) - f32::from(sums[0])) * model.scale() + model.edge(1) - model.edge(0);
    1.0 / (1.0 + (-difference).exp())
}

/// Returns the likeliest of several, its probability and that of the next; of two alike the
/// first.
pub(super) fn likeliest<T>(chances: impl Iterator<Item = (T, f32)>) -> Option<(T, f32, f32)> {
    chances.fold(None, |best: Option<(T, f32, f32)>, (one, chance)| match best {
        Some((known, top, next)) if chance <= top => Some((known, top, next.max(chance))),
        Some((_, top, _)) => Some((one, chance, top)),
        None => Some((one, chance, 0.0)),
    })
}

/// Writes the features of a pair as one row.
pub(super) fn push_pair(
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
    let is_left = x.end <= c.start;
    let (from, to) = if is_left { (x.end, c.start) } else { (c.end, x.start.max(c.end)) };
    let between = |runs: &[Run]| {
        let first = runs.partition_point(|r| r.start < from);
        runs[first..].iter().take(4).take_while(|r| r.end <= to).count().min(3) as u64
    };
    let (cues, same) = (between(&candidates.cues), between(others));
    let side = u64::from(is_left);
    let distance = (to - from) as usize;
    let far = match distance {
        0..=3 => distance as u64,
        4..=6 => 4,
        7..=11 => 5,
        12..=19 => 6,
        _ => 7,
    };
    let nearer = if is_left { x.end - 1 } else { x.start } as usize;
    let sentences = i64::from(scene.sentences[nearer]) - i64::from(scene.sentences[c.start as usize]);
    let sentences = (sentences.clamp(-2, 2) + 2) as u64;
    let word = |i: usize| scene.word_hash(i);
    let before = |i: u32| i.checked_sub(1).map_or(0, |i| scene.word_hash(i as usize));
    let (last_cue, first_cue) = (word(c.end as usize - 1), word(c.start as usize));
    let (next, previous) = (word(c.end as usize), before(c.start));
    let (first, last) = (word(x.start as usize), word(x.end as usize - 1));
    let (outer_before, outer_after) = (before(x.start), word(x.end as usize));
    let gap = run_of(from as usize, (to as usize).min(from as usize + 8));
    let commas = gap.range().filter(|&i| scene.word(i) == ",").count().min(3) as u64;
    let region = |r: Run| scene.marks.region_of(r.start as usize).map_or(0, |m| u64::from(m.start) + 1);
    let (own_region, cue_region) = (region(x), region(c));
    let quoted = match (own_region, cue_region) {
        (0, 0) => 0,
        (a, b) if a == b => 1,
        (_, 0) => 2,
        (0, _) => 3,
        _ => 4,
    };
    let class = if part == Part::Source { scene.source_class(x) } else { 0 };
    let length = (x.end - x.start).min(6) as u64;
    let level = |p: f32| (p * 7.99) as u64;
    let likely = level(scene.mean_probability(x, begin));
    let stem = scene.forms[c.end as usize - 1].stem;
    let emit = &mut Emit::new(rows, 2000 + 200 * side + if part == Part::Content { 0 } else { 100 });
    emit.add([0]);
    emit.add([far]);
    emit.add([sentences]);
    emit.add([sentences, cues, same]);
    emit.add([cues, far]);
    emit.add([cues, same, commas]);
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
    emit.add([word(from as usize), u64::from(distance > 0)]);
    emit.add([word(from as usize), word(from as usize + 1), far.min(4)]);
    emit.add([next, previous, sentences]);
    emit.add([outer_before, outer_after]);
    emit.add([class, far]);
    emit.add([class, cues, same]);
    emit.add([class, stem]);
    emit.add([first_cue, stem]);
    emit.add([previous, stem]);
    emit.add([previous, first_cue]);
    push_kinds(scene, (x, c), (from as usize, far), [cues, same], emit);
    emit.add([likely]);
    emit.add([likely, cues, same]);
    emit.add([likely, far]);
    emit.add([level(scene.best_probability(c, CUE)), cues]);
    emit.add([scene.tags.labels[x.start as usize].into(), scene.tags.labels[c.start as usize].into(), cues]);
    rows.end_row();
}

/// Writes the kinds of the words at the edges of a pair, and of those after `from`, where
/// what is between begins.
fn push_kinds(
    scene: &Scene<'_>,
    (x, cue): (Run, Run),
    (from, far): (usize, u64),
    [cues, same]: [u64; 2],
    emit: &mut Emit<'_>,
) {
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
