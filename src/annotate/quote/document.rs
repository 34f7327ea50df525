//! "A Merrow College poll", later "the poll"; "the letter went on", "it read", "his report" → who
//! made the document, as far as the article tells by name.
//!
//! The maker stands beside the noun ([`maker`](super::maker)) in the source, or where the article
//! told of the document last; "his" and "its" are answered by the rankers of pronouns and bodies.

use super::antecedent::{Anaphor, antecedent};
use super::maker::{after_noun, before_noun, writer};
use super::models::Models;
use super::people::{People, is_possessive, pronoun};
use super::reference::{self, Reference};
use super::scene::{Scene, run_of};
use super::speaker::{Around, Named, WRITTEN};
use super::titles::is_stop;
use crate::annotate::text::Run;
use crate::annotate::{EntityKind, EntityMention};

/// How often the maker is the one found: where the source names it; where the article tells
/// of one document so called; where it tells of several.
const NAMED_HERE: f32 = 0.92;
const TOLD: f32 = 0.8;
const SEVERAL: f32 = 0.65;

/// Sentences before that are looked at: for "the letter", and for "it". Polls and reports are
/// spoken of to the end of an article.
const SENTENCES: u32 = 5;
const SENTENCES_OF_IT: u32 = 1;
/// Sentences after, where nothing before tells ("The mailer was paid for by …").
const SENTENCES_AFTER: u32 = 3;

/// Tokens and mentions of documents that are looked at, and tokens before "it": no text takes long.
const FARTHEST: usize = 1_500;
const MENTIONS: usize = 40;
const AROUND: usize = 60;

/// Tokens before the noun of a source, and between "a" and a noun.
const LONGEST: usize = 6;
const PHRASE: usize = 16;

/// Nouns of documents; those of a family may stand for one another.
const FAMILIES: [&[&str]; 13] = [
    &["poll", "survey"],
    &["report", "study", "analysis", "audit", "review", "assessment", "inquiry", "paper"],
    &["ad", "advert", "advertisement", "commercial", "spot"],
    &["mailer", "flier", "flyer", "leaflet", "brochure", "pamphlet"],
    &["letter"],
    &["memo", "memorandum"],
    &["statement", "release"],
    &["email", "e-mail", "message", "note"],
    &["editorial", "essay", "op-ed"],
    &["affidavit", "brief", "complaint", "lawsuit", "petition", "suit"],
    &["opinion", "ruling"],
    &["post", "tweet"],
    &["manifesto"],
];
pub(super) const POLLS: usize = 0;
pub(super) const REPORTS: usize = 1;
pub(super) const ADS: usize = 2;
pub(super) const MAILERS: usize = 3;
pub(super) const EDITORIALS: usize = 8;
pub(super) const POSTS: usize = 11;

/// A document that the text names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Document {
    /// The token of the noun.
    pub noun: usize,
    pub family: usize,
}

/// Finds who made the document that a source names.
pub(super) fn speaker(
    scene: &Scene<'_>,
    people: &People,
    source: Run,
    around: Around<'_>,
    models: &Models,
) -> Option<Named> {
    let (start, end) = (source.start as usize, source.end as usize);
    if end == start + 1 && scene.is_word(start, &["it"]) {
        return if has_body_before(scene, start) { None } else { told(scene, people, start, None) };
    }
    let document = head(scene, source)?;
    let sentence = scene.text.sentences.get(scene.sentences[start] as usize)?;
    let name = before_noun(scene, people, document, start)
        .or_else(|| after_noun(scene, people, document, sentence.end as usize));
    if let Some(name) = name {
        return Some(Named { probability: NAMED_HERE, ..name });
    }
    if let Some(owner) = owner(scene, people, start, around, models) {
        return Some(owner);
    }
    let is_known = scene.is_word(start, &["the", "that", "this"]) && document.noun < start + LONGEST;
    let goes_on = (document.noun + 1..end).any(|i| scene.is_wordlike(i));
    if is_known && !goes_on { told(scene, people, start, Some(document.family)) } else { None }
}

/// Tells whether a source is a document.
#[cfg(feature = "train")]
pub(super) fn is_document(scene: &Scene<'_>, source: Run) -> bool {
    head(scene, source).is_some()
}

/// Tells whether a name in a source is what its document is about, or for ("a report on Dell for the
/// Harbor Board").
pub(super) fn is_about(scene: &Scene<'_>, source: Run, name: Run) -> bool {
    const ABOUT: &[&str] = &["about", "against", "for", "into", "on", "to"];
    let (start, end) = (source.start as usize, name.start as usize);
    let Some(document) = head(scene, source).filter(|d| d.noun < end) else { return false };
    let link = (document.noun + 1..end).rev().find(|&i| !scene.is_word(i, &["the", "a", "an"]));
    start < end && link.is_some_and(|i| scene.is_word(i, ABOUT))
}

/// Whose "his report" or "its report" is.
fn owner(scene: &Scene<'_>, people: &People, token: usize, around: Around<'_>, models: &Models) -> Option<Named> {
    let Around { before, contents, told, body } = around;
    let owner = match pronoun(scene.word(token)) {
        Some(gender) => antecedent(scene, people, Anaphor { token, gender, before, contents, told }, models),
        None if scene.is_word(token, &["its"]) => {
            let its = Reference::it(run_of(token, token + 1), body);
            reference::meant(scene, people.bodies(scene), its, &models.body)
        }
        None => None,
    };
    owner.map(|owner| Named { way: WRITTEN, ..owner })
}

