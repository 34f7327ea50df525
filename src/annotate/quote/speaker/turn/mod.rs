//! A quotation beside which nobody is named → who speaks.
//!
//! Paragraphs that are all quotation go on with the words before them, or are lines of a dialogue in
//! which two people take turns; a sentence before a quotation may tell who is about to speak (“She
//! looked at her card. ‘Three.’”). A ranker chooses among those who spoke last, with or without a name
//! that is known, and who is named in the sentences beside the quotation, or nobody.

mod joined;
mod look;

pub(crate) use joined::join;
use look::Surroundings;
pub(crate) use look::shape_of;

use super::antecedent::{Anaphor, antecedent};
use super::nominal::Told;
use crate::annotate::quote::grammar::gender::pronoun;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::layout::next_post;
use crate::annotate::quote::link::draft::Draft;
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::quote::models::chances::{chances, likeliest};
use crate::annotate::quote::models::learnt::Models;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::quote::source::named::{Named, TURN};
use crate::annotate::quote::source::names::names_in;
use crate::annotate::quote::tagger::sink::Emit;
use crate::annotate::sequence::{FeatureRows, Model};
use crate::annotate::text::Run;

/// Least probability at which somebody is considered at all.
const LEAST: f32 = 0.3;
/// Quotes before that are looked at, and those who may be meant.
const QUOTES: usize = 8;
const MOST: usize = 8;
/// How far before and after anything is looked for, in tokens.
const REACH: usize = 400;
/// Sentences before that one in which somebody is near.
const SENTENCES: usize = 3;

/// A quotation without a source, and what was said before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Turn<'a> {
    pub draft: &'a Draft,
    /// The quotes before in text order, who said them, and the quotes after.
    pub drafts: &'a [Draft],
    pub after: &'a [Draft],
    pub names: &'a [Option<Named>],
    /// The person who spoke last, and where that quote starts.
    pub last: Option<(usize, usize)>,
    /// The sources before that have no name.
    pub told: &'a [Told],
}

/// How somebody comes into the sentence beside a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Absent,
    /// Nobody is named before her.
    Leads,
    Later,
    /// "Roe’s".
    Owner,
    /// "She", and "her", named before.
    Pronoun,
    Object,
    /// Named in the sentences before that.
    Near,
}

/// Somebody who may speak; without a name who spoke last of those whose name is not known.
#[derive(Debug, Clone)]
struct Candidate {
    named: Named,
    /// How many quotes ago she spoke last, and how many others spoke since.
    spoke: Option<(usize, usize)>,
    /// Her part in the sentence before, and where she stands in it.
    lead: Role,
    lead_tokens: Option<Run>,
    /// Her part in the sentence after.
    follow: Role,
}

/// Everything the ranker sees of a turn's surroundings.
pub(crate) struct Choice<'a> {
    turn: Turn<'a>,
    /// The quotation, and the one before it.
    words: Run,
    before: Option<&'a Draft>,
    /// The last sentence before, and the first after, that is not all quotation.
    lead: Option<Run>,
    follow: Option<Run>,
    /// Who is named as the source of the next quote.
    next: Option<usize>,
    candidates: Vec<Candidate>,
    surroundings: Surroundings,
}

impl<'a> Choice<'a> {
    /// Gathers who may speak.
    pub fn new(scene: &Scene<'_>, people: &People, turn: Turn<'a>, models: &Models) -> Option<Self> {
        let (first, last) = (turn.draft.pieces().first()?, turn.draft.pieces().last()?);
        let words = run_of(first.start as usize, last.end as usize);
        let (before, lead) = (turn.drafts.last(), lead(scene, words));
        let mut choice = Choice {
            turn,
            words,
            before,
            lead,
            follow: follow(scene, turn.draft.paragraph, words),
            next: turn
                .after
                .first()
                .and_then(|d| d.attribution.source)
                .and_then(|s| names_in(scene, people, s).first().and_then(|c| c.person)),
            candidates: Vec::new(),
            surroundings: Surroundings::new(scene, turn, words, lead),
        };
        choice.add_speakers();
        choice.add_named(scene, people);
        choice.add_pronouns(scene, people, models);
        choice.add_near(scene, people);
        (!choice.candidates.is_empty()).then_some(choice)
    }

