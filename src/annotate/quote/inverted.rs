//! "The bridge is closed, say officials": the speaker behind the reporting word.
//!
//! The annotated articles seldom turn the words round like this, so that the rankers may take the
//! clause for who speaks and the speaker for what is said.

use super::closing::{CLAUSES, opening};
use super::extent::is_verb;
use super::link::Attribution;
use super::nested::{reports, subject_at};
use super::scene::{Scene, run_of};
use crate::annotate::text::Run;

/// Most words of a name with its titles, of a description, and fewest of the clause before.
const SPEAKER: usize = 8;
const DESCRIPTION: usize = 3;
const LEAST: usize = 3;
/// Reporting words behind which somebody can only be who speaks, for nobody is their object.
const VERBS: &[&str] = &["adds", "argues", "claims", "explains", "insists", "notes", "reports", "said", "say", "says"];

/// Turns an attribution round whose reporting word stands between a clause that ends in a comma and
/// the words for a speaker.
pub(super) fn turn_round(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source), Some(last)) =
        (attribution.cue, attribution.source, attribution.contents.last().copied())
    else {
        return;
    };
    let comma = (cue.start as usize).saturating_sub(1);
    let is_cue = cue.range().len() == 1 && scene.is_word(cue.start as usize, VERBS) && reports(scene, comma + 1);
    if !is_cue || scene.word(comma) != "," || source.end > cue.start || last.start < cue.end {
        return;
    }
    let Some(speaker) = speaker(scene, cue.end as usize).filter(|speaker| speaker.end <= last.end) else { return };
    let start = scene.text.sentences[scene.sentences[comma] as usize].start as usize;
    // What was taken for who speaks is the whole clause, or its subject where nothing but the speaker is left.
    let is_only = last.start == speaker.start && last.end == speaker.end;
    if source.start as usize > start + 1 || (source.end as usize) + 1 < comma && !is_only {
        return;
    }
    let is_plain = (start..comma).all(|i| scene.marks.region_of(i).is_none());
    if !is_plain || (start..comma).filter(|&i| scene.is_wordlike(i)).count() < LEAST {
        return;
    }
    let behind = run_of(speaker.end as usize + 1, last.end.max(speaker.end + 1) as usize);
    attribution.source = Some(speaker);
    attribution.contents = vec![run_of(start, comma)];
    if behind.range().any(|i| scene.is_wordlike(i)) {
        attribution.contents.push(behind);
    }
}

/// Mends "Ann Roe, head of the board, said [he expects Dell and Cole to go]", where the clause behind the reporting word
/// was taken for who speaks: a pronoun with a verb is no speaker.
pub(super) fn turn_back(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let first = source.start as usize;
    let is_clause = source.start == cue.end
        && scene.is_word(first, &["he", "i", "it", "she", "they", "we"])
        && is_verb(scene, first + 1);
    let Some(sentence) = scene.text.sentences.get(scene.sentences[first] as usize).filter(|_| is_clause) else {
        return;
    };
    let start = opening(scene, *sentence);
    let behind = attribution.contents.iter().map(|piece| piece.end).filter(|&end| end > source.end).max();
    let words = run_of(first, behind.unwrap_or(source.end) as usize);
    let is_named = subject_at(scene, start).is_some_and(|name| name.end <= cue.start);
    if is_named && (start..words.end as usize).all(|i| scene.marks.region_of(i).is_none()) {
        attribution.source = Some(run_of(start, cue.start as usize));
        attribution.contents = vec![words];
    }
}

/// A name or a description that ends where the sentence does or at a comma.
pub(super) fn speaker(scene: &Scene<'_>, start: usize) -> Option<Run> {
    let sentence = *scene.sentences.get(start)?;
    let inside = |i: &usize| scene.sentences.get(*i) == Some(&sentence) && scene.is_wordlike(*i);
    let end = (start..start + SPEAKER).take_while(inside).last()? + 1;
    let ends = scene.sentences.get(end) != Some(&sentence) || scene.is_word(end, &[",", "."]);
    let name = scene.entities_in(run_of(end - 1, end)).last().map(|e| scene.tokens_of(e));
    let is_name = name.is_some_and(|name| {
        let mut before = start..(name.start as usize).max(start);
        let is_title = |i: usize| scene.is_word(i, &["the"]) || scene.is_calling(i);
        // "Said sole sponsor Vale Trust".
        let describes =
            |i: usize| !scene.forms[i].is_capital && !scene.kinds[i].is_finite() && !scene.is_word(i, CLAUSES);
        let is_led = before.clone().all(describes) && before.len() <= DESCRIPTION;
        name.end as usize == end && (before.all(is_title) || is_led)
    });
    let is_many = end == start + 1 && scene.is_word(start, &["all", "both", "many", "most", "others", "some"]);
    let may_speak = scene.kinds[end - 1].speaks() && end - start <= DESCRIPTION || is_many;
    (ends && (is_name || may_speak)).then(|| run_of(start, end))
}
