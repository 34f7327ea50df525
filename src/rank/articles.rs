//! Article entries that match → all of their passages.
//!
//! What is said once per article (headline, source, section) is indexed on the article entry
//! alone; this query carries a match over to the passages that follow it.

use std::sync::Arc;

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::group::unexplained;
use crate::index::layout::{Layout, Layouts};

/// Matches every passage of the articles whose article entry matches the inner query.
#[derive(Debug, Clone)]
pub(crate) struct ArticlesQuery {
    inner: Arc<dyn Query>,
    layouts: Arc<Layouts>,
}

impl ArticlesQuery {
    pub(crate) fn new(inner: impl Query, layouts: Arc<Layouts>) -> Self {
        ArticlesQuery { inner: Arc::new(inner), layouts }
    }
}

impl Query for ArticlesQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ArticlesWeight { inner: self.inner.weight(scoring)?, layouts: self.layouts.clone() }))
    }
}

struct ArticlesWeight {
    inner: Box<dyn Weight>,
    layouts: Arc<Layouts>,
}

impl Weight for ArticlesWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let layout = self.layouts.of(reader)?;
        let inner = self.inner.scorer(reader, boost)?;
        let mut scorer = ArticlesScorer { inner, layout, doc: 0, end: 0 };
        scorer.enter();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(unexplained(doc))
    }
}

struct ArticlesScorer {
    inner: Box<dyn Scorer>,
    layout: Arc<Layout>,
    doc: DocId,
    /// After the last passage of the article that `inner` stands at.
    end: DocId,
}

impl ArticlesScorer {
    /// Goes to the first passage of the article at hand, or of the next that has any.
    fn enter(&mut self) {
        loop {
            let article = self.inner.doc();
            if article == TERMINATED {
                self.doc = TERMINATED;
                return;
            }
            self.end = self.layout.around(article).end;
            if article + 1 < self.end {
                self.doc = article + 1;
                return;
            }
            self.inner.advance();
        }
    }
}

impl DocSet for ArticlesScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.doc += 1;
        if self.doc >= self.end {
            self.inner.advance();
            self.enter();
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc {
            return self.doc;
        }
        if target == TERMINATED {
            self.doc = TERMINATED;
            return TERMINATED;
        }
        let article = self.layout.around(target).start;
        if self.inner.doc() < article {
            self.inner.seek(article);
            self.enter();
        }
        if self.doc < target {
            self.doc = target;
        }
        if self.doc >= self.end && self.doc != TERMINATED {
            self.inner.advance();
            self.enter();
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.inner.size_hint().saturating_mul(16)
    }
}

impl Scorer for ArticlesScorer {
    fn score(&mut self) -> Score {
        self.inner.score()
    }
}
