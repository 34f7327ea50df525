//! The words that name a source → the speaker's name, with a probability.
//!
//! A name inside the source is chosen by a ranker (of "Doe, an aide to Roe" it is Doe who
//! speaks; of "Doe's office" nobody), and so is which of two of one surname ([`namesake`]). A
//! pronoun is answered by a ranker over the persons named before it ([`antecedent`]), "who" by
//! the person and ", which" by the body just named, documents by their maker ([`maker`]), other descriptions by
//! rankers over persons ([`description`]) and bodies ([`reference`](mod@super::reference)).

use super::antecedent::{Anaphor, antecedent};
use super::description::{self, Description, described};
use super::nominal::{self, Told};
use super::reference::{self, Heard, Reference};
use super::{carried, findings, maker, nameless, namesake};
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::gender::pronoun;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::models::chances::chances;
use crate::annotate::quote::models::learnt::Models;
use crate::annotate::quote::people::candidate::{Candidate, PLACE};
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::people::self_named;
use crate::annotate::quote::source::inside::{is_headed, last_apposed, least, push_name};
use crate::annotate::quote::source::named::{DESCRIBED, Named, PLACED};
use crate::annotate::quote::source::names::{capitals, names_in};
use crate::annotate::quote::source::{based, modifiers, who};
use crate::annotate::sequence::FeatureRows;
use crate::annotate::text::Run;

/// From here on the ranker of bodies is followed, below it "it" is the body that the sentence before is told by, this
/// sure.
pub(super) const SURE_BODY: f32 = 0.6;
const JUST_SPOKE: f32 = 0.7;

/// Least probability at which a name is considered at all.
const LEAST_NAME: f32 = 0.35;

/// What is known when a source is read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Around<'a> {
    /// The persons who spoke before, and where each quote starts.
    pub spoken: &'a [(usize, usize)],
    /// What is quoted.
    pub contents: &'a [Run],
    /// The sources before that have no name.
    pub told: &'a [Told],
    /// The bodies that spoke before, and where each quote starts.
    pub bodies: &'a [(String, usize)],
    /// Who says the words that the source stands in: nobody calls herself "she".
    pub outer: Option<usize>,
}

impl Around<'_> {
    /// Returns the speaker before, and where that quote starts.
    pub fn before(&self) -> Option<(usize, usize)> {
        self.spoken.last().copied()
    }

    /// Returns the body that the sentence before is told by: "Vale Corp. said it would wait. It said …".
    fn just_spoke(&self, scene: &Scene<'_>, token: usize) -> Option<Named> {
        let (name, start) = self.bodies.last()?;
        let is_next = scene.sentences[*start] + 1 == scene.sentences[token];
        let is_last = self.before().is_none_or(|(_, person)| person < *start);
        let is_told = self.told.last().is_some_and(|told| told.source.start as usize > *start);
        let named =
            Named { name: name.clone(), person: None, probability: JUST_SPOKE, rival: 0.0, way: DESCRIBED, kind: 2 };
        (is_next && is_last && !is_told).then_some(named)
    }

    /// Returns who spoke before, as one who asks for a body sees it.
    pub fn heard(&self) -> Heard<'_> {
        Heard::new(self.bodies, self.before(), self.told)
    }
}

