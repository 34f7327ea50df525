//! The table of names that stands beside a generation, and its look-ups.
//!
//! Two files: a sorted map that is read in place, and the entities it points to, a line of
//! JSON each. Keys of the map, their parts joined by [`PART`]:
//!
//! ```text
//! n kind key          the entity that a name usually means
//! x kind key article  the entity that it means in one article
//! f kind spelling     the same by spelling, times two; plus one if the article may matter
//! c kind name entity  an entity of a canonical name (its key): several, where they are spelled or kept apart
//! w kind word form    a form to look for where a word of any name of its entity is asked for
//! ```

use std::collections::{BTreeMap, BTreeSet};

use fst::{IntoStreamer, Map, MapBuilder, Streamer};

use super::NameKind;
use super::described::is_described;
use super::known_as::KnownAs;
use super::resolve::{Entity, Resolution};
use crate::terms::name_key;

/// Stands between the parts of a key.
const PART: char = '\u{1f}';

/// Stands in a form between a name's key and the entity that it must mean.
pub(crate) const MEANING: char = '\u{1e}';

/// Stands before the key of a whole name.
pub(crate) const MARK: char = '=';

/// What names mean, over all articles of an index.
#[derive(Default)]
pub(crate) struct Table {
    map: Map<Vec<u8>>,
    entities: Vec<u8>,
}

/// Number of an entity in a table.
pub(crate) type EntityId = u64;

/// The two files of a table.
pub(crate) struct Bytes {
    pub map: Vec<u8>,
    pub entities: Vec<u8>,
}

/// Returns the files of a table.
pub(crate) fn write(resolution: &Resolution, known_as: &KnownAs) -> Bytes {
    let mut entities = Vec::new();
    let mut place: BTreeMap<usize, EntityId> = BTreeMap::new();
    let mut keys: BTreeMap<String, u64> = BTreeMap::new();
    let mut put = |n: usize| {
        *place.entry(n).or_insert_with(|| {
            let at = entities.len() as u64;
            if let Some(entity) = resolution.entities.get(n) {
                // Plain structs of numbers and strings always serialise.
                entities.extend(serde_json::to_vec(entity).unwrap_or_default());
                entities.push(b'\n');
            }
            at
        })
    };
    for ((kind, key), assigned) in &resolution.assigned {
        let letter = kind.letter();
        keys.insert(format!("n{letter}{PART}{key}"), put(assigned.usual));
        for (article, &entity) in &assigned.except {
            keys.insert(format!("x{letter}{PART}{key}{PART}{article}"), put(entity));
        }
        for spelling in &assigned.spellings {
            let is_shared = u64::from(!assigned.except.is_empty());
            keys.insert(format!("f{letter}{PART}{spelling}"), 2 * put(assigned.usual) + is_shared);
        }
    }
    for (n, at) in &place {
        let Some(entity) = resolution.entities.get(*n) else { continue };
        let canonical = name_key(&entity.name);
        keys.insert(format!("c{}{PART}{canonical}{PART}{at}", entity.kind), *at);
        let mut words: BTreeSet<String> = words(entity).into_iter().collect();
        words.extend(entity.members.iter().flat_map(|member| called(known_as, &member.kind, &member.key)));
        for member in &entity.members {
            keys.insert(format!("c{}{PART}{canonical}{PART}{at}", member.kind), *at);
            let form = form(&member.key, member.is_shared.then_some(*at));
            // The words of a description are looked for nowhere.
            let own: Vec<&str> = if is_described(&member.key) { Vec::new() } else { member.key.split(' ').collect() };
            for word in words.iter().filter(|word| !own.contains(&word.as_str())) {
                keys.insert(format!("w{}{PART}{word}{PART}{form}", member.kind), 0);
            }
        }
    }
    for ((kind, key), words) in known_as {
        let kinds = [*kind, NameKind::Speaker].into_iter();
        for kind in kinds
            .filter(|kind| resolution.holds(*kind, key) && !resolution.assigned.contains_key(&(*kind, key.clone())))
        {
            let own = form(key, None);
            keys.extend(words.iter().map(|word| (format!("w{}{PART}{word}{PART}{own}", kind.letter()), 0)));
        }
    }
    let mut builder = MapBuilder::memory();
    for (key, value) in keys {
        // The keys come sorted and each once, which is all that the builder asks.
        let _ = builder.insert(key, value);
    }
    Bytes { map: builder.into_inner().unwrap_or_default(), entities }
}

