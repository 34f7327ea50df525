//! The figures that ranking goes by.

use crate::index::Summary;
use crate::terms;

/// Why a weight cannot be set.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ParamError {
    /// No weight has this name.
    #[error("ranking has no weight `{name}`")]
    Unknown {
        /// As given.
        name: String,
        /// The weight that it resembles.
        nearest: Option<&'static str>,
    },
    /// A figure outside its range.
    #[error("`{name}` is {value}, which is not from {least} to {most}")]
    Range {
        /// Of the weight.
        name: &'static str,
        /// As given.
        value: f32,
        /// The least that it may be.
        least: f32,
        /// The most that it may be.
        most: f32,
    },
}

macro_rules! params {
    ($($(#[$about:meta])* $name:ident: $default:literal, $least:literal..=$most:literal;)+) => {
        /// Weights of the score of a passage; every figure of the ranking stands here.
        ///
        /// `docs/ranking.md` says what each adds and how it was chosen.
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[non_exhaustive]
        pub struct RankParams {
            $($(#[$about])* pub $name: f32,)+
        }

        impl Default for RankParams {
            fn default() -> Self {
                RankParams { $($name: $default,)+ }
            }
        }

        impl RankParams {
            /// Names of all weights.
            pub const NAMES: &[&'static str] = &[$(stringify!($name)),+];

            /// Sets a weight by its name.
            ///
            /// # Errors
            ///
            /// [`ParamError`] where there is no such weight, or where it cannot be so much.
            pub fn set(&mut self, name: &str, value: f32) -> Result<(), ParamError> {
                match name {
                    $(stringify!($name) if ($least..=$most).contains(&value) => self.$name = value,
                    stringify!($name) => {
                        let (name, least, most) = (stringify!($name), $least, $most);
                        return Err(ParamError::Range { name, value, least, most });
                    })+
                    _ => {
                        let nearest = terms::nearest(name, Self::NAMES.iter().copied());
                        return Err(ParamError::Unknown { name: name.to_owned(), nearest });
                    }
                }
                Ok(())
            }

            /// Lists the weights with their names.
            pub fn list(&self) -> Vec<(&'static str, f32)> {
                vec![$((stringify!($name), self.$name)),+]
            }
        }
    };
}

params! {
    /// How fast more occurrences of a word in a passage stop counting.
    k1: 0.9, 0.0..=10.0;
    /// How much long passages are held back.
    b: 0.4, 0.0..=1.0;
    /// Share of the passage's own score.
    passage: 1.0, 0.0..=10.0;
    /// Share of the whole article's score that is added to each of its passages.
    article: 0.4, 0.0..=10.0;
    /// How fast more occurrences in an article stop counting.
    article_k1: 1.2, 0.0..=10.0;
    /// How much long articles are held back.
    article_b: 0.75, 0.0..=1.0;
    /// Share of the headline's score.
    headline: 0.2, 0.0..=10.0;
    /// Added, as a share of the passage's own score, to the first two passages.
    lead: 0.05, 0.0..=10.0;
    /// Share of the score of two words typed side by side that stand side by side.
    pair: 0.3, 0.0..=10.0;
    /// What a synonym counts, where the word typed counts 1.
    synonym: 0.3, 0.0..=1.0;
    /// What a related word counts; with expansion alone.
    related: 0.2, 0.0..=1.0;
    /// Best passages that expansion takes words from.
    feedback_passages: 20.0, 1.0..=200.0;
    /// Words that it takes.
    feedback_words: 30.0, 0.0..=200.0;
    /// Share of the score that they have together.
    feedback: 0.15, 0.0..=1.0;
}

/// Share of the best passage's own score in the search for whole articles.
const PASSAGE_OF_ARTICLE: f32 = 0.1;

impl RankParams {
    /// Returns the weights for whole articles: the article's own score, with what its best
    /// passage adds.
    pub fn for_articles(self) -> RankParams {
        RankParams { passage: self.passage * PASSAGE_OF_ARTICLE, article: 1.0, ..self }
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

impl Statistics {
    /// Returns those of an index with these totals.
    pub(super) fn of(summary: &Summary) -> Self {
        let Summary { articles, passages, body_words, article_bytes, headline_words, .. } = *summary;
        Statistics { articles, passages, body_words, article_bytes, headline_words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_set_by_name() {
        let mut params = RankParams::default();
        assert_eq!(params.set("article", 0.5), Ok(()));
        assert_eq!(params.article, 0.5);
        let typo = params.set("artcle", 0.5);
        assert!(matches!(typo, Err(ParamError::Unknown { nearest: Some("article"), .. })), "{typo:?}");
        assert_eq!(params.set("b", 2.0).map_err(|e| e.to_string()), Err("`b` is 2, which is not from 0 to 1".into()));
        assert_eq!(params.list().len(), RankParams::NAMES.len());
    }
}
