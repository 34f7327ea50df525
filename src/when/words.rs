//! The forms with words: "yesterday", "3 weeks ago", "last month", "14 July 2020".

use jiff::civil::{Date, Weekday};

use super::calendar::{self, Days, MONTHS, add_days, add_months};
use super::{Reading, digits, small};

/// Reads a lower-cased text; `None` where it is none of the forms.
pub(super) fn read(text: &str, today: Date) -> Option<Reading> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '_'))
        .map(|word| word.strip_suffix('.').unwrap_or(word))
        .filter(|word| !word.is_empty() && *word != "the" && *word != "of")
        .collect();
    relative(&words, today).or_else(|| named(&words, today))
}

/// Forms that depend on today alone.
fn relative(words: &[&str], today: Date) -> Option<Reading> {
    let days = match *words {
        ["today" | "now"] => Some((today, today)),
        ["yesterday"] => one(add_days(today, -1)),
        ["tomorrow"] => one(add_days(today, 1)),
        [n, unit, "ago"] => one(Unit::read(unit)?.shift(today, -count(n)?)),
        [short, "ago"] => {
            let (n, unit) = short_count(short)?;
            one(unit.shift(today, -n))
        }
        ["last" | "past", n, unit] if count(n).is_some() => back_from(today, count(n)?, Unit::read(unit)?),
        ["last" | "past", short] if short_count(short).is_some() => {
            let (n, unit) = short_count(short)?;
            back_from(today, n, unit)
        }
        ["this", unit] if Unit::read(unit).is_some() => Unit::read(unit)?.around(today),
        ["last", unit] if Unit::read(unit).is_some() => Unit::read(unit)?.before(today),
        ["next", unit] if Unit::read(unit).is_some() => Unit::read(unit)?.after(today),
        [name] if weekday(name).is_some() => one(latest_weekday(today, weekday(name)?)),
        ["last", name] if weekday(name).is_some() => one(latest_weekday(add_days(today, -1)?, weekday(name)?)),
        _ => return None,
    };
    Some(days.into())
}

/// Forms that name a month, a season or a quarter.
fn named(words: &[&str], today: Date) -> Option<Reading> {
    let days = match *words {
        [name, day, year] if month(name).is_some() => {
            one(calendar::day(digits(year, 4)?, month(name)?, day_number(day)?))
        }
        [day, name, year] if month(name).is_some() => {
            one(calendar::day(digits(year, 4)?, month(name)?, day_number(day)?))
        }
        [name, year] if month(name).is_some() && digits(year, 4).is_some() => {
            calendar::month(digits(year, 4)?, month(name)?)
        }
        [name, day] if month(name).is_some() => one(latest_day(today, month(name)?, day_number(day)?)),
        [day, name] if month(name).is_some() => one(latest_day(today, month(name)?, day_number(day)?)),
        [name] if month(name).is_some() => {
            let number = month(name)?;
            let year = i32::from(today.year());
            calendar::month(if number > i32::from(today.month()) { year - 1 } else { year }, number)
        }
        [part, year] if part.len() == 2 && part.starts_with('q') => {
            calendar::quarter(digits(year, 4)?, small(&part[1..])?)
        }
        [season, year] => {
            let year = digits(year, 4)?;
            // Meteorological seasons of the northern half; a winter is named for its January.
            match season {
                "spring" => calendar::months(year, 3, 3),
                "summer" => calendar::months(year, 6, 3),
                "autumn" | "fall" => calendar::months(year, 9, 3),
                "winter" => calendar::months(year - 1, 12, 3),
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(days.into())
}

fn one(day: Option<Date>) -> Option<Days> {
    day.map(|d| (d, d))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
}

impl Unit {
    fn read(word: &str) -> Option<Unit> {
        Some(match word {
            "d" | "day" | "days" => Unit::Day,
            "w" | "wk" | "week" | "weeks" => Unit::Week,
            "m" | "mo" | "month" | "months" => Unit::Month,
            "q" | "quarter" | "quarters" => Unit::Quarter,
            "y" | "yr" | "year" | "years" => Unit::Year,
            "decade" | "decades" => Unit::Decade,
            _ => return None,
        })
    }

    /// The day `n` units away.
    fn shift(self, day: Date, n: i64) -> Option<Date> {
        match self {
            Unit::Day => add_days(day, n),
            Unit::Week => add_days(day, n * 7),
            Unit::Month => add_months(day, n),
            Unit::Quarter => add_months(day, n * 3),
            Unit::Year => add_months(day, n * 12),
            Unit::Decade => add_months(day, n * 120),
        }
    }

    /// The unit on the calendar that holds `day`.
    fn around(self, day: Date) -> Option<Days> {
        let (year, month) = (i32::from(day.year()), i32::from(day.month()));
        match self {
            Unit::Day => Some((day, day)),
            Unit::Week => calendar::week_of(day),
            Unit::Month => calendar::month(year, month),
            Unit::Quarter => calendar::quarter(year, calendar::quarter_of(day)),
            Unit::Year => calendar::year(year),
            Unit::Decade => calendar::years(year / 10 * 10, 10),
        }
    }

    fn before(self, day: Date) -> Option<Days> {
        self.around(add_days(self.around(day)?.0, -1)?)
    }

    fn after(self, day: Date) -> Option<Days> {
        self.around(add_days(self.around(day)?.1, 1)?)
    }
}

/// The `n` units that end with `today`.
fn back_from(today: Date, n: i64, unit: Unit) -> Option<Days> {
    let from = add_days(unit.shift(today, -n)?, 1)?;
    Some((from.min(today), today))
}

/// A count in digits or as a word; large ones stay small enough for the arithmetic.
fn count(word: &str) -> Option<i64> {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    if let Some(n) = WORDS.iter().position(|&w| w == word) {
        return i64::try_from(n).ok();
    }
    (word.len() <= 6 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok())?
}

/// `30d`, `2weeks`.
fn short_count(word: &str) -> Option<(i64, Unit)> {
    let split = word.find(|c: char| !c.is_ascii_digit())?;
    let (n, unit) = word.split_at(split);
    Some((count(n).filter(|_| !n.is_empty())?, Unit::read(unit)?))
}

/// A day of the month with or without its ordinal ending.
fn day_number(word: &str) -> Option<i32> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    small(bare)
}

fn month(word: &str) -> Option<i32> {
    if word.len() < 3 {
        return None;
    }
    let found =
        MONTHS.iter().position(|name| *name == word || word == &name[..3] || (word == "sept" && *name == "september"));
    i32::try_from(found? + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

/// The last such weekday up to and including `day`.
fn latest_weekday(day: Date, weekday: Weekday) -> Option<Date> {
    add_days(day, -i64::from(weekday.until(day.weekday())))
}

/// The last such day of the year up to and including `today`; 29 February looks back to a leap year.
fn latest_day(today: Date, month: i32, number: i32) -> Option<Date> {
    let year = i32::from(today.year());
    (year - 8..=year).rev().filter_map(|y| calendar::day(y, month, number)).find(|&d| d <= today)
}
