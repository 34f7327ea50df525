//! Passages by their columns: all of them, the leads, those of a stretch of days.

use std::fmt;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use crate::index::entries::days;
use crate::index::schema::columns;
use crate::query::Clock;
use crate::when::Period;

/// Paragraphs that count as the lead.
const LEAD: u64 = 2;

/// Days from the first to the last of a week, which every day in it is found by.
const WEEK: i64 = 6;

/// What a passage's columns must say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Test {
    /// Nothing: any passage.
    Passage,
    /// One of the first paragraphs.
    Lead,
    /// Published from the first to the last of these days.
    Published(i64, i64),
    /// Has a quote.
    Quoted,
    /// Speaks of a time that meets these days and is no longer, or than a week.
    About(i64, i64),
}

impl Test {
    pub(super) fn of_days(clock: Clock, period: Period) -> Test {
        let from = period.from.map_or(i64::MIN, days);
        let to = period.to.map_or(i64::MAX, days);
        match clock {
            Clock::Published => Test::Published(from, to),
            Clock::About => Test::About(from, to),
        }
    }
}

/// Matches the passages that pass a test; scores nothing.
#[derive(Debug, Clone)]
pub(super) struct PassagesQuery(Test);

impl PassagesQuery {
    pub(super) fn new(test: Test) -> Self {
        PassagesQuery(test)
    }
}

impl Query for PassagesQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(PassagesWeight(self.0)))
    }
}

struct PassagesWeight(Test);

impl Weight for PassagesWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let fast = reader.fast_fields();
        let columns = match self.0 {
            Test::Passage | Test::Lead => Columns::Paragraph(fast.u64(columns::PARAGRAPH)?),
            Test::Published(..) => Columns::Published(fast.u64(columns::PARAGRAPH)?, fast.i64(columns::PUBLISHED)?),
            Test::Quoted => Columns::Sureness(fast.u64(columns::SURENESS)?),
            Test::About(..) => Columns::About(fast.i64(columns::ABOUT_FROM)?, fast.i64(columns::ABOUT_TO)?),
        };
        let mut scorer = PassagesScorer { test: self.0, columns, doc: 0, end: reader.max_doc() };
        scorer.find(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!("no explanation for entry {doc}")))
    }
}

enum Columns {
    Paragraph(Column<u64>),
    Published(Column<u64>, Column<i64>),
    About(Column<i64>, Column<i64>),
    Sureness(Column<u64>),
}

struct PassagesScorer {
    test: Test,
    columns: Columns,
    doc: DocId,
    end: DocId,
}

impl fmt::Debug for PassagesScorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PassagesScorer").field("test", &self.test).finish_non_exhaustive()
    }
}

impl PassagesScorer {
    fn find(&mut self, from: DocId) -> DocId {
        self.doc = (from..self.end).find(|&doc| self.passes(doc)).unwrap_or(TERMINATED);
        self.doc
    }

    fn passes(&self, doc: DocId) -> bool {
        match (&self.columns, self.test) {
            (Columns::Paragraph(paragraph), Test::Lead) => paragraph.first(doc).is_some_and(|n| n < LEAD),
            (Columns::Published(paragraph, published), Test::Published(from, to)) => {
                published.first(doc).is_some_and(|day| from <= day && day <= to) && paragraph.first(doc).is_some()
            }
            (Columns::About(first, last), Test::About(from, to)) => {
                let mut spans = first.values_for_doc(doc).zip(last.values_for_doc(doc));
                let longest = to.saturating_sub(from).max(WEEK);
                spans.any(|(first, last)| first <= to && from <= last && last - first <= longest)
            }
            (Columns::Sureness(sureness), Test::Quoted) => sureness.first(doc).is_some(),
            (Columns::Paragraph(paragraph), _) => paragraph.first(doc).is_some(),
            (Columns::Published(..) | Columns::About(..) | Columns::Sureness(_), _) => false,
        }
    }
}

impl DocSet for PassagesScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.find(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc { self.doc } else { self.find(target) }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.end
    }
}

impl Scorer for PassagesScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
