//! Streets and parks that look like persons: "a raccoon was seen on [Willow Lane]", "Lost dog, [Martin Street]."

use rustc_hash::FxHashSet;

use super::form::normalise;
use super::lists;
use super::tag::Tagged;
use super::tidy::PERSONAL;
use crate::annotate::EntityKind;
use crate::annotate::kin::is_kin;
use crate::annotate::text::{Text, TokenKind};

/// Last words of streets and the like, which are surnames, too.
pub(super) const WAYS: &[&str] = &[
    "Avenue",
    "Boulevard",
    "Circle",
    "Court",
    "Crescent",
    "Drive",
    "Lane",
    "Park",
    "Place",
    "Road",
    "Street",
    "Terrace",
];
/// Most tokens of a note that ends with where it was: "Oct. 2 — Lost dog, Martin Street."
const NOTE: usize = 12;

/// Makes places of what the tagger holds to be persons and the article has as streets.
pub(super) fn mend(text: &Text<'_>, tagged: &mut [Tagged]) {
    let words = |name: &Tagged| {
        let start = name.tokens.start as usize;
        (text.word(start), text.word(start + 1))
    };
    let is_way = |name: &&Tagged| {
        name.kind == EntityKind::Person && name.tokens.range().len() == 2 && WAYS.contains(&words(name).1)
    };
    let found: FxHashSet<(&str, &str)> =
        tagged.iter().filter(is_way).filter(|name| is_where(text, name)).map(words).collect();
    if found.is_empty() {
        return;
    }
    // "Mr. Lane said", "Lane said": a person after all.
    let is_titled = |name: &Tagged| {
        (name.tokens.start as usize)
            .checked_sub(1)
            .is_some_and(|i| PERSONAL.contains(&text.word(i).trim_end_matches('.')))
    };
    let borne = tagged.iter().filter(|name| name.kind == EntityKind::Person).filter_map(|name| {
        let last = text.word(name.tokens.end as usize - 1);
        (name.tokens.range().len() == 1 || is_titled(name)).then_some(last)
    });
    let borne: FxHashSet<&str> = borne.collect();
    for name in tagged.iter_mut() {
        if is_way(&&*name) && found.contains(&words(name)) && !borne.contains(words(name).1) {
            name.kind = EntityKind::Place;
        }
    }
}

/// Tells whether a name stands for where something was.
fn is_where(text: &Text<'_>, name: &Tagged) -> bool {
    let start = name.tokens.start as usize;
    let Some(before) = start.checked_sub(1) else { return false };
    let is_given = || {
        let first = normalise(text.word(start));
        lists::listed_words([&*first].into_iter()) & (lists::FEMALE | lists::MALE) != 0
    };
    match text.word(before) {
        "on" | "along" | "off" => true,
        "at" | "near" => !is_given(),
        "of" => before > 0 && text.word(before - 1) == "block",
        "," => closes_note(text, name),
        _ => text.tokens[before].kind == TokenKind::Number,
    }
}

/// Tells whether a name ends a note behind a comma: "Oct. 2 — Lost dog, [Martin Street]."
fn closes_note(text: &Text<'_>, name: &Tagged) -> bool {
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let number = text.sentences.partition_point(|s| s.start as usize <= start).checked_sub(1);
    let Some(sentence) = number.map(|n| text.sentences[n]) else { return false };
    let is_word = |i: usize| text.word(i).starts_with(char::is_alphabetic);
    let is_led =
        |i: usize| matches!(text.word(i).to_lowercase().as_str(), "a" | "an" | "the" | "his" | "her" | "my" | "their");
    let is_last = (end..sentence.end as usize).all(|i| !is_word(i));
    let noun = start.checked_sub(2).map_or("", |i| text.word(i));
    let is_thing = noun.starts_with(char::is_lowercase) && !is_kin(noun);
    is_last && is_thing && sentence.range().len() <= NOTE && !(sentence.start as usize..start).any(is_led)
}
