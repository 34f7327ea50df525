//! Query → results: matching passages in order, with highlights, quotes and counts.
//!
//! The query comes parsed ([`Query`]); the index comes open ([`Index`]).
//! Nothing is printed and nothing is written here.

pub(crate) mod assemble;
mod compile;
mod counts;
mod diagnose;
mod expand;
mod explain;
mod export;
mod hit;
pub(crate) mod quotes;
mod trend;

use std::collections::HashSet;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use crate::index::{Index, IndexError, StoredArticle};
use crate::query::plan::{self, Lexicon, Planned, Scope, Thesaurus};
pub use crate::query::{Facet, UnknownFacet};
use crate::query::{Grouping, MatchMode, Node, Query, Sort, Synonyms, WordKind};
use crate::rank::RankParams;
use crate::rank::collect::{self, Order, Ranked, Top, Wanted};
use crate::rank::facets::MatchingQuotes;
use crate::rank::ranked::{RankedQuery, Ranking};
use crate::span::Span;
use crate::stop::Stop;
use compile::{AskedQuotes, IndexLexicon};
pub use counts::cut_facets;
use counts::{asked_of_quotes, column, facets};
pub use export::Exported;
pub use hit::{Asked, AskedWord, Explanation, Hit, Results, ScorePart, Unmatched};
pub use quotes::{QuoteHit, QuoteResults};
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
    synonyms: Arc<Synonyms>,
    stop: Stop,
}

impl fmt::Debug for Searcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Searcher").field("index", &self.index).field("params", &self.params).finish_non_exhaustive()
    }
}

/// The tables that come with the program.
static SHIPPED: LazyLock<Arc<Synonyms>> = LazyLock::new(|| Arc::new(Synonyms::shipped()));
static RELATED: LazyLock<Synonyms> = LazyLock::new(Synonyms::shipped_related);

/// A query made ready for one index.
struct Prepared {
    planned: Planned,
    ranked: RankedQuery,
    /// Words that the best passages share, which score too.
    expanded: Vec<String>,
}

impl Searcher {
    /// Returns a searcher over an open index.
    pub fn new(index: impl Into<Arc<Index>>) -> Self {
        Searcher {
            index: index.into(),
            params: RankParams::default(),
            synonyms: SHIPPED.clone(),
            stop: Stop::default(),
        }
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

    /// Widens words by these synonyms instead of those that come with the program.
    pub fn with_synonyms(mut self, synonyms: impl Into<Arc<Synonyms>>) -> Self {
        self.synonyms = synonyms.into();
        self
    }

    /// Answers for as long as `stop` is not called: then a search that is under way ends soon,
    /// with [`IndexError::CalledOff`].
    pub fn until(mut self, stop: Stop) -> Self {
        self.stop = stop;
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
        let mut top = self.top(&prepared, query)?;
        let mut relaxed = false;
        if top.total == 0 && prepared.planned.can_relax {
            let wider = self.prepare(query, MatchMode::Any)?;
            let found = self.top(&wider, query)?;
            if found.total > 0 {
                (prepared, top, relaxed) = (wider, found, true);
            }
        }
        let (notices, unmatched) = self.told(query, &prepared.planned, top.total, "passage")?;
        let asked = match query.explain {
            true => {
                let mode = if relaxed { MatchMode::Any } else { query.match_mode };
                let asked = explain::asked(&self.index, query, mode, &prepared);
                Some(asked.map_err(|e| self.index.failed(e))?)
            }
            false => None,
        };
        let mut hits = Vec::with_capacity(top.ranked.len());
        // The hits first: behind the last number there is none to count on to.
        for (ranked, rank) in top.ranked.iter().zip((query.offset as u64).saturating_add(1)..) {
            let mut hit = assemble::hit(&self.index, &prepared.planned, ranked, query.context, self.least(query))?;
            hit.rank = rank;
            if query.explain {
                hit.explanation = Some(self.explain(&prepared, ranked)?);
            }
            hits.push(hit);
        }
        Ok(Results {
            offset: query.offset,
            query: query.text.clone(),
            total: top.total,
            articles: top.units.filter(|_| query.grouping == Grouping::Article),
            stories: top.units.filter(|_| query.grouping == Grouping::Story),
            relaxed,
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
            hits,
            facets: facets(query, top.facets),
            notices,
            asked,
            unmatched,
        })
    }

    /// Returns for each passage of an article the words that make it match, as bytes of its
    /// text; where none has all the words and the query may be relaxed, those that any has.
    ///
    /// # Errors
    ///
    /// [`SearchError`] where the index cannot be read.
    pub fn marks(&self, query: &Query, article: &StoredArticle) -> Result<Vec<Vec<Span>>, SearchError> {
        let marks = |mode| {
            let planned = plan::plan(&query.whole_tree(), mode, &self.lexicon(), self.thesaurus(query));
            let planned = planned.map_err(|e| self.index.failed(e))?;
            let marks = assemble::marks(&self.index, &planned, article, self.least(query));
            Ok::<_, SearchError>((marks, planned.can_relax))
        };
        let (found, can_relax) = marks(query.match_mode)?;
        if can_relax && found.iter().all(Vec::is_empty) { Ok(marks(MatchMode::Any)?.0) } else { Ok(found) }
    }

    fn prepare(&self, query: &Query, mode: MatchMode) -> Result<Prepared, IndexError> {
        let params = if query.whole_articles { self.params.for_articles() } else { self.params };
        let mut prepared =
            self.prepare_with(&query.whole_tree(), mode, self.thesaurus(query), params, self.least(query))?;
        if query.expand {
            self.expand(&mut prepared)?;
        }
        Ok(prepared)
    }

    fn prepare_tree(&self, tree: &Node, mode: MatchMode, least: f32) -> Result<Prepared, IndexError> {
        self.prepare_with(tree, mode, Thesaurus::default(), self.params, least)
    }

    /// Returns the words that stand for others in a query.
    fn thesaurus(&self, query: &Query) -> Thesaurus<'_> {
        Thesaurus {
            same: (!query.exact).then_some(&*self.synonyms),
            related: (query.expand && !query.exact).then(|| &*RELATED),
        }
    }

