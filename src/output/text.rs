//! Hits, facets and articles → text for a terminal: headline, where and when, the passage
//! with its matches, who said what.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::article::{Shown, extent, facts, place_of_speaker};
use super::mark::{Mark, cut, plain, written};
use crate::annotate::{Quote, QuoteKind};
use crate::passage;
use crate::search::{Facet, Hit, Results};
use crate::span::Span;

const HEADLINE: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
const MATCH: Style = AnsiColor::Yellow.on_default().bold();
const SPEAKER: Style = AnsiColor::Cyan.on_default();
const SAID: Style = AnsiColor::Green.on_default();

/// Quotes listed below a passage at most; a transcript would fill the screen.
const MAX_QUOTES: usize = 3;
/// Characters of a quote that are shown below its passage where nothing limits the line.
const QUOTE_WIDTH: usize = 120;
const INDENT: &str = "   ";

/// How text is laid out.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct TextOptions {
    /// Columns to wrap to; without it every paragraph is one line.
    pub width: Option<usize>,
}

impl TextOptions {
    /// Returns the layout for a width, or for output that nobody looks at.
    pub fn of_width(width: Option<usize>) -> Self {
        TextOptions { width }
    }

    /// Returns `words` wrapped, each line behind `indent`, with a final line end.
    fn wrapped(&self, words: &str, indent: &str) -> String {
        match self.width {
            Some(width) => {
                let options = textwrap::Options::new(width).initial_indent(indent).subsequent_indent(indent);
                textwrap::fill(words.trim(), options) + "\n"
            }
            None => format!("{indent}{}\n", words.trim()),
        }
    }
}

/// Returns words in a style.
fn styled(words: &str, style: Style) -> String {
    format!("{style}{words}{style:#}")
}

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
    let count = format!("{} {passages}", grouped(results.total));
    let (Some(first), Some(last)) = (results.hits.first(), results.hits.last()) else { return count };
    match results.total as usize > results.hits.len() {
        true => format!("{count}, {} to {} shown", first.rank, last.rank),
        false => count,
    }
}

/// Returns a number with commas between its thousands.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn hit_text(hit: &Hit, options: TextOptions) -> String {
    let article = &hit.article;
    let title = plain(article.headline.as_deref().unwrap_or(&article.id));
    // The number hangs in the indentation of the rest.
    let number = format!("{:<2} ", hit.rank);
    let title = options.wrapped(&styled_words(&title, HEADLINE), INDENT);
    let mut out = format!("{number}{}", title.strip_prefix(INDENT).unwrap_or(&title));
    let mut where_and_when = facts(article);
    where_and_when.truncate(3);
    if !where_and_when.is_empty() {
        out.push_str(&options.wrapped(&styled_words(&plain(&where_and_when.join(" · ")), QUIET), INDENT));
    }
    let quiet = |paragraph: &String| options.wrapped(&styled_words(&plain(paragraph), QUIET), INDENT);
    hit.before.iter().for_each(|paragraph| out.push_str(&quiet(paragraph)));
    out.push_str(&options.wrapped(&written(&hit.text, in_style(&hit.text, &hit.highlights, MATCH)), INDENT));
    hit.after.iter().for_each(|paragraph| out.push_str(&quiet(paragraph)));
    out.push_str(&quotes_text(hit, options));
    if let Some(explanation) = &hit.explanation {
        for p in &explanation.parts {
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "{INDENT}{}: {} in the passage; {:.2} passage + {:.2} article + {:.2} headline",
                plain(&p.word),
                p.count,
                p.passage,
                p.article,
                p.headline
            );
        }
    }
    let _ = writeln!(out, "{INDENT}{}", styled(&plain(&hit.passage_id), QUIET));
    out
}

