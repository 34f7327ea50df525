//! "Roe defended what critics called “a purge”", "In what Roe called “a step,” the bank cut jobs": words in marks that
//! "what" and a naming verb give to somebody, beside what the sentence tells.
//!
//! The taggers see one quote in such a sentence: of it all, or with the sentence behind the clause.

use rustc_hash::FxHashMap;

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::regions;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Verbs of naming, of which those behind "as" and "was" stand one word before it.
const CALLS: &WordSet = &WordSet::of(&[
    "call",
    "called",
    "calls",
    "dubbed",
    "labeled",
    "labelled",
    "termed",
    "terms",
    "describe",
    "described",
    "describes",
]);
const SAYS: &WordSet = &WordSet::of(&["said", "say", "says"]);
/// Most words from "what" to the verb.
const SUBJECT: usize = 12;

/// Such a clause: its verb, who names something, and the words in marks.
struct Named {
    what: usize,
    verb: usize,
    source: Run,
    words: Run,
}

/// Gives what such clauses of a paragraph name to who names it.
pub(crate) fn part(scene: &Scene<'_>, paragraph: Run, attributions: &mut Vec<Attribution>) {
    let found: Vec<Named> = regions(scene, paragraph).into_iter().filter_map(|words| clause(scene, words)).collect();
    if found.is_empty() {
        return;
    }
    let by_verb: FxHashMap<u32, usize> = found.iter().enumerate().map(|(n, named)| (named.verb as u32, n)).collect();
    let mut is_known = vec![false; found.len()];
    let mut is_inside = vec![false; found.len()];
    for attribution in attributions.iter_mut() {
        let own = attribution.cue_tokens().find_map(|i| by_verb.get(&i).copied());
        if let Some(named) = own.and_then(|n| found.get(n)) {
            is_known[own.unwrap_or_default()] = true;
            until_main(scene, attribution, named);
            continue;
        }
        without_opening(scene, attribution, &found, &mut is_inside);
    }
    let is_somebody =
        |named: &Named| !scene.is_word(named.source.start as usize, &["he", "i", "it", "she", "they", "we"]);
    let more = found.iter().enumerate().filter(|&(n, named)| !is_known[n] && (is_somebody(named) || is_inside[n]));
    attributions.extend(
        more.map(|(_, named)| Attribution::by_rule(run_of(named.verb, named.verb + 1), named.source, named.words)),
    );
}

/// The clause that ends with words in marks.
fn clause(scene: &Scene<'_>, words: Run) -> Option<Named> {
    let last = (words.start as usize).checked_sub(1)?;
    let linked = last.checked_sub(1).filter(|_| scene.is_word(last, &["as", "is", "was"]));
    let is_said = |&i: &usize| {
        let says = if scene.is_word(last, &["as"]) { CALLS } else { SAYS };
        scene.is_word(i, says)
    };
    let verb = match linked {
        Some(verb) => Some(verb).filter(is_said),
        None => Some(last).filter(|&i| scene.is_word(i, CALLS)),
    }?;
    let sentence = *scene.sentences.get(verb)?;
    let is_part = |i: &usize| {
        let is_plain = scene.is_wordlike(*i) || is_possessive(scene, *i) || scene.word(*i) == ",";
        is_plain && !is_verb(scene, *i) && scene.sentences[*i] == sentence
    };
    let helped = verb - usize::from(verb > 0 && scene.is_word(verb - 1, &["had", "has", "have", "later"]));
    let mut before = (0..helped).rev().take(SUBJECT).take_while(is_part);
    let what = before.find(|&i| scene.is_word(i, &["what"])).filter(|what| what + 1 < helped)?;
    Some(Named { what, verb, source: run_of(what + 1, helped), words })
}

/// Ends what is named before the sentence goes on: "In what Roe called “a step,” [the bank cut jobs]".
fn until_main(scene: &Scene<'_>, attribution: &mut Attribution, named: &Named) {
    let mark = named.words.end as usize;
    let is_led = named.what > 0 && scene.is_word(named.what - 1, &["in"]);
    let comma = [mark.saturating_sub(2), mark].into_iter().find(|&i| scene.word(i) == ",");
    let next = mark + usize::from(comma == Some(mark));
    if !is_led
        || comma.is_none()
        || !scene.is_wordlike(next)
        || scene.is_word(next, &["and", "but", "or", "which", "who"])
    {
        return;
    }
    let is_other = |piece: &Run| (piece.start as usize) < named.what || piece.start as usize > mark + 1;
    attribution.contents.retain(|piece| overlap(*piece, named.words) > 0 || is_other(piece));
    for piece in attribution.contents.iter_mut().filter(|piece| overlap(**piece, named.words) > 0) {
        (piece.start, piece.end) = (named.words.start, named.words.end);
    }
}

/// Leaves out of what somebody else says such a clause that opens the sentence; tells which it was.
fn without_opening(scene: &Scene<'_>, attribution: &mut Attribution, found: &[Named], is_inside: &mut [bool]) {
    let cue = attribution.cue_tokens().start;
    let mut pieces = attribution.contents.iter().filter(|piece| piece.end <= cue);
    let opens = pieces.find_map(|piece| {
        let n = found.partition_point(|named| named.words.end <= piece.start);
        let named = found.get(n).filter(|named| named.words.end <= piece.end && named.verb >= piece.start as usize)?;
        let is_led = named.what > 0 && scene.is_word(named.what - 1, &["in"]);
        (is_led && named.what as u32 <= piece.start + 1 && piece.end <= named.words.end + 1).then_some((n, *piece))
    });
    if let Some((n, opening)) = opens.filter(|_| attribution.contents.len() > 1) {
        attribution.contents.retain(|piece| *piece != opening);
        is_inside[n] = true;
    }
}
