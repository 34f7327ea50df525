//! A block of `Key: value` lines that opens a text file.
//!
//! It counts as a header only where its first line has a key that the readers know, and
//! ends at the first blank line or the first line of another shape.

use super::fields;
use crate::article::Article;

/// Sets the fields that a header block names; returns the body and its first line's number.
pub(super) fn take<'a>(article: &mut Article, text: &'a str) -> (&'a str, usize) {
    let (mut at, mut number) = (0, 1);
    let mut in_block = false;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            at += line.len();
            number += 1;
            if in_block {
                break;
            }
            continue;
        }
        let Some((key, value)) = pair(line, in_block) else { break };
        fields::set(article, key, value, format!("header line {number} ({key})"));
        in_block = true;
        at += line.len();
        number += 1;
    }
    if in_block { (&text[at..], number) } else { (text, 1) }
}

/// Splits a header line. The first must have a known key; later ones a short one.
fn pair(line: &str, in_block: bool) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim();
    let short = key.len() <= 30 && key.split_whitespace().count() <= 3;
    let named = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    let known = fields::Field::of_key(key).is_some();
    (short && named && (known || in_block) && !line.starts_with(char::is_whitespace)).then_some((key, value))
}
