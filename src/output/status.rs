//! What an index holds → one JSON object, for the command line and the HTTP interface.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::index::{Index, IndexError};

/// Returns the totals of an index, and what was skipped by reason.
///
/// # Errors
///
/// Where the index's own files cannot be read.
pub fn status_json(index: &Index) -> Result<Value, IndexError> {
    let summary = index.summary();
    let mut skipped: BTreeMap<String, u64> = BTreeMap::new();
    let faults = index.faults()?;
    for record in faults.skipped {
        *skipped.entry(record.skip.reason).or_default() += 1;
    }
    Ok(json!({
        "articles": summary.articles,
        "passages": summary.passages,
        "quotes": summary.quotes,
        "quotes_with_speaker": summary.quotes_with_speaker,
        "annotated": summary.annotated,
        "dated": summary.dated,
        "unread_dates": faults.undated.len(),
        "first": summary.first,
        "last": summary.last,
        "sources": summary.sources,
        "bytes": index.bytes()?,
        "generation": index.generation(),
        "skipped": skipped,
    }))
}
