//! The persons and bodies of an article: their names, and what it calls them.
//!
//! Mentions of entities come in; persons with the fullest name that the article gives ([`roster`]), where each is
//! named, her titles, origin and kin ([`titles`]), and the bodies with their short names ([`bodies`]) go out. Whom a
//! pronoun or a description means, and who speaks, is not decided here.

pub(super) mod addressed;
pub(super) mod bearer;
mod birth_names;
pub(super) mod bodies;
mod bylines;
pub(super) mod candidate;
pub(super) mod demonyms;
mod headline_names;
pub(super) mod home;
mod honorifics;
mod inferred;
mod late;
pub(super) mod letters;
mod mention;
mod mononyms;
mod nickname;
mod office_before;
pub(super) mod offices;
mod person;
mod relatives;
pub(super) mod roster;
pub(super) mod self_named;
mod spelling;
pub(super) mod states;
mod surnames;
pub(super) mod titles;
mod votes;
pub(super) mod written_large;
