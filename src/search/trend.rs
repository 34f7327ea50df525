//! Queries → how many passages match in each period of the calendar, and of how many.
//!
//! Counts are exact and never relaxed. The periods follow each other without a gap; one in
//! which nothing matches has the count 0. What a count is a share of are the passages of the
//! same period and of the same sources, whatever they say.

use jiff::civil::Date;

use super::{SearchError, Searcher};
use crate::index::IndexError;
use crate::query::{Clock, Field, Node, NodeKind, Query, Sign};
use crate::rank::collect::{self, Wanted};
use crate::rank::facets::{Facet as Column, FacetCounts};
use crate::rank::ranked::{RankedQuery, Ranking};
use crate::when::{Interval, Period};

/// Queries that are compared at most.
pub const MAX_QUERIES: usize = 5;

/// Periods in one answer at most.
pub const MAX_PERIODS: usize = 20_000;

/// Counts by period.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Trend {
    /// Length of the periods.
    pub by: Interval,
    /// What puts a passage into a period: its article's date, or the dates it mentions.
    pub clock: Clock,
    /// The periods, one after the other.
    pub periods: Vec<TrendPeriod>,
    /// One for each query, in their order.
    pub series: Vec<TrendSeries>,
}

/// One period of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TrendPeriod {
    /// Its name, as it can be typed: `2020-07`.
    pub label: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// The counts of one query.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct TrendSeries {
    /// The query as typed.
    pub query: String,
    /// How many passages match, in and out of the periods.
    pub total: u64,
    /// Matches that no period can count: the article has no date; or, by the dates mentioned,
    /// there are none, or only some that are longer than a period.
    pub undated: u64,
    /// Matches by period, as many as [`Trend::periods`].
    pub counts: Vec<u64>,
    /// Passages of the same period and sources, matching or not.
    pub of: Vec<u64>,
    /// What the reader should know: words without any match, widenings that were cut.
    pub notices: Vec<String>,
}

impl TrendSeries {
    /// Returns the matches for each 1,000 passages of period `n`; nothing where it has none.
    pub fn per_1000(&self, n: usize) -> Option<f64> {
        let (count, of) = (*self.counts.get(n)?, *self.of.get(n)?);
        (of > 0).then(|| count as f64 * 1000.0 / of as f64)
    }
}

/// Why there are no counts.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TrendError {
    /// The index cannot be read.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// None, or too many to be told apart.
    #[error("{n} queries to compare")]
    Queries {
        /// How many were given.
        n: usize,
    },
    /// The periods would be too many.
    #[error("{n} periods from {from} to {to}")]
    Periods {
        /// How many.
        n: u64,
        /// Name of the first.
        from: String,
        /// Name of the last.
        to: String,
    },
}

impl TrendError {
    /// Returns what to do about it.
    pub fn hint(&self) -> String {
        match self {
            TrendError::Search(error) => error.hint().to_owned(),
            TrendError::Queries { .. } => format!("give one to {MAX_QUERIES} queries"),
            TrendError::Periods { .. } => {
                format!("at most {MAX_PERIODS} are counted: choose longer ones, or less time")
            }
        }
    }

    /// Returns a short name that does not change.
    pub fn code(&self) -> &'static str {
        match self {
            TrendError::Search(error) => error.code(),
            TrendError::Queries { .. } => "trend-queries",
            TrendError::Periods { .. } => "trend-periods",
        }
    }
}

impl From<IndexError> for TrendError {
    fn from(error: IndexError) -> Self {
        TrendError::Search(SearchError(error))
    }
}

/// A query's matches by number of period, and those of everything in its sources.
struct Counted {
    total: u64,
    matches: Times,
    all: Times,
    notices: Vec<String>,
}

/// Counts by number of period, in their order.
#[derive(Default)]
pub(super) struct Times {
    pub(super) counts: Vec<(i64, u64)>,
    timeless: u64,
}

impl Times {
    fn range(&self) -> Option<(i64, i64)> {
        Some((self.counts.first()?.0, self.counts.last()?.0))
    }

    fn at(&self, number: i64) -> u64 {
        self.counts.binary_search_by_key(&number, |&(n, _)| n).map_or(0, |at| self.counts[at].1)
    }
}

impl Searcher {
    /// Counts the passages that match each query by periods of the calendar.
    ///
    /// By [`Clock::Published`] the periods run from the first to the last passage of the same
    /// sources within the days asked for; by [`Clock::About`] from the first to the last
    /// period that a match mentions, within the days asked for. A passage that mentions
    /// several periods counts once in each; a date longer than a period counts in none.
    ///
    /// # Errors
    ///
    /// [`TrendError`] where the index cannot be read, or too much is asked for.
    pub fn trend(&self, queries: &[Query], by: Interval, clock: Clock) -> Result<Trend, TrendError> {
        if queries.is_empty() || queries.len() > MAX_QUERIES {
            return Err(TrendError::Queries { n: queries.len() });
        }
        let mut counted = Vec::with_capacity(queries.len());
        for query in queries {
            counted.push(self.counted(query, by, clock)?);
        }
        let asked = match clock {
            Clock::Published => Period::default(),
            Clock::About => about(queries),
        };
        let ranges = counted.iter().filter_map(|c| match clock {
            Clock::Published => c.all.range(),
            Clock::About => c.matches.range(),
        });
        let range = ranges.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        let periods = range.map(|range| periods(by, within(by, range, asked))).transpose()?.unwrap_or_default();
        let series = queries.iter().zip(counted).map(|(query, counted)| series(query, counted, by, &periods));
        Ok(Trend { by, clock, series: series.collect(), periods })
    }

