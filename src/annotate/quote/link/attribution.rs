//! A cue, the words that it introduces and those for who says them, as the rankers and the rules hand them on.

use rustc_hash::FxHashSet;

use crate::annotate::text::Run;

/// A cue with what it introduces.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attribution {
    pub cue: Option<Run>,
    /// Pieces of the content, in text order.
    pub contents: Vec<Run>,
    pub source: Option<Run>,
    /// Probabilities that the content is one, that the cue is one, and of both links.
    pub content_probability: f32,
    pub cue_probability: f32,
    pub content_link: f32,
    pub source_link: f32,
    /// Tells whether a name and a colon, that somebody was asked, or words like "in the words of" alone say who speaks,
    /// which nothing else reports.
    pub is_headed: bool,
}

impl Attribution {
    /// An attribution that a rule makes, with probabilities that nothing is dropped for.
    pub fn by_rule(cue: Run, source: Run, content: Run) -> Self {
        Attribution {
            cue: Some(cue),
            contents: vec![content],
            source: Some(source),
            content_probability: 0.8,
            cue_probability: 0.9,
            content_link: 0.9,
            source_link: 0.9,
            is_headed: false,
        }
    }

    /// An attribution that a rule makes which is hardly ever wrong.
    pub fn surely(cue: Run, source: Run, content: Run) -> Self {
        const SURE: f32 = 0.95;
        Attribution {
            content_probability: SURE,
            cue_probability: SURE,
            content_link: SURE,
            source_link: SURE,
            ..Attribution::by_rule(cue, source, content)
        }
    }

    /// An attribution that a rule makes of a name, a colon and what it heads.
    pub fn headed(colon: Run, source: Run, content: Run) -> Self {
        Attribution { is_headed: true, ..Attribution::by_rule(colon, source, content) }
    }

    /// The tokens of its cue.
    pub fn cue_tokens(&self) -> std::ops::Range<u32> {
        self.cue.map_or(0..0, |cue| cue.start..cue.end)
    }
}

/// Returns those attributions whose cue is no part of the cue of one that is known.
pub(crate) fn unknown(attributions: impl Iterator<Item = Attribution>, known: &[Attribution]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = attributions.collect();
    if !found.is_empty() {
        let taken: FxHashSet<u32> = known.iter().flat_map(Attribution::cue_tokens).collect();
        found.retain(|a| !a.cue_tokens().any(|i| taken.contains(&i)));
    }
    found
}
