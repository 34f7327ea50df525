//! Where a sentence may go on with its verb, forms that only may be one ("earns") and pasts that do not end in "-ed"
//! among them.

use super::nouns::is_possessive;
use super::scene::Scene;
use super::verbs::is_verb;
use crate::annotate::word_set::WordSet;

/// Pasts that [`is_verb`] does not know.
pub(crate) const PASTS: &WordSet = &WordSet::of(&[
    "ate", "bore", "caught", "chose", "clung", "dealt", "fought", "forgot", "froze", "hid", "hung", "laid", "meant",
    "sang", "sank", "shot", "slept", "slid", "stole", "struck", "stuck", "swam", "swore", "woke",
]);

/// Tells whether a token is a finite verb.
pub(crate) fn is_finite(scene: &Scene<'_>, token: usize) -> bool {
    const OTHERS: &WordSet =
        &WordSet::of(&["be", "been", "being", "begun", "do", "doing", "done", "given", "gone", "having", "taken"]);
    let is_other = is_possessive(scene, token) || scene.is_word(token, OTHERS);
    // "He acted", whose noun is one of a document.
    let is_past = || {
        let is_led = token > 0 && scene.is_word(token - 1, &["he", "i", "it", "she", "they", "we", "who"]);
        is_led && scene.word(token).len() > 4 && scene.word(token).ends_with("ed")
    };
    (is_verb(scene, token) || scene.is_word(token, PASTS) || is_past()) && !is_other
}

/// Tells whether a sentence may go on with its verb at a token: a finite verb, or a form that may be one ("earns").
pub(crate) fn may_begin(scene: &Scene<'_>, token: usize) -> bool {
    let is_adverb = |i: usize| scene.word(i).ends_with("ly") || scene.is_word(i, &["also", "later", "never", "still"]);
    let verb = token + usize::from(is_adverb(token));
    let word = scene.word(verb);
    let is_noun = || scene.is_word(verb + 1, &["and", "of", "or", ",", ".", ";", ":"]);
    let is_present = || {
        let is_plain = scene.forms.get(verb).is_some_and(|form| !form.is_capital) && !scene.kinds[verb].speaks();
        is_plain && scene.is_wordlike(verb) && word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
    };
    let is_short = || scene.is_word(verb, &["cut", "hit", "quit"]) && !is_noun();
    is_finite(scene, verb) || is_short() || is_present() && !is_noun() && !is_finite(scene, verb + 1)
}
