//! "Sir, –", "Dear Editor," at the beginning of a paragraph: a letter to a paper begins there, and whom it tells of is not
//! who signed the one before.

use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::word_set::WordSet;

/// Paragraphs before a pronoun that are looked at.
const PARAGRAPHS: usize = 30;
/// Whom such letters are to.
const READERS: &WordSet = &WordSet::of(&["editor", "madam", "sir", "sirs"]);

/// Returns the token with which the letter begins that a token stands in.
pub(super) fn begin(scene: &Scene<'_>, token: usize) -> Option<usize> {
    let number = scene.paragraph_of(token);
    let starts = (number.saturating_sub(PARAGRAPHS)..=number).rev().map(|p| scene.text.paragraph_tokens(p).start);
    let is_letter = |start: &usize| {
        let reader = start + usize::from(scene.is_word(*start, &["dear"]));
        let is_apart = |i: usize| !scene.word(i).is_empty() && !scene.is_wordlike(i);
        scene.is_word(reader, READERS) && is_apart(reader + 1)
    };
    starts.map(|start| start as usize).find(is_letter)
}
