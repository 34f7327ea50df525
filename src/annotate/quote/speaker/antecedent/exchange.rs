//! Of two who meet in the sentence before, the one whom a pronoun behind it hardly means: "[Roe] asked Dell how he felt.
//! “Fine,” he said", "When [Roe] sat down, Dell rose. “I object,” he said", "In a talk with [Roe], he said".

use super::barred::{PASSIVES, QUESTIONS, TITLES};
use super::{Anaphor, agreement, questioned};
use crate::annotate::quote::grammar::gender::{Gender, pronoun};
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of the words that are looked at, and names of an opening.
const WORDS: usize = 60;
const NAMES: usize = 6;
/// Most words between who asks and "asked", and between a pronoun and its verb.
const BETWEEN: usize = 3;

/// What somebody does who wants an answer.
pub(super) const ASKS: &WordSet =
    &WordSet::of(&["ask", "asked", "asks", "grilled", "interviewed", "pressed", "questioned", "quizzed"]);
/// What she does who asks on.
const ASKS_ON: &WordSet = &WordSet::of(&[
    "added",
    "asked",
    "asks",
    "continued",
    "demanded",
    "insisted",
    "persisted",
    "pressed",
    "repeated",
    "wondered",
]);

/// Who asks another by name, in the sentence before or in the clause before the pronoun: "[Roe] asked Dell whether he
/// would go. “Never,” he said".
pub(super) fn asker(scene: &Scene<'_>, people: &People, asks: Run, anaphor: Anaphor<'_>) -> Option<usize> {
    let about = |i: usize| scene.is_word(i, QUESTIONS) || scene.is_word(i, &["about", "on", "over", ":"]);
    let asked = |verb: usize| {
        let asked = named_behind(scene, people, verb + 1)?;
        (about(asked.tokens.end as usize) && may_be(people, asked, anaphor.gender)).then_some(asked)
    };
    let mut verbs = asks.range().filter(|&i| scene.is_word(i, ASKS));
    let (verb, asked) = verbs.find_map(|verb| Some((verb, asked(verb)?)))?;
    if let Some(asker) = questioned::apposed_subject(scene, people, asks, verb) {
        return Some(asker.person).filter(|&asker| asker != asked.person && !asks_on(scene, anaphor));
    }
    let asker = *people.namings_between(&[Run { end: verb as u32, ..asks }]).last()?;
    let end = asker.tokens.end as usize;
    let is_subject = end + BETWEEN >= verb && (end..verb).all(|i| scene.word(i) != "," && !is_verb(scene, i));
    let is_other = asker.person != asked.person && !is_possessive(scene, end);
    (is_subject && is_other && !asks_on(scene, anaphor)).then_some(asker.person)
}

/// Tells whether the pronoun's own words rather ask on, or speak to whom is asked.
fn asks_on(scene: &Scene<'_>, anaphor: Anaphor<'_>) -> bool {
    let mut behind = anaphor.token + 1..anaphor.token + 2 + BETWEEN;
    to_you(scene, anaphor) || behind.any(|i| scene.is_word(i, ASKS_ON))
}

/// Tells whether words are a question or speak to somebody.
pub(super) fn to_you(scene: &Scene<'_>, anaphor: Anaphor<'_>) -> bool {
    let mut words = anaphor.contents.iter().flat_map(|piece| piece.range()).take(WORDS);
    words.any(|i| scene.is_word(i, &["you", "your", "yours", "?"]))
}

/// Whom a sentence turns to: "As for [Roe], he said he was tired", "In fairness to [Roe], he said so".
pub(super) fn topic(scene: &Scene<'_>, people: &People, token: usize, gender: Gender) -> Option<usize> {
    let sentence = scene.text.sentences.get(scene.sentences[token] as usize)?;
    let start = sentence.start as usize;
    const TURNS: [&[&str]; 3] = [&["as", "for"], &["in", "fairness", "to"], &["in", "defence", "of"]];
    let opens = |words: &&&[&str]| words.iter().enumerate().all(|(n, word)| scene.is_word(start + n, &[*word]));
    let name = named_behind(scene, people, start + TURNS.iter().find(opens)?.len())?;
    let comma = name.tokens.end as usize;
    (scene.word(comma) == "," && token == comma + 1 && may_be(people, name, gender)).then_some(name.person)
}

