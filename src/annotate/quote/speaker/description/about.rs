//! Whom the words before a description tell of: the paragraph before, where the description's words open the next, or
//! the sentences before in the same one.

use super::Description;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Longest paragraph before, in tokens, and most tokens before her name in it.
const PARAGRAPH: usize = 160;
const FRONT: usize = 8;
/// Most tokens between what is quoted and who says it.
const GAP: u32 = 3;
/// What somebody does who wants an answer.
const ASKS: &WordSet = &WordSet::of(&["ask", "asked", "asking", "asks", "pressed"]);

/// Returns the one person that the words before tell of; `may_be_named` tells who else may be named in them.
pub(super) fn person(
    scene: &Scene<'_>,
    people: &People,
    description: &Description<'_>,
    may_be_named: &dyn Fn(&Naming) -> bool,
) -> Option<usize> {
    let before = context(scene, description)?;
    // Who asks is not who answers.
    if before.range().any(|i| scene.is_word(i, ASKS) && scene.marks.region_of(i).is_none()) {
        return None;
    }
    // Who spoke in the same paragraph may have been answered: "“A cat,” Roe said. “A dog,” said the poet."
    let is_before = scene.paragraph_of(before.start as usize) < scene.paragraph_of(description.source.start as usize);
    let speaker = || speaker(scene, people, before, description.before).filter(|_| is_before);
    subject(scene, people, before, may_be_named).or_else(speaker)
}

/// The words before a description and what is quoted beside it.
fn context(scene: &Scene<'_>, description: &Description<'_>) -> Option<Run> {
    let source = description.source;
    let number = scene.paragraph_of(source.start as usize);
    let here = scene.text.paragraph_tokens(number).start;
    let piece = *description.contents.first()?;
    let is_behind = piece.end <= source.start && source.start - piece.end <= GAP;
    let opens = |token: u32| token == here || scene.sentences[token as usize - 1] != scene.sentences[token as usize];
    let first = match scene.marks.region_of(piece.start as usize) {
        Some(region) if is_behind => region.start,
        _ if piece.start > source.start && opens(source.start) => source.start,
        _ => return None,
    };
    let before = if first <= here + 1 {
        scene.text.paragraph_tokens(number.checked_sub(1)?)
    } else {
        Run { start: here, end: first }
    };
    (1..=PARAGRAPH).contains(&before.range().len()).then_some(before)
}

/// Names in a run outside of quotation marks.
fn told<'a>(scene: &'a Scene<'_>, people: &'a People, runs: &'a [Run]) -> impl Iterator<Item = &'a Naming> {
    let is_told = |token: u32| scene.marks.region_of(token as usize).is_none();
    people.namings_between(runs).filter(move |n| !n.is_described && is_told(n.tokens.start))
}

/// The subject of the first sentence of a run, where nobody else is what a sentence of it is about.
fn subject(
    scene: &Scene<'_>,
    people: &People,
    paragraph: Run,
    may_be_named: &dyn Fn(&Naming) -> bool,
) -> Option<usize> {
    let runs = [paragraph];
    let mut named = told(scene, people, &runs);
    let sentence = *scene.text.sentences.get(scene.sentences[paragraph.start as usize] as usize)?;
    let (front, first) = (opening(scene, sentence), named.next()?);
    let at = first.tokens.start as usize;
    let is_subject = at >= front
        && at - front <= FRONT
        && !(front..at).any(|i| is_verb(scene, i))
        && !is_possessive(scene, first.tokens.end as usize);
    let is_only = named.all(|n| n.person == first.person || may_be_named(n));
    (is_subject && is_only && !has_nameless(scene, people, paragraph)).then_some(first.person)
}

/// Tells whether a name stands in the middle of a clause, and does nothing in it: "beat [Ann Roe] on Sunday".
pub(super) fn is_object(scene: &Scene<'_>, name: &Naming) -> bool {
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let Some(before) = start.checked_sub(1) else { return false };
    let is_inside = scene.sentences[before] == scene.sentences[start];
    let joins = scene.is_word(before, &["and", "but", "that", "when", "while", ","]);
    is_inside && !joins && !scene.is_word(end, &["and", "who", ","]) && !is_verb(scene, end) && !is_verb(scene, end + 1)
}

/// Who said what stands in the words before, if nobody else is named in them: "“We won,” [Roe] said".
fn speaker(scene: &Scene<'_>, people: &People, before: Run, spoke: Option<(usize, usize)>) -> Option<usize> {
    let (person, start) = spoke?;
    let runs = [before];
    let mut named = told(scene, people, &runs).peekable();
    let is_inside = before.range().contains(&start) && named.peek().is_some();
    let is_only = named.all(|n| n.person == person && !is_possessive(scene, n.tokens.end as usize));
    (is_inside && is_only && !has_nameless(scene, people, before)).then_some(person)
}

/// Tells whether a sentence of a paragraph is about somebody without a name: "The chairwoman picked up her pen", "One fan
/// threw a scarf".
fn has_nameless(scene: &Scene<'_>, people: &People, paragraph: Run) -> bool {
    const PHRASE: usize = 4;
    let opens = |i: usize| i == 0 || scene.sentences[i - 1] != scene.sentences[i];
    let is_one = |i: usize| scene.is_one_person(i) && people.naming_at(i as u32 + 1).is_none();
    let is_noun = |i: usize| scene.is_wordlike(i) && !scene.forms[i].is_capital && is_verb(scene, i + 1);
    let is_phrase = |i: usize| {
        let determined = scene.is_word(i, &["a", "an", "another", "her", "his", "one", "the", "their"]);
        let is_counted = scene.is_word(i, &["another", "one"]) && is_noun(i + 1);
        is_counted || determined && (i + 1..=i + PHRASE).take_while(|&i| scene.is_wordlike(i)).any(is_one)
    };
    paragraph.range().any(|i| opens(i) && is_phrase(i) && !is_hers(scene, people, run_of(i, i + PHRASE)))
}

/// Tells whether a phrase that opens a sentence stands for somebody whom the article names.
fn is_hers(scene: &Scene<'_>, people: &People, phrase: Run) -> bool {
    scene.is_word(phrase.start as usize, &["the"]) && people.naming_at(phrase.start).is_some_and(|n| n.is_described)
}
