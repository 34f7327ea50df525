//! Who is asked and goes on, between two commas: "Roe, asked [whether she would run], said no". The annotated articles
//! leave open who asks; Roe does not.

use super::extent::is_verb;
use super::link::Attribution;
use super::scene::{Scene, run_of};
use super::word_set::WordSet;

/// Participles of somebody who is asked.
const ASKED: &WordSet = &WordSet::of(&["asked", "pressed", "questioned", "quizzed"]);
/// Words that open what somebody is asked.
const QUESTIONS: &WordSet = &WordSet::of(&[
    "about", "for", "how", "if", "on", "to", "what", "when", "where", "whether", "which", "who", "whom", "whose", "why",
]);
/// Most words between the participle and the question ("asked on Friday by a reporter"), and tokens of both.
const BETWEEN: usize = 6;
const REACH: usize = 50;

/// Leaves open who asks, and ends what is asked before the comma.
pub(super) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let verb = cue.start as usize;
    let when = verb.checked_sub(1).filter(|&i| scene.is_word(i, &["when"])).unwrap_or(verb);
    let comma = when.checked_sub(1).filter(|&i| scene.word(i) == ",").map(|i| i as u32);
    // "Roe, the mayor, asked whether", "Roe, smiling, asked whether".
    let is_beside = comma.is_some_and(|comma| (comma..=comma + 1).contains(&source.end));
    let is_one = source.range().take(REACH).filter(|&i| scene.word(i) == ",").all(|i| i as u32 + 1 == source.end);
    if !scene.is_word(verb, ASKED) || !is_beside || !is_one {
        return;
    }
    let Some(sentence) = scene.text.sentences.get(scene.sentences[verb] as usize) else { return };
    let end = (sentence.end as usize).min(verb + REACH);
    let is_question = (verb + 1..end.min(verb + 2 + BETWEEN)).any(|i| scene.is_word(i, QUESTIONS));
    let is_close = |&i: &usize| {
        let next = i + 1 + usize::from(scene.word(i + 1).ends_with("ly") || scene.is_word(i + 1, &["also", "then"]));
        scene.word(i) == "," && is_verb(scene, next)
    };
    let Some(close) = (verb + 2..end).find(is_close).filter(|_| is_question) else { return };
    attribution.source = None;
    attribution.contents.retain(|piece| piece.start >= cue.end && (piece.start as usize) < close);
    for piece in &mut attribution.contents {
        *piece = run_of(piece.start as usize, close.min(piece.end as usize));
    }
}
