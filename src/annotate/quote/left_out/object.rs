//! What a verb is about that stands between it and a quotation: "Roe took aim at [the critics]: “We waited.”", "Roe
//! pointed to [the table]. “We waited.”"
//!
//! The taggers take such words and the quotation for one piece of what is said.

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::closes;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::grammar::verbs::is_predicate;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::quote::words::stem::stem;
use crate::annotate::word_set::WordSet;

/// Most tokens of such words.
const REACH: usize = 12;
/// Words that begin or join a clause, which may be said.
const CLAUSES: &WordSet = &WordSet::of(&[
    "because", "he", "how", "i", "if", "she", "that", "they", "to", "we", "what", "when", "where", "whether", "which",
    "who", "why",
]);

/// Stems of verbs whose object is told of: "called it [a draw: “We …”]".
const NAMING: &WordSet = &WordSet::of(&["brand", "call", "dub", "label", "nam", "term"]);
/// Words that end a verb whose object nobody says: "pointed to".
const LINKS: &WordSet = &WordSet::of(&["about", "at", "for", "from", "in", "of", "on", "to", "with"]);
/// Most tokens of such a verb.
const VERB: usize = 4;

/// Nouns for words that stand in marks behind them.
const WORDS: &WordSet = &WordSet::of(&["caption", "comment", "hashtag", "message", "note", "slogan", "words"]);

/// Begins what is written with the words: "posted a photo with the caption [“Mine.”]".
pub(crate) fn until_words(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let Some(piece) = attribution.contents.iter_mut().find(|p| p.start >= cue.end) else { return };
    let (start, end) = (piece.start as usize, piece.end as usize);
    let mark = (start + 2..end).find(|&i| scene.marks.places[i] == Place::Opening);
    let Some(mark) = mark.filter(|&mark| mark - start <= REACH) else { return };
    let noun = mark - 1 - usize::from(matches!(scene.word(mark - 1), "," | ":"));
    let is_whole = scene.marks.region_of(mark).is_some_and(|region| region.end as usize >= end);
    // "Refused to say the words “I lied”".
    let is_led = noun > start + 1 && scene.is_word(noun, WORDS) && scene.is_word(noun - 1, &["a", "the"]);
    let is_plain = (start..mark).all(|i| !is_predicate(scene, i) && !scene.is_word(i, &["that", "to"]));
    if is_whole && is_led && is_plain {
        piece.start = mark as u32;
    }
}

/// Begins what is said with the quotation.
pub(crate) fn leave_out(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let Some(piece) = attribution.contents.iter_mut().find(|p| p.start == cue.end) else { return };
    let (start, end) = (piece.start as usize, piece.end as usize);
    let mark = (start + 2..end.min(start + REACH)).find(|&i| scene.marks.places[i] == Place::Opening);
    let Some(mark) = mark else { return };
    let stop = mark - 1;
    let is_part = |i: usize| {
        let is_plain = scene.is_wordlike(i) || is_possessive(scene, i) || scene.is_word(i, &["-"]);
        is_plain && !is_predicate(scene, i) && !scene.is_word(i, CLAUSES)
    };
    let is_whole = scene.marks.region_of(mark).is_some_and(|region| closes(scene, region))
        && (mark..end).all(|i| !scene.is_wordlike(i) || scene.marks.places[i] != Place::Outside)
        && scene.forms.get(mark + 1).is_some_and(|form| form.is_capital);
    let names = cue.range().any(|i| NAMING.contains(&&*stem(&scene.word(i).to_lowercase())));
    if !is_whole || names || !(start..stop).all(is_part) {
        return;
    }
    // "Roe denied the claim. “It is false.”" tells what she denied.
    let points = || cue.range().len() <= VERB && scene.is_word(cue.end as usize - 1, LINKS);
    if scene.word(stop) == ":" || scene.word(stop) == "." && points() {
        piece.start = mark as u32;
    }
}
