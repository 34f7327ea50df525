//! "The union", "the board" → the body whose name ends in that word.

use super::description::Phrase;
use super::name::name_words;
use super::scene::Scene;
use super::speaker::{DESCRIBED, Named};
use crate::annotate::EntityKind;
use crate::annotate::text::Run;

/// How often such a description means the body, where the article has one alone.
const SURE: f32 = 0.85;
/// Bodies named before that are looked at.
const REACH: usize = 200;

/// Finds the one body of an article that a description like "the union" can mean: named
/// before it, its name ending in that word, and no other name that does.
pub(super) fn body(scene: &Scene<'_>, source: Run, phrase: &Phrase) -> Option<Named> {
    let word = scene.word(phrase.words.end as usize - 1);
    if phrase.goes_on || !phrase.is_definite() || phrase.words.range().len() > 1 {
        return None;
    }
    let start = scene.text.span_of(source)?.start;
    let end = scene.entities.partition_point(|e| e.span.start < start);
    let mut found: Option<Vec<String>> = None;
    for mention in scene.entities[..end].iter().rev().take(REACH).filter(|e| e.kind == EntityKind::Org) {
        let words = name_words(mention.span.of(scene.text.source));
        if words.len() < 2 || !words.last().is_some_and(|last| last.eq_ignore_ascii_case(word)) {
            continue;
        }
        found = match found {
            Some(known) if !is_part(&known, &words) && !is_part(&words, &known) => return None,
            Some(known) if known.len() >= words.len() => Some(known),
            _ => Some(words),
        };
    }
    let name = found?.join(" ");
    Some(Named { name, person: None, probability: SURE, rival: 0.0, way: DESCRIBED, kind: 2 })
}

/// Tells whether all words of one name are in another.
fn is_part(one: &[String], other: &[String]) -> bool {
    one.iter().all(|word| other.contains(word))
}
