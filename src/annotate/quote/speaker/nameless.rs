//! "The baker, who once sang with [Ann Roe], said": a name in a clause about somebody without a name does not speak, and
//! "she" behind it is another.

use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most words of a noun phrase, of a clause about it, and from where it begins to a word that tells her name.
const PHRASE: usize = 10;
const CLAUSE: usize = 50;
const NAMED: usize = 10;
/// Words that open a clause about somebody, and participles that do.
const PRONOUNS: &WordSet = &WordSet::of(&["who", "whom", "whose"]);
const PARTICIPLES: &WordSet = &WordSet::of(&[
    "accompanied",
    "attended",
    "backed",
    "citing",
    "flanked",
    "joined",
    "represented",
    "sitting",
    "speaking",
    "standing",
    "surrounded",
    "wearing",
]);
/// Words that tell somebody's name: "who gave her name as Ann Roe".
const NAMES: &WordSet = &WordSet::of(&[
    "called",
    "dubbed",
    "identified",
    "known",
    "name",
    "named",
    "names",
    "nicknamed",
    "signs",
    "surname",
]);
const DETERMINERS: &WordSet =
    &WordSet::of(&["a", "an", "another", "her", "his", "its", "my", "one", "our", "the", "their", "this"]);

/// Leaves a source without the clause behind its noun, where somebody is named in it: "[The baker], who sang with Ann
/// Roe,", "[the mayor, Bo Dell], represented by Ann Roe,".
pub(super) fn without_clause(scene: &Scene<'_>, source: Run) -> Run {
    let (start, end) = (source.start as usize, source.end as usize);
    let comma = (start + 1..end.min(start + PHRASE)).find(|&i| scene.word(i) == "," && is_clause(scene, i + 1));
    let Some(comma) = comma else { return source };
    let is_person = |run: Run| scene.entities_in(run).iter().any(|e| e.kind == EntityKind::Person);
    let clause = run_of(comma + 1, end);
    let is_about = is_noun(scene, comma - 1) || is_apposed(scene, source, comma);
    let is_other = clause.range().len() > 2 && is_person(clause) && !tells_name(scene, comma + 1, end);
    if is_about && is_other { run_of(start, comma) } else { source }
}

/// The clause about somebody without a name with whom a sentence begins: "The baker, [who sang with Ann Roe], laughed".
pub(super) fn clause(scene: &Scene<'_>, sentence: Run) -> Option<Run> {
    let (start, end) = (opening(scene, sentence), sentence.end as usize);
    if !scene.is_word(start, DETERMINERS) {
        return None;
    }
    let is_comma = |&i: &usize| scene.word(i) == ",";
    let comma = (start + 1..end.min(start + PHRASE)).find(is_comma)?;
    let closing = |i: &usize| is_comma(i) && is_verb(scene, i + 1);
    let is_about = is_clause(scene, comma + 1) && is_noun(scene, comma - 1) && !tells_name(scene, comma + 1, end);
    let close = (comma + 1..end.min(comma + CLAUSE)).find(closing).filter(|_| is_about)?;
    Some(run_of(comma + 1, close))
}

fn is_clause(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_word(token, PRONOUNS) || scene.is_word(token, PARTICIPLES)
}

/// Tells whether the clause that begins at a token tells a name.
fn tells_name(scene: &Scene<'_>, token: usize, end: usize) -> bool {
    let is_capital = scene.forms.get(token + 2).is_some_and(|form| form.is_capital);
    let is_she = scene.is_word(token, &["who"]) && scene.is_word(token + 1, &["became", "is", "was"]) && is_capital;
    is_she || (token..end.min(token + NAMED)).any(|i| scene.is_word(i, NAMES))
}

/// Tells whether a token is a noun for somebody, in small letters.
fn is_noun(scene: &Scene<'_>, token: usize) -> bool {
    let is_small = !scene.forms[token].is_capital && scene.is_wordlike(token);
    let is_person = scene.is_one_person(token) || scene.is_calling(token) || scene.kinds[token].speaks();
    scene.age(token).is_some() || is_person && is_small || opens_with_people(scene, token)
}

/// Tells whether a sentence opens with a noun for many: "[Officials], who met Ann Roe,".
fn opens_with_people(scene: &Scene<'_>, token: usize) -> bool {
    let opens = token == 0 || scene.sentences[token - 1] != scene.sentences[token];
    opens && scene.kinds[token].speaks() && scene.entities_in(run_of(token, token + 1)).is_empty()
}

/// Tells whether a person's name behind what she is ends at a comma: "the mayor, Bo Dell[,] who".
fn is_apposed(scene: &Scene<'_>, source: Run, comma: usize) -> bool {
    let Some(name) = scene.entities_in(run_of(comma - 1, comma)).last().map(|e| (e.kind, scene.tokens_of(e))) else {
        return false;
    };
    let (kind, name) = name;
    let before = (source.start as usize..name.start as usize).rev().find(|&i| !scene.forms[i].is_capital);
    let is_behind = before.is_some_and(|i| scene.word(i) == "," && i > source.start as usize);
    kind == EntityKind::Person && name.end as usize == comma && is_behind
}
