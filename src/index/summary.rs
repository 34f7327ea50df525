//! Totals of an index, counted once when it is written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tantivy::columnar::StrColumn;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader};

use super::entries::{day, threshold_bits};
use super::error::IndexError;
use super::names::spell;
use super::readings::{NameColumn, NameView};
use super::schema::{Fields, columns};
use crate::annotate::MIN_CONFIDENCE;
use crate::names::NameKind;
use crate::names::table::Table;

/// Name of the file in a generation.
pub(super) const FILE: &str = "summary.json";

/// What an index holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Summary {
    /// Articles.
    pub articles: u64,
    /// Passages.
    pub passages: u64,
    /// Quotes.
    pub quotes: u64,
    /// Articles in which quotes, names and dates were looked for.
    pub annotated: u64,
    /// Quotes in passages whose speaker is known, with the usual confidence.
    pub quotes_with_speaker: u64,
    /// Articles with a date.
    pub dated: u64,
    /// First day of publication.
    pub first: Option<Date>,
    /// Last day of publication.
    pub last: Option<Date>,
    /// Articles by publication; those without one are not among them.
    pub sources: BTreeMap<String, u64>,
    /// Words in all passages.
    pub body_words: u64,
    /// Bytes in the texts of all articles.
    pub article_bytes: u64,
    /// Words in all headlines.
    pub headline_words: u64,
    /// Hash of the user's list of names that was in force.
    #[serde(default)]
    pub(crate) names: Option<String>,
}

impl Summary {
    pub(super) fn read(folder: &Path) -> Result<Self, IndexError> {
        let path = folder.join(FILE);
        let bytes = fs::read(&path).map_err(|e| IndexError::file("read", &path, e))?;
        let damaged = |e| IndexError::Damaged { dir: folder.to_owned(), what: format!("{FILE}: {e}") };
        serde_json::from_slice(&bytes).map_err(damaged)
    }

    pub(super) fn to_json(&self) -> Vec<u8> {
        // A plain struct of numbers and strings always serialises.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Counts the living entries of an index.
    pub(super) fn count(searcher: &Searcher, fields: &Fields, names: Arc<Table>) -> tantivy::Result<Self> {
        let mut summary = Summary::default();
        let mut range: Option<(i64, i64)> = None;
        let view = NameView { table: names, meanings: Arc::default(), least: threshold_bits(MIN_CONFIDENCE) };
        for reader in searcher.segment_readers() {
            summary.add_lengths(reader, fields)?;
            summary.add_entries(reader, &view, &mut range)?;
        }
        summary.first = range.and_then(|(first, _)| day(first));
        summary.last = range.and_then(|(_, last)| day(last));
        Ok(summary)
    }

    fn add_lengths(&mut self, reader: &SegmentReader, fields: &Fields) -> tantivy::Result<()> {
        self.body_words += words(reader, fields.body)?;
        self.headline_words += words(reader, fields.headline)?;
        Ok(())
    }

    fn add_entries(
        &mut self,
        reader: &SegmentReader,
        view: &NameView,
        range: &mut Option<(i64, i64)>,
    ) -> tantivy::Result<()> {
        let fast = reader.fast_fields();
        let (published, paragraph) = (fast.i64(columns::PUBLISHED)?, fast.u64(columns::PARAGRAPH)?);
        let (quotes, bytes) = (fast.u64(columns::QUOTES)?, fast.u64(columns::BYTES)?);
        let speakers = NameColumn::open(reader, view, NameKind::Speaker)?;
        let sources = fast.str(columns::SOURCE)?;
        let mut by_source = vec![0u64; sources.as_ref().map_or(0, |s| s.num_terms())];
        for doc in reader.doc_ids_alive() {
            let Some(paragraph) = paragraph.first(doc) else {
                self.articles += 1;
                self.article_bytes += bytes.first(doc).unwrap_or(0);
                self.annotated += u64::from(quotes.first(doc).is_some());
                self.quotes += quotes.first(doc).unwrap_or(0);
                continue;
            };
            self.passages += 1;
            let slots = speakers.as_ref().map(|speakers| speakers.slots(doc)).unwrap_or_default();
            self.quotes_with_speaker += slots.iter().flatten().count() as u64;
            // The first passage speaks for its article.
            if paragraph > 0 {
                continue;
            }
            if let Some(day) = published.first(doc) {
                self.dated += 1;
                let (first, last) = range.unwrap_or((day, day));
                *range = Some((first.min(day), last.max(day)));
            }
            let source = sources.as_ref().and_then(|s| s.ords().first(doc));
            if let Some(count) = source.and_then(|n| by_source.get_mut(usize::try_from(n).ok()?)) {
                *count += 1;
            }
        }
        sources.map_or(Ok(()), |names| self.add_sources(&names, &by_source))
    }

    fn add_sources(&mut self, names: &StrColumn, counts: &[u64]) -> tantivy::Result<()> {
        let (ords, counts): (Vec<u64>, Vec<u64>) = (0..).zip(counts).filter(|(_, count)| **count > 0).unzip();
        let mut counts = counts.into_iter();
        spell(names, &ords, |name| {
            *self.sources.entry(name.to_owned()).or_default() += counts.next().unwrap_or(0);
        })
    }
}

/// Sums the lengths that ranking goes by.
fn words(reader: &SegmentReader, field: Field) -> tantivy::Result<u64> {
    let lengths = reader.get_fieldnorms_reader(field)?;
    Ok(reader.doc_ids_alive().map(|doc| u64::from(lengths.fieldnorm(doc))).sum())
}
