//! "He", "she" → which of the persons named before.
//!
//! A ranker chooses among the eight persons named last, the noun phrases nearby ("the
//! mayor", "a neighbour"), of which some have no name, and who spoke last without one
//! ([`nominal`]). What speaks for one:
//! nothing in the article says that the gender is wrong (titles, callings, pronouns beside
//! the name; a list of first names is one feature among them), nearness, being the subject
//! of a sentence or the speaker before. Who is named inside the quotation is hardly its
//! speaker.

mod aside;
mod barred;
mod exchange;
mod interviewed;
mod look;
mod newcomer;
mod opened;
mod questioned;
mod salutation;
mod written_to;

use super::nominal::{self, Told};
use crate::annotate::callings::sex;
use crate::annotate::quote::grammar::gender::{Gender, pronoun};
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, overlap};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::models::chances::{chances, likeliest};
use crate::annotate::quote::models::learnt::Models;
use crate::annotate::quote::people::bearer;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::quote::source::named::{Named, PRONOUN};
use crate::annotate::quote::tagger::sink::Emit;
use crate::annotate::sequence::{FeatureRows, Model};
use crate::annotate::text::{Run, TokenKind};
use barred::Barred;

/// Least probability at which a person is considered at all.
const LEAST: f32 = 0.2;
/// What [`agreement`] says where a title or three pronouns speak against a gender.
const AGAINST: u64 = 9;
/// What it is for somebody without a name, and 1 more where the noun tells the gender.
const NAMELESS: u64 = 12;
/// Most tokens before whom words begin with, and how sure it is that she says them where nobody else is named.
const SUBJECT: u32 = 4;
const OF_WORDS: f32 = 0.85;
/// Longest place and dash before the words that open a paragraph, and where their verb is, in tokens.
const DATELINE: u32 = 8;
const CLAUSE: usize = 12;
/// How far back pronouns are counted, in tokens.
const REACH: usize = 120;

/// A pronoun that names a source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Anaphor<'a> {
    pub token: usize,
    pub gender: Gender,
    /// The speaker before, and where the quote before starts.
    pub before: Option<(usize, usize)>,
    /// What is quoted.
    pub contents: &'a [Run],
    /// The sources before that have no name.
    pub told: &'a [Told],
    /// Who cannot be meant.
    pub barred: Option<usize>,
}

/// Who may be meant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// Where she is named or described last.
    pub tokens: Run,
    /// Nobody where the article gives no name.
    pub person: Option<usize>,
    is_described: bool,
    /// What determines a noun phrase; 0 for a name, [`VOICE`] for who spoke last without one.
    determiner: u64,
    /// Whether it is she who spoke last, without a name.
    is_voice: bool,
}

/// What stands for the determiner of somebody who spoke last without a name, and is not described since.
const VOICE: u64 = 7;

/// Everything the ranker sees of an anaphor's surroundings.
pub(crate) struct Choice<'a> {
    anaphor: Anaphor<'a>,
    pub candidates: Vec<Candidate>,
    /// How often in a row somebody without a name spoke last.
    n_voices: u64,
    /// How well each naming's person agrees in gender.
    agrees: Vec<u64>,
    /// Tokens before the anaphor that are pronouns of the same and of the other gender.
    same: Vec<usize>,
    other: Vec<usize>,
}

impl<'a> Choice<'a> {
    pub fn new(scene: &Scene<'_>, people: &People, anaphor: Anaphor<'a>, descriptions: &Model) -> Self {
        let candidates = candidates(scene, people, anaphor, descriptions);
        let is_voice = |t: &&Told| t.person.is_none() && is_since(t, anaphor.before);
        let n_voices = anaphor.told.iter().rev().take(3).take_while(is_voice).count() as u64;
        // The pronoun's own vote for whom is named last is no evidence.
        let nearest = candidates.iter().filter(|c| c.determiner == 0).find_map(|c| c.person);
        let agrees = |c: &Candidate| match c.person {
            Some(person) => agreement(people, person, anaphor.gender, u32::from(nearest == Some(person))),
            None => NAMELESS + u64::from(sex(scene.word(c.tokens.end as usize - 1)) > 0),
        };
        let agrees = candidates.iter().map(agrees).collect();
        let reach = anaphor.token.saturating_sub(REACH)..anaphor.token;
        let (mut same, mut other) = (Vec::new(), Vec::new());
        for i in reach {
            match pronoun(scene.word(i)) {
                Some(gender) if gender == anaphor.gender => same.push(i),
                Some(_) => other.push(i),
                None => {}
            }
        }
        Choice { anaphor, candidates, n_voices, agrees, same, other }
    }

