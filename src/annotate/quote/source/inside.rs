//! How each of the names inside a source stands there, and what the ranker that chooses who of them speaks sees of it.

use super::modifiers::is_nation;
use super::names::is_body_noun;
use super::{apposed, behind};
use crate::annotate::entity;
use crate::annotate::quote::grammar::capitals;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::candidate::{Candidate, PLACE};
use crate::annotate::quote::people::letters;
use crate::annotate::quote::tagger::sink::Emit;
use crate::annotate::quote::words::name;
use crate::annotate::sequence::FeatureRows;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Writes the features of one name of a source as a row.
pub(crate) fn push_name(scene: &Scene<'_>, source: Run, names: &[Candidate], k: usize, rows: &mut FeatureRows) {
    let name = &names[k];
    let (s, e) = (name.tokens.start as usize, name.tokens.end as usize);
    let inside = |i: usize| source.range().contains(&i);
    let word = |i: usize| if inside(i) { scene.word_hash(i) } else { 7 };
    let before = if s > 0 && inside(s - 1) { scene.word_hash(s - 1) } else { 7 };
    let before2 = if s > 1 && inside(s - 2) { scene.word_hash(s - 2) } else { 7 };
    let possessive = u64::from(is_possessive(scene, e));
    let ends = u64::from(!inside(e));
    let n_words = (e - s).min(4) as u64;
    let (n, position) = (names.len().min(4) as u64, k.min(4) as u64);
    let known = u64::from(name.person.is_some());
    let starts = u64::from(!(s > 0 && inside(s - 1)));
    let persons_before = u64::from(names[..k].iter().any(|c| c.kind == 1));
    let emit = &mut Emit::new(rows, 3000);
    let kind = name.kind;
    emit.add([kind]);
    emit.add([kind, n_words]);
    emit.add([kind, possessive, ends]);
    emit.add([kind, starts, ends]);
    emit.add([kind, position, n]);
    emit.add([kind, persons_before]);
    emit.add([kind, u64::from(k + 1 == names.len())]);
    emit.add([kind, before]);
    emit.add([kind, before2, before]);
    emit.add([kind, word(e)]);
    emit.add([kind, word(e), word(e + 1)]);
    emit.add([kind, possessive, word(e + 1)]);
    emit.add([kind, word(source.start as usize)]);
    emit.add([kind, word(source.end as usize - 1)]);
    emit.add([kind, known, name.n_mentions]);
    emit.add([kind, scene.forms[e - 1].shape]);
    emit.add([kind, scene.word_hash(e - 1)]);
    emit.add([kind, scene.word_hash(s)]);
    emit.add([before, word(e)]);
    for i in source.range().take(4) {
        emit.add([scene.word_hash(i)]);
        emit.template_back();
    }
    let is_titled = u64::from(s > 0 && inside(s - 1) && scene.is_title(s - 1));
    let heads = u64::from(heads(scene, source, name));
    let emit = &mut Emit::new(rows, 3050);
    emit.add([kind, heads, is_titled, n_words]);
    if kind != 1 {
        let (large, small) = capitals::elsewhere(scene, name.tokens);
        let is_headline = u64::from(capitals::is_headline(scene, s));
        emit.add([kind, heads, is_headline, n_words]);
        emit.add([kind, large, small, is_headline]);
        emit.add([kind, heads, large, small]);
    }
    rows.end_row();
}

/// Returns how likely the only name in a source at least speaks.
pub(crate) fn least(scene: &Scene<'_>, source: Run, only: &Candidate) -> f32 {
    match only.kind {
        // Beside nothing but a title, or after "her father,", it can only be the name.
        _ if is_bare(scene, source, only) || is_apposed(scene, source, only) => 0.96,
        2 | 4 if is_behind_body(scene, source, only) => 0.9,
        2 | 4 if is_apposed_body(scene, source, only) => 0.9,
        2 | 4 if is_medium(scene, source, only) => 0.9,
        4 if apposed::heads(scene, source, only.tokens) => 0.9,
        _ if is_titled(scene, source, only) || is_behind_noun(scene, source, only) => 0.9,
        1 if behind::is_behind_phrase(scene, source, only) || behind::is_behind_post(scene, source, only) => 0.96,
        // "WHO", spelt out elsewhere.
        2 if is_whole(scene, source, only) && is_short(scene, only) => 0.9,
        // The ranker has seen few bodies often enough ("AP").
        2 if letters::is_body(scene, only) && is_whole(scene, source, only) => 0.97,
        2 if is_whole(scene, source, only) => 0.6,
        // "The U.S. said": a place that is all of a source speaks for itself.
        PLACE if is_whole(scene, source, only) || is_nation(scene, source, only) => 0.9,
        _ => 0.0,
    }
}

