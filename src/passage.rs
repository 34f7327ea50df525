//! Article text → passages: the paragraphs that are ranked, shown and cited.
//!
//! A passage is a non-blank line of the text. Texts whose lines were broken to a column
//! width (e-mail, old wire copy) have their broken lines joined first: there a passage is
//! a block between blank lines. Offsets stay those of the text; nothing is copied.

use crate::span::Span;

/// Returns the spans of the passages of `text`, in order, without surrounding white space.
pub fn split(text: &str) -> Vec<Span> {
    if is_hard_wrapped(text) { blocks(text) } else { lines(text) }
}

/// Returns the hash of a text that citations carry, by which a change is noticed later.
pub fn text_hash(text: &str) -> String {
    format!("blake3:{}", &blake3::hash(text.as_bytes()).to_hex()[..32])
}

fn lines(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        push_trimmed(text, start, start + line.len(), &mut spans);
        start += line.len();
    }
    spans
}

fn blocks(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut start, mut block_start) = (0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            push_trimmed(text, block_start, start, &mut spans);
            block_start = start + line.len();
        }
        start += line.len();
    }
    push_trimmed(text, block_start, start, &mut spans);
    spans
}

fn push_trimmed(text: &str, start: usize, end: usize, spans: &mut Vec<Span>) {
    let piece = &text[start..end];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let lead = piece.len() - piece.trim_start().len();
        spans.push(Span::new(start + lead, start + lead + trimmed.len()));
    }
}

/// Tells whether the lines of `text` were broken to a column width: it has blank lines and,
/// of the line ends inside blocks, most stand in the middle of a sentence.
pub fn is_hard_wrapped(text: &str) -> bool {
    let (mut inside, mut broken, mut has_blank) = (0usize, 0usize, false);
    let mut previous: Option<&str> = None;
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            has_blank |= previous.is_some();
            previous = None;
            continue;
        }
        if let Some(before) = previous {
            inside += 1;
            let stops = before.ends_with(['.', '!', '?', ':', ';', '"', '”', '’', ')', '_']);
            let goes_on = line.starts_with(|c: char| c.is_lowercase());
            let width = before.chars().count();
            broken += usize::from((goes_on || !stops) && (40..=100).contains(&width));
        }
        previous = Some(line);
    }
    has_blank && inside >= 2 && broken * 10 >= inside * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn each_non_blank_line_is_a_passage() {
        assert_eq!(words("One.\n\n  Two.  \nThree."), ["One.", "Two.", "Three."]);
        assert!(words(" \n\n").is_empty());
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The runoff that was set for the last day of\nMarch has been moved to the fourteenth of\nJuly, officials said.\n\nVoters were not asked about the change in\nany county of the state.";
        assert_eq!(words(text).len(), 2);
    }
}
