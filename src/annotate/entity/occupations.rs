//! What somebody is, written large before her whole name, where the tagger takes it in: "[Umpire] Barrie Holder",
//! "[Dutchman] Ruud van Velten", "[DCP] Anand Rao".

use rustc_hash::FxHashSet;

use super::form::normalise;
use super::kinds::is_body_word;
use super::lists;
use super::missed::is_name_word;
use super::persons::is_particle;
use super::tag::Tagged;
use super::tidy::is_shouted;
use crate::annotate::EntityKind;
use crate::annotate::callings::{is_calling, plain};
use crate::annotate::text::{Run, Text};

/// Nouns for persons that no list of callings has, nor an ending tells.
const PERSONS: &[&str] = &[
    "Astronomer",
    "Aussie",
    "Brummie",
    "Choreographer",
    "Cleric",
    "Comic",
    "Glaswegian",
    "Hotelier",
    "Jockey",
    "Kiwi",
    "Landlady",
    "Landlord",
    "Londoner",
    "Mechanic",
    "Medic",
    "Midwife",
    "Paramedic",
    "Publican",
    "Rapper",
    "Schoolboy",
    "Schoolgirl",
    "Scouser",
    "Springbok",
    "Umpire",
    "Vlogger",
];
/// Endings of nouns for persons who are no given names.
const ENDINGS: &[&str] = &["chman", "ishman", "lady", "lshman", "shireman", "woman"];
/// What ships are called before their names.
const SHIPS: &[&str] = &["HMAS", "HMCS", "HMNZS", "HMS", "MSC", "RMS", "RRS", "USNS", "USS"];
/// Most letters of a post in capitals, and fewest that are no initials.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=5;
const NO_INITIALS: usize = 3;
/// Most words of a name behind such a word.
const LONGEST: usize = 4;

/// Moves the starts of names behind such words.
pub(super) fn leave_out(text: &Text<'_>, tagged: &mut [Tagged]) {
    let mut borne = None;
    for name in tagged.iter_mut().filter(|name| (3..=LONGEST + 1).contains(&name.tokens.range().len())) {
        let (first, is_person) = (text.word(name.tokens.start as usize), name.kind == EntityKind::Person);
        let is_post = is_letters(first) && !SHIPS.contains(&first);
        let is_sure = is_sure_noun(first);
        let fits = is_post || is_sure || is_person && is_noun(first);
        if !fits
            || !is_whole(text, name.tokens)
            || !(is_sure && is_person || is_given(text.word(name.tokens.start as usize + 1)))
        {
            continue;
        }
        // "SKM Royal Ferries" is no person.
        let is_surname = || is_person || is_listed_surname(text.word(name.tokens.end as usize - 1));
        let is_long = first.len() >= NO_INITIALS;
        if !is_post || is_surname() && (is_long || borne.get_or_insert_with(|| called(text)).contains(first)) {
            name.tokens.start += 1;
            name.kind = EntityKind::Person;
        }
    }
}

/// Tells whether a word is capitals of a post.
fn is_letters(word: &str) -> bool {
    LETTERS.contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Tells whether a word with a capital is a listed noun for a person, or one by its ending.
fn is_sure_noun(word: &str) -> bool {
    let is_of_kind = || ENDINGS.iter().any(|ending| word.ends_with(ending));
    PERSONS.contains(&word) || !is_shouted(word) && is_of_kind() && !is_given(word)
}

/// Tells whether a word with a capital says what somebody is, and is nobody's name.
fn is_noun(word: &str) -> bool {
    let normal = normalise(word);
    let is_used = lists::is_plain_word(&normal) && !is_given(word);
    let is_strange = || lists::listed_words([&*normal].into_iter()) == 0;
    !is_shouted(word) && is_calling(&plain(word)) && (is_used || is_strange())
}

fn is_given(word: &str) -> bool {
    lists::listed_words([&*normalise(word)].into_iter()) & lists::GIVEN != 0
}

fn is_listed_surname(word: &str) -> bool {
    lists::listed_words([&*normalise(word)].into_iter()) & lists::SURNAMES != 0
}

/// Tells whether a first name and a surname follow the first word of a name.
fn is_whole(text: &Text<'_>, name: Run) -> bool {
    let (first, last) = (name.start as usize + 1, name.end as usize - 1);
    let is_large = |i: usize| is_name_word(text, i) && !is_shouted(text.word(i));
    let is_part = |i: usize| is_name_word(text, i) || is_particle(text.word(i));
    is_large(first) && is_large(last) && (first..last).all(is_part) && !is_body_word(text.word(last))
}

/// The words that stand behind "the": "the [CS] said".
fn called<'a>(text: &Text<'a>) -> FxHashSet<&'a str> {
    let is_led = |&i: &usize| matches!(text.word(i - 1), "the" | "The") && is_letters(text.word(i));
    (1..text.tokens.len()).filter(is_led).map(|i| text.word(i)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_no_part_of_a_name() {
        for (source, kind, name) in [
            ("Umpire Barrie Holder", EntityKind::Person, "Barrie Holder"),
            ("Dutchman Ruud van Velten", EntityKind::Person, "Ruud van Velten"),
            ("DCP Anand Rao", EntityKind::Org, "Anand Rao"),
            ("CS Anand Rao", EntityKind::Org, "CS Anand Rao"),
            ("USS John Roe", EntityKind::Org, "USS John Roe"),
            ("Hunter Dana Holder", EntityKind::Person, "Hunter Dana Holder"),
            ("Baker Mayfield", EntityKind::Person, "Baker Mayfield"),
        ] {
            let text = Text::new(source);
            let mut tagged = [Tagged { tokens: Run { start: 0, end: text.tokens.len() as u32 }, kind }];
            leave_out(&text, &mut tagged);
            let found = text.span_of(tagged[0].tokens).map_or("", |span| span.of(source));
            assert_eq!(found, name);
        }
    }
}
