//! "“My wife keeps the books,” [Roe] said": of two of one name, one of them called a wife, it is the other. "The younger
//! Roe" is who alone is named so far as a Roe's child, by the first name: "Roe's daughter, [Tessa],".

use super::{Choice, ELDER, YOUNGER};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// How sure it is then.
pub(crate) const SURE: f32 = 0.95;
/// Words that are looked at.
const WORDS: usize = 80;
/// A relative, and what whoever has one is to her.
const RELATIVES: &[(&str, &[&str])] = &[
    ("daughter", &["father", "mother"]),
    ("father", &["daughter", "son"]),
    ("husband", &["wife"]),
    ("mother", &["daughter", "son"]),
    ("son", &["father", "mother"]),
    ("wife", &["husband"]),
];
/// How closely a noun is tied to whom it stands beside.
const NOUN: u64 = 3;

impl Choice<'_> {
    /// Returns who of two speaks of the other as a relative, in marks as "my wife".
    pub(super) fn by_kinship(&self, scene: &Scene<'_>, people: &People) -> Option<usize> {
        let &[one, other] = &self.persons[..] else { return None };
        let is_mine = |i: usize| scene.is_word(i, &["my"]) && scene.marks.region_of(i).is_some();
        let words = self.surname.contents.iter().flat_map(|piece| piece.range()).take(WORDS);
        let relative = |i: usize| RELATIVES.iter().find(|(noun, _)| scene.is_word(i + 1, &[*noun]));
        let (noun, converses) = words.filter(|&i| is_mine(i)).find_map(relative)?;
        let is_called = |person: usize, noun: &str| people.titles.tie(person, noun) >= NOUN;
        let has = |person: usize| converses.iter().any(|converse| is_called(person, converse));
        match (is_called(one, noun), is_called(other, noun)) {
            (true, false) => Some(other),
            (false, true) => Some(one),
            (false, false) if has(one) != has(other) => Some(if has(one) { one } else { other }),
            _ => None,
        }
    }
}

/// Children and parents, and namings before a surname that are looked at.
const CHILDREN: &WordSet = &WordSet::of(&["daughter", "granddaughter", "grandson", "son", "stepdaughter", "stepson"]);
const PARENTS: &WordSet = &WordSet::of(&["father", "grandfather", "grandmother", "mother"]);
const NAMINGS: usize = 60;

/// Returns the one child, or parent, whom the article names by the first name alone, where "the younger Roe" or "the
/// elder Roe" is none of those whom it names so in full.
pub(crate) fn relative(scene: &Scene<'_>, people: &People, surname: Run, held: usize) -> Option<usize> {
    let age = (0..surname.start as usize).rev().find(|&i| !scene.is_title(i))?;
    let kin = match () {
        _ if scene.is_word(age, YOUNGER) => CHILDREN,
        _ if scene.is_word(age, ELDER) => PARENTS,
        _ => return None,
    };
    let is_of_name = people.namesakes(&people.persons[held].surname().to_lowercase()).count() < 2;
    let is_bare = |n: &&Naming| !n.is_described && !people.persons[n.person].name.contains(' ');
    let is_kin = |n: &&Naming| {
        let Some(last) = (n.tokens.start as usize).checked_sub(1) else { return false };
        let noun = if scene.word(last) == "," { last.saturating_sub(1) } else { last };
        scene.is_word(noun, kin)
    };
    let end = people.namings.partition_point(|n| n.tokens.start < surname.start);
    let mut named = people.namings[..end].iter().rev().take(NAMINGS).filter(is_bare).filter(is_kin).map(|n| n.person);
    let person = named.next().filter(|&person| is_of_name && person != held)?;
    named.all(|other| other == person).then_some(person)
}
