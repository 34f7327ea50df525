//! Where the articles of a segment lie, kept in memory: an article's entry is followed by those
//! of its passages.
//!
//! A bit for each entry tells the articles, and a count for every 64 bits numbers them, so that
//! the article of a passage is found in a few steps (rank on a bit vector: Jacobson 1989).

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::{DocId, SegmentReader};

use super::bits::Bits;
use super::schema::columns;

/// The articles of one segment.
#[derive(Debug)]
pub(crate) struct Layout {
    /// A bit for each article's entry.
    heads: Bits,
    /// How many articles lie before each 64th entry.
    before: Vec<u32>,
    /// The articles' entries in order, and the end of the segment.
    starts: Vec<DocId>,
    /// Bytes in all passages of each article.
    bytes: Vec<u32>,
}

impl Layout {
    fn read(reader: &SegmentReader) -> tantivy::Result<Self> {
        let (fast, entries) = (reader.fast_fields(), reader.max_doc());
        let (passages, length) = (fast.u64(columns::PASSAGES)?, fast.u64(columns::BYTES)?);
        let figure = |column: &Column<u64>, doc| column.first(doc).map_or(0, |n| u32::try_from(n).unwrap_or(u32::MAX));
        let mut heads = Bits::new(entries as usize);
        let (mut starts, mut bytes, mut at) = (Vec::new(), Vec::new(), 0);
        while at < entries {
            heads.set(at as usize);
            starts.push(at);
            bytes.push(figure(&length, at));
            at = at.saturating_add(1).saturating_add(figure(&passages, at));
        }
        starts.push(entries);
        Ok(Layout { before: heads.ranks(), heads, starts, bytes })
    }

    /// Returns the number of entries.
    pub(crate) fn entries(&self) -> DocId {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Tells whether an entry is an article's own.
    pub(crate) fn is_head(&self, entry: DocId) -> bool {
        self.heads.has(entry as usize)
    }

    /// Returns which article of the segment an entry belongs to; the last for one behind it.
    pub(crate) fn number_of(&self, entry: DocId) -> usize {
        let entry = entry.min(self.entries().saturating_sub(1)) as usize;
        let before = self.before.get(entry / 64).copied().unwrap_or(0);
        (before + self.heads.count_to(entry)).saturating_sub(1) as usize
    }

    /// Returns the entries of the article with this number, its own first.
    pub(crate) fn article(&self, number: usize) -> Range<DocId> {
        let at = |number: usize| self.starts.get(number).copied().unwrap_or_else(|| self.entries());
        at(number)..at(number + 1)
    }

    /// Returns the bytes in all passages of the article with this number.
    pub(crate) fn bytes(&self, number: usize) -> u32 {
        self.bytes.get(number).copied().unwrap_or(0)
    }

    /// Returns the entries of the article that an entry belongs to.
    pub(crate) fn around(&self, entry: DocId) -> Range<DocId> {
        self.article(self.number_of(entry))
    }

    /// Returns the article entry of a passage entry and the passage's number in the article;
    /// `None` for an article entry.
    pub(crate) fn place_of(&self, passage: DocId) -> Option<(DocId, u32)> {
        let article = self.around(passage).start;
        passage.checked_sub(article + 1).map(|paragraph| (article, paragraph))
    }
}

/// The layouts of an index's segments, as far as they have been asked for.
#[derive(Debug, Default)]
pub(crate) struct Layouts(Mutex<FxHashMap<SegmentId, Arc<Layout>>>);

impl Layouts {
    /// Returns where the articles of a segment lie.
    pub(crate) fn of(&self, reader: &SegmentReader) -> tantivy::Result<Arc<Layout>> {
        let segment = reader.segment_id();
        if let Some(known) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&segment) {
            return Ok(known.clone());
        }
        let layout = Arc::new(Layout::read(reader)?);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(segment, layout.clone());
        Ok(layout)
    }
}
