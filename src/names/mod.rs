//! Names of single articles → one name for each person, body and place of a corpus.
//!
//! What comes in is a [`survey::Survey`]: which names each article holds, what else it calls
//! them and what it says of their bearers. [`people`], [`bare`], [`bodies`] and [`called`] decide
//! which of them are one, on evidence only and never by surname alone; the user's own list ([`listed`])
//! overrides them. What goes out is a [`table::Table`] that stands beside a generation and is
//! asked when a query is answered. Pure: no files, no clock, no engine; the same articles give
//! the same table, whatever their order. See `docs/entities.md`.

mod bare;
mod bodies;
mod called;
pub(crate) mod described;
mod evidence;
pub(crate) mod known_as;
pub(crate) mod listed;
mod naming;
mod overrides;
mod people;
pub(crate) mod resolve;
mod roles;
pub(crate) mod survey;
pub(crate) mod table;
pub(crate) mod traits;

#[cfg(test)]
mod tests;

pub use listed::{Listed, ListedError};

impl From<crate::annotate::EntityKind> for NameKind {
    fn from(kind: crate::annotate::EntityKind) -> Self {
        use crate::annotate::EntityKind::{Org, Person, Place};
        match kind {
            Person => NameKind::Person,
            Org => NameKind::Org,
            Place => NameKind::Place,
        }
    }
}

/// Which names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NameKind {
    /// Who is quoted.
    Speaker,
    /// Human beings named.
    Person,
    /// Organisations named.
    Org,
    /// Places named.
    Place,
}

impl NameKind {
    /// All kinds.
    pub const ALL: [NameKind; 4] = [NameKind::Speaker, NameKind::Person, NameKind::Org, NameKind::Place];

    /// The letter that marks what is stored of this kind.
    pub(crate) fn letter(self) -> &'static str {
        match self {
            NameKind::Speaker => "s",
            NameKind::Person => "p",
            NameKind::Org => "o",
            NameKind::Place => "l",
        }
    }

    /// Returns the kind that a letter stands for.
    pub(crate) fn of_letter(letter: &str) -> Option<NameKind> {
        NameKind::ALL.into_iter().find(|kind| kind.letter() == letter)
    }

    /// Returns the name that flags, files and JSON use.
    pub fn name(self) -> &'static str {
        match self {
            NameKind::Speaker => "speaker",
            NameKind::Person => "person",
            NameKind::Org => "org",
            NameKind::Place => "place",
        }
    }
}
