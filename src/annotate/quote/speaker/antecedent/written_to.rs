//! To whom the sentence before tells that somebody wrote: she is not the one whose words follow: "Roe wrote to [Dell] in
//! March. “My son is ill,” he wrote", "Roe sent [Dell] a letter. “My son is ill,” he wrote".

use super::Anaphor;
use super::barred::{TITLES, before_titles, is_helper};
use super::exchange::named_behind;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most words between "wrote" and "to", from a name to "letter", and between the pronoun and its verb.
const BETWEEN: usize = 7;
const LETTER: usize = 6;
const HELPERS: usize = 3;

/// What somebody does who has something to read out.
const WRITES: &WordSet =
    &WordSet::of(&["e-mailed", "emailed", "faxed", "mailed", "messaged", "sent", "texted", "wrote"]);
/// What is sent.
const LETTERS: &WordSet = &WordSet::of(&[
    "card", "e-mail", "email", "letter", "memo", "message", "missive", "note", "petition", "postcard", "telegram",
    "text", "texts",
]);
/// Verbs by which such words go on.
const GOES_ON: &WordSet = &WordSet::of(&[
    "added",
    "begged",
    "began",
    "complained",
    "concluded",
    "continued",
    "pleaded",
    "texted",
    "write",
    "writes",
    "wrote",
]);

/// Returns to whom the sentence before a pronoun that writes tells that somebody wrote.
pub(super) fn addressee(scene: &Scene<'_>, people: &People, sentence: Run, anaphor: Anaphor<'_>) -> Option<usize> {
    let own = (anaphor.token + 1..anaphor.token + 2 + HELPERS).find(|&i| !is_helper(scene, i))?;
    if !scene.is_word(own, GOES_ON) {
        return None;
    }
    let is_sent = |&i: &usize| scene.is_word(i, WRITES) && scene.marks.region_of(i).is_none();
    let verb = sentence.range().rfind(is_sent)?;
    let name = named_behind(scene, people, verb + 1).filter(|n| is_letter(scene, n.tokens.end as usize));
    let name = name.copied().or_else(|| behind_to(scene, people, Run { start: verb as u32 + 1, ..sentence }))?;
    (!is_possessive(scene, name.tokens.end as usize)).then_some(name.person)
}

/// Tells whether what is sent stands at a token: "a two-page letter".
fn is_letter(scene: &Scene<'_>, token: usize) -> bool {
    let determiner = scene.is_word(token, &["a", "an", "another", "her", "his", "one", "the", "this", "two"]);
    let words = (token + 1..token + 1 + LETTER).take_while(|&i| scene.is_wordlike(i) || scene.word(i) == "-");
    determiner && words.into_iter().any(|i| scene.is_word(i, LETTERS))
}

/// Whom "to" names behind the verb: "to Dell", "a letter to Dell".
fn behind_to(scene: &Scene<'_>, people: &People, behind: Run) -> Option<Naming> {
    let runs = [behind];
    let name = *people.namings_between(&runs).find(|n| !n.is_described)?;
    let to = before_titles(scene, name.tokens.start as usize).filter(|&i| scene.is_word(i, &["to"]))?;
    let first = behind.start as usize;
    let is_near = to >= first && to - first <= BETWEEN + TITLES;
    let has_letter = to == first || (first..to).any(|i| scene.is_word(i, LETTERS));
    (is_near && has_letter && !(first..to).any(|i| is_verb(scene, i))).then_some(name)
}
