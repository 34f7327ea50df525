//! "The wife of the jailed poet [Ann Roe]", "a pal of ex-lover [Ann Roe], 44,": a name, with what she is in small words,
//! that only tells whose relative or lawyer speaks.

use crate::annotate::kin::is_kin;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::candidate::Candidate;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// Those who are somebody's, beside relatives.
pub(super) const CLOSE: &WordSet = &WordSet::of(&[
    "agent",
    "aide",
    "attorney",
    "boyfriend",
    "chum",
    "colleague",
    "confidant",
    "confidante",
    "friend",
    "girlfriend",
    "lawyer",
    "neighbor",
    "neighbour",
    "pal",
    "solicitor",
    "spokesman",
    "spokesperson",
    "spokeswoman",
]);

/// Tells whether somebody is named with what she is, in small words, only to say whose relative or lawyer speaks: "the
/// wife of the jailed poet [Ann Roe]", not "a mother of three [Ann Roe]", "the lawyer for the family [Ann Roe]".
pub(super) fn is_named(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    const LONGEST: usize = 6;
    let (first, start) = (source.start as usize, name.tokens.start as usize);
    let is_small = |i: usize| scene.is_wordlike(i) && !scene.forms[i].is_capital || scene.word(i) == "-";
    let is_link = |&i: &usize| scene.is_word(i, &["for", "of"]);
    let from = start.saturating_sub(LONGEST).max(first + 1);
    let Some(link) = (from..start).rev().find(is_link).filter(|&link| link + 1 < start) else { return false };
    let is_head = is_kin(&scene.word(link - 1).to_lowercase()) || scene.is_word(link - 1, CLOSE);
    let is_the = |i: usize| scene.is_word(i, &["the"]);
    let is_person = scene.is_one_person(start - 1) && !is_the(start - 2)
        || scene.age(start - 1).is_some()
        || is_former(scene, link, start);
    let is_all = (link + 1..start).all(is_small) && ends(scene, source, name);
    name.kind == 1 && is_head && is_person && is_all
}

/// Tells whether all between a link and a name is what she was: "of [ex-lover] Ann Roe".
fn is_former(scene: &Scene<'_>, link: usize, start: usize) -> bool {
    let first = scene.word(link + 1);
    first.starts_with("ex-") && link + 2 == start || first == "ex" && scene.word(link + 2) == "-" && link + 4 == start
}

/// Tells whether a source ends with a name, or with her age behind it: "Ann Roe, 44,".
fn ends(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let end = name.tokens.end as usize;
    let is_number = scene.text.tokens.get(end + 1).is_some_and(|token| token.kind == TokenKind::Number);
    let is_aged = scene.word(end) == "," && is_number && (end + 2..source.end as usize).all(|i| scene.word(i) == ",");
    name.tokens.end >= source.end.saturating_sub(1) || is_aged
}
