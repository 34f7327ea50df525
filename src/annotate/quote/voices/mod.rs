//! Whose words they are: who speaks and who does not, and several in one sentence.
//!
//! Attributions come in; they go out with another source, parted in two, or with one added: whom a passive is about,
//! who is asked, answers, is heard, called or corrected. How far the words reach, and those that name her, is told
//! elsewhere ([`extent`](super::extent), [`source`](super::source)). Which person a name means is not known here.

pub(super) mod answers;
pub(super) mod called;
pub(super) mod coordinated;
pub(super) mod correction;
pub(super) mod full_stop;
pub(super) mod hearsay;
mod heckled;
pub(super) mod others_words;
pub(super) mod overheard;
pub(super) mod passive;
pub(super) mod replies;
pub(super) mod retort;
pub(super) mod said_of;
pub(super) mod split_told;
pub(super) mod when_said;
pub(super) mod withheld;
