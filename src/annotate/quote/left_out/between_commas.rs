//! "The trials, described in a journal, [were stopped]", "the lamps, as the town calls them, [went out]": what stands
//! between two commas tells of the subject, and the sentence goes on behind it with its own.
//!
//! The taggers take what goes on for what is said in between.

use super::asked;
use crate::annotate::quote::grammar::finite::may_begin;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::grammar::sentences::{CLAUSES, begins_sentence};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::word_set::WordSet;

/// Words behind a participle that tell where something stands or who made it.
const WHERE: &WordSet = &WordSet::of(&["at", "by", "in", "on"]);
/// Most tokens of such a phrase.
const PHRASE: usize = 10;

/// Leaves out what goes on behind it; where nothing else was found, nobody says anything.
pub(crate) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) {
    asked::mend(scene, attribution);
    if let Some(end) = end_of_place(scene, attribution).or_else(|| end_of_calling(scene, attribution)) {
        attribution.contents.retain(|piece| piece.end <= end as u32);
    }
}

/// The comma that ends ", described in a journal,".
fn end_of_place(scene: &Scene<'_>, attribution: &Attribution) -> Option<usize> {
    let (cue, source) = (attribution.cue?, attribution.source?);
    let verb = cue.start as usize;
    let open = verb.checked_sub(1).filter(|&i| scene.word(i) == "," && source.end <= cue.start)?;
    // "Roe, the mayor, protested on Monday".
    let is_one = source.range().take(PHRASE).all(|i| scene.word(i) != "," || i + 1 == source.end as usize);
    let is_next = attribution.contents.first().is_some_and(|piece| piece.start <= cue.end);
    let link = verb + 1;
    let is_participle = scene.word(verb).ends_with("ed") && scene.is_word(link, WHERE);
    let is_plain = |i: usize| scene.is_wordlike(i) && !scene.is_word(i, CLAUSES);
    let close = (link + 1..link + PHRASE).find(|&i| !is_plain(i)).filter(|&i| scene.word(i) == ",")?;
    let is_here = scene.sentences.get(close) == scene.sentences.get(open);
    let goes_on = may_begin(scene, close + 1) || begins_sentence(scene, close + 1) || is_clause(scene, close + 1);
    (is_participle && is_one && is_next && is_here && goes_on).then_some(close)
}

/// Tells whether a noun phrase of small words and its verb begin at a token: "bees were".
fn is_clause(scene: &Scene<'_>, start: usize) -> bool {
    let is_noun = scene.is_wordlike(start) && scene.word(start).ends_with('s');
    is_noun && may_begin(scene, start + 1) && !scene.is_word(start, CLAUSES)
}

/// The comma that ends ", as the town calls them,".
fn end_of_calling(scene: &Scene<'_>, attribution: &Attribution) -> Option<usize> {
    let (cue, source) = (attribution.cue?, attribution.source?);
    let as_ = (source.start as usize).checked_sub(1).filter(|&i| scene.is_word(i, &["as"]))?;
    let is_led = as_ > 0 && scene.word(as_ - 1) == ",";
    let calls = cue.range().len() == 1 && scene.is_word(cue.start as usize, &["call", "called", "calls"]);
    let object = cue.end as usize;
    let is_object = scene.is_word(object, &["her", "him", "it", "that", "them", "this"]);
    let fits = is_led && calls && is_object && source.end <= cue.start && scene.word(object + 1) == ",";
    fits.then_some(object + 1)
}
