//! Where what is said runs into who says it: "… a quarrel with [Norland, officials] said", "refugees from [Norland,
//! port] officials ruled".
//!
//! The taggers part both at the wrong word, so that the name that ends the words is taken for part of who speaks. The
//! comma between them tells where she begins.

use crate::annotate::entity::is_suffix;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::{CLAUSES, OPENERS};
use crate::annotate::quote::grammar::subjects::may_end_who;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Words behind which a noun phrase is no subject.
const BEFORE: &WordSet = &WordSet::of(&[
    "about", "across", "against", "at", "between", "by", "for", "from", "in", "inside", "into", "near", "of", "off",
    "on", "over", "through", "to", "toward", "towards", "under", "via", "with", "within", "without",
]);
/// Who speaks, though the list of classes lacks the words.
const OTHERS: &WordSet = &WordSet::of(&["authorities", "dealers", "monitors", "radio", "television", "traders"]);
/// Most words of who speaks, and of her that were taken for what is said.
const WORDS: usize = 7;
const CUT: usize = 3;
/// Fewest tokens of what is said before who speaks at its end.
const LEAST: usize = 4;

/// Returns a source without the end of the words before its comma, and gives these back; or with the words behind the
/// comma before it.
pub(super) fn part(scene: &Scene<'_>, source: Run, attribution: &mut Attribution, cue: Run) -> Run {
    if source.end != cue.start || source.start == 0 {
        return source;
    }
    let before = source.start as usize - 1;
    if scene.sentences[before] != scene.sentences[source.start as usize] || !scene.is_wordlike(before) {
        return source;
    }
    let content = attribution.contents.iter_mut().find(|p| p.end == source.start && p.start < source.start);
    let comma = source.range().rev().find(|&i| scene.word(i) == ",");
    let Some(comma) = comma else {
        return content.and_then(|content| begun_in(scene, source, content)).unwrap_or(source);
    };
    let who = run_of(comma + 1, source.end as usize);
    let is_object = content.is_some() || scene.is_word(before, BEFORE);
    if !is_object || scene.word(comma - 1).ends_with('.') || !may_speak(scene, who) {
        return source;
    }
    if let Some(content) = content.filter(|content| is_unquoted(scene, **content)) {
        content.end = comma as u32;
    }
    who
}

/// Who speaks behind the last comma of what is said, where the taggers took her for its end and nobody for the source:
/// "… in Norland, [port officials] ruled".
pub(super) fn at_end(scene: &Scene<'_>, attribution: &mut Attribution, cue: Run) -> Option<Run> {
    let [content] = &mut attribution.contents[..] else { return None };
    let content = Some(content).filter(|p| p.end == cue.start && is_unquoted(scene, **p))?;
    let first = (content.start as usize + LEAST).max((content.end as usize).saturating_sub(WORDS + 1));
    let comma = (first..content.end as usize).rev().find(|&i| scene.word(i) == ",")?;
    let who = run_of(comma + 1, content.end as usize);
    let last = cue.end as usize - 1;
    let is_said = scene.kinds[last].reports() && is_verb(scene, last);
    if !is_said || !may_speak(scene, who) {
        return None;
    }
    content.end = comma as u32;
    Some(who)
}

/// The source with its first words, which a content that runs into it has behind its last comma.
fn begun_in(scene: &Scene<'_>, source: Run, content: &mut Run) -> Option<Run> {
    let first = (content.start as usize + 1).max((content.end as usize).saturating_sub(CUT + 1));
    let comma = (first..content.end as usize).rev().find(|&i| scene.word(i) == ",")?;
    let words = run_of(comma + 1, content.end as usize);
    let is_plain = |i: usize| {
        let is_name = scene.forms[i].is_capital && !scene.entities_in(run_of(i, i + 1)).is_empty();
        is_name || !scene.forms[i].is_capital && !scene.word(i).ends_with("ly")
    };
    let whole = run_of(comma + 1, source.end as usize);
    let fits = !words.range().is_empty() && words.range().all(is_plain) && may_speak(scene, whole);
    if !fits || !is_unquoted(scene, *content) {
        return None;
    }
    content.end = comma as u32;
    Some(whole)
}

/// Tells whether words are a noun phrase for who speaks, without a verb or a word that joins it to another.
fn may_speak(scene: &Scene<'_>, words: Run) -> bool {
    let (first, last) = (words.start as usize, (words.end as usize).saturating_sub(1));
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !is_verb(scene, i);
    let joins = |i: usize| {
        scene.is_word(i, OPENERS) && !scene.is_word(i, &["of", "in", "for", "from"]) || scene.is_word(i, CLAUSES)
    };
    let is_phrase = (1..=WORDS).contains(&words.range().len()) && words.range().all(|i| is_part(i) && !joins(i));
    // "Vale, Inc.", "Ann Roe, Jr."
    let is_name = !is_suffix(scene.word(first)) && !scene.is_word(first, &["inc", "inc.", "ltd", "ltd."]);
    is_phrase && is_name && !scene.is_word(first, OPENERS) && (may_end_who(scene, last) || scene.is_word(last, OTHERS))
}
