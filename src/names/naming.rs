//! The forms of a name that an entity goes by → the one that stands for it.

use super::survey::Name;

/// A form with the articles that use it.
#[derive(Debug, Clone)]
pub(super) struct Use<'a> {
    pub name: &'a Name,
    pub articles: usize,
    /// First day of publication; undated ones come last.
    pub first: i64,
    /// Whether it is a full name.
    pub is_full: bool,
}

/// Returns the form that stands for the entity.
///
/// The form that came first stays until another is more than twice as frequent: names do not
/// flip back and forth while a corpus grows.
pub(super) fn best<'a>(uses: &[Use<'a>]) -> Option<&'a Name> {
    let are_full = uses.iter().any(|used| used.is_full);
    let fit = || uses.iter().filter(|used| used.is_full == are_full);
    let first = fit().min_by(|a, b| {
        a.first.cmp(&b.first).then_with(|| b.articles.cmp(&a.articles)).then_with(|| a.name.key.cmp(&b.name.key))
    })?;
    let most = fit().max_by(|a, b| a.articles.cmp(&b.articles).then_with(|| b.name.key.cmp(&a.name.key)))?;
    Some(if most.articles > 2 * first.articles { most.name } else { first.name })
}
