//! The forms of one word in one field, as a query of its own.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::index::SegmentId;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TantivyError, Term};

use super::list::List;
use super::places::Places;
use super::union::Union;

/// The forms of one word in one field, ready to be looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// The field.
    pub field: Field,
    /// Folded forms, as `terms::tokenize` gives them.
    pub forms: Vec<String>,
    /// Terms that count in some entries only.
    pub only: Vec<(String, Arc<Allowed>)>,
}

/// Entries that count, in order, by segment.
pub(crate) type Allowed = FxHashMap<SegmentId, Arc<[DocId]>>;

impl Group {
    /// Returns the group of these forms, each once.
    pub(crate) fn new(field: Field, forms: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let mut forms: Vec<String> = forms.into_iter().map(Into::into).collect();
        forms.sort_unstable();
        forms.dedup();
        Group { field, forms, only: Vec::new() }
    }

    /// Tells whether nothing can be found.
    pub(crate) fn is_empty(&self) -> bool {
        self.forms.is_empty() && self.only.is_empty()
    }

    /// Opens the postings of the forms that this segment has, as one list.
    pub(super) fn open(&self, reader: &SegmentReader, record: IndexRecordOption) -> tantivy::Result<Union> {
        Ok(Union::new(self.lists(reader, record)?, record, reader.max_doc()))
    }

    /// Opens the positions of the forms that this segment has.
    pub(crate) fn places(&self, reader: &SegmentReader) -> tantivy::Result<Places> {
        Ok(Places::new(self.lists(reader, IndexRecordOption::WithFreqsAndPositions)?))
    }

    /// Opens the postings of each form that this segment has.
    pub(super) fn lists(&self, reader: &SegmentReader, record: IndexRecordOption) -> tantivy::Result<Vec<List>> {
        let index = reader.inverted_index(self.field)?;
        let mut lists = Vec::new();
        let everywhere = self.forms.iter().map(|form| (form, None));
        let somewhere = self.only.iter().map(|(form, allowed)| (form, allowed.get(&reader.segment_id())));
        for (form, allowed) in everywhere.chain(somewhere) {
            let term = Term::from_field_text(self.field, form);
            if let Some(info) = index.get_term_info(&term)? {
                lists.push(List::new(index.read_postings_from_terminfo(&info, record)?, allowed.cloned()));
            }
        }
        Ok(lists)
    }

    /// Sums the entries that have each form: at least the entries that have any.
    pub(crate) fn containing(&self, searcher: &tantivy::Searcher) -> tantivy::Result<u64> {
        self.forms.iter().map(|f| searcher.doc_freq(&Term::from_field_text(self.field, f))).sum()
    }
}

/// Matches the entries that have any form of a group; scores nothing.
#[derive(Debug, Clone)]
pub(crate) struct GroupQuery(pub Group);

impl Query for GroupQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(GroupWeight(self.0.clone())))
    }
}

struct GroupWeight(Group);

impl Weight for GroupWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let union = self.0.open(reader, IndexRecordOption::Basic)?;
        if union.doc() == tantivy::TERMINATED {
            return Ok(Box::new(EmptyScorer));
        }
        Ok(Box::new(UnionScorer(union)))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(unexplained(doc))
    }
}

/// Scores are explained from the query tree, not by tantivy.
pub(super) fn unexplained(doc: DocId) -> TantivyError {
    TantivyError::InvalidArgument(format!("no explanation for entry {doc}"))
}

struct UnionScorer(Union);

impl DocSet for UnionScorer {
    fn advance(&mut self) -> DocId {
        self.0.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.0.seek(target)
    }

    fn doc(&self) -> DocId {
        self.0.doc()
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.0.cost()).unwrap_or(u32::MAX)
    }
}

impl Scorer for UnionScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
