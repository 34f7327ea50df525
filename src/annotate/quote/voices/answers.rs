//! Question and answer in one paragraph: "“Did you read it?” Roe asked Dell. [“No, I did not.”]", "[“Which part?”] “The
//! first page,” Dell said."
//!
//! The taggers give both to one.

use crate::annotate::quote::grammar::quotations::closes;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::subjects::subject_at;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Words that open an answer.
const ANSWERS: &WordSet = &WordSet::of(&["because", "i", "no", "nope", "not", "yeah", "yep", "yes"]);
/// Quotations of a paragraph that are looked at.
const NEAREST: usize = 64;

/// Leaves to whoever else spoke the quotations that stand beside one without a word between them.
pub(crate) fn apart(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.filter(|cue| !is_first(scene, cue.start as usize)) else { return };
    let cut = |piece: Run| {
        let edge = edges(scene, piece);
        if piece.end <= cue.start {
            let start = edge.last().copied().unwrap_or(piece.start);
            return Some(Run { start, end: piece.end });
        }
        let is_later = scene.sentences.get(piece.start as usize) != scene.sentences.get(cue.start as usize);
        let end = piece.end as usize;
        let is_beside = || {
            let next = scene.marks.region_of(end).is_some_and(|r| r.start == piece.end);
            next && scene.paragraph_of(end) == scene.paragraph_of(end - 1)
        };
        let first = edge.first().copied().or_else(|| is_beside().then_some(piece.end));
        // "“A bit of it,” Roe said. [“Which bit?”] “The end.”"
        let asks = |edge: &u32| is_later && scene.word((*edge as usize).saturating_sub(2)) == "?";
        first.filter(asks).is_none().then_some(piece)
    };
    attribution.contents = attribution.contents.iter().filter_map(|&piece| cut(piece)).collect();
}

/// Tells whether a token stands in the first paragraph, which may be a headline: no quotation stands alone there.
fn is_first(scene: &Scene<'_>, token: usize) -> bool {
    scene.paragraph_of(token) == 0
}

/// Where quotations begin in a piece right behind others.
fn edges(scene: &Scene<'_>, piece: Run) -> Vec<u32> {
    let all = &scene.marks.regions;
    let first = all.partition_point(|r| r.start < piece.start);
    let inside = all[first..].iter().take(NEAREST).take_while(|r| r.end <= piece.end);
    let pairs = inside.clone().zip(inside.skip(1));
    pairs.filter(|(one, next)| one.end == next.start && closes(scene, **one)).map(|(_, next)| next.start).collect()
}

/// Gives an answer to who was asked ("Roe asked Dell. [“No.”]"), or leaves it to whoever answers: "Roe asked him.
/// [“No.”]"
pub(crate) fn of_asked(scene: &Scene<'_>, attribution: &mut Attribution) -> Option<Attribution> {
    let cue =
        attribution.cue.filter(|cue| scene.is_word((cue.end as usize).saturating_sub(1), &["asked", "asks", "ask"]))?;
    // "Asked Roe. “No.”" has who asks behind.
    attribution.source.filter(|source| source.end <= cue.start)?;
    let first = cue.end as usize;
    let name = (first..first + 3).find(|&i| !scene.is_title(i)).filter(|_| scene.is_wordlike(first));
    let is_noun = |i: usize| scene.is_word(i, &["the", "a", "her", "his"]) && scene.is_calling(i + 1);
    let noun = || is_noun(first).then(|| run_of(first, first + 2));
    let who = name.and_then(|name| subject_at(scene, name)).or_else(noun);
    let pronoun = || first + usize::from(scene.is_word(first, &["her", "him", "me", "them", "us"]));
    let stop = who.map_or_else(pronoun, |who| who.end as usize);
    let region = scene.marks.region_of(stop + 1).filter(|region| region.start as usize == stop + 1)?;
    let answer = attribution.contents.iter().position(|p| p.start >= cue.end && overlap(*p, region) > 0)?;
    let question = attribution.contents.first().copied().filter(|p| p.end <= cue.start)?;
    let asks = |run: Run| run.range().rev().take(3).any(|i| scene.word(i) == "?");
    let is_answer = scene.is_word(stop + 2, ANSWERS) && !asks(region) && scene.is_word(stop, &["."]);
    // "“Did you go?” Roe asked. “I did.”" may be hers.
    let is_told = stop > first || !scene.is_word(stop + 2, &["because", "i", "not"]);
    if !is_answer || !asks(question) || !is_told || who.is_none() && is_first(scene, first) {
        return None;
    }
    let piece = Run { start: region.start, end: attribution.contents[answer].end.max(region.end) };
    attribution.contents.truncate(answer);
    let source = run_of(first, stop);
    who.map(|_| Attribution { cue: None, ..Attribution::headed(source, source, piece) })
}
