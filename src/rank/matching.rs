//! Which passages of a segment match, found in one of three ways.

use tantivy::query::Scorer;
use tantivy::{DocId, TERMINATED};

use super::union::Union;
use super::window::{OtherWord, seek};

/// Which passages of the segment match.
pub(super) enum Matching {
    /// Those that the window finds.
    Words,
    /// Those with every word, each sought from the last.
    Sought(Vec<Sought>),
    /// Those that a query finds.
    Query(Box<dyn Scorer>),
}

/// The passages that say a word, in one way or another.
pub(super) struct Sought {
    /// In its own forms.
    pub own: Union,
    /// In other words.
    pub others: Vec<OtherWord>,
}

impl Sought {
    /// Goes to the first passage from `target` on that says it.
    fn seek(&mut self, target: DocId) -> DocId {
        let own = self.own.seek(target);
        self.others.iter_mut().map(|other| seek(other.passages.as_mut(), target)).fold(own, DocId::min)
    }
}

/// Returns the first entry at or after `target` that all words have.
pub(super) fn intersect(words: &mut [Sought], mut target: DocId) -> DocId {
    let (wanted, mut agreed) = (words.len(), 0);
    while agreed < wanted {
        for word in words.iter_mut() {
            let doc = word.seek(target);
            if doc == TERMINATED {
                return TERMINATED;
            }
            if doc == target {
                agreed += 1;
            } else {
                target = doc;
                agreed = 1;
            }
            if agreed >= wanted {
                break;
            }
        }
    }
    target
}
