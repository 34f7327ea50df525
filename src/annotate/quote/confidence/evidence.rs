//! What speaks for an attribution: the taggers' and rankers' probabilities in steps, its
//! form, and where its parts stand.

use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::tagger::passes::SOURCE;

/// Evidence as small numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence {
    /// Direct, indirect or mixed, as [`QuoteKind`](crate::annotate::QuoteKind) counts.
    pub kind: u64,
    pub content: u64,
    pub cue: u64,
    pub content_link: u64,
    pub source_link: u64,
    /// The mean of content, cue and their link.
    pub together: u64,
    pub length: u64,
    pub n_pieces: u64,
    /// Person, other entity, pronoun or other; 9 without source.
    pub class: u64,
    pub source_words: u64,
    pub source_sure: u64,
    /// A first piece that is one whole quotation, part of one, or lies outside the marks.
    pub aligned: u64,
    pub cue_stem: u64,
    pub cue_rank: u64,
    /// Where the cue stands to the content, and how far.
    pub order: u64,
    pub gap: u64,
    pub source_gap: u64,
}

impl Evidence {
    /// Gathers what speaks for an attribution of some kind.
    pub fn new(scene: &Scene<'_>, a: &Attribution, kind: u64) -> Self {
        let n_words: usize = a.contents.iter().map(|p| p.range().len()).sum();
        let aligned = a.contents.first().map_or(0, |p| match scene.marks.region_of(p.start as usize) {
            Some(r) if r == *p => 1,
            Some(_) => 2,
            None => 3,
        });
        let (order, gap) = place_of_cue(a);
        let source_gap = match (a.cue, a.source) {
            (Some(c), Some(s)) => u64::from(c.start.max(s.start).saturating_sub(c.end.min(s.end)).min(12)),
            _ => 13,
        };
        Evidence {
            kind,
            content: level(a.content_probability),
            cue: level(a.cue_probability),
            content_link: level(a.content_link),
            source_link: level(a.source_link),
            together: level((a.content_probability * a.cue_probability * a.content_link).powf(1.0 / 3.0)),
            length: [3, 5, 8, 12, 20, 40].iter().filter(|&&s| s < n_words).count() as u64,
            n_pieces: a.contents.len().min(3) as u64,
            class: a.source.map_or(9, |s| scene.source_class(s)),
            source_words: a.source.map_or(0, |s| s.range().len().min(8) as u64),
            source_sure: a.source.map_or(0, |s| level(scene.mean_probability(s, SOURCE))),
            aligned,
            cue_stem: a.cue.map_or(0, |c| scene.forms[c.end as usize - 1].stem),
            cue_rank: a.cue.map_or(9, |c| u64::from(scene.forms[c.end as usize - 1].cue_rank)),
            order,
            gap,
            source_gap,
        }
    }
}

/// A probability in steps, finer towards one.
pub(super) fn level(probability: f32) -> u64 {
    const STEPS: [f32; 9] = [0.2, 0.35, 0.5, 0.65, 0.75, 0.85, 0.92, 0.96, 0.985];
    STEPS.partition_point(|&s| s <= probability) as u64
}

/// Where the cue stands to the content: 0 none, 1 before, 2 after, 3 between its pieces; and
/// how far, in steps.
fn place_of_cue(a: &Attribution) -> (u64, u64) {
    let ends = a.contents.first().zip(a.contents.last());
    let Some((cue, (first, last))) = a.cue.zip(ends) else { return (0, 0) };
    let step = |gap: u32| [1, 2, 3, 5, 8, 14].iter().filter(|&&s| s <= gap).count() as u64;
    match () {
        _ if cue.end <= first.start => (1, step(first.start - cue.end)),
        _ if cue.start >= last.end => (2, step(cue.start - last.end)),
        _ => (3, 0),
    }
}
