//! What else articles call a name → the words that it is found by, too.
//!
//! "EPA" beside "Environmental Protection Agency", "Britain" beside "United Kingdom": what one article
//! calls a body, those find who ask any article for it. An abbreviation is taken from one article, any
//! other name where two have it, for one article may be misread. Titles ("Mr. Lowe") say nothing new.

use std::collections::{BTreeMap, BTreeSet};

use super::NameKind;
use super::survey::{NameId, Sort, Survey};
use crate::annotate::entity;
use crate::terms::fold;

/// Articles that must have a name that is no abbreviation.
const ENOUGH: u32 = 2;

/// Words by kind and key of the name that they find.
pub(crate) type KnownAs = BTreeMap<(NameKind, String), BTreeSet<String>>;

/// Returns the words of other names that articles have for a name.
pub(crate) fn known_as(survey: &Survey) -> KnownAs {
    let mut articles: BTreeMap<(NameId, NameId), u32> = BTreeMap::new();
    for &pair in survey.articles.iter().flat_map(|seen| &seen.calls) {
        *articles.entry(pair).or_default() += 1;
    }
    let mut found = KnownAs::new();
    for ((name, other), n) in articles {
        let (name, other) = (survey.name(name), survey.name(other));
        let Sort::Of(kind) = name.sort else { continue };
        let own: Vec<&str> = name.key.split(' ').collect();
        let spelled = other.spellings.iter().map(|(spelling, _)| spelling.as_str());
        let names = spelled.filter(|spelling| is_abbreviation(spelling) || n >= ENOUGH && is_name(spelling));
        let words = names.flat_map(fold).filter(|word| !own.contains(&word.as_str()));
        let words: BTreeSet<String> = words.collect();
        if !words.is_empty() {
            found.entry((kind, name.key.clone())).or_default().extend(words);
        }
    }
    found
}

/// Tells whether a name is one word of capitals: "EPA", "N.Y.".
fn is_abbreviation(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2 && name.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '&' | '-') || c.is_ascii_digit())
}

/// Tells whether each word of a name is written as one, and none is a title.
fn is_name(name: &str) -> bool {
    let name = name.strip_prefix("the ").unwrap_or(name);
    let is_part = |word: &str| word.starts_with(char::is_uppercase) && !entity::is_title(word);
    !name.is_empty() && name.split(' ').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_titles_and_descriptions() {
        assert!(["EPA", "N.Y.", "E.U.", "AT&T"].into_iter().all(is_abbreviation));
        assert!(!["E", "Epa", "EPA Region", ""].into_iter().any(is_abbreviation));
        assert!(["Britain", "the Fed", "Buck Ramsdell"].into_iter().all(is_name));
        assert!(!["Mr. Lowe", "the agency", "Gov. Roe", ""].into_iter().any(is_name));
    }
}
