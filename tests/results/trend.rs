//! Counts by period, against the articles counted by hand.

use jiff::civil::date;
use onrecord::query::{Clock, Query};
use onrecord::search::{Trend, TrendError};
use onrecord::when::{self, Interval};

use crate::desk::{Desk, TODAY, many, parse};

fn counts(trend: &Trend, series: usize) -> Vec<String> {
    let series = &trend.series[series];
    let line = |(n, period): (usize, &onrecord::search::TrendPeriod)| {
        format!("{} {}/{}", period.label, series.counts[n], series.of[n])
    };
    trend.periods.iter().enumerate().map(line).collect()
}

fn by(desk: &Desk, queries: &[Query], interval: Interval, clock: Clock) -> Trend {
    desk.searcher.trend(queries, interval, clock).expect("counted")
}

#[test]
fn months_without_a_match_count_zero() {
    let desk = Desk::new();
    let trend = by(&desk, &[parse("recusal"), parse("runoff")], Interval::Month, Clock::Published);
    let recusal = ["2020-03 1/3", "2020-04 0/0", "2020-05 0/0", "2020-06 0/0", "2020-07 3/4"];
    assert_eq!(counts(&trend, 0), recusal);
    assert_eq!((trend.series[0].total, trend.series[0].undated), (5, 1));
    assert_eq!(trend.series[0].per_1000(4), Some(750.0));
    assert_eq!(trend.series[0].per_1000(1), None);
    assert_eq!(counts(&trend, 1)[4], "2020-07 2/4");
    assert_eq!((trend.periods[0].from, trend.periods[4].to), (date(2020, 3, 1), date(2020, 7, 31)));
}

#[test]
fn shares_are_of_the_same_sources_and_days() {
    let desk = Desk::new();
    let courier = parse("recusal").source("The Courier");
    let expected = ["2020 2/5"];
    assert_eq!(counts(&by(&desk, &[courier], Interval::Year, Clock::Published), 0), expected);
    let typed = parse("recusal source:courier");
    assert_eq!(counts(&by(&desk, &[typed], Interval::Year, Clock::Published), 0), expected);
    let july = when::since("2020-07", TODAY).expect("a time");
    let trend = by(&desk, &[parse("recusal").since(july)], Interval::Day, Clock::Published);
    assert_eq!(counts(&trend, 0), ["2020-07-02 2/2", "2020-07-03 0/0", "2020-07-04 0/0", "2020-07-05 1/2"]);
    // What a passage says does not change what it is a share of.
    let said = parse("recusal speaker:poole");
    assert_eq!(counts(&by(&desk, &[said], Interval::Year, Clock::Published), 0), ["2020 1/7"]);
}

#[test]
fn dates_that_passages_mention() {
    let desk = Desk::new();
    let trend = by(&desk, &[parse("runoff")], Interval::Month, Clock::About);
    // March 31 and July 14 of one passage both count, June as a whole month; 2019 is too long.
    assert_eq!(counts(&trend, 0), ["2020-03 1/2", "2020-04 0/0", "2020-05 0/0", "2020-06 1/1", "2020-07 2/2"],);
    assert_eq!((trend.series[0].total, trend.series[0].undated), (3, 0));
    let days = by(&desk, &[parse("runoff")], Interval::Day, Clock::About);
    assert_eq!(days.series[0].undated, 1);
    assert_eq!(days.periods.last().map(|p| p.label.as_str()), Some("2020-07-14"));
    let july = parse("runoff").about(when::parse("2020-07", TODAY).expect("a time"));
    assert_eq!(counts(&by(&desk, &[july], Interval::Month, Clock::About), 0), ["2020-07 2/2"]);
}

#[test]
fn counts_are_not_relaxed() {
    let desk = Desk::new();
    let trend = by(&desk, &[parse("recusal coffee")], Interval::Month, Clock::Published);
    assert_eq!(trend.series[0].total, 0);
    assert!(trend.series[0].counts.iter().all(|n| *n == 0) && trend.periods.len() == 5);
}

#[test]
fn too_much_is_refused() {
    let desk = Desk::new();
    let six = vec![parse("recusal"); 6];
    for queries in [&six[..], &[]] {
        let error = desk.searcher.trend(queries, Interval::Month, Clock::Published).expect_err("refused");
        assert!(matches!(error, TrendError::Queries { .. }) && error.hint().contains('5'), "{error}");
    }
    let old = r#"{"id":"a","date":"1900-01-01","text":"A harbour."}
{"id":"b","date":"2020-01-01","text":"A harbour."}"#;
    let desk = Desk::of(old, 1);
    let error = desk.searcher.trend(&[parse("harbour")], Interval::Day, Clock::Published).expect_err("refused");
    assert_eq!(error.to_string(), "43830 periods from 1900-01-01 to 2020-01-01");
    assert_eq!(by(&desk, &[parse("harbour")], Interval::Month, Clock::Published).periods.len(), 1441);
}

#[test]
fn every_interval_sums_up_to_the_total() {
    let desk = Desk::of(&many(500), 2);
    for interval in Interval::ALL {
        let trend = by(&desk, &[parse("harbour"), parse("opened")], interval, Clock::Published);
        let sums: Vec<u64> = trend.series.iter().map(|s| s.counts.iter().sum()).collect();
        assert_eq!(sums, [1000, 500], "{interval:?}");
        assert_eq!(trend.series[0].of.iter().sum::<u64>(), 1500);
        assert_eq!((trend.series[0].total, trend.series[0].undated), (1000, 0));
    }
}
