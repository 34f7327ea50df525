//! Query → quotes that match: who said what, in which words, how surely.
//!
//! Words are looked for inside quotes; a quote must itself have all that the query asks of
//! quotes (its words, its speaker). What is asked of the passage or the article (names, dates,
//! source) must hold for the passage that the quote stands in. Every quote is counted.

use std::collections::BTreeMap;
use std::time::Instant;

use rustc_hash::FxHashMap;
use tantivy::query::{EnableScoring, Query as _};
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED};

use super::assemble::{self, terms_of};
use super::compile::{AskedQuotes, Units};
use super::counts::{column, facets, of_one_quote};
use super::{Explanation, Prepared, SearchError, Searcher, Unmatched, order_of};
use crate::annotate::Quote;
use crate::article::Article;
use crate::index::IndexError;
use crate::index::readings::{NameColumn, Value};
use crate::index::schema::columns;
use crate::names::NameKind;
use crate::query::plan::{self, Plan, Planned, Scope};
use crate::query::spots::Inner;
use crate::query::witness::{self, Passage};
use crate::query::{Facet, MatchMode, Query};
use crate::rank::collect::{self, Ranked, Wanted};
use crate::rank::facets::{FacetCounts, SegmentFacets};
use crate::span::Span;

/// The quotes that match a query.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct QuoteResults {
    /// The query as typed.
    pub query: String,
    /// How many quotes match: exact.
    pub total: u64,
    /// How many of them were passed over.
    pub offset: usize,
    /// Whether no quote had all the words, so that any of them was enough.
    pub relaxed: bool,
    /// Time taken, in microseconds.
    pub took_us: u64,
    /// The first quotes, in order.
    pub quotes: Vec<QuoteHit>,
    /// For each facet asked for, its values with the number of quotes, most first.
    pub facets: BTreeMap<Facet, Vec<(String, u64)>>,
    /// What the reader should know.
    pub notices: Vec<String>,
    /// Where nothing was found, the parts of the query that match nothing by themselves.
    pub unmatched: Vec<Unmatched>,
}

/// A quote that matches.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct QuoteHit {
    /// Place in the order, from 1, the offset included.
    pub rank: u64,
    /// Score of its passage; higher is better.
    pub score: f32,
    /// `<article id>#<paragraph>`.
    pub passage_id: String,
    /// Its article: everything but the text, which is left empty.
    pub article: Article,
    /// Number of the passage in its article, from 0.
    pub paragraph: u32,
    /// The passage that it stands in.
    pub text: String,
    /// The quote, cut to the passage; spans are bytes of `text`.
    pub quote: Quote,
    /// The words of the quote that match; bytes of `text`.
    pub highlights: Vec<Span>,
    /// Where the score comes from, if asked for.
    pub explanation: Option<Explanation>,
}

impl QuoteHit {
    /// Returns the words of the quote; pieces are joined by an ellipsis.
    pub fn words(&self) -> String {
        words_of(&self.quote, &self.text)
    }
}

/// Returns the words of a quote in its passage; pieces are joined by an ellipsis.
pub(crate) fn words_of(quote: &Quote, passage: &str) -> String {
    let pieces: Vec<&str> = quote.contents().map(|piece| piece.of(passage).trim()).collect();
    pieces.join(" … ")
}

/// A query for quotes, made ready for one index.
struct PreparedQuotes {
    passages: Prepared,
    /// What is asked of one quote.
    inner: Inner,
}

/// What was counted over all matches.
#[derive(Default)]
struct Counted {
    total: u64,
    facets: Vec<FacetCounts>,
    /// For each passage that is shown, which of its quotes match.
    slots: FxHashMap<DocAddress, Vec<u32>>,
}

