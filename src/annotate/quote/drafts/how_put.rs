//! “A disaster” is how Ann Roe describes it: a quotation before the words for how somebody put it.

use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::subjects::subject_at;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Verbs of how something is put.
const PUTS: &WordSet = &WordSet::of(&[
    "characterised",
    "characterises",
    "characterized",
    "characterizes",
    "describe",
    "described",
    "describes",
    "explained",
    "explains",
    "phrased",
    "phrases",
    "put",
    "puts",
    "remembered",
    "remembers",
    "sum",
    "summed",
    "sums",
]);
/// Most tokens of a title before the name, and from the subject to the verb.
const TITLE: usize = 4;
const APART: usize = 2;
/// Runs that are looked at beside words.
const NEAREST: usize = 4;

/// Gives a paragraph's quotations to those who are told to have put it so.
pub(super) fn add(scene: &Scene<'_>, paragraph: Run, found: &mut Vec<Attribution>) {
    let first = scene.marks.regions.partition_point(|region| region.start < paragraph.start);
    let regions = scene.marks.regions[first..].iter().take_while(|region| region.end <= paragraph.end);
    let puts: Vec<Attribution> = regions.filter_map(|&region| put(scene, region)).collect();
    if puts.is_empty() {
        return;
    }
    let sources: Vec<Run> = puts.iter().filter_map(|put| put.source).collect();
    // Who speaks was read from the quotation on, and what is described as what is said.
    found.retain(|a| a.source.is_none_or(|source| !overlaps(&sources, source)));
    let mut taken: Vec<Run> = found.iter().flat_map(|a| &a.contents).copied().collect();
    taken.sort_by_key(|run| run.end);
    found.extend(puts.into_iter().filter(|put| put.contents.iter().all(|&region| !overlaps(&taken, region))));
}

/// Tells whether words overlap one of those that lie nearest, of runs in the order of their ends.
fn overlaps(runs: &[Run], words: Run) -> bool {
    let next = runs.partition_point(|run| run.end <= words.start);
    runs[next..].iter().take(NEAREST).any(|run| overlap(*run, words) > 0)
}

/// A quotation before "is how", somebody and a verb.
fn put(scene: &Scene<'_>, region: Run) -> Option<Attribution> {
    let is = region.end as usize + usize::from(scene.is_word(region.end as usize, &[","]));
    let start = is + 2;
    if !scene.is_word(is, &["is", "was"]) || !scene.is_word(is + 1, &["how"]) {
        return None;
    }
    let is_before = |i: &usize| scene.is_title(*i) || scene.is_calling(*i);
    let name = (start..start + TITLE).take_while(|i| *i == start || is_before(&(i - 1)));
    let subject = name.filter_map(|i| subject_at(scene, i)).next()?;
    let source = Run { start: start as u32, end: subject.end };
    let cue = (source.end as usize..=source.end as usize + APART).find(|&i| scene.is_word(i, PUTS))?;
    let is_near = (source.end as usize..cue).all(|i| scene.is_word(i, &["had", "has", "himself", "herself", "later"]));
    is_near.then(|| Attribution::headed(run_of(cue, cue + 1), source, region))
}
