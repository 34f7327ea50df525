//! "Kemp, according to police, told a neighbor, “I did it”": who says a sentence stands behind its subject; the subject
//! alone is nobody's words.

use crate::annotate::quote::grammar::finite::may_begin;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, n_words, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;

/// Most tokens of the subject, of a sentence, and of who says it.
const SUBJECT: usize = 8;
const CLAUSE: usize = 24;
const SENTENCE: usize = 120;

/// Gives what is nothing but the subject that opens a sentence the rest of the sentence.
pub(crate) fn complete(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let [subject] = attribution.contents[..] else { return };
    let sentence = scene.text.sentences[scene.sentences[cue.start as usize] as usize];
    let first = cue.start.min(source.start) as usize;
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !is_verb(scene, i);
    let is_subject = subject.start >= sentence.start
        && subject.end as usize + 1 == first
        && subject.range().len() <= SUBJECT
        && subject.range().all(is_part)
        && scene.word(first - 1) == ","
        && !scene.is_word(first, &["that", "which", "who", "whom", "whose"]);
    // "The bill, opposed by Roe, failed".
    let is_passive = cue.start < source.start && !scene.is_word(cue.end as usize - 1, &["to"]);
    let end = cue.end.max(source.end) as usize;
    let close = [end - 1, end].into_iter().find(|&i| scene.word(i) == ",");
    let Some(close) = close.filter(|close| is_subject && close - first <= CLAUSE) else { return };
    let is_one = scene.sentences.get(close + 1) == scene.sentences.get(first) && sentence.range().len() <= SENTENCE;
    if !is_one || is_passive || !may_begin(scene, close + 1) {
        return;
    }
    let rest = rest(scene, close + 1, sentence);
    if n_words(scene, rest) > 1 {
        attribution.contents.push(rest);
    }
}

/// The words up to the full stop, with the quotation that holds it.
fn rest(scene: &Scene<'_>, start: usize, sentence: Run) -> Run {
    let last = (sentence.end as usize).saturating_sub(1).max(start);
    let region = scene.marks.region_of(last).filter(|region| region.start as usize >= start);
    let end = region.map_or(last + usize::from(scene.is_wordlike(last)), |region| region.end as usize);
    run_of(start, end.max(start))
}
