//! "When Roe said, [“We are ready,”] Dell shouted, [“No!”]": the quotation of a clause that opens a sentence is of the
//! subject of that clause, the one behind it of the sentence's own.
//!
//! The taggers give both to one of them.

use super::heckled::{answer, says};
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::sentences::{begins_sentence, opening};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Words that open such a clause.
const OPENERS: &WordSet = &WordSet::of(&["after", "as", "before", "once", "when", "whenever", "while"]);
/// Most tokens of a clause before its quotation, and from there to the next one.
const REACH: usize = 24;

/// Most of them in a paragraph, so that none takes long.
const MOST: usize = 64;

/// A sentence that opens so.
struct Front {
    /// The clause up to its quotation.
    clause: Run,
    verb: Run,
    who: Run,
    words: Run,
    /// Where the sentence goes on.
    next: usize,
    /// Its own verb, subject and quotation.
    main: Option<(Run, Run, Run)>,
}

/// Parts the quotations of such sentences of a paragraph.
pub(crate) fn part(scene: &Scene<'_>, paragraph: usize, attributions: &mut Vec<Attribution>) {
    let sentences = &scene.text.sentences[scene.text.paragraph_sentences[paragraph].range()];
    for front in sentences.iter().filter_map(|&sentence| front(scene, sentence)).take(MOST) {
        let is_main = |a: &Attribution| a.source.is_some_and(|source| source.start as usize == front.next);
        let goes_on = front.main.is_some() || begins_sentence(scene, front.next);
        if goes_on || attributions.iter().any(is_main) {
            apart(&front, attributions);
        }
    }
}

/// The clause that opens a sentence, where somebody says a quotation in it.
fn front(scene: &Scene<'_>, sentence: Run) -> Option<Front> {
    let start = opening(scene, sentence);
    let is_each = scene.is_word(start, &["each", "every"]) && scene.is_word(start + 1, &["time"]);
    if !is_each && !scene.is_word(start, OPENERS) {
        return None;
    }
    let from = start + 1 + usize::from(is_each);
    let regions = &scene.marks.regions;
    let first = regions.partition_point(|region| (region.start as usize) < from);
    let words = *regions.get(first).filter(|region| (region.start as usize) < from + REACH)?;
    let is_here = |region: &Run| region.start < sentence.end;
    let (verb, who) = answer(scene, from, words.start as usize).filter(|_| is_here(&words))?;
    let is_said = (verb.start as usize..words.start as usize).any(|i| says(scene, i) || scene.word(i).ends_with("ing"));
    let end = words.end as usize;
    let is_inside = scene.word(end.saturating_sub(2)) == ",";
    let next = end + usize::from(!is_inside);
    let is_parted = is_inside || scene.word(end) == ",";
    let second = regions.get(first + 1).filter(|region| is_here(region) && (region.start as usize) < end + REACH);
    let main =
        second.and_then(|&words| answer(scene, next, words.start as usize).map(|(verb, who)| (verb, who, words)));
    let clause = run_of(start, words.start as usize);
    (is_said && is_parted).then_some(Front { clause, verb, who, words, next, main })
}

/// Gives the quotations of a sentence to those who say them.
fn apart(front: &Front, attributions: &mut Vec<Attribution>) {
    let end = front.main.map_or(front.next as u32, |(.., words)| words.end);
    let is_here = |piece: &Run| piece.start >= front.clause.start && piece.start < end;
    let (mut has_first, mut has_second) = (false, false);
    for attribution in attributions.iter_mut() {
        let is_own = attribution.cue.is_some_and(|cue| overlap(cue, front.clause) > 0);
        let is_main =
            attribution.source.is_some_and(|source| source.start as usize >= front.next && source.start < end);
        if is_own {
            attribution.contents.retain(|piece| !is_here(piece) || overlap(*piece, front.words) > 0);
            attribution.contents.iter_mut().filter(|piece| is_here(piece)).for_each(|piece| *piece = front.words);
            has_first |= attribution.contents.contains(&front.words);
        } else if is_main {
            attribution.contents.retain(|piece| !is_here(piece) || piece.start as usize >= front.next);
            has_second |= !attribution.contents.is_empty();
        }
    }
    attributions.retain(|a| !a.contents.is_empty());
    if !has_first {
        attributions.push(Attribution::headed(front.verb, front.who, front.words));
    }
    if let Some((verb, who, words)) = front.main.filter(|_| !has_second) {
        attributions.push(Attribution::headed(verb, who, words));
    }
}
