//! RIS records.

use std::io::{self, BufRead};

use super::lines::Lines;
use super::{BadCitation, CitedArticle, Found, MAX_RECORD, noted};

/// Reads one citation a record: its note (`N1`) has passage id and hash.
pub(super) fn read<E: From<io::Error>>(
    lines: &mut Lines<impl BufRead>,
    each: &mut impl FnMut(Found) -> Result<(), E>,
) -> Result<(), E> {
    let mut record: Option<Record> = None;
    while let Some(line) = lines.next()? {
        match (tag(&line), &mut record) {
            (Some(("TY", _)), _) => {
                if let Some(open) = record.take() {
                    each(Err(BadCitation::new(open.line, "a record without its end")))?;
                }
                record = Some(Record { line: lines.number, ..Record::default() });
            }
            (Some(("ER", _)), _) => {
                if let Some(done) = record.take() {
                    each(done.into_found())?;
                }
            }
            (Some((tag, value)), Some(record)) => record.add(tag, value),
            (None, Some(record)) => record.append(&line),
            _ => {}
        }
    }
    match record {
        Some(open) => each(Err(BadCitation::new(open.line, "a record without its end"))),
        None => Ok(()),
    }
}

#[derive(Default)]
struct Record {
    line: u64,
    note: Option<String>,
    text: Option<String>,
    article: CitedArticle,
    /// Tag of the field that a line without one goes on with.
    last: String,
}

impl Record {
    fn add(&mut self, tag: &str, value: &str) {
        self.last = tag.to_owned();
        match tag {
            // There may be other notes, which a reference manager added.
            "N1" if self.note.is_none() || value.contains("blake3:") => self.note = Some(value.to_owned()),
            "AB" | "N2" => self.text = Some(value.to_owned()),
            "UR" => self.article.url = CitedArticle::of(Some(value), None, None, None).url,
            "TI" => self.article.headline = CitedArticle::of(None, Some(value), None, None).headline,
            "T2" => self.article.source = CitedArticle::of(None, None, Some(value), None).source,
            "DA" => self.article.published = CitedArticle::of(None, None, None, Some(value)).published,
            _ => {}
        }
    }

    fn into_found(self) -> Found {
        noted(self.line, self.note.as_deref(), self.text, self.article)
    }

    fn append(&mut self, line: &str) {
        let field = match self.last.as_str() {
            "N1" => &mut self.note,
            "AB" | "N2" => &mut self.text,
            _ => return,
        };
        if let Some(value) = field.as_mut().filter(|value| value.len() + line.len() < MAX_RECORD) {
            value.push(' ');
            value.push_str(line.trim());
        }
    }
}

/// Returns tag and value of a line such as `TI  - Headline`.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.split_once("  -")?;
    (tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())).then(|| (tag, value.trim()))
}
