//! What an expression means: TIMEX3 type, TIMEX3 value, and the days on the calendar.

use jiff::civil::Date;

use super::lexicon::{Part, Season, Unit};
use crate::annotate::DateType;
use crate::when::calendar::{self, Days};

/// A number of units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Count {
    /// In tenths, so that "two and a half" is exact.
    Tenths(i32),
    /// "several", or a bare plural.
    Many,
}

impl Count {
    pub fn whole(n: i32) -> Self {
        Count::Tenths(n.saturating_mul(10))
    }

    /// The number, where it is a whole one.
    pub fn as_whole(self) -> Option<i32> {
        match self {
            Count::Tenths(tenths) if tenths % 10 == 0 => Some(tenths / 10),
            _ => None,
        }
    }
}

/// A reference without a place on the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    Past,
    Present,
    Future,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeOfDay {
    Part(Part),
    /// Minutes since midnight; 1440 is the midnight that ends the day.
    Minutes(i32),
}

/// The meaning of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum When {
    Day(Date),
    /// The week that begins on this Monday.
    Week(Date),
    /// The weekend of the week that begins on this Monday.
    Weekend(Date),
    Month(i32, i32),
    Quarter(i32, i32),
    Half(i32, i32),
    Season(i32, Season),
    Year(i32),
    /// The year divided by ten.
    Decade(i32),
    /// The year divided by a hundred.
    Century(i32),
    Time(Date, TimeOfDay),
    /// A part of the calendar whose place is not known ("XXXX-07-14").
    Floating(String),
    FloatingTime(TimeOfDay),
    Reference(Reference),
    Duration(Count, Unit),
    /// A duration without a number or unit of its own ("a while").
    SomeTime,
    /// A recurring time, with its value.
    Set(String),
}

impl When {
    pub fn kind(&self) -> DateType {
        match self {
            When::Time(..) | When::FloatingTime(_) => DateType::Time,
            When::Duration(..) | When::SomeTime => DateType::Duration,
            When::Set(_) => DateType::Set,
            _ => DateType::Date,
        }
    }

    /// Returns the TIMEX3 value.
    pub fn value(&self) -> String {
        match *self {
            When::Day(date) => date.to_string(),
            When::Week(monday) => week_value(monday),
            When::Weekend(monday) => format!("{}-WE", week_value(monday)),
            When::Month(year, month) => format!("{year:04}-{month:02}"),
            When::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            When::Half(year, half) => format!("{year:04}-H{half}"),
            When::Season(year, season) => format!("{year:04}-{}", season.code()),
            When::Year(year) => format!("{year:04}"),
            When::Decade(decade) => format!("{decade:03}"),
            When::Century(century) => format!("{century:02}"),
            When::Time(date, time) => format!("{date}{}", time.value()),
            When::FloatingTime(time) => format!("XXXX-XX-XX{}", time.value()),
            When::Floating(ref value) | When::Set(ref value) => value.clone(),
            When::Reference(Reference::Past) => "PAST_REF".to_string(),
            When::Reference(Reference::Present) => "PRESENT_REF".to_string(),
            When::Reference(Reference::Future) => "FUTURE_REF".to_string(),
            When::Duration(count, unit) => duration(count, unit),
            When::SomeTime => "PXX".to_string(),
        }
    }

    /// Returns the first and last day, where the expression lies on the calendar.
    pub fn days(&self) -> Option<Days> {
        match *self {
            When::Day(date) | When::Time(date, _) => Some((date, date)),
            When::Week(monday) => Some((monday, calendar::add_days(monday, 6)?)),
            When::Weekend(monday) => Some((calendar::add_days(monday, 5)?, calendar::add_days(monday, 6)?)),
            When::Month(year, month) => calendar::month(year, month),
            When::Quarter(year, quarter) => calendar::quarter(year, quarter),
            When::Half(year, half) => calendar::half(year, half),
            When::Season(year, season) => season.days(year),
            When::Year(year) => calendar::year(year),
            When::Decade(decade) => calendar::years(decade * 10, 10),
            When::Century(century) => calendar::years(century * 100, 100),
            _ => None,
        }
    }
}

/// Returns the meaning if its year can be written.
pub(super) fn checked(when: When) -> Option<When> {
    match when {
        When::Year(year) if !(1..=9999).contains(&year) => None,
        when => Some(when),
    }
}

fn week_value(monday: Date) -> String {
    let week = monday.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

impl TimeOfDay {
    fn value(self) -> String {
        match self {
            TimeOfDay::Part(part) => part.code().to_string(),
            TimeOfDay::Minutes(minutes) => format!("T{:02}:{:02}", minutes / 60, minutes % 60),
        }
    }
}

impl Season {
    pub fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// The month in which the season begins (northern half, meteorological).
    pub fn first_month(self) -> i32 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }

    /// The days of the season; a winter bears the year of its January.
    fn days(self, year: i32) -> Option<Days> {
        let year = if self == Season::Winter { year - 1 } else { year };
        calendar::months(year, self.first_month(), 3)
    }
}

/// The value of a duration. Decades and centuries count as years where their number is known,
/// as the guidelines' corpora have it; unknown numbers of them are `PXE`.
pub(super) fn duration(count: Count, unit: Unit) -> String {
    let (clock, letter, factor) = match unit {
        Unit::Second => ("T", "S", 1),
        Unit::Minute => ("T", "M", 1),
        Unit::Hour => ("T", "H", 1),
        Unit::Day => ("", "D", 1),
        Unit::Week => ("", "W", 1),
        Unit::Weekend => ("", "WE", 1),
        Unit::Month => ("", "M", 1),
        Unit::Quarter => ("", "Q", 1),
        Unit::Year => ("", "Y", 1),
        Unit::Decade => ("", "Y", 10),
        Unit::Century => ("", "Y", 100),
    };
    let tenths = match count {
        Count::Many if factor > 1 => return "PXE".to_string(),
        Count::Many => return format!("P{clock}X{letter}"),
        Count::Tenths(tenths) => tenths.saturating_mul(factor),
    };
    match (tenths, unit) {
        (5, Unit::Hour) => "PT30M".to_string(),
        (5, Unit::Year) => "P6M".to_string(),
        _ if tenths % 10 == 0 => format!("P{clock}{}{letter}", tenths / 10),
        _ => format!("P{clock}{}.{}{letter}", tenths / 10, tenths % 10),
    }
}

/// Which part of a stretch is meant by "early", "mid-" and "late".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Third {
    First,
    Middle,
    Last,
}

/// Returns the first, middle or last third of a stretch; a stretch under three days whole.
pub(super) fn narrow(days: Days, third: Third) -> Option<Days> {
    let (from, to) = days;
    let length = i64::from(from.until(to).ok()?.get_days()) + 1;
    let piece = length / 3;
    if piece == 0 {
        return Some(days);
    }
    Some(match third {
        Third::First => (from, calendar::add_days(from, piece - 1)?),
        Third::Middle => (calendar::add_days(from, piece)?, calendar::add_days(to, -piece)?),
        Third::Last => (calendar::add_days(to, 1 - piece)?, to),
    })
}
