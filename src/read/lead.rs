//! The lines before a body that no header block names: headline, byline, day.

use super::date;
use super::fields::{Field, is_unset, set_field};
use crate::article::Article;

/// A paragraph of a text file, its broken lines joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// 1-based line on which it begins.
    pub(super) line: usize,
    /// Whether a blank line follows it.
    pub(super) stands_alone: bool,
}

/// Takes headline, byline and date lines from the front of `paragraphs` where they are
/// recognised; the rest is the body. At least one paragraph is left.
pub(super) fn take(article: &mut Article, mut paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut at = 0;
    while at + 1 < paragraphs.len() && at < 5 {
        let (this, next) = (&paragraphs[at], &paragraphs[at + 1]);
        let alone = this.stands_alone || byline(&next.text).is_some();
        let Some((field, value)) = role(article, &this.text, at == 0 && alone) else { break };
        set_field(article, field, value, format!("line {}", this.line));
        at += 1;
    }
    paragraphs.split_off(at)
}

fn role<'a>(article: &mut Article, line: &'a str, may_be_headline: bool) -> Option<(Field, &'a str)> {
    if is_unset(article, Field::Byline)
        && let Some(name) = byline(line)
    {
        return Some((Field::Byline, name));
    }
    if is_unset(article, Field::Published) && date::parse_line(line).is_some() {
        return Some((Field::Published, line));
    }
    (may_be_headline && is_unset(article, Field::Headline) && is_headline(line)).then_some((Field::Headline, line))
}

/// Returns the name of a line that is only a byline: "By Kim Lowe, Staff Writer".
pub(super) fn byline(line: &str) -> Option<&str> {
    let (by, name) = line.split_once(char::is_whitespace)?;
    let name = name.trim();
    let is_name = name.starts_with(char::is_uppercase)
        && name.chars().count() <= 100
        && name.split_whitespace().count() <= 12
        && !name.ends_with(['.', '!', '?', ':', ';', '”', '"']);
    (by.eq_ignore_ascii_case("by") && is_name).then_some(name)
}

fn is_headline(line: &str) -> bool {
    let stops = line.ends_with(['.', ',', ';', ':']) && !line.ends_with("...");
    !stops
        && line.chars().count() <= 150
        && line.chars().any(char::is_alphabetic)
        && super::dateline::find(line).is_none()
}
