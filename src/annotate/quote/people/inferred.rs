//! Descriptions that nothing ties to a name → whom they most likely mean.
//!
//! "Bob Poe came at ten. “Am I late?” the coach asked": where nobody is called a coach, the person named just
//! before is, if the article keeps to it.

use rustc_hash::FxHashMap;

use super::roster::Naming;
use super::titles::{BEARERS, DETERMINERS};
use crate::annotate::callings::plain;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases::{key, phrases};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::sentence::teller;
use crate::annotate::quote::tagger::passes::SOURCE;
use crate::annotate::text::Run;

/// Returns the persons by the words of the descriptions, and how likely each is; `is_borne` tells whether the
/// article calls somebody by a noun.
pub(super) fn inferred(
    scene: &Scene<'_>,
    namings: &[Naming],
    is_borne: impl Fn(&str) -> bool,
) -> FxHashMap<String, (usize, f32)> {
    let mut votes: FxHashMap<String, Vec<(usize, u32)>> = FxHashMap::default();
    let speaks = |p: &Run| scene.best_probability(*p, SOURCE) > 0.3;
    let said = |p: &Run| speaks(p) && scene.marks.region_of(p.start as usize).is_none();
    for phrase in phrases(scene).filter(said) {
        let is_tied = is_borne(&plain(scene.word(phrase.end as usize - 1)));
        let Some((person, weight)) = named_before(scene, namings, phrase).filter(|_| !is_tied) else { continue };
        let list = votes.entry(key(scene, phrase)).or_default();
        match list.iter().position(|v| v.0 == person) {
            Some(known) => list[known].1 += weight,
            None if list.len() < BEARERS => list.push((person, weight)),
            None => {}
        }
    }
    let held = votes.into_iter().filter_map(|(words, list)| {
        let all: u32 = list.iter().map(|v| v.1).sum();
        let &(person, most) = list.iter().max_by_key(|v| (v.1, std::cmp::Reverse(v.0)))?;
        let is_kept_to = most >= 3 && most * 3 >= all * 2;
        is_kept_to.then_some((words, (person, if most >= 6 { 0.92 } else { 0.86 })))
    });
    held.collect()
}

/// The person whom the sentences before a description are about: who opens one of the two
/// before it in the paragraph, else who is named last within six. Who is there called
/// something else ("Bob Poe, a spokesman") is not meant.
fn named_before(scene: &Scene<'_>, namings: &[Naming], phrase: Run) -> Option<(usize, u32)> {
    let start = phrase.start as usize;
    let end = namings.partition_point(|n| (n.tokens.start as usize) < start);
    let gap = |n: &Naming| scene.sentences[start] - scene.sentences[n.tokens.start as usize];
    // "Ann Roe met the coach": he is somebody else.
    let free = |n: &&Naming| {
        let at = n.tokens.start as usize;
        let owner = is_possessive(scene, n.tokens.end as usize);
        gap(n) > 0 && scene.marks.region_of(at).is_none() && !owner && !is_introduced(scene, n)
    };
    let before = || namings[..end].iter().rev().take(8).take_while(|n| gap(n) <= 6).filter(free);
    let close = |n: &&Naming| {
        let at = n.tokens.start as usize;
        gap(n) <= 2 && scene.paragraph_of(at) == scene.paragraph_of(start)
    };
    if let Some(subject) = before().find(|n| close(n) && opens(scene, n.tokens)) {
        return Some((subject.person, 3));
    }
    let last = before().next()?;
    Some((last.person, if close(&last) { 2 } else { 1 }))
}

/// Tells whether an apposition follows a name.
fn is_introduced(scene: &Scene<'_>, naming: &Naming) -> bool {
    let end = naming.tokens.end as usize;
    let is_led = scene.is_word(end, &[","]) && scene.is_word(end + 1, DETERMINERS);
    is_led && teller::behind(scene, naming.tokens).is_none()
}

/// Tells whether a name opens its sentence, titles aside.
fn opens(scene: &Scene<'_>, name: Run) -> bool {
    let mut at = name.start as usize;
    let sentence = scene.sentences[at];
    let inside = |i: usize| scene.sentences[i] == sentence;
    while at > 0 && inside(at - 1) && (scene.is_title(at - 1) || scene.is_word(at - 1, &["the"])) {
        at -= 1;
    }
    at == 0 || !inside(at - 1)
}
