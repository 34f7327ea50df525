//! Behind the question of who interviews him "he" is who is interviewed: "“We won,” Roe told KTV's Bo Dell.¶“By how much?”
//! Dell asked.¶“A lot,” [he] said".

use super::Anaphor;
use super::barred::{REPLIES, before_comma, first_token, sentence_before};
use super::exchange::{ASKS, may_be, to_you};
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::quote::speaker::interviews;

/// How sure it is.
pub(super) const SURE: f32 = 0.9;
/// Most words between who asks and her verb.
const BETWEEN: usize = 3;

/// Returns who answers an interviewer that the sentence before is told by.
pub(super) fn answers(scene: &Scene<'_>, people: &People, anaphor: Anaphor<'_>) -> Option<usize> {
    let clause = before_comma(scene, anaphor).filter(|_| first_token(anaphor) == anaphor.token);
    let before = [clause.or_else(|| sentence_before(scene, anaphor))?];
    let first = first_token(anaphor);
    let is_told = |n: &&Naming| scene.marks.region_of(n.tokens.start as usize).is_none();
    let host = people.namings_between(&before).filter(is_told).find(|n| is_subject(scene, n))?;
    let interview = interviews::before(scene, people, first).find(|i| i.host == host.person)?;
    let is_guest = |n: &Naming| n.person == interview.guest && may_be(people, n, anaphor.gender);
    let guest = people.first_naming(interview.guest).filter(is_guest)?;
    let is_next = scene.paragraph_of(first) > scene.paragraph_of(host.tokens.start as usize);
    let replies = (anaphor.token + 1..anaphor.token + 2 + BETWEEN).any(|i| scene.is_word(i, REPLIES));
    let fits = is_next || replies || asks(scene, host);
    let mut behind = anaphor.token + 1..anaphor.token + 2 + BETWEEN;
    let asks_on = to_you(scene, anaphor) || behind.any(|i| scene.is_word(i, ASKS));
    (fits && !asks_on).then_some(guest.person)
}

/// Tells whether a name is what a verb is about: "Dell asked", "asked Dell".
fn is_subject(scene: &Scene<'_>, name: &Naming) -> bool {
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let is_behind = (end..end + BETWEEN).take_while(|&i| scene.is_wordlike(i)).any(|i| is_verb(scene, i));
    let is_before = start.checked_sub(1).is_some_and(|i| scene.is_word(i, ASKS) || scene.is_word(i, &["said"]));
    (is_behind || is_before) && !is_possessive(scene, end)
}

/// Tells whether somebody asks.
fn asks(scene: &Scene<'_>, name: &Naming) -> bool {
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let near = (end..end + BETWEEN).chain(start.checked_sub(1));
    near.into_iter().any(|i| scene.is_word(i, ASKS))
}
