//! Titles of works that tell of what, or by whom, something is said, among its words: "“It was fun,” Roe said of
//! [“Salt,”] her first film", "said Roe, whose hits include [“Gutter” and “Low Tide.”]", "[“Salt”] was called “a
//! triumph” by Dell".

use super::works::is_large;
use crate::annotate::quote::grammar::quotations::{closes, regions};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Pieces of an attribution, and titles of a list, that are looked at.
const PIECES: usize = 8;
const TITLES: usize = 6;
/// Most tokens from who speaks to a title in another clause, and from "whose" to a title.
const REACH: usize = 30;
const WHOSE: usize = 8;
/// Most tokens behind a title that say what it is.
const REST: u32 = 12;
const INCLUDES: &WordSet = &WordSet::of(&["are", "include", "included", "includes", "were"]);
/// Nouns for a work as it is given or handed on, "of" and its title behind them.
const GIVEN: &WordSet = &WordSet::of(&[
    "chorus",
    "copies",
    "copy",
    "cover",
    "episode",
    "episodes",
    "performance",
    "performances",
    "premiere",
    "print",
    "production",
    "recording",
    "reel",
    "remake",
    "revival",
    "screening",
    "staging",
    "version",
]);
/// What somebody or something is said to be.
const NAMING: &WordSet =
    &WordSet::of(&["called", "condemned", "denounced", "described", "dismissed", "dubbed", "hailed", "praised"]);
const BE: &WordSet = &WordSet::of(&["be", "been", "is", "was"]);

/// Leaves out such titles where other words are left.
pub(crate) fn leave_out(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.filter(|_| attribution.contents.len() <= PIECES) else { return };
    without_subject(scene, attribution, cue);
    let from = attribution.source.map_or(cue.end, |source| source.end.max(cue.end));
    let is_whole = |piece: &Run| piece.end <= cue.start && !regions(scene, *piece).is_empty();
    let whole = attribution.contents.iter().any(is_whole).then_some(from as usize);
    let rest = attribution.contents.iter().filter_map(|&piece| without_titles(scene, piece, whole));
    let rest: Vec<Run> = rest.collect();
    if !rest.is_empty() {
        attribution.contents = rest;
    }
}

/// A piece without the titles that it begins with; nothing where it is only titles.
fn without_titles(scene: &Scene<'_>, piece: Run, from: Option<usize>) -> Option<Run> {
    let all = regions(scene, piece);
    let is_work = |region: &&Run| is_work(scene, **region, from);
    let n = all.iter().take(TITLES).take_while(is_work).count();
    // "Said of “Salt,” her first film".
    let is_short = |last: &Run| piece.end <= last.end + REST;
    let end = all.get(n).map(|next| next.start).or_else(|| all.last().filter(|l| is_short(l)).map(|last| last.end));
    let is_list = |i: usize| {
        let is_inside = || scene.marks.region_of(i).is_some();
        !scene.is_wordlike(i) || is_inside() || scene.is_word(i, &["and", "or"])
    };
    if n == 0 || !end.is_some_and(|end| (piece.start..end).all(|i| is_list(i as usize))) {
        return Some(piece);
    }
    all.get(n).map(|next| Run { start: next.start, end: piece.end })
}

/// Tells whether marks are around such a title, alone or in a list of them.
fn is_work(scene: &Scene<'_>, region: Run, from: Option<usize>) -> bool {
    let all = &scene.marks.regions;
    let at = all.partition_point(|r| r.start < region.start);
    let joins = |pair: &[Run]| {
        let between = pair[0].end as usize..pair[1].start as usize;
        let is_joint = |i: usize| scene.word(i) == "," || scene.is_word(i, &["and", "or"]);
        !closes(scene, pair[0]) && between.len() < 3 && between.into_iter().all(is_joint)
    };
    let last = (at + 1).min(all.len());
    let n = all[last.saturating_sub(TITLES)..last].windows(2).rev().take_while(|pair| joins(pair)).count();
    let list = &all[(last - 1).saturating_sub(n)..last];
    let is_led = |first: &Run| is_led(scene, first.start as usize, from);
    list.iter().all(|title| is_title(scene, *title)) && list.first().is_some_and(is_led)
}

/// Tells whether marks are around what may be a title.
fn is_title(scene: &Scene<'_>, region: Run) -> bool {
    is_large(scene, region) && !region.range().any(|i| scene.is_word(i, &["!", "?", "i", "we", "you"]))
}

/// Tells whether what stands before a mark leads to a title: "said of", "whose hits include", "a reel of"; `from` is
/// where who speaks ends, behind a whole quotation.
fn is_led(scene: &Scene<'_>, mark: usize, from: Option<usize>) -> bool {
    let Some(before) = mark.checked_sub(1) else { return false };
    let is_here = |i: usize| scene.sentences.get(i) == scene.sentences.get(before);
    let is_near = |from: &usize| (*from <= mark) && mark - from <= REACH && is_here(from.saturating_sub(1));
    let whose = || (mark.saturating_sub(WHOSE)..before).any(|i| is_here(i) && scene.is_word(i, &["whose"]));
    if scene.is_word(before, INCLUDES) {
        return whose();
    }
    let Some(from) = from.filter(is_near).filter(|_| scene.is_word(before, &["of"])) else { return false };
    before <= from || before > 0 && scene.is_word(before - 1, GIVEN)
}

/// Leaves out the title of what is said to be something: "[“Salt”] was called “a triumph”", "critics called [“Salt”] “a
/// triumph”".
fn without_subject(scene: &Scene<'_>, attribution: &mut Attribution, cue: Run) {
    const HELPERS: usize = 3;
    let Some(verb) = cue.range().find(|&i| scene.is_word(i, NAMING)) else { return };
    let is_passive = (verb.saturating_sub(HELPERS)..verb).any(|i| scene.is_word(i, BE));
    if let [first, .., last] = attribution.contents[..] {
        let first = regions(scene, first).first().copied();
        let subject = first.filter(|r| r.end <= cue.start && is_title(scene, *r));
        let opens = |subject: Run| {
            let sentence = scene.text.sentences.get(scene.sentences[subject.start as usize] as usize);
            sentence.is_some_and(|&sentence| opening(scene, sentence) <= subject.start as usize + 1)
        };
        if is_passive && subject.is_some_and(opens) && last.start >= cue.end && !regions(scene, last).is_empty() {
            attribution.contents.remove(0);
        }
    }
    if let Some(piece) = attribution.contents.iter_mut().find(|piece| piece.start == cue.end)
        && let [object, named, ..] = regions(scene, *piece)[..]
        && object.start == piece.start
        && object.end == named.start
        && is_title(scene, object)
    {
        *piece = run_of(named.start as usize, piece.end as usize);
    }
}
