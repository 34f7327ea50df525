//! Collections of statements whose layout tells who speaks without a dash or a transcript's colon: a line with a name
//! behind each quotation, "On the flood: “…”" where one person answers, "Ann Roe, teacher: I was marking books."
//!
//! One such paragraph proves nothing: two quotations, or three lines without marks, make a collection.

use super::heads;
use super::interview::{Interviewer, most_named};
use super::transcript::{DASHES, before_place, begins_name, is_mostly_speech, is_name, spoken};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::is_predicate;
use crate::annotate::quote::left_out::item;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::link::draft::{Draft, Origin};
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::quote::people::roster::People;
use crate::annotate::text::Run;

/// Most tokens of a name with what somebody is.
const SIGNATURE: usize = 14;
/// Most tokens of what "on" or a name goes on with before a colon.
const TOPIC: usize = 12;
const LABEL: usize = 26;
/// Paragraphs that make a collection: of quotations, and of words without marks.
const QUOTATIONS: usize = 2;
const LINES: usize = 3;

/// Returns for each paragraph the draft that the layout of such a collection makes, if any.
pub(super) fn statements(scene: &Scene<'_>, people: &People) -> Vec<Option<Draft>> {
    let n = scene.text.paragraphs.len();
    let paragraphs = || (0..n).map(|p| scene.text.paragraph_tokens(p));
    let mut found: Vec<Option<Draft>> = vec![None; n];
    let has_quotations = !scene.marks.regions.is_empty();
    if has_quotations {
        let all: Vec<Run> = paragraphs().collect();
        keep(&mut found, heads::highlights(scene, people, &all), QUOTATIONS);
        keep(&mut found, heads::named(scene, &all), QUOTATIONS);
        if found.iter().all(Option::is_none) {
            keep(&mut found, signed_below(scene, &all), QUOTATIONS);
        }
        keep(&mut found, paragraphs().enumerate().map(|(p, run)| signed_behind(scene, p, run)).collect(), QUOTATIONS);
        keep(&mut found, topics(scene, people), QUOTATIONS);
    }
    let described: Vec<Option<Draft>> = (0..n).map(|p| described(scene, people, p)).collect();
    if is_mostly_speech(scene, described.iter().flatten()) {
        keep(&mut found, described, LINES);
    }
    found
}

/// Adds lines with what somebody is behind her name to the turns of a talk.
pub(super) fn add_described(scene: &Scene<'_>, people: &People, turns: &mut [Option<Draft>]) {
    keep(turns, (0..turns.len()).map(|p| described(scene, people, p)).collect(), LINES);
}

/// Takes over what there is enough of.
fn keep(found: &mut [Option<Draft>], more: Vec<Option<Draft>>, least: usize) {
    if more.iter().flatten().count() >= least {
        for (old, new) in found.iter_mut().zip(more) {
            *old = old.take().or(new);
        }
    }
}

/// Tells whether a paragraph is one quotation.
pub(super) fn quotation(scene: &Scene<'_>, run: Run) -> Option<Run> {
    let start = run.start as usize;
    let region = scene.marks.region_of(start).filter(|region| region.start as usize == start)?;
    let is_rest = |i: usize| !scene.is_wordlike(i);
    (scene.marks.places.get(start) == Some(&Place::Opening) && (region.end as usize..run.end as usize).all(is_rest))
        .then_some(region)
}

/// Reads words without a verb as a name, with what somebody is behind a comma: "Ann Roe", "Bo Dell, mayor of Vale".
pub(super) fn signature(scene: &Scene<'_>, words: Run) -> Option<Run> {
    let last = (words.end as usize).checked_sub(1)?;
    let words = run_of(words.start as usize, if scene.word(last) == "." { last } else { last + 1 });
    let is_plain = |i: usize| !is_predicate(scene, i) && scene.marks.region_of(i).is_none() && scene.word(i) != ":";
    let fits = (1..=SIGNATURE).contains(&words.range().len()) && words.range().all(is_plain);
    let is_signature = |name: &Run| begins_name(scene, *name) && is_name(scene, *name);
    let has_dash = DASHES.contains(&scene.word(words.start as usize));
    if !fits || has_dash {
        return None;
    }
    before_place(scene, words).or(Some(words)).filter(is_signature)
}

