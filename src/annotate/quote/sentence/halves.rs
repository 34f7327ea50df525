//! "Kemp, according to police, told a neighbor, “I did it”": who says a sentence stands behind its subject; the subject
//! alone is nobody's words.

use crate::annotate::quote::grammar::finite::may_begin;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, n_words, run_of};
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of the subject, of a sentence, and of who says it.
const SUBJECT: usize = 8;
const CLAUSE: usize = 24;
const SENTENCE: usize = 120;
/// Most such clauses of a paragraph, so that none takes long.
const MOST: usize = 64;

/// Gives what somebody says between commas the clause that opens the sentence before her, too, in which nobody else
/// says something: "[When voters were told “no,”] her report says, [most agreed]".
pub(crate) fn with_front(scene: &Scene<'_>, attributions: &mut Vec<Attribution>) {
    let found = attributions.iter().enumerate().filter_map(|(n, a)| Some((n, front(scene, a)?)));
    let found: Vec<(usize, Run)> = found.take(MOST).collect();
    for (n, front) in found {
        let is_inside = |a: &Attribution| a.contents.iter().all(|p| p.start >= front.start && p.end <= front.end);
        if attributions.iter().any(|a| is_inside(a) && a.source.is_some()) {
            continue;
        }
        attributions[n].contents.insert(0, front);
        for other in attributions.iter_mut().filter(|a| a.source.is_none() && is_inside(a)) {
            other.contents.clear();
        }
    }
    attributions.retain(|a| !a.contents.is_empty());
}

/// The clause that opens the sentence before who says the rest of it behind her commas.
fn front(scene: &Scene<'_>, attribution: &Attribution) -> Option<Run> {
    const OPENERS: &WordSet =
        &WordSet::of(&["although", "because", "if", "once", "since", "though", "unless", "until", "when", "while"]);
    let (cue, source) = (attribution.cue?, attribution.source?);
    let &[rest] = &attribution.contents[..] else { return None };
    let sentence = *scene.text.sentences.get(scene.sentences[cue.start as usize] as usize)?;
    let (start, first, last) = (sentence.start as usize, source.start.min(cue.start) as usize, cue.end.max(source.end));
    let is_comma = |i: usize| scene.word(i) == ",";
    let before = first.checked_sub(1).filter(|&i| i > start)?;
    // Inside a closing mark or behind it.
    let region = scene.marks.region_of(before).filter(|region| region.end as usize == first);
    let end = if is_comma(before) { before } else { region.filter(|_| is_comma(before - 1))?.end as usize };
    let is_behind = (last..=last + 1).contains(&rest.start) && is_comma(last as usize) && cue.start >= source.end;
    let is_plain = is_unquoted(scene, rest);
    let fits =
        scene.is_word(start, OPENERS) && is_behind && is_plain && first - start <= SENTENCE && rest.end <= sentence.end;
    (fits && cue.range().len() == 1 && reports(scene, cue.start as usize)).then(|| run_of(start, end))
}

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
