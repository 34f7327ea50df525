//! "[The union], which Bo Dell called “a cartel”, said": who stands in a clause about the subject that somebody else is
//! the subject of does not say what the sentence tells.

use crate::annotate::quote::grammar::nouns::{DETERMINERS, is_possessive};
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::subjects::may_end_who;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens from where a source begins to the clause in it, of the clause's subject, and of the clause.
const NOUN: usize = 12;
const SUBJECT: usize = 10;
const CLAUSE: usize = 60;
/// Words that begin such a clause, what may stand before them, and what may stand before the clause's verb.
const LINKS: &WordSet = &WordSet::of(&["which", "who", "whom"]);
const PREPOSITIONS: &WordSet = &WordSet::of(&["about", "against", "at", "by", "for", "from", "in", "of", "to", "with"]);
/// What those do who make what tells something.
const MAKES: &WordSet = &WordSet::of(&[
    "commissioned",
    "conducted",
    "filed",
    "issued",
    "made",
    "posted",
    "published",
    "released",
    "sent",
    "signed",
    "took",
    "wrote",
]);
const ADVERBS: &WordSet =
    &WordSet::of(&["also", "already", "earlier", "first", "long", "never", "often", "once", "recently", "then"]);

/// The noun phrase before such a clause, where a comma ends the clause and the reporting word follows.
pub(super) fn subject(scene: &Scene<'_>, source: Run, cue: Run) -> Option<Run> {
    let (start, end, limit) = (source.start as usize, source.end as usize, cue.start as usize);
    let before = start.checked_sub(1).filter(|&i| scene.is_word(i, LINKS));
    let inside = || (start + 1..end.min(start + NOUN)).find(|&i| scene.is_word(i, LINKS));
    let link = before.or_else(inside).filter(|_| end <= limit)?;
    let comma = link.checked_sub(1)?;
    let comma = comma - usize::from(scene.is_word(comma, PREPOSITIONS) && comma > 0);
    let first = match before {
        Some(_) => opening(scene, *scene.text.sentences.get(scene.sentences[link] as usize)?),
        None => start,
    };
    let is_near = first < comma && comma - first <= NOUN && limit - link <= CLAUSE;
    if !is_near || scene.word(comma) != "," || scene.sentences[link] != scene.sentences[limit] {
        return None;
    }
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !is_verb(scene, i);
    let verb = verb_of(scene, link, limit)?;
    let is_ended = (verb + 1..limit).any(|i| scene.word(i) == ",") && goes_on(scene, limit);
    (is_ended && (first..comma).all(is_part)).then(|| run_of(first, comma))
}

/// The verb of a clause that somebody else is the subject of: "which [Bo Dell] called", not "who met Bo Dell".
fn verb_of(scene: &Scene<'_>, link: usize, limit: usize) -> Option<usize> {
    let is_part = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i);
    let mut words = (link + 1..limit.min(link + SUBJECT)).take_while(|&i| is_part(i));
    let verb = words.find(|&i| is_verb(scene, i))?;
    let last = (link + 1..verb).rev().find(|&i| !scene.is_word(i, ADVERBS))?;
    // "The first poll, which Vale College released, has Roe ahead": who makes it speaks.
    (is_subject(scene, link + 1, last) && !scene.is_word(verb, MAKES)).then_some(verb)
}

/// Tells whether words are nobody but who does something: "labour minister Ann Roe", "three committees", not "guards it
/// with a dog of Ann Roe".
fn is_subject(scene: &Scene<'_>, first: usize, last: usize) -> bool {
    let named = || scene.entities_in(run_of(last, last + 1)).last().map_or(last, |e| scene.tokens_of(e).start as usize);
    let before = (first..named().max(first)).skip(usize::from(scene.is_word(first, DETERMINERS)));
    may_end_who(scene, last) && before.into_iter().all(|i| scene.is_wordlike(i) && !is_stop(scene.word(i)))
}

/// Tells whether a reporting word stands behind a comma, or goes on from another verb: ", said", "and said".
fn goes_on(scene: &Scene<'_>, cue: usize) -> bool {
    let before = (0..cue).rev().take(2).find(|&i| !scene.is_word(i, ADVERBS));
    // "Which Bo Dell called “a cartel,” said".
    let is_closed = |i: usize| i > 0 && scene.word(i - 1) == "," && scene.marks.region_of(i).is_some();
    before.is_some_and(|i| scene.word(i) == "," || scene.is_word(i, &["and", "but"]) || is_closed(i))
}