    /// Shares the chance of whom the pronoun cannot mean among the others; where the ranker holds none of them
    /// likelier, only among those named in the pronoun's own paragraph.
    fn without_barred(&self, scene: &Scene<'_>, chances: Vec<(usize, f32)>) -> Vec<(usize, f32)> {
        let Some(barred) = self.anaphor.barred else { return chances };
        let is_barred = |k: usize| self.candidates[k].person == Some(barred);
        let least = chances.iter().find(|c| is_barred(c.0)).map_or(0.0, |c| c.1);
        let paragraph = |token: usize| scene.paragraph_of(token);
        let is_here = |k: usize| paragraph(self.candidates[k].tokens.start as usize) == paragraph(self.anaphor.token);
        let is_likelier = chances.iter().any(|c| !is_barred(c.0) && c.1 > least);
        let others = chances.into_iter().filter(|c| !is_barred(c.0) && (is_likelier || is_here(c.0)));
        others.map(|(k, chance)| (k, chance / (1.0 - least).max(f32::EPSILON))).collect()
    }

    /// The office by which a candidate without a name goes, without "the": "Bishop of Larn". Who speaks on is who spoke
    /// last by it.
    fn office(&self, scene: &Scene<'_>, k: usize) -> Option<String> {
        let Candidate { tokens, is_voice, .. } = self.candidates[k];
        let lately = self.anaphor.told.iter().rev().take(nominal::LATEST);
        let mut voices =
            lately.skip_while(|t| t.person.is_none() && pronoun(scene.word(t.source.start as usize)).is_some());
        let voice = || voices.next().filter(|t| is_voice && t.person.is_none()).and_then(|t| t.office);
        let office = bearer::opening_office(scene, tokens).map(|o| o.0).or_else(voice)?;
        let words = Run { start: office.start + 1, end: office.end };
        Some(scene.text.span_of(words)?.of(scene.text.source).to_string())
    }

    /// Whom unmarked words that open a paragraph begin with, in full and with a verb, where nobody before may be meant:
    /// "Bo Dell voted no.¶[Ann Roe] never sold the shop, she said".
    fn only_subject(&self, scene: &Scene<'_>, people: &People) -> Option<Named> {
        let Anaphor { gender, contents, .. } = self.anaphor;
        let subject = subject(scene, people, self.anaphor).filter(|n| n.is_full)?;
        let piece = contents.first()?;
        let start = scene.text.paragraph_tokens(scene.paragraph_of(piece.start as usize)).start;
        let opens =
            piece.start <= start || (piece.start - start <= DATELINE && !scene.is_wordlike(piece.start as usize - 1));
        let has_verb = (subject.tokens.end..piece.end).take(CLAUSE).any(|i| is_verb(scene, i as usize));
        let is_other = |c: &Candidate| match c.person {
            Some(person) => match agreement(people, person, gender, 0) {
                0 => people.persons[person].listing(gender) == 2,
                agrees => (6..=9).contains(&agrees),
            },
            None => false,
        };
        let is_only = || self.candidates.iter().all(|c| c.person == Some(subject.person) || is_other(c));
        let end = subject.tokens.end as usize;
        let is_aged =
            scene.word(end) == "," && scene.text.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number);
        let fits = opens && (has_verb || is_aged) && (self.is_new(scene, people, subject) || is_only());
        fits.then(|| of_words(people, subject.person))
    }

    /// Tells whether somebody is named first where words open a paragraph, is surely of the pronoun's gender, and nobody
    /// speaks in the paragraph before: "Bo Dell runs the mill.¶[Carl Roe] will leave in June, he told colleagues".
    fn is_new(&self, scene: &Scene<'_>, people: &People, subject: &Naming) -> bool {
        let Anaphor { token, gender, before, told, .. } = self.anaphor;
        let is_first = people.first_naming(subject.person).is_some_and(|first| first.tokens == subject.tokens);
        let known = &people.persons[subject.person];
        let is_sure = known.listing(gender) == 1 || agreement(people, subject.person, gender, 1) == 4;
        let start = |token: usize| scene.text.paragraph_tokens(scene.paragraph_of(token)).start as usize;
        let opens = scene.sentences[start(token)] == scene.sentences[token];
        let is_late = |start: usize| scene.paragraph_of(token).saturating_sub(scene.paragraph_of(start)) <= 1;
        let speaks = before.is_some_and(|(_, start)| is_late(start))
            || told.last().is_some_and(|told| is_late(told.source.start as usize));
        opens && is_first && is_sure && !speaks && subject.tokens.end < token as u32
    }

    /// Writes the features of one candidate.
    pub fn push(&self, scene: &Scene<'_>, people: &People, k: usize, rows: &mut FeatureRows) {
        let emit = &mut Emit::new(rows, 4000);
        self.look(scene, people, k).push(emit);
        rows.end_row();
    }
}

