//! A draft with its speaker → the probability that both are right.
//!
//! A logistic model over binned evidence, trained on what the other models answer for
//! articles that they were not trained on: so its probabilities hold for unseen text.

use super::draft::{Draft, Origin};
use super::link::probability;
use super::scene::Scene;
use super::sink::Emit;
use super::speaker::{DESCRIBED, Named};
use super::tagger::SOURCE;
use crate::annotate::sequence::{FeatureRows, Model};

/// What layout alone attributes is rare in the annotated articles, and rarely wrong.
const BY_LAYOUT: f32 = 0.9;

/// Returns the probability that a quote and, if it has one, its speaker are right.
pub(super) fn confidence(scene: &Scene<'_>, draft: &Draft, named: Option<&Named>, model: &Model) -> f32 {
    if matches!(draft.origin, Origin::Transcript | Origin::Signed) {
        return BY_LAYOUT;
    }
    // The annotated articles leave open whom a description means: that the quote is one can
    // be learnt from them, that the rule is right cannot.
    let described = named.filter(|n| n.way == DESCRIBED);
    let mut rows = FeatureRows::new();
    push(scene, draft, named.filter(|_| described.is_none()), &mut rows);
    probability(model, &rows) * described.map_or(1.0, |n| n.probability)
}

/// Writes the evidence as one row.
pub(super) fn push(scene: &Scene<'_>, draft: &Draft, named: Option<&Named>, rows: &mut FeatureRows) {
    let a = &draft.attribution;
    let level = |p: f32| {
        const STEPS: [f32; 9] = [0.2, 0.35, 0.5, 0.65, 0.75, 0.85, 0.92, 0.96, 0.985];
        STEPS.partition_point(|&s| s <= p) as u64
    };
    let way = named.map_or(0, |n| n.way);
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
    let rival = named.map_or(0, |n| level(1.0 - n.rival));
    let name_kind = named.map_or(0, |n| n.kind);
    let cue_stem = a.cue.map_or(0, |c| scene.forms[c.end as usize - 1].stem);
    let cue_rank = a.cue.map_or(9, |c| u64::from(scene.forms[c.end as usize - 1].cue_rank));
    let (order, gap) = place_of_cue(draft);
    let source_gap = match (a.cue, a.source) {
        (Some(c), Some(s)) => u64::from(c.start.max(s.start).saturating_sub(c.end.min(s.end)).min(12)),
        _ => 13,
    };
    let source_sure = a.source.map_or(0, |s| level(scene.mean_probability(s, SOURCE)));
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
    emit.add([rival]);
    emit.add([rival, name]);
    emit.add([name_kind]);
    emit.add([name_kind, name]);
    emit.add([name_kind, kind, source_words]);
    emit.add([cue_stem]);
    emit.add([cue_stem, kind]);
    emit.add([cue_rank, kind]);
    emit.add([kind, order, gap]);
    emit.add([order, gap, aligned]);
    emit.add([source_gap]);
    emit.add([source_gap, source_link]);
    emit.add([source_sure]);
    emit.add([source_sure, source_link, name]);
    emit.add([kind, aligned, order, cue_rank]);
    emit.add([kind, together, rival, aligned]);
    rows.end_row();
}

/// Where the cue stands to the content: 0 none, 1 before, 2 after, 3 between its pieces; and
/// how far, in steps.
fn place_of_cue(draft: &Draft) -> (u64, u64) {
    let ends = draft.pieces().first().zip(draft.pieces().last());
    let Some((cue, (first, last))) = draft.attribution.cue.zip(ends) else { return (0, 0) };
    let step = |gap: u32| [1, 2, 3, 5, 8, 14].iter().filter(|&&s| s <= gap).count() as u64;
    match () {
        _ if cue.end <= first.start => (1, step(first.start - cue.end)),
        _ if cue.start >= last.end => (2, step(cue.start - last.end)),
        _ => (3, 0),
    }
}
