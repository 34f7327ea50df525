//! "“Where is the outrage?” [the Ohio Democrat] shouted", where the article says of nobody that she is from there: papers
//! tell state and party so of who was just named as a senator, governor or the like.

use super::{Description, about};
use crate::annotate::quote::home::{LAWMAKERS, party};
use crate::annotate::quote::people::{Naming, People};
use crate::annotate::quote::scene::{Scene, run_of};
use crate::annotate::quote::states;
use crate::annotate::quote::word_set::WordSet;

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

/// Returns whom a description by a state and a party or office means, by what the words before tell of.
pub(super) fn person(scene: &Scene<'_>, people: &People, description: &Description<'_>) -> Option<usize> {
    let (start, end) = (description.source.start as usize, description.source.end as usize);
    if !scene.is_word(start, &["the"]) || end < start + 3 || end - start > LONGEST {
        return None;
    }
    let head = end - 1;
    let party = party(scene.word(head));
    let is_office = scene.is_word(head, HEADS);
    if party.is_none() && !is_office && !scene.is_word(head, LAWMAKERS) {
        return None;
    }
    let state = (head.saturating_sub(2).max(start + 1)..head).find_map(|i| states::named(scene, run_of(i, head)))?;
    // A paper may be called so: "the Arizona Republican reported".
    if description.contents.first().is_none_or(|piece| piece.start as usize > start) {
        return None;
    }
    let has_home = |n: &Naming| people.titles.homes.has_home(n.person);
    let person = about::person(scene, people, description, &has_home)?;
    let is_one = OFFICES.iter().any(|office| people.titles.tie(person, office) > 0);
    let is_held = !is_office || people.titles.tie(person, scene.word(head)) > 0;
    (is_one && is_held && people.titles.homes.may_be_of(person, state, party)).then_some(person)
}
