//! "A statement from her campaign" → the campaign of the person whom the pronoun means. "Her campaign said" names
//! nobody to those who annotated the articles that the models learn from.

use super::antecedent::{Anaphor, antecedent};
use super::beside::STAFFS;
use super::gender::pronoun;
use super::models::Models;
use super::people::{People, is_possessive};
use super::scene::Scene;
use super::speaker::{Around, Named};
use crate::annotate::text::Run;

/// The campaign that made a document ("a memo from his campaign", "her campaign's commercials").
pub(super) fn maker(
    scene: &Scene<'_>,
    people: &People,
    source: Run,
    around: Around<'_>,
    models: &Models,
) -> Option<Named> {
    let (start, end) = (source.start as usize, source.end as usize);
    let is_led = |i: usize| i == start || scene.is_word(i - 1, &["by", "from", "that"]);
    let is_whole = |i: usize| i > start || is_possessive(scene, i + 2);
    let token = (start..end.saturating_sub(1)).find(|&i| is_owned(scene, i) && is_led(i) && is_whole(i))?;
    of(scene, people, token, around, models)
}

fn is_owned(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_word(token, &["her", "his"]) && scene.is_word(token + 1, STAFFS) && !scene.is_calling(token + 2)
}

fn of(scene: &Scene<'_>, people: &People, token: usize, around: Around<'_>, models: &Models) -> Option<Named> {
    let (before, gender) = (around.before(), pronoun(scene.word(token))?);
    let Around { contents, told, .. } = around;
    let owner = antecedent(scene, people, Anaphor { token, gender, before, contents, told }, models)?;
    let surname = people.persons[owner.person?].surname();
    Some(Named { name: format!("{surname} {}", scene.word(token + 1)), person: None, kind: 2, ..owner })
}
