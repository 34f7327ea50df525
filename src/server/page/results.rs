//! The answer to a query as a page: what was asked, when, by whom, and the passages.

use jiff::civil::Date;
use maud::{Markup, html};

use super::asked::{Asked, PER_PAGE, name_of};
use super::cast::Cast;
use super::chart::{self, Bar};
use super::facets::{self, FacetBox, grouped, month};
use super::hit;
use super::layout::{self, Frame};
use super::marks::visible;
use crate::output;
use crate::query::{Facet, Grouping, NodeKind, Query};
use crate::search::{Asked as InWords, AskedWord, Results, Unmatched};
use crate::when;

/// Forms of a word that are named.
const FORMS: usize = 12;

/// Everything a page of results shows.
pub(super) struct Answer<'a> {
    pub(super) asked: &'a Asked,
    pub(super) results: &'a Results,
    /// Each facet, counted without its own ticks.
    pub(super) facets: Vec<(Facet, Vec<(String, u64)>)>,
    /// Counts over time, without the days chosen.
    pub(super) bars: Vec<Bar>,
    pub(super) today: Date,
    pub(super) frame: Frame,
}

/// Returns the page.
pub(super) fn page(answer: &Answer<'_>) -> Markup {
    let Answer { asked, results, .. } = answer;
    let title =
        if asked.query.is_empty() { "On Record".into() } else { format!("{} – On Record", visible(&asked.query)) };
    let body = html! {
        div.split {
            div.answer {
                (head(answer))
                (chart::chart(&answer.bars, asked))
                @if results.hits.is_empty() { (nothing(answer)) } @else { (hits(answer)) }
            }
            aside.panel #narrow aria-label="Narrow the answer" { (panel(answer)) }
        }
    };
    layout::page(&title, asked, answer.frame, "results", &body)
}

fn head(answer: &Answer<'_>) -> Markup {
    let Answer { asked, results, .. } = answer;
    let noun = if results.total == 1 { "passage" } else { "passages" };
    html! {
        div.summary {
            h1 #total { span.n { (grouped(results.total)) } " " (noun)
                @if let Some((n, noun)) = output::units(results) { " in " (grouped(n)) " " (noun) }
                span.took { " in " (format!("{:.1}", results.took_us as f64 / 1000.0)) " ms" } }
            p.beside { a.to-panel href="#narrow" { "Narrow the answer" } button #keep type="button" hidden aria-pressed="false" { "Keep this search" } }
            @if results.relaxed { p.notice { "No passage has all the words. These have some of them." } }
            @for notice in &results.notices { p.notice { (ticked(notice)) } }
            @if let Some(asked) = &results.asked {
                (in_words(asked))
            }
            (chosen(asked))
        }
    }
}

/// Says what the query asks, and what its words were widened to in this index.
fn in_words(asked: &InWords) -> Markup {
    let word = |word: &AskedWord| {
        let forms: Vec<String> =
            word.forms.iter().take(FORMS).map(|(form, n)| format!("{form} {}", grouped(*n))).collect();
        let more = word.forms.len().saturating_sub(FORMS);
        html! {
            li {
                code { (visible(&word.word)) } ": "
                @if forms.is_empty() { "in no passage" } @else { (visible(&forms.join(", "))) }
                @if more > 0 { " and " (more) " more" }
                @if !word.synonyms.is_empty() { "; also found, and counted less: " (visible(&word.synonyms.join(", "))) }
            }
        }
    };
    html! {
        details #in-words.in-words {
            summary { "What this asks" }
            p { (visible(&asked.sentence)) }
            ul { @for one in &asked.words { (word(one)) } }
        }
    }
}

