//! "The senator", "his widow", "the younger man" → which of the persons of the article.
//!
//! A ranker chooses among the persons named last, those named next and those whom the
//! article calls so ([`Titles`](super::titles::Titles)). What speaks for one: that the
//! article says of her what the description says, and of nobody else; that her gender fits;
//! that she is near, or the one whom the article is about.

use super::antecedent::agreement;
use super::link::{chances, likeliest};
use super::models::Models;
use super::people::{Gender, Naming, People, is_possessive};
use super::reference::{self, Reference};
use super::scene::{Scene, run_of};
use super::sink::Emit;
use super::speaker::{DESCRIBED, Named};
use super::tagger::SOURCE;
use super::titles;
use crate::annotate::callings::{plain, sex};
use crate::annotate::kin::is_kin;
use crate::annotate::sequence::{FeatureRows, Model};
use crate::annotate::text::{Run, TokenKind};

/// Least probability at which a person is considered at all.
const LEAST: f32 = 0.3;
/// Persons who bear the description that are looked at beside those nearby.
const BEARERS: usize = 4;
/// Persons named next that are looked at.
const NEXT: usize = 2;
/// Words of a description.
const LONGEST: usize = 8;

/// A description that names a source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Description<'a> {
    pub source: Run,
    /// The speaker before, and where the quote before starts.
    pub before: Option<(usize, usize)>,
    /// What is quoted.
    pub contents: &'a [Run],
    /// The body that spoke last, and where that quote starts.
    pub body: Option<(&'a str, usize)>,
}

/// What a description says by itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    /// "The", a possessive, "a" and so on; see [`determiner`].
    determiner: u64,
    /// Its words after the determiner, the head last.
    pub words: Run,
    /// Whether more follows ("the mayor of Oslo").
    pub goes_on: bool,
}

impl Phrase {
    /// Tells whether it begins with "the".
    pub fn is_definite(&self) -> bool {
        self.determiner == 1
    }
}

/// A person who may be meant.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    naming: Naming,
    /// Its place in the order of those named before; past their end for the others.
    rank: u64,
    tie: u64,
}

/// Everything the ranker sees of a description's surroundings.
pub(super) struct Choice<'a> {
    description: Description<'a>,
    phrase: Phrase,
    candidates: Vec<Candidate>,
    /// Whom the rules hold to be meant, and how likely.
    held: Option<(usize, f32)>,
    /// Whose "his" or "her" it most likely is.
    owner: Option<usize>,
}

impl<'a> Choice<'a> {
    /// Reads a description; nothing for words that describe nobody.
    pub fn new(scene: &Scene<'_>, people: &People, description: Description<'a>) -> Option<Self> {
        const FIRST_OTHER: u64 = 8;
        let phrase = read(scene, description.source)?;
        let last = phrase.words.end as usize - 1;
        // "A neighbour", "some officials": who is meant has no name, or not yet.
        if phrase.determiner > DEFINITE || phrase.determiner == 0 && !scene.is_calling(last) {
            return None;
        }
        let head = scene.word(last);
        let tie = |person: usize| match scene.age(last) {
            Some(age) => 3 * u64::from(people.titles.is_aged(person, age)),
            None => people.titles.tie(person, head),
        };
        let start = description.source.start as usize;
        let mut namings = people.before(start, description.contents);
        let n_before = namings.len();
        let after = people.namings.partition_point(|n| (n.tokens.start as usize) < description.source.end as usize);
        for naming in people.namings[after..].iter().take(3 * NEXT) {
            if namings.len() < n_before + NEXT && namings.iter().all(|n| n.person != naming.person) {
                namings.push(*naming);
            }
        }
        for person in people.titles.bearers(head).map(|b| b.0).take(BEARERS) {
            let known = namings.iter().any(|n| n.person == person);
            namings.extend(people.first_naming(person).filter(|_| !known));
        }
        let candidates = namings.into_iter().enumerate().map(|(k, naming)| Candidate {
            naming,
            rank: if k < n_before { k as u64 } else { FIRST_OTHER + u64::from(naming.tokens.start < start as u32) },
            tie: tie(naming.person),
        });
        let candidates = candidates.filter(|c| !people.titles.is_owned(c.naming.person, head));
        let candidates: Vec<Candidate> = candidates.collect();
        let held = people.titles.holder(scene, description.source);
        let owner = owner(people, &phrase, &candidates);
        Some(Choice { description, phrase, candidates, held, owner })
    }

    /// Returns the persons who may be meant.
    pub fn persons(&self) -> impl Iterator<Item = usize> {
        self.candidates.iter().map(|c| c.naming.person)
    }

