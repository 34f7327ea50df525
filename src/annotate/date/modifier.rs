//! "Early", "late", "mid-", "the end of", "earlier" before another expression: the value stays,
//! the span grows and the days shrink to the third that is meant.

use super::anchor::Anchor;
use super::lexeme::Sentence;
use super::lexicon::{Unit, Word};
use super::value::{Third, When, narrow};
use super::{Found, calendar, clock, quarter, relative, weekday, year};
use crate::when::calendar::{Days, week_of, years};

/// What the modifier does to the days.
#[derive(Debug, Clone, Copy)]
enum Narrowing {
    Third(Third),
    /// "earlier this month": up to publication.
    Before,
    /// "later this month": from publication on.
    After,
}

/// Reads a modifier and the expression behind it.
pub(super) fn at(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let (narrowing, inner) = modifier(s, i)?;
    let found = plain(s, inner, anchor)?;
    // "the late 1980s" takes its article, "the late-November trip" does not.
    let whole = matches!(found.when, Some(When::Decade(_) | When::Century(_))) || s.word(inner - 1) == Word::Of;
    let start = i + usize::from(s.word(i) == Word::The && !whole);
    let days = found.days.and_then(|days| match narrowing {
        Narrowing::Third(third) => match found.when {
            Some(When::Decade(decade)) => years_of_decade(decade, third),
            _ => narrow(days, third),
        },
        Narrowing::Before => {
            Some((days.0, anchor.published.filter(|p| (days.0..=days.1).contains(p)).unwrap_or(days.1)))
        }
        Narrowing::After => {
            Some((anchor.published.filter(|p| (days.0..=days.1).contains(p)).unwrap_or(days.0), days.1))
        }
    });
    Some(Found { start, days, ..found })
}

/// The early, mid and late years of a decade, in whole years.
fn years_of_decade(decade: i32, third: Third) -> Option<Days> {
    let (first, n) = match third {
        Third::First => (0, 4),
        Third::Middle => (4, 3),
        Third::Last => (7, 3),
    };
    years(decade * 10 + first, n)
}

fn modifier(s: &Sentence<'_>, i: usize) -> Option<(Narrowing, usize)> {
    let article = usize::from(s.word(i) == Word::The);
    let at = i + article;
    let third = match s.word(at) {
        Word::Beginning => Third::First,
        Word::Middle => Third::Middle,
        Word::End => Third::Last,
        _ => return single(s, at),
    };
    let of = at + 1;
    (s.word(of) == Word::Of).then_some((Narrowing::Third(third), of + 1))
}

fn single(s: &Sentence<'_>, i: usize) -> Option<(Narrowing, usize)> {
    let narrowing = match s.word(i) {
        Word::Early => Narrowing::Third(Third::First),
        Word::Mid => Narrowing::Third(Third::Middle),
        Word::Late => Narrowing::Third(Third::Last),
        Word::Earlier => Narrowing::Before,
        Word::Later => Narrowing::After,
        _ => return None,
    };
    let mut inner = i + 1 + usize::from(matches!(s.word(i + 1), Word::Hyphen));
    // "early in the year", "later in the day"
    inner += usize::from(s.word(inner) == Word::In);
    Some((narrowing, inner))
}

/// The expressions that take a modifier.
fn plain(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    calendar::month_first(s, i, anchor)
        .or_else(|| weekday::at(s, i, anchor))
        .or_else(|| clock::part_of_day(s, i, anchor))
        .or_else(|| relative::deictic(s, i, anchor))
        .or_else(|| relative::unit(s, i, anchor).filter(|found| found.days.is_some() || anchor.published.is_none()))
        .or_else(|| year::decade(s, i))
        .or_else(|| year::century(s, i))
        .or_else(|| year::year(s, i))
        .or_else(|| quarter::numbered(s, i, anchor))
        .or_else(|| relative::season(s, i, anchor))
        .or_else(|| part_alone(s, i, anchor))
        .or_else(|| definite(s, i, anchor))
}

/// "mid-afternoon", "late afternoon": only with a modifier is a bare part of the day a time.
fn part_alone(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let Word::Part(part) = s.word(i) else { return None };
    let day = match s.word(i + 1) {
        Word::Deictic(days) => anchor.published.and_then(|d| crate::when::calendar::add_days(d, i64::from(days))),
        _ => anchor.published,
    };
    let end = i + 1 + usize::from(matches!(s.word(i + 1), Word::Deictic(_)));
    let time = super::value::TimeOfDay::Part(part);
    Some(Found::new(i, end, day.map_or(When::FloatingTime(time), |day| When::Time(day, time))))
}

/// "(the end of) the year", "(later in) the day"
fn definite(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    if s.word(i) != Word::The {
        return None;
    }
    let Word::Unit(unit) = s.word(i + 1) else { return None };
    let when = match unit {
        Unit::Day if matches!(s.before(i, 1), Word::In) && !matches!(s.before(i, 2), Word::Earlier | Word::Later) => {
            return None;
        }
        Unit::Day => When::Day(anchor.day()?),
        Unit::Week => When::Week(week_of(anchor.published?)?.0),
        _ => relative::around(anchor.published?, 0, unit)?,
    };
    Some(Found::new(i, i + 2, when))
}
