//! Text → names of persons, organisations and places, grouped by entity.
//!
//! A linear-chain tagger of our own finds the names ([`tag`]); what it finds is tidied
//! (titles and possessives outside, "Jr." inside) and grouped: mentions of one entity get
//! one cluster and one name, its fullest form. Nothing is looked up outside the article
//! but the shipped lists. Never fails, linear time; nicknames, pronouns and descriptions
//! ("the senator") are left to the quote annotator. See `docs/entities.md`.

mod bodies;
mod cluster;
mod common_given;
mod evidence;
mod feature;
mod form;
mod given;
mod honours;
mod kinds;
mod label;
mod layout;
mod lists;
mod missed;
mod namesakes;
mod numbered;
mod occupations;
mod of_place;
mod openers;
mod pairs;
mod particled;
mod people;
mod persons;
mod posted;
mod ranks;
mod reach;
mod recase;
mod shorts;
mod streets;
mod table;
mod tag;
mod tidy;
mod titled;
mod trades;
#[cfg(any(test, feature = "train"))]
pub mod train;

use super::{EntityMention, Text};
pub(crate) use bodies::{is_company_form, is_form};
pub(crate) use form::calm;
pub(crate) use lists::{is_common, is_surname};
pub(crate) use persons::{PersonName, is_also_given, is_particle, is_suffix, is_title, same_given};
pub(crate) use posted::is_post;
pub(crate) use reach::{is_company, is_firm_word};
pub(crate) use titled::is_before as is_before_name;

/// How much of what the tagger finds is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mending {
    /// What was mended when the taggers of quotes learnt, which see names: so that they stay as they are.
    #[cfg(any(test, feature = "train"))]
    AsLearnt,
    All,
}

/// Finds the named entities of a text.
pub fn annotate(text: &Text<'_>) -> Vec<EntityMention> {
    with_capitals(text, |text| cluster::assemble(text, tag::names(text), Mending::All))
}

/// Finds the named entities of an article from which quotes are learnt.
#[cfg(any(test, feature = "train"))]
pub(crate) fn annotate_as_learnt(text: &Text<'_>) -> Vec<EntityMention> {
    with_capitals(text, |text| cluster::assemble(text, tag::names(text), Mending::AsLearnt))
}

/// Reads a text with the capitals that its lines in small letters lack; spans stay the same.
fn with_capitals(text: &Text<'_>, read: impl FnOnce(&Text<'_>) -> Vec<EntityMention>) -> Vec<EntityMention> {
    match recase::restore(text) {
        Some(source) => read(&text.in_letters(&source)),
        None => read(text),
    }
}
