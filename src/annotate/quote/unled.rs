//! Quotations whose reporting word no tagger knows, but whose speaker stands beside them: “She called it a draw,
//! ‘which is a win for him.’”, “‘We will wait,’ Ann Roe sa1d.”

use super::extent::{closes, regions};
use super::link::Attribution;
use super::nested::subject_at;
use super::scene::{Scene, overlap, run_of};
use crate::annotate::text::Run;

/// Fewest words of such a quotation.
const WORDS: usize = 5;

/// Returns the attributions of a paragraph's quotations that are not found yet.
pub(super) fn passed_over(scene: &Scene<'_>, paragraph: Run, found: &[Attribution]) -> Vec<Attribution> {
    let is_taken = |region: Run| found.iter().flat_map(|a| &a.contents).any(|c| overlap(*c, region) > 0);
    let is_long = |region: Run| region.range().filter(|&i| scene.is_wordlike(i)).count() >= WORDS;
    let free = regions(scene, paragraph).into_iter().filter(|&region| is_long(region) && !is_taken(region));
    free.filter_map(|region| behind_subject(scene, region, found).or_else(|| before_name(scene, region))).collect()
}

/// Takes out of an attribution the quotations of later sentences that somebody else opens, or the same once more:
/// “‘No,’ said Roe. She called it a draw, ‘which is a win.’” are two.
pub(super) fn parted(scene: &Scene<'_>, attribution: &mut Attribution) -> Vec<Attribution> {
    let Some(cue) = attribution.cue.filter(|_| attribution.contents.len() > 1) else { return Vec::new() };
    let is_later = |piece: &Run| scene.sentences[piece.start as usize - 1] > scene.sentences[cue.start as usize];
    let own = |piece: Run| behind_subject(scene, piece, &[]);
    let others: Vec<Attribution> =
        attribution.contents[1..].iter().filter(|piece| is_later(piece)).filter_map(|&piece| own(piece)).collect();
    attribution.contents.retain(|piece| !others.iter().any(|other| other.contents[0] == *piece));
    others
}

/// A quotation that ends a sentence behind a comma, where somebody opens the sentence and reports nothing else.
fn behind_subject(scene: &Scene<'_>, region: Run, found: &[Attribution]) -> Option<Attribution> {
    let is_quotation = scene.marks.region_of(region.start as usize) == Some(region);
    let comma = (region.start as usize).checked_sub(1).filter(|&i| is_quotation && scene.word(i) == ",")?;
    if scene.paragraph_of(comma) != scene.paragraph_of(region.start as usize) {
        return None;
    }
    let number = scene.sentences[comma];
    let sentence = *scene.text.sentences.get(number as usize)?;
    let is_here = |a: &Attribution| a.cue.is_some_and(|cue| scene.sentences[cue.start as usize] == number);
    let subject = subject_at(scene, sentence.start as usize).filter(|s| (s.end as usize) < comma)?;
    (closes(scene, region) && !found.iter().any(is_here)).then(|| attribution(region, subject, None))
}

/// A quotation that ends in a comma, before a name and the word that ends the sentence.
fn before_name(scene: &Scene<'_>, region: Run) -> Option<Attribution> {
    let ends_in_comma = region.range().rev().take(2).any(|i| scene.word(i) == ",");
    let name = subject_at(scene, region.end as usize).filter(|_| ends_in_comma)?;
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
    }
}