    /// Returns those who may speak, the one without a name as how many quotes ago she spoke.
    #[cfg(any(test, feature = "train"))]
    pub fn candidates(&self) -> impl Iterator<Item = Result<&Named, usize>> {
        self.candidates
            .iter()
            .map(|c| if c.named.name.is_empty() { Err(c.spoke.map_or(0, |s| s.0)) } else { Ok(&c.named) })
    }

    /// Writes the features of one of them.
    pub fn push(&self, scene: &Scene<'_>, people: &People, k: usize, rows: &mut FeatureRows) {
        let emit = &mut Emit::new(rows, 9000);
        self.look(scene, people, k).push(&self.surroundings, emit);
        rows.end_row();
    }

    /// Finds who speaks.
    pub fn speaker(&self, scene: &Scene<'_>, people: &People, model: &Model) -> Option<Named> {
        let is_post = self.lead.is_some_and(|lead| next_post::leads(scene, lead));
        let writer = || next_post::writer(scene, people, self.turn.last, self.words.start as usize);
        if let Some(writer) = is_post.then(writer).flatten() {
            return Some(Named { probability: next_post::LED, ..person(people, writer) });
        }
        let mut rows = FeatureRows::new();
        (0..self.candidates.len()).for_each(|k| self.push(scene, people, k, &mut rows));
        let chances = self.candidates.iter().zip(chances(model, &rows));
        let (best, probability, rival) =
            likeliest(chances).filter(|best| best.1 > LEAST && !best.0.named.name.is_empty())?;
        Some(Named { probability, rival, way: TURN, ..best.named.clone() })
    }

    /// Adds those who spoke before, the last first.
    fn add_speakers(&mut self) {
        for (back, named) in self.turn.names.iter().rev().take(QUOTES).enumerate() {
            let since = self.candidates.len();
            if let Some(candidate) = self.candidate(named.as_ref().unwrap_or(&Named::default())) {
                candidate.spoke = candidate.spoke.or(Some((back, since)));
            }
        }
    }

    /// Adds who is named in the sentences beside the quotation.
    fn add_named(&mut self, scene: &Scene<'_>, people: &People) {
        for (sentence, is_lead) in [(self.lead, true), (self.follow, false)] {
            let Some(sentence) = sentence else { continue };
            for (n, naming) in outside_marks(scene, people, sentence).enumerate() {
                let role = match n {
                    _ if is_possessive(scene, naming.tokens.end as usize) => Role::Owner,
                    0 => Role::Leads,
                    _ => Role::Later,
                };
                let named = person(people, naming.person);
                if is_lead {
                    self.add_to_lead(&named, role, naming.tokens);
                } else if let Some(candidate) = self.candidate(&named)
                    && candidate.follow == Role::Absent
                {
                    candidate.follow = role;
                }
            }
        }
    }

    /// Adds whom the first pronouns of the sentence before mean.
    fn add_pronouns(&mut self, scene: &Scene<'_>, people: &People, models: &Models) {
        let Some(lead) = self.lead else { return };
        for (words, role) in [(["he", "she"], Role::Pronoun), (["him", "her"], Role::Object)] {
            let is_plain = |&i: &usize| scene.is_word(i, &words) && scene.marks.places[i] == Place::Outside;
            let Some(token) = lead.range().find(is_plain) else { continue };
            let Some(gender) = pronoun(scene.word(token)) else { continue };
            let before = self.turn.last.filter(|&(_, start)| start < token);
            let anaphor = Anaphor { token, gender, before, contents: &[], told: self.turn.told, barred: None };
            if let Some(named) = antecedent(scene, people, anaphor, models) {
                self.add_to_lead(&named, role, run_of(token, token + 1));
            }
        }
    }

