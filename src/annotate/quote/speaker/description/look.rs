//! A person whom a description may mean → what the ranker sees of her.

use super::{Candidate, Choice, Description};
use crate::annotate::callings::sex;
use crate::annotate::kin::is_kin;
use crate::annotate::quote::grammar::gender::Gender;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::people::titles;
use crate::annotate::quote::speaker::antecedent::agreement;
use crate::annotate::quote::tagger::passes::SOURCE;
use crate::annotate::quote::tagger::sink::Emit;
use crate::annotate::text::Run;

/// What is seen of one person, in small numbers.
pub(super) struct Look {
    /// How closely the article ties the head to her, to how many others as closely, and to how many.
    tie: u64,
    others: u64,
    good: u64,
    /// How closely it ties to her what the head may stand for ("leader", a president), and to others.
    like: u64,
    likes: u64,
    /// How many of the other words are said of her.
    modifiers: u64,
    /// What the phrase begins with, its first word, its head, and whether it goes on.
    det: u64,
    first: u64,
    stem: u64,
    kind: u64,
    goes_on: u64,
    /// Whether the gender of the head is hers, by the article and by the list of first names.
    agrees: u64,
    listed: u64,
    /// Whether the rules hold her to be meant.
    held: u64,
    /// How many are named nearer, how far away she is named, and whether she opens a sentence there.
    rank: u64,
    sentences: u64,
    paragraphs: u64,
    subject: u64,
    /// Whether she spoke last, and how many paragraphs ago that was.
    is_last: u64,
    since: u64,
    /// How often she is named, and how many are named more.
    many: u64,
    place: u64,
    /// Whether she is named in marks, by a phrase, as an owner, and as a likely source.
    quoted: u64,
    described: u64,
    possessive: u64,
    spoke: u64,
    /// Whether she is named in the words quoted.
    inside: u64,
    /// Whether the head is a relative's, she has another's surname, she is whose relative it is.
    kin: u64,
    shares: u64,
    owner: u64,
    /// How the article has introduced somebody by the head.
    introduced: u64,
    /// How many may be meant.
    n: u64,
}

