//! Names of a segment → what they mean, found out once for each segment and kind.
//!
//! Most names mean themselves, most others the same in every article. Where a name means
//! another entity in some articles, these stand beside it by the ordinals of their ids.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;
use tantivy::index::SegmentId;

use super::names::column;
use super::schema::columns;
use crate::names::NameKind;
use crate::names::table::{EntityId, Table};
use crate::terms::name_key;

/// What a name means, where it is not itself.
#[derive(Debug)]
pub(super) struct Meaning {
    /// In most articles.
    pub usual: EntityId,
    /// In some, by the ordinal of the article's id.
    pub elsewhere: FxHashMap<u64, EntityId>,
}

/// What the names of a segment mean, by their ordinals.
#[derive(Debug, Default)]
pub(super) struct SegmentMeanings {
    /// For each name which of the meanings it has, from 1; 0 where it means itself.
    which: Vec<u32>,
    meanings: Vec<Meaning>,
}

impl SegmentMeanings {
    /// Returns what a name means, unless itself.
    #[inline]
    pub(super) fn get(&self, ord: u64) -> Option<&Meaning> {
        let which = self.which.get(usize::try_from(ord).ok()?)?;
        self.meanings.get(which.checked_sub(1)? as usize)
    }

    fn get_mut(&mut self, ord: u64) -> Option<&mut Meaning> {
        let which = self.which.get(usize::try_from(ord).ok()?)?;
        self.meanings.get_mut(which.checked_sub(1)? as usize)
    }

    fn add(&mut self, ord: u64, usual: EntityId) {
        if let Some(which) = usize::try_from(ord).ok().and_then(|ord| self.which.get_mut(ord)) {
            self.meanings.push(Meaning { usual, elsewhere: FxHashMap::default() });
            // As many as there are names at most, whose ordinals a segment keeps in 32 bits.
            *which = u32::try_from(self.meanings.len()).unwrap_or(0);
        }
    }
}

/// What the names of an index mean, segment by segment, as far as it has been asked.
#[derive(Debug, Default)]
pub(crate) struct Meanings(Mutex<FxHashMap<(SegmentId, NameKind), Arc<SegmentMeanings>>>);

impl Meanings {
    /// Returns what the names of a segment mean.
    pub(super) fn of(
        &self,
        reader: &SegmentReader,
        kind: NameKind,
        table: &Table,
    ) -> tantivy::Result<Arc<SegmentMeanings>> {
        let key = (reader.segment_id(), kind);
        if let Some(known) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(known.clone());
        }
        let found = Arc::new(read(reader, kind, table)?);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, found.clone());
        Ok(found)
    }
}

fn read(reader: &SegmentReader, kind: NameKind, table: &Table) -> tantivy::Result<SegmentMeanings> {
    let fast = reader.fast_fields();
    let mut meanings = SegmentMeanings::default();
    let Some(names) = fast.str(column(kind))? else { return Ok(meanings) };
    meanings.which.resize(names.num_terms(), 0);
    let mut shared: FxHashMap<String, Vec<u64>> = FxHashMap::default();
    for (spelling, usual, is_shared) in table.spellings(kind) {
        if let Some(ord) = names.dictionary().term_ord(spelling.as_bytes())? {
            meanings.add(ord, usual);
            if is_shared {
                shared.entry(name_key(&spelling)).or_default().push(ord);
            }
        }
    }
    let ids: Option<StrColumn> = fast.str(columns::ARTICLE_ID)?;
    for (key, article, entity) in table.exceptions(kind) {
        let Some(ords) = shared.get(&key) else { continue };
        let article = ids.as_ref().map(|ids| ids.dictionary().term_ord(article.as_bytes())).transpose()?.flatten();
        for (&ord, article) in ords.iter().zip(std::iter::repeat(article)) {
            if let (Some(meaning), Some(article)) = (meanings.get_mut(ord), article) {
                meaning.elsewhere.insert(article, entity);
            }
        }
    }
    Ok(meanings)
}
