//! Ranks and offices inside what the tagger holds to be a body's name: "Vale Gas CFO Ann Roe", "DI Roe", "Vale County
//! Sheriff Bo Dell".

use rustc_hash::FxHashSet;

use super::form::normalise;
use super::kinds::is_body_word;
use super::lists;
use super::missed::is_name_word;
use super::persons::{is_particle, is_title};
use super::tag::Tagged;
use crate::annotate::EntityKind;
use crate::annotate::text::{Run, Text};
use crate::annotate::word_set::WordSet;

/// Words and letters that no body's name has before two others.
const SURE: &WordSet = &WordSet::of(&[
    "ACP",
    "AIG",
    "Adv",
    "Barr",
    "Brig-Gen",
    "CFO",
    "CIO",
    "COO",
    "CTO",
    "DCI",
    "DCS",
    "DSI",
    "Det",
    "Engr",
    "IGP",
    "Insp",
    "MCA",
    "MEC",
    "MEP",
    "MLA",
    "MLC",
    "MNA",
    "MPA",
    "MPL",
    "MSP",
    "Maj-Gen",
    "Revd",
    "SSP",
    "Supt",
    "Undersheriff",
    "WPC",
]);
/// Those that bodies, ships or given names have, too.
const UNSURE: &WordSet = &WordSet::of(&[
    "ACC", "ASP", "Abbot", "Alhaji", "CEO", "CS", "CSP", "Canon", "Cde", "Cdr", "Chaplain", "Chef", "Cmde", "Comrade",
    "Con", "Coroner", "Corporal", "Cr", "DC", "DI", "DP", "DS", "DSP", "Datuk", "Deacon", "Dean", "Fr", "Garda", "Gp",
    "Haji", "Hajia", "Inkosi", "Kgosi", "Ldr", "MD", "MP", "Oba", "Otunba", "PC", "PS", "Pandit", "Prof", "Provost",
    "Ranger", "Rev", "SP", "Skipper", "Sqn", "TD", "Trooper", "WO", "Warden", "Wg",
]);
/// Most words of such a name, and of the person's in it.
const LONGEST: usize = 8;
const PERSON: usize = 4;

/// Tells whether a word is a rank, an office or a form of address before a name.
pub(super) fn is_rank(word: &str) -> bool {
    let plain = word.trim_end_matches('.');
    SURE.holds(plain) || UNSURE.holds(plain) || is_title(word)
}

/// Makes persons of the names behind such a word that are whole, and names of their own of what stands before it.
pub(super) fn part(text: &Text<'_>, tagged: &mut Vec<Tagged>) {
    let mut fronts = Vec::new();
    let borne = borne(text, tagged);
    for name in tagged.iter_mut().filter(|name| name.kind != EntityKind::Person) {
        let Some((front, person)) = parted(text, name.tokens, &borne) else { continue };
        *name = Tagged { tokens: person, kind: EntityKind::Person };
        fronts.extend(front);
    }
    if !fronts.is_empty() {
        tagged.extend(fronts);
        tagged.sort_by_key(|name| name.tokens.start);
    }
}

/// Ends the names of those whom the article names in full behind the same rank or word: "Canon Roe" beside "Canon Ann
/// Roe".
pub(super) fn follow_titled(text: &Text<'_>, tagged: &mut [Tagged]) {
    let range = |name: &Tagged| name.tokens.range();
    let titled =
        tagged.iter().filter(|name| name.kind == EntityKind::Person && range(name).len() > 1).filter_map(|name| {
            let before = (name.tokens.start as usize).checked_sub(1)?;
            let rank = text.word(before);
            // "Nawab Ann Roe … Nawab Roe": whatever the word is, it is no given name.
            let is_given = || lists::listed_words([&*normalise(rank)].into_iter()) & lists::GIVEN != 0;
            let is_title = is_rank(rank) || is_name_word(text, before) && !is_given();
            is_title.then(|| (rank, text.word(name.tokens.end as usize - 1)))
        });
    let titled: FxHashSet<(&str, &str)> = titled.collect();
    for name in tagged.iter_mut().filter(|name| name.tokens.range().len() == 2 && !titled.is_empty()) {
        let start = name.tokens.start as usize;
        let may_be = name.kind != EntityKind::Place || is_rank(text.word(start));
        if may_be && titled.contains(&(text.word(start), text.word(start + 1))) {
            *name = Tagged { tokens: Run { start: start as u32 + 1, end: name.tokens.end }, kind: EntityKind::Person };
        }
    }
}

