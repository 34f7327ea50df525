//! Tokens before a pronoun → the noun phrases that may be whom it means, other than names.
//!
//! "A man with a clipboard came up the walk. He said …": a pronoun as often as not means who
//! was described last, whether or not the article names her. A phrase beside a name is a
//! part of it ("Ann Roe, a teacher"), one after "is" says what somebody is.

use super::description::{Description, person};
use super::people::{Gender, People};
use super::scene::{Scene, run_of};
use super::speaker::Named;
use super::titles;
use crate::annotate::callings::sex;
use crate::annotate::sequence::Model;
use crate::annotate::text::{Run, TokenKind};

/// How far back phrases are looked for, in tokens and in sentences.
const REACH: usize = 80;
const SENTENCES: u32 = 2;
/// Phrases that are looked at.
const MOST: usize = 3;
/// Least probability at which a phrase means a person.
const SURE: f32 = 0.4;
/// Sources before that are looked at.
const LATEST: usize = 40;
/// Words between a determiner and the noun.
const BETWEEN: usize = 4;

/// A source without a name, earlier in the article, and who it was found to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub source: Run,
    pub person: Option<usize>,
}

impl Told {
    /// Remembers a source that is neither a name nor a pronoun; nothing for a body's.
    pub fn of(scene: &Scene<'_>, source: Run, named: Option<&Named>) -> Option<Self> {
        let person = named.and_then(|n| n.person);
        let is_body = named.is_some() && person.is_none();
        let has_name = scene.source_class(source) != 0;
        (!is_body && !has_name).then_some(Told { source, person })
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
    let against = match gender {
        Gender::He => 2,
        Gender::She => 1,
    };
    let is_near = |i: &usize| scene.sentences[token] - scene.sentences[*i] <= SENTENCES;
    for head in (token.saturating_sub(REACH)..token).rev().take_while(is_near) {
        if found.len() == MOST {
            break;
        }
        let is_quoted = quoted.iter().any(|q| q.range().contains(&head));
        if is_quoted || !may_be_head(scene, head) || sex(scene.word(head)) == against {
            continue;
        }
        let Some((start, determiner)) = opening(scene, head) else { continue };
        let tokens = run_of(start, head + 1);
        if is_said_of_a_name(scene, people, tokens) {
            continue;
        }
        let known = told.iter().rev().take(LATEST).find(|t| t.source.start < tokens.end && tokens.start < t.source.end);
        let held = || people.titles.holder(scene, tokens).map(|h| h.0).or_else(|| meant(scene, people, tokens, model));
        let person = known.map_or_else(held, |t| t.person);
        found.push(Nominal { tokens, determiner, person });
    }
    found
}

/// Returns whom a definite phrase most likely means.
fn meant(scene: &Scene<'_>, people: &People, tokens: Run, model: &Model) -> Option<usize> {
    let description = Description { source: tokens, before: None, contents: &[], body: None };
    person(scene, people, description, model).filter(|n| n.probability > SURE).and_then(|n| n.person)
}

/// Tells whether a token may be the head of a phrase for one person.
fn may_be_head(scene: &Scene<'_>, i: usize) -> bool {
    let is_word = |i: usize| scene.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word);
    let is_calling = |i: usize| scene.is_calling(i) || scene.age(i).is_some();
    let is_noun = |i: usize| is_word(i) && !scene.forms[i].is_capital && is_calling(i);
    if scene.is_word(i, &["one"]) {
        return scene.is_word(i + 1, &["of"]);
    }
    is_noun(i) && !is_noun(i + 1)
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
            _ if titles::is_stop(word) || !scene.is_wordlike(i) && word != "-" => return None,
            _ => {}
        }
    }
    None
}

/// Tells whether a phrase says what a person named beside it is, or what somebody is.
fn is_said_of_a_name(scene: &Scene<'_>, people: &People, phrase: Run) -> bool {
    let (start, end) = (phrase.start as usize, phrase.end as usize);
    let named_from = |i: usize| starts_at(people, i);
    if named_from(end) || scene.is_word(end, &[",", "named"]) && named_from(end + 1) {
        return true;
    }
    let Some(before) = start.checked_sub(1) else { return false };
    if scene.is_word(before, &["is", "was", "are", "were", "be", "been", "being", "became", "become", "as", "like"]) {
        return true;
    }
    scene.is_word(before, &[","]) && people.named_until(before).is_some()
}

fn starts_at(people: &People, token: usize) -> bool {
    let at = people.namings.partition_point(|n| (n.tokens.start as usize) < token);
    people.namings[at..].iter().take_while(|n| n.tokens.start as usize == token).any(|n| !n.is_described)
}
