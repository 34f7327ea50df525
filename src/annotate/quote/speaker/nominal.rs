//! Tokens before a pronoun → the noun phrases that may be whom it means, other than names.
//!
//! "A man with a clipboard came up the walk. He said …": a pronoun as often as not means who
//! was described last, whether or not the article names her. A phrase beside a name is a
//! part of it ("Ann Roe, a teacher"), one after "is" says what somebody is.

use super::description::{Description, person};
use super::reference::Heard;
use crate::annotate::callings::sex;
use crate::annotate::quote::grammar::gender::{Gender, pronoun};
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::people::bearer;
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::sentence::teller;
use crate::annotate::quote::source::named::Named;
use crate::annotate::sequence::Model;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// How far back phrases are looked for, in tokens and in sentences.
const REACH: usize = 80;
const SENTENCES: u32 = 2;
/// Phrases that are looked at.
const MOST: usize = 3;
/// Least probability at which a phrase means a person.
const SURE: f32 = 0.4;
/// Sources before that are looked at.
pub(super) const LATEST: usize = 40;
/// Words of a source among which its noun is looked for.
const FIRST: usize = 8;
/// Words between a determiner and the noun.
const BETWEEN: usize = 4;

/// A source without a name, earlier in the article, and who it was found to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    pub source: Run,
    pub person: Option<usize>,
    /// Its noun, where it is a phrase for one person.
    head: Option<usize>,
    /// The office written large by which she is shown: "the Bishop of Larn".
    pub office: Option<Run>,
}

impl Told {
    /// Remembers a source that is no person's name, nor a pronoun for somebody known; nothing for a body's.
    pub fn of(scene: &Scene<'_>, source: Run, named: Option<&Named>) -> Option<Self> {
        let person = named.and_then(|n| n.person);
        let is_office = || bearer::opening_office(scene, source).is_some();
        let is_body = named.is_some_and(|n| n.person.is_none() && n.kind != 1) && !is_office();
        (!is_body).then(|| Self::new(scene, source, person)).flatten()
    }

    /// Remembers who a source is: a person, or somebody without a name.
    pub fn new(scene: &Scene<'_>, source: Run, person: Option<usize>) -> Option<Self> {
        let is_told = match scene.source_class(source) {
            0 | 2 => true,
            3 => person.is_none() && pronoun(scene.word(source.start as usize)).is_some(),
            _ => false,
        };
        let (office, noun) = bearer::opening_office(scene, source).unzip();
        is_told.then(|| Told { source, person, head: noun.or_else(|| head(scene, source)), office })
    }
}

/// Returns the phrase, or the pronoun, for one person of whom a source says nothing but what she is; none for
/// whom a pronoun of a gender cannot mean.
pub(super) fn voice(scene: &Scene<'_>, told: Told, gender: Gender) -> Option<Run> {
    let start = told.source.start as usize;
    if let Some(own) = pronoun(scene.word(start)) {
        return (own == gender).then(|| run_of(start, start + 1));
    }
    let head = told.head?;
    let tokens = told.office.unwrap_or(run_of(start, head + 1));
    (sex(scene.word(head)) != against(gender)).then_some(tokens)
}

/// Returns the noun of a source that is a phrase for one person.
fn head(scene: &Scene<'_>, source: Run) -> Option<usize> {
    let start = source.start as usize;
    let is_head = |&i: &usize| may_be_head(scene, i) && !is_possessive(scene, i + 1);
    let alone = scene.is_word(start, &["another", "one"]).then_some(start);
    source.range().take(FIRST).find(is_head).or(alone)
}

