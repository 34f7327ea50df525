//! When and where words were said, behind them: "called the offer “a farce” [before flying home]", "urged the council to
//! act [in a speech on Friday]".
//!
//! The annotated articles leave it out where a verb calls, accuses or urges, and mostly keep it behind "said that".

use crate::annotate::quote::grammar::quotations::{is_unquoted, regions};
use crate::annotate::quote::grammar::scene::{Scene, n_words, run_of};
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::words::stem::stem;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Stems of verbs that call, accuse, urge or praise.
const CALLS: &WordSet = &WordSet::of(&[
    "accus", "attack", "blam", "brand", "call", "charg", "compar", "condemn", "criticis", "criticiz", "decry",
    "denounc", "describ", "dismiss", "dub", "hail", "label", "liken", "mock", "prais", "reject", "ridicul", "slam",
    "term", "urg", "warn", "welcom",
]);
/// Words that open a phrase of when it was said; nouns of time may stand before the first two.
const WHEN: &WordSet = &WordSet::of(&["after", "before", "despite", "following"]);
const TIMES: &WordSet = &WordSet::of(&["days", "hours", "minutes", "moments", "months", "shortly", "soon", "weeks"]);
/// What an audience does.
const SOUNDS: &WordSet = &WordSet::of(&["applause", "boos", "cheers", "laughter"]);
/// On what occasion.
const OCCASIONS: &WordSet = &WordSet::of(&[
    "address",
    "broadcast",
    "conference",
    "e-mail",
    "email",
    "essay",
    "interview",
    "letter",
    "message",
    "sermon",
    "speech",
    "statement",
]);
const ARTICLES: &WordSet = &WordSet::of(&["a", "an", "her", "his", "its", "their"]);
/// Most words between an article and such a noun, and behind it.
const BETWEEN: usize = 3;
const REST: usize = 9;
/// Most tokens of words that are looked at whole.
const LONG: usize = 60;

/// Leaves out such a phrase at the end of what is said.
pub(crate) fn leave_out(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let number = scene.sentences[cue.start as usize];
    let is_here = |piece: &&mut Run| piece.start >= cue.end && scene.sentences[piece.start as usize] == number;
    let Some(piece) = attribution.contents.last_mut().filter(is_here) else { return };
    if is_unquoted(scene, *piece) {
        let says = cue.range().any(|i| scene.is_word(i, &["added", "said", "say", "says", "told"]));
        if !says {
            without_place(scene, piece);
        }
        return;
    }
    let Some(region) = regions(scene, *piece).last().copied().filter(|region| region.end < piece.end) else { return };
    let calls = cue.range().any(|i| CALLS.contains(&&*stem(&scene.word(i).to_lowercase())));
    let says = cue.range().any(|i| scene.is_word(i, &["said", "says"]));
    let mark = region.end as usize;
    if calls && (is_time(scene, mark) || is_manner(scene, mark)) || says && is_heard(scene, mark) {
        piece.end = region.end;
    }
}

/// Tells whether a phrase of when something was said begins at a token: "hours after the vote", "ahead of the vote".
fn is_time(scene: &Scene<'_>, start: usize) -> bool {
    let time = (start..start + BETWEEN).find(|&i| scene.is_word(i, TIMES));
    let from = time.map_or(start, |time| time + 1);
    let is_led = from == start || (start..from).all(|i| scene.is_wordlike(i));
    let is_while = scene.is_word(start, &["while", "without"]) && scene.word(start + 1).ends_with("ing");
    is_led && scene.is_word(from, WHEN) || scene.is_word(start, &["ahead"]) || is_while
}

/// Tells whether a phrase of where or before whom begins at a token.
fn is_manner(scene: &Scene<'_>, start: usize) -> bool {
    let is_on = scene.is_word(start, &["on"])
        && scene.is_word(start + 1, &["a", "the"])
        && (start + 2..start + 2 + BETWEEN).any(|i| scene.is_word(i, &["eve", "tour", "trip", "visit", "way"]));
    let is_front = scene.is_word(start, &["in"]) && scene.is_word(start + 1, &["front"]);
    is_on || is_front || is_heard(scene, start) || occasion(scene, start).is_some()
}

/// Tells whether "to applause" begins at a token.
fn is_heard(scene: &Scene<'_>, start: usize) -> bool {
    scene.is_word(start, &["to"]) && (start + 1..start + 1 + BETWEEN).any(|i| scene.is_word(i, SOUNDS))
}

/// The noun of "in a televised address", which begins at a token.
fn occasion(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let is_led = scene.is_word(start, &["at", "during", "in"]) && scene.is_word(start + 1, ARTICLES);
    let noun = (start + 2..start + 2 + BETWEEN).find(|&i| scene.is_word(i, OCCASIONS))?;
    (is_led && (start + 2..noun).all(|i| scene.is_wordlike(i))).then_some(noun)
}

/// Ends words without marks and without a verb before on what occasion they were said.
fn without_place(scene: &Scene<'_>, piece: &mut Run) {
    let (start, end) = (piece.start as usize, piece.end as usize);
    let reach = if end - start <= LONG { start + 2 } else { end.saturating_sub(REST) };
    let Some((link, noun)) = (reach..end).find_map(|i| Some((i, occasion(scene, i)?))) else { return };
    let joins = |i: &usize| scene.is_word(*i, &["and", ","]);
    let link = (start + 1..link).rev().take_while(|i| joins(i)).last().unwrap_or(link);
    let said = run_of(start, link);
    let tells =
        said.range().any(|i| is_verb(scene, i) && (reports(scene, i) || i == 0 || !scene.is_word(i - 1, &["to"])));
    let is_rest = |i: usize| scene.is_wordlike(i) && !is_verb(scene, i);
    let is_clause = said.range().any(|i| scene.is_word(i, &["that", "which", "who"])) || scene.is_word(start, &["for"]);
    let is_plain = end <= noun + 1 || (noun + 1..end).all(is_rest) && !scene.is_word(noun + 1, &["about", "for"]);
    if !tells && !is_clause && is_plain && end.saturating_sub(noun) <= REST + REST && n_words(scene, said) > 1 {
        piece.end = link as u32;
    }
}