/// Quotations that a line with a name stands below; where one stands above the first, the names go before.
fn signed_below(scene: &Scene<'_>, paragraphs: &[Run]) -> Vec<Option<Draft>> {
    let mut found = vec![None; paragraphs.len()];
    let is_line = |p: usize| paragraphs.get(p).is_some_and(|run| signature(scene, *run).is_some());
    for (p, pair) in paragraphs.windows(2).enumerate() {
        let Some((region, name)) = quotation(scene, pair[0]).zip(signature(scene, pair[1])) else { continue };
        found[p] = Some(Draft::signed(p, region, name));
    }
    let first = found.iter().position(Option::is_some);
    if first.and_then(|first| first.checked_sub(1)).is_some_and(is_line) {
        return vec![None; paragraphs.len()];
    }
    found
}

/// A quotation with the name behind it in its own paragraph: "“I have one suit.” Olaf Strand, baker."
fn signed_behind(scene: &Scene<'_>, paragraph: usize, run: Run) -> Option<Draft> {
    let start = item::begin(scene, run).unwrap_or(run.start as usize);
    let region = scene.marks.region_of(start).filter(|region| region.start as usize == start)?;
    let end = region.end as usize;
    let stops = end.checked_sub(2).is_some_and(|i| scene.word(i).starts_with(['.', '!', '?', '…']));
    if end >= run.end as usize || !stops {
        return None;
    }
    Some(Draft::signed(paragraph, region, signature(scene, run_of(end, run.end as usize))?))
}

/// What one person says of this and that: "On the flood: “…”", where nobody else is named as often before.
fn topics(scene: &Scene<'_>, people: &People) -> Vec<Option<Draft>> {
    let n = scene.text.paragraphs.len();
    let topic = |p: usize| {
        let run = scene.text.paragraph_tokens(p);
        let colon = run.range().take(TOPIC).find(|&i| scene.word(i) == ":")?;
        let is_topic = scene.is_word(run.start as usize, &["on"]) && colon > run.start as usize + 1;
        let rest = run_of(colon + 1, run.end as usize);
        quotation(scene, rest).filter(|_| is_topic && colon + 1 < run.end as usize)
    };
    let topics: Vec<Option<Run>> = (0..n).map(topic).collect();
    let Some(first) = topics.iter().position(Option::is_some) else { return vec![None; n] };
    let introduction = run_of(0, scene.text.paragraph_tokens(first).start as usize);
    let told = Interviewer::new(scene, people, introduction);
    let person = most_named(people, introduction, |p| !told.asks(*p));
    let draft = |(paragraph, region): (usize, Option<Run>)| {
        let attribution = Attribution { contents: vec![region?], ..Attribution::default() };
        Some(Draft { attribution, paragraph, origin: Origin::Signed, person: Some(person?) })
    };
    topics.into_iter().enumerate().map(draft).collect()
}

/// Words behind a person's name with what she is and a colon: "Ann Roe, teacher: I was marking books."
fn described(scene: &Scene<'_>, people: &People, paragraph: usize) -> Option<Draft> {
    let run = scene.text.paragraph_tokens(paragraph);
    let start = run.start as usize;
    let at = people.namings.partition_point(|n| n.tokens.start < run.start);
    let name = people.namings.get(at).filter(|n| n.tokens.start == run.start && !n.is_described)?.tokens;
    let end = name.end as usize;
    let colon = (end..(run.end as usize).min(start + LABEL)).find(|&i| scene.word(i) == ":")?;
    let is_bracket = matches!((scene.word(end), scene.word(colon - 1)), ("(", ")") | ("[", "]"));
    let has_verb = (end..colon).any(|i| is_predicate(scene, i) || scene.marks.region_of(i).is_some());
    let begins = scene.forms.get(colon + 1).is_some_and(|form| form.is_capital);
    let fits = (is_bracket || scene.word(end) == ",") && colon > end + 1 && !has_verb && begins;
    fits.then(|| spoken(scene, paragraph, Some(name), run_of(colon + 1, run.end as usize)))
}
