//! Text → names of persons, organisations and places, grouped by entity.
//!
//! A linear-chain tagger of our own finds the names ([`tag`]); what it finds is tidied
//! (titles and possessives outside, "Jr." inside) and grouped: mentions of one entity get
//! one cluster and one name, its fullest form. Nothing is looked up outside the article
//! but the shipped lists. Never fails, linear time; nicknames, pronouns and descriptions
//! ("the senator") are left to the quote annotator. See `docs/entities.md`.

mod evidence;
mod feature;
mod form;
mod label;
mod layout;
mod lists;
mod table;
mod tag;
#[cfg(feature = "train")]
pub mod train;

use super::{EntityMention, Text};
use tag::Tagged;

/// Finds the named entities of a text.
pub fn annotate(text: &Text<'_>) -> Vec<EntityMention> {
    assemble(text, tag::names(text))
}

/// Makes mentions of tagged names.
fn assemble(text: &Text<'_>, tagged: Vec<Tagged>) -> Vec<EntityMention> {
    let mention = |(n, name): (usize, &Tagged)| {
        let span = text.span_of(name.tokens)?;
        let name = EntityMention { span, kind: name.kind, name: span.of(text.source).to_owned(), cluster: n as u32 };
        Some(name)
    };
    tagged.iter().enumerate().filter_map(mention).collect()
}
