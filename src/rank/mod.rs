//! Passage entries that match → the best of them, with scores that can be explained.
//!
//! A *group* is the forms of one word: their frequencies are summed and share one idf. A
//! [`ranked::RankedQuery`] adds up its groups in the order they were typed, so that a score does not
//! depend on how the index happens to be cut into segments. [`collect::top`] keeps the best
//! by score, newer date, article id and paragraph: a total order. No query text is read here.

pub(crate) mod articles;
mod bm25;
mod bounds;
pub(crate) mod collect;
pub(crate) mod facets;
pub(crate) mod group;
mod keep;
mod list;
pub(crate) mod matches;
mod matching;
mod params;
pub(crate) mod places;
pub(crate) mod ranked;
mod scorer;
#[cfg(test)]
mod tests;
mod union;
mod window;

use params::Statistics;
pub use params::{ParamError, RankParams};
