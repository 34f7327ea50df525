//! Calendar arithmetic: whole days, months, quarters, weeks and decades as first and last day.
//!
//! Years 1 to 9999; whatever leaves them is `None`, never a panic and never a wrapped year.

use jiff::Span;
use jiff::civil::Date;

/// Names of the months, in small letters.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// First and last day, both included.
pub(crate) type Days = (Date, Date);

/// Returns the day, if the calendar has it.
pub(crate) fn day(year: i32, month: i32, day: i32) -> Option<Date> {
    if year < 1 {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Returns `date` moved by whole days.
pub(crate) fn add_days(date: Date, days: i64) -> Option<Date> {
    let moved = date.checked_add(Span::new().try_days(days).ok()?).ok()?;
    (moved.year() >= 1).then_some(moved)
}

/// Returns `date` moved by whole months; the 31st becomes the last day of a shorter month.
pub(crate) fn add_months(date: Date, months: i64) -> Option<Date> {
    let moved = date.checked_add(Span::new().try_months(months).ok()?).ok()?;
    (moved.year() >= 1).then_some(moved)
}

/// Returns the first and last day of a year.
pub(crate) fn year(year: i32) -> Option<Days> {
    Some((day(year, 1, 1)?, day(year, 12, 31)?))
}

/// Returns the first and last day of a run of months that starts in `month` (1 to 12).
pub(crate) fn months(year: i32, month: i32, n: i64) -> Option<Days> {
    let first = day(year, month, 1)?;
    // Two steps, so that December 9999 does not leave the calendar.
    let last = add_months(first, n - 1)?.last_of_month();
    Some((first, last))
}

/// Returns the first and last day of a month.
pub(crate) fn month(year: i32, month: i32) -> Option<Days> {
    months(year, month, 1)
}

/// Returns the first and last day of a quarter (1 to 4).
pub(crate) fn quarter(year: i32, quarter: i32) -> Option<Days> {
    (1..=4).contains(&quarter).then(|| months(year, quarter * 3 - 2, 3))?
}

/// Returns the first and last day of a half year (1 or 2).
pub(crate) fn half(year: i32, half: i32) -> Option<Days> {
    (1..=2).contains(&half).then(|| months(year, half * 6 - 5, 6))?
}

/// Returns Monday and Sunday of an ISO 8601 week; week 53 only in years that have one.
pub(crate) fn iso_week(year: i32, week: i32) -> Option<Days> {
    let fourth = day(year, 1, 4)?;
    let first = add_days(fourth, -i64::from(fourth.weekday().to_monday_zero_offset()))?;
    let monday = add_days(first, 7 * i64::from(week - 1))?;
    let belongs = i32::from(monday.iso_week_date().year()) == year && week >= 1;
    belongs.then(|| Some((monday, add_days(monday, 6)?)))?
}

/// Returns Monday and Sunday of the week that holds `date`.
pub(crate) fn week_of(date: Date) -> Option<Days> {
    let monday = add_days(date, -i64::from(date.weekday().to_monday_zero_offset()))?;
    Some((monday, add_days(monday, 6)?))
}

/// Returns the first and last day of the `n` years from `first`; the year 0 is left out.
pub(crate) fn years(first: i32, n: i32) -> Option<Days> {
    Some((day(first.max(1), 1, 1)?, day(first + n - 1, 12, 31)?))
}

/// Returns the quarter (1 to 4) that holds `date`.
pub(crate) fn quarter_of(date: Date) -> i32 {
    (i32::from(date.month()) - 1) / 3 + 1
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_of_iso_8601() {
        assert_eq!(iso_week(2020, 53), Some((date(2020, 12, 28), date(2021, 1, 3))));
        assert_eq!(iso_week(2021, 53), None);
        assert_eq!(iso_week(2021, 0), None);
        assert_eq!(iso_week(2021, 1).map(|w| w.0), Some(date(2021, 1, 4)));
    }

    #[test]
    fn ends_of_the_calendar() {
        assert_eq!(month(9999, 12), Some((date(9999, 12, 1), date(9999, 12, 31))));
        assert_eq!(add_days(date(9999, 12, 31), 1), None);
        assert_eq!(add_days(date(1, 1, 1), -1), None);
        assert_eq!(add_days(date(1, 1, 1), i64::MAX), None);
        assert_eq!(day(2019, 2, 29), None);
        assert_eq!(day(0, 1, 1), None);
    }
}
