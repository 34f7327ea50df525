//! "Friday", "next Tuesday", "Monday night", "Fridays".

use jiff::civil::Date;

use super::anchor::Anchor;
use super::lexeme::Sentence;
use super::lexicon::{Unit, Word};
use super::number;
use super::tense::{self, Tense};
use super::value::{TimeOfDay, When};
use super::year::year_at;
use super::{Found, calendar as dates};
use crate::when::calendar::{add_days, day as calendar_day, week_of};

/// How a determiner turns a weekday, month or season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// No determiner: the tense decides.
    Free,
    Last,
    This,
    Next,
}

/// Reads "last", "this", "this past", "this coming", "next"; returns the words used.
pub(super) fn turn(s: &Sentence<'_>, i: usize) -> (Turn, usize) {
    match (s.word(i), s.word(i + 1)) {
        (Word::This, Word::Past) => (Turn::Last, 2),
        (Word::This, Word::Coming) => (Turn::Next, 2),
        (Word::Last | Word::Past | Word::Previous, _) => (Turn::Last, 1),
        (Word::This, _) => (Turn::This, 1),
        (Word::Next | Word::Coming | Word::Following, _) => (Turn::Next, 1),
        _ => (Turn::Free, 0),
    }
}

/// Reads a weekday with what belongs to it: a turn before it, a part of the day or a date after it.
pub(super) fn at(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let (turn, used) = turn(s, i);
    let name = i + used;
    let weekday = named(s, name)?;
    if is_title(s, name) {
        return None;
    }
    let comma = usize::from(s.word(name + 1) == Word::Comma);
    if let Some(date) = dates::month_first(s, name + 1 + comma, anchor)
        && let Some(When::Day(day)) = date.when
    {
        let day = agreeing(s, &date, day, weekday, anchor);
        return Some(Found::new(i, date.end, When::Day(day)));
    }
    let after = number::skip_hyphen(s, name + 1);
    if let Word::Parts(part) = s.word(after) {
        let value = format!("XXXX-WXX-{}{}", weekday + 1, part.code());
        return Some(Found::new(i, after + 1, When::Set(value)));
    }
    if let Some(found) = of_week(s, name, weekday, anchor) {
        return Some(found);
    }
    let (part, end) = match s.word(after) {
        Word::Part(part) => (Some(TimeOfDay::Part(part)), after + 1),
        _ => (None, name + 1),
    };
    let in_week = anchor.sentence_week.filter(|&(_, after)| turn == Turn::Free && joins_week(s, after, name));
    let day = match in_week {
        Some((monday, _)) => add_days(monday, i64::from(weekday)),
        None => resolve(s, i, (name, end), weekday, turn, anchor),
    };
    let when = match (day, part) {
        (Some(day), Some(part)) => When::Time(day, part),
        (Some(day), None) => When::Day(day),
        (None, Some(part)) => When::FloatingTime(part),
        (None, None) => When::Floating(format!("XXXX-WXX-{}", weekday + 1)),
    };
    Some(Found::new(i, end, when))
}

/// The year in which a date without one falls on the weekday before it, if a near one does.
fn agreeing(s: &Sentence<'_>, date: &Found, day: Date, weekday: i32, anchor: &Anchor) -> Date {
    let fits = |day: &Date| i32::from(day.weekday().to_monday_zero_offset()) == weekday;
    let has_year = (date.start..date.end).any(|i| year_at(s, i).is_some());
    if fits(&day) || has_year || anchor.published.is_none() {
        return day;
    }
    let moved = |step: i32| calendar_day(i32::from(day.year()) + step, i32::from(day.month()), i32::from(day.day()));
    [1, -1].into_iter().filter_map(moved).find(fits).unwrap_or(day)
}

