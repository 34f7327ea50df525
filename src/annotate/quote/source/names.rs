//! The names inside a source: what the tagger of names and capitals found there, each as the article calls it in full.

use super::listed;
use crate::annotate::quote::grammar::capitals;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::people::bodies::Bodies;
use crate::annotate::quote::people::candidate::Candidate;
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::people::{bearer, offices};
use crate::annotate::quote::words::body_nouns::NOUNS;
use crate::annotate::quote::words::kinds::{BODY, class_of};
use crate::annotate::quote::words::name::{self, body_words, name_words};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;
use crate::annotate::{EntityKind, EntityMention};

/// Lists the names inside a source, in text order.
pub(crate) fn names_in(scene: &Scene<'_>, people: &People, source: Run) -> Vec<Candidate> {
    if let Some(body) = listed::body(scene, source) {
        return vec![body];
    }
    let mut found: Vec<Candidate> = Vec::new();
    for entity in scene.entities_in(source) {
        let mut tokens = scene.tokens_of(entity);
        let words = name_words(entity.span.of(scene.text.source));
        // "Khalid" and "bin Rashid al-Mutairi" are one name.
        if words.is_empty() || found.last().is_some_and(|before| before.tokens.end > tokens.start) {
            continue;
        }
        let joined = people.naming_at(tokens.start).filter(|n| n.tokens.end > tokens.end);
        tokens = joined.map_or(tokens, |naming| naming.tokens);
        if let Some(office) = offices::candidate(scene, source, tokens, &words) {
            return vec![office];
        }
        if let Some(name) = with_own_s(scene, source, tokens, &words) {
            found.push(name);
            continue;
        }
        if let Some(holder) = bearer::held(scene, people, tokens) {
            found.push(holder);
            continue;
        }
        // The tagger of names may hold "Roe Jr." to be a body.
        let person = people.named_at(tokens).or_else(|| people.son(&words));
        if (entity.kind == EntityKind::Person || person.is_some()) && !is_firm(scene, people, person, &words) {
            let known = person.map(|p| &people.persons[p]);
            let name = known.map_or_else(|| words.join(" "), |p| p.name.clone());
            let n_mentions = known.map_or(1, |p| u64::from(p.n_mentions.min(4)));
            found.push(Candidate { tokens, kind: 1, name, person, n_mentions });
        } else {
            let before = found.last();
            found.extend(other(scene, people, source, (entity, tokens), before));
        }
    }
    let rest = if found.is_empty() { Some(source) } else { apposed_rest(scene, source, &found) };
    if let Some(capitals) = rest.and_then(|rest| capitals(scene, people, rest)) {
        let words: Vec<String> = (capitals.tokens.range()).map(|i| scene.word(i).to_string()).collect();
        found.push(offices::candidate(scene, source, capitals.tokens, &words).unwrap_or(capitals));
    }
    bearer::without_held(scene, people, &mut found);
    found
}

/// A name that is no person's, with the capitals around it, or in the fullest form that the article has; `None` where
/// it is the name before it.
fn other(
    scene: &Scene<'_>,
    people: &People,
    source: Run,
    (entity, tokens): (&EntityMention, Run),
    before: Option<&Candidate>,
) -> Option<Candidate> {
    let wider = capitals::around(scene, source, tokens);
    let kind = if wider.is_some() || entity.kind == EntityKind::Org { 2 } else { 3 };
    let tokens = wider.unwrap_or(tokens);
    let span = scene.text.span_of(tokens).filter(|_| before.is_none_or(|name| name.tokens != tokens))?;
    let bodies = people.bodies(scene);
    let mut words = body_words(span.of(scene.text.source));
    let written = name::as_written(&entity.name, bodies.spelling.is_curly);
    let full = body_words(&written);
    // "Vale", "Vale Corp.", "Dell's", "Dell's Inc": the fullest name that the article has.
    let rest = written.strip_prefix(span.of(scene.text.source));
    let is_short = full.starts_with(&words) || rest.is_some_and(|rest| rest.starts_with(' '));
    if wider.is_none() && entity.kind == EntityKind::Org && is_short {
        words = full;
    }
    let is_place = entity.kind == EntityKind::Place && wider.is_none();
    let name = match is_place && is_only_place(scene, bodies, entity, &words) {
        true => words.join(" "),
        false => bodies.in_full(&words),
    };
    Some(Candidate { tokens, kind, name, person: None, n_mentions: 1 })
}

