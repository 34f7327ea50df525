//! What a sentence tells of somebody beside what she does in it: "Roe, who called it “a path,” left", "Citing the rule,
//! Roe left", "Speaking in Vale, Roe said …", "Asked about it, Roe laughed".

use rustc_hash::FxHashSet;

use crate::annotate::quote::grammar::finite::may_begin;
use crate::annotate::quote::grammar::nouns::DETERMINERS;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opens;
use crate::annotate::quote::grammar::subjects::subject_at;
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Words that begin a clause about what a sentence is about.
const RELATIVES: &WordSet = &WordSet::of(&["which", "who", "whom"]);
/// Participles of somebody who speaks, with no words of hers behind them.
const SPEAKING: &WordSet = &WordSet::of(&[
    "addressing",
    "answering",
    "appearing",
    "commenting",
    "reacting",
    "referring",
    "replying",
    "responding",
    "speaking",
    "testifying",
    "turning",
    "writing",
]);
/// Participles of somebody who is asked.
const ASKED: &WordSet = &WordSet::of(&["asked", "pressed", "questioned", "quizzed"]);
/// Most words between a relative pronoun and its verb; words before the pronoun in "many of whom".
const HELPERS: usize = 2;
const SUBJECT: usize = 8;
const PART: usize = 2;
/// Most tokens of a clause that opens a sentence.
const REACH: usize = 40;

/// Where the words end, before the comma or behind the mark, behind which a sentence goes on about whom or what a clause
/// with a cue tells something of: "Roe, who called it “a path,” left", "the freeze, which Roe said would help, has
/// ended".
pub(super) fn end(scene: &Scene<'_>, attribution: &Attribution, piece: Run) -> Option<u32> {
    let cue = attribution.cue?;
    let is_who = (cue.start as usize).checked_sub(1).is_some_and(|i| scene.is_word(i, &["who"]));
    let is_plain = || piece.range().all(|i| scene.marks.region_of(i).is_none());
    let is_of_subject = relative(scene, attribution, cue).is_some_and(|pronoun| is_of_subject(scene, pronoun));
    let fits = is_of_subject || is_who && is_plain();
    let until = |i: usize| {
        let region = scene.marks.region_of(i);
        let is_last = region.is_none_or(|region| region.end as usize == i + 2);
        let behind = i + 1 + usize::from(region.is_some());
        let begins = is_verb(scene, behind) || is_of_subject && may_begin(scene, behind);
        let goes_on = begins && scene.sentences.get(behind) == scene.sentences.get(i);
        (scene.word(i) == "," && is_last && goes_on).then(|| region.map_or(i as u32, |region| region.end))
    };
    if fits { piece.range().skip(1).find_map(until) } else { None }
}

/// The pronoun of the clause that a cue belongs to: that of "which Roe said", of "which has said", of "many of whom say".
fn relative(scene: &Scene<'_>, attribution: &Attribution, cue: Run) -> Option<usize> {
    let is_behind = |&i: &usize| scene.is_word(i, &["which", "who", "whom", "whose"]) && scene.word(i - 1) == ",";
    let source = attribution.source.filter(|source| source.end <= cue.start);
    let before = source.and_then(|source| (source.start as usize).checked_sub(1));
    // The taggers may count it to who speaks.
    let inside = source.and_then(|source| source.range().take(SUBJECT).find(|i| *i > 0 && is_behind(i)));
    let is_part = |i: usize| scene.word(i) != "," && !is_verb(scene, i);
    // "Whose agent, Ann Roe, said".
    let opens =
        |pronoun: usize| source.is_some_and(|s| s.start as usize == pronoun && scene.is_word(pronoun, &["whose"]));
    let inside = inside.filter(|&i| opens(i) || (i + 1..cue.start as usize).all(is_part));
    let asked = before.filter(|&i| scene.is_word(i, RELATIVES)).or(inside);
    let is_helper = |&i: &usize| scene.is_word(i, &["also", "had", "has", "have", "once"]);
    let first = (0..cue.start as usize).rev().take(HELPERS).take_while(is_helper).last().unwrap_or(cue.start as usize);
    let own = || first.checked_sub(1).filter(|&i| scene.is_word(i, &["which", "who", "whom"]));
    let pronoun = asked.or_else(own)?;
    let is_part = scene.is_word(pronoun, &["whom"]) && scene.is_word(pronoun.saturating_sub(1), &["of"]);
    Some(if is_part { pronoun.saturating_sub(PART) } else { pronoun })
}

