//! Whom the sentence before names only in passing, so that a pronoun hardly means her: "The sale, brokered by [Bo Dell],
//! ended when Roe left. “I was tired,” he said", "Ann Roe, who plays [Alma Dell], wept. “It was hard,” she said", "Her
//! lawyer, [Ann Dell], had told her not to speak. “I did it,” she said", "Ann Roe was born in Vale. Her mother, [Ida],
//! taught Latin. “It was hard,” she said".

use super::barred::TITLES;
use crate::annotate::kin::is_kin;
use crate::annotate::quote::grammar::gender::{Gender, pronoun};
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Names of a sentence that are looked at, and most words from a comma to "by".
const NAMES: usize = 6;
const BETWEEN: usize = 3;

/// Participles of what somebody does to a deal or a story.
const DONE: &WordSet = &WordSet::of(&[
    "announced",
    "arranged",
    "brokered",
    "confirmed",
    "disclosed",
    "negotiated",
    "published",
    "reported",
    "revealed",
]);
/// What an actor does to a part.
const PLAYS: &WordSet =
    &WordSet::of(&["play", "played", "playing", "plays", "portrayed", "portrays", "voiced", "voices"]);
/// What is done to whom somebody advises.
const ADVISES: &WordSet = &WordSet::of(&["advised", "asked", "begged", "instructed", "told", "urged", "warned"]);

/// Who is told of where somebody comes from.
const ANCESTORS: &WordSet =
    &WordSet::of(&["dad", "father", "grandfather", "grandmother", "mom", "mother", "mum", "stepfather", "stepmother"]);
/// Tokens of the sentence that tells where somebody comes from.
const OPENING: usize = 60;

/// Returns the persons whom a sentence names in passing.
pub(super) fn named(scene: &Scene<'_>, people: &People, sentence: Run, gender: Gender) -> Vec<usize> {
    let runs = [sentence];
    let names = || people.namings_between(&runs).filter(|n| !n.is_described).take(NAMES);
    let has_other = |name: &Naming| names().any(|n| n.person != name.person);
    let is_passing = |name: &&Naming| {
        is_doer(scene, name, sentence) && has_other(name)
            || is_part(scene, name, sentence) && has_other(name)
            || has_advised(scene, name, gender)
            || is_origin(scene, name, sentence, gender)
    };
    names().filter(is_passing).map(|n| n.person).collect()
}

/// The word before a name and what stands before it to say who she is.
fn link(scene: &Scene<'_>, name: &Naming, sentence: Run) -> Option<usize> {
    let start = name.tokens.start as usize;
    let is_what = |i: usize| {
        scene.forms[i].is_capital
            || scene.is_calling(i)
            || is_possessive(scene, i)
            || scene.is_word(i, &["the", "an", "a"])
    };
    (sentence.start as usize..start).rev().take(TITLES).find(|&i| !is_what(i))
}

/// "…, brokered by [Bo Dell],": between two commas.
fn is_doer(scene: &Scene<'_>, name: &Naming, sentence: Run) -> bool {
    let Some(by) = link(scene, name, sentence).filter(|&i| scene.is_word(i, &["by"])) else { return false };
    let mut before = (sentence.start as usize..by).rev().take(BETWEEN);
    let done = before.next().is_some_and(|i| scene.is_word(i, DONE));
    done && before.any(|i| scene.word(i) == ",") && scene.word(name.tokens.end as usize) == ","
}

/// "Who plays [Alma Dell]", "who plays his wife, [Alma],".
fn is_part(scene: &Scene<'_>, name: &Naming, sentence: Run) -> bool {
    let start = name.tokens.start as usize;
    let is_what = |i: usize| {
        let is_apposed = scene.word(i) == "," && i > 0 && scene.is_calling(i - 1);
        let is_title = scene.forms[i].is_capital || scene.is_calling(i);
        is_title || is_apposed || scene.is_word(i, &["a", "an", "her", "his", "the", "their"])
    };
    let verb = (sentence.start as usize..start).rev().take(TITLES).find(|&i| !is_what(i));
    verb.is_some_and(|i| i > 0 && scene.is_word(i, PLAYS) && scene.is_word(i - 1, &["who"]))
        && !is_possessive(scene, name.tokens.end as usize)
}

/// "[Ann Dell], had told her not to speak".
fn has_advised(scene: &Scene<'_>, name: &Naming, gender: Gender) -> bool {
    let end = name.tokens.end as usize;
    let had = end + 1;
    let is_him = scene.is_word(had + 2, &["her", "him"]) && pronoun(scene.word(had + 2)) == Some(gender);
    scene.word(end) == "," && scene.is_word(had, &["had"]) && scene.is_word(had + 1, ADVISES) && is_him
}

/// The noun for a relative right before a name, or before its comma: "his father, [Bo]".
fn kin_before(scene: &Scene<'_>, name: &Naming) -> Option<usize> {
    let last = (name.tokens.start as usize).checked_sub(1)?;
    let noun = if scene.word(last) == "," { last.checked_sub(1)? } else { last };
    is_kin(&scene.word(noun).to_lowercase()).then_some(noun)
}

/// "Her mother, [Ida], taught Latin" behind where she comes from: "Ann Roe was born in Vale."
fn is_origin(scene: &Scene<'_>, name: &Naming, sentence: Run, gender: Gender) -> bool {
    let start = sentence.start as usize;
    let noun = kin_before(scene, name).filter(|&noun| noun == start + 1 && scene.is_word(noun, ANCESTORS));
    let is_hers = scene.is_word(start, &["her", "his"]) && pronoun(scene.word(start)) == Some(gender);
    if noun.is_none() || !is_hers {
        return false;
    }
    let before = (scene.sentences[start] as usize).checked_sub(1).and_then(|n| scene.text.sentences.get(n));
    let Some(before) = before.filter(|s| scene.paragraph_of(s.start as usize) == scene.paragraph_of(start)) else {
        return false;
    };
    let is_son = |i: usize| scene.is_word(i, &["daughter", "son"]) && scene.is_word(i + 1, &["of"]);
    before.range().take(OPENING).any(|i| {
        scene.is_word(i, &["born", "native", "raised"])
            || scene.is_word(i, &["grew"]) && scene.is_word(i + 1, &["up"])
            || is_son(i) && scene.is_word(i.saturating_sub(2), &["is", "was"])
    })
}
