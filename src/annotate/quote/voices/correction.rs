//! "It was [Ann Roe], not Bo Dell, who said …": a correction names who said something, and who did not.
//!
//! "Who" stands beside the wrong one.

use crate::annotate::quote::grammar::quotations::regions;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::subjects::is_name_end;
use crate::annotate::quote::grammar::verbs::is_predicate;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;

/// Most tokens from "it was" to "who", and from there to the reporting word.
const REACH: usize = 40;
const HELPERS: usize = 4;
/// Most tokens of who is named behind "not".
const NOT: usize = 8;

/// Gives what such sentences tell to whom they name first.
pub(crate) fn mend(scene: &Scene<'_>, attributions: &mut [Attribution]) {
    for attribution in attributions.iter_mut() {
        until_not(scene, attribution);
        let Some(cue) = attribution.cue else { continue };
        let Some(&sentence) = scene.text.sentences.get(scene.sentences[cue.start as usize] as usize) else { continue };
        let Some(who) = named(scene, opening(scene, sentence), cue.start as usize) else { continue };
        attribution.source = Some(who);
        attribution.contents.retain(|piece| piece.start >= cue.end);
        if attribution.contents.is_empty() {
            let rest = run_of(cue.end as usize, sentence.end.max(cue.end) as usize);
            let words = regions(scene, rest).first().copied().unwrap_or(rest);
            attribution.contents.push(words);
        }
    }
}

/// Who is named between "it was" and "not", where "who" stands before a reporting word.
fn named(scene: &Scene<'_>, start: usize, cue: usize) -> Option<Run> {
    let is_it = scene.is_word(start, &["it"]) && scene.is_word(start + 1, &["is", "was"]);
    if !is_it || cue <= start + 2 || cue - start > REACH {
        return None;
    }
    let who = (start + 2..cue).rev().take(HELPERS).find(|&i| scene.is_word(i, &["who"]))?;
    let denies = |i: usize| {
        let is_phrase = scene.is_word(i, &["rather"]) && scene.is_word(i + 1, &["than"])
            || scene.is_word(i, &["instead"]) && scene.is_word(i + 1, &["of"]);
        scene.is_word(i, &["not"]) || is_phrase
    };
    let not = (start + 3..who).find(|&i| denies(i))?;
    let and = not - usize::from(scene.is_word(not - 1, &["and"]));
    let end = and - usize::from(scene.word(and - 1) == ",");
    let is_plain = (start + 2..who).all(|i| !is_predicate(scene, i) && scene.marks.region_of(i).is_none());
    (is_plain && end > start + 2 && !scene.is_word(start + 2, &["not"])).then(|| run_of(start + 2, end))
}

/// Ends a quotation before who did not say it: "[“I agree,”] not Bo Dell".
fn until_not(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    for piece in attribution.contents.iter_mut().filter(|piece| piece.start >= cue.end) {
        let Some(region) = scene.marks.region_of(piece.start as usize).filter(|r| r.start == piece.start) else {
            continue;
        };
        let (end, last) = (region.end as usize, piece.end as usize);
        let is_name = end + 1 < last && last - end <= NOT && is_name_end(scene, last - 1);
        if is_name && scene.is_word(end, &["not"]) && !(end..last).any(|i| is_predicate(scene, i)) {
            piece.end = region.end;
        }
    }
}