/// Tells whether a phrase is for somebody who was introduced as a speaker without a name: "the trader",
/// after "a trader said", where the article gives nobody's name to a trader.
pub(super) fn is_nobody(scene: &Scene<'_>, people: &People, source: Run, told: &[Told]) -> bool {
    let is_open = |t: &&Told| scene.is_word(t.source.start as usize, &["a", "an", "another", "one"]);
    if told.is_empty() || !scene.is_word(source.start as usize, &["the", "this", "that"]) {
        return false;
    }
    let Some(head) = head(scene, source) else { return false };
    let is_same = |noun: usize| scene.forms[noun].stem == scene.forms[head].stem;
    let same = |t: &&Told| t.source.start < source.start && t.head.is_some_and(is_same);
    let introduced = told.iter().rev().take(LATEST).filter(is_open).find(same);
    introduced.is_some_and(|t| t.person.is_none()) && people.titles.holder(scene, source).is_none()
}

/// Returns what a noun says of the other gender: see [`sex`].
fn against(gender: Gender) -> u8 {
    match gender {
        Gender::He => 2,
        Gender::She => 1,
    }
}

/// A noun phrase for one person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nominal {
    pub tokens: Run,
    /// How it is determined: see [`opening`].
    pub determiner: u64,
    /// Whom it is known to mean.
    pub person: Option<usize>,
}

/// Finds the phrases before a token, the nearest first.
pub(super) fn before(
    scene: &Scene<'_>,
    people: &People,
    (token, gender): (usize, Gender),
    (told, quoted): (&[Told], &[Run]),
    model: &Model,
) -> Vec<Nominal> {
    let mut found: Vec<Nominal> = Vec::new();
    let is_near = |i: &usize| scene.sentences[token] - scene.sentences[*i] <= SENTENCES;
    for head in (token.saturating_sub(REACH)..token).rev().take_while(is_near) {
        if found.len() == MOST {
            break;
        }
        let is_quoted = quoted.iter().any(|q| q.range().contains(&head));
        let office = bearer::opens_sentence(scene, head);
        if is_quoted
            || !(may_be_head(scene, head) || office.is_some() || is_office(scene, head))
            || sex(scene.word(head)) == against(gender)
        {
            continue;
        }
        // "The Speaker" where the article calls somebody so: names do for him.
        if scene.forms[head].is_capital && is_borne(scene, people, head) {
            continue;
        }
        let Some((start, determiner)) = opening(scene, head) else { continue };
        let tokens = office.unwrap_or(run_of(start, head + 1));
        if is_said_of_a_name(scene, people, tokens) {
            continue;
        }
        let known = told.iter().rev().take(LATEST).find(|t| t.source.start < tokens.end && tokens.start < t.source.end);
        let held = || people.titles.holder(scene, tokens).map(|h| h.0);
        let chosen = || if is_nobody(scene, people, tokens, told) { None } else { meant(scene, people, tokens, model) };
        let person = known.map_or_else(|| held().or_else(chosen), |t| t.person);
        found.push(Nominal { tokens, determiner, person });
    }
    found
}

/// Returns whom a definite phrase most likely means.
fn meant(scene: &Scene<'_>, people: &People, tokens: Run, model: &Model) -> Option<usize> {
    let description = Description { source: tokens, before: None, contents: &[], heard: Heard::default() };
    person(scene, people, description, model).filter(|n| n.probability > SURE).and_then(|n| n.person)
}

/// Tells whether a token may be the head of a phrase for one person.
fn may_be_head(scene: &Scene<'_>, i: usize) -> bool {
    let is_word = |i: usize| scene.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word);
    let is_calling = |i: usize| scene.is_one_person(i) || scene.age(i).is_some();
    let is_noun = |i: usize| is_word(i) && !scene.forms[i].is_capital && is_calling(i);
    if scene.is_word(i, &["one"]) {
        return scene.is_word(i + 1, &["of"]);
    }
    is_noun(i) && !is_noun(i + 1)
}

/// Offices that stand before no name.
const OFFICES: &WordSet = &WordSet::of(&["chancellor", "ombudsman", "premier", "taoiseach", "tánaiste"]);

