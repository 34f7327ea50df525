//! The best matches of each segment, and the page that they make together.
//!
//! A segment keeps at most twice as many as can be on the page or before it. Ids are looked up
//! only where figures are equal, and only around the page, so that a page far down costs
//! little more than the first.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rustc_hash::FxHashMap;
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{Scorer, Weight};
use tantivy::{DocAddress, DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED};

use super::collect::{Order, Ranked, Unit, Wanted, go_on, sortable};
use super::facets::SegmentFacets;
use super::scorer::RankedScorer;
use crate::index::names::spell;
use crate::index::schema::columns;
use crate::stop::Stop;

/// Smaller is better: the two deciding figures.
type Figures = (u64, u64);

/// Place of a match inside a segment: its figures, its article's rank by id, its paragraph.
type Place = (Figures, u64, u32);

/// A score that sorts as an integer; equal order for all figures, negative ones included.
type ScoreBits = u32;

fn to_bits(score: Score) -> ScoreBits {
    let bits = score.to_bits();
    if bits >> 31 == 0 { bits | 1 << 31 } else { !bits }
}

fn from_bits(bits: ScoreBits) -> Score {
    Score::from_bits(if bits >> 31 == 1 { bits & !(1 << 31) } else { !bits })
}

/// The score that a match of any segment must reach, where scores decide: each segment that
/// has enough better ones raises it for all.
#[derive(Debug, Default)]
pub(super) struct Floor(AtomicU32);

impl Floor {
    fn bits(&self) -> ScoreBits {
        self.0.load(Ordering::Relaxed)
    }

    fn raise(&self, bits: ScoreBits) {
        self.0.fetch_max(bits, Ordering::Relaxed);
    }
}

/// A match, its place among those of its segment, and its score.
type Candidate = (Place, DocId, ScoreBits);

/// A match that may be on the page.
pub(super) struct Kept {
    figures: Figures,
    segment: u32,
    /// Rank of its article among the ids of the segment.
    rank: u64,
    paragraph: u32,
    doc: DocId,
    bits: ScoreBits,
    /// The family of its article, where stories are the unit.
    family: Option<u32>,
}

/// The matches of one segment.
pub(super) struct Segment<'a> {
    floor: &'a Floor,
    order: Order,
    unit: Unit,
    depth: usize,
    published: Column<i64>,
    paragraph: Column<u64>,
    article_id: Option<StrColumn>,
    kept: Vec<Candidate>,
    /// What is not better than this is not kept.
    worst: Option<Place>,
    /// The article at hand and the first of its matches so far, where articles are the unit.
    article: Option<(DocId, Option<Candidate>)>,
    /// Articles left so far; where stories are the unit, those of no family.
    units: u64,
    /// The families of the articles, by entry, where stories are the unit.
    families: Option<Arc<FxHashMap<DocId, u32>>>,
    /// The first match in the order of each family met so far.
    stories: FxHashMap<u32, Option<Candidate>>,
    pub facets: SegmentFacets,
    stop: Stop,
}

