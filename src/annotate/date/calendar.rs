//! Months and their days: "July 14, 2020", "14 July", "March".

use super::Found;
use super::anchor::Anchor;
use super::event;
use super::lexeme::Sentence;
use super::lexicon::Word;
use super::number;
use super::tense::{self, Tense};
use super::value::When;
use super::weekday::{Turn, turn};
use super::year::year_at;
use crate::when::calendar::{add_days, add_months, day};
use jiff::civil::Date;

/// Reads "July 14, 2020", "July 2020", "July 14", "July", with "last", "this" or "next" before it.
pub(super) fn month_first(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let (turn, used) = turn(s, i);
    let name = i + used;
    let month = named_month(s, name)?;
    if let Some((number, after)) = day_of_month(s, name + 1) {
        return month_and_day(s, i, after, month, number, turn, anchor);
    }
    let joint = match s.word(name + 1) {
        Word::Comma | Word::Of => 1,
        _ => 0,
    };
    if let Some((year, end)) = year_at(s, name + 1 + joint) {
        return Some(Found::new(i, end, When::Month(year, month)));
    }
    if !stands_alone(s, i, name, turn) {
        return None;
    }
    let when = month_alone(s, name, month, turn, anchor);
    Some(Found::new(i, name + 1, when.unwrap_or_else(|| When::Floating(format!("XXXX-{month:02}")))))
}

fn month_and_day(
    s: &Sentence<'_>,
    start: usize,
    after: usize,
    month: i32,
    number: i32,
    turn: Turn,
    anchor: &Anchor,
) -> Option<Found> {
    let joint = usize::from(s.word(after) == Word::Comma);
    if let Some((year, end)) = year_at(s, after + joint) {
        // A day that the calendar lacks is no date, and its year no date of its own.
        return Some(
            day(year, month, number).map_or(Found::skip(start, end), |date| Found::new(start, end, When::Day(date))),
        );
    }
    if (month, number) == (9, 11) && names_attacks(s, after) {
        return Some(Found::new(start, after, When::Day(day(2001, 9, 11)?)));
    }
    // A day that the article has named is that day again.
    let known = anchor.days.iter().rev().find(|&&(m, n, _)| turn == Turn::Free && (m, n) == (month, number));
    let date = match known {
        Some(&(.., year)) => day(year, month, number),
        None => nearest(s, start, after, turn, anchor, |year| day(year, month, number)),
    };
    floating_or_day(start, after, month, number, date, anchor)
}

/// "The Sept. 11 attacks": a name, whenever it is written.
fn names_attacks(s: &Sentence<'_>, i: usize) -> bool {
    let at = i + usize::from(s.is(i, "terrorist") || s.is(i, "terror"));
    ["attack", "attacks", "hijackers", "hijackings", "commission", "plotters"].iter().any(|word| s.is(at, word))
}

fn floating_or_day(
    start: usize,
    end: usize,
    month: i32,
    number: i32,
    date: Option<Date>,
    anchor: &Anchor,
) -> Option<Found> {
    let when = match (date, anchor.published) {
        (Some(date), _) => When::Day(date),
        (None, None) => When::Floating(format!("XXXX-{month:02}-{number:02}")),
        (None, Some(_)) => return None,
    };
    Some(Found::new(start, end, when))
}

/// Reads "14 July 2020", "the 14th of July", "14-16 July" (its first day).
pub(super) fn day_first(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let first = i + usize::from(s.word(i) == Word::The);
    let (number, after) = match s.word(first) {
        Word::Int(n @ 1..=31) | Word::Ordinal(n) => (n, first + 1),
        _ => return None,
    };
    let of = usize::from(s.word(after) == Word::Of);
    if let Some(month) = named_month(s, after + of).filter(|_| s.is_spaced(after)) {
        return month_and_day(s, i, after + of + 1, month, number, Turn::Free, anchor);
    }
    // "14-Jul-2020"
    if s.word(after) == Word::Hyphen && !s.is_spaced(after + 1) && s.word(after + 2) == Word::Hyphen {
        let (Word::Month(month) | Word::MonthShort(month)) = s.word(after + 1) else { return None };
        let (year, end) = year_at(s, after + 3)?;
        return Some(Found::new(i, end, When::Day(day(year, month, number)?)));
    }
    // "14-16 July", "14 to 16 July": the second day carries the month.
    let joined = matches!(s.word(after), Word::Hyphen | Word::To | Word::And);
    let Word::Int(second @ 1..=31) = s.word(after + 1) else { return None };
    let month = named_month(s, after + 2).filter(|_| joined && number < second)?;
    let pair = month_and_day(s, i, after + 3, month, number, Turn::Free, anchor)?;
    Some(Found { end: after, ..pair })
}

