//! Which part of a long passage is shown on a screen.

use std::ops::Range;

use crate::span::Span;

/// Bytes of a passage that are shown whole; long tables and transcripts are cut.
const MAX_BYTES: usize = 1200;
/// Bytes shown before the first match of a passage that is cut.
const LEAD: usize = 200;

/// Returns the part to show: all of it, or a stretch around the first match, cut at spaces.
pub(crate) fn excerpt(text: &str, highlights: &[Span]) -> Range<usize> {
    if text.len() <= MAX_BYTES {
        return 0..text.len();
    }
    let first = highlights.first().map_or(0, |span| span.start as usize);
    let start = match first.saturating_sub(LEAD) {
        0 => 0,
        at => space_from(text, at).min(first),
    };
    let end = start + MAX_BYTES;
    let end = if end >= text.len() { text.len() } else { space_from(text, end) };
    start..end
}

/// Returns the offset behind the first space from `at` on.
fn space_from(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at);
    text[at..].find(' ').map_or(text.len(), |i| at + i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_passages_are_cut_around_the_first_match() {
        let text = format!("{}needle {}", "hay ".repeat(500), "hay ".repeat(500));
        let at = text.find("needle").expect("there");
        let shown = excerpt(&text, &[Span::new(at, at + 6)]);
        assert!(shown.start > 0 && shown.len() < 1300 && text[shown.clone()].contains("needle"));
        assert!(text[..shown.start].ends_with(' '));
        assert_eq!(excerpt("short", &[]), 0..5);
        let solid = "é".repeat(2000);
        assert_eq!(excerpt(&solid, &[Span::new(3000, 3002)]).start, 3000);
    }
}
