//! "Roe said of the pier, which Dell had opposed: [“It will go.”]": what stands in a clause about what somebody speaks of
//! does not lead to the quotation behind the colon; the reporting word of the sentence does.

use crate::annotate::quote::grammar::quotations::regions;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Words of speech that "of" or "about" may follow, and words that begin a clause about a noun.
const SAYS: &WordSet = &WordSet::of(&["said", "say", "says", "wrote", "writes"]);
const LINKS: &WordSet = &WordSet::of(&["that", "which", "who", "whom", "whose"]);
/// Most tokens from the reporting word to the colon, and attributions that are looked at.
const REACH: usize = 40;
const NEAREST: usize = 8;
/// Most attributions of a paragraph that is looked at: no text takes long.
const MOST: usize = 100;

/// Gives the quotations of a paragraph behind such clauses to who speaks.
pub(crate) fn mend(scene: &Scene<'_>, paragraph: Run, attributions: &mut Vec<Attribution>) {
    if attributions.len() < 2 || attributions.len() > MOST {
        return;
    }
    let is_led = |region: &Run| region.start > 0 && scene.word(region.start as usize - 1) == ":";
    for region in regions(scene, paragraph).into_iter().filter(is_led) {
        let colon = region.start as usize - 1;
        let near =
            |a: &Attribution| a.cue.is_some_and(|c| c.start as usize <= colon && colon - c.start as usize <= REACH);
        let around: Vec<usize> = (0..attributions.len()).filter(|&n| near(&attributions[n])).take(NEAREST).collect();
        let says = around.iter().copied().find(|&n| says_of(scene, &attributions[n], colon));
        let Some(says) = says else { continue };
        let holds = |n: &usize| *n != says && in_clause(scene, &attributions[*n], &attributions[says], region);
        let Some(inner) = around.iter().copied().find(holds) else { continue };
        attributions[says].contents = vec![region];
        attributions[inner].contents.retain(|piece| (piece.start as usize) < colon);
        attributions[inner].contents.iter_mut().for_each(|piece| piece.end = piece.end.min(colon as u32));
    }
    attributions.retain(|a| !a.contents.is_empty());
}

/// Tells whether somebody "said of" something, with nothing told before the colon but what it is.
fn says_of(scene: &Scene<'_>, attribution: &Attribution, colon: usize) -> bool {
    let (Some(cue), [piece]) = (attribution.cue, &attribution.contents[..]) else { return false };
    let verb = cue.range().find(|&i| scene.is_word(i, SAYS));
    let is_of = verb.is_some_and(|verb| scene.is_word(verb + 1, &["of", "about"]));
    is_of && attribution.source.is_some() && piece.start >= cue.end && (piece.end as usize) <= colon
}

/// Tells whether an attribution stands in a clause between the reporting word and the colon and has the quotation.
fn in_clause(scene: &Scene<'_>, inner: &Attribution, outer: &Attribution, region: Run) -> bool {
    let (Some(own), Some(cue)) = (inner.cue, outer.cue) else { return false };
    let (start, end) = (cue.end as usize, own.start as usize);
    let is_here = start < end && scene.sentences[start] == scene.sentences[end];
    let has_quotation = inner.contents.iter().any(|piece| piece.start <= region.start && piece.end >= region.end);
    is_here && has_quotation && run_of(start, end).range().any(|i| scene.is_word(i, LINKS))
}
