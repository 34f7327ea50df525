//! A column of names with what its values mean: canonical names, and of speakers only those
//! that are sure enough.
//!
//! A name that means itself is counted by its ordinal, any other by its entity, so that an
//! entry with two names of one person counts once for that person.

use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::meanings::{Meanings, SegmentMeanings};
use super::names::{column, spell};
use super::schema::columns;
use crate::names::NameKind;
use crate::names::table::Table;

/// How names are read: what they mean, and how sure speakers must be.
#[derive(Clone, Default)]
pub(crate) struct NameView {
    pub table: Arc<Table>,
    pub meanings: Arc<Meanings>,
    /// As `index::entries::threshold_bits` gives it.
    pub least: u64,
}

impl fmt::Debug for NameView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NameView").field("least", &self.least).finish_non_exhaustive()
    }
}

/// What a value of a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Value {
    /// The name with this ordinal and no other.
    Plain(u64),
    /// An entity, by its number in the segment.
    Entity(u32),
}

/// A column of names in one segment.
pub(crate) struct NameColumn {
    view: NameView,
    column: StrColumn,
    /// What the ordinals mean that do not mean themselves.
    meanings: Arc<SegmentMeanings>,
    paragraph: Column<u64>,
    ids: Option<StrColumn>,
    sureness: Option<Column<u64>>,
}

impl NameColumn {
    /// Opens the names of a kind.
    pub(crate) fn open(reader: &SegmentReader, view: &NameView, kind: NameKind) -> tantivy::Result<Option<NameColumn>> {
        let fast = reader.fast_fields();
        let Some(column) = fast.str(column(kind))? else { return Ok(None) };
        Ok(Some(NameColumn {
            view: view.clone(),
            column,
            meanings: view.meanings.of(reader, kind, &view.table)?,
            paragraph: fast.u64(columns::PARAGRAPH)?,
            ids: fast.str(columns::ARTICLE_ID)?,
            sureness: (kind == NameKind::Speaker).then(|| fast.u64(columns::SURENESS)).transpose()?,
        }))
    }

    /// Returns the number of different values.
    pub(crate) fn num_values(&self) -> usize {
        self.column.num_terms()
    }

    /// Returns the number of different entities.
    pub(crate) fn num_entities(&self) -> usize {
        self.meanings.num_entities()
    }

    /// Returns all values that entries may have.
    pub(super) fn all(&self) -> impl Iterator<Item = Value> + '_ {
        let plain = (0..self.num_values() as u64).filter(|&ord| self.meanings.means_itself(ord)).map(Value::Plain);
        plain.chain((0..).take(self.num_entities()).map(Value::Entity))
    }

    /// Adds what the names of a passage entry mean, in their order; speakers that are not
    /// sure enough are left out.
    pub(crate) fn values(&self, doc: DocId, values: &mut Vec<Value>) {
        match &self.sureness {
            None => values.extend(self.column.term_ords(doc).map(|ord| self.value(doc, ord))),
            Some(sureness) => values.extend(self.speakers(doc, sureness).flatten()),
        }
    }

    /// Returns what the speaker of each quote of a passage entry means, quote by quote.
    pub(crate) fn slots(&self, doc: DocId) -> Vec<Option<Value>> {
        self.sureness.as_ref().map(|sureness| self.speakers(doc, sureness).collect()).unwrap_or_default()
    }

    fn speakers<'c>(&'c self, doc: DocId, sureness: &'c Column<u64>) -> impl Iterator<Item = Option<Value>> + 'c {
        let mut names = self.column.term_ords(doc);
        sureness.values_for_doc(doc).map(move |bits| {
            // A quote without a speaker has no name.
            let ord = if bits > 0 { names.next() } else { None };
            let sure = ord.filter(|_| bits >= self.view.least);
            let known = sure.filter(|&ord| !self.meanings.is_nobody(ord, || self.article(doc)));
            known.map(|ord| self.value(doc, ord))
        })
    }

    fn value(&self, doc: DocId, ord: u64) -> Value {
        self.meanings.of(ord, || self.article(doc)).map_or(Value::Plain(ord), Value::Entity)
    }

    /// Returns the ordinal of the id of a passage's article.
    fn article(&self, doc: DocId) -> Option<u64> {
        let paragraph = self.paragraph.first(doc).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        self.ids.as_ref().and_then(|ids| ids.ords().first(doc.saturating_sub(paragraph + 1)))
    }

    /// Returns the canonical names of values.
    pub(crate) fn names(&self, values: impl IntoIterator<Item = Value>) -> tantivy::Result<FxHashMap<Value, String>> {
        let mut names = FxHashMap::default();
        self.spell(values, |value, name| {
            names.insert(value, name.to_owned());
        })?;
        Ok(names)
    }

    /// Calls `use_name` with each value and its canonical name; values must differ.
    pub(crate) fn spell(
        &self,
        values: impl IntoIterator<Item = Value>,
        mut use_name: impl FnMut(Value, &str),
    ) -> tantivy::Result<()> {
        let mut ords = Vec::new();
        for value in values {
            match value {
                Value::Plain(ord) => ords.push(ord),
                Value::Entity(number) => {
                    let name = self.meanings.entity(number).and_then(|id| self.view.table.name(id));
                    use_name(value, &name.unwrap_or_default());
                }
            }
        }
        ords.sort_unstable();
        ords.dedup();
        let mut next = ords.iter();
        spell(&self.column, &ords, |name| {
            if let Some(&ord) = next.next() {
                use_name(Value::Plain(ord), name);
            }
        })
    }
}
