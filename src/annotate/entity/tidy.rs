//! Tagged names → names with newspaper conventions kept: what the tagger's training copy
//! rarely shows.
//!
//! Titles stay outside a person's name and "Jr." inside; "Mr." is followed by a person;
//! "U.S." at the end of a sentence is a place; a bare surname means the person named in
//! full in the same article; laws, prizes and holidays are no bodies. One pass over the
//! tokens.

use rustc_hash::FxHashSet;

use super::bodies::is_state;
use super::form::normalise;
use super::lists;
use super::persons::{is_suffix, is_title};
use super::tag::Tagged;
use crate::annotate::EntityKind;
use crate::annotate::text::{Run, Text, TokenKind};

/// Repairs the tagged names of a text; they stay in text order and apart.
pub(super) fn tidy(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    for name in tagged.iter_mut() {
        strip_openers(text, name);
        strip_titles(text, name);
        take_particles(text, name);
    }
    tagged.retain(|name| !is_law_or_event(text, name));
    fill_names(text, tagged);
    take_surnames(text, tagged);
    take_suffixes(text, tagged);
    for name in tagged.iter_mut() {
        trust_last_word(text, name);
        trust_census(text, name);
    }
    let surnames = surnames(text, tagged);
    let shouted: FxHashSet<String> = surnames.iter().map(|s| s.to_uppercase()).collect();
    split_pairs(text, tagged, &surnames);
    for name in tagged.iter_mut() {
        follow_persons(text, name, &surnames, &shouted);
    }
    fill_gaps(text, tagged, &surnames, &shouted);
}

/// Moves the start of a name behind a sentence's first word that is never part of a name
/// ("Although Lowe").
fn strip_openers(text: &Text<'_>, name: &mut Tagged) {
    let start = name.tokens.start as usize;
    let sentence = text.sentences.partition_point(|s| s.start as usize <= start).checked_sub(1);
    let opens = sentence.is_some_and(|s| text.sentences[s].start as usize == start);
    let is_long = name.tokens.range().len() > 1;
    if opens && is_long && lists::is_plain_word(&normalise(text.word(start))) && !is_shouted(text.word(start + 1)) {
        name.tokens.start += 1;
    }
}

fn is_shouted(word: &str) -> bool {
    !word.chars().any(char::is_lowercase)
}

/// Takes in a particle before a surname that stands alone ("bin Laden").
fn take_particles(text: &Text<'_>, name: &mut Tagged) {
    let is_particle = |i: usize| matches!(text.word(i), "bin" | "ibn" | "van" | "von" | "der" | "den");
    while name.kind == EntityKind::Person
        && let Some(before) = name.tokens.start.checked_sub(1)
        && is_particle(before as usize)
    {
        name.tokens.start = before;
    }
}

/// Tells whether a name is that of a law, treaty, prize or holiday, by its last word.
fn is_law_or_event(text: &Text<'_>, name: &Tagged) -> bool {
    let range = name.tokens.range();
    let last = range.end.checked_sub(1).map_or("", |i| text.word(i));
    name.kind != EntityKind::Person
        && range.len() > 1
        && matches!(
            last,
            "Act"
                | "Agreement"
                | "Amendment"
                | "Accord"
                | "Accords"
                | "Award"
                | "Awards"
                | "Bill"
                | "Day"
                | "Eve"
                | "Prize"
                | "Protocol"
                | "Treaty"
                | "Week"
        )
}

/// Makes a person of a given name, initials and a surname of the census that are no listed
/// place or body ("Ida B. Lowe III").
fn trust_census(text: &Text<'_>, name: &mut Tagged) {
    let words: Vec<&str> = name.tokens.range().map(|i| text.word(i)).filter(|w| !is_suffix(w)).collect();
    let [first, middle @ .., last] = &words[..] else { return };
    let has_initials = middle.iter().all(|w| w.ends_with('.') && w.chars().count() == 2);
    if name.kind == EntityKind::Person || words.len() > 4 || !has_initials {
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
    "Federation", "Foundation", "Gazette", "Herald", "Institute", "Journal", "League", "Ministry", "Party", "Society",
    "Tribune",
];

/// Last words of names that are not persons', sorted.
#[rustfmt::skip]
const NOT_PERSONAL: &[&str] = &[
    "Academy", "Airlines", "Airways", "Bank", "Center", "Centre", "Church", "Clinic", "Club", "College", "Company",
    "Court", "Department", "Group", "Hospital", "Museum", "News", "School", "Times", "University",
];

fn last_word<'a>(text: &Text<'a>, run: Run) -> &'a str {
    run.range().next_back().filter(|_| run.range().len() > 1).map_or("", |last| text.word(last))
}

