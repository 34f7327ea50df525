//! Hits and facets as text.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::super::article::{facts, unsaid};
use super::super::excerpt::excerpt;
use super::super::mark::{plain, written};
use super::super::units::{copies, others, units};
use super::asked::explanation_text;
use super::{HEADLINE, MATCH, QUIET, SPEAKER, TextOptions, counted, grouped, in_style, styled};
use crate::annotate::{Quote, QuoteKind};
use crate::search::{Facet, Hit, Results};
use crate::span::Span;

/// Quotes listed below a passage at most; a transcript would fill the screen.
const MAX_QUOTES: usize = 3;
/// Characters of a quote that are shown below its passage where nothing limits the line.
const QUOTE_WIDTH: usize = 120;
const INDENT: &str = "   ";

/// Returns all hits, a blank line between them, and the count below.
pub fn hits_text(results: &Results, options: TextOptions) -> String {
    let mut out = String::new();
    for hit in &results.hits {
        out.push_str(&hit_text(hit, options));
        out.push('\n');
    }
    out.push_str(&styled(&totals(results), QUIET));
    out.push('\n');
    out
}

fn totals(results: &Results) -> String {
    let passages = if results.total == 1 { "passage" } else { "passages" };
    let mut count = format!("{} {passages}", grouped(results.total));
    if let Some((n, noun)) = units(results) {
        // Writing to a string cannot fail.
        let _ = write!(count, " in {} {noun}", grouped(n));
    }
    let shown = results.hits.first().zip(results.hits.last()).map(|(first, last)| (first.rank, last.rank));
    let all = units(results).map_or(results.total, |(n, _)| n);
    counted(&count, all, shown, results.hits.len(), results.offset)
}

fn hit_text(hit: &Hit, options: TextOptions) -> String {
    let article = &hit.article;
    let title = article.headline.as_deref().unwrap_or(&article.id);
    // The number hangs in the indentation of the rest.
    let number = format!("{:<2} ", hit.rank);
    let title = options.wrapped_in(title, HEADLINE, INDENT);
    let mut out = format!("{number}{}", title.strip_prefix(INDENT).unwrap_or(&title));
    let mut where_and_when = facts(article);
    where_and_when.truncate(3);
    if !where_and_when.is_empty() {
        out.push_str(&options.wrapped_in(&where_and_when.join(" · "), QUIET, INDENT));
    }
    let quiet = |paragraph: &String| options.wrapped_in(paragraph, QUIET, INDENT);
    hit.before.iter().for_each(|paragraph| out.push_str(&quiet(paragraph)));
    let shown = if options.width.is_some() { excerpt(&hit.text, &hit.highlights) } else { 0..hit.text.len() };
    let mut passage = written(&hit.text, in_style(&hit.text, &hit.highlights, MATCH), shown.clone());
    if shown.start > 0 {
        passage.insert_str(0, "… ");
    }
    if shown.end < hit.text.len() {
        // The cut is behind a space.
        passage.truncate(passage.trim_end().len());
        passage.push_str(" …");
    }
    out.push_str(&options.wrapped(&passage, INDENT));
    hit.after.iter().for_each(|paragraph| out.push_str(&quiet(paragraph)));
    out.push_str(&quotes_text(hit, options));
    if let Some(explanation) = &hit.explanation {
        out.push_str(&explanation_text(hit.score, explanation));
    }
    let others = hit.family.as_ref().map(|family| format!(" · {}", copies(others(family)))).unwrap_or_default();
    let _ = writeln!(out, "{INDENT}{}", styled(&(plain(&hit.passage_id) + &others), QUIET));
    out
}

/// Returns a line for each quote: who, and the words.
fn quotes_text(hit: &Hit, options: TextOptions) -> String {
    // Who was asked for is marked where the text names her.
    let matches = |q: &Quote| {
        let is_in = |span: &Span| q.span.overlaps(*span) || q.mention.is_some_and(|mention| mention.overlaps(*span));
        hit.highlights.iter().any(is_in)
    };
    let is_shown = |q: &&Quote| q.speaker.is_some() || q.kind != QuoteKind::Indirect || matches(q);
    let quotes: Vec<&Quote> = hit.quotes.iter().filter(is_shown).collect();
    // Quotes that hold a match come first where not all can be listed; text order stays.
    let mut listed: Vec<usize> = (0..quotes.len()).collect();
    listed.sort_by_key(|&i| (!matches(quotes[i]), i));
    listed.truncate(MAX_QUOTES);
    listed.sort_unstable();
    let mut out = String::new();
    for &i in &listed {
        let quote = quotes[i];
        let speaker = plain(quote.speaker.as_deref().unwrap_or("speaker unknown")) + unsaid(quote);
        let style = if quote.speaker.is_some() { SPEAKER } else { QUIET };
        let taken = INDENT.len() + speaker.chars().count() + 4;
        let room = options.width.map_or(QUOTE_WIDTH, |w| w.saturating_sub(taken).max(20));
        let pieces: Vec<&str> = quote.contents().map(|piece| piece.of(&hit.text).trim()).collect();
        let words = cut(&plain(&pieces.join(" … ")), room);
        let words = match quote.kind {
            QuoteKind::Direct => format!("“{}”", words.trim_end_matches(',')),
            QuoteKind::Indirect | QuoteKind::Mixed => format!("‹{words}›"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{INDENT}{}: {words}", styled(&speaker, style));
    }
    if quotes.len() > listed.len() {
        let n = quotes.len() - listed.len();
        let more = format!("and {n} more {}", if n == 1 { "quote" } else { "quotes" });
        let _ = writeln!(out, "{INDENT}{}", styled(&more, QUIET));
    }
    out
}

/// Returns each facet as a table of values and counts.
pub fn facets_text(facets: &BTreeMap<Facet, Vec<(String, u64)>>) -> String {
    let mut out = String::new();
    for (facet, counts) in facets {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", styled(facet.name(), HEADLINE));
        let width = counts.iter().map(|(_, n)| grouped(*n).len()).max().unwrap_or(0);
        if counts.is_empty() {
            let _ = writeln!(out, "{INDENT}none");
        }
        for (value, n) in counts {
            let _ = writeln!(out, "{INDENT}{:>width$}  {}", grouped(*n), plain(value));
        }
        out.push('\n');
    }
    out
}

/// Returns at most `width` characters of a text, an ellipsis for what is left out.
fn cut(text: &str, width: usize) -> String {
    match text.char_indices().nth(width) {
        None => text.to_string(),
        Some(_) => {
            let kept: String = text.chars().take(width.saturating_sub(1)).collect();
            format!("{}…", kept.trim_end())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut() {
        assert_eq!(cut("abcdef", 4), "abc…");
        assert_eq!(cut("abcd", 4), "abcd");
    }
}
