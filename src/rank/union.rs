//! Postings of several forms as one list: entries in order, frequencies summed, positions
//! merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

/// From this many forms on (wildcards) a heap finds the next entry; below, a look at each.
const HEAP_FROM: usize = 12;

/// From this many forms on all postings are read at once, where no positions are asked for.
const DENSE_FROM: usize = 48;

/// The postings of one form, perhaps in some entries only.
pub(crate) struct List {
    postings: SegmentPostings,
    allowed: Option<Arc<[DocId]>>,
}

impl List {
    /// Returns the postings, those outside `allowed` left out.
    pub(crate) fn new(postings: SegmentPostings, allowed: Option<Arc<[DocId]>>) -> List {
        let mut list = List { postings, allowed };
        list.settle();
        list
    }

    /// Goes to the first entry from here on that counts.
    #[inline]
    fn settle(&mut self) -> DocId {
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

    fn doc(&self) -> DocId {
        self.postings.doc()
    }

    pub(super) fn advance(&mut self) -> DocId {
        self.postings.advance();
        self.settle()
    }

    /// Moves forward to the first entry at or after `target`, never back.
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
}

/// The union of the postings of a group's forms in one segment.
pub(crate) struct Union {
    lists: Vec<List>,
    doc: DocId,
    order: Order,
}

enum Order {
    /// Each list is looked at.
    Scan,
    /// Lists by next entry, and those that stand at the current entry.
    Heap { next: BinaryHeap<Reverse<(DocId, usize)>>, here: Vec<usize> },
    /// All entries' occurrences, read at once.
    Dense { counts: Vec<u8>, cost: u64 },
}

impl Union {
    pub(crate) fn new(lists: Vec<List>) -> Self {
        let order = if lists.len() < HEAP_FROM {
            Order::Scan
        } else {
            let next = lists.iter().enumerate().map(|(n, l)| Reverse((l.doc(), n))).collect();
            Order::Heap { next, here: Vec::new() }
        };
        let mut union = Union { lists, doc: 0, order };
        union.settle();
        union
    }

    /// Returns the union of lists that need not tell positions, in a segment of `entries`.
    pub(crate) fn without_positions(lists: Vec<List>, entries: DocId) -> Self {
        if lists.len() < DENSE_FROM {
            return Union::new(lists);
        }
        let cost = lists.iter().map(|list| u64::from(list.size_hint())).sum();
        let mut counts = vec![0_u8; entries as usize];
        for mut list in lists {
            let mut doc = list.doc();
            while doc != TERMINATED {
                if let Some(count) = counts.get_mut(doc as usize) {
                    // More than 255 occurrences in a passage rank no higher.
                    *count = count.saturating_add(u8::try_from(list.term_freq()).unwrap_or(u8::MAX));
                }
                doc = list.advance();
            }
        }
        let mut union = Union { lists: Vec::new(), doc: 0, order: Order::Dense { counts, cost } };
        union.doc = union.next_dense(0);
        union
    }

    fn next_dense(&self, from: DocId) -> DocId {
        let Order::Dense { counts, .. } = &self.order else { return TERMINATED };
        let rest = counts.get(from as usize..).unwrap_or(&[]);
        let found = rest.iter().position(|count| *count > 0);
        found.map_or(TERMINATED, |n| from + u32::try_from(n).unwrap_or(0))
    }

    /// Number of entries at most.
    pub(crate) fn cost(&self) -> u64 {
        if let Order::Dense { cost, .. } = &self.order {
            return *cost;
        }
        self.lists.iter().map(|list| u64::from(list.size_hint())).sum()
    }

    pub(crate) fn doc(&self) -> DocId {
        self.doc
    }

    /// Moves to the next entry.
    pub(crate) fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        if let [only] = self.lists.as_mut_slice() {
            self.doc = only.advance();
            return self.doc;
        }
        if let Order::Dense { .. } = self.order {
            self.doc = self.next_dense(self.doc + 1);
            return self.doc;
        }
        match &mut self.order {
            Order::Scan => {
                for list in &mut self.lists {
                    if list.doc() == self.doc {
                        list.advance();
                    }
                }
            }
            Order::Heap { next, here } => {
                for n in here.drain(..) {
                    next.push(Reverse((self.lists[n].advance(), n)));
                }
            }
            Order::Dense { .. } => {}
        }
        self.settle()
    }

    /// Moves to the first entry at or after `target`; stays where it is if that is behind.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc {
            return self.doc;
        }
        if let [only] = self.lists.as_mut_slice() {
            self.doc = only.seek(target);
            return self.doc;
        }
        if let Order::Dense { .. } = self.order {
            self.doc = self.next_dense(target);
            return self.doc;
        }
        match &mut self.order {
            Order::Scan => {
                for list in &mut self.lists {
                    if list.doc() < target {
                        list.seek(target);
                    }
                }
            }
            Order::Heap { next, here } => {
                for n in here.drain(..) {
                    next.push(Reverse((self.lists[n].seek(target), n)));
                }
                while let Some(&Reverse((doc, n))) = next.peek() {
                    if doc >= target {
                        break;
                    }
                    next.pop();
                    next.push(Reverse((self.lists[n].seek(target), n)));
                }
            }
            Order::Dense { .. } => {}
        }
        self.settle()
    }

    /// Finds the least entry that a list stands at.
    fn settle(&mut self) -> DocId {
        self.doc = match &mut self.order {
            Order::Scan => self.lists.iter().map(List::doc).min().unwrap_or(TERMINATED),
            Order::Heap { next, here } => {
                let doc = next.peek().map_or(TERMINATED, |&Reverse((doc, _))| doc);
                while let Some(&Reverse((other, n))) = next.peek() {
                    if other != doc || doc == TERMINATED {
                        break;
                    }
                    next.pop();
                    here.push(n);
                }
                doc
            }
            Order::Dense { .. } => self.doc,
        };
        self.doc
    }

    /// Occurrences of all forms in the current entry.
    pub(crate) fn count(&self) -> u32 {
        match &self.order {
            Order::Scan => match self.lists.as_slice() {
                [only] => only.term_freq(),
                lists => lists.iter().filter(|l| l.doc() == self.doc).map(List::term_freq).sum(),
            },
            Order::Heap { here, .. } => here.iter().map(|&n| self.lists[n].term_freq()).sum(),
            Order::Dense { counts, .. } => counts.get(self.doc as usize).copied().map_or(0, u32::from),
        }
    }

    /// Puts the positions of all forms in the current entry into `positions`, in order.
    pub(crate) fn positions(&mut self, positions: &mut Vec<u32>) {
        positions.clear();
        if self.doc == TERMINATED {
            return;
        }
        for list in &mut self.lists {
            if list.doc() == self.doc {
                list.postings.append_positions_with_offset(0, positions);
            }
        }
        if self.lists.len() > 1 {
            positions.sort_unstable();
        }
    }
}
