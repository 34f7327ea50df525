//! "The senator", "his widow", "the younger man" → which of the persons of the article.
//!
//! A ranker chooses among the persons named last, those named next and those whom the
//! article calls so ([`Titles`](crate::annotate::quote::people::titles::Titles)). What speaks for one: that the
//! article says of her what the description says, and of nobody else; that her gender fits;
//! that she is near, or the one whom the article is about.

mod about;
mod apart;
mod classes;
mod excluded;
mod just_named;
mod look;
mod mates;
mod named_next;
mod same_title;
mod statesman;

use super::interviews;
use super::nominal::{self, Told};
use super::reference::{self, Heard, Reference};
use crate::annotate::EntityKind;
use crate::annotate::callings::plain;
use crate::annotate::kin::is_kin;
use crate::annotate::quote::grammar::gender::Gender;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::models::chances::{chances, likeliest};
use crate::annotate::quote::models::learnt::Models;
use crate::annotate::quote::people::letters;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::quote::sentence::teller;
use crate::annotate::quote::source::named::{DESCRIBED, Named};
use crate::annotate::quote::tagger::sink::Emit;
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
/// How closely a noun is tied to whom the article calls so.
const NOUN: u64 = 3;
/// Places of those who are not named before, and of those named after "a neighbour".
const FIRST_OTHER: u64 = 8;
const FIRST_NEXT: u64 = 12;

/// A description that names a source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Description<'a> {
    pub source: Run,
    /// The speaker before, and where the quote before starts.
    pub before: Option<(usize, usize)>,
    /// What is quoted.
    pub contents: &'a [Run],
    /// Who spoke before, for a body that is described.
    pub heard: Heard<'a>,
}

/// What a description says by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phrase {
    /// "The", a possessive, "a" and so on; see [`determiner`].
    determiner: u64,
    /// Its words after the determiner, the head last.
    pub words: Run,
    /// Whether more follows ("the mayor of Oslo").
    pub goes_on: bool,
}

impl Phrase {
    /// Tells whether it says what somebody is, beside whatever names: "Roe's lawyer", "a lawyer for Roe".
    pub fn looks_past_names(&self, scene: &Scene<'_>) -> bool {
        // "Vale's governor": the article may name another place's.
        let owner = (self.words.start as usize).checked_sub(2).map(|i| scene.entities_in(run_of(i, i + 1)));
        let is_of_place = owner.is_some_and(|o| o.iter().any(|e| e.kind == EntityKind::Place));
        let is_sought = self.determiner == OPEN || self.determiner == OWNED && !is_of_place;
        is_sought && scene.is_calling(self.words.end as usize - 1)
    }

    /// Tells whether it is of somebody: "his widow", "the girl's mother".
    fn is_owned(&self) -> bool {
        matches!(self.determiner, HIS | HER | OWNED)
    }

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
pub(crate) struct Choice<'a> {
    description: Description<'a>,
    phrase: Phrase,
    candidates: Vec<Candidate>,
    /// Whom the rules hold to be meant, and how likely.
    held: Option<(usize, f32)>,
    /// Whose "his" or "her" it most likely is.
    owner: Option<usize>,
    /// How the article has introduced somebody by the head: see [`introduced`].
    introduced: u64,
}

impl<'a> Choice<'a> {
    /// Reads a description; nothing for words that describe nobody.
    pub fn new(scene: &Scene<'_>, people: &People, description: Description<'a>) -> Option<Self> {
        let phrase = read(scene, description.source)?;
        let last = phrase.words.end as usize - 1;
        // "Some officials" have no name.
        if phrase.determiner > OPEN || phrase.determiner == 0 && !scene.is_calling(last) {
            return None;
        }
        let head = scene.word(last);
        let tie = |person: usize| match scene.age(last) {
            Some(age) => 3 * u64::from(people.titles.is_aged(person, age)),
            None => people.titles.tie(person, head),
        };
        let start = description.source.start as usize;
        if phrase.determiner == OPEN {
            return Choice::of_next(scene, people, description, phrase);
        }
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
        // "Officers arrested Ann Roe, the mayor said": she is somebody else.
        let other = people.named_until(start.saturating_sub(1)).filter(|n| teller::behind(scene, n.tokens).is_some());
        let is_other = |person: usize| other.is_some_and(|n| n.person == person);
        let candidates =
            candidates.filter(|c| !people.titles.is_owned(c.naming.person, head) && !is_other(c.naming.person));
        let mut candidates: Vec<Candidate> = candidates.collect();
        let held = people.titles.holder(scene, description.source);
        let owner = owner(scene, people, &phrase, &candidates);
        if phrase.is_owned() && is_kin(&head.to_lowercase()) {
            candidates.retain(|c| !apart::is_strange(scene, *c, start));
        }
        apart::leave_out(scene, people, &phrase, &mut candidates);
        let introduced = introduced(scene, people, description.source, last);
        Some(Choice { description, phrase, candidates, held, owner, introduced })
    }

