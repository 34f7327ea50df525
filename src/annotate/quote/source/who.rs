//! Whom "who" means: "said Ann Roe (R-Vale), [who] called it “a sham”". Between her name and "who" may stand what is
//! told of her; of "the wife of Bo Dell, who" it is nobody named.

use super::modifiers::is_close;
use super::named::Named;
use super::names::names_in;
use super::relative_clause;
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::{is_predicate, is_verb};
use crate::annotate::quote::people::candidate::Candidate;
use crate::annotate::quote::people::roster::People;
use crate::annotate::text::Run;

/// How sure a name before "who" is, one farther off, and one that no tagger knows.
const NAME: f32 = 0.9;
const FAR_NAME: f32 = 0.6;
const UNKNOWN_NAME: f32 = 0.8;
/// Most tokens between a name and "who".
const REACH: usize = 12;
/// Most words of a noun phrase before "who", and titles before a name.
const NOUN: usize = 6;
const TITLES: usize = 6;

/// Finds whom "who" means.
pub(crate) fn meant(scene: &Scene<'_>, people: &People, token: usize) -> Option<Named> {
    if relative_clause::of_object(scene, token).is_some() {
        return None;
    }
    let naming = people.before(token, &[]).into_iter().next()?;
    let name = naming.tokens;
    let comma = token.checked_sub(1).filter(|&i| scene.word(i) == ",");
    let behind = comma.filter(|&comma| comma > 0 && (name.end as usize) < comma);
    if behind.is_some_and(|comma| is_nameless(scene, name, comma)) {
        return None;
    }
    if let Some(name) = behind.and_then(|comma| unknown_name(scene, people, comma - 1)) {
        return Some(Named { name, person: None, probability: UNKNOWN_NAME, rival: 0.0, way: 3, kind: 1 });
    }
    let is_owner = !naming.is_described && comma.is_some_and(|comma| is_owner(scene, name, comma));
    if is_owner && (comma == Some(name.end as usize) || is_possessive(scene, name.end as usize)) {
        return None;
    }
    let near = scene.sentences[name.start as usize] == scene.sentences[token];
    let gap = token.saturating_sub(name.end as usize);
    let goes_on = |comma: usize| !is_owner && goes_on_until(scene, name.end as usize, comma);
    let is_beside = gap <= 2 || behind.is_some_and(goes_on);
    let probability = if is_beside { NAME } else { FAR_NAME };
    let name = people.persons[naming.person].name.clone();
    let person = Some(naming.person);
    (near && gap <= REACH).then_some(Named { name, person, probability, rival: 0.0, way: 3, kind: 1 })
}

/// Tells whether nothing but what is told of a person stands between her name and a comma: "(R-Vale)", ", 52", "of the
/// Vale Caucus", ", the panel's chairman".
fn goes_on_until(scene: &Scene<'_>, end: usize, comma: usize) -> bool {
    let mut at = end;
    while at < comma {
        let next = match scene.word(at) {
            "(" => (at + 1..comma).find(|&i| scene.word(i) == ")").map(|close| close + 1),
            "," => (at + 1..comma).find(|&i| matches!(scene.word(i), "," | "(")).or(Some(comma)).filter(|&next| {
                let first = at + 1;
                next > first && (first..next).all(|i| tells(scene, i)) && !names_person(scene, first, next)
            }),
            _ if scene.is_word(at, &["at", "for", "from", "in", "of"]) => {
                let is_named = |&i: &usize| {
                    scene.forms[i].is_capital || scene.is_word(i, &["the", "of", "for", "and", "'s", "’s"])
                };
                let next = (at + 1..comma).find(|i| !is_named(i)).unwrap_or(comma);
                (next > at + 1 && !names_person(scene, at + 1, next)).then_some(next)
            }
            _ => None,
        };
        match next.filter(|&next| next > at) {
            Some(next) => at = next,
            None => return false,
        }
    }
    true
}

/// Tells whether a token may stand in what is told of somebody between two commas.
fn tells(scene: &Scene<'_>, token: usize) -> bool {
    let is_plain = scene.is_wordlike(token) || is_possessive(scene, token) || matches!(scene.word(token), "-" | ".");
    is_plain && !is_predicate(scene, token) && !scene.is_word(token, &["who", "which", "whose"])
}

