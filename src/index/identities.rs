//! The table of names of a generation: made when it is written, read when it is opened, and
//! compared with the one before.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::{Searcher, Term};

use super::error::IndexError;
use super::generation::Draft;
use super::open::Index;
use super::schema::{Fields, NAME_MARK};
use super::survey;
use crate::names::known_as;
use crate::names::resolve::{self, Resolution};
use crate::names::table::{self, Bytes, Table};
use crate::names::{Listed, NameKind};
use crate::terms::name_key;

/// Names of the table's files in a generation.
pub(super) const FILES: [&str; 2] = ["names.fst", "names.jsonl"];

/// A name that stands for other canonical names than before.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Renamed {
    /// Person, org or place.
    pub kind: &'static str,
    /// The name that articles give.
    pub name: String,
    /// Its canonical name before.
    pub from: String,
    /// Its canonical name after.
    pub to: String,
    /// Why, where something was joined.
    pub why: String,
}

/// What the user should know of the names of a generation.
pub(super) struct Identities {
    pub table: Arc<Table>,
    pub renames: Vec<Renamed>,
    pub remarks: Vec<String>,
}

/// Joins the names of an index and writes the table of a generation; compares it with the one
/// before.
pub(super) fn write(
    draft: &Draft,
    searcher: &Searcher,
    listed: &Listed,
    before: Option<&Index>,
) -> Result<Identities, IndexError> {
    let survey = survey::of(searcher).map_err(|e| IndexError::engine(&draft.folder, e))?;
    let resolution = resolve::resolve(&survey, listed);
    let bytes = table::write(&resolution, &known_as::known_as(&survey));
    draft.write(FILES[0], &bytes.map)?;
    draft.write(FILES[1], &bytes.entities)?;
    let damaged = || IndexError::Damaged { dir: draft.folder.clone(), what: FILES[0].to_owned() };
    let table = Table::read(bytes).ok_or_else(damaged)?;
    let renames = before.map(|before| renamed(before, &resolution, &table)).unwrap_or_default();
    Ok(Identities { table: Arc::new(table), renames, remarks: resolution.remarks })
}

/// Reads the table of a generation.
pub(super) fn open(folder: &Path) -> Result<Table, IndexError> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read(&path).map_err(|e| IndexError::file("read", &path, e))
    };
    let bytes = Bytes { map: read(FILES[0])?, entities: read(FILES[1])? };
    let damaged = || IndexError::Damaged { dir: folder.to_owned(), what: format!("{} is no table of names", FILES[0]) };
    Table::read(bytes).ok_or_else(damaged)
}

/// Returns the names that have another canonical name than in the index before.
fn renamed(old: &Index, resolution: &Resolution, table: &Table) -> Vec<Renamed> {
    let mut changes = Vec::new();
    let kinds = [NameKind::Person, NameKind::Org, NameKind::Place];
    for ((kind, key), assigned) in resolution.assigned.iter().filter(|((kind, _), _)| kinds.contains(kind)) {
        let Some(entity) = resolution.entities.get(assigned.usual) else { continue };
        let before = match old.table().meaning_of_key(*kind, key, "") {
            Some(id) => old.table().entity(id).map(|entity| entity.name),
            None if old.has_name(*kind, key) => assigned.spellings.first().cloned(),
            None => None,
        };
        let Some(before) = before.filter(|before| name_key(before) != name_key(&entity.name)) else { continue };
        let member = entity.members.iter().find(|m| m.key == *key && m.kind == kind.letter());
        changes.push(Renamed {
            kind: kind.name(),
            name: member.map(|m| &m.name).or(assigned.spellings.first()).unwrap_or(&before).clone(),
            from: before,
            to: entity.name.clone(),
            why: member.map(|m| m.why.clone()).unwrap_or_default(),
        });
    }
    let written = written(resolution);
    for kind in kinds {
        for (key, id) in old.table().usual(kind) {
            let is_known = table.meaning_of_key(kind, &key, "").is_some();
            let Some(from) = old.table().entity(id).map(|entity| entity.name).filter(|_| !is_known) else { continue };
            if name_key(&from) != key && resolution.holds(kind, &key) {
                let (name, to) = written.get(&(kind.letter(), key.as_str())).copied().unwrap_or((&key, &key));
                let (name, to) = (name.to_owned(), to.to_owned());
                let why = "nothing joins them any more".to_owned();
                changes.push(Renamed { kind: kind.name(), name, from, to, why });
            }
        }
    }
    changes
}

/// Returns, by kind and key, each name as articles write it, with the canonical name of what it means.
fn written(resolution: &Resolution) -> FxHashMap<(&str, &str), (&str, &str)> {
    let mut written = FxHashMap::default();
    for entity in &resolution.entities {
        for member in &entity.members {
            written.insert((member.kind.as_str(), member.key.as_str()), (member.name.as_str(), entity.name.as_str()));
        }
    }
    written
}

impl Index {
    /// Tells whether any article has the name with this key.
    fn has_name(&self, kind: NameKind, key: &str) -> bool {
        let term = Term::from_field_text(field(kind, self.fields()), &format!("{NAME_MARK}{key}"));
        self.searcher().doc_freq(&term).is_ok_and(|n| n > 0)
    }
}

/// Returns the field that holds the names of a kind.
fn field(kind: NameKind, fields: &Fields) -> tantivy::schema::Field {
    match kind {
        NameKind::Speaker => fields.speaker,
        NameKind::Person => fields.person,
        NameKind::Org => fields.org,
        NameKind::Place => fields.place,
    }
}
