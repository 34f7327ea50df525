//! Annotated articles and name lists → the tagger's files; behind the feature `train`.
//!
//! [`collect`] turns samples into training sequences with the very code that reads
//! articles; [`settings`] says how they are learnt; [`write_lists`] makes the gazetteer.
//! Everything depends on the input alone: the same files give the same bytes.

use rustc_hash::FxHashMap;

pub use super::feature::Family;
use super::form::{Case, Form};
use super::label;
pub use super::label::Tag;
use super::layout::Style;
use super::lists::{self, MAX_WORDS, NAME_SEED, OPENS, name_hash};
use super::table;
use super::tag::{Reader, Tagger};
use super::{EntityMention, cluster, feature};
use crate::annotate::sequence::train::{Collector, Settings};
use crate::annotate::sequence::{FeatureRows, Model};
use crate::annotate::text::Text;
use crate::span::Span;

/// An article whose names are known.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The article's text.
    pub text: String,
    /// Its names.
    pub names: Vec<(Span, Tag)>,
}

/// The names of the lists, in the order of their bits.
pub const LISTS: [&str; lists::N_KINDS] = [
    "given-female",
    "given-male",
    "common-surname",
    "surname",
    "country",
    "large-town",
    "town",
    "region",
    "body",
    "demonym",
    "foreign-given",
    "foreign-surname",
    "other",
];

/// Uses other lists than the shipped ones; must come before any text is read.
pub fn use_lists(bytes: Vec<u8>) -> bool {
    lists::replace(bytes)
}

/// Returns how the tagger is trained.
pub fn settings() -> Settings {
    Settings {
        n_labels: label::N,
        allowed: label::may_follow,
        epochs: 6,
        refit_epochs: 6,
        keep: 70_000,
        ..Settings::default()
    }
}

/// Adds the stretches of a sample to a collection; returns how many of its names cannot be
/// reached because no stretch of tokens has their extent.
pub fn collect(sample: &Sample, group: u32, reader: &mut SampleReader, collector: &mut Collector) -> usize {
    let SampleReader { reader, rows, without } = reader;
    let text = Text::new(&sample.text);
    reader.read(&text);
    let mut labels = vec![label::OUTSIDE; text.tokens.len()];
    let mut missed = 0;
    for &(span, tag) in &sample.names {
        let start = text.token_at(span.start);
        let end = text.token_at(span.end.saturating_sub(1)) + 1;
        let fits = text.tokens.get(start).is_some_and(|t| t.span.start == span.start)
            && text.tokens.get(end - 1).is_some_and(|t| t.span.end == span.end);
        let reached = fits
            && reader.layout.stretches.iter().any(|(run, _)| run.start as usize <= start && end <= run.end as usize);
        if !reached {
            missed += usize::from(tag != Tag::Other);
            continue;
        }
        label::labels_of(tag, end - start).enumerate().for_each(|(k, l)| labels[start + k] = l);
    }
    let slug = feature::slug(&reader.layout, &reader.forms);
    for &(run, line) in &reader.layout.stretches {
        rows.clear();
        for i in run.range() {
            let place = reader.place(line, slug);
            place.all_features(i, *without, &mut |f| rows.push(f));
            rows.end_row();
        }
        collector.push(rows, &labels[run.range()], &[], group);
    }
    missed
}

/// Working memory of [`collect`].
#[derive(Debug, Default)]
pub struct SampleReader {
    reader: Reader,
    rows: FeatureRows,
    without: Option<Family>,
}

impl SampleReader {
    /// Returns a reader that leaves out a family of features.
    pub fn without(family: Option<Family>) -> Self {
        SampleReader { without: family, ..SampleReader::default() }
    }
}

/// Annotates with a model that is not the shipped one.
#[derive(Debug, Default)]
pub struct Trial {
    tagger: Tagger,
}

impl Trial {
    /// Finds the entities of a text; a `Trial` must always be given the same model.
    pub fn annotate(&mut self, model: &Model, text: &Text<'_>) -> Vec<EntityMention> {
        super::with_capitals(text, |text| cluster::assemble(text, self.tagger.names(model, text), super::Mending::All))
    }
}

/// How often a word is written which way, and what the tagger took it for.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    lower: u32,
    title: u32,
    upper: u32,
    kinds: [u32; 4],
}

/// Counts the words of newspapers.
#[derive(Debug, Default)]
pub struct WordCounts {
    counts: FxHashMap<u64, Counts>,
    reader: Reader,
    tagger: Tagger,
}

