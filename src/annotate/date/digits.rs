//! Dates in digits: "2020-07-14", "7/14/2020", "14/07/20"; "10/12" and "3-2" are none.

use super::Found;
use super::lexeme::Sentence;
use super::lexicon::Word;
use super::value::When;
use super::year::YEARS;
use crate::when::calendar::day;

/// Reads dates in digits: "2020-07-14", "7/14/2020", "14/07/20", "14.7.2020" is left alone.
pub(super) fn digits(s: &Sentence<'_>, i: usize, day_before_month: impl FnOnce() -> bool) -> Option<Found> {
    let mark = s.word(i + 1);
    if !matches!(mark, Word::Hyphen | Word::Slash) || s.word(i + 3) != mark {
        return None;
    }
    let (Word::Int(first), Word::Int(second)) = (s.word(i), s.word(i + 2)) else { return None };
    let third = match s.word(i + 4) {
        Word::Int(n) => n,
        // "2020-07-14T09:30:00Z"
        _ => s.text(i + 4).get(..3).and_then(|text| text.strip_suffix('T')).and_then(|text| text.parse().ok())?,
    };
    let glued = (1..5).any(|n| s.is_spaced(i + n))
        || (matches!(s.word(i + 5), Word::Slash | Word::Hyphen) && !s.is_spaced(i + 5));
    if glued {
        return None;
    }
    let date = if YEARS.contains(&first) {
        match day(first, second, third) {
            Some(date) => date,
            None => return Some(Found::skip(i, i + 5)),
        }
    } else {
        let year = match third {
            0..=49 if s.text(i + 4).len() == 2 => 2000 + third,
            50..=99 => 1900 + third,
            _ if YEARS.contains(&third) => third,
            _ => return None,
        };
        match (first <= 12, second <= 12) {
            (true, false) => day(year, first, second)?,
            (false, true) => day(year, second, first)?,
            (true, true) if first != second && day_before_month() => day(year, second, first)?,
            _ => day(year, first, second)?,
        }
    };
    Some(Found::new(i, i + 5, When::Day(date)))
}

/// Reads "9/11".
pub(super) fn nine_eleven(s: &Sentence<'_>, i: usize) -> Option<Found> {
    let named = s.word(i) == Word::Int(9) && s.word(i + 1) == Word::Slash && s.word(i + 2) == Word::Int(11);
    let tight = named && !s.is_spaced(i + 1) && !s.is_spaced(i + 2) && s.word(i + 3) != Word::Slash;
    tight.then(|| day(2001, 9, 11).map(|date| Found::new(i, i + 3, When::Day(date))))?
}

/// Reads "14.07.2020", "2020.07.14"; the day stands before the month wherever stops divide.
pub(super) fn dotted(s: &Sentence<'_>, i: usize) -> Option<Found> {
    let mut parts = s.text(i).split('.').map(|part| part.parse::<i32>().ok());
    let (first, second, third) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    let date = if YEARS.contains(&first) { day(first, second, third)? } else { day(third, second, first)? };
    YEARS.contains(&i32::from(date.year())).then(|| Found::new(i, i + 1, When::Day(date)))
}
