//! The figures that ranking goes by.

/// Weights of the score of a passage; every figure of the ranking stands here.
///
/// `k1` and `b` were the best plain setting for news paragraphs, and the article's own score
/// the strongest evidence beside the passage's, on topics that took no part in choosing.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct RankParams {
    /// How fast more occurrences of a word stop counting.
    pub k1: f32,
    /// How much long passages are held back, 0 to 1.
    pub b: f32,
    /// Share of the whole article's score that is added to each of its passages.
    pub article: f32,
    /// Share of the headline's score.
    pub headline: f32,
    /// Added, as a share of the passage's own score, to the first two passages.
    pub lead: f32,
}

impl Default for RankParams {
    fn default() -> Self {
        RankParams { k1: 0.9, b: 0.4, article: 0.4, headline: 0.2, lead: 0.05 }
    }
}

/// What BM25 needs to know of the whole index.
///
/// Lengths are those that the index keeps (exact to 40 words, then in steps), of living
/// entries alone, so that they do not depend on segments or on what was deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Statistics {
    /// Number of articles.
    pub articles: u64,
    /// Number of passages.
    pub passages: u64,
    /// Words in all passages.
    pub body_words: u64,
    /// Bytes in the texts of all articles.
    pub article_bytes: u64,
    /// Words in all headlines.
    pub headline_words: u64,
}
