//! Whether two names can be one speaker's, as the evaluation sees it.

use crate::annotate::quote::words::name::name_words;

/// First name, last name and suffix, in lower case; first and suffix may be empty.
fn parts(name: &str) -> (String, String, String) {
    let mut words: Vec<String> = name_words(&name.to_lowercase().replace('’', "'"))
        .iter()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_string())
        .filter(|w| !w.is_empty())
        .collect();
    let is_suffix = |w: &String| matches!(w.as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
    let suffix = if words.len() > 1 && words.last().is_some_and(is_suffix) { words.pop() } else { None };
    let last = words.pop().unwrap_or_default();
    (words.first().cloned().unwrap_or_default(), last, suffix.unwrap_or_default())
}

/// Tells whether two names are compatible: last names equal, first names equal or missing
/// or one the other's initial, suffixes not in conflict.
pub(super) fn are_compatible(one: &str, other: &str) -> bool {
    let ((f1, l1, s1), (f2, l2, s2)) = (parts(one), parts(other));
    if l1.is_empty() || l2.is_empty() {
        return false;
    }
    if f1.is_empty() || f2.is_empty() {
        let (a, b) = (f1.is_empty(), f2.is_empty());
        return l1 == l2 || (a && !b && l1 == f2) || (b && !a && l2 == f1);
    }
    let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    l1 == l2 && s1 == s2 && (f1 == f2 || initial(&f1, &f2) || initial(&f2, &f1))
}
