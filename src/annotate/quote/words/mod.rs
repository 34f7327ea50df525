//! What single words are, whatever stands around them.
//!
//! Spelled words come in; stems, the attributes of a form that the taggers look at and its kind go out, as do the parts
//! of a person's name and the families of documents. Where a word stands in its sentence, and what a tagger says of it,
//! is not known here.

pub(super) mod body_nouns;
pub(super) mod forms;
pub(super) mod kinds;
pub(super) mod language;
pub(super) mod name;
pub(super) mod stem;
pub(super) mod writings;
