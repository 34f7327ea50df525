//! What a query finds, by looking at every passage: slow, plain, and apart from the index.
//!
//! Shared with the program are what texts are made of (words, stems, sentences, annotations)
//! and the syntax tree of a query. What the tree asks is worked out here a second time, from
//! the pages that describe the language, by trying every pair of places.

mod compare;
mod compounds;
mod generate;
mod passage;
mod places;
mod words;

pub use compare::compare;
pub use generate::Generator;
pub use passage::News;
