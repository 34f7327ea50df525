//! "VALE, Norland (AP) _ Two bombs exploded, witnesses said", "ALBANY, N.Y. — The bridge is shut, Roe said": where a report was written is no part of who says what.

use super::item;
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// Most tokens of a dateline.
const REACH: usize = 14;
/// Paragraphs before that of a town's dateline: headline, byline and date.
const LEAD: usize = 3;
/// Agencies that stand in brackets behind a place, where no dash follows.
const AGENCIES: &WordSet = &WordSet::of(&[
    "afp",
    "ani",
    "ap",
    "cnn",
    "dpa",
    "efe",
    "ians",
    "itar-tass",
    "pti",
    "reuters",
    "tass",
    "upi",
    "xinhua",
    "wire",
]);
/// What parts a dateline from the report; old wires write a low line.
const DASHES: &[&str] = &["-", "--", "—", "–", "_"];

/// Leaves the dateline of a paragraph, or what its item begins with, out of who says something in it, and of what is
/// said.
pub(crate) fn leave_out(scene: &Scene<'_>, paragraph: Run, attributions: &mut Vec<Attribution>) {
    let Some(end) = end_of(scene, paragraph).or_else(|| item::begin(scene, paragraph)) else { return };
    let cut = |run: &mut Run| run.start = run.start.max(end as u32);
    for attribution in attributions.iter_mut() {
        attribution.contents.retain(|p| p.end as usize > end);
        attribution.contents.iter_mut().for_each(cut);
        attribution.source = attribution.source.filter(|s| s.end as usize > end);
        attribution.source.iter_mut().for_each(cut);
    }
    // "LARN: Three men were held": the colon reports nothing.
    let is_led = |a: &Attribution| a.source.is_some() || a.cue.is_none_or(|cue| cue.end as usize > end);
    attributions.retain(|a| !a.contents.is_empty() && is_led(a));
}

/// The datelines of an article's first paragraphs: places and agencies there are nobody whom the report tells of.
pub(crate) fn all(scene: &Scene<'_>) -> Vec<Run> {
    let paragraphs = 0..scene.text.paragraph_sentences.len().min(LEAD + 1);
    let runs = paragraphs.map(|paragraph| scene.text.paragraph_tokens(paragraph));
    runs.filter_map(|run| Some(run_of(run.start as usize, end_of(scene, run)?))).collect()
}

/// Where a report begins behind its dateline: an agency stands there in brackets, or a low line or dash behind it.
fn end_of(scene: &Scene<'_>, paragraph: Run) -> Option<usize> {
    let (start, end) = (paragraph.start as usize, paragraph.end as usize);
    let reach = || start..end.min(start + REACH);
    let is_number = |i: usize| scene.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    let is_place = |&i: &usize| scene.forms[i].is_capital || is_number(i) || matches!(scene.word(i), "," | "." | "/");
    let open = reach().find(|i| !is_place(i))?;
    if open == start {
        return agency_alone(scene, start);
    }
    // "NEW VALE _ A woman …", but not "Roe _ perhaps in haste _ has left".
    let is_shouted = |i: usize| !scene.word(i).contains(char::is_lowercase);
    if scene.word(open) == "_" {
        return is_shouted(start).then_some(open + 1);
    }
    if scene.word(open) == ":" {
        return is_before_colon(scene, run_of(start, open)).then_some(open + 1);
    }
    if DASHES.contains(&scene.word(open)) {
        let words = run_of(start, open);
        return (is_place_alone(scene, words) || is_town(scene, words)).then_some(open + 1);
    }
    let close = reach().find(|&i| i > open + 1 && scene.word(i) == ")").filter(|_| scene.word(open) == "(")?;
    let is_dash = DASHES.contains(&scene.word(close + 1));
    let is_known = is_dash || (open + 1..close).any(|i| scene.is_word(i, AGENCIES));
    is_known.then_some(close + 1 + usize::from(is_dash))
}