    fn counted(&self, query: &Query, by: Interval, clock: Clock) -> Result<Counted, IndexError> {
        let prepared = self.prepare(query, query.match_mode)?;
        let frame = self.frame(query)?;
        let (total, matches) = self.times(&prepared.ranked, by, clock)?;
        let (_, all) = self.times(&frame, by, clock)?;
        let (notices, _) = self.told(query, &prepared.planned, total, "passage")?;
        Ok(Counted { total, matches, all, notices })
    }

    /// Returns the query for all passages of the sources and days that a query asks for.
    fn frame(&self, query: &Query) -> Result<RankedQuery, IndexError> {
        let tree = frame_of(query.whole_tree());
        let is_open = matches!(&tree.kind, NodeKind::List(clauses) if clauses.is_empty());
        if is_open {
            let every = super::compile::every_passage(Ranking::of(&self.index, self.params));
            return Ok(every.until(self.stop.clone()));
        }
        Ok(self.prepare_tree(&tree, query.match_mode, self.least(query))?.ranked)
    }

    fn times(&self, query: &RankedQuery, by: Interval, clock: Clock) -> Result<(u64, Times), IndexError> {
        let facet = match clock {
            Clock::Published => Column::Published,
            Clock::About => Column::Mentioned(by),
        };
        let wanted = Wanted { facets: vec![facet], stop: self.stop.clone(), ..Wanted::default() };
        let mut top = collect::top(self.index.searcher(), query, &wanted).map_err(|e| self.index.failed(e))?;
        let counts = top.facets.pop().unwrap_or_default();
        let times = if clock == Clock::Published { by_period(&counts, by) } else { of_mentions(counts) };
        Ok((top.total, times))
    }
}

fn of_mentions(counts: FacetCounts) -> Times {
    Times { counts: counts.times, timeless: counts.timeless }
}

/// Sums days by period.
pub(super) fn by_period(counts: &FacetCounts, by: Interval) -> Times {
    let mut times = Times { timeless: counts.timeless, ..Times::default() };
    for &(days, count) in &counts.times {
        let Some(number) = crate::index::entries::day(days).map(|day| by.number_of(day)) else {
            times.timeless += count;
            continue;
        };
        match times.counts.last_mut().filter(|(last, _)| *last == number) {
            Some((_, total)) => *total += count,
            None => times.counts.push((number, count)),
        }
    }
    times
}

/// Keeps of a request what says which articles are looked at: sources and days of publication.
fn frame_of(tree: Node) -> Node {
    let clauses = match tree.kind {
        NodeKind::List(clauses) => clauses.into_iter().filter(|(_, node)| is_of_frame(node)).collect(),
        _ if is_of_frame(&tree) => vec![(Sign::Must, tree.clone())],
        _ => Vec::new(),
    };
    Node::new(NodeKind::List(clauses), tree.span)
}

fn is_of_frame(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Field { field, .. } => *field == Field::Source,
        NodeKind::Days { clock, .. } => *clock == Clock::Published,
        NodeKind::Not(inner) => is_of_frame(inner),
        NodeKind::Or(_) | NodeKind::List(_) => node.parts().into_iter().all(is_of_frame),
        _ => false,
    }
}

/// Returns the days spoken of that all queries ask for, from the first to the last.
fn about(queries: &[Query]) -> Period {
    let periods = queries.iter().map(|query| query.about.unwrap_or_default());
    let wider = |a: Period, b: Period| Period {
        from: a.from.zip(b.from).map(|(a, b)| a.min(b)),
        to: a.to.zip(b.to).map(|(a, b)| a.max(b)),
    };
    periods.reduce(wider).unwrap_or_default()
}

/// Cuts a range of periods to the days asked for.
fn within(by: Interval, (first, last): (i64, i64), asked: Period) -> (i64, i64) {
    let from = asked.from.map_or(first, |day| by.number_of(day).max(first));
    let to = asked.to.map_or(last, |day| by.number_of(day).min(last));
    (from, to)
}

fn periods(by: Interval, (first, last): (i64, i64)) -> Result<Vec<TrendPeriod>, TrendError> {
    let label = |n: i64| by.days(n).map(|(first, _)| by.label(first)).unwrap_or_default();
    let n = u64::try_from(last.saturating_sub(first).saturating_add(1)).unwrap_or(0);
    if n > MAX_PERIODS as u64 {
        return Err(TrendError::Periods { n, from: label(first), to: label(last) });
    }
    let period = |n: i64| by.days(n).map(|(from, to)| TrendPeriod { label: by.label(from), from, to });
    Ok((first..=last).filter_map(period).collect())
}

fn series(query: &Query, counted: Counted, by: Interval, periods: &[TrendPeriod]) -> TrendSeries {
    let at = |times: &Times| periods.iter().map(|period| times.at(by.number_of(period.from))).collect();
    TrendSeries {
        query: query.text.clone(),
        total: counted.total,
        undated: counted.matches.timeless,
        counts: at(&counted.matches),
        of: at(&counted.all),
        notices: counted.notices,
    }
}
