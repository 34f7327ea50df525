//! "Roe" where the article has two → which of them.
//!
//! A ranker chooses among the persons of that surname. What speaks for one: that the article
//! names her most, or last; that she spoke last; that a title or pronoun beside the name fits
//! ("Mrs. Roe", "the senator, Roe"); that the entity annotator holds the name to be hers.

mod dead;
pub(super) mod kinship;
mod look;

use crate::annotate::callings::MONONYMOUS;
use crate::annotate::quote::grammar::gender::{Gender, pronoun, title_gender};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::models::chances::{chances, likeliest};
use crate::annotate::quote::people::candidate::Candidate;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::quote::tagger::sink::Emit;
use crate::annotate::quote::words::name::{is_title, name_words, parts};
use crate::annotate::sequence::{FeatureRows, Model};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Persons of one surname that are told apart, and namings before that are looked at.
const MOST: usize = 8;
const NAMINGS: usize = 200;
/// How sure it is that "Roe" is not who is once named as "Bo Jr.".
const WRITTEN: f32 = 0.9;
/// How often "the elder Roe" is the elder.
const BY_AGE: f32 = 0.95;
/// Words before a surname that tell which of two it is.
pub(super) const ELDER: &WordSet = &WordSet::of(&["elder", "older", "senior"]);
pub(super) const YOUNGER: &WordSet = &WordSet::of(&["younger", "junior"]);

/// A surname that several bear.
#[derive(Debug, Clone)]
pub(super) struct Surname<'a> {
    /// The words of the name.
    pub tokens: Run,
    /// Whom the counts of [`People`] hold to be meant.
    pub held: usize,
    /// First name, surname and suffix of whom the entity annotator holds to be meant.
    pub linked: Option<[String; 3]>,
    /// The persons who spoke before, and where each quote starts.
    pub spoken: &'a [(usize, usize)],
    /// What is quoted.
    pub contents: &'a [Run],
}

/// Everything the ranker sees of a surname's surroundings.
pub(crate) struct Choice<'a> {
    surname: Surname<'a>,
    pub persons: Vec<usize>,
    /// Where each is named in full last before the surname, where by any name, and where described, too.
    full: Vec<Option<Naming>>,
    any: Vec<Option<Naming>>,
    told: Vec<Option<Naming>>,
    /// The namesake who spoke last, where, and how many quotes of others are since.
    spoke: Option<(usize, usize, usize)>,
    /// Whether each is the elder (1) or the younger (2), as far as the article tells.
    seniority: Vec<u64>,
    /// How much each is named by the first name alone, in thirds.
    by_first: Vec<u64>,
    /// The gender of "he" or "she" next before and next after the surname in its paragraph.
    pronouns: [Option<Gender>; 2],
}

impl<'a> Choice<'a> {
    /// Gathers who may be meant by a name in a source; `spoken` and what is quoted are as in [`Surname`].
    pub fn of(
        scene: &Scene<'_>,
        people: &People,
        name: &Candidate,
        (spoken, contents): (&'a [(usize, usize)], &'a [Run]),
    ) -> Option<Self> {
        let tokens = name.tokens;
        let words = name_words(scene.text.span_of(tokens)?.of(scene.text.source));
        let entity = scene.entities_in(tokens).iter().find(|e| scene.tokens_of(e) == tokens);
        let linked = entity.map(|e| parts(&name_words(&e.name)));
        Choice::new(scene, people, Surname { tokens, held: name.person?, linked, spoken, contents }, &words)
    }

