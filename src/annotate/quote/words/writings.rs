//! Nouns of documents ("poll", "memo"); those of a family may stand for one another.

/// Nouns of documents; those of a family may stand for one another.
const FAMILIES: [&[&str]; 15] = [
    &["poll", "survey"],
    &["report", "study", "analysis", "audit", "review", "assessment", "inquiry", "paper"],
    &["ad", "advert", "advertisement", "commercial", "spot"],
    &["mailer", "flier", "flyer", "leaflet", "brochure", "pamphlet"],
    &["letter"],
    &["memo", "memorandum"],
    &["statement", "release", "communique", "communiqué", "declaration", "announcement"],
    &["email", "e-mail", "message", "note"],
    &["editorial", "essay", "op-ed"],
    &["affidavit", "brief", "complaint", "lawsuit", "petition", "suit"],
    &["opinion", "ruling"],
    &["post", "tweet"],
    &["manifesto"],
    &["filing", "submission", "prospectus"],
    &["notice", "advisory", "bulletin", "circular", "newsletter"],
];

pub(crate) const POLLS: usize = 0;

pub(crate) const REPORTS: usize = 1;

pub(crate) const ADS: usize = 2;

pub(crate) const MAILERS: usize = 3;

pub(crate) const EDITORIALS: usize = 8;

pub(crate) const POSTS: usize = 11;

/// Returns the family of a word in lower case.
pub(crate) fn family_of(word: &str) -> Option<usize> {
    FAMILIES.iter().position(|family| family.contains(&word))
}
