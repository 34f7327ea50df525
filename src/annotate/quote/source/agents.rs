//! "A woman shot by [Bo Dell] said": a name behind "by" that only tells who did something to those who speak, and "a
//! spokesman for the builder, [Vale Homes],", which tells whose spokesman it is.

use super::inside::ends;
use super::modifiers::is_somebody;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::people::candidate::Candidate;
use crate::annotate::quote::words::writings;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens before a source's noun, between a participle and "by", and between "by" and a name.
const HEAD: usize = 4;
const BETWEEN: usize = 3;
const TITLES: usize = 8;

/// What is done to writings, not to persons: "a voter guide published by".
const MADE: &WordSet = &WordSet::of(&[
    "compiled",
    "drafted",
    "issued",
    "posted",
    "produced",
    "published",
    "released",
    "shared",
    "signed",
    "written",
]);
/// Words behind a noun that tell more of it.
const FOLLOWS: &WordSet =
    &WordSet::of(&["at", "from", "in", "of", "on", "that", "who", "whom", "whose", "with", "to", "for"]);
/// Participles that do not end in "-ed" or "-en".
const PARTICIPLES: &WordSet = &WordSet::of(&[
    "bought", "brought", "built", "caught", "cut", "found", "held", "hit", "hurt", "led", "left", "lent", "made",
    "met", "paid", "put", "run", "sent", "shot", "sold", "struck", "stung", "taught", "told", "won", "worn",
]);

/// Tells whether somebody is named only as who did something to those who speak: "a trainee bullied by Sergeant [Bo
/// Dell]", "two boys hurt by the former mayor, [Bo Dell],"; not "the man held by police, Bo Dell,", who speaks, nor "a
/// letter signed by Ann Roe".
pub(super) fn is_agent(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let start = name.tokens.start as usize;
    let Some(head) = head_of(scene, source).filter(|&head| head < start) else { return false };
    let by = (head + 1..start).rev().take(TITLES).find(|&i| scene.is_word(i, &["by"]));
    let Some(by) = by.filter(|&by| is_done(scene, head, by)) else { return false };
    let is_title = |i: usize| scene.forms[i].is_capital || scene.is_title(i) || scene.is_calling(i);
    let is_small = |i: usize| scene.is_wordlike(i) && !is_verb(scene, i) && !scene.is_word(i, &["and", "who"]);
    let Some(comma) = (by + 1..start).find(|&i| scene.word(i) == ",") else {
        return (by + 1..start).all(|i| is_title(i) || is_small(i));
    };
    // Of one who was hurt by one man, the name behind the comma may be either's.
    let are_many = scene.word(head).ends_with('s') && !scene.is_one_person(head);
    let is_led = scene.is_word(by + 1, &["a", "an", "her", "his", "the", "their"]) && scene.is_calling(comma - 1);
    let is_one = !scene.word(comma - 1).ends_with('s');
    are_many && is_led && is_one && (by + 1..comma).all(is_small) && (comma + 1..start).all(is_title)
}

/// The noun for somebody that heads a source, in small letters: "[woman] shot by", not "voter guide published by",
/// "interviews with voters".
fn head_of(scene: &Scene<'_>, source: Run) -> Option<usize> {
    let is_unnamed = |i: usize| scene.entities_in(run_of(i, i + 1)).is_empty();
    let opens = |i: usize| i == source.start as usize && is_unnamed(i);
    let is_small = |i: usize| scene.is_wordlike(i) && (!scene.forms[i].is_capital || opens(i));
    let plain = |&i: &usize| is_small(i) && !scene.is_word(i, FOLLOWS);
    let goes_on = |i: usize| {
        let is_manner = scene.word(i).ends_with("ly") && is_participle(scene, i + 1);
        scene.is_word(i, FOLLOWS) || is_participle(scene, i) || is_manner || scene.word(i) == ","
    };
    let mut words = source.range().take(HEAD).take_while(plain);
    let head = words.find(|&i| is_somebody(scene, i) && goes_on(i + 1))?;
    writings::family_of(&scene.word(head).to_lowercase()).is_none().then_some(head)
}

/// Tells whether a participle stands before "by" that is done to somebody.
fn is_done(scene: &Scene<'_>, head: usize, by: usize) -> bool {
    let near = (head + 1..by).rev().take(BETWEEN + 1).take_while(|&i| scene.is_wordlike(i));
    near.into_iter().any(|i| is_participle(scene, i) && !scene.is_word(i, MADE))
}

fn is_participle(scene: &Scene<'_>, token: usize) -> bool {
    let word = scene.word(token);
    let ends = word.len() > 4 && (word.ends_with("ed") || word.ends_with("en"));
    scene.forms.get(token).is_some_and(|form| !form.is_capital) && (ends || scene.is_word(token, PARTICIPLES))
}

/// Tells whether a body is named only behind the noun that tells whose spokesman speaks: "a lawyer for the airline,
/// [Vale Air],".
pub(super) fn is_represented(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let (first, start) = (source.start as usize, name.tokens.start as usize);
    let Some(comma) = start.checked_sub(1).filter(|&i| scene.word(i) == "," && i > first) else { return false };
    let is_small = |i: usize| scene.is_wordlike(i) && !scene.forms[i].is_capital;
    let is_for = |&i: &usize| scene.is_word(i, &["for"]) && scene.is_word(i + 1, &["the", "its", "their"]);
    let link = (first + 1..comma).rev().take(TITLES).find(is_for);
    let is_role = |link: usize| is_somebody(scene, link - 1) && (link..comma).all(is_small);
    name.kind == 2 && link.is_some_and(is_role) && ends(scene, source, name.tokens)
}
