//! Comma-separated values with a header row, as exports and spreadsheets write them.

use std::io::{self, BufRead};

use super::{BadCitation, Citation, CitedArticle, Found, MAX_RECORD};

/// Reads one citation a row; columns go by their names in the header row.
pub(super) fn read<E: From<io::Error>>(
    file: impl BufRead,
    each: &mut impl FnMut(Found) -> Result<(), E>,
) -> Result<(), E> {
    let mut rows = Rows { bytes: file, line: 1 };
    let Some((_, header)) = rows.next()? else { return Ok(()) };
    let place = |name: &str| header.iter().position(|column| column.trim_start_matches('\u{feff}') == name);
    let (id, hash, text, words) = (place("passage_id"), place("text_hash"), place("text"), place("words"));
    let speaker = place("speaker");
    let of_article = ["url", "headline", "source", "published"].map(place);
    while let Some((line, row)) = rows.next()? {
        let field = |at: Option<usize>| at.and_then(|n| row.get(n)).filter(|field| !field.is_empty()).cloned();
        if row.iter().all(String::is_empty) {
            continue;
        }
        let [url, headline, source, published] = of_article.map(field);
        let article = CitedArticle::of(url.as_deref(), headline.as_deref(), source.as_deref(), published.as_deref());
        let (hash, text, words) = (field(hash), field(text), field(words));
        let speaker = field(speaker).filter(|_| words.is_some());
        each(match field(id) {
            Some(id) if hash.is_some() || text.is_some() || words.is_some() => {
                Ok(Citation { line, id, hash, text, words, speaker, article, ..Citation::default() })
            }
            Some(_) => Err(BadCitation::new(line, "neither `text_hash` nor `text` nor `words`")),
            None => Err(BadCitation::new(line, "no `passage_id`")),
        })?;
    }
    Ok(())
}

struct Rows<R> {
    bytes: R,
    line: u64,
}

impl<R: BufRead> Rows<R> {
    /// Returns the fields of the next row and the line on which it begins.
    fn next(&mut self) -> io::Result<Option<(u64, Vec<String>)>> {
        let (line, mut fields) = (self.line, Vec::new());
        let (mut field, mut size, mut in_quotes) = (Vec::new(), 0usize, false);
        let mut is_empty = true;
        while let Some(byte) = self.byte()? {
            is_empty = false;
            size += 1;
            self.line += u64::from(byte == b'\n');
            match byte {
                b'"' if in_quotes && self.peek()? == Some(b'"') => {
                    self.byte()?;
                    push(&mut field, b'"', size);
                }
                b'"' if in_quotes => in_quotes = false,
                b'"' if field.is_empty() => in_quotes = true,
                b',' if !in_quotes => fields.push(taken(&mut field)),
                b'\n' if !in_quotes => {
                    if field.last() == Some(&b'\r') {
                        field.pop();
                    }
                    fields.push(taken(&mut field));
                    return Ok(Some((line, fields)));
                }
                _ => push(&mut field, byte, size),
            }
        }
        fields.push(taken(&mut field));
        Ok((!is_empty).then_some((line, fields)))
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.bytes.fill_buf()?.first().copied())
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let byte = self.peek()?;
        self.bytes.consume(usize::from(byte.is_some()));
        Ok(byte)
    }
}

/// Keeps a byte, as long as the row is not beyond the limit.
fn push(field: &mut Vec<u8>, byte: u8, size: usize) {
    if size <= MAX_RECORD {
        field.push(byte);
    }
}

fn taken(field: &mut Vec<u8>) -> String {
    String::from_utf8_lossy(&std::mem::take(field)).into_owned()
}
