//! "Roe said [Dell called her on Sunday and said he was “sick of it.”]": behind what somebody is told to have done to reach
//! another, "and said" goes on with him. The taggers give it to who tells of it.

use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::subjects::subject_at;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most words between a subject and its verb.
const BETWEEN: usize = 2;
/// What somebody does who wants to speak to another.
const REACHES: &WordSet = &WordSet::of(&[
    "approached",
    "called",
    "confronted",
    "contacted",
    "emailed",
    "messaged",
    "phoned",
    "rang",
    "telephoned",
    "texted",
    "visited",
]);

/// Joins what such a one said to what is told of him.
pub(crate) fn join(scene: &Scene<'_>, attributions: &mut Vec<Attribution>) {
    let mut n = 0;
    while n < attributions.len() {
        let end = attributions[n].contents.last().map_or(0, |piece| piece.end);
        let goes_on = |other: &Attribution| {
            let is_next = other.cue.is_some_and(|cue| cue.start == end + 1 && scene.is_word(end as usize, &["and"]));
            is_next && other.source == attributions[n].source && other.contents.len() == 1
        };
        let next = || attributions.iter().position(goes_on).filter(|&next| next != n);
        if let Some(next) = tells(scene, &attributions[n]).then(next).flatten() {
            let words = attributions[next].contents[0].end;
            if let Some(piece) = attributions[n].contents.last_mut() {
                piece.end = piece.end.max(words);
            }
            attributions.remove(next);
            n -= usize::from(next < n);
        }
        n += 1;
    }
}

/// Tells whether what is said begins with somebody who reaches another: "that Dell called her".
fn tells(scene: &Scene<'_>, attribution: &Attribution) -> bool {
    let (Some(cue), [Run { start, end }]) = (attribution.cue, &attribution.contents[..]) else { return false };
    let first = *start as usize + usize::from(scene.is_word(*start as usize, &["that"]));
    let name = (first..*end as usize).find(|&i| !scene.is_title(i));
    let Some(subject) = name.and_then(|name| subject_at(scene, name)) else { return false };
    let behind = subject.end as usize;
    let is_named = !scene.is_word(subject.start as usize, &["he", "i", "she", "they", "we"]);
    let verb = (behind..behind + 1 + BETWEEN).find(|&i| scene.is_word(i, REACHES));
    let is_plain = run_of(first, *end as usize).range().all(|i| scene.marks.region_of(i).is_none());
    cue.end <= *start && is_named && is_plain && verb.is_some_and(|verb| verb + 1 < *end as usize)
}
