//! Days and units counted from publication or from the date before: "today", "last week",
//! "the next day", "that year", "earlier this month".

use jiff::civil::{Date, Weekday};

use super::Found;
use super::anchor::Anchor;
use super::lexeme::Sentence;
use super::lexicon::{Season, Unit, Word};
use super::number;
use super::tense::{self, Tense};
use super::value::{Count, TimeOfDay, When};
use crate::when::calendar::{add_days, add_months, week_of};

/// Reads "today", "yesterday", "tomorrow", "the day after tomorrow", "the day before yesterday".
pub(super) fn deictic(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let (days, end) = match s.word(i) {
        // "USA Today", "VOA Today"
        Word::Deictic(_) if s.is_capital(i) && i > 0 && s.word(i - 1) == Word::Other && s.is_capital(i - 1) => {
            return None;
        }
        Word::Deictic(days) => (days, i + 1),
        Word::The if s.is(i + 1, "day") => match (s.word(i + 2), s.word(i + 3)) {
            (Word::After, Word::Deictic(1)) => (2, i + 4),
            (Word::Before, Word::Deictic(-1)) => (-2, i + 4),
            _ => return None,
        },
        _ => return None,
    };
    let when = match anchor.published {
        Some(date) => When::Day(add_days(date, i64::from(days))?),
        None => When::Floating("XXXX-XX-XX".to_string()),
    };
    Some(Found::new(i, end, when))
}

/// Which of a row of units a determiner picks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pick {
    /// So many units from publication.
    Offset(i32),
    /// So many units from the last mentioned date.
    FromLast(i32),
}

/// Reads "this week", "last year", "next fiscal quarter", "the following month", "that year".
pub(super) fn unit(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let (pick, after) = pick(s, i)?;
    let at = after + usize::from(s.word(after) == Word::Fiscal);
    let definite = s.word(i) == Word::The;
    let found = match s.word(at) {
        // "ABC's This Week" is a programme, "this day" is today only in solemn speech.
        Word::Unit(_) if is_title(s, i, at) => return None,
        // "that night"
        Word::Part(part) => match pick {
            Pick::FromLast(n) => {
                let day = add_days(anchor.last?, i64::from(n))?;
                return Some(Found::new(i, at + 1, When::Time(day, TimeOfDay::Part(part))));
            }
            // "the next morning"
            Pick::Offset(1) if definite => {
                let day = add_days(anchor.day()?, 1)?;
                return Some(Found::new(i, at + 1, When::Time(day, TimeOfDay::Part(part))));
            }
            Pick::Offset(_) => return None,
        },
        Word::Unit(Unit::Day) if s.word(i) == Word::This => return None,
        Word::Unit(unit) => {
            // "the past month" is a length of time, "last month" is on the calendar.
            let running = (definite && s.word(i + 1) != Word::Current && matches!(pick, Pick::Offset(_)))
                || s.word(i) == Word::Past;
            let length =
                matches!(unit, Unit::Month | Unit::Week | Unit::Decade | Unit::Century | Unit::Year | Unit::Day);
            if running && length {
                running_unit(i, at + 1, unit, pick, anchor)
            } else {
                Found::new(i, at + 1, of_unit(unit, pick, anchor)?)
            }
        }
        Word::Season(season) => Found::new(i, at + 1, of_season(season, pick, anchor)?),
        _ => return None,
    };
    // "last year's quarter", "this year's" leave their possessive outside.
    let looks_back = matches!(pick, Pick::Offset(-1));
    Some(Found { looks_back, ..found })
}

fn is_title(s: &Sentence<'_>, i: usize, at: usize) -> bool {
    let in_capitals = s.text(at).bytes().all(|b| b.is_ascii_uppercase());
    s.is_capital(at) && s.is_capital(i) && !in_capitals && i > 0 && s.before(i, 1) != Word::Stop
}

fn pick(s: &Sentence<'_>, i: usize) -> Option<(Pick, usize)> {
    let definite = s.word(i) == Word::The;
    let at = i + usize::from(definite);
    let pick = match s.word(at) {
        Word::This if !definite => match s.word(at + 1) {
            Word::Past => return Some((Pick::Offset(-1), at + 2)),
            Word::Coming => return Some((Pick::Offset(1), at + 2)),
            _ => Pick::Offset(0),
        },
        Word::Current => Pick::Offset(0),
        // "The last day" is that of something else.
        Word::Last if s.word(at + 1) == Word::Unit(Unit::Day) => return None,
        // "The next day" follows the day spoken of, "the next month" the day of publication.
        Word::Next if definite && s.word(at + 1) == Word::Unit(Unit::Day) => Pick::FromLast(1),
        Word::Last | Word::Past => Pick::Offset(-1),
        Word::Next | Word::Coming => Pick::Offset(1),
        Word::Previous if definite => Pick::FromLast(-1),
        Word::Following if definite => Pick::FromLast(1),
        Word::Same if definite => Pick::FromLast(0),
        Word::That if !definite => Pick::FromLast(0),
        _ => return None,
    };
    Some((pick, at + 1))
}

