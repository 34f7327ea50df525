//! Who may be the subject beside a reporting word: "[he] said", "said [Ann Roe]", "[my father] says".

use super::scene::{Scene, run_of};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

const PRONOUNS: &WordSet = &WordSet::of(&["he", "she", "they", "i", "we"]);

/// A pronoun, a name or "my father" that ends right before a token.
pub(crate) fn subject_before(scene: &Scene<'_>, end: usize) -> Option<Run> {
    let last = end.checked_sub(1)?;
    if scene.is_word(last, PRONOUNS) {
        return Some(run_of(last, end));
    }
    let entity = scene.entities_in(run_of(last, end)).last().map(|e| scene.tokens_of(e));
    let determined = |&i: &usize| scene.is_word(i, &["a", "his", "her", "my", "our", "the", "their"]);
    let described = || {
        let start = (end.saturating_sub(3)..last).rev().find(determined)?;
        scene.is_calling(last).then(|| run_of(start, end))
    };
    entity.filter(|e| e.end as usize == end).or_else(described)
}

/// A pronoun or a name that begins at a token.
pub(crate) fn subject_at(scene: &Scene<'_>, start: usize) -> Option<Run> {
    if scene.is_word(start, PRONOUNS) {
        return Some(run_of(start, start + 1));
    }
    let entity = scene.entities_in(run_of(start, start + 1)).first().map(|e| scene.tokens_of(e));
    entity.filter(|e| e.start as usize == start)
}

/// Tells whether a name ends with a token.
pub(crate) fn is_name_end(scene: &Scene<'_>, last: usize) -> bool {
    scene.entities_in(run_of(last, last + 1)).iter().any(|e| scene.tokens_of(e).end as usize == last + 1)
}

/// Tells whether words that end with a token may be somebody who speaks or is told: a name, a calling or a word for one
/// or several.
pub(crate) fn may_end_who(scene: &Scene<'_>, last: usize) -> bool {
    scene.kinds[last].speaks() || scene.is_calling(last) || is_name_end(scene, last)
}
