//! Tokens of a paragraph → its sentences.

use super::{Run, Token, TokenKind};

/// Which abbreviations end a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Abbreviations {
    /// Those before a plain capitalised function word: as when the taggers of quotes learnt, which see sentences.
    #[cfg(any(test, feature = "train"))]
    AsLearnt,
    /// Also those before a quotation, and a company's form before the company's name.
    #[default]
    All,
}

/// Divides the tokens of a paragraph, from `first` on, into sentences.
pub(super) fn split(
    source: &str,
    tokens: &[Token],
    first: usize,
    abbreviations: Abbreviations,
    sentences: &mut Vec<Run>,
) {
    let mut start = first;
    let mut i = first;
    while i < tokens.len() {
        let mut next = i + 1;
        if ends_sentence(source, tokens, i)
            || abbreviations == Abbreviations::All && ends_with_abbreviation(source, &tokens[first..], i - first)
        {
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

/// Tells whether a sentence ends with the abbreviation `i`: before a quotation ("at 2 a.m. “I smelled smoke,” Roe
/// said"), which no nickname is ("Ann R. “Buzz” Roe"), or with a company's form before its name ("by Roe Inc. Roe said").
fn ends_with_abbreviation(source: &str, tokens: &[Token], i: usize) -> bool {
    let word = |i: usize| tokens.get(i).map_or("", |token| &source[token.span.range()]);
    let is_abbreviation = tokens[i].kind == TokenKind::Word && word(i).ends_with('.') && word(i).len() > 2;
    if !is_abbreviation || TITLES.contains(&word(i)) {
        return false;
    }
    let Some(next) = tokens.get(i + 1).filter(|next| next.spaced) else { return false };
    match next.kind {
        TokenKind::Quote => is_speech(source, tokens, i + 1),
        TokenKind::Word if FORMS.contains(&word(i)) => {
            let name = tokens[..i].iter().rev().take(NAME).take_while(|token| token.kind == TokenKind::Word);
            let mut name = name.map(|token| &source[token.span.range()]);
            word(i + 1).starts_with(char::is_uppercase) && name.any(|part| part == word(i + 1))
        }
        _ => false,
    }
}

/// Tells whether a mark opens words that begin with a capital and end with a stop or comma before the next mark.
fn is_speech(source: &str, tokens: &[Token], open: usize) -> bool {
    let word = |token: &Token| &source[token.span.range()];
    let begins = tokens.get(open + 1).is_some_and(|t| !t.spaced && word(t).starts_with(char::is_uppercase));
    let rest = tokens.iter().skip(open + 1).take(QUOTATION);
    let close = rest.take_while(|token| token.kind != TokenKind::Quote).count() + open + 1;
    let is_closed = tokens.get(close).is_some_and(|token| token.kind == TokenKind::Quote);
    let stops = |token: &Token| word(token).ends_with([',', '.', '!', '?', '…']);
    begins && is_closed && close > open + 1 && stops(&tokens[close - 1])
}

/// Most tokens of a quotation, and of a company's name, that are looked at.
const QUOTATION: usize = 120;
const NAME: usize = 4;
/// Abbreviations that stand before names, and companies' forms.
const TITLES: &[&str] = &[
    "Mr.", "Mrs.", "Ms.", "Dr.", "Sen.", "Rep.", "Gov.", "Rev.", "Sgt.", "Lt.", "Capt.", "Col.", "Gen.", "Maj.",
    "Cpl.", "Det.", "Prof.", "Hon.", "Msgr.", "Supt.", "Adm.", "Atty.", "Pvt.", "vs.",
];
const FORMS: &[&str] = &["Co.", "Corp.", "Inc.", "Ltd."];

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
