//! Days with a name: fixed feasts, feasts that move with the week, and those that follow Easter.

use jiff::civil::{Date, Weekday};

use super::Found;
use super::anchor::Anchor;
use super::calendar::{self as dates, nearest};
use super::lexeme::Sentence;
use super::lexicon::{Unit, Word};
use super::value::When;
use super::weekday::{Turn, turn};
use super::year::year_at;
use crate::when::calendar::{add_days, day, week_of};

/// When a named day falls.
#[derive(Debug, Clone, Copy)]
enum Falls {
    On(i32, i32),
    /// Month, weekday, which one (−1: the last).
    Nth(i32, Weekday, i8),
    /// The day after the first Monday in November.
    Election,
    /// Days after the American Thanksgiving.
    AfterThanksgiving(i64),
    /// Days after Easter Sunday.
    Easter(i64),
    /// Set anew for each presidential year; a date that the article gives goes before the table.
    SuperTuesday,
}

/// The Tuesday on which most states voted in the primaries: year, month, day.
const SUPER_TUESDAYS: &[(i32, i32, i32)] = &[
    (1988, 3, 8),
    (1992, 3, 10),
    (1996, 3, 12),
    (2000, 3, 7),
    (2004, 3, 2),
    (2008, 2, 5),
    (2012, 3, 6),
    (2016, 3, 1),
    (2020, 3, 3),
    (2024, 3, 5),
];

/// Names in lower case, possessive endings left out; a longer name stands before its beginning.
const FEASTS: &[(&[&str], Falls)] = &[
    (&["thanksgiving", "day"], Falls::Nth(11, Weekday::Thursday, 4)),
    (&["thanksgiving"], Falls::Nth(11, Weekday::Thursday, 4)),
    (&["christmas", "eve"], Falls::On(12, 24)),
    (&["christmas", "day"], Falls::On(12, 25)),
    (&["christmas"], Falls::On(12, 25)),
    (&["new", "year", "eve"], Falls::On(12, 31)),
    (&["new", "year", "day"], Falls::On(1, 1)),
    (&["easter", "monday"], Falls::Easter(1)),
    (&["easter", "sunday"], Falls::Easter(0)),
    (&["easter"], Falls::Easter(0)),
    (&["good", "friday"], Falls::Easter(-2)),
    (&["palm", "sunday"], Falls::Easter(-7)),
    (&["ash", "wednesday"], Falls::Easter(-46)),
    (&["independence", "day"], Falls::On(7, 4)),
    (&["labor", "day"], Falls::Nth(9, Weekday::Monday, 1)),
    (&["labour", "day"], Falls::Nth(9, Weekday::Monday, 1)),
    (&["memorial", "day"], Falls::Nth(5, Weekday::Monday, -1)),
    (&["election", "day"], Falls::Election),
    (&["veterans", "day"], Falls::On(11, 11)),
    (&["armistice", "day"], Falls::On(11, 11)),
    (&["remembrance", "day"], Falls::On(11, 11)),
    (&["valentine", "day"], Falls::On(2, 14)),
    (&["martin", "luther", "king", "day"], Falls::Nth(1, Weekday::Monday, 3)),
    (&["martin", "luther", "king", "jr.", "day"], Falls::Nth(1, Weekday::Monday, 3)),
    (&["presidents", "day"], Falls::Nth(2, Weekday::Monday, 3)),
    (&["columbus", "day"], Falls::Nth(10, Weekday::Monday, 2)),
    (&["halloween"], Falls::On(10, 31)),
    (&["mother", "day"], Falls::Nth(5, Weekday::Sunday, 2)),
    (&["father", "day"], Falls::Nth(6, Weekday::Sunday, 3)),
    (&["inauguration", "day"], Falls::On(1, 20)),
    (&["boxing", "day"], Falls::On(12, 26)),
    (&["st.", "patrick", "day"], Falls::On(3, 17)),
    (&["super", "tuesday"], Falls::SuperTuesday),
    (&["black", "friday"], Falls::AfterThanksgiving(1)),
    (&["cyber", "monday"], Falls::AfterThanksgiving(4)),
    (&["cinco", "de", "mayo"], Falls::On(5, 5)),
    (&["canada", "day"], Falls::On(7, 1)),
    (&["anzac", "day"], Falls::On(4, 25)),
    (&["australia", "day"], Falls::On(1, 26)),
    (&["mardi", "gras"], Falls::Easter(-47)),
    (&["international", "women", "day"], Falls::On(3, 8)),
    (&["juneteenth"], Falls::On(6, 19)),
    (&["guy", "fawkes", "night"], Falls::On(11, 5)),
    (&["bastille", "day"], Falls::On(7, 14)),
    (&["groundhog", "day"], Falls::On(2, 2)),
    (&["earth", "day"], Falls::On(4, 22)),
    (&["flag", "day"], Falls::On(6, 14)),
];

