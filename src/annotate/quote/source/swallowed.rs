//! Clauses that the taggers took into who speaks: "[Ann Roe] met the guards in Vale on Monday and said …", "Ten men
//! surrendered and [local police] said …", "[Miss Vale] left the hall, refusing to speak".
//!
//! Who speaks is a noun phrase: a verb in it is that of a clause about a noun, or of another clause.

use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::nouns::{DETERMINERS, is_possessive};
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::subjects::may_end_who;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Words that begin a clause about a noun, in which a verb says nothing of the sentence.
const RELATIVES: &WordSet =
    &WordSet::of(&["that", "what", "where", "which", "who", "whom", "whose", "when", "as", "than"]);
/// What is done with somebody whose words follow.
const SHOWS: &WordSet = &WordSet::of(&["cited", "introduced", "presented", "quoted", "recalled", "showed"]);
/// Tokens behind a participle in which "by" makes it one.
const PASSIVE: usize = 6;
/// Most words of a noun phrase of which only its article was taken.
const NOUN: usize = 6;

/// The source without the clauses that are no part of it, and without words that only join it to others.
pub(super) fn without_clauses(scene: &Scene<'_>, source: Run, cue: Run) -> Run {
    let source = until_own_verb(scene, without_scraps(scene, source, cue), cue);
    // What its own verb follows is whole: "[A poll released on Friday] had Roe ahead and found …".
    let is_whole = source.end < cue.start && is_verb(scene, source.end as usize);
    let Some(verb) = verb_of(scene, source).filter(|_| source.end <= cue.start && !is_whole) else { return source };
    let (start, end) = (source.start as usize, source.end as usize);
    if is_joined(scene, cue, source) || is_participle(scene, cue) {
        return run_of(start, verb);
    }
    let and = (verb + 1..end).rev().find(|&i| scene.is_word(i, &["and", "but", "while"]));
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !is_verb(scene, i);
    let is_next = source.end == cue.start && may_end_who(scene, end - 1);
    let last = and.filter(|&and| is_next && and + 1 < end && (and + 1..end).all(is_part));
    last.map_or(source, |and| run_of(and + 1, end))
}

/// The subject of a verb that stands in the source with its object, where the reporting word is that verb, or the colon or
/// the participle behind its object: "[Ann Roe] texted Bo Dell: “No.”", "[Ann Roe] tore into Bo Dell, saying …".
fn until_own_verb(scene: &Scene<'_>, source: Run, cue: Run) -> Run {
    let (start, end) = (source.start as usize, source.end as usize);
    let has_subject = |i: usize| i > start && i + 1 < end && may_end_who(scene, i - 1);
    let own = Some(cue.start as usize).filter(|_| source.start < cue.start && cue.end < source.end);
    if let Some(own) = own.filter(|&own| has_subject(own) && scene.word(end) == ":") {
        return run_of(start, own);
    }
    let is_colon = scene.word(cue.start as usize) == ":" && source.end == cue.start;
    if !is_colon && !is_participle(scene, cue) || source.end > cue.start {
        return source;
    }
    let mut persons = scene.entities_in(source).iter().filter(|e| e.kind == EntityKind::Person);
    let (Some(first), Some(second)) = (persons.next(), persons.next()) else { return source };
    let (first, second) = (scene.tokens_of(first), scene.tokens_of(second));
    let verb = first.end as usize;
    let is_led = (start..first.start as usize).all(|i| scene.is_title(i) || is_plain_noun(scene, i));
    let is_small = scene.is_wordlike(verb) && !scene.forms[verb].is_capital && !is_stop(scene.word(verb));
    let does = is_small && !scene.is_calling(verb) && !scene.kinds[verb].speaks() && !scene.is_word(verb, SHOWS);
    // "Ann Roe aide Bo Dell" has a noun there.
    let is_past = |i: usize| is_verb(scene, i) || scene.word(i).ends_with("ed");
    let is_object =
        if is_colon { is_past(verb) } else { is_past(verb) || scene.is_word(verb + 1, &["at", "into", "on"]) };
    let has_object = second.start as usize > verb && (second.end as usize + 1 >= end || !is_colon);
    if is_led && does && is_object && has_object { run_of(start, verb) } else { source }
}

/// Tells whether a token is a word in small letters or with a capital that is no verb.
fn is_plain_noun(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_wordlike(token) && !is_verb(scene, token) && !scene.is_word(token, RELATIVES)
}

/// Takes off a word that joins what follows ("Roe, aided by many, [and] said"); gives an article its noun.
fn without_scraps(scene: &Scene<'_>, source: Run, cue: Run) -> Run {
    let (start, last) = (source.start as usize, source.end as usize - 1);
    if start == last {
        let end = (start + 1..start + 1 + NOUN).find(|&i| is_verb(scene, i) || !scene.is_wordlike(i));
        let noun = end.filter(|&end| scene.is_word(start, &["the"]) && end > start + 1 && may_end_who(scene, end - 1));
        return noun.filter(|&end| end <= cue.start as usize).map_or(source, |end| run_of(start, end));
    }
    if scene.is_word(last, &["and", "but", "or", "to", "("]) { run_of(start, last) } else { source }
}

/// The first verb of a source that is that of a clause, not of a clause about a noun.
fn verb_of(scene: &Scene<'_>, source: Run) -> Option<usize> {
    let is_past = |i: usize| scene.word(i).ends_with("ed") || !scene.kinds[i].reports();
    let verb = source.range().skip(1).find(|&i| is_verb(scene, i) && is_past(i) && is_clause(scene, i))?;
    let is_plain = |i: usize| !scene.is_word(i, RELATIVES) && scene.marks.region_of(i).is_none();
    (source.start as usize..verb).all(is_plain).then_some(verb)
}

/// Tells whether a verb stands behind its subject: "officials met", not "a locked door", "a plan backed by", "Roe, born".
fn is_clause(scene: &Scene<'_>, verb: usize) -> bool {
    let before = verb - 1;
    let is_noun = may_end_who(scene, before) || scene.word(before).ends_with('s') && scene.is_wordlike(before);
    // "Figures released Friday by the bank".
    let is_passive = (verb + 1..verb + PASSIVE).any(|i| scene.is_word(i, &["by"]));
    is_noun && !scene.is_word(before, DETERMINERS) && !is_passive && !is_possessive(scene, verb)
}

/// Tells whether the reporting word goes on from another verb: "… and said".
fn is_joined(scene: &Scene<'_>, cue: Run, source: Run) -> bool {
    let first =
        (source.end as usize..cue.start as usize).rev().find(|&i| !scene.is_word(i, &["also", "later", "then"]));
    let before = first.or_else(|| (cue.start as usize).checked_sub(1));
    before.is_some_and(|i| scene.is_word(i, &["and", "but"]))
}

/// Tells whether the reporting word is a participle: "…, refusing to speak".
fn is_participle(scene: &Scene<'_>, cue: Run) -> bool {
    let first = cue.start as usize;
    first > 0 && scene.word(first - 1) == "," && scene.word(first).len() > 4 && scene.word(first).ends_with("ing")
}
