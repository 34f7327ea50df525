//! “The wall was cracked,” the complaint states; the wall, court documents state, was cracked: documents and persons say
//! so, though the word is mostly a noun ("three states"), as which the taggers read it.

use rustc_hash::FxHashSet;

use super::closing;
use super::records::is_record;
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::{Attribution, unknown};
use crate::annotate::text::Run;

/// Most tokens of who states it.
const SOURCE: usize = 9;
/// Fewest words of what is stated without marks.
const WORDS: usize = 4;

/// Adds what is stated in a paragraph, and takes the clauses that say so out of what others were found to say.
pub(crate) fn add(scene: &Scene<'_>, paragraph: Run, found: &mut Vec<Attribution>) {
    let is_stated = |&i: &usize| scene.is_word(i, &["state", "states"]) && scene.marks.region_of(i).is_none();
    if !paragraph.range().any(|i| is_stated(&i)) {
        return;
    }
    let more = unknown(paragraph.range().filter(is_stated).filter_map(|cue| stated(scene, paragraph, cue)), found);
    // "The affidavit states" was found as who speaks, without a reporting word.
    let starts: FxHashSet<u32> = more.iter().filter_map(|stated| Some(stated.source?.start)).collect();
    found.retain(|a| a.cue.is_some() || a.source.is_none_or(|source| !starts.contains(&source.start)));
    closing::leave_out(scene, &more, found);
    // "Kemp told him he had “lost track,” the affidavit states": it was Kemp who said that.
    found
        .extend(more.into_iter().filter(|stated| stated.contents.first().is_some_and(|&piece| is_whole(scene, piece))));
}

/// Tells whether no word of their sentence stands before words.
fn is_whole(scene: &Scene<'_>, words: Run) -> bool {
    let start = words.start as usize;
    let before = start.checked_sub(1).filter(|&i| scene.sentences[i] == scene.sentences[start]);
    before.is_none_or(|i| !scene.is_wordlike(i) && scene.word(i) != "," || opens(scene, start))
}

/// Tells whether a sentence begins at a token, words that only join it to the one before left out.
fn opens(scene: &Scene<'_>, start: usize) -> bool {
    let sentence = scene.text.sentences.get(scene.sentences[start] as usize);
    sentence.is_some_and(|&sentence| opening(scene, sentence) == start)
}

/// What is stated around a cue: the quotation or the sentence before who states it, and the other half behind.
fn stated(scene: &Scene<'_>, paragraph: Run, cue: usize) -> Option<Attribution> {
    let source = source_before(scene, paragraph, cue)?;
    let behind = cue + 1;
    let ends = scene.is_word(behind, &[".", ";"]);
    let second = scene.marks.region_of(behind + 1).filter(|region| region.start as usize == behind + 1);
    let is_parted = scene.word(behind) == "," && scene.sentences.get(behind + 1) == scene.sentences.get(cue);
    if !(ends || is_parted || scene.is_word(behind, &["in"]) && scene.is_word(cue, &["states"])) {
        return None;
    }
    let before = (source.start as usize).checked_sub(1)?;
    let (cue, quotation) = (run_of(cue, cue + 1), scene.marks.region_of(before));
    if let Some(region) = quotation.filter(|region| region.start >= paragraph.start) {
        let mut attribution = Attribution::by_rule(cue, source, region);
        attribution.contents.extend(second.filter(|_| is_parted));
        return Some(attribution);
    }
    let sentence = *scene.text.sentences.get(scene.sentences[before] as usize)?;
    let content = run_of(opening(scene, sentence).min(before), before);
    let n_words = content.range().filter(|&i| scene.is_wordlike(i)).count();
    let is_told = n_words >= WORDS && content.range().any(|i| is_verb(scene, i));
    let is_plain = is_unquoted(scene, content) && scene.sentences[before] == scene.sentences[source.start as usize];
    (ends && is_told && is_plain && scene.word(before) == ",").then(|| Attribution::by_rule(cue, source, content))
}

/// Who states it: a document, a person or a pronoun, behind a comma or a quotation that ends in one.
fn source_before(scene: &Scene<'_>, paragraph: Run, cue: usize) -> Option<Run> {
    let least = (paragraph.start as usize).max(cue.saturating_sub(SOURCE)).max(1);
    let is_noun = |i: usize| !is_verb(scene, i) || is_record(scene, i);
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && is_noun(i);
    let start = (least..cue).rev().take_while(|&i| is_part(i) && scene.marks.region_of(i).is_none()).last()?;
    let before = start - 1;
    let is_behind_comma = scene.word(before) == ",";
    let is_behind_quotation = scene.marks.region_of(before).is_some_and(|region| {
        region.end as usize == start && region.range().rev().take(2).any(|i| scene.is_word(i, &[",", "?", "!"]))
    });
    let last = cue - 1;
    let is_person = || {
        let names = scene.entities_in(run_of(last, cue));
        names.iter().any(|name| scene.tokens_of(name).end as usize == cue && name.kind == EntityKind::Person)
    };
    let is_plural = scene.word(last).ends_with('s');
    let is_who = is_record(scene, last)
        || scene.is_word(last, &["he", "it", "she"]) && start == last
        || scene.is_calling(last)
        || is_person();
    let agrees = scene.is_word(cue, &["states"]) || is_plural;
    ((is_behind_comma || is_behind_quotation) && is_who && agrees).then(|| run_of(start, cue))
}
