//! Does the clause around an expression speak of the past or of what is to come?
//!
//! Reads at most [`REACH`] words to either side, so that a text without full stops costs no
//! more than others.

use super::lexeme::Sentence;
use super::lexicon::{Verb, Word};

/// The direction of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
}

const REACH: usize = 25;

/// Tells the direction of the clause in which words `start..end` stand; past where nothing tells.
pub(super) fn of(s: &Sentence<'_>, start: usize, end: usize) -> Tense {
    told(s, start, end).unwrap_or(Tense::Past)
}

/// Tells the direction of the clause in which words `start..end` stand, if anything does.
pub(super) fn told(s: &Sentence<'_>, start: usize, end: usize) -> Option<Tense> {
    let start = before_clock(s, start);
    // "Voters had until July" looks ahead, "had waited until July" back.
    let has_had = (start.saturating_sub(REACH)..end + REACH)
        .any(|i| s.word(i) == Word::Verb(Verb::Had) && s.word(i + 1) != Word::Until);
    if points_ahead(s, start) && !has_had {
        return Some(Tense::Future);
    }
    let opens = opens_clause(s, start);
    opens
        .then(|| main_verb_after(s, end))
        .flatten()
        .or_else(|| verb_before(s, start))
        .or_else(|| main_verb_after(s, end))
}

/// Steps back over a time of day: of "until 9 a.m. Friday", the clause ends at "until".
fn before_clock(s: &Sentence<'_>, start: usize) -> usize {
    let mut at = start;
    while at > 0
        && start - at < 4
        && matches!(
            s.word(at - 1),
            Word::Am
                | Word::Pm
                | Word::Zone
                | Word::Clock(_)
                | Word::ClockPm(_)
                | Word::Noon
                | Word::Midnight
                | Word::Int(_)
        )
    {
        at -= 1;
    }
    at
}

/// "until Friday", "as soon as Friday".
fn points_ahead(s: &Sentence<'_>, start: usize) -> bool {
    match s.before(start, 1) {
        Word::Until => true,
        Word::As => s.before(start, 3) == Word::As,
        _ => false,
    }
}

/// An expression at the head of its clause goes with the verb that follows.
fn opens_clause(s: &Sentence<'_>, start: usize) -> bool {
    let mut n = 1;
    while matches!(
        s.before(start, n),
        Word::In
            | Word::On
            | Word::Early
            | Word::Late
            | Word::By
            | Word::During
            | Word::At
            | Word::The
            | Word::From
            | Word::Since
            | Word::Until
            | Word::Before
            | Word::After
    ) {
        n += 1;
    }
    matches!(
        s.before(start, n),
        Word::Stop
            | Word::Comma
            | Word::Colon
            | Word::Dash
            | Word::Quote
            | Word::Open
            | Word::And
            | Word::That
            | Word::But
    )
}

fn main_verb_after(s: &Sentence<'_>, end: usize) -> Option<Tense> {
    (end..(end + REACH).min(s.len())).find_map(|i| match s.word(i) {
        Word::Verb(Verb::Will) => Some(Tense::Future),
        Word::Verb(Verb::Plan) if matches!(s.text(i), "would" | "plan" | "plans") => Some(Tense::Future),
        Word::Verb(Verb::Is) => match s.word(i + 1) {
            Word::To | Word::Verb(Verb::Plan) => Some(Tense::Future),
            _ => Some(Tense::Present),
        },
        Word::Verb(Verb::Past | Verb::Had) => Some(Tense::Past),
        Word::Verb(Verb::Ed) if !is_adjective(s, i) => Some(Tense::Past),
        Word::Verb(Verb::Opens) if follows_subject(s, i) => Some(Tense::Future),
        _ => None,
    })
}

/// "the trial begins", "voters go": not "the opens", "to begin", "new starts".
fn follows_subject(s: &Sentence<'_>, i: usize) -> bool {
    i > 0 && s.word(i - 1) == Word::Other && s.text(i - 1).starts_with(|c: char| c.is_alphabetic())
}

fn verb_before(s: &Sentence<'_>, start: usize) -> Option<Tense> {
    (start.saturating_sub(REACH)..start).rev().find_map(|i| match s.word(i) {
        // "could not be reached Friday" tells what happened.
        Word::Verb(Verb::Be) if s.is(i.saturating_sub(1), "could") || s.is(i.saturating_sub(2), "could") => {
            Some(Tense::Past)
        }
        // "originally scheduled for"
        Word::Verb(Verb::Plan) if i > 0 && BEFORE_CHANGE.contains(&s.text(i - 1)) => Some(Tense::Past),
        // "had been scheduled for"
        Word::Verb(Verb::Plan) if s.before(i, 2) == Word::Verb(Verb::Had) && s.is(i - 1, "been") => Some(Tense::Past),
        Word::Verb(Verb::Opens) if follows_subject(s, i) => Some(Tense::Future),
        Word::Verb(Verb::Will | Verb::Plan | Verb::Be) => Some(Tense::Future),
        Word::Verb(Verb::Past | Verb::Ed) if s.before(i, 1) == Word::Verb(Verb::Is) => None,
        // "if she is elected in November"
        Word::Verb(Verb::Is) if (i.saturating_sub(4)..i).any(|at| s.word(at) == Word::If) => Some(Tense::Future),
        Word::Verb(Verb::Is) => Some(Tense::Present),
        // "she may run in May"
        Word::Month(5) if !s.is_capital(i) => Some(Tense::Future),
        Word::Verb(Verb::Past | Verb::Had) if !follows_infinitive(s, i) => Some(Tense::Past),
        Word::Verb(Verb::Ed) if !is_adjective(s, i) && !follows_infinitive(s, i) => Some(Tense::Past),
        Word::Ago => Some(Tense::Past),
        Word::Since | Word::After if i + 1 == start => Some(Tense::Past),
        Word::To if is_settled(s, i) => None,
        Word::To if s.word(i + 1) == Word::Other && is_plain(s.text(i + 1)) => Some(Tense::Future),
        _ => None,
    })
}

/// "a proposed", "its planned": an adjective, not the verb of the clause.
fn is_adjective(s: &Sentence<'_>, i: usize) -> bool {
    matches!(s.before(i, 1), Word::A | Word::The | Word::This | Word::More | Word::Least)
        || (i > 0 && matches!(s.text(i - 1), "its" | "their" | "his" | "her" | "still"))
}

/// "to be held", "be made".
fn follows_infinitive(s: &Sentence<'_>, i: usize) -> bool {
    match s.before(i, 1) {
        Word::Verb(Verb::Be) | Word::To => true,
        // "would have trouble"
        Word::Verb(Verb::Will | Verb::Plan) => s.is(i, "have"),
        _ => false,
    }
}

/// "failed to meet", "was unable to meet": what did or did not happen.
fn is_settled(s: &Sentence<'_>, to: usize) -> bool {
    to > 0 && SETTLED.contains(&s.text(to - 1))
}

/// What was planned before the plan changed.
const BEFORE_CHANGE: &[&str] = &["originally", "previously", "initially", "once"];

const SETTLED: &[&str] = &[
    "failed",
    "refused",
    "declined",
    "managed",
    "unable",
    "began",
    "started",
    "continued",
    "had",
    "used",
    "helped",
    "forced",
    "got",
    "hard",
    "difficult",
];

/// A lower-cased word that can be an infinitive.
fn is_plain(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase()) && !matches!(word, "its" | "his" | "her" | "their" | "our" | "my")
}
