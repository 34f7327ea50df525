//! Matches → how many of them have each speaker, entity, source, day or mentioned period.
//!
//! A passage counts once for a name or a period, however often it holds it, and as whatever. Where words are
//! looked for inside quotes, those of its speakers count whose quotes match.

use std::fmt;

use rustc_hash::FxHashMap;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use crate::index::entries::day;
use crate::index::names::spell;
use crate::index::readings::{NameColumn, NameView, Value};
use crate::index::same_names::{NameColumns, Place};
use crate::index::schema::columns;
use crate::names::NameKind;
use crate::when::Interval;

/// What matches are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Facet {
    /// Canonical speaker.
    Speaker,
    /// Canonical person, organisation or place.
    Entity,
    /// Canonical person.
    Person,
    /// Canonical organisation.
    Org,
    /// Canonical place.
    Place,
    /// Publication.
    Source,
    /// Day of publication, as days since 1970.
    Published,
    /// Periods of the dates mentioned; a date that is longer than such a period counts for none.
    Mentioned(Interval),
}

/// Tells which quotes match.
pub(crate) trait MatchingQuotes: fmt::Debug + Send + Sync {
    /// Opens those of one segment.
    fn open(&self, reader: &SegmentReader) -> tantivy::Result<Box<dyn QuotesOfSegment>>;
}

/// Tells which quotes of a segment's passages match.
pub(crate) trait QuotesOfSegment {
    /// Returns those of the `n` quotes of a passage that match.
    fn matching(&mut self, doc: DocId, n: u32) -> Vec<u32>;
}

/// Number of matches by value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FacetCounts {
    by_name: FxHashMap<String, u64>,
    /// Names with their counts, most first, then by name.
    pub names: Vec<(String, u64)>,
    /// Days (since 1970), or numbers of periods, with their counts, earliest first.
    pub times: Vec<(i64, u64)>,
    /// Matches that no time counts.
    pub timeless: u64,
}

impl FacetCounts {
    /// Adds the counts of another.
    pub(crate) fn add(&mut self, other: FacetCounts) {
        if self.by_name.is_empty() {
            self.by_name = other.by_name;
        } else {
            other.by_name.into_iter().for_each(|(name, count)| *self.by_name.entry(name).or_default() += count);
        }
        self.times.extend(other.times);
        self.timeless += other.timeless;
    }

    /// Adds to the count of a name.
    pub(crate) fn add_name(&mut self, name: &str, count: u64) {
        add(&mut self.by_name, name, count);
    }

    /// Puts names and days into their order.
    pub(crate) fn sorted(mut self) -> Self {
        self.names = std::mem::take(&mut self.by_name).into_iter().collect();
        self.names.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        self.times.sort_unstable();
        self.times.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            kept.1 += if is_same { next.1 } else { 0 };
            is_same
        });
        self
    }
}

/// Counts over the columns of one segment.
pub(crate) struct SegmentFacets(Vec<Counter>);

enum Counter {
    Values(ValueCounter),
    Names(NameCounter),
    Speakers(SpeakerCounter),
    Days(DayCounter),
    Mentioned(MentionCounter),
}

/// Counts names by what they mean, of whatever kind.
struct NameCounter {
    columns: NameColumns,
    /// For each column the counts of its values.
    counts: Vec<NameCounts>,
    values: Vec<Value>,
    seen: Vec<Place>,
}

/// Counts the speakers of the quotes that match.
struct SpeakerCounter {
    column: NameColumn,
    counts: NameCounts,
    quotes: Box<dyn QuotesOfSegment>,
}

struct NameCounts {
    plain: Vec<u64>,
    entities: Vec<u64>,
}

/// Counts values as they are.
struct ValueCounter {
    column: StrColumn,
    counts: Vec<u64>,
    seen: Vec<u64>,
}

