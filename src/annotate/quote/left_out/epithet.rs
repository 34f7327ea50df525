//! Adjectives in marks before who speaks: "[“Angry”] residents said the road was shut", "A [“furious”] Ann Roe blamed
//! the board".

use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;

/// Most words of them.
const WORDS: usize = 4;
/// Most tokens between their mark and what is known of who speaks, and from there to the reporting word.
const BETWEEN: u32 = 4;

/// Makes them a part of who speaks; those of a later sentence are nobody's words.
pub(crate) fn leave_out(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let number = scene.sentences[cue.start as usize];
    let of_next = |p: &Run| scene.sentences[p.start as usize] > number && opened(scene, *p) == Some(*p);
    attribution.contents.retain(|p| !of_next(p));
    let Some(&sentence) = scene.text.sentences.get(number as usize) else { return };
    let first = opening(scene, sentence);
    let Some(region) = epithet(scene, first) else { return };
    let is_near = source.start >= first as u32 && source.start <= region.end + BETWEEN && source.end > region.end;
    let is_plain = |start: u32, end: u32| (start..end).all(|i| scene.is_wordlike(i as usize));
    let is_next = source.end <= cue.start
        && cue.start - source.end <= BETWEEN
        && is_plain(region.end, source.start)
        && is_plain(source.end, cue.start);
    let is_epithet = |p: &Run| p.start >= first as u32 && p.start <= region.start && p.end <= region.end;
    if is_near && is_next {
        attribution.contents.retain(|p| !is_epithet(p));
        attribution.source = Some(run_of(first, source.end as usize));
    }
}

/// The marks that open the sentence of a piece around such words.
fn opened(scene: &Scene<'_>, piece: Run) -> Option<Run> {
    let sentence = *scene.text.sentences.get(scene.sentences[piece.start as usize] as usize)?;
    epithet(scene, opening(scene, sentence))
}

/// The marks around a few words at a sentence's beginning, behind its article at most, that go on without a comma.
fn epithet(scene: &Scene<'_>, first: usize) -> Option<Run> {
    let mark = first + usize::from(scene.is_word(first, &["a", "an", "the"]));
    let region = scene.marks.region_of(mark).filter(|region| region.start as usize == mark)?;
    let words = run_of(mark + 1, (region.end as usize).saturating_sub(1));
    let is_short = (1..=WORDS).contains(&words.range().len()) && words.range().all(|i| scene.is_wordlike(i));
    (is_short && scene.is_wordlike(region.end as usize)).then_some(region)
}
