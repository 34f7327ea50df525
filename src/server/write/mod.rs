//! Articles posted and deleted over HTTP, and the index brought up to date.
//!
//! Posted articles are kept as files in a folder of their own, the *inbox*, one a file, named
//! by a hash of their ids: posting the same article twice changes nothing, and an index built
//! anew from the inbox has them all. The index mirrors the inbox as it mirrors any folder, in
//! one run for all who wait. The routes exist only where a token is configured; the same thread
//! writes what is found where paths are watched.

mod inbox;
mod routes;
mod token;
mod writer;

use std::path::{Path, PathBuf};

use crate::index::IndexBuilder;

pub(crate) use routes::router;
pub use token::Token;
pub(crate) use writer::{Extent, Writer};

/// What writing needs.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Writing {
    /// Whoever shows it may write; nobody where there is none.
    pub token: Option<Token>,
    /// Whether the paths are watched, and what changes under them is taken in.
    pub watch: bool,
    /// Folder of the posted articles; made where it is not there.
    pub inbox: PathBuf,
    /// Builds the index that is served.
    pub builder: IndexBuilder,
    /// Files and folders that the index mirrors beside the inbox, read again by `/reindex`.
    pub paths: Vec<PathBuf>,
}

impl Writing {
    /// Returns what writing needs, without token, watch and further paths.
    pub fn new(inbox: impl AsRef<Path>, builder: IndexBuilder) -> Self {
        Writing { token: None, watch: false, inbox: inbox.as_ref().to_owned(), builder, paths: Vec::new() }
    }
}
