//! `search status`: what is in the index.

use std::collections::BTreeMap;
use std::io::Write;

use onrecord::index::Index;
use serde_json::{Value, json};

use super::settings::Settings;
use super::{Failure, Outcome, Terminal};

pub(super) fn run(as_json: bool, settings: &Settings, terminal: &Terminal) -> Result<Outcome, Failure> {
    let index = Index::open(&settings.index.value)?;
    let summary = index.summary();
    let mut skipped: BTreeMap<String, u64> = BTreeMap::new();
    for record in index.skipped()? {
        *skipped.entry(record.skip.reason).or_default() += 1;
    }
    let status = json!({
        "index": settings.index.value.display().to_string(),
        "articles": summary.articles,
        "passages": summary.passages,
        "quotes": summary.quotes,
        "quotes_with_speaker": summary.quotes_with_speaker,
        "annotated": summary.annotated,
        "dated": summary.dated,
        "first": summary.first,
        "last": summary.last,
        "sources": summary.sources,
        "bytes": index.bytes()?,
        "generation": index.generation(),
        "skipped": skipped,
    });
    let mut out = terminal.plain();
    if as_json {
        writeln!(out, "{status}")?;
    } else {
        write!(out, "{}", lines(&status))?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

/// Returns one line for each fact, and one for each publication and reason.
fn lines(status: &Value) -> String {
    let mut out = String::new();
    for (name, value) in status.as_object().into_iter().flatten() {
        let name = name.replace('_', " ");
        match value {
            Value::Object(counts) if counts.is_empty() => out += &format!("{name:20} none\n"),
            Value::Object(counts) => {
                out += &format!("{name:20}\n");
                counts.iter().for_each(|(key, n)| out += &format!("  {key:18} {n}\n"));
            }
            Value::String(text) => out += &format!("{name:20} {text}\n"),
            Value::Null => out += &format!("{name:20} unknown\n"),
            other => out += &format!("{name:20} {other}\n"),
        }
    }
    out
}
