//! "The court heard that Roe had been drinking", "Roe had been drinking, an inquest has heard": the formulas of court
//! reports for what was said there, by whom they leave open.
//!
//! The annotated articles are of another country and know "the court was told" at most.

use rustc_hash::FxHashMap;

use crate::annotate::quote::grammar::finite::is_finite;
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::left_out::heard::COURTS;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;
use crate::annotate::{EntityKind, date};

/// Most tokens of what court it is, and to the first verb of what it hears.
const COURT: usize = 8;
const SUBJECT: usize = 12;
/// Most tokens of when it was heard, at the end of a sentence.
const WHEN: usize = 3;
/// Fewest words of what is heard.
const WORDS: usize = 4;
/// Pieces of what is found that are looked at beside what is heard.
const NEAREST: usize = 4;
/// Helpers of the verb.
const HELPERS: &WordSet = &WordSet::of(&["also", "had", "has", "have", "previously", "then"]);

/// Adds what courts hear in a paragraph's sentences, where nobody is found to say it.
pub(crate) fn add(scene: &Scene<'_>, paragraph: usize, found: &mut Vec<Attribution>) {
    let mut behinds: FxHashMap<u32, u32> = FxHashMap::default();
    let mut heard = Vec::new();
    for &sentence in &scene.text.sentences[scene.text.paragraph_sentences[paragraph].range()] {
        let begun = begun(scene, sentence);
        if let Some((behind, _)) = begun {
            behinds.insert(sentence.start, behind as u32);
        }
        heard.extend(begun.and_then(|(_, heard)| heard).or_else(|| ended(scene, sentence)));
    }
    if !behinds.is_empty() {
        found.iter_mut().for_each(|a| without_court(a, &behinds));
    }
    if heard.is_empty() {
        return;
    }
    let mut taken: Vec<Run> = found.iter().flat_map(|a| &a.contents).copied().collect();
    taken.sort_by_key(|run| run.end);
    // The first that ends behind where a content starts begins behind its end, or overlaps it.
    let is_free = |content: &Run| {
        let next = taken.partition_point(|run| run.end <= content.start);
        taken[next..].iter().take(NEAREST).all(|run| overlap(*run, *content) == 0)
    };
    found.extend(heard.into_iter().filter(|a| a.contents.iter().all(is_free)));
}

/// Takes the court off the words for who speaks in what it hears: "[The court heard] Roe told officers he had left".
fn without_court(attribution: &mut Attribution, behinds: &FxHashMap<u32, u32>) {
    if let Some(source) = attribution.source.as_mut()
        && let Some(&behind) = behinds.get(&source.start)
        && source.end > behind
    {
        source.start = behind;
    }
}

/// Where a sentence goes on behind "the court heard (that)", and what was heard.
fn begun(scene: &Scene<'_>, sentence: Run) -> Option<(usize, Option<Attribution>)> {
    let start = opening(scene, sentence);
    let end = sentence.end as usize;
    let heard = (start + 1..end.min(start + COURT + 2)).find(|&i| scene.is_word(i, &["heard"]))?;
    let noun = (start..heard).rev().find(|&i| !scene.is_word(i, HELPERS))?;
    let is_plain = (start..=noun).all(|i| scene.is_wordlike(i) && !is_verb(scene, i));
    if !is_court(scene, noun) || !is_plain || scene.marks.region_of(heard).is_some() {
        return None;
    }
    let is_led = scene.is_word(heard + 1, &["how", "that"]);
    let behind = heard + 1 + usize::from(scene.is_word(heard + 1, &["that"]));
    let is_subject = is_led || opens_clause(scene, behind, end);
    let content = run_of(heard + 1, end - usize::from(scene.is_word(end - 1, &["."])));
    let is_long = content.range().filter(|&i| scene.is_wordlike(i)).count() >= WORDS;
    let attribution = || attribution(run_of(heard, heard + 1), content);
    is_subject.then(|| (behind, is_long.then(attribution)))
}

/// Tells whether a pronoun or a person stands at a token, with a verb soon behind: "heard [Roe had] been drinking", not
/// "heard [the appeal] in March".
fn opens_clause(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let names = scene.entities_in(run_of(start, (start + 3).min(end)));
    let is_person = names.iter().any(|name| name.kind == EntityKind::Person);
    let is_subject = is_person || scene.is_word(start, &["he", "she", "they"]);
    let verb = (start..end.min(start + SUBJECT)).find(|&i| is_verb(scene, i) || scene.is_word(i, &[","]));
    is_subject && verb.is_some_and(|i| is_verb(scene, i))
}

/// What was heard by a clause at the end of a sentence: "…, an inquest has heard", "…, the Old Bailey was told on Monday".
fn ended(scene: &Scene<'_>, sentence: Run) -> Option<Attribution> {
    let last = (sentence.end as usize).checked_sub(1).filter(|&i| scene.is_word(i, &["."]))?;
    let start = opening(scene, sentence);
    let heard = (last.saturating_sub(WHEN + 1).max(start + WORDS)..last).rev().find(|&i| is_heard(scene, i))?;
    if !is_when(scene, run_of(heard + 1, last)) {
        return None;
    }
    let helps = |i: &usize| scene.is_word(*i, HELPERS) || scene.is_word(*i, &["been", "was", "were"]);
    let noun = (start..heard).rev().find(|i| !helps(i))?;
    let comma = (noun.saturating_sub(COURT).max(start)..noun).rev().find(|&i| scene.word(i) == ",")?;
    let is_plain = (comma + 1..=noun).all(|i| scene.is_wordlike(i) && !is_verb(scene, i));
    let content = run_of(start, comma);
    let is_told = content.range().any(|i| is_finite(scene, i)) && content.range().len() >= WORDS;
    let is_clause = is_told && is_plain && is_court(scene, noun) && is_unquoted(scene, run_of(comma, last));
    is_clause.then(|| attribution(run_of(heard, heard + 1), content))
}

/// Tells whether a sitting takes in what is said with a word: "heard", "was told".
fn is_heard(scene: &Scene<'_>, token: usize) -> bool {
    let is_told = scene.is_word(token, &["told"]) && scene.is_word(token - 1, &["been", "is", "was", "were"]);
    is_told || scene.is_word(token, &["heard"])
}

/// Tells whether words say when, or there are none: "yesterday", "on Monday", "this week".
fn is_when(scene: &Scene<'_>, words: Run) -> bool {
    const TIMES: &WordSet =
        &WordSet::of(&["afternoon", "last", "morning", "night", "on", "this", "today", "week", "yesterday"]);
    words.range().all(|i| scene.is_word(i, TIMES) || date::is_weekday(scene.word(i)))
}

/// Tells whether a token is a court or another sitting that hears what is said.
fn is_court(scene: &Scene<'_>, token: usize) -> bool {
    const OTHERS: &WordSet = &WordSet::of(&[
        "bailey",
        "commission",
        "committee",
        "council",
        "councillors",
        "mps",
        "msps",
        "peers",
        "tribunals",
    ]);
    scene.is_word(token, COURTS) || scene.is_word(token, OTHERS)
}

fn attribution(cue: Run, content: Run) -> Attribution {
    Attribution { source: None, ..Attribution::by_rule(cue, cue, content) }
}
