//! "He", "his" → the person named before it, whose gender it tells.
//!
//! What a pronoun tells is evidence, not an answer: [`antecedent`](crate::annotate::quote::speaker::antecedent) says
//! whom one means, with all votes at hand.

use super::roster::{Naming, People};
use crate::annotate::quote::grammar::gender::{Gender, pronoun};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::word_set::WordSet;

/// Namings before a pronoun that are looked at.
const NAMINGS: usize = 8;
/// Words between the subject of a sentence and "his" or "her".
const OWNER: usize = 12;

/// Returns whom each pronoun speaks of, as far as that is likely: the person named last in this or the
/// sentence before, in the same quotation or outside of any, whose first name is not of the other gender.
pub(super) fn votes(scene: &Scene<'_>, people: &People) -> Vec<(usize, Gender)> {
    let namings = &people.namings;
    let mut next = 0;
    let mut found = Vec::new();
    for token in 0..scene.forms.len() {
        let Some(gender) = pronoun(scene.word(token)) else { continue };
        while namings.get(next).is_some_and(|n| (n.tokens.start as usize) < token) {
            next += 1;
        }
        let before = &namings[next.saturating_sub(NAMINGS)..next];
        if scene.is_word(token, &["he", "she", "himself", "herself"]) || is_owner(scene, before, token) {
            let person = spoken_of(scene, people, before, (token, gender));
            found.extend(person.map(|person| (person, gender)));
        }
    }
    found
}

/// Returns whom a pronoun speaks of. Where several have the surname, that alone is not enough.
fn spoken_of(scene: &Scene<'_>, people: &People, before: &[Naming], pronoun: (usize, Gender)) -> Option<usize> {
    let (token, gender) = pronoun;
    let region = scene.marks.region_of(token);
    let start = |n: &Naming| n.tokens.start as usize;
    let is_near = |n: &&Naming| scene.sentences[token] - scene.sentences[start(n)] <= 1;
    let fits = |n: &&Naming| {
        // “‘He is punctual,’ Ann Roe said”: what somebody says is of somebody else.
        scene.marks.region_of(start(n)) == region && people.persons[n.person].listing(gender) < 2
    };
    let naming = before.iter().rev().take_while(is_near).find(fits)?;
    let is_alone = || people.namesakes(&people.persons[naming.person].surname().to_lowercase()).count() < 2;
    (naming.is_full || naming.is_described || is_alone()).then_some(naming.person)
}

/// Tells whether "his" or "her" belongs to the subject of its sentence: "Ann Roe raised her hand", not "Ann Roe,
/// who managed his campaign" nor "Roe told her that".
fn is_owner(scene: &Scene<'_>, before: &[Naming], token: usize) -> bool {
    /// Words that begin a clause, and words behind "her" that show it to be an object.
    const CLAUSE: &WordSet = &WordSet::of(&["and", "but", "that", "who", "whose"]);
    const BEHIND: &WordSet = &WordSet::of(&[
        "a", "about", "after", "again", "an", "and", "as", "at", "back", "because", "before", "but", "by", "down",
        "for", "from", "how", "if", "in", "into", "it", "not", "of", "off", "on", "or", "out", "over", "so", "that",
        "the", "then", "there", "to", "too", "up", "what", "when", "while", "who", "why", "with",
    ]);
    let [.., subject] = before else { return false };
    let sentence = |n: &Naming| scene.sentences[n.tokens.start as usize];
    let is_first = before.iter().rev().nth(1).is_none_or(|other| sentence(other) != sentence(subject));
    let is_plain = |i: usize| scene.is_wordlike(i) && !scene.is_word(i, CLAUSE);
    scene.is_word(token, &["his", "her"])
        && is_first
        && sentence(subject) == scene.sentences[token]
        && token - (subject.tokens.start as usize) < OWNER
        && (subject.tokens.end as usize..token).all(is_plain)
        && scene.is_wordlike(token + 1)
        && !scene.is_word(token + 1, BEHIND)
}
