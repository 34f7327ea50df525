//! Years and longer: "1998", "fiscal 1998", "the '80s", "the 19th century", "nineteen ninety-six".

use std::ops::RangeInclusive;

use super::Found;
use super::lexeme::Sentence;
use super::lexicon::Word;
use super::number;
use super::value::When;
use crate::when::calendar;

pub(super) const YEARS: RangeInclusive<i32> = 1500..=2099;

/// Reads a year in digits that is no amount; returns it with the index after it.
pub(super) fn year_at(s: &Sentence<'_>, i: usize) -> Option<(i32, usize)> {
    let Word::Int(year) = s.word(i) else { return short_year(s, i) };
    if !YEARS.contains(&year) || s.text(i).len() != 4 {
        return None;
    }
    let joined = !s.is_spaced(i)
        && !matches!(s.before(i, 1), Word::Quote | Word::Open | Word::Dash | Word::Comma | Word::Hyphen);
    let glued = s.before(i, 1) == Word::Hyphen
        && !s.is_spaced(i)
        && matches!(s.before(i, 2), Word::Int(n) if !YEARS.contains(&n));
    let amount = matches!(s.word(i + 1), Word::Percent | Word::Slash | Word::Hundred)
        || s.before(i, 1) == Word::Dollar
        || COUNTED.contains(&s.text(i + 1))
        || (i > 0 && s.is_capital(i - 1) && NUMBERED.contains(&s.text(i - 1)));
    (!joined && !glued && !amount).then_some((year, i + 1))
}

/// Reads the "'69" of "the summer of '69", "in '98".
fn short_year(s: &Sentence<'_>, i: usize) -> Option<(i32, usize)> {
    let Word::Int(n @ 0..=99) = s.word(i + 1) else { return None };
    let is_short = s.word(i) == Word::Quote && !s.is_spaced(i + 1) && s.text(i + 1).len() == 2;
    let led = matches!(
        s.before(i, 1),
        Word::Of | Word::In | Word::Since | Word::Until | Word::From | Word::Season(_) | Word::Month(_)
    );
    let ends =
        matches!(s.word(i + 2), Word::Stop | Word::Comma | Word::And | Word::Or | Word::Hyphen) || s.is_spaced(i + 2);
    (is_short && led && ends).then_some((if n < 30 { 2000 + n } else { 1900 + n }, i + 2))
}

/// What bears a number: "Flight 1549", "Interstate 2010".
const NUMBERED: &[&str] = &[
    "Article",
    "Bill",
    "Boeing",
    "Channel",
    "Flight",
    "Highway",
    "Interstate",
    "Mission",
    "No.",
    "Order",
    "Proposition",
    "Resolution",
    "Room",
    "Route",
    "Section",
    "Unit",
    "Windows",
];

/// Nouns after which a number from 1500 to 2099 is a number.
const COUNTED: &[&str] = &[
    "people",
    "troops",
    "shares",
    "points",
    "dollars",
    "miles",
    "students",
    "men",
    "women",
    "jobs",
    "employees",
    "workers",
    "pounds",
    "tons",
    "yen",
    "feet",
    "acres",
    "meters",
    "metres",
    "kilometers",
    "km",
    "votes",
    "voters",
    "soldiers",
    "members",
    "homes",
    "barrels",
    "percent",
    "hours",
    "days",
    "square",
    "calories",
    "words",
    "seats",
    "delegates",
    "cases",
    "deaths",
    "residents",
    "children",
    "families",
    "pages",
    "cars",
    "units",
    "rubles",
    "marks",
];

/// Reads "1998-99", "2016/17": the value is the first year, the days are those of both.
pub(super) fn year_pair(s: &Sentence<'_>, i: usize) -> Option<(i32, usize)> {
    let (Word::Int(year), Word::Int(next)) = (s.word(i), s.word(i + 2)) else { return None };
    let joint = matches!(s.word(i + 1), Word::Hyphen | Word::Slash) && !s.is_spaced(i + 1) && !s.is_spaced(i + 2);
    let ends = !matches!(s.word(i + 3), Word::Hyphen | Word::Slash);
    let short = s.text(i + 2).len() == 2 && s.text(i).len() == 4 && next == (year + 1) % 100;
    (joint && ends && short && YEARS.contains(&year)).then_some((year, i + 3))
}

