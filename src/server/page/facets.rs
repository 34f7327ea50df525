//! What an answer can be narrowed to: values with counts, as boxes to tick.

use maud::{Markup, html};

use super::asked::{Asked, exactly, name_of};
use super::marks::visible;
use crate::query::Facet;

/// Values of a facet that are shown before the reader asks for more.
const SHOWN: usize = 7;
/// Values of a facet in a page at most.
const MOST: usize = 60;

/// One facet with what is ticked in it.
pub(super) struct FacetBox<'a> {
    pub(super) facet: Facet,
    pub(super) counts: &'a [(String, u64)],
}

/// Returns the names of the choices that a facet sets, and its heading.
pub(super) fn names(facet: Facet) -> (&'static str, &'static str) {
    match facet {
        Facet::Speaker => ("speaker", "Speaker"),
        Facet::Source => ("source", "Paper"),
        Facet::Month => ("month", "Month"),
        _ => ("entity", "Person named"),
    }
}

/// Returns the values that are ticked in a facet.
pub(super) fn ticked(asked: &Asked, facet: Facet) -> &[String] {
    match facet {
        Facet::Speaker => &asked.speakers,
        Facet::Source => &asked.sources,
        Facet::Month => &asked.months,
        _ => &asked.entities,
    }
}

/// Returns the choices without those of one facet: what its counts are counted over.
pub(super) fn without(asked: &Asked, facet: Facet) -> Asked {
    let mut asked = asked.clone();
    match facet {
        Facet::Speaker => asked.speakers.clear(),
        Facet::Source => asked.sources.clear(),
        Facet::Month => asked.months.clear(),
        _ => asked.entities.clear(),
    }
    asked
}

/// Returns a facet; nothing where there is nothing to choose.
pub(super) fn facet(shown: &FacetBox<'_>, asked: &Asked) -> Markup {
    let (name, heading) = names(shown.facet);
    let ticked = ticked(asked, shown.facet);
    let is_month = shown.facet == Facet::Month;
    // A ticked name finds what it is counted for: not the longer names that have its words.
    let value_of = |value: &str| if is_month { value.to_owned() } else { exactly(value) };
    let is_ticked = |value: &str| ticked.iter().any(|t| t == value);
    let counts = shown.counts.iter().take(if is_month { usize::MAX } else { MOST });
    let mut values: Vec<(String, u64)> = counts.map(|(value, n)| (value_of(value), *n)).collect();
    let lost = ticked.iter().filter(|t| !values.iter().any(|(value, _)| value == *t));
    values.extend(lost.map(|t| (t.clone(), 0)).collect::<Vec<_>>());
    if is_month {
        values.sort_unstable();
        values.reverse();
        values.truncate(MOST.max(ticked.len()));
    } else {
        values.sort_by_key(|(value, _)| !is_ticked(value));
    }
    let (first, more) = values.split_at(values.len().min(SHOWN.max(if is_month { 0 } else { ticked.len() })));
    let row = |(value, n): &(String, u64)| {
        html! {
            label.tick {
                input type="checkbox" form="ask" name=(name) value=(value) checked[is_ticked(value)]
                    id=(format!("{name}-{}", digest(value)));
                span.value { (if is_month { month(value) } else { visible(name_of(value)) }) }
                span.count { span.vh { ", " } (grouped(*n)) span.vh { " passages" } }
            }
        }
    };
    html! {
        @if !values.is_empty() {
            fieldset.facet {
                legend { (heading) }
                @for value in first { (row(value)) }
                @if !more.is_empty() {
                    details #(format!("more-{name}")) open[is_month && more.iter().any(|(value, _)| is_ticked(value))] {
                        summary { (more.len()) " more" span.vh { ": " (heading) } }
                        @for value in more { (row(value)) }
                    }
                }
            }
        }
    }
}

/// Returns a short name of a value that can stand in an id.
fn digest(value: &str) -> String {
    blake3::hash(value.as_bytes()).to_hex()[..10].to_owned()
}

/// Returns `2020-05` as "May 2020".
pub(super) fn month(value: &str) -> String {
    let day = format!("{value}-01").parse::<jiff::civil::Date>();
    day.map_or_else(|_| visible(value), |day| day.strftime("%B %Y").to_string())
}

/// Returns a number with a comma before each three digits.
pub(super) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_months_are_written_for_readers() {
        assert_eq!(
            [grouped(0), grouped(999), grouped(774_000), grouped(1_234_567)],
            ["0", "999", "774,000", "1,234,567"]
        );
        assert_eq!([month("2020-05"), month("<b>")], ["May 2020", "<b>"]);
    }

    #[test]
    fn ticked_values_come_first_and_stay_without_matches() {
        let asked = Asked::read("q=x&speaker=%3DZed&speaker=%3DAnn+%3CRoe%3E").0;
        let mut counts: Vec<(String, u64)> = (0..20).map(|n| (format!("Name {n}"), 20 - n)).collect();
        counts.push(("Zed".into(), 1));
        let html = facet(&FacetBox { facet: Facet::Speaker, counts: &counts }, &asked).into_string();
        let at = |words: &str| html.find(words).unwrap_or(usize::MAX);
        assert!(at("Zed") < at("Name 0") && at("Ann &lt;Roe&gt;") < at("Name 0"), "{html}");
        assert_eq!(html.matches(" checked").count(), 2);
        assert!(html.contains("15 more"), "{html}");
    }
}
