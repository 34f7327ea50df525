//! Persons whose name follows where they serve, with nothing between: "ambassador to the [European Union] [Ann Roe]",
//! "mayor of [Vale] [Bo Dell]". The tagger takes both for one name, or passes over a name that no list has; and it takes
//! a town for a person that is also a surname: "the mayor of [Lund]".

use super::form::normalise;
use super::kinds::is_body_word;
use super::lists;
use super::missed::{add_all, is_name_word};
use super::reach::is_firm_word;
use super::tag::Tagged;
use super::tidy::is_shouted;
use crate::annotate::EntityKind;
use crate::annotate::date::{is_month, is_weekday};
use crate::annotate::text::{Run, Text};
use crate::annotate::word_set::WordSet;

/// Offices that are held somewhere.
const POSTS: &WordSet = &WordSet::of(&[
    "ambassador",
    "archbishop",
    "bishop",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "commissioner",
    "consul",
    "director",
    "editor",
    "envoy",
    "governor",
    "head",
    "leader",
    "mayor",
    "minister",
    "premier",
    "president",
    "rector",
    "representative",
    "secretary",
    "sheriff",
    "speaker",
]);
/// Those of them that are held nowhere but in a place.
const OF_PLACES: &WordSet =
    &WordSet::of(&["ambassador", "archbishop", "bishop", "consul", "envoy", "governor", "mayor"]);
/// Most words of a name that no list has.
const LONGEST: usize = 3;

/// Tells whether a word in small letters is an office that is held somewhere.
pub(crate) fn is_post(word: &str) -> bool {
    POSTS.holds(word)
}

/// Parts such names; they stay in text order and apart.
pub(super) fn part(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    let mut added = Vec::new();
    for n in 0..tagged.len() {
        let name = tagged[n];
        let Some(post) = post_before(text, name.tokens.start as usize) else { continue };
        if name.kind == EntityKind::Person && name.tokens.range().len() == 1 && OF_PLACES.holds(&post) {
            tagged[n].kind = EntityKind::Place;
        }
        let free_until = tagged.get(n + 1).map_or(text.tokens.len(), |next| next.tokens.start as usize);
        let found = last_person(text, name).or_else(|| passed_over(text, name, free_until));
        let Some(person) = found else { continue };
        if person.start < name.tokens.end {
            let place = Run { start: name.tokens.start, end: person.start };
            let is_place = listed(text, place) & lists::PLACES != 0 || name.kind == EntityKind::Person;
            let kind = if is_place { EntityKind::Place } else { name.kind };
            tagged[n] = Tagged { tokens: place, kind };
        }
        added.push(Tagged { tokens: person, kind: EntityKind::Person });
    }
    add_all(tagged, added);
}

/// The office that stands before "to", "of", "for" or "in" and a name.
fn post_before(text: &Text<'_>, start: usize) -> Option<String> {
    let before = |i: usize| i.checked_sub(1).map_or("", |i| text.word(i));
    let the = start - usize::from(before(start) == "the");
    let is_link = matches!(before(the), "to" | "of" | "for" | "in");
    Some(before(the.checked_sub(1)?).to_lowercase()).filter(|post| is_link && is_post(post))
}

/// What the lists know of the words of a name together.
fn listed(text: &Text<'_>, name: Run) -> u16 {
    let words: Vec<String> = name.range().map(|i| normalise(text.word(i))).collect();
    lists::listed_words(words.iter().map(String::as_str))
}

fn is_given(text: &Text<'_>, i: usize) -> bool {
    lists::listed_words([&*normalise(text.word(i))].into_iter()) & lists::GIVEN != 0
}

/// Tells whether a word may be part of a person's name.
fn may_be_part(text: &Text<'_>, i: usize) -> bool {
    let word = text.word(i);
    let is_day = is_weekday(word) || is_month(word);
    is_name_word(text, i) && !is_shouted(word) && !is_body_word(word) && !is_firm_word(word) && !is_day
}

