//! Writes marks into a text without losing its characters: escape sequences, asterisks, brackets.

use std::ops::Range;

use crate::span::Span;

/// Something to write into a text at a byte offset.
pub(super) struct Mark<'a> {
    pub(super) at: u32,
    /// Marks at one place are written in this order: what closes comes first.
    pub(super) order: u8,
    pub(super) words: std::borrow::Cow<'a, str>,
}

/// Returns the marks that enclose each span.
pub(super) fn enclosing<'a>(spans: &'a [Span], open: &'a str, close: &'a str) -> Vec<Mark<'a>> {
    let ends = |span: &Span| {
        [Mark { at: span.start, order: 2, words: open.into() }, Mark { at: span.end, order: 0, words: close.into() }]
    };
    spans.iter().filter(|span| !span.is_empty()).flat_map(ends).collect()
}

/// Returns the part `shown` of `text` with the marks that lie in it written in.
///
/// Line ends become spaces. Other control characters are replaced: a text from anywhere must
/// not steer the reader's terminal. Marks off a character boundary move right.
pub(super) fn written(text: &str, mut marks: Vec<Mark<'_>>, shown: Range<usize>) -> String {
    let is_shown = |at: usize, closes: bool| shown.contains(&at) || (closes && at == shown.end);
    marks.retain(|mark| is_shown(mark.at as usize, mark.order < 2));
    marks.sort_by_key(|mark| (mark.at, mark.order));
    let mut marks = marks.into_iter().peekable();
    let mut out = String::with_capacity(shown.len() + 64);
    let part = text.get(shown.clone()).unwrap_or("");
    for (at, c) in part.char_indices().map(|(i, c)| (i + shown.start, c)) {
        while let Some(mark) = marks.next_if(|mark| mark.at as usize <= at) {
            out.push_str(&mark.words);
        }
        out.push(visible(c));
    }
    marks.for_each(|mark| out.push_str(&mark.words));
    out
}

/// Returns a text as it may be shown on one line.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(visible).collect()
}

fn visible(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_close_before_they_open() {
        let spans = [Span::new(0, 1), Span::new(1, 3)];
        assert_eq!(written("aé\u{1b}b", enclosing(&spans, "<", ">"), 0..5), "<a><é>\u{fffd}b");
        assert_eq!(written("ab", enclosing(&[Span::new(1, 2)], "<", ">"), 0..2), "a<b>");
    }
}
