//! When two names can be one speaker's.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::words::is_word;

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sen",
    "senator",
    "rep",
    "representative",
    "gov",
    "governor",
    "president",
    "vice",
    "pres",
    "sir",
    "lady",
    "lord",
    "judge",
    "justice",
    "gen",
    "general",
    "col",
    "colonel",
    "lt",
    "maj",
    "capt",
    "sgt",
    "rev",
    "reverend",
    "the",
    "secretary",
    "mayor",
    "congressman",
    "congresswoman",
    "prof",
    "professor",
    "sheriff",
    "ambassador",
    "chairman",
    "chairwoman",
    "pope",
    "attorney",
    "minister",
    "chancellor",
    "king",
    "queen",
    "prince",
    "princess",
];
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// A name taken apart, case and accents folded; `first` and `suffix` may be empty.
#[derive(Debug, PartialEq, Eq)]
struct Parts {
    first: String,
    last: String,
    suffix: String,
}

fn parts(name: &str) -> Parts {
    let folded: String = name
        .to_lowercase()
        .replace('ß', "ss")
        .replace('ς', "σ")
        .nfkd()
        .filter(|&c| canonical_combining_class(c) == 0)
        .collect();
    let folded = without_possessives(&folded).replace('’', "'");
    let mut words: Vec<&str> =
        folded.split(|c: char| !(is_word(c) || c == '\'' || c == '-')).filter(|w| !w.is_empty()).collect();
    while words.len() > 1 && words.first().is_some_and(|w| TITLES.contains(w)) {
        words.remove(0);
    }
    let mut suffix = "";
    while words.len() > 1 && words.last().is_some_and(|w| SUFFIXES.contains(w)) {
        suffix = words.pop().unwrap_or("");
    }
    let first = if words.len() > 1 { words[0] } else { "" };
    Parts {
        first: first.to_string(),
        last: words.last().copied().unwrap_or("").to_string(),
        suffix: suffix.to_string(),
    }
}

/// Drops an apostrophe, with or without an `s`, at the end of a word.
fn without_possessives(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if matches!(c, '\'' | '’') {
            let after_s = after.strip_prefix('s').unwrap_or(after);
            let ends = |tail: &str| tail.is_empty() || tail.starts_with(char::is_whitespace);
            if ends(after_s) || ends(after) {
                rest = if ends(after_s) { after_s } else { after };
                continue;
            }
        }
        out.push(c);
        rest = after;
    }
    out
}

/// Tells whether two names can be the same speaker's.
///
/// Last names must be equal, and first names equal, one an initial of the other, or one
/// absent; a bare first name fits its full name; "Jr." and "Sr." must not conflict.
pub fn are_compatible(one: &str, other: &str) -> bool {
    fit(&parts(one), &parts(other))
}

fn fit(a: &Parts, b: &Parts) -> bool {
    if a.last.is_empty() || b.last.is_empty() {
        return false;
    }
    if a.first.is_empty() || b.first.is_empty() {
        return a.last == b.last
            || (a.first.is_empty() && !b.first.is_empty() && a.last == b.first)
            || (b.first.is_empty() && !a.first.is_empty() && b.last == a.first);
    }
    if a.last != b.last || a.suffix != b.suffix {
        return false;
    }
    let initial = a.first.chars().count().min(b.first.chars().count()) == 1;
    a.first == b.first || (initial && a.first.chars().next() == b.first.chars().next())
}

#[cfg(test)]
mod tests {
    use super::are_compatible;

    #[test]
    fn names_as_a_reader_compares_them() {
        for (one, other, want) in [
            ("Ann J. Roe", "Ann Roe", true),
            ("Roe", "Ann Roe", true),
            ("Bea Roe", "Ann Roe", false),
            ("Mr. Roe’s", "ROE", true),
            ("Dan Roe Jr.", "Dan Roe", false),
            ("Ann", "Ann Roe", true),
            ("A. Roe", "Ann Roe", true),
            ("The Vale", "vale", true),
            ("Sen. Al Poe", "Al Poe", true),
            ("", "Al Poe", false),
            ("Jos\u{e9} Lee", "Jose Lee", true),
            ("Poe", "Lee", false),
        ] {
            assert_eq!(are_compatible(one, other), want, "{one} / {other}");
            assert_eq!(are_compatible(other, one), want, "{other} / {one}");
        }
    }
}
