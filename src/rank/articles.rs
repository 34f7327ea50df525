//! Article entries that match → all of their passages.
//!
//! What is said once per article (headline, source, section) is indexed on the article entry
//! alone; this query carries a match over to the passages that follow it.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::group::unexplained;
use crate::index::schema::columns;

/// Where the entries of a segment's articles lie.
pub(crate) struct Layout {
    paragraph: Column<u64>,
    passages: Column<u64>,
}

impl Layout {
    pub(crate) fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        let paragraph = columns.u64(columns::PARAGRAPH)?;
        Ok(Layout { paragraph, passages: columns.u64(columns::PASSAGES)? })
    }

    /// Returns the number of a passage in its article; `None` for an article entry.
    pub(crate) fn paragraph_of(&self, passage: DocId) -> Option<u32> {
        self.paragraph.first(passage).and_then(|n| u32::try_from(n).ok())
    }

    /// Returns the article entry of a passage entry.
    pub(crate) fn article_of(&self, passage: DocId) -> Option<DocId> {
        passage.checked_sub(self.paragraph_of(passage)? + 1)
    }

    /// Returns how many passages follow this entry; none where it is no article entry.
    pub(crate) fn passages_of(&self, article: DocId) -> u32 {
        self.passages.first(article).and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
    }
}

/// Matches every passage of the articles whose article entry matches the inner query.
#[derive(Debug, Clone)]
pub(crate) struct ArticlesQuery(Arc<dyn Query>);

impl ArticlesQuery {
    pub(crate) fn new(inner: impl Query) -> Self {
        ArticlesQuery(Arc::new(inner))
    }
}

impl Query for ArticlesQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ArticlesWeight(self.0.weight(scoring)?)))
    }
}

struct ArticlesWeight(Box<dyn Weight>);

impl Weight for ArticlesWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let layout = Layout::open(reader)?;
        let inner = self.0.scorer(reader, boost)?;
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
    layout: Layout,
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
            self.end = article + 1 + self.layout.passages_of(article);
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
        let article = self.layout.article_of(target).unwrap_or(target);
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
