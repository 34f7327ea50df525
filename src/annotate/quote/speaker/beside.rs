//! Whose a document is by the words beside its noun: "the Labor Department report", "Roe’s letter",
//! "a survey taken by …", "Ann Roe issued a statement", "Bo Dell wrote in a letter to the board".

use super::carried;
use super::document::Document;
use crate::annotate::quote::grammar::capitals::{self, is_capital, is_day};
use crate::annotate::quote::grammar::nouns::{DETERMINERS, is_possessive};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::source::named::{Named, WRITTEN};
use crate::annotate::quote::tagger::passes::SOURCE;
use crate::annotate::quote::words::name::body_words;
use crate::annotate::quote::words::writings::{ADS, EDITORIALS, MAILERS, POLLS, POSTS, REPORTS};
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;
use crate::annotate::{EntityKind, EntityMention};

/// Least probability of speaking at which somebody in the sentence is held to have written.
const SPEAKS: f32 = 0.4;

/// Tokens of a name, of what may stand between it and the noun, between a noun and its "by", between
/// "by" and a name, and on either side of a noun.
const NAME: usize = 8;
const QUALIFIERS: usize = 4;
const REACH: usize = 14;
const AFTER_BY: usize = 7;
const AROUND: usize = 60;
/// Tokens between a verb of [`WRITES`] and the noun.
const OBJECT: usize = 12;
/// Tokens on either side in which the article is asked whether a name is a campaign’s.
const ARTICLE: usize = 1_000;

/// What is done with a writing by whom it is.
const WRITES: &WordSet = &WordSet::of(&[
    "aired",
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
    "ran",
    "released",
    "sent",
    "signed",
    "submitted",
    "wrote",
]);

/// Words between the maker’s name and the noun.
const BETWEEN: &WordSet = &WordSet::of(&[
    "annual",
    "daily",
    "draft",
    "entrance",
    "exit",
    "final",
    "internal",
    "joint",
    "latest",
    "monthly",
    "national",
    "nationwide",
    "new",
    "online",
    "opinion",
    "own",
    "public",
    "radio",
    "recent",
    "state",
    "statewide",
    "telephone",
    "television",
    "tracking",
    "tv",
    "weekly",
    "written",
]);

/// Participles behind which somebody is named who did not make it.
const OTHERS: &WordSet = &WordSet::of(&[
    "attended",
    "cited",
    "commissioned",
    "leaked",
    "obtained",
    "ordered",
    "quoted",
    "requested",
    "reviewed",
    "seen",
]);

/// Other participles, and what stands before them.
const PASSIVE: &WordSet =
    &WordSet::of(&["been", "is", "made", "paid", "put", "sent", "taken", "was", "were", "written"]);

/// What speaks under a person’s name.
pub(super) const STAFFS: &WordSet = &WordSet::of(&["administration", "camp", "campaign"]);

/// The maker whose name stands before the noun, from a token on.
pub(super) fn before_noun(scene: &Scene<'_>, people: &People, document: Document, from: usize) -> Option<Named> {
    let Document { noun, family } = document;
    let is_between = |&i: &usize| {
        scene.is_word(i, BETWEEN) || scene.text.tokens[i].kind == TokenKind::Number || scene.word(i).ends_with("-state")
    };
    let skipped = (from..noun).rev().take(QUALIFIERS).take_while(is_between).count();
    let end = noun - skipped;
    let possessive = end > from && is_possessive(scene, end - 1);
    let run = capitals_before(scene, from, end - usize::from(possessive))?;
    let (start, end) = (run.start as usize, run.end as usize);
    if scene.is_word(start, &["her", "his", "its", "my", "our", "their", "your"]) {
        return None;
    }
    let text = scene.text.span_of(run)?.of(scene.text.source);
    if !possessive && matches!(family, POLLS | REPORTS) && is_joint(scene, run) {
        return Some(body(format!("{text} {}", scene.word(noun).to_lowercase())));
    }
    let entity = scene.entities_in(run).iter().rfind(|e| scene.tokens_of(e).end as usize == end);
    let is_spot = !possessive && matches!(family, ADS | MAILERS);
    match entity.map(|e| (e, e.kind)) {
        // "A Roe ad" is from Roe’s campaign.
        Some((e, EntityKind::Person)) if is_spot => Some(body(format!("{} campaign", e.span.of(scene.text.source)))),
        Some((e, EntityKind::Person)) => named(scene, people, e),
        // "A Facebook post" is somebody else’s.
        Some((e, kind)) if family != POSTS && (kind == EntityKind::Org || is_seat(scene, e)) => named(scene, people, e),
        Some(_) => None,
        None if is_spot => has_campaign(scene, noun, text).then(|| body(format!("{text} campaign"))),
        None if family != POLLS || possessive || is_adjective(scene, end - 1) => None,
        // "The Palmetto Poll" is called so.
        None if scene.forms[noun].is_capital => Some(body(format!("{text} {}", scene.word(noun)))),
        None => Some(body(body_words(text).join(" "))),
    }
}

