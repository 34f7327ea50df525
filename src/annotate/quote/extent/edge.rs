//! Where a piece of a quote begins and ends as it is shown: marks that belong to the sentence around are none of it.

use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::text::Run;

/// Leaves out the marks around a piece: quotation marks that pair with nothing inside, and
/// commas or colons that belong to the sentence around.
pub(crate) fn trim(scene: &Scene<'_>, piece: Run) -> Option<Run> {
    let (mut start, mut end) = (piece.start as usize, piece.end as usize);
    let place = |i: usize| scene.marks.places.get(i).copied().unwrap_or_default();
    let is_edge = |i: usize| scene.is_word(i, &[",", ":", ";", "-", "--", "—", "–", "(", ")"]);
    loop {
        let region = (start < end).then(|| scene.marks.region_of(start)).flatten();
        let whole = region.is_some_and(|r| r.end as usize >= end);
        match () {
            _ if start >= end => return None,
            _ if place(start) == Place::Opening && whole => start += 1,
            _ if scene.marks.is_left_open(start) => start += 1,
            _ if place(start) == Place::Closing || is_edge(start) && place(start) == Place::Outside => start += 1,
            _ => break,
        }
    }
    while start < end {
        let last = end - 1;
        let paired = scene.marks.region_of(last).is_some_and(|r| r.start as usize >= start);
        match place(last) {
            Place::Closing if !paired => end -= 1,
            Place::Opening => end -= 1,
            Place::Outside if scene.word(last) == ")" && opens_inside(scene, run_of(start, last)) => break,
            Place::Outside if is_edge(last) => end -= 1,
            Place::Outside if scene.word(last) == "." && !scene.marks.is_behind_open(last) => end -= 1,
            _ => break,
        }
    }
    (start < end).then(|| run_of(start, end))
}

/// Tells whether a bracket opens in a run and is not closed in it.
fn opens_inside(scene: &Scene<'_>, run: Run) -> bool {
    run.range().rev().map(|i| scene.word(i)).find(|word| matches!(*word, "(" | ")")) == Some("(")
}
