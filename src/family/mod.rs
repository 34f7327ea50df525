//! Articles → families: those that carry the same wire copy.
//!
//! Two articles are of one family where at least half of the shingles (runs of five words) of the
//! shorter one stand in the other as well: containment, as Broder defined it (*On the resemblance
//! and containment of documents*, 1997). A copy that was cut, has another headline or some words
//! changed is so found, one that quotes the same statement is not. Some thirty words must be the
//! same, and where more than a week lies between them nine tenths of the shingles. Shingles are compared by a
//! sample of their hashes, the same in every article (`sketch`). Articles are taken in order,
//! earliest first: each joins the family that it shares most with, by its first article, or opens
//! one of its own (`group`). Nothing is read from disk or index here.

mod group;
mod sketch;

pub(crate) use group::{Sketches, families};
pub(crate) use sketch::sketch;

/// The family of an article: those that carry the same wire copy.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Family {
    /// Id of its representative: of the article that was published first, and among those of one
    /// day has the first id.
    pub id: String,
    /// Articles in it, this one included: at least two.
    pub size: u32,
}

impl Family {
    pub(crate) fn new(id: &str, size: u32) -> Self {
        Family { id: id.to_owned(), size }
    }
}
