//! "The Senate Republican leader" of whom the article names as "Senate Republican leader Ann Roe": the very words of a
//! title before a name, a name among them.

use crate::annotate::callings::PAST;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::text::Run;

/// How sure it is.
pub(super) const SURE: f32 = 0.9;
/// Fewest and most words of such a title, and names before that are looked at.
const SHORTEST: usize = 2;
const LONGEST: usize = 6;
const NAMINGS: usize = 200;

/// Returns the only person before whose name the words of a description stand.
pub(super) fn person(scene: &Scene<'_>, people: &People, source: Run) -> Option<usize> {
    let (first, end) = (source.start as usize + 1, source.end as usize);
    let n = end.checked_sub(first).filter(|n| (SHORTEST..=LONGEST).contains(n))?;
    let is_part = |i: usize| scene.is_wordlike(i);
    let is_title = scene.is_word(source.start as usize, &["the"]) && (first..end).all(is_part);
    if !is_title || !scene.is_calling(end - 1) || !has_name(scene, people, run_of(first, end)) {
        return None;
    }
    let is_so_called = |naming: &&Naming| {
        let name = naming.tokens.start as usize;
        let Some(start) = name.checked_sub(n) else { return false };
        let is_same = (first..end).zip(start..name).all(|(a, b)| scene.word(a).eq_ignore_ascii_case(scene.word(b)));
        is_same
            && scene.sentences[start] == scene.sentences[name]
            && !start.checked_sub(1).is_some_and(|i| is_past(scene, i))
    };
    let before = people.namings.partition_point(|naming| naming.tokens.start < source.start);
    let named = people.namings[..before].iter().rev().take(NAMINGS).filter(|naming| !naming.is_described);
    let mut found = named.filter(is_so_called).map(|naming| naming.person);
    let person = found.next()?;
    found.all(|other| other == person).then_some(person)
}

/// Tells whether there is a name in the words of a title: they write it large, and more than an office.
fn has_name(scene: &Scene<'_>, people: &People, words: Run) -> bool {
    let is_large = |i: usize| scene.forms[i].is_capital;
    let is_small = || !is_large(words.end as usize - 1);
    let is_of_nation = || people.titles.natives.nation_in(scene, words).is_some();
    words.range().any(is_large) && (is_small() || is_of_nation() || !scene.entities_in(words).is_empty())
}

/// Tells whether a word says that somebody is no longer what follows.
fn is_past(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_word(token, PAST) || scene.is_word(token, &["deputy", "late", "then"])
}
