//! "Claim 5: “I built the bridge,” Roe said.", "What he said: “…”": a label before a quotation that opens a paragraph is no
//! part of what is said.

use super::item;
use super::link::Attribution;
use super::marks::Place;
use super::people::is_possessive;
use super::scene::{Scene, overlap, run_of};
use super::word_set::WordSet;
use crate::annotate::text::Run;

/// Most tokens of a label.
const LABEL: usize = 8;
/// Verbs that no label has.
const VERBS: &WordSet = &WordSet::of(&[
    "added", "are", "asked", "asks", "been", "called", "had", "has", "have", "is", "posted", "reads", "replied",
    "said", "says", "sent", "tell", "tells", "texted", "told", "tweeted", "was", "were", "will", "would", "writes",
    "wrote",
]);
const PRONOUNS: &WordSet = &WordSet::of(&["he", "it", "she", "they"]);

/// Where the words of a paragraph begin behind a bullet or number and a label with a colon: "2.", "• Claim 5:".
pub(super) fn behind(scene: &Scene<'_>, paragraph: Run) -> usize {
    let (start, end) = (paragraph.start as usize, paragraph.end as usize);
    let first = item::begin(scene, paragraph).unwrap_or(start);
    colon(scene, first, end).map_or(first, |colon| colon + 1)
}

/// The colon that ends a label before a quotation.
fn colon(scene: &Scene<'_>, first: usize, end: usize) -> Option<usize> {
    let is_part = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == "#";
    let colon = (first..end.min(first + LABEL)).find(|&i| !is_part(i))?;
    // "Roe said of the plan: “…”".
    let is_clause = (first..colon).any(|i| scene.is_word(i, VERBS)) && !scene.is_word(first, &["what"]);
    let is_quotation = scene.marks.places.get(colon + 1) == Some(&Place::Opening);
    (scene.word(colon) == ":" && colon > first && is_quotation && !is_clause).then_some(colon)
}

/// Leaves the label of a paragraph out of what is said in it, and what "he said" in it tells of words that a name is told
/// to have said behind them.
pub(super) fn leave_out(scene: &Scene<'_>, paragraph: Run, attributions: &mut Vec<Attribution>) {
    let start = paragraph.start as usize;
    if scene.is_word(start, &["dear"]) {
        // "Dear Ann: My dog barks."
        attributions.retain(|a| a.source.is_none_or(|source| source.start != paragraph.start));
    }
    let Some(colon) = colon(scene, start, paragraph.end as usize) else { return };
    for attribution in attributions.iter_mut() {
        if attribution.contents.iter().any(|piece| piece.end as usize > colon + 1) {
            attribution.contents.retain(|piece| piece.end as usize > colon);
            let own = attribution.contents.iter_mut().filter(|piece| piece.start as usize <= colon);
            own.for_each(|piece| *piece = run_of(colon + 1, piece.end as usize));
        }
    }
    let quotation = run_of(colon + 1, colon + 2);
    let is_in_label = |a: &Attribution| a.cue.is_some_and(|cue| (cue.start as usize) <= colon);
    let says = |a: &Attribution| a.contents.iter().any(|piece| overlap(*piece, quotation) > 0);
    if attributions.iter().any(|a| !is_in_label(a) && says(a)) {
        let is_pronoun = |a: &Attribution| a.source.is_none_or(|s| scene.is_word(s.start as usize, PRONOUNS));
        attributions.retain(|a| !(is_in_label(a) && says(a) && is_pronoun(a)));
    }
}
