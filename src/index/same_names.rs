//! Columns of names of several kinds, read side by side: a name counts once for an entry, whatever
//! it is there.
//!
//! "Jackson" may be a person and a place in one passage: two values of two columns with one name.
//! Which values these are is found out once for each segment.

use std::hash::BuildHasher;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};
use tantivy::{DocId, SegmentReader};

use super::readings::{NameColumn, NameView, Value};
use crate::names::NameKind;

/// A value and the number of its column.
pub(crate) type Place = (usize, Value);

/// Values that have the name of an earlier one, each with that.
pub(super) type SameNames = FxHashMap<Place, Place>;

/// Columns of names in one segment.
pub(crate) struct NameColumns {
    columns: Vec<NameColumn>,
    same: Arc<SameNames>,
}

impl NameColumns {
    /// Opens the names of these kinds.
    pub(crate) fn open(reader: &SegmentReader, view: &NameView, kinds: &[NameKind]) -> tantivy::Result<Self> {
        let columns = kinds.iter().filter_map(|&kind| NameColumn::open(reader, view, kind).transpose());
        let columns = columns.collect::<tantivy::Result<Vec<_>>>()?;
        // The names of one kind differ.
        let same = match columns.len() > 1 {
            true => view.meanings.same_names(reader, kinds, || same_names(&columns))?,
            false => Arc::default(),
        };
        Ok(NameColumns { columns, same })
    }

    /// Returns the columns, in the order of their kinds.
    pub(crate) fn columns(&self) -> &[NameColumn] {
        &self.columns
    }

    /// Puts what the names of a passage entry mean in place of what `places` holds, each name once;
    /// `values` is made use of.
    pub(crate) fn names(&self, doc: DocId, values: &mut Vec<Value>, places: &mut Vec<Place>) {
        places.clear();
        for (n, column) in self.columns.iter().enumerate() {
            values.clear();
            column.values(doc, values);
            places.extend(values.iter().map(|&value| (n, value)));
        }
        if places.len() > 1 {
            if !self.same.is_empty() {
                places.iter_mut().for_each(|place| *place = self.same.get(place).copied().unwrap_or(*place));
            }
            places.sort_unstable();
            places.dedup();
        }
    }
}

/// Finds the values that have the same name. Only those are compared whose names have the same
/// fingerprint, so that not all names have to be held.
fn same_names(columns: &[NameColumn]) -> tantivy::Result<SameNames> {
    let mut prints: Vec<(u64, Place)> = Vec::new();
    for (n, column) in columns.iter().enumerate() {
        column.spell(column.all(), |value, name| prints.push((FxBuildHasher.hash_one(name), (n, value))))?;
    }
    prints.sort_unstable();
    let alike = prints.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1).flatten();
    let mut places: Vec<Place> = alike.map(|(_, place)| *place).collect();
    places.sort_unstable();
    let (mut first, mut same) = (FxHashMap::<String, Place>::default(), SameNames::default());
    for (n, column) in columns.iter().enumerate() {
        let here = places.iter().filter(|place| place.0 == n).map(|place| place.1);
        column.spell(here, |value, name| match first.get(name) {
            Some(&earlier) => drop(same.insert((n, value), earlier)),
            None => drop(first.insert(name.to_owned(), (n, value))),
        })?;
    }
    Ok(same)
}
