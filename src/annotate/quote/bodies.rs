//! "The union", "the SEB" → the body that the article names so in full.

use rustc_hash::{FxHashMap, FxHashSet};

use super::description::Phrase;
use super::name::body_words;
use super::scene::{Scene, run_of};
use super::speaker::{DESCRIBED, Named};
use crate::annotate::EntityKind;
use crate::annotate::text::{Run, TokenKind};

/// How often such a description means the body, where the article has one alone.
const SURE: f32 = 0.85;
/// Names that one word may stand for, so that no text takes long.
const MOST: usize = 20;

/// The name of a body, and where it is first written.
#[derive(Debug, Clone)]
struct Body {
    words: Vec<String>,
    start: u32,
}

/// The bodies of an article by the shorter names that they may go by.
#[derive(Debug, Clone, Default)]
pub(super) struct Bodies {
    bodies: Vec<Body>,
    /// The last word, in lower case, and the one before "of" ("Ministry of Roads").
    by_word: FxHashMap<String, Vec<usize>>,
    /// Abbreviations with the names that the article explains them with.
    in_full: FxHashMap<String, String>,
}

impl Bodies {
    /// Collects the names that the entity tagger knows, and other runs of capitals.
    pub fn new(scene: &Scene<'_>) -> Self {
        let mut bodies = Bodies::default();
        let of_tagger = || scene.entities.iter().filter(|e| e.kind == EntityKind::Org);
        let mut names: Vec<(u32, Vec<String>)> =
            of_tagger().map(|e| (e.span.start, body_words(e.span.of(scene.text.source)))).collect();
        names.extend(capital_runs(scene));
        let short = of_tagger().map(|e| (e.span.of(scene.text.source), &e.name));
        let short = short.filter(|(word, name)| is_abbreviation(word) && name.len() > word.len());
        bodies.in_full = short.map(|(word, name)| (word.to_string(), name.clone())).collect();
        names.sort();
        let mut known: FxHashSet<Vec<String>> = FxHashSet::default();
        for (start, words) in names {
            if words.len() > 1 && known.insert(words.clone()) {
                bodies.add(Body { words, start });
            }
        }
        bodies
    }

    fn add(&mut self, body: Body) {
        let number = self.bodies.len();
        let lower = |word: &String| word.to_lowercase();
        let mut heads: Vec<String> = body.words.last().map(lower).into_iter().collect();
        // "Department of Health", "Lake Federation of Teachers".
        let pairs = body.words.iter().zip(&body.words[1..]);
        heads.extend(pairs.filter(|(_, next)| opens(next)).map(|(head, _)| lower(head)).take(1));
        heads.dedup();
        heads.into_iter().for_each(|head| list(&mut self.by_word, head, number));
        self.bodies.push(body);
    }

    /// Returns a name as the article explains it, or as it is.
    pub fn in_full(&self, words: &[String]) -> String {
        let full = if let [word] = words { self.in_full.get(word) } else { None };
        full.cloned().unwrap_or_else(|| words.join(" "))
    }

    /// Finds the one body that a description like "the union" can mean: named before it, with
    /// that word at the end of its name or else before "of", and no other name so.
    pub fn described(&self, scene: &Scene<'_>, source: Run, phrase: &Phrase) -> Option<Named> {
        if phrase.goes_on || !phrase.is_definite() || phrase.words.range().len() > 1 {
            return None;
        }
        let word = scene.word(phrase.words.end as usize - 1).to_lowercase();
        let before = scene.text.span_of(source)?.start;
        let bearers = self.by_word.get(&word)?.iter().map(|&n| &self.bodies[n]).filter(|b| b.start < before);
        let ends = |b: &&Body| b.words.last().is_some_and(|last| last.to_lowercase() == word);
        let name = match bearers.clone().filter(ends).count() {
            0 => one(bearers)?,
            _ => one(bearers.filter(ends))?,
        };
        Some(Named { name, person: None, probability: SURE, rival: 0.0, way: DESCRIBED, kind: 2 })
    }
}

fn is_abbreviation(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Returns the longest of several names if all the others are parts of it.
fn one<'a>(mut bodies: impl Iterator<Item = &'a Body>) -> Option<String> {
    let first = bodies.next()?;
    let longest = bodies.try_fold(first, |known, next| {
        if is_part(&next.words, &known.words) {
            return Some(known);
        }
        is_part(&known.words, &next.words).then_some(next)
    });
    longest.map(|body| body.words.join(" "))
}

/// Tells whether all words of one name are in another.
fn is_part(one: &[String], other: &[String]) -> bool {
    one.iter().all(|word| other.contains(word))
}

/// Adds a name to a list that is kept short.
fn list(map: &mut FxHashMap<String, Vec<usize>>, key: String, number: usize) {
    let numbers = map.entry(key).or_default();
    if numbers.len() < MOST && numbers.last() != Some(&number) {
        numbers.push(number);
    }
}

/// Tells whether a word goes on with a name by what the body is for.
fn opens(word: &str) -> bool {
    ["for", "of", "on"].contains(&word)
}

fn is_joint(word: &str) -> bool {
    opens(word) || ["and", "the"].contains(&word)
}

/// Runs of capitalised words, "of" and the like between them, that are nobody's name; each
/// with the byte where it starts.
fn capital_runs(scene: &Scene<'_>) -> Vec<(u32, Vec<String>)> {
    /// Longest run, in tokens.
    const LONGEST: usize = 10;
    let is_capital = |i: usize| scene.forms[i].is_capital && scene.text.tokens[i].kind == TokenKind::Word;
    let mut found = Vec::new();
    for sentence in &scene.text.sentences {
        let mut i = sentence.start as usize;
        while i < sentence.end as usize {
            let (start, limit) = (i, (sentence.end as usize).min(i + LONGEST));
            i += 1;
            if !is_capital(start) {
                continue;
            }
            let mut end = start + 1;
            // "Committee on Water and Roads" is one, "the Road Board and the Water Board" are two.
            let mut is_open = false;
            while end < limit {
                let next = (end..limit.min(end + 3)).find(|&j| !is_joint(scene.word(j)));
                is_open |= opens(scene.word(end));
                match next.filter(|&j| is_capital(j) && (j == end || is_open)) {
                    Some(j) => end = j + 1,
                    None => break,
                }
            }
            let run = run_of(start, end);
            i = end;
            if end > start + 1
                && scene.entities_in(run).iter().all(|e| e.kind != EntityKind::Person)
                && let Some(span) = scene.text.span_of(run)
            {
                found.push((span.start, body_words(span.of(scene.text.source))));
            }
        }
    }
    found
}
