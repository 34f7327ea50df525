//! Letters that stand for an office: "the CJ said", "the Larn East MP said". They name nobody; of whom the article calls
//! so in full ("Chief Justice [Ann Roe]") it is told by the first letters.

use rustc_hash::FxHashSet;

use super::candidate::Candidate;
use super::roster::People;
use super::titles::NOUN;
use crate::annotate::quote::grammar::phrases::{OFFICES, is_capitals, is_office};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// Letters of those who sit for a place.
const MEMBERS: &WordSet = &WordSet::of(&["mep", "mha", "mk", "mla", "mlc", "mna", "mp", "mpa", "mpl", "msp", "td"]);
/// Letters of those who play, heal or present.
const CALLED: &WordSet = &WordSet::of(&["cto", "dcp", "dgp", "dj", "dpo", "gp", "kc", "mvp", "qb", "qc", "sho", "vp"]);
/// Most words of an office that is called so in full.
const WORDS: usize = 6;
/// Most letters of a post that no list has.
const LONGEST: usize = 5;

/// Tells whether a token is the letters of who sits for a place.
pub(super) fn is_seat(scene: &Scene<'_>, i: usize) -> bool {
    scene.is_word(i, MEMBERS) && is_capitals(scene, i)
}

/// Tells whether a token is the letters of an office or a seat.
pub(crate) fn is_any(scene: &Scene<'_>, i: usize) -> bool {
    is_office(scene, i) || is_seat(scene, i) || scene.is_word(i, CALLED) && is_capitals(scene, i)
}

/// Tells whether what is taken for a name is such letters or says only where somebody sits: "the [CJ]", "the [Larn East]
/// MP", "the local [MP]", or letters by which the article calls somebody: "the [DCP]".
pub(crate) fn names_nobody(scene: &Scene<'_>, people: &People, source: Run, name: &Candidate) -> bool {
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let Some(last) = end.checked_sub(1) else { return false };
    let is_led = scene.is_word(source.start as usize, &["the"]);
    let is_first = start == source.start as usize + 1;
    let is_last = |i: usize| i + 1 == source.end as usize;
    let is_own = is_last(last) && is_any(scene, last) && last == start;
    let is_borne = || is_first && is_last(last) && alone(scene, source).is_some() && is_called(scene, people, last);
    let is_of_seat = is_last(end) && is_first && is_seat(scene, end) || is_last(last) && is_seat(scene, last);
    is_led && (is_own && is_first || is_of_seat || is_borne())
}

/// Tells whether the article calls somebody by letters.
fn is_called(scene: &Scene<'_>, people: &People, token: usize) -> bool {
    people.titles.bearers(scene.word(token)).any(|bearer| bearer.1 == NOUN)
}

/// Returns a source that is "the" and letters: "the DCP".
pub(super) fn alone(scene: &Scene<'_>, source: Run) -> Option<Run> {
    let start = source.start as usize;
    let is_post = source.range().len() == 2 && scene.is_word(start, &["the"]) && is_post(scene, start + 1);
    is_post.then_some(source)
}

/// Tells whether a token is letters that may be a post's.
fn is_post(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    (2..=LONGEST).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
}

/// The letters that stand behind "the" and may be a post's, in small letters.
pub(super) fn posts(scene: &Scene<'_>) -> FxHashSet<String> {
    let is_led = |&i: &usize| scene.is_word(i - 1, &["the"]) && is_post(scene, i);
    (1..scene.text.tokens.len()).filter(is_led).map(|i| scene.word(i).to_lowercase()).collect()
}