    /// Reads "a neighbour", who may be named later: as somebody whom the article then calls so.
    fn of_next(scene: &Scene<'_>, people: &People, description: Description<'a>, phrase: Phrase) -> Option<Self> {
        /// Sentences until she is named.
        const AHEAD: u32 = 20;
        let end = description.source.end;
        let head = scene.word(phrase.words.end as usize - 1);
        let sentence = scene.sentences[description.source.start as usize];
        let is_next = |n: &Naming| {
            n.tokens.start >= end && scene.sentences[n.tokens.start as usize] - sentence <= AHEAD && !n.is_described
        };
        let bearers = people.titles.bearers(head).map(|b| (b.0, u64::from(b.1))).filter(|b| b.1 >= NOUN);
        let mut candidates: Vec<Candidate> = bearers
            .filter_map(|(person, tie)| Some(Candidate { naming: people.first_naming(person)?, rank: 0, tie }))
            .filter(|c| is_next(&c.naming))
            .collect();
        candidates.sort_by_key(|c| c.naming.tokens.start);
        candidates.truncate(BEARERS);
        for (place, candidate) in candidates.iter_mut().enumerate() {
            candidate.rank = FIRST_NEXT + place as u64;
        }
        let introduced = introduced(scene, people, description.source, phrase.words.end as usize - 1);
        let is_any = !candidates.is_empty();
        is_any.then_some(Choice { description, phrase, candidates, held: None, owner: None, introduced })
    }

    /// Tells whether it is sought behind a name, too: "Roe's lawyer", "a lawyer for Roe".
    #[cfg(any(test, feature = "train"))]
    pub fn looks_past_names(&self, scene: &Scene<'_>) -> bool {
        self.phrase.looks_past_names(scene)
    }

    /// Returns the persons who may be meant.
    pub fn persons(&self) -> impl Iterator<Item = usize> {
        self.candidates.iter().map(|c| c.naming.person)
    }

    /// Returns who is likeliest meant, and how likely she and the next one are.
    fn likeliest(&self, scene: &Scene<'_>, people: &People, model: &Model) -> Option<(usize, f32, f32)> {
        let mut rows = FeatureRows::new();
        self.persons().enumerate().for_each(|(k, _)| self.push(scene, people, k, &mut rows));
        likeliest(chances(model, &rows).into_iter().enumerate()).filter(|best| best.1 > LEAST)
    }

    /// Writes the features of one person.
    pub fn push(&self, scene: &Scene<'_>, people: &People, k: usize, rows: &mut FeatureRows) {
        let emit = &mut Emit::new(rows, 6000);
        self.look(scene, people, k).push(emit);
        rows.end_row();
    }
}

/// Tells how the article has introduced somebody by the head of a description: 0 not at all, 1 as "a trader" in
/// the sentences just before, 2 farther off, 3 beside a name.
fn introduced(scene: &Scene<'_>, people: &People, source: Run, head: usize) -> u64 {
    const REACH: usize = 400;
    const BETWEEN: usize = 4;
    const NEAR: u32 = 3;
    let stem = scene.forms[head].stem;
    let is_open = |i: usize| scene.is_word(i, &["a", "an", "another", "one"]);
    let is_word = |i: &usize| scene.text.tokens[*i].kind == TokenKind::Word && determiner(scene.word(*i)) == 0;
    let start = source.start as usize;
    let opening = |noun: usize| {
        let first = (noun.saturating_sub(BETWEEN)..noun).rev().take_while(is_word).last().unwrap_or(noun);
        first.checked_sub(1).filter(|&i| is_open(i) && noun - i <= BETWEEN)
    };
    let same = (start.saturating_sub(REACH)..start).rev().filter(|&i| scene.forms[i].stem == stem);
    let Some((noun, open)) = same.filter_map(|noun| Some((noun, opening(noun)?))).next() else { return 0 };
    let after = people.namings.partition_point(|n| (n.tokens.start as usize) < noun);
    let is_named = |n: &Naming| {
        let (from, to) = (n.tokens.start as usize, n.tokens.end as usize);
        let is_behind = || to < open && open <= to + 1 && teller::behind(scene, n.tokens).is_none();
        !n.is_described && (noun < from && from <= noun + 2 || is_behind())
    };
    let beside = people.namings[after.saturating_sub(1)..].iter().take(2).any(is_named);
    match scene.sentences[start] - scene.sentences[noun] {
        _ if beside => 3,
        far => 1 + u64::from(far > NEAR),
    }
}

/// Returns whose "his" or "her" before a description most likely is, the person named last who
/// may be called so, and whose "Roe's" is.
fn owner(scene: &Scene<'_>, people: &People, phrase: &Phrase, candidates: &[Candidate]) -> Option<usize> {
    let gender = match phrase.determiner {
        HIS => Gender::He,
        HER => Gender::She,
        OWNED => {
            let mark = (phrase.words.start as usize).checked_sub(1).filter(|&i| is_possessive(scene, i))?;
            return people.named_until(mark).map(|n| n.person);
        }
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
        let reference =
            Reference::described(scene, people.bodies(scene), (description.source, &phrase), description.heard)?;
        reference::meant(scene, people.bodies(scene), reference, &models.body)
    })
}

