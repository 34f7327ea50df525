//! Query → every passage that matches, one after the other, in memory that does not grow with
//! their number.
//!
//! Nothing is ranked, cut or relaxed. The order is that of the article ids (or of the dates,
//! where the query asks for it), then of the paragraphs: the same for the same articles,
//! however they were indexed.

use std::ops::ControlFlow;

use super::{Hit, SearchError, Searcher, assemble, order_of};
use crate::query::Query;
use crate::rank::collect::{self, Ranked};
use crate::rank::matches::Matches;

/// How an export went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exported {
    /// How many passages match.
    pub total: u64,
    /// How many were handed on: all of them, unless the receiver stopped.
    pub written: u64,
    /// What the reader should know: words without any match, widenings that were cut.
    pub notices: Vec<String>,
}

impl Searcher {
    /// Calls `receive` with every passage that matches, until it breaks off.
    ///
    /// Limit, offset and grouping of the query are not looked at. [`Hit::rank`] counts from 1
    /// in the order of the export; the score is 0.
    ///
    /// # Errors
    ///
    /// [`SearchError`] where the index cannot be read.
    pub fn export(
        &self,
        query: &Query,
        mut receive: impl FnMut(&Hit) -> ControlFlow<()>,
    ) -> Result<Exported, SearchError> {
        let index = self.index();
        let prepared = self.prepare(query, query.match_mode)?;
        let layouts = index.layouts();
        let found = Matches::find(index.searcher(), &prepared.ranked, layouts, order_of(query.sort), &self.stop);
        let mut matches = found.map_err(|e| index.failed(e))?;
        let (notices, _) = self.told(query, &prepared.planned, matches.total(), "passage")?;
        let mut exported = Exported { total: matches.total(), written: 0, notices };
        loop {
            collect::go_on(&self.stop).map_err(|e| index.failed(e))?;
            let passages = matches.next_article().map_err(|e| index.failed(e))?;
            if passages.is_empty() {
                return Ok(exported);
            }
            for address in passages {
                let ranked = Ranked { address, score: 0.0, article_id: String::new(), paragraph: 0, published: None };
                let mut hit = assemble::hit(index, &prepared.planned, &ranked, query.context, self.least(query))?;
                hit.rank = exported.written + 1;
                if receive(&hit).is_break() {
                    return Ok(exported);
                }
                exported.written += 1;
            }
        }
    }
}