/// Tells whether a token ends an office that the article writes large and a sentence opens with: "The Home [Secretary]
/// was unmoved", not "the Speaker Ann Roe", "the King Street fire", "the Minister for Health".
fn is_office(scene: &Scene<'_>, i: usize) -> bool {
    let is_capital = |i: usize| scene.forms.get(i).is_some_and(|form| form.is_capital);
    let is_title = scene.is_word(i, OFFICES) || scene.is_title(i) && scene.is_one_person(i);
    if !is_capital(i) || !is_title || scene.is_calling(i + 1) {
        return false;
    }
    let goes_on = is_capital(i + 1) || scene.is_word(i + 1, &["-", "of", "for"]) || is_possessive(scene, i + 1);
    let before = (i.saturating_sub(BETWEEN)..i).rev().find(|&i| !is_capital(i) || scene.is_word(i, &["the"]));
    // Papers name the Prime Minister without saying what he is.
    let is_known = scene.is_word(i.saturating_sub(1), &["prime"]);
    let opens = |the: usize| the == 0 || scene.sentences[the - 1] != scene.sentences[the];
    let is_first =
        |the: usize| scene.is_word(the, &["the"]) && opens(the) && scene.sentences[the] == scene.sentences[i];
    !goes_on && !is_known && before.is_some_and(is_first)
}

/// Tells whether the article calls somebody by an office, or names somebody beside it: "the Speaker, Ann Roe".
fn is_borne(scene: &Scene<'_>, people: &People, office: usize) -> bool {
    const NAMINGS: usize = 200;
    const BESIDE: usize = 7;
    let word = scene.forms[office].word;
    let is_beside = |run: Run| {
        let (start, end) = (run.start as usize, run.end as usize);
        (start.saturating_sub(BESIDE)..end + BESIDE).any(|i| i != office && scene.word_hash(i) == word)
    };
    let mut namings = people.namings.iter().take(NAMINGS);
    people.titles.bearers(scene.word(office)).next().is_some() || namings.any(|n| is_beside(n.tokens))
}

/// Returns where a phrase begins and what determines it: 1 "the", 2 "his" or "her", 3 another
/// possessive, 4 "this", 5 "a", 6 "one" or "another".
fn opening(scene: &Scene<'_>, head: usize) -> Option<(usize, u64)> {
    if scene.is_word(head, &["one"]) {
        return Some((head, 6));
    }
    for i in (head.saturating_sub(BETWEEN + 1)..head).rev() {
        if scene.sentences[i] != scene.sentences[head] {
            return None;
        }
        let word = scene.word(i);
        let is = |list: &[&str]| list.iter().any(|w| w.eq_ignore_ascii_case(word));
        match () {
            _ if is(&["the"]) => return Some((i, 1)),
            _ if is(&["his", "her"]) => return Some((i, 2)),
            _ if is(&["their", "its", "my", "our", "your", "'s", "’s"]) => return Some((i, 3)),
            _ if is(&["this", "that"]) => return Some((i, 4)),
            _ if is(&["a", "an"]) => return Some((i, 5)),
            _ if is(&["one", "another"]) => return Some((i, 6)),
            _ if phrases::is_stop(word) || !scene.is_wordlike(i) && word != "-" => return None,
            _ => {}
        }
    }
    None
}

/// Tells whether a phrase says what a person named beside it is, or what somebody is.
pub(super) fn is_said_of_a_name(scene: &Scene<'_>, people: &People, phrase: Run) -> bool {
    let (start, end) = (phrase.start as usize, phrase.end as usize);
    let named_from = |i: usize| starts_at(people, i);
    if named_from(end) || scene.is_word(end, &[",", "named"]) && named_from(end + 1) {
        return true;
    }
    let Some(before) = start.checked_sub(1) else { return false };
    if scene.is_word(before, &["is", "was", "are", "were", "be", "been", "being", "became", "become", "as", "like"]) {
        return true;
    }
    let named = people.named_until(before).filter(|_| scene.is_word(before, &[","]));
    named.is_some_and(|name| teller::behind(scene, name.tokens).is_none())
}

fn starts_at(people: &People, token: usize) -> bool {
    let at = people.namings.partition_point(|n| (n.tokens.start as usize) < token);
    people.namings[at..].iter().take_while(|n| n.tokens.start as usize == token).any(|n| !n.is_described)
}