/// Tells whether a relative pronoun stands behind a comma and the subject of its sentence.
fn is_of_subject(scene: &Scene<'_>, pronoun: usize) -> bool {
    let start = scene.text.sentences.get(scene.sentences[pronoun] as usize).map_or(pronoun, |s| s.start as usize);
    let is_near = start < pronoun && pronoun - start <= REACH;
    // "The plan favored by Roe, who …"
    let is_main = |i: usize| is_verb(scene, i) && !scene.is_word(i + 1, &["by"]);
    is_near && (scene.word(pronoun - 1) == "," || is_apposed(scene, start, pronoun)) && !(start..pronoun).any(is_main)
}

/// Tells whether a relative pronoun stands behind a noun phrase that says what somebody is: "Roe, [a pilot] who".
fn is_apposed(scene: &Scene<'_>, start: usize, pronoun: usize) -> bool {
    const NOUN: usize = 6;
    let open = (pronoun.saturating_sub(NOUN)..pronoun).rev().find(|&i| scene.word(i) == ",");
    open.is_some_and(|open| open > start && scene.is_word(open + 1, DETERMINERS) && open + 2 < pronoun)
}

/// Mends an attribution whose cue, or a piece of whose words, is such a clause that opens the sentence; returns what
/// somebody who is asked in it answers.
pub(crate) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) -> Option<Attribution> {
    without_rest(scene, attribution);
    let answer = without_answer(scene, attribution);
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return answer };
    let is_speaking = |piece: &Run| {
        let first = piece.start as usize;
        let is_next = (piece.end..=piece.end + 1).contains(&source.start) && source.end <= cue.start;
        is_next && scene.is_word(first, SPEAKING) && opens(scene, *piece)
    };
    if attribution.contents.len() > 1 {
        attribution.contents.retain(|piece| !is_speaking(piece));
    }
    answer
}

/// Leaves a source without what it does, and the words without the rest of that: "Citing [the rule], [Roe] left for
/// Vale".
fn without_rest(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let first = cue.start as usize;
    let is_clause = scene.word(first).ends_with("ing") && opens(scene, cue) && source.start > cue.end;
    if !is_clause || scene.word(source.start as usize - 1) != "," {
        return;
    }
    if let Some(verb) = source.range().skip(1).find(|&i| is_verb(scene, i)) {
        attribution.source = Some(run_of(source.start as usize, verb));
    }
    if attribution.contents.iter().any(|piece| piece.start < source.start) {
        attribution.contents.retain(|piece| piece.start < source.start);
    }
}

/// Leaves what somebody is asked about without what she answers in a later sentence, and returns that: "Asked about
/// it, Roe laughed. [“No.”]"
fn without_answer(scene: &Scene<'_>, attribution: &mut Attribution) -> Option<Attribution> {
    let cue = attribution.cue?;
    let first = cue.start as usize;
    let number = scene.sentences[first];
    let is_here = |piece: &Run| scene.sentences[piece.start as usize] == number;
    let is_asked = attribution.source.is_none() && scene.is_word(first, ASKED) && opens(scene, cue);
    if !is_asked || !attribution.contents.iter().any(is_here) {
        return None;
    }
    let (asked, answers): (Vec<Run>, Vec<Run>) = attribution.contents.iter().partition(|piece| is_here(piece));
    let end = scene.text.sentences.get(number as usize)?.end;
    let answer = answers.first().copied().filter(|piece| piece.start == end);
    let comma = asked.last().map(|piece| piece.end as usize).filter(|&i| scene.word(i) == ",");
    attribution.contents = asked;
    let source = subject_at(scene, comma? + 1)?;
    Some(Attribution { cue: None, ..Attribution::headed(source, source, answer?) })
}

/// Leaves out of what somebody says the participle that opens the sentence, with its words, that are a report of their
/// own: "Noting [that crime had fallen], Roe asked for more"; makes one of those that the taggers passed over: "Warning
/// of [“chaos,”] Roe left".
pub(crate) fn without_own_report(scene: &Scene<'_>, attributions: &mut Vec<Attribution>) {
    let mut more = Vec::new();
    let cues: FxHashSet<u32> = attributions.iter().filter_map(|a| Some(a.cue?.start)).collect();
    for attribution in attributions.iter_mut() {
        let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { continue };
        let Some(&piece) = attribution.contents.first() else { continue };
        let first = piece.start as usize;
        let is_known = cues.contains(&piece.start);
        let is_participle =
            scene.word(first).ends_with("ing") && (is_known || reports(scene, first)) && opens(scene, piece);
        let is_front = (piece.end..=piece.end + 1).contains(&source.start) && source.end <= cue.start;
        if !is_participle || !is_front {
            continue;
        }
        if !is_known {
            let behind = first + 1 + usize::from(scene.is_word(first + 1, &["about", "against", "of"]));
            let words = run_of(behind, (piece.end as usize).max(behind));
            more.push(Attribution::by_rule(run_of(first, behind), source, words));
        }
        attribution.contents.remove(0);
    }
    attributions.extend(more);
    attributions.retain(|a| !a.contents.is_empty());
}
