//! The page before anything was asked: what is on record, and questions to begin with.

use jiff::civil::Date;
use maud::{Markup, html};

use super::asked::{Asked, exactly};
use super::cast::badge;
use super::facets::grouped;
use super::hit::long_day;
use super::layout::{self, Frame};
use super::marks::visible;
use crate::index::{NameCount, Summary};
use crate::query::Query;
use crate::search::{Results, SearchError, Searcher};

/// Speakers named on the front page.
pub(super) const SPEAKERS: usize = 12;

/// Queries that show what can be asked, and what each asks for: those that find something, and others in
/// place of the rest.
const EXAMPLES: [(&str, &str); 6] = [
    ("recusal", "a word in all its forms: recused, recuses"),
    ("\"referee has a brother\"", "these words, in this order"),
    ("speaker:Treadaway recus*", "what he said, also where the text says “he”"),
    ("said:ballot -source:Courier", "inside quotes only, one paper left out"),
    ("about:2020-07-14 runoff", "passages that speak of a day, whenever they were printed"),
    ("judge w/s ballot*", "both in one sentence"),
];

/// A query to begin with, and what it asks for.
pub(super) struct Example {
    query: String,
    words: &'static str,
}

/// Returns queries that find something in an index.
pub(super) fn examples(searcher: &Searcher, speakers: &[NameCount], today: Date) -> Result<Vec<Example>, SearchError> {
    let summary = searcher.index().summary();
    let told = EXAMPLES.map(|(query, words)| Example { query: query.to_owned(), words });
    let mut found = Vec::new();
    for example in told.into_iter().chain(of_index(summary, speakers)) {
        if found.len() < EXAMPLES.len()
            && let Ok(query) = Query::parse(&example.query, today)
            && finds(&searcher.search(&query.limit(0))?)
        {
            found.push(example);
        }
    }
    Ok(found)
}

fn finds(results: &Results) -> bool {
    results.total > 0 && !results.relaxed
}

/// Returns queries for what an index has most of.
fn of_index(summary: &Summary, speakers: &[NameCount]) -> Vec<Example> {
    let speaker = speakers.first().map(|speaker| format!("speaker:\"{}\"", speaker.name.replace('"', " ")));
    let source = summary.sources.iter().max_by_key(|(_, count)| **count);
    let source = source.map(|(name, _)| format!("source:\"{}\"", name.replace('"', " ")));
    let month = summary.last.map(|day| format!("published:{:04}-{:02}", day.year(), day.month()));
    let said = (speaker, "what somebody said, also where the text says “he” or “she”");
    let others = [said, (month, "what appeared in a month"), (source, "one publication")];
    let named = others.into_iter().filter_map(|(query, words)| Some(Example { query: query?, words }));
    named.chain([Example { query: "*".to_owned(), words: "everything" }]).collect()
}

/// Returns the page.
pub(super) fn page(summary: &Summary, speakers: &[NameCount], examples: &[Example], frame: Frame) -> Markup {
    let asked = Asked::default();
    let body = html! {
        div.front {
            h1.vh { "On Record" }
            @if !examples.is_empty() {
                section aria-labelledby="try" {
                    h2 #try { "Ask for" }
                    ul.examples {
                        @for Example { query, words } in examples {
                            li { a href=(asked.url_with(|a| a.query.clone_from(query))) { code { (visible(query)) } } span { (words) } }
                        }
                    }
                }
            }
            @if summary.articles == 0 {
                section { h2 { "Nothing is indexed yet" } p { "Run " code { "search index PATH" } " where your articles are, then load this page again." } }
            } @else {
                (speakers_of(speakers))
                (record(summary))
            }
            section #kept hidden aria-labelledby="kept-title" { h2 #kept-title { "Searches you kept" } ul.kept {} }
        }
    };
    layout::page("On Record", &asked, frame, "home", &body)
}

fn speakers_of(speakers: &[NameCount]) -> Markup {
    const LOOKS: [&str; 8] = ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"];
    html! {
        @if !speakers.is_empty() {
            section aria-labelledby="quoted" {
                h2 #quoted { "Most quoted" }
                ul.quoted {
                    @for (n, speaker) in speakers.iter().enumerate() {
                        li {
                            (badge(Some(&speaker.name), LOOKS[n % LOOKS.len()]))
                            a href=(Asked { speakers: vec![exactly(&speaker.name)], ..Asked::default() }.url()) { (visible(&speaker.name)) }
                            span.count { (counted(speaker.count, "quote")) }
                        }
                    }
                }
            }
        }
    }
}

/// Returns a number with what it counts.
fn counted(n: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(n), if n == 1 { "" } else { "s" })
}

fn record(summary: &Summary) -> Markup {
    let mut sources: Vec<(&String, &u64)> = summary.sources.iter().collect();
    sources.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    html! {
        section aria-labelledby="record" {
            h2 #record { "On record" }
            p.totals {
                strong { (counted(summary.articles, "article")) } ", "
                strong { (counted(summary.passages, "passage")) } ", "
                strong { (counted(summary.quotes, "quote")) }
                @if let (Some(first), Some(last)) = (summary.first, summary.last) {
                    ", " time datetime=(first.to_string()) { (long_day(first)) } " to " time datetime=(last.to_string()) { (long_day(last)) }
                }
                "."
            }
            ul.sources {
                @for (source, count) in sources.iter().take(24) {
                    li { a href=(Asked { sources: vec![(*source).clone()], ..Asked::default() }.url()) { (visible(source)) } " " span.count { (counted(**count, "article")) } }
                }
            }
        }
    }
}
