//! **On Record**: full-text search over a news corpus that knows who said what, when, about whom.
#![deny(missing_docs)]

pub mod annotate;
pub mod article;
pub mod eval;
pub mod index;
pub mod output;
pub mod passage;
pub mod query;
pub mod rank;
pub mod read;
pub mod search;
pub mod span;
pub mod terms;
pub mod when;
