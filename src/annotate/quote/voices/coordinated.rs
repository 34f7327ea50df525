//! "Roe said the bill was a sham and Dell said it was a start", "44 percent said yes, 31 percent said no and 12 percent
//! said “maybe”": who is joined with "and" and says something with the same verb speaks for herself.

use crate::annotate::quote::grammar::nouns::DETERMINERS;
use crate::annotate::quote::grammar::scene::{Scene, n_words, run_of};
use crate::annotate::quote::grammar::subjects::{may_end_who, subject_at};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens before the joint, of who is joined, and most that one sentence joins.
const REACH: usize = 60;
const SUBJECT: usize = 6;
const MOST: usize = 8;
/// Verbs that both must have.
const SAYS: &WordSet = &WordSet::of(&["said", "says", "say"]);
/// Verbs of a state: behind another one "she called him and Dell said no" is a story.
const STATES: &WordSet = &WordSet::of(&[
    "are",
    "believed",
    "believes",
    "can",
    "could",
    "favored",
    "favors",
    "had",
    "has",
    "is",
    "might",
    "opposed",
    "opposes",
    "should",
    "supported",
    "supports",
    "wanted",
    "wants",
    "was",
    "were",
    "will",
    "would",
]);
/// Words that begin another clause.
const CLAUSES: &WordSet = &WordSet::of(&["how", "if", "that", "what", "when", "whether", "which", "who", "why"]);
/// Pronouns that may mean whom the words before are about.
const PRONOUNS: &WordSet = &WordSet::of(&["he", "her", "his", "i", "she", "their", "they", "we"]);

/// Ends what is said before somebody else who says something, and returns that.
pub(crate) fn part(scene: &Scene<'_>, attributions: &mut [Attribution]) -> Vec<Attribution> {
    let mut known: Vec<u32> = attributions.iter().flat_map(Attribution::cue_tokens).collect();
    known.sort_unstable();
    let mut others = Vec::new();
    for attribution in attributions {
        let Some(verb) = verb_of(scene, attribution) else { continue };
        let Some(piece) = attribution.contents.iter_mut().rfind(|piece| piece.start as usize > verb) else { continue };
        let mut rest = *piece;
        for round in 0..MOST {
            let Some((end, subject)) = next(scene, rest, verb) else { break };
            let cue = subject.end as usize;
            let content = run_of(cue + 1, rest.end as usize);
            match others.last_mut() {
                Some(Attribution { contents, .. }) if round > 0 => contents[0].end = end as u32,
                _ => piece.end = end as u32,
            }
            if known.binary_search(&subject.end).is_ok() {
                break;
            }
            others.push(Attribution::by_rule(run_of(cue, cue + 1), subject, content));
            rest = content;
        }
    }
    others
}

/// The last word of a cue, where it only says.
fn verb_of(scene: &Scene<'_>, attribution: &Attribution) -> Option<usize> {
    let (cue, source) = (attribution.cue?, attribution.source?);
    let verb = cue.range().next_back()?;
    (scene.is_word(verb, SAYS) && source.start < cue.start).then_some(verb)
}

/// Where a piece ends before somebody else who is joined and says something, and who that is.
fn next(scene: &Scene<'_>, piece: Run, verb: usize) -> Option<(usize, Run)> {
    let start = piece.start as usize;
    let is_story = scene.is_word(start, PRONOUNS) && !scene.is_word(start + 1, STATES);
    if scene.is_word(start, &["that"]) || is_story {
        return None;
    }
    piece.range().skip(2).take(REACH).find_map(|joint| {
        if scene.marks.region_of(joint).is_some() {
            return None;
        }
        let is_and = scene.is_word(joint, &["and"]);
        let share = share(scene, joint + 1).filter(|_| is_and || scene.word(joint) == ",");
        let subject = share.or_else(|| who(scene, joint + 1).filter(|_| is_and))?;
        let cue = subject.end as usize;
        let same = scene.word(cue).eq_ignore_ascii_case(scene.word(verb)) && cue + 2 < piece.end as usize;
        let last = subject.end as usize - 1;
        let is_known = share.is_none() && (start..joint).any(|i| scene.word(i) == scene.word(last));
        let end = joint - usize::from(scene.word(joint - 1) == ",");
        let fits = same && !is_known && n_words(scene, run_of(cue + 1, piece.end as usize)) > 1;
        (fits && end > start).then_some((end, subject))
    })
}

/// "12 percent" at a token.
fn share(scene: &Scene<'_>, start: usize) -> Option<Run> {
    let percent = start + 1;
    let is_share = scene.word(start).starts_with(|c: char| c.is_ascii_digit());
    (is_share && (scene.is_word(percent, &["percent"]) || scene.word(percent) == "%"))
        .then(|| run_of(start, percent + 1))
}

/// A name with its titles, or a noun for one or several, with nothing behind the verb that means somebody before.
fn who(scene: &Scene<'_>, start: usize) -> Option<Run> {
    if scene.is_word(start, PRONOUNS) {
        return None;
    }
    let name = (start..start + SUBJECT).find(|&i| !scene.is_title(i))?;
    if let Some(name) = subject_at(scene, name).filter(|name| !scene.is_word(name.start as usize, PRONOUNS)) {
        return Some(Run { start: start as u32, end: name.end });
    }
    let end =
        (start..start + SUBJECT).find(|&i| is_verb(scene, i) || !scene.is_wordlike(i)).filter(|&end| end > start)?;
    let is_owned = scene.is_word(start, DETERMINERS) && !scene.is_word(start, &["a", "an", "the"]);
    let is_clause = (start..end).any(|i| scene.is_word(i, PRONOUNS) || scene.is_word(i, CLAUSES));
    let fits = may_end_who(scene, end - 1) && !is_clause && !is_owned && !scene.is_word(end + 1, PRONOUNS);
    fits.then(|| run_of(start, end))
}
