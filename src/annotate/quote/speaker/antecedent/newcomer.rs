//! Somebody without a name whom the story brings in: "I asked a shopper what she had bought. “Eels,” [she] said", "By
//! the door stood a guard. “We close at six,” [she] said".
//!
//! The ranker prefers who spoke before, with a name, in an earlier paragraph.

use super::barred::QUESTIONS;
use super::{Candidate, Choice};
use crate::annotate::callings::sex;
use crate::annotate::date;
use crate::annotate::kin::is_kin;
use crate::annotate::quote::grammar::gender::{Gender, pronoun};
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::speaker::nominal::is_said_of_a_name;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// How far back the newcomer is looked for, in tokens and in sentences.
const REACH: usize = 120;
const SENTENCES: u32 = 2;
/// The same with sentences between that go on with "she".
const MOST: u32 = 6;
/// Most words between an article and its noun, from "I" to the article, and from the noun to what she does.
const BETWEEN: usize = 4;
const SUBJECT: usize = 8;
const VERB: usize = 8;

/// Nouns for a person whom the list of callings lacks.
const PEOPLE: &WordSet = &WordSet::of(&[
    "barmaid",
    "beggar",
    "chef",
    "chemist",
    "cyclist",
    "driver",
    "fan",
    "fishwife",
    "florist",
    "grandmother",
    "guest",
    "guide",
    "hawker",
    "intern",
    "janitor",
    "local",
    "mourner",
    "nanny",
    "novice",
    "nun",
    "onlooker",
    "passer-by",
    "passerby",
    "pedestrian",
    "pensioner",
    "recruit",
    "refugee",
    "regular",
    "schoolgirl",
    "seamstress",
    "shepherd",
    "steward",
    "stranger",
    "tourist",
    "usher",
    "vendor",
    "waiter",
    "waitress",
    "youngster",
]);
/// Things by whose ending they might be people.
const THINGS: &WordSet = &WordSet::of(&[
    "banner",
    "burger",
    "container",
    "cooler",
    "elevator",
    "escalator",
    "finger",
    "freezer",
    "generator",
    "hamburger",
    "heater",
    "helicopter",
    "ladder",
    "locker",
    "monster",
    "printer",
    "projector",
    "refrigerator",
    "scooter",
    "shoulder",
    "snowman",
    "sweater",
    "tanker",
]);
/// What the narrator does to whom she meets, and with words behind it ("spoke to", "bought eels from").
const MEETS: &WordSet = &WordSet::of(&[
    "approach",
    "approached",
    "ask",
    "asked",
    "interviewed",
    "joined",
    "meet",
    "met",
    "pass",
    "passed",
    "phoned",
    "rang",
    "stopped",
    "tell",
    "told",
]);
const MEETS_WITH: &WordSet = &WordSet::of(&[
    "bought", "bumped", "buy", "came", "chat", "chatted", "gave", "got", "handed", "ran", "run", "sat", "show",
    "showed", "sit", "speak", "spoke", "stood", "talk", "talked",
]);
const LINKS: &WordSet = &WordSet::of(&["across", "behind", "beside", "from", "into", "near", "opposite", "to", "with"]);
/// Words by which a clause of its own begins, or which say that nobody is met.
const BARS: &WordSet = &WordSet::of(&[
    "as", "because", "been", "be", "for", "if", "like", "never", "no", "not", "than", "that", "what", "when", "where",
    "whether", "who", "why",
]);
/// Words that open a sentence with where somebody is.
const PLACES: &WordSet = &WordSet::of(&[
    "across",
    "along",
    "among",
    "around",
    "at",
    "behind",
    "beside",
    "by",
    "down",
    "elsewhere",
    "in",
    "inside",
    "near",
    "nearby",
    "next",
    "on",
    "opposite",
    "outside",
    "over",
    "under",
    "up",
    "upstairs",
]);
/// What she does there.
const STANDS: &WordSet = &WordSet::of(&[
    "knelt", "leaned", "leant", "lounged", "sat", "sits", "squatted", "stand", "stands", "stood", "waited", "waits",
]);
const TIMES: &WordSet = &WordSet::of(&[
    "afternoon",
    "day",
    "evening",
    "hour",
    "hours",
    "minutes",
    "moment",
    "month",
    "months",
    "morning",
    "night",
    "time",
    "week",
    "weekend",
    "weeks",
    "year",
    "years",
]);

