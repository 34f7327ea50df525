//! Who speaks where the layout alone tells it.
//!
//! Paragraphs come in; drafts and attributions go out for transcripts, interviews, signed and listed statements, posts,
//! cards, letters, headlines and names before a colon. Whom a pronoun means is not known here.

pub(super) mod another;
pub(super) mod block;
pub(super) mod card;
pub(super) mod colon;
mod headed;
pub(super) mod headline;
mod heads;
mod initials;
mod interview;
pub(super) mod label;
pub(super) mod next_post;
pub(super) mod posts;
mod stage;
mod statements;
pub(super) mod transcript;
