//! The shipped word lists: names of people, places and bodies, and how words are used.
//!
//! One file, `models/gazetteer.bin`, holds two hash tables that are read in place: listed
//! names by the hash of their words, and single words with their usage in newspapers.
//! Which lists went in, and under which terms, is written in `docs/entities.md`.

use std::sync::OnceLock;

use super::table::Table;
use crate::annotate::sequence::{mix, word_hash};

/// Kinds of lists; each is a bit of a listed name.
pub(super) const N_KINDS: usize = 13;
/// Given names of women.
pub(super) const FEMALE: u16 = 1;
/// Given names of men.
pub(super) const MALE: u16 = 1 << 1;
/// Surnames.
pub(super) const SURNAMES: u16 = 1 << 2 | 1 << 3;
/// Given names, those of other languages included.
pub(super) const GIVEN: u16 = FEMALE | MALE | 1 << 10;
/// Given names and surnames of all languages.
pub(super) const NAMES: u16 = GIVEN | SURNAMES | 1 << 11;
/// Countries and states, towns, parts of the world.
pub(super) const PLACES: u16 = 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7;
/// Companies, agencies, papers, teams.
pub(super) const BODIES: u16 = 1 << 8;
/// The bit of names that are the beginning of longer ones.
pub(super) const OPENS: u16 = 1 << 15;
/// Longest listed name, in words.
pub(super) const MAX_WORDS: usize = 7;

static GAZETTEER: &[u8] = include_bytes!("../../../models/gazetteer.bin");

#[derive(Debug)]
struct Lists {
    names: Table,
    words: Table,
}

static LISTS: OnceLock<Lists> = OnceLock::new();

fn lists() -> &'static Lists {
    LISTS.get_or_init(|| read(GAZETTEER))
}

fn read(bytes: &'static [u8]) -> Lists {
    let (names, words) = Table::pair(bytes);
    Lists { names, words }
}

/// Puts other lists in the place of the shipped ones; tells whether it was early enough.
#[cfg(any(test, feature = "train"))]
pub(super) fn replace(bytes: Vec<u8>) -> bool {
    LISTS.set(read(bytes.leak())).is_ok()
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

/// Returns the lists that hold a name given as words in normal form.
pub(super) fn listed_words<'w>(words: impl Iterator<Item = &'w str>) -> u16 {
    listed(words.fold(NAME_SEED, |name, word| name_hash(name, word_hash(word.as_bytes())))) & !OPENS
}

/// Tells whether a word, in small letters, is a listed surname.
pub(crate) fn is_surname(word: &str) -> bool {
    listed_words([word].into_iter()) & (NAMES & !GIVEN) != 0
}

/// Tells whether newspapers write a word, given in normal form, with small letters after a
/// capital ("Reuters") and not in capitals alone ("NATO").
pub(super) fn is_written_small(word: &str) -> bool {
    let usage = usage(word_hash(word.as_bytes()));
    usage != 0 && usage & 8 == 0
}

/// Tells whether the names that a word, given in normal form, is part of are mostly persons',
/// as far as newspapers show; true of words that they do not show.
pub(super) fn is_mostly_person(word: &str) -> bool {
    matches!(usage(word_hash(word.as_bytes())) >> 8, 0..=4)
}

/// Tells whether a word, given in normal form, is a listed body, nothing else that is listed,
/// and always has its capital in newspapers ("Twitter").
pub(super) fn is_only_body(word: &str) -> bool {
    listed_words([word].into_iter()) == BODIES && matches!(usage(word_hash(word.as_bytes())) & 7, 5 | 6)
}

/// Tells whether newspapers show a word, given in normal form, mostly in persons' names.
pub(super) fn is_known_person(word: &str) -> bool {
    matches!(usage(word_hash(word.as_bytes())) >> 8, 1..=4)
}

/// Tells whether newspapers hardly ever write a word with a capital, in whatever letters it stands here.
pub(crate) fn is_common(word: &str) -> bool {
    is_plain_word(&super::form::normalise(word))
}

/// Tells whether newspapers hardly ever write a word, given in normal form, with a capital.
pub(super) fn is_plain_word(word: &str) -> bool {
    matches!(usage(word_hash(word.as_bytes())) & 15, 1 | 2)
}
