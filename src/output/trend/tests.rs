use jiff::civil::date;

use super::*;
use crate::search::TrendPeriod;
use crate::when::Interval;

fn trend(queries: &[(&str, &[u64])]) -> Trend {
    let n = queries.iter().map(|(_, counts)| counts.len()).max().unwrap_or(0);
    let period = |n: usize| {
        let (from, to) = Interval::Month.days(2020 * 12 + n as i64).expect("in the calendar");
        TrendPeriod { label: Interval::Month.label(from), from, to }
    };
    let series = queries.iter().map(|(query, counts)| TrendSeries {
        query: (*query).to_owned(),
        total: counts.iter().sum::<u64>() + 2,
        undated: 2,
        counts: counts.to_vec(),
        of: counts.iter().map(|n| n * 100).collect(),
        notices: Vec::new(),
    });
    Trend {
        by: Interval::Month,
        clock: Clock::Published,
        periods: (0..n).map(period).collect(),
        series: series.collect(),
    }
}

#[test]
fn answer_as_json_and_csv() {
    let trend = trend(&[("a \"b\"", &[3, 0])]);
    let json = trend_json(&trend);
    assert_eq!(
        json["series"][0]["periods"],
        json!([
            {"period": "2020-01", "from": "2020-01-01", "to": "2020-01-31", "count": 3, "of": 300, "per_1000": 10.0},
            {"period": "2020-02", "from": "2020-02-01", "to": "2020-02-29", "count": 0, "of": 0, "per_1000": null},
        ])
    );
    assert_eq!(
        (&json["by"], &json["clock"], &json["series"][0]["undated"]),
        (&json!("month"), &json!("published"), &json!(2))
    );
    let csv = trend_csv(&trend);
    assert!(csv.contains("\"a \"\"b\"\"\",2020-01,2020-01-01,2020-01-31,3,300,10\r\n"), "{csv}");
    assert_eq!(date(2020, 2, 29), trend.periods[1].to);
}

#[cfg(feature = "cli")]
#[test]
fn charts_for_the_terminal() {
    use crate::output::TextOptions;

    let one = trend_text(
        &trend(&[("recusal", &[3, 0, 1200, 0, 0, 0, 0, 0, 600])]),
        TrendScale::Count,
        TextOptions::of_width(Some(60)),
    );
    let two = trend_text(
        &trend(&[("recusal", &[3, 5]), ("runoff", &[0, 10])]),
        TrendScale::Count,
        TextOptions::of_width(Some(50)),
    );
    let none = trend_text(&trend(&[("recusal", &[])]), TrendScale::Share, TextOptions::default());
    let plain = |text: &str| anstream::adapter::strip_str(text).to_string();
    assert!(plain(&one).lines().all(|line| line.chars().count() <= 60), "{one}");
    insta::assert_snapshot!(format!("{}\n{}\n{}", plain(&one), plain(&two), plain(&none)));
}

#[test]
fn images_are_sound() {
    for series in [&[("a < b & \"c\"", &[3u64, 0, 9][..])][..], &[("a", &[1, 2]), ("b", &[2, 1])], &[("a", &[])]] {
        let svg = trend_svg(&trend(series), TrendScale::Count);
        let page = scraper::Html::parse_fragment(&svg);
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n") && page.errors.len() <= 1, "{svg}");
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
    let one = trend_svg(&trend(&[("a < b", &[3, 0, 9])]), TrendScale::Count);
    assert_eq!((one.matches("<rect ").count(), one.matches("a &lt; b").count()), (3, 2), "{one}");
}

#[test]
fn axes_end_on_round_figures() {
    assert_eq!([0.0, 0.3, 1.0, 3.0, 7.0, 1234.0].map(ceiling_of), [1.0, 0.5, 1.0, 5.0, 10.0, 2000.0]);
}

fn ceiling_of(most: f64) -> f64 {
    rounded(super::svg::ceiling(most))
}