/// Those of such letters that are told of a name: "[DCP] Ann Roe", "Ann Roe [QC]", "Deputy Commissioner of Police Ann
/// Roe", not "[FBI] Director Ann Roe", "Ann Roe, director of the Central Bureau of Investigation".
pub(super) fn told(scene: &Scene<'_>, posts: &FxHashSet<String>, name: Run) -> Vec<String> {
    let (start, end) = (name.start as usize, name.end as usize);
    let number = scene.sentences.get(start);
    let inside = |i: usize| scene.sentences.get(i) == number;
    let own = |i: usize| Some(scene.word(i).to_lowercase()).filter(|_| inside(i) && is_post(scene, i));
    let is_part = |i: &usize| {
        let is_word = inside(*i) && scene.text.tokens[*i].kind == TokenKind::Word;
        is_word && (scene.forms[*i].is_capital || scene.is_word(*i, &["of"]))
    };
    let comma = start.checked_sub(1).filter(|&i| scene.is_word(i, &[","]));
    let until = comma.unwrap_or(start);
    let before = (0..until).rev().take(WORDS).take_while(is_part).last();
    let from = end + 1 + usize::from(scene.is_word(end + 1, &["the", "a"]));
    let behind = (from..).take(WORDS).take_while(is_part).last().filter(|_| scene.is_word(end, &[","]));
    let last = end.checked_sub(1).filter(|&last| last > start);
    let mut letters: Vec<String> =
        [start.checked_sub(1), Some(end), last].into_iter().flatten().filter_map(own).collect();
    letters.extend(before.map(|first| office(scene, first, until)).into_iter().flatten());
    letters.extend(behind.map(|last| office(scene, from, last + 1)).into_iter().flatten());
    letters.retain(|letters| posts.contains(letters));
    letters
}

/// The first letters of an office in full, in small letters, and of its ends that still have the noun: of "Larn Deputy
/// Commissioner of Police" also "dcp".
fn office(scene: &Scene<'_>, first: usize, end: usize) -> Vec<String> {
    let of = (first..end).find(|&i| scene.is_word(i, &["of"])).unwrap_or(end);
    let Some(noun) = of.checked_sub(1).filter(|&noun| noun >= first && scene.is_calling(noun)) else {
        return Vec::new();
    };
    let letter = |i: usize| scene.word(i).chars().next().filter(|_| scene.forms[i].is_capital);
    let letters = |from: usize| (from..end).filter_map(letter).flat_map(char::to_lowercase).collect();
    (first..=noun).map(letters).collect()
}

/// Tells whether a body is named by its letters ("the TBV").
pub(crate) fn is_body(scene: &Scene<'_>, name: &Candidate) -> bool {
    let word = scene.word(name.tokens.start as usize);
    name.tokens.range().len() == 1
        && word.len() > 1
        && word.chars().all(|c| c.is_ascii_uppercase() || c == '.' || c == '&')
}

/// The letters for the offices that a name has before or behind it in full, in small letters.
pub(super) fn of(scene: &Scene<'_>, titled: usize, name: Run) -> Vec<&'static str> {
    let number = scene.sentences[name.start as usize];
    let inside = |i: usize| scene.sentences.get(i) == Some(&number);
    let is_word = |i: usize| inside(i) && scene.text.tokens[i].kind == TokenKind::Word;
    let is_part = |i: usize| is_word(i) && (scene.forms[i].is_capital || scene.is_word(i, &["of"]));
    let is_form = |i: usize| scene.is_title(i) && !scene.is_calling(i);
    let initials = |words: &mut dyn Iterator<Item = usize>| -> String {
        let letters =
            words.take(WORDS).take_while(|&i| is_part(i)).filter(|&i| scene.forms[i].is_capital && !is_form(i));
        letters.filter_map(|i| scene.word(i).chars().next()).map(|c| c.to_ascii_lowercase()).collect()
    };
    let mut before = initials(&mut (0..name.start as usize).rev());
    // "The Chief Minister, Mr Ann Roe".
    if let Some(comma) = titled.checked_sub(1).filter(|&i| before.is_empty() && scene.is_word(i, &[","])) {
        before = initials(&mut (0..comma).rev());
    }
    let before: String = before.chars().rev().collect();
    let end = name.end as usize;
    let from = end + 1 + usize::from(scene.is_word(end + 1, &["the", "a"]));
    let behind =
        if scene.is_word(end, &[","]) { initials(&mut (from..scene.text.tokens.len())) } else { String::new() };
    // "Health MEC Ann Roe".
    let own = (titled.saturating_sub(1)..name.start as usize).rev().find(|&i| is_office(scene, i) && inside(i));
    let own = own.map(|i| scene.word(i).to_lowercase());
    let is_called =
        |office: &&&str| before.ends_with(**office) || behind.starts_with(**office) || own.as_deref() == Some(**office);
    OFFICES.iter().filter(is_called).copied().collect()
}
