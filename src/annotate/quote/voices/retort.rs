//! "“Sit down,” Roe told Dell, who replied, “I am sitting.”": the second quotation is not the first speaker's.
//!
//! The taggers give both to the first reporting word. Behind "who", a verb and a comma or colon a quotation belongs to
//! that verb.

use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens from "who" to the quotation.
const REACH: usize = 12;
/// Pasts of answering that no other list has ("shot back").
const PASTS: &WordSet = &WordSet::of(&["shot", "hit", "cut"]);

/// Verbs of answering that are no words for speech elsewhere.
const ANSWERS: &WordSet =
    &WordSet::of(&["countered", "deadpanned", "laughed", "quipped", "retorted", "snapped", "tweeted", "wrote"]);
/// Most words of who is told and nothing else.
const ADDRESSEE: u32 = 4;

/// Takes the quotations out of an attribution that somebody else's clause leads, and returns them as hers.
pub(crate) fn part(scene: &Scene<'_>, attribution: &mut Attribution) -> Vec<Attribution> {
    let Some(cue) = attribution.cue else { return Vec::new() };
    let mut others = Vec::new();
    let mut kept = Vec::with_capacity(attribution.contents.len());
    for &piece in &attribution.contents {
        let retort = retort(scene, piece);
        match retort {
            Some((who, verb)) if cue.end <= who.start => {
                others.push(Attribution::surely(verb, who, piece));
                // "Told [Dell], who replied".
                let is_told = |p: &Run| p.start >= cue.end && p.end + 1 == who.start && p.end - p.start <= ADDRESSEE;
                kept.retain(|p| !is_told(p));
            }
            Some((who, verb)) if verb.start == cue.start => {
                // "Roe asked Dell, who later tweeted, “No.”"
                let is_before = attribution.source.is_none_or(|source| source.end + 1 < who.start);
                attribution.source = if is_before { Some(who) } else { attribution.source };
                kept.push(piece);
            }
            _ => kept.push(piece),
        }
    }
    attribution.contents = kept;
    others
}

/// "Who" and the verb of the clause that leads a quotation.
fn retort(scene: &Scene<'_>, piece: Run) -> Option<(Run, Run)> {
    let region = scene.marks.region_of(piece.start as usize).filter(|region| region.start == piece.start)?;
    let lead = (region.start as usize).checked_sub(1).filter(|&i| matches!(scene.word(i), "," | ":"))?;
    let is_plain = |i: &usize| scene.is_wordlike(*i) && scene.marks.region_of(*i).is_none();
    let words = (lead.saturating_sub(REACH)..lead).rev().take_while(is_plain);
    let who = words.into_iter().find(|&i| scene.is_word(i, &["who"]))?;
    let comma = who.checked_sub(1).filter(|&i| scene.word(i) == ",")?;
    let verb = (who + 1..lead).find(|&i| is_verb(scene, i) || reports(scene, i) || scene.is_word(i, PASTS))?;
    let is_back = scene.is_word(verb + 1, &["back"]);
    // "…, argues Roe, who is running, “is a sham.”"
    let answers = reports(scene, verb) || is_back || scene.is_word(verb, ANSWERS);
    let begins = (region.start as usize + 1..region.end as usize).find(|&i| scene.is_wordlike(i));
    let is_sentence = begins.is_some_and(|first| scene.forms[first].is_capital);
    let is_one = scene.sentences[comma] == scene.sentences[verb];
    (is_one && answers && is_sentence).then(|| (run_of(who, who + 1), run_of(verb, verb + 1 + usize::from(is_back))))
}
