//! Counts over time → a chart on the calendar that can be brushed, and the same as a table.
//!
//! The bars are links: without scripts each one narrows the answer to its days. Places are
//! shares of the width in days, so that February is shorter than March and a month without
//! an article is a gap.

use jiff::civil::Date;
use maud::{Markup, html};

use super::asked::Asked;
use super::facets::grouped;

/// One stretch of days.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bar {
    /// First day.
    pub(super) from: Date,
    /// Last day.
    pub(super) to: Date,
    /// "May 2020".
    pub(super) label: String,
    /// Passages that match.
    pub(super) count: u64,
    /// Passages that match in a hundred of all, if there are any.
    pub(super) share: Option<f64>,
}

/// Height of the bars' ground in the chart, in CSS pixels, and of the space above the highest.
const GROUND: f64 = 96.0;
const ABOVE: f64 = 14.0;

/// Returns the chart; nothing where there is no stretch of days to compare.
pub(super) fn chart(bars: &[Bar], asked: &Asked) -> Markup {
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else { return html! {} };
    let highest = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    if bars.len() < 2 || highest == 0 {
        return html! {};
    }
    let days = days_between(first.from, last.to) + 1.0;
    let x = |day: Date| days_between(first.from, day) / days * 100.0;
    let chosen = |bar: &Bar| is_chosen(bar, asked);
    html! {
        figure.trend {
            figcaption { span { "Passages by " (unit(bars)) }
                @if !asked.since.is_empty() || !asked.until.is_empty() {
                    a href=(asked.url_with(|a| { a.since.clear(); a.until.clear(); })) { "All dates" }
                } @else { span.hint hidden { "Drag over the bars to choose dates" } }
            }
            svg #trend class=(if bars.iter().any(chosen) { "chart narrowed" } else { "chart" }) height="122" role="group"
                aria-label=(format!("Passages over time, {} to {}, at most {} in one {}", first.label, last.label, grouped(highest), unit(bars))) {
                line.rule x1="0" x2="100%" y1=(ABOVE) y2=(ABOVE) {}
                text.most x="100%" y=(ABOVE - 3.0) text-anchor="end" aria-hidden="true" { (grouped(highest)) }
                @for bar in bars {
                    @let width = (days_between(bar.from, bar.to) + 1.0) / days * 100.0;
                    @let height = (bar.count as f64 / highest as f64) * (GROUND - ABOVE);
                    a href=(asked.url_with(|a| { a.since = bar.from.to_string(); a.until = bar.to.to_string(); a.months.clear(); }))
                        class=(if chosen(bar) { "bar chosen" } else { "bar" }) aria-label=(spoken(bar))
                        data-from=(bar.from.to_string()) data-to=(bar.to.to_string()) {
                        title { (spoken(bar)) }
                        rect.slot x=(percent(x(bar.from))) width=(percent(width)) y="0" height=(GROUND) {}
                        rect.count x=(percent(x(bar.from) + width * 0.08)) width=(percent(width * 0.84))
                            y=(format!("{:.1}", GROUND - height)) height=(format!("{height:.1}")) {}
                    }
                }
                line.base x1="0" x2="100%" y1=(GROUND) y2=(GROUND) {}
                @for (day, words) in ticks(bars, days) {
                    line.mark x1=(percent(x(day))) x2=(percent(x(day))) y1=(GROUND) y2=(GROUND + 5.0) {}
                    text x=(percent(x(day))) dx="3" y=(GROUND + 16.0) aria-hidden="true" { (words) }
                }
                rect.brush x="0" width="0" y="0" height=(GROUND) visibility="hidden" {}
            }
            (table(bars))
        }
    }
}

fn table(bars: &[Bar]) -> Markup {
    html! {
        details #numbers.numbers {
            summary { "Numbers" }
            table {
                caption.vh { "Passages by " (unit(bars)) }
                thead { tr { th scope="col" { (capital(unit(bars))) } th scope="col" { "Passages" } th scope="col" { "Share of all" } } }
                tbody {
                    @for bar in bars {
                        tr { th scope="row" { (bar.label) } td { (grouped(bar.count)) } td { (bar.share.map_or("–".into(), |share| format!("{share:.1} %"))) } }
                    }
                }
            }
        }
    }
}

