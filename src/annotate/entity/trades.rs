//! Bodies that look like persons, beside what they are: "The manufacturer, [Volta Coach], said", "[Volta Coach], the
//! airline,".

use super::form::normalise;
use super::lists;
use super::tag::Tagged;
use crate::annotate::EntityKind;
use crate::annotate::text::Text;

/// What companies and charities are called.
const TRADES: &[&str] = &[
    "airline",
    "automaker",
    "bank",
    "brewer",
    "broadcaster",
    "carmaker",
    "carrier",
    "charity",
    "company",
    "developer",
    "drugmaker",
    "firm",
    "insurer",
    "lender",
    "maker",
    "manufacturer",
    "operator",
    "publisher",
    "retailer",
    "supplier",
    "utility",
];

/// Makes a body of what the tagger holds to be a person, between commas beside such a noun, unless its first word is a
/// given name.
pub(super) fn follow(text: &Text<'_>, name: &mut Tagged) {
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let word = |i: usize| if i < text.tokens.len() { text.word(i) } else { "" };
    if name.kind != EntityKind::Person || !(2..=3).contains(&(end - start)) || word(end) != "," {
        return;
    }
    let is_trade = |i: usize| TRADES.contains(&word(i));
    let is_behind = start > 2 && word(start - 1) == "," && is_trade(start - 2);
    let is_determined = is_behind && matches!(word(start - 3), "The" | "the" | "Its" | "its");
    let is_before = matches!(word(end + 1), "the" | "a" | "an") && is_trade(end + 2) && word(end + 3) == ",";
    let first = normalise(word(start));
    let is_given = || lists::listed_words([&*first].into_iter()) & lists::GIVEN != 0;
    if (is_determined || is_before) && !is_given() {
        name.kind = EntityKind::Org;
    }
}
