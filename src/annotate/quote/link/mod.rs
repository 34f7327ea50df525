//! Which words, cue and source belong together: the rankers that join them.
//!
//! The tags of a paragraph come in ([`candidates`]); attributions go out ([`choose`]). These ([`attribution`]) and
//! drafts of quotes ([`draft`]) are what the rules hand on to each other. No exact rule is called here.

pub(super) mod attribution;
pub(super) mod candidates;
pub(super) mod choose;
pub(super) mod draft;
pub(super) mod pair;
