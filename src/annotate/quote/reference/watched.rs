//! Nouns for who watches or judges companies mean no company: "Vale Foods Ltd was fined. The regulator said …"

use super::{Reference, tie};
use crate::annotate::quote::bodies::Body;
use crate::annotate::quote::scene::Scene;
use crate::annotate::quote::word_set::WordSet;

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