    /// Adds who is named in the sentences before that one, the last first.
    fn add_near(&mut self, scene: &Scene<'_>, people: &People) {
        let Some(lead) = self.lead else { return };
        let first = (scene.sentences[lead.start as usize] as usize).saturating_sub(SENTENCES);
        let Some(first) = scene.text.sentences.get(first) else { return };
        let near = within_reach(run_of(first.start as usize, lead.start as usize));
        let namings: Vec<Naming> = outside_marks(scene, people, near).copied().collect();
        for naming in namings.into_iter().rev() {
            self.add_to_lead(&person(people, naming.person), Role::Near, naming.tokens);
        }
    }

    /// Adds who is named before the quotation, where she was not yet.
    fn add_to_lead(&mut self, named: &Named, role: Role, tokens: Run) {
        if let Some(candidate) = self.candidate(named)
            && candidate.lead == Role::Absent
        {
            (candidate.lead, candidate.lead_tokens) = (role, Some(tokens));
        }
    }

    /// Returns the candidate of a name, who is added while there is room.
    fn candidate(&mut self, named: &Named) -> Option<&mut Candidate> {
        let is_same = |c: &Candidate| match named.person {
            Some(_) => c.named.person == named.person,
            None => c.named.name == named.name,
        };
        let known = self.candidates.iter().position(is_same);
        let is_added = known.is_none() && self.candidates.len() < MOST;
        if is_added {
            let named = named.clone();
            let (lead, follow) = (Role::Absent, Role::Absent);
            self.candidates.push(Candidate { named, spoke: None, lead, lead_tokens: None, follow });
        }
        let added = self.candidates.len().checked_sub(1).filter(|_| is_added);
        self.candidates.get_mut(known.or(added)?)
    }
}

fn person(people: &People, person: usize) -> Named {
    let name = people.persons[person].name.clone();
    Named { name, person: Some(person), probability: 1.0, rival: 0.0, way: TURN, kind: 1 }
}

/// Returns the namings in a run outside quotation marks, by name or description.
fn outside_marks<'p>(scene: &Scene<'_>, people: &'p People, run: Run) -> impl Iterator<Item = &'p Naming> {
    let at = people.namings.partition_point(|n| n.tokens.start < run.start);
    let inside = people.namings[at..].iter().take_while(move |n| n.tokens.end <= run.end);
    inside.filter(|n| scene.marks.places[n.tokens.start as usize] == Place::Outside)
}

/// Returns the end of a run that is too long.
fn within_reach(run: Run) -> Run {
    run_of((run.start as usize).max((run.end as usize).saturating_sub(REACH)), run.end as usize)
}

/// Returns the last sentence before a quotation that has words outside marks.
fn lead(scene: &Scene<'_>, words: Run) -> Option<Run> {
    let start = words.start as usize;
    let is_plain = |&i: &usize| scene.is_wordlike(i) && scene.marks.places[i] == Place::Outside;
    let last = (start.saturating_sub(REACH)..start).rev().find(is_plain)?;
    let sentence = scene.text.sentences.get(scene.sentences[last] as usize)?;
    Some(within_reach(run_of(sentence.start as usize, start.min(sentence.end as usize))))
}

/// Returns the sentence after a quotation in its paragraph, or that opens the next, where it does not
/// open with a mark.
fn follow(scene: &Scene<'_>, paragraph: usize, words: Run) -> Option<Run> {
    let end = words.end as usize;
    let is_in_reach = scene.text.tokens.get(end).is_some() && scene.paragraph_of(end) <= paragraph + 1;
    let is_plain = is_in_reach && scene.marks.places[end] == Place::Outside;
    let sentence = scene.text.sentences.get(*scene.sentences.get(end)? as usize)?;
    is_plain.then(|| run_of(end, (sentence.end as usize).min(end + REACH)))
}
