//! Phrases and clauses that open a sentence before who speaks, and are no words of hers: "When told of the offer, Roe
//! said, “We will see.”", "Giving evidence, Roe said the pier was shut".
//!
//! The taggers take them for the first piece of what is said.

use crate::annotate::quote::grammar::quotations::{closes, is_unquoted};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::verbs::{is_predicate, is_verb};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Words that open a clause, or a phrase in which a verb may stand.
const CLAUSES: &WordSet = &WordSet::of(&[
    "after",
    "although",
    "as",
    "asked",
    "because",
    "before",
    "despite",
    "given",
    "once",
    "pressed",
    "questioned",
    "quizzed",
    "since",
    "though",
    "told",
    "when",
    "whenever",
    "while",
]);
/// Words that open a phrase of where, when, of what or to whom.
const PREPOSITIONS: &WordSet =
    &WordSet::of(&["about", "at", "during", "for", "in", "like", "of", "on", "to", "unlike", "with"]);
/// Words that do so alone.
const ADVERBS: &WordSet = &WordSet::of(&["afterward", "afterwards", "finally", "instead", "later"]);
/// Words that may stand before those: "Even after".
const BEFORE: &WordSet = &WordSet::of(&["even", "just", "only", "shortly", "soon"]);
/// Most tokens of such a phrase.
const REACH: usize = 60;
/// Most tokens of who is told.
const ADDRESSEE: usize = 8;
/// Tokens behind a reporting word among which a comma tells that words go on from those before it: "In winter, Roe said
/// with a smile, the pier is shut".
const PARTED: usize = 4;

/// Leaves them out.
pub(crate) fn leave_out(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[cue.start as usize] as usize) else { return };
    let first = opening(scene, sentence);
    let last = (source.start as usize).saturating_sub(1);
    // "Mr." may be no part of the source.
    let comma = (last.saturating_sub(2)..=last).rev().find(|&i| !scene.is_title(i));
    let Some(comma) = comma.filter(|&i| scene.word(i) == "," && i > first && i - first <= REACH) else { return };
    let is_front = |p: &Run| p.start >= sentence.start && p.end <= source.start;
    let front = run_of(first, comma);
    if source.end > cue.start || !attribution.contents.iter().any(is_front) || !is_unquoted(scene, front) {
        return;
    }
    let Some(&behind) = attribution.contents.iter().find(|p| p.start >= cue.end) else { return };
    let tells = is_quotation(scene, cue, behind) || is_clause(scene, cue, behind);
    if tells && opens(scene, front) {
        attribution.contents.retain(|p| !is_front(p));
    }
}

/// Tells whether a phrase or clause begins so that no subject and verb of what is said may stand in it.
fn opens(scene: &Scene<'_>, front: Run) -> bool {
    let start = front.start as usize;
    let first = start + usize::from(scene.is_word(start, BEFORE));
    let word = scene.word(first);
    let is_participle = |ending: &str| word.len() > ending.len() + 2 && word.ends_with(ending);
    let is_plain = || (first + 1..front.end as usize).all(|i| !is_predicate(scene, i));
    if first + 1 >= front.end as usize {
        return scene.is_word(first, ADVERBS);
    }
    scene.is_word(first, CLAUSES)
        || is_participle("ing") && !scene.kinds[first].speaks()
        || is_participle("ed") && !scene.kinds[first].speaks()
        || scene.is_word(first, PREPOSITIONS) && is_plain() && !scene.is_word(first + 1, &["course"])
}

/// Tells whether a quotation of whole sentences stands behind a reporting word, who is told between them at most.
fn is_quotation(scene: &Scene<'_>, cue: Run, behind: Run) -> bool {
    let (start, mark) = (cue.end as usize, behind.start as usize);
    let region = scene.marks.region_of(mark).filter(|region| region.start == behind.start);
    let is_plain = mark - start <= ADDRESSEE && (start..mark).all(|i| !is_verb(scene, i));
    let is_capital = scene.forms.get(mark + 1).is_some_and(|form| form.is_capital);
    region.is_some_and(|region| closes(scene, region)) && is_plain && is_capital
}

/// Tells whether words stand behind a reporting word that no comma parts from it: "Roe said [it was late]".
fn is_clause(scene: &Scene<'_>, cue: Run, behind: Run) -> bool {
    let (start, end) = (cue.end as usize, behind.start as usize);
    let is_plain = end - start <= ADDRESSEE && (start..end + PARTED).all(|i| scene.word(i) != ",");
    is_plain && behind.range().any(|i| is_verb(scene, i))
}
