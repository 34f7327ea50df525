//! Who says the words in marks inside what somebody tells, where more than a pronoun is told ("Police say [Kemp] told a
//! neighbor, ‘I did it’"), or where the verb goes on from another ("[She] called the police and said, ‘Come’").

use crate::annotate::quote::grammar::finite::{is_finite, may_begin};
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::subjects::{may_end_who, subject_at, subject_before};
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of who is told, of who speaks, of a clause about her, and of a clause that the verb goes on from.
const ADDRESSEE: usize = 8;
const SPEAKER: usize = 9;
const ASIDE: usize = 14;
const CLAUSE: usize = 40;
/// Tokens behind a subject in which its verb stands.
const NEAR: usize = 3;
/// Verbs that somebody stands behind who is told, and those that "to" follows.
const TELLS: &WordSet = &WordSet::of(&[
    "asked", "asks", "begged", "informed", "messaged", "reminded", "tell", "telling", "tells", "texted", "told",
    "warned",
]);
const SAYS: &WordSet = &WordSet::of(&["said", "saying", "says", "screamed", "shouted", "whispered", "wrote", "yelled"]);
/// Others behind which a clause stands that somebody says.
const CLAIMS: &WordSet = &WordSet::of(&[
    "acknowledged",
    "added",
    "admitted",
    "boasted",
    "bragged",
    "claimed",
    "confessed",
    "insisted",
    "replied",
    "responded",
    "say",
    "stated",
    "testified",
]);
/// Pronouns that are the subject of a clause without "that".
const CLAUSE_PRONOUNS: &WordSet = &WordSet::of(&["he", "she", "they"]);
/// Tokens before marks in which the reporting word of their clause stands.
const REACH: usize = 24;
/// Words that whoever is told may end with, though no list has them.
const TOLD: &WordSet =
    &WordSet::of(&["dispatcher", "dispatchers", "her", "him", "me", "them", "us", "wife", "husband", "you"]);
/// Words between a subject and its verb.
const HELPERS: &WordSet = &WordSet::of(&["also", "had", "has", "have", "just", "later", "then"]);
/// Words that join a clause, behind which a subject begins.
const JOINTS: &WordSet = &WordSet::of(&["and", "but", "so", "that", "then"]);
/// Words that begin a clause with a subject of its own, and pronouns that are one.
const CLAUSES: &WordSet = &WordSet::of(&[
    "after", "as", "because", "before", "how", "if", "that", "what", "when", "where", "which", "while", "who", "whom",
    "whose", "why",
]);
const PRONOUNS: &WordSet = &WordSet::of(&["he", "i", "she", "they", "we", "you"]);
const PREPOSITIONS: &WordSet = &WordSet::of(&["at", "for", "from", "in", "of", "on", "with"]);

/// The reporting word before marks in a piece, and who its subject is.
pub(super) fn led(scene: &Scene<'_>, marks: Run, piece: Run) -> Option<(Run, Run)> {
    let last = (marks.start as usize).checked_sub(1)?;
    let last = if matches!(scene.word(last), "," | ":") { last.checked_sub(1)? } else { last };
    let verb = verb(scene, last).filter(|&verb| verb > piece.start as usize)?;
    Some((run_of(verb, verb + 1), subject_of(scene, verb, piece)?))
}

/// The subject of a verb in a piece.
fn subject_of(scene: &Scene<'_>, verb: usize, piece: Run) -> Option<Run> {
    let first = (piece.start as usize..verb).rev().take_while(|&i| scene.is_word(i, HELPERS)).last().unwrap_or(verb);
    let sentence = scene.text.sentences.get(scene.sentences[verb] as usize)?;
    let start = (piece.start.max(sentence.start)) as usize;
    beside(scene, start, first).or_else(|| before_aside(scene, start, first)).or_else(|| joined(scene, start, first))
}

