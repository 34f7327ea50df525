//! Speakers and entities → JSON, for the command line and the HTTP interface.

use serde_json::{Value, json};

use crate::index::{NameCount, NameKind};

/// Returns `{"total","speakers":[…]}`, the list under the title given.
pub fn names_json(title: &str, total: usize, names: &[(NameKind, NameCount)]) -> Value {
    let one = |(kind, n): &(NameKind, NameCount)| {
        json!({"name": n.name, "kind": kind_name(*kind), "aliases": n.aliases, "count": n.count,
               "first": n.first, "last": n.last})
    };
    json!({"total": total, title: names.iter().map(one).collect::<Vec<_>>()})
}

/// Returns the word for a kind.
pub fn kind_name(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Speaker => "speaker",
        NameKind::Person => "person",
        NameKind::Org => "org",
        NameKind::Place => "place",
    }
}
