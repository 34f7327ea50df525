//! Which kind a tagged name is of, or whether it is one at all, by its own words: "Foundation"
//! makes a body, "Stadium" a place, "Act" and "MBA" are none of the three.

use super::bodies::is_company_form;
use super::form::normalise;
use super::lists;
use super::persons::is_suffix;
use super::reach::is_company;
use super::tag::Tagged;
use crate::annotate::EntityKind;
use crate::annotate::text::{Run, Text};

/// Last words of laws, prizes, holidays, wars and contests, sorted.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "Accord", "Accords", "Act", "Agreement", "Amendment", "Award", "Awards", "Bill", "Championship", "Championships",
    "Cup", "Day", "Eve", "Fair", "Festival", "Games", "Olympics", "Plan", "Prize", "Protocol", "Study", "Treaty",
    "War", "Week",
];

/// Abbreviations that name no body, sorted.
#[rustfmt::skip]
const NO_BODIES: &[&str] = &[
    "ATM", "CD", "CEO", "CFO", "DNA", "DVD", "EB-5", "FAQ", "GDP", "GPS", "HIV", "HTML", "IPO", "IQ", "LGBT", "LGBTQ",
    "MBA", "PAC", "PACs", "PC", "PCs", "PDF", "PhD", "SARS", "SMS", "SUV", "SUVs", "TV", "UFO", "USB", "VIP", "VIPs",
    "VR",
];

/// Tells whether a name is one of the three kinds at all: no law, treaty, prize or holiday.
pub(super) fn is_name(text: &Text<'_>, name: &Tagged) -> bool {
    let range = name.tokens.range();
    let last = range.end.checked_sub(1).map_or("", |i| text.word(i));
    let unnamed = if range.len() > 1 { NO_NAMES } else { NO_BODIES };
    name.kind == EntityKind::Person || unnamed.binary_search(&last).is_err()
}

/// Makes a person of a given name, initials and a surname of the census that are no listed
/// place or body ("Ida B. Lowe III").
pub(super) fn trust_census(text: &Text<'_>, name: &mut Tagged) {
    if name.kind == EntityKind::Person {
        return;
    }
    let words: Vec<&str> = name.tokens.range().map(|i| text.word(i)).filter(|w| !is_suffix(w)).collect();
    let [first, middle @ .., last] = &words[..] else { return };
    let has_initials = middle.iter().all(|w| w.ends_with('.') && w.chars().count() == 2);
    if words.len() > 4 || !has_initials {
        return;
    }
    let is_plainly_personal = words.len() < name.tokens.range().len() || !middle.is_empty();
    let (given, surname) = (normalise(first), normalise(last));
    let listed = |words: &[&str]| lists::listed_words(words.iter().copied());
    let is_person = listed(&[&given]) & (lists::FEMALE | lists::MALE) != 0
        && listed(&[&surname]) & lists::SURNAMES != 0
        && (is_plainly_personal
            || lists::is_known_person(&surname)
            || (listed(&[&surname]) | listed(&[&given])) & (lists::PLACES | lists::BODIES) == 0)
        && listed(&[&given, &surname]) == 0;
    if is_person {
        name.kind = EntityKind::Person;
    }
}

/// Last words that make a body of any name, sorted.
#[rustfmt::skip]
const BODY_WORDS: &[&str] = &[
    "Agency", "Association", "Bureau", "Chronicle", "Coalition", "Commission", "Committee", "Corporation", "Council",
    "Foundation", "Gazette", "Herald", "Institute", "Journal", "League", "Ministry", "Party", "Society",
    "Tribune",
];

/// Last words of names that are not persons', sorted.
#[rustfmt::skip]
const NOT_PERSONAL: &[&str] = &[
    "Academy", "Airlines", "Airways", "Bank", "Center", "Centre", "Church", "Clinic", "Club", "College", "Company",
    "Court", "Department", "Group", "Hospital", "Museum", "News", "School", "Times", "University",
];

/// Last words of places, sorted.
#[rustfmt::skip]
const PLACE_WORDS: &[&str] = &[
    "Airport", "Avenue", "Boulevard", "Bridge", "County", "Island", "Islands", "Mountains", "Ocean", "Peninsula",
    "River", "Stadium", "Station", "Strait", "Street", "Valley",
];

/// Towns whose clubs are called "County".
const FOOTBALL_COUNTIES: &[&str] = &["Derby", "Notts", "Stockport", "Newport", "Ross", "Haverfordwest"];

/// Tells whether a run of capitals ends like a place of two words and more.
pub(super) fn ends_like_place(words: &[&str]) -> bool {
    words.len() > 1 && words.last().is_some_and(|last| PLACE_WORDS.binary_search(last).is_ok())
}

/// Tells whether a word ends the names of bodies or places, and no person's.
pub(super) fn is_body_word(word: &str) -> bool {
    [BODY_WORDS, NOT_PERSONAL, PLACE_WORDS].iter().any(|words| words.binary_search(&word).is_ok()) || is_company(word)
}

/// Returns the last word of a name of several.
fn last_word<'a>(text: &Text<'a>, run: Run) -> Option<&'a str> {
    run.range().next_back().filter(|_| run.range().len() > 1).map(|last| text.word(last))
}

/// Makes a body of a name that ends in "Foundation", "Corp." or, were it a person, in "School"; a
/// place of one that ends in "Stadium".
pub(super) fn trust_last_word(text: &Text<'_>, name: &mut Tagged) {
    let Some(last) = last_word(text, name.tokens) else { return };
    let is_body = BODY_WORDS.binary_search(&last).is_ok()
        || is_company_form(last)
        || (name.kind == EntityKind::Person && NOT_PERSONAL.binary_search(&last).is_ok());
    if is_body {
        name.kind = EntityKind::Org;
    } else if !FOOTBALL_COUNTIES.contains(&text.word(name.tokens.start as usize))
        && PLACE_WORDS.binary_search(&last).is_ok()
    {
        name.kind = EntityKind::Place;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [NO_NAMES, NO_BODIES, BODY_WORDS, NOT_PERSONAL, PLACE_WORDS] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }
}