impl SegmentFacets {
    pub(crate) fn open(
        reader: &SegmentReader,
        facets: &[Facet],
        names: &NameView,
        quotes: Option<&dyn MatchingQuotes>,
    ) -> tantivy::Result<Self> {
        let counter = |&facet: &Facet| match quotes {
            Some(quotes) if facet == Facet::Speaker => Counter::of_quotes(reader, names, quotes),
            _ => Counter::open(reader, facet, names),
        };
        facets.iter().map(counter).collect::<Result<_, _>>().map(Self)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn count(&mut self, doc: DocId) {
        for counter in &mut self.0 {
            match counter {
                Counter::Names(names) => names.count(doc),
                Counter::Speakers(speakers) => speakers.count(doc),
                Counter::Days(days) => days.count(doc),
                Counter::Mentioned(mentions) => mentions.count(doc),
                Counter::Values(column) => column.count(doc),
            }
        }
    }

    /// Adds the segment's counts, in the order of the facets.
    pub(crate) fn add_to(&mut self, totals: &mut [FacetCounts]) -> tantivy::Result<()> {
        for (counter, total) in self.0.iter_mut().zip(totals) {
            match counter {
                Counter::Days(DayCounter { times, .. }) | Counter::Mentioned(MentionCounter { times, .. }) => {
                    total.timeless += times.timeless;
                    total.times.extend(times.counts.drain());
                }
                Counter::Values(column) => column.add_to(&mut total.by_name)?,
                Counter::Names(names) => names.add_to(&mut total.by_name)?,
                Counter::Speakers(SpeakerCounter { column, counts, .. }) => {
                    counts.add_to(column, &mut total.by_name)?;
                }
            }
        }
        Ok(())
    }
}

impl Counter {
    fn open(reader: &SegmentReader, facet: Facet, view: &NameView) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let kinds: &[NameKind] = match facet {
            Facet::Published => {
                let published = fast.i64(columns::PUBLISHED)?;
                return Ok(Counter::Days(DayCounter { published, times: Times::default() }));
            }
            Facet::Mentioned(interval) => {
                let (from, to) = (fast.i64(columns::ABOUT_FROM)?, fast.i64(columns::ABOUT_TO)?);
                return Ok(Counter::Mentioned(MentionCounter::new(from, to, interval)));
            }
            Facet::Source => {
                if let Some(column) = fast.str(columns::SOURCE)? {
                    let counts = vec![0; column.num_terms()];
                    return Ok(Counter::Values(ValueCounter { column, counts, seen: Vec::new() }));
                }
                &[]
            }
            Facet::Speaker => &[NameKind::Speaker],
            Facet::Entity => &[NameKind::Person, NameKind::Org, NameKind::Place],
            Facet::Person => &[NameKind::Person],
            Facet::Org => &[NameKind::Org],
            Facet::Place => &[NameKind::Place],
        };
        Ok(Counter::Names(NameCounter::new(NameColumns::open(reader, view, kinds)?)))
    }

    fn of_quotes(reader: &SegmentReader, view: &NameView, quotes: &dyn MatchingQuotes) -> tantivy::Result<Self> {
        let Some(column) = NameColumn::open(reader, view, NameKind::Speaker)? else {
            return Counter::open(reader, Facet::Speaker, view);
        };
        let counts = NameCounts::of(&column);
        Ok(Counter::Speakers(SpeakerCounter { column, counts, quotes: quotes.open(reader)? }))
    }
}

/// Adds to the count of a name.
fn add(totals: &mut FxHashMap<String, u64>, name: &str, count: u64) {
    match totals.get_mut(name) {
        Some(total) => *total += count,
        None => {
            totals.insert(name.to_owned(), count);
        }
    }
}

/// Keeps each value once; most passages have one or none.
fn once<T: Ord>(values: &mut Vec<T>) {
    if values.len() > 1 {
        values.sort_unstable();
        values.dedup();
    }
}

/// Matches by day or by number of period.
#[derive(Default)]
struct Times {
    counts: FxHashMap<i64, u64>,
    timeless: u64,
}

struct DayCounter {
    published: Column<i64>,
    times: Times,
}

impl DayCounter {
    fn count(&mut self, doc: DocId) {
        match self.published.first(doc) {
            Some(day) => *self.times.counts.entry(day).or_default() += 1,
            None => self.times.timeless += 1,
        }
    }
}

struct MentionCounter {
    from: Column<i64>,
    to: Column<i64>,
    interval: Interval,
    times: Times,
    /// Periods of the passage at hand.
    seen: Vec<i64>,
    /// Number of the period of each day met so far.
    numbers: FxHashMap<i64, Option<i64>>,
}

