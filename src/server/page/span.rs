//! Which days the chart shows, how finely, and what it shows of them.

use jiff::ToSpan;
use jiff::civil::Date;

use super::asked::Asked;
use super::chart::Bar;
use super::hit::long_day;
use crate::search::Trend;
use crate::when::Interval;

/// The days that are counted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Window {
    /// First day, or nothing where all are counted.
    pub(super) since: String,
    /// Last day, or nothing where all are counted.
    pub(super) until: String,
    /// Length of one bar.
    pub(super) by: Interval,
}

/// The chosen days fill at least one part in so many of the chart.
const SMALLEST_PART: i32 = 12;

/// Returns all days of the index, or, where few of them are chosen, these with as many again
/// on either side: so a chosen month can be looked at by days.
pub(super) fn window(asked: &Asked, first: Date, last: Date) -> Window {
    let whole = days(first, last);
    let chosen = asked.since.parse::<Date>().ok().zip(asked.until.parse::<Date>().ok());
    let near = chosen.filter(|&(from, to)| from <= to && days(from, to).saturating_mul(SMALLEST_PART) < whole);
    let Some((from, to)) = near else {
        return Window { since: String::new(), until: String::new(), by: interval(whole) };
    };
    let more = days(from, to).max(10).days();
    let since = from.checked_sub(more).map_or(first, |day| day.max(first));
    let until = to.checked_add(more).map_or(last, |day| day.min(last));
    Window { since: since.to_string(), until: until.to_string(), by: interval(days(since, until)) }
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days()).saturating_add(1)
}

/// Returns the length that makes some dozens of bars.
fn interval(days: i32) -> Interval {
    match days {
        ..=100 => Interval::Day,
        101..=460 => Interval::Week,
        461..=3700 => Interval::Month,
        _ => Interval::Year,
    }
}

/// Returns the bars of the first query of a trend.
pub(super) fn bars(trend: &Trend) -> Vec<Bar> {
    let Some(series) = trend.series.first() else { return Vec::new() };
    let bar = |(n, period): (usize, &crate::search::TrendPeriod)| Bar {
        from: period.from,
        to: period.to,
        label: label(trend.by, period.from),
        count: series.counts.get(n).copied().unwrap_or(0),
        share: series.per_1000(n).map(|share| share / 10.0),
    };
    trend.periods.iter().enumerate().map(bar).collect()
}

fn label(by: Interval, first: Date) -> String {
    match by {
        Interval::Day => long_day(first),
        Interval::Week => format!("Week of {}", long_day(first)),
        Interval::Month => first.strftime("%B %Y").to_string(),
        Interval::Year => first.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_small_choice_is_looked_at_closely() {
        let (first, last) = (date(2017, 1, 1), date(2020, 12, 31));
        let all = window(&Asked::read("q=x&since=2020").0, first, last);
        assert_eq!((all.since.as_str(), all.by), ("", Interval::Month));
        let july = window(&Asked::read("q=x&since=2020-07-01&until=2020-07-31").0, first, last);
        assert_eq!((july.since.as_str(), july.until.as_str(), july.by), ("2020-05-31", "2020-08-31", Interval::Day));
        let edge = window(&Asked::read("q=x&since=2020-12-31&until=2020-12-31").0, first, last);
        assert_eq!((edge.since.as_str(), edge.until.as_str()), ("2020-12-21", "2020-12-31"));
        assert_eq!(window(&Asked::read("q=x&since=9999-12-31&until=9999-12-31").0, first, last).until, "2020-12-31");
    }
}
