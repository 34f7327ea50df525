//! Tagged names → names with newspaper conventions kept: what the tagger's training copy
//! rarely shows.
//!
//! Titles stay outside a person's name and "Jr." inside; "Mr." is followed by a person;
//! a bare surname means the person named in full in the same article, and so does the first
//! name of a relative ("her sister Pearl"). What a name's own
//! words say of its kind is [`super::kinds`], what the tagger passed over [`super::missed`].

use rustc_hash::FxHashSet;

use super::bodies::{is_company_form, is_state};
use super::form::normalise;
use super::persons::{is_suffix, is_title};
use super::reach::is_company;
use super::tag::Tagged;
use super::{
    Mending, common_given, given, honours, kinds, lists, missed, namesakes, numbered, occupations, of_place, openers,
    pairs, particled, posted, ranks, reach, streets, titled, trades,
};
use crate::annotate::EntityKind;
use crate::annotate::text::{Run, Text, TokenKind};
use crate::annotate::word_set::WordSet;

/// Repairs the tagged names of a text; they stay in text order and apart.
pub(super) fn tidy(text: &Text<'_>, tagged: &mut Vec<Tagged>, mending: Mending) {
    let is_all = mending == Mending::All;
    for name in tagged.iter_mut() {
        strip_openers(text, name, is_all);
        strip_owners(text, name);
        strip_titles(text, name);
        take_particles(text, name);
    }
    missed::add_telling(text, tagged);
    if is_all {
        ranks::part(text, tagged);
        tagged.iter_mut().for_each(|name| numbered::end_before(text, name));
    }
    reach::mend(text, tagged, is_all);
    tagged.retain(|name| kinds::is_name(text, name));
    missed::take_surnames(text, tagged);
    missed::add_couples(text, tagged);
    let relatives = missed::add_relatives(text, tagged);
    take_suffixes(text, tagged);
    for name in tagged.iter_mut() {
        kinds::trust_last_word(text, name);
        kinds::trust_census(text, name);
    }
    if is_all {
        tagged.iter_mut().for_each(|name| ranks::follow_noun(text, name));
        ranks::follow_titled(text, tagged);
        streets::mend(text, tagged);
        tagged.iter_mut().for_each(|name| trades::follow(text, name));
        titled::mend(text, tagged);
        honours::mend(text, tagged);
        of_place::leave_out(text, tagged);
        posted::part(text, tagged);
        occupations::leave_out(text, tagged);
    }
    let mut surnames = surnames(text, tagged, is_all);
    surnames.extend(&relatives);
    let shouted: FxHashSet<String> = surnames.iter().map(|s| s.to_uppercase()).collect();
    split_pairs(text, tagged, &surnames);
    let firms = firms(text, tagged, is_all);
    for name in tagged.iter_mut() {
        follow_firms(text, name, &firms, &surnames);
        follow_persons(text, name, (&surnames, &shouted), is_all);
        take_particles(text, name);
    }
    missed::add_known(text, tagged, (&surnames, &shouted), &relatives);
    if is_all {
        common_given::mend(text, tagged);
        given::mend(text, tagged);
        openers::leave_out(text, tagged);
        particled::mend(text, tagged);
    }
    missed::add_who(text, tagged);
    if is_all {
        pairs::mend(text, tagged);
    }
}

/// Moves the start of a name behind a sentence's first word that is never part of a name
/// ("Although Lowe").
fn strip_openers(text: &Text<'_>, name: &mut Tagged, is_all: bool) {
    let start = name.tokens.start as usize;
    let sentence = text.sentences.partition_point(|s| s.start as usize <= start).checked_sub(1);
    let opens = sentence.is_some_and(|s| text.sentences[s].start as usize == start);
    let is_long = name.tokens.range().len() > 1;
    let is_word = || lists::is_plain_word(&normalise(text.word(start))) || is_all && is_trade(text.word(start));
    if opens && is_long && is_word() && !is_shouted(text.word(start + 1)) {
        name.tokens.start += 1;
    }
    if is_long && matches!(text.word(name.tokens.start as usize), "a.m." | "p.m.") {
        name.tokens.start += 1;
    }
    // "Democrat of California"
    let words = |k: u32| if start as u32 + k < name.tokens.end { text.word(start + k as usize) } else { "" };
    if matches!(words(0), "Democrat" | "Republican") && words(1) == "of" && !words(2).is_empty() {
        name.tokens.start += 2;
        name.kind = EntityKind::Place;
    }
}

