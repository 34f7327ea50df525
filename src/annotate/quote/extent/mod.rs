//! How far the words reach that somebody says: exact rules.
//!
//! Attributions come in; the same with their words widened or cut go out: by quotation marks, by the end of a sentence
//! or clause, by its own verb, by who reports next. What is no part of them wherever it stands is taken out in
//! [`left_out`](super::left_out). Which person a name means is not known here.

pub(super) mod aside;
pub(super) mod bounds;
pub(super) mod clause;
pub(super) mod cleft;
pub(super) mod contrast;
pub(super) mod edge;
pub(super) mod fragments;
pub(super) mod fronted;
pub(super) mod main_verb;
pub(super) mod meanwhile;
pub(super) mod relative_aside;
