//! Annotated scenes → rows for the rankers and the confidence model.

use std::collections::{BTreeMap, BTreeSet};

use super::calibrate::{Answer, Said};
use super::gold::{GoldArticle, GoldAttribution, Reading};
use super::verdicts;
use crate::annotate::quote::confidence::model;
use crate::annotate::quote::grammar::gender::pronoun;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::link::choose::near;
use crate::annotate::quote::link::draft::Draft;
use crate::annotate::quote::link::pair::{Part, push_pair};
use crate::annotate::quote::models::calibration::Line;
use crate::annotate::quote::models::learnt::Models;
use crate::annotate::quote::name_each;
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::source::inside::push_name;
use crate::annotate::quote::source::named::{Named, TURN};
use crate::annotate::quote::source::names::names_in;
use crate::annotate::quote::speaker::antecedent::{Anaphor, Candidate, Choice};
use crate::annotate::quote::speaker::description::{self, Description};
use crate::annotate::quote::speaker::nominal::Told;
use crate::annotate::quote::speaker::reference::{self, Heard, Reference};
use crate::annotate::quote::speaker::{document, maker, namesake};
use crate::annotate::quote::words::forms::WordTable;
use crate::annotate::sequence::train::Collector;
use crate::annotate::sequence::{FeatureRows, Model};
use crate::annotate::text::Run;

/// What rows are gathered of an article's sources.
pub(super) enum Wanted<'a> {
    Names(Sinks<'a>),
    Pronouns { antecedents: &'a mut Collector, descriptions: &'a Model },
}

/// What takes the rows of sources that are no pronouns.
pub(super) struct Sinks<'a> {
    pub names: &'a mut Collector,
    pub descriptions: &'a mut Collector,
    pub bodies: &'a mut Collector,
    pub namesakes: &'a mut Collector,
    /// Not of reported articles, where documents are nobody’s.
    pub makers: Option<&'a mut Collector>,
}

impl Sinks<'_> {
    /// Adds what a source may mean.
    fn collect(
        &mut self,
        scene: &Scene<'_>,
        people: &People,
        (gold, described): (&GoldAttribution, Description<'_>),
        spoken: &[(usize, usize)],
        group: u32,
    ) {
        let Description { source, before, contents, heard } = described;
        let is_right = |name: &str| gold.is_by(name);
        let is_person = |person: usize| u8::from(is_right(&people.persons[person].name));
        let found = names_in(scene, people, source);
        let mut rows = FeatureRows::new();
        // Reported articles leave open who "a lawyer" is, and seldom tell whose.
        let past_names = |c: &description::Choice<'_>| c.looks_past_names(scene);
        let is_reported = self.makers.is_none();
        let is_sought = |c: &description::Choice<'_>| {
            if is_reported { found.is_empty() && !past_names(c) } else { found.is_empty() || past_names(c) }
        };
        let choice = description::Choice::new(scene, people, described).filter(is_sought);
        if let Some(choice) = choice {
            let right: Vec<u8> = choice.persons().map(is_person).collect();
            (0..right.len()).for_each(|k| choice.push(scene, people, k, &mut rows));
            push(self.descriptions, &mut rows, &right, group);
        }
        let based = || reference::based(scene, source, &found).map(|noun| Reference::by_noun(noun, heard));
        let reference = reference(scene, people, source, heard).filter(|_| found.is_empty()).or_else(based);
        if let Some(reference) = reference {
            let choice = reference::Choice::new(scene, people.bodies(scene), reference);
            let is_meant = |name: String| gold.speaker.iter().any(|g| reference::is_same(g, &name));
            let right: Vec<u8> = choice.names().map(|name| u8::from(is_meant(name))).collect();
            (0..right.len()).for_each(|k| choice.push(scene, k, &mut rows));
            push(self.bodies, &mut rows, &right, group);
        }
        for choice in found.iter().filter_map(|name| namesake::Choice::of(scene, people, name, (spoken, contents))) {
            let right: Vec<u8> = choice.persons.iter().copied().map(is_person).collect();
            if right.contains(&1) && right.contains(&0) {
                (0..right.len()).for_each(|k| choice.push(scene, people, k, &mut rows));
                push(self.namesakes, &mut rows, &right, group);
            }
        }
        let made = self.makers.as_mut().zip(maker::Choice::new(scene, people, source, before, heard.body()));
        if let Some((makers, choice)) = made {
            let is_maker = |name: &str| is_right(name) || gold.speaker.iter().any(|g| reference::is_same(g, name));
            let right: Vec<u8> = choice.names().map(|name| u8::from(is_maker(name))).collect();
            (0..right.len()).for_each(|k| choice.push(scene, people, k, &mut rows));
            push(makers, &mut rows, &right, group);
        }
        // Who made a document is not the ranker of names' to say.
        if document::head(scene, source).is_none() {
            let right: Vec<u8> = found.iter().map(|name| u8::from(is_right(&name.name))).collect();
            (0..found.len()).for_each(|k| push_name(scene, source, &found, k, &mut rows));
            push(self.names, &mut rows, &right, group);
        }
    }
}

