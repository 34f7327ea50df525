//! Whom a description cannot mean: "her husband" is nobody who has another name and is nowhere told to be one, "the
//! other driver" is not the one just told of.

use super::{Candidate, FIRST_OTHER, Phrase};
use crate::annotate::kin::is_kin;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::quote::words::kinds::{BODY, class_of};
use crate::annotate::word_set::WordSet;

/// Words for somebody who is another's, beside relatives.
const CLOSE: &WordSet =
    &WordSet::of(&["boss", "boyfriend", "girlfriend", "landlady", "landlord", "neighbor", "neighbour", "roommate"]);
/// Those who speak for somebody before a court, and whose they may be.
const LAWYERS: &WordSet = &WordSet::of(&["attorney", "barrister", "counsel", "lawyer", "solicitor"]);
const PUBLIC: &WordSet =
    &WordSet::of(&["agency", "borough", "city", "county", "district", "province", "state", "town"]);
/// Words by which two become relatives, and how far from a name.
const JOINED: &WordSet =
    &WordSet::of(&["divorced", "engaged", "marriage", "married", "marries", "marry", "wed", "wedding"]);
const NEAR: usize = 8;
/// Words before a noun that mean one more of several.
const MORE: &WordSet = &WordSet::of(&["fellow", "other", "remaining"]);
/// Nouns for anybody, whom no calling tells apart.
const ANYBODY: &WordSet = &WordSet::of(&["boy", "child", "girl", "man", "one", "person", "side", "woman"]);
/// How closely a noun beside a name is tied to her.
const BESIDE: u64 = 2;

/// Leaves out who cannot be meant.
pub(super) fn leave_out(scene: &Scene<'_>, people: &People, phrase: &Phrase, candidates: &mut Vec<Candidate>) {
    let Some(head) = (phrase.words.end as usize).checked_sub(1) else { return };
    let is_close = is_kin(&scene.word(head).to_lowercase()) || scene.is_word(head, CLOSE);
    if phrase.is_owned() && is_close {
        let surnames: Vec<(usize, &str)> =
            candidates.iter().map(|c| (c.naming.person, people.persons[c.naming.person].surname())).collect();
        candidates.retain(|c| !is_stranger(scene, people, c, head, &surnames));
    }
    let is_hers = (phrase.words.start as usize).checked_sub(1).is_some_and(|i| scene.is_word(i, &["her", "his"]));
    if is_hers && scene.is_word(head, LAWYERS) {
        candidates.retain(|c| !is_of_body(scene, people, c));
    }
    let has_more = (phrase.words.start as usize..head).any(|i| scene.is_word(i, MORE));
    if phrase.is_definite() && has_more && scene.is_calling(head) && !scene.is_word(head, ANYBODY) {
        let nearest = candidates.iter().filter(|c| c.tie >= BESIDE).max_by_key(|c| c.naming.tokens.start);
        let nearest = nearest.or(candidates.first()).map(|c| c.naming.person);
        candidates.retain(|c| c.tie >= BESIDE && Some(c.naming.person) != nearest);
    }
}

/// Tells whether somebody is named only behind what is told of a relative, by what she does in court: "The girl's
/// mother wept. Solicitor [Ann Roe] said …", "[Ann Roe], defending, said …"
pub(super) fn is_strange(scene: &Scene<'_>, candidate: Candidate, start: usize) -> bool {
    const COURT: &WordSet = &WordSet::of(&[
        "barrister",
        "constable",
        "coroner",
        "detective",
        "inspector",
        "judge",
        "justice",
        "magistrate",
        "prosecutor",
        "recorder",
        "sergeant",
        "sheriff",
        "solicitor",
        "superintendent",
    ]);
    const PLEADS: &WordSet = &WordSet::of(&["defending", "mitigating", "prosecuting"]);
    let (first, end) = (candidate.naming.tokens.start as usize, candidate.naming.tokens.end as usize);
    let is_office = first.checked_sub(1).is_some_and(|i| scene.is_word(i, COURT));
    let pleads = scene.word(end) == "," && scene.is_word(end + 1, PLEADS);
    let is_later = candidate.rank >= FIRST_OTHER && first > start;
    is_later && candidate.tie == 0 && (is_office || pleads)
}

