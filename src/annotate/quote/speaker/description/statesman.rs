//! "“Where is the outrage?” [the Ohio Democrat] shouted", where the article says of nobody that she is from there: papers
//! tell state and party so of who was just named as a senator, governor or the like.

use super::{Description, about};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::people::home::{LAWMAKERS, party};
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::quote::people::states;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// What such persons are called, one of the words that stand for each other.
const OFFICES: &[&str] = &[
    "candidate",
    "congressman",
    "governor",
    "leader",
    "nominee",
    "rep.",
    "representative",
    "senator",
    "speaker",
    "whip",
];
/// Such a noun behind a state.
const HEADS: &WordSet = &WordSet::of(&["congressman", "congresswoman", "governor", "senator"]);
/// Most words of such a description.
const LONGEST: usize = 7;

/// Persons of an article that are looked at.
const PERSONS: usize = 200;
/// What those are called who are not yet in office.
const RUNNING: &[&str] = &["candidate", "nominee"];

/// Returns whom a description by a state and a party or office means, by what the words before tell of.
pub(super) fn person(scene: &Scene<'_>, people: &People, description: &Description<'_>) -> Option<usize> {
    let (state, head) = read(scene, description.source)?;
    // A paper may be called so: "the Arizona Republican reported".
    if description.contents.first().is_none_or(|piece| piece.start > description.source.start) && is_paper(scene, head)
    {
        return None;
    }
    let (party, is_office) = (party(scene.word(head)), scene.is_word(head, HEADS));
    let is_one = |person: usize| OFFICES.iter().any(|office| people.titles.tie(person, office) > 0);
    // Who sits in a cabinet or asks the questions is of no state.
    let may_be_named = |n: &Naming| people.titles.homes.has_home(n.person) || !is_one(n.person);
    let runs = |person: usize| RUNNING.iter().any(|word| people.titles.tie(person, word) > 0);
    let is_free = || people.titles.bearers(scene.word(head)).next().is_none();
    let is_held =
        |person: usize| !is_office || people.titles.tie(person, scene.word(head)) > 0 || runs(person) && is_free();
    let fits =
        |person: &usize| is_one(*person) && is_held(*person) && people.titles.homes.may_be_of(*person, state, party);
    let person = about::person(scene, people, description, &may_be_named)?;
    if !is_called_otherwise(scene, people, description.source, person) {
        return Some(person).filter(fits);
    }
    let mut others = (0..people.persons.len().min(PERSONS)).filter(|&other| other != person).filter(fits);
    others.next().filter(|_| others.next().is_none())
}

/// The state and the head of such a description: "the [Ohio Democrat]", "the third-term [Vale] senator".
fn read(scene: &Scene<'_>, source: Run) -> Option<(&'static str, usize)> {
    let (start, end) = (source.start as usize, source.end as usize);
    if !scene.is_word(start, &["the"]) || end < start + 3 || end - start > LONGEST {
        return None;
    }
    let head = end - 1;
    let is_head = party(scene.word(head)).is_some() || scene.is_word(head, HEADS) || scene.is_word(head, LAWMAKERS);
    let state = (head.saturating_sub(2).max(start + 1)..head).find_map(|i| states::named(scene, run_of(i, head)));
    state.filter(|_| is_head).map(|state| (state, head))
}

/// Tells whether a paper may be called by a state and a party.
fn is_paper(scene: &Scene<'_>, head: usize) -> bool {
    scene.is_word(head, &["republican"]) || scene.is_word(head + 1, &["reported", "reports"])
}

/// Tells whether the paragraph before a description calls somebody by another: "“No,” the [speaker] said.¶“Yes,” the Ohio
/// Democrat said".
fn is_called_otherwise(scene: &Scene<'_>, people: &People, source: Run, person: usize) -> bool {
    let number = scene.paragraph_of(source.start as usize);
    let Some(before) = number.checked_sub(1) else { return false };
    let runs = [scene.text.paragraph_tokens(before)];
    let is_told = |run: Run| scene.kinds.get(run.end as usize).is_some_and(|kind| kind.reports());
    people.namings_between(&runs).any(|n| n.person == person && n.is_described && is_told(n.tokens))
}
