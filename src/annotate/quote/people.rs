//! Entity mentions of an article → its people, each with the fullest name the article gives.
//!
//! A bare surname belongs to the person whose full name ends in it; where several do (a
//! married couple, a father and a son), to the one whose title fits and who is named most.
//! Gender is evidence of the article itself: titles, and the pronouns that follow a name.

use rustc_hash::FxHashMap;

use super::forms::WordTable;
use super::scene::{Scene, run_of};
use super::titles::office;
use crate::annotate::sequence::word_hash;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::{EntityKind, EntityMention};

/// A person, as far as the article goes.
#[derive(Debug, Clone, Default)]
pub(super) struct Person {
    pub name: String,
    pub first: String,
    pub suffix: String,
    /// Evidence for "he" and for "she".
    pub he: u32,
    pub she: u32,
    pub n_mentions: u32,
    /// What the first name alone suggests: 0 nothing, 1 he, 2 she.
    pub listed: u8,
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
    pub fn new(scene: &Scene<'_>, first_names: WordTable) -> Self {
        let mut people = People::default();
        let mentions: Vec<(Run, Vec<String>)> = scene
            .entities
            .iter()
            .filter(|e| e.kind == EntityKind::Person)
            .map(|e| (tokens_of(scene, e), words_of(scene, e)))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        for (_, words) in mentions.iter().filter(|(_, words)| !parts(words)[0].is_empty()) {
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
        for person in people.persons.iter_mut().filter(|p| !p.first.is_empty()) {
            person.listed = first_names.get(word_hash(person.first.as_bytes()));
        }
        people
    }

    /// Returns the person that a name means here.
    pub fn find(&self, words: &[String], title: Option<Gender>) -> Option<usize> {
        let [first, last, suffix] = parts(words);
        let listed = |map: &FxHashMap<String, Vec<usize>>| map.get(&last).cloned().unwrap_or_default();
        if !first.is_empty() {
            let same = |p: &Person| same_first(&p.first, &first) && same_suffix(&p.suffix, &suffix);
            return listed(&self.by_last).into_iter().find(|&p| same(&self.persons[p]));
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
                    let [first, _, suffix] = parts(words);
                    let known = &mut self.persons[person];
                    (known.name, known.first, known.suffix) = (name, first, suffix);
                }
            }
            None => {
                let person = self.add(words);
                self.persons[person].n_mentions += 1;
            }
        }
    }

    fn add(&mut self, words: &[String]) -> usize {
        let [first, last, suffix] = parts(words);
        let number = self.persons.len();
        if !first.is_empty() {
            list(&mut self.by_first, first.clone(), number);
        }
        list(&mut self.by_last, last, number);
        self.persons.push(Person { name: words.join(" "), first, suffix, ..Person::default() });
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

/// Adds a person to a list of namesakes, which is kept short so that no text takes long.
fn list(map: &mut FxHashMap<String, Vec<usize>>, name: String, number: usize) {
    const NAMESAKES: usize = 40;
    let persons = map.entry(name).or_default();
    if persons.len() < NAMESAKES {
        persons.push(number);
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

/// Returns the words of a person's name, with a suffix that follows it ("Jr.").
fn words_of(scene: &Scene<'_>, entity: &EntityMention) -> Vec<String> {
    let mut words = name_words(entity.span.of(scene.text.source));
    let next = tokens_of(scene, entity).end as usize;
    let next = if scene.is_word(next, &[","]) { next + 1 } else { next };
    if words.len() > 1 && !words.last().is_some_and(|w| is_suffix(w)) && is_suffix(scene.word(next)) {
        words.push(scene.word(next).to_string());
    }
    words
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
    TITLES.iter().any(|t| word.eq_ignore_ascii_case(t)) || office(word).is_some()
}

fn is_suffix(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    ["Jr", "Sr", "II", "III", "IV"].iter().any(|s| word.eq_ignore_ascii_case(s))
}

/// First name, surname and suffix of a name, in lower case; first and suffix may be empty.
fn parts(words: &[String]) -> [String; 3] {
    let mut words: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let suffix = if words.len() > 1 && words.last().is_some_and(|w| is_suffix(w)) { words.pop() } else { None };
    let last = words.pop().unwrap_or_default();
    let suffix = suffix.unwrap_or_default().trim_end_matches('.').to_string();
    // "Van Esterik" and "de la Cruz" are surnames without a first name.
    let first = words.into_iter().next().filter(|w| !is_particle(w));
    [first.unwrap_or_default(), last, suffix]
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: &[&str] =
        &["al", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "el", "la", "le", "ter", "van", "von"];
    PARTICLES.contains(&word)
}

/// Tells whether two first names can be one person's: equal, or one the other's initial.
fn same_first(one: &str, other: &str) -> bool {
    let initial = |a: &str, b: &str| {
        let a = a.trim_end_matches('.');
        a.chars().count() == 1 && b.starts_with(a)
    };
    one == other || initial(one, other) || initial(other, one)
}

/// A suffix that one of two names leaves out does not part them.
fn same_suffix(one: &str, other: &str) -> bool {
    one.is_empty() || other.is_empty() || one == other
}

/// Tells whether a token ends a possessive name ("Doe’s").
pub(super) fn is_possessive(scene: &Scene<'_>, token: usize) -> bool {
    scene.text.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Possessive)
}
