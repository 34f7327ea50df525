//! What a score can be at most, so that passages which cannot reach the page are passed over.
//!
//! The idea is MaxScore's (Turtle & Flood 1995): a word adds at most what endless occurrences
//! would. As an article's own score is added to each of its passages, the bound is that of the
//! words which the article has at all.

use tantivy::Score;

use super::RankParams;
use super::scorer::{Pair, Word};

/// Words told apart; of more the rest count as present.
const TOLD_APART: usize = 8;

/// Bounds of the scores of one query in one segment.
pub(super) struct Bounds {
    /// What articles add at most by what their passages say.
    pub articles: Score,
    /// What headlines add at most.
    pub headlines: Score,
    /// What words side by side add at most.
    pub pairs: Score,
    /// The most by the words that an article has: bit *n* is word *n*.
    by_words: Vec<Score>,
}

impl Bounds {
    /// Returns the bounds; words in `always` may score where no passage matches by them.
    pub(super) fn new(words: &[Word], pairs: &[Pair], params: &RankParams, always: impl Fn(usize) -> bool) -> Self {
        let own = |word: &Word| word.weight * params.passage * (1.0 + params.lead) * word.body_score.most();
        let article = |word: &Word| word.weight * params.article * word.article_score.most();
        let headline = |word: &Word| word.weight * params.headline * word.headline_score.most();
        let pair = |pair: &Pair| params.pair * params.passage * pair.score.most();
        let by_words = (0_usize..1 << words.len().min(TOLD_APART)).map(|mask| {
            let has = |n: usize| n >= TOLD_APART || always(n) || mask >> n & 1 == 1;
            let words = words
                .iter()
                .enumerate()
                .map(|(n, word)| headline(word) + if has(n) { own(word) + article(word) } else { 0.0 });
            words.sum::<Score>() + pairs.iter().filter(|p| has(p.first) && has(p.second)).map(pair).sum::<Score>()
        });
        Bounds {
            by_words: by_words.collect(),
            articles: words.iter().map(article).sum(),
            headlines: words.iter().map(headline).sum(),
            pairs: pairs.iter().map(pair).sum(),
        }
    }

    /// Tells whether a passage of an article may reach `floor` that has the words for which
    /// `has` is true.
    pub(super) fn article_may_reach(&self, has: impl Fn(usize) -> bool, floor: Score) -> bool {
        let n = self.by_words.len().trailing_zeros() as usize;
        let mask = (0..n).filter(|&n| has(n)).fold(0, |mask, n| mask | 1 << n);
        self.by_words.get(mask).is_none_or(|&most| may_reach(most, floor))
    }
}

/// Tells whether a score that is `most` at most may reach `floor`; sums in another order may
/// differ in the last places.
pub(super) fn may_reach(most: Score, floor: Score) -> bool {
    most * 1.001 >= floor
}
