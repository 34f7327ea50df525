//! "A Vale Gazette investigation found …", "the Gazette's review of court files": a paper's or another body's own
//! investigation speaks for it.

use super::beside::body;
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::capitals::is_capital;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::source::named::Named;
use crate::annotate::quote::words::name::body_words;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of a name, and between it and the noun.
const NAME: usize = 6;
const BETWEEN: usize = 3;
/// What somebody finds out by.
const FINDINGS: &WordSet =
    &WordSet::of(&["analysis", "examination", "inquiry", "investigation", "probe", "review", "tally"]);
/// How the names of papers end.
const PAPERS: &WordSet = &WordSet::of(&[
    "bee",
    "bulletin",
    "chronicle",
    "courier",
    "daily",
    "dispatch",
    "examiner",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "inquirer",
    "journal",
    "ledger",
    "mail",
    "mercury",
    "news",
    "observer",
    "post",
    "press",
    "record",
    "register",
    "sentinel",
    "star",
    "sun",
    "telegraph",
    "times",
    "tribune",
]);

/// The body whose investigation a source is, by its name before the noun or behind "by".
pub(super) fn maker(scene: &Scene<'_>, people: &People, source: Run) -> Option<Named> {
    let (start, end) = (source.start as usize, source.end as usize);
    let first = start + usize::from(scene.is_word(start, &["a", "an", "the"]));
    let noun = (first..end.min(first + NAME + BETWEEN + 1)).find(|&i| scene.is_word(i, FINDINGS))?;
    if scene.forms[noun].is_capital || !may_follow(scene, noun + 1, end) {
        return None;
    }
    let name =
        if scene.is_word(noun + 1, &["by"]) { behind(scene, noun + 1, end)? } else { before(scene, first, noun)? };
    let text = scene.text.span_of(name)?.of(scene.text.source);
    let words = body_words(text);
    (!words.is_empty()).then(|| body(people.bodies(scene).in_full(&words)))
}

/// Tells whether a source ends before a token, or goes on with what was looked at, or by whom.
fn may_follow(scene: &Scene<'_>, token: usize, end: usize) -> bool {
    token >= end
        || !scene.is_wordlike(token) && !is_possessive(scene, token)
        || scene.is_word(token, &["by", "into", "of"])
}

/// The name from a token to the noun: "[Vale Gazette] investigation", "[Gazette]'s own review".
fn before(scene: &Scene<'_>, first: usize, noun: usize) -> Option<Run> {
    let end = (first..noun).find(|&i| !is_capital(scene, i)).unwrap_or(noun);
    let next = end + usize::from(is_possessive(scene, end));
    let is_small = |i: usize| scene.is_wordlike(i) && !scene.forms[i].is_capital && !is_stop(scene.word(i));
    (is_body(scene, first, end) && noun - next <= BETWEEN && (next..noun).all(is_small)).then(|| run_of(first, end))
}

/// The name behind "by" that ends a source.
fn behind(scene: &Scene<'_>, by: usize, end: usize) -> Option<Run> {
    let first = by + 1 + usize::from(scene.is_word(by + 1, &["the"]));
    let close = end - usize::from(scene.is_word(end.checked_sub(1)?, &[","]));
    let is_name = first < close && close - first <= NAME && (first..close).all(|i| is_capital(scene, i));
    (is_name && is_body(scene, first, close)).then(|| run_of(first, close))
}

/// Tells whether words are a body's name: one that is known, or that ends as papers' names do.
fn is_body(scene: &Scene<'_>, first: usize, end: usize) -> bool {
    let Some(last) = end.checked_sub(1).filter(|&last| last >= first) else { return false };
    let entity = scene.entities_in(run_of(first, end)).last();
    let is_known = entity.is_some_and(|e| e.kind == EntityKind::Org && scene.tokens_of(e) == run_of(first, end));
    is_known || scene.is_word(last, PAPERS) && entity.is_none_or(|e| e.kind != EntityKind::Person)
}
