//! Stem → the forms that the index holds, with how many passages have each.
//!
//! Built from the term dictionaries when an index is written, kept as one sorted map
//! (`stem NUL form` → count) that is read from disk in place.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use fst::{IntoStreamer, Map, MapBuilder, Streamer};
use tantivy::Searcher;
use tantivy::schema::Field;

use super::error::IndexError;
use crate::terms::Stemmer;

/// Name of the map's file in a generation.
pub(super) const FILE: &str = "forms.fst";

/// The words of an index by their stems.
pub(crate) struct Forms(Map<Vec<u8>>);

impl Forms {
    pub(super) fn open(dir: &Path) -> Result<Self, IndexError> {
        let path = dir.join(FILE);
        let bytes = fs::read(&path).map_err(|e| IndexError::file("read", &path, e))?;
        let damaged = |e: fst::Error| IndexError::Damaged { dir: dir.to_owned(), what: format!("{FILE}: {e}") };
        Ok(Forms(Map::new(bytes).map_err(damaged)?))
    }

    /// Returns the forms with this stem and the number of passages that have each, most
    /// frequent first.
    pub(crate) fn of_stem(&self, stem: &str) -> Vec<(String, u64)> {
        let low = format!("{stem}\0");
        let high = format!("{stem}\x01");
        let mut stream = self.0.range().ge(&low).lt(&high).into_stream();
        let mut forms = Vec::new();
        while let Some((key, count)) = stream.next() {
            if let Ok(form) = std::str::from_utf8(&key[low.len()..]) {
                forms.push((form.to_owned(), count));
            }
        }
        forms.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        forms
    }
}

/// Builds the map of all words of `counted` and `others`; the counts are those in `counted`.
pub(super) fn build(searcher: &Searcher, counted: Field, others: &[Field]) -> tantivy::Result<Vec<u8>> {
    let mut counts: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    let mut stemmer = Stemmer::default();
    for (field, weight) in std::iter::once((counted, 1)).chain(others.iter().map(|&f| (f, 0))) {
        for reader in searcher.segment_readers() {
            let index = reader.inverted_index(field)?;
            let mut stream = index.terms().stream()?;
            while stream.advance() {
                let Ok(form) = std::str::from_utf8(stream.key()) else { continue };
                let key = [stemmer.stem(form).as_bytes(), &[0], form.as_bytes()].concat();
                *counts.entry(key).or_default() += weight * u64::from(stream.value().doc_freq);
            }
        }
    }
    let mut builder = MapBuilder::memory();
    for (key, count) in counts {
        // The keys come sorted and each once, which is all that the builder asks.
        builder.insert(key, count).map_err(to_tantivy)?;
    }
    builder.into_inner().map_err(to_tantivy)
}

fn to_tantivy(error: fst::Error) -> tantivy::TantivyError {
    tantivy::TantivyError::InternalError(format!("table of word forms: {error}"))
}
