//! How sure a quote and its speaker are, and whether it is reported as said.
//!
//! A draft with its speaker comes in; the probability that both are right ([`model`]) and the stance of its cue go out.
//! What is shown is for the one who asks to decide.

mod evidence;
pub(super) mod model;
pub(super) mod stance;
