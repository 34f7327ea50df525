//! "The union", "the company", "it" → which of the bodies that the article names.
//!
//! A ranker chooses among the bodies named last and those whose name has the word. What speaks
//! for one: that its name ends in the word or has it before "of", that the article calls it so
//! ("Zephyr Air, a budget airline, …"), that it is near, was the first to be named, is named
//! most, or spoke last. "The SEB" is the name that the article explains it with.

mod alone;
mod asked;
mod look;
mod offices;
mod watched;

use super::description::Phrase;
use super::nominal::Told;
use crate::annotate::quote::grammar::capitals::opens;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::models::chances::{chances, likeliest};
use crate::annotate::quote::people::bodies::{Bodies, Naming};
use crate::annotate::quote::people::candidate::{Candidate, PLACE};
use crate::annotate::quote::source::based::is_based;
use crate::annotate::quote::source::named::{ALONE, DESCRIBED, Named};
use crate::annotate::quote::tagger::sink::Emit;
use crate::annotate::quote::words::body_nouns::NOUNS;
use crate::annotate::quote::words::kinds::{BODY, class_of};
use crate::annotate::quote::words::name::body_words;
use crate::annotate::sequence::{FeatureRows, Model};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Least probability at which a body is considered at all.
const LEAST: f32 = 0.3;
/// Quotes of bodies that are looked at.
const LATELY: usize = 8;
/// How often a word means the only body whose name has it, at least.
const SURE: f32 = 0.85;
/// The least [`tie`] of a body that goes by the word.
const BEFORE_OF: u64 = 2;

/// Words that may stand before a description.
const ADVERBS: &WordSet =
    &WordSet::of(&["also", "and", "but", "even", "later", "meanwhile", "now", "only", "still", "then", "yet"]);

/// Words that stand for a body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reference<'a> {
    pub source: Run,
    /// The token of the noun, or of "it".
    head: usize,
    modifiers: Run,
    heard: Heard<'a>,
}

/// Who spoke before.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Heard<'a> {
    /// The bodies that spoke, and where each quote starts.
    bodies: &'a [(String, usize)],
    /// Who spoke last of all: 0 nobody, 1 a body, 2 a person, 3 somebody without a name.
    latest: u64,
    /// Whether a person spoke.
    has_person: bool,
}

impl<'a> Heard<'a> {
    /// Sorts who spoke last: a body or a person, each with where the quote starts, or a source without a name.
    pub fn new(bodies: &'a [(String, usize)], person: Option<(usize, usize)>, told: &[Told]) -> Self {
        let nameless = told.last().filter(|t| t.person.is_none()).map(|t| t.source.start as usize);
        let starts = [bodies.last().map(|b| b.1), person.map(|p| p.1), nameless];
        let latest = starts.into_iter().zip(1..).filter_map(|(start, who)| Some((start?, who))).max();
        Heard { bodies, latest: latest.map_or(0, |l| l.1), has_person: person.is_some() }
    }

    /// Returns the body that spoke last, and where that quote starts.
    pub fn body(&self) -> Option<(&'a str, usize)> {
        self.bodies.last().map(|(name, start)| (name.as_str(), *start))
    }

    /// Returns the body that spoke last, and where that quote starts, if it alone has spoken.
    fn alone(&self) -> Option<(&'a str, usize)> {
        let last = self.body().filter(|_| self.latest == 1 && !self.has_person)?;
        let mut lately = self.bodies.iter().rev().take(LATELY);
        lately.all(|(name, _)| name == last.0 || is_same(name, last.0)).then_some(last)
    }

    /// Returns how often a body spoke among those who spoke lately, and how many others spoke since.
    fn times(&self, name: &str) -> (usize, usize) {
        let lately = &self.bodies[self.bodies.len().saturating_sub(LATELY)..];
        let times = lately.iter().filter(|b| is_same(&b.0, name)).count();
        let mut since: Vec<&str> = Vec::new();
        for (other, _) in lately.iter().rev().take_while(|b| !is_same(&b.0, name)) {
            if !since.iter().any(|known| is_same(known, other)) {
                since.push(other);
            }
        }
        (times, since.len())
    }
}

impl<'a> Reference<'a> {
    /// Reads "it".
    pub fn it(source: Run, heard: Heard<'a>) -> Self {
        let head = source.start as usize;
        Reference { source, head, modifiers: run_of(head, head), heard }
    }

