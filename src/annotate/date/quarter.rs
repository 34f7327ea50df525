//! Business quarters and what they are compared with: "the third quarter of 1989", "a year ago",
//! "the year-earlier period", "the first half".

use super::Found;
use super::anchor::Anchor;

use super::lexeme::Sentence;
use super::lexicon::{Unit, Word};
use super::number::skip_hyphen;
use super::relative::quarter_at;
use super::tense::{self, Tense};
use super::value::When;
use super::year::year_at;

/// Reads "the (fiscal) third quarter (of 1989)", "third-quarter", "1989 third quarter", "first half of 1990".
pub(super) fn numbered(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let article = usize::from(matches!(s.word(i), Word::The | Word::This));
    let mut at = i + article;
    let mut year = None;
    match s.word(at) {
        Word::Fiscal | Word::Latest => at += 1,
        _ => {
            if let Some((named, after)) = year_at(s, at) {
                (year, at) = (Some(named), skip_hyphen(s, after));
            }
        }
    }
    at += usize::from(s.word(at) == Word::Fiscal);
    let Word::Ordinal(n @ 1..=4) = s.word(at) else { return None };
    let unit = skip_hyphen(s, at + 1);
    let is_half = s.word(unit) == Word::Half && n <= 2;
    if let Some(first) = first_of_two(s, i, at, n, anchor) {
        return Some(first);
    }
    // "first and second quarters"
    let is_second =
        matches!(s.word(unit), Word::Units(Unit::Quarter)) && matches!(s.before(at, 2), Word::Ordinal(1..=4));
    if !(is_half || is_second || s.word(unit) == Word::Unit(Unit::Quarter)) {
        return None;
    }
    let (of, end) = year_of(s, unit + 1, anchor).map_or((None, unit + 1), |(year, end)| (Some(year), end));
    let year = year.or(of);
    if is_half {
        // "the first half" alone is a game's as often as a year's.
        return Some(Found::new(i, end, When::Half(year?, n)));
    }
    let when = match year.or_else(|| year_of_quarter(s, i, end, n, anchor)) {
        Some(year) => When::Quarter(year, n),
        None => When::Floating(format!("XXXX-Q{n}")),
    };
    Some(Found { looks_back: year.is_some() && of.is_some(), ..Found::new(i, end, when) })
}

/// Reads the "second" of "the second and fourth quarters of 2019".
fn first_of_two(s: &Sentence<'_>, start: usize, at: usize, n: i32, anchor: &Anchor) -> Option<Found> {
    let (Word::And | Word::Or | Word::To, Word::Ordinal(2..=4)) = (s.word(at + 1), s.word(at + 2)) else { return None };
    let unit = skip_hyphen(s, at + 3);
    if !matches!(s.word(unit), Word::Unit(Unit::Quarter) | Word::Units(Unit::Quarter)) {
        return None;
    }
    let year = year_of(s, unit + 1, anchor).map(|(year, _)| year);
    let year = year.or_else(|| year_of_quarter(s, start, unit + 1, n, anchor))?;
    Some(Found::new(start, at + 1, When::Quarter(year, n)))
}

