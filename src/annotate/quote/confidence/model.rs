//! A draft with its speaker → the probability that both are right.
//!
//! A logistic model over binned evidence, trained on what the other models answer for
//! articles that they were not trained on: so its probabilities hold for unseen text.

use super::evidence::{Evidence, level};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::link::draft::{Draft, Origin};
use crate::annotate::quote::models::calibration::Line;
use crate::annotate::quote::models::chances::probability;
use crate::annotate::quote::models::learnt::Models;
use crate::annotate::quote::source::named::{ALONE, DESCRIBED, Named, PLACED, PRONOUN, TOLD, TURN, WRITTEN};
use crate::annotate::quote::speaker::turn;
use crate::annotate::quote::tagger::sink::Emit;
use crate::annotate::sequence::FeatureRows;
use crate::annotate::text::Run;

/// What layout alone attributes is rare in the annotated articles, and rarely wrong.
const BY_LAYOUT: f32 = 0.9;
/// Inside somebody else's words "he" is less often whom the ranker chooses; no article that it is
/// calibrated on marks such quotations.
const INNER_PRONOUN: f32 = 0.8;

/// Returns the probability that a quote and, if it has one, its speaker are right.
pub(crate) fn confidence(scene: &Scene<'_>, draft: &Draft, named: Option<&Named>, models: &Models) -> f32 {
    // The reported articles leave open whom a description means and who made a document, and have few
    // quotations without a source: that the quote is one was learnt from them, whose it is mostly from
    // those written for training.
    let (described, named) = (named.filter(|n| is_open(n)), named.filter(|n| !is_open(n)));
    let meant = described.map_or(1.0, |n| models.calibration.right(n.probability, line_of(n)));
    match draft.origin {
        Origin::Transcript | Origin::Signed => return BY_LAYOUT,
        Origin::Nested if named.is_some_and(|n| n.way == PRONOUN) => {
            return INNER_PRONOUN * named.map_or(meant, |n| n.probability);
        }
        origin if origin == Origin::Nested || is_by_layout(origin) => {
            return BY_LAYOUT * named.map_or(meant, |n| n.probability);
        }
        _ => {}
    }
    let mut rows = FeatureRows::new();
    push(scene, draft, named, &mut rows);
    let said = probability(&models.confidence, &rows);
    let line = Line::of_quote(named.is_some());
    models.calibration.right(said, line) * meant
}

/// Tells whether how the text is laid out made a draft: how sure it is is not learnt.
pub(crate) fn is_by_layout(origin: Origin) -> bool {
    matches!(origin, Origin::Transcript | Origin::Signed | Origin::Headed | Origin::Block | Origin::Colon)
}

/// Tells whether the reported articles leave open who is meant, or seldom tell it.
pub(crate) fn is_open(named: &Named) -> bool {
    matches!(named.way, ALONE | DESCRIBED | PLACED | WRITTEN | TOLD | TURN)
}

/// Returns the line of such an answer.
pub(crate) fn line_of(named: &Named) -> Line {
    match named.way {
        DESCRIBED if named.kind == 2 => Line::Body,
        ALONE | PLACED => Line::Body,
        DESCRIBED => Line::Described,
        TURN => Line::Turn,
        _ => Line::Made,
    }
}

/// Writes the evidence as one row.
pub(crate) fn push(scene: &Scene<'_>, draft: &Draft, named: Option<&Named>, rows: &mut FeatureRows) {
    let way = named.map_or(0, |n| n.way);
    let name = named.map_or(0, |n| level(n.probability));
    let rival = named.map_or(0, |n| level(1.0 - n.rival));
    let name_kind = named.map_or(0, |n| n.kind);
    let e = Evidence::new(scene, &draft.attribution, draft.kind(scene) as u64);
    let Evidence { kind, content, cue, content_link, source_link, together, aligned, length, .. } = e;
    let Evidence { source_words, source_sure, source_gap, cue_stem, cue_rank, order, gap, .. } = e;
    let emit = &mut Emit::new(rows, 5000 + 100 * way);
    emit.add([draft.origin as u64]);
    emit.add([kind]);
    emit.add([kind, content]);
    emit.add([kind, content_link]);
    emit.add([kind, cue]);
    emit.add([kind, length]);
    emit.add([kind, e.n_pieces]);
    emit.add([source_link]);
    emit.add([kind, source_link]);
    emit.add([name]);
    emit.add([kind, name]);
    emit.add([name, source_link]);
    emit.add([e.class]);
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
    let kind_of = |run: Option<Run>| run.map_or(0, |r| scene.kind(r.end as usize - 1));
    let (cue_kind, source_kind) = (kind_of(draft.attribution.cue), kind_of(draft.attribution.source));
    emit.add([cue_kind, kind]);
    emit.add([source_kind]);
    emit.add([source_kind, name]);
    emit.add([source_kind, cue_kind]);
    if matches!(draft.origin, Origin::Uncued | Origin::Lone) {
        let shape = turn::shape_of(scene, draft);
        emit.add([draft.origin as u64, shape]);
        emit.add([draft.origin as u64, shape, length]);
        emit.add([draft.origin as u64, shape, content]);
    }
    rows.end_row();
}