/// Makes a person of a single word between commas behind a noun for one: "a villager, Rohmat, said".
pub(super) fn follow_noun(text: &Text<'_>, name: &mut Tagged) {
    const NOUNS: &[&str] = &[
        "activist",
        "boy",
        "brother",
        "chief",
        "cleric",
        "driver",
        "father",
        "farmer",
        "fisherman",
        "girl",
        "governor",
        "head",
        "husband",
        "lawyer",
        "leader",
        "man",
        "mayor",
        "minister",
        "mother",
        "neighbor",
        "neighbour",
        "nurse",
        "officer",
        "official",
        "priest",
        "principal",
        "resident",
        "shopkeeper",
        "sister",
        "spokesman",
        "spokeswoman",
        "student",
        "survivor",
        "teacher",
        "trader",
        "vendor",
        "villager",
        "wife",
        "witness",
        "woman",
        "worker",
    ];
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let is_lone = name.kind != EntityKind::Person && end == start + 1 && start > 1 && end < text.tokens.len();
    if !is_lone || text.word(start - 1) != "," || text.word(end) != "," || !NOUNS.contains(&text.word(start - 2)) {
        return;
    }
    let word = text.word(start);
    let listed = lists::listed_words([&*normalise(word)].into_iter());
    if word.chars().any(char::is_lowercase) && listed & (lists::PLACES | lists::BODIES) == 0 {
        name.kind = EntityKind::Person;
    }
}

/// The words that stand alone or behind a rank for somebody.
fn borne<'a>(text: &Text<'a>, tagged: &[Tagged]) -> FxHashSet<&'a str> {
    let is_short = |name: &&Tagged| match name.tokens.range().len() {
        1 => true,
        2 => is_rank(text.word(name.tokens.start as usize)),
        _ => false,
    };
    tagged.iter().filter(is_short).map(|name| text.word(name.tokens.end as usize - 1)).collect()
}

/// What stands before a rank, and the person's name behind it.
fn parted(text: &Text<'_>, name: Run, borne: &FxHashSet<&str>) -> Option<(Option<Tagged>, Run)> {
    let (start, end) = (name.start as usize, name.end as usize);
    if !(3..=LONGEST).contains(&(end - start)) {
        return None;
    }
    let is_of_county = |i: usize| i > start && text.word(i - 1) == "County" && is_title(text.word(i));
    let is_office = |i: usize| {
        let plain = text.word(i).trim_end_matches('.');
        SURE.contains(&plain) || UNSURE.contains(&plain) || is_of_county(i)
    };
    let office = (start..end - 2).rev().find(|&i| is_office(i))?;
    let rank = (office..end - 2).take_while(|&i| is_rank(text.word(i))).last().unwrap_or(office);
    let (first, last) = (rank + 1, end - 1);
    let is_part = |i: usize| is_name_word(text, i) || is_particle(text.word(i));
    let is_given = lists::listed_words([&*normalise(text.word(first))].into_iter()) & lists::GIVEN != 0;
    let is_sure = SURE.contains(&text.word(office).trim_end_matches('.')) || borne.contains(text.word(last));
    let is_person = (first..end).all(is_part) && !is_body_word(text.word(last)) && (is_given || is_sure);
    if end - first > PERSON || !is_person {
        return None;
    }
    let ranks = (start..=office).rev().take_while(|&i| is_rank(text.word(i))).last().unwrap_or(office);
    let front = Run { start: name.start, end: ranks as u32 };
    let words = front.range().map(|i| normalise(text.word(i))).collect::<Vec<_>>();
    let is_place = words.last().is_some_and(|last| last == "county")
        || lists::listed_words(words.iter().map(String::as_str)) & lists::PLACES != 0;
    let kind = if is_place { EntityKind::Place } else { EntityKind::Org };
    let front = (front.start < front.end).then_some(Tagged { tokens: front, kind });
    Some((front, Run { start: first as u32, end: name.end }))
}

/// Where a person's surname begins that only ranks stand before: "DI Roe", "Chief Supt van Dell".
pub(super) fn surname_behind(text: &Text<'_>, name: Run) -> Option<usize> {
    let last = (name.end as usize).checked_sub(1)?;
    let start = name.start as usize;
    let n_ranks = (start..last).take_while(|&i| is_rank(text.word(i))).count();
    let first = start + n_ranks;
    (n_ranks > 0 && (first..last).all(|i| is_particle(text.word(i)))).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_behind_ranks() {
        for (source, front, person) in [
            ("Vale Gas CFO Ann Roe", "Vale Gas", "Ann Roe"),
            ("DI Ann Prothero", "", "Ann Prothero"),
            ("Vale East MSP Isla Dell-Roe", "Vale East", "Isla Dell-Roe"),
            ("Vale County Sheriff Wade Roe", "Vale County", "Wade Roe"),
            ("Det Con Imran Roe", "", "Imran Roe"),
        ] {
            let text = Text::new(source);
            let all = Run { start: 0, end: text.tokens.len() as u32 };
            let (before, name) = parted(&text, all, &FxHashSet::default()).expect(source);
            let words = |run: Run| text.span_of(run).map_or("", |span| span.of(source));
            assert_eq!((before.map_or("", |b| words(b.tokens)), words(name)), (front, person));
        }
        for source in ["DC Power Company", "Vale County Sheriff Department", "MD Anderson Hospital", "Vale Gas Ltd"] {
            let text = Text::new(source);
            let all = Run { start: 0, end: text.tokens.len() as u32 };
            assert!(parted(&text, all, &FxHashSet::default()).is_none(), "{source}");
        }
    }
}
