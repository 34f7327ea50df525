//! "Kemp yelled, “I did it,” police said": the quotation is Kemp's, and that he yelled it is told by the police.
//!
//! The rankers give the quotation to whoever stands behind it. The words of that reporter are widened to the whole
//! sentence; the [quotation inside](super::in_marks) them then has a speaker of its own.

use super::inner;
use crate::annotate::quote::grammar::quotations::{closes, is_unquoted};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens before the quotation.
const REACH: usize = 40;
/// Words that open a clause in which nobody speaks to whom the quotation belongs ("As Kemp spoke, “the room …”").
const OPENERS: &WordSet = &WordSet::of(&[
    "after", "although", "as", "because", "before", "if", "once", "since", "though", "until", "when", "whenever",
    "while",
]);

/// Widens what somebody reports behind a quotation to the sentence in which another says it.
pub(crate) fn widen(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let [piece] = attribution.contents[..] else { return };
    let Some(region) = scene.marks.region_of(piece.start as usize) else { return };
    // "“I did it,” as he ran, police said".
    let is_first = region.start == piece.start && region.end <= piece.end;
    let rest = run_of(region.end as usize, piece.end.max(region.end) as usize);
    let is_behind = is_first && piece.end <= cue.start.min(source.start) && is_unquoted(scene, rest);
    if let Some(start) = is_behind.then(|| lead(scene, region)).flatten() {
        attribution.contents = vec![run_of(start, piece.end as usize)];
    }
}

/// Where the sentence begins in which somebody says a quotation that a comma parts from the reporting word.
fn lead(scene: &Scene<'_>, region: Run) -> Option<usize> {
    let comma = (region.start as usize).checked_sub(1).filter(|&i| scene.word(i) == ",")?;
    let sentence = *scene.text.sentences.get(scene.sentences[comma] as usize)?;
    let start = opening(scene, sentence);
    let before = run_of(start, comma);
    let is_near = start < comma && comma - start <= REACH && is_unquoted(scene, before);
    let first = (region.start as usize + 1..region.end as usize).find(|&i| scene.is_wordlike(i))?;
    // "As Kemp ran, “a coward,” as Roe said".
    let is_sentence = scene.forms[first].is_capital && (closes(scene, region) || ends_in_comma(scene, region));
    let (_, who) = inner::led(scene, region, before).filter(|_| is_near && is_sentence)?;
    let is_clause = (who.start as usize).checked_sub(1).is_some_and(|i| i >= start && scene.is_word(i, OPENERS));
    (!is_clause).then_some(start)
}

fn ends_in_comma(scene: &Scene<'_>, region: Run) -> bool {
    region.range().rev().take(2).any(|i| scene.word(i) == ",")
}