/// Returns the words of what else articles call a name; a speaker is called as the body or person of her name.
fn called(known_as: &KnownAs, kind: &str, key: &str) -> BTreeSet<String> {
    let is_of = |of: &NameKind| kind == of.letter() || kind == NameKind::Speaker.letter();
    let words = NameKind::ALL.iter().filter(|of| is_of(of)).filter_map(|of| known_as.get(&(*of, key.to_owned())));
    words.flatten().cloned().collect()
}

/// Returns the words of all names of an entity.
fn words(entity: &Entity) -> Vec<String> {
    // The words of a description are nobody's name.
    let mut words = if is_described(&entity.name) { Vec::new() } else { crate::terms::fold(&entity.name) };
    words.extend(entity.also.iter().flat_map(|name| crate::terms::fold(name)));
    let named = entity.members.iter().filter(|member| !is_described(&member.key));
    words.extend(named.flat_map(|member| member.key.split(' ').map(str::to_owned)));
    words.sort_unstable();
    words.dedup();
    words
}

fn form(key: &str, meaning: Option<EntityId>) -> String {
    match meaning {
        Some(entity) => format!("{MARK}{key}{MEANING}{entity}"),
        None => format!("{MARK}{key}"),
    }
}

/// Returns the forms under which the names of an entity are found.
fn forms(entity: &Entity, id: EntityId, kind: NameKind) -> Vec<String> {
    let members = entity.members.iter().filter(|m| m.kind == kind.letter());
    members.map(|m| form(&m.key, m.is_shared.then_some(id))).collect()
}

/// Takes a form apart that asks for a meaning: the term and the entity.
pub(crate) fn meaning_of(form: &str) -> Option<(&str, EntityId)> {
    let (term, entity) = form.split_once(MEANING)?;
    Some((term, entity.parse().ok()?))
}

impl Table {
    /// Reads a table; `None` where the bytes are none.
    pub(crate) fn read(bytes: Bytes) -> Option<Table> {
        Some(Table { map: Map::new(bytes.map).ok()?, entities: bytes.entities })
    }

    /// Returns what a name means in an article.
    pub(crate) fn meaning(&self, kind: NameKind, name: &str, article: &str) -> Option<EntityId> {
        self.meaning_of_key(kind, &name_key(name), article)
    }

    /// Returns what the name with this key means in an article.
    pub(crate) fn meaning_of_key(&self, kind: NameKind, key: &str, article: &str) -> Option<EntityId> {
        let letter = kind.letter();
        let usual = self.map.get(format!("n{letter}{PART}{key}"))?;
        Some(self.map.get(format!("x{letter}{PART}{key}{PART}{article}")).unwrap_or(usual))
    }

    /// Returns the canonical name of a name in an article, if it is another.
    pub(crate) fn canonical(&self, kind: NameKind, name: &str, article: &str) -> Option<String> {
        self.name(self.meaning(kind, name, article)?)
    }

    /// Returns the keys of a kind's names with the entities that they usually mean.
    pub(crate) fn usual(&self, kind: NameKind) -> Vec<(String, EntityId)> {
        self.entries_below(&format!("n{}{PART}", kind.letter()))
    }

    /// Returns an entity.
    pub(crate) fn entity(&self, id: EntityId) -> Option<Entity> {
        serde_json::from_slice(self.line(id)?).ok()
    }

    /// Returns the canonical name of an entity; nothing else of it is read.
    pub(crate) fn name(&self, id: EntityId) -> Option<String> {
        #[derive(serde::Deserialize)]
        struct Named {
            name: String,
        }
        serde_json::from_slice(self.line(id)?).ok().map(|Named { name }| name)
    }

    fn line(&self, id: EntityId) -> Option<&[u8]> {
        let rest = self.entities.get(usize::try_from(id).ok()?..)?;
        memchr::memchr(b'\n', rest).and_then(|end| rest.get(..end)).or(Some(rest))
    }

    /// Returns the entity with this canonical name; of several the last.
    pub(crate) fn named(&self, kind: NameKind, name: &str) -> Option<EntityId> {
        self.all_named(kind, name).into_iter().max()
    }

