//! Who asks another in court or in committee, with what she is between commas, and whom the other's answers do not mean:
//! "[Bo Dell KC], for the family, asked him why. “I was alone,” he said", "Cross-examined by [Ann Roe], for the owners,
//! she agreed. “I was late,” she said".

use super::Anaphor;
use super::barred::{self, PASSIVES, TITLES, first_token};
use super::exchange::{is_what, named_behind};
use crate::annotate::quote::grammar::gender::pronoun;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::quote::words::name::is_after_name;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most words between a subject, with what she is, and her verb, and before her name ("Counsel assisting, [Ann Roe],").
const ASIDE: usize = 16;
/// Most words from the participle that opens a sentence to "by", and sentences that go on behind it.
const BY: usize = 4;
const SENTENCES: usize = 4;
/// What somebody stands under who is asked.
const ORDEALS: &WordSet =
    &WordSet::of(&["cross-examination", "examination", "grilling", "interrogation", "pressure", "questioning"]);

/// The name with which a sentence opens, where what she is stands between commas before the verb: "[Bo Dell KC], for the
/// family, asked".
pub(super) fn apposed_subject(scene: &Scene<'_>, people: &People, sentence: Run, verb: usize) -> Option<Naming> {
    let start = opening(scene, sentence);
    let close = verb.checked_sub(1).filter(|&i| i > start && scene.word(i) == "," && i - start <= 2 * ASIDE)?;
    let front = [run_of(start, close)];
    let name = *people.namings_between(&front).find(|n| !n.is_described)?;
    let (first, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let leads = (start..first).all(|i| is_what(scene, i) || scene.is_word(i, &[","]) || scene.word(i).ends_with("ing"));
    let end = (end..close).find(|&i| !is_after_name(scene.word(i)))?.min(close);
    let is_aside = end == close || scene.word(end) == "," && close - end <= ASIDE;
    let is_plain = !(first..close).any(|i| is_verb(scene, i)) && first - start <= 2 * TITLES;
    (leads && is_aside && is_plain && !is_possessive(scene, end)).then_some(name)
}

/// Who asks at the beginning of a sentence, as the token behind "by": "Cross-examined [by] Roe", "Under questioning
/// [from] Roe".
pub(super) fn asked_by(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let is_under = scene.is_word(start, &["under"]) && (start + 1..start + 1 + BY).any(|i| scene.is_word(i, ORDEALS));
    if !is_under && !scene.is_word(start, PASSIVES) {
        return None;
    }
    (start + 1..start + 2 + BY).find(|&i| scene.is_word(i, &["by"]) || is_under && scene.is_word(i, &["from"]))
}

/// Who asks in the sentences before a pronoun, which go on about who answers.
pub(super) fn askers(scene: &Scene<'_>, people: &People, anaphor: Anaphor<'_>) -> Vec<usize> {
    let first = first_token(anaphor);
    let number = scene.sentences[first] as usize;
    let sentences = scene.text.sentences[..number].iter().rev().take(SENTENCES);
    let is_near = |s: &&Run| scene.paragraph_of(first) - scene.paragraph_of(s.start as usize) <= 1;
    let asker = |s: &Run| {
        let person = asker(scene, people, *s, anaphor)?;
        let behind = [Run { start: s.end, end: first as u32 }];
        people.namings_between(&behind).all(|n| n.person != person).then_some(person)
    };
    sentences.take_while(is_near).filter_map(asker).collect()
}

/// "Questioned by [Ann Roe], for the owners, she agreed".
fn asker(scene: &Scene<'_>, people: &People, sentence: Run, anaphor: Anaphor<'_>) -> Option<usize> {
    let start = opening(scene, sentence);
    let asker = named_behind(scene, people, asked_by(scene, start)? + 1)?;
    let end = asker.tokens.end as usize;
    let answers = |&i: &usize| {
        scene.word(i) == "," && pronoun(scene.word(i + 1)) == Some(anaphor.gender) && is_verb(scene, i + 2)
    };
    let comma = (end..(sentence.end as usize).min(end + ASIDE)).find(answers)?;
    let is_him = |i: usize| scene.is_word(i, barred::HIM);
    (!is_possessive(scene, end) && !(comma..sentence.end as usize).any(is_him)).then_some(asker.person)
}
