//! Where a sentence or a clause begins, and the words that join it to another.

use super::nouns::{DETERMINERS, is_possessive};
use super::scene::{Scene, run_of};
use super::subjects::subject_at;
use super::verbs::is_verb;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Tells whether words open a sentence.
pub(crate) fn opens(scene: &Scene<'_>, words: Run) -> bool {
    let start = words.start as usize;
    start == 0 || scene.sentences[start - 1] != scene.sentences[start]
}

/// Words that only join a sentence to the one before.
const JOINTS: &WordSet = &WordSet::of(&["and", "but", "however", "meanwhile", "or", "still", "yet"]);

/// Words behind a comma that begin something else than who says it.
pub(crate) const OPENERS: &WordSet = &WordSet::of(&[
    "although",
    "and",
    "as",
    "because",
    "but",
    "by",
    "for",
    "from",
    "if",
    "in",
    "including",
    "like",
    "now",
    "of",
    "on",
    "once",
    "or",
    "since",
    "so",
    "then",
    "though",
    "to",
    "unless",
    "until",
    "with",
]);

/// Words between who speaks and the reporting word.
pub(crate) const HELPERS: &WordSet = &WordSet::of(&["also", "had", "has", "have", "later"]);

/// Words that begin another clause.
pub(crate) const CLAUSES: &WordSet = &WordSet::of(&[
    "after", "before", "each", "how", "nobody", "than", "that", "what", "when", "where", "which", "while", "who",
    "whom", "whose", "why",
]);

/// Where a sentence begins behind words that only join it to the one before.
pub(crate) fn opening(scene: &Scene<'_>, sentence: Run) -> usize {
    let start = sentence.start as usize;
    let behind = start + usize::from(scene.is_word(start, JOINTS));
    behind + usize::from(behind > start && scene.word(behind) == ",")
}

/// Where the words before a reporting word end, its helpers left out.
pub(crate) fn without_helpers(scene: &Scene<'_>, start: usize, cue: usize) -> usize {
    (start..cue).rev().take_while(|&i| scene.is_word(i, HELPERS)).last().unwrap_or(cue)
}

/// Words behind which "'s" is a verb.
const SHORT: &WordSet = &WordSet::of(&["he", "it", "she", "there"]);

/// Words that open a noun phrase for several.
const MANY: &WordSet = &WordSet::of(&[
    "all",
    "both",
    "dozens",
    "hundreds",
    "many",
    "most",
    "several",
    "some",
    "these",
    "those",
    "thousands",
]);

/// Most words of a subject, and between it and its verb.
const SUBJECT: usize = 6;
const BETWEEN: usize = 3;

/// Tells whether a subject and its verb begin at a token.
pub(crate) fn begins_sentence(scene: &Scene<'_>, start: usize) -> bool {
    let noun = || {
        let is_led = scene.is_word(start, DETERMINERS) || scene.is_word(start, MANY);
        let is_part = |&i: &usize| scene.is_wordlike(i) && !is_verb(scene, i) && !scene.is_word(i, &["and", "or"]);
        is_led.then(|| run_of(start, (start..start + SUBJECT).take_while(is_part).last().map_or(start, |i| i + 1)))
    };
    let is_relative = scene.is_word(start, &["that", "which", "who", "whom", "whose"]);
    // "All of the talk".
    let is_many = scene.is_word(start, MANY)
        && scene.is_word(start + 1, &["of"])
        && !scene.is_word(start + 2, &["which", "whom"]);
    let speaks = || scene.kinds.get(start).is_some_and(|kind| kind.speaks()) && !is_relative && !is_many;
    let is_bare = scene.is_word(start, &["it", "there"]) || speaks();
    let bare = || is_bare.then(|| run_of(start, start + 1));
    // "President Roe has".
    let titled = || {
        let name = (start..start + BETWEEN).find(|&i| !scene.is_title(i))?;
        subject_at(scene, name).filter(|_| name > start)
    };
    let Some(subject) = subject_at(scene, start).or_else(titled).or_else(bare).or_else(noun) else { return false };
    // "There's", but "Roe's clients are".
    let is_owner = is_possessive(scene, subject.end as usize) && !scene.is_word(start, SHORT);
    let is_owned = |i: usize| scene.is_wordlike(i) && !is_verb(scene, i);
    let first = subject.end as usize + usize::from(is_owner);
    let end = if is_owner { (first..first + SUBJECT).find(|&i| !is_owned(i)).unwrap_or(first) } else { first };
    let is_adverb =
        |i: usize| scene.word(i).ends_with("ly") || scene.is_word(i, &["also", "later", "never", "still", "then"]);
    let verb = (end..end + BETWEEN).find(|&i| !is_adverb(i));
    verb.is_some_and(|verb| is_verb(scene, verb) && scene.sentences.get(verb) == scene.sentences.get(start))
}
