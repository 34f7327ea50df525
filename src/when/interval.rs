//! The calendar's own periods, which counts are kept by: day, week, month, year.

use jiff::civil::{Date, date};

use super::calendar::{self, Days};

/// A calendar period of one length; each has a number, and the next period the next number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Interval {
    /// A day.
    Day,
    /// A week of ISO 8601, Monday to Sunday.
    Week,
    /// A month.
    #[default]
    Month,
    /// A year.
    Year,
}

/// A Monday; weeks are numbered from it.
const MONDAY: Date = date(1969, 12, 29);

impl Interval {
    /// All intervals, shortest first.
    pub const ALL: [Interval; 4] = [Interval::Day, Interval::Week, Interval::Month, Interval::Year];

    /// Returns the name that flags and JSON use.
    pub fn name(self) -> &'static str {
        match self {
            Interval::Day => "day",
            Interval::Week => "week",
            Interval::Month => "month",
            Interval::Year => "year",
        }
    }

    /// Returns the number of the period that holds `date`.
    pub fn number_of(self, date: Date) -> i64 {
        match self {
            Interval::Day => days_between(MONDAY, date),
            Interval::Week => days_between(MONDAY, date).div_euclid(7),
            Interval::Month => i64::from(date.year()) * 12 + i64::from(date.month()) - 1,
            Interval::Year => i64::from(date.year()),
        }
    }

    /// Returns the first and last day of a period, where the calendar has it.
    pub fn days(self, number: i64) -> Option<Days> {
        let year = |number: i64| i32::try_from(number).ok();
        match self {
            Interval::Day => calendar::add_days(MONDAY, number).map(|day| (day, day)),
            Interval::Week => {
                let monday = calendar::add_days(MONDAY, number.checked_mul(7)?)?;
                Some((monday, calendar::add_days(monday, 6)?))
            }
            Interval::Month => calendar::month(year(number.div_euclid(12))?, year(number.rem_euclid(12))? + 1),
            Interval::Year => calendar::year(year(number)?),
        }
    }

    /// Returns the name of the period that begins on `first`: `2020-07-14`, `2020-W28`,
    /// `2020-07`, `2020`. Each can be typed where a time is asked for.
    pub fn label(self, first: Date) -> String {
        match self {
            Interval::Day => first.to_string(),
            Interval::Week => {
                let week = first.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Interval::Month => format!("{:04}-{:02}", first.year(), first.month()),
            Interval::Year => format!("{:04}", first.year()),
        }
    }

    /// Returns the most days that such a period has.
    pub(crate) fn longest(self) -> i64 {
        match self {
            Interval::Day => 1,
            Interval::Week => 7,
            Interval::Month => 31,
            Interval::Year => 366,
        }
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

impl std::str::FromStr for Interval {
    type Err = UnknownInterval;

    fn from_str(name: &str) -> Result<Self, UnknownInterval> {
        Interval::ALL.into_iter().find(|i| i.name() == name).ok_or_else(|| UnknownInterval(name.to_owned()))
    }
}

/// The name of an interval that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown interval `{0}`")]
pub struct UnknownInterval(pub String);

impl UnknownInterval {
    /// Returns what to type instead.
    pub fn hint(&self) -> &'static str {
        "the intervals are day, week, month and year"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_have_numbers_labels_and_ends() {
        let day = date(2020, 7, 14);
        let label = |interval: Interval| {
            let (first, last) = interval.days(interval.number_of(day)).expect("in the calendar");
            format!("{} {first} {last}", interval.label(first))
        };
        let labels = Interval::ALL.map(label);
        assert_eq!(
            labels,
            [
                "2020-07-14 2020-07-14 2020-07-14",
                "2020-W29 2020-07-13 2020-07-19",
                "2020-07 2020-07-01 2020-07-31",
                "2020 2020-01-01 2020-12-31",
            ]
        );
    }

    #[test]
    fn labels_can_be_typed() {
        for interval in Interval::ALL {
            for day in [date(2020, 12, 31), date(2021, 1, 3), date(2016, 2, 29), date(1066, 10, 14), date(1, 1, 1)] {
                let (first, last) = interval.days(interval.number_of(day)).expect("in the calendar");
                let typed = super::super::parse(&interval.label(first), day).expect("a time");
                assert_eq!((typed.from, typed.to), (Some(first), Some(last)), "{interval:?} {day}");
            }
        }
    }

    #[test]
    fn ends_of_the_calendar() {
        for interval in Interval::ALL {
            assert_eq!(interval.days(i64::MAX), None);
            assert_eq!(interval.days(i64::MIN), None);
        }
        let last = Interval::Week.number_of(date(9999, 12, 31));
        assert_eq!(Interval::Week.days(last), None);
    }
}
