//! Syntax tree → plan: the same question in terms of one index's words.
//!
//! Words are widened to the forms that the index holds (its [`Lexicon`]); fields become
//! [`Scope`]s; a `said:` beside a `speaker:` becomes one condition on one quote. The plan
//! knows nothing of tantivy: retrieval compiles it, highlighting runs it over a text.

mod alternatives;
mod build;
mod compounds;
mod list;
#[cfg(test)]
mod tests;
mod words;

use std::sync::Arc;

use super::Synonyms;
use super::ast::{Clock, WordKind};
use super::spots::{Inner, Spot};
use crate::when::Period;
pub(crate) use build::plan;

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    Body,
    Said,
    Headline,
    Speaker,
    Person,
    Org,
    Place,
    Source,
    Byline,
    Section,
    Url,
}

impl Scope {
    /// Tells whether a passage holds several units of it: quotes, names.
    pub(crate) fn is_slotted(self) -> bool {
        matches!(self, Scope::Said | Scope::Speaker | Scope::Person | Scope::Org | Scope::Place)
    }

    /// Tells whether it is said once for the whole article.
    pub(crate) fn is_of_article(self) -> bool {
        matches!(self, Scope::Headline | Scope::Source | Scope::Byline | Scope::Section | Scope::Url)
    }

    /// Tells whether it is running text, whose words are stemmed and ranked.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Scope::Body | Scope::Said | Scope::Headline)
    }
}

/// The forms of one word that the index holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// The word as typed.
    pub typed: String,
    /// Where it is looked for.
    pub scope: Scope,
    /// Its forms, sorted.
    pub forms: Arc<[String]>,
}

/// What an index knows of words.
pub(crate) trait Lexicon {
    /// What can go wrong when it is read.
    type Error;

    /// Returns the forms that stand for a folded word, or for a pattern with wildcards.
    fn widen(&self, piece: &str, kind: WordKind, scope: Scope) -> Result<Forms, Self::Error>;

    /// Returns the forms that stand for a name as it is listed, and for no longer one.
    fn listed(&self, name: &str, scope: Scope) -> Result<Vec<String>, Self::Error>;

    /// Returns the forms of a name that means one of several people of that name, and the
    /// names of the others; `None` where words decide.
    fn one_of_several(&self, _name: &str, _scope: Scope) -> Option<(Vec<String>, Vec<String>)> {
        None
    }
}

/// What is asked for a speaker that cannot be told.
pub(crate) const UNKNOWN_SPEAKER: &str = "unknown";

/// The form that stands for such a speaker; no word is spelled so.
pub(crate) const UNKNOWN: &str = "?";

/// The forms of a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Forms {
    /// The forms.
    pub forms: Vec<String>,
    /// How many more there are, left out because they are the rarest of too many.
    pub left_out: usize,
}

/// What a query asks of a passage.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Plan {
    /// Words in one unit of these scopes (all slotted alike, all of the article or none).
    Unit { scope: Scope, inner: Inner },
    /// All of these; every passage, where there are none.
    And(Vec<Plan>),
    /// Any of these; no passage, where there are none.
    Or(Vec<Plan>),
    /// Not this.
    Not(Box<Plan>),
    /// Published, or speaking of days, in a period.
    Days(Clock, Period),
    /// In the first paragraphs, and this.
    Lead(Box<Plan>),
}

/// A plan with the words that it speaks of.
#[derive(Debug, Clone)]
pub(crate) struct Planned {
    /// What is asked.
    pub plan: Plan,
    /// Its words.
    pub leaves: Arc<[Leaf]>,
    /// The words that score, in the order typed.
    pub scored: Vec<Scored>,
    /// Those of them, by number, that were typed side by side.
    pub pairs: Vec<(usize, usize)>,
    /// Whether the plan is no more than scored words, all or any of them, and a filter.
    pub plain: Option<PlainWords>,
    /// Whether asking for any of the words would ask for less.
    pub can_relax: bool,
    /// What the reader should know.
    pub notices: Vec<String>,
}

/// A word that scores.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scored {
    /// The word.
    pub leaf: usize,
    /// Places that say the same; a passage matches by them too.
    pub same: Vec<Spot>,
    /// Places of related words, which only score.
    pub related: Vec<Spot>,
}

/// The tables by which words are widened.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Thesaurus<'a> {
    /// Words that say the same.
    pub same: Option<&'a Synonyms>,
    /// Words that come up where others do.
    pub related: Option<&'a Synonyms>,
}

/// A plan that ranking can run by itself: all scored words, or any, and a filter.
#[derive(Debug, Clone)]
pub(crate) struct PlainWords {
    /// Whether any of the words is enough.
    pub any: bool,
    /// What else is asked.
    pub filter: Option<Plan>,
}