impl<'a> Segment<'a> {
    pub(super) fn open(reader: &SegmentReader, wanted: &Wanted, floor: &'a Floor) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Segment {
            floor,
            order: wanted.order,
            unit: wanted.unit,
            depth: wanted.depth(),
            published: fast.i64(columns::PUBLISHED)?,
            paragraph: fast.u64(columns::PARAGRAPH)?,
            article_id: fast.str(columns::ARTICLE_ID)?,
            kept: Vec::new(),
            worst: None,
            article: None,
            units: 0,
            families: wanted.families.as_ref().map(|families| families.of_segment(reader)).transpose()?,
            stories: FxHashMap::default(),
            facets: SegmentFacets::open(reader, &wanted.facets, &wanted.names, wanted.quotes.as_deref())?,
            stop: wanted.stop.clone(),
        })
    }

    /// Goes through all matches; returns how many there are.
    pub(super) fn run(&mut self, weight: &dyn Weight, reader: &SegmentReader) -> tantivy::Result<u64> {
        go_on(&self.stop)?;
        if self.depth == 0 && self.facets.is_empty() && self.unit == Unit::Passage {
            let total = u64::from(weight.count(reader)?);
            return go_on(&self.stop).map(|()| total);
        }
        let mut scorer = weight.scorer(reader, 1.0)?;
        let alive = reader.alive_bitset();
        self.tell_floor(scorer.as_mut());
        let needs_each = alive.is_some() || !self.facets.is_empty() || !self.by_score();
        if !needs_each && let Some(ranked) = scorer.downcast_mut::<RankedScorer>() {
            ranked.pass_over();
        }
        let mut total = 0;
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                total += 1;
                self.facets.count(doc);
                match self.unit {
                    Unit::Passage if self.depth > 0 => {
                        if let Some(candidate) = self.candidate(doc, || scorer.score()) {
                            self.keep(candidate);
                            self.tell_floor(scorer.as_mut());
                        }
                    }
                    Unit::Passage => {}
                    Unit::Article | Unit::Story => self.offer_to_article(doc, || scorer.score()),
                }
            }
            doc = scorer.advance();
        }
        go_on(&self.stop)?;
        self.leave_article();
        let passed_over = scorer.downcast_ref::<RankedScorer>().map_or(0, RankedScorer::passed_over);
        Ok(total + passed_over)
    }

    /// Tells whether the page is the passages of the best scores.
    fn by_score(&self) -> bool {
        self.order == Order::Relevance && self.unit == Unit::Passage && self.depth > 0
    }

    /// Tells the scorer the score that a match must reach to be kept.
    fn tell_floor(&self, scorer: &mut dyn Scorer) {
        if !self.by_score() {
            return;
        }
        if let Some(((first, _), ..)) = self.worst {
            self.floor.raise(ScoreBits::try_from(u64::from(u32::MAX) & !first).unwrap_or(0));
        }
        let bits = self.floor.bits();
        if bits > 0
            && let Some(ranked) = scorer.downcast_mut::<RankedScorer>()
        {
            ranked.set_floor(from_bits(bits));
        }
    }

    /// Returns how many articles have a match, where stories are the unit those of no family.
    pub(super) fn units(&self) -> u64 {
        self.units
    }

    /// Returns the families of the others.
    pub(super) fn families(&self) -> Vec<u32> {
        self.stories.keys().copied().collect()
    }

    /// The passages of an article follow each other, so that its first match in the order is
    /// known when the next article begins.
    fn offer_to_article(&mut self, doc: DocId, score: impl FnOnce() -> Score) {
        let article = doc.saturating_sub(1 + self.paragraph(doc));
        if self.article.as_ref().is_none_or(|(at, _)| *at != article) {
            self.leave_article();
            self.article = Some((article, None));
        }
        if self.depth == 0 {
            return;
        }
        let candidate = self.candidate(doc, score);
        if let (Some(new), Some((_, best))) = (candidate, &mut self.article)
            && best.is_none_or(|old| new.0 < old.0)
        {
            *best = Some(new);
        }
    }

    fn leave_article(&mut self) {
        let Some((article, candidate)) = self.article.take() else { return };
        let family = self.families.as_ref().and_then(|families| families.get(&article).copied());
        if let Some(family) = family {
            let first = self.stories.entry(family).or_default();
            *first = match (*first, candidate) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
            return;
        }
        self.units += 1;
        if let Some(candidate) = candidate {
            self.keep(candidate);
        }
    }

    /// Returns the place of a match, unless it is behind all that can be kept.
    fn candidate(&self, doc: DocId, score: impl FnOnce() -> Score) -> Option<Candidate> {
        let worst_first = self.worst.map_or(u64::MAX, |((first, _), ..)| first);
        let bits;
        let figures = if self.order == Order::Relevance {
            bits = to_bits(score());
            let first = u64::from(!bits);
            if first > worst_first || bits < self.floor.bits() {
                return None;
            }
            (first, self.newest_first(doc))
        } else {
            let first = self.by_date(doc);
            if first > worst_first {
                return None;
            }
            bits = to_bits(score());
            (first, u64::from(!bits))
        };
        let place = (figures, self.article_rank(doc), self.paragraph(doc));
        self.worst.is_none_or(|worst| place < worst).then_some((place, doc, bits))
    }

    fn keep(&mut self, candidate: Candidate) {
        self.kept.push(candidate);
        if self.kept.len() >= self.depth.saturating_mul(2) {
            let (_, last, _) = self.kept.select_nth_unstable(self.depth - 1);
            self.worst = Some(last.0);
            self.kept.truncate(self.depth);
        }
    }

    fn by_date(&self, doc: DocId) -> u64 {
        match self.order {
            Order::Oldest => self.published.first(doc).map_or(u64::MAX, sortable),
            _ => self.newest_first(doc),
        }
    }

    fn newest_first(&self, doc: DocId) -> u64 {
        self.published.first(doc).map_or(u64::MAX, |day| !sortable(day))
    }

    fn paragraph(&self, doc: DocId) -> u32 {
        self.paragraph.first(doc).and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
    }

    /// Returns the rank of the passage's article among the ids of the segment.
    fn article_rank(&self, doc: DocId) -> u64 {
        let article = doc.saturating_sub(1 + self.paragraph(doc));
        self.article_id.as_ref().and_then(|ids| ids.ords().first(article)).unwrap_or(u64::MAX)
    }

    /// Returns what may be on the page.
    pub(super) fn into_kept(self, segment: u32) -> impl Iterator<Item = Kept> {
        let depth = self.depth;
        let mut kept = self.kept;
        if kept.len() > depth && depth > 0 {
            kept.select_nth_unstable(depth - 1);
            kept.truncate(depth);
        }
        let stories = self.stories.into_iter().filter_map(|(family, first)| Some((first?, Some(family))));
        let kept = kept.into_iter().map(|candidate| (candidate, None)).chain(stories);
        kept.map(move |(((figures, rank, paragraph), doc, bits), family)| Kept {
            figures,
            segment,
            rank,
            paragraph,
            doc,
            bits,
            family,
        })
    }
}

