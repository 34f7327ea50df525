//! Quotations whose second mark is missing or stands in the next paragraph: “We have learned.¶It was
//! an emotional day.”
//!
//! The taggers see no quotation there. Where one of their contents begins with the mark left open,
//! the words go on to the paragraph's end, and into the next where a mark closes that opens nothing.

use crate::annotate::quote::grammar::scene::{Scene, overlap};
use crate::annotate::quote::link::draft::Draft;
use crate::annotate::quote::marks::pairs::Open;
use crate::annotate::text::Run;

/// Tokens between the words behind the mark and what is known to be quoted.
const NEAR: u32 = 3;

/// Lets the words behind marks left open go on to where their quotation ends; `drafts` come in the
/// order of their first words.
pub(super) fn go_on(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let start = |d: &Draft| d.pieces().first().map_or(0, |p| p.start);
    let mut is_dropped = vec![false; drafts.len()];
    for &open in &scene.marks.open {
        let Open { words, next } = open;
        let paragraph = scene.text.paragraph_tokens(scene.paragraph_of(words.start as usize));
        let end = next.map_or(words.end, |next| next.end);
        let first = drafts.partition_point(|d| start(d) < paragraph.start);
        let n_here = drafts[first..].iter().take_while(|d| start(d) < end).count();
        let here = first..first + n_here;
        let begins = |p: &Run| (words.start - 1..words.start + NEAR).contains(&p.start) && p.end > words.start;
        let Some(at) = here.clone().find(|&n| drafts[n].pieces().iter().any(begins)) else { continue };
        // The reporting clause stands behind the mark: nobody can tell where the words end.
        let attribution = &drafts[at].attribution;
        if attribution.cue.into_iter().chain(attribution.source).any(|run| overlap(run, words) > 0) {
            continue;
        }
        let others = || here.clone().filter(|&n| n != at && overlaps(&drafts[n], open));
        // Somebody else's words behind the mark: it was no quotation of all that follows.
        let is_somebody = |source: Run| !scene.is_word(source.start as usize, &["nobody", "none"]);
        if others().any(|n| drafts[n].attribution.source.is_some_and(is_somebody)) {
            continue;
        }
        others().for_each(|n| is_dropped[n] = true);
        let pieces = &mut drafts[at].attribution.contents;
        pieces.retain(|p| p.end <= words.start || begins(p));
        if let Some(last) = pieces.last_mut() {
            *last = Run { start: last.start.max(words.start), end: words.end };
        }
        pieces.extend(next);
    }
    let mut dropped = is_dropped.into_iter();
    drafts.retain(|_| !dropped.next().unwrap_or_default());
}

fn overlaps(draft: &Draft, open: Open) -> bool {
    let is_in = |p: &Run| overlap(*p, open.words) > 0 || open.next.is_some_and(|next| overlap(*p, next) > 0);
    draft.pieces().iter().any(is_in)
}