/// Tells whether the pronoun rather means somebody whom its paragraph brings in than a candidate.
pub(super) fn is_meant(scene: &Scene<'_>, people: &People, choice: &Choice<'_>, candidate: usize) -> bool {
    let anaphor = choice.anaphor;
    let paragraph = scene.paragraph_of(anaphor.token);
    let start = scene.text.paragraph_tokens(paragraph).start as usize;
    let Some(best) = choice.candidates.get(candidate) else { return false };
    if anaphor.barred.is_some() || scene.marks.region_of(anaphor.token).is_some() {
        return false;
    }
    let first = anaphor.contents.first().map_or(anaphor.token, |first| anaphor.token.min(first.start as usize));
    let is_early = (best.tokens.start as usize) < start;
    if is_narrators(scene, people, choice, first, best.tokens) {
        return true;
    }
    let from = start.max(first.saturating_sub(REACH));
    let is_near = |i: &usize| since(scene, choice, *i, first) <= SENTENCES;
    let is_plain = |i: &usize| scene.marks.region_of(*i).is_none();
    let articles = (from..first).rev().take_while(is_near).filter(is_plain);
    let phrases = articles.filter_map(|i| phrase(scene, people, i, anaphor.gender));
    let is_other = |phrase: Run| {
        let is_next = scene.sentences[first] - scene.sentences[phrase.start as usize] == 1;
        if is_next && is_questioned(scene, phrase) {
            return true;
        }
        // "The waiter" may be somebody whom the article describes.
        let is_nobody = |c: &Candidate| c.person.is_none() && overlap(c.tokens, phrase) > 0;
        if is_definite(scene, phrase) && !choice.candidates.iter().any(is_nobody) {
            return false;
        }
        if is_asked(scene, phrase) && is_next {
            return true;
        }
        let begin = phrase.start as usize;
        let is_told = |&i: &usize| (from..begin).contains(&i) && scene.marks.region_of(i).is_none();
        let is_named = || {
            let before = [run_of(from, first)];
            let mut namings = people.namings_between(&before);
            namings.any(|n| !n.is_described && scene.marks.region_of(n.tokens.start as usize).is_none())
        };
        let comes = is_met(scene, phrase)
            || !is_definite(scene, phrase) && (is_placed(scene, phrase) || is_subject(scene, phrase, anaphor.gender));
        is_early && comes && !choice.same.iter().any(is_told) && !is_named()
    };
    phrases.into_iter().any(is_other)
}

/// Sentences from a token to another, without those between that go on with "she" about whom the first tells of: "A guard
/// stood up. She had been there since noon. The room was hot."
fn since(scene: &Scene<'_>, choice: &Choice<'_>, from: usize, to: usize) -> u32 {
    let far = scene.sentences[to] - scene.sentences[from];
    if far <= SENTENCES || far > MOST {
        return far;
    }
    let mut between: Vec<u32> = choice.same.iter().map(|&i| scene.sentences[i]).collect();
    between.dedup();
    let is_between = |s: &&u32| scene.sentences[from] < **s && **s < scene.sentences[to];
    far - between.iter().filter(is_between).count() as u32
}

/// Tells whether the narrator's own relative, with whom a sentence before begins, is meant, and nobody is named since:
/// "My wife teaches. She spent the night at the table. “I like it,” [she] said".
fn is_narrators(scene: &Scene<'_>, people: &People, choice: &Choice<'_>, first: usize, best: Run) -> bool {
    let gender = choice.anaphor.gender;
    let paragraph = scene.paragraph_of(first);
    let sentences = scene.text.sentences[..scene.sentences[first] as usize].iter().rev().take(MOST as usize);
    let near = sentences.take_while(|s| paragraph - scene.paragraph_of(s.start as usize) <= 1);
    let is_hers = |s: &&Run| {
        let start = opening(scene, **s);
        let noun = start + 1;
        let is_other = matches!((sex(scene.word(noun)), gender), (1, Gender::She) | (2, Gender::He));
        let is_kin = is_kin(&scene.word(noun).to_lowercase()) && !is_possessive(scene, noun + 1);
        scene.is_word(start, &["my", "our"]) && is_kin && !is_other && scene.marks.region_of(start).is_none()
    };
    let Some(phrase) = near.into_iter().find(is_hers) else { return false };
    let behind = [run_of(phrase.start as usize, first)];
    let is_named = people.namings_between(&behind).next().is_some();
    best.start < phrase.start && !is_named && since(scene, choice, phrase.start as usize, first) <= SENTENCES
}

/// The phrase for one person, of a gender or of either, that begins with an article at a token, unless the article
/// knows her.
fn phrase(scene: &Scene<'_>, people: &People, article: usize, gender: Gender) -> Option<Run> {
    let is_owner = scene.is_word(article, &["her", "his", "my", "our"])
        && article.checked_sub(1).is_some_and(|i| scene.is_word(i, &["ask", "asked"]));
    if !is_owner && !scene.is_word(article, &["a", "an", "another", "one", "the"]) {
        return None;
    }
    // "One of them was folding chairs".
    let is_of_several = scene.is_word(article + 1, &["of"]) && scene.is_word(article + 2, &["them", "these", "those"]);
    if is_of_several && scene.is_word(article, &["another", "one"]) {
        return Some(run_of(article, article + 3));
    }
    let is_word = |i: usize| {
        let is_small = scene.forms.get(i).is_some_and(|form| !form.is_capital);
        is_small && (scene.is_wordlike(i) || scene.word(i) == "-") && !phrases::is_stop(scene.word(i))
    };
    let is_person =
        |i: usize| is_word(i) && (scene.is_one_person(i) || scene.is_word(i, PEOPLE)) && !scene.is_word(i, THINGS);
    let mut words = (article + 1..article + 2 + BETWEEN).take_while(|&i| is_word(i));
    let head = words.find(|&i| is_person(i) && !is_person(i + 1))?;
    let phrase = run_of(article, head + 1);
    let is_other = matches!((sex(scene.word(head)), gender), (1, Gender::She) | (2, Gender::He));
    let is_known = is_possessive(scene, head + 1)
        || is_said_of_a_name(scene, people, phrase)
        || people.titles.holder(scene, phrase).is_some();
    (!is_other && !is_known).then_some(phrase)
}

