//! Names of several surnames, and of fathers and sons: "Herrera Campos" and "Herrera" for Lucía Herrera Campos, "Roe
//! Jr." for the son.

use super::roster::{People, list};
use crate::annotate::entity;
use crate::annotate::quote::words::forms::WordTable;
use crate::annotate::quote::words::name::same_suffix;
use crate::annotate::sequence::word_hash;

impl People {
    /// Keeps the first of two surnames, which no list has as a first name: the "Herrera" of Lucía Herrera Campos and of
    /// Ana Lucía Herrera Campos.
    pub fn list_middle(&mut self, words: &[String], person: usize, first_names: WordTable) {
        let is_listed = |word: &str| first_names.get(word_hash(word.to_lowercase().as_bytes())) > 0;
        let (middle, last) = match words {
            [_, middle, last] => (middle, last),
            [_, second, middle, last] if is_listed(second) => (middle, last),
            _ => return,
        };
        let middle = middle.to_lowercase();
        let is_given = is_listed(&middle);
        let is_surname = !entity::is_particle(&middle) && middle.chars().count() > 2 && !middle.contains('.');
        if is_surname && !is_given && !entity::is_suffix(last) {
            list(&mut self.by_middle, middle, person);
        }
    }

    /// Returns whom the first of two surnames means, given in lower case, if it is one person's alone.
    pub fn of_first_surname(&self, surname: &str) -> Option<usize> {
        match self.by_middle.get(surname).map(Vec::as_slice) {
            Some(&[person]) => Some(person),
            _ => None,
        }
    }

    /// Returns whom several surnames mean ("Rodríguez de la Vega" for Pedro Rodríguez de la Vega, "Herrera Campos" for
    /// Lucía Herrera Campos); `last` is the last one in lower case.
    pub fn of_surnames(&self, words: &[String], last: &str) -> Option<usize> {
        let has_particle = words.len() > 2 && words[1..].iter().any(|w| entity::is_particle(w));
        let is_pair = words.len() == 2;
        let middle = || words[0].to_lowercase();
        let surnames = words.join(" ");
        let ends_so = |p: &usize| {
            let is_longer = self.persons[*p].name.strip_suffix(&surnames).is_some_and(|rest| rest.ends_with(' '));
            let is_middle = || self.by_middle.get(&middle()).is_some_and(|persons| persons.contains(p));
            is_longer && (has_particle || is_pair && is_middle())
        };
        self.namesakes(last).find(ends_so)
    }

    /// Leaves those of several persons who have a suffix; where none has it, those whom it does not rule out.
    /// "Duane Jr." is not Duane Sr.
    pub fn with_suffix(&self, mut persons: Vec<usize>, suffix: &str) -> Vec<usize> {
        let has_it = |p: &usize| !suffix.is_empty() && self.persons[*p].suffix == suffix;
        if persons.iter().any(has_it) {
            persons.retain(has_it);
        } else {
            persons.retain(|&p| same_suffix(&self.persons[p].suffix, suffix));
        }
        persons
    }

    /// Returns the son whom "Roe Jr." means.
    pub fn son(&self, words: &[String]) -> Option<usize> {
        let is_son = words.len() > 1 && words.last().is_some_and(|w| entity::is_suffix(w));
        if is_son { self.find(words, &|| None) } else { None }
    }
}