/// Finds whom exact rules hold a description to mean; nobody where a person's name stands in it or who spoke without a name
/// is called so.
pub(super) fn by_rule(
    scene: &Scene<'_>,
    people: &People,
    description: Description<'_>,
    told: &[Told],
) -> Option<Named> {
    let source = description.source;
    let (start, is_the) = (source.start as usize, scene.is_word(source.start as usize, &["the"]));
    let known = |person: usize, probability: f32| {
        let name = people.persons[person].name.clone();
        Some(Named { name, person: Some(person), probability, rival: 0.0, way: DESCRIBED, kind: 1 })
    };
    if let Some((person, sure)) = named_next::meant(scene, people, &description) {
        return known(person, sure);
    }
    let runs = [source];
    let is_named =
        || people.namings_between(&runs).any(|n| !n.is_described && !people.persons[n.person].first.is_empty());
    if !is_the || is_named() || nominal::is_nobody(scene, people, source, told) {
        return None;
    }
    if let Some(person) = same_title::person(scene, people, source) {
        return known(person, same_title::SURE);
    }
    let host = || {
        let head = (source.end as usize).checked_sub(1).filter(|&head| scene.is_word(head, interviews::HOSTS))?;
        let is_free = people.titles.bearers(scene.word(head)).next().is_none();
        interviews::host(scene, people, start).filter(|_| is_free)
    };
    let person = host()
        .or_else(|| mates::person(scene, people, &description))
        .or_else(|| classes::person(scene, people, &description))
        .or_else(|| statesman::person(scene, people, &description))
        .or_else(|| just_named::only(scene, people, &description))?;
    known(person, just_named::SURE)
}

/// Finds which person a description means.
pub(super) fn person(scene: &Scene<'_>, people: &People, description: Description<'_>, model: &Model) -> Option<Named> {
    let mut choice = Choice::new(scene, people, description)?;
    let head = choice.phrase.words.end as usize - 1;
    let (mut k, mut probability, mut rival) = choice.likeliest(scene, people, model)?;
    // Who is ruled out is looked at like the others, and only what would be hers is given away; not where nothing is
    // quoted: a phrase before "he" would be nobody's, and "he" with it.
    if !description.contents.is_empty() && choice.is_out(scene, people, &choice.candidates[k]) {
        let others = choice.candidates.iter().filter(|c| !choice.is_out(scene, people, c)).copied().collect();
        choice.candidates = others;
        (k, probability, rival) = choice.likeliest(scene, people, model)?;
    }
    let Candidate { naming: Naming { person, .. }, tie, .. } = choice.candidates[k];
    // "The CJ" is whom the article calls Chief Justice, or nobody.
    let is_open = tie == 0 && letters::is_any(scene, head);
    if is_open || apart::is_office_of_another(scene, people, &choice.phrase, &choice.candidates[k]) {
        return None;
    }
    // The article calls her so, and the rules find nobody else whom it fits.
    let least = choice.held.filter(|held| held.0 == person && tie > 0).map_or(0.0, |held| held.1);
    let name = people.persons[person].name.clone();
    Some(Named { name, person: Some(person), probability: probability.max(least), rival, way: DESCRIBED, kind: 1 })
}

/// Reads the noun phrase that a source begins with.
pub(crate) fn read(scene: &Scene<'_>, source: Run) -> Option<Phrase> {
    let Run { start, end } = source;
    let opens = (start..end.min(start + 4)).find(|&i| determiner(scene.word(i as usize)) > 0);
    let (mut determiner, mut first) = opens.map_or((0, start), |i| (determiner(scene.word(i as usize)), i + 1));
    let limit = end.min(first + LONGEST as u32);
    let is_word = |i: u32| {
        let i = i as usize;
        scene.is_in_age(i) || scene.text.tokens[i].kind == TokenKind::Word && !phrases::is_stop(scene.word(i))
    };
    let stop_from = |first: u32| (first..limit).find(|&i| !is_word(i)).unwrap_or(limit);
    let mut stop = stop_from(first);
    // "The victim's mother" is no victim.
    while stop + 1 < limit && is_possessive(scene, stop as usize) && is_word(stop + 1) {
        (determiner, first) = (OWNED, stop + 1);
        stop = stop_from(first);
    }
    let words = run_of(first as usize, stop as usize);
    let goes_on = stop < end && scene.is_wordlike(stop as usize);
    (stop > first).then_some(Phrase { determiner, words, goes_on })
}

const HIS: u64 = 2;
const HER: u64 = 3;
/// "Their", and "the victim's".
const OWNED: u64 = 4;
/// The last of the determiners that announce somebody known.
const DEFINITE: u64 = 6;
/// "A", "an", "another".
const OPEN: u64 = 7;

/// Sorts the words that open a description.
fn determiner(word: &str) -> u64 {
    match &*plain(word) {
        "the" => 1,
        "his" => HIS,
        "her" => HER,
        "their" | "its" => OWNED,
        "my" | "our" | "your" => 5,
        "this" | "that" => DEFINITE,
        "a" | "an" | "another" => OPEN,
        "some" | "many" | "several" | "most" | "few" | "two" | "three" | "other" => 8,
        _ => 0,
    }
}