/// "The past week", "the coming year": one unit long, up to or from publication.
fn running_unit(start: usize, end: usize, unit: Unit, pick: Pick, anchor: &Anchor) -> Found {
    let n = if pick == Pick::Offset(-1) { -1 } else { 1 };
    let days = stretch(anchor, n, unit);
    // The corpora give "the past year" the value of the year before.
    let when = match anchor.published_year() {
        Some(year) if unit == Unit::Year => When::Year(year + n),
        _ => When::Duration(Count::whole(1), unit),
    };
    Found { days, ..Found::new(start, end, when) }
}

/// The days from publication to `n` units away; backwards for a negative number.
pub(super) fn stretch(anchor: &Anchor, n: i32, unit: Unit) -> Option<(Date, Date)> {
    let published = anchor.published?;
    let far = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day => add_days(published, i64::from(n))?,
        Unit::Week | Unit::Weekend => add_days(published, i64::from(n) * 7)?,
        Unit::Month => add_months(published, i64::from(n))?,
        Unit::Quarter => add_months(published, i64::from(n) * 3)?,
        Unit::Year => add_months(published, i64::from(n) * 12)?,
        Unit::Decade => add_months(published, i64::from(n) * 120)?,
        Unit::Century => add_months(published, i64::from(n) * 1200)?,
    };
    Some((published.min(far), published.max(far)))
}

fn of_unit(unit: Unit, pick: Pick, anchor: &Anchor) -> Option<When> {
    match pick {
        Pick::Offset(n) => match anchor.published {
            Some(date) => around(date, n, unit),
            None => floating(unit),
        },
        Pick::FromLast(n) => match unit {
            Unit::Year => anchor.year.or_else(|| anchor.last.map(|d| i32::from(d.year()))).map(|y| When::Year(y + n)),
            Unit::Quarter => anchor.quarter.and_then(|(y, q)| quarter_at(y * 4 + q - 1 + n)),
            _ => around(anchor.last.or(anchor.published.filter(|_| n != 0 || unit == Unit::Day))?, n, unit),
        },
    }
}

/// The value of a unit whose place on the calendar is unknown.
pub(super) fn floating(unit: Unit) -> Option<When> {
    let value = match unit {
        Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        _ => return None,
    };
    Some(When::Floating(value.to_string()))
}

/// The unit on the calendar that lies `n` units from the one that holds `date`.
pub(super) fn around(date: Date, n: i32, unit: Unit) -> Option<When> {
    let (year, month) = (i32::from(date.year()), i32::from(date.month()));
    let far = i64::from(n);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Day => add_days(date, far).map(When::Day),
        Unit::Week => Some(When::Week(week_of(add_days(news_week(date)?, far * 7)?)?.0)),
        Unit::Weekend => Some(When::Weekend(week_of(add_days(date, far * 7)?)?.0)),
        Unit::Month => {
            let moved = add_months(date, far)?;
            Some(When::Month(i32::from(moved.year()), i32::from(moved.month())))
        }
        Unit::Quarter => quarter_at(year.checked_mul(4)?.checked_add((month - 1) / 3)?.checked_add(n)?),
        Unit::Year => year.checked_add(n).filter(|y| (1..=9999).contains(y)).map(When::Year),
        Unit::Decade => (year / 10).checked_add(n).filter(|d| (1..=999).contains(d)).map(When::Decade),
        Unit::Century => (year / 100).checked_add(n).filter(|c| (1..=99).contains(c)).map(When::Century),
    }
}

/// A Sunday paper's week is the one that begins: "last week" ended the day before.
fn news_week(date: Date) -> Option<Date> {
    if date.weekday() == Weekday::Sunday { add_days(date, 1) } else { Some(date) }
}

/// Quarters counted through from the year 0.
pub(super) fn quarter_at(index: i32) -> Option<When> {
    let (year, quarter) = (index.div_euclid(4), index.rem_euclid(4) + 1);
    (1..=9999).contains(&year).then_some(When::Quarter(year, quarter))
}

