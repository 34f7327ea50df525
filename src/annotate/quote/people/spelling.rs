//! How an article writes the names of its bodies: what it explains abbreviations with, which company a short name
//! means, and what is in small letters elsewhere than in headlines in capitals.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::annotate::entity::{is_company, is_form};
use crate::annotate::quote::grammar::capitals;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::words::name::{as_written, body_words};
use crate::annotate::text::Run;
use crate::annotate::{EntityKind, EntityMention};

/// Names of bodies as the article writes them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spelling {
    /// Abbreviations with the names that the article explains them with.
    in_full: FxHashMap<String, String>,
    /// The names that have a company's form, in order.
    firms: Vec<Firm>,
    /// Names elsewhere than in headlines in capitals, by their words in small letters.
    calm: FxHashMap<Vec<String>, Vec<String>>,
    /// Whether the article has curly apostrophes.
    pub is_curly: bool,
}

/// A company's name.
#[derive(Debug, Clone)]
struct Firm {
    /// Its words in small letters, without full stops behind them ("corp").
    key: Vec<String>,
    words: Vec<String>,
    /// Where it stands first.
    start: u32,
}

impl Spelling {
    /// Reads the names that the entity tagger knows and other runs of capitals; returns also where they stand, with
    /// the words of each as whole as they are known.
    pub fn read(scene: &Scene<'_>) -> (Self, Vec<(Run, Vec<String>)>) {
        let is_curly = scene.text.source.contains('’');
        let of_tagger = || scene.entities.iter().filter(|e| e.kind == EntityKind::Org);
        let name_of = |e: &EntityMention| as_written(&e.name, is_curly).into_owned();
        let short = of_tagger().map(|e| (e.span.of(scene.text.source), &e.name));
        let short = short.filter(|(word, name)| is_abbreviation(word) && name.len() > word.len());
        let in_full: FxHashMap<String, String> = short.map(|(word, name)| (word.to_string(), name.clone())).collect();
        let mut found: Vec<(Run, Vec<String>)> = of_tagger()
            .map(|e| {
                let full = in_full.get(e.span.of(scene.text.source)).cloned();
                (scene.tokens_of(e), body_words(&full.unwrap_or_else(|| name_of(e))))
            })
            .collect();
        found.extend(capitals::runs(scene).filter_map(|run| words_of(scene, run)));
        let mut spelling = Spelling { in_full, firms: Vec::new(), calm: calm(scene), is_curly };
        let firms = found.iter().map(|(run, words)| (run.start, spelling.as_written(words)));
        let firms = firms.filter(|(_, words)| has_form(words));
        spelling.firms = firms.map(|(start, words)| Firm { key: key(words), words: words.to_vec(), start }).collect();
        spelling.firms.sort_by(|a, b| a.key.cmp(&b.key).then(a.start.cmp(&b.start)));
        spelling.firms.dedup_by(|a, b| a.key == b.key);
        for (_, words) in &mut found {
            *words = spelling.whole(words).to_vec();
        }
        (spelling, found)
    }

    /// Returns the name that an abbreviation is explained with.
    pub fn explained(&self, word: &str) -> Option<&str> {
        self.in_full.get(word).map(String::as_str)
    }

    /// Returns the name of the only company that begins so, or the name as the article writes it.
    pub fn whole<'a>(&'a self, words: &'a [String]) -> &'a [String] {
        self.firm(words).unwrap_or_else(|| self.as_written(words))
    }

    /// Tells whether a name in capitals is nowhere written otherwise.
    pub fn is_loud_only(&self, words: &[String]) -> bool {
        shouts(words) && self.as_written(words) == words && self.firm(words).is_none()
    }

    /// Returns a name in capitals as the article writes it elsewhere ("VALE INC", "Vale Inc").
    fn as_written<'a>(&'a self, words: &'a [String]) -> &'a [String] {
        let written = (!self.calm.is_empty() && shouts(words)).then(|| self.calm.get(&in_small_letters(words)));
        written.flatten().map_or(words, |written| written)
    }

    /// The name of the company of the article whose name goes on from these words: the only one, or the first, if that
    /// goes on with nothing but a company's form ("Vale", "Vale Corp.", before "Vale Mills Ltd.").
    pub fn firm(&self, words: &[String]) -> Option<&[String]> {
        self.longer(words).map(|firm| &firm.words[..])
    }

    /// Tells whether a place named so at a token can be short for a company that is named before it, and the company's
    /// name: "China" is the country, unless "China Mills Ltd" stands before.
    pub fn firm_before(&self, words: &[String], token: u32) -> Option<&[String]> {
        self.longer(words).filter(|firm| firm.start < token).map(|firm| &firm.words[..])
    }

    fn longer(&self, words: &[String]) -> Option<&Firm> {
        let key = key(words);
        let first = self.firms.partition_point(|firm| firm.key < key);
        let mut longer = self.firms[first..].iter().take_while(|firm| firm.key.starts_with(&key));
        let one = longer.next().filter(|firm| !key.is_empty() && firm.key.len() > key.len())?;
        let Some(other) = longer.next() else { return Some(one) };
        // Whom the article names first of them.
        let first = [one, other].into_iter().chain(longer).min_by_key(|firm| firm.start)?;
        first.words[key.len()..].iter().all(|word| is_form(word)).then_some(first)
    }
}

/// A run with its words.
pub(super) fn words_of(scene: &Scene<'_>, run: Run) -> Option<(Run, Vec<String>)> {
    Some((run, body_words(scene.text.span_of(run)?.of(scene.text.source))))
}

/// How an article writes its names elsewhere than in capitals, where it has any in capitals.
fn calm(scene: &Scene<'_>) -> FxHashMap<Vec<String>, Vec<String>> {
    let names = || scene.entities.iter().map(|e| e.span.of(scene.text.source));
    let is_loud = |name: &&str| !name.bytes().any(|b| b.is_ascii_lowercase());
    let lengths: FxHashSet<usize> = names().filter(is_loud).map(str::len).collect();
    // Few names are as long as one in capitals.
    let plain = names().filter(|name| lengths.contains(&name.len()) && !is_loud(name)).map(body_words);
    let mut calm = FxHashMap::default();
    for words in plain {
        calm.entry(in_small_letters(&words)).or_insert(words);
    }
    calm
}

/// Tells whether a name is written in capitals alone.
pub(super) fn shouts(words: &[impl AsRef<str>]) -> bool {
    words.iter().all(|word| !word.as_ref().chars().any(char::is_lowercase))
}

/// Tells whether a name is a company's by its form ("Vale Ltd.", "Roe & Dell").
fn has_form(words: &[String]) -> bool {
    words.len() > 1 && (words.iter().any(|w| w == "&") || words.last().is_some_and(|w| is_form(w)))
}

/// Tells whether a name is a company's by its form or its last word ("Vale Motors").
pub(super) fn is_firm(words: &[String]) -> bool {
    has_form(words) || words.len() > 1 && words.last().is_some_and(|w| is_company(w))
}

/// A name's words as they are compared: "CORP." is "corp".
fn key(words: &[String]) -> Vec<String> {
    words.iter().map(|word| word.trim_end_matches('.').to_lowercase()).collect()
}

fn in_small_letters(words: &[String]) -> Vec<String> {
    words.iter().map(|word| word.to_lowercase()).collect()
}

fn is_abbreviation(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase())
}
