//! A draft with its speaker → the probability that both are right.
//!
//! A logistic model over binned evidence, trained on what the other models answer for
//! articles that they were not trained on: so its probabilities hold for unseen text.

use super::draft::{Draft, Origin};
use super::first::Emit;
use super::link::probability;
use super::scene::Scene;
use super::speaker::{DESCRIBED, Named};
use crate::annotate::sequence::{FeatureRows, Model};

/// What layout alone attributes is rare in the annotated articles, and rarely wrong.
const BY_LAYOUT: f32 = 0.9;

/// Returns the probability that a quote and, if it has one, its speaker are right.
pub(super) fn confidence(scene: &Scene<'_>, draft: &Draft, named: Option<&Named>, model: &Model) -> f32 {
    if matches!(draft.origin, Origin::Transcript | Origin::Signed) {
        return BY_LAYOUT;
    }
    let mut rows = FeatureRows::new();
    push(scene, draft, named, &mut rows);
    probability(model, &rows)
}

/// Writes the evidence as one row.
pub(super) fn push(scene: &Scene<'_>, draft: &Draft, named: Option<&Named>, rows: &mut FeatureRows) {
    let a = &draft.attribution;
    let level = |p: f32| {
        const STEPS: [f32; 9] = [0.2, 0.35, 0.5, 0.65, 0.75, 0.85, 0.92, 0.96, 0.985];
        STEPS.partition_point(|&s| s <= p) as u64
    };
    // A description is as sure as a name; the annotated articles leave it open.
    let way = named.map_or(0, |n| if n.way == DESCRIBED { 1 } else { n.way });
    let name = named.map_or(0, |n| level(n.probability));
    let kind = draft.kind(scene) as u64;
    let n_words: usize = draft.pieces().iter().map(|p| p.range().len()).sum();
    let length = [3, 5, 8, 12, 20, 40].iter().filter(|&&s| s < n_words).count() as u64;
    let (content, cue) = (level(a.content_probability), level(a.cue_probability));
    let (content_link, source_link) = (level(a.content_link), level(a.source_link));
    let class = a.source.map_or(9, |s| scene.source_class(s));
    let n_pieces = draft.pieces().len().min(3) as u64;
    let source_words = a.source.map_or(0, |s| s.range().len().min(8) as u64);
    // A piece that is one whole quotation, part of one, or lies outside the marks.
    let aligned = draft.pieces().first().map_or(0, |p| match scene.marks.region_of(p.start as usize) {
        Some(r) if r == *p => 1,
        Some(_) => 2,
        None => 3,
    });
    let together = level((a.content_probability * a.cue_probability * a.content_link).powf(1.0 / 3.0));
    let emit = &mut Emit::new(rows, 5000 + 100 * way);
    emit.add([draft.origin as u64]);
    emit.add([kind]);
    emit.add([kind, content]);
    emit.add([kind, content_link]);
    emit.add([kind, cue]);
    emit.add([kind, length]);
    emit.add([kind, n_pieces]);
    emit.add([source_link]);
    emit.add([kind, source_link]);
    emit.add([name]);
    emit.add([kind, name]);
    emit.add([name, source_link]);
    emit.add([class]);
    emit.add([content, cue]);
    emit.add([content, content_link]);
    emit.add([length, content]);
    emit.add([kind, source_words]);
    emit.add([kind, aligned, length]);
    emit.add([kind, together]);
    emit.add([kind, together, name]);
    emit.add([source_words, name]);
    rows.end_row();
}
