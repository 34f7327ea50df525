//! First names that stand alone for somebody whom the article names in full: "Joss Tate …¶[Joss] does not talk much".
//!
//! Portraits and tabloids call people so; the tagger knows the usual first names only.

use rustc_hash::FxHashSet;

use super::form::normalise;
use super::lists;
use super::missed::{add_all, is_name_word, is_title_case};
use super::persons::is_title;
use super::reach::may_be_given;
use super::tag::Tagged;
use super::tidy::{is_shouted, visited};
use super::titled::is_before;
use crate::annotate::EntityKind;
use crate::annotate::sequence::word_hash;
use crate::annotate::text::{Run, Text, TokenKind};

/// Most words of a person's name.
const LONGEST: usize = 4;
/// Fewest letters of a first name.
const SHORTEST: usize = 3;
/// How words end that are made of others, and are no first names.
const DERIVED: &[&str] = &["ed", "ing", "ly", "er", "or", "ist", "ian", "man", "ish", "ese", "ite", "ee", "ant"];

/// Makes persons of first names that stand alone, whether the tagger passed over them or took them for a place or body.
pub(super) fn mend(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    for n in 0..tagged.len() {
        let free_from = n.checked_sub(1).map_or(0, |before| tagged[before].tokens.end as usize);
        lengthen(text, &mut tagged[n], free_from);
    }
    let given = given_names(text, tagged);
    if given.is_empty() {
        return;
    }
    let mut added = Vec::new();
    let mut known = 0;
    for sentence in &text.sentences {
        let is_name = |i: usize| sentence.range().contains(&i) && is_name_word(text, i) && !is_title(text.word(i));
        let is_alone = |i: usize| {
            let opens = i == sentence.start as usize;
            let is_joined =
                text.tokens.get(i + 1).is_some_and(|next| next.kind != TokenKind::Word && text.word(i + 1) == "-");
            is_name(i) && !is_joined && !is_name(i + 1) && (opens || !is_name(i - 1))
        };
        for i in sentence.range().filter(|&i| given.contains(text.word(i)) && is_alone(i)) {
            let tokens = Run { start: i as u32, end: i as u32 + 1 };
            known += tagged[known..].iter().take_while(|name| name.tokens.end <= tokens.start).count();
            match tagged.get_mut(known).filter(|name| name.tokens.start < tokens.end) {
                Some(name) if name.tokens == tokens => name.kind = EntityKind::Person,
                None if !is_headline(text, *sentence, i) => added.push(Tagged { tokens, kind: EntityKind::Person }),
                _ => {}
            }
        }
    }
    add_all(tagged, added);
}

/// Lengthens a person's surname by a strange word that opens the sentence: "[Quillon] Tate runs the bakery". The tagger
/// holds any first word's capital to be the sentence's.
fn lengthen(text: &Text<'_>, name: &mut Tagged, free_from: usize) {
    let start = name.tokens.start as usize;
    if name.kind != EntityKind::Person || name.tokens.range().len() > 1 || is_shouted(text.word(start)) {
        return;
    }
    let opens = |i: usize| text.sentences.binary_search_by_key(&(i as u32), |sentence| sentence.start).is_ok();
    let is_first = |&i: &usize| i >= free_from && opens(i) && !opens(start) && is_name_word(text, i);
    let Some(before) = start.checked_sub(1).filter(is_first) else { return };
    let (word, normal) = (text.word(before), normalise(text.word(before)));
    let is_person = lists::is_known_person(&normal) && listed(&normal) & lists::PLACES == 0;
    let is_unknown = (is_person || !is_used(&normal)) && listed(&normal) & lists::BODIES == 0 && !is_before(word);
    let is_derived = DERIVED.iter().any(|end| normal.ends_with(end));
    if is_unknown && !is_derived && may_be_given(word) && is_letters(word) && !is_shouted(word) {
        name.tokens.start -= 1;
    }
}

/// Tells whether a sentence writes its words with a capital, a name and the first one left out.
fn is_headline(text: &Text<'_>, sentence: Run, name: usize) -> bool {
    let is_other = |&i: &usize| i != name && i != sentence.start as usize;
    is_title_case(text, sentence) && sentence.range().filter(is_other).any(|i| is_name_word(text, i))
}

/// Tells whether newspapers are known to use a word, given in normal form; few villages are.
fn is_used(normal: &str) -> bool {
    lists::usage(word_hash(normal.as_bytes())) != 0
}

/// Returns the lists that hold a word, given in normal form.
fn listed(normal: &str) -> u16 {
    lists::listed_words([normal].into_iter())
}

/// Tells whether a word is long enough for a first name and of letters.
fn is_letters(word: &str) -> bool {
    word.chars().count() >= SHORTEST && word.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// Returns the first names of those named in full, without words that newspapers write small, places that the article
/// tells of, surnames of others, and what other names begin with.
fn given_names<'a>(text: &Text<'a>, tagged: &[Tagged]) -> FxHashSet<&'a str> {
    let first = |name: &Tagged| text.word(name.tokens.start as usize);
    let is_long = |name: &&Tagged| (2..=LONGEST).contains(&name.tokens.range().len());
    let is_person = |name: &&Tagged| name.kind == EntityKind::Person;
    let may_be = |word: &&str| {
        let normal = normalise(word);
        let listed = listed(&normal);
        let is_place = listed & lists::PLACES != 0 && is_used(&normal);
        is_letters(word)
            && !is_place
            && listed & lists::BODIES == 0
            && !is_shouted(word)
            && !is_title(word)
            && !lists::is_plain_word(&normal)
    };
    let mut given: FxHashSet<&str> =
        tagged.iter().filter(is_person).filter(is_long).map(first).filter(may_be).collect();
    if !given.is_empty() {
        let visited = visited(text);
        let others = tagged.iter().filter(|name| !is_person(name) && name.tokens.range().len() > 1).map(first);
        let surnames =
            tagged.iter().filter(is_person).filter(is_long).map(|name| text.word(name.tokens.end as usize - 1));
        visited.into_iter().chain(others).chain(surnames).for_each(|word| _ = given.remove(word));
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::entity;

    fn names(source: &str) -> Vec<(EntityKind, String)> {
        let text = Text::new(source);
        entity::annotate(&text).iter().map(|e| (e.kind, e.span.of(source).to_string())).collect()
    }

    #[test]
    fn a_first_name_alone_is_the_person() {
        let found = names("Joss Tate, 42, works in the bakery.\n\nJoss does not talk much. In Larn they like Joss.");
        let alone = found.iter().filter(|(kind, name)| *kind == EntityKind::Person && name == "Joss");
        assert_eq!(alone.count(), 2, "{found:?}");
    }

    #[test]
    fn a_strange_first_word_before_a_surname_is_a_name() {
        let found = names("Quillon Tate runs the bakery.\n\n“It is early,” Mr. Tate said.");
        assert_eq!(found[0].1, "Quillon Tate");
        let found = names("Yesterday Tate left.\n\n“It is early,” Ann Tate said.");
        assert_eq!(found[0].1, "Tate");
    }
}
