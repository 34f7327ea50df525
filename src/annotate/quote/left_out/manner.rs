//! "Roe said by telephone from Vale [the pier was shut]": how, where or on what occasion somebody spoke is no part of what
//! she said, where no "that" tells where her words begin.

use crate::annotate::quote::grammar::nouns::{DETERMINERS, is_possessive};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::begins_sentence;
use crate::annotate::quote::grammar::verbs::{is_predicate, is_verb};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::quote::words::writings;
use crate::annotate::word_set::WordSet;

/// Reporting words behind which a clause stands without "that".
const SAYS: &WordSet = &WordSet::of(&["said", "say", "says"]);
/// Means of speaking behind "by".
const MEANS: &WordSet = &WordSet::of(&["e-mail", "email", "fax", "letter", "phone", "telephone", "text"]);
/// Occasions of speaking behind "in a".
const OCCASIONS: &WordSet = &WordSet::of(&["address", "briefing", "call", "interview", "speech", "telephone"]);
/// Words that open a clause or part one from the phrase before.
const PREPOSITIONS: &WordSet = &WordSet::of(&[
    "about", "after", "against", "at", "before", "between", "by", "during", "for", "from", "in", "into", "of", "on",
    "over", "through", "to", "via", "with",
]);
const PRONOUNS: &WordSet = &WordSet::of(&["he", "i", "it", "she", "there", "they", "we"]);
/// Most tokens of such phrases, and from "a" to the noun.
const REACH: usize = 14;
const NOUN: usize = 4;

/// Begins what is said behind such phrases.
pub(crate) fn leave_out(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let Some(said) = cue.range().find(|&i| scene.is_word(i, SAYS)) else { return };
    let Some(piece) = attribution.contents.iter_mut().find(|piece| piece.start >= cue.end) else { return };
    let first = said + 1;
    let start = piece.start as usize;
    let limit = (piece.end as usize).min(first + REACH);
    if start >= limit || !opens(scene, first) {
        return;
    }
    let is_plain = |i: &usize| {
        let is_part = scene.is_wordlike(*i) || is_possessive(scene, *i) || scene.word(*i) == "-";
        is_part && scene.marks.places[*i] == Place::Outside
    };
    let mut plain = (first..limit).take_while(is_plain);
    let is_clause = |i: usize| {
        let is_led = scene.is_word(i, PRONOUNS) && is_verb(scene, i + 1)
            || scene.is_word(i, DETERMINERS) && begins_sentence(scene, i);
        is_led && !scene.is_word(i - 1, PREPOSITIONS) && !is_predicate(scene, i - 1)
    };
    // "That" has its own rules.
    let begin = plain.find(|&i| i > first + 1 && (is_clause(i) || scene.is_word(i, &["that"])));
    if let Some(begin) = begin.filter(|&begin| begin > start && !scene.is_word(begin, &["that"])) {
        *piece = run_of(begin, piece.end as usize);
    }
}

/// Tells whether how or where somebody spoke is told from a token on.
fn opens(scene: &Scene<'_>, first: usize) -> bool {
    let next = first + 1;
    let is_one = scene.is_word(next, &["a", "an"]);
    let is_occasion = || {
        let is_noun = |i: usize| scene.is_word(i, OCCASIONS) || writings::family_of(scene.word(i)).is_some();
        (next + 1..next + NOUN).any(is_noun)
    };
    match scene.word(first) {
        "by" => scene.is_word(next, MEANS),
        "through" => is_one || scene.is_word(next, DETERMINERS),
        "via" => true,
        "during" | "with" => is_one,
        "on" => scene.is_word(next, &["the"]) && scene.is_word(next + 1, &["sidelines"]),
        "earlier" | "later" => scene.is_word(next, &["in", "on", "this"]),
        "in" => is_one && is_occasion(),
        _ => false,
    }
}
