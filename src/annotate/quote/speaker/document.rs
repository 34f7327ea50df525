//! Which words are a document, and what the article tells of it before: "a Merrow College poll",
//! later "the poll"; "the letter went on", "it read". Who made it is [`maker`](super::maker)'s to
//! say.

use super::beside::{after_noun, before_noun, writer};
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::source::named::Named;
use crate::annotate::quote::words::writings::{ADS, MAILERS, POLLS, REPORTS};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Sentences before that are looked at: for "the letter", and for "it". Polls and reports are
/// spoken of to the end of an article.
const SENTENCES: u32 = 5;
const SENTENCES_OF_IT: u32 = 1;
/// Sentences after, where nothing before tells ("The mailer was paid for by …").
const SENTENCES_AFTER: u32 = 3;

/// Tokens and mentions of documents that are looked at: no text takes long.
const FARTHEST: usize = 1_500;
const MENTIONS: usize = 40;

/// Tokens before the noun of a source, and between "a" and a noun.
const LONGEST: usize = 6;
const PHRASE: usize = 16;

/// A document that the text names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Document {
    /// The token of the noun.
    pub noun: usize,
    pub family: usize,
}

/// The document that a source is, if it is one: nothing before its noun says otherwise ("voters in
/// a poll"), nor does the next word ("the report’s author", "poll results").
pub(crate) fn head(scene: &Scene<'_>, source: Run) -> Option<Document> {
    let is_open = |&i: &usize| !is_stop(scene.word(i)) && !scene.is_word(i, &[","]);
    let nouns = || source.range().take_while(is_open).take(PHRASE).filter_map(|i| document_at(scene, i));
    // "An opinion poll" is a poll.
    let document = nouns().find(|d| nouns().all(|other| other.noun != d.noun + 1))?;
    let next = document.noun + 1;
    (next >= source.end as usize || may_follow(scene, next)).then_some(document)
}

/// Tells whether a token may stand behind the noun of a document.
fn may_follow(scene: &Scene<'_>, token: usize) -> bool {
    const FOLLOWS: &WordSet = &WordSet::of(&[
        "about", "at", "by", "due", "earlier", "for", "from", "in", "itself", "last", "made", "of", "on", "out",
        "sent", "taken", "that", "this", "to", "which", "with", "written",
    ]);
    let word = scene.word(token);
    !scene.is_wordlike(token) && !is_possessive(scene, token)
        || scene.is_word(token, FOLLOWS)
        || word.ends_with("ed")
        || word.ends_with("day")
}

fn document_at(scene: &Scene<'_>, token: usize) -> Option<Document> {
    let family = usize::from(scene.forms[token].document.checked_sub(1)?);
    // "The Washington Post" is none.
    let opens = token == 0 || scene.sentences[token - 1] != scene.sentences[token];
    let is_noun = !scene.forms[token].is_capital || opens || matches!(family, POLLS | REPORTS);
    is_noun.then_some(Document { noun: token, family })
}

/// A document of a family, or of any, outside quotation marks; "the ad campaign" is none.
fn told_at(scene: &Scene<'_>, token: usize, family: Option<usize>) -> Option<Document> {
    const OTHER: &WordSet = &WordSet::of(&["campaign", "data", "numbers", "office", "results", "workers"]);
    let document = document_at(scene, token).filter(|d| family.is_none_or(|f| f == d.family))?;
    (scene.marks.region_of(token).is_none() && !scene.is_word(token + 1, OTHER)).then_some(document)
}

/// How a maker is told: by a name before the noun, by one after it, by who wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Before,
    After,
    Wrote,
}

/// A document of a family that the article tells of, with its maker where it tells that.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub document: Document,
    pub maker: Option<(Named, How)>,
}

/// The documents told of before a token, the last first: those of a family, or any for "it".
pub(super) fn mentions(scene: &Scene<'_>, people: &People, token: usize, family: Option<usize>) -> Vec<Mention> {
    let most = match family {
        None => SENTENCES_OF_IT,
        Some(POLLS | REPORTS | ADS | MAILERS) => u32::MAX,
        Some(_) => SENTENCES,
    };
    let near = |i: &usize| scene.sentences[token] - scene.sentences[*i] <= most;
    let told = (0..token).rev().take(FARTHEST).take_while(near).filter_map(|i| told_at(scene, i, family));
    told.take(MENTIONS).filter_map(|document| told_here(scene, people, document)).collect()
}

/// The maker that a sentence soon after a token tells.
pub(super) fn told_after(scene: &Scene<'_>, people: &People, token: usize, family: usize) -> Option<Named> {
    let near = |i: &usize| scene.sentences[*i] - scene.sentences[token] <= SENTENCES_AFTER;
    let mut mentions = (token..scene.forms.len()).take(FARTHEST).take_while(near);
    mentions.find_map(|i| {
        let document = told_at(scene, i, Some(family)).filter(|_| !is_introduced(scene, i))?;
        let sentence = scene.text.sentences.get(scene.sentences[i] as usize)?;
        after_noun(scene, people, document, sentence.end as usize)
    })
}

/// A document with its maker where the text tells of it; nothing where it only refers to it.
fn told_here(scene: &Scene<'_>, people: &People, document: Document) -> Option<Mention> {
    let noun = document.noun;
    let sentence = scene.text.sentences.get(scene.sentences[noun] as usize)?;
    let from = noun.saturating_sub(PHRASE).max(sentence.start as usize);
    let beside = by_words_beside(scene, people, document, from, sentence.end as usize);
    let wrote = || writer(scene, people, document).map(|name| (name, How::Wrote));
    let tells = beside.is_some() || is_introduced(scene, noun);
    tells.then(|| Mention { document, maker: beside.or_else(wrote) })
}

/// The maker whom the words beside the noun name, from one token to another.
pub(super) fn by_words_beside(
    scene: &Scene<'_>,
    people: &People,
    document: Document,
    start: usize,
    end: usize,
) -> Option<(Named, How)> {
    let before = before_noun(scene, people, document, start).map(|name| (name, How::Before));
    before.or_else(|| after_noun(scene, people, document, end).map(|name| (name, How::After)))
}

/// Tells whether a noun has "a" before it.
fn is_introduced(scene: &Scene<'_>, noun: usize) -> bool {
    let inside = |i: &usize| scene.sentences[*i] == scene.sentences[noun] && scene.is_wordlike(*i);
    let before = (noun.saturating_sub(LONGEST)..noun).rev().take_while(inside);
    before.into_iter().any(|i| scene.is_word(i, &["a", "an", "another", "one"]))
}
