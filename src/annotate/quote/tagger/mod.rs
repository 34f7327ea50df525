//! Which words are content, cue or source: the sequence model.
//!
//! Words, kinds and marks come in ([`tokens`]); for each token the probabilities of being part of what is said, of the
//! words that report it or of those that name who speaks go out ([`passes`]). Nothing is joined here, and no name is
//! known.

mod around;
pub(super) mod cells;
pub(super) mod first;
pub(super) mod passes;
pub(super) mod second;
pub(super) mod sink;
mod sums;
pub(super) mod tokens;