/// Returns what narrows the answer, each with a link that takes it away.
fn chosen(asked: &Asked) -> Markup {
    let mut all: Vec<(String, String)> = Vec::new();
    for (n, name) in asked.speakers.iter().enumerate() {
        all.push((format!("said by {}", name_of(name)), asked.url_with(|a| drop(a.speakers.remove(n)))));
    }
    for (n, name) in asked.entities.iter().enumerate() {
        all.push((format!("names {}", name_of(name)), asked.url_with(|a| drop(a.entities.remove(n)))));
    }
    for (n, name) in asked.sources.iter().enumerate() {
        all.push((format!("in {}", name_of(name)), asked.url_with(|a| drop(a.sources.remove(n)))));
    }
    for (n, value) in asked.months.iter().enumerate() {
        all.push((month(value), asked.url_with(|a| drop(a.months.remove(n)))));
    }
    let clocks = [("published from", &asked.since), ("published to", &asked.until)];
    for (words, value) in clocks.into_iter().filter(|(_, value)| !value.is_empty()) {
        let is_from = words.ends_with("from");
        let url = asked.url_with(|a| if is_from { a.since.clear() } else { a.until.clear() });
        all.push((format!("{words} {value}"), url));
    }
    if !asked.about().is_empty() {
        let without = |a: &mut Asked| (a.about_from, a.about_to) = (String::new(), String::new());
        all.push((format!("speaks of {}", asked.about()), asked.url_with(without)));
    }
    html! {
        @if !all.is_empty() {
            ul.chosen aria-label="Narrowed to" {
                @for (words, url) in &all {
                    li { a href=(url) { (visible(words)) span aria-hidden="true" { " ×" } span.vh { ": take away" } } }
                }
                @if all.len() > 1 { li { a.all href=(asked.unfiltered().url()) { "Clear all" } } }
            }
        }
    }
}

fn panel(answer: &Answer<'_>) -> Markup {
    let asked = answer.asked;
    let day = |value: &str, is_last: bool| {
        let period = when::parse(value, answer.today).unwrap_or_default();
        (if is_last { period.to } else { period.from }).map(|day| day.to_string()).unwrap_or_default()
    };
    html! {
        (layout::choices(asked))
        @for (facet, counts) in &answer.facets { (facets::facet(&FacetBox { facet: *facet, counts }, asked)) }
        (layout::clocks(asked, day))
        button.apply type="submit" form="ask" { "Show" }
    }
}

fn hits(answer: &Answer<'_>) -> Markup {
    let Answer { asked, results, .. } = answer;
    let speakers = results.hits.iter().flat_map(|hit| &hit.quotes).filter_map(|quote| quote.speaker.as_deref());
    let cast = Cast::of(speakers);
    html! {
        div #hits { @for hit in &results.hits { (hit::hit(hit, asked, &cast)) } }
        (pages(asked, results))
        (layout::exports(&export_fields(asked, results.relaxed, answer.today)))
    }
}

fn pages(asked: &Asked, results: &Results) -> Markup {
    let shown_to = asked.offset + results.hits.len();
    let all = output::units(results).map_or(results.total, |(n, _)| n);
    let has_more = (shown_to as u64) < all;
    html! {
        nav.pages aria-label="Pages" {
            @if asked.offset > 0 {
                a rel="prev" href=(asked.url_with(|a| a.offset = asked.offset.saturating_sub(PER_PAGE))) { "← Previous" }
            }
            @if !results.hits.is_empty() {
                span { (asked.offset + 1) "–" (shown_to) " of " (grouped(all)) }
            }
            @if has_more { a rel="next" href=(asked.url_with(|a| a.offset = asked.offset + PER_PAGE)) { "Next →" } }
        }
    }
}

/// Returns the fields of an export that has the same passages as the page: months are part
/// of its query, and what was relaxed is asked for as such.
fn export_fields(asked: &Asked, relaxed: bool, today: Date) -> Vec<(&'static str, String)> {
    let mut asked = Asked { offset: 0, any: asked.any || relaxed, group: Grouping::None, ..asked.clone() };
    let months: Vec<String> = asked.months.drain(..).map(|month| format!("published:{month}")).collect();
    if !months.is_empty() {
        let months = format!("({})", months.join(" OR "));
        // Words side by side stay so: where any of them is enough, that holds for the top of a query only.
        let is_either = Query::parse(&asked.query, today).is_ok_and(|q| matches!(q.tree().kind, NodeKind::Or(_)));
        asked.query = match asked.query.as_str() {
            "" => months,
            either if is_either => format!("({either}) {months}"),
            words => format!("{words} {months}"),
        };
    }
    asked.fields()
}