/// The document that a source is, if it is one: nothing before its noun says otherwise ("voters in
/// a poll"), nor does the next word ("the report’s author", "poll results").
fn head(scene: &Scene<'_>, source: Run) -> Option<Document> {
    let is_open = |&i: &usize| !is_stop(scene.word(i)) && !scene.is_word(i, &[","]);
    let nouns = || source.range().take_while(is_open).take(PHRASE).filter_map(|i| document_at(scene, i));
    // "An opinion poll" is a poll.
    let document = nouns().find(|d| nouns().all(|other| other.noun != d.noun + 1))?;
    let next = document.noun + 1;
    (next >= source.end as usize || may_follow(scene, next)).then_some(document)
}

/// Tells whether a token may stand behind the noun of a document.
fn may_follow(scene: &Scene<'_>, token: usize) -> bool {
    const FOLLOWS: &[&str] = &[
        "about", "at", "by", "due", "earlier", "for", "from", "in", "itself", "last", "made", "of", "on", "out",
        "sent", "taken", "that", "this", "to", "which", "with", "written",
    ];
    let word = scene.word(token);
    !scene.is_wordlike(token) && !is_possessive(scene, token)
        || scene.is_word(token, FOLLOWS)
        || word.ends_with("ed")
        || word.ends_with("day")
}

fn document_at(scene: &Scene<'_>, token: usize) -> Option<Document> {
    let family = FAMILIES.iter().position(|family| scene.is_word(token, family))?;
    // "The Washington Post" is none.
    let opens = token == 0 || scene.sentences[token - 1] != scene.sentences[token];
    let is_noun = !scene.forms[token].is_capital || opens || matches!(family, POLLS | REPORTS);
    is_noun.then_some(Document { noun: token, family })
}

/// A document of a family, or of any, outside quotation marks; "the ad campaign" is none.
fn told_at(scene: &Scene<'_>, token: usize, family: Option<usize>) -> Option<Document> {
    const OTHER: &[&str] = &["campaign", "data", "numbers", "office", "results", "workers"];
    let document = document_at(scene, token).filter(|d| family.is_none_or(|f| f == d.family))?;
    (scene.marks.region_of(token).is_none() && !scene.is_word(token + 1, OTHER)).then_some(document)
}

/// The maker of the document told of last before a token; of any family for "it".
fn told(scene: &Scene<'_>, people: &People, token: usize, family: Option<usize>) -> Option<Named> {
    let most = match family {
        None => SENTENCES_OF_IT,
        Some(POLLS | REPORTS | ADS | MAILERS) => u32::MAX,
        Some(_) => SENTENCES,
    };
    let near = |i: &usize| scene.sentences[token] - scene.sentences[*i] <= most;
    let mentions = (0..token).rev().take(FARTHEST).take_while(near).filter_map(|i| told_at(scene, i, family));
    let mut told = mentions.take(MENTIONS).filter_map(|d| Some((d, told_here(scene, people, d)?)));
    let (document, found) = told.next()?;
    let found = found.or_else(|| told_after(scene, people, token, document.family))?;
    let is_other = |name: Option<Named>| name.is_none_or(|name| name.name != found.name);
    let is_one = !told.any(|(d, name)| d.family == document.family && is_other(name));
    Some(Named { probability: if is_one { TOLD } else { SEVERAL }, ..found })
}

/// The maker that a sentence soon after a token tells.
fn told_after(scene: &Scene<'_>, people: &People, token: usize, family: usize) -> Option<Named> {
    let near = |i: &usize| scene.sentences[*i] - scene.sentences[token] <= SENTENCES_AFTER;
    let mut mentions = (token..scene.forms.len()).take(FARTHEST).take_while(near);
    mentions.find_map(|i| {
        let document = told_at(scene, i, Some(family)).filter(|_| !is_introduced(scene, i))?;
        let sentence = scene.text.sentences.get(scene.sentences[i] as usize)?;
        after_noun(scene, people, document, sentence.end as usize)
    })
}

/// Who made a document where the text tells of it; nothing where it only refers to it, `None` where
/// it tells of one by nobody.
fn told_here(scene: &Scene<'_>, people: &People, document: Document) -> Option<Option<Named>> {
    let noun = document.noun;
    let sentence = scene.text.sentences.get(scene.sentences[noun] as usize)?;
    let from = noun.saturating_sub(PHRASE).max(sentence.start as usize);
    let beside = before_noun(scene, people, document, from)
        .or_else(|| after_noun(scene, people, document, sentence.end as usize));
    match beside {
        Some(maker) => Some(Some(maker)),
        None => is_introduced(scene, noun).then(|| writer(scene, people, document)),
    }
}

/// Tells whether a body or place named before "it" in its sentence may be meant ("Iran said …, which
/// it said …").
fn has_body_before(scene: &Scene<'_>, it: usize) -> bool {
    let start = scene.text.sentences.get(scene.sentences[it] as usize).map_or(it, |s| s.start as usize);
    let reach = run_of(it.saturating_sub(AROUND).max(start), it);
    let outside = |e: &EntityMention| scene.marks.region_of(scene.tokens_of(e).start as usize).is_none();
    scene.entities_in(reach).iter().any(|e| e.kind != EntityKind::Person && outside(e))
}

/// Tells whether a noun has "a" before it.
fn is_introduced(scene: &Scene<'_>, noun: usize) -> bool {
    let inside = |i: &usize| scene.sentences[*i] == scene.sentences[noun] && scene.is_wordlike(*i);
    let before = (noun.saturating_sub(LONGEST)..noun).rev().take_while(inside);
    before.into_iter().any(|i| scene.is_word(i, &["a", "an", "another", "one"]))
}
