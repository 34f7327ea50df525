//! Nicknames that stand inside a name: “Ray “Tank” Roe”, “Joseph (Joe) Dell”. The name goes on behind them, and they
//! mean the same person alone and before the surname.

use rustc_hash::{FxHashMap, FxHashSet};

use super::mention::Mention;
use crate::annotate::quote::grammar::capitals;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::words::forms::WordTable;
use crate::annotate::quote::words::name::{is_initial, name_words};
use crate::annotate::sequence::word_hash;
use crate::annotate::text::Run;
use crate::annotate::{EntityKind, EntityMention};

/// Most words between the marks.
const LONGEST: usize = 2;

/// A name with a nickname inside.
#[derive(Debug, Clone)]
pub(super) struct Nickname {
    tokens: Run,
    /// The name without it.
    words: Vec<String>,
    nickname: String,
}

impl Nickname {
    /// The nickname and the surname.
    fn short(&self) -> Vec<String> {
        [Some(&self.nickname), self.words.last()].into_iter().flatten().cloned().collect()
    }
}

/// Finds the names with a nickname inside.
pub(super) fn find(scene: &Scene<'_>, first_names: WordTable) -> Vec<Nickname> {
    let persons = scene.entities.iter().filter(|e| e.kind == EntityKind::Person);
    persons.filter_map(|e| inside(scene, e, first_names)).collect()
}

/// Joins such names, and gives one name to all their forms: the nickname and the surname where the article names
/// somebody so more often than in full, else the name in full.
pub(super) fn join(scene: &Scene<'_>, nicknames: &[Nickname], mentions: &mut Vec<Mention>) {
    if nicknames.is_empty() {
        return;
    }
    let holder = |run: Run| {
        let at = nicknames.partition_point(|n| n.tokens.end <= run.start);
        nicknames.get(at).is_some_and(|n| n.tokens.start < run.end)
    };
    mentions.retain(|(run, _)| !holder(*run));
    // "Tank Roe", and then "Roe", the tagger may take for no person's name.
    let mut forms: FxHashSet<String> = nicknames.iter().filter_map(|n| n.words.last().cloned()).collect();
    forms.extend(nicknames.iter().flat_map(|n| [n.nickname.clone(), n.short().join(" ")]));
    let others = scene.entities.iter().filter(|e| e.kind != EntityKind::Person);
    let others = others.map(|e| (scene.tokens_of(e), name_words(e.span.of(scene.text.source))));
    mentions.extend(others.filter(|(run, words)| !holder(*run) && forms.contains(&words.join(" "))));
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    mentions.iter().for_each(|(_, words)| *counts.entry(words.join(" ")).or_default() += 1);
    let count = |name: &str| counts.get(name).copied().unwrap_or_default();
    let mut known: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for named in nicknames {
        let (whole, short) = (named.words.join(" "), named.short());
        let name = if count(&short.join(" ")) > count(&whole) { &short } else { &named.words };
        for form in [whole, short.join(" "), named.nickname.clone()] {
            known.entry(form).or_insert_with(|| name.clone());
        }
    }
    for (_, words) in mentions.iter_mut() {
        if let Some(name) = known.get(&words.join(" ")) {
            words.clone_from(name);
        }
    }
    let whole = |n: &Nickname| known.get(&n.words.join(" ")).unwrap_or(&n.words).clone();
    mentions.extend(nicknames.iter().map(|n| (n.tokens, whole(n))));
    mentions.sort_by_key(|(run, _)| run.start);
}

/// The name that goes on behind marks or brackets after a person's first names.
fn inside(scene: &Scene<'_>, entity: &EntityMention, first_names: WordTable) -> Option<Nickname> {
    const PAIRS: &[[&str; 2]] = &[["\"", "\""], ["“", "”"], ["‘", "’"], ["'", "'"], ["(", ")"]];
    let first = scene.tokens_of(entity);
    let open = first.end as usize;
    let close = PAIRS.iter().find(|pair| scene.word(open) == pair[0])?[1];
    let end = (open + 2..=open + 1 + LONGEST).find(|&i| scene.word(i) == close)?;
    let surname = Some(end + 1).filter(|&i| i < scene.forms.len())?;
    let is_name = |i: usize| capitals::is_capital(scene, i) && !capitals::is_day(scene, i);
    let is_one = (open + 1..end).chain([surname]).all(is_name) && scene.sentences[open] == scene.sentences[surname];
    let is_listed = || first_names.get(word_hash(scene.word(open + 1).to_lowercase().as_bytes())) > 0;
    if !is_one || close == ")" && !is_listed() {
        return None;
    }
    let behind = scene.entities_in(run_of(surname, surname + 1)).first().map(|e| scene.tokens_of(e));
    let last = behind.filter(|run| run.start as usize == surname).map_or(surname + 1, |run| run.end as usize);
    let mut words = name_words(entity.span.of(scene.text.source));
    let nickname = scene.text.span_of(run_of(open + 1, end))?.of(scene.text.source).to_string();
    let is_first = words.len() == 1 || words.last().is_some_and(|word| is_initial(word));
    words.extend(name_words(scene.text.span_of(run_of(surname, last))?.of(scene.text.source)));
    let tokens = run_of(first.start as usize, last);
    (is_first && words.len() > 1).then_some(Nickname { tokens, words, nickname })
}