    /// Writes the features of one person.
    pub fn push(&self, scene: &Scene<'_>, people: &People, k: usize, rows: &mut FeatureRows) {
        let Description { source, before, contents, .. } = self.description;
        let Candidate { naming, rank, tie } = self.candidates[k];
        let token = source.start as usize;
        let at = naming.tokens.start as usize;
        let person = &people.persons[naming.person];
        let head = self.phrase.words.end as usize - 1;
        let (det, goes_on) = (self.phrase.determiner, u64::from(self.phrase.goes_on));
        let rivals = self.candidates.iter().filter(|c| c.naming.person != naming.person);
        let others = rivals.clone().filter(|c| c.tie > 0 && c.tie >= tie).count().min(2) as u64;
        let good = self.candidates.iter().filter(|c| c.tie > 0).count().min(3) as u64;
        let modifiers = self.modifiers(scene, people, naming.person);
        let gender = match sex(scene.word(head)) {
            0 => None,
            1 => Some(Gender::He),
            _ => Some(Gender::She),
        };
        let agrees = gender.map_or(11, |g| agreement(people, naming.person, g, 0));
        let listed = match (gender, person.listed) {
            (None, _) | (_, 0) => 0,
            (Some(Gender::He), 1) | (Some(Gender::She), 2) => 1,
            _ => 2,
        };
        let held = match self.held {
            Some((p, sure)) if p == naming.person => 1 + u64::from(sure > 0.86) + u64::from(sure > 0.9),
            Some(_) => 4,
            None => 0,
        };
        let sentences = u64::from(scene.sentences[token].abs_diff(scene.sentences[at]).min(5));
        let paragraphs = scene.paragraph_of(token).abs_diff(scene.paragraph_of(at)).min(4) as u64;
        let subject = u64::from(at == 0 || scene.sentences[at - 1] != scene.sentences[at]);
        let is_last = u64::from(before.is_some_and(|b| b.0 == naming.person));
        let since = before.map_or(9, |b| scene.paragraph_of(token).abs_diff(scene.paragraph_of(b.1)).min(4) as u64);
        let many = u64::from(person.n_mentions.min(6));
        let busier = rivals.filter(|c| people.persons[c.naming.person].n_mentions > person.n_mentions);
        let place = busier.count().min(3) as u64;
        let quoted = u64::from(scene.marks.region_of(at).is_some());
        let spoke = (scene.best_probability(naming.tokens, SOURCE) * 3.99) as u64;
        let named_inside = people.namings_between(contents).any(|n| n.person == naming.person && !n.is_described);
        let inside = u64::from(named_inside) + u64::from(!contents.is_empty());
        let possessive = u64::from(is_possessive(scene, naming.tokens.end as usize));
        let described = u64::from(naming.is_described);
        let (stem, kind) = (scene.forms[head].stem, scene.kind(head));
        let kin = u64::from(is_kin(&scene.word(head).to_lowercase()));
        let shares = u64::from(self.shares_surname(people, k));
        let owner = self.owner.map_or(2, |owner| u64::from(owner == naming.person));
        let first = scene.word_hash(self.phrase.words.start as usize);
        let emit = &mut Emit::new(rows, 6000);
        for pair in [
            [tie, others],
            [tie, modifiers],
            [tie, det],
            [tie, rank],
            [tie, place],
            [tie, sentences],
            [tie, paragraphs],
            [tie, is_last],
            [tie, agrees],
            [tie, good],
            [tie, goes_on],
            [tie, many],
            [tie, spoke],
            [tie, inside],
            [tie, stem],
            [tie, kind],
            [held, det],
            [held, rank],
            [held, is_last],
            [held, inside],
            [held, goes_on],
            [agrees, det],
            [agrees, rank],
            [agrees, listed],
            [det, kind],
            [det, stem],
            [det, first],
            [det, rank],
            [det, sentences],
            [det, place],
            [det, is_last],
            [place, stem],
            [place, kind],
            [place, rank],
            [rank, stem],
            [rank, kind],
            [rank, good],
            [is_last, since],
            [subject, sentences],
            [subject, rank],
            [quoted, rank],
            [spoke, rank],
            [inside, rank],
            [possessive, rank],
            [possessive, det],
            [described, rank],
            [described, tie],
            [shares, stem],
            [shares, rank],
            [owner, det],
            [owner, stem],
            [kin, rank],
            [kin, is_last],
            [kin, place],
            [self.candidates.len().min(10) as u64, 9],
        ] {
            emit.add(pair);
        }
        emit.add([tie, modifiers, others]);
        emit.add([tie, others, rank]);
        emit.add([det, rank, tie]);
        emit.add([det, agrees, rank]);
        emit.add([det, goes_on, kind]);
        emit.add([is_last, since, rank]);
        emit.add([place, tie, rank]);
        emit.add([held, others, place]);
        emit.add([kin, shares, agrees]);
        emit.add([kin, shares, owner]);
        emit.add([kin, shares, tie]);
        emit.add([kin, owner, tie]);
        emit.add([kin, owner, rank]);
        rows.end_row();
    }

