//! Quotations under lines: "ANN ROE, ECONOMIST, VALE BANK¶“Rates will fall.”¶“Not soon.”", and what one person said of this
//! and that: "Highlights of Ann Roe's news conference:¶ON RATES¶“They will fall.”"
//!
//! A line with a name stands above its quotations where one stands above the first and none behind the last.

use super::statements::{quotation, signature};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::link::draft::{Draft, Origin};
use crate::annotate::quote::people::roster::People;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Longest line that says of what somebody spoke, and longest paragraph that announces it, in tokens.
const HEAD: usize = 12;
const ANNOUNCEMENT: usize = 60;
/// What one person said, as a paragraph announces it.
const HIGHLIGHTS: &WordSet = &WordSet::of(&["comments", "excerpts", "highlights", "quotes", "remarks"]);
const ANNOUNCES: &WordSet = &WordSet::of(&["are", "following", "full", "highlights", "here", "key", "main", "some"]);

/// Quotations under lines with names.
pub(super) fn named(scene: &Scene<'_>, paragraphs: &[Run]) -> Vec<Option<Draft>> {
    let none = || vec![None; paragraphs.len()];
    let is_quotation: Vec<bool> = paragraphs.iter().map(|run| quotation(scene, *run).is_some()).collect();
    let names: Vec<Option<Run>> =
        paragraphs.iter().zip(&is_quotation).map(|(run, is)| head(scene, *run).filter(|_| !is)).collect();
    let Some(first) = is_quotation.iter().position(|is| *is) else { return none() };
    let last = is_quotation.iter().rposition(|is| *is).unwrap_or(first);
    let is_line = |p: usize| names.get(p).is_some_and(Option::is_some);
    if !first.checked_sub(1).is_some_and(is_line) || is_line(last + 1) {
        return none();
    }
    let mut above: Option<Run> = None;
    let draft = |(p, run): (usize, &Run)| {
        let Some(region) = quotation(scene, *run) else {
            above = names[p];
            return None;
        };
        Some(Draft::signed(p, region, above?))
    };
    let found: Vec<Option<Draft>> = paragraphs.iter().enumerate().map(draft).collect();
    let heads = (1..paragraphs.len()).filter(|&p| is_quotation[p] && is_line(p - 1)).count();
    if heads < 2 { none() } else { found }
}

/// Reads a line as a name, with what somebody is behind it; a colon may end it.
fn head(scene: &Scene<'_>, run: Run) -> Option<Run> {
    let last = (run.end as usize).checked_sub(1)?;
    let is_topic = scene.is_word(run.start as usize, &["on"]);
    let line = run_of(run.start as usize, if scene.word(last) == ":" { last } else { last + 1 });
    signature(scene, line).filter(|_| !is_topic)
}

/// Quotations under what they are of, where a paragraph before announces them as one person's.
pub(super) fn highlights(scene: &Scene<'_>, people: &People, paragraphs: &[Run]) -> Vec<Option<Draft>> {
    let announced = |(p, run): (usize, &Run)| Some((p, announced(scene, people, *run)?));
    let mut found = vec![None; paragraphs.len()];
    let Some((at, person)) = paragraphs.iter().enumerate().find_map(announced) else { return found };
    let mut is_under = false;
    for (p, run) in paragraphs.iter().enumerate().skip(at + 1) {
        let region = quotation(scene, *run).filter(|_| is_under).or_else(|| quotation_behind(scene, *run));
        is_under = region.is_some() || topic(scene, *run);
        found[p] = region.map(|region| {
            let attribution = Attribution { contents: vec![region], ..Attribution::default() };
            Draft { attribution, paragraph: p, origin: Origin::Signed, person: Some(person) }
        });
    }
    found
}

/// The one person whose words a paragraph announces: "Following are highlights of Ann Roe's news conference."
fn announced(scene: &Scene<'_>, people: &People, run: Run) -> Option<usize> {
    let is_noun = |i: usize| scene.is_word(i, HIGHLIGHTS);
    let opens = run.range().take(4).any(|i| scene.is_word(i, ANNOUNCES) || is_noun(i));
    if !opens || run.range().len() > ANNOUNCEMENT || !run.range().take(HEAD).any(is_noun) {
        return None;
    }
    let runs = [run];
    let mut persons = people.namings_between(&runs).map(|naming| naming.person);
    let person = persons.next()?;
    persons.all(|other| other == person).then_some(person)
}

/// Tells whether a paragraph is a line that says of what somebody spoke: "ON RATES", "On the euro:".
fn topic(scene: &Scene<'_>, run: Run) -> bool {
    let is_on = scene.is_word(run.start as usize, &["on"]);
    let shouts = || run.range().all(|i| !scene.word(i).contains(char::is_lowercase));
    let is_marked = run.range().any(|i| scene.marks.region_of(i).is_some());
    let ends = run.range().next_back().is_some_and(|i| scene.word(i) == ".");
    run.range().len() <= HEAD && (is_on || shouts()) && !is_marked && !ends
}

/// A quotation behind such a line in its own paragraph: "ON RATES “They will fall.”"
fn quotation_behind(scene: &Scene<'_>, run: Run) -> Option<Run> {
    let first = run.range().take(HEAD).find(|&i| scene.marks.region_of(i).is_some())?;
    let rest = run_of(first, run.end as usize);
    let label = run_of(run.start as usize, first);
    let is_on = scene.is_word(run.start as usize, &["on"]) && label.range().len() > 1;
    let shouts = label.range().all(|i| !scene.word(i).contains(char::is_lowercase));
    let is_label = shouts || first.checked_sub(1).is_some_and(|i| scene.word(i) == ":");
    quotation(scene, rest).filter(|_| is_on && is_label)
}
