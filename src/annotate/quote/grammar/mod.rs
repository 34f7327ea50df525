//! A tagged text as all that follows sees it ([`scene`]), and what a grammar tells of its words.
//!
//! Tokens with their tags come in; verbs, subjects, noun phrases, capitalised runs, the beginnings of sentences and
//! what stands in quotation marks go out, as answers to questions about a token or a run. No rule about quotes stands
//! here, and nothing is changed.

pub(super) mod capitals;
pub(super) mod finite;
pub(super) mod gender;
pub(super) mod nouns;
pub(super) mod phrases;
pub(super) mod quotations;
pub(super) mod scene;
pub(super) mod sentences;
pub(super) mod subjects;
pub(super) mod verbs;