/// Tells whether the article introduces a lawyer as that of a body: "the state's lawyer, [Ann Roe],", "agency lawyer [Ann
/// Roe]", or as a state's: "U.S. Attorney [Ann Roe]".
fn is_of_body(scene: &Scene<'_>, people: &People, candidate: &Candidate) -> bool {
    let of_body = |naming: Naming| {
        let start = naming.tokens.start as usize;
        let noun = start.checked_sub(1)?;
        let noun = noun.checked_sub(usize::from(scene.word(noun) == ","))?;
        // "U.S. Attorney Ann Roe", "Attorney General Ann Roe".
        if scene.forms[noun].is_capital && is_office(scene, noun) {
            return Some(true);
        }
        let owner = noun.checked_sub(1).filter(|_| scene.is_word(noun, LAWYERS))?;
        let owner = owner.checked_sub(usize::from(is_possessive(scene, owner)))?;
        let is_body = class_of(scene.kind(owner)) == u64::from(BODY) || scene.is_word(owner, PUBLIC);
        Some(is_body && !scene.forms[owner].is_capital)
    };
    people.first_naming(candidate.naming.person).and_then(of_body).unwrap_or(false)
}

/// Tells whether a title written large is that of a state's attorney.
fn is_office(scene: &Scene<'_>, title: usize) -> bool {
    let Some(before) = title.checked_sub(1) else { return false };
    let is_large = |i: usize| scene.forms[i].is_capital && scene.sentences[i] == scene.sentences[title];
    scene.is_word(title, &["general"]) && scene.is_word(before, &["attorney", "solicitor"])
        || scene.is_word(title, &["attorney"]) && is_large(before) && scene.is_wordlike(before)
}

/// Tells whether a person is introduced by a title and another surname, and nothing makes her anybody's relative.
fn is_stranger(
    scene: &Scene<'_>,
    people: &People,
    candidate: &Candidate,
    head: usize,
    surnames: &[(usize, &str)],
) -> bool {
    let person = candidate.naming.person;
    let known = &people.persons[person];
    let shares = || surnames.iter().any(|(other, surname)| *other != person && *surname == known.surname());
    let namings = || people.first_naming(person).into_iter().chain([candidate.naming]);
    let is_near = |at: usize| (at.saturating_sub(NEAR)..at + NEAR).any(|i| scene.is_word(i, JOINED));
    let is_joined = || namings().any(|n| is_near(n.tokens.start as usize));
    let like = || people.titles.tie_of_like(person, scene.word(head)) > 0;
    let is_tied = candidate.tie > 0 || known.first.is_empty() || people.titles.is_relative(person);
    !is_tied && namings().any(|n| is_titled(scene, &n)) && !like() && !shares() && !is_joined()
}

/// Tells whether a name stands behind a title: "Mayor [Ann Roe]".
fn is_titled(scene: &Scene<'_>, naming: &Naming) -> bool {
    let title = (naming.tokens.start as usize).checked_sub(1);
    let is_word = |i: usize| scene.is_calling(i) || scene.is_title(i);
    let is_courtesy =
        |i: usize| scene.is_word(i, &["miss", "mr", "mrs", "ms"]) || scene.is_word(i, &["mr.", "mrs.", "ms."]);
    title.is_some_and(|i| scene.forms[i].is_capital && is_word(i) && !is_courtesy(i)) && !naming.is_described
}

/// Offices of one at a time: who bears another title is not "the mayor".
const OFFICES: &WordSet =
    &WordSet::of(&["bailiff", "coach", "coroner", "judge", "mayor", "referee", "sheriff", "umpire"]);

/// Tells whether a description is nothing but an office, and stands for somebody with another title: "Resident [Ann Roe]
/// complained. The mayor said".
pub(super) fn is_office_of_another(scene: &Scene<'_>, people: &People, phrase: &Phrase, candidate: &Candidate) -> bool {
    let Some(head) = (phrase.words.end as usize).checked_sub(1) else { return false };
    let like = || people.titles.tie_of_like(candidate.naming.person, scene.word(head));
    let is_bare = phrase.is_definite() && phrase.words.start as usize == head && scene.is_word(head, OFFICES);
    let first = people.first_naming(candidate.naming.person);
    let has_title = is_titled(scene, &candidate.naming) || first.is_some_and(|n| is_titled(scene, &n));
    is_bare && has_title && candidate.tie == 0 && like() == 0
}
