//! The bodies that an article names, places that speak among them: where, how often, what it calls them
//! beside the name ("Zephyr Air, a budget airline, …"), and the names that it explains abbreviations with.

use rustc_hash::{FxHashMap, FxHashSet};

use super::spelling::{Spelling, is_firm, words_of};
use super::titles::Titles;
use super::{bearer, letters, offices};
use crate::annotate::EntityKind;
use crate::annotate::entity::is_company_form;
use crate::annotate::quote::grammar::capitals::opens;
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::{Scene, overlap};
use crate::annotate::quote::left_out::dateline;
use crate::annotate::quote::tagger::passes::SOURCE;
use crate::annotate::quote::words::body_nouns::NOUNS;
use crate::annotate::quote::words::kinds::{BODY, class_of};
use crate::annotate::text::{Run, TokenKind};

/// Bodies that are looked at, and namings before the description.
const NEAREST: usize = 8;
const NAMINGS: usize = 60;
/// Names that one word may stand for, so that no text takes long.
const MOST: usize = 20;
/// Namings that may overlap where one is looked for by its end.
const ENDINGS: usize = 3;
/// Least probability at which a place speaks ("Iran said … It added …").
const SPEAKS: f32 = 0.5;
/// Words of an apposition.
const APPOSITION: usize = 9;

/// Nouns that newspapers write large where they are short for a name.
const WRITTEN_LARGE: &[&str] = &[
    "agency",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "club",
    "commission",
    "committee",
    "council",
    "court",
    "department",
    "exchange",
    "federation",
    "foundation",
    "fund",
    "group",
    "institute",
    "league",
    "ministry",
    "mission",
    "museum",
    "society",
    "tribunal",
    "trust",
    "union",
    "university",
];

/// A body of the article.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    /// The words of its fullest name.
    pub words: Vec<String>,
    /// What it is called in appositions, as hashes.
    pub called: FxHashSet<u64>,
    /// Whether its name has a company's form or "&".
    pub is_firm: bool,
    /// Where it is named first.
    first: Run,
}

/// A place where a body is named.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Naming {
    pub tokens: Run,
    pub body: usize,
}

/// The bodies of an article and where they are named, in text order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bodies {
    pub bodies: Vec<Body>,
    pub namings: Vec<Naming>,
    /// The last word, in lower case, and the one before "of" ("Ministry of Roads").
    by_word: FxHashMap<String, Vec<usize>>,
    /// What any of them is called, as hashes.
    called: FxHashSet<u64>,
    pub spelling: Spelling,
}

impl Bodies {
    /// Collects the names that the entity tagger knows, and other runs of capitals.
    pub fn new(scene: &Scene<'_>, titles: &Titles) -> Self {
        let (spelling, mut found) = Spelling::read(scene);
        let mut bodies = Bodies { spelling, ..Bodies::default() };
        let speaks = |run: &Run| scene.best_probability(*run, SOURCE) > SPEAKS;
        let places = scene.entities.iter().filter(|e| e.kind == EntityKind::Place).map(|e| scene.tokens_of(e));
        found.extend(places.filter(speaks).filter_map(|run| words_of(scene, run)));
        found.extend(offices::all(scene));
        found.sort_by_key(|(run, words)| (run.start, std::cmp::Reverse(words.len())));
        found.dedup_by_key(|(run, _)| run.start);
        let datelines = dateline::all(scene);
        found.retain(|(run, _)| datelines.iter().all(|dateline| overlap(*run, *dateline) == 0));
        let mut known: FxHashMap<Vec<String>, usize> = FxHashMap::default();
        for (tokens, words) in found {
            // "Co Inc" is the end of a name that the tagger cut; a name of no words is none; "the Governor of Larn" is
            // who is named beside it, "the Larn East MP" who sits for it.
            let is_office = || {
                titles.offices.holder(scene, tokens).is_some()
                    || letters::is_seat(scene, (tokens.end as usize).saturating_sub(1))
            };
            if words.iter().all(|word| is_company_form(word)) || is_office() {
                continue;
            }
            let words = bodies.only_so_far(&words).unwrap_or(words);
            let body = *known.entry(words).or_insert_with_key(|words| bodies.add(words, tokens));
            bodies.namings.push(Naming { tokens, body });
            if let Some(noun) = apposed(scene, tokens) {
                bodies.bodies[body].called.insert(noun);
                bodies.called.insert(noun);
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
        let is_firm = is_firm(words);
        self.bodies.push(Body { words: words.to_vec(), called: FxHashSet::default(), is_firm, first });
        number
    }

    /// Tells whether a word is in the name of a body before "of" or at its end, or one is called so.
    pub fn bears(&self, word: &str, stem: u64) -> bool {
        self.by_word.contains_key(word) || self.called.contains(&stem)
    }

    /// Tells whether a word, in small letters, is in the name of a body before "of" or at its end.
    pub fn is_named(&self, word: &str) -> bool {
        self.by_word.contains_key(word)
    }

    /// Returns a name as the article explains it, the only longer name that "the Bank" is short for, that of
    /// the only company that begins so, or the name as it is.
    pub fn in_full(&self, words: &[String]) -> String {
        let explained = |word: &String| self.spelling.explained(word).map(str::to_string).or_else(|| self.only(word));
        let full = if let [word] = words { explained(word) } else { None };
        full.unwrap_or_else(|| self.spelling.whole(words).join(" "))
    }

    /// The words of the only body before that a noun written large can be short for ("the Club").
    fn only_so_far(&self, words: &[String]) -> Option<Vec<String>> {
        let [word] = words else { return None };
        let full = self.only(word)?;
        Some(full.split(' ').map(str::to_string).collect())
    }

    /// The name of the only body that a noun written large can be short for.
    fn only(&self, word: &str) -> Option<String> {
        let noun = word.to_lowercase();
        let is_short = |noun: &str| WRITTEN_LARGE.contains(&noun) || bearer::is_noble(noun);
        match self.by_word.get(&noun).filter(|_| is_short(&noun))?[..] {
            [only] => Some(self.bodies[only].words.join(" ")),
            _ => None,
        }
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

    /// Returns the last namings before a token.
    pub fn lately(&self, token: usize) -> &[Naming] {
        let end = self.namings.partition_point(|n| (n.tokens.start as usize) < token);
        &self.namings[end.saturating_sub(NAMINGS)..end]
    }

    /// Returns the namings before a token that are looked at, the nearest of each body.
    pub fn before(&self, token: usize, word: &str) -> Vec<Naming> {
        let mut found: Vec<Naming> = Vec::with_capacity(NEAREST);
        for naming in self.lately(token).iter().rev() {
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
/// Air", "the airline, Zephyr Air,", "the Courier newspaper", as the hash of its stem.
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
    let is_body =
        |i: usize| inside(i) && is_plain(i) && (class_of(scene.kind(i)) == u64::from(BODY) || scene.is_word(i, NOUNS));
    // "The Courier newspaper", not "the Courier newspaper editor".
    if is_body(end) && !(inside(end + 1) && scene.is_calling(end + 1)) {
        return Some(scene.forms[end].stem);
    }
    let before = start.checked_sub(1)?;
    let noun = if scene.is_word(before, &[","]) { before.checked_sub(1)? } else { before };
    is_body(noun).then(|| scene.forms[noun].stem)
}

/// Adds a name to a list that is kept short.
fn list(map: &mut FxHashMap<String, Vec<usize>>, key: String, number: usize) {
    let numbers = map.entry(key).or_default();
    if numbers.len() < MOST && numbers.last() != Some(&number) {
        numbers.push(number);
    }
}
