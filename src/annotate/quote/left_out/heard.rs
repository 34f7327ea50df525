//! "He said he had “only had two”, the court heard", "Roe told guards he “felt nothing,” police said": a clause behind
//! words in marks that tells where they, or all of the sentence, were told.
//!
//! [`closing`](crate::annotate::quote::sentence::closing) knows such sentences without marks.

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::{is_unquoted, regions};
use crate::annotate::quote::grammar::scene::{Scene, n_words, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::subjects::may_end_who;
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::word_set::WordSet;

/// Bodies and sittings that hear what is said.
pub(crate) const COURTS: &WordSet = &WordSet::of(&[
    "court",
    "hearing",
    "inquest",
    "inquiry",
    "jurors",
    "jury",
    "magistrates",
    "panel",
    "sheriff",
    "trial",
    "tribunal",
]);
/// Most tokens of such a clause, and of a subject with its verb and whom it tells.
const CLAUSE: usize = 8;
const OPENING: usize = 12;
/// Tokens from the end of a sentence to the mark or comma before such a clause.
const SHORTEST: usize = 3;

/// Ends what is said before a clause that tells what court heard it.
pub(crate) fn without_court(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(piece) = attribution.contents.last_mut() else { return };
    let Some(last) = (piece.end as usize).checked_sub(1) else { return };
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[last] as usize) else { return };
    let end = sentence.end as usize - usize::from(scene.is_word(sentence.end as usize - 1, &["."]));
    if let Some(start) = court_clause(scene, sentence.start as usize, end)
        && start > piece.start as usize + 1
        && piece.end as usize > start
    {
        piece.end = start as u32 - u32::from(scene.word(start - 1) == ",");
    }
}

/// Where a clause like ", the court has heard" begins that ends before a token.
pub(super) fn court_clause(scene: &Scene<'_>, first: usize, end: usize) -> Option<usize> {
    let heard = end.checked_sub(1).filter(|&i| i > first + SHORTEST)?;
    let is_heard = scene.is_word(heard, &["heard"]);
    let is_told = scene.is_word(heard, &["told"]) && scene.is_word(heard - 1, &["is", "was", "were"]);
    if !is_heard && !is_told {
        return None;
    }
    let noun = heard - 1 - usize::from(scene.is_word(heard - 1, &["had", "has", "have", "is", "was", "were"]));
    let is_court = scene.is_word(noun, COURTS);
    let starts = |i: &usize| scene.word(i - 1) == "," || scene.marks.region_of(i - 1).is_some();
    let start = (first.max(noun.saturating_sub(CLAUSE)).max(1)..=noun).rev().find(starts)?;
    let is_plain = (start..noun).all(|i| scene.is_wordlike(i) && !is_verb(scene, i));
    (is_court && is_plain && scene.marks.region_of(start).is_none()).then_some(start)
}

/// Widens words with marks that a clause behind them tells of to all of their sentence, where they begin behind another
/// verb and its subject: "[Roe told guards] he “felt nothing,” police said". Returns what that subject says.
pub(crate) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) -> Option<Attribution> {
    let (cue, source) = (attribution.cue?, attribution.source?);
    // "He" tells what he said himself.
    let is_himself = scene.is_word(source.start as usize, &["he", "i", "she", "they"]);
    if is_himself || scene.is_word(cue.start as usize, &["according"]) {
        return None;
    }
    let [piece] = &mut attribution.contents[..] else { return None };
    let clause = cue.start.min(source.start);
    let is_behind = clause == piece.end || clause == piece.end + 1 && scene.word(piece.end as usize) == ",";
    let sentence = *scene.text.sentences.get(scene.sentences[piece.start as usize] as usize)?;
    let behind = cue.end.max(source.end);
    let is_last = behind + 1 >= sentence.end && behind <= sentence.end;
    let start = opening(scene, sentence);
    let front = run_of(start, piece.start.max(start as u32) as usize);
    let fits = is_behind && is_last && !is_unquoted(scene, *piece) && (2..=OPENING).contains(&front.range().len());
    if !fits || !is_unquoted(scene, front) {
        return None;
    }
    let verb = front.range().skip(1).find(|&i| is_verb(scene, i) && reports(scene, i))?;
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !is_verb(scene, i);
    let is_plain = front.range().all(|i| i == verb || is_part(i));
    // "Roe said it was late but added, “No,” Roe said".
    let is_led = regions(scene, *piece).first().is_some_and(|r| r.start > 0 && scene.word(r.start as usize - 1) == ",");
    if is_led || !is_plain || !may_end_who(scene, verb - 1) || n_words(scene, *piece) < 2 {
        return None;
    }
    let told = Attribution::by_rule(run_of(verb, verb + 1), run_of(start, verb), *piece);
    piece.start = start as u32;
    Some(told)
}
