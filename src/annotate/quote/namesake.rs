//! "Roe" where the article has two → which of them.
//!
//! A ranker chooses among the persons of that surname. What speaks for one: that the article
//! names her most, or last; that she spoke last; that a title or pronoun beside the name fits
//! ("Mrs. Roe", "the senator, Roe"); that the entity annotator holds the name to be hers.

use super::link::{chances, likeliest};
use super::name::{is_title, parts, same_first, same_suffix};
use super::people::{Naming, People, is_possessive, pronoun_after, title_gender};
use super::scene::Scene;
use super::sink::Emit;
use super::tagger::SOURCE;
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
        let fits = |p: &usize| same_suffix(&people.persons[*p].suffix, &suffix);
        let persons: Vec<usize> = people.namesakes(&last).filter(fits).take(MOST).collect();
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
        let Surname { tokens, held, linked, before } = &self.surname;
        let (tokens, held, before) = (*tokens, *held, *before);
        let number = self.persons[k];
        let person = &people.persons[number];
        let token = tokens.start as usize;
        let many = |p: usize| people.persons[p].n_mentions;
        let place = self.persons.iter().filter(|&&p| many(p) > many(number)).count().min(3) as u64;
        let all: u32 = self.persons.iter().map(|&p| many(p)).sum();
        let share = u64::from(many(number) * 5 / all.max(1));
        let rank_in = |list: &[Option<Naming>]| {
            let start = |n: &Option<Naming>| n.map(|n| n.tokens.start);
            let own = start(&list[k]);
            own.map_or(4, |own| list.iter().filter(|n| start(n) > Some(own)).count().min(3) as u64)
        };
        let (rank, rank_any) = (rank_in(&self.full), rank_in(&self.any));
        let sentences = |n: Option<Naming>| {
            let gap = n.map(|n| scene.sentences[token] - scene.sentences[n.tokens.start as usize]);
            gap.map_or(9, |gap| [1, 2, 3, 5, 8, 14].iter().filter(|&&s| s <= gap).count() as u64)
        };
        let (far, far_any) = (sentences(self.full[k]), sentences(self.any[k]));
        let here = |n: Option<Naming>| {
            n.map_or(2, |n| u64::from(scene.paragraph_of(n.tokens.start as usize) == scene.paragraph_of(token)))
        };
        let same_paragraph = here(self.full[k]);
        let subject = self.full[k].map_or(2, |n| {
            let at = n.tokens.start as usize;
            u64::from(at == 0 || scene.sentences[at - 1] != scene.sentences[at])
        });
        let said = self.full[k].map_or(9, |n| (scene.best_probability(n.tokens, SOURCE) * 3.99) as u64);
        let owner = self.full[k].map_or(2, |n| u64::from(is_possessive(scene, n.tokens.end as usize)));
        let title = token.checked_sub(1).and_then(|i| title_gender(scene, i));
        let agrees = |gender| match gender {
            None => 0,
            Some(gender) => {
                let others = self.persons.iter().filter(|&&p| people.persons[p].may_be(gender)).count().min(3) as u64;
                1 + u64::from(person.may_be(gender)) + 2 * others
            }
        };
        let (titled, pronoun) = (agrees(title), agrees(pronoun_after(scene, tokens)));
        let word = token.checked_sub(1).map_or("", |i| scene.word(i));
        let called = people.titles.tie(number, word);
        let callers = self.persons.iter().filter(|&&p| people.titles.tie(p, word) > 0).count().min(2) as u64;
        let elder = u64::from(scene.is_word(token.wrapping_sub(1), &["elder", "older", "senior"]))
            + 2 * u64::from(scene.is_word(token.wrapping_sub(1), &["younger", "junior"]));
        let is_held = u64::from(held == number);
        let is_hers = |[first, _, suffix]: &[String; 3]| {
            same_suffix(suffix, &person.suffix) && (same_first(first, &person.first) || first.is_empty())
        };
        let is_linked = linked.as_ref().map_or(2, |linked| u64::from(is_hers(linked)));
        let is_last = self.spoke.map_or(2, |p| u64::from(p == number));
        let since =
            before.map_or(9, |b| (scene.paragraph_of(token) - scene.paragraph_of(b.1.min(token))).min(4) as u64);
        let order = k.min(3) as u64;
        let is_first = u64::from(self.persons.iter().all(|&p| {
            let first = |p: usize| people.first_naming(p).map(|n| n.tokens.start);
            first(number) <= first(p)
        }));
        let is_full = u64::from(!person.first.is_empty());
        let n = self.persons.len().min(4) as u64;
        let emit = &mut Emit::new(rows, 8000);
        for pair in [
            [is_held, 9],
            [is_linked, 9],
            [is_held, is_linked],
            [place, 9],
            [place, share],
            [rank, 9],
            [rank, place],
            [rank, share],
            [rank, far],
            [rank_any, 9],
            [rank_any, rank],
            [rank_any, far_any],
            [far, 9],
            [far, share],
            [same_paragraph, rank],
            [same_paragraph, subject],
            [subject, rank],
            [said, rank],
            [said, far],
            [owner, rank],
            [titled, 9],
            [titled, place],
            [titled, is_held],
            [titled, is_linked],
            [pronoun, 9],
            [pronoun, rank],
            [called, callers],
            [elder, is_held],
            [elder, rank],
            [is_last, since],
            [is_last, rank],
            [is_last, place],
            [is_last, is_held],
            [order, is_first],
            [is_first, place],
            [is_first, rank],
            [is_full, 9],
            [n, is_held],
            [n, rank],
        ] {
            emit.add(pair);
        }
        emit.add([pronoun, is_held, rank]);
        emit.add([is_held, is_linked, is_last]);
        emit.add([rank, far, share]);
        emit.add([rank, is_last, since]);
        emit.add([rank, place, is_first]);
        emit.add([is_linked, rank, far]);
        emit.add([same_paragraph, rank, is_last]);
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