/// Tells whether a word says what a company does ("Carmaker Vale").
fn is_trade(word: &str) -> bool {
    const TRADES: &[&str] = &["Airline", "Grocer", "Insurer", "Lender", "Retailer", "Rival", "Telco", "Utility"];
    TRADES.contains(&word) || word.len() > 7 && (word.ends_with("maker") || word.ends_with("builder"))
}

/// Moves the start of a person's name behind whose she is ("Vale Mills’ Roe"); what is taken for a person
/// and based somewhere is a body ("Harbor-based Vale").
fn strip_owners(text: &Text<'_>, name: &mut Tagged) {
    let last = name.tokens.end.saturating_sub(1);
    if name.kind != EntityKind::Person || name.tokens.start >= last {
        return;
    }
    if text.word(name.tokens.start as usize).ends_with("-based") {
        name.tokens.start += 1;
        name.kind = EntityKind::Org;
    }
    let is_owner = |i: &u32| text.tokens[*i as usize].kind == TokenKind::Possessive;
    if let Some(owner) = (name.tokens.start..last).rev().find(is_owner) {
        name.tokens.start = owner + 1;
    }
}

/// Tells whether a word has no small letter.
pub(super) fn is_shouted(word: &str) -> bool {
    !word.chars().any(char::is_lowercase)
}

fn is_particle(word: &str) -> bool {
    matches!(word, "bin" | "ibn" | "van" | "von" | "der" | "den")
}

/// Takes in a particle before a surname that stands alone ("bin Laden").
fn take_particles(text: &Text<'_>, name: &mut Tagged) {
    while name.kind == EntityKind::Person
        && let Some(before) = name.tokens.start.checked_sub(1)
        && is_particle(text.word(before as usize))
    {
        name.tokens.start = before;
    }
}

/// Parts "Lowe and Carver" where both are known surnames.
fn split_pairs(text: &Text<'_>, tagged: &mut Vec<Tagged>, surnames: &FxHashSet<&str>) {
    let mut parted = Vec::new();
    for name in tagged.iter_mut().filter(|n| n.tokens.range().len() == 3 && n.kind == EntityKind::Org) {
        let Run { start, end } = name.tokens;
        let [first, middle, last] = [start, start + 1, start + 2].map(|i| text.word(i as usize));
        if middle == "and" && surnames.contains(first) && surnames.contains(last) {
            *name = Tagged { tokens: Run { start, end: start + 1 }, kind: EntityKind::Person };
            parted.push(Tagged { tokens: Run { start: end - 1, end }, kind: EntityKind::Person });
        }
    }
    if !parted.is_empty() {
        tagged.extend(parted);
        tagged.sort_by_key(|n| n.tokens.start);
    }
}

/// Makes a person of what bears the name of one: a bare surname, or a given name and the
/// surname of somebody named in full.
fn follow_persons(
    text: &Text<'_>,
    name: &mut Tagged,
    (surnames, shouted): (&FxHashSet<&str>, &FxHashSet<String>),
    is_all: bool,
) {
    let range = name.tokens.range();
    if name.kind == EntityKind::Person || range.len() > 5 {
        return;
    }
    let last = text.word(range.end.saturating_sub(1));
    // "DI Roe" of whom the article says "DI Ann Roe".
    let behind = || ranks::surname_behind(text, name.tokens).filter(|_| surnames.contains(last));
    if let Some(first) = if is_all { behind() } else { None } {
        *name = Tagged { tokens: Run { start: first as u32, end: name.tokens.end }, kind: EntityKind::Person };
        return;
    }
    if range.len() > 3 {
        return;
    }
    let first = [normalise(text.word(range.start))];
    let has_given = || lists::listed_words(first.iter().map(String::as_str)) & (lists::FEMALE | lists::MALE) != 0;
    let is_shouted_surname = range.len() == 1 && last.len() > 3 && is_shouted(last) && shouted.contains(last);
    if is_shouted_surname || (surnames.contains(last) && (range.len() == 1 || has_given())) {
        name.kind = EntityKind::Person;
    }
}