/// "of 1989", "of this year", "of last year".
fn year_of(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<(i32, usize)> {
    let of = i + usize::from(s.word(i) == Word::Of);
    let fiscal = usize::from(s.word(of) == Word::Fiscal);
    let at = of + fiscal + usize::from(fiscal == 1 && s.is(of + 1, "year"));
    if let Some(named) = year_at(s, at) {
        return Some(named);
    }
    let step = match (s.word(i), s.word(at), s.is(at + 1, "year")) {
        (Word::Of, Word::This | Word::The, true) => 0,
        (Word::Of, Word::Last, true) => -1,
        (Word::Of, Word::Next, true) => 1,
        _ => return None,
    };
    Some((anchor.published_year()? + step, at + 2))
}

fn year_of_quarter(s: &Sentence<'_>, start: usize, end: usize, n: i32, anchor: &Anchor) -> Option<i32> {
    let (year, present) = anchor.published_quarter()?;
    let coming = n > present && tense::of(s, start, end) != Tense::Future && n - present > 1;
    Some(if n <= present || !coming && tense::of(s, start, end) == Tense::Future { year } else { year - 1 })
}

/// Reads "H1 2020", "H2 of 2019".
pub(super) fn short_half(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let Word::HalfName(n) = s.word(i) else { return None };
    let (year, end) = year_of(s, i + 1, anchor)?;
    Some(Found::new(i, end, When::Half(year, n)))
}

/// Reads "Q3", "Q3 2020", "Q3 of 2020".
pub(super) fn short(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let Word::QuarterName(n) = s.word(i) else { return None };
    let (year, end) = match year_of(s, i + 1, anchor) {
        Some((year, end)) => (year, end),
        None => (year_of_quarter(s, i, i + 1, n, anchor)?, i + 1),
    };
    Some(Found::new(i, end, When::Quarter(year, n)))
}

/// Reads "this year's third quarter", "last year's quarter".
pub(super) fn of_turned_year(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let step = match s.word(i) {
        Word::This => 0,
        Word::Last => -1,
        Word::Next => 1,
        _ => return None,
    };
    if !s.is(i + 1, "year") || s.word(i + 2) != Word::Possessive {
        return None;
    }
    let at = i + 3 + usize::from(s.word(i + 3) == Word::Fiscal);
    let year = anchor.published_year()? + step;
    if is_period(s, at) {
        let (_, quarter) = anchor.quarter?;
        return Some(Found { looks_back: true, ..Found::new(i, at + 1, When::Quarter(year, quarter)) });
    }
    let Word::Ordinal(n @ 1..=4) = s.word(at) else { return None };
    let unit = skip_hyphen(s, at + 1);
    let when = match s.word(unit) {
        Word::Unit(Unit::Quarter) => When::Quarter(year, n),
        Word::Half if n <= 2 => When::Half(year, n),
        _ => return None,
    };
    Some(Found { looks_back: step < 0, ..Found::new(i, unit + 1, when) })
}

/// Reads "the quarter", "the latest quarter", "the latest period".
pub(super) fn definite(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    if s.word(i) != Word::The {
        return None;
    }
    let turned = matches!(s.word(i + 1), Word::Latest | Word::Recent | Word::Fiscal | Word::Current);
    let at = i + 1 + usize::from(turned);
    let named =
        s.word(at) == Word::Unit(Unit::Quarter) || (s.word(at) == Word::Period && s.word(i + 1) == Word::Latest);
    if !named {
        return None;
    }
    let (year, quarter) = anchor.published_quarter()?;
    let when = match (s.word(i + 1), anchor.quarter) {
        (Word::Current, _) => When::Quarter(year, quarter),
        (_, Some((year, quarter))) => When::Quarter(year, quarter),
        (_, None) => quarter_at(year * 4 + quarter - 2)?,
    };
    Some(Found { looks_back: anchor.quarter.is_some(), ..Found::new(i, at + 1, when) })
}

/// Reads "a year ago", "year-earlier period", "the same quarter last year", "the 1988 quarter".
pub(super) fn compared(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let article = usize::from(matches!(s.word(i), Word::The | Word::A) || s.is(i, "one"));
    let at = i + article;
    let after = if s.is(at, "year") {
        let direction = skip_hyphen(s, at + 1);
        matches!(s.word(direction), Word::Ago | Word::Earlier).then_some(direction + 1)?
    } else if s.word(at) == Word::Same && s.word(i) == Word::The {
        return same_period(s, i, at + 1, anchor);
    } else {
        return year_and_period(s, i, at, anchor);
    };
    let ordinal = usize::from(matches!(s.word(after), Word::Ordinal(1..=4)));
    let end = if is_period(s, after + ordinal) { after + ordinal + 1 } else { after };
    let when = anchor.year_ago().or_else(|| Some(When::Floating("XXXX".to_string())))?;
    Some(Found { looks_back: true, ..Found::new(i, end, when) })
}

fn is_period(s: &Sentence<'_>, i: usize) -> bool {
    matches!(s.word(i), Word::Period | Word::Unit(Unit::Quarter))
}

/// "the same period", "the corresponding quarter last year"
fn same_period(s: &Sentence<'_>, start: usize, at: usize, anchor: &Anchor) -> Option<Found> {
    if !is_period(s, at) {
        return None;
    }
    let of = at + 1 + usize::from(s.word(at + 1) == Word::Of);
    let end = match (s.word(of), s.is(of + 1, "year")) {
        (Word::Last, true) => of + 2,
        (Word::A, true) if matches!(s.word(of + 2), Word::Ago | Word::Earlier) => of + 3,
        _ => year_at(s, of).map_or(at + 1, |(_, end)| end),
    };
    let when = match year_at(s, of) {
        Some((year, _)) => anchor.quarter.map_or(When::Year(year), |(_, quarter)| When::Quarter(year, quarter)),
        None => anchor.year_ago()?,
    };
    Some(Found { looks_back: true, ..Found::new(start, end, when) })
}

/// "the 1988 quarter", "last year's third quarter" is left to its parts.
fn year_and_period(s: &Sentence<'_>, start: usize, at: usize, anchor: &Anchor) -> Option<Found> {
    let (year, after) = year_at(s, at)?;
    if s.word(start) != Word::The || !is_period(s, after) {
        return None;
    }
    let when = anchor.quarter.map_or(When::Year(year), |(_, quarter)| When::Quarter(year, quarter));
    Some(Found { looks_back: true, ..Found::new(start, after + 1, when) })
}