/// Tells whether a source stands behind where the last known speaker's quote starts.
fn is_since(told: &Told, before: Option<(usize, usize)>) -> bool {
    before.is_none_or(|(_, start)| told.source.start as usize > start)
}

/// Lists who may be meant, the nearest first.
fn candidates(scene: &Scene<'_>, people: &People, anaphor: Anaphor<'_>, descriptions: &Model) -> Vec<Candidate> {
    let Anaphor { token, gender, contents, told, before, .. } = anaphor;
    let since = told.iter().rev().take(nominal::LATEST).take_while(|t| is_since(t, before));
    let voice = since.filter(|t| t.person.is_none()).find_map(|t| Some((t.source, nominal::voice(scene, *t, gender)?)));
    let named = people.before(token, contents).into_iter().map(|n| Candidate {
        tokens: n.tokens,
        person: Some(n.person),
        is_described: n.is_described,
        determiner: 0,
        is_voice: false,
    });
    let described =
        nominal::before(scene, people, (token, gender), (told, contents), descriptions).into_iter().map(|n| {
            Candidate {
                tokens: n.tokens,
                person: n.person,
                is_described: true,
                determiner: n.determiner,
                is_voice: voice.is_some_and(|(source, _)| overlap(source, n.tokens) > 0),
            }
        });
    let mut all: Vec<Candidate> = described.chain(named).collect();
    if let Some((tokens, person)) = opened::subject(scene, people, anaphor) {
        let is_same = |c: &Candidate| overlap(c.tokens, tokens) > 0;
        let person = all.iter().filter(|c| is_same(c)).find_map(|c| c.person).unwrap_or(person);
        all.retain(|c| !is_same(c));
        all.push(Candidate { tokens, person: Some(person), is_described: false, determiner: 0, is_voice: false });
    }
    if all.iter().all(|c| !c.is_voice)
        && let Some((_, tokens)) = voice
    {
        all.push(Candidate { tokens, person: None, is_described: true, determiner: VOICE, is_voice: true });
    }
    let barred = Barred::of(scene, people, anaphor);
    let letter = salutation::begin(scene, token).unwrap_or(0);
    all.retain(|c| c.tokens.start as usize >= letter && !barred.holds(scene, c.person, c.tokens));
    all.sort_by_key(|c| std::cmp::Reverse(c.tokens.start));
    let mut found: Vec<Candidate> = Vec::with_capacity(all.len());
    for candidate in all {
        if candidate.person.is_none() || found.iter().all(|f| f.person != candidate.person) {
            found.push(candidate);
        }
    }
    found
}

