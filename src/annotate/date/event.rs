//! Events with a day of their own in the article: "the runoff", "two days before the shooting".
//!
//! A sentence that holds one such noun and one day ties them ("The runoff is set for
//! July 28"); later mentions count from it. The length of time stays what it is, as the
//! TIMEX3 corpora have it, and is given the day that it leads to.

use jiff::civil::Date;

use super::anchor::Anchor;
use super::lexeme::Sentence;
use super::lexicon::{Unit, Word};
use super::range::is_moved;
use super::relative::around;
use super::value::{TimeOfDay, When};
use super::{Found, value};
use crate::when::calendar::{Days, add_days};

/// Nouns that happen on one day, sorted.
#[rustfmt::skip]
const EVENTS: &[&str] = &[
    "announcement", "arrest", "assassination", "attack", "attacks", "attempt", "ballot", "blast", "bombing",
    "bombings", "burial", "caucus", "caucuses", "ceremony", "collapse", "collision", "concert", "convention",
    "crash", "deadline", "death", "debate", "derailment", "disaster", "earthquake", "election", "elections",
    "execution", "explosion", "final", "fire", "funeral", "game", "hearing", "hijacking", "inauguration",
    "incident", "invasion", "killing", "killings", "launch", "massacre", "match", "murder", "murders", "opening",
    "plebiscite", "premiere", "primary", "protest", "quake", "race", "raid", "rally", "referendum", "resignation",
    "riot", "robbery", "runoff", "shooting", "shootings", "speech", "stabbing", "storm", "strike", "summit",
    "sentencing", "trial", "tsunami", "verdict", "vote", "wedding",
];

/// Tells whether a date belongs to an event named right before it ("the runoff of July 14") or
/// is what something was moved to ("postponed to July 14").
pub(super) fn is_set(s: &Sentence<'_>, start: usize) -> bool {
    match s.before(start, 1) {
        Word::Of => start > 1 && event(s, start - 2).is_some(),
        Word::To | Word::Until => is_moved(s, start),
        _ => false,
    }
}

/// Returns the number of the event that a word names; singular and plural are one.
fn event(s: &Sentence<'_>, i: usize) -> Option<u8> {
    const LONGEST: usize = 13;
    let word = s.text(i);
    if s.word(i) != Word::Other || !(4..=LONGEST).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    let mut buffer = [0u8; LONGEST];
    let lower = &mut buffer[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = std::str::from_utf8(lower).ok()?;
    let find = |word: &str| EVENTS.iter().position(|known| *known == word);
    lower.strip_suffix('s').and_then(find).or_else(|| find(lower)).and_then(|n| u8::try_from(n).ok())
}

/// Ties the one event of a sentence to its one day.
pub(super) fn note(s: &Sentence<'_>, day: Date, anchor: &mut Anchor) {
    const REACH: usize = 60;
    const KEPT: usize = 32;
    let mut only = None;
    for i in 0..s.len().min(REACH) {
        let Some(named) = event(s, i) else { continue };
        if only.is_some_and(|other| other != named) {
            return;
        }
        only = Some(named);
    }
    let Some(named) = only else { return };
    if let Some(known) = anchor.events.iter_mut().find(|(known, _)| *known == named) {
        known.1 = day;
    } else if anchor.events.len() < KEPT {
        anchor.events.push((named, day));
    }
}

/// Reads "(before) the July runoff": the day of an event that the article has dated.
fn day_of(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Date> {
    const REACH: usize = 4;
    const BACK: usize = 40;
    let led = matches!(s.word(i), Word::The | Word::This | Word::That) || matches!(s.text(i), "his" | "her" | "their");
    if !led || (anchor.events.is_empty() && anchor.sentence_day.is_none()) {
        return None;
    }
    let named = (i + 1..i + REACH).find_map(|at| event(s, at))?;
    let known = anchor.events.iter().find(|(known, _)| *known == named).map(|&(_, day)| day);
    known.or_else(|| anchor.only_day().filter(|_| (i.saturating_sub(BACK)..i).any(|at| event(s, at) == Some(named))))
}

/// −1 for "before" and "ahead of", 1 for "after" and "following"; with the index behind.
fn side(s: &Sentence<'_>, i: usize) -> Option<(i32, usize)> {
    match s.word(i) {
        Word::Before => Some((-1, i + 1)),
        Word::After | Word::Following => Some((1, i + 1)),
        Word::Previous if s.word(i + 1) == Word::To => Some((-1, i + 2)),
        _ => None,
    }
}

/// The days that "two weeks before the runoff" leads to: `n` units from the event behind word `i`.
pub(super) fn days_from(s: &Sentence<'_>, i: usize, n: i32, unit: Unit, anchor: &Anchor) -> Option<Days> {
    let (direction, at) = side(s, i)?;
    let day = day_of(s, at, anchor)?;
    let n = n.saturating_mul(direction);
    match unit {
        Unit::Week => around(day, n.saturating_mul(7), Unit::Day)?.days(),
        unit => around(day, n, unit)?.days(),
    }
}

/// Reads "the day before (the primary)", "the night before", "the week after", "the year before".
pub(super) fn beside(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    if s.word(i) != Word::The || !matches!(s.word(i + 1), Word::Unit(_) | Word::Part(_)) {
        return None;
    }
    let (direction, after) = side(s, i + 2)?;
    let from = match day_of(s, after, anchor) {
        Some(day) => day,
        None if ends(s, after) => anchor.day()?,
        None => return None,
    };
    let when = match s.word(i + 1) {
        Word::Part(part) => When::Time(add_days(from, i64::from(direction))?, TimeOfDay::Part(part)),
        Word::Unit(Unit::Year) => When::Year(anchor.year.unwrap_or_else(|| i32::from(from.year())) + direction),
        Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Weekend)) => around(from, direction, unit)?,
        _ => return None,
    };
    Some(Found { looks_back: true, ..Found::new(i, after, value::checked(when)?) })
}

/// Tells whether nothing follows that "before" could belong to.
fn ends(s: &Sentence<'_>, i: usize) -> bool {
    i >= s.len() || matches!(s.word(i), Word::Stop | Word::Comma | Word::And | Word::But | Word::Quote | Word::Verb(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_fit_their_buffer_and_number() {
        assert!(EVENTS.len() < 256);
        assert!(EVENTS.iter().all(|event| (4..=13).contains(&event.len())));
    }
}
