//! Articles with their annotations → an index on disk, and back.
#![allow(dead_code)]

pub(crate) mod entries;
mod error;
pub(crate) mod forms;
mod generation;
mod manifest;
mod open;
pub(crate) mod schema;
mod stored;
mod summary;
mod tokens;

pub use error::IndexError;
pub use manifest::Skip;
pub use open::Index;
pub use stored::StoredArticle;
pub use summary::Summary;
