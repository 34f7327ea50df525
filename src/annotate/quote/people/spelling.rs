//! How an article writes the names of its bodies: what it explains abbreviations with, which company a short name
//! means, and what is in small letters elsewhere than in headlines in capitals.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::annotate::entity::{is_company, is_company_form};
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
    /// The words of names that have a company's form, in small letters and as they are, in order.
    firms: Vec<(Vec<String>, Vec<String>)>,
    /// Names elsewhere than in headlines in capitals, by their words in small letters.
    calm: FxHashMap<Vec<String>, Vec<String>>,
    /// Whether the article has curly apostrophes.
    pub is_curly: bool,
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
        let firms = found.iter().map(|(_, words)| spelling.as_written(words)).filter(|words| has_form(words));
        spelling.firms = firms.map(|words| (in_small_letters(words), words.to_vec())).collect();
        spelling.firms.sort();
        spelling.firms.dedup_by(|a, b| a.0 == b.0);
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

    /// The name of the only company of the article whose name goes on from these words ("Vale", "Vale Corp.").
    pub fn firm(&self, words: &[String]) -> Option<&[String]> {
        let words = in_small_letters(words);
        let first = self.firms.partition_point(|(small, _)| *small < words);
        let mut longer = self.firms[first..].iter().take_while(|(small, _)| small.starts_with(&words));
        let (_, only) = longer.next().filter(|(small, _)| !words.is_empty() && small.len() > words.len())?;
        longer.next().is_none().then_some(only)
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
    words.len() > 1 && (words.iter().any(|w| w == "&") || words.last().is_some_and(|w| is_company_form(w)))
}

/// Tells whether a name is a company's by its form or its last word ("Vale Motors").
pub(super) fn is_firm(words: &[String]) -> bool {
    has_form(words) || words.len() > 1 && words.last().is_some_and(|w| is_company(w))
}

fn in_small_letters(words: &[String]) -> Vec<String> {
    words.iter().map(|word| word.to_lowercase()).collect()
}

fn is_abbreviation(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase())
}
