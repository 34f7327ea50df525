//! The families of a generation: made when it is written, read when it is opened.
//!
//! The file has a line for each family of at least two articles: a JSON list of their ids, that of
//! the representative first.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

use super::error::IndexError;
use super::names::spell;
use super::schema::columns;
use crate::family::{self, Family, Sketches};

/// Name of the file in a generation.
pub(super) const FILE: &str = "families.jsonl";

/// The day of an article without one: after all others.
const UNDATED: i64 = i64::MAX;

/// An article of the index, in the order in which families are made: by day, the undated last, then by id.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Article {
    published: i64,
    id: String,
    segment: usize,
    entry: DocId,
}

/// Returns the file of the families among the living articles of an index.
pub(super) fn build(searcher: &Searcher) -> tantivy::Result<Vec<u8>> {
    let readers = searcher.segment_readers();
    let (mut articles, mut columns) = (Vec::new(), Vec::new());
    for (segment, reader) in readers.iter().enumerate() {
        add_articles(&mut articles, segment, reader)?;
        columns.push(reader.fast_fields().u64(columns::SKETCH)?);
    }
    articles.sort_unstable();
    let mut sketches = Sketches::default();
    for article in &articles {
        let hashes = columns.get(article.segment).into_iter().flat_map(|column| column.values_for_doc(article.entry));
        sketches.push(hashes.map(|hash| hash as u32), Some(article.published).filter(|&day| day != UNDATED));
    }
    let mut file = Vec::new();
    for family in family::families(&sketches) {
        let ids = family.into_iter().filter_map(|n| articles.get(n as usize)).map(|article| article.id.as_str());
        // A list of strings always serialises.
        file.extend(serde_json::to_vec(&ids.collect::<Vec<_>>()).unwrap_or_default());
        file.push(b'\n');
    }
    Ok(file)
}

fn add_articles(articles: &mut Vec<Article>, segment: usize, reader: &SegmentReader) -> tantivy::Result<()> {
    let fast = reader.fast_fields();
    let (published, paragraph) = (fast.i64(columns::PUBLISHED)?, fast.u64(columns::PARAGRAPH)?);
    let Some(ids) = fast.str(columns::ARTICLE_ID)? else { return Ok(()) };
    let spellings = spellings(&ids)?;
    for entry in reader.doc_ids_alive().filter(|&entry| paragraph.first(entry).is_none()) {
        let ord = ids.ords().first(entry).and_then(|ord| usize::try_from(ord).ok());
        let Some(id) = ord.and_then(|ord| spellings.get(ord)) else { continue };
        // The first passage says when its article was published.
        let published = published.first(entry + 1).unwrap_or(UNDATED);
        articles.push(Article { published, id: id.clone(), segment, entry });
    }
    Ok(())
}

fn spellings(column: &tantivy::columnar::StrColumn) -> tantivy::Result<Vec<String>> {
    let ords: Vec<u64> = (0..column.num_terms() as u64).collect();
    let mut spellings = Vec::with_capacity(ords.len());
    spell(column, &ords, |id| spellings.push(id.to_owned()))?;
    Ok(spellings)
}

/// The families of an index.
#[derive(Debug)]
pub(crate) struct Families {
    /// By number, with the ids of their articles, that of the representative first.
    families: Vec<(Family, Vec<String>)>,
    /// The number of the family of each article that has one, by id.
    numbers: FxHashMap<String, u32>,
    /// The same by the article's entry, for the segments that have been asked for.
    by_segment: Mutex<FxHashMap<SegmentId, Arc<FxHashMap<DocId, u32>>>>,
}

impl Families {
    /// Reads the families of a generation.
    pub(super) fn open(folder: &Path) -> Result<Self, IndexError> {
        let path = folder.join(FILE);
        let bytes = fs::read(&path).map_err(|e| IndexError::file("read", &path, e))?;
        let damaged = |e| IndexError::Damaged { dir: folder.to_owned(), what: format!("{FILE}: {e}") };
        let (mut families, mut numbers) = (Vec::new(), FxHashMap::default());
        for ids in serde_json::Deserializer::from_slice(&bytes).into_iter::<Vec<String>>() {
            let ids = ids.map_err(damaged)?;
            let Some(first) = ids.first() else { continue };
            let number = u32::try_from(families.len()).unwrap_or(u32::MAX);
            let family = Family::new(first, u32::try_from(ids.len()).unwrap_or(u32::MAX));
            numbers.extend(ids.iter().map(|id| (id.clone(), number)));
            families.push((family, ids));
        }
        Ok(Families { families, numbers, by_segment: Mutex::default() })
    }

    /// Returns the family of the article with this id, and the ids of all of its articles.
    pub(super) fn of_article(&self, id: &str) -> Option<(&Family, &[String])> {
        let (family, ids) = self.families.get(*self.numbers.get(id)? as usize)?;
        Some((family, ids))
    }

    /// Returns the number of the family of each article of a segment that has one, by its entry.
    pub(crate) fn of_segment(&self, reader: &SegmentReader) -> tantivy::Result<Arc<FxHashMap<DocId, u32>>> {
        let segment = reader.segment_id();
        if let Some(known) = self.by_segment.lock().unwrap_or_else(PoisonError::into_inner).get(&segment) {
            return Ok(known.clone());
        }
        let read = Arc::new(self.read_segment(reader)?);
        self.by_segment.lock().unwrap_or_else(PoisonError::into_inner).insert(segment, read.clone());
        Ok(read)
    }

    fn read_segment(&self, reader: &SegmentReader) -> tantivy::Result<FxHashMap<DocId, u32>> {
        let mut found = FxHashMap::default();
        let Some(ids) = reader.fast_fields().str(columns::ARTICLE_ID)? else { return Ok(found) };
        if self.families.is_empty() {
            return Ok(found);
        }
        let numbers: Vec<Option<u32>> =
            spellings(&ids)?.iter().map(|id| self.numbers.get(id.as_str()).copied()).collect();
        for entry in 0..reader.max_doc() {
            let ord = ids.ords().first(entry).and_then(|ord| usize::try_from(ord).ok());
            if let Some(number) = ord.and_then(|ord| numbers.get(ord).copied().flatten()) {
                found.insert(entry, number);
            }
        }
        Ok(found)
    }
}
