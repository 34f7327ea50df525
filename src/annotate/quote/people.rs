//! Entity mentions of an article → its people, each with the fullest name the article gives.
//!
//! A bare surname belongs to the person whose full name ends in it; where several do (a
//! married couple, a father and a son), to the one whose title fits and who is named most.
//! Gender is evidence of the article itself: titles, and the pronouns that follow a name.

use rustc_hash::FxHashMap;

use super::scene::{Scene, run_of};
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::{EntityKind, EntityMention};

/// A person, as far as the article goes.
#[derive(Debug, Clone, Default)]
pub(super) struct Person {
    pub name: String,
    pub first: String,
    /// Evidence for "he" and for "she".
    pub he: u32,
    pub she: u32,
    pub n_mentions: u32,
}

/// A place where a person is named.
#[derive(Debug, Clone, Copy)]
pub(super) struct Naming {
    pub tokens: Run,
    pub person: usize,
}

/// The people of an article and where they are named, in text order.
#[derive(Debug, Clone, Default)]
pub(super) struct People {
    pub persons: Vec<Person>,
    pub namings: Vec<Naming>,
    /// Surname (lower case) → persons.
    by_last: FxHashMap<String, Vec<usize>>,
    by_first: FxHashMap<String, Vec<usize>>,
}

/// "He" or "she", whatever the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    He,
    She,
}

impl People {
    /// Gathers the people of a scene.
    pub fn new(scene: &Scene<'_>) -> Self {
        let mut people = People::default();
        let mentions: Vec<(Run, Vec<String>)> = scene
            .entities
            .iter()
            .filter(|e| e.kind == EntityKind::Person)
            .map(|e| (tokens_of(scene, e), name_words(e.span.of(scene.text.source))))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        for (_, words) in mentions.iter().filter(|(_, words)| given_and_family(words).0.is_some()) {
            people.add_full(words);
        }
        for (run, words) in &mentions {
            let title = title_before(scene, run.start as usize);
            let person = people.find(words, title).unwrap_or_else(|| people.add(words));
            people.persons[person].n_mentions += 1;
            match title {
                Some(Gender::He) => people.persons[person].he += 3,
                Some(Gender::She) => people.persons[person].she += 3,
                None => {}
            }
            people.namings.push(Naming { tokens: *run, person });
        }
        people.count_pronouns(scene);
        people
    }

    /// Returns the person that a name means here.
    pub fn find(&self, words: &[String], title: Option<Gender>) -> Option<usize> {
        let (first, last) = given_and_family(words);
        let last = last.to_lowercase();
        let listed = |map: &FxHashMap<String, Vec<usize>>| map.get(&last).cloned().unwrap_or_default();
        if let Some(first) = first {
            let first = first.to_lowercase();
            return listed(&self.by_last).into_iter().find(|&p| same_first(&self.persons[p].first, &first));
        }
        let fits = |p: &usize| match title {
            Some(Gender::He) => self.persons[*p].she == 0,
            Some(Gender::She) => self.persons[*p].he == 0,
            None => true,
        };
        let most = |found: Vec<usize>| {
            let fitting: Vec<usize> = found.iter().copied().filter(fits).collect();
            let found = if fitting.is_empty() { found } else { fitting };
            found.into_iter().max_by_key(|&p| (self.persons[p].n_mentions, std::cmp::Reverse(p)))
        };
        most(listed(&self.by_last)).or_else(|| most(listed(&self.by_first)))
    }

    fn add_full(&mut self, words: &[String]) {
        match self.find(words, None) {
            Some(person) => {
                self.persons[person].n_mentions += 1;
                let name = words.join(" ");
                if name.chars().count() > self.persons[person].name.chars().count() {
                    self.persons[person].name = name;
                    self.persons[person].first = given_and_family(words).0.unwrap_or_default().to_lowercase();
                }
            }
            None => {
                let person = self.add(words);
                self.persons[person].n_mentions += 1;
            }
        }
    }

    fn add(&mut self, words: &[String]) -> usize {
        let (first, last) = given_and_family(words);
        let number = self.persons.len();
        let first = first.unwrap_or_default().to_lowercase();
        let last = last.to_lowercase();
        if !first.is_empty() {
            self.by_first.entry(first.clone()).or_default().push(number);
        }
        self.by_last.entry(last).or_default().push(number);
        self.persons.push(Person { name: words.join(" "), first, ..Person::default() });
        number
    }

    /// A pronoun speaks for the gender of the person named last, if in this or the sentence before.
    fn count_pronouns(&mut self, scene: &Scene<'_>) {
        let mut next = 0;
        for token in 0..scene.forms.len() {
            while self.namings.get(next).is_some_and(|n| (n.tokens.start as usize) < token) {
                next += 1;
            }
            let Some(gender) = pronoun(scene.word(token)) else { continue };
            let Some(naming) = next.checked_sub(1).and_then(|n| self.namings.get(n)) else { continue };
            if scene.sentences[token] - scene.sentences[naming.tokens.start as usize] <= 1 {
                let person = &mut self.persons[naming.person];
                match gender {
                    Gender::He => person.he += 1,
                    Gender::She => person.she += 1,
                }
            }
        }
    }

