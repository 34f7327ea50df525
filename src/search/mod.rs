//! Query → results: matching passages in order, with highlights, quotes and counts.
//!
//! The query comes parsed ([`Query`](crate::query::Query)); the index comes open. Nothing is
//! printed and nothing is written here.

mod hit;

pub use hit::{Explanation, Facet, Hit, Results, ScorePart, UnknownFacet};
