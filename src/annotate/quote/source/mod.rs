//! The words that name who speaks: how far they reach, which names stand in them, and which of these cannot speak.
//!
//! Attributions and sources come in; sources that are no more than the subject ([`reach`]) and the names inside one,
//! with what each is there ([`inside`]), go out. Which of several names it is, and whom words without a name mean, is
//! asked in [`speaker`](super::speaker).

mod agents;
mod apposed;
pub(super) mod based;
mod behind;
pub(super) mod inside;
mod listed;
pub(super) mod modifiers;
pub(super) mod named;
pub(super) mod names;
mod of_group;
mod of_one;
pub(super) mod reach;
mod relative_clause;
mod run_together;
mod subject;
mod swallowed;
mod turned;
pub(super) mod who;
mod whom;