fn names_person(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    scene.entities_in(run_of(start, end)).iter().any(|e| e.kind == EntityKind::Person)
}

/// Tells whether a name before a comma only tells whose relative or lawyer "who" is: "the wife of [Bo Dell], who", "[Bo
/// Dell]'s mother, who".
fn is_owner(scene: &Scene<'_>, name: Run, comma: usize) -> bool {
    let (start, end) = (name.start as usize, name.end as usize);
    if is_possessive(scene, end) {
        return end + 1 < comma
            && comma - end <= NOUN
            && is_close(scene, comma - 1)
            && !scene.forms[comma - 1].is_capital;
    }
    let is_title = |&i: &usize| scene.is_title(i) || scene.is_word(i, &["the"]);
    let first = (0..start).rev().take(TITLES).take_while(is_title).last().unwrap_or(start);
    let Some(link) = first.checked_sub(1).filter(|&i| scene.is_word(i, &["for", "of", "to"])) else { return false };
    let Some(noun) = link.checked_sub(1).filter(|&noun| is_close(scene, noun)) else { return false };
    let words = (noun.saturating_sub(NOUN)..noun).rev().take_while(|&i| scene.is_wordlike(i));
    !scene.forms[noun].is_capital
        && words.into_iter().any(|i| scene.is_word(i, &["a", "an", "another", "her", "his", "the"]))
}

/// The noun phrase for one person that ends before ", who": "said [the Vale senator], who".
pub(crate) fn described(scene: &Scene<'_>, token: usize) -> Option<Run> {
    let comma = token.checked_sub(1).filter(|&i| scene.word(i) == ",")?;
    let noun = comma.checked_sub(1).filter(|&i| !scene.forms[i].is_capital && scene.is_calling(i))?;
    let words = (noun.saturating_sub(NOUN)..noun).rev().take_while(|&i| scene.is_wordlike(i) && !is_verb(scene, i));
    let the = words.into_iter().find(|&i| scene.is_word(i, &["the"]))?;
    let is_behind = |i: usize| scene.word(i) == "," || scene.marks.region_of(i).is_some();
    let is_said = the >= 2 && scene.kinds[the - 1].reports() && is_behind(the - 2);
    is_said.then(|| run_of(the, comma))
}

/// The name of one word that no tagger knows of whom somebody tells or asks: "told [Esparza], who".
fn unknown_name(scene: &Scene<'_>, people: &People, token: usize) -> Option<String> {
    let before = token.checked_sub(1)?;
    let is_told = scene.is_word(before, &["told", "tells", "asked", "asks"]);
    let names = names_in(scene, people, run_of(token, token + 1));
    let [Candidate { name, kind: 1 | 4, .. }] = &names[..] else { return None };
    (is_told && scene.forms[token].is_capital).then(|| name.clone())
}

/// Tells whether a noun without a name stands before a comma, which is what a clause behind it is about: "told Roe and a
/// clerk, who", "told Roe and a clerk from Vale, who", but not "Roe, a clerk, who".
fn is_nameless(scene: &Scene<'_>, name: Run, comma: usize) -> bool {
    let first = name.end as usize;
    let is_where =
        |&i: &usize| scene.forms[i].is_capital || scene.is_word(i, &["at", "for", "from", "in", "of", "the"]);
    let noun = (first..comma).rev().find(|i| !is_where(i)).unwrap_or(comma - 1);
    let is_person = !scene.forms[noun].is_capital && (scene.kinds[noun].speaks() || scene.is_calling(noun));
    let words = (noun.saturating_sub(NOUN)..noun).rev().take_while(|&i| scene.is_wordlike(i));
    let article = words.into_iter().find(|&i| scene.is_word(i, &["a", "an", "her", "his", "the", "their"]));
    let is_apposed = |article: usize| article == first + 1 && scene.word(article - 1) == ",";
    is_person && article.is_some_and(|article| article >= first && !is_apposed(article))
}