/// Reads a day of a month that is no amount: "14", "14th", "Fourteenth".
fn day_of_month(s: &Sentence<'_>, i: usize) -> Option<(i32, usize)> {
    let number = match s.word(i) {
        Word::Int(n @ 1..=31) if s.is_spaced(i) => n,
        Word::Ordinal(n) if s.is_spaced(i) && number::unit(s, i + 1).is_none() => n,
        _ => return None,
    };
    let counts = matches!(s.word(i + 1), Word::Percent | Word::Hundred | Word::Am | Word::Pm | Word::OClock)
        || matches!(s.text(i + 1), "percent" | "million" | "billion" | "points")
        || (s.word(i + 1) == Word::Slash && matches!(s.word(i + 2), Word::Int(_)));
    (!counts).then_some((number, i + 1))
}

/// Reads a month's name; one that is also a word needs its capital or a number beside it.
fn named_month(s: &Sentence<'_>, i: usize) -> Option<i32> {
    let beside_number = || matches!(s.word(i + 1), Word::Int(_)) || matches!(s.before(i, 1), Word::Int(_) | Word::Of);
    match s.word(i) {
        Word::Month(n @ (3 | 5 | 8)) => (s.is_capital(i) || beside_number()).then_some(n),
        Word::Month(n) => Some(n),
        Word::MonthShort(n) => (s.is_capital(i) && (s.has_stop(i) || s.is(i, "sept") || beside_number())).then_some(n),
        _ => None,
    }
}

/// Tells whether a month without day and year is a month: "May", "March" and "April" are
/// verbs and names as well.
fn stands_alone(s: &Sentence<'_>, start: usize, name: usize, turn: Turn) -> bool {
    let led = turn != Turn::Free || follows_preposition(s, start);
    match s.word(name) {
        Word::MonthShort(_) if !s.has_stop(name) && !s.is(name, "sept") => false,
        Word::Month(5) => led || is_attribute(s, name) || s.before(start, 1) == Word::Hyphen,
        Word::Month(3) if s.before(start, 1) == Word::The => {
            !matches!(s.word(name + 1), Word::On | Word::For | Word::Of)
        }
        // "the annual March for Life"
        Word::Month(3) if !led && s.word(name + 1) == Word::For && s.is_capital(name + 2) => false,
        // "Augusta March", "they may March"
        Word::Month(3..=6 | 8) if !led && follows_name(s, start) => false,
        // "April Smith said", "Augusta's June Carter".
        Word::Month(4 | 6 | 8) if !led || matches!(s.before(start, 1), Word::And | Word::Or) => {
            !(s.is_capital(name + 1) && s.word(name + 1) == Word::Other)
        }
        _ => true,
    }
}

fn follows_name(s: &Sentence<'_>, start: usize) -> bool {
    start > 1 && (s.word(start - 1) == Word::Month(5) || (s.word(start - 1) == Word::Other && s.is_capital(start - 1)))
}

fn follows_preposition(s: &Sentence<'_>, start: usize) -> bool {
    matches!(
        s.before(start, 1),
        Word::In
            | Word::Since
            | Word::By
            | Word::Of
            | Word::Until
            | Word::From
            | Word::To
            | Word::And
            | Word::For
            | Word::Through
            | Word::During
            | Word::Before
            | Word::After
            | Word::Early
            | Word::Late
            | Word::Mid
            | Word::Between
            | Word::Beginning
            | Word::End
            | Word::Or
            | Word::Hyphen
    ) || (start > 0 && matches!(s.text(start - 1), "ended" | "ending"))
}

/// "the November election", "its February report"
fn is_attribute(s: &Sentence<'_>, name: usize) -> bool {
    let article = matches!(s.before(name, 1), Word::The | Word::A | Word::Possessive)
        || (name > 0 && matches!(s.text(name - 1), "its" | "their" | "his" | "her"));
    article && s.word(name + 1) == Word::Other && !s.is_capital(name + 1)
}

fn month_alone(s: &Sentence<'_>, name: usize, month: i32, turn: Turn, anchor: &Anchor) -> Option<When> {
    let published = anchor.published?;
    let (year, now) = (i32::from(published.year()), i32::from(published.month()));
    let past = if month <= now { year } else { year - 1 };
    let year = match turn {
        Turn::Last => {
            if month < now {
                year
            } else {
                year - 1
            }
        }
        Turn::Next => {
            if month > now {
                year
            } else {
                year + 1
            }
        }
        Turn::This => year,
        Turn::Free if anchor.days.iter().any(|&(m, ..)| m == month) && year_of_sentence(s, name).is_none() => {
            anchor.days.iter().rev().find(|&&(m, ..)| m == month).map_or(year, |&(.., known)| known)
        }
        Turn::Free => match year_of_sentence(s, name).filter(|&y| (y - year).abs() > 1) {
            Some(named) => named,
            None if month == now => year,
            // "the November election": the nearest, whatever the clause says of it.
            None if is_attribute(s, name) => year_of_attribute(s, name, published, month)?,
            None => match tense::of(s, name, name + 1) {
                Tense::Future => {
                    if month >= now {
                        year
                    } else {
                        year + 1
                    }
                }
                Tense::Present => closest_year(published, month)?,
                Tense::Past => past,
            },
        },
    };
    Some(When::Month(year, month))
}