    /// Returns the entities with this canonical name: a name may be that of a person in one article and
    /// of a body in another, or spelled in two ways. Where some are spelled so, only these.
    fn all_named(&self, kind: NameKind, name: &str) -> Vec<EntityId> {
        let found = self.entries_below(&format!("c{}{PART}{}{PART}", kind.letter(), name_key(name)));
        let mut all: Vec<EntityId> = found.into_iter().map(|(_, id)| id).collect();
        let is_spelled_so = |id: &EntityId| self.name(*id).as_deref() == Some(name.trim());
        if all.len() > 1 && all.iter().any(is_spelled_so) {
            all.retain(is_spelled_so);
        }
        all
    }

    /// Returns what else to look for where a word of a name is asked for.
    pub(crate) fn forms_of_word(&self, kind: NameKind, word: &str) -> Vec<String> {
        self.below(&format!("w{}{PART}{word}{PART}", kind.letter()))
    }

    /// Returns the spellings of a kind's names with what each usually means, and whether that
    /// depends on the article.
    pub(crate) fn spellings(&self, kind: NameKind) -> Vec<(String, EntityId, bool)> {
        let found = self.entries_below(&format!("f{}{PART}", kind.letter()));
        found.into_iter().map(|(spelling, value)| (spelling, value / 2, value % 2 == 1)).collect()
    }

    /// Returns the articles in which names of a kind mean another entity than they usually
    /// do: the name's key, the article, that entity.
    pub(crate) fn exceptions(&self, kind: NameKind) -> Vec<(String, String, EntityId)> {
        let found = self.entries_below(&format!("x{}{PART}", kind.letter())).into_iter();
        let parts = found.filter_map(|(rest, entity)| {
            rest.split_once(PART).map(|(key, article)| (key.to_owned(), article.to_owned(), entity))
        });
        parts.collect()
    }

    /// Returns the terms under which the names of an entity are found, as a query has them.
    pub(crate) fn terms(&self, kind: NameKind, canonical: &str) -> Vec<String> {
        let Some((id, entity)) = self.named(kind, canonical).and_then(|id| Some((id, self.entity(id)?))) else {
            let mut terms = crate::terms::fold(canonical);
            terms.push(form(&name_key(canonical), None));
            return terms;
        };
        words(&entity).into_iter().chain(forms(&entity, id, kind)).collect()
    }

    /// Returns the forms under which a name of the lists is found; none where it is listed under
    /// another one.
    pub(crate) fn listed(&self, kind: NameKind, name: &str) -> Vec<String> {
        let key = name_key(name);
        let named = self.all_named(kind, name);
        if named.is_empty() && self.meaning_of_key(kind, &key, "").is_none() {
            return vec![form(&key, None)];
        }
        let known = named.into_iter().filter_map(|id| Some((id, self.entity(id)?)));
        known.flat_map(|(id, entity)| forms(&entity, id, kind)).collect()
    }

    /// Returns the forms that mean exactly the entity of this canonical name, where others
    /// are known by the same name, and those others.
    pub(crate) fn exactly(&self, kind: NameKind, name: &str) -> Option<(Vec<String>, Vec<String>)> {
        let id = self.named(kind, name).filter(|_| name_key(name).contains(' '))?;
        let entity = self.entity(id)?;
        let others: Vec<String> = entity.apart.iter().map(|(name, _)| name.clone()).collect();
        let is_one_of_several = !others.is_empty() && entity.members.iter().any(|m| m.is_shared);
        is_one_of_several.then(|| (forms(&entity, id, kind), others))
    }

    /// Returns what stands behind a beginning in the keys.
    fn below(&self, beginning: &str) -> Vec<String> {
        self.entries_below(beginning).into_iter().map(|(rest, _)| rest).collect()
    }

    /// The same with the values.
    fn entries_below(&self, beginning: &str) -> Vec<(String, u64)> {
        let mut end = beginning.as_bytes().to_vec();
        // The beginning ends with PART, so that the next byte value ends the range.
        if let Some(last) = end.last_mut() {
            *last += 1;
        }
        let mut stream = self.map.range().ge(beginning).lt(&end).into_stream();
        let mut found = Vec::new();
        while let Some((key, value)) = stream.next() {
            if let Some(rest) = key.get(beginning.len()..).and_then(|rest| std::str::from_utf8(rest).ok()) {
                found.push((rest.to_owned(), value));
            }
        }
        found
    }
}
