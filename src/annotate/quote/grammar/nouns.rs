//! What stands before a noun and who owns one: "[the] pier", "[in] a report", "Roe[’s] claim".

use super::scene::Scene;
use crate::annotate::text::TokenKind;
use crate::annotate::word_set::WordSet;

/// Words that open a noun phrase.
pub(crate) const DETERMINERS: &WordSet = &WordSet::of(&["a", "an", "her", "his", "its", "the", "their"]);

/// Words that stand before what is no subject: "[In] its report", "[at] a meeting".
pub(crate) const BEFORE: &WordSet = &WordSet::of(&["after", "at", "before", "during", "in", "on"]);

/// Tells whether a token ends a possessive name ("Doe’s").
pub(crate) fn is_possessive(scene: &Scene<'_>, token: usize) -> bool {
    scene.text.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Possessive)
}
