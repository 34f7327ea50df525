//! Passages of an export → the formats of other programs, one passage at a time.
//!
//! A file is the head, the records one after the other, and the tail. Each record has the
//! passage's words, its citation and the hash of its text, which `search verify` checks.

use std::fmt::Write;

use serde_json::Value;

use super::citation::{bibtex, citation_line, csl, ris};
use super::csv;
use super::json::hit_json;
use super::mark::plain;
use super::markdown::{escaped, said_by};
use crate::passage::text_hash;
use crate::search::Hit;

/// How exported passages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ExportFormat {
    /// JSON, one passage a line.
    #[default]
    Jsonl,
    /// Comma-separated values, a header row first.
    Csv,
    /// Markdown: block quotes with their citations.
    Md,
    /// BibTeX entries.
    Bibtex,
    /// RIS records.
    Ris,
    /// A list of CSL-JSON items.
    Csl,
}

impl ExportFormat {
    /// All formats.
    pub const ALL: [ExportFormat; 6] = [
        ExportFormat::Jsonl,
        ExportFormat::Csv,
        ExportFormat::Md,
        ExportFormat::Bibtex,
        ExportFormat::Ris,
        ExportFormat::Csl,
    ];

    /// Returns the name that flags and parameters use.
    pub fn name(self) -> &'static str {
        match self {
            ExportFormat::Jsonl => "jsonl",
            ExportFormat::Csv => "csv",
            ExportFormat::Md => "md",
            ExportFormat::Bibtex => "bibtex",
            ExportFormat::Ris => "ris",
            ExportFormat::Csl => "csl",
        }
    }

    /// Returns the media type of such a file.
    pub fn media_type(self) -> &'static str {
        match self {
            ExportFormat::Jsonl => "application/x-ndjson",
            ExportFormat::Csv => "text/csv; charset=utf-8",
            ExportFormat::Md => "text/markdown; charset=utf-8",
            ExportFormat::Bibtex => "application/x-bibtex",
            ExportFormat::Ris => "application/x-research-info-systems",
            ExportFormat::Csl => "application/vnd.citationstyles.csl+json",
        }
    }

    /// Returns what stands before the first passage.
    pub fn head(self) -> String {
        match self {
            ExportFormat::Csv => csv::row(columns()),
            ExportFormat::Csl => "[\n".to_owned(),
            _ => String::new(),
        }
    }

    /// Returns one passage; its rank tells whether it is the first.
    pub fn record(self, hit: &Hit) -> String {
        match self {
            ExportFormat::Jsonl => format!("{}\n", passage_json(hit)),
            ExportFormat::Csv => csv::row(fields(hit)),
            ExportFormat::Md => block_quote(hit),
            ExportFormat::Bibtex => bibtex(hit) + "\n",
            ExportFormat::Ris => ris(hit) + "\r\n",
            ExportFormat::Csl => format!("{}{}", if hit.rank > 1 { ",\n" } else { "" }, csl(hit)),
        }
    }

    /// Returns what stands behind the last passage.
    pub fn tail(self) -> &'static str {
        if self == ExportFormat::Csl { "\n]\n" } else { "" }
    }
}

impl std::str::FromStr for ExportFormat {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        ExportFormat::ALL.into_iter().find(|f| f.name() == name).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// The name of a format that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown export format `{0}`")]
pub struct UnknownFormat(pub String);

impl UnknownFormat {
    /// Returns what to type instead.
    pub fn hint(&self) -> &'static str {
        "the formats are jsonl, csv, md, bibtex, ris and csl"
    }
}

/// Returns a passage as hits have it, without rank and score, with hash and citation.
fn passage_json(hit: &Hit) -> Value {
    let mut out = hit_json(hit);
    if let Value::Object(map) = &mut out {
        map.retain(|key, _| key != "rank" && key != "score");
        map.insert("text_hash".into(), text_hash(&hit.text).into());
        map.insert("citation".into(), citation_line(hit).into());
    }
    out
}

fn columns() -> Vec<&'static str> {
    let first = ["passage_id", "article_id", "paragraph"];
    let last = ["speakers", "text", "text_hash", "citation", "family"];
    [&first[..], &csv::OF_ARTICLE, &last].concat()
}

/// Returns a passage's fields in the order of the columns.
fn fields(hit: &Hit) -> Vec<String> {
    let first = [hit.passage_id.clone(), hit.article.id.clone(), hit.paragraph.to_string()];
    let said = [csv::speakers(hit).join("; "), hit.text.clone()];
    let last = [text_hash(&hit.text), citation_line(hit), csv::family(hit)];
    [&first[..], &csv::of_article(&hit.article), &said, &last].concat()
}

fn block_quote(hit: &Hit) -> String {
    // The words stand as they are: marks in them would change what is quoted.
    let mut out = format!("> {}\n", plain(&hit.text));
    // Writing to a string cannot fail.
    if let Some(line) = said_by(hit) {
        let _ = write!(out, ">\n> {line}\n");
    }
    let _ = write!(out, "\n{}\n\n", escaped(&citation_line(hit)));
    let _ = write!(out, "`{}` `{}`\n\n", plain(&hit.passage_id), text_hash(&hit.text));
    out
}
