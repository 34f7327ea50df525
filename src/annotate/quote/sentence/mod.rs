//! Sentences that tell at their beginning, at their end or between two commas who says all of them.
//!
//! A paragraph with its attributions comes in; whole sentences go out as the words of who is told to say them, also
//! where the taggers saw only what somebody else says there. No other paragraph is looked at, and which person a name
//! means is not known here.

pub(super) mod according;
pub(super) mod closing;
pub(super) mod courts;
pub(super) mod halves;
pub(super) mod in_view;
pub(super) mod inserted;
pub(super) mod inverted;
pub(super) mod medial;
pub(super) mod outer;
pub(super) mod parenthesis;
pub(super) mod per;
mod records;
mod sources;
pub(super) mod stated;
pub(super) mod teller;
pub(super) mod words_of;