/// For each token the attributions in which it plays a role.
type Roles = BTreeMap<usize, BTreeSet<usize>>;

fn roles(reading: &Reading<'_>, role: usize) -> Roles {
    let mut roles = Roles::new();
    for (n, runs) in reading.runs.iter().enumerate() {
        for token in runs[role].iter().flat_map(|r| r.range()) {
            roles.entry(token).or_default().insert(n);
        }
    }
    roles
}

fn all(roles: &Roles, run: Run) -> BTreeSet<usize> {
    roles.range(run.range()).flat_map(|(_, n)| n.iter().copied()).collect()
}

/// The attribution that most tokens of a run belong to.
fn most(roles: &Roles, run: Run) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    roles.range(run.range()).flat_map(|(_, n)| n).for_each(|&n| *counts.entry(n).or_default() += 1);
    counts.into_iter().max_by_key(|&(n, count)| (count, std::cmp::Reverse(n))).map(|(n, _)| n)
}

/// Adds the rows of one choice, with what is right of each.
fn push(collector: &mut Collector, rows: &mut FeatureRows, right: &[u8], group: u32) {
    collector.push(rows, right, &[], group);
    rows.clear();
}

/// Adds the content–cue and cue–source pairs of an article.
pub(super) fn collect_links(
    scene: &Scene<'_>,
    reading: &Reading<'_>,
    group: u32,
    contents: &mut Collector,
    sources: &mut Collector,
) {
    let [content, source, cue] = [0, 1, 2].map(|role| roles(reading, role));
    let mut rows = FeatureRows::new();
    for paragraph in 0..scene.text.paragraphs.len() {
        let candidates = scene.candidates(paragraph);
        for (n, &run) in candidates.contents.iter().enumerate() {
            let gold = most(&content, run);
            let mut right: Vec<u8> = Vec::new();
            for c in near(scene, &candidates.cues, run) {
                right.push(u8::from(gold.is_some() && gold == most(&cue, candidates.cues[c])));
                push_pair(scene, &candidates, Part::Content, n, c, &mut rows);
            }
            push(contents, &mut rows, &right, group);
        }
        for (c, &run) in candidates.cues.iter().enumerate() {
            let Some(gold) = most(&cue, run) else { continue };
            let mut right: Vec<u8> = Vec::new();
            for s in near(scene, &candidates.sources, run) {
                right.push(u8::from(all(&source, candidates.sources[s]).contains(&gold)));
                push_pair(scene, &candidates, Part::Source, s, c, &mut rows);
            }
            push(sources, &mut rows, &right, group);
        }
    }
}

