//! A name inside the words that name who speaks.

use crate::annotate::text::Run;

/// A name inside a source.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub tokens: Run,
    /// 1 person, 2 organisation, 3 place, 4 capitals that no tagger knew, 5 a campaign or the like.
    pub kind: u64,
    pub name: String,
    pub person: Option<usize>,
    pub n_mentions: u64,
}

/// A place, as [`Candidate`] counts.
pub(crate) const PLACE: u64 = 3;
