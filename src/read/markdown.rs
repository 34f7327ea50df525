//! Markdown → one article: front matter and the title give its fields, blocks its paragraphs.
//!
//! Markup goes, words stay: block quotes, list items, cross-heads and table rows are
//! paragraphs. Code blocks, comments, images and rules are left out.

use std::path::Path;

use super::fields::{self, Field, is_unset, set_field};
use super::input::Input;
use super::lead::Paragraph;
use super::{Found, Limits, decode, front_matter, inline, text};
use crate::article::Article;

/// Reads a whole stream as one article.
pub(super) fn read(input: Input, path: &Path, limits: &Limits) -> Found {
    let decoded = decode::whole(input, limits, decode::undeclared)?;
    let mut article = Article::default();
    let (entries, body, line) = front_matter::split(&decoded.text);
    for (key, value) in entries {
        match value {
            front_matter::Value::Text(text) => {
                fields::set(&mut article, &key, &text, format!("front matter: {key}"));
            }
            front_matter::Value::List(list) if fields::Field::of_key(&key).is_some() => {
                fields::set(&mut article, &key, &list.join(", "), format!("front matter: {key}"));
            }
            front_matter::Value::List(list) => {
                article.metadata.insert(key, list.into());
            }
        }
    }
    let mut blocks = Blocks::default();
    for (number, line) in (line..).zip(body.lines()) {
        blocks.push(line, number);
    }
    blocks.flush();
    if let Some((title, line)) = blocks.title {
        take_title(&mut article, title, line, &mut blocks.paragraphs);
    }
    text::finish(article, blocks.paragraphs, decoded.encoding, path)
}

fn take_title(article: &mut Article, title: String, line: usize, paragraphs: &mut Vec<Paragraph>) {
    if is_unset(article, Field::Headline) {
        set_field(article, Field::Headline, &title, format!("line {line} (#)"));
    } else if article.headline.as_deref() != Some(title.as_str()) {
        let at = paragraphs.partition_point(|p| p.line < line);
        paragraphs.insert(at, Paragraph { text: title, line, stands_alone: true });
    }
}

/// Lines so far, as paragraphs.
#[derive(Default)]
struct Blocks {
    paragraphs: Vec<Paragraph>,
    /// The first heading of the first level, with its line.
    title: Option<(String, usize)>,
    open: String,
    open_line: usize,
    in_quote: bool,
    fence: Option<(char, usize)>,
    in_comment: bool,
    /// Name of the element that is open and whose contents nobody sees.
    hidden: Option<&'static str>,
}

impl Blocks {
    fn push(&mut self, line: &str, number: usize) {
        let (line, quoted) = without_quote_marks(line);
        if self.skips(line) {
            return;
        }
        let in_paragraph = !self.open.is_empty();
        if line.is_empty() || quoted != self.in_quote {
            self.flush();
            self.in_quote = quoted;
        }
        if line.is_empty() {
            return;
        }
        if let Some((level, words)) = heading(line) {
            self.flush();
            self.add(words, number, level == 1);
        } else if in_paragraph && is_rule(line, &['=', '-'], 2) {
            let words = std::mem::take(&mut self.open);
            self.add(&words, self.open_line, line.starts_with('='));
        } else if is_rule(line, &['-', '*', '_'], 3) || is_table_rule(line) || is_link_definition(line) {
            self.flush();
        } else {
            self.continue_paragraph(line, number);
        }
    }

    /// Follows code fences, comments, scripts and styles; tells whether the line belongs to one.
    fn skips(&mut self, line: &str) -> bool {
        let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'));
        let run = mark.map_or(0, |mark| line.chars().take_while(|c| *c == mark).count());
        if let Some((open, length)) = self.fence {
            if mark == Some(open) && run >= length && line[run..].trim().is_empty() {
                self.fence = None;
            }
            return true;
        }
        if run >= 3 && !line[run..].contains('`') {
            self.flush();
            self.fence = mark.map(|mark| (mark, run));
            return true;
        }
        let is_closed = |name: &str| line.match_indices("</").any(|(at, _)| inline::opens(&line[at..], "</", name));
        if let Some(name) = self.hidden {
            self.hidden = Some(name).filter(|name| !is_closed(name));
            return true;
        }
        self.hidden = inline::HIDDEN.into_iter().find(|name| inline::opens(line, "<", name) && !is_closed(name));
        if self.hidden.is_some() {
            self.flush();
            return true;
        }
        let starts = line.starts_with("<!--");
        if starts || self.in_comment {
            self.in_comment = !line.contains("-->");
        }
        starts || self.in_comment || line.ends_with("-->")
    }

    fn continue_paragraph(&mut self, line: &str, number: usize) {
        let item = list_item(line);
        if item.is_some() || line.starts_with('|') {
            self.flush();
        }
        let words = item.unwrap_or(line).trim_matches('|').trim();
        if self.open.is_empty() {
            self.open_line = number;
        } else {
            self.open.push(' ');
        }
        // Two spaces or a backslash at a line's end break the line, not the paragraph.
        self.open.push_str(words.strip_suffix('\\').unwrap_or(words));
    }

    fn add(&mut self, words: &str, line: usize, is_title: bool) {
        let text = inline::strip(words.trim()).trim().to_owned();
        if text.is_empty() {
            return;
        }
        if is_title && self.title.is_none() {
            self.title = Some((text, line));
        } else {
            self.paragraphs.push(Paragraph { text, line, stands_alone: true });
        }
    }

    fn flush(&mut self) {
        let words = std::mem::take(&mut self.open);
        self.add(&words, self.open_line, false);
    }
}

fn without_quote_marks(line: &str) -> (&str, bool) {
    let mut rest = line.trim();
    let quoted = rest.starts_with('>');
    while let Some(inner) = rest.strip_prefix('>') {
        rest = inner.trim_start();
    }
    (rest, quoted)
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let words = &line[level..];
    let is_heading = (1..=6).contains(&level) && (words.is_empty() || words.starts_with(' '));
    is_heading.then(|| (level, words.trim().trim_end_matches('#').trim()))
}

fn is_rule(line: &str, marks: &[char], least: usize) -> bool {
    let Some(mark) = line.chars().next().filter(|c| marks.contains(c)) else { return false };
    line.chars().all(|c| c == mark || c == ' ') && line.chars().filter(|c| *c == mark).count() >= least
}

fn is_table_rule(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn is_link_definition(line: &str) -> bool {
    line.starts_with('[') && line.split_once("]:").is_some_and(|(label, _)| !label[1..].contains(['[', ']']))
}

/// Returns the words of a bulleted item; a number is part of the words.
fn list_item(line: &str) -> Option<&str> {
    if let Some(words) = ["- ", "* ", "+ "].iter().find_map(|bullet| line.strip_prefix(bullet)) {
        return Some(words);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marked = line[digits..].starts_with(". ") || line[digits..].starts_with(") ");
    ((1..=3).contains(&digits) && marked).then_some(line)
}
