//! The bodies that an article names: where, how often, what it calls them beside the name ("Zephyr
//! Air, a budget airline, …"), and the names that it explains abbreviations with.

use rustc_hash::{FxHashMap, FxHashSet};

use super::capitals;
use super::kinds::{BODY, class_of};
use super::name::body_words;
use super::scene::Scene;
use super::titles::is_stop;
use crate::annotate::EntityKind;
use crate::annotate::text::{Run, TokenKind};

/// Bodies that are looked at, and namings before the description.
const NEAREST: usize = 8;
pub(super) const NAMINGS: usize = 60;
/// Names that one word may stand for, so that no text takes long.
const MOST: usize = 20;
/// Namings that may overlap where one is looked for by its end.
const ENDINGS: usize = 3;
/// Words of an apposition.
const APPOSITION: usize = 9;

/// What bodies are called beside the words of the list that the taggers know.
pub(super) const NOUNS: &[&str] = &[
    "brewery",
    "builder",
    "carrier",
    "chain",
    "charity",
    "clinic",
    "club",
    "congregation",
    "developer",
    "diocese",
    "federation",
    "fund",
    "guild",
    "insurer",
    "laboratory",
    "league",
    "lender",
    "maker",
    "manufacturer",
    "monastery",
    "museum",
    "observatory",
    "operator",
    "orchestra",
    "publisher",
    "regulator",
    "retailer",
    "society",
    "startup",
    "start-up",
    "supplier",
    "syndicate",
    "team",
    "theater",
    "theatre",
    "trust",
    "utility",
];

/// A body of the article.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// The words of its fullest name.
    pub words: Vec<String>,
    /// What it is called in appositions, as hashes.
    pub called: FxHashSet<u64>,
    /// Where it is named first.
    first: Run,
}

/// A place where a body is named.
#[derive(Debug, Clone, Copy)]
pub(super) struct Naming {
    pub tokens: Run,
    pub body: usize,
}

/// The bodies of an article and where they are named, in text order.
#[derive(Debug, Clone, Default)]
pub(super) struct Bodies {
    pub bodies: Vec<Body>,
    pub namings: Vec<Naming>,
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
        let short = of_tagger().map(|e| (e.span.of(scene.text.source), &e.name));
        let short = short.filter(|(word, name)| is_abbreviation(word) && name.len() > word.len());
        bodies.in_full = short.map(|(word, name)| (word.to_string(), name.clone())).collect();
        let mut found: Vec<(Run, Vec<String>)> = of_tagger()
            .map(|e| {
                (scene.tokens_of(e), body_words(bodies.in_full.get(e.span.of(scene.text.source)).unwrap_or(&e.name)))
            })
            .collect();
        let words_of = |run: Run| Some((run, body_words(scene.text.span_of(run)?.of(scene.text.source))));
        found.extend(capitals::runs(scene).filter_map(words_of));
        found.sort_by_key(|(run, words)| (run.start, std::cmp::Reverse(words.len())));
        found.dedup_by_key(|(run, _)| run.start);
        let mut known: FxHashMap<Vec<String>, usize> = FxHashMap::default();
        for (tokens, words) in found {
            if words.is_empty() {
                continue;
            }
            let body = *known.entry(words).or_insert_with_key(|words| bodies.add(words, tokens));
            bodies.namings.push(Naming { tokens, body });
            if let Some(noun) = apposed(scene, tokens) {
                bodies.bodies[body].called.insert(noun);
            }
        }
        bodies
    }

    fn add(&mut self, words: &[String], first: Run) -> usize {
        let number = self.bodies.len();
        if words.len() > 1 {
            let lower = |word: &String| word.to_lowercase();
            let mut heads: Vec<String> = words.last().map(lower).into_iter().collect();
            // "Department of Health", "Lake Federation of Teachers".
            let pairs = words.iter().zip(&words[1..]);
            heads.extend(pairs.filter(|(_, next)| opens(next)).map(|(head, _)| lower(head)).take(1));
            heads.dedup();
            heads.into_iter().for_each(|head| list(&mut self.by_word, head, number));
        }
        self.bodies.push(Body { words: words.to_vec(), called: FxHashSet::default(), first });
        number
    }

    /// Returns a name as the article explains it, or as it is.
    pub fn in_full(&self, words: &[String]) -> String {
        let full = if let [word] = words { self.in_full.get(word) } else { None };
        full.cloned().unwrap_or_else(|| words.join(" "))
    }

    /// Tells whether the body named from a token on is called so ("Zephyr Air, an airline").
    pub fn is_called(&self, token: usize, stem: u64) -> bool {
        let at = self.namings.partition_point(|n| (n.tokens.start as usize) < token);
        let naming = self.namings.get(at).filter(|n| n.tokens.start as usize == token);
        naming.is_some_and(|n| self.bodies[n.body].called.contains(&stem))
    }

    /// Returns the body whose name ends before a token.
    pub fn ending_at(&self, token: usize) -> Option<&Body> {
        let at = self.namings.partition_point(|n| (n.tokens.start as usize) < token);
        let named = self.namings[..at].iter().rev().take(ENDINGS).find(|n| n.tokens.end as usize == token)?;
        Some(&self.bodies[named.body])
    }

    /// Returns the namings before a token that are looked at, the nearest of each body.
    pub fn before(&self, token: usize, word: &str) -> Vec<Naming> {
        let end = self.namings.partition_point(|n| (n.tokens.start as usize) < token);
        let mut found: Vec<Naming> = Vec::with_capacity(NEAREST);
        for naming in self.namings[..end].iter().rev().take(NAMINGS) {
            if found.len() < NEAREST && found.iter().all(|f| f.body != naming.body) {
                found.push(*naming);
            }
        }
        for &body in self.by_word.get(word).into_iter().flatten() {
            let first = self.bodies[body].first;
            if (first.start as usize) < token && found.iter().all(|f| f.body != body) {
                found.push(Naming { tokens: first, body });
            }
        }
        found
    }
}

/// The noun that stands beside a name: "Zephyr Air, a budget airline,", "the airline Zephyr
/// Air", "the airline, Zephyr Air,", as the hash of its stem.
fn apposed(scene: &Scene<'_>, name: Run) -> Option<u64> {
    let is_plain =
        |i: usize| scene.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word) && !scene.forms[i].is_capital;
    let (start, end) = (name.start as usize, name.end as usize);
    let sentence = scene.sentences[start];
    let inside = |i: usize| scene.sentences.get(i) == Some(&sentence);
    if scene.is_word(end, &[","]) && scene.is_word(end + 1, &["a", "an", "the", "its", "one"]) {
        let words =
            (end + 2..end + 2 + APPOSITION).take_while(|&i| inside(i) && is_plain(i) && !is_stop(scene.word(i)));
        return words.last().map(|i| scene.forms[i].stem);
    }
    let before = start.checked_sub(1)?;
    let noun = if scene.is_word(before, &[","]) { before.checked_sub(1)? } else { before };
    (inside(noun) && is_plain(noun) && (class_of(scene.kind(noun)) == u64::from(BODY) || scene.is_word(noun, NOUNS)))
        .then(|| scene.forms[noun].stem)
}

fn is_abbreviation(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Adds a name to a list that is kept short.
fn list(map: &mut FxHashMap<String, Vec<usize>>, key: String, number: usize) {
    let numbers = map.entry(key).or_default();
    if numbers.len() < MOST && numbers.last() != Some(&number) {
        numbers.push(number);
    }
}

/// Tells whether a word goes on with a name by what the body is for.
pub(super) fn opens(word: &str) -> bool {
    ["for", "of", "on"].contains(&word)
}