    /// Tells whether "it" is a body without a name: "But [the watchdog] said it was not. “…,” it said".
    pub fn is_nameless(self, scene: &Scene<'_>, told: &[Told]) -> bool {
        let Some(last) = told.last().filter(|t| t.person.is_none()) else { return false };
        let noun = last.source.end as usize - 1;
        let is_since = self.heard.body().is_none_or(|(_, start)| start < last.source.start as usize);
        let is_next = scene.sentences[self.head].checked_sub(scene.sentences[noun]).is_some_and(|n| n <= 1);
        let is_body = class_of(scene.kind(noun)) == u64::from(BODY) || scene.is_word(noun, NOUNS);
        let is_led = scene.is_word(last.source.start as usize, &["a", "an", "the"]);
        is_since && is_next && is_body && is_led && !scene.word(noun).ends_with('s') && last.source.range().len() <= 3
    }

    /// Reads a noun by itself.
    pub fn by_noun(noun: usize, heard: Heard<'a>) -> Self {
        let source = run_of(noun, noun + 1);
        Reference { source, head: noun, modifiers: run_of(noun, noun), heard }
    }

    /// Reads a description; nothing for one that is no body's.
    pub fn described(
        scene: &Scene<'_>,
        bodies: &Bodies,
        (source, phrase): (Run, &Phrase),
        heard: Heard<'a>,
    ) -> Option<Self> {
        let head = phrase.words.end as usize - 1;
        let is_body = class_of(scene.kind(head)) == u64::from(BODY)
            || scene.is_word(head, NOUNS)
            || bodies.bears(&scene.word(head).to_lowercase(), scene.forms[head].stem);
        let modifiers = run_of(phrase.words.start as usize, head);
        // Not "sources close to the firm".
        let mut before = source.start as usize..(modifiers.start as usize).saturating_sub(1);
        let leads = before.all(|i| !scene.is_wordlike(i) || scene.is_word(i, ADVERBS));
        let is_one = !is_many(scene, bodies, head);
        (is_body && is_one && leads && phrase.is_definite() && !phrase.goes_on).then_some(Reference {
            source,
            head,
            modifiers,
            heard,
        })
    }
}

/// Tells whether a noun is one for several bodies ("the companies"), not the end of a name ("the Steelworkers").
fn is_many(scene: &Scene<'_>, bodies: &Bodies, noun: usize) -> bool {
    let word = scene.word(noun).to_lowercase();
    word.ends_with('s') && !word.ends_with("ss") && !bodies.is_named(&word)
}

/// Most tokens of a state and "-based" behind a place.
const STATE: usize = 4;

/// Returns the token of the noun of a body that a source tells only where it is: "the Vale company", "the Vale,
/// Del., bank".
pub(crate) fn based(scene: &Scene<'_>, source: Run, names: &[Candidate]) -> Option<usize> {
    let comma = usize::from(scene.is_word((source.end as usize).checked_sub(1)?, &[","]));
    let head = (source.end as usize).checked_sub(1 + comma)?;
    let is_body = |i: usize| class_of(scene.kind(i)) == u64::from(BODY) || scene.is_word(i, NOUNS);
    // "The Vale, Del., maker of boots".
    let behind = names.last().map(|name| name.tokens.end as usize)?;
    let behind = behind + usize::from(scene.is_word(behind, &[","]));
    // "The Vale, Del.-based maker of boots".
    let based = (behind..head).take(STATE).find(|&i| is_based(scene, i));
    let behind = based.map_or(behind, |based| based + 1);
    let goes_on = behind <= head && is_body(behind) && scene.is_word(behind + 1, &["of", "that", "which"]);
    let head = if goes_on { behind } else { head };
    let is_place = |name: &Candidate| name.kind == PLACE && name.tokens.end as usize <= head;
    // "The San Vale-based company".
    let says_where = scene.word(head.saturating_sub(1)).ends_with("-based");
    let is_based = scene.is_word(source.start as usize, &["the"]) && (says_where || names.iter().all(is_place));
    (is_based && is_body(head) && !scene.forms[head].is_capital).then_some(head)
}

/// Everything the ranker sees of a reference's surroundings.
pub(crate) struct Choice<'a> {
    bodies: &'a Bodies,
    reference: Reference<'a>,
    namings: Vec<Naming>,
    /// How the word is part of each name: 0 not, 1 somewhere, 2 before "of", 3 at its end.
    ties: Vec<u64>,
    /// How often each was named lately.
    times: Vec<usize>,
}

