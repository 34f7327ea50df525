//! Files of citations → the citations in them, one at a time.
//!
//! Every format that `search export` and `search show` write is told by its first characters.
//! A file is read record by record; a record that cannot be used is handed on as such, with
//! its line and the reason, and the rest is read.

mod bibtex;
mod csv;
mod json;
mod lines;
mod markdown;
mod ris;

use std::io::{self, BufRead};

use jiff::civil::Date;
use lines::Lines;

/// The longest record that is read, in bytes.
const MAX_RECORD: usize = 16 << 20;

/// A citation as a file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Citation {
    /// Line on which it begins, from 1.
    pub line: u64,
    /// Id of the passage or article cited.
    pub id: String,
    /// Hash of the text as it was.
    pub hash: Option<String>,
    /// The text as it was; perhaps on one line.
    pub text: Option<String>,
    /// Words quoted out of the text, where only they are cited or stand beside it.
    pub words: Option<String>,
    /// Who is said to have said these words, where the citation names somebody.
    pub speaker: Option<String>,
    /// What the citation says of the article.
    pub article: CitedArticle,
    /// Whether text and words have Markdown's marks in them, which do not count.
    pub(super) is_marked: bool,
}

/// What a citation says of its article: by this it is found where its id has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CitedArticle {
    /// Address.
    pub url: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// Publication.
    pub source: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
}

impl CitedArticle {
    /// Takes the four as they are written; what is empty, or no day, is not there.
    fn of(url: Option<&str>, headline: Option<&str>, source: Option<&str>, published: Option<&str>) -> Self {
        let text = |value: Option<&str>| value.map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned);
        let published = published.and_then(|day| day.trim().trim_matches('/').replace('/', "-").parse().ok());
        CitedArticle { url: text(url), headline: text(headline), source: text(source), published }
    }
}

/// A record that is no citation.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BadCitation {
    /// Line on which it begins, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

impl BadCitation {
    fn new(line: u64, reason: impl Into<String>) -> Self {
        BadCitation { line, reason: reason.into() }
    }
}

/// What a record of a file comes to.
type Found = Result<Citation, BadCitation>;

/// How a file of citations is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CitationFormat {
    /// JSON, one object a line, or each over several.
    Jsonl,
    /// A list of CSL-JSON items.
    Csl,
    /// Comma-separated values with a header row.
    Csv,
    /// BibTeX.
    Bibtex,
    /// RIS.
    Ris,
    /// Markdown.
    Markdown,
}

impl CitationFormat {
    /// Returns the name that flags and JSON use.
    pub fn name(self) -> &'static str {
        match self {
            CitationFormat::Jsonl => "jsonl",
            CitationFormat::Csl => "csl",
            CitationFormat::Csv => "csv",
            CitationFormat::Bibtex => "bibtex",
            CitationFormat::Ris => "ris",
            CitationFormat::Markdown => "md",
        }
    }

    fn of(head: &[u8]) -> Self {
        let head = String::from_utf8_lossy(head);
        let head = head.trim_start_matches('\u{feff}').trim_start();
        let first_line = head.lines().next().unwrap_or("");
        let has_column = |name: &str| first_line.split(',').any(|column| column.trim_matches(['"', ' ']) == name);
        match head.chars().next() {
            Some('{') => CitationFormat::Jsonl,
            Some('[') => CitationFormat::Csl,
            Some('@' | '%') => CitationFormat::Bibtex,
            _ if head.starts_with("TY  -") => CitationFormat::Ris,
            _ if has_column("passage_id") => CitationFormat::Csv,
            _ => CitationFormat::Markdown,
        }
    }
}

/// Calls `each` with every record of a file; an error of `each` ends the reading.
pub(super) fn read<E: From<io::Error>>(
    mut file: impl BufRead,
    mut each: impl FnMut(Found) -> Result<(), E>,
) -> Result<CitationFormat, E> {
    let format = CitationFormat::of(file.fill_buf()?);
    match format {
        CitationFormat::Jsonl => json::objects(&mut Lines::new(file), &mut each)?,
        CitationFormat::Csl => json::list(file, &mut each)?,
        CitationFormat::Csv => csv::read(file, &mut each)?,
        CitationFormat::Bibtex => bibtex::read(&mut Lines::new(file), &mut each)?,
        CitationFormat::Ris => ris::read(&mut Lines::new(file), &mut each)?,
        CitationFormat::Markdown => markdown::read(&mut Lines::new(file), &mut each)?,
    }
    Ok(format)
}

/// Takes id and hash out of a note that a citation carries: `a1#3, blake3:…`.
fn of_note(note: &str) -> Option<(String, String)> {
    let (before, hash) = note.rsplit_once("blake3:")?;
    let digits: String = hash.chars().take_while(char::is_ascii_hexdigit).collect();
    let id = before.trim().trim_end_matches(',').trim();
    (digits.len() == 32 && !id.is_empty()).then(|| (id.to_owned(), format!("blake3:{digits}")))
}

/// Returns a citation of a note and a text.
fn noted(line: u64, note: Option<&str>, text: Option<String>, article: CitedArticle) -> Found {
    match note.and_then(of_note) {
        Some((id, hash)) => {
            let text = text.filter(|t| !t.is_empty());
            Ok(Citation { line, id, hash: Some(hash), text, article, ..Citation::default() })
        }
        None => Err(BadCitation::new(line, "no note with a passage id and a hash")),
    }
}

#[cfg(test)]
mod tests;
