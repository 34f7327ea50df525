//! Files → articles: text, Markdown, JSON, JSONL, web pages, Reuters-21578.
//!
//! In come paths or streams, also gzip- or zstd-compressed; out go [`Record`]s, each with
//! an [`Article`] that says where each of its fields came from, or a [`ReadError`] with the
//! place and the reason. A bad file or record never costs another one. Streams are read
//! record by record in memory bounded by [`Limits`]. Characters are not repaired: what was
//! published with damage keeps it. Nothing is fetched from anywhere.

mod date;
mod dateline;
mod decode;
mod error;
mod fields;
mod format;
mod front_matter;
mod header;
mod html;
mod inline;
mod input;
mod json;
mod keys;
mod lead;
mod lines;
mod markdown;
mod other;
mod reuters;
mod text;
mod walk;

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};

use crate::article::{Article, content_id};
pub(crate) use date::unread as unread_date;
pub use error::{Fault, Place, ReadError};
pub use format::Format;
pub use walk::{FileEntry, list_files};

/// An article and where it was read.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Record {
    /// The file as given, `/`-separated; `-` for standard input.
    pub path: String,
    /// 0-based number in the file; records that could not be read count as well.
    pub record: u64,
    /// 1-based line on which it begins, where a file has many and lines part them.
    pub line: Option<u64>,
    /// 0-based offset of its first byte, after decompression, where a file has many.
    pub byte: Option<u64>,
    /// The format it was read as.
    pub format: Format,
    /// The article.
    pub article: Article,
}

impl Record {
    /// Returns the article as `search read` prints it.
    pub fn to_json(&self) -> Value {
        let a = &self.article;
        json!({
            "id": a.id, "path": self.path, "record": self.record, "format": self.format.name(),
            "headline": a.headline, "byline": a.byline, "source": a.source,
            "published": a.published, "updated": a.updated, "url": a.url, "language": a.language,
            "section": a.section, "dateline": a.dateline, "text": a.text, "evidence": a.evidence,
        })
    }
}

/// How much the readers take on before they call a file bad.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// A compressed file may expand to this many times its size (default 250; dense text reaches 20).
    pub max_ratio: u64,
    /// Up to this many bytes the ratio is not looked at (default 64 MiB).
    pub free_expansion: u64,
    /// Bytes in a line of JSONL, or in an element of a JSON array (default 64 MiB).
    pub max_line: usize,
    /// Nesting of JSON, of which the parser takes 127 at most (default 128); web pages may nest four times
    /// as deep.
    pub max_depth: usize,
    /// Bytes in an article, or in a file that is one article (default 8 MiB).
    pub max_article: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { max_ratio: 250, free_expansion: 64 << 20, max_line: 64 << 20, max_depth: 128, max_article: 8 << 20 }
    }
}

/// What a format yields: an article, or why there is none and where.
pub(crate) type Found = Result<Article, Problem>;

/// A fault with its place inside the file.
#[derive(Debug)]
pub(crate) struct Problem {
    line: Option<u64>,
    byte: Option<u64>,
    fault: Fault,
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Problem { line: None, byte: None, fault }
    }
}

impl Problem {
    fn at_line(line: u64, byte: u64, fault: impl Into<Fault>) -> Self {
        Problem { line: Some(line), byte: Some(byte), fault: fault.into() }
    }

    fn at_byte(byte: u64, fault: impl Into<Fault>) -> Self {
        Problem { line: None, byte: Some(byte), fault: fault.into() }
    }
}

/// What a format of many articles a file yields: each with its line, where lines part them, and its
/// first byte.
pub(crate) type Placed = Result<(Article, Option<u64>, Option<u64>), Problem>;

type Founds = Box<dyn Iterator<Item = Placed> + Send>;

/// The articles of files, in order, read as they are asked for.
pub struct Articles {
    inner: Box<dyn Iterator<Item = Result<Record, ReadError>> + Send>,
}

impl fmt::Debug for Articles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Articles").finish_non_exhaustive()
    }
}

impl Iterator for Articles {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.inner.next()
    }
}

/// Reads the articles of a file, or of all article files under a folder in a stable order.
///
/// What [`list_files`] leaves out comes first, as errors.
pub fn articles(path: impl AsRef<Path>) -> Articles {
    articles_with(path, Limits::default())
}

