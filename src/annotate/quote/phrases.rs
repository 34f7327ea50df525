//! "The football coach": the noun phrases of a text that say what somebody is.

use super::letters;
use super::people::is_possessive;
use super::scene::{Scene, run_of};
use super::titles::STOPS;
use super::written_large;
use crate::annotate::callings::plain;
use crate::annotate::text::{Run, TokenKind};

/// Most words of a description.
const PHRASE: usize = 5;

/// The descriptions of a text: "the" and a noun phrase that ends in a calling.
pub(super) fn phrases<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = Run> + 'a {
    let n = scene.text.tokens.len();
    let starts = (0..n).filter(|&i| scene.is_word(i, &["the"]));
    starts.filter_map(move |i| phrase(scene, run_of(i, n.min(i + PHRASE + 2))))
}

/// The words of a description after its determiner.
pub(super) fn key(scene: &Scene<'_>, phrase: Run) -> String {
    let words: Vec<String> = (phrase.start as usize + 1..phrase.end as usize).map(|i| plain(scene.word(i))).collect();
    words.join(" ")
}

/// The determiner and the words after it, as far as they are one noun phrase: up to a stop,
/// a mark or the end. A phrase that goes on ("the mayor of Oslo") means somebody particular.
pub(super) fn phrase(scene: &Scene<'_>, run: Run) -> Option<Run> {
    let start = run.start as usize;
    if !scene.is_word(start, &["the", "his", "her", "its", "their"]) {
        return None;
    }
    let sentence = scene.sentences[start];
    let is_word = |i: usize| {
        let is_here = scene.sentences.get(i) == Some(&sentence);
        is_here && scene.text.tokens[i].kind == TokenKind::Word && !scene.is_word(i, STOPS)
    };
    let limit = (run.end as usize).min(start + PHRASE + 1);
    let stop = (start + 1..limit).find(|&i| !is_word(i)).unwrap_or(limit);
    // In running text a phrase ends with its calling: "the coach answered".
    let end = (start + 1..stop).find(|&i| ends_phrase(scene, i, stop))? + 1;
    // "The Justice Department" is no justice.
    let is_large = |i: usize| scene.sentences.get(i) == Some(&sentence) && scene.forms[i].is_capital;
    let goes_on = scene.is_word(end, &["of", "for", "at", "from", "in"])
        || is_possessive(scene, end)
        || is_large(end - 1) && is_large(end);
    (!goes_on).then(|| run_of(start, end))
}

/// Tells whether a word is a calling that no other calling follows ("attorney general").
fn ends_phrase(scene: &Scene<'_>, i: usize, stop: usize) -> bool {
    let is = |i: usize| i < stop && is_head(scene, i);
    is(i) && !is(i + 1)
}

/// Tells whether a word is a calling, or the letters of one.
pub(super) fn is_head(scene: &Scene<'_>, i: usize) -> bool {
    written_large::is_calling(scene, i) || letters::is_office(scene, i)
}
