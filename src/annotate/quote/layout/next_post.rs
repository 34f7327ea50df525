//! "“We are ready,” Roe tweeted.¶[A second tweet] followed: “See you in Larn.”", "A minute later: “Call me.”": the next
//! post, text or message is by who wrote the last.

use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::people::roster::People;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// How sure it is where a noun tells of the post, and where a line leads to it.
pub(crate) const SURE: f32 = 0.9;
pub(crate) const LED: f32 = 0.99;
/// Longest line that leads to such a quotation, in tokens, and paragraphs since the last post.
const LINE: usize = 12;
const PARAGRAPHS: usize = 2;
/// Tokens of a paragraph that are looked at.
const REACH: usize = 200;
/// What is posted or sent.
const POSTS: &WordSet = &WordSet::of(&["message", "post", "text", "tweet"]);
/// Which of several it is, and words for a third one without its noun.
const NEXT: &WordSet = &WordSet::of(&[
    "additional",
    "another",
    "final",
    "fifth",
    "follow-up",
    "fourth",
    "further",
    "later",
    "next",
    "second",
    "subsequent",
    "third",
]);
/// What somebody did who posted or sent something, and where.
const POSTED: &WordSet = &WordSet::of(&[
    "facebook",
    "instagram",
    "messaged",
    "post",
    "posted",
    "posting",
    "text",
    "texted",
    "tweet",
    "tweeted",
    "tweeting",
    "tweets",
    "twitter",
]);
/// What such a line may tell of the post.
const FOLLOWS: &WordSet = &WordSet::of(&["came", "followed", "read", "said", "went"]);

/// Tells whether a source is the next post, by nobody whom it names: "a later post".
pub(crate) fn is_next(scene: &Scene<'_>, source: Run) -> bool {
    let last = (source.end as usize).saturating_sub(1);
    let is_short = source.range().len() <= 4 && source.range().all(|i| scene.is_wordlike(i));
    let next = |i: usize| scene.is_word(i, NEXT);
    is_short && scene.is_word(last, POSTS) && (source.start as usize..last).any(next)
}

/// Tells whether a line before a colon leads to the next post: "And a third:", "A second tweet followed an hour later:".
pub(crate) fn leads(scene: &Scene<'_>, line: Run) -> bool {
    let (start, end) = (line.start as usize, line.end as usize);
    let Some(colon) = end.checked_sub(1).filter(|&i| scene.word(i) == ":" && i > start) else { return false };
    let is_plain = |i: usize| {
        let is_name = i > start && scene.forms[i].is_capital;
        scene.is_wordlike(i) && !is_name && (!is_verb(scene, i) || scene.is_word(i, FOLLOWS) || scene.is_word(i, POSTS))
    };
    let is_other = |i: usize| scene.is_word(i, &["by", "from", "he", "i", "she", "they", "we"]);
    let is_line = colon - start <= LINE && (start..colon).all(|i| is_plain(i) && !is_other(i));
    is_line && (start..colon).any(|i| scene.is_word(i, NEXT))
}

/// Who wrote the last post, which begins at a token, where nobody else is named since.
pub(crate) fn writer(scene: &Scene<'_>, people: &People, last: Option<(usize, usize)>, from: usize) -> Option<usize> {
    let (person, start) = last.filter(|last| last.1 < from)?;
    let paragraph = scene.paragraph_of(start);
    let words = scene.text.paragraph_tokens(paragraph);
    let is_posted = |i: usize| scene.is_word(i, POSTED) && scene.marks.region_of(i).is_none();
    let until = (words.end as usize).min(from).min(words.start as usize + REACH);
    let is_near = scene.paragraph_of(from) - paragraph <= PARAGRAPHS;
    let since = [run_of(words.end as usize, from.max(words.end as usize))];
    let is_only = people.namings_between(&since).all(|n| n.person == person);
    // "A minute later: “Call me.”" goes on with a post, too.
    let is_led = || {
        let colon = (words.start as usize..until).take(LINE + 1).find(|&i| scene.word(i) == ":");
        colon.is_some_and(|colon| leads(scene, run_of(words.start as usize, colon + 1)))
    };
    let is_post = (words.start as usize..until).any(is_posted) || is_led();
    (is_near && is_only && is_post).then_some(person)
}
