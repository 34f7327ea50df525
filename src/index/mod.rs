//! Articles with their annotations → an index on disk, and back.
//!
//! [`IndexBuilder`] makes an index mirror files and folders; [`Index`] opens it. Surface forms
//! are indexed once, stems come in when a query is read. Each run that changes something
//! writes a new *generation* beside the one in use and swaps it in by one rename; readers keep
//! the one they opened. What an entry holds stands in `schema`, what lies on disk in
//! `generation`. No query is read here and nothing is ranked.

mod aliases;
pub(crate) mod bits;
mod budget;
mod build;
pub(crate) mod entries;
mod error;
pub(crate) mod families;
pub(crate) mod forms;
mod generation;
mod identities;
pub(crate) mod layout;
mod lookup;
mod manifest;
pub(crate) mod meanings;
pub(crate) mod names;
mod open;
mod pipeline;
mod plan;
pub(crate) mod readings;
mod report;
pub(crate) mod same_names;
pub(crate) mod schema;
mod sealed;
mod sink;
mod stored;
mod summary;
mod survey;
#[cfg(test)]
mod tests;
mod tokens;
pub(crate) mod walk;
#[cfg(any(feature = "cli", feature = "server"))]
pub mod watch;

pub use crate::names::NameKind;
pub use build::IndexBuilder;
pub use error::IndexError;
pub use generation::Stamp;
pub use identities::Renamed;
pub use manifest::{Skip, UnreadDate};
pub use names::NameCount;
pub use open::Index;
pub use report::{Faults, IndexReport, Phase, Progress, SkippedRecord, UndatedArticle};
pub use stored::StoredArticle;
pub use summary::Summary;
