//! Tokens of a paragraph → its sentences.

use super::{Run, Token, TokenKind};

/// Divides the tokens of a paragraph, from `first` on, into sentences.
pub(super) fn split(source: &str, tokens: &[Token], first: usize, sentences: &mut Vec<Run>) {
    let mut start = first;
    let mut i = first;
    while i < tokens.len() {
        let mut next = i + 1;
        if ends_sentence(source, tokens, i) {
            while next < tokens.len() && closes_sentence(source, &tokens[next]) {
                next += 1;
            }
            if next < tokens.len() && opens_sentence(source, tokens, next) {
                sentences.push(Run { start: start as u32, end: next as u32 });
                start = next;
            }
        }
        i = next;
    }
    if start < tokens.len() {
        sentences.push(Run { start: start as u32, end: tokens.len() as u32 });
    }
}

/// Tells whether a sentence may end with token `i`: a final mark, or an abbreviation that a
/// plain capitalised function word follows ("in the U.S. The court …").
fn ends_sentence(source: &str, tokens: &[Token], i: usize) -> bool {
    let word = &source[tokens[i].span.range()];
    match tokens[i].kind {
        TokenKind::Mark => word.starts_with(['.', '!', '?', '…', '。']),
        TokenKind::Word if word.ends_with('.') => {
            let Some(next) = tokens.get(i + 1) else { return false };
            let next = &source[next.span.range()];
            STARTERS.contains(&next) && !matches!(word, "Mr." | "Mrs." | "Ms." | "Dr." | "Sen." | "Rep." | "Gov.")
        }
        _ => false,
    }
}

/// Words that open a sentence far more often than they stand after an abbreviation inside one.
const STARTERS: &[&str] = &[
    "The", "A", "An", "He", "She", "It", "They", "We", "In", "On", "At", "But", "And", "That", "This", "These",
    "Those", "There", "His", "Her", "Its", "If", "When", "While", "After", "As", "For", "I", "You", "Some", "Many",
    "Most", "Both", "Mr.", "Mrs.", "Ms.",
];

fn closes_sentence(source: &str, token: &Token) -> bool {
    let word = &source[token.span.range()];
    !token.spaced && (token.kind == TokenKind::Quote || word.starts_with([')', ']']))
}

fn opens_sentence(source: &str, tokens: &[Token], i: usize) -> bool {
    let token = &tokens[i];
    let word = &source[token.span.range()];
    match token.kind {
        TokenKind::Word | TokenKind::Number => token.spaced && !word.starts_with(char::is_lowercase),
        TokenKind::Quote | TokenKind::Mark => {
            token.spaced && tokens.get(i + 1).is_none_or(|n| !source[n.span.range()].starts_with(char::is_lowercase))
        }
        TokenKind::Possessive => false,
    }
}
