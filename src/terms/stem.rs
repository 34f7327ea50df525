//! Word → stem, for widening a bare word to its forms.

use std::cell::RefCell;
use std::fmt;

use frostem::Algorithm;
use rustc_hash::FxHashMap;

/// Words remembered at most; beyond that the memory is emptied and filled anew.
const MAX_CACHED: usize = 1 << 18;

/// English stemmer that remembers its answers; news repeats its words. One for each thread.
pub struct Stemmer {
    algorithm: frostem::Stemmer,
    cache: FxHashMap<Box<str>, Box<str>>,
}

impl fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stemmer").field("cached", &self.cache.len()).finish_non_exhaustive()
    }
}

impl Default for Stemmer {
    fn default() -> Self {
        Stemmer { algorithm: frostem::Stemmer::new(Algorithm::English), cache: FxHashMap::default() }
    }
}

impl Stemmer {
    /// Returns the stem of a folded word.
    pub fn stem(&mut self, word: &str) -> &str {
        if self.cache.len() >= MAX_CACHED {
            self.cache.clear();
        }
        if !self.cache.contains_key(word) {
            let stem = self.algorithm.stem(word);
            self.cache.insert(word.into(), stem.as_ref().into());
        }
        // The entry is there: it was found or has just been put in.
        self.cache.get(word).map_or("", |stem| stem)
    }
}

/// Returns the stem of a folded word, remembered by the calling thread.
pub fn stem(word: &str) -> String {
    thread_local!(static STEMMER: RefCell<Stemmer> = RefCell::default());
    STEMMER.with_borrow_mut(|stemmer| stemmer.stem(word).to_owned())
}