    /// Tells whether another candidate has a candidate's surname.
    fn shares_surname(&self, people: &People, k: usize) -> bool {
        let person = self.candidates[k].naming.person;
        let surname = people.persons[person].surname();
        let mut others = self.candidates.iter().filter(|c| c.naming.person != person);
        others.any(|c| people.persons[c.naming.person].surname() == surname)
    }

    /// How many of the other words of the description are said of a person: 0 there are
    /// none, 1 all, 2 some, 3 not one.
    fn modifiers(&self, scene: &Scene<'_>, people: &People, person: usize) -> u64 {
        let Run { start, end } = self.phrase.words;
        let tells = |i: &usize| !titles::is_neutral(scene.word(*i)) && !scene.is_in_age(*i) || scene.age(*i).is_some();
        let said = (start as usize..end as usize - 1).filter(tells).map(|i| match scene.age(i) {
            Some(age) => people.titles.is_aged(person, age),
            None => people.titles.tie(person, scene.word(i)) > 0,
        });
        match said.fold((0, 0), |(yes, no), is| if is { (yes + 1, no) } else { (yes, no + 1) }) {
            (0, 0) => 0,
            (_, 0) => 1,
            (0, _) => 3,
            _ => 2,
        }
    }
}

/// Returns whose "his" or "her" before a description most likely is: the person named last who
/// may be called so.
fn owner(people: &People, phrase: &Phrase, candidates: &[Candidate]) -> Option<usize> {
    let gender = match phrase.determiner {
        HIS => Gender::He,
        HER => Gender::She,
        _ => return None,
    };
    let may_be = |c: &&Candidate| people.persons[c.naming.person].may_be(gender);
    candidates.iter().find(may_be).map(|c| c.naming.person)
}

/// Finds whom a description means: a person, or else a body.
pub(super) fn described(
    scene: &Scene<'_>,
    people: &People,
    description: Description<'_>,
    models: &Models,
) -> Option<Named> {
    person(scene, people, description, &models.description).or_else(|| {
        let phrase = read(scene, description.source)?;
        let reference = Reference::described(scene, description.source, &phrase, description.body)?;
        reference::meant(scene, people.bodies(scene), reference, &models.body)
    })
}

/// Finds which person a description means.
pub(super) fn person(scene: &Scene<'_>, people: &People, description: Description<'_>, model: &Model) -> Option<Named> {
    let choice = Choice::new(scene, people, description)?;
    let mut rows = FeatureRows::new();
    choice.persons().enumerate().for_each(|(k, _)| choice.push(scene, people, k, &mut rows));
    let chances = choice.persons().zip(chances(model, &rows));
    let (person, probability, rival) = likeliest(chances).filter(|best| best.1 > LEAST)?;
    let name = people.persons[person].name.clone();
    Some(Named { name, person: Some(person), probability, rival, way: DESCRIBED, kind: 1 })
}

/// Reads the noun phrase that a source begins with.
pub(super) fn read(scene: &Scene<'_>, source: Run) -> Option<Phrase> {
    let Run { start, end } = source;
    let opens = (start..end.min(start + 4)).find(|&i| determiner(scene.word(i as usize)) > 0);
    let (determiner, first) = opens.map_or((0, start), |i| (determiner(scene.word(i as usize)), i + 1));
    let limit = end.min(first + LONGEST as u32);
    let is_word = |i: u32| {
        let i = i as usize;
        scene.is_in_age(i) || scene.text.tokens[i].kind == TokenKind::Word && !titles::is_stop(scene.word(i))
    };
    let stop = (first..limit).find(|&i| !is_word(i)).unwrap_or(limit);
    let words = run_of(first as usize, stop as usize);
    let goes_on = stop < end && scene.is_wordlike(stop as usize);
    (stop > first).then_some(Phrase { determiner, words, goes_on })
}

const HIS: u64 = 2;
const HER: u64 = 3;
/// The last of the determiners that announce somebody known.
const DEFINITE: u64 = 6;

/// Sorts the words that open a description.
fn determiner(word: &str) -> u64 {
    match &*plain(word) {
        "the" => 1,
        "his" => HIS,
        "her" => HER,
        "their" | "its" => 4,
        "my" | "our" | "your" => 5,
        "this" | "that" => DEFINITE,
        "a" | "an" | "another" => 7,
        "some" | "many" | "several" | "most" | "few" | "two" | "three" | "other" => 8,
        _ => 0,
    }
}