/// Who only led to what another does: "When [Roe] sat down, Dell rose", "Asked by [Roe], Dell laughed".
pub(super) fn who_led(scene: &Scene<'_>, people: &People, sentence: Run, gender: Gender) -> Option<usize> {
    let (start, end) = (sentence.start as usize, sentence.end as usize);
    let is_when = scene.is_word(start, &["when", "as", "once"]);
    let by = || (start + 1..end.min(start + 2 + BETWEEN)).find(|&i| scene.is_word(i, &["by"]));
    let first = if is_when { start + 1 } else { by().filter(|_| scene.is_word(start, PASSIVES))? + 1 };
    let leads = named_behind(scene, people, first)?;
    let comma = (leads.tokens.end as usize..end).find(|&i| scene.word(i) == ",")?;
    let does = |name: &Naming| {
        let verb = name.tokens.end as usize;
        name.person != leads.person && is_verb(scene, verb) && may_be(people, name, gender)
    };
    let is_pronoun = !is_when && pronoun(scene.word(comma + 1)) == Some(gender) && is_verb(scene, comma + 2);
    let another = named_behind(scene, people, comma + 1).filter(|name| does(name));
    let is_him = |i: usize| scene.is_word(i, &["him", "her", "them"]);
    let is_plain = !is_possessive(scene, leads.tokens.end as usize) && !(comma..end).any(is_him);
    (is_plain && (is_pronoun || another.is_some())).then_some(leads.person)
}

/// Whom an opening tells that the pronoun spoke with, or who spoke for it: "In a talk with [Roe], he said", "In a note
/// read by his lawyer, [Roe], he said".
pub(super) fn met(scene: &Scene<'_>, people: &People, opening: Run) -> Vec<usize> {
    const OPENS: &WordSet = &WordSet::of(&["after", "at", "during", "in", "on", "over", "through", "via"]);
    const LINKS: &WordSet = &WordSet::of(&["alongside", "beside", "through", "to", "via", "with"]);
    if !scene.is_word(opening.start as usize, OPENS) {
        return Vec::new();
    }
    let is_met = |name: &&Naming| {
        let (first, before) = (opening.start as usize, name.tokens.start as usize);
        let is_part = |i: &usize| {
            let is_comma = scene.word(*i) == "," && *i > first && scene.is_calling(i - 1);
            is_comma || is_what(scene, *i) || scene.is_word(*i, &["his", "her", "their"])
        };
        let Some(link) = (first..before).rev().take(TITLES).find(|i| *i == first || !is_part(i)) else { return false };
        let is_owned = (link + 1..before).any(|i| scene.is_word(i, &["his", "her", "their"]));
        let is_by = scene.is_word(link, &["by", "from"]) && is_owned;
        !name.is_described && !is_possessive(scene, name.tokens.end as usize) && (is_by || scene.is_word(link, LINKS))
    };
    let runs = [opening];
    people.namings_between(&runs).take(NAMES).filter(is_met).map(|name| name.person).collect()
}

/// The name that stands at a token, behind what she is ("the witness Ann Roe").
pub(super) fn named_behind<'a>(scene: &Scene<'_>, people: &'a People, first: usize) -> Option<&'a Naming> {
    let name = (first..first + TITLES).find_map(|i| people.naming_at(i as u32))?;
    (first..name.tokens.start as usize).all(|i| is_what(scene, i)).then_some(name)
}

/// Tells whether a word may stand before a name to say what she is.
pub(super) fn is_what(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_title(token)
        || scene.forms.get(token).is_some_and(|form| form.is_capital)
        || scene.is_word(token, &["the"])
        || scene.is_calling(token)
}

/// Tells whether nothing speaks against a person's gender.
pub(super) fn may_be(people: &People, name: &Naming, gender: Gender) -> bool {
    let is_other = (6..=9).contains(&agreement(people, name.person, gender, 0));
    !is_other && people.persons[name.person].listing(gender) != 2
}

/// Who is named in a clause about somebody without a name: see [`nameless`](crate::annotate::quote::speaker::nameless).
pub(super) fn in_clause(people: &People, clause: Run) -> Vec<usize> {
    let runs = [clause];
    let named = people.namings_between(&runs).filter(|n| !n.is_described);
    named.take(NAMES).map(|n| n.person).collect()
}
