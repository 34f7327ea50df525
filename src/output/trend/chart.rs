//! Counts by period → bars of block characters, a row for each query and period.
//!
//! Queries are told apart by letters, so that the chart can be read without colour. Long
//! stretches without any match are one line.

use std::fmt::Write;

use super::super::mark::plain;
use super::super::text::{BAR, HEADLINE, QUIET, TextOptions, grouped, styled};
use super::{TrendScale, clock_name};
use crate::search::{Trend, TrendSeries};

/// Periods without a match that are shown one by one; longer stretches become one line.
const SHORT_GAP: usize = 3;
/// Columns where nobody says how wide the screen is.
const WIDTH: usize = 80;
/// The eighths of a block.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Returns the chart, as wide as the options say.
pub fn trend_text(trend: &Trend, scale: TrendScale, options: TextOptions) -> String {
    let chart = Chart::new(trend, scale, options);
    let mut out = chart.heading();
    let is_empty = |n: usize| trend.series.iter().all(|s| s.counts.get(n).copied().unwrap_or(0) == 0);
    let mut n = 0;
    while n < trend.periods.len() {
        let gap = (n..trend.periods.len()).take_while(|&n| is_empty(n)).count();
        if gap > SHORT_GAP {
            out.push_str(&chart.gap(n, n + gap - 1));
            n += gap;
        } else {
            out.push_str(&chart.period(n));
            n += 1;
        }
    }
    out.push_str(&chart.undated());
    out
}

struct Chart<'a> {
    trend: &'a Trend,
    scale: TrendScale,
    most: f64,
    label: usize,
    count: usize,
    bar: usize,
}

/// Columns of the shares, with their heading.
const SHARE: usize = 9;

impl<'a> Chart<'a> {
    fn new(trend: &'a Trend, scale: TrendScale, options: TextOptions) -> Self {
        let label = trend.periods.iter().map(|p| p.label.len()).max().unwrap_or(0);
        let counts = trend.series.iter().flat_map(|s| &s.counts);
        let count = counts.map(|n| grouped(*n).len()).max().unwrap_or(0).max("count".len());
        let letters = if trend.series.len() > 1 { 3 } else { 0 };
        let used = label + letters + 2 + count + 2 + SHARE + 2;
        let bar = options.width.unwrap_or(WIDTH).saturating_sub(used).max(10);
        Chart { trend, scale, most: scale.most(trend), label, count, bar }
    }

    fn heading(&self) -> String {
        let mut out = String::new();
        let how = format!("by {}, {}", self.trend.by.name(), clock_name(self.trend.clock));
        for (n, series) in self.trend.series.iter().enumerate() {
            let passages = if series.total == 1 { "passage" } else { "passages" };
            let query = styled(&plain(&series.query), HEADLINE);
            let rest = styled(&format!("{} {passages}, {how}", grouped(series.total)), QUIET);
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{}{query}  {rest}", self.letter(n));
        }
        if self.trend.periods.is_empty() {
            return out;
        }
        let letters = if self.trend.series.len() > 1 { "   " } else { "" };
        let (label, count) = (self.label, self.count);
        let columns = format!("{:label$}{letters}  {:>count$}  {:>SHARE$}", "", "count", "per 1,000");
        let _ = writeln!(out, "{}", styled(&columns, QUIET));
        out
    }

    /// Returns the letter of a query, where there are several.
    fn letter(&self, n: usize) -> String {
        let letter = char::from(b'A' + u8::try_from(n).unwrap_or(0));
        if self.trend.series.len() > 1 { format!("{letter}  ") } else { String::new() }
    }

    fn period(&self, n: usize) -> String {
        let mut out = String::new();
        let Some(period) = self.trend.periods.get(n) else { return out };
        for (which, series) in self.trend.series.iter().enumerate() {
            let label = if which == 0 { period.label.as_str() } else { "" };
            let letter =
                if self.trend.series.len() > 1 { format!("  {}", self.letter(which).trim()) } else { String::new() };
            out.push_str(&self.row(label, &letter, series, n));
        }
        out
    }

    fn row(&self, label: &str, letter: &str, series: &TrendSeries, n: usize) -> String {
        let count = grouped(series.counts.get(n).copied().unwrap_or(0));
        let share = series.per_1000(n).map_or_else(|| "–".to_owned(), |share| format!("{share:.1}"));
        let (label_width, count_width) = (self.label, self.count);
        let figures = format!("{label:label_width$}{letter}  {count:>count_width$}  {share:>SHARE$}");
        let bar = self.blocks(self.scale.of(series, n));
        if bar.is_empty() { figures + "\n" } else { format!("{figures}  {}\n", styled(&bar, BAR)) }
    }

    /// Returns a bar; a figure above zero is never without one.
    fn blocks(&self, figure: f64) -> String {
        if figure <= 0.0 || self.most <= 0.0 {
            return String::new();
        }
        let eighths = (figure / self.most * self.bar as f64 * 8.0).round().max(1.0) as usize;
        "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
    }

    fn gap(&self, first: usize, last: usize) -> String {
        let (Some(from), Some(to)) = (self.trend.periods.get(first), self.trend.periods.get(last)) else {
            return String::new();
        };
        let what =
            format!("{} to {}: {} {}s without a match", from.label, to.label, last - first + 1, self.trend.by.name());
        format!("{}\n", styled(&what, QUIET))
    }

    fn undated(&self) -> String {
        let mut out = String::new();
        for (n, series) in self.trend.series.iter().enumerate().filter(|(_, series)| series.undated > 0) {
            let why = match self.trend.clock {
                crate::query::Clock::Published => "without a date",
                crate::query::Clock::About if series.undated == 1 => "that mentions no date so exact",
                crate::query::Clock::About => "that mention no date so exact",
            };
            let passages = if series.undated == 1 { "passage" } else { "passages" };
            let line = format!("{}{} {passages} {why}", self.letter(n), grouped(series.undated));
            let _ = writeln!(out, "{}", styled(&line, QUIET));
        }
        out
    }
}
