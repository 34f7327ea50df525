//! The scanner behind [`tokenize`]: one pass, one buffer, ASCII without decoding.

use super::fold::{continues_word, is_apostrophe, is_invisible, opens_word, push_folded, stands_alone};
use super::{MAX_TERM_BYTES, POSSESSIVE, Term};
use crate::span::Span;

/// Calls `emit` with each term of `text`, in order; positions count from 0.
pub fn tokenize(text: &str, mut emit: impl FnMut(Term<'_>)) {
    let bytes = text.as_bytes();
    let mut buffer = String::with_capacity(MAX_TERM_BYTES * 2);
    let (mut at, mut position) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 && !byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        if byte >= 0x80 {
            let Some(c) = text[at..].chars().next() else { break };
            if !opens_word(c) {
                at += c.len_utf8();
                continue;
            }
        }
        buffer.clear();
        let word = Word::read(text, at, &mut buffer);
        at = word.next;
        if !buffer.is_empty() {
            truncate(&mut buffer);
            emit(Term { text: &buffer, span: Span::new(word.start, word.end), position });
            position += 1;
            if word.end < word.next {
                emit(Term { text: POSSESSIVE, span: Span::new(word.end, word.next), position });
                position += 1;
            }
        }
    }
}

/// A word of the text: its span, and where reading goes on; between the two stands the
/// possessive ending, if there is one.
struct Word {
    start: usize,
    end: usize,
    next: usize,
}

impl Word {
    /// Reads the word that starts at `start` and leaves its folded form in `buffer`.
    fn read(text: &str, start: usize, buffer: &mut String) -> Word {
        if let Some(end) = initials(text, start) {
            push_initials(&text[start..end], buffer);
            return Word { start, end, next: after_possessive(text, end) };
        }
        let mut at = start;
        loop {
            at = run(text, at, buffer);
            let Some(joint) = joint(text, start, at) else { break };
            if let Some(mark) = joint.keeps {
                buffer.push(mark);
            }
            at = joint.next;
        }
        Word { start, end: at, next: after_possessive(text, at) }
    }
}

/// Initials lose their full stops (`F.B.I.` is `fbi`), except those that would then read as
/// a plain word: a search for `U.S.` must not find every `us`.
fn push_initials(initials: &str, buffer: &mut String) {
    buffer.extend(initials.bytes().filter(|&b| b != b'.').map(|b| b.to_ascii_lowercase() as char));
    if PLAIN_WORDS.contains(&buffer.as_str()) {
        buffer.clear();
        buffer.extend(initials.trim_end_matches('.').bytes().map(|b| b.to_ascii_lowercase() as char));
    }
}

/// Common words that initials without their full stops would be taken for.
const PLAIN_WORDS: &[&str] = &[
    "ad", "am", "an", "as", "at", "be", "by", "do", "go", "he", "hi", "if", "in", "is", "it", "me", "my", "no", "of",
    "oh", "on", "or", "so", "to", "up", "us", "we", "aid", "all", "and", "are", "can", "for", "her", "him", "his",
    "its", "may", "not", "our", "out", "she", "the", "who", "you",
];

/// Reads letters and digits from `at`; returns the end of the run.
fn run(text: &str, mut at: usize, buffer: &mut String) -> usize {
    let bytes = text.as_bytes();
    let first = at;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            push_bounded(buffer, byte.to_ascii_lowercase() as char);
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        if stands_alone(c) {
            if at == first {
                push_folded(buffer, c);
                at += c.len_utf8();
            }
            break;
        }
        if continues_word(c) {
            if buffer.len() <= MAX_TERM_BYTES {
                push_folded(buffer, c);
            }
        } else if !(is_invisible(c) && text[at + c.len_utf8()..].starts_with(continues_word)) {
            break;
        }
        at += c.len_utf8();
    }
    at
}

fn push_bounded(buffer: &mut String, c: char) {
    if buffer.len() <= MAX_TERM_BYTES {
        buffer.push(c);
    }
}

fn truncate(buffer: &mut String) {
    if buffer.len() > MAX_TERM_BYTES {
        let cut = buffer.floor_char_boundary(MAX_TERM_BYTES);
        buffer.truncate(cut);
    }
}

/// A mark that joins two runs into one word.
struct Joint {
    /// The mark as the term keeps it; `None` for a comma of thousands.
    keeps: Option<char>,
    /// Where the second run starts.
    next: usize,
}

/// Tells how the word read from `start` to `at` goes on behind a mark, if it does.
fn joint(text: &str, start: usize, at: usize) -> Option<Joint> {
    let c = text[at..].chars().next()?;
    let next = at + c.len_utf8();
    let rest = &text[next..];
    match c {
        '.' if ends_in_digit(text, at) && starts_with_digit(rest) => Some(Joint { keeps: Some('.'), next }),
        ',' if ends_in_digit(text, at) && is_thousands(rest) => Some(Joint { keeps: None, next }),
        '&' if at - start <= 2 && text[start..at].is_ascii() && has_short_run(rest) => {
            Some(Joint { keeps: Some('&'), next })
        }
        _ if is_apostrophe(c) && rest.starts_with(is_joinable) && possessive_end(text, at).is_none() => {
            Some(Joint { keeps: Some('\''), next })
        }
        _ => None,
    }
}

fn is_joinable(c: char) -> bool {
    opens_word(c) && !stands_alone(c)
}

fn ends_in_digit(text: &str, at: usize) -> bool {
    at > 0 && text.as_bytes()[at - 1].is_ascii_digit()
}

fn starts_with_digit(rest: &str) -> bool {
    rest.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

/// Tells whether exactly three digits follow.
fn is_thousands(rest: &str) -> bool {
    rest.bytes().take(4).take_while(u8::is_ascii_digit).count() == 3
}

fn has_short_run(rest: &str) -> bool {
    let n = rest.bytes().take(3).take_while(u8::is_ascii_alphanumeric).count();
    (1..=2).contains(&n) && !rest[n..].starts_with(continues_word)
}

/// Returns the end of the possessive `'s` at `at`, if one stands there.
fn possessive_end(text: &str, at: usize) -> Option<usize> {
    let mut chars = text[at..].chars();
    let mark = chars.next().filter(|&c| is_apostrophe(c))?;
    chars.next().filter(|&c| matches!(c, 's' | 'S'))?;
    let ends = !chars.next().is_some_and(continues_word);
    ends.then_some(at + mark.len_utf8() + 1)
}

fn after_possessive(text: &str, at: usize) -> usize {
    possessive_end(text, at).unwrap_or(at)
}

/// Returns the end of initials at `start`: two or more single letters, a full stop after
/// each but perhaps the last (`U.S.`, `U.S`, `a.m.`).
fn initials(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.get(start + 1) != Some(&b'.') {
        return None;
    }
    let (mut at, mut letters) = (start, 0);
    while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
        if text[at + 1..].starts_with(continues_word) {
            // "U.Smith": the letter opens a word of its own.
            break;
        }
        letters += 1;
        at += 1;
        if bytes.get(at) != Some(&b'.') {
            break;
        }
        at += 1;
    }
    (letters >= 2).then_some(at)
}