impl Searcher {
    /// Answers a query with quotes.
    ///
    /// Grouping and neighbouring paragraphs do not apply.
    ///
    /// # Errors
    ///
    /// [`SearchError`] where the index cannot be read.
    pub fn quotes(&self, query: &Query) -> Result<QuoteResults, SearchError> {
        let started = Instant::now();
        let query = query.clone().said_only(true);
        let mut prepared = self.prepare_quotes(&query, query.match_mode)?;
        let (mut ranked, mut counted) = self.find_quotes(&prepared, &query)?;
        let mut relaxed = false;
        if counted.total == 0 && prepared.passages.planned.can_relax {
            let wider = self.prepare_quotes(&query, MatchMode::Any)?;
            let found = self.find_quotes(&wider, &query)?;
            if found.1.total > 0 {
                (prepared, ranked, counted, relaxed) = (wider, found.0, found.1, true);
            }
        }
        let mut quotes = Vec::new();
        let places = ranked.iter().flat_map(|ranked| {
            let slots = counted.slots.get(&ranked.address).map(Vec::as_slice).unwrap_or_default();
            slots.iter().map(move |&slot| (ranked, slot))
        });
        for (rank, (ranked, slot)) in (1..).zip(places).skip(query.offset).take(query.limit) {
            quotes.extend(self.quote_hit(&prepared, &query, ranked, slot, rank)?);
        }
        let (notices, unmatched) = self.told(&query, &prepared.passages.planned, counted.total, "quote")?;
        Ok(QuoteResults {
            offset: query.offset,
            query: query.text.clone(),
            total: counted.total,
            relaxed,
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
            quotes,
            facets: facets(&query, counted.facets),
            notices,
            unmatched,
        })
    }

    fn prepare_quotes(&self, query: &Query, mode: MatchMode) -> Result<PreparedQuotes, IndexError> {
        let index = self.index();
        let failed = |e| index.failed(e);
        let planned = plan::plan(&query.whole_tree(), mode, &self.lexicon(), self.thesaurus(query));
        let mut planned = planned.map_err(failed)?;
        let (inner, rest) = of_one_quote(&planned.plan);
        let unit = Plan::Unit { scope: Scope::Said, inner: inner.clone() };
        planned.plan = Plan::And(vec![unit, rest]);
        planned.plain = None;
        let ranked = self.ranked(&planned, self.params, self.least(query))?;
        let mut passages = Prepared { planned, ranked, expanded: Vec::new() };
        if query.expand {
            self.expand(&mut passages)?;
        }
        Ok(PreparedQuotes { passages, inner })
    }

    /// Returns the best passages, and what is counted over all of them.
    fn find_quotes(&self, prepared: &PreparedQuotes, query: &Query) -> Result<(Vec<Ranked>, Counted), IndexError> {
        let failed = |e| self.index().failed(e);
        // Each passage has one quote at least.
        let limit = query.offset.saturating_add(query.limit);
        let wanted = Wanted { limit, order: order_of(query.sort), stop: self.stop.clone(), ..Wanted::default() };
        let top = collect::top(self.index().searcher(), &prepared.passages.ranked, &wanted).map_err(failed)?;
        let mut counted = Counted {
            slots: top.ranked.iter().map(|ranked| (ranked.address, Vec::new())).collect(),
            facets: vec![FacetCounts::default(); query.facets.len()],
            ..Counted::default()
        };
        if top.total > 0 {
            self.count_quotes(prepared, query, &mut counted).map_err(failed)?;
        }
        counted.facets = counted.facets.into_iter().map(FacetCounts::sorted).collect();
        Ok((top.ranked, counted))
    }

