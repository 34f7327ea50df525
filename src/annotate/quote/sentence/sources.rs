//! "According to pilots, the port and two clerks, [the pier is shut]": where a list of sources ends that opens a
//! sentence.

use super::according::LEADS;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::{CLAUSES, opens};
use crate::annotate::quote::grammar::verbs::{is_predicate, is_verb};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;

/// Most tokens of a list, of the subject behind it, and most of its parts.
const LIST: usize = 40;
const SUBJECT: usize = 10;
const MOST: usize = 6;

/// Gives an attribution all of such a list and the words behind it; tells whether there is one.
pub(super) fn mend(scene: &Scene<'_>, attribution: &mut Attribution, cue: Run) -> bool {
    if !scene.is_word(cue.start as usize, &["according"]) || !opens(scene, cue) {
        return false;
    }
    let Some(sentence) = scene.text.sentences.get(scene.sentences[cue.start as usize] as usize) else { return false };
    let Some(close) = end(scene, cue.end as usize, sentence.end as usize) else { return false };
    let first = close as u32 + 1;
    let kept = attribution.contents.iter().filter(|piece| piece.end > first);
    let kept: Vec<Run> = kept.map(|piece| Run { start: piece.start.max(first), end: piece.end }).collect();
    if kept.is_empty() {
        return false;
    }
    attribution.source = Some(run_of(cue.end as usize, close));
    attribution.contents = kept;
    // Its words begin with the clause.
    if let Some(piece) = attribution.contents.first_mut().filter(|piece| piece.start < sentence.end) {
        piece.start = first;
    }
    true
}

/// The comma that ends a list that begins at a token: "and" joins its last part, none has a verb, and a subject with
/// its verb stands behind it.
pub(super) fn end(scene: &Scene<'_>, start: usize, limit: usize) -> Option<usize> {
    let limit = limit.min(start + LIST);
    let is_part = |i: usize| {
        let is_plain = scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == "-";
        let is_verb = is_predicate(scene, i) && !scene.forms[i].is_capital;
        is_plain && !is_verb && scene.marks.region_of(i).is_none()
    };
    let mut first = start;
    for n in 0..MOST {
        let comma = (first..limit).find(|&i| !is_part(i)).filter(|&i| scene.word(i) == "," && i > first)?;
        let is_other =
            scene.is_word(first, LEADS) || scene.is_word(first, CLAUSES) || scene.is_word(first, &["among", "between"]);
        if is_other {
            return None;
        }
        let is_last = n > 0 && (first..comma).any(|i| scene.is_word(i, &["and"]));
        if is_last {
            return goes_on(scene, comma + 1, limit.max(comma + SUBJECT)).then_some(comma);
        }
        first = comma + 1;
    }
    None
}

/// Tells whether a noun phrase and its verb begin at a token.
fn goes_on(scene: &Scene<'_>, start: usize, limit: usize) -> bool {
    let is_part = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == "-";
    let mut reach = (start..limit.min(start + SUBJECT)).take_while(|&i| is_part(i)).skip(1);
    let verb = reach.find(|&i| is_verb(scene, i) && !is_possessive(scene, i));
    let is_one = |verb: usize| scene.sentences.get(verb) == scene.sentences.get(start);
    !scene.is_word(start, CLAUSES) && verb.is_some_and(is_one)
}
