//! Where quotation marks are.
//!
//! Tokens come in; the stretches inside marks go out, single marks and lines that a quotation runs across mended. Who
//! says what stands in them, and what to do where one is left open, is said later.

pub(super) mod across;
pub(super) mod pairs;
pub(super) mod singles;
