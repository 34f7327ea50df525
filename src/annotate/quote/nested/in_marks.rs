//! Quotations inside quotations: in “She told me, ‘No,’ and left” the words in single marks are
//! hers, whoever says that.
//!
//! The annotated articles mark the outer words only, so that the taggers pass over the inner
//! ones. The marks show them well enough: they count where a reporting word with its subject
//! stands right before or right after them.

use rustc_hash::FxHashSet;

use super::inner;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::subjects::{subject_at, subject_before};
use crate::annotate::quote::grammar::verbs::reports;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::link::draft::{Draft, Origin};
use crate::annotate::quote::models::learnt::Models;
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::source::named::Named;
use crate::annotate::quote::speaker::resolve::{self, Around};
use crate::annotate::text::Run;

/// Words between a subject and its reporting word ("used to say").
const HELPERS: usize = 3;

/// A draft with who it was found to be.
pub(crate) type Answer = (Draft, Option<Named>);

/// Finds the quotations inside those of `answers`, which come in text order.
pub(crate) fn nested(scene: &Scene<'_>, people: &People, answers: &[Answer], models: &Models) -> Vec<Answer> {
    let pieces = answers.iter().enumerate().flat_map(|(n, (draft, _))| draft.pieces().iter().map(move |&p| (p, n)));
    let mut pieces: Vec<(Run, usize)> = pieces.collect();
    pieces.sort_by_key(|(p, _)| p.start);
    let inner = scene.marks.inner.iter().map(|&marks| (marks, false));
    // What is told without marks of its own, and a turn of a transcript, may have a quotation inside.
    let regions = scene.marks.regions.iter().map(|&marks| (marks, true));
    let known: FxHashSet<u32> = answers.iter().flat_map(|(draft, _)| draft.attribution.cue_tokens()).collect();
    let found = inner.chain(regions).filter_map(|(marks, is_outermost)| {
        let (piece, outer) = around(&pieces, marks)?;
        // "Says that he has “serious concerns”" quotes nobody else.
        let is_turn = || answers.get(outer).is_some_and(|(draft, _)| draft.origin == Origin::Transcript);
        let is_led = || scene.is_word((marks.start as usize).saturating_sub(1), &[",", ":"]);
        let led = || before(scene, marks, piece).filter(|_| !is_outermost || is_turn() || is_led());
        let words = run_of(marks.start as usize + 1, marks.end as usize - 1);
        let beside = led().or_else(|| after(scene, marks, piece)).map(|(cue, source)| (cue, source, words));
        let found = beside.or_else(|| inner::clause(scene, marks, piece).filter(|_| is_outermost && !is_turn()));
        let found = found.filter(|(cue, ..)| !known.contains(&cue.start))?;
        answer(scene, people, found, answers.get(outer)?, models)
    });
    found.collect()
}

/// Returns the piece around marks and whose it is, unless another piece begins inside them.
fn around(pieces: &[(Run, usize)], marks: Run) -> Option<(Run, usize)> {
    /// Pieces that are looked at.
    const NEAREST: usize = 4;
    let after = pieces.partition_point(|(p, _)| p.start <= marks.start);
    let is_free = pieces.get(after).is_none_or(|(p, _)| p.start >= marks.end);
    let before = pieces[..after].iter().rev().take(NEAREST);
    let covering = |(p, _): &&(Run, usize)| p.start <= marks.start && marks.end <= p.end;
    before.copied().find(|piece| covering(&piece)).filter(|_| is_free)
}

fn answer(
    scene: &Scene<'_>,
    people: &People,
    (cue, source, words): (Run, Run, Run),
    (draft, speaker): &Answer,
    models: &Models,
) -> Option<Answer> {
    let attribution = Attribution {
        cue: Some(cue),
        contents: vec![words],
        source: Some(source),
        content_probability: 0.9,
        cue_probability: 0.9,
        content_link: 0.9,
        source_link: 0.9,
        ..Attribution::default()
    };
    let named = who(scene, people, (source, words), speaker.as_ref(), models);
    Some((Draft { attribution, paragraph: draft.paragraph, origin: Origin::Nested, person: None }, named))
}

/// Finds who a source inside a quotation is; `outer` says it.
fn who(
    scene: &Scene<'_>,
    people: &People,
    (source, words): (Run, Run),
    outer: Option<&Named>,
    models: &Models,
) -> Option<Named> {
    if source.end == source.start + 1 && scene.is_word(source.start as usize, &["i"]) {
        return outer.cloned();
    }
    // "It said, ‘Go.’" is a note or a sign as often as a body.
    if source.end == source.start + 1 && scene.is_word(source.start as usize, &["it"]) {
        return None;
    }
    let around = Around { contents: &[words], outer: outer.and_then(|o| o.person), ..Around::default() };
    resolve::resolve(scene, people, source, around, models)
}

/// The reporting word right before marks, and its subject.
fn before(scene: &Scene<'_>, marks: Run, piece: Run) -> Option<(Run, Run)> {
    let mut at = (marks.start as usize).checked_sub(1)?;
    if scene.is_word(at, &[",", ":"]) {
        at = at.checked_sub(1)?;
    }
    if scene.is_word(at, &["me", "him", "her", "us", "them", "you"]) {
        at = at.checked_sub(1)?;
    }
    let helps = |i: &usize| scene.is_word(*i, &["always", "had", "has", "just", "then", "to", "used", "would"]);
    let first = (at.saturating_sub(HELPERS)..at).rev().take_while(helps).last().unwrap_or(at);
    let source = subject_before(scene, first).filter(|s| s.start >= piece.start && reports(scene, at));
    source.map(|source| (run_of(at, at + 1), source)).or_else(|| inner::led(scene, marks, piece))
}

/// The subject and the reporting word right after marks, in either order.
fn after(scene: &Scene<'_>, marks: Run, piece: Run) -> Option<(Run, Run)> {
    let mut at = marks.end as usize;
    if scene.is_word(at, &[","]) {
        at += 1;
    }
    let named = |at: usize| subject_at(scene, at);
    let (cue, source) = match named(at) {
        Some(source) => (source.end as usize, source),
        None => (at, named(at + 1)?),
    };
    let fits = reports(scene, cue) && cue < piece.end as usize && source.end <= piece.end;
    fits.then_some((run_of(cue, cue + 1), source))
}