    /// Gathers who may be meant; nothing where only one bears the name, or the words beside it
    /// settle whom it means.
    fn new(scene: &Scene<'_>, people: &People, surname: Surname<'a>, words: &[String]) -> Option<Self> {
        let [first, last, suffix] = parts(words);
        if !first.is_empty() || last.is_empty() {
            return None;
        }
        let mut persons = people.with_suffix(people.namesakes(&last).collect(), &suffix);
        persons.truncate(MOST);
        if persons.len() < 2 || !persons.contains(&surname.held) || is_settled(scene, people, &surname, &persons) {
            return None;
        }
        let end = people.namings.partition_point(|n| n.tokens.start < surname.tokens.start);
        let before = &people.namings[end.saturating_sub(NAMINGS)..end];
        let last = |fits: &dyn Fn(&Naming) -> bool| -> Vec<Option<Naming>> {
            let of = |&p: &usize| before.iter().rev().find(|n| n.person == p && fits(n)).copied();
            persons.iter().map(of).collect()
        };
        let full = last(&|n| n.is_full);
        let (any, told) = (last(&|n| !n.is_described), last(&|_| true));
        let spoken = surname.spoken.iter().rev().take(NAMINGS).enumerate();
        let spoke = spoken.map(|(back, &(person, start))| (person, start, back)).find(|s| persons.contains(&s.0));
        let seniority = persons.iter().map(|&p| seniority(people, p, &persons)).collect();
        let pronouns = pronouns(scene, surname.tokens);
        let around = &people.namings[end.saturating_sub(NAMINGS)..people.namings.len().min(end + NAMINGS)];
        let by_first = persons.iter().map(|&p| by_first(scene, people, around, p)).collect();
        Some(Choice { surname, persons, full, any, told, spoke, seniority, by_first, pronouns })
    }