/// Returns the first words of companies whose names tell by their last word that they are one's, unless they are
/// somebody's surname or stand behind a title.
fn firms<'a>(text: &Text<'a>, tagged: &[Tagged], is_all: bool) -> FxHashSet<&'a str> {
    let range = |name: &Tagged| name.tokens.range();
    let last = |name: &Tagged| text.word(name.tokens.end as usize - 1);
    let is_body = |name: &Tagged| name.kind == EntityKind::Org && is_company(last(name));
    let ends_so = |name: &Tagged| if is_all { is_body(name) } else { is_company_form(last(name)) };
    let of_bodies = tagged.iter().filter(|name| range(name).len() > 1 && ends_so(name));
    let mut firms: FxHashSet<&str> = of_bodies.map(|name| text.word(name.tokens.start as usize)).collect();
    if is_all && !firms.is_empty() {
        let is_titled = |name: &Tagged| {
            (name.tokens.start as usize).checked_sub(1).is_some_and(|before| ranks::is_rank(text.word(before)))
        };
        let persons = tagged.iter().filter(|name| name.kind == EntityKind::Person);
        let named = persons.filter(|name| range(name).len() > 1 || is_titled(name));
        named.for_each(|name| _ = firms.remove(last(name)));
    }
    firms
}

/// Makes a body of a single word that a company's name begins with, unless it is somebody's surname or a
/// given name.
fn follow_firms(text: &Text<'_>, name: &mut Tagged, firms: &FxHashSet<&str>, surnames: &FxHashSet<&str>) {
    let word = text.word(name.tokens.start as usize);
    let is_lone_person = name.kind == EntityKind::Person && name.tokens.range().len() == 1;
    let is_given = || lists::listed_words([&*normalise(word)].into_iter()) & (lists::FEMALE | lists::MALE) != 0;
    if is_lone_person && firms.contains(word) && !surnames.contains(word) && !is_given() {
        name.kind = EntityKind::Org;
    }
}

/// Titles that no name but a person's follows.
#[rustfmt::skip]
pub(super) const PERSONAL: &[&str] = &[
    "Capt", "Cllr", "Col", "Congressman", "Congresswoman", "Councillor", "Councilman", "Councilor", "Councilwoman",
    "Det", "Dr", "Gov", "Inspector", "Lt", "Miss", "Mr", "Mrs", "Ms", "Rep", "Sen", "Sgt", "Sheriff", "Shri", "Smt",
];

/// Moves the start of a name behind "Mr.", "Sen.", "Attorney General"; what follows such a
/// title is a person.
fn strip_titles(text: &Text<'_>, name: &mut Tagged) {
    let first = text.word(name.tokens.start as usize);
    let is_personal = PERSONAL.contains(&first.trim_end_matches('.'));
    if name.kind == EntityKind::Person || (is_personal && name.tokens.range().len() <= 4) {
        let stripped = name.tokens.range().take_while(|&i| is_title(text.word(i))).count() as u32;
        if stripped > 0 && name.tokens.start + stripped < name.tokens.end {
            name.tokens.start += stripped;
            name.kind = EntityKind::Person;
        }
    }
}

/// Lengthens persons' names by a following "Jr.", "III".
fn take_suffixes(text: &Text<'_>, tagged: &mut [Tagged]) {
    for k in 0..tagged.len() {
        let next = tagged.get(k + 1).map_or(u32::MAX, |n| n.tokens.start);
        let name = &mut tagged[k];
        if name.kind != EntityKind::Person || name.tokens.range().len() < 2 {
            continue;
        }
        let at = |i: u32| text.tokens.get(i as usize).map_or("", |_| text.word(i as usize));
        let end = name.tokens.end;
        let comma = u32::from(at(end) == "," && matches!(at(end + 1).trim_end_matches('.'), "Jr" | "Sr"));
        let suffix = at(end + comma);
        if is_suffix(suffix) && suffix.starts_with(char::is_uppercase) && end + comma < next {
            name.tokens.end = end + comma + 1;
        }
    }
}

