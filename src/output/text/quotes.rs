//! Quotes that a query found, as text: who, the words, where and when.

use super::super::article::{facts, unsaid};
use super::super::mark::{plain, written};
use super::{MATCH, QUIET, SPEAKER, TextOptions, counted, grouped, in_style, styled};
use crate::annotate::QuoteKind;
use crate::search::{QuoteHit, QuoteResults};

const INDENT: &str = "   ";

/// Returns all quotes, a blank line between them, and the count below.
pub fn quotes_text(results: &QuoteResults, options: TextOptions) -> String {
    let mut out = String::new();
    for hit in &results.quotes {
        out.push_str(&quote_text(hit, options));
        out.push('\n');
    }
    let quotes = if results.total == 1 { "quote" } else { "quotes" };
    let total = format!("{} {quotes}", grouped(results.total));
    let shown = results.quotes.first().zip(results.quotes.last()).map(|(first, last)| (first.rank, last.rank));
    let total = counted(&total, results.total, shown, results.quotes.len(), results.offset);
    out + &styled(&total, QUIET) + "\n"
}

fn quote_text(hit: &QuoteHit, options: TextOptions) -> String {
    let quote = &hit.quote;
    let (name, style) = match &quote.speaker {
        Some(name) => (plain(name), SPEAKER),
        None => ("speaker unknown".to_owned(), QUIET),
    };
    let cue = quote.cue.map(|cue| format!(" ({})", plain(cue.of(&hit.text)))).unwrap_or_default();
    let sure = format!("{cue}{}, {:.0} % sure", unsaid(quote), 100.0 * quote.confidence);
    let mut out = format!("{:<2} {}{}\n", hit.rank, styled(&name, style), styled(&sure, QUIET));
    let shown = quote.span.start as usize..quote.span.end as usize;
    let words = written(&hit.text, in_style(&hit.text, &hit.highlights, MATCH), shown);
    let words = match quote.kind {
        QuoteKind::Direct => format!("“{words}”"),
        QuoteKind::Indirect | QuoteKind::Mixed => format!("‹{words}›"),
    };
    out.push_str(&options.wrapped(&words, INDENT));
    let mut place: Vec<String> = hit.article.headline.iter().cloned().collect();
    place.extend(facts(&hit.article).into_iter().take(2));
    place.push(hit.passage_id.clone());
    out.push_str(&options.wrapped_in(&place.join(" · "), QUIET, INDENT));
    out
}
