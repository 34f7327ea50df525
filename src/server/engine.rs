//! The index that is served: one open generation, exchanged for the next one when it is there.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use super::{Options, Writing};
use crate::index::{Index, IndexError, Stamp};
use crate::search::Searcher;

/// An index that answers while newer generations take its place.
///
/// Cheap to clone: all clones are the same engine.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

struct Inner {
    dir: PathBuf,
    options: Options,
    writing: Option<Writing>,
    open: RwLock<Open>,
}

/// A searcher and what names its generation for good.
#[derive(Clone)]
struct Open {
    stamp: Stamp,
    searcher: Searcher,
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine")
            .field("dir", &self.inner.dir)
            .field("options", &self.inner.options)
            .finish_non_exhaustive()
    }
}

impl Open {
    fn of(dir: &Path, options: &Options) -> Result<Self, IndexError> {
        // The stamp first: a generation that comes in between is then opened once more.
        let stamp = Stamp::of(dir)?;
        let index = Index::open(dir)?.min_confidence(options.min_confidence);
        let searcher = Searcher::new(index).with_params(options.rank);
        let searcher = match &options.synonyms {
            Some(synonyms) => searcher.with_synonyms(synonyms.clone()),
            None => searcher,
        };
        Ok(Open { stamp, searcher })
    }
}

impl Engine {
    /// Opens the index in `dir`.
    ///
    /// # Errors
    ///
    /// As [`Index::open`].
    pub fn open(dir: impl AsRef<Path>, options: Options) -> Result<Self, IndexError> {
        let dir = dir.as_ref().to_owned();
        let open = RwLock::new(Open::of(&dir, &options)?);
        Ok(Engine { inner: Arc::new(Inner { dir, options, writing: None, open }) })
    }

    /// Lets clients write who show the token.
    pub fn with_writing(self, writing: Writing) -> Self {
        let Inner { dir, options, .. } = &*self.inner;
        let open = RwLock::new(self.current());
        let inner = Inner { dir: dir.clone(), options: options.clone(), writing: Some(writing), open };
        Engine { inner: Arc::new(inner) }
    }

    /// Returns what writing needs, where clients may write.
    pub(crate) fn writing(&self) -> Option<&Writing> {
        self.inner.writing.as_ref()
    }

    /// Returns the searcher over the newest generation that has been opened. It stays as it
    /// is for as long as the caller holds it.
    pub fn searcher(&self) -> Searcher {
        self.current().searcher
    }

    /// Returns the searcher with the stamp of its generation.
    pub(crate) fn stamped(&self) -> (Stamp, Searcher) {
        let Open { stamp, searcher } = self.current();
        (stamp, searcher)
    }

    fn current(&self) -> Open {
        // Nothing panics while the lock is held, and what it guards is whole at any time.
        self.inner.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns how the engine is to be served.
    pub fn options(&self) -> &Options {
        &self.inner.options
    }

    /// Returns the folder of the index.
    pub fn dir(&self) -> &Path {
        &self.inner.dir
    }

    /// Opens the current generation if it is not the one open; tells whether it did.
    ///
    /// # Errors
    ///
    /// As [`Index::open`]; the old generation goes on answering.
    pub fn reload(&self) -> Result<bool, IndexError> {
        if Stamp::of(&self.inner.dir)? == self.current().stamp {
            return Ok(false);
        }
        let newer = Open::of(&self.inner.dir, &self.inner.options)?;
        *self.inner.open.write().unwrap_or_else(PoisonError::into_inner) = newer;
        Ok(true)
    }

    /// Returns the open index.
    pub fn index(&self) -> Arc<Index> {
        self.current().searcher.index().clone()
    }
}
