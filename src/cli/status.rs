//! `search status`: what is in the index.

use std::io::Write;

use onrecord::index::Index;
use onrecord::output;
use serde_json::{Value, json};

use super::settings::Settings;
use super::{Failure, Outcome, Terminal};

pub(super) fn run(as_json: bool, settings: &Settings, terminal: &Terminal) -> Result<Outcome, Failure> {
    let index = Index::open(&settings.index.value)?;
    let mut status = json!({"index": settings.index.value.display().to_string()});
    if let (Value::Object(status), Value::Object(more)) = (&mut status, output::status_json(&index)?) {
        status.extend(more);
    }
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
    let mut rows: Vec<(String, String)> = Vec::new();
    for (name, value) in status.as_object().into_iter().flatten() {
        let name = name.replace('_', " ");
        match value {
            Value::Object(counts) => {
                rows.push((name, if counts.is_empty() { "none".into() } else { String::new() }));
                rows.extend(counts.iter().map(|(key, n)| (format!("  {key}"), n.to_string())));
            }
            Value::String(text) => rows.push((name, text.clone())),
            Value::Null => rows.push((name, "unknown".into())),
            Value::Number(n) if name == "bytes" => {
                rows.push((name, format!("{n} ({:.1} MB)", n.as_f64().unwrap_or(0.0) / 1e6)));
            }
            other => rows.push((name, other.to_string())),
        }
    }
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    rows.iter().map(|(name, value)| format!("{name:width$}  {value}").trim_end().to_string() + "\n").collect()
}