/// The reporting word and its subject before a clause in which marks stand, and the clause: "Kemp told them [he
/// “snapped”]".
pub(super) fn clause(scene: &Scene<'_>, marks: Run, piece: Run) -> Option<(Run, Run, Run)> {
    let first = (piece.start as usize + 1).max((marks.start as usize).saturating_sub(REACH));
    let is_plain = |i: &usize| {
        let is_part = scene.is_wordlike(*i) || is_possessive(scene, *i) || scene.word(*i) == ",";
        is_part && scene.marks.region_of(*i).is_none()
    };
    let before = (first..marks.start as usize).rev().take_while(is_plain);
    let verb = before.into_iter().find(|&i| is_verb(scene, i) && reports(scene, i))?;
    let is_speech = scene.is_word(verb, TELLS) || scene.is_word(verb, SAYS) || scene.is_word(verb, CLAIMS);
    let start = if scene.is_word(verb, TELLS) { behind_told(scene, verb)? } else { verb + 1 };
    let begins = scene.is_word(start, &["that"]) || scene.is_word(start, CLAUSE_PRONOUNS);
    let source = subject_of(scene, verb, piece).filter(|_| is_speech && begins && start < marks.start as usize)?;
    let is_one = scene.sentences[verb] == scene.sentences[marks.start as usize];
    is_one.then(|| (run_of(verb, verb + 1), source, run_of(start, marks.end as usize)))
}

/// Where the clause begins behind who is told: "told a neighbor [he “snapped”]".
fn behind_told(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let is_part = |&i: &usize| scene.is_wordlike(i) || is_possessive(scene, i);
    let mut words = (verb + 2..verb + 2 + ADDRESSEE).take_while(is_part);
    words.find(|&i| scene.is_word(i, &["that"]) || scene.is_word(i, CLAUSE_PRONOUNS))
}

/// The verb that ends with a token, or with whom it tells.
fn verb(scene: &Scene<'_>, last: usize) -> Option<usize> {
    if reports(scene, last) && scene.kinds[last].is_finite() {
        return Some(last);
    }
    let is_part = |&i: &usize| {
        (scene.is_wordlike(i) || is_possessive(scene, i))
            && scene.marks.region_of(i).is_none_or(|r| r.start as usize != i)
    };
    let words = (last.saturating_sub(ADDRESSEE)..=last).rev().take_while(is_part);
    let told = words.into_iter().find(|&i| is_verb(scene, i) || scene.is_word(i, TELLS) || scene.is_word(i, SAYS))?;
    let is_told = scene.is_word(told, TELLS) || scene.is_word(told, SAYS) && scene.is_word(told + 1, &["to"]);
    let is_who = may_end_who(scene, last) || scene.is_word(last, TOLD);
    (is_told && is_who && told < last).then_some(told)
}

/// A name, pronoun or noun phrase that ends right before a verb: "a man with a knife", "deputies".
fn beside(scene: &Scene<'_>, start: usize, verb: usize) -> Option<Run> {
    let named = subject_before(scene, verb).filter(|s| s.start as usize >= start);
    if let Some(subject) = named.filter(|subject| !is_part_of_who(scene, start, *subject)) {
        return Some(subject);
    }
    let is_part = |&i: &usize| {
        let is_plain = scene.is_wordlike(i) || is_possessive(scene, i);
        is_plain && !is_verb(scene, i) && !scene.is_word(i, CLAUSES) && !scene.is_word(i, JOINTS)
    };
    let first = (start.max(verb.saturating_sub(SPEAKER))..verb).rev().take_while(is_part).last()?;
    let head = (first + 1..verb).find(|&i| scene.is_word(i, PREPOSITIONS)).unwrap_or(verb) - 1;
    let begins = first == start
        || first > 0 && !scene.is_wordlike(first - 1) && scene.word(first - 1) != ","
        || first > 0 && (scene.is_word(first - 1, JOINTS) || reports(scene, first - 1));
    let fits = begins && may_end_who(scene, head) && !scene.is_word(first, PREPOSITIONS);
    fits.then(|| run_of(first, verb)).or(named)
}

