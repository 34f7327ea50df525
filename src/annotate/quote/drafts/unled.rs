//! Quotations whose reporting word no tagger knows, but whose speaker stands beside them: “She called it a draw,
//! ‘which is a win for him.’”, “‘We will wait,’ Ann Roe sa1d.”

use rustc_hash::FxHashSet;

use crate::annotate::quote::grammar::phrases;
use crate::annotate::quote::grammar::quotations::{closes, regions};
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::subjects::{subject_at, subject_before};
use crate::annotate::quote::grammar::verbs::reports;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;

/// Fewest words of such a quotation.
const WORDS: usize = 5;
/// Pieces of what is found that are looked at beside a quotation.
const NEAREST: usize = 4;
/// Most tokens of a description of who speaks.
const DESCRIPTION: usize = 6;

/// Returns the attributions of a paragraph's quotations that are not found yet.
pub(super) fn passed_over(scene: &Scene<'_>, paragraph: Run, found: &[Attribution]) -> Vec<Attribution> {
    let is_long = |region: &Run| region.range().filter(|&i| scene.is_wordlike(i)).count() >= WORDS;
    let is_led = |region: &Run| is_long(region) || behind_verb(scene, *region).is_some();
    let long: Vec<Run> = regions(scene, paragraph).into_iter().filter(is_led).collect();
    if long.is_empty() {
        return Vec::new();
    }
    let mut taken: Vec<Run> = found.iter().flat_map(|a| &a.contents).copied().collect();
    taken.sort_by_key(|run| run.end);
    // The first that ends behind a region's start begins behind its end, or overlaps it.
    let is_free = |region: &Run| {
        let next = taken.partition_point(|run| run.end <= region.start);
        taken[next..].iter().take(NEAREST).all(|run| overlap(*run, *region) == 0)
    };
    let told: FxHashSet<u32> = found.iter().filter_map(|a| Some(scene.sentences[a.cue?.start as usize])).collect();
    let is_told = |sentence: u32| told.contains(&sentence);
    let free = long.into_iter().filter(is_free);
    let found = |region: Run| {
        let told = behind_verb(scene, region).or_else(|| behind_subject(scene, region, is_told));
        told.or_else(|| before_name(scene, region))
    };
    free.filter_map(found).collect()
}

/// A quotation behind a comma or colon and who used to say or would say it: when asked, he would answer, “Read it.”
fn behind_verb(scene: &Scene<'_>, region: Run) -> Option<Attribution> {
    let mark = (region.start as usize).checked_sub(1).filter(|&i| matches!(scene.word(i), "," | ":"))?;
    let verb = mark.checked_sub(1).filter(|&i| reports(scene, i))?;
    let helper = verb.checked_sub(1).filter(|&i| scene.is_word(i, &["would", "will"]))?;
    let subject = subject_before(scene, helper)?;
    closes(scene, region).then(|| Attribution::by_rule(run_of(helper, verb + 1), subject, region))
}

/// Takes out of an attribution the quotations of later sentences that somebody else opens, or the same once more:
/// “‘No,’ said Roe. She called it a draw, ‘which is a win.’” are two.
pub(super) fn parted(scene: &Scene<'_>, attribution: &mut Attribution) -> Vec<Attribution> {
    let Some(cue) = attribution.cue else { return Vec::new() };
    let Some((&first, rest)) = attribution.contents.split_first() else { return Vec::new() };
    let (mut kept, mut others) = (vec![first], Vec::new());
    for &piece in rest {
        let before = piece.start.saturating_sub(1) as usize;
        let is_later = scene.sentences[before] > scene.sentences[cue.start as usize];
        match behind_subject(scene, piece, |_| false).filter(|_| is_later) {
            Some(other) => others.push(other),
            None => kept.push(piece),
        }
    }
    attribution.contents = kept;
    others
}

/// A quotation that ends a sentence behind a comma, where somebody opens the sentence and nothing else is reported
/// in it.
fn behind_subject(scene: &Scene<'_>, region: Run, is_told: impl Fn(u32) -> bool) -> Option<Attribution> {
    let is_quotation = scene.marks.region_of(region.start as usize) == Some(region);
    let comma = (region.start as usize).checked_sub(1).filter(|&i| is_quotation && scene.word(i) == ",")?;
    if scene.paragraph_of(comma) != scene.paragraph_of(region.start as usize) {
        return None;
    }
    let number = scene.sentences[comma];
    let sentence = *scene.text.sentences.get(number as usize)?;
    let subject = subject_at(scene, sentence.start as usize).filter(|s| (s.end as usize) < comma)?;
    (closes(scene, region) && !is_told(number)).then(|| attribution(region, subject, None))
}

/// A quotation that ends in a comma, before a name or a description and the word that ends the sentence: “I hit it and
/// hoped,” the young keeper beamed.
fn before_name(scene: &Scene<'_>, region: Run) -> Option<Attribution> {
    let ends_in_comma = region.range().rev().take(2).any(|i| scene.word(i) == ",");
    let start = region.end as usize;
    let described = || {
        let phrase = phrases::phrase(scene, run_of(start, start + DESCRIPTION))?;
        scene.word(phrase.end as usize).ends_with("ed").then_some(phrase)
    };
    let name = subject_at(scene, start).or_else(described).filter(|_| ends_in_comma)?;
    let (word, stop) = (name.end as usize, name.end as usize + 1);
    let ends = scene.is_wordlike(word) && scene.is_word(stop, &["."]);
    ends.then(|| attribution(region, name, Some(run_of(word, stop))))
}

fn attribution(region: Run, source: Run, cue: Option<Run>) -> Attribution {
    Attribution {
        cue,
        contents: vec![region],
        source: Some(source),
        content_probability: 0.5,
        cue_probability: 0.5,
        content_link: 0.5,
        source_link: 0.8,
        is_headed: true,
    }
}
