//! Parts of a named month or week: "the second Tuesday in November", "the last day of March",
//! "the first week of August", "the week of July 6", "the 14th".

use jiff::civil::{Date, Weekday};

use super::Found;
use super::anchor::Anchor;
use super::calendar as dates;
use super::lexeme::Sentence;
use super::lexicon::{Unit, Word};
use super::tense::{self, Tense};
use super::value::When;
use crate::when::calendar::{Days, add_days, add_months, day, week_of};

/// Reads an ordinal or "last", a weekday, day or week, and the month that it is a part of.
pub(super) fn of_month(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let first = i + usize::from(s.word(i) == Word::The);
    let n: i8 = match s.word(first) {
        Word::Ordinal(n @ 1..=5) => i8::try_from(n).ok()?,
        Word::Last => -1,
        _ => return None,
    };
    if !matches!(s.word(first + 2), Word::Of | Word::In) {
        return None;
    }
    let month = dates::month_first(s, first + 3, anchor)?;
    let Some(When::Month(year, number)) = month.when else { return None };
    let when = match s.word(first + 1) {
        Word::Weekday(weekday) => {
            let weekday = Weekday::from_monday_zero_offset(i8::try_from(weekday).ok()?).ok()?;
            When::Day(day(year, number, 1)?.nth_weekday_of_month(n, weekday).ok()?)
        }
        Word::Unit(Unit::Day) if n == -1 => When::Day(month.days?.1),
        Word::Unit(Unit::Day) => When::Day(day(year, number, i32::from(n))?),
        Word::Unit(Unit::Week) => {
            let days = seven_days(month.days?, n)?;
            return Some(Found { days: Some(days), ..Found::new(i, month.end, When::Week(week_of(days.0)?.0)) });
        }
        _ => return None,
    };
    Some(Found::new(i, month.end, when))
}

/// The `n`-th seven days of a month, or its last.
fn seven_days(month: Days, n: i8) -> Option<Days> {
    if n < 0 {
        return Some((add_days(month.1, -6)?, month.1));
    }
    let first = add_days(month.0, i64::from(n - 1) * 7)?;
    Some((first, add_days(first, 6)?.min(month.1))).filter(|days| days.0 <= days.1)
}

/// Reads "the week of July 6", "the weekend of July 4".
pub(super) fn week_of_day(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let at = i + usize::from(s.word(i) == Word::The);
    let Word::Unit(unit @ (Unit::Week | Unit::Weekend)) = s.word(at) else { return None };
    if s.word(at + 1) != Word::Of {
        return None;
    }
    let found = dates::month_first(s, at + 2, anchor)?;
    let Some(When::Day(date)) = found.when else { return None };
    let monday = week_of(date)?.0;
    let when = if unit == Unit::Week { When::Week(monday) } else { When::Weekend(monday) };
    Some(Found::new(i, found.end, when))
}

/// Reads "the 14th of this month", "the first of next month".
pub(super) fn day_of_turned_month(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let (Word::The, Word::Ordinal(number), Word::Of) = (s.word(i), s.word(i + 1), s.word(i + 2)) else { return None };
    let step = match (s.word(i + 3), s.word(i + 4)) {
        (Word::This, Word::Unit(Unit::Month)) => 0,
        (Word::Last, Word::Unit(Unit::Month)) => -1,
        (Word::Next, Word::Unit(Unit::Month)) => 1,
        _ => return None,
    };
    let month = add_months(anchor.published?, step)?;
    let date = day(i32::from(month.year()), i32::from(month.month()), number)?;
    Some(Found::new(i, i + 5, When::Day(date)))
}

/// Reads "the 14th" after "on", "by" or "until" where no noun follows: a day of this month.
pub(super) fn day_alone(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let led = matches!(s.before(i, 1), Word::On | Word::By | Word::Until | Word::Before | Word::After | Word::Through);
    let in_digits = s.text(i + 1).starts_with(|c: char| c.is_ascii_digit());
    let Word::Ordinal(number) = s.word(i + 1) else { return None };
    let ends = matches!(
        s.word(i + 2),
        Word::Stop | Word::Comma | Word::Quote | Word::And | Word::At | Word::To | Word::But | Word::Colon
    );
    if !(led && in_digits && ends && s.word(i) == Word::The) {
        return None;
    }
    let date = day_of_month(s, i, number, anchor)?;
    Some(Found::new(i, i + 2, When::Day(date)))
}

fn day_of_month(s: &Sentence<'_>, i: usize, number: i32, anchor: &Anchor) -> Option<Date> {
    let near = anchor.day()?;
    let date = day(i32::from(near.year()), i32::from(near.month()), number)?;
    let published = anchor.published?;
    let step = match tense::of(s, i, i + 2) {
        Tense::Past if date > published => -1,
        Tense::Future if date < published => 1,
        _ => 0,
    };
    add_months(date, step)
}
