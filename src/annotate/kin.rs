//! Words that say whose relative somebody is.

/// Who somebody is to somebody else, in small letters.
pub(crate) const KIN: &[&str] = &[
    "aunt",
    "brother",
    "brother-in-law",
    "child",
    "cousin",
    "dad",
    "daughter",
    "daughter-in-law",
    "ex-husband",
    "ex-wife",
    "father",
    "father-in-law",
    "fiance",
    "fiancee",
    "fiancé",
    "fiancée",
    "granddaughter",
    "grandfather",
    "grandmother",
    "grandson",
    "husband",
    "mom",
    "mother",
    "mother-in-law",
    "mum",
    "namesake",
    "nephew",
    "niece",
    "parent",
    "sibling",
    "sister",
    "sister-in-law",
    "son",
    "son-in-law",
    "spouse",
    "stepdaughter",
    "stepfather",
    "stepmother",
    "stepson",
    "twin",
    "uncle",
    "widow",
    "widower",
    "wife",
];

/// Tells whether a word, in small letters, says whose relative somebody is ("daughter").
pub(crate) fn is_kin(word: &str) -> bool {
    KIN.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relatives_are_listed() {
        assert!(KIN.is_sorted());
        assert!(is_kin("daughter") && is_kin("ex-wife") && !is_kin("senator"));
    }
}
