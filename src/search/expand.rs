//! The best passages → words that come up in them, to rank by (RM3).
//!
//! A first search finds passages; the words that they share are added to the query with a
//! small weight. They rank what matches and match nothing themselves, so that totals stay
//! what the query asks for.

use rustc_hash::FxHashMap;

use crate::index::{Index, IndexError};
use crate::rank::RankParams;
use crate::rank::collect::Ranked;
use crate::terms::{self, stem};

/// Words that stand in any text.
const COMMON: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before", "being",
    "but", "by", "can", "could", "did", "do", "does", "down", "for", "from", "had", "has", "have", "he", "her", "here",
    "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "may", "me", "might", "more", "most",
    "mr", "mrs", "ms", "must", "my", "new", "no", "not", "of", "on", "one", "or", "other", "our", "out", "over",
    "said", "say", "says", "shall", "she", "should", "so", "some", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "to", "told", "two", "up", "us", "was", "we", "were", "what", "when",
    "where", "which", "who", "whom", "why", "will", "with", "would", "you", "your",
];

/// A word that the best passages share.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shared {
    /// Its most frequent form.
    pub word: String,
    /// Its share of the weight of all of them.
    pub share: f32,
}

/// Returns the words that the passages share, the weightiest first.
pub(super) fn shared(index: &Index, best: &[Ranked], params: &RankParams) -> Result<Vec<Shared>, IndexError> {
    let total: f32 = best.iter().map(|ranked| ranked.score).sum();
    let mut weights: FxHashMap<String, (f32, FxHashMap<String, u32>)> = FxHashMap::default();
    for ranked in best {
        let (stored, paragraph) = index.article_of(ranked.address)?;
        let words = terms::fold(stored.passage(paragraph));
        let each = ranked.score / total.max(f32::MIN_POSITIVE) / words.len().max(1) as f32;
        for word in words.into_iter().filter(|word| is_telling(word)) {
            let (weight, forms) = weights.entry(stem(&word)).or_default();
            *weight += each;
            *forms.entry(word).or_default() += 1;
        }
    }
    let often = |forms: FxHashMap<String, u32>| forms.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    let mut words: Vec<Shared> =
        weights.into_values().filter_map(|(share, forms)| Some(Shared { word: often(forms)?.0, share })).collect();
    words.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.word.cmp(&b.word)));
    words.truncate(params.feedback_words as usize);
    let total: f32 = words.iter().map(|word| word.share).sum();
    words.iter_mut().for_each(|word| word.share /= total.max(f32::MIN_POSITIVE));
    Ok(words)
}

fn is_telling(word: &str) -> bool {
    word.chars().count() > 2 && word != terms::POSSESSIVE && COMMON.binary_search(&word).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_say_nothing() {
        assert!(COMMON.is_sorted());
        assert!(is_telling("recusal") && !is_telling("the") && !is_telling("'s") && !is_telling("nj"));
    }
}