impl MentionCounter {
    fn new(from: Column<i64>, to: Column<i64>, interval: Interval) -> Self {
        let (times, numbers) = (Times::default(), FxHashMap::default());
        MentionCounter { from, to, interval, times, seen: Vec::new(), numbers }
    }

    fn count(&mut self, doc: DocId) {
        self.seen.clear();
        let interval = self.interval;
        for (from, to) in self.from.values_for_doc(doc).zip(self.to.values_for_doc(doc)) {
            if to.saturating_sub(from) >= interval.longest() {
                continue;
            }
            for days in [from, to] {
                let number = self.numbers.entry(days).or_insert_with(|| day(days).map(|d| interval.number_of(d)));
                self.seen.extend(*number);
            }
        }
        once(&mut self.seen);
        self.times.timeless += u64::from(self.seen.is_empty());
        for &number in &self.seen {
            *self.times.counts.entry(number).or_default() += 1;
        }
    }
}

impl NameCounter {
    fn new(columns: NameColumns) -> Self {
        let counts = columns.columns().iter().map(NameCounts::of).collect();
        NameCounter { columns, counts, values: Vec::new(), seen: Vec::new() }
    }

    fn count(&mut self, doc: DocId) {
        self.columns.names(doc, &mut self.values, &mut self.seen);
        for &(column, value) in &self.seen {
            if let Some(counts) = self.counts.get_mut(column) {
                counts.count(value);
            }
        }
    }

    fn add_to(&mut self, totals: &mut FxHashMap<String, u64>) -> tantivy::Result<()> {
        let mut columns = self.columns.columns().iter().zip(&self.counts);
        columns.try_for_each(|(column, counts)| counts.add_to(column, totals))
    }
}

impl SpeakerCounter {
    fn count(&mut self, doc: DocId) {
        let speakers = self.column.slots(doc);
        let matching = self.quotes.matching(doc, u32::try_from(speakers.len()).unwrap_or(u32::MAX));
        let mut seen: Vec<Value> = matching.iter().filter_map(|&slot| *speakers.get(slot as usize)?).collect();
        once(&mut seen);
        seen.into_iter().for_each(|speaker| self.counts.count(speaker));
    }
}

impl NameCounts {
    fn of(column: &NameColumn) -> Self {
        NameCounts { plain: vec![0; column.num_values()], entities: vec![0; column.num_entities()] }
    }

    fn count(&mut self, value: Value) {
        let count = match value {
            Value::Plain(ord) => usize::try_from(ord).ok().and_then(|n| self.plain.get_mut(n)),
            Value::Entity(number) => self.entities.get_mut(number as usize),
        };
        if let Some(count) = count {
            *count += 1;
        }
    }

    fn add_to(&self, column: &NameColumn, totals: &mut FxHashMap<String, u64>) -> tantivy::Result<()> {
        let plain = (0..).map(Value::Plain).zip(&self.plain);
        let all = plain.chain((0..).map(Value::Entity).zip(&self.entities));
        column.spell(all.filter(|(_, count)| **count > 0).map(|(value, _)| value), |value, name| {
            let count = match value {
                Value::Plain(ord) => usize::try_from(ord).ok().and_then(|n| self.plain.get(n)),
                Value::Entity(number) => self.entities.get(number as usize),
            };
            add(totals, name, count.copied().unwrap_or(0));
        })
    }
}

impl ValueCounter {
    fn count(&mut self, doc: DocId) {
        self.seen.clear();
        self.seen.extend(self.column.term_ords(doc));
        once(&mut self.seen);
        for &ord in &self.seen {
            if let Some(count) = usize::try_from(ord).ok().and_then(|n| self.counts.get_mut(n)) {
                *count += 1;
            }
        }
    }

    fn add_to(&self, totals: &mut FxHashMap<String, u64>) -> tantivy::Result<()> {
        let (ords, counts): (Vec<u64>, Vec<u64>) = (0..).zip(&self.counts).filter(|(_, count)| **count > 0).unzip();
        let mut counts = counts.into_iter();
        spell(&self.column, &ords, |name| {
            add(totals, name, counts.next().unwrap_or(0));
        })
    }
}