fn nothing(answer: &Answer<'_>) -> Markup {
    let asked = answer.asked;
    let is_paged = asked.offset > 0;
    html! {
        div.nothing {
            p.lead { "Nothing on record." }
            ul {
                @for unmatched in answer.results.unmatched.iter().filter(|part| !part.nearest.is_empty()) { (nearest(asked, unmatched)) }
                @if is_paged { li { a href=(asked.url_with(|_| ())) { "Go to the first page" } } }
                @if asked.is_filtered() && !asked.query.is_empty() {
                    li { a href=(asked.unfiltered().url()) { "Ask without the ticks and dates" } }
                }
                @if asked.said_only { li { a href=(asked.url_with(|a| a.said_only = false)) { "Look outside quotes too" } } }
                @if !asked.any && asked.query.contains(' ') {
                    li { a href=(asked.url_with(|a| a.any = true)) { "Ask for any of the words" } }
                }
                li { "Letters in doubt? " code { "word~1" } " finds words that differ in one letter, " code { "word*" } " any ending." }
                li { a href="/" { "See what is on record here" } }
            }
        }
    }
}

/// Names a part of the query that matches nothing, with what is near to it as searches.
fn nearest(asked: &Asked, unmatched: &Unmatched) -> Markup {
    let replaced = |near: &str| asked.url_with(|a| a.query = a.query.replace(&unmatched.part, near));
    let can_replace = asked.query.contains(&unmatched.part);
    html! {
        li {
            "Nothing has " code { (visible(&unmatched.part)) }
            "; near to it: "
            @for (n, near) in unmatched.nearest.iter().enumerate() {
                @if n > 0 { ", " }
                @if can_replace { a href=(replaced(near)) { (visible(near)) } } @else { (visible(near)) }
            }
        }
    }
}

/// Returns words with what stands between backquotes as code.
pub(super) fn ticked(words: &str) -> Markup {
    html! {
        @for (n, part) in words.split('`').enumerate() {
            @if n % 2 == 1 { code { (visible(part)) } } @else { (visible(part)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_has_the_passages_of_the_page() {
        let today = jiff::civil::date(2020, 7, 20);
        for (typed, query) in [
            ("a+b", "a b (published:2020-05 OR published:2020-07)"),
            ("a+OR+b", "(a OR b) (published:2020-05 OR published:2020-07)"),
            ("", "(published:2020-05 OR published:2020-07)"),
        ] {
            let raw = format!("q={typed}&month=2020-05&month=2020-07&source=S&group=article&offset=20");
            let fields = export_fields(&Asked::read(&raw).0, true, today);
            assert!(fields.contains(&("q", query.into())), "{fields:?}");
            assert!(fields.contains(&("match", "any".into())) && fields.contains(&("source", "S".into())));
            assert!(!fields.iter().any(|(name, _)| matches!(*name, "offset" | "month" | "group")));
        }
    }

    #[test]
    fn hostile_queries_stay_text() {
        let asked =
            Asked::read("q=%3Cscript%3Ealert(1)%3C%2Fscript%3E&speaker=%22%3E%3Cimg+src%3Dx%3E&since=%3Cb%3E").0;
        let results = Results {
            offset: 0,
            query: asked.query.clone(),
            notices: vec!["nothing has the word `<i>`".into()],
            asked: Some(InWords { sentence: "<u>words</u>".into(), ..InWords::default() }),
            unmatched: vec![Unmatched { part: "<s>".into(), nearest: vec!["<em>".into()] }],
            ..Results::default()
        };
        let answer = Answer {
            asked: &asked,
            results: &results,
            facets: vec![(Facet::Speaker, vec![("<b>Roe</b>".into(), 3)])],
            bars: Vec::new(),
            today: jiff::civil::date(2020, 7, 20),
            frame: Frame::default(),
        };
        let html = page(&answer).into_string();
        for tag in ["<script>alert", "<img", "<b>", "<i>", "<u>", "<s>", "<em>"] {
            assert!(!html.contains(tag), "{tag} in {html}");
        }
        assert!(html.contains("<code>&lt;i&gt;</code>"));
        assert!(!html.contains("style=") && !html.contains("onclick"), "the page's policy forbids both");
    }
}
