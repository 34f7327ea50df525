//! Campaigns, governments, ministries, police: what bears the name of a person or a place and a noun
//! in small letters, which no tagger of names takes for a part of it.

use super::candidate::Candidate;
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::words::name::body_words;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// What speaks under the name of a person, a party or a place.
const STAFFS: &WordSet = &WordSet::of(&["administration", "camp", "campaign", "government"]);
/// What speaks under the name of a place.
const OFFICES: &WordSet = &WordSet::of(&[
    "agency",
    "army",
    "association",
    "bureau",
    "cabinet",
    "church",
    "commission",
    "consulate",
    "embassy",
    "government",
    "institute",
    "league",
    "legislature",
    "military",
    "ministry",
    "mission",
    "navy",
    "office",
    "parliament",
    "party",
    "police",
    "service",
    "treasury",
    "union",
]);
/// Words that begin with a capital at the start of a sentence and are no name.
const DETERMINERS: &WordSet =
    &WordSet::of(&["a", "another", "her", "his", "its", "our", "that", "the", "their", "this"]);
/// What stands before those.
const QUALIFIERS: &WordSet = &WordSet::of(&[
    "agriculture",
    "city",
    "county",
    "defence",
    "defense",
    "education",
    "federal",
    "finance",
    "foreign",
    "health",
    "interior",
    "justice",
    "labor",
    "labour",
    "national",
    "state",
    "trade",
    "transport",
]);

/// Finds the offices that a text names ("the Norland government", "Roe's campaign"): where, and the words of each name.
pub(super) fn all(scene: &Scene<'_>) -> Vec<(Run, Vec<String>)> {
    let is_noun = |i: &usize| !scene.forms[*i].is_capital && (scene.is_word(*i, STAFFS) || scene.is_word(*i, OFFICES));
    (1..scene.forms.len()).filter(is_noun).filter_map(|noun| named_until(scene, noun)).collect()
}

/// The office whose noun is a token, with the name before it.
fn named_until(scene: &Scene<'_>, noun: usize) -> Option<(Run, Vec<String>)> {
    let first =
        (noun.saturating_sub(2)..noun).rev().take_while(|&i| scene.is_word(i, QUALIFIERS)).last().unwrap_or(noun);
    let mark = first.checked_sub(1).filter(|&i| is_possessive(scene, i));
    let last = mark.unwrap_or(first).checked_sub(1)?;
    let name = scene.entities_in(run_of(last, last + 1)).last().map(|e| scene.tokens_of(e));
    let name = name.filter(|name| name.end as usize == last + 1).unwrap_or(run_of(last, last + 1));
    let is_name = scene.forms[last].is_capital && !scene.is_word(last, DETERMINERS);
    let run = run_of(name.start as usize, noun + 1);
    let is_one = is_name && scene.sentences[name.start as usize] == scene.sentences[noun];
    let text = scene.text.span_of(run)?.of(scene.text.source);
    is_one.then(|| (run, body_words(text)))
}

/// Tells whether words say where an office is ("[the Vale embassy] in Oslo"), or whose ("[the Vale office] of Interpol").
fn is_there(scene: &Scene<'_>, words: Run) -> bool {
    let (first, end) = (words.start as usize, words.end as usize);
    let names = scene.entities_in(run_of(first, end.max(first)));
    let is_rest = |name: Run| name.start as usize <= first + 2 && name.end as usize + 1 >= end;
    scene.is_word(first, &["in", "of"]) && names.len() == 1 && names.iter().any(|e| is_rest(scene.tokens_of(e)))
}

/// A source that is an office's name ("the Roe campaign").
pub(crate) fn candidate(scene: &Scene<'_>, source: Run, name: Run, words: &[String]) -> Option<Candidate> {
    let (tokens, name) = named(scene, source, name, words)?;
    Some(Candidate { tokens, kind: 5, name, person: None, n_mentions: 1 })
}

/// "The Roe campaign", "the Dutch government", "Iceland’s foreign ministry", or what comes from it ("an
/// ad by the Roe campaign"), speaks for itself; "a spokesman for the Roe campaign" does not.
fn named(scene: &Scene<'_>, source: Run, name: Run, words: &[String]) -> Option<(Run, String)> {
    let (start, end) = (name.start as usize, name.end as usize);
    let of_place = || {
        let is_person = scene.entities_in(name).iter().any(|e| e.kind == EntityKind::Person);
        let first = end + usize::from(is_possessive(scene, end));
        let noun = (first..first + 2).find(|&i| !scene.is_word(i, QUALIFIERS))?;
        (!is_person && scene.is_word(noun, OFFICES)).then_some(noun)
    };
    let noun = if scene.is_word(end, STAFFS) { end } else { of_place()? };
    let at_end = noun + 1 == source.end as usize || scene.is_word(noun + 1, &[","]);
    if !at_end && !is_there(scene, run_of(noun + 1, source.end as usize)) || noun >= source.end as usize {
        return None;
    }
    const AROUND: &WordSet = &WordSet::of(&[
        "a",
        "ad",
        "ads",
        "an",
        "by",
        "flier",
        "from",
        "letter",
        "mailer",
        "of",
        "spot",
        "statement",
        "the",
    ]);
    let is_its_own = (source.start as usize..start).all(|i| scene.is_word(i, AROUND));
    // "His campaign" at the start of a sentence bears no name.
    let is_word = |word: &&String| DETERMINERS.iter().any(|d| word.eq_ignore_ascii_case(d));
    let words = if words.first().as_ref().is_some_and(is_word) { &words[1..] } else { words };
    if words.is_empty() {
        return None;
    }
    let rest = scene.text.span_of(run_of(end, noun + 1))?.of(scene.text.source);
    let gap = if is_possessive(scene, end) { "" } else { " " };
    let name = format!("{}{gap}{rest}", words.join(" "));
    is_its_own.then_some((run_of(start, noun + 1), name))
}
