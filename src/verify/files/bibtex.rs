//! BibTeX entries, as exports and reference managers write them.

use std::io::{self, BufRead};

use super::lines::Lines;
use super::{BadCitation, CitedArticle, Found, MAX_RECORD, noted};

/// Reads one citation an entry: its note has passage id and hash.
pub(super) fn read<E: From<io::Error>>(
    lines: &mut Lines<impl BufRead>,
    each: &mut impl FnMut(Found) -> Result<(), E>,
) -> Result<(), E> {
    let mut entry: Option<Entry> = None;
    while let Some(line) = lines.next()? {
        let opens = line.trim_start().starts_with('@') && !entry.as_ref().is_some_and(Entry::is_inside);
        if opens && let Some(open) = entry.replace(Entry { line: lines.number, ..Entry::default() }) {
            each(Err(BadCitation::new(open.line, "an entry that is not closed")))?;
        }
        let Some(open) = &mut entry else { continue };
        if open.text.len() + line.len() > MAX_RECORD {
            each(Err(BadCitation::new(open.line, "an entry that is too long")))?;
            entry = None;
            continue;
        }
        open.add(&line);
        if open.is_closed() {
            each(of_entry(open.line, &open.text))?;
            entry = None;
        }
    }
    match entry {
        Some(open) => each(Err(BadCitation::new(open.line, "an entry that is not closed"))),
        None => Ok(()),
    }
}

/// An entry, as far as it has been read.
#[derive(Default)]
struct Entry {
    line: u64,
    text: String,
    depth: i64,
    has_opened: bool,
}

impl Entry {
    fn add(&mut self, line: &str) {
        let mut escaped = false;
        for byte in line.bytes() {
            match byte {
                b'\\' if !escaped => {
                    escaped = true;
                    continue;
                }
                b'{' if !escaped => (self.depth, self.has_opened) = (self.depth + 1, true),
                b'}' if !escaped => self.depth -= 1,
                _ => {}
            }
            escaped = false;
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn is_closed(&self) -> bool {
        self.has_opened && self.depth <= 0
    }

    /// Tells whether a value is open, so that an at sign opens no entry.
    fn is_inside(&self) -> bool {
        self.depth > 1
    }
}

fn of_entry(line: u64, entry: &str) -> Found {
    let words = |name: &str| field(entry, name).map(|value| plain(&value));
    let [url, headline, source, published] = [field(entry, "url"), words("title"), words("journal"), words("date")];
    let article = CitedArticle::of(url.as_deref(), headline.as_deref(), source.as_deref(), published.as_deref());
    noted(line, words("note").as_deref(), words("abstract"), article)
}

/// Returns the value of a field, between its braces or quotation marks.
fn field(entry: &str, name: &str) -> Option<String> {
    for line_start in entry.match_indices('\n').map(|(at, _)| at + 1) {
        let rest = entry[line_start..].trim_start();
        let Some(rest) =
            rest.get(..name.len()).filter(|word| word.eq_ignore_ascii_case(name)).map(|w| &rest[w.len()..])
        else {
            continue;
        };
        let Some(value) = rest.trim_start().strip_prefix('=') else { continue };
        return value_of(value.trim_start());
    }
    None
}

fn value_of(text: &str) -> Option<String> {
    let closes = match text.chars().next()? {
        '{' => '}',
        '"' => '"',
        _ => return None,
    };
    let (mut depth, mut escaped) = (0, false);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            c if c == closes && depth == 0 && !escaped => return Some(text[1..at].to_owned()),
            '{' if !escaped => depth += 1,
            '}' if !escaped => depth -= 1,
            _ => {}
        }
        escaped = false;
    }
    None
}

/// Takes back what makes TeX show words as they are.
fn plain(value: &str) -> String {
    const NAMED: [(&str, char); 3] =
        [("\\textbackslash{}", '\\'), ("\\textasciitilde{}", '~'), ("\\textasciicircum{}", '^')];
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        if let Some((name, c)) = NAMED.iter().find(|(name, _)| rest.starts_with(name)) {
            out.push(*c);
            rest = &rest[name.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match (c, rest.chars().next()) {
            ('\\', Some(next)) if "&%$#_{}".contains(next) => {
                out.push(next);
                rest = &rest[next.len_utf8()..];
            }
            ('{' | '}', _) => {}
            ('\n', _) => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