/// Tells whether a name of one word, which the tagger may hold to be a person's, is short for a company ("Vale",
/// "VALE INDUSTRIES Inc.").
fn is_firm(scene: &Scene<'_>, people: &People, person: Option<usize>, words: &[String]) -> bool {
    let [word] = words else { return false };
    let is_plain = person.is_none_or(|p| !people.persons[p].name.contains(' '));
    is_plain && people.may_be_company(scene, word) && people.bodies(scene).spelling.firm(words).is_some()
}

/// Tells whether a place is named before the company whose name begins so: "China said", of which the article tells
/// before it comes to "China Mills Ltd".
fn is_only_place(scene: &Scene<'_>, bodies: &Bodies, entity: &EntityMention, words: &[String]) -> bool {
    let is_firm = || bodies.spelling.firm(words).is_some();
    let is_same = |other: &&EntityMention| other.kind == EntityKind::Place && other.name == entity.name;
    let first = || scene.entities.iter().find(is_same).map_or(0, |first| scene.tokens_of(first).start);
    is_firm() && bodies.spelling.firm_before(words, first()).is_none()
}

/// A name of one word that ends in "'s": nobody's "Moody" would have "said" behind it.
fn with_own_s(scene: &Scene<'_>, source: Run, tokens: Run, words: &[String]) -> Option<Candidate> {
    const VERBS: &WordSet =
        &WordSet::of(&["added", "also", "cited", "has", "had", "noted", "said", "says", "will", "would"]);
    let ([word], s) = (words, tokens.end as usize) else { return None };
    let is_own = is_possessive(scene, s) && s + 1 == source.end as usize && scene.is_word(s + 1, VERBS);
    let name = format!("{word}{}", scene.word(s));
    let tokens = run_of(tokens.start as usize, s + 1);
    is_own.then_some(Candidate { tokens, kind: 2, name, person: None, n_mentions: 1 })
}

/// What stands behind a body's noun and a comma at the end of a source in which no name was found there: "Norland's
/// biggest party, [the Vale Union,]".
fn apposed_rest(scene: &Scene<'_>, source: Run, found: &[Candidate]) -> Option<Run> {
    let last = found.last().map_or(source.start, |name| name.tokens.end) as usize;
    let comma = (last..source.end as usize - 1).rev().skip(1).find(|&i| scene.word(i) == ",")?;
    let rest = run_of(comma + 1, source.end as usize);
    let is_name =
        rest.range().all(|i| !scene.is_wordlike(i) || scene.forms[i].is_capital || scene.is_word(i, &["the"]));
    let is_other = found.iter().all(|name| name.kind != 1);
    (is_name && is_other && comma > last && is_body_noun(scene, comma - 1)).then_some(rest)
}

/// Tells whether a token is a noun for a body.
pub(super) fn is_body_noun(scene: &Scene<'_>, noun: usize) -> bool {
    let is_body = class_of(scene.kind(noun)) == u64::from(BODY) || scene.is_word(noun, NOUNS);
    is_body && !scene.forms[noun].is_capital
}

/// The longest run of capitalised words, where the tagger found no name.
pub(crate) fn capitals(scene: &Scene<'_>, people: &People, source: Run) -> Option<Candidate> {
    let tokens = capitals::longest(scene, source)?;
    let text = scene.text.span_of(tokens)?.of(scene.text.source);
    let is_body = tokens.range().any(|i| !capitals::is_capital(scene, i) && !capitals::is_particle(scene, i));
    let words = if is_body { body_words(text) } else { name_words(text) };
    if words.is_empty() {
        return None;
    }
    if let Some(name) = with_own_s(scene, source, tokens, &words).or_else(|| bearer::held(scene, people, tokens)) {
        return Some(name);
    }
    let person = people.find(&words, &|| None);
    let known = person.map(|p| &people.persons[p]);
    let bodies = people.bodies(scene);
    // "TOWN COUNCIL" of a headline in capitals may be any.
    if known.is_none()
        && words.len() > 1
        && bodies.spelling.is_loud_only(&words)
        && capitals::is_loud(scene, tokens.start as usize)
    {
        return None;
    }
    // The tagger may pass over "Vale" where it knows "Vale Corp.".
    let kind = if known.is_none() && bodies.spelling.firm(&words).is_some() { 2 } else { 4 };
    let name = known.map_or_else(|| bodies.in_full(&words), |p| p.name.clone());
    Some(Candidate { tokens, kind, name, person, n_mentions: known.map_or(0, |p| u64::from(p.n_mentions.min(4))) })
}
