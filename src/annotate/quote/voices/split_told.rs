//! "“We will lose,” Roe told members, according to two people. “We might as well lose early.”": a quotation that goes on
//! behind who tells of it is all of the one who said it.
//!
//! The taggers give the second half to the document or to the speaker, and the first to the other.

use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::subjects::{subject_at, subject_before};
use crate::annotate::quote::grammar::verbs::reports;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;

/// Most tokens from the first half to who tells of it, and from there to the second.
const CLAUSE: usize = 24;
const SOURCE: usize = 30;

/// Most of them in a paragraph, so that none takes long.
const MOST: usize = 64;

/// Joins such halves.
pub(crate) fn join(scene: &Scene<'_>, attributions: &mut Vec<Attribution>) {
    let is_told = |a: &Attribution| a.cue.filter(|cue| scene.is_word(cue.start as usize, &["according"]));
    let cues: Vec<Run> = attributions.iter().filter_map(is_told).collect();
    let splits = cues.into_iter().filter_map(|cue| Some((cue, split(scene, cue)?)));
    for (cue, Split { first, verb, who, second }) in splits.take(MOST) {
        let has_second = |a: &Attribution| a.contents.iter().any(|piece| overlap(*piece, second) > 0);
        // Words that "she added" has behind them, or somebody else.
        let is_own = |a: &Attribution| {
            a.cue.is_some_and(|own| own.start >= second.end || own.start > cue.end && own.end <= second.start)
        };
        if attributions.iter().any(|a| has_second(a) && is_own(a)) {
            continue;
        }
        // Who tells of it tells of both halves, or of nothing ("said on [the call], according to").
        let is_first = |piece: &Run| overlap(*piece, first) > 0;
        for attribution in attributions.iter_mut() {
            if attribution.cue != Some(cue) {
                attribution.contents.retain(|piece| overlap(*piece, second) == 0);
            } else if !attribution.contents.iter().any(is_first) {
                attribution.contents.clear();
            }
        }
        attributions.retain(|a| !a.contents.is_empty());
        match attributions.iter_mut().find(|a| a.cue.is_some_and(|own| overlap(own, verb) > 0)) {
            Some(known) => known.contents = vec![first, second],
            None => {
                let found = Attribution::headed(verb, who, first);
                attributions.push(Attribution { contents: vec![first, second], ..found });
            }
        }
    }
}

/// A quotation in two halves, with who said it and the verb between them.
struct Split {
    first: Run,
    verb: Run,
    who: Run,
    second: Run,
}

fn split(scene: &Scene<'_>, cue: Run) -> Option<Split> {
    let at = cue.start as usize;
    let sentence = *scene.text.sentences.get(*scene.sentences.get(at)? as usize)?;
    let regions = &scene.marks.regions;
    let next = regions.partition_point(|region| region.start < cue.start);
    let first =
        *regions.get(next.checked_sub(1)?).filter(|r| (r.end as usize) < at && at - r.end as usize <= CLAUSE)?;
    let second = *regions.get(next)?;
    let begins = second.start == sentence.end && second.start as usize <= at + SOURCE;
    let behind = second.end as usize;
    let is_whole = !scene.is_wordlike(behind) || scene.sentences.get(behind) != scene.sentences.get(behind - 1);
    let is_one = scene.paragraph_of(second.start as usize) == scene.paragraph_of(at) && first.start >= sentence.start;
    if !begins || !is_whole || !is_one {
        return None;
    }
    let start = first.end as usize;
    let (verb, who) = match subject_at(scene, start) {
        Some(who) => (who.end as usize, who),
        None => {
            let titled =
                (start..at).take(CLAUSE / 4).find(|&i| reports(scene, i) && subject_before(scene, i).is_some());
            match titled {
                Some(verb) => (verb, run_of(start, verb)),
                None => (start, subject_at(scene, start + 1)?),
            }
        }
    };
    (reports(scene, verb) && verb < at).then(|| Split { first, verb: run_of(verb, verb + 1), who, second })
}
