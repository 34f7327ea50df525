//! All rules in their order, and what crosses paragraphs.
//!
//! The candidates of all paragraphs come in; drafts of quotes go out, in text order ([`paragraphs`]). [`linked`] and
//! [`passed_over`] call the rules of a paragraph one after another; quotations that nothing introduces and marks left
//! open are settled here. Whose they are is not.

mod how_put;
mod left_open;
mod linked;
mod lone;
mod open;
pub(super) mod paragraphs;
mod passed_over;
mod unled;
