//! Words that look like those that report and are none: "put [alleged] bombers on a list", "kept Vale's [hopes] alive",
//! "the embassy [blast] that killed ten".
//!
//! The taggers know "alleged" and "hopes" as verbs. A verb right before it, an owner or an article, or a verb behind
//! "that", shows an adjective or a noun.

use crate::annotate::quote::grammar::nouns::{DETERMINERS, is_possessive};
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::grammar::sentences::begins_sentence;
use crate::annotate::quote::grammar::verbs::{is_predicate, is_verb};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::word_set::WordSet;

/// Participles that say what somebody or something is called.
const CALLED: &WordSet = &WordSet::of(&[
    "accused",
    "alleged",
    "condemned",
    "convicted",
    "disputed",
    "expected",
    "promised",
    "proposed",
    "suspected",
]);
/// Nouns that are verbs of saying or thinking, too.
const NOUNS: &WordSet =
    &WordSet::of(&["blast", "blasts", "disputes", "doubts", "fears", "flags", "hopes", "plans", "talks"]);
/// Pasts that do not end in "-ed" and are no words for speech.
const PASTS: &WordSet = &WordSet::of(&["brought", "caught", "fought", "hid", "shot", "struck"]);
/// Verbs that such a participle may belong to, and adverbs that may stand before it as a verb.
const HELPERS: &WordSet = &WordSet::of(&[
    "also", "are", "be", "been", "being", "did", "had", "has", "have", "is", "never", "not", "was", "were",
]);
/// Words behind such a noun that begin what somebody hopes or fears.
const CLAUSES: &WordSet = &WordSet::of(&["about", "for", "of", "that", "to"]);
const PREPOSITIONS: &WordSet =
    &WordSet::of(&["against", "at", "by", "for", "from", "in", "into", "of", "on", "to", "with"]);

/// Nouns of what goes on between several, and what follows these.
const MATTERS: &WordSet = &WordSet::of(&["disputes", "talks"]);
const BETWEEN: &WordSet = &WordSet::of(&["among", "between", "in", "over", "with"]);
const THINGS: &WordSet = &WordSet::of(&["blast", "blasts", "disputes", "doubts", "talks"]);
const PRONOUNS: &WordSet = &WordSet::of(&["he", "i", "it", "she", "they", "we", "you"]);
const THESE: &WordSet = &WordSet::of(&["no", "some", "such", "these", "this", "those"]);

/// Tells whether a cue is an adjective or a noun that reports nothing.
pub(crate) fn is_no_cue(scene: &Scene<'_>, attribution: &Attribution) -> bool {
    let (Some(cue), [words, ..]) = (attribution.cue, &attribution.contents[..]) else { return false };
    let Some(last) = (cue.end as usize).checked_sub(1).filter(|_| words.start == cue.end) else { return false };
    let Some(before) = last.checked_sub(1).filter(|_| is_unquoted(scene, *words)) else { return false };
    let is_led = scene.is_word(before, DETERMINERS) || is_possessive(scene, before);
    let first = words.start as usize;
    if scene.is_word(last, CALLED) {
        // "The press accused Roe", "Roe in turn promised help".
        let is_subject = attribution.source.is_some_and(|source| source.end as usize == last);
        let does = is_predicate(scene, before) || scene.is_word(before, PASTS);
        let is_object = does && !is_subject && !scene.is_word(before, HELPERS);
        let is_noun = !scene.is_word(first, DETERMINERS) && !scene.is_word(first, CLAUSES);
        return is_noun && (is_object || is_led && !is_subject || scene.is_word(before, PREPOSITIONS));
    }
    if !scene.is_word(last, NOUNS) {
        return false;
    }
    let is_relative = scene.is_word(first, &["that", "which"]) && is_verb(scene, first + 1);
    // "Doubts remain", "talks with the pilots".
    let goes_on = scene.is_word(last, THINGS) && is_verb(scene, first)
        || scene.is_word(last, MATTERS) && scene.is_word(first, BETWEEN);
    let is_led = is_led || scene.is_word(before, PREPOSITIONS) || scene.is_word(before, THESE);
    // "In the hopes he’d call".
    let word = scene.word(first).to_lowercase();
    let begins = PRONOUNS.contains(&word.split(['’', '\'']).next().unwrap_or(&word)) || begins_sentence(scene, first);
    is_relative || goes_on || is_led && !scene.is_word(first, CLAUSES) && !begins
}
