//! A person of an article: name, how much of her there is, and what speaks for "he" and for "she".
//!
//! What speaks for a gender are titles, callings, the pronouns that follow the name, and a listed first name.

use crate::annotate::entity;
use crate::annotate::quote::grammar::gender::Gender;
use crate::annotate::word_set::WordSet;

/// How many pronouns a listed first name outweighs.
const LISTED: i64 = 5;

/// A person, as far as the article goes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Person {
    pub name: String,
    pub first: String,
    pub suffix: String,
    /// Evidence for "he" and for "she".
    pub he: u32,
    pub she: u32,
    pub n_mentions: u32,
    /// What the first name alone suggests: 0 nothing, 1 he, 2 she.
    pub listed: u8,
    /// Whether she is named only as who wrote the article: see [`bylines`](super::bylines).
    pub is_author: bool,
    /// Where she is named or described first, as a number of a naming.
    pub first_naming: Option<usize>,
}

impl Person {
    /// Returns the last word of the name before "Jr." and the like.
    pub fn surname(&self) -> &str {
        let mut words = self.name.rsplit(' ').filter(|w| !entity::is_suffix(w));
        words.next().unwrap_or(&self.name)
    }

    /// Returns what speaks for a gender, and against it.
    pub fn evidence(&self, gender: Gender) -> (u32, u32) {
        match gender {
            Gender::He => (self.he, self.she),
            Gender::She => (self.she, self.he),
        }
    }

    /// Whether the list of first names agrees with a gender (1), does not (2) or lacks the name (0).
    pub fn listing(&self, gender: Gender) -> u64 {
        match self.listed {
            0 => 0,
            listed if listed == gender.listed() => 1,
            _ => 2,
        }
    }

    /// Returns how much more speaks for a gender than against it, counted in pronouns.
    pub fn lean(&self, gender: Gender) -> i64 {
        let (with, against) = self.evidence(gender);
        let listed = match self.listing(gender) {
            0 => 0,
            1 => LISTED,
            _ => -LISTED,
        };
        i64::from(with) - i64::from(against) + listed
    }

    /// Tells whether a title, a calling or three pronouns speak against a gender, and nothing for it.
    pub fn is_not(&self, gender: Gender) -> bool {
        let (with, against) = self.evidence(gender);
        with == 0 && against >= 3
    }

    /// Tells whether as much speaks for a gender as against it.
    pub fn may_be(&self, gender: Gender) -> bool {
        self.lean(gender) >= 0
    }
}

/// Returns a surname without its Arabic article, if it has one: "assad" of "al-assad".
pub(super) fn without_article(surname: &str) -> Option<&str> {
    const ARTICLES: &WordSet = &WordSet::of(&["al-", "el-", "ul-", "ad-", "an-", "ar-", "as-", "ash-"]);
    ARTICLES.iter().find_map(|article| surname.strip_prefix(article))
}
