//! Postings of several forms as one list: entries in order, frequencies summed, positions
//! merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

/// From this many forms on (wildcards) a heap finds the next entry; below, a look at each.
const HEAP_FROM: usize = 12;

/// The union of the postings of a group's forms in one segment.
pub(crate) struct Union {
    lists: Vec<SegmentPostings>,
    doc: DocId,
    order: Order,
}

enum Order {
    /// Each list is looked at.
    Scan,
    /// Lists by next entry, and those that stand at the current entry.
    Heap { next: BinaryHeap<Reverse<(DocId, usize)>>, here: Vec<usize> },
}

impl Union {
    pub(crate) fn new(lists: Vec<SegmentPostings>) -> Self {
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

    /// Number of entries at most.
    pub(crate) fn cost(&self) -> u64 {
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
        }
        self.settle()
    }

    /// Finds the least entry that a list stands at.
    fn settle(&mut self) -> DocId {
        self.doc = match &mut self.order {
            Order::Scan => self.lists.iter().map(DocSet::doc).min().unwrap_or(TERMINATED),
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
        };
        self.doc
    }

    /// Occurrences of all forms in the current entry.
    pub(crate) fn count(&self) -> u32 {
        match &self.order {
            Order::Scan => match self.lists.as_slice() {
                [only] => only.term_freq(),
                lists => lists.iter().filter(|l| l.doc() == self.doc).map(Postings::term_freq).sum(),
            },
            Order::Heap { here, .. } => here.iter().map(|&n| self.lists[n].term_freq()).sum(),
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
                list.append_positions_with_offset(0, positions);
            }
        }
        if self.lists.len() > 1 {
            positions.sort_unstable();
        }
    }
}
