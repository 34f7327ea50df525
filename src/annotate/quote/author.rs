//! "The letter went on", "it read" → who wrote the statement or letter that the article has just
//! told of ("Ann Roe issued a statement", "Bo Dell wrote in a letter to the board").

use super::name::body_words;
use super::people::{People, is_possessive};
use super::scene::{Scene, run_of};
use super::speaker::{Named, WRITTEN};
use super::tagger::SOURCE;
use crate::annotate::text::Run;
use crate::annotate::{EntityKind, EntityMention};

/// How often it is the one found, where the article tells of one writing so named.
const SURE: f32 = 0.85;

/// Least probability of speaking at which somebody in the sentence is held to have written.
const SPEAKS: f32 = 0.4;

/// Sentences before that are looked at: for a noun, and for "it".
const SENTENCES: u32 = 5;
const SENTENCES_OF_IT: u32 = 1;

/// Tokens before that are looked at, and on either side of the noun: no text takes long.
const FARTHEST: usize = 300;
const AROUND: usize = 60;

/// Tokens of a source, and between "a" and the noun.
const LONGEST: usize = 4;

/// What people put their names to.
const WRITINGS: &[&str] = &[
    "affidavit",
    "complaint",
    "email",
    "e-mail",
    "essay",
    "letter",
    "memo",
    "memorandum",
    "message",
    "note",
    "op-ed",
    "post",
    "release",
    "statement",
    "tweet",
];

/// What is done with a writing by whom it is.
const WRITES: &[&str] = &[
    "circulated",
    "delivered",
    "emailed",
    "filed",
    "gave",
    "issued",
    "made",
    "posted",
    "publishes",
    "published",
    "released",
    "sent",
    "signed",
    "submitted",
    "wrote",
];

/// Finds who wrote what a source names.
pub(super) fn author(scene: &Scene<'_>, people: &People, source: Run) -> Option<Named> {
    let (start, end) = (source.start as usize, source.end as usize);
    let is_it = end == start + 1 && scene.is_word(start, &["it"]);
    let noun = end - 1;
    let is_writing =
        end - start <= LONGEST && scene.is_word(start, &["the", "that", "this"]) && scene.is_word(noun, WRITINGS);
    if !is_it && !is_writing {
        return None;
    }
    if is_it && has_body_before(scene, start) {
        return None;
    }
    let wanted = |i: usize| if is_it { scene.is_word(i, WRITINGS) } else { scene.is_word(i, &[scene.word(noun)]) };
    let most = if is_it { SENTENCES_OF_IT } else { SENTENCES };
    let near = |i: &usize| scene.sentences[start] - scene.sentences[*i] <= most;
    let outside = |i: usize| scene.marks.region_of(i).is_none();
    let told = (0..start)
        .rev()
        .take(FARTHEST)
        .take_while(near)
        .find(|&i| wanted(i) && outside(i) && is_introduced(scene, i))?;
    let entity = writer(scene, told)?;
    let tokens = scene.tokens_of(entity);
    let (name, person) = match entity.kind {
        EntityKind::Person => {
            let person = people.named_at(tokens)?;
            (people.persons.get(person)?.name.clone(), Some(person))
        }
        _ => (people.bodies(scene).in_full(&body_words(entity.span.of(scene.text.source))), None),
    };
    let kind = if person.is_some() { 1 } else { 2 };
    Some(Named { name, person, probability: SURE, rival: 0.0, way: WRITTEN, kind })
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
    (noun.saturating_sub(LONGEST)..noun)
        .rev()
        .take_while(inside)
        .any(|i| scene.is_word(i, &["a", "an", "another", "one"]))
}

/// Tells whether a token may be what a name that stands before it does.
fn is_verb(scene: &Scene<'_>, token: usize) -> bool {
    const OTHERS: &[&str] = &["also", "had", "has", "have", "in", "later", "on", "put", "then", "who"];
    let is_cue = scene.forms.get(token).is_some_and(|form| form.cue_rank > 0);
    is_cue || scene.is_word(token, WRITES) || scene.is_word(token, OTHERS)
}

/// The person or body that the sentence with a writing says it is by.
fn writer<'a>(scene: &Scene<'a>, noun: usize) -> Option<&'a EntityMention> {
    let sentence = scene.text.sentences.get(scene.sentences[noun] as usize)?;
    let named = |e: &&EntityMention| {
        let at = scene.tokens_of(e);
        let (start, end) = (at.start as usize, at.end as usize);
        // "To the Times", "Roe’s aide", "the Roe campaign" are somebody else.
        let first = start - usize::from(start > 0 && scene.is_word(start - 1, &["the"]));
        let is_other = first > 0 && scene.is_word(first - 1, &["about", "at", "in", "of", "on", "to", "with"]);
        let is_head = !is_possessive(scene, end) && !scene.is_wordlike(end) || is_verb(scene, end);
        e.kind != EntityKind::Place && scene.marks.region_of(start).is_none() && is_head && !is_other
    };
    let reach =
        run_of(noun.saturating_sub(AROUND).max(sentence.start as usize), (noun + AROUND).min(sentence.end as usize));
    let here = || scene.entities_in(reach).iter().filter(named);
    let starts = |e: &EntityMention| scene.tokens_of(e).start as usize;
    // "A statement from Ann Roe", "a letter signed by Bo Dell".
    let mut after = noun + 1;
    if scene.is_word(after, &["issued", "made", "posted", "released", "sent", "signed", "written"]) {
        after += 1;
    }
    if scene.is_word(after, &["by", "from"]) {
        return here().find(|e| starts(e) > after && starts(e) <= after + LONGEST);
    }
    let speaks = |e: &EntityMention| scene.best_probability(scene.tokens_of(e), SOURCE);
    let speaker = here().max_by(|a, b| speaks(a).total_cmp(&speaks(b))).filter(|e| speaks(e) >= SPEAKS);
    let wrote = || {
        let verb = (sentence.start as usize..noun).rev().take(2 * LONGEST).find(|&i| scene.is_word(i, WRITES))?;
        here().take_while(|e| starts(e) < verb).next()
    };
    speaker.or_else(wrote)
}