/// Tells whether a source is nothing but a title and a name ("the Rev. Ann Roe"), or a name
/// of several words that no tagger knew.
fn is_bare(scene: &Scene<'_>, source: Run, only: &Candidate) -> bool {
    let fits = match only.kind {
        1 => only.tokens.start > source.start,
        4 => only.tokens.range().len() > 2,
        _ => false,
    };
    fits && is_whole(scene, source, only)
}

/// Tells whether a source ends with a person's title and name and what stands before is no link: a noun that
/// the taggers took in ("In a 30-second spot Rep. Ann Roe says").
fn is_titled(scene: &Scene<'_>, source: Run, only: &Candidate) -> bool {
    const LINKS: &WordSet =
        &WordSet::of(&["after", "against", "before", "including", "like", "than", "under", "without"]);
    let start = only.tokens.start as usize;
    let is_title = |&i: &usize| scene.forms[i].is_capital && scene.is_title(i);
    let n_titles = (source.start as usize..start).rev().take_while(is_title).count();
    let before = (start - n_titles).checked_sub(1).filter(|&i| i >= source.start as usize);
    let is_noun = |i: usize| scene.is_wordlike(i) && !is_stop(scene.word(i)) && !scene.is_word(i, LINKS);
    only.kind == 1 && n_titles > 0 && before.is_some_and(is_noun) && ends(scene, source, only.tokens)
}

/// Tells whether a source of several names begins with a person's and a comma: who follows says who she is
/// ("Ann Roe, sister of the mayor, Bob Roe,").
pub(crate) fn is_headed(scene: &Scene<'_>, source: Run, names: &[Candidate]) -> bool {
    let heads = |name: &Candidate| name.kind == 1 && scene.is_word(name.tokens.end as usize, &[","]);
    names.len() > 1 && names.first().is_some_and(|name| heads(name) && begins(scene, source, name))
}

/// Tells whether a source ends with a person's name behind a noun that says who she is ("the envoy to the
/// Vale Board's water committee Ann Roe").
fn is_behind_noun(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let Some(noun) = (name.tokens.start as usize).checked_sub(1).filter(|&i| i >= source.start as usize) else {
        return false;
    };
    let says_who = scene.is_calling(noun) || is_body_noun(scene, noun);
    name.kind == 1 && says_who && !scene.forms[noun].is_capital && ends(scene, source, name.tokens)
}

/// Returns the only person among several names, whom a source ends with so, and the body or person that it ends
/// with behind whose it is ("Vale's News Agency").
pub(crate) fn last_apposed(scene: &Scene<'_>, source: Run, names: &[Candidate]) -> Option<usize> {
    let (last, others) = names.split_last()?;
    let is_only = !others.is_empty() && others.iter().all(|name| name.kind != 1);
    let owner = others.last().map_or(0, |name| name.tokens.end as usize);
    // "The Vale Unit coordinator Ann Roe", "Dell lawyer Ann Roe".
    let is_phrase = |i: usize| scene.is_wordlike(i) && !is_stop(scene.word(i)) || is_possessive(scene, i);
    let is_behind = || {
        is_behind_noun(scene, source, last)
            || behind::is_behind_phrase(scene, source, last)
            || behind::is_behind_post(scene, source, last)
    };
    if !others.is_empty() && is_behind() && (owner..last.tokens.start as usize).all(is_phrase) {
        return Some(names.len() - 1);
    }
    let is_medium = |i: usize| scene.is_word(i, MEDIUM);
    let between = owner + 1..last.tokens.start as usize;
    // "Vale Corp.’s Mr. Roe".
    let is_titled = last.kind == 1 && between.clone().all(|i| scene.is_title(i));
    let is_owned = is_possessive(scene, owner) && (between.clone().all(is_medium) || is_titled);
    let is_last = is_owned && matches!(last.kind, 1 | 2) && ends(scene, source, last.tokens);
    let is_told = is_last || is_behind_noun(scene, source, last) || is_apposed_body(scene, source, last);
    (is_only && is_told).then_some(names.len() - 1)
}

/// Tells whether a source is a name that an explanation may follow ("the Tax Board (TB)", "the Tax
/// Board, a lobby,").
fn heads(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let end = end_of(scene, name.tokens);
    (end >= source.end || scene.is_word(end as usize, &[",", "("])) && begins(scene, source, name)
}

/// Tells whether a source is a name with nothing but titles before it.
fn is_whole(scene: &Scene<'_>, source: Run, only: &Candidate) -> bool {
    ends(scene, source, only.tokens) && begins(scene, source, only)
}