/// Finds who a source is.
pub(crate) fn resolve(
    scene: &Scene<'_>,
    people: &People,
    source: Run,
    around: Around<'_>,
    models: &Models,
) -> Option<Named> {
    let Around { contents, told, .. } = around;
    let (source, before) = (carried::without(scene, without_self(scene, source)), around.before());
    let single = source.range().filter(|&i| scene.is_wordlike(i)).count() == 1;
    if single && let Some(named) = by_one_word(scene, people, source, around, models) {
        return named;
    }
    if let Some(person) = self_named::speaker(scene, people, source) {
        return Some(by_title(people, (person, self_named::SURE)));
    }
    let source = based::without_place(scene, nameless::without_clause(scene, source));
    if let Some(maker) = findings::maker(scene, people, source) {
        return Some(maker);
    }
    if let Some(maker) = maker::speaker(scene, people, source, around, models) {
        return maker;
    }
    if single && scene.is_word(source.start as usize, &["it"]) {
        return it(scene, people, source, around, models);
    }
    if let Some(holder) = people.titles.holder_from(scene, source) {
        return Some(by_title(people, holder));
    }
    let description = Description { source, before, contents, heard: around.heard() };
    if let Some(named) = description::by_rule(scene, people, description, told) {
        return Some(named);
    }
    let mut names = names_in(scene, people, source);
    let has_others = modifiers::leave_out(scene, people, source, &mut names);
    if names.is_empty() && (has_others || nominal::is_nobody(scene, people, source, told)) {
        return None;
    }
    if names.is_empty() {
        return described(scene, people, description, models);
    }
    if let Some(noun) = reference::based(scene, source, &names) {
        let reference = Reference::by_noun(noun, around.heard());
        return reference::meant(scene, people.bodies(scene), reference, &models.body);
    }
    names.retain(|name| !based::tells_where(scene, source, name));
    let has_person = names.iter().any(|c| c.kind == 1);
    if !has_person && let Some(holder) = people.titles.holder(scene, source) {
        return Some(by_title(people, holder));
    }
    if let [Candidate { kind: 5, name, .. }] = &names[..] {
        return Some(Named {
            name: name.clone(),
            person: None,
            probability: 0.92,
            rival: 0.0,
            way: DESCRIBED,
            kind: 5,
        });
    }
    let may_speak = names.iter().any(|name| !modifiers::is_owner_of_other(scene, source, name));
    let by_name = may_speak.then(|| chosen(scene, people, source, names, around, models)).flatten();
    // "Roe's lawyer", "a lawyer for Roe": she may be named elsewhere.
    by_name.or_else(|| {
        description::read(scene, source).filter(|phrase| phrase.looks_past_names(scene))?;
        description::person(scene, people, description, &models.description)
    })
}

/// Finds who "who", "which", "he" or "she" is; nothing for other words.
fn by_one_word(
    scene: &Scene<'_>,
    people: &People,
    source: Run,
    around: Around<'_>,
    models: &Models,
) -> Option<Option<Named>> {
    let Around { contents, told, outer, .. } = around;
    let start = source.start as usize;
    // "WHO said" is the World Health Organization.
    let is_body = || scene.word(start) == "WHO" && !scene.entities_in(source).is_empty();
    if scene.is_word(start, &["who"]) && !is_body() {
        return Some(who::meant(scene, people, start).or_else(|| {
            let phrase = who::described(scene, start)?;
            resolve(scene, people, phrase, around, models)
        }));
    }
    if scene.is_word(start, &["which"]) {
        let comma = start.checked_sub(1).filter(|&i| scene.is_word(i, &[","]));
        return Some(of_which(scene, people, comma.unwrap_or(start)));
    }
    let gender = pronoun(scene.word(start))?;
    let anaphor = Anaphor { token: start, gender, before: around.before(), contents, told, barred: outer };
    Some(antecedent(scene, people, anaphor, models))
}

/// Names whom the article calls so.
fn by_title(people: &People, (person, probability): (usize, f32)) -> Named {
    let name = people.persons[person].name.clone();
    Named { name, person: Some(person), probability, rival: 0.0, way: DESCRIBED, kind: 1 }
}

/// The body that "it" means.
fn it(scene: &Scene<'_>, people: &People, source: Run, around: Around<'_>, models: &Models) -> Option<Named> {
    let reference = Reference::it(source, around.heard());
    if reference.is_nameless(scene, around.told) {
        return None;
    }
    let meant = reference::meant(scene, people.bodies(scene), reference, &models.body);
    if meant.as_ref().is_some_and(|meant| meant.probability >= SURE_BODY) {
        return meant;
    }
    around.just_spoke(scene, source.start as usize).or(meant)
}