/// What speaks for and against a gender: 0 nothing, 1–4 for alone, 5 mostly for, 6–9 mostly
/// against, 10 as much for as against; of what speaks for it `own` is left out.
pub(super) fn agreement(people: &People, person: usize, gender: Gender, own: u32) -> u64 {
    let (with, against) = people.persons[person].evidence(gender);
    let with = with.saturating_sub(own);
    // Where the first name is of that gender the votes are rather another's.
    let most = if people.persons[person].listing(gender) == 1 { 2 } else { 3 };
    match (with, against) {
        (0, 0) => 0,
        (w, 0) => 1 + u64::from(w.min(3)),
        (w, a) if w >= 2 * a => 5,
        (w, a) if a >= 2 * w => 6 + u64::from(a.min(most)),
        _ => 10,
    }
}

/// Finds who a pronoun is.
pub(super) fn antecedent(scene: &Scene<'_>, people: &People, anaphor: Anaphor<'_>, models: &Models) -> Option<Named> {
    if let Some(person) = exchange::topic(scene, people, anaphor.token, anaphor.gender) {
        return Some(of_words(people, person));
    }
    if let Some(person) = interviewed::answers(scene, people, anaphor) {
        return Some(Named { probability: interviewed::SURE, ..of_words(people, person) });
    }
    let choice = Choice::new(scene, people, anaphor, &models.description);
    if let Some(subject) = choice.only_subject(scene, people) {
        return Some(subject);
    }
    // A title, a calling or several pronouns say that it is somebody else.
    let may_be = |k: &usize| choice.agrees[*k] != AGAINST;
    let candidates: Vec<usize> = (0..choice.candidates.len()).filter(may_be).collect();
    let mut rows = FeatureRows::new();
    candidates.iter().for_each(|&k| choice.push(scene, people, k, &mut rows));
    let chances = candidates.into_iter().zip(chances(&models.antecedent, &rows));
    let chances = choice.without_barred(scene, chances.collect());
    let Some((k, chance, rival)) = likeliest(chances.into_iter()).filter(|best| best.1 > LEAST) else {
        return subject_of_words(scene, people, anaphor);
    };
    let Some(person) = choice.candidates[k].person else {
        let name = choice.office(scene, k)?;
        return Some(Named { name, person: None, probability: chance, rival, way: PRONOUN, kind: 1 });
    };
    if newcomer::is_meant(scene, people, &choice, k) {
        return None;
    }
    let name = people.persons[person].name.clone();
    Some(Named { name, person: Some(person), probability: chance, rival, way: PRONOUN, kind: 1 })
}

/// Whom the words themselves begin with, where nobody else was named before: "Ann Roe will leave, she said".
fn subject_of_words(scene: &Scene<'_>, people: &People, anaphor: Anaphor<'_>) -> Option<Named> {
    let subject = subject(scene, people, anaphor)?;
    let is_only = people.before(anaphor.token, &[]).iter().all(|n| n.person == subject.person);
    is_only.then(|| of_words(people, subject.person))
}

/// The name with which unmarked words of the pronoun's sentence begin, where the pronoun may mean it.
fn subject<'a>(scene: &Scene<'_>, people: &'a People, anaphor: Anaphor<'_>) -> Option<&'a Naming> {
    let Anaphor { token, gender, contents, barred, .. } = anaphor;
    let first = contents.first().filter(|first| is_unquoted(scene, **first) && first.start < token as u32)?;
    let is_same = scene.sentences[first.start as usize] == scene.sentences[token];
    let subject = people.namings.get(people.namings.partition_point(|n| n.tokens.start < first.start))?;
    let is_first = subject.tokens.start - first.start <= SUBJECT && subject.tokens.end <= first.end;
    let is_owner = is_possessive(scene, subject.tokens.end as usize);
    let is_barred = Some(subject.person) == barred
        || Barred::of(scene, people, anaphor).holds(scene, Some(subject.person), subject.tokens);
    let fits = agreement(people, subject.person, gender, 0) != AGAINST && !is_barred;
    (is_same && is_first && !is_owner && fits).then_some(subject)
}

fn of_words(people: &People, person: usize) -> Named {
    let name = people.persons[person].name.clone();
    Named { name, person: Some(person), probability: OF_WORDS, rival: 0.0, way: PRONOUN, kind: 1 }
}
