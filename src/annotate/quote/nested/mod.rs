//! Quotations inside quotations, and what somebody tells that another said.
//!
//! Attributions and answers come in; the outer words go out whole, and the inner ones as a quote of their own
//! ([`in_marks`]). The annotated articles mark the outer one alone, so no tagger helps here.

pub(super) mod in_marks;
mod inner;
pub(super) mod phoned;
pub(super) mod quoted;
pub(super) mod recalled;
pub(super) mod relayed;
pub(super) mod secondhand;
