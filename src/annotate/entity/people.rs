//! Mentions of persons → which are one man or woman.
//!
//! Full names first: two are one person where surname, given names and suffix agree. Then
//! bare surnames and given names, each to the person of that name who fits the title's sex
//! and is named in full most often so far. Wife and husband stay two people, and a surname
//! that nobody bears in full is a person of its own.

use rustc_hash::{FxHashMap, FxHashSet};

use super::cluster::Mention;
use super::lists;
use super::persons::PersonName;
use crate::annotate::EntityKind;
use crate::annotate::text::Text;

/// Most persons of one surname that are told apart.
const MAX_NAMESAKES: usize = 12;

#[derive(Debug)]
struct Person {
    name: PersonName,
    /// Places of the full mentions, by mention.
    full: Vec<usize>,
    sex: Option<Sex>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sex {
    Female,
    Male,
}

#[derive(Debug, Default)]
struct People {
    people: Vec<Person>,
    by_surname: FxHashMap<String, Vec<usize>>,
    by_given: FxHashMap<String, Vec<usize>>,
    /// Persons known by one word only.
    by_word: FxHashMap<String, usize>,
    /// Surnames that somebody bears who is never named in full.
    independent: FxHashSet<String>,
}

/// Groups the persons among `mentions`; returns the number of groups.
pub(super) fn group(text: &Text<'_>, mentions: &[Mention<'_>], groups: &mut [Option<usize>]) -> usize {
    let mut people = People::default();
    let mut persons: Vec<(usize, PersonName)> = mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| m.tagged.kind == EntityKind::Person)
        .map(|(i, m)| (i, PersonName::parse(&m.words).unwrap_or_default()))
        .collect();
    take_particles(&mut persons);
    for (i, name) in persons.iter().filter(|(_, n)| n.is_full()) {
        groups[*i] = Some(people.full(*i, name));
    }
    people.find_independent(text, mentions, &persons);
    for (i, name) in persons.iter().filter(|(_, n)| !n.is_full()) {
        let sex = title_sex(text, mentions[*i].tagged.tokens.start as usize);
        groups[*i] = Some(people.bare(*i, name, sex));
    }
    people.people.len()
}

/// Takes "Al Thani" for a surname where the text has "Hassan Al Thani".
fn take_particles(persons: &mut [(usize, PersonName)]) {
    let longer = persons.iter().map(|(_, name)| name).filter(|name| name.is_full());
    let ends: FxHashSet<[String; 2]> =
        longer.filter_map(|name| Some([name.particles.last()?.clone(), name.surname.clone()])).collect();
    for (_, name) in persons.iter_mut().filter(|_| !ends.is_empty()) {
        if let [given] = &name.given[..]
            && ends.contains(&[given.clone(), name.surname.clone()])
        {
            *name = std::mem::take(name).without_given();
        }
    }
}

impl People {
    fn full(&mut self, at: usize, name: &PersonName) -> usize {
        let namesakes = self.by_surname.entry(name.surname.clone()).or_default();
        if let Some(&known) = namesakes.iter().find(|&&p| self.people[p].name.agrees_with(name)) {
            let person = &mut self.people[known];
            person.full.push(at);
            if name.given.len() > person.name.given.len() {
                person.name.given.clone_from(&name.given);
            }
            person.name.suffix = person.name.suffix.take().or_else(|| name.suffix.clone());
            return known;
        }
        let new = self.people.len();
        if namesakes.len() < MAX_NAMESAKES {
            namesakes.push(new);
        }
        for given in name.given.iter().take(3) {
            let bearers = self.by_given.entry(given.clone()).or_default();
            if bearers.len() < MAX_NAMESAKES {
                bearers.push(new);
            }
        }
        let sex = name.given.first().and_then(|given| sex_of(given));
        self.people.push(Person { name: name.clone(), full: vec![at], sex });
        new
    }

    /// Finds surnames that stand bare in the body well before anybody of that name is named in
    /// full: who is too well known for a full name is not the relative who gets one.
    fn find_independent(&mut self, text: &Text<'_>, mentions: &[Mention<'_>], persons: &[(usize, PersonName)]) {
        let body = text.paragraphs.get(1).map_or(u32::MAX, |p| p.start);
        let mut early: FxHashMap<&str, usize> = FxHashMap::default();
        for (i, name) in persons.iter().filter(|(_, n)| !n.is_full()) {
            let Some(namesakes) = self.by_surname.get(&name.surname) else { continue };
            let first = namesakes.iter().filter_map(|&p| self.people[p].full.first()).min();
            let start = text.tokens.get(mentions[*i].tagged.tokens.start as usize).map_or(0, |t| t.span.start);
            if first.is_some_and(|first| i < first) && start >= body {
                *early.entry(&name.surname).or_default() += 1;
            }
        }
        // Summaries and captions above the text may use a bare surname a few times.
        let often = early.into_iter().filter(|&(_, n_early)| n_early >= 4);
        self.independent = often.map(|(surname, _)| surname.to_owned()).collect();
    }

    fn bare(&mut self, at: usize, name: &PersonName, sex: Option<Sex>) -> usize {
        let namesakes = self.by_surname.get(&name.surname).map_or(&[][..], Vec::as_slice);
        let fits = |p: &&usize| sex.is_none() || self.people[**p].sex.is_none_or(|s| Some(s) == sex);
        let rank = |p: &&usize| {
            let person = &self.people[**p];
            let n_before = person.full.partition_point(|&m| m < at);
            (
                name.suffix == person.name.suffix,
                n_before > 0,
                n_before.max(1),
                person.full.get(n_before.wrapping_sub(1)),
            )
        };
        if !self.independent.contains(&name.surname)
            && let Some(&known) = namesakes.iter().filter(fits).max_by_key(rank)
        {
            return known;
        }
        // A given name alone means somebody only where one person bears it.
        if name.suffix.is_none()
            && namesakes.is_empty()
            && let Some([only]) = self.by_given.get(&name.surname).map(Vec::as_slice)
        {
            return *only;
        }
        let new = self.people.len();
        let known = *self.by_word.entry(name.surname.clone()).or_insert(new);
        if known == new {
            self.people.push(Person { name: name.clone(), full: Vec::new(), sex });
        }
        known
    }
}

/// Reads the sex from a title right before token `start`.
fn title_sex(text: &Text<'_>, start: usize) -> Option<Sex> {
    match text.word(start.checked_sub(1)?).trim_end_matches('.') {
        "Mr" | "Sir" | "Lord" | "Congressman" => Some(Sex::Male),
        "Mrs" | "Ms" | "Miss" | "Lady" | "Dame" | "Congresswoman" => Some(Sex::Female),
        _ => None,
    }
}

fn sex_of(given: &str) -> Option<Sex> {
    let bits = lists::listed_words([given].into_iter());
    match (bits & lists::FEMALE != 0, bits & lists::MALE != 0) {
        (true, false) => Some(Sex::Female),
        (false, true) => Some(Sex::Male),
        _ => None,
    }
}
