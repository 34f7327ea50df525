//! "Officials said a scan revealed that …": a sentence that tells at its start whose words it is.
//!
//! The taggers give a word to one quote only, so that what somebody else reveals or believes in the sentence hides who
//! says it all. The counterpart of [`closing`](super::closing).

use super::closing::{CLAUSES, HELPERS, OPENERS, opening};
use super::extent::is_verb;
use super::fragments::is_unquoted;
use super::link::{Attribution, unknown};
use super::people::is_possessive;
use super::scene::{Scene, overlap, run_of};
use super::told;
use crate::annotate::text::Run;

/// Fewest words of what is said, and most of who says it.
const WORDS: usize = 4;
const SOURCE: usize = 9;
/// Most tokens of a clause about who speaks.
const DESCRIPTION: usize = 30;
/// What everybody does who speaks.
const SAYS: &[&str] = &["said", "say", "says", "told", "tells"];
/// Those of them that somebody stands behind to whom it is said.
const TELLS: &[&str] = &["told", "tells"];
/// Words before these that nobody says ("That said, …", "Having said").
const NONE: &[&str] = &["enough", "having", "less", "little", "more", "much", "not", "that", "this"];
/// Words behind these that begin something else than what is said.
const OTHERS: &[&str] = &["about", "as", "by", "goodbye", "hello", "nothing", "of", "so", "through", "to"];

/// Returns the attributions of a paragraph's sentences that begin so and are not found yet.
pub(super) fn passed_over(scene: &Scene<'_>, paragraph: usize, found: &[Attribution]) -> Vec<Attribution> {
    let sentences = &scene.text.sentences[scene.text.paragraph_sentences[paragraph].range()];
    unknown(sentences.iter().filter_map(|&sentence| attribution(scene, sentence, found)), found)
}

fn attribution(scene: &Scene<'_>, sentence: Run, found: &[Attribution]) -> Option<Attribution> {
    let start = opening(scene, sentence);
    let end = sentence.end as usize - usize::from(scene.is_word(sentence.end as usize - 1, &["."]));
    let (cue, source) = plain(scene, start, end).or_else(|| described(scene, start, end))?;
    if scene.is_word(cue + 1, OTHERS) || !scene.is_wordlike(cue + 1) || !is_unquoted(scene, run_of(start, end)) {
        return None;
    }
    let whole = run_of(start, cue + 1);
    // What "officials said Roe wants" tells of Roe may have been given to the officials.
    let is_next = |a: &Attribution| a.cue.is_some_and(|other| other.start as usize > cue);
    let is_taken = |a: &Attribution| {
        let sources = a.source.iter().filter(|_| !is_next(a));
        a.contents.iter().chain(sources).any(|&run| overlap(run, whole) > 0)
            || a.cue_tokens().any(|i| i as usize == cue)
    };
    if found.iter().any(is_taken) {
        return None;
    }
    let mut attribution =
        Attribution::by_rule(run_of(cue, cue + 1), source, run_of(cue + 1, until_next(scene, cue, end, found)));
    told::without_addressee(scene, &mut attribution);
    told::without_opening(scene, &mut attribution);
    told::without_day(scene, &mut attribution);
    let content = *attribution.contents.first()?;
    // Of "told the story" nothing is told.
    let is_told = content.start as usize > cue + 1 || !scene.is_word(cue, TELLS);
    let is_clause = is_told && content.range().any(|i| is_verb(scene, i));
    let n_words = content.range().filter(|&i| scene.is_wordlike(i)).count();
    (is_clause && n_words >= WORDS && scene.is_wordlike(content.start as usize)).then_some(attribution)
}

/// The reporting word and the source of "Officials have said".
fn plain(scene: &Scene<'_>, start: usize, end: usize) -> Option<(usize, Run)> {
    let cue = (start + 1..end.min(start + SOURCE + 3)).find(|&i| scene.is_word(i, SAYS))?;
    let source = run_of(start, without_helpers(scene, start, cue));
    is_who(scene, source).then_some((cue, source))
}

/// Those of "Officials, who have insisted on it, said" and "Ann Roe, the mayor of Kell, said".
fn described(scene: &Scene<'_>, start: usize, end: usize) -> Option<(usize, Run)> {
    let open = (start + 1..end.min(start + SOURCE)).find(|&i| scene.word(i) == ",")?;
    let is_clause = scene.is_word(open + 1, &["who", "which", "whose"]);
    let is_part = |&i: &usize| is_clause || !is_verb(scene, i);
    let reach = (open + 1..end.min(open + DESCRIPTION)).take_while(is_part);
    let close = reach.skip(1).find(|&i| scene.word(i) == "," && says(scene, i + 1).is_some())?;
    let cue = says(scene, close + 1)?;
    is_who(scene, run_of(start, open)).then_some((cue, run_of(start, close + 1)))
}

/// The reporting word that begins at a token or behind its helpers ("has also said").
fn says(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let cue = (start..start + HELPERS.len()).find(|&i| !scene.is_word(i, HELPERS))?;
    scene.is_word(cue, SAYS).then_some(cue)
}

/// Where the words before a reporting word end, its helpers left out.
fn without_helpers(scene: &Scene<'_>, start: usize, cue: usize) -> usize {
    (start..cue).rev().take_while(|&i| scene.is_word(i, HELPERS)).last().unwrap_or(cue)
}

/// Tells whether words that open a sentence may be who says the rest: nothing but a subject stands before "said".
fn is_who(scene: &Scene<'_>, words: Run) -> bool {
    let is_part = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i);
    let is_none = |i: usize| scene.kinds[i].is_finite() || scene.is_word(i, CLAUSES);
    let (first, last) = (words.start as usize, words.end as usize - 1);
    // "Bo rang to say …".
    let is_infinitive = scene.is_word(last, &["to"]);
    let opens = scene.is_word(first, OPENERS) || scene.is_word(first, NONE);
    !opens && !is_infinitive && words.range().all(|i| is_part(i) && !is_none(i))
}

/// Where what is said behind a cue ends: before somebody who reports beside it ("…, and Roe believes that …"), or with
/// the sentence.
fn until_next(scene: &Scene<'_>, cue: usize, end: usize, found: &[Attribution]) -> usize {
    const JOINTS: &[&str] = &[",", ";", "and", "but", "while"];
    let first = |a: &Attribution| {
        [a.cue, a.source].into_iter().flatten().map(|run| run.start as usize).filter(|&i| i > cue).min()
    };
    let beside = |&next: &usize| next < end && scene.is_word(next - 1, JOINTS);
    let next = found.iter().filter_map(first).filter(beside).min();
    let is_joint = |&i: &usize| scene.is_word(i, JOINTS);
    next.map_or(end, |next| (cue..next).rev().find(|i| !is_joint(i)).map_or(next, |last| last + 1))
}
