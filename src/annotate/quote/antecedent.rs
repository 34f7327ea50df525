//! "He", "she" → which of the persons named before.
//!
//! A ranker chooses among the eight persons named or described last. What speaks for one:
//! nothing in the article says that the gender is wrong (titles, callings, pronouns beside
//! the name; a list of first names is one feature among them), nearness, being the subject
//! of a sentence or the speaker before. Who is named inside the quotation is hardly its
//! speaker.

use super::kinds::class_of;
use super::link::{chances, likeliest};
use super::people::{Gender, Naming, People, is_possessive, pronoun};
use super::scene::{Scene, run_of};
use super::sink::Emit;
use super::speaker::{Named, PRONOUN};
use super::tagger::SOURCE;
use crate::annotate::sequence::{FeatureRows, Model, word_hash};
use crate::annotate::text::Run;

/// Least probability at which a person is considered at all.
const LEAST: f32 = 0.2;
/// What [`agreement`] says where a title or three pronouns speak against a gender.
const AGAINST: u64 = 9;
/// How far back pronouns are counted, in tokens.
const REACH: usize = 120;

/// A pronoun that names a source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anaphor<'a> {
    pub token: usize,
    pub gender: Gender,
    /// The speaker before, and where the quote before starts.
    pub before: Option<(usize, usize)>,
    /// What is quoted.
    pub contents: &'a [Run],
}

/// Everything the ranker sees of an anaphor's surroundings.
pub(super) struct Choice<'a> {
    anaphor: Anaphor<'a>,
    pub namings: Vec<Naming>,
    /// How well each naming's person agrees in gender.
    agrees: Vec<u64>,
    /// Tokens before the anaphor that are pronouns of the same and of the other gender.
    same: Vec<usize>,
    other: Vec<usize>,
}

impl<'a> Choice<'a> {
    pub fn new(scene: &Scene<'_>, people: &People, anaphor: Anaphor<'a>) -> Self {
        let namings = people.before(anaphor.token, anaphor.contents);
        let agrees = (0..namings.len()).map(|k| agreement(people, namings[k].person, anaphor.gender, k)).collect();
        let reach = anaphor.token.saturating_sub(REACH)..anaphor.token;
        let (mut same, mut other) = (Vec::new(), Vec::new());
        for i in reach {
            match pronoun(scene.word(i)) {
                Some(gender) if gender == anaphor.gender => same.push(i),
                Some(_) => other.push(i),
                None => {}
            }
        }
        Choice { anaphor, namings, agrees, same, other }
    }

