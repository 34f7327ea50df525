//! Which words are verbs, and which of them report: what a grammar tells of one token and the one before it.

use super::nouns::is_possessive;
use super::scene::Scene;
use crate::annotate::quote::tagger::cells::STRONG;
use crate::annotate::word_set::WordSet;

/// Verbs that do not end in "-ed" in the past.
const PASTS: &WordSet = &WordSet::of(&[
    "became", "began", "bought", "broke", "built", "came", "drew", "drove", "fell", "felt", "fled", "flew", "found",
    "gave", "got", "grew", "held", "kept", "knew", "led", "left", "lost", "made", "met", "paid", "put", "ran", "rose",
    "sat", "saw", "sent", "set", "shook", "sold", "spent", "stood", "taught", "threw", "took", "went", "withdrew",
    "won", "wore", "wrote",
]);

/// Tells whether a token is a verb and no noun behind an article or "of".
pub(crate) fn is_predicate(scene: &Scene<'_>, token: usize) -> bool {
    const NOUNS: &WordSet =
        &WordSet::of(&["a", "an", "her", "his", "in", "its", "my", "of", "our", "the", "their", "your"]);
    let is_noun = token.checked_sub(1).is_some_and(|i| scene.is_word(i, NOUNS) || is_possessive(scene, i));
    is_verb(scene, token) && !is_noun && !is_possessive(scene, token)
}

/// Tells whether a token is a finite verb, or a past that does not end so.
pub(crate) fn is_verb(scene: &Scene<'_>, token: usize) -> bool {
    scene.kinds.get(token).is_some_and(|kind| kind.is_finite()) || scene.is_word(token, PASTS)
}

/// Tells whether a token is a word that reports speech often.
pub(crate) fn reports(scene: &Scene<'_>, token: usize) -> bool {
    scene.forms.get(token).is_some_and(|form| form.cue_rank >= STRONG)
}
