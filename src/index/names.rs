//! Columns of names → the speakers and entities of an index, with counts, days and aliases.

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;

use super::entries::{ALIAS_PARTS, day};
use super::error::IndexError;
use super::open::Index;
use super::schema::columns;
use crate::terms;

/// Which names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NameKind {
    /// Who is quoted.
    Speaker,
    /// Human beings named.
    Person,
    /// Organisations named.
    Org,
    /// Places named.
    Place,
}

impl NameKind {
    fn column(self) -> &'static str {
        match self {
            NameKind::Speaker => columns::SPEAKER,
            NameKind::Person => columns::PERSON,
            NameKind::Org => columns::ORG,
            NameKind::Place => columns::PLACE,
        }
    }

    /// The letter that marks an alias as one of this kind.
    pub(super) fn letter(self) -> &'static str {
        match self {
            NameKind::Speaker => "s",
            NameKind::Person => "p",
            NameKind::Org => "o",
            NameKind::Place => "l",
        }
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
    /// these words or letters, whatever their case and accents.
    pub fn names(&self, kind: NameKind, like: Option<&str>) -> Result<Vec<NameCount>, IndexError> {
        self.count_names(kind, like).map_err(|e| self.failed(e))
    }

    fn count_names(&self, kind: NameKind, like: Option<&str>) -> tantivy::Result<Vec<NameCount>> {
        let like = like.map(folded);
        let is_like = |name: &str| like.as_ref().is_none_or(|like| folded(name).contains(like.as_str()));
        let mut names: FxHashMap<String, Tally> = FxHashMap::default();
        let mut aliases: FxHashMap<String, Vec<(String, u64)>> = FxHashMap::default();
        for reader in self.searcher().segment_readers() {
            let (ords, tallies) = tally(reader, kind.column())?;
            if let Some(column) = reader.fast_fields().str(kind.column())? {
                let mut tallies = tallies.into_iter();
                spell(&column, &ords, |name| {
                    let Some(tally) = tallies.next() else { return };
                    if is_like(name) {
                        names.entry(name.to_owned()).or_default().add(tally);
                    }
                })?;
            }
        }
        for reader in self.searcher().segment_readers() {
            add_aliases(reader, kind, &names, &mut aliases)?;
        }
        let named = |(name, tally): (String, Tally)| NameCount {
            aliases: aliases.remove(&name).map(most_frequent).unwrap_or_default(),
            count: tally.count,
            first: tally.days.and_then(|(first, _)| day(first)),
            last: tally.days.and_then(|(_, last)| day(last)),
            name,
        };
        let mut counts: Vec<NameCount> = names.into_iter().map(named).collect();
        counts.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        Ok(counts)
    }
}

/// Counts the values of a column over the living entries: ordinals that occur, and for each
/// its tally.
fn tally(reader: &SegmentReader, column: &str) -> tantivy::Result<(Vec<u64>, Vec<Tally>)> {
    let Some(names) = reader.fast_fields().str(column)? else { return Ok((Vec::new(), Vec::new())) };
    let published = reader.fast_fields().i64(columns::PUBLISHED)?;
    let mut tallies = vec![Tally::default(); names.num_terms()];
    for doc in reader.doc_ids_alive() {
        let mut days = None;
        for ord in names.term_ords(doc) {
            let days = *days.get_or_insert_with(|| published.first(doc).map(|day| (day, day)));
            if let Some(tally) = usize::try_from(ord).ok().and_then(|n| tallies.get_mut(n)) {
                tally.add(Tally { count: 1, days });
            }
        }
    }
    Ok((0..).zip(tallies).filter(|(_, tally)| tally.count > 0).unzip())
}

/// Adds the aliases of `names`.
fn add_aliases(
    reader: &SegmentReader,
    kind: NameKind,
    names: &FxHashMap<String, Tally>,
    aliases: &mut FxHashMap<String, Vec<(String, u64)>>,
) -> tantivy::Result<()> {
    let (ords, tallies) = tally(reader, columns::ALIAS)?;
    let Some(column) = reader.fast_fields().str(columns::ALIAS)? else { return Ok(()) };
    let mut tallies = tallies.into_iter();
    spell(&column, &ords, |value| {
        let count = tallies.next().map_or(0, |tally| tally.count);
        let mut parts = value.splitn(3, ALIAS_PARTS);
        let (Some(letter), Some(name), Some(alias)) = (parts.next(), parts.next(), parts.next()) else { return };
        if letter != kind.letter() || !names.contains_key(name) {
            return;
        }
        let known = aliases.entry(name.to_owned()).or_default();
        match known.iter_mut().find(|(other, _)| other == alias) {
            Some((_, total)) => *total += count,
            None => known.push((alias.to_owned(), count)),
        }
    })
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
