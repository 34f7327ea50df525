//! A query of the engine → each entry that matches.

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, Searcher, TERMINATED};

/// Calls `visit` with each match, in the order of the index.
pub(crate) fn each(searcher: &Searcher, query: &dyn Query, mut visit: impl FnMut(DocAddress)) -> tantivy::Result<()> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        let mut scorer = weight.scorer(reader, 1.0)?;
        let alive = reader.alive_bitset();
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                visit(DocAddress::new(segment, doc));
            }
            doc = scorer.advance();
        }
    }
    Ok(())
}