/// Adds the names inside annotated sources and the persons that descriptions may mean; with
/// the ranker that answers these, the persons that pronouns may mean.
pub(super) fn collect_names(
    scene: &Scene<'_>,
    (article, reading): (&GoldArticle, &Reading<'_>),
    first_names: WordTable,
    group: u32,
    mut wanted: Wanted<'_>,
) {
    let people = People::new(scene, first_names);
    let mut rows = FeatureRows::new();
    let mut order: Vec<usize> = (0..reading.runs.len()).collect();
    order.sort_by_key(|&n| reading.runs[n][1].first().or(reading.runs[n][0].first()).map(|r| r.start));
    let mut spoken: Vec<(usize, usize)> = Vec::new();
    let mut told: Vec<Told> = Vec::new();
    let mut bodies: Vec<(String, usize)> = Vec::new();
    for n in order {
        let gold = &article.attributions[n];
        let (Some(first), Some(end)) = (reading.runs[n][1].first(), reading.runs[n][1].last()) else { continue };
        let source = run_of(first.start as usize, end.end as usize);
        let is_right = |name: &str| gold.is_by(name);
        let gender = pronoun(scene.word(source.start as usize)).filter(|_| source.range().len() == 1);
        let contents = &reading.runs[n][0];
        match (gender, &mut wanted) {
            (Some(gender), Wanted::Pronouns { antecedents, descriptions }) => {
                let anaphor = Anaphor {
                    token: source.start as usize,
                    gender,
                    before: spoken.last().copied(),
                    contents,
                    told: &told,
                    barred: None,
                };
                let choice = Choice::new(scene, &people, anaphor, descriptions);
                let is_nameless = gold.is_resolved && gold.speaker.is_none();
                let is_meant = |c: &Candidate| match c.person {
                    Some(person) => is_right(&people.persons[person].name),
                    None => is_nameless,
                };
                let right: Vec<u8> = choice.candidates.iter().map(|c| u8::from(is_meant(c))).collect();
                if right.contains(&1) {
                    (0..right.len()).for_each(|k| choice.push(scene, &people, k, &mut rows));
                    push(antecedents, &mut rows, &right, group);
                }
            }
            (None, Wanted::Names(sinks)) if gold.is_resolved => {
                let heard = Heard::new(&bodies, spoken.last().copied(), &told);
                let described = Description { source, before: spoken.last().copied(), contents, heard };
                sinks.collect(scene, &people, (gold, described), &spoken, group);
            }
            _ => {}
        }
        let meant = people.persons.iter().position(|p| is_right(&p.name));
        if gold.is_resolved && (meant.is_some() || gold.speaker.is_none()) {
            told.extend(Told::new(scene, source, meant));
        }
        if gold.speaker.is_some() {
            let start = reading.runs[n][0].first().map_or(source.start, |r| r.start) as usize;
            spoken.extend(meant.map(|p| (p, start)));
            bodies.extend(gold.speaker.clone().filter(|_| meant.is_none()).map(|name| (name, start)));
        }
    }
}

/// Reads a source that may stand for a body.
fn reference<'a>(scene: &Scene<'_>, people: &People, source: Run, heard: Heard<'a>) -> Option<Reference<'a>> {
    if source.range().len() == 1 && scene.is_word(source.start as usize, &["it"]) {
        return Some(Reference::it(source, heard));
    }
    Reference::described(scene, people.bodies(scene), (source, &description::read(scene, source)?), heard)
}

/// Adds those who may speak where nothing at a draft names the speaker, each such draft after
/// annotated names of those before.
pub(super) fn collect_turns(
    scene: &Scene<'_>,
    people: &People,
    (article, reading, group): (&GoldArticle, &Reading<'_>, u32),
    (drafts, models): (&[Draft], &Models),
    turns: &mut Collector,
) {
    let pieces: Vec<&[Run]> = drafts.iter().map(Draft::pieces).collect();
    let found = verdicts::found(scene, reading, &pieces);
    let mut rows = FeatureRows::new();
    let gold = |n: usize| {
        let held = found[n].or_else(|| verdicts::holder(scene, reading, drafts[n].pieces()));
        held.map(|n| &article.attributions[n]).filter(|gold| gold.is_resolved)
    };
    name_each(scene, people, drafts, models, &mut |n, choice| {
        let speaker = gold(n)?;
        // Who spoke without a name that the program knows goes on; two whom the article does not
        // name count as one.
        let goes_on = |back: usize| gold(n - 1 - back).is_some_and(|before| before.speaker == speaker.speaker);
        let is_right =
            |candidate: Result<&Named, usize>| candidate.map_or_else(goes_on, |named| speaker.is_by(&named.name));
        let mut right: Vec<u8> = choice.candidates().map(|candidate| u8::from(is_right(candidate))).collect();
        // One at most is right: where it is both, she who went on.
        if let Some(k) = choice.candidates().position(|candidate| candidate.is_err() && is_right(candidate)) {
            right.fill(0);
            right[k] = 1;
        }
        (0..right.len()).for_each(|k| choice.push(scene, people, k, &mut rows));
        push(turns, &mut rows, &right, group);
        choice.candidates().zip(&right).find(|&(_, &right)| right == 1)?.0.ok().cloned()
    });
}

/// Adds what the other models answered, and whether it was right: of reported articles all
/// but the descriptions, which they leave open, of those written for training only these; of
/// both whose turn it is.
pub(super) fn collect_answers(
    scene: &Scene<'_>,
    (article, reading, number): (&GoldArticle, &Reading<'_>, usize),
    (drafts, names): (&[Draft], &[Option<Named>]),
    answers: &mut Vec<Answer>,
    described: &mut Vec<Said>,
) {
    let pieces: Vec<&[Run]> = drafts.iter().map(Draft::pieces).collect();
    let found = verdicts::found(scene, reading, &pieces);
    for ((draft, named), found) in drafts.iter().zip(names).zip(found) {
        let is_turn = named.as_ref().is_some_and(|named| named.way == TURN);
        let held = || is_turn.then(|| verdicts::holder(scene, reading, draft.pieces())).flatten();
        let found = found.or_else(held);
        if !reading.is_written && is_turn {
            let mut row = FeatureRows::new();
            model::push(scene, draft, None, &mut row);
            answers.push(Answer { row, is_right: found.is_some(), line: Line::Unnamed, article: number });
        }
        let is_right = match (named, found.map(|n| &article.attributions[n])) {
            (_, None) => false,
            (Some(_), Some(gold)) if !gold.is_resolved => continue,
            (Some(named), Some(gold)) => gold.is_by(&named.name),
            (None, Some(_)) => true,
        };
        if model::is_by_layout(draft.origin) {
            continue;
        }
        if let Some(named) = named.as_ref().filter(|named| model::is_open(named)) {
            if (reading.is_written || is_turn) && found.is_some() {
                let (said, line) = (named.probability, model::line_of(named));
                described.push(Said { said, is_right, line, article: number });
            }
        } else if !reading.is_written {
            let mut row = FeatureRows::new();
            model::push(scene, draft, named.as_ref(), &mut row);
            answers.push(Answer { row, is_right, line: Line::of_quote(named.is_some()), article: number });
        }
    }
}