/// Where a report begins behind an agency in brackets alone: "(VNA) Most voters are tired".
fn agency_alone(scene: &Scene<'_>, open: usize) -> Option<usize> {
    let name = open + 1;
    let is_shouted = scene.word(name).len() > 1 && scene.word(name).chars().all(char::is_uppercase);
    let begins = scene.forms.get(open + 3).is_some_and(|form| form.is_capital);
    (scene.word(open) == "(" && is_shouted && scene.word(open + 2) == ")" && begins).then_some(open + 3)
}

/// Tells whether words are a place in capitals before a colon and a sentence, in an article's first paragraphs: "LARN:
/// Three men were held".
fn is_before_colon(scene: &Scene<'_>, words: Run) -> bool {
    let is_place = || {
        let name = scene.entities_in(words).first().filter(|e| e.kind == EntityKind::Place);
        name.is_some_and(|name| scene.tokens_of(name) == words)
    };
    let is_shouted = words.range().all(|i| !scene.word(i).contains(char::is_lowercase));
    let next = words.end as usize + 1;
    let begins = scene.forms.get(next).is_some_and(|form| form.is_capital) && !scene.is_word(next, &["i", "my", "we"]);
    is_shouted && begins && scene.paragraph_of(words.start as usize) <= LEAD && is_place()
}

/// Tells whether words are a place's name, with its country or the day, before a dash with spaces and the beginning of
/// an article's sentence that has no other dash: "Cape Town - Three men …".
fn is_town(scene: &Scene<'_>, words: Run) -> bool {
    let dash = words.end as usize;
    let is_spaced = |i: usize| scene.text.tokens.get(i).is_some_and(|token| token.spaced);
    let begins = scene.forms.get(dash + 1).is_some_and(|form| form.is_capital);
    let first = scene.entities_in(words).first().filter(|e| e.kind == EntityKind::Place).map(|e| scene.tokens_of(e));
    let is_first = first.is_some_and(|place| {
        place.start == words.start && (place.end == words.end || scene.word(place.end as usize) == ",")
    });
    let sentence = scene.text.sentences.get(scene.sentences[dash] as usize).copied().unwrap_or_default();
    let dashes = sentence.range().filter(|&i| DASHES.contains(&scene.word(i)) && is_spaced(i)).count();
    let is_lead = words.start == 0 || scene.paragraph_of(words.start as usize) <= LEAD;
    is_first && is_lead && begins && is_spaced(dash) && is_spaced(dash + 1) && dashes == 1
}

/// Tells whether words are a place in capitals, with its state or country and the day, before a dash with spaces and the
/// beginning of a sentence: "ALBANY, N.Y. — The bridge …", but not "ROE — I object" or "NATO — the alliance — is ready".
fn is_place_alone(scene: &Scene<'_>, words: Run) -> bool {
    const SHORTEST: usize = 3;
    let (start, dash) = (words.start as usize, words.end as usize);
    let city = words.range().take_while(|&i| !matches!(scene.word(i), "," | "/"));
    let is_shouted = |i: usize| !scene.word(i).contains(char::is_lowercase);
    let length: usize = city.clone().map(|i| scene.word(i).chars().filter(|c| c.is_alphabetic()).count()).sum();
    let is_spaced = |i: usize| scene.text.tokens.get(i).is_some_and(|token| token.spaced);
    let next = dash + 1;
    let begins = scene.forms.get(next).is_some_and(|form| form.is_capital) || scene.marks.region_of(next).is_some();
    let is_person = scene.entities_in(words).iter().any(|e| e.kind == EntityKind::Person);
    let is_answer = scene.is_word(next, &["i"]) || scene.is_word(start, &["a", "q"]);
    let fits = length >= SHORTEST && city.into_iter().all(is_shouted) && is_spaced(dash) && is_spaced(next);
    fits && begins && !is_person && !is_answer
}