impl WordCounts {
    /// Reads an article; with a model, counts also what its words are tagged as.
    pub fn read(&mut self, source: &str, model: Option<&Model>) {
        let text = Text::new(source);
        self.reader.read(&text);
        let Reader { forms, layout, .. } = &self.reader;
        for line in layout.lines.iter().filter(|l| l.style == Style::Prose) {
            for i in line.run.range() {
                let form = layout.form(forms, i);
                if !form.case.is_word() || (i == line.run.start as usize && form.case != Case::Lower) {
                    continue;
                }
                let counts = self.counts.entry(form.key).or_default();
                match form.case {
                    Case::Lower => counts.lower += 1,
                    Case::Upper | Case::Initial => counts.upper += 1,
                    _ => counts.title += 1,
                }
                if form.case != Case::Lower {
                    counts.kinds[3] += 1;
                }
            }
        }
        let Some(model) = model else { return };
        for name in self.tagger.names(model, &text) {
            for i in name.tokens.range() {
                let line = layout.lines.partition_point(|l| l.run.start as usize <= i).checked_sub(1);
                let counted = line
                    .and_then(|l| layout.lines.get(l))
                    .is_some_and(|l| l.style == Style::Prose && i > l.run.start as usize);
                let form = layout.form(forms, i);
                if counted && form.case.is_capital() {
                    let counts = self.counts.entry(form.key).or_default();
                    counts.kinds[name.kind as usize] += 1;
                    counts.kinds[3] = counts.kinds[3].saturating_sub(1);
                }
            }
        }
    }

    /// Tells whether a word is mostly written small, or names a person when it names anything.
    fn is_common(&self, key: u64) -> bool {
        self.counts.get(&key).is_some_and(|c| {
            let [person, org, place, _] = c.kinds;
            c.is_plain() || person > 4 + 3 * (org + place)
        })
    }

    fn is_plain(&self, key: u64) -> bool {
        self.counts.get(&key).is_some_and(Counts::is_plain)
    }
}

impl Counts {
    /// Tells whether the word is mostly written small.
    fn is_plain(&self) -> bool {
        self.lower >= 5 && self.lower > 3 * (self.title + self.upper)
    }

    /// Packs the usage of a word: four bits for how it is written, four for how often, and
    /// where tagged one of 5 × 4 classes of kind and purity above.
    fn usage(&self) -> u16 {
        let capital = self.title + self.upper;
        let total = self.lower + capital;
        let share = capital * 20 / total.max(1);
        let written = match share {
            0 if capital == 0 => 1,
            0 => 2,
            1..10 => 3,
            10..19 => 4,
            _ if self.lower > 0 => 5,
            _ => 6,
        };
        let shouted = if capital > 0 && self.upper * 2 > capital { 8 } else { 0 };
        let often = (total.max(1).ilog2() / 2).min(7) as u16;
        let tagged: u32 = self.kinds.iter().sum();
        let (kind, most) =
            self.kinds.iter().enumerate().max_by_key(|&(k, &n)| (n, 4 - k)).map_or((3, 0), |(k, &n)| (k, n));
        let purity = match most * 20 / tagged.max(1) {
            0..10 => 0,
            10..16 => 1,
            16..19 => 2,
            _ => 3,
        };
        let names: u32 = self.kinds[..3].iter().sum();
        let class = if names == 0 || tagged < 2 { 0 } else { 1 + kind as u16 * 4 + purity };
        written | shouted | often << 4 | class << 8
    }
}

/// Returns the bytes of the gazetteer: `lists` holds numbers of [`LISTS`] with names.
///
/// Towns and bodies whose words newspapers write small or give to persons are left out, and
/// foreign names that are small words.
pub fn write_lists(lists: &[(usize, &str)], counts: &WordCounts) -> Vec<u8> {
    let mut names: FxHashMap<u64, u16> = FxHashMap::default();
    for &(list, name) in lists {
        let text = Text::new(name);
        let keys: Vec<u64> = text.tokens.iter().enumerate().map(|(i, t)| Form::new(text.word(i), t.kind).key).collect();
        let may_be_common = matches!(LISTS.get(list), Some(&("town" | "large-town" | "body" | "region")));
        let is_foreign = LISTS.get(list).is_some_and(|l| l.starts_with("foreign"));
        let is_misleading = (may_be_common && keys.iter().all(|&k| counts.is_common(k)))
            || (is_foreign && keys.iter().all(|&k| counts.is_plain(k)));
        if keys.is_empty() || keys.len() > MAX_WORDS || is_misleading {
            continue;
        }
        let mut hash = NAME_SEED;
        for (k, &key) in keys.iter().enumerate() {
            hash = name_hash(hash, key);
            *names.entry(hash).or_default() |= if k + 1 == keys.len() { 1 << list } else { OPENS };
        }
    }
    let words = counts.counts.iter().filter(|(_, c)| c.lower + c.title + c.upper >= 3).map(|(&k, c)| (k, c.usage()));
    let mut bytes = table::write(&sorted(names.into_iter()));
    bytes.extend(table::write(&sorted(words)));
    bytes
}

fn sorted(entries: impl Iterator<Item = (u64, u16)>) -> Vec<(u64, u16)> {
    let mut entries: Vec<_> = entries.collect();
    entries.sort_unstable();
    entries
}
