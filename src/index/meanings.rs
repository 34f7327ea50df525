//! Names of a segment → what they mean, found out once for each segment and kind.
//!
//! Most names mean themselves, most others the same in every article. Where a name means
//! another entity in some articles, these stand beside it by the ordinals of their ids.

use std::hash::Hash;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;
use tantivy::index::SegmentId;

use super::names::column;
use super::same_names::SameNames;
use super::schema::columns;
use crate::names::NameKind;
use crate::names::table::{EntityId, Table};
use crate::terms::{DESCRIBED, name_key};

/// What the names of a segment mean, by their ordinals.
#[derive(Debug, Default)]
pub(super) struct SegmentMeanings {
    /// For each name 0 where it means itself; else twice the number of its usual entity, from
    /// 1, and 1 more where it means another in some articles.
    usual: Vec<u32>,
    /// What names mean in some articles, by the ordinals of name and article.
    elsewhere: FxHashMap<(u64, u64), u32>,
    /// The entities by number.
    entities: Vec<EntityId>,
    /// The ordinals of descriptions, which mean nobody where an article does not stand in
    /// `elsewhere`.
    described: Range<u64>,
}

impl SegmentMeanings {
    /// Returns the number of the entity that a name means, unless it means itself; `article`
    /// is asked for the ordinal of its article only where that matters.
    #[inline]
    pub(super) fn of(&self, ord: u64, article: impl FnOnce() -> Option<u64>) -> Option<u32> {
        let coded = *self.usual.get(usize::try_from(ord).ok()?)?;
        let usual = (coded / 2).checked_sub(1)?;
        if coded % 2 == 0 {
            return Some(usual);
        }
        let elsewhere = article().and_then(|article| self.elsewhere.get(&(ord, article)));
        Some(elsewhere.copied().unwrap_or(usual))
    }

    /// Tells whether a name is a description that nothing ties to anybody.
    #[inline]
    pub(super) fn is_nobody(&self, ord: u64, article: impl FnOnce() -> Option<u64>) -> bool {
        self.described.contains(&ord) && article().is_none_or(|article| !self.elsewhere.contains_key(&(ord, article)))
    }

    /// Tells whether a name means itself in every article.
    pub(super) fn means_itself(&self, ord: u64) -> bool {
        usize::try_from(ord).ok().and_then(|ord| self.usual.get(ord)).is_none_or(|&coded| coded == 0)
    }

    /// Returns the entity with a number.
    pub(super) fn entity(&self, number: u32) -> Option<EntityId> {
        self.entities.get(number as usize).copied()
    }

    /// Returns how many entities the names mean.
    pub(super) fn num_entities(&self) -> usize {
        self.entities.len()
    }
}

/// Numbers entities in the order they come up.
#[derive(Default)]
struct Numbers(FxHashMap<EntityId, u32>);

impl Numbers {
    fn of(&mut self, entity: EntityId, entities: &mut Vec<EntityId>) -> u32 {
        *self.0.entry(entity).or_insert_with(|| {
            entities.push(entity);
            // A segment has fewer names than 2^31.
            u32::try_from(entities.len() - 1).unwrap_or(u32::MAX / 2 - 1)
        })
    }
}

/// What has been read, by what was asked.
type Known<K, V> = Mutex<FxHashMap<K, Arc<V>>>;

/// What the names of an index mean, segment by segment, as far as it has been asked.
#[derive(Debug, Default)]
pub(crate) struct Meanings {
    meanings: Known<(SegmentId, NameKind), SegmentMeanings>,
    same: Known<(SegmentId, Vec<NameKind>), SameNames>,
}

impl Meanings {
    /// Returns what the names of a segment mean.
    pub(super) fn of(
        &self,
        reader: &SegmentReader,
        kind: NameKind,
        table: &Table,
    ) -> tantivy::Result<Arc<SegmentMeanings>> {
        let key = (reader.segment_id(), kind);
        once(&self.meanings, key, || read(reader, kind, table))
    }

    /// Returns which values of a segment's columns of these kinds have the same name, as `read` finds them.
    pub(super) fn same_names(
        &self,
        reader: &SegmentReader,
        kinds: &[NameKind],
        read: impl FnOnce() -> tantivy::Result<SameNames>,
    ) -> tantivy::Result<Arc<SameNames>> {
        once(&self.same, (reader.segment_id(), kinds.to_vec()), read)
    }
}

/// Returns what is known under a key, or reads it and keeps it.
fn once<K: Eq + Hash, V>(
    known: &Known<K, V>,
    key: K,
    read: impl FnOnce() -> tantivy::Result<V>,
) -> tantivy::Result<Arc<V>> {
    if let Some(known) = known.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(known.clone());
    }
    let found = Arc::new(read()?);
    known.lock().unwrap_or_else(PoisonError::into_inner).insert(key, found.clone());
    Ok(found)
}

fn read(reader: &SegmentReader, kind: NameKind, table: &Table) -> tantivy::Result<SegmentMeanings> {
    let fast = reader.fast_fields();
    let (mut meanings, mut numbers) = (SegmentMeanings::default(), Numbers::default());
    let Some(names) = fast.str(column(kind))? else { return Ok(meanings) };
    meanings.usual.resize(names.num_terms(), 0);
    meanings.described = described(&names)?;
    let mut shared: FxHashMap<String, Vec<u64>> = FxHashMap::default();
    for (spelling, usual, is_shared) in table.spellings(kind) {
        let Some(ord) = names.dictionary().term_ord(spelling.as_bytes())? else { continue };
        let number = numbers.of(usual, &mut meanings.entities);
        if let Some(coded) = usize::try_from(ord).ok().and_then(|ord| meanings.usual.get_mut(ord)) {
            *coded = 2 * (number + 1);
        }
        if is_shared {
            shared.entry(name_key(&spelling)).or_default().push(ord);
        }
    }
    let ids: Option<StrColumn> = fast.str(columns::ARTICLE_ID)?;
    for (key, article, entity) in table.exceptions(kind) {
        let Some(ords) = shared.get(&key) else { continue };
        let article = ids.as_ref().map(|ids| ids.dictionary().term_ord(article.as_bytes())).transpose()?.flatten();
        let Some(article) = article else { continue };
        let number = numbers.of(entity, &mut meanings.entities);
        for &ord in ords {
            meanings.elsewhere.insert((ord, article), number);
            if let Some(coded) = usize::try_from(ord).ok().and_then(|ord| meanings.usual.get_mut(ord)) {
                *coded |= 1;
            }
        }
    }
    Ok(meanings)
}

/// Returns the ordinals of the names that are descriptions: these stand together.
fn described(names: &StrColumn) -> tantivy::Result<Range<u64>> {
    let mut found = 0..0;
    let first = DESCRIBED.to_string();
    let mut stream = names.dictionary().range().ge(&first).into_stream()?;
    while stream.advance() && stream.key().starts_with(first.as_bytes()) {
        let ord = stream.term_ord();
        found = if found.is_empty() { ord..ord + 1 } else { found.start..ord + 1 };
    }
    Ok(found)
}