/// Reads "Tuesday last week", "Monday of next week".
fn of_week(s: &Sentence<'_>, name: usize, weekday: i32, anchor: &Anchor) -> Option<Found> {
    let of = name + 1 + usize::from(s.word(name + 1) == Word::Of);
    let step = match s.word(of) {
        Word::Last => -7,
        Word::This => 0,
        Word::Next => 7,
        _ => return None,
    };
    if s.word(of + 1) != Word::Unit(Unit::Week) || s.word(of + 2) == Word::Possessive {
        return None;
    }
    let monday = week_of(anchor.published?)?.0;
    Some(Found::new(name, of + 2, When::Day(add_days(monday, step + i64::from(weekday))?)))
}

/// "The week before, on Wednesday", "last week on Tuesday".
fn joins_week(s: &Sentence<'_>, after: usize, name: usize) -> bool {
    (after..=after + 2).contains(&name)
        && name > after
        && (after..name).all(|i| matches!(s.word(i), Word::Comma | Word::On))
}

/// Reads "two Mondays ago": counted back from publication.
pub(super) fn counted(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let (count, at) = number::count(s, i)?;
    let (Word::Weekdays(weekday), Word::Ago) = (s.word(at), s.word(at + 1)) else { return None };
    let published = anchor.published?;
    let back = (i32::from(published.weekday().to_monday_zero_offset()) - weekday).rem_euclid(7);
    let back = if back == 0 { 7 } else { back };
    let weeks = i64::from(count.as_whole()?) - 1;
    Some(Found::new(i, at + 2, When::Day(add_days(published, -i64::from(back) - 7 * weeks)?)))
}

/// Reads the "Friday" of "Monday through Friday": the first after the day before it.
pub(super) fn following(s: &Sentence<'_>, after: usize, day: Date) -> Option<Found> {
    let joint = matches!(s.word(after), Word::Through | Word::To | Word::Hyphen | Word::Until);
    let weekday = named(s, after + 1).filter(|_| joint)?;
    let ahead = (weekday - i32::from(day.weekday().to_monday_zero_offset())).rem_euclid(7);
    let end = after + 2;
    let dated = end + usize::from(s.word(end) == Word::Comma);
    let plain = !matches!(s.word(dated), Word::Part(_) | Word::Month(_) | Word::MonthShort(_)) && ahead > 0;
    plain.then(|| Some(Found::new(after + 1, end, When::Day(add_days(day, i64::from(ahead))?))))?
}

fn named(s: &Sentence<'_>, i: usize) -> Option<i32> {
    match s.word(i) {
        Word::Weekday(n) => Some(n),
        Word::WeekdayShort(n) if s.is_capital(i) && s.has_stop(i) => Some(n),
        _ => None,
    }
}

/// Papers and programmes: "the Sunday Times", "Saturday Night Live".
fn is_title(s: &Sentence<'_>, i: usize) -> bool {
    s.is_capital(i)
        && (matches!(
            s.text(i + 1),
            "Times" | "Telegraph" | "Mirror" | "Mail" | "Herald" | "Post" | "Express" | "Independent" | "School"
        ) || (s.text(i + 1) == "Night" && s.is_capital(i + 2)))
}

/// The day that a weekday means, seen from publication.
fn resolve(
    s: &Sentence<'_>,
    first: usize,
    (start, end): (usize, usize),
    weekday: i32,
    turn: Turn,
    anchor: &Anchor,
) -> Option<Date> {
    // "The following Tuesday" goes on from the day spoken of.
    let published = if s.word(first) == Word::Following { anchor.day()? } else { anchor.published? };
    let today = i32::from(published.weekday().to_monday_zero_offset());
    let back = i64::from((today - weekday).rem_euclid(7));
    let ahead = i64::from((weekday - today).rem_euclid(7));
    let full_week = |days| if days == 0 { 7 } else { days };
    match turn {
        Turn::Last => add_days(published, -full_week(back)),
        Turn::Next => add_days(published, full_week(ahead)),
        Turn::This => add_days(published, ahead),
        Turn::Free if back == 0 => Some(published),
        Turn::Free if s.word(end) == Word::Possessive => add_days(published, -back),
        Turn::Free if tense::of(s, start, end) == Tense::Future => add_days(published, ahead),
        Turn::Free => add_days(published, -back),
    }
}
