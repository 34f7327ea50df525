//! Sentences that open with a clause or phrase before their subject: "As Roe praised the plan, [Dell left]", "[On Sunday],
//! Roe announced that …", or go on with one of their own: "Roe refused to go, [and the boat left]".
//!
//! In texts unlike those that they learnt from the taggers go on from the words of such a clause into the sentence, and
//! take such a phrase for the first piece of what is said. In the annotated articles hardly one quote is so.

use crate::annotate::quote::grammar::quotations::{is_unquoted, regions};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::{begins_sentence, opening};
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Words that open a clause before its sentence, alone or behind "even".
const OPENERS: &WordSet = &WordSet::of(&[
    "after", "although", "amid", "as", "because", "before", "despite", "if", "once", "since", "though", "when",
    "whenever", "while",
]);
/// Words that open another clause in what is said.
const OTHERS: &WordSet = &WordSet::of(&["although", "because", "if", "though", "unless", "whatever", "when", "while"]);
/// What everybody does who speaks: a whole clause may stand behind it without "that".
const SAYS: &WordSet = &WordSet::of(&["said", "say", "says", "told", "tells", "added", "adds"]);
/// Words that open a phrase of when, where or how.
const LEADS: &WordSet = &WordSet::of(&[
    "as",
    "at",
    "during",
    "earlier",
    "for",
    "in",
    "last",
    "later",
    "like",
    "next",
    "on",
    "soon",
    "therefore",
    "this",
    "today",
    "with",
    "yesterday",
]);
/// Adverbs of where or before whom somebody speaks.
const PLACES: &WordSet = &WordSet::of(&[
    "abroad",
    "ashore",
    "backstage",
    "downstairs",
    "downtown",
    "elsewhere",
    "indoors",
    "inside",
    "nearby",
    "offstage",
    "online",
    "onstage",
    "outdoors",
    "outside",
    "overhead",
    "privately",
    "publicly",
    "upstairs",
]);
/// Words that end so, but are no participles.
const NO_PARTICIPLES: &WordSet = &WordSet::of(&[
    "according",
    "anything",
    "during",
    "evening",
    "everything",
    "following",
    "including",
    "morning",
    "nothing",
    "regarding",
    "something",
]);
/// Most tokens of a clause before its reporting word.
const REACH: usize = 60;
/// Ends what is said in a clause that opens the sentence before the subject of the sentence: "When Roe asked about
/// [the plan], the mayor left".
pub(crate) fn until_main(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[cue.start as usize] as usize) else { return };
    let start = opening(scene, sentence);
    let first = start + usize::from(scene.is_word(start, &["even"]));
    let is_near = (first + 1..first + REACH).contains(&(cue.start as usize));
    if !scene.is_word(first, OPENERS) || !is_near {
        return;
    }
    let is_behind = |piece: &Run| piece.start >= cue.end && piece.start < sentence.end;
    let Some(n) = attribution.contents.iter().position(is_behind) else { return };
    let piece = attribution.contents[n];
    let last = (piece.end as usize).min(sentence.end as usize);
    // "As the Post has reported, it was over" has its words behind the comma.
    let is_other = |i: usize| (piece.start as usize + 1..i).any(|i| scene.is_word(i, OTHERS));
    let ends = |&i: &usize| scene.word(i) == "," && begins_sentence(scene, i + 1);
    let comma = (piece.start as usize + 1..last).find(ends).filter(|&i| !is_other(i));
    let Some(comma) = comma.filter(|&i| is_unquoted(scene, run_of(cue.end as usize, i + 1))) else { return };
    let is_main = |i: usize| scene.word(i) == "," && begins_sentence(scene, i + 1);
    // "As Roe remembers it, he had a gun", "As the Post reported today, …".
    let is_manner =
        scene.is_word(first, &["as"]) && (comma < piece.start as usize + 2 || reports(scene, cue.end as usize - 1));
    if is_manner || (first..cue.start as usize).any(is_main) {
        return;
    }
    attribution.contents[n] = run_of(piece.start as usize, comma);
    attribution.contents.retain(|p| !is_behind(p) || p.end as usize <= comma);
}

