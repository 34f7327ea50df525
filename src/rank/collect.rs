//! Matches → the exact total, the best of them in a total order, and facet counts.
//!
//! Order: score, then newer date, then article id, then paragraph (or date first, where asked).
//! No two passages are equal in it, so the result does not depend on segments. Matches are
//! counted one by one: a total is never an estimate.

use std::collections::BinaryHeap;

use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{EnableScoring, Query, Weight};
use tantivy::{DocAddress, DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED};

use super::facets::{Facet, FacetCounts, SegmentFacets};
use crate::index::schema::columns;

/// What decides first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Order {
    /// Best score first, newer first among equals.
    #[default]
    Relevance,
    /// Newest first, undated last.
    Newest,
    /// Oldest first, undated last.
    Oldest,
}

/// What to keep of the matches.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// How many of the best.
    pub limit: usize,
    /// What best means.
    pub order: Order,
    /// What to count over all matches.
    pub facets: Vec<Facet>,
}

/// A match that was kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ranked {
    /// The passage entry.
    pub address: DocAddress,
    /// Its score.
    pub score: Score,
    /// Id of its article.
    pub article_id: String,
    /// Its number in the article.
    pub paragraph: u32,
    /// Publication day, as days since 1970.
    pub published: Option<i64>,
}

/// The matches, counted and cut.
#[derive(Debug, Clone, Default)]
pub(crate) struct Top {
    /// How many passages match.
    pub total: u64,
    /// The best of them, in order.
    pub ranked: Vec<Ranked>,
    /// Counts, in the order of [`Wanted::facets`].
    pub facets: Vec<FacetCounts>,
}

/// Runs `query`, which must match passage entries only.
pub(crate) fn top(searcher: &Searcher, query: &dyn Query, wanted: &Wanted) -> tantivy::Result<Top> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut total = 0;
    let mut kept = Vec::new();
    let mut counts = vec![FacetCounts::default(); wanted.facets.len()];
    for (n, reader) in (0..).zip(searcher.segment_readers()) {
        let mut segment = Segment::open(reader, wanted)?;
        total += segment.run(weight.as_ref(), reader)?;
        segment.facets.add_to(&mut counts)?;
        segment.harvest(n, &mut kept)?;
    }
    kept.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    kept.truncate(wanted.limit);
    let ranked = kept.into_iter().map(|(_, ranked)| ranked).collect();
    let facets = counts.into_iter().map(FacetCounts::sorted).collect();
    Ok(Top { total, ranked, facets })
}

/// Calls `visit` with each match, in the order of the index, until it returns `false`.
pub(crate) fn each(
    searcher: &Searcher,
    query: &dyn Query,
    mut visit: impl FnMut(DocAddress) -> bool,
) -> tantivy::Result<()> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        let mut scorer = weight.scorer(reader, 1.0)?;
        let alive = reader.alive_bitset();
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            let is_alive = alive.is_none_or(|alive| alive.is_alive(doc));
            if is_alive && !visit(DocAddress::new(segment, doc)) {
                return Ok(());
            }
            doc = scorer.advance();
        }
    }
    Ok(())
}

/// Smaller is better: the two deciding figures.
type Figures = (u64, u64);

/// Place of a match inside a segment: its figures, its article's rank by id, its paragraph.
type Place = (Figures, u64, u32);

/// Place of a match in the whole index.
type GlobalPlace = (Figures, String, u32);

/// The matches of one segment.
struct Segment {
    order: Order,
    limit: usize,
    published: Column<i64>,
    paragraph: Column<u64>,
    article_id: Option<StrColumn>,
    /// The worst of the kept ones on top.
    kept: BinaryHeap<(Place, DocId, ScoreBits)>,
    facets: SegmentFacets,
}

/// A score that sorts as an integer; equal order for all figures, negative ones included.
type ScoreBits = u32;

fn to_bits(score: Score) -> ScoreBits {
    let bits = score.to_bits();
    if bits >> 31 == 0 { bits | 1 << 31 } else { !bits }
}

fn from_bits(bits: ScoreBits) -> Score {
    Score::from_bits(if bits >> 31 == 1 { bits & !(1 << 31) } else { !bits })
}

impl Segment {
    fn open(reader: &SegmentReader, wanted: &Wanted) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Segment {
            order: wanted.order,
            limit: wanted.limit,
            published: fast.i64(columns::PUBLISHED)?,
            paragraph: fast.u64(columns::PARAGRAPH)?,
            article_id: fast.str(columns::ARTICLE_ID)?,
            kept: BinaryHeap::new(),
            facets: SegmentFacets::open(reader, &wanted.facets)?,
        })
    }

    fn run(&mut self, weight: &dyn Weight, reader: &SegmentReader) -> tantivy::Result<u64> {
        if self.limit == 0 && self.facets.is_empty() {
            return Ok(u64::from(weight.count(reader)?));
        }
        let mut scorer = weight.scorer(reader, 1.0)?;
        let alive = reader.alive_bitset();
        let mut total = 0;
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                total += 1;
                self.facets.count(doc);
                if self.limit > 0 {
                    self.offer(doc, || scorer.score());
                }
            }
            doc = scorer.advance();
        }
        Ok(total)
    }

    /// Keeps the entry if it is among the best so far.
    fn offer(&mut self, doc: DocId, score: impl FnOnce() -> Score) {
        let worst = if self.kept.len() < self.limit { None } else { self.kept.peek() };
        let worst_first = worst.map_or(u64::MAX, |(((first, _), ..), ..)| *first);
        let bits;
        let figures = if self.order == Order::Relevance {
            bits = to_bits(score());
            let first = u64::from(!bits);
            if first > worst_first {
                return;
            }
            (first, self.newest_first(doc))
        } else {
            let first = self.by_date(doc);
            if first > worst_first {
                return;
            }
            bits = to_bits(score());
            (first, u64::from(!bits))
        };
        let place = (figures, self.article_rank(doc), self.paragraph(doc));
        if worst.is_some_and(|(worst, ..)| place >= *worst) {
            return;
        }
        if self.kept.len() >= self.limit {
            self.kept.pop();
        }
        self.kept.push((place, doc, bits));
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

    /// Gives the kept ones their ids, so that they compare with other segments'.
    fn harvest(self, segment: u32, kept: &mut Vec<(GlobalPlace, Ranked)>) -> tantivy::Result<()> {
        for &((figures, rank, paragraph), doc, bits) in &self.kept {
            let mut id = String::new();
            if let Some(ids) = &self.article_id
                && rank != u64::MAX
            {
                ids.ord_to_str(rank, &mut id)?;
            }
            let ranked = Ranked {
                address: DocAddress::new(segment, doc),
                score: from_bits(bits),
                article_id: id.clone(),
                paragraph,
                published: self.published.first(doc),
            };
            kept.push(((figures, id, paragraph), ranked));
        }
        Ok(())
    }
}

/// Maps a signed figure to an unsigned one of the same order.
fn sortable(day: i64) -> u64 {
    (day as u64) ^ (1 << 63)
}