/// Returns the surnames of persons named in full, as written, that are no body and no place
/// that the article names as one.
fn surnames<'a>(text: &Text<'a>, tagged: &[Tagged], is_all: bool) -> FxHashSet<&'a str> {
    let mut surnames = FxHashSet::default();
    let (mut towns, mut firms) = (Vec::new(), Vec::new());
    for name in tagged.iter().filter(|n| n.kind == EntityKind::Person && (2..=5).contains(&n.tokens.range().len())) {
        let last = name.tokens.range().rev().map(|i| text.word(i)).find(|w| !is_suffix(w) && *w != ",");
        let Some(last) = last.filter(|w| w.starts_with(char::is_uppercase) && w.chars().count() > 2) else { continue };
        let normal = normalise(last);
        let lists = lists::listed_words([normal.as_str()].into_iter());
        // "Anna van Aalst": the particle tells her from the town.
        let has_particle = name.tokens.range().rev().map(|i| text.word(i)).any(is_particle);
        if lists & (lists::PLACES | lists::BODIES) == 0 || has_particle {
            surnames.insert(last);
        } else if lists & lists::BODIES == 0 {
            towns.push(last);
        } else if is_all && lists & lists::NAMES != 0 {
            firms.push((last, lists & lists::PLACES != 0));
        }
    }
    if !firms.is_empty() {
        let (told, speak) = (namesakes::told(text, tagged), namesakes::speak(text));
        let is_hers = |(firm, is_town): &(&str, bool)| !told.contains(firm) && (!is_town || speak.contains(firm));
        for (firm, is_town) in firms.into_iter().filter(is_hers) {
            if is_town {
                towns.push(firm);
            } else {
                surnames.insert(firm);
            }
        }
    }
    if !towns.is_empty() {
        let visited = visited(text);
        surnames.extend(towns.into_iter().filter(|town| !visited.contains(town)));
    }
    surnames
}

/// Returns the words that the article names as places: "in Rockford", "Rockford, Ill."
pub(super) fn visited<'a>(text: &Text<'a>) -> FxHashSet<&'a str> {
    const BEFORE: &WordSet = &WordSet::of(&[
        "across",
        "around",
        "at",
        "downtown",
        "from",
        "in",
        "into",
        "near",
        "outside",
        "through",
        "throughout",
    ]);
    let is_capital = |i: usize| i < text.tokens.len() && text.word(i).starts_with(char::is_uppercase);
    let is_place = |&i: &usize| {
        let follows = || i > 0 && BEFORE.holds(text.word(i - 1));
        let goes_on = || i + 2 < text.tokens.len() && text.word(i + 1) == "," && is_state(text.word(i + 2));
        is_capital(i) && (follows() || goes_on())
    };
    (0..text.tokens.len()).filter(is_place).map(|i| text.word(i)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_and_places_are_no_part_of_a_name() {
        let stripped = |source: &str, kind| {
            let text = Text::new(source);
            let mut name = Tagged { tokens: Run { start: 0, end: text.tokens.len() as u32 }, kind };
            strip_owners(&text, &mut name);
            (text.span_of(name.tokens).map_or("", |span| span.of(source)).to_string(), name.kind)
        };
        assert_eq!(stripped("Harbor-based Vale", EntityKind::Person), ("Vale".into(), EntityKind::Org));
        assert_eq!(stripped("Vale Mills’ Roe", EntityKind::Person), ("Roe".into(), EntityKind::Person));
        assert_eq!(stripped("Ann Roe’s", EntityKind::Person), ("Ann Roe’s".into(), EntityKind::Person));
        assert_eq!(stripped("Growers’ Alliance", EntityKind::Org), ("Growers’ Alliance".into(), EntityKind::Org));
    }
}
