//! **On Record**: full-text search over a news corpus that knows who said what, when, about whom.
//!
//! The path of an article is the order of the modules: [`read`] makes [`article::Article`]s of
//! files, [`passage`] cuts them into paragraphs, [`annotate`] finds quotes with their speakers,
//! names and dates, [`index`] keeps all that on disk; [`query`] reads what a user asks,
//! [`search`] answers it by the scores of [`rank`], [`output`] writes the answer.
//!
//! ```
//! use jiff::civil::date;
//! use onrecord::{IndexBuilder, Query, Searcher};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let news = folder.path().join("news.jsonl");
//! std::fs::write(&news, concat!(
//!     r#"{"id":"a","date":"2020-05-24","text":"“I was bound to step aside,” said Judge Ada Merrow."}"#, "\n",
//!     r#"{"id":"b","date":"2020-06-10","text":"The runoff was moved to July 14."}"#, "\n",
//!     r#"{"id":"c","date":"2020-06-11","text":"Ferries are cheap, according to the clerk."}"#, "\n",
//! ))?;
//! let index = folder.path().join("index");
//! IndexBuilder::new(&index).run(&[&news], |_progress| {})?;
//!
//! let searcher = Searcher::open(&index)?;
//! let results = searcher.search(&Query::parse("runoffs about:2020-07-14", date(2020, 7, 20))?)?;
//! assert_eq!(results.total, 1);
//! assert_eq!(results.hits[0].passage_id, "b#0");
//! # Ok(())
//! # }
//! ```
//!
//! Blocking calls, no global state, no terminal, no network. A [`Searcher`] is `Send + Sync`
//! and cheap to clone. Offsets are bytes on character boundaries; [`span::CodePoints`]
//! converts them for JSON and other programs.
#![deny(missing_docs)]
#![warn(missing_debug_implementations)]
// Module pages name their private parts for readers of the source.
#![allow(rustdoc::private_intra_doc_links)]

pub mod annotate;
pub mod article;
pub mod eval;
pub mod family;
pub mod filters;
pub mod index;
pub mod names;
pub mod output;
pub mod passage;
pub mod problem;
pub mod query;
pub mod rank;
pub mod read;
pub mod search;
#[cfg(feature = "server")]
pub mod server;
pub mod span;
pub mod stop;
pub mod terms;
pub mod verify;
pub mod when;

/// Dates and periods of this interface are those of [`jiff`](https://docs.rs/jiff).
pub use jiff;

pub use annotate::{Annotations, Annotator};
pub use article::Article;
pub use index::{Index, IndexBuilder};
pub use query::Query;
pub use search::{Results, Searcher};
pub use span::Span;
