//! A bit for each entry of a run or of a segment.

use std::ops::Range;

/// Bits by place, from 0.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    /// Returns `n` bits, none of them set.
    pub(crate) fn new(n: usize) -> Self {
        Bits(vec![0; n.div_ceil(64)])
    }

    /// Makes it `n` bits, none of them set.
    pub(crate) fn reset(&mut self, n: usize) {
        self.0.clear();
        self.0.resize(n.div_ceil(64), 0);
    }

    /// Sets a bit; one outside is left alone.
    #[inline]
    pub(crate) fn set(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    /// Tells whether a bit is set.
    pub(crate) fn has(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// Keeps the bits that others have too.
    pub(crate) fn and(&mut self, others: &Bits) {
        self.0.iter_mut().zip(&others.0).for_each(|(word, other)| *word &= other);
    }

    /// Adds the bits of others.
    pub(crate) fn or(&mut self, others: &Bits) {
        self.0.iter_mut().zip(&others.0).for_each(|(word, other)| *word |= other);
    }

    /// Returns the first bit from `from` on that is set.
    pub(crate) fn next(&self, from: usize) -> Option<usize> {
        let mut rest = self.0.get(from / 64)? >> (from % 64) << (from % 64);
        for n in from / 64.. {
            if rest != 0 {
                return Some(n * 64 + rest.trailing_zeros() as usize);
            }
            rest = *self.0.get(n + 1)?;
        }
        None
    }

    /// Tells whether any of these bits is set.
    pub(crate) fn any(&self, places: Range<usize>) -> bool {
        masks(places).any(|(n, mask)| self.0.get(n).is_some_and(|word| word & mask != 0))
    }

    /// Returns how many bits are set before each 64th.
    pub(crate) fn ranks(&self) -> Vec<u32> {
        let counted = self.0.iter().scan(0, |before, word| {
            let here = *before;
            *before += word.count_ones();
            Some(here)
        });
        counted.collect()
    }

    /// Returns how many bits are set from the last 64th up to and with this one.
    pub(crate) fn count_to(&self, at: usize) -> u32 {
        self.0.get(at / 64).map_or(0, |word| (word << (63 - at % 64)).count_ones())
    }

    /// Clears these bits and returns how many of them were set.
    pub(crate) fn clear(&mut self, places: Range<usize>) -> u32 {
        let mut cleared = 0;
        for (n, mask) in masks(places) {
            if let Some(word) = self.0.get_mut(n) {
                cleared += (*word & mask).count_ones();
                *word &= !mask;
            }
        }
        cleared
    }
}

/// Returns the words that hold these places, each with a mask of them.
fn masks(places: Range<usize>) -> impl Iterator<Item = (usize, u64)> {
    let Range { start, end } = places;
    (start / 64..end.div_ceil(64)).map(move |n| {
        let from = u64::MAX << start.saturating_sub(n * 64);
        let to = u64::MAX >> (64 - (end - n * 64).min(64));
        (n, from & to)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_found_counted_and_cleared() {
        let mut bits = Bits::new(200);
        for at in [0, 63, 64, 130, 199, 4000] {
            bits.set(at);
        }
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = bits.next(from) {
            found.push(at);
            from = at + 1;
        }
        assert_eq!(found, [0, 63, 64, 130, 199]);
        assert!(bits.any(63..64) && bits.any(60..70) && !bits.any(65..130) && !bits.any(64..64) && bits.any(131..200));
        assert_eq!(
            (bits.ranks(), bits.count_to(64), bits.count_to(63), bits.count_to(199)),
            (vec![0, 2, 3, 4], 1, 2, 1)
        );
        assert_eq!((bits.clear(1..131), bits.next(1)), (3, Some(199)));
        assert!(bits.has(0) && !bits.has(130) && !bits.has(9000));
    }

    #[test]
    fn sets_are_joined_and_cut() {
        let (mut left, mut right) = (Bits::new(70), Bits::new(70));
        left.set(3);
        left.set(69);
        right.set(69);
        right.set(5);
        let mut both = left.clone();
        both.and(&right);
        left.or(&right);
        assert_eq!((both.next(0), left.clear(0..70)), (Some(69), 3));
        left.reset(10);
        assert!(!left.any(0..70));
    }
}
