//! "A statement carried by the Vale News Agency", "an order read on Radio Vale": who passes a writing on is not who
//! made it.

use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::source::inside::MEDIA;
use crate::annotate::quote::words::writings;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// What agencies, papers and stations do with what others say.
const CARRIED: &WordSet =
    &WordSet::of(&["aired", "broadcast", "carried", "distributed", "monitored", "relayed", "reported"]);
/// What those do who make it, too.
const PUBLISHED: &WordSet = &WordSet::of(&["issued", "posted", "published", "released"]);
/// What is done with it towards them.
const SENT: &WordSet = &WordSet::of(&["e-mailed", "emailed", "faxed", "sent", "texted"]);
/// Writings that are passed on, beside letters, statements and messages.
const WRITINGS: &WordSet =
    &WordSet::of(&["bulletin", "comments", "communiques", "decree", "edict", "order", "proclamation", "remarks"]);
/// Families of documents that are passed on: letters, memos, statements, messages.
const FAMILIES: std::ops::RangeInclusive<usize> = 4..=7;
/// Most tokens from the participle to a noun for who passes on, and of a source that is looked at.
const REACH: usize = 7;
const SOURCE: usize = 30;

/// A source without who passed on what it names.
pub(super) fn without(scene: &Scene<'_>, source: Run) -> Run {
    let start = source.start as usize;
    let link = source.range().take(SOURCE).skip(1).find(|&i| is_passed_on(scene, i, source.end as usize));
    link.map_or(source, |participle| {
        let comma = usize::from(scene.word(participle - 1) == ",");
        run_of(start, (participle - comma).max(start + 1))
    })
}

/// Tells whether a participle behind a writing tells who passed it on, in words that end before a token.
pub(super) fn is_passed_on(scene: &Scene<'_>, participle: usize, end: usize) -> bool {
    let is_led = |links: &[&str]| scene.is_word(participle + 1, links);
    let is_medium = || (participle + 2..end.min(participle + REACH)).any(|i| scene.is_word(i, MEDIA));
    // "Sent to the board by Roe".
    let is_signed = || (participle + 2..end).take(SOURCE).any(|i| scene.is_word(i, &["by", "from"]));
    let passes = scene.is_word(participle, CARRIED) && is_led(&["by", "in", "on", "over"])
        || scene.is_word(participle, PUBLISHED) && is_led(&["by", "in", "through"]) && is_medium()
        || scene.is_word(participle, SENT) && is_led(&["to"]) && !is_signed();
    passes && is_writing(scene, participle)
}

/// Tells whether a writing ends before a token, or before a comma there.
fn is_writing(scene: &Scene<'_>, token: usize) -> bool {
    let Some(last) = token.checked_sub(1) else { return false };
    let Some(noun) = last.checked_sub(usize::from(scene.word(last) == ",")) else { return false };
    let family = writings::family_of(&scene.word(noun).to_lowercase());
    scene.is_word(noun, WRITINGS) || family.is_some_and(|family| FAMILIES.contains(&family))
}