/// A source without what only stresses it: "[the board] itself".
fn without_self(scene: &Scene<'_>, source: Run) -> Run {
    let last = (source.end as usize).saturating_sub(1);
    let is_stressed = scene.is_word(last, &["herself", "himself", "itself", "themselves"]);
    if is_stressed && (source.start as usize) < last { run_of(source.start as usize, last) } else { source }
}

/// Chooses who of the names in a source speaks.
fn chosen(
    scene: &Scene<'_>,
    people: &People,
    source: Run,
    names: Vec<Candidate>,
    around: Around<'_>,
    models: &Models,
) -> Option<Named> {
    let only = if is_headed(scene, source, &names) { Some(0) } else { last_apposed(scene, source, &names) };
    let names: Vec<Candidate> = match only {
        Some(only) => names.into_iter().skip(only).take(1).collect(),
        None => names,
    };
    let mut rows = FeatureRows::new();
    (0..names.len()).for_each(|k| push_name(scene, source, &names, k, &mut rows));
    let mut scored: Vec<(usize, f32)> = chances(&models.name, &rows).into_iter().enumerate().collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let &(best, mut probability) = scored.first()?;
    if let [only] = &names[..] {
        probability = probability.max(least(scene, source, only));
    }
    let mut rival = scored.get(1).map_or(0.0, |s| s.1);
    let mut candidate = names.into_iter().nth(best)?;
    let relative = |held: usize| namesake::kinship::relative(scene, people, candidate.tokens, held);
    let relative = candidate.person.and_then(relative).map(|person| (person, namesake::kinship::SURE));
    let choice = || namesake::Choice::of(scene, people, &candidate, (around.spoken, around.contents));
    let meant = relative.or_else(|| choice()?.meant(scene, people, &models.namesake));
    if let Some((namesake, sure)) = meant {
        candidate.name = people.persons[namesake].name.clone();
        candidate.person = Some(namesake);
        probability *= sure;
        rival = rival.max(1.0 - sure);
    }
    let Candidate { name, person, kind, .. } = candidate;
    // Reported articles leave open whether a place speaks for itself.
    let way = if kind == PLACE { PLACED } else { 1 };
    (probability > LEAST_NAME).then_some(Named { name, person, probability, rival, way, kind })
}

/// Reads the name before a transcript's colon or after a signature's dash.
pub(crate) fn by_layout(scene: &Scene<'_>, people: &People, source: Run) -> Option<Named> {
    let known = names_in(scene, people, source).into_iter().find(|c| c.person.is_some());
    let name = known.or_else(|| capitals(scene, people, source))?;
    let Candidate { name, person, kind, .. } = name;
    Some(Named { name, person, probability: 0.95, rival: 0.0, way: 5, kind })
}

/// Names a person whom the layout of the article tells.
pub(crate) fn by_person(people: &People, person: usize) -> Named {
    let name = people.persons[person].name.clone();
    Named { name, person: Some(person), probability: 0.95, rival: 0.0, way: 5, kind: 1 }
}

/// The body or place named right before "which", or before its comma.
fn of_which(scene: &Scene<'_>, people: &People, end: usize) -> Option<Named> {
    let place = || {
        let entity = scene.entities_in(run_of(end.checked_sub(1)?, end)).last()?;
        let ends = scene.tokens_of(entity).end as usize == end && entity.kind == EntityKind::Place;
        ends.then(|| entity.span.of(scene.text.source).to_owned())
    };
    let body = people.bodies(scene).ending_at(end).map(|body| body.words.join(" "));
    let name = body.or_else(place)?;
    Some(Named { name, person: None, probability: 0.9, rival: 0.0, way: 3, kind: 2 })
}
