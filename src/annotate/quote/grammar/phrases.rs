//! "The football coach": the noun phrases of a text that say what somebody is. Offices that no list of callings has say
//! so, too: "the [Taoiseach], Mr Roe,", "the [CJ]".

use super::nouns::is_possessive;
use super::scene::{Scene, run_of};
use crate::annotate::callings::plain;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// Words that end a noun phrase.
pub(crate) const STOPS: &WordSet = &WordSet::of(&[
    "about", "and", "as", "at", "but", "by", "during", "for", "from", "has", "in", "is", "of", "on", "or", "said",
    "says", "since", "that", "to", "told", "was", "when", "where", "which", "while", "who", "whose", "with",
]);
/// Offices that are no callings to the taggers.
const HIGH: &WordSet =
    &WordSet::of(&["emir", "ombudsman", "sultan", "tanaiste", "taoiseach", "tánaiste", "vice-chancellor"]);
/// Letters of offices, as no body's name.
pub(crate) const OFFICES: &WordSet = &WordSet::of(&[
    "ag", "aig", "ceo", "cfo", "cj", "cm", "coo", "dc", "dg", "dig", "dpm", "dpp", "gm", "igp", "md", "mec", "oc",
    "pc", "pm", "rpc", "vc",
]);
/// Most words of a description.
const PHRASE: usize = 5;

/// The descriptions of a text: "the" and a noun phrase that ends in a calling.
pub(crate) fn phrases<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = Run> + 'a {
    let n = scene.text.tokens.len();
    let starts = (0..n).filter(|&i| scene.is_word(i, &["the"]));
    starts.filter_map(move |i| phrase(scene, run_of(i, n.min(i + PHRASE + 2))))
}

/// The words of a description after its determiner.
pub(crate) fn key(scene: &Scene<'_>, phrase: Run) -> String {
    let words: Vec<String> = (phrase.start as usize + 1..phrase.end as usize).map(|i| plain(scene.word(i))).collect();
    words.join(" ")
}

/// The determiner and the words after it, as far as they are one noun phrase: up to a stop,
/// a mark or the end. A phrase that goes on ("the mayor of Oslo") means somebody particular.
pub(crate) fn phrase(scene: &Scene<'_>, run: Run) -> Option<Run> {
    let start = run.start as usize;
    if !scene.is_word(start, &["the", "his", "her", "its", "their"]) {
        return None;
    }
    let sentence = scene.sentences[start];
    let is_word = |i: usize| {
        let is_here = scene.sentences.get(i) == Some(&sentence);
        is_here && scene.text.tokens[i].kind == TokenKind::Word && !scene.is_word(i, STOPS)
    };
    let limit = (run.end as usize).min(start + PHRASE + 1);
    let stop = (start + 1..limit).find(|&i| !is_word(i)).unwrap_or(limit);
    // In running text a phrase ends with its calling: "the coach answered".
    let end = (start + 1..stop).find(|&i| ends_phrase(scene, i, stop))? + 1;
    // "The Justice Department" is no justice.
    let is_large = |i: usize| scene.sentences.get(i) == Some(&sentence) && scene.forms[i].is_capital;
    let goes_on = scene.is_word(end, &["of", "for", "at", "from", "in"])
        || is_possessive(scene, end)
        || is_large(end - 1) && is_large(end);
    (!goes_on).then(|| run_of(start, end))
}

/// Tells whether a word is a calling that no other calling follows ("attorney general").
fn ends_phrase(scene: &Scene<'_>, i: usize, stop: usize) -> bool {
    let is = |i: usize| i < stop && is_head(scene, i);
    is(i) && !is(i + 1)
}

/// Tells whether a word is a calling, or the letters of one.
pub(crate) fn is_head(scene: &Scene<'_>, i: usize) -> bool {
    is_calling(scene, i) || is_office(scene, i)
}

/// Tells whether a word ends a noun phrase.
pub(crate) fn is_stop(word: &str) -> bool {
    STOPS.iter().any(|s| word.eq_ignore_ascii_case(s))
}

/// Tells whether a token is an office that no list of callings has, written large.
pub(crate) fn is_high(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_word(token, HIGH) && scene.forms[token].is_capital
}

/// Tells whether a token says what a person is, such offices included.
pub(crate) fn is_calling(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_calling(token) || is_high(scene, token)
}

/// Tells whether a token is written in capitals.
pub(crate) fn is_capitals(scene: &Scene<'_>, i: usize) -> bool {
    scene.forms.get(i).is_some_and(|form| form.is_capital) && !scene.word(i).contains(char::is_lowercase)
}

/// Tells whether a token is the letters of an office.
pub(crate) fn is_office(scene: &Scene<'_>, i: usize) -> bool {
    scene.is_word(i, OFFICES) && is_capitals(scene, i)
}
