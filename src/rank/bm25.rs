//! BM25 with parameters of our own; tantivy's are fixed.

use tantivy::fieldnorm::FieldNormReader;

/// Scores one group of forms in one field.
#[derive(Debug, Clone)]
pub(crate) struct Bm25 {
    weight: f32,
    k1: f32,
    b: f32,
    /// k1 × (1 − b + b × length ÷ average) for each length the index can express.
    norms: Box<[f32; 256]>,
}

impl Bm25 {
    /// Returns the scorer of a group that `containing` of `all` texts contain, where the
    /// texts have `words` words together.
    pub(crate) fn new(k1: f32, b: f32, containing: u64, all: u64, words: u64) -> Self {
        let average = (words as f32 / all.max(1) as f32).max(1.0);
        let weight = idf(containing, all) * (k1 + 1.0);
        let mut norms = Box::new([0.0; 256]);
        for (id, norm) in (0..=u8::MAX).zip(norms.iter_mut()) {
            *norm = length_norm(k1, b, FieldNormReader::id_to_fieldnorm(id) as f32, average);
        }
        Bm25 { weight, k1, b, norms }
    }

    /// Scores `count` occurrences in a text whose length has this id.
    #[inline]
    pub(crate) fn score(&self, length_id: u8, count: f32) -> f32 {
        self.weight * count / (count + self.norms[length_id as usize])
    }

    /// Scores `count` occurrences in a text of this length, whose like are `average` long.
    #[inline]
    pub(crate) fn score_length(&self, length: f32, average: f32, count: f32) -> f32 {
        self.weight * count / (count + length_norm(self.k1, self.b, length, average))
    }

    /// Returns what no number of occurrences exceeds.
    pub(crate) fn most(&self) -> f32 {
        self.weight
    }
}

fn length_norm(k1: f32, b: f32, length: f32, average: f32) -> f32 {
    k1 * (1.0 - b + b * length / average)
}

/// Inverse document frequency, never negative.
fn idf(containing: u64, all: u64) -> f32 {
    let containing = containing.min(all) as f32;
    ((all as f32 - containing + 0.5) / (containing + 0.5)).ln_1p()
}
