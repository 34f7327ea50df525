//! "Friday", "next Tuesday", "Monday night", "Fridays".

use jiff::civil::Date;

use super::anchor::Anchor;
use super::lexeme::Sentence;
use super::lexicon::Word;
use super::number;
use super::tense::{self, Tense};
use super::value::{TimeOfDay, When};
use super::{Found, calendar as dates};
use crate::when::calendar::add_days;

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
    if let Some(date) = dates::month_first(s, name + 1 + comma, anchor).filter(|f| matches!(f.when, Some(When::Day(_))))
    {
        return Some(Found { start: i, ..date });
    }
    let after = number::skip_hyphen(s, name + 1);
    let (part, end) = match s.word(after) {
        Word::Part(part) => (Some(TimeOfDay::Part(part)), after + 1),
        _ => (None, name + 1),
    };
    let day = resolve(s, name, end, weekday, turn, anchor);
    let when = match (day, part) {
        (Some(day), Some(part)) => When::Time(day, part),
        (Some(day), None) => When::Day(day),
        (None, Some(part)) => When::FloatingTime(part),
        (None, None) => When::Floating(format!("XXXX-WXX-{}", weekday + 1)),
    };
    Some(Found::new(i, end, when))
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
fn resolve(s: &Sentence<'_>, start: usize, end: usize, weekday: i32, turn: Turn, anchor: &Anchor) -> Option<Date> {
    let published = anchor.published?;
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