fn spoken(bar: &Bar) -> String {
    let share = bar.share.map(|share| format!(", {share:.1} % of all")).unwrap_or_default();
    let noun = if bar.count == 1 { "passage" } else { "passages" };
    format!("{}: {} {noun}{share}", bar.label, grouped(bar.count))
}

/// Tells whether a bar lies within the days of publication that were chosen.
fn is_chosen(bar: &Bar, asked: &Asked) -> bool {
    let after = asked.since.parse::<Date>().map(|day| bar.to >= day);
    let before = asked.until.parse::<Date>().map(|day| bar.from <= day);
    let is_narrowed = after.is_ok() || before.is_ok();
    is_narrowed && after.unwrap_or(true) && before.unwrap_or(true)
}

/// Returns what one bar stands for.
fn unit(bars: &[Bar]) -> &'static str {
    match bars.iter().map(|bar| days_between(bar.from, bar.to) as u32 + 1).max() {
        Some(0..=1) => "day",
        Some(2..=7) => "week",
        Some(8..=31) => "month",
        Some(32..=92) => "quarter",
        _ => "year",
    }
}

fn capital(word: &str) -> String {
    word.get(..1).unwrap_or("").to_uppercase() + word.get(1..).unwrap_or("")
}

/// Returns the days under which the axis is marked, far enough apart for their words.
fn ticks(bars: &[Bar], days: f64) -> Vec<(Date, String)> {
    let is_fine = days <= 400.0;
    let starts = bars.iter().filter(|bar| if is_fine { bar.from.day() <= 7 } else { bar.from.month() <= 1 });
    let words = |day: Date| match (is_fine, day.month()) {
        (true, 1) | (false, _) => day.strftime("%Y").to_string(),
        (true, _) => day.strftime("%b").to_string(),
    };
    let mut last: Option<Date> = None;
    let mut ticks = Vec::new();
    for bar in bars.iter().take(1).chain(starts.skip_while(|bar| bar.from == bars[0].from)) {
        let is_far = last.is_none_or(|last| days_between(last, bar.from) / days > 0.075);
        let is_near_end = days_between(bar.from, bars[bars.len() - 1].to) / days < 0.04;
        if is_far && !is_near_end {
            let opening = last.is_none() && is_fine;
            ticks.push((bar.from, if opening { bar.from.strftime("%b %Y").to_string() } else { words(bar.from) }));
            last = Some(bar.from);
        }
    }
    ticks
}

fn days_between(from: Date, to: Date) -> f64 {
    f64::from(from.until(to).map_or(0, |span| span.get_days()))
}

fn percent(share: f64) -> String {
    format!("{share:.3}%")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn month(year: i16, n: i8, count: u64) -> Bar {
        let from = date(year, n, 1);
        Bar { from, to: from.last_of_month(), label: from.strftime("%B %Y").to_string(), count, share: Some(1.5) }
    }

    #[test]
    fn bars_stand_where_their_days_are() {
        let bars = [month(2020, 1, 4), month(2020, 2, 0), month(2020, 3, 2)];
        let asked = Asked::read("q=recusal&since=2020-03-01&until=2020-03-31").0;
        let html = chart(&bars, &asked).into_string();
        assert!(html.contains(r#"x="34.066%" width="31.868%""#), "February is 29 of 91 days: {html}");
        assert!(html.contains("March 2020: 2 passages, 1.5 % of all"));
        assert_eq!(html.matches("bar chosen").count(), 1);
        assert!(html.contains("href=\"/?q=recusal&amp;since=2020-01-01&amp;until=2020-01-31\""), "{html}");
    }

    #[test]
    fn no_chart_of_nothing() {
        let asked = Asked::default();
        assert_eq!(chart(&[], &asked).into_string() + &chart(&[month(2020, 1, 3)], &asked).into_string(), "");
        assert_eq!(chart(&[month(2020, 1, 0), month(2020, 2, 0)], &asked).into_string(), "");
    }
}
