//! The quotations that a run of words holds or stands in.

use super::scene::{Scene, overlap};
use crate::annotate::text::Run;

/// The quotations that lie in a piece.
pub(crate) fn regions(scene: &Scene<'_>, piece: Run) -> Vec<Run> {
    let all = &scene.marks.regions;
    let first = all.partition_point(|r| r.start < piece.start);
    all[first..].iter().copied().take_while(|r| r.end <= piece.end).collect()
}

/// Tells whether a sentence ends where a quotation does, marks of another inside it left out.
pub(crate) fn closes(scene: &Scene<'_>, region: Run) -> bool {
    region.range().rev().take(3).any(|i| scene.is_word(i, &[".", "?", "!", "…", "..."]))
}

/// Tells whether no word of a run stands in quotation marks.
pub(crate) fn is_unquoted(scene: &Scene<'_>, piece: Run) -> bool {
    let first = scene.marks.regions.partition_point(|r| r.end <= piece.start);
    scene.marks.regions.get(first).is_none_or(|r| overlap(*r, piece) == 0)
}
