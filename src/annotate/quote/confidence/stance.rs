//! A cue and the words before it → whether the quote is reported as said.

use crate::annotate::Stance;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::text::Run;

/// Words before a cue that can still bear on it.
const REACH: usize = 4;

/// Words that say that something was not said, or that it is not so.
const NEGATIONS: &[&str] = &[
    "not", "never", "cannot", "nor", "declined", "declines", "refused", "refuses", "denied", "denies", "deny",
    "denying",
];

/// Tells whether a cue reports, denies or supposes that something was said.
pub(crate) fn stance(scene: &Scene<'_>, cue: Option<Run>) -> Stance {
    let Some(cue) = cue else { return Stance::Said };
    let sentence = scene.sentences[cue.start as usize];
    let from = (cue.start as usize).saturating_sub(REACH);
    // A mark that closes something parts the words before it from the cue.
    let parts = |i: usize| scene.sentences[i] != sentence || scene.forms[i].mark > 0 || joins_past(scene, i);
    let start = (from..cue.start as usize).rev().find(|&i| parts(i)).map_or(from, |i| i + 1);
    let words = start..cue.end as usize;
    let any = |list: &[&str]| words.clone().any(|i| scene.is_word(i, list));
    let contracted = words.clone().any(|i| {
        let word = scene.word(i);
        word.len() > 3 && (word.ends_with("n't") || word.ends_with("n’t"))
    });
    if contracted || any(NEGATIONS) {
        return Stance::Negated;
    }
    if any(&["would", "will", "could", "may", "might", "should", "if", "can", "must"]) {
        return Stance::Hypothetical;
    }
    Stance::Said
}

/// Tells whether a past goes on behind a word that joins two verbs ("was not sure and said"; not "did not come and say").
fn joins_past(scene: &Scene<'_>, token: usize) -> bool {
    let is_past = |i: usize| scene.is_word(i, &["had", "said", "told"]) || scene.word(i).ends_with("ed");
    scene.is_word(token, &["and", "but"]) && is_past(token + 1)
}
