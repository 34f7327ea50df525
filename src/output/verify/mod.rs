//! Checked citations and sentences → JSON, and text for a terminal.

#[cfg(feature = "cli")]
mod text;

use serde_json::{Map, Value, json};

use super::annotations::rounded;
use super::json::article;
use crate::annotate::Stance;
use crate::span::CodePoints;
use crate::verify::{Checked, OnRecord, RecordMatch, Standing, Tally};

#[cfg(feature = "cli")]
pub use text::{checked_text, record_text};

/// Returns a checked citation: `{"id","line","status"}`, with the changes and the place found.
pub fn checked_json(checked: &Checked) -> Value {
    let (status, changes, found_at) = match &checked.standing {
        Standing::Unchanged => ("unchanged", None, None),
        Standing::Changed { changes, found_at } => ("changed", Some(changes), found_at.as_ref()),
        Standing::Gone { found_at } => ("gone", None, found_at.as_ref()),
    };
    let mut out = json!({"id": checked.citation.id, "line": checked.citation.line, "status": status});
    if let Some(changes) = changes.filter(|changes| !changes.is_empty()) {
        out["changes"] = json!(changes);
    }
    if let Some(id) = found_at {
        out["found_at"] = json!(id);
    }
    out
}

/// Returns the counts of a checked file.
pub fn tally_json(file: &str, tally: &Tally) -> Map<String, Value> {
    let counts = json!({
        "file": file, "format": tally.format.name(), "checked": tally.checked(), "unchanged": tally.unchanged,
        "changed": tally.changed, "gone": tally.gone, "unreadable": tally.unreadable,
    });
    match counts {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Returns what the record has of a sentence; offsets are code points of each match's `text`.
pub fn record_json(record: &OnRecord) -> Value {
    let matches: Vec<Value> = record.matches.iter().map(match_json).collect();
    json!({"text": record.text, "speaker": record.speaker, "verdict": record.verdict.name(), "matches": matches})
}

fn match_json(found: &RecordMatch) -> Value {
    let (start, end) = CodePoints::new(&found.text).pair(found.span);
    let quote = found.quote.as_ref().map(|quote| {
        let mut value = json!({
            "speaker": quote.speaker, "kind": quote.kind, "confidence": rounded(quote.confidence),
        });
        if quote.stance != Stance::Said {
            value["stance"] = json!(quote.stance);
        }
        value
    });
    json!({
        "passage_id": found.passage_id, "article": article(&found.article), "text": found.text,
        "start": start, "end": end, "similarity": (found.similarity * 1000.0).round() / 1000.0,
        "quote": quote, "is_by_speaker": found.is_by_speaker, "changes": found.changes,
    })
}
