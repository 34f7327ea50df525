//! Counts by period → JSON, CSV, a chart for the terminal, an SVG file.

#[cfg(feature = "cli")]
mod chart;
mod svg;

use serde_json::{Value, json};

use super::csv;
use crate::query::Clock;
use crate::search::{Trend, TrendSeries};

#[cfg(feature = "cli")]
pub use chart::trend_text;
pub use svg::trend_svg;

/// What a chart draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum TrendScale {
    /// Passages.
    #[default]
    Count,
    /// Passages for each 1,000 of the same period and sources.
    Share,
}

impl TrendScale {
    /// Returns the figure of period `n` that is drawn.
    fn of(self, series: &TrendSeries, n: usize) -> f64 {
        match self {
            TrendScale::Count => series.counts.get(n).map_or(0.0, |&count| count as f64),
            TrendScale::Share => series.per_1000(n).unwrap_or(0.0),
        }
    }

    /// Returns the largest figure of all queries.
    fn most(self, trend: &Trend) -> f64 {
        let figures = trend.series.iter().flat_map(|s| (0..s.counts.len()).map(|n| self.of(s, n)));
        figures.fold(0.0, f64::max)
    }
}

/// Returns the name of a clock, as flags and JSON have it.
fn clock_name(clock: Clock) -> &'static str {
    match clock {
        Clock::Published => "published",
        Clock::About => "about",
    }
}

/// Returns a figure with at most three decimals.
fn rounded(figure: f64) -> f64 {
    (figure * 1000.0).round() / 1000.0
}

/// Returns the counts as one object.
pub fn trend_json(trend: &Trend) -> Value {
    let series = trend.series.iter().map(|series| {
        let period = |(n, period): (usize, &crate::search::TrendPeriod)| {
            json!({
                "period": period.label, "from": period.from, "to": period.to,
                "count": series.counts.get(n), "of": series.of.get(n), "per_1000": series.per_1000(n).map(rounded),
            })
        };
        let periods: Vec<Value> = trend.periods.iter().enumerate().map(period).collect();
        let mut out = json!({
            "query": series.query, "total": series.total, "undated": series.undated, "periods": periods,
        });
        if !series.notices.is_empty() {
            out["notices"] = json!(series.notices);
        }
        out
    });
    json!({"by": trend.by.name(), "clock": clock_name(trend.clock), "series": series.collect::<Vec<_>>()})
}

/// Returns the counts as a table: one row for each query and period.
pub fn trend_csv(trend: &Trend) -> String {
    let mut out = csv::row(["query", "period", "from", "to", "count", "of", "per_1000"].map(String::from));
    for series in &trend.series {
        for (n, period) in trend.periods.iter().enumerate() {
            out.push_str(&csv::row([
                series.query.clone(),
                period.label.clone(),
                period.from.to_string(),
                period.to.to_string(),
                series.counts.get(n).map(u64::to_string).unwrap_or_default(),
                series.of.get(n).map(u64::to_string).unwrap_or_default(),
                series.per_1000(n).map(|share| rounded(share).to_string()).unwrap_or_default(),
            ]));
        }
    }
    out
}

#[cfg(test)]
mod tests;