    fn prepare_with(
        &self,
        tree: &Node,
        mode: MatchMode,
        thesaurus: Thesaurus<'_>,
        params: RankParams,
        least: f32,
    ) -> Result<Prepared, IndexError> {
        let index = &self.index;
        let planned = plan::plan(tree, mode, &self.lexicon(), thesaurus).map_err(|e| index.failed(e))?;
        let ranked = self.ranked(&planned, params, least)?;
        Ok(Prepared { planned, ranked, expanded: Vec::new() })
    }

    /// Returns the query that finds and ranks what is planned, as long as somebody waits for it.
    fn ranked(&self, planned: &Planned, params: RankParams, least: f32) -> Result<RankedQuery, IndexError> {
        let index = &self.index;
        let ranked = compile::ranked(planned, index, Ranking::of(index, params), least).map_err(|e| index.failed(e))?;
        Ok(ranked.until(self.stop.clone()))
    }

    fn lexicon(&self) -> IndexLexicon<'_> {
        let index = &self.index;
        IndexLexicon { searcher: index.searcher(), fields: index.fields(), forms: index.forms(), names: index.table() }
    }

    /// Adds the words that the best passages share, which only score.
    fn expand(&self, prepared: &mut Prepared) -> Result<(), IndexError> {
        let params = &self.params;
        let n_words = prepared.planned.scored.len();
        if n_words == 0 || params.feedback <= 0.0 {
            return Ok(());
        }
        let wanted = Wanted { limit: params.feedback_passages as usize, stop: self.stop.clone(), ..Wanted::default() };
        let failed = |e| self.index.failed(e);
        let best = collect::top(self.index.searcher(), &prepared.ranked, &wanted).map_err(failed)?.ranked;
        // The words typed weigh 1 each; the others have their share of all of it.
        let weight = n_words as f32 * params.feedback / (1.0 - params.feedback).max(f32::MIN_POSITIVE);
        let (lexicon, fields) = (self.lexicon(), self.index.fields());
        let mut words = Vec::new();
        for shared in expand::shared(&self.index, &best, params)? {
            let forms = lexicon.widen(&shared.word, WordKind::Stemmed, Scope::Body).map_err(failed)?.forms;
            words.push(compile::scored_forms(&forms, fields, weight * shared.share));
            prepared.expanded.push(shared.word);
        }
        prepared.ranked = prepared.ranked.clone().scored_by(words);
        Ok(())
    }

    /// Returns how sure the speakers must be that a query counts.
    fn least(&self, query: &Query) -> f32 {
        query.min_confidence.unwrap_or(self.index.least_confidence())
    }

    /// Runs the query and keeps the page that is shown.
    fn top(&self, prepared: &Prepared, query: &Query) -> Result<Top, IndexError> {
        let failed = |e| self.index.failed(e);
        let wanted = Wanted {
            offset: query.offset,
            limit: query.limit,
            order: order_of(query.sort),
            unit: query.grouping.into(),
            facets: query.facets.iter().map(|&facet| column(facet)).collect(),
            names: self.index.name_view(self.least(query)),
            families: (query.grouping == Grouping::Story).then(|| self.index.families().clone()),
            quotes: self.speaking(&prepared.planned, query).map_err(failed)?,
            stop: self.stop.clone(),
        };
        collect::top(self.index.searcher(), &prepared.ranked, &wanted).map_err(failed)
    }

    /// Returns which quotes have their speakers counted, where it is not all of a passage.
    fn speaking(&self, planned: &Planned, query: &Query) -> tantivy::Result<Option<Arc<dyn MatchingQuotes>>> {
        if !query.facets.contains(&Facet::Speaker) {
            return Ok(None);
        }
        let Some(inner) = asked_of_quotes(&planned.plan, query.said_only) else { return Ok(None) };
        Ok(Some(Arc::new(AskedQuotes::new(planned, &inner, &self.index, self.least(query))?)))
    }

    /// Says which words nothing has, after what planning had to say.
    fn notices(&self, planned: &Planned) -> Result<Vec<String>, IndexError> {
        let mut notices = planned.notices.clone();
        let mut seen: HashSet<&str> = HashSet::new();
        for leaf in planned.scored.iter().filter_map(|word| planned.leaves.get(word.leaf)) {
            if leaf.forms.is_empty() && seen.insert(&leaf.typed) {
                let is_looked_for = seen.len() <= diagnose::MAX_MISSPELLED;
                let nearest = if is_looked_for { self.spelled_like(leaf)? } else { Vec::new() };
                let nearest = diagnose::suggestion(&nearest);
                let place = match leaf.scope {
                    Scope::Said => "no quote",
                    Scope::Headline => "no headline",
                    _ => "nothing",
                };
                notices.push(format!("{place} has the word `{}`{nearest}", leaf.typed));
            }
        }
        Ok(notices)
    }

    fn explain(&self, prepared: &Prepared, ranked: &Ranked) -> Result<Explanation, IndexError> {
        let Prepared { planned, ranked: query, expanded } = prepared;
        let word = |n: usize| match planned.scored.get(n) {
            Some(word) => planned.leaves.get(word.leaf).map(|leaf| leaf.typed.clone()),
            None => expanded.get(n - planned.scored.len()).cloned(),
        };
        let parts = query.contributions(self.index.searcher(), ranked.address);
        let parts = parts.map_err(|e| self.index.failed(e))?.into_iter().map(|part| {
            let typed = word(part.word).unwrap_or_default();
            let beside = part.beside.and_then(word);
            ScorePart {
                word: beside.map_or(typed.clone(), |beside| format!("{typed} {beside}")),
                is_pair: part.beside.is_some(),
                is_expansion: part.word >= planned.scored.len(),
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

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::index::IndexBuilder;
    use crate::query::Clock;
    use crate::when::Interval;

    #[test]
    fn searches_that_are_called_off_end_with_an_error() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let news = folder.path().join("news.jsonl");
        std::fs::write(&news, r#"{"id":"a","text":"“Rain fell,” said Ada Merrow."}"#).expect("written");
        IndexBuilder::new(folder.path().join("index")).run(&[&news], |_| {}).expect("indexed");
        let stop = Stop::default();
        let searcher = Searcher::open(folder.path().join("index")).expect("opens").until(stop.clone());
        let query = Query::parse("rain", jiff::civil::date(2020, 7, 20)).expect("a query");
        assert_eq!(searcher.search(&query).expect("an answer").total, 1);
        stop.call();
        let counted = searcher.trend(std::slice::from_ref(&query), Interval::Day, Clock::Published);
        let ends = [
            searcher.search(&query).expect_err("called off").code(),
            searcher.search(&query.clone().facet(Facet::Speaker)).expect_err("called off").code(),
            searcher.quotes(&query).expect_err("called off").code(),
            searcher.export(&query, |_| ControlFlow::Continue(())).expect_err("called off").code(),
            counted.expect_err("called off").code(),
        ];
        assert_eq!(ends, ["called-off"; 5]);
    }
}
