//! Surnames that are companies', too: of an article that tells of Linda Ford and of no company of that name "Ford said"
//! is hers.

use rustc_hash::FxHashSet;

use super::missed::is_name_word;
use super::tag::Tagged;
use crate::annotate::EntityKind;
use crate::annotate::text::{Text, TokenKind};

/// Words before the name of a company, and no person's: "works at [Ford]", "the [Ford] plant".
const BEFORE: &[&str] = &["a", "an", "at", "inside", "the", "The"];
/// What belongs to companies and is nobody's by surname alone.
const BEHIND: &[&str] = &[
    "brand",
    "car",
    "cars",
    "customers",
    "dealer",
    "dealers",
    "dealership",
    "employee",
    "employees",
    "executive",
    "executives",
    "factory",
    "investors",
    "managers",
    "model",
    "models",
    "officials",
    "plant",
    "plants",
    "product",
    "products",
    "representative",
    "shareholders",
    "shares",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "stock",
    "stocks",
    "store",
    "stores",
    "subsidiary",
    "truck",
    "trucks",
    "unit",
    "vehicle",
    "vehicles",
    "worker",
    "workers",
];

/// Returns the words that an article has as names of companies and other bodies: the first of longer ones ("Ford Motor
/// Co."), and those that stand as only a body's name does.
pub(super) fn told<'a>(text: &Text<'a>, tagged: &[Tagged]) -> FxHashSet<&'a str> {
    let is_body = |name: &&Tagged| name.kind == EntityKind::Org && name.tokens.range().len() > 1;
    let mut told: FxHashSet<&str> =
        tagged.iter().filter(is_body).map(|name| text.word(name.tokens.start as usize)).collect();
    let word = |i: usize| if i < text.tokens.len() { text.word(i) } else { "" };
    let is_firm = |&i: &usize| {
        let is_owner = text.tokens.get(i + 1).is_some_and(|token| token.kind == TokenKind::Possessive);
        let next = if is_owner { word(i + 2) } else { word(i + 1) };
        is_name_word(text, i) && (i > 0 && BEFORE.contains(&word(i - 1)) || BEHIND.contains(&next) || next == "CEO")
    };
    told.extend((0..text.tokens.len()).filter(is_firm).map(|i| text.word(i)));
    told
}

/// Returns the words that stand beside "said" as who speaks.
pub(super) fn speak<'a>(text: &Text<'a>) -> FxHashSet<&'a str> {
    const SAID: &[&str] = &["added", "said", "says", "told", "wrote"];
    let is_said = |i: usize| i < text.tokens.len() && SAID.contains(&text.word(i));
    let is_speaker = |&i: &usize| is_name_word(text, i) && (is_said(i + 1) || i > 0 && is_said(i - 1));
    (0..text.tokens.len()).filter(is_speaker).map(|i| text.word(i)).collect()
}
