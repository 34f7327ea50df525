//! "“My wife keeps the books,” [Roe] said": of two of one name, one of them called a wife, it is the other.

use super::Choice;
use crate::annotate::quote::people::People;
use crate::annotate::quote::scene::Scene;

/// How sure it is then.
pub(super) const SURE: f32 = 0.95;
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
