//! A quote whose speaker is not settled, and what made it.

use super::attribution::Attribution;
use crate::annotate::QuoteKind;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::text::Run;

/// What made a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Origin {
    /// The rankers.
    #[default]
    Ranked,
    /// A cue and a colon in the paragraph before.
    Colon,
    /// A quotation without a cue after another.
    Uncued,
    /// A quotation of whole sentences that nothing introduces.
    Lone,
    /// A paragraph that opens with a name and a colon.
    Transcript,
    /// A quotation signed with a dash and a name.
    Signed,
    /// A name and a colon that nothing reports, a colon and a name, or what somebody answers who was asked.
    Headed,
    /// A quotation inside another one.
    Nested,
    /// Words set off without marks behind a colon.
    Block,
}

/// A quote whose speaker is not settled.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub attribution: Attribution,
    pub paragraph: usize,
    pub origin: Origin,
    /// Who speaks, where the layout of the whole article tells it.
    pub person: Option<usize>,
}

impl Draft {
    /// Words in marks that a name signs.
    pub fn signed(paragraph: usize, words: Run, name: Run) -> Self {
        let attribution = Attribution {
            contents: vec![words],
            source: Some(name),
            content_probability: 0.9,
            source_link: 0.9,
            ..Attribution::default()
        };
        Draft { attribution, paragraph, origin: Origin::Signed, person: None }
    }

    pub fn pieces(&self) -> &[Run] {
        &self.attribution.contents
    }

    /// Direct, indirect or mixed: by the marks, except that a transcript and what is set off need none.
    pub fn kind(&self, scene: &Scene<'_>) -> QuoteKind {
        let is_direct = matches!(self.origin, Origin::Transcript | Origin::Block);
        if is_direct { QuoteKind::Direct } else { kind(scene, self.pieces()) }
    }
}

/// Tells how much of the words stands inside quotation marks.
///
/// Doubled apostrophes show how far words reach, but do not make them a direct quote: the
/// annotated articles do not count them, and archives put them around all sorts of things.
pub(crate) fn kind(scene: &Scene<'_>, pieces: &[Run]) -> QuoteKind {
    let words = || pieces.iter().flat_map(|p| p.range()).filter(|&i| scene.is_wordlike(i));
    let is_inside = |i: usize| {
        if scene.marks.places[i] == Place::Outside {
            return scene.marks.is_behind_open(i);
        }
        scene.marks.region_of(i).is_some_and(|r| scene.word(r.start as usize) != "''")
    };
    let n = words().count();
    match words().filter(|&i| is_inside(i)).count() {
        0 => QuoteKind::Indirect,
        inside if inside * 10 >= n * 9 => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}
