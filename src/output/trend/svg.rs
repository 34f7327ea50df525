//! Counts by period → an SVG image: columns for one query, lines for several.
//!
//! The lines differ in colour and in dashes, the colours are told apart by colour-blind
//! readers, and the image carries its title and a description in words.

use std::fmt::Write;

use super::{TrendScale, clock_name, rounded};
use crate::search::{Trend, TrendSeries};

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 44.0;
/// Height of a line of the legend.
const LINE: f64 = 18.0;
/// Labels below the axis at most.
const LABELS: usize = 10;
/// Points up to this number get a mark of their own.
const MARKED: usize = 120;

/// Colour and dashes of each query.
const STYLES: [(&str, &str); 5] =
    [("#0072b2", ""), ("#d55e00", "8 3"), ("#009e73", "2 3"), ("#cc79a7", "12 3 2 3"), ("#7a5c00", "5 5")];

/// Returns the chart as the text of an SVG file.
pub fn trend_svg(trend: &Trend, scale: TrendScale) -> String {
    let top = TOP + LINE * trend.series.len().saturating_sub(1) as f64;
    let drawing = Drawing { trend, scale, top, most: ceiling(scale.most(trend)) };
    let mut out = drawing.head();
    out.push_str(&drawing.axes());
    match trend.series.as_slice() {
        [only] => out.push_str(&drawing.columns(only)),
        several => several.iter().enumerate().for_each(|(n, series)| out.push_str(&drawing.line(n, series))),
    }
    out.push_str(&drawing.legend());
    out + "</svg>\n"
}

/// Returns the next figure of 1, 2 or 5 with zeros.
pub(super) fn ceiling(most: f64) -> f64 {
    if most <= 0.0 {
        return 1.0;
    }
    let ten = 10f64.powf(most.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|step| step * ten).find(|figure| *figure >= most).unwrap_or(most)
}

/// Returns words so that XML shows them as they are.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

struct Drawing<'a> {
    trend: &'a Trend,
    scale: TrendScale,
    top: f64,
    most: f64,
}

impl Drawing<'_> {
    fn unit(&self) -> &'static str {
        match self.scale {
            TrendScale::Count => "passages",
            TrendScale::Share => "passages per 1,000",
        }
    }

    fn head(&self) -> String {
        let title = format!("{} by {}, {}", self.unit(), self.trend.by.name(), clock_name(self.trend.clock));
        let totals = self.trend.series.iter().map(|s| format!("{}: {} passages", s.query, s.total));
        let ends = match (self.trend.periods.first(), self.trend.periods.last()) {
            (Some(first), Some(last)) => format!(", {} to {}", first.label, last.label),
            _ => String::new(),
        };
        let description = totals.collect::<Vec<_>>().join("; ") + &ends;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
             aria-labelledby=\"title desc\" font-family=\"system-ui, sans-serif\" font-size=\"12\">\n\
             <title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n",
            escaped(&title),
            escaped(&description)
        )
    }

    /// Returns where period `n` begins.
    fn x(&self, n: f64) -> f64 {
        rounded(LEFT + n * (WIDTH - LEFT - RIGHT) / self.trend.periods.len().max(1) as f64)
    }

    fn y(&self, figure: f64) -> f64 {
        let floor = HEIGHT - BOTTOM;
        rounded(floor - figure / self.most * (floor - self.top))
    }

    fn axes(&self) -> String {
        let mut out = String::new();
        for quarter in 0..=4 {
            let figure = self.most * f64::from(quarter) / 4.0;
            let y = self.y(figure);
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "<line x1=\"{LEFT}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\" stroke=\"#ddd\"/>\
                 <text x=\"{}\" y=\"{}\" text-anchor=\"end\" fill=\"#444\">{}</text>",
                WIDTH - RIGHT,
                LEFT - 6.0,
                y + 4.0,
                rounded(figure)
            );
        }
        let step = self.trend.periods.len().div_ceil(LABELS).max(1);
        for (n, period) in self.trend.periods.iter().enumerate().step_by(step) {
            let _ = writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" fill=\"#444\">{}</text>",
                self.x(n as f64 + 0.5),
                HEIGHT - BOTTOM + 18.0,
                period.label
            );
        }
        let _ = writeln!(out, "<text x=\"8\" y=\"{}\" fill=\"#444\">{}</text>", self.top - 12.0, self.unit());
        out
    }

    fn columns(&self, series: &TrendSeries) -> String {
        let mut out = format!("<g fill=\"{}\">\n", STYLES[0].0);
        let width = rounded((self.x(1.0) - self.x(0.0)) * 0.8);
        for (n, period) in self.trend.periods.iter().enumerate() {
            let figure = self.scale.of(series, n);
            if figure > 0.0 {
                let (x, y) = (self.x(n as f64 + 0.1), self.y(figure));
                let height = rounded(HEIGHT - BOTTOM - y);
                let _ = writeln!(
                    out,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"><title>{}: {}</title></rect>",
                    period.label,
                    rounded(figure)
                );
            }
        }
        out + "</g>\n"
    }

    fn line(&self, which: usize, series: &TrendSeries) -> String {
        let (color, dashes) = STYLES[which % STYLES.len()];
        let point = |n: usize| (self.x(n as f64 + 0.5), self.y(self.scale.of(series, n)));
        let points: Vec<String> = (0..self.trend.periods.len()).map(point).map(|(x, y)| format!("{x},{y}")).collect();
        let mut out = format!(
            "<polyline fill=\"none\" stroke=\"{color}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\" points=\"{}\"/>\n",
            points.join(" ")
        );
        if points.len() <= MARKED {
            for (n, period) in self.trend.periods.iter().enumerate() {
                let (x, y) = point(n);
                let _ = writeln!(
                    out,
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"2.5\" fill=\"{color}\"><title>{} {}: {}</title></circle>",
                    escaped(&series.query),
                    period.label,
                    rounded(self.scale.of(series, n))
                );
            }
        }
        out
    }

    fn legend(&self) -> String {
        let mut out = String::new();
        for (n, series) in self.trend.series.iter().enumerate() {
            let (color, dashes) = STYLES[n % STYLES.len()];
            let y = 18.0 + LINE * n as f64;
            let _ = writeln!(
                out,
                "<line x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\" stroke=\"{color}\" stroke-width=\"3\" \
                 stroke-dasharray=\"{dashes}\"/><text x=\"{}\" y=\"{y}\" fill=\"#111\">{}</text>",
                LEFT + 90.0,
                LEFT + 120.0,
                y - 4.0,
                y - 4.0,
                LEFT + 128.0,
                escaped(&series.query)
            );
        }
        out
    }
}
