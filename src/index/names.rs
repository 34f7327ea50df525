//! Columns of names → the speakers and entities of an index, with counts, days, aliases and
//! what they were joined by.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;

use super::aliases::ALIAS_PARTS;
use super::entries::{day, threshold_bits};
use super::error::IndexError;
use super::open::Index;
use super::readings::{NameColumn, NameView, Value};
use super::schema::columns;
use crate::names::resolve::{Entity, Member};
use crate::names::{NameKind, described};
use crate::terms;

/// Returns the column that holds the names of a kind.
pub(super) fn column(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Speaker => columns::SPEAKER,
        NameKind::Person => columns::PERSON,
        NameKind::Org => columns::ORG,
        NameKind::Place => columns::PLACE,
    }
}

/// A name and how often it comes up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NameCount {
    /// The canonical name.
    pub name: String,
    /// What else the texts call it, most frequent first.
    pub aliases: Vec<String>,
    /// Quotes of a speaker, mentions of an entity.
    pub count: u64,
    /// First day of publication.
    pub first: Option<Date>,
    /// Last day of publication.
    pub last: Option<Date>,
    /// Identifiers that the user's list gives, by scheme.
    pub ids: BTreeMap<String, String>,
    /// Names of articles that were joined under this one: the name, its articles, the reason.
    pub evidence: Vec<(String, u64, String)>,
    /// Others that it is kept apart from: the name and the reason.
    pub apart: Vec<(String, String)>,
}

/// Aliases given for a name at most.
const MAX_ALIASES: usize = 12;

/// Count, first and last day of one name.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    count: u64,
    days: Option<(i64, i64)>,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.count += other.count;
        self.days = match (self.days, other.days) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
    }
}

impl Index {
    /// Returns the names of a kind, most frequent first; with `like` only those that contain
    /// these words or letters, whatever their case and accents, in the name or an alias.
    ///
    /// Of speakers those count that are as sure as [`Index::min_confidence`] asks.
    ///
    /// # Errors
    ///
    /// [`IndexError`] where the index cannot be read.
    pub fn names(&self, kind: NameKind, like: Option<&str>) -> Result<Vec<NameCount>, IndexError> {
        self.names_as_sure(kind, like, self.least_confidence())
    }

    /// Returns the names as [`Index::names`] does; of speakers those count that are as sure as this.
    ///
    /// # Errors
    ///
    /// [`IndexError`] where the index cannot be read.
    pub fn names_as_sure(&self, kind: NameKind, like: Option<&str>, least: f32) -> Result<Vec<NameCount>, IndexError> {
        self.count_names(kind, like, least).map_err(|e| self.failed(e))
    }

    fn count_names(&self, kind: NameKind, like: Option<&str>, least: f32) -> tantivy::Result<Vec<NameCount>> {
        let mut names: FxHashMap<String, Tally> = FxHashMap::default();
        let mut aliases: FxHashMap<String, Vec<(String, u64)>> = FxHashMap::default();
        for reader in self.searcher().segment_readers() {
            self.tally(reader, kind, least, &mut names)?;
        }
        for reader in self.searcher().segment_readers() {
            self.add_aliases(reader, kind, &mut aliases)?;
        }
        let like = like.map(folded);
        let is_like = |name: &NameCount| like.as_ref().is_none_or(|like| name.holds(like));
        let named = |(name, tally): (String, Tally)| {
            let entity = self.table().named(kind, &name).and_then(|id| self.table().entity(id));
            let mut others = aliases.remove(&name).unwrap_or_default();
            others.retain(|(alias, _)| *alias != name);
            let mut count = NameCount {
                aliases: most_frequent(others),
                count: tally.count,
                first: tally.days.and_then(|(first, _)| day(first)),
                last: tally.days.and_then(|(_, last)| day(last)),
                name,
                ..NameCount::default()
            };
            if let Some(entity) = entity {
                count.describe(entity, kind);
            }
            count
        };
        let mut counts: Vec<NameCount> = names.into_iter().map(named).filter(is_like).collect();
        counts.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        Ok(counts)
    }

    /// Counts the values of a column over the living entries of a segment.
    fn tally(
        &self,
        reader: &SegmentReader,
        kind: NameKind,
        least: f32,
        names: &mut FxHashMap<String, Tally>,
    ) -> tantivy::Result<()> {
        let view = self.name_view(least);
        let Some(column) = NameColumn::open(reader, &view, kind)? else { return Ok(()) };
        let published = reader.fast_fields().i64(columns::PUBLISHED)?;
        let mut tallies: FxHashMap<Value, Tally> = FxHashMap::default();
        let mut values = Vec::new();
        for doc in reader.doc_ids_alive() {
            values.clear();
            column.values(doc, &mut values);
            if values.is_empty() {
                continue;
            }
            let days = published.first(doc).map(|day| (day, day));
            for value in &values {
                tallies.entry(*value).or_default().add(Tally { count: 1, days });
            }
        }
        let spelled = column.names(tallies.keys().copied())?;
        for (value, tally) in tallies {
            if let Some(name) = spelled.get(&value) {
                names.entry(name.clone()).or_default().add(tally);
            }
        }
        Ok(())
    }