/// Reads the "79" of "1971-79" behind the year that it goes on from.
pub(super) fn further_year(s: &Sentence<'_>, after: usize, year: i32) -> Option<Found> {
    let at = after + 1;
    let Word::Int(n @ 0..=99) = s.word(at) else { return None };
    let tight = s.word(after) == Word::Hyphen && !s.is_spaced(after) && !s.is_spaced(at) && s.text(at).len() == 2;
    let ends = !matches!(s.word(at + 1), Word::Hyphen | Word::Slash | Word::Percent);
    let last = year - year % 100 + n;
    (tight && ends && last > year).then(|| Found::new(at, at + 1, When::Year(last)))
}

/// Reads "1998", "the year 1998", "fiscal 1998".
pub(super) fn year(s: &Sentence<'_>, i: usize) -> Option<Found> {
    let mut at = i;
    if s.word(at) == Word::The && s.is(at + 1, "year") {
        at += 2;
        if let (Word::Number(2), "thousand") = (s.word(at), s.text(at + 1)) {
            return Some(Found::new(i, at + 2, When::Year(2000)));
        }
    } else if s.word(at) == Word::Fiscal {
        at += 1 + usize::from(s.is(at + 1, "year"));
    }
    if let Some((year, end)) = year_pair(s, at) {
        let days = calendar::years(year, 2);
        return Some(Found { days, ..Found::new(i, end, When::Year(year)) });
    }
    let (year, end) = year_at(s, at)?;
    Some(Found::new(i, end, When::Year(year)))
}

/// Reads "the 1980s", "the '80s", "the eighties", "1990's".
pub(super) fn decade(s: &Sentence<'_>, i: usize) -> Option<Found> {
    let article = s.word(i) == Word::The;
    let quoted = s.word(i + usize::from(article)) == Word::Quote;
    let name = i + usize::from(article) + usize::from(quoted);
    let bare = matches!(s.before(i, 1), Word::The | Word::Early | Word::Late | Word::Mid | Word::Quote)
        || (s.before(i, 1) == Word::Hyphen && s.before(i, 2) == Word::Mid);
    let years = match s.word(name) {
        Word::Tens(n) if n >= 1000 => n,
        Word::Tens(n @ 10..) if article || quoted || bare => 1900 + n,
        Word::Int(n)
            if n % 10 == 0 && YEARS.contains(&n) && s.text(name + 1) == "'s" && s.word(name + 2) != Word::Other =>
        {
            return Some(Found::new(i, name + 2, When::Decade(n / 10)));
        }
        _ => return None,
    };
    Some(Found::new(i, name + 1, When::Decade(years / 10)))
}

/// Reads "the 20th century", "nineteenth-century".
pub(super) fn century(s: &Sentence<'_>, i: usize) -> Option<Found> {
    let first = i + usize::from(s.word(i) == Word::The);
    let Word::Ordinal(n) = s.word(first) else { return None };
    let unit = number::skip_hyphen(s, first + 1);
    (s.is(unit, "century") && n > 1).then(|| Found::new(i, unit + 1, When::Century(n - 1)))
}

/// Reads years in words: "nineteen ninety-six", with a month before it or not.
pub(super) fn spelled_year(s: &Sentence<'_>, i: usize) -> Option<Found> {
    let month = match s.word(i) {
        Word::Month(n) => Some(n),
        _ => None,
    };
    let first = i + usize::from(month.is_some());
    let Word::Number(century @ (18 | 19)) = s.word(first) else { return None };
    let rest = number::skip_hyphen(s, first + 1);
    let (years, end) = match s.word(rest) {
        Word::Hundred => (0, rest + 1),
        _ => number::spelled(s, rest).filter(|&(n, _)| (10..100).contains(&n))?,
    };
    let year = century * 100 + years;
    Some(Found::new(i, end, month.map_or(When::Year(year), |m| When::Month(year, m))))
}
