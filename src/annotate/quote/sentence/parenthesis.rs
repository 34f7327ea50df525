//! "[Most drivers], she said, [believed the road was safe]": who says a sentence stands behind its subject, and its verb
//! tells what the subject thinks or says.
//!
//! The taggers give a word to one quote only, so that what the drivers believe is cut out of what she says; and the
//! linkers may take her for who believes it.

use crate::annotate::quote::grammar::finite::may_begin;
use crate::annotate::quote::grammar::nouns::{BEFORE, is_possessive};
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::sentences::{CLAUSES, OPENERS, opening};
use crate::annotate::quote::grammar::subjects::may_end_who;
use crate::annotate::quote::grammar::verbs::is_predicate;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;

/// Most tokens of the subject, of a sentence, and from where the sentence goes on to the verb of another quote.
const SUBJECT: usize = 9;
const SENTENCE: usize = 120;
const HELPERS: u32 = 4;

/// A clause that tells who says its sentence, behind the subject of the sentence.
struct Parenthesis {
    cue: Run,
    source: Run,
    subject: Run,
    /// What goes on behind it, from the verb to the end of the sentence.
    rest: Run,
    /// Where the words of another quote in the rest end.
    until: Option<u32>,
}

/// Gives what the subject of such a sentence believes or says to the subject, and all of it to who says the sentence.
pub(crate) fn mend(scene: &Scene<'_>, attributions: &mut [Attribution]) {
    let mut all: Vec<Parenthesis> = attributions.iter().filter_map(|a| parenthesis(scene, a)).collect();
    all.sort_by_key(|p| p.rest.start);
    all.dedup_by_key(|p| p.rest.start);
    if all.is_empty() {
        return;
    }
    for attribution in attributions.iter_mut() {
        let Some(cue) = attribution.cue else { continue };
        let next = all.partition_point(|p| p.rest.end <= cue.start);
        let Some(inserted) = all.get_mut(next).filter(|p| p.rest.start <= cue.start) else { continue };
        let is_inside = |s: Run| s.start >= inserted.subject.start && s.end <= inserted.rest.start;
        let last = attribution.contents.last().map(|last| last.end);
        if cue.start < inserted.rest.start + HELPERS && attribution.source.is_none_or(is_inside) {
            attribution.source = Some(inserted.subject);
            inserted.until = inserted.until.max(last.map(|end| end.min(inserted.rest.end)));
        }
    }
    for attribution in attributions.iter_mut() {
        let Some(cue) = attribution.cue else { continue };
        let next = all.partition_point(|p| p.rest.start < cue.end);
        if let Some(inserted) = all.get(next).filter(|p| overlap(p.cue, cue) > 0) {
            complete(attribution, inserted);
        }
    }
}

/// Gives a quote both halves of its sentence, the second as far as it or the other quote reaches.
fn complete(attribution: &mut Attribution, inserted: &Parenthesis) {
    let Parenthesis { source, subject, rest, until, .. } = *inserted;
    let is_swallowed = attribution.source.is_some_and(|own| own.start < source.start);
    if until.is_none() && !is_swallowed {
        return;
    }
    let is_here = |piece: &Run| piece.start >= subject.start && piece.start < rest.end;
    let behind = attribution.contents.iter().filter(|piece| is_here(piece) && piece.end > rest.start);
    let end = behind.map(|piece| piece.end).max().max(until);
    attribution.source = Some(source);
    attribution.contents.retain(|piece| !is_here(piece));
    attribution.contents.push(subject);
    attribution.contents.extend(end.map(|end| Run { start: rest.start, end }));
    attribution.contents.sort_by_key(|piece| piece.start);
}

/// The clause that the cue and the source of an attribution make, where nothing but the subject of its sentence stands
/// before it.
fn parenthesis(scene: &Scene<'_>, attribution: &Attribution) -> Option<Parenthesis> {
    let (cue, source) = (attribution.cue?, attribution.source?);
    let sentence = *scene.text.sentences.get(scene.sentences[cue.start as usize] as usize)?;
    let close = cue.end.max(source.end) as usize;
    let is_closed = scene.word(close) == "," && close < sentence.end as usize;
    let is_beside = source.end == cue.start || cue.end == source.start;
    if !is_closed || !is_beside || sentence.range().len() > SENTENCE {
        return None;
    }
    let start = opening(scene, sentence);
    // The taggers may count the subject to who speaks.
    let is_swallowed = source.end == cue.start && source.start as usize == start;
    let comma = source.range().rev().find(|&i| is_swallowed && scene.word(i) == ",");
    let inner = comma.map_or(source.start as usize, |comma| comma + 1);
    let source = run_of(inner, source.end as usize);
    let open = (cue.start.min(source.start) as usize).checked_sub(1).filter(|&i| scene.word(i) == ",")?;
    let last = sentence.end as usize - usize::from(scene.is_word(sentence.end as usize - 1, &["."]));
    let subject = run_of(start, open.max(start));
    let may_be = source.start < source.end && !scene.is_word(inner, CLAUSES);
    let is_somebody = may_be && (is_pronoun(scene, source) || may_end_who(scene, source.end as usize - 1));
    let fits = is_somebody && is_subject(scene, subject) && last > close + 1 && may_begin(scene, close + 1);
    let rest = run_of(close + 1, last.max(close + 1));
    fits.then_some(Parenthesis { cue, source, subject, rest, until: None })
}

/// Tells whether a source is a pronoun.
fn is_pronoun(scene: &Scene<'_>, source: Run) -> bool {
    source.range().len() == 1 && scene.is_word(source.start as usize, &["he", "i", "it", "she", "they", "we"])
}

/// Tells whether words that open a sentence are a noun phrase without a verb.
fn is_subject(scene: &Scene<'_>, words: Run) -> bool {
    let first = words.start as usize;
    let is_part = |i: usize| {
        let is_plain = scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == "-";
        // "A third of those surveyed".
        let is_participle = scene.word(i).ends_with("ed");
        is_plain && (is_participle || !is_predicate(scene, i)) && !scene.is_word(i, CLAUSES)
    };
    let opens = scene.is_word(first, OPENERS) || scene.is_word(first, BEFORE);
    !opens && (1..=SUBJECT).contains(&words.range().len()) && words.range().all(is_part)
}
