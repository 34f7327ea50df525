//! The shipped word lists: names of people, places and bodies, and how words are used.
//!
//! One file, `models/gazetteer.bin`, holds two hash tables that are read in place: listed
//! names by the hash of their words, and single words with their usage in newspapers.
//! Which lists went in, and under which terms, is written in `docs/entities.md`.

use std::sync::OnceLock;

use super::table::Table;
use crate::annotate::sequence::mix;

/// Kinds of lists; each is a bit of a listed name.
pub(super) const N_KINDS: usize = 9;
/// The bit of names that are the beginning of longer ones.
pub(super) const OPENS: u16 = 1 << 15;
/// Longest listed name, in words.
pub(super) const MAX_WORDS: usize = 7;

static GAZETTEER: &[u8] = include_bytes!("../../../models/gazetteer.bin");

struct Lists {
    names: Table,
    words: Table,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let (names, words) = Table::pair(GAZETTEER);
        Lists { names, words }
    })
}

/// Starts the hash of a name.
pub(crate) const NAME_SEED: u64 = 11;

/// Extends the hash of a name by one word.
pub(crate) fn name_hash(name: u64, word_key: u64) -> u64 {
    mix(name, word_key)
}

/// Returns the lists that hold the name, as bits, with [`OPENS`] where longer names begin so.
pub(super) fn listed(name: u64) -> u16 {
    lists().names.get(name)
}

/// Tells whether a listed name begins with the word.
pub(super) fn opens_name(word_key: u64) -> bool {
    listed(name_hash(NAME_SEED, word_key)) != 0
}

/// Returns how newspapers use the word; 0 where unknown.
pub(super) fn usage(word_key: u64) -> u16 {
    lists().words.get(word_key)
}
