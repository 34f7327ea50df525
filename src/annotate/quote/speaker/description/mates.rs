//! "The skipper" of whom the article has called captain: nouns for one office that stand for each other.

use super::{Description, introduced};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::word_set::WordSet;

/// Nouns of one meaning.
const SAME: &[&WordSet] = &[
    &WordSet::of(&["boss", "coach", "manager"]),
    &WordSet::of(&["captain", "skipper"]),
    &WordSet::of(&["headmaster", "headmistress", "headteacher", "principal"]),
    &WordSet::of(&["goalie", "goalkeeper", "goaltender", "keeper"]),
];
/// How closely a noun is tied whom it stands beside.
const NOUN: u8 = 3;
/// Most words before a name that say what she is, and of a description.
const BEFORE: usize = 5;
const LONGEST: usize = 6;

/// Returns who is called by another noun of the same meaning, if nobody is called by this one.
pub(super) fn person(scene: &Scene<'_>, people: &People, description: &Description<'_>) -> Option<usize> {
    let (start, end) = (description.source.start as usize, description.source.end as usize);
    let head =
        end.checked_sub(1).filter(|&head| scene.is_word(start, &["the"]) && head > start && end - start <= LONGEST)?;
    // "The winning manager" is one of two.
    if !(start + 1..head).all(|i| scene.forms[i].is_capital) {
        return None;
    }
    let group = SAME.iter().find(|group| scene.is_word(head, **group))?;
    let noun = scene.word(head).to_lowercase();
    if people.titles.bearers(&noun).next().is_some() || introduced(scene, people, description.source, head) != 0 {
        return None;
    }
    let mut persons: Vec<usize> = Vec::new();
    for (person, tie) in group.iter().flat_map(|word| people.titles.bearers(word)) {
        if tie >= NOUN && !persons.contains(&person) {
            persons.push(person);
        }
    }
    let larges: Vec<&str> = (start + 1..head).filter(|&i| scene.forms[i].is_capital).map(|i| scene.word(i)).collect();
    if !larges.is_empty() {
        let bears = |person: usize| people.first_naming(person).is_some_and(|n| stands_before(scene, &n, &larges));
        persons.retain(|&person| bears(person));
    }
    match persons[..] {
        [person] => Some(person),
        _ => None,
    }
}

/// Tells whether words stand before a name: "[Vale] manager Ann Roe".
fn stands_before(scene: &Scene<'_>, name: &Naming, words: &[&str]) -> bool {
    let start = name.tokens.start as usize;
    let before = || (start.saturating_sub(BEFORE)..start).map(|i| scene.word(i));
    words.iter().all(|word| before().any(|other| other == *word))
}