/// The capitalised words that end at a token, without articles and dates at their start.
fn capitals_before(scene: &Scene<'_>, from: usize, end: usize) -> Option<Run> {
    let is_inner = |i: usize| scene.is_word(i, &["/", "&", "of", "de", "the"]) && i + 1 < end;
    let is_part = |&i: &usize| is_capital(scene, i) || is_inner(i);
    let n = (from..end).rev().take(NAME).take_while(is_part).count();
    let is_other =
        |&i: &usize| scene.is_word(i, &["a", "an", "another", "one", "the", "of", "/", "&"]) || is_date(scene, i);
    let start = (end - n..end).find(|i| !is_other(i))?;
    Some(run_of(start, end))
}

/// "January", "Wednesday’s": when, not who.
fn is_date(scene: &Scene<'_>, token: usize) -> bool {
    const SEASONS: &WordSet = &WordSet::of(&["spring", "summer", "fall", "autumn", "winter"]);
    is_day(scene, token) || scene.is_word(token, SEASONS) || is_possessive(scene, token)
}

/// Tells whether a name is made of two: "KTV/Orrick", "Post-Herald".
fn is_joint(scene: &Scene<'_>, run: Run) -> bool {
    let opens = |part: &&str| part.starts_with(char::is_uppercase);
    run.range().any(|i| scene.word(i) == "/" || scene.word(i).split('-').filter(opens).count() > 1)
}

/// "Republican", "American": about whom, not by whom.
fn is_adjective(scene: &Scene<'_>, token: usize) -> bool {
    ["an", "ese", "ic", "ish", "ocrat"].iter().any(|ending| scene.word(token).ends_with(ending))
}

/// Tells whether the article knows a campaign of that name.
fn has_campaign(scene: &Scene<'_>, noun: usize, name: &str) -> bool {
    let around = noun.saturating_sub(ARTICLE)..scene.forms.len().min(noun + ARTICLE);
    around.skip(1).any(|i| scene.is_word(i, STAFFS) && scene.word(i - 1) == name)
}

/// The maker whom "by" or "from" names behind the noun, in a sentence that ends at a token.
pub(super) fn after_noun(scene: &Scene<'_>, people: &People, document: Document, end: usize) -> Option<Named> {
    let Document { noun, family } = document;
    let is_counted = matches!(family, POLLS | REPORTS);
    let links: &[&str] = if family == EDITORIALS { &["by", "from", "in"] } else { &["by", "from"] };
    let is_passive = |i: usize| scene.word(i).ends_with("ed") || scene.is_word(i, PASSIVE);
    let is_verb = |i: usize| scene.forms[i].cue_rank > 0 && !is_passive(i);
    // "The suit challenged the deal by Vale Foods", not "a poll released the same day by Roe".
    let is_active =
        |i: usize| is_passive(i) && scene.is_word(i + 1, DETERMINERS) && !scene.is_word(i + 2, &["same", "very"]);
    let by = (noun + 1..end.min(noun + REACH))
        .take_while(|&i| !is_verb(i) && !is_active(i) && scene.marks.region_of(i).is_none())
        .find(|&i| scene.is_word(i, links))?;
    if (noun + 1..by).any(|i| scene.is_word(i, OTHERS) || carried::is_passed_on(scene, i, end)) {
        return None;
    }
    let is_open = |&i: &usize| scene.is_wordlike(i) && !is_aside(scene, i);
    let first = (by + 1..end.min(by + AFTER_BY)).take_while(is_open).find(|&i| is_capital(scene, i))?;
    let limit = end.min(first + NAME);
    let entities = scene.entities_in(run_of(first, limit));
    // "By Secretary General Ann Roe".
    let is_title = |i: usize| scene.is_title(i) || scene.is_calling(i);
    let begins = |e: &&EntityMention| {
        let start = scene.tokens_of(e).start as usize;
        let is_led = (first..start).all(|i| is_title(i) || scene.forms[i].is_capital) && (first..start).any(is_title);
        start <= first || e.kind == EntityKind::Person && is_led
    };
    let Some(entity) = entities.first().filter(begins) else {
        // A name that no tagger knew.
        return capitals_of(scene, run_of(first, capitals::end_of(scene, first, limit, false)), end);
    };
    let at = scene.tokens_of(entity).end as usize;
    // "By the Duke professor Ann Roe".
    let titled = entities.get(1).filter(|e| e.kind == EntityKind::Person && entity.kind != e.kind).filter(|e| {
        let between = at..scene.tokens_of(e).start as usize;
        between.len() <= 3 && between.into_iter().all(|i| is_open(&i))
    });
    match titled {
        Some(person) => named(scene, people, person),
        None if scene.is_word(at, STAFFS) => {
            Some(body(format!("{} {}", entity.span.of(scene.text.source), scene.word(at))))
        }
        None if is_seat(scene, entity) => named(scene, people, entity),
        // What a place does not do, a body does that was taken for one ("a survey by Quillon").
        None if entity.kind == EntityKind::Place && !(is_counted && scene.is_word(by, &["by"])) => None,
        None if is_part(scene, at, end) => None,
        None => named(scene, people, entity),
    }
}