/// Makes a body of a name that ends in "Foundation" or, were it a person, in "School".
fn trust_last_word(text: &Text<'_>, name: &mut Tagged) {
    let last = last_word(text, name.tokens);
    let is_body = BODY_WORDS.binary_search(&last).is_ok()
        || (name.kind == EntityKind::Person && NOT_PERSONAL.binary_search(&last).is_ok());
    if is_body {
        name.kind = EntityKind::Org;
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
fn follow_persons(text: &Text<'_>, name: &mut Tagged, surnames: &FxHashSet<&str>, shouted: &FxHashSet<String>) {
    let range = name.tokens.range();
    if name.kind == EntityKind::Person || range.len() > 3 {
        return;
    }
    let last = text.word(range.end.saturating_sub(1));
    let first = [normalise(text.word(range.start))];
    let has_given = || lists::listed_words(first.iter().map(String::as_str)) & (lists::FEMALE | lists::MALE) != 0;
    let is_shouted_surname = range.len() == 1 && last.len() > 3 && is_shouted(last) && shouted.contains(last);
    if is_shouted_surname || (surnames.contains(last) && (range.len() == 1 || has_given())) {
        name.kind = EntityKind::Person;
    }
}

/// Moves the start of a name behind "Mr.", "Sen.", "Attorney General"; what follows such a
/// title is a person.
fn strip_titles(text: &Text<'_>, name: &mut Tagged) {
    let first = text.word(name.tokens.start as usize);
    let is_personal =
        matches!(first.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss" | "Sen" | "Rep" | "Dr" | "Gov");
    if name.kind == EntityKind::Person || (is_personal && name.tokens.range().len() <= 4) {
        let stripped = name.tokens.range().take_while(|&i| is_title(text.word(i))).count() as u32;
        if stripped > 0 && name.tokens.start + stripped < name.tokens.end {
            name.tokens.start += stripped;
            name.kind = EntityKind::Person;
        }
    }
}

/// Adds what the tagger passed over and its own words give away: a given name and a surname
/// ("April Smith"), a name behind a title ("President Lowe"), a company by its form.
fn fill_names(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    let mut added = Vec::new();
    let mut names = tagged.iter().peekable();
    for sentence in &text.sentences {
        let mut i = sentence.start as usize;
        while i < sentence.end as usize {
            if !is_name_word(text, i) {
                i += 1;
                continue;
            }
            let mut end = i + 1;
            while end < sentence.end as usize && is_name_word(text, end) {
                end += 1;
            }
            while names.peek().is_some_and(|n| n.tokens.end as usize <= i) {
                names.next();
            }
            let is_free = names.peek().is_none_or(|n| n.tokens.start as usize >= end);
            if is_free && let Some(name) = read_free(text, Run { start: i as u32, end: end as u32 }) {
                added.push(name);
            }
            i = end;
        }
    }
    if !added.is_empty() {
        tagged.extend(added);
        tagged.sort_by_key(|n| n.tokens.start);
    }
}

fn is_name_word(text: &Text<'_>, i: usize) -> bool {
    text.tokens[i].kind == TokenKind::Word && text.word(i).starts_with(char::is_uppercase)
}

/// Reads a run of capitals in which the tagger found nothing.
fn read_free(text: &Text<'_>, run: Run) -> Option<Tagged> {
    const LONGEST: usize = 8;
    if run.range().len() > LONGEST || run.range().len() == 1 {
        return None;
    }
    let words: Vec<&str> = run.range().map(|i| text.word(i)).collect();
    let is_mixed = words.iter().all(|w| !is_shouted(w) || w.ends_with('.'));
    let company =
        words.last().is_some_and(|w| matches!(w.trim_end_matches('.'), "Inc" | "Co" | "Corp" | "Ltd" | "LLC"));
    let school = words.len() > 2 && matches!(words.last(), Some(&("School" | "College" | "University" | "Hospital")));
    if (company || school) && is_mixed {
        return Some(Tagged { tokens: run, kind: EntityKind::Org });
    }
    let n_titles = words.iter().take_while(|w| is_title(w)).count();
    let rest = &words[n_titles..];
    let normal: Vec<String> = rest.iter().map(|w| normalise(w)).collect();
    let listed = |k: usize| lists::listed_words([normal[k].as_str()].into_iter());
    let last = normal.len().checked_sub(1)?;
    let is_personal = listed(last) & lists::NAMES != 0 && lists::is_mostly_person(&normal[last]);
    let is_person = match rest.len() {
        1 => n_titles > 0 && is_personal,
        2 | 3 => {
            listed(0) & lists::GIVEN != 0
                && is_personal
                && normal.iter().all(|w| !lists::is_plain_word(w))
                && lists::listed_words(normal.iter().map(String::as_str)) == 0
        }
        _ => false,
    };
    let tokens = Run { start: run.start + n_titles as u32, end: run.end };
    (is_person && is_mixed).then_some(Tagged { tokens, kind: EntityKind::Person })
}

/// Lengthens "W. Paul" by the "Carver" that stands behind it.
fn take_surnames(text: &Text<'_>, tagged: &mut [Tagged]) {
    for k in 0..tagged.len() {
        let next = tagged.get(k + 1).map_or(u32::MAX, |n| n.tokens.start);
        let name = &mut tagged[k];
        let end = name.tokens.end as usize;
        let sentence_end = text.sentences.partition_point(|s| s.end as usize <= end);
        let fits = name.kind == EntityKind::Person
            && name.tokens.end < next
            && text.sentences.get(sentence_end).is_some_and(|s| s.start < name.tokens.end && end < s.end as usize)
            && is_name_word(text, end);
        if !fits {
            continue;
        }
        let word = |i: usize| [normalise(text.word(i))];
        let listed = |word: [String; 1]| lists::listed_words(word.iter().map(String::as_str));
        let is_given = listed(word(end - 1)) & lists::GIVEN != 0;
        let surname = word(end);
        let is_surname = lists::is_mostly_person(&surname[0])
            && !lists::is_plain_word(&surname[0])
            && listed(surname) & lists::NAMES != 0;
        let has_suffix = end + 1 < text.tokens.len() && is_suffix(text.word(end + 1));
        if is_given && (is_surname || has_suffix) {
            name.tokens.end += 1;
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

/// Returns the surnames of persons named in full, as written, that are no place or body.
fn surnames<'a>(text: &Text<'a>, tagged: &[Tagged]) -> FxHashSet<&'a str> {
    let mut surnames = FxHashSet::default();
    for name in tagged.iter().filter(|n| n.kind == EntityKind::Person && (2..=5).contains(&n.tokens.range().len())) {
        let last = name.tokens.range().rev().map(|i| text.word(i)).find(|w| !is_suffix(w) && *w != ",");
        let Some(last) = last.filter(|w| w.starts_with(char::is_uppercase) && w.chars().count() > 2) else { continue };
        let normal = normalise(last);
        if lists::listed_words([normal.as_str()].into_iter()) & (lists::PLACES | lists::BODIES) == 0 {
            surnames.insert(last);
        }
    }
    surnames
}

/// Tells whether a line of several words writes all of them with a capital but for short ones.
fn is_title_case(text: &Text<'_>, sentence: Run) -> bool {
    let mut words = sentence.range().filter(|&i| text.tokens[i].kind == TokenKind::Word).map(|i| text.word(i));
    sentence.range().len() > 3 && words.all(|word| word.len() < 5 || !word.starts_with(char::is_lowercase))
}

/// Adds what is known and stands alone in prose, or anywhere in a headline: surnames of
/// the article's persons; "U.S." anywhere; states after a town or party ("Mobile, Ala.").
fn fill_gaps(text: &Text<'_>, tagged: &mut Vec<Tagged>, surnames: &FxHashSet<&str>, shouted: &FxHashSet<String>) {
    let mut added = Vec::new();
    let mut names = tagged.iter().peekable();
    for sentence in &text.sentences {
        let is_title_case = !surnames.is_empty() && is_title_case(text, *sentence);
        for i in sentence.range() {
            while names.peek().is_some_and(|n| n.tokens.end as usize <= i) {
                names.next();
            }
            let is_tagged = names.peek().is_some_and(|n| n.tokens.start as usize <= i);
            if is_tagged || text.tokens[i].kind != TokenKind::Word {
                continue;
            }
            let word = text.word(i);
            let is_capital = |k: usize| {
                sentence.range().contains(&k)
                    && text.tokens[k].kind == TokenKind::Word
                    && text.word(k).starts_with(char::is_uppercase)
                    && !is_title(text.word(k))
            };
            let stands_alone =
                is_title_case || (!is_capital(i + 1) && i > sentence.start as usize && !is_capital(i - 1));
            let kind = match word {
                "U.S." | "U.K." => EntityKind::Place,
                _ if word.ends_with('.') && i > sentence.start as usize => {
                    let follows = matches!(text.word(i - 1), "," | "-");
                    if follows && is_state(word) { EntityKind::Place } else { continue }
                }
                _ if stands_alone && surnames.contains(word) => EntityKind::Person,
                _ if word.len() > 3 && is_shouted(word) && shouted.contains(word) => EntityKind::Person,
                _ => continue,
            };
            added.push(Tagged { tokens: Run { start: i as u32, end: i as u32 + 1 }, kind });
        }
    }
    if !added.is_empty() {
        tagged.extend(added);
        tagged.sort_by_key(|n| n.tokens.start);
    }
}
