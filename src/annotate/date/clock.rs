//! Times of day: "5 p.m. EST Friday", "9:30 a.m.", "noon Thursday", "1430 GMT", "this morning".
//!
//! A zone belongs to the expression but not to its value: TIMEX3 news corpora leave it out,
//! and the day meant is the local one.

use jiff::civil::Date;

use super::Found;
use super::anchor::Anchor;
use super::calendar as dates;
use super::lexeme::Sentence;
use super::lexicon::{Part, Word};
use super::number;
use super::value::{TimeOfDay, When};
use super::weekday;
use crate::when::calendar::add_days;

/// Reads a time of day with the zone and the day that may follow it.
pub(super) fn at(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let (time, after) = time(s, i)?;
    let after = zone(s, after);
    let (day, end) = day_after(s, after, anchor).unwrap_or((anchor.sentence_day.or(anchor.published), after));
    Some(Found::new(i, end, timed(day, time)))
}

fn timed(day: Option<Date>, time: TimeOfDay) -> When {
    day.map_or(When::FloatingTime(time), |day| When::Time(day, time))
}

fn time(s: &Sentence<'_>, i: usize) -> Option<(TimeOfDay, usize)> {
    let minutes = |n| TimeOfDay::Minutes(n);
    match s.word(i) {
        Word::Noon => return Some((minutes(12 * 60), i + 1)),
        Word::Midnight => return Some((minutes(24 * 60), i + 1)),
        Word::ClockPm(n) => return Some((minutes(n), i + 1)),
        Word::Clock(n) if is_meridiem(s.word(i + 1)) => return Some((minutes(meridiem(n, s.word(i + 1))?), i + 2)),
        Word::Clock(n) if s.before(i, 1) == Word::At || is_zone(s, i + 1) => return Some((minutes(n), i + 1)),
        // "1430 GMT"
        Word::Int(n) if s.text(i).len() == 4 && s.is(i + 1, "gmt") && n / 100 < 24 && n % 100 < 60 => {
            return Some((minutes(n / 100 * 60 + n % 100), i + 1));
        }
        _ => {}
    }
    let (hour, after) = match s.word(i) {
        Word::Int(n @ 1..=12) => (n, i + 1),
        Word::Number(_) => number::spelled(s, i).filter(|&(n, _)| (1..=12).contains(&n))?,
        _ => return None,
    };
    match s.word(after) {
        Word::OClock => Some((minutes(hour * 60), after + 1)),
        word if is_meridiem(word) => Some((minutes(meridiem(hour * 60, word)?), after + 1)),
        _ => None,
    }
}

fn is_meridiem(word: Word) -> bool {
    matches!(word, Word::Am | Word::Pm)
}

fn meridiem(minutes: i32, word: Word) -> Option<i32> {
    let noon = 12 * 60;
    (60..13 * 60).contains(&minutes).then(|| minutes % noon + if word == Word::Pm { noon } else { 0 })
}

fn is_zone(s: &Sentence<'_>, i: usize) -> bool {
    s.word(i) == Word::Zone && s.text(i).bytes().all(|b| b.is_ascii_uppercase() || b == b'.')
}

/// Steps over "EST", "Eastern time", "local time", brackets left out.
fn zone(s: &Sentence<'_>, i: usize) -> usize {
    if is_zone(s, i) {
        return i + 1;
    }
    let named = matches!(s.text(i), "Eastern" | "eastern" | "Central" | "Mountain" | "Pacific" | "local");
    if named && s.word(i + 1) == Word::Time { i + 2 } else { i }
}

/// The day named after a time: "Friday", "on July 14", "yesterday", ", Nov. 6".
fn day_after(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<(Option<Date>, usize)> {
    let comma = usize::from(s.word(i) == Word::Comma);
    let at = i + comma + usize::from(s.word(i + comma) == Word::On);
    if let Word::Deictic(days) = s.word(at) {
        let day = anchor.published.and_then(|date| add_days(date, i64::from(days)));
        return Some((day, at + 1));
    }
    let found = weekday::at(s, at, anchor).or_else(|| dates::month_first(s, at, anchor))?;
    match found.when {
        Some(When::Day(day)) => Some((Some(day), found.end)),
        _ => None,
    }
}

/// Reads "tonight", "last night", "this morning", "overnight", "yesterday afternoon".
pub(super) fn part_of_day(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let (days, part, end) = match (s.word(i), s.word(i + 1)) {
        (Word::Tonight, _) => (0, Part::Night, i + 1),
        (Word::Overnight, _) => (0, Part::Night, i + 1),
        (Word::Last, Word::Part(part @ (Part::Night | Part::Evening))) => (-1, part, i + 2),
        (Word::This, Word::Part(part)) => (0, part, i + 2),
        (Word::Deictic(days), Word::Part(part)) => (days, part, i + 2),
        _ => return None,
    };
    let day = anchor.published.and_then(|date| add_days(date, i64::from(days)));
    Some(Found::new(i, end, timed(day, TimeOfDay::Part(part))))
}
