//! "Lee Bright set up the second goal.¶“It was a hard year,” [the winger] said": a quotation opens a paragraph behind
//! one that tells of one person only, and nobody else is called so.
//!
//! The ranker is seldom sure of her: reported articles leave open whom a description means.

use super::Description;
use crate::annotate::callings::sex;
use crate::annotate::quote::closing::opening;
use crate::annotate::quote::extent::is_verb;
use crate::annotate::quote::gender::Gender;
use crate::annotate::quote::marks::Place;
use crate::annotate::quote::people::{People, is_possessive};
use crate::annotate::quote::scene::Scene;
use crate::annotate::quote::word_set::WordSet;
use crate::annotate::text::Run;

/// How sure it is then.
pub(super) const SURE: f32 = 0.9;
/// Longest paragraph before, in tokens, and most tokens before her name in it.
const PARAGRAPH: usize = 160;
const FRONT: usize = 8;

/// Nouns for what somebody is by herself, and not to others as "the coach", "the lawyer" and "the spokesman" are.
const TRADES: &WordSet = &WordSet::of(&[
    "actor",
    "actress",
    "architect",
    "artist",
    "astronaut",
    "astronomer",
    "author",
    "batsman",
    "batter",
    "biologist",
    "bowler",
    "boxer",
    "chef",
    "choreographer",
    "climber",
    "comedian",
    "comic",
    "composer",
    "cyclist",
    "dancer",
    "defender",
    "designer",
    "drummer",
    "economist",
    "filmmaker",
    "fly-half",
    "forward",
    "full-back",
    "fullback",
    "goalkeeper",
    "golfer",
    "grandfather",
    "grandmother",
    "guitarist",
    "gymnast",
    "historian",
    "jockey",
    "linebacker",
    "midfielder",
    "musician",
    "novelist",
    "painter",
    "philosopher",
    "photographer",
    "physicist",
    "pianist",
    "pitcher",
    "playwright",
    "poet",
    "quarterback",
    "rapper",
    "right-hander",
    "left-hander",
    "rower",
    "runner",
    "scientist",
    "sculptor",
    "seamer",
    "shortstop",
    "singer",
    "skater",
    "skier",
    "songwriter",
    "spinner",
    "sprinter",
    "striker",
    "swimmer",
    "teenager",
    "violinist",
    "winger",
    "wrestler",
    "writer",
    "year-old",
]);

/// Returns the person whom alone the paragraph before names, where a description that ends with a noun means her.
pub(super) fn only(scene: &Scene<'_>, people: &People, description: &Description<'_>, head: usize) -> Option<usize> {
    let source = description.source;
    let start = source.start as usize;
    if !scene.is_word(start, &["the"]) || head + 1 != source.end as usize || !scene.is_word(head, TRADES) {
        return None;
    }
    let number = scene.paragraph_of(start);
    let here = scene.text.paragraph_tokens(number).start;
    let opens = scene.marks.places.get(here as usize) == Some(&Place::Opening);
    let first = description.contents.first().filter(|first| first.start <= here + 1 && first.end <= source.start)?;
    let is_first = opens && source.start - first.end <= 2;
    let before = scene.text.paragraph_tokens(number.checked_sub(1)?);
    if !is_first || before.range().is_empty() || before.range().len() > PARAGRAPH {
        return None;
    }
    let person = subject(scene, people, before)?;
    let fits = match sex(scene.word(head)) {
        0 => true,
        sex => people.persons[person].may_be(if sex == 1 { Gender::He } else { Gender::She }),
    };
    let is_other = people.titles.bearers(scene.word(head)).any(|bearer| bearer.0 != person);
    (fits && !is_other).then_some(person)
}

/// The subject of the first sentence of a paragraph, where nobody else is named in it outside of quotation marks.
fn subject(scene: &Scene<'_>, people: &People, paragraph: Run) -> Option<usize> {
    let runs = [paragraph];
    let is_told = |token: u32| scene.marks.region_of(token as usize).is_none();
    let mut named = people.namings_between(&runs).filter(|n| !n.is_described && is_told(n.tokens.start));
    let sentence = *scene.text.sentences.get(scene.sentences[paragraph.start as usize] as usize)?;
    let (front, first) = (opening(scene, sentence), named.next()?);
    let at = first.tokens.start as usize;
    let is_subject = at >= front
        && at - front <= FRONT
        && !(front..at).any(|i| is_verb(scene, i))
        && !is_possessive(scene, first.tokens.end as usize);
    let is_only = named.all(|n| n.person == first.person);
    (is_subject && is_only && !has_nameless(scene, people, paragraph)).then_some(first.person)
}

/// Tells whether a sentence of a paragraph is about somebody without a name: "The chairwoman picked up her pen".
fn has_nameless(scene: &Scene<'_>, people: &People, paragraph: Run) -> bool {
    const PHRASE: usize = 4;
    let opens = |i: usize| i == 0 || scene.sentences[i - 1] != scene.sentences[i];
    let is_one = |i: usize| scene.is_one_person(i) && people.naming_at(i as u32 + 1).is_none();
    let is_phrase = |i: usize| {
        let determined = scene.is_word(i, &["a", "an", "another", "her", "his", "one", "the", "their"]);
        determined && (i + 1..=i + PHRASE).take_while(|&i| scene.is_wordlike(i)).any(is_one)
    };
    paragraph.range().any(|i| opens(i) && is_phrase(i))
}