/// Reads a named day, with "last", "this" or "next" before it and a year after it.
pub(super) fn at(s: &Sentence<'_>, i: usize, anchor: &mut Anchor) -> Option<Found> {
    let (turn, used) = turn(s, i);
    let first = i + used;
    let (feast, end) = name(s, first)?;
    let (_, falls) = FEASTS[feast];
    let of = usize::from(matches!(s.word(end), Word::Of | Word::Comma));
    if let Some((year, end)) = year_at(s, end + of) {
        anchor.note_feast(feast, year);
        return Some(Found::new(i, end, When::Day(falls.in_year(year)?)));
    }
    let date = match falls {
        Falls::SuperTuesday => super_tuesday(s, end, anchor),
        _ => None,
    };
    // The feast that the article has spoken of, whatever the clause says.
    let known = anchor.feast_year(feast).filter(|_| turn == Turn::Free);
    let date = date
        .or_else(|| known.and_then(|year| falls.in_year(year)))
        .or_else(|| nearest(s, first, end, turn, anchor, |year| falls.in_year(year)));
    if let Some(date) = date {
        anchor.note_feast(feast, i32::from(date.year()));
    }
    let Some(date) = date else { return Some(Found::skip(i, end)) };
    if s.word(end) == Word::Unit(Unit::Weekend) {
        // "Memorial Day weekend" is the one before the Monday.
        let back = if date.weekday() == Weekday::Monday { -1 } else { 0 };
        return Some(Found::new(i, end + 1, When::Weekend(week_of(add_days(date, back)?)?.0)));
    }
    Some(Found::new(i, end, When::Day(date)))
}

/// Returns the place in [`FEASTS`] of the name at word `i`, and the word behind it.
fn name(s: &Sentence<'_>, i: usize) -> Option<(usize, usize)> {
    if s.word(i) != Word::Feast || !s.is_capital(i) {
        return None;
    }
    FEASTS.iter().enumerate().find_map(|(feast, &(words, _))| {
        let mut at = i;
        for word in words {
            if !s.is(at, word) {
                return None;
            }
            at += 1 + usize::from(s.word(at + 1) == Word::Possessive);
        }
        // A possessive after the last word belongs to what follows.
        let end = if s.before(at, 1) == Word::Possessive { at - 1 } else { at };
        Some((feast, end))
    })
}

/// "Super Tuesday, March 3", "Super Tuesday (March 3)"; remembered for later mentions.
fn super_tuesday(s: &Sentence<'_>, end: usize, anchor: &mut Anchor) -> Option<Date> {
    let given = match s.word(end) {
        Word::Comma | Word::On | Word::Open => dates::month_first(s, end + 1, anchor),
        _ => None,
    };
    if let Some(Found { when: Some(When::Day(date)), .. }) = given {
        anchor.super_tuesday = Some(date);
    }
    anchor.super_tuesday
}

impl Falls {
    fn in_year(self, year: i32) -> Option<Date> {
        match self {
            Falls::On(month, number) => day(year, month, number),
            Falls::Nth(month, weekday, n) => nth_weekday(year, month, weekday, n),
            Falls::Election => add_days(nth_weekday(year, 11, Weekday::Monday, 1)?, 1),
            Falls::AfterThanksgiving(days) => add_days(nth_weekday(year, 11, Weekday::Thursday, 4)?, days),
            Falls::Easter(days) => add_days(easter(year)?, days),
            Falls::SuperTuesday => {
                let &(_, month, number) = SUPER_TUESDAYS.iter().find(|&&(of, ..)| of == year)?;
                day(year, month, number)
            }
        }
    }
}

fn nth_weekday(year: i32, month: i32, weekday: Weekday, n: i8) -> Option<Date> {
    day(year, month, 1)?.nth_weekday_of_month(n, weekday).ok()
}

/// Easter Sunday of the Gregorian calendar (Meeus, *Astronomical Algorithms*, ch. 8).
fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let n = h + l - 7 * m;
    let month = (n + 90) / 25;
    day(year, month, (n + 33 * month + 19) % 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_of_some_years() {
        for (year, month, d) in
            [(1818, 3, 22), (1943, 4, 25), (1998, 4, 12), (2000, 4, 23), (2020, 4, 12), (2024, 3, 31), (2038, 4, 25)]
        {
            assert_eq!(easter(year), day(year, month, d), "{year}");
        }
    }

    #[test]
    fn days_that_move_with_the_week() {
        assert_eq!(Falls::Election.in_year(2020), day(2020, 11, 3));
        assert_eq!(Falls::Election.in_year(2022), day(2022, 11, 8));
        assert_eq!(Falls::Nth(5, Weekday::Monday, -1).in_year(2021), day(2021, 5, 31));
    }
}
