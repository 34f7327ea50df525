//! Where the forms of a word stand in the entries that are asked for.
//!
//! Entries are asked for forward only. Of few forms each is looked at in each entry. Of many
//! (wildcards) each form's postings are gone through once for a whole batch of entries, so that
//! a pattern costs what its postings cost, and no choice among thousands of forms at each entry.

use std::ops::Range;

use tantivy::DocId;

use super::list::List;
use super::union::MANY;

/// The positions of a group's forms in one segment.
pub(crate) struct Places {
    lists: Vec<List>,
    batch: Option<Batch>,
}

/// What many forms have of several entries.
#[derive(Default)]
struct Batch {
    /// The entry that each list stands at.
    at: Vec<DocId>,
    /// What each list has of the entries, one list after the other.
    pieces: Vec<Piece>,
    /// Their positions.
    read: Vec<u32>,
    /// The positions entry by entry, and where each entry's begin and the last's end.
    sorted: Vec<u32>,
    starts: Vec<usize>,
}

/// What one list has of one entry.
struct Piece {
    /// Which entry of the batch.
    entry: usize,
    /// Its positions among those that were read.
    positions: Range<usize>,
}

impl Places {
    pub(super) fn new(lists: Vec<List>) -> Self {
        let at = || lists.iter().map(List::doc).collect();
        let batch = (lists.len() >= MANY).then(|| Batch { at: at(), ..Batch::default() });
        Places { lists, batch }
    }

    /// Makes ready to tell the positions in these entries, in order and behind those before.
    pub(crate) fn ready(&mut self, entries: &[DocId]) {
        if let Some(batch) = &mut self.batch {
            batch.read(&mut self.lists, entries);
        }
    }

    /// Puts the positions in the entry, number `n` of those made ready, into `positions`, in order.
    pub(crate) fn put(&mut self, n: usize, entry: DocId, positions: &mut Vec<u32>) {
        positions.clear();
        if let Some(batch) = &self.batch {
            positions.extend_from_slice(batch.of(n));
            return;
        }
        for list in &mut self.lists {
            if list.seek(entry) == entry {
                list.positions(positions);
            }
        }
        if self.lists.len() > 1 {
            positions.sort_unstable();
        }
    }
}

impl Batch {
    fn read(&mut self, lists: &mut [List], entries: &[DocId]) {
        self.read.clear();
        self.pieces.clear();
        for (list, at) in lists.iter_mut().zip(&mut self.at) {
            if entries.last().is_some_and(|last| *at <= *last) {
                *at = gather(list, entries, &mut self.pieces, &mut self.read);
            }
        }
        self.sort(entries.len());
    }

    /// Puts what was read list by list in the order of the entries.
    fn sort(&mut self, entries: usize) {
        self.starts.clear();
        self.starts.resize(entries + 1, 0);
        for piece in &self.pieces {
            self.starts[piece.entry + 1] += piece.positions.len();
        }
        for n in 1..=entries {
            self.starts[n] += self.starts[n - 1];
        }
        self.sorted.clear();
        self.sorted.resize(self.read.len(), 0);
        for Piece { entry, positions } in self.pieces.drain(..) {
            // Each start moves to the end of its entry, which is the start of the next.
            let start = self.starts[entry];
            self.starts[entry] += positions.len();
            self.sorted[start..self.starts[entry]].copy_from_slice(&self.read[positions]);
        }
        self.starts.rotate_right(1);
        self.starts[0] = 0;
        for n in 0..entries {
            self.sorted[self.starts[n]..self.starts[n + 1]].sort_unstable();
        }
    }

    fn of(&self, n: usize) -> &[u32] {
        match self.starts.get(n..n + 2) {
            Some(&[start, end]) => self.sorted.get(start..end).unwrap_or(&[]),
            _ => &[],
        }
    }
}

/// Reads what a list has of these entries; returns the entry that it stands at afterwards.
fn gather(list: &mut List, entries: &[DocId], pieces: &mut Vec<Piece>, read: &mut Vec<u32>) -> DocId {
    let (mut entry, mut doc) = (0, list.doc());
    while let Some(&wanted) = entries.get(entry) {
        doc = list.seek(wanted);
        if doc == wanted {
            let start = read.len();
            list.positions(read);
            pieces.push(Piece { entry, positions: start..read.len() });
            entry += 1;
        } else {
            entry = first_from(entries, entry + 1, doc);
        }
    }
    doc
}

/// Returns the number of the first entry from `doc` on, looked for from number `from` on in ever
/// longer steps: of frequent forms it is near.
fn first_from(entries: &[DocId], mut from: usize, doc: DocId) -> usize {
    let mut step = 1;
    while entries.get(from + step - 1).is_some_and(|&entry| entry < doc) {
        from += step;
        step *= 2;
    }
    let until = (from + step - 1).min(entries.len());
    from + entries[from..until].partition_point(|&entry| entry < doc)
}
