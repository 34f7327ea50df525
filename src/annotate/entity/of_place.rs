//! Persons whom the tagger takes for a body with where they are from: "[Amber Delgado] of Vale", "[Hyun-joo Pak] of Merrow
//! College".

use rustc_hash::FxHashSet;

use super::form::normalise;
use super::kinds::is_body_word;
use super::lists;
use super::missed::is_name_word;
use super::reach::is_firm_word;
use super::tag::Tagged;
use super::tidy::is_shouted;
use crate::annotate::EntityKind;
use crate::annotate::text::{Run, Text};

/// Makes persons of such names and leaves the places out.
pub(super) fn leave_out(text: &Text<'_>, tagged: &mut [Tagged]) {
    let is_alone = |name: &&Tagged| name.kind == EntityKind::Person && name.tokens.range().len() == 1;
    let alone: FxHashSet<&str> =
        tagged.iter().filter(is_alone).map(|name| text.word(name.tokens.start as usize)).collect();
    let mut free_from = 0;
    for name in tagged {
        let end = name.tokens.end as usize;
        let found = person(text, name.tokens, free_from, &alone).filter(|_| name.kind != EntityKind::Person);
        if let Some(tokens) = found {
            *name = Tagged { tokens, kind: EntityKind::Person };
        }
        free_from = end;
    }
}

/// The first name and surname before "of" and a place.
fn person(text: &Text<'_>, name: Run, free_from: usize, alone: &FxHashSet<&str>) -> Option<Run> {
    let (start, end) = (name.start as usize, name.end as usize);
    let of = (start + 1..end.min(start + 3)).find(|&i| text.word(i) == "of")?;
    let (surname, is_first) = (of - 1, of == start + 1);
    let first = if is_first { start.checked_sub(1).filter(|&i| i >= free_from)? } else { start };
    let word = text.word(surname);
    let is_surname = is_name_word(text, surname) && !is_shouted(word) && !is_body_word(word) && !is_firm_word(word);
    let is_place = of + 1 < end && text.word(of + 1).starts_with(|c: char| c.is_uppercase() || c == 't');
    let listed = |word: &str| lists::listed_words([&*normalise(word)].into_iter());
    let is_given = || listed(text.word(first)) & (lists::FEMALE | lists::MALE) != 0 && is_name_word(text, first);
    let is_listed = || listed(word) & lists::SURNAMES != 0 && lists::is_known_person(&normalise(word));
    let is_person = is_hyphened(text.word(first)) || is_given() && (alone.contains(word) || !is_first && is_listed());
    (is_surname && is_place && is_person).then_some(Run { start: first as u32, end: of as u32 })
}

/// Tells whether a word is a first name of two syllables, the second in small letters: "Hyun-joo".
fn is_hyphened(word: &str) -> bool {
    let is_small = |part: &str| part.len() > 1 && part.chars().all(char::is_lowercase);
    let is_large = |part: &str| part.starts_with(char::is_uppercase) && part.chars().skip(1).all(char::is_lowercase);
    word.split_once('-').is_some_and(|(first, second)| is_large(first) && is_small(second) && first.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::entity;

    #[test]
    fn persons_with_where_they_are_from() {
        for (source, name) in [
            ("One of them, Hyun-joo Pak of Tufts, said no.", "Hyun-joo Pak"),
            ("One of them, Jin-woo Lee of the University of Toronto, said no.", "Jin-woo Lee"),
            ("Florence Delgado of Tampa said no.\n\n“No,” Delgado said.", "Florence Delgado"),
        ] {
            let text = Text::new(source);
            let found = entity::annotate(&text);
            let person = found.iter().find(|e| e.kind == EntityKind::Person).map(|e| e.span.of(source));
            assert_eq!(person, Some(name), "{source}");
        }
    }
}
