//! A whole name at the end of a source, behind a phrase that says who she is: "pop star [Ann Roe]", "Hall of Famer [Ann
//! Roe]". Of which noun the phrase is, no list need know.

use super::inside::ends;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::candidate::Candidate;
use crate::annotate::quote::people::titles::DETERMINERS;
use crate::annotate::text::Run;

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

/// Tells whether a word is likely a verb with a subject ("say", "told").
fn is_finite(scene: &Scene<'_>, i: usize) -> bool {
    scene.kinds[i].is_finite() && !scene.is_calling(i)
}
