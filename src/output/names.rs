//! Speakers and entities → JSON, for the command line and the HTTP interface.

use serde_json::{Value, json};

use crate::index::{NameCount, NameKind};

/// Returns `{"total","speakers":[…]}`, the list under the title given; with what names were
/// joined by and kept apart for, if that is to be explained.
pub fn names_json(title: &str, total: usize, names: &[(NameKind, NameCount)], explain: bool) -> Value {
    let rows: Vec<Value> = names.iter().map(|(kind, name)| one(*kind, name, explain)).collect();
    json!({"total": total, title: rows})
}

fn one(kind: NameKind, name: &NameCount, explain: bool) -> Value {
    let mut value = json!({
        "name": name.name, "kind": kind.name(), "aliases": name.aliases, "count": name.count,
        "first": name.first, "last": name.last,
    });
    if !name.ids.is_empty() {
        value["ids"] = json!(name.ids);
    }
    if explain {
        let joined =
            |(name, articles, why): &(String, u64, String)| json!({"name": name, "articles": articles, "why": why});
        value["evidence"] = name.evidence.iter().map(joined).collect();
        value["apart"] = name.apart.iter().map(|(name, why)| json!({"name": name, "why": why})).collect();
    }
    value
}
