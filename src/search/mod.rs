//! Query → results: matching passages in order, with highlights, quotes and counts.
//!
//! The query comes parsed ([`Query`]); the index comes open ([`Index`]).
//! Nothing is printed and nothing is written here.

mod assemble;
mod compile;
mod export;
mod hit;
mod trend;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use crate::index::{Index, IndexError};
use crate::query::plan::{self, Planned};
pub use crate::query::{Facet, UnknownFacet};
use crate::query::{Grouping, MatchMode, Node, Query, Sort};
use crate::rank::RankParams;
use crate::rank::collect::{self, Order, Ranked, Top, Unit, Wanted};
use crate::rank::facets::{Facet as Column, FacetCounts};
use crate::rank::ranked::RankedQuery;
use compile::IndexLexicon;
pub use export::Exported;
pub use hit::{Explanation, Hit, Results, ScorePart};
pub use trend::{MAX_PERIODS, MAX_QUERIES, Trend, TrendError, TrendPeriod, TrendSeries};

/// Why a search failed: always the index's fault, a query is refused before.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
#[non_exhaustive]
pub struct SearchError(#[from] pub IndexError);

impl SearchError {
    /// Returns what to do about it.
    pub fn hint(&self) -> &'static str {
        self.0.hint()
    }

    /// Returns a short name that does not change.
    pub fn code(&self) -> &'static str {
        self.0.code()
    }
}

/// Answers queries over one index; shared freely between threads.
#[derive(Clone)]
pub struct Searcher {
    index: Arc<Index>,
    params: RankParams,
}

/// A query made ready for one index.
struct Prepared {
    planned: Planned,
    ranked: RankedQuery,
}

impl Searcher {
    /// Returns a searcher over an open index.
    pub fn new(index: impl Into<Arc<Index>>) -> Self {
        Searcher { index: index.into(), params: RankParams::default() }
    }

    /// Opens the index in `dir`.
    ///
    /// # Errors
    ///
    /// As [`Index::open`].
    pub fn open(dir: impl AsRef<Path>) -> Result<Self, IndexError> {
        Ok(Searcher::new(Index::open(dir)?))
    }

    /// Ranks by these weights.
    pub fn with_params(mut self, params: RankParams) -> Self {
        self.params = params;
        self
    }

    /// Returns the index.
    pub fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// Answers a query.
    ///
    /// The total is exact. Where no passage has all the words and the query may be relaxed,
    /// the answer is to any of them and says so.
    ///
    /// # Errors
    ///
    /// [`SearchError`] where the index cannot be read.
    pub fn search(&self, query: &Query) -> Result<Results, SearchError> {
        let started = Instant::now();
        let mut prepared = self.prepare(query, query.match_mode)?;
        let mut top = self.top(&prepared.ranked, query)?;
        let mut relaxed = false;
        if top.total == 0 && prepared.planned.can_relax {
            let wider = self.prepare(query, MatchMode::Any)?;
            let found = self.top(&wider.ranked, query)?;
            if found.total > 0 {
                (prepared, top, relaxed) = (wider, found, true);
            }
        }
        let mut notices = notices(&prepared.planned);
        if query.grouping == Grouping::Story {
            notices.push("copies of one story are not recognised: one passage an article is shown".to_owned());
        }
        let mut hits = Vec::with_capacity(top.ranked.len());
        for (rank, ranked) in (1 + query.offset as u64..).zip(&top.ranked) {
            let mut hit = assemble::hit(&self.index, &prepared.planned, ranked, query.context)?;
            hit.rank = rank;
            if query.explain {
                hit.explanation = Some(self.explain(&prepared, ranked)?);
            }
            hits.push(hit);
        }
        Ok(Results {
            query: query.text.clone(),
            total: top.total,
            articles: top.articles,
            relaxed,
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
            hits,
            facets: facets(query, top.facets),
            notices,
        })
    }

    fn prepare(&self, query: &Query, mode: MatchMode) -> Result<Prepared, IndexError> {
        self.prepare_tree(&query.whole_tree(), mode)
    }

    fn prepare_tree(&self, tree: &Node, mode: MatchMode) -> Result<Prepared, IndexError> {
        let index = &self.index;
        let lexicon = IndexLexicon { searcher: index.searcher(), fields: index.fields(), forms: index.forms() };
        let planned = plan::plan(tree, mode, &lexicon).map_err(|e| index.failed(e))?;
        let ranked = compile::ranked(&planned, index.fields(), index.ranking(self.params));
        Ok(Prepared { planned, ranked })
    }

    /// Runs the query and keeps the page that is shown.
    fn top(&self, ranked: &RankedQuery, query: &Query) -> Result<Top, IndexError> {
        let wanted = Wanted {
            offset: query.offset,
            limit: query.limit,
            order: order_of(query.sort),
            unit: if query.grouping == Grouping::None { Unit::Passage } else { Unit::Article },
            facets: query.facets.iter().map(|&facet| column(facet)).collect(),
        };
        collect::top(self.index.searcher(), ranked, &wanted).map_err(|e| self.index.failed(e))
    }

    fn explain(&self, prepared: &Prepared, ranked: &Ranked) -> Result<Explanation, IndexError> {
        let Prepared { planned, ranked: query } = prepared;
        let parts = query.contributions(self.index.searcher(), ranked.address);
        let parts = parts.map_err(|e| self.index.failed(e))?.into_iter().map(|part| {
            let leaf = planned.scored.get(part.word).and_then(|&leaf| planned.leaves.get(leaf));
            ScorePart {
                word: leaf.map(|leaf| leaf.typed.clone()).unwrap_or_default(),
                count: part.count,
                passage: part.passage,
                article: part.article,
                headline: part.headline,
            }
        });
        Ok(Explanation { parts: parts.collect() })
    }
}

fn order_of(sort: Sort) -> Order {
    match sort {
        Sort::Relevance => Order::Relevance,
        Sort::Newest => Order::Newest,
        Sort::Oldest => Order::Oldest,
    }
}

/// Says which words nothing has, after what planning had to say.
fn notices(planned: &Planned) -> Vec<String> {
    let mut notices = planned.notices.clone();
    for leaf in planned.scored.iter().filter_map(|&leaf| planned.leaves.get(leaf)) {
        let notice = format!("nothing has the word `{}`", leaf.typed);
        if leaf.forms.is_empty() && !notices.contains(&notice) {
            notices.push(notice);
        }
    }
    notices
}

fn column(facet: Facet) -> Column {
    match facet {
        Facet::Speaker => Column::Speaker,
        Facet::Entity => Column::Entity,
        Facet::Person => Column::Person,
        Facet::Org => Column::Org,
        Facet::Place => Column::Place,
        Facet::Source => Column::Source,
        Facet::Month | Facet::Published => Column::Published,
    }
}

fn facets(query: &Query, counts: Vec<FacetCounts>) -> BTreeMap<Facet, Vec<(String, u64)>> {
    let counts = query.facets.iter().copied().zip(counts);
    counts.map(|(facet, counts)| (facet, if facet.is_of_time() { months(&counts) } else { counts.names })).collect()
}

/// Sums days by month, earliest first.
fn months(counts: &FacetCounts) -> Vec<(String, u64)> {
    let mut months: Vec<(String, u64)> = Vec::new();
    for &(days, count) in &counts.times {
        let Some(day) = crate::index::entries::day(days) else { continue };
        let month = day.strftime("%Y-%m").to_string();
        match months.last_mut().filter(|(last, _)| *last == month) {
            Some((_, total)) => *total += count,
            None => months.push((month, count)),
        }
    }
    months
}