/// Keeps of each family the match that is the first in the order.
pub(super) fn one_per_family(searcher: &Searcher, kept: Vec<Kept>) -> tantivy::Result<Vec<Kept>> {
    let (mut members, mut others): (Vec<Kept>, Vec<Kept>) = kept.into_iter().partition(|one| one.family.is_some());
    members.sort_unstable_by_key(|one| (one.family, one.figures));
    // Segments may have equal figures for one family: then ids decide.
    let mut best: Vec<Vec<Kept>> = Vec::new();
    for one in members {
        match best.last_mut().and_then(|equals| Some((equals.first()?.family, equals.first()?.figures, equals))) {
            Some((family, figures, equals)) if family == one.family => {
                if figures == one.figures {
                    equals.push(one);
                }
            }
            _ => best.push(vec![one]),
        }
    }
    let names = Names::of(searcher, best.iter().filter(|equals| equals.len() > 1).flatten())?;
    let first = |a: &Kept, b: &Kept| (names.get(a), a.paragraph).cmp(&(names.get(b), b.paragraph));
    others.extend(best.into_iter().filter_map(|equals| equals.into_iter().min_by(first)));
    Ok(others)
}

/// Puts the matches of all segments in order and returns the page asked for.
pub(super) fn page(searcher: &Searcher, mut kept: Vec<Kept>, wanted: &Wanted) -> tantivy::Result<Vec<Ranked>> {
    let window = wanted.offset.min(kept.len())..wanted.depth().min(kept.len());
    if window.is_empty() {
        return Ok(Vec::new());
    }
    kept.sort_unstable_by_key(|one| one.figures);
    // Equal figures at the edges of the page belong to it, until their ids are known.
    let (first, last) = (kept[window.start].figures, kept[window.end - 1].figures);
    let from = kept.partition_point(|one| one.figures < first);
    let to = kept.partition_point(|one| one.figures <= last);
    let near = kept.drain(from..to).collect::<Vec<_>>();
    let names = Names::of(searcher, near.iter())?;
    let mut named: Vec<(&str, Kept)> = near.into_iter().map(|one| (names.get(&one), one)).collect();
    named.sort_unstable_by(|(a_name, a), (b_name, b)| {
        (a.figures, a_name, a.paragraph).cmp(&(b.figures, b_name, b.paragraph))
    });
    let mut published = Vec::new();
    for reader in searcher.segment_readers() {
        published.push(reader.fast_fields().i64(columns::PUBLISHED)?);
    }
    let shown = named.into_iter().skip(window.start - from).take(window.len());
    let ranked = shown.map(|(name, one)| Ranked {
        address: DocAddress::new(one.segment, one.doc),
        score: from_bits(one.bits),
        article_id: name.to_owned(),
        paragraph: one.paragraph,
        published: published.get(one.segment as usize).and_then(|column| column.first(one.doc)),
    });
    Ok(ranked.collect())
}

/// Article ids by segment and rank.
struct Names(FxHashMap<(u32, u64), String>);

impl Names {
    fn of<'k>(searcher: &Searcher, kept: impl Iterator<Item = &'k Kept> + Clone) -> tantivy::Result<Self> {
        let mut names = FxHashMap::default();
        for (segment, reader) in (0..).zip(searcher.segment_readers()) {
            let here = kept.clone().filter(|one| one.segment == segment && one.rank != u64::MAX);
            let mut ranks: Vec<u64> = here.map(|one| one.rank).collect();
            if ranks.is_empty() {
                continue;
            }
            let Some(column) = reader.fast_fields().str(columns::ARTICLE_ID)? else { continue };
            ranks.sort_unstable();
            ranks.dedup();
            let mut rank = ranks.iter();
            spell(&column, &ranks, |name| {
                if let Some(&rank) = rank.next() {
                    names.insert((segment, rank), name.to_owned());
                }
            })?;
        }
        Ok(Names(names))
    }

    fn get(&self, one: &Kept) -> &str {
        self.0.get(&(one.segment, one.rank)).map_or("", String::as_str)
    }
}
