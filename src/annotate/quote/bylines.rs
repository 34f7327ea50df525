//! Who is named only in the line that tells who wrote the article ("By Ann Roe"): she is nobody whom it tells of.

use super::extent::is_verb;
use super::people::{Naming, is_possessive};
use super::person::Person;
use super::scene::{Scene, run_of};
use super::word_set::WordSet;
use crate::annotate::text::Run;

/// Longest line that names who wrote, and that tells below it what she is, in tokens.
const LINE: usize = 12;
const BELOW: usize = 5;
/// What is said of her there.
const WRITERS: &WordSet = &WordSet::of(&[
    "columnist",
    "correspondent",
    "correspondents",
    "editor",
    "reporter",
    "reporters",
    "staff",
    "writer",
]);

/// Marks those of an article who are named nowhere else.
pub(super) fn mark(scene: &Scene<'_>, namings: &[Naming], persons: &mut [Person]) {
    let named = || namings.iter().filter(|n| !n.is_described);
    let is_byline = |naming: &Naming| is_byline(scene, naming.tokens);
    let is_here: Vec<bool> = named().map(is_byline).collect();
    named().zip(&is_here).filter(|(_, is)| **is).for_each(|(n, _)| persons[n.person].is_author = true);
    named().zip(&is_here).filter(|(_, is)| !**is).for_each(|(n, _)| persons[n.person].is_author = false);
}

/// Tells whether a name stands in a line that opens with "By" and has no verb ("By Ann Roe and Bo Dell, Vale Courier"),
/// or fills one above "Staff Writer".
fn is_byline(scene: &Scene<'_>, name: Run) -> bool {
    let number = scene.paragraph_of(name.start as usize);
    let line = scene.text.paragraph_tokens(number);
    let (start, end) = (line.start as usize, line.end as usize);
    if line.range().len() > LINE || line.range().is_empty() || is_possessive(scene, name.end as usize) {
        return false;
    }
    let is_part = |i: usize| !is_verb(scene, i) || (name.start as usize..name.end as usize).contains(&i);
    let is_first = || {
        let before = (start + 1..name.start as usize).rev().find(|&i| !scene.forms[i].is_capital);
        before.is_none_or(|i| scene.is_word(i, &["and", "&", ","]))
    };
    if scene.is_word(start, &["by"]) {
        return scene.word(end - 1) != "." && line.range().all(is_part) && is_first();
    }
    let is_whole = line.range().all(|i| scene.forms[i].is_capital) && name.end == line.end;
    is_whole && is_below(scene, number)
}

/// Tells whether the line below one tells that somebody writes: "Staff Writer", "Courier Reporter".
fn is_below(scene: &Scene<'_>, number: usize) -> bool {
    if number + 1 >= scene.text.paragraphs.len() {
        return false;
    }
    let below = scene.text.paragraph_tokens(number + 1);
    let is_writer = |i: usize| scene.forms[i].is_capital && scene.is_word(i, WRITERS);
    let below = run_of(below.start as usize, below.end as usize);
    below.range().len() <= BELOW && below.range().any(is_writer) && !below.range().any(|i| is_verb(scene, i))
}
