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
use super::tense::{self, Tense};
use super::value::{TimeOfDay, When};
use super::weekday;
use crate::when::calendar::add_days;

/// Reads a time of day with the zone and the day that may follow it.
pub(super) fn at(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let (time, after) = time(s, i)?;
    let after = zone(s, after);
    let (day, end) =
        day_after(s, after, anchor).unwrap_or((anchor.sentence_day.or_else(|| told_of(s, i, after, anchor)), after));
    Some(Found::new(i, end, timed(day, time)))
}

/// The day of a time without one: in a report of the last days the day spoken of, else publication.
fn told_of(s: &Sentence<'_>, start: usize, end: usize, anchor: &Anchor) -> Option<Date> {
    let reported = anchor.reported.filter(|_| tense::told(s, start, end) == Some(Tense::Past));
    reported.or(anchor.published)
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
        Word::Clock(n) if is_led(s, i) || is_zone(s, i + 1) => return Some((minutes(n), i + 1)),
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
        _ if s.before(i, 1) == Word::At => hour_of_part(s, hour, after),
        _ => None,
    }
}

/// Reads "at seven in the morning", "at ten at night" from behind the hour.
fn hour_of_part(s: &Sentence<'_>, hour: i32, after: usize) -> Option<(TimeOfDay, usize)> {
    let (part, end) = match (s.word(after), s.word(after + 1), s.word(after + 2)) {
        (Word::In, Word::The, Word::Part(part @ (Part::Morning | Part::Afternoon | Part::Evening))) => {
            (part, after + 3)
        }
        (Word::At, Word::Part(Part::Night), _) => (Part::Night, after + 2),
        _ => return None,
    };
    let is_late = match part {
        Part::Morning => false,
        Part::Night => (5..12).contains(&hour),
        _ => true,
    };
    Some((TimeOfDay::Minutes((hour % 12 + if is_late { 12 } else { 0 }) * 60), end))
}

/// Words after which "21:30" is a time of day and no score.
fn is_led(s: &Sentence<'_>, i: usize) -> bool {
    matches!(
        s.before(i, 1),
        Word::At | Word::By | Word::Until | Word::Before | Word::After | Word::From | Word::Approx | Word::Since
    )
}

/// Reads "the morning of July 4", "the evening of 5 July".
pub(super) fn part_of_date(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let (Word::The, Word::Part(part), Word::Of) = (s.word(i), s.word(i + 1), s.word(i + 2)) else { return None };
    let found = weekday::at(s, i + 3, anchor)
        .or_else(|| dates::month_first(s, i + 3, anchor))
        .or_else(|| dates::day_first(s, i + 3, anchor))?;
    match found.when {
        Some(When::Day(day)) => Some(Found::new(i, found.end, When::Time(day, TimeOfDay::Part(part)))),
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
