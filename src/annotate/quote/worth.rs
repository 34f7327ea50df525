//! Proposed attributions of a paragraph → the probability that each is one.
//!
//! The taggers judge words and the linkers pairs; here an attribution is judged whole and
//! beside its rivals. Where two share words, a cue lies inside the other's content, or a
//! piece is the rest of a neighbour's, one of them is mostly a fragment.

use super::evidence::{Evidence, level};
use super::link::{Attribution, probability};
use super::scene::{Scene, overlap};
use super::sink::Emit;
use super::tagger::{CONTENT, CUE};
use crate::annotate::sequence::{FeatureRows, Model};
use crate::annotate::text::Run;

/// Below this probability a proposal is dropped.
const LEAST: f32 = 0.38;
/// Rivals on each side that are looked at.
const NEAR: usize = 4;

/// Judges the proposals of a paragraph and drops those that are hardly attributions.
pub(super) fn judge(scene: &Scene<'_>, proposals: &mut Vec<Attribution>, model: &Model) {
    let mut rows = FeatureRows::new();
    let worth = |k: usize| {
        rows.clear();
        push(scene, proposals, k, &mut rows);
        probability(model, &rows)
    };
    let worths: Vec<f32> = (0..proposals.len()).map(worth).collect();
    proposals.iter_mut().zip(worths).for_each(|(p, worth)| p.worth = worth);
    proposals.retain(|p| p.worth >= LEAST);
}

/// How a proposal stands to the others around it.
#[derive(Debug, Clone, Copy, Default)]
struct Rivals {
    /// Its content lies inside another's, holds another's, shares words with it.
    inside: u64,
    holds: u64,
    shares: u64,
    /// Its cue lies in another's content, another's cue in its own.
    cue_inside: u64,
    holds_cue: u64,
    /// The strongest of those that it meets, against its own strength.
    stronger: u64,
    /// Whether another's content begins right after its own, or ends right before.
    touches: u64,
    same_sentence: u64,
}

impl Rivals {
    fn new(scene: &Scene<'_>, all: &[Attribution], k: usize) -> Self {
        let own = &all[k];
        let mut rivals = Rivals::default();
        let mut strongest = 0.0f32;
        let around = k.saturating_sub(NEAR)..(k + NEAR + 1).min(all.len());
        for other in around.filter(|&i| i != k).map(|i| &all[i]) {
            let shared = shared(&own.contents, &other.contents);
            let (mine, theirs) = (size(&own.contents), size(&other.contents));
            rivals.inside |= u64::from(shared > 0 && shared == mine && theirs > mine);
            rivals.holds |= u64::from(shared > 0 && shared == theirs && mine > theirs);
            rivals.shares |= u64::from(shared > 0);
            let cue_inside = own.cue.is_some_and(|c| self::shared(&[c], &other.contents) > 0);
            let holds_cue = other.cue.is_some_and(|c| self::shared(&[c], &own.contents) > 0);
            rivals.cue_inside |= u64::from(cue_inside);
            rivals.holds_cue |= u64::from(holds_cue);
            let gap = match (ends(own), ends(other)) {
                (Some((s, e)), Some((os, oe))) => {
                    if oe <= s {
                        s - oe
                    } else {
                        os.saturating_sub(e)
                    }
                }
                _ => u32::MAX,
            };
            let touches = shared == 0 && gap <= 3;
            rivals.touches |= u64::from(touches);
            if shared > 0 || cue_inside || holds_cue || touches {
                strongest = strongest.max(strength(other));
            }
            let sentence = |a: &Attribution| a.cue.map(|c| scene.sentences[c.start as usize]);
            rivals.same_sentence += u64::from(sentence(own) == sentence(other));
        }
        rivals.same_sentence = rivals.same_sentence.min(3);
        rivals.stronger = match strongest {
            0.0 => 0,
            s if s > strength(own) * 1.3 => 3,
            s if s * 1.3 < strength(own) => 1,
            _ => 2,
        };
        rivals
    }
}

fn strength(a: &Attribution) -> f32 {
    a.content_probability * a.cue_probability * a.content_link
}

fn size(runs: &[Run]) -> u32 {
    runs.iter().map(|r| r.end - r.start).sum()
}

fn shared(a: &[Run], b: &[Run]) -> u32 {
    a.iter().flat_map(|&a| b.iter().map(move |&b| overlap(a, b))).sum()
}

fn ends(a: &Attribution) -> Option<(u32, u32)> {
    Some((a.contents.first()?.start, a.contents.last()?.end))
}

/// Writes the features of one proposal as a row.
pub(super) fn push(scene: &Scene<'_>, all: &[Attribution], k: usize, rows: &mut FeatureRows) {
    let a = &all[k];
    let e = Evidence::of(scene, a);
    let r = Rivals::new(scene, all, k);
    let emit = &mut Emit::new(rows, 6000);
    push_parts(&e, emit);
    push_words(scene, a, &e, emit);
    let Rivals { inside, holds, shares, cue_inside, holds_cue, stronger, touches, same_sentence } = r;
    emit.add([inside, holds, shares, stronger]);
    emit.add([cue_inside, holds_cue, stronger]);
    emit.add([touches, stronger, e.kind]);
    emit.add([touches, e.length, e.source_link]);
    emit.add([same_sentence, e.together]);
    emit.add([inside, cue_inside, e.kind, e.together]);
    emit.add([holds, holds_cue, e.kind, e.together]);
    emit.add([stronger, e.together, e.kind]);
    emit.add([stronger, e.class, e.length]);
    rows.end_row();
}

