//! Who is asked or told something and goes on, between two commas: "Roe, asked [whether she would run], said no", "Roe,
//! told [that she had won], wept". The annotated articles leave open who asks; Roe does not.

use crate::annotate::quote::grammar::finite::may_begin;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Participles of somebody who is asked.
const ASKED: &WordSet = &WordSet::of(&["asked", "pressed", "questioned", "quizzed"]);
/// Words that open what somebody is asked, and nouns for it.
const QUESTIONS: &WordSet = &WordSet::of(&[
    "about",
    "for",
    "how",
    "if",
    "on",
    "question",
    "questions",
    "to",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "who",
    "whom",
    "whose",
    "why",
]);
/// Participles of somebody who is told something.
const TOLD: &WordSet =
    &WordSet::of(&["advised", "assured", "informed", "notified", "promised", "reminded", "told", "warned"]);
/// Words that open what she is told; behind others she may be who tells it ("told reporters").
const CLAUSES: &WordSet = &WordSet::of(&[
    "about", "by", "he", "how", "it", "of", "she", "that", "there", "they", "to", "what", "when", "why",
]);
/// Most words between the participle and the question ("asked on Friday by a reporter"), and tokens of both.
const BETWEEN: usize = 6;
const REACH: usize = 50;

/// Leaves open who asks or tells, and ends what is asked or told before the comma.
pub(super) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let verb = cue.start as usize;
    let when = verb.checked_sub(1).filter(|&i| scene.is_word(i, &["when"])).unwrap_or(verb);
    let comma = when.checked_sub(1).filter(|&i| scene.word(i) == ",").map(|i| i as u32);
    // "Roe, the mayor, asked whether", "Roe, smiling, asked whether".
    let is_beside = comma.is_some_and(|comma| (comma..=comma + 1).contains(&source.end));
    let is_one = source.range().take(REACH).filter(|&i| scene.word(i) == ",").all(|i| i as u32 + 1 == source.end);
    if !is_beside || !is_one {
        return;
    }
    let Some(close) = end_of_question(scene, verb).or_else(|| end_of_told(scene, source, verb)) else { return };
    attribution.source = None;
    attribution.contents.retain(|piece| piece.start >= cue.end && (piece.start as usize) < close);
    for piece in &mut attribution.contents {
        *piece = run_of(piece.start as usize, close.min(piece.end as usize));
    }
}

/// The comma behind what somebody is asked, where the sentence goes on with its verb.
fn end_of_question(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let sentence = scene.text.sentences.get(scene.sentences[verb] as usize)?;
    let end = (sentence.end as usize).min(verb + REACH);
    let is_question = || (verb + 1..end.min(verb + 2 + BETWEEN)).any(|i| scene.is_word(i, QUESTIONS));
    if !scene.is_word(verb, ASKED) || !is_question() {
        return None;
    }
    let next = |comma: usize| comma + 1 + usize::from(scene.is_word(comma + 1, &["then"]));
    (verb + 2..end).find(|&i| scene.word(i) == "," && may_begin(scene, next(i)))
}

/// The comma behind what the subject that opens a sentence is told, where the sentence goes on with its verb.
fn end_of_told(scene: &Scene<'_>, source: Run, verb: usize) -> Option<usize> {
    let sentence = *scene.text.sentences.get(scene.sentences[verb] as usize)?;
    let start = opening(scene, sentence);
    let is_told = scene.is_word(verb, TOLD) && scene.is_word(verb + 1, CLAUSES);
    // "Roe, of Vale, told" has another comma.
    if !is_told || source.start as usize != start || verb.saturating_sub(start) > REACH {
        return None;
    }
    let end = (sentence.end as usize).min(verb + REACH);
    (verb + 2..end).find(|&i| scene.word(i) == ",").filter(|&i| may_begin(scene, i + 1))
}
