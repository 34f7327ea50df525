//! A whole name at the end of a source, behind a phrase that says who she is: "pop star [Ann Roe]", "Hall of Famer [Ann
//! Roe]". Of which noun the phrase is, no list need know.

use super::inside::ends;
use crate::annotate::entity::is_post;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::candidate::Candidate;
use crate::annotate::quote::people::titles::DETERMINERS;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Tells whether a source ends with a person's whole name and what stands before it is one phrase that says who she is,
/// whatever its noun ("pop star Ann Roe", "former teammate Ann Roe", "Man of the Match Ann Roe").
pub(super) fn is_behind_phrase(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let (first, start) = (source.start as usize, name.tokens.start as usize);
    let Some(noun) = start.checked_sub(1).filter(|&i| i >= first) else { return false };
    let is_large = |i: usize| scene.forms.get(i).is_some_and(|form| form.is_capital);
    // "Hall of Famer", not "friends of pop star Ann Roe".
    let is_inside = |i: usize| {
        let of = if scene.is_word(i, &["the"]) { i.wrapping_sub(1) } else { i };
        let next = if scene.is_word(i + 1, &["the"]) { i + 2 } else { i + 1 };
        let before = of.checked_sub(1).filter(|&i| i >= first);
        let is_one = before.is_some_and(|i| is_large(i) && !scene.word(i).ends_with('s'));
        scene.is_word(of, &["of"]) && is_one && is_large(next) && next < start
    };
    // "Rap star", "left back".
    let is_verb = |i: usize| is_finite(scene, i) && (start - i > 2);
    let is_plain = |i: usize| scene.is_wordlike(i) && !is_stop(scene.word(i)) && (is_large(i) || !is_verb(i));
    let is_part = |i: usize| is_plain(i) || is_possessive(scene, i) || scene.word(i) == "-" || is_inside(i);
    let is_noun = scene.is_wordlike(noun) && !scene.is_word(noun, DETERMINERS) && !scene.word(noun).ends_with('s');
    let is_whole = name.kind == 1 && name.tokens.range().len() > 1;
    is_whole && is_noun && (first..start).all(is_part) && ends(scene, source, name.tokens)
}

/// Tells whether a source ends with a person's whole name behind where she serves, and as what: "the envoy to the Vale
/// Union [Ann Roe]", not "the secretary to Mayor Ann Roe".
pub(super) fn is_behind_post(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    const LONGEST: usize = 5;
    const PARTIES: &WordSet =
        &WordSet::of(&["conservative", "democrat", "democratic", "gop", "labour", "liberal", "republican", "tory"]);
    let (first, start) = (source.start as usize, name.tokens.start as usize);
    let is_large = |&i: &usize| scene.forms[i].is_capital && scene.is_wordlike(i);
    let the = (first..start).rev().take(LONGEST).take_while(is_large).last().unwrap_or(start);
    let link = the - usize::from(the > first && scene.is_word(the - 1, &["the"]));
    let Some(noun) = link.checked_sub(2).filter(|&i| i >= first) else { return false };
    let is_linked = scene.is_word(link - 1, &["to", "of", "for", "in"]);
    let is_office = |i: usize| scene.is_title(i) || scene.word(i).ends_with("-elect");
    let is_place = (the..start).any(|i| !is_office(i)) && !scene.is_word(the, PARTIES);
    let is_whole = name.kind == 1 && name.tokens.range().len() > 1;
    is_linked && is_place && is_whole && is_post(&scene.word(noun).to_lowercase()) && ends(scene, source, name.tokens)
}

/// Tells whether a word is likely a verb with a subject ("say", "told").
fn is_finite(scene: &Scene<'_>, i: usize) -> bool {
    scene.kinds[i].is_finite() && !scene.is_calling(i)
}