/// Reads as [`articles`] does, with limits of one's own.
pub fn articles_with(path: impl AsRef<Path>, limits: Limits) -> Articles {
    let (files, skipped) = list_files(path);
    let read = files.into_iter().flat_map(move |entry| file_with(entry.path, limits.clone()));
    Articles { inner: Box::new(skipped.into_iter().map(Err).chain(read)) }
}

/// Reads the articles of one file, whatever its name.
pub fn file(path: impl AsRef<Path>) -> Articles {
    file_with(path, Limits::default())
}

/// Reads as [`file()`] does, with limits of one's own.
pub fn file_with(path: impl AsRef<Path>, limits: Limits) -> Articles {
    let path = path.as_ref();
    let name = walk::display(path);
    let opened = File::open(path).and_then(|file| {
        if file.metadata()?.is_dir() { Err(std::io::ErrorKind::IsADirectory.into()) } else { Ok(file) }
    });
    match opened {
        Ok(file) => reader_with(&name, file, limits),
        Err(error) => failed(ReadError::of_file(name, error)),
    }
}

/// Reads the articles of a stream, such as standard input, named `-`.
///
/// The name is what records and errors show, and its ending names the format.
pub fn reader(name: &str, stream: impl Read + Send + 'static) -> Articles {
    reader_with(name, stream, Limits::default())
}

/// Reads as [`reader`] does, with limits of one's own.
pub fn reader_with(name: &str, stream: impl Read + Send + 'static, limits: Limits) -> Articles {
    let input = match input::open(stream, &limits) {
        Ok(input) => input,
        Err(error) => return failed(ReadError::of_file(name, error)),
    };
    let format = Format::detect(Path::new(name), &input.head);
    let path = name.to_owned();
    let founds = of_format(format, input, Path::new(name), limits);
    let records = (0..).zip(founds).map(move |(record, found)| match found {
        Ok((article, line, byte)) => {
            Ok(Record { path: path.clone(), record, line, byte, format, article: identified(article) })
        }
        Err(Problem { line, byte, fault }) => {
            Err(ReadError { path: path.clone(), place: Place { record: Some(record), line, byte }, fault })
        }
    });
    Articles { inner: Box::new(records) }
}

fn failed(error: ReadError) -> Articles {
    Articles { inner: Box::new(std::iter::once(Err(error))) }
}

fn of_format(format: Format, input: input::Input, path: &Path, limits: Limits) -> Founds {
    if let Some(fault) = refusal(&input.head).or_else(|| other::refusal(path, &input.head)) {
        return Box::new(std::iter::once(Err(fault.into())));
    }
    match format {
        Format::Jsonl => Box::new(json::lines(input, limits)),
        Format::Json => Box::new(json::values(input, limits)),
        Format::Markdown => once(input, path, limits, markdown::read),
        Format::Html => once(input, path, limits, html::read),
        Format::Text => once(input, path, limits, text::read),
        Format::Reuters => Box::new(reuters::read(input, limits)),
    }
}

/// Reads a format whose files are one article each.
fn once(input: input::Input, path: &Path, limits: Limits, read: fn(input::Input, &Path, &Limits) -> Found) -> Founds {
    let path = path.to_owned();
    Box::new(std::iter::once_with(move || Ok((read(input, &path, &limits)?, None, None))))
}

/// Tells from the first bytes whether a file is not worth reading.
fn refusal(head: &[u8]) -> Option<Fault> {
    const MAGIC: [&[u8]; 8] =
        [b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b", b"BZh9"];
    if MAGIC.iter().any(|magic| head.starts_with(magic)) {
        return Some(Fault::Binary);
    }
    let is_control = |b: &&u8| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    // A stray control character is damage; one in fifty bytes is not text.
    let n_controls = head.iter().filter(is_control).count();
    (n_controls > 1 && n_controls * 50 > head.len()).then_some(Fault::Binary)
}

/// Gives an article without an id the one that its contents make.
fn identified(mut article: Article) -> Article {
    if article.id.is_empty() {
        article.id = content_id(&article);
        article.evidence.insert("id".into(), "hash of the contents".into());
    }
    article
}

#[cfg(test)]
mod tests;