/// Tells whether a name only says where or whose somebody without one is: "an aide at [the Harbor Board]".
fn is_part_of_who(scene: &Scene<'_>, start: usize, name: Run) -> bool {
    let before = (name.start as usize).checked_sub(1).filter(|&i| i > start);
    let link = before.map(|i| i - usize::from(scene.is_word(i, &["the"])));
    link.is_some_and(|link| link > start && scene.is_word(link, PREPOSITIONS) && may_end_who(scene, link - 1))
}

/// The subject before a clause about it: "Kemp, who was crying, told".
fn before_aside(scene: &Scene<'_>, start: usize, verb: usize) -> Option<Run> {
    let close = verb.checked_sub(1).filter(|&i| scene.word(i) == ",")?;
    let open = (start.max(close.saturating_sub(ASIDE))..close).rev().find(|&i| scene.word(i) == ",")?;
    let is_about =
        scene.is_word(open + 1, &["a", "an", "the", "who", "whose"]) || scene.word(open + 1).ends_with("ing");
    beside(scene, start, open).filter(|_| is_about)
}

/// The subject that begins the clause from which "and said" goes on, with no other between.
fn joined(scene: &Scene<'_>, start: usize, verb: usize) -> Option<Run> {
    let and = verb.checked_sub(1).filter(|&i| i > start && scene.is_word(i, &["and", "but"]))?;
    let first = (start..and).find(|&i| !scene.is_word(i, JOINTS) && scene.is_wordlike(i))?;
    let title = (first..and).find(|&i| !scene.is_title(i))?;
    let noun = || {
        let end = (first..and.min(first + SPEAKER)).find(|&i| is_verb(scene, i) || !scene.is_wordlike(i))?;
        let head = (first + 1..end).find(|&i| scene.is_word(i, PREPOSITIONS)).unwrap_or(end).checked_sub(1)?;
        (end > first && is_verb(scene, end) && may_end_who(scene, head) && !scene.forms[head].is_capital)
            .then(|| run_of(first, end))
    };
    let subject = subject_at(scene, title).map(|s| Run { start: first as u32, end: s.end }).or_else(noun)?;
    let is_other = |i: usize| {
        let is_subject = is_pronoun(scene, i) && !scene.is_word(i - 1, PREPOSITIONS);
        let is_named = || is_verb(scene, i + 1) && scene.forms[i].is_capital && subject_at(scene, i).is_some();
        // "And the deputy left and said".
        let is_next = || {
            scene.is_word(i, &["and", "but"])
                && !is_verb(scene, i + 1)
                && beside(scene, i + 1, verb_behind(scene, i + 1)).is_some()
        };
        scene.is_word(i, CLAUSES) || is_subject || is_named() || is_next()
    };
    // "The Vale bombing and later said" begins behind its verb.
    let behind = subject.end as usize;
    let has_verb = (behind..and.min(behind + NEAR)).any(|i| is_finite(scene, i) || may_begin(scene, i));
    let begins = has_verb && !scene.is_word(first, CLAUSES) && !scene.is_word(first, PREPOSITIONS);
    let is_near = and - start <= CLAUSE && begins;
    (is_near && !(subject.end as usize..and).any(is_other)).then_some(subject)
}

/// Tells whether a token is a pronoun that is a subject: "she", "she'd".
fn is_pronoun(scene: &Scene<'_>, token: usize) -> bool {
    let word = scene.word(token).split(['\'', '’']).next().unwrap_or_default();
    scene.is_word(token, PRONOUNS) || PRONOUNS.iter().any(|pronoun| pronoun.eq_ignore_ascii_case(word))
}

/// The first verb from a token on.
fn verb_behind(scene: &Scene<'_>, token: usize) -> usize {
    (token..token + SPEAKER).find(|&i| is_verb(scene, i)).unwrap_or(token)
}
