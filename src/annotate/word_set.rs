//! Lists of words, and what most words differ in: so that most are told apart without being read.

use std::ops::Deref;

/// The length of a word in bytes, at most 255, its first and last byte in lower case, and a hash of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    length: u8,
    first: u8,
    last: u8,
    hash: u8,
}

impl Look {
    pub const fn of(word: &str) -> Self {
        let length = if word.len() < 255 { word.len() as u8 } else { 255 };
        let (first, last) = match word.as_bytes() {
            [only] => (only.to_ascii_lowercase(), only.to_ascii_lowercase()),
            [first, .., last] => (first.to_ascii_lowercase(), last.to_ascii_lowercase()),
            [] => (0, 0),
        };
        let hash = first.wrapping_mul(7) ^ last.wrapping_mul(89) ^ length.wrapping_mul(37);
        Look { length, first, last, hash }
    }

    /// Tells whether a word of a list looks so.
    #[inline]
    pub fn fits(self, word: &str) -> bool {
        let bytes = word.as_bytes();
        bytes.len() == usize::from(self.length)
            && bytes.first() == Some(&self.first)
            && bytes.last() == Some(&self.last)
    }
}

/// Words that a rule looks for.
pub(crate) trait WordList {
    /// Returns whether a word that looks so may be in the list; says no only where it is not.
    fn may_hold(&self, look: Look) -> bool;

    fn words(&self) -> &[&str];
}

impl WordList for [&str] {
    fn may_hold(&self, _: Look) -> bool {
        true
    }

    fn words(&self) -> &[&str] {
        self
    }
}

impl<W: WordList + ?Sized> WordList for &W {
    fn may_hold(&self, look: Look) -> bool {
        (**self).may_hold(look)
    }

    fn words(&self) -> &[&str] {
        (**self).words()
    }
}

impl<const N: usize> WordList for [&str; N] {
    #[inline]
    fn may_hold(&self, look: Look) -> bool {
        self.iter().any(|w| look.fits(w))
    }

    fn words(&self) -> &[&str] {
        self
    }
}

/// A list with a name, which knows what its words look like.
#[derive(Debug)]
pub(crate) struct WordSet {
    words: &'static [&'static str],
    looks: [u64; 4],
}

impl WordSet {
    /// Makes a list when the program is built.
    pub const fn of(words: &'static [&'static str]) -> Self {
        let mut looks = [0; 4];
        let mut n = 0;
        while n < words.len() {
            let hash = Look::of(words[n]).hash;
            looks[hash as usize >> 6] |= 1 << (hash & 63);
            n += 1;
        }
        WordSet { words, looks }
    }

    /// Tells whether a word, in these very letters, is in the list.
    pub fn holds(&self, word: &str) -> bool {
        self.may_hold(Look::of(word)) && self.words.contains(&word)
    }
}

impl WordList for WordSet {
    fn may_hold(&self, look: Look) -> bool {
        self.looks[usize::from(look.hash >> 6)] >> (look.hash & 63) & 1 == 1
    }

    fn words(&self) -> &[&str] {
        self.words
    }
}

impl Deref for WordSet {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_may_hold_its_words_and_few_others() {
        const LIST: &WordSet = &WordSet::of(&["added", "said", "—", "thereupon"]);
        for word in ["added", "Said", "—", "THEREUPON", "shed"] {
            assert!(LIST.may_hold(Look::of(word)), "{word}");
        }
        for word in ["", "a", "adding", "so", "therefore!"] {
            assert!(!LIST.may_hold(Look::of(word)), "{word}");
        }
        assert!(LIST.contains(&"said") && Look::of("SAID").fits("said") && !Look::of("said").fits("sat"));
    }
}