impl<'a> Choice<'a> {
    pub fn new(scene: &Scene<'_>, bodies: &'a Bodies, reference: Reference<'a>) -> Self {
        let word = scene.word(reference.head).to_lowercase();
        let namings = bodies.before(reference.source.start as usize, &word);
        let ties = namings.iter().map(|n| tie(&bodies.bodies[n.body].words, &word)).collect();
        let lately = bodies.lately(reference.source.start as usize);
        let times = namings.iter().map(|n| lately.iter().filter(|l| l.body == n.body).count()).collect();
        Choice { bodies, reference, namings, ties, times }
    }

    /// Returns the names of those who may be meant.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.namings.iter().map(|n| self.bodies.bodies[n.body].words.join(" "))
    }

    /// Tells whether the name of one is part of the longer name of another.
    fn is_shorter(&self, one: usize, other: usize) -> bool {
        let words = |k: usize| &self.bodies.bodies[self.namings[k].body].words;
        words(one).len() < words(other).len() && is_part(words(one), words(other))
    }

    /// Writes the features of one body.
    pub fn push(&self, scene: &Scene<'_>, k: usize, rows: &mut FeatureRows) {
        let emit = &mut Emit::new(rows, 7000);
        self.look(scene, k).push(emit);
        rows.end_row();
    }
}

/// Finds which body is meant.
pub(super) fn meant(scene: &Scene<'_>, bodies: &Bodies, reference: Reference<'_>, model: &Model) -> Option<Named> {
    let choice = Choice::new(scene, bodies, reference);
    let mut rows = FeatureRows::new();
    (0..choice.namings.len()).for_each(|k| choice.push(scene, k, &mut rows));
    let chances = chances(model, &rows);
    let may_be = |k: &usize| {
        let body = choice.namings[*k].body;
        !watched::is_watched(scene, &bodies.bodies[body], reference)
            && !watched::is_told_off(scene, bodies, body, reference)
            && !offices::is_none(scene, &bodies.bodies[body], reference)
    };
    let (k, probability, rival) = likeliest(chances.iter().copied().enumerate().filter(|(k, _)| may_be(k)))?;
    if let Some(k) = alone::speaker(scene, &choice, k, probability).filter(may_be) {
        let name = choice.names().nth(k)?;
        let probability = chances[k].max(alone::SURE);
        return Some(Named { name, person: None, probability, rival: 0.0, way: ALONE, kind: 2 });
    }
    let naming = choice.namings[k];
    let is_asked = asked::answers(scene, bodies, naming, reference);
    let probability = if is_asked { probability.max(asked::SURE) } else { probability };
    let names: Vec<String> = choice.names().collect();
    let named = |k: usize, probability: f32| {
        let name = names.get(k)?.clone();
        (probability > LEAST).then_some(Named { name, person: None, probability, rival, way: DESCRIBED, kind: 2 })
    };
    let bears = |k: &usize| choice.ties[*k] >= BEFORE_OF;
    // "The Harbor Board" is "the Vale Harbor Board".
    let is_whole = |k: &usize| !(0..names.len()).any(|o| bears(&o) && choice.is_shorter(*k, o));
    let bearers: Vec<usize> = (0..names.len()).filter(bears).filter(is_whole).filter(may_be).collect();
    let is_last = |k: usize| reference.heard.body().is_some_and(|last| is_same(last.0, &names[k]));
    match bearers[..] {
        // "The board" is the only one whose name ends so.
        [only] => named(only, if is_same(&names[only], &names[k]) { probability.max(SURE) } else { SURE }),
        // Of two boards it is the one that spoke last.
        [_, _, ..] => named(k, probability).filter(|_| bears(&k) && is_last(k)),
        [] => named(k, probability),
    }
}

/// Tells whether two names can be one body's: all words of one are in the other.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (body_words(one), body_words(other));
    !one.is_empty() && !other.is_empty() && (is_part(&one, &other) || is_part(&other, &one))
}

fn is_part(one: &[String], other: &[String]) -> bool {
    one.iter().all(|word| other.contains(word))
}

/// How a word is part of a name.
fn tie(words: &[String], word: &str) -> u64 {
    let is = |w: &String| w.to_lowercase() == word;
    let before_of = words.iter().zip(words.iter().skip(1)).any(|(w, next)| is(w) && opens(next));
    match () {
        _ if words.last().is_some_and(is) => 3,
        _ if before_of => BEFORE_OF,
        _ => u64::from(words.iter().any(is)),
    }
}
