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

/// By the ordinal of a name in its segment.
pub(super) type SegmentMeanings = FxHashMap<u64, Meaning>;

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
    let mut shared: FxHashMap<String, Vec<u64>> = FxHashMap::default();
    for (spelling, usual, is_shared) in table.spellings(kind) {
        if let Some(ord) = names.dictionary().term_ord(spelling.as_bytes())? {
            meanings.insert(ord, Meaning { usual, elsewhere: FxHashMap::default() });
            if is_shared {
                shared.entry(name_key(&spelling)).or_default().push(ord);
            }
        }
    }
    let ids: Option<StrColumn> = fast.str(columns::ARTICLE_ID)?;
    for (key, article, entity) in table.exceptions(kind) {
        let Some(ords) = shared.get(&key) else { continue };
        let article = ids.as_ref().map(|ids| ids.dictionary().term_ord(article.as_bytes())).transpose()?.flatten();
        for (ord, article) in ords.iter().zip(std::iter::repeat(article)) {
            if let (Some(meaning), Some(article)) = (meanings.get_mut(ord), article) {
                meaning.elsewhere.insert(article, entity);
            }
        }
    }
    Ok(meanings)
}
