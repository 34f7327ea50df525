//! Text → quotes with their cues and speakers.

use super::{EntityMention, Options, Quote, Text};

/// Finds the quotes of a text and who said them.
pub fn annotate(_text: &Text<'_>, _entities: &[EntityMention], _options: &Options) -> Vec<Quote> {
    Vec::new()
}
