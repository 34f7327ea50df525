//! Who asks and who is asked: "“We won,” Roe told KTV's Ann Dell", "Roe told host Ann Dell", "Roe told Ann Dell on “The
//! Hour”" → Dell is the host, Roe her guest.

use crate::annotate::quote::grammar::gender::pronoun;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::word_set::WordSet;
use crate::annotate::{EntityKind, date};

/// Namings before that are looked at, words of who somebody is, and words between a guest and "told".
const NAMINGS: usize = 60;
const TITLES: usize = 8;
const BETWEEN: usize = 3;

/// What somebody is who asks for a living.
pub(super) const ROLES: &WordSet = &WordSet::of(&[
    "anchor",
    "anchorman",
    "anchorwoman",
    "co-anchor",
    "co-host",
    "cohost",
    "columnist",
    "correspondent",
    "host",
    "interviewer",
    "journalist",
    "moderator",
    "presenter",
    "reporter",
]);

/// What a description calls whoever asks.
pub(super) const HOSTS: &WordSet =
    &WordSet::of(&["anchor", "co-anchor", "co-host", "host", "interviewer", "moderator"]);

/// Who is interviewed by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interview {
    pub host: usize,
    pub guest: usize,
}

/// Finds the interviews that are told of before a token, the nearest first.
pub(super) fn before<'a>(
    scene: &'a Scene<'_>,
    people: &'a People,
    token: usize,
) -> impl Iterator<Item = Interview> + 'a {
    let end = people.namings.partition_point(|n| (n.tokens.start as usize) < token);
    let latest = people.namings[..end].iter().rev().take(NAMINGS);
    latest.filter(|n| !n.is_described).filter_map(|host| interview(scene, people, host))
}

/// Returns who of those who interview is named last before a token.
pub(super) fn host(scene: &Scene<'_>, people: &People, token: usize) -> Option<usize> {
    let hosts: Vec<usize> = before(scene, people, token).map(|interview| interview.host).collect();
    let end = people.namings.partition_point(|n| (n.tokens.start as usize) < token);
    let latest = people.namings[..end].iter().rev().take(NAMINGS);
    latest.map(|n| n.person).find(|person| hosts.contains(person))
}

/// Reads who tells a naming's person something, where she is said to ask for a living or to do so on the air.
fn interview(scene: &Scene<'_>, people: &People, host: &Naming) -> Option<Interview> {
    let start = host.tokens.start as usize;
    let is_part = |i: usize| {
        scene.is_title(i)
            || scene.forms[i].is_capital
            || scene.is_calling(i)
            || scene.is_word(i, ROLES)
            || is_possessive(scene, i)
            || scene.is_word(i, &["-", "the"])
    };
    let link = (start.saturating_sub(TITLES)..start).rev().find(|&i| !is_part(i))?;
    let is_on_air = (link + 1..start).any(|i| scene.is_word(i, ROLES) || is_possessive(scene, i) && i + 1 < start)
        || is_possessive(scene, start.checked_sub(1)?)
        || on_air(scene, host.tokens.end as usize);
    let same = scene.sentences[link] == scene.sentences[start];
    if !is_on_air || !same || is_possessive(scene, host.tokens.end as usize) {
        return None;
    }
    let guest = if scene.is_word(link, &["tell", "telling", "tells", "told"]) {
        teller(scene, people, link)?
    } else {
        let is_with = scene.is_word(link, &["with"]) && scene.is_word(link.checked_sub(1)?, &["interview"]);
        let is_by = scene.is_word(link, &["by"]) && scene.is_word(link.checked_sub(1)?, &["interviewed"]);
        let sentence = *scene.text.sentences.get(scene.sentences[link] as usize).filter(|_| is_with || is_by)?;
        people.namings_between(&[sentence]).next()?.person
    };
    (guest != host.person).then_some(Interview { host: host.person, guest })
}

/// Who tells: the name before the verb, or the person named before "he".
fn teller(scene: &Scene<'_>, people: &People, verb: usize) -> Option<usize> {
    let is_here = |i: usize| scene.sentences[i] == scene.sentences[verb] && scene.word(i) != ",";
    let own = people.namings[..people.namings.partition_point(|n| n.tokens.end as usize <= verb)].last()?;
    let end = own.tokens.end as usize;
    if end + BETWEEN >= verb && (end..verb).all(|i| is_here(i) && scene.is_wordlike(i)) {
        return is_here(end - 1).then_some(own.person);
    }
    let mut helpers = (verb.saturating_sub(BETWEEN)..verb).rev();
    let gender = helpers.find_map(|i| pronoun(scene.word(i)).filter(|_| scene.is_word(i, &["he", "she"])))?;
    let start = scene.text.sentences.get(scene.sentences[verb] as usize)?.start;
    let until = people.namings.partition_point(|n| n.tokens.start < start);
    let told = people.namings[..until].iter().rev().take(TITLES);
    let mut told = told.filter(|n| scene.marks.region_of(n.tokens.start as usize).is_none());
    told.find(|n| people.persons[n.person].may_be(gender)).map(|n| n.person)
}

/// Tells whether a programme or network stands behind a name: "on “The Hour”", "on KTV's “Hour”", "of KTV".
fn on_air(scene: &Scene<'_>, end: usize) -> bool {
    let is_large = |i: usize| scene.forms.get(i).is_some_and(|form| form.is_capital);
    let is_role = scene.word(end) == "," && (end + 1..end + 1 + BETWEEN).any(|i| scene.is_word(i, ROLES));
    let is_name = |i: usize| {
        let is_body = || !scene.entities_in(run_of(i, i + 1)).iter().any(|e| e.kind == EntityKind::Place);
        is_large(i) && is_body() && !date::is_weekday(scene.word(i))
    };
    let is_marked = |i: usize| scene.marks.region_of(i).is_some_and(|region| region.start as usize == i);
    let is_on = scene.is_word(end, &["of", "on"]) && (is_name(end + 1) || is_marked(end + 1));
    is_role || is_on
}