/// Capitalised words as a maker’s name.
fn capitals_of(scene: &Scene<'_>, run: Run, end: usize) -> Option<Named> {
    let words = body_words(scene.text.span_of(run)?.of(scene.text.source)).join(" ");
    let after = run.end as usize;
    match () {
        _ if scene.is_word(after, STAFFS) => Some(body(format!("{words} {}", scene.word(after)))),
        _ if run.range().len() < 2 || is_part(scene, after, end) => None,
        _ => Some(body(words)),
    }
}

/// Tells whether what follows "by" is no longer the maker ("by economists at Duke").
fn is_aside(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_word(token, &["and", "at", "for", "in", "of", "on", "to", "who", "with"])
}

/// Tells whether a name is but part of the maker ("Roe’s lawyers", "the House fiscal office").
fn is_part(scene: &Scene<'_>, after: usize, end: usize) -> bool {
    const PARTS: &WordSet = &WordSet::of(&[
        "adviser",
        "advisers",
        "aide",
        "aides",
        "analysts",
        "board",
        "branch",
        "committee",
        "firm",
        "lawyer",
        "lawyers",
        "office",
        "officials",
        "organization",
        "spokesman",
        "spokeswoman",
        "staff",
        "team",
        "unit",
    ]);
    let mut next = (after..end.min(after + 3)).take_while(|&i| scene.is_wordlike(i));
    is_possessive(scene, after) || next.any(|i| scene.is_word(i, PARTS))
}

/// Tells whether a place stands for who works there ("the White House statement").
fn is_seat(scene: &Scene<'_>, entity: &EntityMention) -> bool {
    const SEATS: &[&str] = &["Downing Street", "Kremlin", "Pentagon", "Vatican", "White House"];
    entity.kind == EntityKind::Place && SEATS.contains(&entity.span.of(scene.text.source))
}

/// The person or body that a mention names.
pub(super) fn named(scene: &Scene<'_>, people: &People, entity: &EntityMention) -> Option<Named> {
    if entity.kind == EntityKind::Person {
        return person(people, people.named_at(scene.tokens_of(entity))?);
    }
    let words = body_words(entity.span.of(scene.text.source));
    Some(body(people.bodies(scene).in_full(&words)))
}

/// A person as a maker, by number.
pub(super) fn person(people: &People, person: usize) -> Option<Named> {
    let name = people.persons.get(person)?.name.clone();
    Some(Named { person: Some(person), kind: 1, ..body(name) })
}

/// A body as a maker.
pub(super) fn body(name: String) -> Named {
    Named { name, person: None, probability: 1.0, rival: 0.0, way: WRITTEN, kind: 2 }
}

/// The person or body that the sentence with a writing says it is by.
pub(super) fn writer(scene: &Scene<'_>, people: &People, document: Document) -> Option<Named> {
    let Document { noun, family } = document;
    let sentence = scene.text.sentences.get(scene.sentences[noun] as usize)?;
    let is_head = |e: &&EntityMention| {
        let at = scene.tokens_of(e);
        let (start, end) = (at.start as usize, at.end as usize);
        // "To the Times", "Roe’s aide", "the Roe campaign" are somebody else.
        let first = start - usize::from(start > 0 && scene.is_word(start - 1, &["the"]));
        let is_other = first > 0 && scene.is_word(first - 1, &["about", "at", "in", "of", "on", "to", "with"]);
        let is_head = !is_possessive(scene, end) && !scene.is_wordlike(end) || is_verb(scene, end);
        (e.kind != EntityKind::Place || is_seat(scene, e))
            && scene.marks.region_of(start).is_none()
            && is_head
            && !is_other
    };
    let reach =
        run_of(noun.saturating_sub(AROUND).max(sentence.start as usize), (noun + AROUND).min(sentence.end as usize));
    let here = || scene.entities_in(reach).iter().filter(is_head);
    let speaks = |e: &EntityMention| scene.best_probability(scene.tokens_of(e), SOURCE);
    // In the sentence that tells of a poll somebody else may speak.
    let is_letter = family > MAILERS;
    let speaker = here().filter(|_| is_letter).max_by(|a, b| speaks(a).total_cmp(&speaks(b)));
    let wrote = || {
        let verb = (sentence.start as usize..noun).rev().take(OBJECT).find(|&i| scene.is_word(i, WRITES))?;
        here().take_while(|e| (scene.tokens_of(e).start as usize) < verb).next()
    };
    let writer = speaker.filter(|e| speaks(e) >= SPEAKS).or_else(wrote)?;
    named(scene, people, writer)
}

/// Tells whether a token may be what a name that stands before it does.
fn is_verb(scene: &Scene<'_>, token: usize) -> bool {
    const OTHERS: &WordSet = &WordSet::of(&["also", "had", "has", "have", "in", "later", "on", "put", "then", "who"]);
    let is_cue = scene.forms.get(token).is_some_and(|form| form.cue_rank > 0);
    is_cue || scene.is_word(token, WRITES) || scene.is_word(token, OTHERS)
}
