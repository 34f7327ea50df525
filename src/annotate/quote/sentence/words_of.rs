//! "The deal was, in the words of Ann Roe, [“a gift to the banks.”]", "The deal was [“a gift,”] in the words of Ann Roe.":
//! who is named behind "in the words of" says the quotation that the clause has.

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::regions;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::subjects::may_end_who;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::words::writings;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of who is named, and of a sentence behind her.
const WHO: usize = 10;
const REACH: usize = 60;
/// What somebody has said it with.
const NOUNS: &WordSet = &WordSet::of(&["phrase", "words"]);

/// Gives such quotations of a paragraph to whom they name, unless a reporting word has them.
pub(crate) fn find(scene: &Scene<'_>, paragraph: Run, attributions: &mut Vec<Attribution>) {
    let is_phrase = |&i: &usize| {
        let is_words = scene.is_word(i + 1, &["the"]) && scene.is_word(i + 2, NOUNS) && scene.is_word(i + 3, &["of"]);
        scene.is_word(i, &["in"]) && is_words
    };
    if !paragraph.range().any(|i| is_phrase(&i)) {
        return;
    }
    let phrases: Vec<usize> = paragraph.range().filter(is_phrase).collect();
    for phrase in phrases {
        let Some((who, region)) = named(scene, phrase) else { continue };
        let cue = run_of(phrase, phrase + 4);
        let has = |a: &Attribution| a.contents.iter().any(|p| overlap(*p, region) > 0);
        let is_own = |a: &Attribution| {
            let is_part = |run: Run| run.start >= cue.start && run.end <= who.end + 1;
            has(a) && a.cue.is_none_or(|own| is_part(own) || overlap(own, cue) > 0)
        };
        attributions.retain(|a| !is_own(a));
        if !attributions.iter().any(has) {
            attributions.push(Attribution::headed(cue, who, region));
        }
    }
}

/// Who is named, and the quotation: right behind her, or the first of the sentence where the phrase opens it.
fn named(scene: &Scene<'_>, phrase: usize) -> Option<(Run, Run)> {
    let start = phrase + 4;
    let sentence = *scene.text.sentences.get(*scene.sentences.get(phrase)? as usize)?;
    let is_part = |&i: &usize| scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == "-";
    let end = (start..start + WHO).take_while(is_part).last()? + 1;
    let last = end - 1;
    let is_document = writings::family_of(scene.word(last)).is_some();
    let is_end = end >= sentence.end as usize || matches!(scene.word(end), "." | "!" | "?" | ";");
    let is_who = may_end_who(scene, last) && !is_document && (is_end || scene.word(end) == ",");
    if is_end {
        let comma = phrase.checked_sub(1).filter(|&i| scene.word(i) == ",").unwrap_or(phrase);
        let region = scene.marks.region_of(comma.checked_sub(1)?).filter(|region| region.end as usize == comma)?;
        return is_who.then(|| (run_of(start, end), region));
    }
    let reach = run_of(end, (sentence.end as usize).min(end + REACH).max(end));
    let opens = phrase == sentence.start as usize;
    let region = match scene.marks.region_of(end + 1) {
        Some(region) if region.start as usize == end + 1 => region,
        _ => regions(scene, reach).into_iter().next().filter(|_| opens)?,
    };
    is_who.then(|| (run_of(start, end), region))
}
