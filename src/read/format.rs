//! The formats, and how one is recognised: by the file's name, else by its first bytes.

use std::path::Path;

/// A format that the readers know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Format {
    /// Plain text, with or without a header block.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// One JSON object, several, or an array of objects.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// A web page.
    Html,
    /// The SGML of Reuters-21578.
    Reuters,
}

impl Format {
    /// Every format, in the order in which `search formats` lists them.
    pub const ALL: [Format; 6] =
        [Format::Text, Format::Markdown, Format::Json, Format::Jsonl, Format::Html, Format::Reuters];

    /// Returns the name used in output, flags and documents.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Html => "html",
            Format::Reuters => "reuters",
        }
    }

    /// Returns the file name endings that stand for the format.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Text => &["txt", "text"],
            Format::Markdown => &["md", "markdown"],
            Format::Json => &["json"],
            Format::Jsonl => &["jsonl", "ndjson"],
            Format::Html => &["html", "htm", "xhtml"],
            Format::Reuters => &["sgm", "sgml"],
        }
    }

    /// Returns in a sentence how a file of the format is recognised.
    pub fn recognised_by(self) -> &'static str {
        match self {
            Format::Text => "named .txt or .text, or nothing else fits; a block of `Key: value` lines may open it",
            Format::Markdown => "named .md or .markdown, or begins with `---` or `# `",
            Format::Json => "named .json, or begins with `[`, or an object over several lines",
            Format::Jsonl => "named .jsonl or .ndjson, or the first line is a whole JSON object",
            Format::Html => "named .html, .htm or .xhtml, or begins with `<!doctype html` or `<html`",
            Format::Reuters => "named .sgm or .sgml, or begins with `<!DOCTYPE lewis` or `<REUTERS`",
        }
    }

    /// Returns an example: one line, `\n` written for a line's end.
    pub fn example(self) -> &'static str {
        match self {
            Format::Text => r"Headline: Runoff moved to July\nBy: Kim Lowe\nDate: 2020-05-23\n\nThe runoff …",
            Format::Markdown => r"---\ntitle: Runoff moved to July\ndate: 2020-05-23\n---\n\nThe runoff …",
            Format::Json => {
                r#"[{"title": "Runoff moved to July", "date": "2020-05-23", "paragraphs": ["The runoff …"]}]"#
            }
            Format::Jsonl => {
                r#"{"id": "a1", "title": "Runoff moved to July", "date": "2020-05-23", "text": "The runoff …"}"#
            }
            Format::Html => {
                r"<html><head><title>Runoff moved to July</title></head><body><article><p>The runoff …</p></article></body></html>"
            }
            Format::Reuters => {
                r#"<REUTERS NEWID="1"><DATE>26-FEB-1987</DATE><TEXT><TITLE>RUNOFF MOVED</TITLE><BODY>The runoff …</BODY></TEXT></REUTERS>"#
            }
        }
    }

    /// Returns name, recognition and example on one line each, for people.
    pub fn describe(self) -> String {
        format!("{}: {}\n  {}", self.name(), self.recognised_by(), self.example())
    }

    /// Returns the format that a file name stands for, whatever compression its end names.
    pub(super) fn of_name(path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let name = without_compression(&name);
        let extension = name.rsplit_once('.')?.1;
        Format::ALL.into_iter().find(|f| f.extensions().contains(&extension))
    }

    /// Tells whether a file of this name, met in a folder, is taken for an article file.
    pub(super) fn fits_name(path: &Path) -> bool {
        let Some(name) = path.file_name().map(|n| n.to_string_lossy().to_ascii_lowercase()) else { return false };
        let stem = without_compression(&name);
        let compressed_alone = stem.len() < name.len() && !stem.contains('.');
        !name.starts_with("readme") && (compressed_alone || Format::of_name(path).is_some())
    }

    /// Returns the format of a file from its name and its first bytes (decompressed, UTF-8).
    ///
    /// The name decides, save between JSON and JSONL, which people mix up.
    pub(super) fn detect(path: &Path, head: &[u8]) -> Format {
        match Format::of_name(path) {
            Some(Format::Json | Format::Jsonl) => json_or_jsonl(head),
            Some(format) => format,
            None => sniff(head),
        }
    }
}

fn without_compression(name: &str) -> &str {
    [".gz", ".zst", ".zstd"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

fn sniff(head: &[u8]) -> Format {
    let start = head.trim_ascii_start();
    let begins = |prefix: &str| start.get(..prefix.len()).is_some_and(|s| s.eq_ignore_ascii_case(prefix.as_bytes()));
    match start.first() {
        Some(b'{') => json_or_jsonl(head),
        Some(b'[') if matches!(start[1..].trim_ascii_start().first(), Some(b'{' | b']')) => Format::Json,
        _ if begins("<!doctype lewis") || begins("<reuters") => Format::Reuters,
        _ if begins("<!doctype html") || begins("<html") || begins("<?xml") || begins("<head") => Format::Html,
        _ if begins("---\n") || begins("---\r\n") || begins("# ") => Format::Markdown,
        _ => Format::Text,
    }
}

/// A first line that is whole makes the file JSONL: there, one bad line costs one article.
fn json_or_jsonl(head: &[u8]) -> Format {
    let start = head.trim_ascii_start();
    let line = start.split(|&b| b == b'\n').next().unwrap_or(start).trim_ascii();
    let is_cut = line.len() == start.trim_ascii_end().len();
    match line.first() {
        Some(b'[') => Format::Json,
        Some(b'{') if line.len() == 1 || ends_open(line) && !is_cut => Format::Json,
        _ => Format::Jsonl,
    }
}

/// Tells whether a line opens an object that later lines go on with: `{"title": "A",`.
fn ends_open(line: &[u8]) -> bool {
    matches!(line.last(), Some(b'{' | b'[' | b',' | b':'))
}
