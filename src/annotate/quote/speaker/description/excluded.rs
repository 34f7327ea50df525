//! Whom a description cannot mean by what the article tells of her: somebody of another nation, the dead, who does
//! something with or to the one described.

use super::{Candidate, Choice, NOUN};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Tokens before a description among which its noun is looked for, and places of it that are looked at.
const REACH: usize = 600;
const PLACES: usize = 12;
/// Most tokens from a name to what it does, and to whom.
const CLAUSE: usize = 7;
/// What somebody does with or to another, right before the words for the other.
const BEFORE_ANOTHER: &WordSet = &WordSet::of(&[
    "advised",
    "against",
    "asked",
    "for",
    "from",
    "helped",
    "interviewed",
    "met",
    "questioned",
    "referred",
    "saw",
    "to",
    "told",
    "treated",
    "urged",
    "visited",
    "warned",
    "with",
]);

impl Choice<'_> {
    /// Tells whether somebody cannot be meant, though she is one of those to choose from.
    pub(super) fn is_out(&self, scene: &Scene<'_>, people: &People, candidate: &Candidate) -> bool {
        let (source, phrase) = (self.description.source, &self.phrase);
        let Some(head) = (phrase.words.end as usize).checked_sub(1) else { return false };
        let (person, natives) = (candidate.naming.person, &people.titles.natives);
        let nation = || natives.nation_in(scene, Run { start: source.start, end: head as u32 });
        let is_foreign = || nation().is_some_and(|nation| !natives.may_be_of(person, nation));
        let is_other = || phrase.is_definite() && candidate.tie < NOUN;
        people.titles.is_dead_but(scene, person, source)
            || is_foreign()
            || is_other() && met(scene, people, source.start as usize, head).contains(&person)
    }
}

/// Returns who does something with or to the one whom a noun stands for: "Roe told [the man] to wait".
fn met(scene: &Scene<'_>, people: &People, start: usize, head: usize) -> Vec<usize> {
    let stem = scene.forms[head].stem;
    let is_place = |&i: &usize| scene.forms[i].stem == stem && i > 1 && scene.is_word(i - 1, &["the"]);
    let places = (start.saturating_sub(REACH)..start).rev().filter(is_place).take(PLACES);
    let is_met = |i: usize| scene.is_word(i, BEFORE_ANOTHER) && scene.marks.region_of(i).is_none();
    places.filter(|&noun| is_met(noun - 2)).filter_map(|noun| subject(scene, people, noun - 2)).collect()
}

/// The person whose name stands before a verb that goes on up to a token.
fn subject(scene: &Scene<'_>, people: &People, last: usize) -> Option<usize> {
    let at = people.namings.partition_point(|n| n.tokens.end as usize <= last);
    let name: &Naming = people.namings[..at].iter().rev().find(|n| !n.is_described)?;
    let between = name.tokens.end as usize..last + 1;
    let is_here = scene.sentences[name.tokens.start as usize] == scene.sentences[last] && between.len() <= CLAUSE;
    let is_clause =
        is_here && between.clone().all(|i| scene.is_wordlike(i)) && between.clone().any(|i| is_verb(scene, i));
    (is_clause && is_verb(scene, between.start)).then_some(name.person)
}
