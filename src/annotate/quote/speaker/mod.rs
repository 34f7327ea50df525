//! The words that name who speaks → the speaker's name, and how sure it is.
//!
//! A source comes in ([`resolve`]); a name goes out, or none. Each sort of words has a ranker in a folder of its own,
//! whose `look` lists what it sees, with its exact rules beside it: pronouns ([`antecedent`]), descriptions, bodies
//! ([`mod@reference`]), makers of documents, surnames of several ([`namesake`]), and no words at all ([`turn`]). The
//! words said stay as they are.

pub(super) mod antecedent;
mod beside;
mod carried;
pub(super) mod description;
pub(super) mod document;
mod findings;
mod interviews;
pub(super) mod maker;
mod nameless;
pub(super) mod namesake;
pub(super) mod nominal;
pub(super) mod reference;
pub(super) mod resolve;
pub(super) mod turn;
