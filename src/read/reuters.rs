//! The SGML of Reuters-21578 → articles, one `<REUTERS>` record at a time.
//!
//! The files are not quite SGML: control characters come as illegal references (`&#3;`), a
//! tab as the four characters `&\t` in some copies. Indented lines begin paragraphs, the
//! lines of a paragraph are joined, the closing "Reuter" goes. A flash that is nothing but
//! its headline has the headline as its text.

use std::collections::VecDeque;

use super::error::Fault;
use super::fields::{Field, set_field};
use super::input::Input;
use super::lines::{LineLength, Lines};
use super::{Limits, Placed, Problem, decode};
use crate::article::Article;

/// Reads records until the stream ends.
pub(super) fn read(input: Input, limits: Limits) -> impl Iterator<Item = Placed> + Send {
    let lines = Lines::new(input.bytes, limits.max_line);
    let mut records = Records { lines, limits, record: None, found: VecDeque::new(), has_found: false, ended: false };
    std::iter::from_fn(move || records.advance())
}

struct Records {
    lines: Lines,
    limits: Limits,
    record: Option<Open>,
    /// What the lines read so far had, in order.
    found: VecDeque<Placed>,
    has_found: bool,
    ended: bool,
}

const BEGINNING: &[u8] = b"<REUTERS";
const END: &[u8] = b"</REUTERS>";

/// A record whose end has not been met.
struct Open {
    bytes: Vec<u8>,
    line: u64,
    start: u64,
    fault: Option<Fault>,
}

impl Records {
    fn advance(&mut self) -> Option<Placed> {
        while self.found.is_empty() && !self.ended {
            match self.lines.advance() {
                Ok(Some(LineLength::TooLong)) => self.pass_over_line(),
                Ok(Some(_)) => self.take_line(),
                Ok(None) => self.end(None),
                Err(error) => self.end(Some(error.into())),
            }
        }
        self.has_found |= !self.found.is_empty();
        self.found.pop_front()
    }

    /// Looks for records that begin or end in the line, wherever it is.
    fn take_line(&mut self) {
        let Records { lines, limits, record, found, .. } = self;
        let mut rest = lines.line();
        let mut start = lines.start;
        loop {
            let (begins, ends) = (beginning(rest), memchr::memmem::find(rest, END));
            let taken = match (begins, ends) {
                (Some(begins), ends) if ends.is_none_or(|ends| begins < ends) => {
                    // The one before it has no end: it is told, and this one is read.
                    found.extend(record.take().map(unclosed));
                    let start = start + begins as u64;
                    *record = Some(Open { bytes: BEGINNING.to_vec(), line: lines.number, start, fault: None });
                    begins + BEGINNING.len()
                }
                (_, Some(ends)) => {
                    let taken = ends + END.len();
                    if let Some(mut open) = record.take() {
                        open.push(&rest[..taken], limits);
                        found.push_back(parse(open));
                    }
                    taken
                }
                (_, None) => {
                    if let Some(open) = record {
                        open.push(rest, limits);
                    }
                    return;
                }
            };
            rest = &rest[taken..];
            start += taken as u64;
        }
    }

    /// A line of which nothing was kept may be a part of a record, or hold several.
    fn pass_over_line(&mut self) {
        let fault = Fault::TooLarge { limit: self.limits.max_article };
        match &mut self.record {
            Some(record) => record.fault = Some(fault),
            None => self.found.push_back(Err(Problem::at_line(self.lines.number, self.lines.start, fault))),
        }
    }

    fn end(&mut self, fault: Option<Fault>) {
        self.ended = true;
        match (fault, self.record.take()) {
            (Some(fault), _) => {
                self.found.push_back(Err(Problem::at_line(self.lines.number + 1, self.lines.start, fault)));
            }
            (None, Some(record)) => self.found.push_back(unclosed(record)),
            (None, None) if !self.has_found => self.found.push_back(Err(Fault::NoRecords.into())),
            (None, None) => {}
        }
    }
}

impl Open {
    fn push(&mut self, words: &[u8], limits: &Limits) {
        if self.bytes.len() + words.len() > limits.max_article {
            self.fault = Some(Fault::TooLarge { limit: limits.max_article });
        } else if self.fault.is_none() {
            self.bytes.extend_from_slice(words);
        }
    }
}

/// Returns where a record begins.
fn beginning(line: &[u8]) -> Option<usize> {
    let is_whole = |at: &usize| line.get(at + BEGINNING.len()).is_none_or(|b| *b == b'>' || b.is_ascii_whitespace());
    memchr::memmem::find_iter(line, BEGINNING).find(is_whole)
}

fn unclosed(record: Open) -> Placed {
    Err(Problem::at_line(record.line, record.start, record.fault.unwrap_or(Fault::Unclosed)))
}

fn parse(record: Open) -> Placed {
    let Open { bytes, line, start, fault } = record;
    let found = match fault {
        Some(fault) => Err(fault),
        None => article(bytes),
    };
    match found {
        Ok(article) => Ok((article, Some(line), Some(start))),
        Err(fault) => Err(Problem::at_line(line, start, fault)),
    }
}

