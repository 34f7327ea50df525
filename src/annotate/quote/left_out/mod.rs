//! What is no part of the words that somebody says: exact rules.
//!
//! Attributions come in, shorter ones go out: without whom somebody told, when, where, how and on what occasion, what
//! something is about, titles of works, datelines and bullets, and what is done and not said. Where the words end when
//! more follows is told by [`extent`](super::extent). Which person a name means is not known here.

pub(super) mod acts;
pub(super) mod adjunct;
mod asked;
pub(super) mod between_commas;
pub(super) mod dateline;
pub(super) mod epithet;
pub(super) mod heard;
pub(super) mod item;
pub(super) mod manner;
pub(super) mod named_works;
pub(super) mod nouns;
pub(super) mod object;
pub(super) mod occasion;
pub(super) mod told;
pub(super) mod trailing;
pub(super) mod works;