impl Choice<'_> {
    /// Looks at one person.
    pub(super) fn look(&self, scene: &Scene<'_>, people: &People, k: usize) -> Look {
        let Description { source, before, contents, .. } = self.description;
        let Candidate { naming, rank, tie } = self.candidates[k];
        let (token, at) = (source.start as usize, naming.tokens.start as usize);
        let person = &people.persons[naming.person];
        let head = self.phrase.words.end as usize - 1;
        let gender = match sex(scene.word(head)) {
            0 => None,
            1 => Some(Gender::He),
            _ => Some(Gender::She),
        };
        let like = |person: usize| people.titles.tie_of_like(person, scene.word(head));
        let rivals = || self.candidates.iter().filter(|c| c.naming.person != naming.person);
        let busier = |c: &&Candidate| people.persons[c.naming.person].n_mentions > person.n_mentions;
        let paragraphs_to = |other: usize| scene.paragraph_of(token).abs_diff(scene.paragraph_of(other)).min(4) as u64;
        let named_inside = people.namings_between(contents).any(|n| n.person == naming.person && !n.is_described);
        Look {
            tie,
            others: rivals().filter(|c| c.tie > 0 && c.tie >= tie).count().min(2) as u64,
            good: self.candidates.iter().filter(|c| c.tie > 0).count().min(3) as u64,
            like: like(naming.person),
            likes: self.candidates.iter().filter(|c| like(c.naming.person) > 0).count().min(3) as u64,
            modifiers: self.modifiers(scene, people, naming.person),
            det: self.phrase.determiner,
            first: scene.word_hash(self.phrase.words.start as usize),
            stem: scene.forms[head].stem,
            kind: scene.kind(head),
            goes_on: u64::from(self.phrase.goes_on),
            agrees: gender.map_or(11, |g| agreement(people, naming.person, g, 0)),
            listed: gender.map_or(0, |g| person.listing(g)),
            held: match self.held {
                Some((p, sure)) if p == naming.person => 1 + u64::from(sure > 0.86) + u64::from(sure > 0.9),
                Some(_) => 4,
                None => 0,
            },
            rank,
            sentences: u64::from(scene.sentences[token].abs_diff(scene.sentences[at]).min(5)),
            paragraphs: paragraphs_to(at),
            subject: u64::from(at == 0 || scene.sentences[at - 1] != scene.sentences[at]),
            is_last: u64::from(before.is_some_and(|b| b.0 == naming.person)),
            since: before.map_or(9, |b| paragraphs_to(b.1)),
            many: u64::from(person.n_mentions.min(6)),
            place: rivals().filter(busier).count().min(3) as u64,
            quoted: u64::from(scene.marks.region_of(at).is_some()),
            described: u64::from(naming.is_described),
            possessive: u64::from(is_possessive(scene, naming.tokens.end as usize)),
            spoke: (scene.best_probability(naming.tokens, SOURCE) * 3.99) as u64,
            inside: u64::from(named_inside) + u64::from(!contents.is_empty()),
            kin: u64::from(is_kin(&scene.word(head).to_lowercase())),
            shares: u64::from(self.shares_surname(people, k)),
            owner: self.owner.map_or(2, |owner| u64::from(owner == naming.person)),
            introduced: self.introduced,
            n: self.candidates.len().min(10) as u64,
        }
    }

    /// Tells whether another candidate has a candidate's surname.
    fn shares_surname(&self, people: &People, k: usize) -> bool {
        let person = self.candidates[k].naming.person;
        let surname = people.persons[person].surname();
        let mut others = self.candidates.iter().filter(|c| c.naming.person != person);
        others.any(|c| people.persons[c.naming.person].surname() == surname)
    }

    /// How many of the other words of the description are said of a person: 0 there are
    /// none, 1 all, 2 some, 3 not one, 4 there are only names that are said of nobody ("the Norland leader").
    fn modifiers(&self, scene: &Scene<'_>, people: &People, person: usize) -> u64 {
        let Run { start, end } = self.phrase.words;
        let tells = |i: &usize| !titles::is_neutral(scene.word(*i)) && !scene.is_in_age(*i) || scene.age(*i).is_some();
        let is_said = |i: &usize| !scene.forms[*i].is_capital || people.titles.bearers(scene.word(*i)).next().is_some();
        let words = || (start as usize..end as usize - 1).filter(tells);
        if words().next().is_some() && !words().any(|i| is_said(&i)) {
            return 4;
        }
        let said = words().filter(is_said).map(|i| match scene.age(i) {
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

impl Look {
    /// Writes the features.
    pub(super) fn push(&self, emit: &mut Emit<'_>) {
        push_tie(self, emit);
        push_description(self, emit);
        push_person(self, emit);
        push_threes(self, emit);
    }
}

/// How closely the words are tied to her, and how she is held to be meant.
fn push_tie(look: &Look, emit: &mut Emit<'_>) {
    let &Look { tie, like, det, rank, is_last, inside, goes_on, held, .. } = look;
    for pair in [
        [tie, look.others],
        [tie, look.modifiers],
        [tie, det],
        [tie, rank],
        [tie, look.place],
        [tie, look.sentences],
        [tie, look.paragraphs],
        [tie, is_last],
        [tie, look.agrees],
        [tie, look.good],
        [tie, goes_on],
        [tie, look.many],
        [tie, look.spoke],
        [tie, inside],
        [tie, look.stem],
        [tie, look.kind],
        [held, det],
        [held, rank],
        [held, is_last],
        [held, inside],
        [held, goes_on],
        [tie, look.introduced],
        [held, look.introduced],
        [like, tie],
        [like, look.likes],
        [like, rank],
        [like, look.modifiers],
        [like, look.sentences],
        [like, is_last],
        [like, det],
    ] {
        emit.add(pair);
    }
}

/// Gender, how the description is determined, its noun, and her place among those named.
fn push_description(look: &Look, emit: &mut Emit<'_>) {
    let &Look { agrees, det, rank, stem, kind, place, .. } = look;
    for pair in [
        [agrees, det],
        [agrees, rank],
        [agrees, look.listed],
        [det, kind],
        [det, stem],
        [det, look.first],
        [det, rank],
        [det, look.sentences],
        [det, place],
        [det, look.is_last],
        [place, stem],
        [place, kind],
        [place, rank],
        [rank, stem],
        [rank, kind],
        [rank, look.good],
        [rank, look.introduced],
        [det, look.introduced],
        [stem, look.introduced],
    ] {
        emit.add(pair);
    }
}

/// Where she is named, whether she spoke, and whose she is.
fn push_person(look: &Look, emit: &mut Emit<'_>) {
    let &Look { rank, is_last, place, det, stem, kin, shares, owner, .. } = look;
    for pair in [
        [is_last, look.since],
        [look.subject, look.sentences],
        [look.subject, rank],
        [look.quoted, rank],
        [look.spoke, rank],
        [look.inside, rank],
        [look.possessive, rank],
        [look.possessive, det],
        [look.described, rank],
        [look.described, look.tie],
        [shares, stem],
        [shares, rank],
        [owner, det],
        [owner, stem],
        [kin, rank],
        [kin, is_last],
        [kin, place],
        [look.n, 9],
    ] {
        emit.add(pair);
    }
}

fn push_threes(look: &Look, emit: &mut Emit<'_>) {
    let &Look { tie, like, others, det, rank, agrees, place, kin, shares, owner, .. } = look;
    for three in [
        [tie, look.modifiers, others],
        [tie, others, rank],
        [like, look.likes, tie],
        [det, rank, tie],
        [det, agrees, rank],
        [det, look.goes_on, look.kind],
        [look.is_last, look.since, rank],
        [place, tie, rank],
        [look.held, others, place],
        [look.introduced, tie, rank],
        [look.introduced, look.many, place],
        [kin, shares, agrees],
        [kin, shares, owner],
        [kin, shares, tie],
        [kin, owner, tie],
        [kin, owner, rank],
    ] {
        emit.add(three);
    }
}
