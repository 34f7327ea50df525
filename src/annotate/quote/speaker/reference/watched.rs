//! Nouns for who watches or judges companies mean no company: "Vale Foods Ltd was fined. The regulator said …"

use super::{Reference, tie};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::bodies::{Bodies, Body, Naming};
use crate::annotate::word_set::WordSet;

/// Those who watch, judge or help companies and others.
const WATCHERS: &WordSet = &WordSet::of(&[
    "agency",
    "authority",
    "charity",
    "commission",
    "council",
    "court",
    "federation",
    "inspectorate",
    "ministry",
    "ombudsman",
    "regulator",
    "tribunal",
    "watchdog",
]);
/// What makes an agency a company.
const TRADES: &WordSet = &WordSet::of(&[
    "ad",
    "advertising",
    "employment",
    "estate",
    "marketing",
    "model",
    "modeling",
    "modelling",
    "news",
    "pr",
    "publicity",
    "rating",
    "ratings",
    "recruitment",
    "relations",
    "staffing",
    "talent",
    "travel",
]);
/// What those who watch do to others.
const REBUKES: &WordSet = &WordSet::of(&[
    "against",
    "banned",
    "censured",
    "cleared",
    "criticised",
    "criticized",
    "fined",
    "grounded",
    "ordered",
    "rebuked",
    "reprimanded",
    "sanctioned",
    "sued",
    "warned",
]);

/// Tells whether a body is one that is told off, and the noun one for who does it: "The Water Board fined [Tesse]. …
/// the watchdog said".
pub(super) fn is_told_off(scene: &Scene<'_>, bodies: &Bodies, body: usize, reference: Reference<'_>) -> bool {
    let is_rebuked = |name: &Naming| {
        let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
        let before = start.checked_sub(1).is_some_and(|i| scene.is_word(i, REBUKES));
        let is_passive = scene.is_word(end, &["was", "were"]) && !scene.is_word(end + 1, &["against"]);
        before || is_passive && scene.is_word(end + 1, REBUKES)
    };
    let named = || bodies.lately(reference.source.start as usize).iter().filter(|name| name.body == body);
    let is_own = || tie(&bodies.bodies[body].words, &scene.word(reference.head).to_lowercase()) > 0;
    scene.is_word(reference.head, WATCHERS) && named().any(is_rebuked) && !is_own()
}

/// Tells whether a body is a company, and the noun one for who watches it, which the article does not call it.
pub(super) fn is_watched(scene: &Scene<'_>, body: &Body, reference: Reference<'_>) -> bool {
    let Reference { head, modifiers, .. } = reference;
    let is_central = scene.is_word(head, &["bank"]) && modifiers.range().any(|i| scene.is_word(i, &["central"]));
    let is_trade = || modifiers.range().any(|i| scene.is_word(i, TRADES));
    let has_trade = || body.words.iter().any(|word| TRADES.contains(&&*word.to_lowercase()));
    let is_tied = || tie(&body.words, &scene.word(head).to_lowercase()) > 0;
    let is_own = || is_tied() || has_trade() || body.called.contains(&scene.forms[head].stem);
    let watches = scene.is_word(head, WATCHERS) && !is_trade() && !is_own();
    (is_central || watches) && body.is_firm
}
