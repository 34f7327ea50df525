//! "Police seek a man who, witnesses said, wore a mask": who says a clause about a noun stands between two commas of it.
//!
//! Only that clause is said, not the sentence before it, nor the verb of the sentence behind it.

use crate::annotate::quote::grammar::finite::may_begin;
use crate::annotate::quote::grammar::nouns::DETERMINERS;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Words between "whose" and the comma; tokens of a sentence before one.
const OWNED: usize = 3;
const FRONT: usize = 60;
/// Words that begin such a clause.
const RELATIVES: &WordSet = &WordSet::of(&["that", "where", "which", "who", "whom"]);

/// Words before "that" or "whom" that are no noun.
const PREPOSITIONS: &WordSet = &WordSet::of(&[
    "about", "after", "at", "before", "beside", "beyond", "by", "for", "from", "in", "into", "of", "on", "over",
    "than", "through", "to", "under", "upon", "with",
]);
const JOINTS: &WordSet = &WordSet::of(&["and", "as", "but", "even", "or", "not", "now", "so", "then"]);

/// Leaves of the words before the first comma what begins the clause, and ends the clause before the sentence's verb.
pub(crate) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let behind = cue.end.max(source.end);
    let Some(second) = attribution.contents.iter().position(|piece| piece.start >= behind) else { return };
    let begin = attribution.contents[second].start as usize;
    let is_here = |i: usize| scene.sentences[i] == scene.sentences[cue.start as usize];
    let is_comma = |i: usize| scene.word(i) == "," && is_here(i);
    if begin == 0 || !is_comma(begin - 1) {
        return;
    }
    // The taggers may count the words before the comma to who speaks.
    let inside = source.range().rev().find(|&i| is_comma(i) && i + 1 < source.end as usize);
    let before = (cue.start.min(source.start) as usize).checked_sub(1);
    let Some(open) = inside.filter(|_| source.end <= cue.start).or(before).filter(|&i| is_comma(i)) else { return };
    let Some(pronoun) = pronoun(scene, open).filter(|&i| is_here(i)) else { return };
    attribution.source = Some(Run { start: source.start.max(open as u32 + 1), end: source.end });
    let start = scene.text.sentences[scene.sentences[open] as usize].start;
    let has_words = attribution.contents[..second].iter().any(|piece| piece.end as usize > pronoun);
    until_main(scene, &mut attribution.contents[second], pronoun);
    attribution.contents.retain(|piece| piece.start >= behind || piece.end <= start);
    if has_words || source.start as usize <= open {
        attribution.contents.push(run_of(pronoun, open));
        attribution.contents.sort_by_key(|piece| piece.start);
    }
}

/// Ends a clause before the verb of its sentence, where none stands before it: "Roe, who, they say, hid it, was freed".
fn until_main(scene: &Scene<'_>, piece: &mut Run, pronoun: usize) {
    let start = opening(scene, scene.text.sentences[scene.sentences[pronoun] as usize]);
    let is_near = pronoun > start && pronoun - start <= FRONT;
    if !is_near || (start..pronoun).any(|i| is_verb(scene, i)) {
        return;
    }
    let ends = |&i: &usize| scene.word(i) == "," && scene.marks.region_of(i).is_none() && may_begin(scene, i + 1);
    if let Some(end) = piece.range().skip(1).find(ends) {
        piece.end = end as u32;
    }
}

/// Where "who", "of whom" or "whose work" begins that ends before a comma.
fn pronoun(scene: &Scene<'_>, comma: usize) -> Option<usize> {
    let last = comma.checked_sub(1)?;
    let before = last.checked_sub(1)?;
    if !scene.is_word(last, RELATIVES) {
        return (last.saturating_sub(OWNED)..last).rev().find(|&i| scene.is_word(i, &["whose"]));
    }
    // "After that, …", "so that, …", "they asked who, …".
    let is_noun = |i: usize| {
        let joins = scene.is_word(i, PREPOSITIONS) || scene.is_word(i, JOINTS);
        // "A rule that" is a noun, "they ruled that" none.
        let is_verb = (is_verb(scene, i) || reports(scene, i)) && !(i > 0 && scene.is_word(i - 1, DETERMINERS));
        scene.is_wordlike(i) && !joins && !is_verb
    };
    let is_led = scene.is_word(before, PREPOSITIONS) && !scene.is_word(last, &["that"]);
    let start = if is_led { before } else { last };
    let noun = start.checked_sub(1)?;
    let is_that = scene.is_word(last, &["that"]);
    let is_behind = is_noun(noun) || !is_that && scene.word(noun) == ",";
    is_behind.then_some(start)
}
