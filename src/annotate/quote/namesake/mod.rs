//! "Roe" where the article has two → which of them.
//!
//! A ranker chooses among the persons of that surname. What speaks for one: that the article
//! names her most, or last; that she spoke last; that a title or pronoun beside the name fits
//! ("Mrs. Roe", "the senator, Roe"); that the entity annotator holds the name to be hers.

mod look;

use super::link::{chances, likeliest};
use super::name::{is_title, parts};
use super::people::{Naming, People, title_gender};
use super::scene::Scene;
use super::sink::Emit;
use crate::annotate::sequence::{FeatureRows, Model};
use crate::annotate::text::Run;

/// Persons of one surname that are told apart, and namings before that are looked at.
const MOST: usize = 8;
const NAMINGS: usize = 200;

/// A surname that several bear.
#[derive(Debug, Clone)]
pub(super) struct Surname {
    /// The words of the name.
    pub tokens: Run,
    /// Whom the counts of [`People`] hold to be meant.
    pub held: usize,
    /// First name, surname and suffix of whom the entity annotator holds to be meant.
    pub linked: Option<[String; 3]>,
    /// The speaker before, and where that quote starts.
    pub before: Option<(usize, usize)>,
}

/// Everything the ranker sees of a surname's surroundings.
pub(super) struct Choice {
    surname: Surname,
    pub persons: Vec<usize>,
    /// Where each is named in full last before the surname, and where at all.
    full: Vec<Option<Naming>>,
    any: Vec<Option<Naming>>,
    /// The last namesake who is named before, whatever the name.
    spoke: Option<usize>,
}

impl Choice {
    /// Gathers who may be meant; nothing where only one bears the name, or the words beside it
    /// settle whom it means.
    pub fn new(scene: &Scene<'_>, people: &People, surname: Surname, words: &[String]) -> Option<Self> {
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
        let before = || people.namings[..end].iter().rev().take(NAMINGS).filter(|n| !n.is_described);
        let is_full = |n: &&Naming| n.tokens.range().len() > 1;
        let full = persons.iter().map(|&p| before().filter(is_full).find(|n| n.person == p).copied()).collect();
        let any = persons.iter().map(|&p| before().find(|n| n.person == p).copied()).collect();
        let spoke = surname.before.map(|b| b.0).filter(|p| persons.contains(p));
        Some(Choice { surname, persons, full, any, spoke })
    }

    /// Writes the features of one person.
    pub fn push(&self, scene: &Scene<'_>, people: &People, k: usize, rows: &mut FeatureRows) {
        let emit = &mut Emit::new(rows, 8000);
        self.look(scene, people, k).push(emit);
        rows.end_row();
    }

    /// Finds who is meant, and how likely.
    pub fn meant(&self, scene: &Scene<'_>, people: &People, model: &Model) -> Option<(usize, f32)> {
        let mut rows = FeatureRows::new();
        (0..self.persons.len()).for_each(|k| self.push(scene, people, k, &mut rows));
        let chances = self.persons.iter().copied().zip(chances(model, &rows));
        likeliest(chances).map(|(person, probability, _)| (person, probability))
    }
}

/// Tells whether only one of several can be meant: the one who is named outside quotations, whose
/// gender the title allows ("Mrs. Roe"), or who alone is called so ("Councilman Roe").
fn is_settled(scene: &Scene<'_>, people: &People, surname: &Surname, persons: &[usize]) -> bool {
    let only = |fits: &dyn Fn(usize) -> bool| fits(surname.held) && persons.iter().filter(|&&p| fits(p)).count() == 1;
    let Some(before) = (surname.tokens.start as usize).checked_sub(1) else { return false };
    let word = scene.word(before);
    let is_titled = title_gender(scene, before).is_some_and(|gender| only(&|p| people.persons[p].may_be(gender)));
    is_titled
        || only(&|p| people.persons[p].n_mentions > 0)
        || is_title(word) && only(&|p| people.titles.tie(p, word) > 2)
}
