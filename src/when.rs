//! What users type for a time → first and last day.
//!
//! Flags (`--since`, `--until`, `--about`) and query fields (`published:`, `about:`) share this
//! grammar: `2020`, `2020-07`, `2020-07-14`, `2020-Q3`, `2020-W28`, `2010s`, `July 14, 2020`,
//! `yesterday`, `3 weeks ago`, `last month`, `last-30d`, and `FROM..TO` with either side open.
//! There is no clock in here: the caller says which day is today. A day that the calendar
//! lacks and an order of numbers that could be read two ways are refused, not guessed.
//!
//! ```
//! use jiff::civil::date;
//! use onrecord::when;
//!
//! let today = date(2020, 7, 20);
//! let july = when::parse("2020-07", today)?;
//! assert_eq!((july.from, july.to), (Some(date(2020, 7, 1)), Some(date(2020, 7, 31))));
//! assert_eq!(when::since("last month", today)?.from, Some(date(2020, 6, 1)));
//! # Ok::<(), when::WhenError>(())
//! ```

pub(crate) mod calendar;
mod interval;
mod words;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use calendar::Days;
pub use interval::{Interval, UnknownInterval};

/// A stretch of days, both ends included; `None` leaves that side open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Period {
    /// Tells whether `date` lies in the period.
    pub fn contains(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

/// Why a text does not say a time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WhenError {
    /// Not one of the forms.
    #[error("cannot read `{text}` as a date or period")]
    Unknown {
        /// What was typed.
        text: String,
    },
    /// A form that is known, with a day, month, week or quarter that does not exist.
    #[error("the calendar has no `{text}`")]
    NoSuchDay {
        /// What was typed.
        text: String,
    },
    /// Numbers that are month and day in one country and day and month in another.
    #[error("`{text}` can be read as month/day or as day/month")]
    Ambiguous {
        /// What was typed.
        text: String,
    },
    /// As [`WhenError::Unknown`], where no range can stand.
    #[error("cannot read `{text}` as a date or period")]
    UnknownSingle {
        /// What was typed.
        text: String,
    },
    /// A range where one time is asked for.
    #[error("`{text}` is a range, and one time is asked for")]
    Range {
        /// What was typed.
        text: String,
    },
    /// A range that ends before it starts.
    #[error("`{text}` ends before it starts")]
    Backwards {
        /// What was typed.
        text: String,
    },
}

impl WhenError {
    /// Returns what to type instead.
    pub fn hint(&self) -> &'static str {
        match self {
            WhenError::Unknown { .. } => {
                "write 2020, 2020-07, 2020-07-14, 2020-Q3, 2010s, `July 14, 2020`, yesterday, `3 weeks ago`, \
                 `last month`, last-30d, or a range such as 2020-03..2020-07"
            }
            WhenError::UnknownSingle { .. } => {
                "write 2020, 2020-07, 2020-07-14, 2020-Q3, 2010s, `July 14, 2020`, yesterday, `3 weeks ago`, \
                 `last month` or last-30d"
            }
            WhenError::Range { .. } => {
                "give its beginning as since and its end as until, or ask in the query: published:2020-03..2020-07"
            }
            WhenError::NoSuchDay { .. } => "check the month and the day; the order is year-month-day",
            WhenError::Ambiguous { .. } => "write it as year-month-day, for example 2020-07-14",
            WhenError::Backwards { .. } => "put the earlier date first, for example 2020-03..2020-07",
        }
    }
}

/// Returns the days that `text` means, seen from `today`.
///
/// `FROM..TO` runs from the first day of one to the last day of the other. A count of units
/// ago is one day ("3 weeks ago" is the day 21 days before today); `last month` is the month
/// on the calendar, `last-30d` the thirty days that end today.
///
/// # Errors
///
/// [`WhenError`] with a hint, for a text that is none of the forms above.
pub fn parse(text: &str, today: Date) -> Result<Period, WhenError> {
    let trimmed = text.trim();
    let Some((from, to)) = trimmed.split_once("..") else {
        let (from, to) = single(trimmed, today)?;
        return Ok(Period { from: Some(from), to: Some(to) });
    };
    if from.trim().is_empty() && to.trim().is_empty() {
        return Err(WhenError::Unknown { text: trimmed.to_string() });
    }
    let from = open_side(from, today)?.map(|days| days.0);
    let to = open_side(to, today)?.map(|days| days.1);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        return Err(WhenError::Backwards { text: trimmed.to_string() });
    }
    Ok(Period { from, to })
}

/// Returns the period from the first day that `text` means on.
///
/// # Errors
///
/// As [`parse`]; a range is refused, for its end would be dropped.
pub fn since(text: &str, today: Date) -> Result<Period, WhenError> {
    Ok(Period { from: Some(one_time(text, today)?.0), to: None })
}

/// Returns the period up to the last day that `text` means, that day included.
///
/// # Errors
///
/// As [`parse`]; a range is refused, for its beginning would be dropped.
pub fn until(text: &str, today: Date) -> Result<Period, WhenError> {
    Ok(Period { from: None, to: Some(one_time(text, today)?.1) })
}

