//! Matches → the exact total, a page of the best in a total order, and facet counts.
//!
//! Order: score, then newer date, then article id, then paragraph (or date first, where asked).
//! No two passages are equal in it, so the result does not depend on segments. Matches are
//! counted one by one: a total is never an estimate. Where one passage an article is asked
//! for, it is the first of its article in this order; where one a story, the first of all the
//! articles that carry the same copy.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use tantivy::query::{EnableScoring, Query, Weight};
use tantivy::{DocAddress, Score, Searcher, SegmentReader, TantivyError};

use super::facets::{Facet, FacetCounts, MatchingQuotes};
use super::keep::{Floor, Kept, Segment, one_per_family, page};
use crate::index::families::Families;
use crate::index::readings::NameView;
use crate::query::Grouping;
use crate::stop::{CALLED_OFF, Stop};

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

/// What counts as one result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Unit {
    /// Each passage.
    #[default]
    Passage,
    /// The first passage of each article.
    Article,
    /// The first passage of each story: of the articles of one family, or of an article that has none.
    Story,
}

impl From<Grouping> for Unit {
    fn from(grouping: Grouping) -> Self {
        match grouping {
            Grouping::None => Unit::Passage,
            Grouping::Article => Unit::Article,
            Grouping::Story => Unit::Story,
        }
    }
}

/// What to keep of the matches.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// How many of the best are passed over.
    pub offset: usize,
    /// How many after them are kept.
    pub limit: usize,
    /// What best means.
    pub order: Order,
    /// What is kept.
    pub unit: Unit,
    /// What to count over all matches.
    pub facets: Vec<Facet>,
    /// How names are read for them.
    pub names: NameView,
    /// Which articles are of one story, where stories are the unit.
    pub families: Option<Arc<Families>>,
    /// Which quotes have their speakers counted; all where it is not said.
    pub quotes: Option<Arc<dyn MatchingQuotes>>,
    /// Ends with an error what the query ends early.
    pub stop: Stop,
}

impl Wanted {
    /// Returns how many have to be told apart.
    pub(super) fn depth(&self) -> usize {
        if self.limit == 0 { 0 } else { self.offset.saturating_add(self.limit) }
    }
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
    /// How many articles or stories have a match, where they are the unit.
    pub units: Option<u64>,
    /// The page asked for, in order.
    pub ranked: Vec<Ranked>,
    /// Counts, in the order of [`Wanted::facets`].
    pub facets: Vec<FacetCounts>,
}

/// What one segment has of it.
struct Part {
    total: u64,
    /// Articles, where they are the unit; of no family, where stories are.
    units: u64,
    /// The families of those that are of one.
    families: Vec<u32>,
    kept: Vec<Kept>,
    facets: Vec<FacetCounts>,
}

/// An index of fewer entries is gone through in less time than threads take to begin; tests
/// have small ones.
const SIDE_BY_SIDE_FROM: u64 = if cfg!(test) { 300 } else { 50_000 };

/// Runs `query`, which must match passage entries only; segments side by side where that pays.
pub(crate) fn top(searcher: &Searcher, query: &dyn Query, wanted: &Wanted) -> tantivy::Result<Top> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let (readers, floor) = (searcher.segment_readers(), Floor::default());
    let part = |n: u32, reader: &SegmentReader| part(n, reader, weight.as_ref(), wanted, &floor);
    let parts: Vec<Part> = if readers.len() > 1 && searcher.num_docs() >= SIDE_BY_SIDE_FROM {
        let numbered: Vec<(u32, &SegmentReader)> = (0..).zip(readers).collect();
        numbered.par_iter().map(|&(n, reader)| part(n, reader)).collect::<Result<_, _>>()?
    } else {
        (0..).zip(readers).map(|(n, reader)| part(n, reader)).collect::<Result<_, _>>()?
    };
    let (mut total, mut units, mut kept, mut families) = (0, 0, Vec::new(), FxHashSet::default());
    let mut counts = vec![FacetCounts::default(); wanted.facets.len()];
    for part in parts {
        total += part.total;
        units += part.units;
        families.extend(part.families);
        kept.extend(part.kept);
        counts.iter_mut().zip(part.facets).for_each(|(counts, more)| counts.add(more));
    }
    let ranked = page(searcher, one_per_family(searcher, kept)?, wanted)?;
    let facets = counts.into_iter().map(FacetCounts::sorted).collect();
    let units = (wanted.unit != Unit::Passage).then_some(units + families.len() as u64);
    Ok(Top { total, units, ranked, facets })
}

fn part(n: u32, reader: &SegmentReader, weight: &dyn Weight, wanted: &Wanted, floor: &Floor) -> tantivy::Result<Part> {
    let mut segment = Segment::open(reader, wanted, floor)?;
    let total = segment.run(weight, reader)?;
    let mut facets = vec![FacetCounts::default(); wanted.facets.len()];
    segment.facets.add_to(&mut facets)?;
    let (units, families) = (segment.units(), segment.families());
    Ok(Part { total, units, families, kept: segment.into_kept(n).collect(), facets })
}

/// Fails where a walk is called off: before it begins, or when it has come to an end and may
/// have ended too early.
pub(crate) fn go_on(stop: &Stop) -> tantivy::Result<()> {
    match stop.is_called() {
        true => Err(TantivyError::InternalError(CALLED_OFF.to_owned())),
        false => Ok(()),
    }
}

/// Maps a signed figure to an unsigned one of the same order.
pub(super) fn sortable(day: i64) -> u64 {
    (day as u64) ^ (1 << 63)
}
