//! "Roe is reportedly being sued", "Roe was allegedly shut out": an adverb tells that somebody says it, and not who.
//!
//! The annotated articles leave open who reports it, and mark what stands on both sides of the adverb. The taggers take
//! the subject for who speaks, or whom "by" names. Where a verb of saying follows in the active voice, its subject does
//! say it: "Roe reportedly argued that …".

use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Adverbs that tell of others who say something.
const ADVERBS: &WordSet = &WordSet::of(&["allegedly", "purportedly", "reportedly", "supposedly"]);
/// Parts of a verb in the passive voice, and the others that may stand before one.
const BE: &WordSet = &WordSet::of(&["are", "be", "been", "being", "is", "was", "were"]);
const HELPERS: &WordSet = &WordSet::of(&[
    "also", "are", "be", "been", "being", "can", "could", "had", "has", "have", "is", "may", "might", "not", "now",
    "still", "was", "were", "will", "would",
]);
/// Pronouns that begin a clause, which is no part of what is told in it.
const RELATIVES: &WordSet = &WordSet::of(&["that", "which", "who"]);

/// Leaves open who says what an adverb tells to be said by others.
pub(crate) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let Some(adverb) = cue.range().find(|&i| scene.is_word(i, ADVERBS)) else { return };
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[adverb] as usize) else { return };
    let end = sentence.end as usize;
    let verb = (adverb + 1..end).find(|&i| !scene.is_word(i, HELPERS)).unwrap_or(end);
    if says(scene, cue, adverb, verb) {
        return;
    }
    let is_subject = source.end as usize <= adverb;
    let before = is_subject.then(|| run_of(source.start as usize, adverb));
    let is_helped = |run: &Run| (source.end as usize..run.end as usize).all(|i| scene.is_word(i, HELPERS));
    let is_told = |run: &Run| is_helped(run) && !scene.is_word(run.start as usize, RELATIVES);
    let first = attribution.contents.iter().filter(|p| p.start >= cue.end && p.start < sentence.end).map(|p| p.end);
    // "Was reportedly turned down by the board over its accounts".
    let until = || (adverb..end - 1).find(|&i| i >= source.end as usize && scene.word(i) == ",").unwrap_or(end - 1);
    let last = first.max().unwrap_or(cue.end).max(if is_subject { cue.end } else { until() as u32 });
    attribution.cue = Some(run_of(adverb, adverb + 1));
    attribution.source = None;
    attribution.contents.retain(|p| p.end as usize <= adverb && Some(p.end) != before.map(|b| b.end));
    attribution.contents.extend(before.filter(is_told));
    attribution.contents.push(run_of(adverb + 1, last as usize));
    attribution.contents.retain(|p| p.start < p.end);
}

/// Tells whether a verb behind such an adverb is one of saying, in the active voice: "reportedly argued", "has reportedly
/// told", "is reportedly considering", not "reportedly was told", "was reportedly rejected by".
fn says(scene: &Scene<'_>, cue: Run, adverb: usize, verb: usize) -> bool {
    let first = (0..adverb).rev().take_while(|&i| scene.is_word(i, HELPERS)).last().unwrap_or(adverb);
    let is_done = (first..verb).any(|i| scene.is_word(i, BE)) && !scene.word(verb).ends_with("ing");
    let reports = scene.kinds.get(verb).is_some_and(|kind| kind.reports());
    let is_form = is_verb(scene, verb) || scene.word(verb).ends_with("ing");
    reports && is_form && !is_done && cue.range().contains(&verb)
}
