//! Plain text → one article: a header block or the opening lines give its fields, the
//! rest its paragraphs. Lines broken to a column width are joined; no other character changes.

use std::path::Path;

use super::fields::{Field, is_unset, set_field};
use super::input::Input;
use super::lead::{self, Paragraph};
use super::{Found, Limits, dateline, decode, error::Fault, header};
use crate::article::Article;
use crate::passage;

/// Reads a whole stream as one article.
pub(super) fn read(input: Input, path: &Path, limits: &Limits) -> Found {
    let decoded = decode::whole(input, limits, decode::undeclared)?;
    let mut article = Article::default();
    let (body, line) = header::take(&mut article, &decoded.text);
    let paragraphs = split(body, line);
    finish(article, paragraphs, decoded.encoding, path)
}

/// Completes an article of a text format from its paragraphs.
pub(super) fn finish(mut article: Article, paragraphs: Vec<Paragraph>, encoding: String, path: &Path) -> Found {
    let body = lead::take(&mut article, paragraphs);
    let first_line = body.first().map_or(1, |p| p.line);
    article.text = body.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n\n");
    if article.text.trim().is_empty() {
        return Err(Fault::NoText.into());
    }
    article.evidence.insert("text".into(), format!("from line {first_line}"));
    article.evidence.insert("encoding".into(), encoding);
    dateline::take(&mut article);
    take_day_of_name(&mut article, path);
    Ok(article)
}

/// Takes the day that opens a file's name (`2020-05-23-runoff.md`) where nothing else told it.
fn take_day_of_name(article: &mut Article, path: &Path) {
    if !is_unset(article, Field::Published) || article.evidence.contains_key("published") {
        return;
    }
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let day = name.get(..10).filter(|day| day.bytes().filter(|&b| b == b'-').count() == 2);
    if let Some(day) = day.filter(|day| super::date::parse(day).is_some()) {
        set_field(article, Field::Published, day, "file name".into());
    }
}

/// Splits a text into paragraphs; `line` is the number of its first line.
fn split(text: &str, line: usize) -> Vec<Paragraph> {
    let joins = passage::is_hard_wrapped(text);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut after_blank = true;
    for (number, content) in (line..).zip(text.lines()) {
        let words = content.trim();
        if words.is_empty() {
            after_blank = true;
            paragraphs.last_mut().into_iter().for_each(|p| p.stands_alone = true);
            continue;
        }
        match paragraphs.last_mut().filter(|_| joins && !after_blank) {
            Some(paragraph) => {
                paragraph.text.push(' ');
                paragraph.text.push_str(words);
            }
            None => paragraphs.push(Paragraph { text: words.to_owned(), line: number, stands_alone: false }),
        }
        after_blank = false;
    }
    paragraphs
}