fn is_definite(scene: &Scene<'_>, phrase: Run) -> bool {
    scene.is_word(phrase.start as usize, &["the"])
}

/// Where the narrator stands before a phrase in its clause.
fn narrator(scene: &Scene<'_>, phrase: Run) -> Option<usize> {
    let start = phrase.start as usize;
    let sentence = scene.sentences[start];
    let is_here =
        |i: &usize| scene.sentences[*i] == sentence && !scene.is_word(*i, BARS) && scene.marks.region_of(*i).is_none();
    let mut before = (start.saturating_sub(SUBJECT)..start).rev().take_while(is_here);
    before.find(|&i| scene.is_word(i, &["i", "we"]))
}

/// Tells whether the narrator asks her something: "I asked a shopper what", not "I asked a waiter for more".
fn is_asked(scene: &Scene<'_>, phrase: Run) -> bool {
    let asks = (phrase.start as usize).checked_sub(1).is_some_and(|i| scene.is_word(i, &["ask", "asked"]));
    asks && !scene.is_word(phrase.end as usize, &["for", "to"]) && narrator(scene, phrase).is_some()
}

/// Tells whether somebody asks her a question that is told: "a guest asked the steward whether it was over".
fn is_questioned(scene: &Scene<'_>, phrase: Run) -> bool {
    let asks = (phrase.start as usize).checked_sub(1).is_some_and(|i| scene.is_word(i, &["ask", "asked"]));
    asks && scene.is_word(phrase.end as usize, QUESTIONS)
}

/// Tells whether the narrator meets her: "I sat beside a nun", "I bought a pear from a farmer".
fn is_met(scene: &Scene<'_>, phrase: Run) -> bool {
    let Some(narrator) = narrator(scene, phrase) else { return false };
    let last = phrase.start as usize - 1;
    let is_plain = |i: usize| scene.is_wordlike(i) && !(i > narrator + 1 && scene.forms[i].is_capital);
    let meets = |i: usize| scene.is_word(i, MEETS_WITH);
    (narrator..=last).all(is_plain)
        && (scene.is_word(last, MEETS) || scene.is_word(last, LINKS) && (narrator..last).any(meets))
}

/// Tells whether a sentence that opens with a place tells who is there: "By the door stood a guard", "Across the road,
/// a butcher was closing up".
fn is_placed(scene: &Scene<'_>, phrase: Run) -> bool {
    let (start, end) = (phrase.start as usize, phrase.end as usize);
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[start] as usize) else { return false };
    let first = opening(scene, sentence);
    let is_when = |i: usize| {
        let word = scene.word(i);
        scene.is_word(i, TIMES) || date::is_weekday(word) || date::is_month(word)
    };
    if first >= start || !scene.is_word(first, PLACES) || start - first > REACH || (first..start).any(is_when) {
        return false;
    }
    let is_word = |i: &usize| scene.is_wordlike(*i) && scene.sentences.get(*i) == scene.sentences.get(start);
    let mut behind = (end..end + VERB).take_while(is_word);
    let is_doing = |i: usize| scene.is_word(i, &["is", "was"]) && scene.word(i + 1).ends_with("ing");
    scene.is_word(start - 1, STANDS) || behind.any(|i| scene.is_word(i, STANDS) || is_doing(i))
}

/// Tells whether a sentence begins with her as its subject and tells what she does, other than to ask or to serve whom
/// the pronoun may mean ("A waiter brought her coffee").
fn is_subject(scene: &Scene<'_>, phrase: Run, gender: Gender) -> bool {
    const ASKS: &WordSet = &WordSet::of(&["asked", "asks", "complained", "complains", "interrupted", "told", "tells"]);
    const NEAR: usize = 4;
    let (start, end) = (phrase.start as usize, phrase.end as usize);
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[start] as usize) else { return false };
    let is_number = |i: usize| scene.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    let is_other = |i: usize| scene.is_word(i, ASKS) || pronoun(scene.word(i)) == Some(gender) && !is_number(i + 1);
    opening(scene, sentence) == start && !(end..end + NEAR).any(is_other)
}