/// Returns a line for each quote: who, and the words.
fn quotes_text(hit: &Hit, options: TextOptions) -> String {
    let is_shown = |q: &&Quote| q.speaker.is_some() || q.kind != QuoteKind::Indirect;
    let quotes: Vec<&Quote> = hit.quotes.iter().filter(is_shown).collect();
    let matches = |q: &Quote| hit.highlights.iter().any(|h| q.span.overlaps(*h));
    // Quotes that hold a match come first where not all can be listed; text order stays.
    let mut listed: Vec<usize> = (0..quotes.len()).collect();
    listed.sort_by_key(|&i| (!matches(quotes[i]), i));
    listed.truncate(MAX_QUOTES);
    listed.sort_unstable();
    let mut out = String::new();
    for &i in &listed {
        let quote = quotes[i];
        let speaker = plain(quote.speaker.as_deref().unwrap_or("speaker unknown"));
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
        let more = format!("and {} more quotes", quotes.len() - listed.len());
        let _ = writeln!(out, "{INDENT}{}", styled(&more, QUIET));
    }
    out
}

/// Styles each word by itself, so that a line may be broken anywhere between words.
fn styled_words(words: &str, style: Style) -> String {
    written(words, in_style(words, &[Span::new(0, words.len())], style))
}

/// Returns the marks that style the words of each span, leaving spaces as they are.
fn in_style(text: &str, spans: &[Span], style: Style) -> Vec<Mark<'static>> {
    let (open, close) = (style.render().to_string(), style.render_reset().to_string());
    let mut marks = Vec::new();
    for span in spans {
        let mut at = span.start as usize;
        for word in span.of(text).split_inclusive(char::is_whitespace) {
            let end = at + word.trim_end().len();
            if end > at {
                marks.push(Mark { at: at as u32, order: 2, words: open.clone().into() });
                marks.push(Mark { at: end as u32, order: 0, words: close.clone().into() });
            }
            at += word.len();
        }
    }
    marks
}

/// Returns each facet as a table of values and counts.
pub fn facets_text(facets: &std::collections::BTreeMap<Facet, Vec<(String, u64)>>) -> String {
    let mut out = String::new();
    for (facet, counts) in facets {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", styled(facet.name(), HEADLINE));
        let width = counts.iter().map(|(_, n)| grouped(*n).len()).max().unwrap_or(0);
        for (value, n) in counts {
            let _ = writeln!(out, "{INDENT}{:>width$}  {}", grouped(*n), plain(value));
        }
        out.push('\n');
    }
    out
}

/// Returns an article or passage as clean text, the speaker behind each quote in brackets.
pub fn article_text(shown: &Shown, options: TextOptions) -> String {
    let article = &shown.article;
    let mut out = String::new();
    if let Some(headline) = &article.headline {
        out.push_str(&options.wrapped(&styled_words(&plain(headline), HEADLINE), ""));
    }
    let facts = facts(article);
    if !facts.is_empty() {
        out.push_str(&options.wrapped(&styled_words(&plain(&facts.join(" · ")), QUIET), ""));
    }
    if let Some(url) = &article.url {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", styled(&plain(url), QUIET));
    }
    for span in passage::split(&article.text) {
        let paragraph = span.of(&article.text);
        let mut marks = Vec::new();
        for (quote, pieces) in shown.quotes_in(span) {
            marks.extend(extent(quote, &pieces));
            marks.extend(in_style(paragraph, &pieces, SAID));
            let speaker = plain(quote.speaker.as_deref().unwrap_or("speaker unknown"));
            let behind = format!(" {}", styled(&format!("[{speaker}]"), SPEAKER));
            marks.push(Mark { at: place_of_speaker(paragraph, &pieces), order: 1, words: behind.into() });
        }
        out.push('\n');
        out.push_str(&options.wrapped(&written(paragraph, marks), ""));
    }
    let _ = writeln!(out, "\n{}", styled(&plain(&shown.id()), QUIET));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_keeps_styles_whole() {
        let text = "aaaa bbbb cccc dddd";
        let marked = written(text, in_style(text, &[Span::new(5, 14)], MATCH));
        let wrapped = TextOptions::of_width(Some(12)).wrapped(&marked, "  ");
        assert_eq!(anstream::adapter::strip_str(&wrapped).to_string(), "  aaaa bbbb\n  cccc dddd\n");
        for line in wrapped.lines() {
            let opened = line.matches("\u{1b}[33m").count();
            assert_eq!(opened, line.matches("\u{1b}[0m").count(), "{line:?}");
        }
    }

    #[test]
    fn numbers_are_readable() {
        assert_eq!([1, 999, 1000, 1234567].map(grouped), ["1", "999", "1,000", "1,234,567"]);
    }
}