fn article(bytes: Vec<u8>) -> Result<Article, Fault> {
    let (record, encoding) = decode::decode(bytes, None);
    let mut article = Article::default();
    if let Some(number) = attribute(&record, "NEWID") {
        set_field(&mut article, Field::Id, &format!("reut-{number}"), "NEWID".into());
    }
    let whole_text = element(&record, "TEXT").ok_or(Fault::NoText)?;
    let one_line = |name: &str| element(whole_text, name).map(|t| joined(&plain(t))).filter(|t| !t.is_empty());
    if let Some(title) = one_line("TITLE") {
        set_field(&mut article, Field::Headline, &title, "TITLE".into());
    }
    if let Some(author) = one_line("AUTHOR") {
        set_field(&mut article, Field::Byline, &author, "AUTHOR".into());
    }
    if let Some(dateline) = one_line("DATELINE") {
        let dateline = dateline.trim_end_matches(['-', ' ']);
        set_field(&mut article, Field::Dateline, dateline, "DATELINE".into());
    }
    if let Some(date) = element(&record, "DATE") {
        set_field(&mut article, Field::Published, plain(date).trim(), "DATE".into());
    }
    set_field(&mut article, Field::Source, "Reuters", "format".into());
    for (name, key) in [("TOPICS", "topics"), ("PLACES", "places"), ("PEOPLE", "people"), ("ORGS", "orgs")] {
        let listed: Vec<String> = element(&record, name).map(items).unwrap_or_default();
        if !listed.is_empty() {
            article.metadata.insert(key.into(), listed.into());
        }
    }
    article.evidence.insert("encoding".into(), encoding);
    take_text(&mut article, whole_text)?;
    Ok(article)
}

fn take_text(article: &mut Article, whole_text: &str) -> Result<(), Fault> {
    let (mut body, evidence) = match element(whole_text, "BODY") {
        Some(body) => (paragraphs(&plain(body)), "BODY"),
        None => (paragraphs(&plain(&without_elements(whole_text))), "TEXT"),
    };
    body.retain(|paragraph| paragraph.bytes().any(|b| b != b'*'));
    if article.headline.is_none() && body.len() > 1 && !body[0].contains(char::is_lowercase) {
        set_field(article, Field::Headline, &body.remove(0), "first line of TEXT".into());
    }
    // The distributors of the collection put these words where a flash has no body.
    let is_flash = body.last().is_none_or(|last| last.trim_start_matches(['*', ' ']) == "Blah blah blah.");
    article.text = if is_flash { article.headline.clone().ok_or(Fault::NoText)? } else { body.join("\n\n") };
    let evidence = if is_flash { "TITLE: there is no body" } else { evidence };
    article.evidence.insert("text".into(), evidence.into());
    Ok(())
}

/// Returns what stands between `<NAME …>` and `</NAME>`.
fn element<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let open = format!("<{name}");
    let opens = |rest: &str| rest.starts_with(['>', ' ']);
    let start = text.match_indices(&open).find(|(at, _)| opens(&text[at + open.len()..]))?.0;
    let inner = start + text[start..].find('>')? + 1;
    let end = text[inner..].find(&format!("</{name}>"))?;
    Some(&text[inner..inner + end])
}

fn attribute<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let tag = text.split('>').next()?;
    let value = &tag[tag.find(&format!("{name}=\""))? + name.len() + 2..];
    value.split('"').next().filter(|value| !value.is_empty())
}

fn items(list: &str) -> Vec<String> {
    list.split("<D>").skip(1).filter_map(|item| item.split_once("</D>")).map(|(item, _)| plain(item)).collect()
}

/// Leaves out elements with what is in them: in a text without `<BODY>` they are the fields.
fn without_elements(text: &str) -> String {
    let mut out = text.to_owned();
    for name in ["AUTHOR", "DATELINE", "TITLE"] {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        if let Some(start) = out.find(&open)
            && let Some(end) = out[start..].find(&close)
        {
            out.replace_range(start..start + end + close.len(), "\n");
        }
    }
    out
}

/// Resolves references; control characters, which stand for nothing, go.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (length, replacement) = reference(&rest[at..]);
        match replacement {
            Some(c) if c == '\n' || c == '\t' || !c.is_control() => out.push(c),
            Some(_) => {}
            None => out.push_str(&rest[at..at + length]),
        }
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    out
}

/// Returns the length of the reference that `text` begins with, and what it stands for.
fn reference(text: &str) -> (usize, Option<char>) {
    if text.starts_with("&\\t") {
        return (3, Some('\t'));
    }
    if text.starts_with("&\t") {
        return (2, Some('\t'));
    }
    let name = text[1..].bytes().take(8).position(|b| b == b';').and_then(|end| text.get(1..=end));
    let resolved = match name {
        Some("lt") => Some('<'),
        Some("gt") => Some('>'),
        Some("amp") => Some('&'),
        Some("quot") => Some('"'),
        Some(number) => number.strip_prefix('#').and_then(|n| n.parse().ok()).and_then(char::from_u32),
        None => None,
    };
    match (name, resolved) {
        (Some(name), Some(c)) => (name.len() + 2, Some(c)),
        _ => (1, None),
    }
}

/// Joins the lines of each paragraph: an indented line begins one, a blank line ends one.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut begins = true;
    for line in text.lines() {
        let words = line.trim();
        if words.is_empty() {
            begins = true;
            continue;
        }
        begins |= line.starts_with('\t') || line.starts_with("   ");
        match paragraphs.last_mut().filter(|_| !begins) {
            Some(paragraph) => {
                paragraph.push(' ');
                paragraph.push_str(words);
            }
            None => paragraphs.push(words.to_owned()),
        }
        begins = false;
    }
    drop_trailer(&mut paragraphs);
    paragraphs
}

/// Takes the agency's sign-off, " Reuter", from the end.
fn drop_trailer(paragraphs: &mut Vec<String>) {
    let Some(last) = paragraphs.last_mut() else { return };
    let kept = last.trim_end_matches(|c: char| c.is_whitespace());
    let start = kept.rfind(' ').map_or(0, |at| at + 1);
    if kept[start..].eq_ignore_ascii_case("reuter") {
        last.truncate(start);
        last.truncate(last.trim_end().len());
    }
    if last.is_empty() {
        paragraphs.pop();
    }
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