/// An election is spoken of beforehand longer than other things.
fn year_of_attribute(s: &Sentence<'_>, name: usize, published: Date, month: i32) -> Option<i32> {
    let votes =
        |i| ["election", "elections", "primary", "runoff", "referendum", "ballot"].iter().any(|word| s.is(i, word));
    let ahead = (month - i32::from(published.month())).rem_euclid(12);
    if ahead <= 8 && (votes(name + 1) || votes(name + 2)) {
        return add_months(published, i64::from(ahead)).map(|date| i32::from(date.year()));
    }
    closest_year(published, month)
}

/// The year in which `month` is at most half a year away.
fn closest_year(published: Date, month: i32) -> Option<i32> {
    let distance = (month - i32::from(published.month()) + 6).rem_euclid(12) - 6;
    add_months(published, i64::from(distance)).map(|date| i32::from(date.year()))
}

/// The one year that the words around speak of, if there is one and only one.
fn year_of_sentence(s: &Sentence<'_>, near: usize) -> Option<i32> {
    const REACH: usize = 40;
    let mut only = None;
    for i in near.saturating_sub(REACH)..(near + REACH).min(s.len()) {
        let Some((year, _)) = year_at(s, i).filter(|&(year, _)| year >= 1900) else { continue };
        if only.is_some_and(|known| known != year) {
            return None;
        }
        only = Some(year);
    }
    only
}

/// The day of the year `of` that is meant: the nearest, unless it is over two months away and
/// the tense says the other side.
pub(super) fn nearest(
    s: &Sentence<'_>,
    start: usize,
    end: usize,
    turn: Turn,
    anchor: &Anchor,
    of: impl Fn(i32) -> Option<Date>,
) -> Option<Date> {
    let published = anchor.published?;
    let year = i32::from(published.year());
    let distance = |date: &Date| published.until(*date).map_or(i32::MAX, |span| span.get_days().abs());
    // 29 February may be four years away.
    let near = (year - 1..=year + 1).chain(year - 4..=year + 4).filter_map(&of);
    let closest = near.min_by_key(distance)?;
    let other = |step: i32| of(i32::from(closest.year()) + step).unwrap_or(closest);
    match turn {
        Turn::Last => return Some(if closest > published { other(-1) } else { closest }),
        Turn::Next => return Some(if closest < published { other(1) } else { closest }),
        _ if distance(&closest) <= 60 => return Some(closest),
        _ => {}
    }
    if event::is_set(s, start) {
        return Some(closest);
    }
    Some(match tense::told(s, start, end) {
        Some(Tense::Future) if closest < published => other(1),
        Some(Tense::Past) if closest > published => other(-1),
        _ => closest,
    })
}

/// Reads on after a day of a month: the "16" of "July 14-16" and of "July 14, 15 and 16".
pub(super) fn further_day(s: &Sentence<'_>, after: usize, day_before: Date) -> Option<Found> {
    let joint = matches!(s.word(after), Word::Hyphen | Word::And | Word::Or | Word::To | Word::Through | Word::Comma);
    let at = after + 1;
    let Word::Int(number @ 1..=31) = s.word(at) else { return None };
    // "July 14-16 runoff" goes on with a noun, "July 14 and 16 counties" is no second day.
    let tight = s.word(after) == Word::Hyphen && !s.is_spaced(at);
    let ends = (tight || s.word(at + 1) != Word::Other)
        && !matches!(
            s.word(at + 1),
            Word::Percent | Word::Slash | Word::Month(_) | Word::MonthShort(_) | Word::Am | Word::Pm
        )
        && number::unit(s, at + 1).is_none();
    // "July 14, 20 people": a bare comma needs another day or "and" behind it.
    let listed = s.word(after) != Word::Comma || matches!(s.word(at + 1), Word::And | Word::Comma);
    let date = day(i32::from(day_before.year()), i32::from(day_before.month()), number)?;
    let near = add_days(day_before, 31).is_none_or(|limit| date <= limit);
    (joint && ends && listed && date > day_before && near).then(|| Found::new(at, at + 1, When::Day(date)))
}