    fn count_quotes(&self, prepared: &PreparedQuotes, query: &Query, counted: &mut Counted) -> tantivy::Result<()> {
        let searcher = self.index().searcher();
        let weight = prepared.passages.ranked.weight(EnableScoring::disabled_from_searcher(searcher))?;
        let PreparedQuotes { passages: Prepared { planned, .. }, inner } = prepared;
        let any = matches!(inner, Inner::And(parts) if parts.is_empty());
        let asked = AskedQuotes::new(planned, inner, self.index(), self.least(query))?;
        for (segment, reader) in (0..).zip(searcher.segment_readers()) {
            let mut scorer = weight.scorer(reader, 1.0)?;
            let mut counter = Counter::open(self, (!any).then_some(&asked), query, reader)?;
            let mut doc = scorer.doc();
            while doc != TERMINATED {
                if reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc)) {
                    let slots = counter.count(doc);
                    counted.total += slots.len() as u64;
                    if let Some(shown) = counted.slots.get_mut(&DocAddress::new(segment, doc)) {
                        *shown = slots;
                    }
                }
                doc = scorer.advance();
            }
            collect::go_on(&self.stop)?;
            counter.add_to(&mut counted.facets)?;
        }
        Ok(())
    }

    fn quote_hit(
        &self,
        prepared: &PreparedQuotes,
        query: &Query,
        ranked: &Ranked,
        slot: u32,
        rank: u64,
    ) -> Result<Option<QuoteHit>, IndexError> {
        let index = self.index();
        let (stored, paragraph) = index.article_of(ranked.address)?;
        let span = stored.passage_span(paragraph);
        let quotes = stored.annotations.quotes.iter().filter_map(|quote| assemble::cut(quote, span));
        let Some(mut quote) = quotes.into_iter().nth(slot as usize) else { return Ok(None) };
        quote.doubt_below(self.least(query));
        let text = span.of(&stored.article.text);
        let quotes = std::slice::from_ref(&quote);
        let names = |scope, name: &str| terms_of(index, scope, name);
        let passage = Passage { text, paragraph, quotes, entities: &[], sentences: &[], names: &names };
        let unit = Plan::Unit { scope: Scope::Said, inner: prepared.inner.clone() };
        let mut highlights =
            witness::highlights(&Planned { plan: unit, ..prepared.passages.planned.clone() }, &passage);
        highlights.retain(|mark| quote.span.overlaps(*mark));
        let explanation = if query.explain { Some(self.explain(&prepared.passages, ranked)?) } else { None };
        Ok(Some(QuoteHit {
            rank,
            score: ranked.score,
            passage_id: format!("{}#{paragraph}", stored.article.id),
            article: assemble::without_text(&stored.article),
            paragraph,
            highlights,
            text: text.to_owned(),
            quote,
            explanation,
        }))
    }
}

/// Counts the quotes of one segment.
struct Counter {
    units: Option<Units>,
    sureness: tantivy::columnar::Column<u64>,
    speakers: Option<NameColumn>,
    by_speaker: FxHashMap<Value, u64>,
    /// Places of the speaker facet and of the others among those asked for.
    facets: Vec<Facet>,
    others: SegmentFacets,
}

impl Counter {
    fn open(
        searcher: &Searcher,
        asked: Option<&AskedQuotes>,
        query: &Query,
        reader: &SegmentReader,
    ) -> tantivy::Result<Self> {
        let view = searcher.index().name_view(searcher.least(query));
        let others: Vec<_> =
            query.facets.iter().filter(|facet| **facet != Facet::Speaker).map(|&facet| column(facet)).collect();
        let wants_speakers = query.facets.contains(&Facet::Speaker);
        Ok(Counter {
            units: asked.map(|asked| asked.units(reader)).transpose()?,
            sureness: reader.fast_fields().u64(columns::SURENESS)?,
            speakers: if wants_speakers { NameColumn::open(reader, &view, NameKind::Speaker)? } else { None },
            by_speaker: FxHashMap::default(),
            facets: query.facets.clone(),
            others: SegmentFacets::open(reader, &others, &view, None)?,
        })
    }

    /// Returns which quotes of a passage match, and counts them.
    fn count(&mut self, doc: tantivy::DocId) -> Vec<u32> {
        let n = u32::try_from(self.sureness.values_for_doc(doc).count()).unwrap_or(u32::MAX);
        let slots = match &mut self.units {
            Some(units) => units.slots(doc, n),
            None => (0..n).collect(),
        };
        slots.iter().for_each(|_| self.others.count(doc));
        if let Some(speakers) = &self.speakers {
            let names = speakers.slots(doc);
            for value in slots.iter().filter_map(|&slot| *names.get(slot as usize)?) {
                *self.by_speaker.entry(value).or_default() += 1;
            }
        }
        slots
    }

    fn add_to(mut self, totals: &mut [FacetCounts]) -> tantivy::Result<()> {
        let mut others = vec![FacetCounts::default(); totals.len()];
        self.others.add_to(&mut others)?;
        let mut others = others.into_iter();
        for (facet, total) in self.facets.iter().zip(totals) {
            if *facet != Facet::Speaker {
                total.add(others.next().unwrap_or_default());
            } else if let Some(speakers) = &self.speakers {
                let names = speakers.names(self.by_speaker.keys().copied())?;
                for (value, count) in &self.by_speaker {
                    total.add_name(names.get(value).map_or("", String::as_str), *count);
                }
            }
        }
        Ok(())
    }
}