/// Reads a time that is no range.
fn one_time(text: &str, today: Date) -> Result<Days, WhenError> {
    let text = text.trim();
    if text.contains("..") {
        return Err(WhenError::Range { text: text.chars().take(LONGEST).collect() });
    }
    single(text, today).map_err(|error| match error {
        WhenError::Unknown { text } => WhenError::UnknownSingle { text },
        other => other,
    })
}

fn open_side(text: &str, today: Date) -> Result<Option<Days>, WhenError> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { single(text, today).map(Some) }
}

/// How a reading of one form ends: known form and its days, or the reason why there are none.
enum Reading {
    Days(Days),
    NoSuchDay,
    Ambiguous,
}

impl From<Option<Days>> for Reading {
    fn from(days: Option<Days>) -> Self {
        days.map_or(Reading::NoSuchDay, Reading::Days)
    }
}

/// No form is longer; a longer text is refused before any work is done on it.
const LONGEST: usize = 64;

fn single(text: &str, today: Date) -> Result<Days, WhenError> {
    let shown = || text.chars().take(LONGEST).collect();
    if text.len() > LONGEST {
        return Err(WhenError::Unknown { text: shown() });
    }
    let lower = text.to_lowercase();
    match numbers(&lower).or_else(|| words::read(&lower, today)) {
        Some(Reading::Days(days)) => Ok(days),
        Some(Reading::NoSuchDay) => Err(WhenError::NoSuchDay { text: shown() }),
        Some(Reading::Ambiguous) => Err(WhenError::Ambiguous { text: shown() }),
        None => Err(WhenError::Unknown { text: shown() }),
    }
}

/// The forms without words: ISO 8601 dates, quarters, halves, weeks and decades.
fn numbers(text: &str) -> Option<Reading> {
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    if let [first, ..] = parts[..]
        && first.len() > 4
        && first.is_char_boundary(4)
        && parts.len() < 3
    {
        let (year, rest) = first.split_at(4);
        let year = digits(year, 4)?;
        return match parts.len() {
            1 if rest == "s" && year % 10 == 0 => Some(calendar::years(year, 10).into()),
            1 if rest.len() == 4 => {
                let number = digits(rest, 4)?;
                Some(one_day(year, number / 100, number % 100))
            }
            1 => part_of_year(year, rest),
            _ => week_day(year, rest, parts[1]),
        };
    }
    match parts[..] {
        [year] => Some(calendar::year(digits(year, 4)?).into()),
        [year, part] if digits(part, 2).is_some() || digits(part, 1).is_some() => {
            Some(calendar::month(digits(year, 4)?, part.parse().ok()?).into())
        }
        [year, part] => part_of_year(digits(year, 4)?, part),
        [year, week, day] if week.starts_with('w') => week_day(digits(year, 4)?, week, day),
        [year, month, day] if year.len() == 4 => Some(one_day(digits(year, 4)?, small(month)?, small(day)?)),
        [first, second, year] => mixed_order(small(first)?, small(second)?, digits(year, 4)?),
        _ => None,
    }
}

fn one_day(year: i32, month: i32, day: i32) -> Reading {
    calendar::day(year, month, day).map(|d| (d, d)).into()
}

/// `q3`, `h1`, `w28` after a year.
fn part_of_year(year: i32, part: &str) -> Option<Reading> {
    let number = small(part.get(1..)?)?;
    match part.as_bytes().first()? {
        b'q' => Some(calendar::quarter(year, number).into()),
        b'h' => Some(calendar::half(year, number).into()),
        b'w' => Some(calendar::iso_week(year, number).into()),
        _ => None,
    }
}

fn week_day(year: i32, week: &str, day: &str) -> Option<Reading> {
    let week = small(week.strip_prefix('w')?)?;
    let day = digits(day, 1)?;
    let days = calendar::iso_week(year, week)
        .filter(|_| (1..=7).contains(&day))
        .and_then(|(monday, _)| calendar::add_days(monday, i64::from(day) - 1))
        .map(|d| (d, d));
    Some(days.into())
}

/// Month and day in front of the year: read where only one order is possible.
fn mixed_order(first: i32, second: i32, year: i32) -> Option<Reading> {
    Some(match (first <= 12, second <= 12) {
        (true, true) if first != second => Reading::Ambiguous,
        (true, _) => one_day(year, first, second),
        (false, _) => one_day(year, second, first),
    })
}

/// Reads exactly `n` digits.
fn digits(text: &str, n: usize) -> Option<i32> {
    (text.len() == n && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Reads one or two digits.
fn small(text: &str) -> Option<i32> {
    digits(text, 1).or_else(|| digits(text, 2))
}

/// Returns the number of days since 1970.
pub(crate) fn days(day: Date) -> i64 {
    i64::from(date(1970, 1, 1).until(day).map_or(0, |span| span.get_days()))
}

/// Returns the day that a number of days since 1970 means, if the calendar has it.
pub(crate) fn day(days: i64) -> Option<Date> {
    date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests;
