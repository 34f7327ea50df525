//! Matches of a whole index → one after the other, article by article, in an order that does
//! not depend on how the index is cut into segments.
//!
//! What is kept is a bit for each entry and a few bytes for each article that matches:
//! neither texts nor ids, so that millions of matches can be gone through.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use tantivy::columnar::StrColumn;
use tantivy::query::Query;
use tantivy::{DocAddress, DocId, Searcher};

use super::collect::{self, Order};
use crate::index::bits::Bits;
use crate::index::layout::{Layout, Layouts};
use crate::index::schema::columns;
use crate::index::walk;
use crate::stop::Stop;

/// Place of an article among all that match: its date where dates decide, then its id.
type Place = (u64, String);

/// The matches of one segment.
struct Segment {
    /// A bit for each entry that matches.
    found: Bits,
    /// Date, rank of the id in the segment, and entry of each article with a match, in order.
    articles: Vec<(u64, u64, DocId)>,
    next: usize,
    ids: Option<StrColumn>,
    layout: Arc<Layout>,
}

/// All matches of a query, in order: by article (date first, where asked for; then id), then
/// by paragraph.
pub(crate) struct Matches {
    segments: Vec<Segment>,
    /// The next article of each segment, the first in order on top.
    heads: BinaryHeap<Reverse<(Place, usize)>>,
    total: u64,
}

impl Matches {
    /// Runs `query`, which must match passage entries only.
    pub(crate) fn find(
        searcher: &Searcher,
        query: &dyn Query,
        layouts: &Layouts,
        order: Order,
        stop: &Stop,
    ) -> tantivy::Result<Self> {
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            let fast = reader.fast_fields();
            let found = Bits::new(reader.max_doc() as usize);
            let (layout, ids) = (layouts.of(reader)?, fast.str(columns::ARTICLE_ID)?);
            let published = fast.i64(columns::PUBLISHED)?;
            segments.push((Segment { found, articles: Vec::new(), next: 0, ids, layout }, published));
        }
        collect::go_on(stop)?;
        let mut total = 0;
        walk::each(searcher, query, |address| {
            if let Some((segment, published)) = segments.get_mut(address.segment_ord as usize) {
                total += 1;
                let date = match order {
                    Order::Relevance => 0,
                    Order::Newest => published.first(address.doc_id).map_or(u64::MAX, |day| !collect::sortable(day)),
                    Order::Oldest => published.first(address.doc_id).map_or(u64::MAX, collect::sortable),
                };
                segment.note(address.doc_id, date);
            }
        })?;
        collect::go_on(stop)?;
        let mut matches = Matches { segments: Vec::new(), heads: BinaryHeap::new(), total };
        for (mut segment, _) in segments {
            segment.articles.sort_unstable();
            matches.segments.push(segment);
        }
        for n in 0..matches.segments.len() {
            matches.enter(n)?;
        }
        Ok(matches)
    }

    /// Returns how many there are.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// Puts the next article of a segment among the heads.
    fn enter(&mut self, n: usize) -> tantivy::Result<()> {
        let Some(segment) = self.segments.get(n) else { return Ok(()) };
        if let Some(&(date, rank, _)) = segment.articles.get(segment.next) {
            let mut id = String::new();
            if let Some(ids) = &segment.ids {
                ids.ord_to_str(rank, &mut id)?;
            }
            self.heads.push(Reverse(((date, id), n)));
        }
        Ok(())
    }

    /// Returns the matches of the next article, by paragraph; none at the end.
    pub(crate) fn next_article(&mut self) -> tantivy::Result<Vec<DocAddress>> {
        let Some(Reverse((_, n))) = self.heads.pop() else { return Ok(Vec::new()) };
        let Some(segment) = self.segments.get_mut(n) else { return Ok(Vec::new()) };
        let passages = segment.take_article();
        self.enter(n)?;
        // An index has far fewer segments than 2^32.
        let ord = u32::try_from(n).unwrap_or(u32::MAX);
        Ok(passages.into_iter().map(|doc| DocAddress::new(ord, doc)).collect())
    }
}

impl Segment {
    fn note(&mut self, passage: DocId, date: u64) {
        self.found.set(passage as usize);
        let article = self.layout.around(passage).start;
        if self.articles.last().is_none_or(|&(.., last)| last != article) {
            let rank = self.ids.as_ref().and_then(|ids| ids.ords().first(article)).unwrap_or(0);
            self.articles.push((date, rank, article));
        }
    }

    fn take_article(&mut self) -> Vec<DocId> {
        let Some(&(.., article)) = self.articles.get(self.next) else { return Vec::new() };
        self.next += 1;
        self.layout.around(article).filter(|&doc| self.found.has(doc as usize)).collect()
    }
}
