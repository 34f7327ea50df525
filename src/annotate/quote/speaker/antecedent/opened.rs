//! A description with which the sentence before opens, and whom it means: "Ann Roe runs a bakery.¶[The former teacher]
//! has broken with Ida Dell. “I made up my mind,” she said".
//!
//! It weighs as much as her name would there: the ranker learnt little of such descriptions, which reported articles
//! leave open.

use super::barred::{HIM, sentence_before};
use super::{Anaphor, exchange};
use crate::annotate::quote::grammar::gender::{Gender, pronoun};
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::speaker::description::{Description, by_rule};
use crate::annotate::quote::speaker::nominal::{LATEST, Told};
use crate::annotate::quote::speaker::reference::Heard;
use crate::annotate::text::Run;

/// Most tokens of a description.
const LONGEST: usize = 10;

/// Returns the description and whom it means, where the pronoun may mean her.
pub(super) fn subject(scene: &Scene<'_>, people: &People, anaphor: Anaphor<'_>) -> Option<(Run, usize)> {
    let sentence = sentence_before(scene, anaphor)?;
    let source = phrase(scene, sentence)?;
    let is_known = |told: &Told| overlap(told.source, source) > 0;
    let words = [source];
    let is_named = people.namings_between(&words).any(|n| !n.is_described);
    if is_named || anaphor.told.iter().rev().take(LATEST).any(is_known) || has_object(scene, sentence, anaphor.gender) {
        return None;
    }
    let rest = [Run { start: source.end, ..sentence }];
    let description = Description { source, before: anaphor.before, contents: &rest, heard: Heard::default() };
    let held = || people.titles.holder_from(scene, source).or_else(|| people.titles.holder(scene, source));
    let ruled = || by_rule(scene, people, description, anaphor.told).and_then(|named| named.person);
    let person = held().map(|held| held.0).or_else(ruled)?;
    let naming = people.first_naming(person)?;
    exchange::may_be(people, &naming, anaphor.gender).then_some((source, person))
}

/// Tells whether a sentence is about what somebody does to "him" or "her", whom the pronoun rather means: "The nominee
/// offered her a job".
fn has_object(scene: &Scene<'_>, sentence: Run, gender: Gender) -> bool {
    let is_object = |i: usize| {
        let next = scene.word(i + 1);
        scene.is_word(i, &["him"]) || is_stop(next) || !scene.is_wordlike(i + 1) || scene.is_word(i + 1, &["a", "an"])
    };
    sentence.range().any(|i| scene.is_word(i, HIM) && pronoun(scene.word(i)) == Some(gender) && is_object(i))
}

/// The description that a sentence opens with and its verb follows: "The 61-year-old farmer wrote".
fn phrase(scene: &Scene<'_>, sentence: Run) -> Option<Run> {
    let start = opening(scene, sentence);
    let limit = (sentence.end as usize).min(start + LONGEST);
    let is_part = |i: usize| scene.is_wordlike(i) || scene.word(i) == "-";
    let end = (start + 1..limit).find(|&i| !is_part(i) || is_verb(scene, i) && !scene.is_in_age(i))?;
    (scene.is_word(start, &["the"]) && is_verb(scene, end) && end > start + 1).then(|| run_of(start, end))
}
