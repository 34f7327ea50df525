//! "And in another:¶“We will wait.”", "Minutes later:¶“Enough.”": a line without a verb that leads from one post to the
//! next. Both are by who wrote the first.

use crate::annotate::QuoteKind;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::grammar::verbs::is_predicate;
use crate::annotate::quote::link::draft::{Draft, kind};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Longest such line, in tokens.
const LINE: usize = 7;
/// What such a line says, and all that may stand beside it.
const MORE: &WordSet = &WordSet::of(&["again", "another", "later", "next", "then"]);
const BESIDE: &WordSet = &WordSet::of(&[
    "a", "an", "and", "day", "days", "few", "hour", "hours", "in", "message", "minute", "minutes", "post", "read",
    "still", "the", "this", "tweet", "yet",
]);

/// Adds a quotation that fills a paragraph behind such a line to the one before the line; returns whether it did.
pub(crate) fn join(scene: &Scene<'_>, paragraph: usize, run: Run, before: Option<&mut Draft>) -> bool {
    let Some(line) = paragraph.checked_sub(1).map(|p| scene.text.paragraph_tokens(p)) else { return false };
    let is_just_before = |draft: &&mut Draft| {
        let last = draft.pieces().last().map_or(0, |piece| scene.paragraph_of(piece.start as usize));
        last + 2 == paragraph && kind(scene, draft.pieces()) != QuoteKind::Indirect
    };
    let Some(before) = before.filter(is_just_before).filter(|_| leads(scene, line)) else { return false };
    before.attribution.contents.push(run);
    true
}

/// Tells whether a paragraph is such a line.
fn leads(scene: &Scene<'_>, line: Run) -> bool {
    let Some(colon) = line.range().next_back().filter(|&i| scene.word(i) == ":") else { return false };
    let words = || (line.start as usize..colon).filter(|&i| scene.is_wordlike(i));
    let is_part = |i: usize| {
        scene.is_word(i, MORE) || scene.is_word(i, BESIDE) || !is_predicate(scene, i) && !scene.forms[i].is_capital
    };
    line.range().len() <= LINE && words().any(|i| scene.is_word(i, MORE)) && words().all(is_part)
}
