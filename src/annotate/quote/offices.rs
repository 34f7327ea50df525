//! Campaigns, governments, ministries, police: what bears the name of a person or a place and a noun
//! in small letters, which no tagger of names takes for a part of it.

use super::people::is_possessive;
use super::scene::{Scene, run_of};
use crate::annotate::EntityKind;
use crate::annotate::text::Run;

/// What speaks under the name of a person, a party or a place.
const STAFFS: &[&str] = &["administration", "camp", "campaign", "government"];
/// What speaks under the name of a place.
const OFFICES: &[&str] = &[
    "army",
    "cabinet",
    "embassy",
    "government",
    "legislature",
    "military",
    "ministry",
    "navy",
    "parliament",
    "police",
    "treasury",
];
/// What stands before those.
const QUALIFIERS: &[&str] = &[
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
];

/// "The Roe campaign", "the Dutch government", "Iceland’s foreign ministry", or what comes from it ("an
/// ad by the Roe campaign"), speaks for itself; "a spokesman for the Roe campaign" does not.
pub(super) fn named(scene: &Scene<'_>, source: Run, name: Run, words: &[String]) -> Option<(Run, String)> {
    let (start, end) = (name.start as usize, name.end as usize);
    let of_place = || {
        let is_person = scene.entities_in(name).iter().any(|e| e.kind == EntityKind::Person);
        let first = end + usize::from(is_possessive(scene, end));
        let noun = (first..first + 2).find(|&i| !scene.is_word(i, QUALIFIERS))?;
        (!is_person && scene.is_word(noun, OFFICES)).then_some(noun)
    };
    let noun = if scene.is_word(end, STAFFS) { end } else { of_place()? };
    let at_end = noun + 1 == source.end as usize || scene.is_word(noun + 1, &[","]);
    if !at_end || noun >= source.end as usize {
        return None;
    }
    const AROUND: &[&str] =
        &["a", "ad", "ads", "an", "by", "flier", "from", "letter", "mailer", "of", "spot", "statement", "the"];
    let is_its_own = (source.start as usize..start).all(|i| scene.is_word(i, AROUND));
    // "His campaign" at the start of a sentence bears no name.
    const DETERMINERS: &[&str] = &["a", "another", "her", "his", "its", "our", "that", "the", "their", "this"];
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
