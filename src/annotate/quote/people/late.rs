//! "The late [Ann Roe]", "his late wife, [Ann Roe]": who is named first as dead is not who is described as speaking.

use super::roster::Naming;
use super::titles::DETERMINERS;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::Scene;

/// Most words between "the" and a name.
const TITLES: usize = 6;

/// Tells whether the words before a name say that she is dead.
pub(super) fn is_dead(scene: &Scene<'_>, naming: &Naming) -> bool {
    let start = naming.tokens.start as usize;
    let end = start - usize::from(start > 0 && scene.word(start - 1) == ",");
    let is_edge = |i: usize| scene.is_word(i, DETERMINERS) || is_possessive(scene, i);
    let is_part = |&i: &usize| scene.is_wordlike(i) && scene.sentences[i] == scene.sentences[start] && !is_edge(i);
    let mut words = (end.saturating_sub(TITLES)..end).rev().take_while(is_part);
    words.any(|i| scene.is_word(i, LATE) && i > 0 && is_edge(i - 1))
}

/// The word for the dead.
pub(super) const LATE: &[&str; 1] = &["late"];