    /// Writes the features of one person.
    pub fn push(&self, scene: &Scene<'_>, people: &People, k: usize, rows: &mut FeatureRows) {
        let Anaphor { token, gender, before, contents } = self.anaphor;
        let naming = self.namings[k];
        let person = &people.persons[naming.person];
        let at = naming.tokens.start as usize;
        let end = naming.tokens.end as usize;
        let agrees = self.agrees[k];
        let is_good = |a: u64| !(6..=10).contains(&a);
        let good = self.agrees.iter().filter(|&&a| is_good(a)).count().min(4) as u64;
        let good_rank = self.agrees[..k].iter().filter(|&&a| is_good(a)).count().min(4) as u64;
        let sentences = u64::from((scene.sentences[token] - scene.sentences[at]).min(5));
        let paragraphs = (scene.paragraph_of(token) - scene.paragraph_of(at)).min(4) as u64;
        let quoted = u64::from(scene.marks.region_of(at).is_some());
        let subject = u64::from(at == 0 || scene.sentences[at - 1] != scene.sentences[at]);
        let is_last = u64::from(before.is_some_and(|b| b.0 == naming.person));
        let since =
            before.map_or(9, |b| (scene.paragraph_of(token) - scene.paragraph_of(b.1.min(token))).min(4) as u64);
        let rank = k as u64;
        let many = u64::from(person.n_mentions.min(6));
        let possessive = u64::from(is_possessive(scene, end));
        let he = u64::from(gender == Gender::He);
        let first = word_hash(person.first.as_bytes());
        let listed = match (person.listed, gender) {
            (0, _) => 0,
            (1, Gender::He) | (2, Gender::She) => 1,
            _ => 2u64,
        };
        let named_inside = people.namings_between(contents).any(|n| n.person == naming.person && !n.is_described);
        let inside = u64::from(named_inside) + u64::from(!contents.is_empty());
        let spoke = (scene.best_probability(naming.tokens, SOURCE) * 3.99) as u64;
        let between = |list: &[usize]| (list.len() - list.partition_point(|&i| i < at)).min(3) as u64;
        let (same, other) = (between(&self.same), between(&self.other));
        let described = u64::from(naming.is_described);
        let before_word = at.checked_sub(1).map_or(0, |i| scene.word_hash(i));
        let before_kind = at.checked_sub(1).map_or(0, |i| scene.kind(i));
        let after_kind = scene.kind(end);
        let named_more = |c: &&Naming| people.persons[c.person].n_mentions > person.n_mentions;
        let place = self.namings.iter().filter(named_more).count().min(3) as u64;
        let ending = |n: usize| {
            let letters = person.first.char_indices().rev().nth(n - 1).map_or("", |(i, _)| &person.first[i..]);
            word_hash(letters.as_bytes())
        };
        let leads = u64::from(people.leads_sentence(scene, naming));
        let emit = &mut Emit::new(rows, 4000);
        for pair in [
            [listed, 0],
            [listed, agrees],
            [listed, rank],
            [listed, is_last],
            [listed, good_rank],
            [agrees, 0],
            [agrees, rank],
            [agrees, sentences],
            [agrees, is_last],
            [sentences, 9],
            [sentences, rank],
            [paragraphs, 9],
            [rank, paragraphs],
            [rank, 9],
            [many, 9],
            [many, rank],
            [subject, sentences],
            [subject, rank],
            [quoted, sentences],
            [quoted, rank],
            [good, good_rank],
            [good_rank, sentences],
            [good_rank, paragraphs],
            [good_rank, many],
            [possessive, rank],
            [possessive, good_rank],
            [inside, agrees],
            [inside, rank],
            [spoke, rank],
            [spoke, sentences],
            [spoke, good_rank],
            [same, rank],
            [same, good_rank],
            [other, good_rank],
            [other, same],
            [described, rank],
            [described, spoke],
            [scene.word_hash(end), 9],
            [before_word, 9],
            [first, he],
            [u64::from(person.first.is_empty()), agrees],
            [self.namings.len().min(4) as u64, rank],
            [ending(1), he],
            [ending(2), he],
            [before_kind, 9],
            [after_kind, 9],
            [before_kind, rank],
            [after_kind, rank],
            [place, 9],
            [place, rank],
            [place, good_rank],
            [leads, rank],
            [leads, good_rank],
            [leads, sentences],
        ] {
            emit.add(pair);
        }
        emit.add([is_last, since, rank]);
        emit.add([is_last, since, good_rank]);
        emit.add([is_last, since, sentences]);
        emit.add([is_last, paragraphs, good]);
        emit.add([good, good_rank, sentences, spoke]);
        emit.add([good_rank, same, sentences]);
        emit.add([subject, possessive, quoted, good_rank]);
        let paragraph = scene.text.paragraph_tokens(scene.paragraph_of(token));
        let before_it = run_of(paragraph.start as usize, token.max(paragraph.start as usize));
        let is_here = |n: &&Naming| n.person == naming.person;
        let here = people.namings_between(&[before_it]).filter(is_here).count().min(3) as u64;
        let opens = u64::from(token == 0 || scene.sentences[token - 1] != scene.sentences[token]);
        let in_marks = u64::from(scene.marks.region_of(token).is_some());
        emit.add([leads, sentences, quoted]);
        emit.add([leads, described, sentences, good_rank]);
        emit.add([spoke, is_last, sentences]);
        emit.add([agrees, good_rank, leads]);
        emit.add([opens, sentences, leads]);
        emit.add([opens, good_rank, sentences]);
        emit.add([here, good_rank]);
        emit.add([here, paragraphs, good_rank]);
        emit.add([in_marks, quoted, good_rank]);
        emit.add([in_marks, is_last, good_rank]);
        emit.add([class_of(before_kind), sentences, good_rank.min(2)]);
        emit.add([class_of(after_kind), sentences, good_rank.min(2)]);
        emit.add([listed, agrees, good_rank]);
        emit.add([place, many, good_rank]);
        rows.end_row();
    }
}

/// What speaks for and against a gender: 0 nothing, 1–4 for alone, 5 mostly for, 6–9 mostly
/// against, 10 as much for as against.
pub(super) fn agreement(people: &People, person: usize, gender: Gender, k: usize) -> u64 {
    let person = &people.persons[person];
    let (with, against) = match gender {
        Gender::He => (person.he, person.she),
        Gender::She => (person.she, person.he),
    };
    // Its own pronoun was counted for the nearest person; that vote is not evidence.
    let with = with.saturating_sub(u32::from(k == 0));
    match (with, against) {
        (0, 0) => 0,
        (w, 0) => 1 + u64::from(w.min(3)),
        (w, a) if w >= 2 * a => 5,
        (w, a) if a >= 2 * w => 6 + u64::from(a.min(3)),
        _ => 10,
    }
}

/// Finds who a pronoun is.
pub(super) fn antecedent(scene: &Scene<'_>, people: &People, anaphor: Anaphor<'_>, model: &Model) -> Option<Named> {
    let choice = Choice::new(scene, people, anaphor);
    // A title, a calling or several pronouns say that it is somebody else.
    let may_be = |k: &usize| choice.agrees[*k] != AGAINST;
    let candidates: Vec<usize> = (0..choice.namings.len()).filter(may_be).collect();
    let mut rows = FeatureRows::new();
    candidates.iter().for_each(|&k| choice.push(scene, people, k, &mut rows));
    let chances = candidates.into_iter().zip(chances(model, &rows));
    let (k, chance, rival) = likeliest(chances).filter(|best| best.1 > LEAST)?;
    let person = choice.namings[k].person;
    let name = people.persons[person].name.clone();
    Some(Named { name, person: Some(person), probability: chance, rival, way: PRONOUN, kind: 1 })
}
