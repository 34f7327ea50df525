//! The postings of one form, perhaps in some entries only.

use std::sync::Arc;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

/// The entries that have one form, in order.
pub(crate) struct List {
    postings: SegmentPostings,
    allowed: Option<Arc<[DocId]>>,
}

impl List {
    /// Returns the postings, those outside `allowed` left out.
    pub(super) fn new(postings: SegmentPostings, allowed: Option<Arc<[DocId]>>) -> List {
        let mut list = List { postings, allowed };
        list.settle();
        list
    }

    /// Goes to the first entry from here on that counts.
    #[inline]
    fn settle(&mut self) -> DocId {
        if self.allowed.is_some() { self.settle_among_allowed() } else { self.postings.doc() }
    }

    /// Apart from the common case, which is part of every loop over postings.
    #[inline(never)]
    fn settle_among_allowed(&mut self) -> DocId {
        let mut doc = self.postings.doc();
        let Some(allowed) = &self.allowed else { return doc };
        while doc != TERMINATED {
            let at = allowed.partition_point(|&known| known < doc);
            match allowed.get(at) {
                Some(&next) if next == doc => break,
                Some(&next) => doc = self.postings.seek(next),
                None => doc = self.postings.seek(TERMINATED),
            }
        }
        doc
    }

    pub(super) fn doc(&self) -> DocId {
        self.postings.doc()
    }

    #[inline]
    pub(super) fn advance(&mut self) -> DocId {
        self.postings.advance();
        self.settle()
    }

    /// Moves forward to the first entry at or after `target`, never back.
    #[inline]
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.postings.doc() >= target {
            return self.postings.doc();
        }
        self.postings.seek(target);
        self.settle()
    }

    pub(super) fn size_hint(&self) -> u32 {
        self.postings.size_hint()
    }

    pub(super) fn term_freq(&self) -> u32 {
        self.postings.term_freq()
    }

    /// Adds the positions in the current entry, in order.
    pub(super) fn positions(&mut self, positions: &mut Vec<u32>) {
        self.postings.append_positions_with_offset(0, positions);
    }
}
