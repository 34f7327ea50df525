//! The dead do not speak: "Ann Roe, 19, was stabbed to death.¶Her mother, Ida Roe, called the police. “Nobody came,” [Roe]
//! said" is Ida Roe.

use super::Choice;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::word_set::WordSet;

/// How sure it is that the only living one of a surname is meant.
pub(super) const SURE: f32 = 0.9;
/// Quotes before that are looked at, and words from a name to her death.
const NAMINGS: usize = 300;
const REACH: usize = 14;
const HELPED: usize = 3;

const DIED: &WordSet = &WordSet::of(&["died", "drowned", "perished"]);
const KILLED: &WordSet = &WordSet::of(&["electrocuted", "killed", "murdered", "slain"]);
const DEATHS: &WordSet = &WordSet::of(&["body", "death", "funeral", "killing", "murder"]);
/// Words of a sentence that goes back to when she lived.
const BACK: &WordSet = &WordSet::of(&[
    "before",
    "diary",
    "email",
    "had",
    "interview",
    "letter",
    "messaged",
    "once",
    "posted",
    "recording",
    "texted",
    "video",
    "wrote",
]);

impl Choice<'_> {
    /// Returns the only one of a surname who lives, where the article tells that the others are dead.
    pub fn living(&self, scene: &Scene<'_>, people: &People) -> Option<usize> {
        let start = self.surname.tokens.start as usize;
        let sentence = scene.text.sentences.get(scene.sentences[start] as usize)?;
        let is_told = |i: usize| scene.marks.region_of(i).is_none();
        if sentence.range().any(|i| is_told(i) && scene.is_word(i, BACK)) {
            return None;
        }
        // Who has spoken lives, unless the article goes back.
        let has_spoken = |p: usize| self.surname.spoken.iter().rev().take(NAMINGS).any(|spoke| spoke.0 == p);
        let is_dead = |p: usize| !has_spoken(p) && is_dead(scene, people, p);
        let mut living = (0..self.persons.len()).filter(|&k| !is_dead(self.persons[k]));
        let only = living.next().filter(|_| living.next().is_none())?;
        let is_relative = people.titles.is_relative(self.persons[only]);
        (is_relative && self.any[only].is_some()).then(|| self.persons[only])
    }
}

/// Tells whether the sentence that names a person first tells that she is dead.
fn is_dead(scene: &Scene<'_>, people: &People, person: usize) -> bool {
    people.first_naming(person).is_some_and(|first| !first.is_described && dies(scene, people, &first))
}

/// "Ann Roe, 19, was found dead", "Roe's murder", "the body of Ann Roe".
fn dies(scene: &Scene<'_>, people: &People, name: &Naming) -> bool {
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    if is_possessive(scene, end) {
        return scene.is_word(end + 1, DEATHS);
    }
    let is_of = start >= 2 && scene.is_word(start - 1, &["of"]) && scene.is_word(start - 2, DEATHS);
    let is_late = start >= 2 && scene.is_word(start - 1, &["late"]) && scene.is_word(start - 2, &["the"]);
    let is_here = |&i: &usize| {
        let same = scene.sentences.get(i) == scene.sentences.get(start);
        same && scene.marks.region_of(i).is_none() && people.naming_at(i as u32).is_none()
    };
    let helped =
        |i: usize| (i.saturating_sub(HELPED)..i).any(|k| k >= end && scene.is_word(k, &["been", "was", "were"]));
    let is_death = |i: usize| {
        let is_found = scene.is_word(i, &["dead"]) && scene.is_word(i - 1, &["found", "pronounced", "shot"]);
        let is_to = scene.is_word(i, &["death"]) && scene.is_word(i - 1, &["to"]);
        scene.is_word(i, DIED) || (scene.is_word(i, KILLED) || is_found || is_to) && helped(i)
    };
    is_of || is_late || (end..end + REACH).take_while(is_here).any(is_death)
}
