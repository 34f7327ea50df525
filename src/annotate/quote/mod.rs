//! Text → quotes with their cues and speakers.

mod cells;
mod first;
mod forms;
mod marks;
mod second;
mod tagger;
#[cfg(feature = "train")]
pub mod train;

use super::{EntityMention, Options, Quote, Text};

/// Finds the quotes of a text and who said them.
pub fn annotate(_text: &Text<'_>, _entities: &[EntityMention], _options: &Options) -> Vec<Quote> {
    Vec::new()
}