    /// Returns how names are read where speakers must be as sure as this.
    pub(crate) fn name_view(&self, least: f32) -> NameView {
        NameView { table: self.table().clone(), meanings: self.meanings().clone(), least: threshold_bits(least) }
    }

    /// Adds what the articles of a segment call each canonical name.
    fn add_aliases(
        &self,
        reader: &SegmentReader,
        kind: NameKind,
        aliases: &mut FxHashMap<String, Vec<(String, u64)>>,
    ) -> tantivy::Result<()> {
        let fast = reader.fast_fields();
        let (Some(column), Some(ids)) = (fast.str(columns::ALIAS)?, fast.str(columns::ARTICLE_ID)?) else {
            return Ok(());
        };
        let ords: Vec<u64> = (0..column.num_terms() as u64).collect();
        let mut pairs: Vec<Option<(String, String)>> = Vec::with_capacity(ords.len());
        spell(&column, &ords, |value| {
            let mut parts = value.splitn(3, ALIAS_PARTS);
            let parts = (parts.next(), parts.next(), parts.next());
            pairs.push(match parts {
                (Some(letter), Some(name), Some(alias)) if letter == kind.letter() => {
                    Some((name.to_owned(), alias.to_owned()))
                }
                _ => None,
            });
        })?;
        let mut id = String::new();
        for doc in reader.doc_ids_alive() {
            let mut values = column.term_ords(doc).peekable();
            if values.peek().is_none() {
                continue;
            }
            id.clear();
            if let Some(ord) = ids.ords().first(doc) {
                ids.ord_to_str(ord, &mut id)?;
            }
            for ord in values {
                let pair = usize::try_from(ord).ok().and_then(|n| pairs.get(n)?.as_ref());
                let Some((name, alias)) = pair else { continue };
                let canonical = self.table().canonical(kind, name, &id).unwrap_or_else(|| name.clone());
                let known = aliases.entry(canonical).or_default();
                match known.iter_mut().find(|(other, _)| other == alias) {
                    Some((_, total)) => *total += 1,
                    None => known.push((alias.clone(), 1)),
                }
            }
        }
        Ok(())
    }

    /// Returns the canonical name of a name as an article has it.
    pub fn canonical(&self, kind: NameKind, name: &str, article: &str) -> String {
        self.table().canonical(kind, name, article).unwrap_or_else(|| name.to_owned())
    }
}

impl NameCount {
    /// Tells whether the name or an alias has these letters, whatever their case and accents.
    pub(crate) fn has(&self, letters: &str) -> bool {
        self.holds(&folded(letters))
    }

    fn holds(&self, letters: &str) -> bool {
        std::iter::once(&self.name).chain(&self.aliases).any(|name| folded(name).contains(letters))
    }

    /// Adds what the table knows: other names, identifiers, reasons.
    fn describe(&mut self, entity: Entity, kind: NameKind) {
        // "Their spokesman" is no other name of anybody.
        let is_owned = |m: &&Member| described::is_owned(&m.key);
        let names = entity.members.iter().filter(|m| m.kind == kind.letter() && !is_owned(m));
        let names = names.map(|m| &m.name).chain(&entity.also);
        for name in names {
            if *name != self.name && !self.aliases.contains(name) {
                self.aliases.push(name.clone());
            }
        }
        self.aliases.truncate(MAX_ALIASES);
        self.ids = entity.ids;
        let is_other = |m: &&Member| m.name != self.name && !m.why.is_empty();
        let tells = |m: &&Member| m.kind != NameKind::Speaker.letter() || described::is_described(&m.key);
        let evidence = entity.members.iter().filter(tells).filter(is_other);
        self.evidence = evidence.map(|m| (m.name.clone(), u64::from(m.articles), m.why.clone())).collect();
        self.apart = entity.apart;
    }
}

fn most_frequent(mut aliases: Vec<(String, u64)>) -> Vec<String> {
    aliases.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    aliases.into_iter().map(|(alias, _)| alias).take(MAX_ALIASES).collect()
}

fn folded(text: &str) -> String {
    terms::fold(text).join(" ")
}

/// Calls `use_name` with the value of each ordinal; `ords` must be sorted.
pub(crate) fn spell(column: &StrColumn, ords: &[u64], mut use_name: impl FnMut(&str)) -> tantivy::Result<()> {
    column.dictionary().sorted_ords_to_term_cb(ords, |bytes| use_name(std::str::from_utf8(bytes).unwrap_or("")))?;
    Ok(())
}