fn of_season(season: Season, pick: Pick, anchor: &Anchor) -> Option<When> {
    let n = match pick {
        Pick::Offset(n) => n,
        Pick::FromLast(n) => {
            let year = anchor.year.or_else(|| anchor.last.map(|date| i32::from(date.year())))?;
            return Some(When::Season(year + n, season));
        }
    };
    let Some(published) = anchor.published else {
        return Some(When::Floating(format!("XXXX-{}", season.code())));
    };
    let (year, month) = (i32::from(published.year()), i32::from(published.month()));
    // The season's last month, and its first, in the year that it bears.
    let (first, last) = match season {
        Season::Winter => (0, 2),
        other => (other.first_month(), other.first_month() + 2),
    };
    let year = match n {
        0 => year,
        n if n < 0 => {
            if month > last {
                year
            } else {
                year - 1
            }
        }
        _ => {
            if month < first {
                year
            } else {
                year + 1
            }
        }
    };
    Some(When::Season(year, season))
}

/// Reads "summer", "the spring of 1998", "in the fall".
pub(super) fn season(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let article = s.word(i) == Word::The;
    let name = i + usize::from(article);
    let Word::Season(season) = s.word(name) else { return None };
    let of = usize::from(s.word(name + 1) == Word::Of);
    // "the winter of 2018-19"
    if let Some((year, end)) = super::year::year_pair(s, name + 1 + of).filter(|_| season == Season::Winter) {
        return Some(Found::new(i, end, When::Season(year + 1, season)));
    }
    if let Some((year, end)) = super::year::year_at(s, name + 1 + of) {
        return Some(Found::new(i, end, When::Season(year, season)));
    }
    // "Spring" and "fall" are verbs too.
    let led = article
        || matches!(
            s.before(i, 1),
            Word::In | Word::Of | Word::Until | Word::By | Word::Since | Word::The | Word::Early | Word::Late
        );
    if matches!(season, Season::Spring | Season::Autumn) && !led {
        return None;
    }
    let when = match anchor.published {
        Some(published) => When::Season(year_of_season(s, i, name, season, published), season),
        None => When::Floating(format!("XXXX-{}", season.code())),
    };
    Some(Found::new(i, name + 1, when))
}

fn skip_possessive(s: &Sentence<'_>, i: usize) -> usize {
    if s.word(i) == Word::Possessive { i + 1 } else { i }
}

/// The season of the year of publication, unless it lies ahead and the clause speaks of the past.
fn year_of_season(s: &Sentence<'_>, start: usize, name: usize, season: Season, published: Date) -> i32 {
    let (year, month) = (i32::from(published.year()), i32::from(published.month()));
    let ahead = season != Season::Winter && month < season.first_month();
    let over = season != Season::Winter && month > season.first_month() + 3;
    match tense::of(s, start, name + 1) {
        Tense::Past if ahead => year - 1,
        Tense::Future if over => year + 1,
        _ => year,
    }
}

/// "The weekend" that was, for the days up to Friday; the one that comes where the tense says so.
fn weekend(s: &Sentence<'_>, i: usize, end: usize, published: Date) -> Option<When> {
    let within = matches!(published.weekday(), Weekday::Saturday | Weekday::Sunday);
    let comes = within || tense::of(s, i, end) == Tense::Future;
    around(published, if comes { 0 } else { -1 }, Unit::Weekend)
}

/// Reads "the year", "the weekend", "year-end", "the fiscal year".
pub(super) fn definite_unit(s: &Sentence<'_>, i: usize, anchor: &Anchor) -> Option<Found> {
    let article = usize::from(s.word(i) == Word::The);
    let fiscal = s.word(i + article) == Word::Fiscal;
    let at = i + article + usize::from(matches!(s.word(i + article), Word::Fiscal | Word::Filler));
    let Word::Unit(unit) = s.word(at) else { return None };
    let close = number::skip_hyphen(s, at + 1);
    match unit {
        // "year-end", "year end", "the year's end"
        Unit::Year if s.word(skip_possessive(s, close)) == Word::End => {
            let end = skip_possessive(s, close) + 1;
            Some(Found::new(i, end, When::Year(anchor.published_year()?)))
        }
        Unit::Year if article == 1 => {
            let ended = fiscal || matches!(s.text(at + 1), "ended" | "ending" | "ends");
            let when =
                if ended { When::Duration(Count::whole(1), Unit::Year) } else { When::Year(anchor.published_year()?) };
            Some(Found { looks_back: true, ..Found::new(i, at + 1, when) })
        }
        Unit::Weekend if article == 1 => Some(Found::new(i, at + 1, weekend(s, i, at + 1, anchor.published?)?)),
        _ => None,
    }
}
