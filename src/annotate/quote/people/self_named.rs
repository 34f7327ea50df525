//! Somebody of whom the article says only what she calls herself: "a striker who identified himself only as [Themba]",
//! "named only as [Rajesh]". That is a person's name, whether or not a list knows it.

use super::mention::Mention;
use super::roster::{Naming, People};
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::words::name::name_words;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// What somebody does who tells her name, and what is done to it.
const TELLS: &WordSet = &WordSet::of(&["identified", "identifies", "introduced"]);
const GIVES: &WordSet = &WordSet::of(&["gave", "gives", "giving"]);
const TOLD: &WordSet = &WordSet::of(&["identified", "known", "named"]);
const SELF: &WordSet = &WordSet::of(&["herself", "himself"]);
const OWN: &WordSet = &WordSet::of(&["her", "his"]);
/// How sure it is.
pub(crate) const SURE: f32 = 0.93;
/// Most words of such a name.
const WORDS: usize = 2;

/// Adds such names to those that the tagger of names found.
pub(super) fn add(scene: &Scene<'_>, mentions: &mut Vec<Mention>) {
    let tokens = 1..scene.text.tokens.len();
    let names =
        tokens.filter(|&i| scene.is_word(i, &["as"]) && tells_name(scene, i)).filter_map(|i| name(scene, i + 1));
    let is_known = |run: Run| {
        let before = mentions.partition_point(|m| m.0.start < run.end);
        before.checked_sub(1).is_some_and(|last| overlap(mentions[last].0, run) > 0)
    };
    let new: Vec<Mention> = names.filter(|(run, _)| !is_known(*run)).collect();
    if !new.is_empty() {
        mentions.extend(new);
        mentions.sort_by_key(|m| m.0.start);
    }
}

/// Returns the one whom a source calls by the name that she alone tells: "a man who gave his name as [Themba]".
pub(crate) fn speaker(scene: &Scene<'_>, people: &People, source: Run) -> Option<usize> {
    let start = source.start as usize;
    if !scene.is_word(start, &["a", "an", "another", "one", "the"]) {
        return None;
    }
    let sources = [source];
    let is_told = |n: &&Naming| {
        let link = (n.tokens.start as usize).checked_sub(1).filter(|&i| i > start && scene.is_word(i, &["as"]));
        link.is_some_and(|link| tells_name(scene, link))
    };
    let mut named = people.namings_between(&sources).filter(|n| !n.is_described);
    let first = named.next().filter(is_told)?;
    named.all(|n| n.person == first.person).then_some(first.person)
}

/// Tells whether "as" leads to a name: "identified himself only as", "gave her name as", "named only as".
fn tells_name(scene: &Scene<'_>, link: usize) -> bool {
    let only = link.checked_sub(1).filter(|&i| scene.is_word(i, &["only", "simply"]));
    let Some(last) = only.unwrap_or(link).checked_sub(1) else { return false };
    let is_before = |n: usize, list: &WordSet| last.checked_sub(n).is_some_and(|i| scene.is_word(i, list));
    scene.is_word(last, SELF) && is_before(1, TELLS)
        || scene.is_word(last, &["name"]) && is_before(1, OWN) && is_before(2, GIVES)
        || only.is_some() && scene.is_word(last, TOLD)
}

/// The capitalised words from a token on, where they are no place's or body's longer name.
fn name(scene: &Scene<'_>, first: usize) -> Option<Mention> {
    let is_part = |&i: &usize| scene.is_wordlike(i) && scene.forms[i].is_capital;
    let end = (first..scene.text.tokens.len()).take(WORDS + 1).take_while(is_part).last()? + 1;
    let run = run_of(first, end);
    let is_other = |kind: EntityKind| kind != EntityKind::Person;
    let is_longer = scene.entities_in(run).iter().any(|e| is_other(e.kind) && scene.tokens_of(e).range().len() > 1);
    let words = name_words(scene.text.span_of(run)?.of(scene.text.source));
    (end - first <= WORDS && !is_longer && !words.is_empty()).then_some((run, words))
}
