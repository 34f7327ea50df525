//! Hits, facets and articles → text for a terminal: headline, where and when, the passage
//! with its matches, who said what.

mod article;
mod asked;
mod hits;
mod quotes;

pub use article::article_text;
pub use asked::asked_text;
pub use hits::{facets_text, hits_text};
pub use quotes::quotes_text;

use anstyle::{AnsiColor, Style};

use super::mark::{Mark, plain};
use crate::span::Span;

pub(super) const HEADLINE: Style = Style::new().bold();
pub(super) const QUIET: Style = Style::new().dimmed();
pub(super) const BAR: Style = AnsiColor::Cyan.on_default();
const MATCH: Style = AnsiColor::Yellow.on_default().bold();
pub(super) const SPEAKER: Style = AnsiColor::Cyan.on_default();
const SAID: Style = AnsiColor::Green.on_default();

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
    pub(super) fn wrapped(&self, words: &str, indent: &str) -> String {
        match self.width {
            Some(width) => {
                let options = textwrap::Options::new(width).initial_indent(indent).subsequent_indent(indent);
                textwrap::fill(words.trim(), options) + "\n"
            }
            None => format!("{indent}{}\n", words.trim()),
        }
    }

    /// Returns `words`, as they come from an article, wrapped and all in one style.
    pub(super) fn wrapped_in(&self, words: &str, style: Style, indent: &str) -> String {
        let lines = self.wrapped(&plain(words), indent);
        let line = |line: &str| format!("{indent}{}\n", styled(line.strip_prefix(indent).unwrap_or(line), style));
        lines.lines().map(line).collect()
    }
}

/// Returns words in a style.
pub(super) fn styled(words: &str, style: Style) -> String {
    format!("{style}{words}{style:#}")
}

/// Returns the marks that style the words of each span, each by itself, so that a line may be
/// broken between them.
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

/// Returns how many there are, and which of them are shown where not all are; `n` is what counts for
/// pages, `asked` the number passed over.
fn counted(count: &str, n: u64, shown: Option<(u64, u64)>, n_shown: usize, asked: usize) -> String {
    match shown {
        Some((first, last)) if n as usize > n_shown => format!("{count}, {first} to {last} shown"),
        None if asked > 0 && asked as u64 >= n && n > 0 => {
            format!("{count}, none from {} on", grouped(asked as u64 + 1))
        }
        _ => count.to_owned(),
    }
}

/// Returns a number with commas between its thousands.
pub(super) fn grouped(n: u64) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_keeps_styles_whole() {
        let text = "aaaa bbbb cccc dddd";
        let marked = crate::output::mark::written(text, in_style(text, &[Span::new(5, 14)], MATCH), 0..text.len());
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
