//! The text of a file of synonyms → a table.

use rustc_hash::FxHashMap;

use super::cycle;
use super::irregular;
use super::{Alternative, AlternativeWord, GAP, MAX_WORDS, SynonymError, SynonymErrorKind, Synonyms};
use crate::terms;

/// One line's rule.
pub(super) struct Rule {
    pub line: usize,
    pub from: Vec<Alternative>,
    pub to: Vec<Alternative>,
    /// Whether it leads one way only.
    pub one_way: bool,
}

pub(super) fn read(text: &str) -> Result<Synonyms, SynonymError> {
    let mut rules = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if !line.is_empty() {
            rules.push(rule(n + 1, line).map_err(|kind| SynonymError { line: n + 1, kind })?);
        }
    }
    cycle::check(&rules)?;
    let mut entries: FxHashMap<Vec<String>, Vec<Alternative>> = FxHashMap::default();
    for rule in &rules {
        for from in &rule.from {
            let known = entries.entry(key(from)).or_default();
            let new = rule.to.iter().filter(|to| key(to) != key(from) || to.words.iter().any(|word| word.exact));
            for to in new {
                if !known.iter().any(|old| old.words == to.words) {
                    known.push(to.clone());
                }
            }
        }
    }
    entries.retain(|_, alternatives| !alternatives.is_empty());
    Ok(Synonyms { entries })
}

fn rule(line: usize, text: &str) -> Result<Rule, SynonymErrorKind> {
    let mut sides = text.split("=>");
    let first = entries(sides.next().unwrap_or_default())?;
    let second = sides.next().map(entries).transpose()?;
    if sides.next().is_some() {
        return Err(SynonymErrorKind::Arrows);
    }
    match (second, first.as_slice()) {
        (Some(to), _) => Ok(Rule { line, from: first, to, one_way: true }),
        (None, [only, ..]) if !text.contains(',') => Err(SynonymErrorKind::Alone(only.typed.clone())),
        (None, _) => Ok(Rule { line, from: first.clone(), to: first, one_way: false }),
    }
}

fn entries(side: &str) -> Result<Vec<Alternative>, SynonymErrorKind> {
    let mut all = Vec::new();
    for entry in side.split(',') {
        let entry = alternative(entry.trim())?;
        let forms = irregular::forms(&entry);
        all.push(entry);
        all.extend(forms);
    }
    Ok(all)
}

fn alternative(typed: &str) -> Result<Alternative, SynonymErrorKind> {
    let marks = typed.matches('"').count();
    if marks % 2 == 1 {
        return Err(SynonymErrorKind::Quote);
    }
    let exact = marks > 0;
    let mut words = Vec::new();
    let mut gap = 0;
    for word in typed.split_whitespace() {
        if matches!(word, "one's" | "one’s" | "oneself") && !words.is_empty() {
            gap = GAP;
            continue;
        }
        for text in terms::fold(word).into_iter().filter(|term| term != terms::POSSESSIVE) {
            words.push(AlternativeWord { text, exact, gap: std::mem::take(&mut gap) });
        }
    }
    match words.len() {
        0 => Err(SynonymErrorKind::Empty),
        1..=MAX_WORDS => Ok(Alternative { typed: typed.replace('"', ""), words }),
        _ => Err(SynonymErrorKind::TooLong(typed.to_owned())),
    }
}

/// Returns what an entry is looked up by.
pub(super) fn key(entry: &Alternative) -> Vec<String> {
    entry.words.iter().map(|word| terms::stem(&word.text)).collect()
}