/// The first name, an initial and the surname that a name of where somebody serves ends with.
fn last_person(text: &Text<'_>, name: Tagged) -> Option<Run> {
    let Run { start, end } = name.tokens;
    let surname = end as usize - 1;
    let is_initial = |i: usize| text.word(i).len() == 2 && text.word(i).ends_with('.');
    let first = if is_initial(surname.checked_sub(1)?) { surname - 2 } else { surname - 1 };
    let place = Run { start, end: first as u32 };
    let last = first.checked_sub(1).filter(|&last| last >= start as usize)?;
    // "St. Paul Minster", "Mary Ann Roe".
    let is_listed = listed(text, place) & (lists::PLACES | lists::BODIES) != 0;
    let is_open = text.word(last).ends_with('.') && !is_shouted(text.word(last)) || !is_listed && is_given(text, last);
    let is_known = is_listed || place.range().any(|i| is_body_word(text.word(i))) || name.kind == EntityKind::Org;
    let is_surname = may_be_part(text, surname) && listed(text, name.tokens) == 0;
    let is_first = may_be_part(text, first) && (is_given(text, first) || is_listed);
    (is_known && !is_open && is_first && is_surname).then_some(Run { start: first as u32, end })
}

/// Two or three capitalised words behind a place, that the tagger passed over.
fn passed_over(text: &Text<'_>, name: Tagged, free_until: usize) -> Option<Run> {
    let start = name.tokens.end as usize;
    let limit = (start + LONGEST).min(free_until);
    let end = (start..limit).find(|&i| !may_be_part(text, i)).unwrap_or(limit);
    let is_name = end < free_until && !is_name_word(text, end) && !matches!(text.word(end), "-" | "–" | "&" | "of");
    let is_whole = end >= start + 2 && name.kind != EntityKind::Person;
    // "Chairman of the Vale Center for Eye Disorders Research".
    let is_body = name.kind == EntityKind::Org && listed(text, name.tokens) & lists::BODIES == 0;
    let is_strange = (start..end).any(|i| !lists::is_plain_word(&normalise(text.word(i))));
    (is_name && is_whole && is_strange && !is_body).then_some(Run { start: start as u32, end: end as u32 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::entity;

    fn persons(source: &str) -> Vec<String> {
        let text = Text::new(source);
        let found = entity::annotate(&text);
        let persons = found.iter().filter(|e| e.kind == EntityKind::Person);
        persons.map(|e| e.span.of(source).to_string()).collect()
    }

    #[test]
    fn persons_behind_where_they_serve() {
        for (source, name) in [
            ("The ambassador to the European Union Gordon Hale said no.", "Gordon Hale"),
            ("The mayor of Lund Ivo Brandt said no.", "Ivo Brandt"),
            ("The governor of Texas Greg Holt said no.", "Greg Holt"),
            ("The ambassador to Britain Liu Xiaoran has said no.", "Liu Xiaoran"),
            ("The ambassador to the United Nations Vassily Orlov said no.", "Vassily Orlov"),
        ] {
            assert_eq!(persons(source), [name], "{source}");
        }
    }

    #[test]
    fn towns_with_a_mayor_are_places() {
        let source = "Ann Dalby, the mayor of Lund, said no.";
        let found = entity::annotate(&Text::new(source));
        let lund = found.iter().find(|e| e.span.of(source) == "Lund").map(|e| e.kind);
        assert_eq!(lund, Some(EntityKind::Place));
    }

    #[test]
    fn bodies_are_not_parted() {
        for source in [
            "The president of Ohio State University said no.",
            "The director of the Dana Farber Institute said no.",
            "The mayor of San Jose said no.",
            "Chairman of the Australian Centre for Control of Iodine Deficiency Disorders, he said no.",
            "The ambassador to Papua New Guinea said no.",
        ] {
            assert_eq!(persons(source), [""; 0], "{source}");
        }
    }
}
