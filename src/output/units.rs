//! What is counted beside passages: articles, stories, copies.

use crate::family::Family;
use crate::search::Results;

/// Returns how many articles or stories there are, and the noun for so many, where one passage of each is shown.
pub(crate) fn units(results: &Results) -> Option<(u64, &'static str)> {
    let noun = |n, one, many| (n, if n == 1 { one } else { many });
    let articles = results.articles.map(|n| noun(n, "article", "articles"));
    articles.or_else(|| results.stories.map(|n| noun(n, "story", "stories")))
}

/// Returns how many other articles are in a family.
pub(crate) fn others(family: &Family) -> usize {
    (family.size as usize).saturating_sub(1)
}

/// Says that so many other articles carry the same copy.
pub(crate) fn copies(n: usize) -> String {
    format!("{n} more {} the same copy", if n == 1 { "article has" } else { "articles have" })
}