    /// Returns the persons named last before a token, the nearest first, each with that naming.
    pub fn before(&self, token: usize) -> Vec<Naming> {
        const PERSONS: usize = 8;
        const NAMINGS: usize = 60;
        let end = self.namings.partition_point(|n| (n.tokens.start as usize) < token);
        let mut found: Vec<Naming> = Vec::with_capacity(PERSONS);
        for naming in self.namings[..end].iter().rev().take(NAMINGS) {
            if found.len() < PERSONS && found.iter().all(|f| f.person != naming.person) {
                found.push(*naming);
            }
        }
        found
    }
}

/// Returns the gender of a pronoun.
pub(super) fn pronoun(word: &str) -> Option<Gender> {
    let is = |list: &[&str]| list.iter().any(|w| word.eq_ignore_ascii_case(w));
    if is(&["he", "him", "his", "himself"]) {
        return Some(Gender::He);
    }
    is(&["she", "her", "hers", "herself"]).then_some(Gender::She)
}

/// Returns the gender that a title before a name tells.
fn title_before(scene: &Scene<'_>, token: usize) -> Option<Gender> {
    let before = token.checked_sub(1)?;
    if scene.is_word(before, &["Mr.", "Mr", "Sir", "Lord", "Congressman", "Chairman", "King", "Prince"]) {
        return Some(Gender::He);
    }
    let she = ["Mrs.", "Mrs", "Ms.", "Ms", "Miss", "Lady", "Dame", "Congresswoman", "Chairwoman", "Queen", "Princess"];
    scene.is_word(before, &she).then_some(Gender::She)
}

/// Returns the token run of an entity mention.
pub(super) fn tokens_of(scene: &Scene<'_>, entity: &EntityMention) -> Run {
    let start = scene.text.tokens.partition_point(|t| t.span.end <= entity.span.start);
    let n = scene.text.tokens[start..].iter().take_while(|t| t.span.start < entity.span.end).count();
    run_of(start, start + n)
}

/// Returns the words of a name without titles, possessives and stray marks.
pub(super) fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name
        .split_whitespace()
        .map(|w| w.trim_end_matches("'s").trim_end_matches("’s").trim_matches(|c: char| ",;:\"“”()".contains(c)))
        .filter(|w| !w.is_empty())
        .map(str::to_string)
        .collect();
    while words.len() > 1 && is_title(&words[0]) {
        words.remove(0);
    }
    words
}

fn is_title(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sen",
        "senator",
        "rep",
        "representative",
        "gov",
        "governor",
        "president",
        "vice",
        "sir",
        "lady",
        "lord",
        "judge",
        "justice",
        "gen",
        "general",
        "col",
        "colonel",
        "lt",
        "maj",
        "capt",
        "sgt",
        "rev",
        "reverend",
        "the",
        "secretary",
        "mayor",
        "congressman",
        "congresswoman",
        "prof",
        "professor",
        "sheriff",
        "ambassador",
        "chairman",
        "chairwoman",
        "pope",
        "attorney",
        "minister",
        "chancellor",
        "king",
        "queen",
        "prince",
        "princess",
        "former",
    ];
    let word = word.trim_end_matches('.');
    TITLES.iter().any(|t| word.eq_ignore_ascii_case(t))
}

fn is_suffix(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    ["Jr", "Sr", "II", "III", "IV"].iter().any(|s| word.eq_ignore_ascii_case(s))
}

/// Returns the first name, if there is one, and the surname with its suffix ("Doe Jr.").
fn given_and_family(words: &[String]) -> (Option<String>, String) {
    let n = words.len();
    let with_suffix = n > 1 && is_suffix(&words[n - 1]);
    let family = if with_suffix { words[n - 2..].join(" ") } else { words.last().cloned().unwrap_or_default() };
    let n_family = if with_suffix { 2 } else { 1 };
    (words.first().filter(|_| n > n_family).cloned(), family)
}

/// Tells whether two first names can be one person's: equal, or one the other's initial.
fn same_first(one: &str, other: &str) -> bool {
    let initial = |a: &str, b: &str| {
        let a = a.trim_end_matches('.');
        a.chars().count() == 1 && b.starts_with(a)
    };
    one == other || initial(one, other) || initial(other, one)
}

/// Tells whether a token ends a possessive name ("Doe’s").
pub(super) fn is_possessive(scene: &Scene<'_>, token: usize) -> bool {
    scene.text.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Possessive)
}
