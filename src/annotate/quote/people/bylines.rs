//! Who is named only in the line that tells who wrote the article ("By Ann Roe"), or there and at its foot ("Ann Roe is a
//! columnist"): she is nobody whom it tells of.

use super::person::Person;
use super::roster::Naming;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Longest line that names who wrote, and that tells below it what she is, in tokens.
const LINE: usize = 12;
const BELOW: usize = 5;
/// What she does at the foot of an article, and what readers do.
const FEET: &WordSet = &WordSet::of(&["can", "contributed", "is", "teaches", "works", "writes"]);
const REACHES: &WordSet = &WordSet::of(&["contact", "email", "e-mail", "follow", "reach", "reporting"]);
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
    // At the foot alone she may be told of, and a line of nothing but a name may be a heading.
    let mut feet: Vec<usize> = named().filter(|n| is_foot(scene, n.tokens)).map(|n| n.person).collect();
    feet.sort_unstable();
    let is_writer = |n: &Naming| feet.binary_search(&n.person).is_ok();
    let is_line = |n: &Naming| is_writer(n) && is_below_headline(scene, n.tokens);
    named().filter(|n| is_line(n)).for_each(|n| persons[n.person].is_author = true);
    let is_elsewhere = |n: &Naming| !is_line(n) && !is_foot(scene, n.tokens);
    named()
        .zip(&is_here)
        .filter(|(n, is)| !**is && is_elsewhere(n))
        .for_each(|(n, _)| persons[n.person].is_author = false);
}

/// Tells whether a name stands in one of the last paragraphs as who wrote: "Ann Roe is a columnist for the Courier",
/// "Reach Ann Roe at …", "Additional reporting by Ann Roe".
fn is_foot(scene: &Scene<'_>, name: Run) -> bool {
    const LAST: usize = 3;
    const BEFORE: usize = 3;
    let number = scene.paragraph_of(name.start as usize);
    if number < 2 || number + LAST < scene.text.paragraphs.len() {
        return false;
    }
    let start = scene.text.paragraph_tokens(number).start as usize;
    let first = name.start as usize;
    let opens = (start..first).all(|i| !scene.is_wordlike(i));
    let writes = opens && scene.is_word(name.end as usize, FEET);
    let is_reached =
        (start..first.min(start + BEFORE)).any(|i| scene.is_word(i, REACHES)) && first <= start + BEFORE + 1;
    writes || is_reached
}

/// Tells whether a name fills a line among the first ones, or stands in it behind "Words:" or "Opinion by" and before
/// what she is.
fn is_below_headline(scene: &Scene<'_>, name: Run) -> bool {
    const FIRST: usize = 3;
    let number = scene.paragraph_of(name.start as usize);
    let line = scene.text.paragraph_tokens(number);
    let before = run_of(line.start as usize, name.start as usize);
    let is_led = before.range().is_empty()
        || before.range().len() <= 2 && before.range().next_back().is_some_and(|i| scene.is_word(i, &["by", ":", "|"]));
    let is_plain = |i: usize| !is_verb(scene, i) && !scene.word(i).starts_with(['.', '!', '?']);
    (1..=FIRST).contains(&number)
        && line.range().len() <= LINE
        && is_led
        && (name.end as usize..line.end as usize).all(is_plain)
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