fn push_parts(e: &Evidence, emit: &mut Emit<'_>) {
    let Evidence { kind, content, cue, content_link, source_link, together, length, aligned, .. } = *e;
    let Evidence { class, source_words, source_sure, cue_stem, cue_rank, order, gap, source_gap, .. } = *e;
    emit.add([kind]);
    emit.add([kind, content]);
    emit.add([kind, content_link]);
    emit.add([kind, cue]);
    emit.add([kind, source_link]);
    emit.add([kind, together]);
    emit.add([kind, length]);
    emit.add([kind, length, content]);
    emit.add([kind, e.n_pieces, length]);
    emit.add([content, cue]);
    emit.add([content, content_link]);
    emit.add([content, cue, content_link, source_link]);
    emit.add([class, source_link]);
    emit.add([class, source_words, kind]);
    emit.add([class, together, kind]);
    emit.add([class, length, kind]);
    emit.add([kind, aligned, length]);
    emit.add([kind, aligned, together]);
    emit.add([kind, aligned, order, cue_rank]);
    emit.add([cue_stem]);
    emit.add([cue_stem, kind]);
    emit.add([cue_stem, class]);
    emit.add([cue_stem, order]);
    emit.add([cue_stem, length.min(3)]);
    emit.add([cue_rank, kind, length]);
    emit.add([cue_rank, class, together]);
    emit.add([kind, order, gap]);
    emit.add([order, gap, aligned]);
    emit.add([order, gap, together]);
    emit.add([source_gap, source_link]);
    emit.add([source_gap, class, cue_rank]);
    emit.add([source_sure, source_link]);
    emit.add([source_sure, together]);
}

/// Words and probabilities at the edges.
fn push_words(scene: &Scene<'_>, a: &Attribution, e: &Evidence, emit: &mut Emit<'_>) {
    let Some((start, end)) = ends(a).map(|(s, e)| (s as usize, e as usize)) else { return };
    let word = |i: usize| scene.word_hash(i);
    let before = |i: usize| i.checked_sub(1).map_or(0, word);
    let likely = |i: usize, begin: u8| level(scene.tags.probability(i, begin));
    let sentence = |i: usize| scene.sentences.get(i);
    let opens = u64::from(start == 0 || sentence(start - 1) != sentence(start));
    let closes = u64::from(sentence(end) != sentence(end - 1));
    let least = a.contents.iter().flat_map(|p| p.range()).map(|i| scene.tags.probability(i, CONTENT));
    let least = level(least.fold(1.0, f32::min));
    let cues = a.contents.iter().flat_map(|p| p.range()).filter(|&i| scene.tags.probability(i, CUE) > 0.25);
    let cues = cues.count().min(3) as u64;
    let begins = level(scene.tags.marginals.get(start * super::tagger::LABELS + 1).copied().unwrap_or_default());
    let outer = [start.checked_sub(1).map_or(0, |i| likely(i, CONTENT)), likely(end, CONTENT)];
    emit.add([word(start), e.order]);
    emit.add([word(start), e.cue_stem]);
    emit.add([before(start), word(start)]);
    emit.add([word(end - 1), word(end)]);
    emit.add([before(start), e.order, e.kind]);
    emit.add([word(end), e.order, e.kind]);
    emit.add([opens, closes, e.kind, e.order]);
    emit.add([opens, closes, e.length, e.together]);
    emit.add([least, e.kind]);
    emit.add([least, e.length, e.together]);
    emit.add([begins, e.kind]);
    emit.add([begins, e.together]);
    emit.add([outer[0], outer[1], e.kind]);
    emit.add([outer[1], closes, e.together]);
    emit.add([cues, e.kind, e.length]);
    push_kinds(scene, a, (start, end), e, emit);
    let Some(cue) = a.cue else { return };
    let (first, last) = (cue.start as usize, cue.end as usize - 1);
    emit.add([word(first), word(last)]);
    emit.add([before(first), word(last)]);
    emit.add([word(last), word(last + 1)]);
    emit.add([before(first), e.class]);
    emit.add([cue.range().len().min(4) as u64, e.cue]);
    emit.add([likely(last, CUE), e.cue_rank]);
    if let Some(source) = a.source {
        emit.add([word(source.end as usize - 1), e.cue_stem]);
        emit.add([word(source.start as usize), e.cue_rank]);
        emit.add([word(source.end as usize - 1), e.class]);
    }
}

/// Kinds of the words at the edges of the content, of the cue and of the source.
fn push_kinds(scene: &Scene<'_>, a: &Attribution, (start, end): (usize, usize), e: &Evidence, emit: &mut Emit<'_>) {
    let kind = |i: usize| scene.kind(i);
    let before = |i: usize| i.checked_sub(1).map_or(0, kind);
    emit.add([kind(start), e.order]);
    emit.add([before(start), kind(start), e.order]);
    emit.add([kind(end - 1), kind(end), e.order]);
    emit.add([before(start), kind(end), e.kind]);
    let Some(run) = a.cue else { return };
    let cue = kind(run.end as usize - 1);
    let source = a.source.map_or(0, |s| kind(s.end as usize - 1));
    emit.add([cue, e.kind]);
    emit.add([cue, e.order, e.length]);
    emit.add([cue, kind(start)]);
    emit.add([cue, e.class]);
    emit.add([cue, e.together]);
    emit.add([before(run.start as usize), cue, kind(run.end as usize)]);
    emit.add([source, cue]);
    emit.add([source, e.together]);
}
