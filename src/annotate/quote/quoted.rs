//! "The Post quoted Ann Roe as saying that it was over": what Roe says, told by the Post.
//!
//! There are two quotes in it: the annotated articles have the outer one, that the Post quotes Roe so; who wants
//! to know what Roe said needs the inner one as well.

use super::link::Attribution;
use super::nested::subject_before;
use super::scene::{Scene, overlap, run_of};
use crate::annotate::text::Run;

/// Most tokens for who is quoted.
const QUOTED: usize = 16;

/// Replaces what was found of such sentences of a paragraph by the two quotes that are in each.
pub(super) fn part(scene: &Scene<'_>, paragraph: Run, attributions: &mut Vec<Attribution>) {
    let is_verb = |&i: &usize| scene.is_word(i, &["quoted", "quotes", "quoting"]);
    for verb in paragraph.range().filter(is_verb) {
        let Some(found) = find(scene, verb, attributions) else { continue };
        let taken = [verb as u32..verb as u32 + 1, found[1].cue.map_or(0..0, |c| c.start..c.end)];
        let is_own = |cue: Run| taken.iter().any(|t| overlap(cue, Run { start: t.start, end: t.end }) > 0);
        attributions.retain(|a| !a.cue.is_some_and(is_own));
        attributions.extend(found);
    }
}

/// The outer and the inner quote of a verb.
fn find(scene: &Scene<'_>, verb: usize, attributions: &[Attribution]) -> Option<[Attribution; 2]> {
    let number = *scene.sentences.get(verb)?;
    let sentence = scene.text.sentences[number as usize];
    let last = (sentence.end as usize).min(verb + QUOTED);
    let said = (verb + 2..last).find(|&i| scene.is_word(i, &["as"]) && scene.is_word(i + 1, &["saying", "telling"]))?;
    let quoted = run_of(verb + 1, said - usize::from(scene.word(said - 1) == ","));
    let is_quoted = !scene.is_word(verb + 1, &["by", "in", "on", "at"]) && scene.marks.region_of(verb).is_none();
    let cue = run_of(said, said + 2);
    let start = cue.end as usize + usize::from(scene.is_word(cue.end as usize, &[",", ":"]));
    let known = attributions.iter().filter(|a| a.cue.is_some_and(|c| overlap(c, cue) > 0 || c.start as usize == verb));
    let known: Vec<&Attribution> = known.collect();
    let reach = known.iter().flat_map(|a| &a.contents).map(|p| p.end as usize).filter(|&end| end > start).max();
    let end = reach.unwrap_or(sentence.end as usize - usize::from(scene.is_word(sentence.end as usize - 1, &["."])));
    let words = run_of(start, end);
    if !is_quoted || words.range().filter(|&i| scene.is_wordlike(i)).count() < 2 {
        return None;
    }
    let source = known.iter().filter_map(|a| a.source).find(|s| s.end as usize <= verb);
    let by = run_of(verb, verb + 1);
    let outer = Attribution::by_rule(by, source.or_else(|| subject_before(scene, verb))?, run_of(verb + 1, end));
    Some([outer, Attribution::by_rule(cue, quoted, words)])
}
