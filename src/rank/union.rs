//! The postings of several forms as one list: entries in order, frequencies summed.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, TERMINATED};

use super::list::List;
use crate::index::bits::Bits;

/// From this many forms on (wildcards) all postings are read at once; below, each list is
/// looked at for the next entry.
pub(super) const MANY: usize = 12;

/// The union of the postings of a group's forms in one segment.
pub(crate) struct Union {
    forms: Forms,
    doc: DocId,
    /// Number of entries at most.
    cost: u64,
}

enum Forms {
    /// The list of each.
    Few(Vec<List>),
    /// The entries of all, and how often each says them, where that may be asked for.
    Many { found: Bits, counts: Vec<u8> },
}

impl Union {
    /// Returns the union of lists in a segment of `entries`, opened to tell what `record` says.
    pub(super) fn new(lists: Vec<List>, record: IndexRecordOption, entries: DocId) -> Self {
        let cost = lists.iter().map(|list| u64::from(list.size_hint())).sum();
        let forms = if lists.len() < MANY { Forms::Few(lists) } else { read(lists, record, entries) };
        let mut union = Union { forms, doc: 0, cost };
        union.settle(0);
        union
    }

    /// Number of entries at most.
    pub(crate) fn cost(&self) -> u64 {
        self.cost
    }

    pub(crate) fn doc(&self) -> DocId {
        self.doc
    }

    /// Moves to the next entry.
    pub(crate) fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.seek(self.doc + 1) }
    }

    /// Moves to the first entry at or after `target`; stays where it is if that is behind.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc { self.doc } else { self.settle(target) }
    }

    /// Finds the first entry from `target` on.
    fn settle(&mut self, target: DocId) -> DocId {
        self.doc = match &mut self.forms {
            Forms::Few(lists) if lists.len() == 1 => lists[0].seek(target),
            Forms::Few(lists) => lists.iter_mut().map(|list| list.seek(target)).min().unwrap_or(TERMINATED),
            // A segment has fewer entries than `TERMINATED`.
            Forms::Many { found, .. } => {
                found.next(target as usize).and_then(|at| DocId::try_from(at).ok()).unwrap_or(TERMINATED)
            }
        };
        self.doc
    }

    /// Occurrences of all forms in the current entry.
    pub(crate) fn count(&self) -> u32 {
        match &self.forms {
            Forms::Few(lists) => lists.iter().filter(|list| list.doc() == self.doc).map(List::term_freq).sum(),
            Forms::Many { counts, .. } => counts.get(self.doc as usize).copied().map_or(1, u32::from),
        }
    }
}

/// Reads all lists to the end.
fn read(lists: Vec<List>, record: IndexRecordOption, entries: DocId) -> Forms {
    let mut found = Bits::new(entries as usize);
    let mut counts = vec![0_u8; if record.has_freq() { entries as usize } else { 0 }];
    for mut list in lists {
        let mut doc = list.doc();
        while doc != TERMINATED {
            found.set(doc as usize);
            if let Some(count) = counts.get_mut(doc as usize) {
                // More than 255 occurrences in an entry rank no higher.
                *count = count.saturating_add(u8::try_from(list.term_freq()).unwrap_or(u8::MAX));
            }
            doc = list.advance();
        }
    }
    Forms::Many { found, counts }
}