/// Ends a quotation in such a clause, or in a phrase, with its comma: "After Roe said he had “lost,” [Dell left]", "Having
/// called it “a sham,” [she left]".
pub(crate) fn until_quoted(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[cue.start as usize] as usize) else { return };
    let first = opening(scene, sentence);
    let at = cue.start as usize;
    let is_participle =
        scene.word(first).len() > 5 && scene.word(first).ends_with("ing") && !scene.is_word(first, NO_PARTICIPLES);
    let is_front = scene.is_word(first, OPENERS) || scene.is_word(first, &["with"]) || is_participle;
    let is_main = |i: usize| scene.word(i) == "," && begins_sentence(scene, i + 1);
    if !is_front || scene.is_word(first, &["as"]) || at < first || at > first + REACH || (first..at).any(is_main) {
        return;
    }
    let is_behind = |piece: &Run| piece.start >= cue.end && piece.start < sentence.end;
    let Some(n) = attribution.contents.iter().position(is_behind) else { return };
    let piece = attribution.contents[n];
    let mut ends = regions(scene, piece).into_iter().filter_map(|region| {
        let end = region.end as usize;
        let is_inside = scene.word(end.saturating_sub(2)) == ",";
        let next = if is_inside { end } else { end + 1 };
        let is_parted = is_inside || scene.word(end) == ",";
        (is_parted && begins_sentence(scene, next)).then_some(region.end)
    });
    if let Some(end) = ends.next().filter(|&end| end < piece.end && end < sentence.end) {
        attribution.contents[n].end = end;
        attribution.contents.retain(|p| !is_behind(p) || p.end <= end);
    }
}

/// Ends what somebody wants, promises or refuses to do before the sentence goes on: "Roe refused [to step in], and the
/// strike was lost".
pub(crate) fn until_next(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let is_aim = |piece: &&mut Run| piece.start == cue.end && scene.is_word(piece.start as usize, &["to"]);
    let Some(piece) = attribution.contents.iter_mut().find(is_aim) else { return };
    let goes_on = |i: usize| scene.is_word(i, &["and", "but", "so"]) && begins_sentence(scene, i + 1);
    let ends = |&i: &usize| scene.word(i) == "," && goes_on(i + 1);
    let is_clause = |i: usize| scene.is_word(i, &["that", "where", "which", "who", "whose"]);
    let comma = piece.range().skip(2).find(ends).filter(|&i| !(piece.start as usize..i).any(is_clause));
    if let Some(comma) = comma.filter(|_| is_unquoted(scene, *piece)) {
        *piece = run_of(piece.start as usize, comma);
    }
}

/// Leaves out what opens the sentence before who speaks, where the reporting word has words of its own behind it: "On
/// Sunday, Roe announced [that she would run]".
pub(crate) fn without_front(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let [front, behind, ..] = attribution.contents[..] else { return };
    let is_between = front.end <= source.start && source.end <= cue.start && behind.start == cue.end;
    let number = scene.sentences[cue.start as usize];
    let is_one = scene.sentences[front.start as usize] == number && is_unquoted(scene, front);
    if !is_between || !is_one || scene.word(source.start as usize - 1) != "," {
        return;
    }
    let begins = behind.start as usize;
    let is_clause = scene.is_word(begins, &["that", "to"]);
    let is_place = || front.range().len() == 1 && scene.is_word(front.start as usize, PLACES);
    let is_object = || {
        let first = front.start as usize;
        let is_adverb = scene.is_word(first, LEADS) || scene.word(first).ends_with("ly");
        let is_bare = front.range().all(|i| !is_verb(scene, i)) && scene.is_wordlike(begins);
        is_adverb && is_bare && !cue.range().any(|i| scene.is_word(i, SAYS))
    };
    if is_clause || is_place() || is_object() {
        attribution.contents.remove(0);
    }
}
