//! Sums of groups of features, kept by what the group depends on.
//!
//! Most features of a token depend on a few small numbers that recur from token to token.
//! Their weights are added up once and kept in a table of fixed size, in which a newer entry
//! takes the place of an older one. Sums are whole numbers, so that what is kept and what is
//! added up anew never differ: the table changes the time, not the answer.

/// A table from the keys of groups to their sums.
#[derive(Debug, Clone)]
pub struct Kept<S> {
    places: Vec<(u64, S)>,
    shift: u32,
}

impl<S: Copy + Default> Kept<S> {
    /// Returns an empty table of two to the power of `bits` places.
    pub fn new(bits: u32) -> Self {
        let bits = bits.clamp(1, 24);
        Kept { places: vec![(0, S::default()); 1 << bits], shift: 64 - bits }
    }

    /// Returns the sums kept under a key; keys are well mixed hashes, 0 stands for nothing.
    #[inline]
    pub fn get(&self, key: u64) -> Option<&S> {
        let place = &self.places[(key >> self.shift) as usize];
        (place.0 == key && key != 0).then_some(&place.1)
    }

    /// Keeps the sums of a group.
    pub fn put(&mut self, key: u64, sums: S) {
        self.places[(key >> self.shift) as usize] = (key, sums);
    }
}
