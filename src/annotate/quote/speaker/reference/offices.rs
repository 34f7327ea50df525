//! "The company" is no office: "The Food Board cleared the drug. The company said …"

use super::Reference;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::bodies::Body;
use crate::annotate::word_set::WordSet;

/// Nouns for companies alone.
const COMPANIES: &WordSet = &WordSet::of(&[
    "airline",
    "automaker",
    "brewer",
    "carmaker",
    "carrier",
    "company",
    "corporation",
    "firm",
    "insurer",
    "lender",
    "maker",
    "manufacturer",
    "retailer",
]);
/// Last words of the names of offices.
const OFFICES: &WordSet = &WordSet::of(&[
    "administration",
    "agency",
    "army",
    "authority",
    "bureau",
    "command",
    "commission",
    "committee",
    "congress",
    "council",
    "court",
    "department",
    "directorate",
    "embassy",
    "government",
    "inspectorate",
    "legislature",
    "ministry",
    "navy",
    "ombudsman",
    "parliament",
    "pentagon",
    "police",
    "senate",
    "treasury",
    "tribunal",
]);
/// Letters of offices.
#[rustfmt::skip]
const LETTERS: &WordSet = &WordSet::of(&[
    "CIA", "EEC", "EPA", "FAA", "FBI", "FCC", "FDA", "FDIC", "FTC", "IMF", "IRS", "NASA", "NATO", "OECD", "OPEC", "SEC",
    "UN", "USDA", "WHO", "WTO",
]);

/// Tells whether a body is an office, and the noun one for companies, which the article does not call it.
pub(super) fn is_none(scene: &Scene<'_>, body: &Body, reference: Reference<'_>) -> bool {
    let is_office = || match &body.words[..] {
        [only] if LETTERS.holds(only) => true,
        words => words.last().is_some_and(|last| OFFICES.holds(&last.to_lowercase())),
    };
    let is_called = || body.called.contains(&scene.forms[reference.head].stem);
    scene.is_word(reference.head, COMPANIES) && is_office() && !is_called()
}
