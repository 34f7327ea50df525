//! Whom a paper asks for comment is who answers: "The Gazette contacted [Vale Homes] for comment. … the company said".

use super::Reference;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::bodies::{Bodies, Naming};
use crate::annotate::word_set::WordSet;

/// How sure it is then.
pub(super) const SURE: f32 = 0.85;
/// Most sentences from there to the answer, tokens of what the body is before its name, and tokens of the request.
const SENTENCES: u32 = 2;
const NOUN: usize = 7;
const REQUEST: usize = 8;
/// What is asked for, and verbs that ask for it.
const FOR: &WordSet = &WordSet::of(&["answer", "comment", "reaction", "response", "statement"]);
const ASKS: &WordSet = &WordSet::of(&["approached", "asked", "contacted", "emailed", "called", "messaged"]);

/// Tells whether a body is the last that is named, as whom somebody has asked for comment.
pub(super) fn answers(scene: &Scene<'_>, bodies: &Bodies, naming: Naming, reference: Reference<'_>) -> bool {
    let (start, end, head) = (naming.tokens.start as usize, naming.tokens.end as usize, reference.head);
    let is_last = bodies.lately(head).last().is_some_and(|last| last.body == naming.body);
    let is_near = end <= head && scene.sentences[head] - scene.sentences[start] <= SENTENCES;
    if !is_last || !is_near {
        return false;
    }
    // "Asked the builder, [Vale Homes], for comment".
    let is_noun = |&i: &usize| {
        let word = scene.is_wordlike(i) && !scene.is_word(i, ASKS) && !scene.is_word(i, &["to", "from"]);
        word && (!scene.forms[i].is_capital || scene.is_title(i)) || scene.word(i) == ","
    };
    let before = (start.saturating_sub(NOUN)..start).rev().find(|i| !is_noun(i));
    let Some(before) = before else { return false };
    let asks_for =
        || (end..end + REQUEST).any(|i| scene.is_word(i, &["for"]) && (i + 1..i + 4).any(|i| scene.is_word(i, FOR)));
    let reached = scene.is_word(before, &["to"]) && before > 1 && scene.is_word(before - 1, &["out"]);
    let sought = scene.is_word(before, &["from"]) && before > 0 && scene.is_word(before - 1, FOR);
    reached || sought || scene.is_word(before, ASKS) && asks_for()
}
