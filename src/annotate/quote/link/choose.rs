//! Candidates of a paragraph → attributions: which content belongs to which cue, and which
//! source.
//!
//! One ranker chooses the cue of a content, another the source of a cue (the order that Pareti
//! et al. 2013 found best: the cue first, then what it introduces), or none; both are
//! conditional logit models. A content looks at the cues nearest to it only, so that time
//! stays linear.

use super::attribution::Attribution;
use super::candidates::Candidates;
use super::pair::{Part, push_pair};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::models::chances::chances;
use crate::annotate::quote::models::learnt::Models;
use crate::annotate::quote::tagger::passes::{CONTENT, CUE};
use crate::annotate::sequence::FeatureRows;
use crate::annotate::text::Run;

/// Neighbours on each side that are worth a look.
const NEAREST: usize = 4;
/// Sentences away at which nothing is.
const FARTHEST: u32 = 1;

/// Below these a link is not made.
const CONTENT_LINK: f32 = 0.25;
const SOURCE_LINK: f32 = 0.3;

/// Least strength of an attribution: the root of what the product of its probabilities says,
/// the cue's own counting less than the words' and the link's.
const LEAST: f32 = 0.36;

/// Links the candidates of a paragraph.
pub(crate) fn link(scene: &Scene<'_>, candidates: &Candidates, models: &Models) -> Vec<Attribution> {
    let mut attributions: Vec<Attribution> =
        candidates.cues.iter().map(|&cue| Attribution { cue: Some(cue), ..Attribution::default() }).collect();
    let mut rows = FeatureRows::new();
    for n in 0..candidates.contents.len() {
        let best = best_of(scene, candidates, (Part::Content, n), models, &mut rows);
        if let Some((cue, probability)) = best.filter(|b| b.1 > CONTENT_LINK) {
            attributions[cue].contents.push(candidates.contents[n]);
            attributions[cue].content_link = attributions[cue].content_link.max(probability);
        }
    }
    for (cue, attribution) in attributions.iter_mut().enumerate() {
        if attribution.contents.is_empty() {
            continue;
        }
        if let Some((source, probability)) = source_of(scene, candidates, cue, models, &mut rows) {
            (attribution.source, attribution.source_link) = (Some(source), probability);
        }
        let content = attribution.contents.iter().map(|&c| scene.mean_probability(c, CONTENT)).fold(0.0, f32::max);
        attribution.content_probability = content;
        attribution.cue_probability = scene.best_probability(candidates.cues[cue], CUE);
    }
    let strength = |a: &Attribution| (a.content_probability * a.content_link * a.cue_probability.sqrt()).sqrt();
    attributions.retain(|a| !a.contents.is_empty() && strength(a) >= LEAST);
    attributions
}

/// Returns the source of a cue, given by its number, and how likely it is; `rows` lends memory.
pub(crate) fn source_of(
    scene: &Scene<'_>,
    candidates: &Candidates,
    cue: usize,
    models: &Models,
    rows: &mut FeatureRows,
) -> Option<(Run, f32)> {
    let best = best_of(scene, candidates, (Part::Source, cue), models, rows);
    best.filter(|b| b.1 > SOURCE_LINK).map(|(source, probability)| (candidates.sources[source], probability))
}

/// Returns the candidates nearest to a run, by number; none stands sentences away.
pub(crate) fn near(scene: &Scene<'_>, runs: &[Run], to: Run) -> std::ops::Range<usize> {
    let at = runs.partition_point(|r| r.start < to.start);
    let sentence = |token: u32| scene.sentences[token as usize];
    let (first, last) = (sentence(to.start), sentence(to.end - 1));
    let left = at.saturating_sub(NEAREST)..at;
    let right = at..(at + NEAREST).min(runs.len());
    let is_far_left = |i: &usize| sentence(runs[*i].end - 1) + FARTHEST < first;
    let is_near_right = |i: &usize| sentence(runs[*i].start) <= last + FARTHEST;
    let start = left.start + left.take_while(is_far_left).count();
    start..at + right.take_while(is_near_right).count()
}

/// Returns the cue of a content or the source of a cue, by number, and how likely it is.
fn best_of(
    scene: &Scene<'_>,
    candidates: &Candidates,
    (part, n): (Part, usize),
    models: &Models,
    rows: &mut FeatureRows,
) -> Option<(usize, f32)> {
    let (range, ranker) = match part {
        Part::Content => (near(scene, &candidates.cues, candidates.contents[n]), &models.content_link),
        Part::Source => (near(scene, &candidates.sources, candidates.cues[n]), &models.source_link),
    };
    let pair = |i: usize| if part == Part::Content { (n, i) } else { (i, n) };
    let chances = if models.steps.rankers {
        rows.clear();
        range.clone().for_each(|i| push_pair(scene, candidates, part, pair(i).0, pair(i).1, rows));
        chances(ranker, rows)
    } else {
        let others = if part == Part::Content { &candidates.contents } else { &candidates.sources };
        let gap = |(x, c): (Run, Run)| x.start.max(c.start).saturating_sub(x.end.min(c.end));
        let runs = |i: usize| (others[pair(i).0], candidates.cues[pair(i).1]);
        range.clone().map(|i| 1.0 / (1.0 + 0.05 * gap(runs(i)) as f32)).collect()
    };
    range.zip(chances).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
}