/// What a paper or station may be called behind its name ("the Courier newspaper").
pub(crate) const MEDIA: &WordSet = &WordSet::of(&[
    "agency",
    "channel",
    "daily",
    "magazine",
    "network",
    "news",
    "newspaper",
    "radio",
    "television",
    "weekly",
]);

/// Tells whether a source is a name and what a paper or station is called behind it ("Vale Day newspaper"), or that it
/// is part of another body ("Hollar Inc's [Sarn Mills] unit").
fn is_medium(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    const PARTS: &WordSet = &WordSet::of(&["affiliate", "arm", "division", "subsidiary", "unit"]);
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let is_called = scene.is_word(end, MEDIA) && end < source.end as usize;
    let is_part = scene.is_word(end, PARTS) && end + 1 == source.end as usize;
    let is_owned = start > source.start as usize && is_possessive(scene, start - 1);
    is_called && is_whole(scene, source, name) || is_part && (is_owned || begins(scene, source, name))
}

/// Words that may stand before the name of a paper or station.
const MEDIUM: &WordSet =
    &WordSet::of(&["independent", "local", "official", "private", "state", "state-run", "tabloid"]);

/// Tells whether a source ends with a name, but for a comma and what a paper is called behind it.
pub(super) fn ends(scene: &Scene<'_>, source: Run, name: Run) -> bool {
    let last = end_of(scene, name);
    let is_medium = |i: &u32| *i < source.end && scene.is_word(*i as usize, MEDIA);
    let end = (last..last + 2).take_while(is_medium).last().map_or(last, |i| i + 1);
    let is_comma = scene.is_word(end as usize, &[","]);
    // "Ann Roe, who has won four times".
    let is_told = is_comma && end + 1 < source.end && scene.is_word(end as usize + 1, &["who", "whose"]);
    end >= source.end || is_told || end + 1 == source.end && (is_comma || scene.is_word(end as usize, &["."]))
}

/// Returns the token after a name and its "Jr.".
fn end_of(scene: &Scene<'_>, name: Run) -> u32 {
    let end = name.end as usize;
    let next = if scene.is_word(end, &[","]) { end + 1 } else { end };
    if entity::is_suffix(scene.word(next)) { next as u32 + 1 } else { name.end }
}

/// Tells whether a source begins with a name and nothing but titles before it.
fn begins(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    const BEFORE: &WordSet = &WordSet::of(&["the", "former", "elder", "older", "younger", "other"]);
    let is_title = |i: usize| {
        scene.is_word(i, BEFORE)
            || scene.is_title(i)
            || name.kind == 2 && scene.is_word(i, MEDIUM)
            || name.kind == 1
                && (scene.is_in_age(i) || name::is_rank(scene.word(i)) || entity::is_before_name(scene.word(i)))
    };
    (source.start as usize..name.tokens.start as usize).all(is_title)
}

/// Tells whether a body is named by one word here and by more elsewhere.
fn is_short(scene: &Scene<'_>, name: &Candidate) -> bool {
    name.tokens.range().len() == 1 && name.name.len() > scene.word(name.tokens.start as usize).len()
}

/// Tells whether a source is a description and, after a comma, the name of who it is ("her
/// father, Mendel,").
fn is_apposed(scene: &Scene<'_>, source: Run, only: &Candidate) -> bool {
    let name = only.tokens;
    let start = name.start as usize;
    let after_comma = start > source.start as usize + 1 && scene.is_word(start - 1, &[","]);
    let is_name = matches!(only.kind, 1 | 4) && name.range().len() <= 3;
    is_name && ends(scene, source, name) && after_comma && scene.is_calling(start - 2)
}

/// Tells whether a source is what a body is and, after a comma, its name ("the biggest party, the Vale Union,").
fn is_apposed_body(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let start = name.tokens.start as usize;
    let start = start - usize::from(start > 0 && scene.is_word(start - 1, &["the"]));
    let noun = start.checked_sub(2).filter(|&noun| noun >= source.start as usize && scene.word(start - 1) == ",");
    matches!(name.kind, 2 | 4) && ends(scene, source, name.tokens) && noun.is_some_and(|noun| is_body_noun(scene, noun))
}

/// Tells whether a source is what a body is and its name ("local band The Wet Sundays").
fn is_behind_body(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let start = name.tokens.start as usize;
    let start = start - usize::from(start > 0 && scene.is_word(start - 1, &["the"]));
    let noun = start.checked_sub(1).filter(|&noun| noun >= source.start as usize);
    ends(scene, source, name.tokens) && noun.is_some_and(|noun| is_body_noun(scene, noun))
}
