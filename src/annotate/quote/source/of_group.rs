//! "Lawyers for the couple, [Ann Roe] and [Bo Dell],", "attorneys for Mr. Roe and his wife, [Ann],": names that only tell
//! whose lawyers or relatives speak, who are nobody by name. Of "lawyers for the bank, Ann Roe and Bo Dell," both speak.

use super::modifiers::is_somebody;
use crate::annotate::EntityKind;
use crate::annotate::callings::{is_calling, plain};
use crate::annotate::kin::is_kin;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::people::candidate::Candidate;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens before the noun of who speaks, and between "for" and the comma.
const HEAD: usize = 3;
const GROUP: usize = 6;
/// Several persons, whom no list of callings has.
const SEVERAL: &WordSet = &WordSet::of(&[
    "boys",
    "children",
    "couple",
    "dead",
    "defendants",
    "duo",
    "girls",
    "men",
    "pair",
    "parents",
    "siblings",
    "suspects",
    "teenagers",
    "trio",
    "twins",
    "two",
    "victims",
    "women",
]);

/// Tells whether a person is named only as one of those whose people speak.
pub(super) fn is_named(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let (first, start) = (source.start as usize, name.tokens.start as usize);
    let is_link = |i: usize| scene.is_word(i, &["for", "of"]);
    let is_head = |&i: &usize| scene.word(i).ends_with('s') && is_link(i + 1) && is_somebody(scene, i);
    let head = (first..start.min(first + HEAD)).find(is_head);
    let Some(link) = head.map(|head| head + 1).filter(|&link| name.kind == 1 && link < start) else { return false };
    let Some(comma) = (link + 1..start).take(GROUP + 1).find(|&i| scene.word(i) == ",") else { return false };
    let persons = scene.entities_in(run_of(link + 1, comma)).iter().filter(|e| e.kind == EntityKind::Person).count();
    match persons {
        0 => comma > link + 1 && are_persons(scene, comma - 1) && is_list(scene, comma, source),
        // "Mr. Roe and his wife, Ann,": he is told of as any one is.
        1 => is_relative(scene, link, comma),
        _ => false,
    }
}

/// Tells whether a person only gives a family its name: "the [Roe] family".
pub(super) fn is_family(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let (first, next) = (name.tokens.start as usize, name.tokens.end as usize);
    let is_led = first > source.start as usize && scene.is_word(first - 1, &["a", "an", "both", "the", "two"]);
    name.kind == 1 && is_led && scene.is_word(next, &["clan", "families", "family", "household"])
}

/// Tells whether a noun is for several persons: "officers", "couple".
fn are_persons(scene: &Scene<'_>, noun: usize) -> bool {
    let word = scene.word(noun).to_lowercase();
    let one = word.strip_suffix('s').unwrap_or_default();
    let is_many = !one.is_empty() && (is_kin(one) || is_calling(&plain(one)));
    !scene.forms[noun].is_capital && (is_many || scene.is_word(noun, SEVERAL))
}

/// Tells whether two names or more stand behind a comma, joined by "and".
fn is_list(scene: &Scene<'_>, comma: usize, source: Run) -> bool {
    let rest = run_of(comma + 1, source.end as usize);
    rest.start < rest.end && rest.range().any(|i| scene.is_word(i, &["and", "&"]))
}

/// Tells whether "and his wife" stands before a comma.
fn is_relative(scene: &Scene<'_>, link: usize, comma: usize) -> bool {
    let Some(owner) = comma.checked_sub(2).filter(|&owner| owner > link + 1) else { return false };
    let is_owned = scene.is_word(owner, &["her", "his", "their"]) && scene.is_word(owner - 1, &["and"]);
    is_owned && is_kin(&scene.word(owner + 1).to_lowercase())
}