    /// Returns whom "the elder Roe" or "the younger Roe" means where the article tells which of them that is.
    fn by_age(&self, scene: &Scene<'_>) -> Option<usize> {
        let before = (0..self.surname.tokens.start as usize).rev().find(|&i| !scene.is_title(i))?;
        let wanted = if scene.is_word(before, ELDER) {
            1
        } else if scene.is_word(before, YOUNGER) {
            2
        } else {
            return None;
        };
        let mut fitting = self.persons.iter().zip(&self.seniority).filter(|(_, s)| **s == wanted).map(|(p, _)| *p);
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// Returns the one whom the article names by the surname, where each other is only once named so far, as "Bo Jr.".
    fn only_written(&self, scene: &Scene<'_>, people: &People) -> Option<usize> {
        let is_once = |&p: &usize| {
            let known = &people.persons[p];
            let has_surname = |n: Naming| n.tokens.range().any(|i| scene.word(i) == known.surname());
            let named = people.first_naming(p).filter(|n| n.tokens.start < self.surname.tokens.start);
            known.n_mentions == 1 && !known.suffix.is_empty() && named.is_some_and(|n| !has_surname(n))
        };
        let mut others = self.persons.iter().copied().filter(|p| !is_once(p));
        others.next().filter(|_| others.next().is_none())
    }

    /// Writes the features of one person.
    pub fn push(&self, scene: &Scene<'_>, people: &People, k: usize, rows: &mut FeatureRows) {
        let emit = &mut Emit::new(rows, 8000);
        self.look(scene, people, k).push(emit);
        rows.end_row();
    }

    /// Finds who is meant, and how likely.
    pub fn meant(&self, scene: &Scene<'_>, people: &People, model: &Model) -> Option<(usize, f32)> {
        if let Some(person) = self.by_age(scene) {
            return Some((person, BY_AGE));
        }
        if let Some(person) = self.by_kinship(scene, people) {
            return Some((person, kinship::SURE));
        }
        if let Some(person) = self.only_written(scene, people) {
            return Some((person, WRITTEN));
        }
        if let Some(person) = self.living(scene, people) {
            return Some((person, dead::SURE));
        }
        let mut rows = FeatureRows::new();
        (0..self.persons.len()).for_each(|k| self.push(scene, people, k, &mut rows));
        let chances = self.persons.iter().copied().zip(chances(model, &rows));
        likeliest(chances).map(|(person, probability, _)| (person, probability))
    }
}

/// Returns the genders of "he" or "she" next before and next after a name in its paragraph, outside marks.
fn pronouns(scene: &Scene<'_>, name: Run) -> [Option<Gender>; 2] {
    const REACH: u32 = 1000;
    let paragraph = scene.text.paragraph_tokens(scene.paragraph_of(name.start as usize));
    let (first, last) = (name.start.saturating_sub(REACH).max(paragraph.start), (name.end + REACH).min(paragraph.end));
    let of = |i: usize| pronoun(scene.word(i)).filter(|_| scene.is_word(i, &["he", "she"]));
    let outside = |i: &usize| scene.marks.region_of(*i).is_none();
    let before = (first as usize..name.start as usize).rev().filter(outside).find_map(of);
    [before, (name.end as usize..last as usize).filter(outside).find_map(of)]
}

/// Returns how many of a person's names are the first name alone, in thirds: who is "Milo" is not "Roe".
fn by_first(scene: &Scene<'_>, people: &People, namings: &[Naming], person: usize) -> u64 {
    let first = &people.persons[person].first;
    let named = || namings.iter().filter(|n| n.person == person && !n.is_described);
    let is_first =
        |n: &&Naming| n.tokens.range().len() == 1 && scene.word(n.tokens.start as usize).eq_ignore_ascii_case(first);
    (3 * named().filter(is_first).count()).div_ceil(named().count().max(1)) as u64
}

/// Tells whether a suffix is the elder's.
fn is_senior(suffix: &str) -> bool {
    matches!(suffix, "sr" | "senior")
}

/// Tells whether a suffix is that of a younger one ("Jr.", "III").
fn is_junior(suffix: &str) -> bool {
    !suffix.is_empty() && !is_senior(suffix)
}

/// Tells whether a person is the elder (1) or the younger (2) of namesakes, by suffixes, ages and kinship.
fn seniority(people: &People, person: usize, namesakes: &[usize]) -> u64 {
    const PARENT: &[&str] = &["father", "mother", "grandfather", "grandmother", "uncle", "aunt"];
    const CHILD: &[&str] = &["son", "daughter", "grandson", "granddaughter", "nephew", "niece"];
    let other = || namesakes.iter().copied().filter(|&p| p != person);
    let known = &people.persons[person];
    let age = |p: usize| people.titles.age(p);
    let is_called = |p: usize, words: &[&str]| words.iter().any(|w| people.titles.tie(p, w) > 2);
    let order = age(person).zip(other().find_map(age)).map_or(std::cmp::Ordering::Equal, |(a, b)| a.cmp(&b));
    match (known.suffix.as_str(), order) {
        (suffix, _) if is_senior(suffix) => 1,
        ("", _) if other().any(|p| is_junior(&people.persons[p].suffix)) => 1,
        ("", std::cmp::Ordering::Greater) => 1,
        ("", std::cmp::Ordering::Less) => 2,
        ("", _) if is_called(person, PARENT) || other().any(|p| is_called(p, CHILD)) => 1,
        ("", _) if is_called(person, CHILD) || other().any(|p| is_called(p, PARENT)) => 2,
        ("", _) => 0,
        _ => 2,
    }
}

/// Tells whether only one of several can be meant: the one who is named outside quotations, whose
/// gender the title allows ("Mrs. Roe"), or who alone is called so ("Councilman Roe").
fn is_settled(scene: &Scene<'_>, people: &People, surname: &Surname<'_>, persons: &[usize]) -> bool {
    let only = |fits: &dyn Fn(usize) -> bool| fits(surname.held) && persons.iter().filter(|&&p| fits(p)).count() == 1;
    let Some(before) = (surname.tokens.start as usize).checked_sub(1) else { return false };
    let word = scene.word(before);
    // "King Hussein" is the one who goes by that name.
    let last = || people.persons[surname.held].surname().to_lowercase();
    let is_own = scene.is_word(before, MONONYMOUS) && people.persons[surname.held].name.starts_with(word)
        || !scene.is_title(before) && people.by_mononym(&last()) == Some(surname.held);
    let is_titled = title_gender(scene, before).is_some_and(|gender| only(&|p| people.persons[p].may_be(gender)));
    is_own
        || is_titled
        || only(&|p| people.persons[p].n_mentions > 0)
        || is_title(word) && only(&|p| people.titles.tie(p, word) > 2)
}
