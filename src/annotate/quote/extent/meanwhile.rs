//! "Roe said he would stay, [hours after Dell called him “a liar”]", "Roe said she was “glad”, [while Bo Dell was
//! “quietly pleased”]", "Roe left, [with Dell warning of “chaos”]": a clause behind a comma in which somebody else has
//! words in marks is no part of what Roe said.

use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::regions;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::subjects::subject_at;
use crate::annotate::quote::grammar::verbs::{is_predicate, is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of what is said before such a clause, of when it was, of its subject, and from its verb to the marks.
const WORDS: usize = 80;
const WHEN: usize = 4;
const SUBJECT: usize = 8;
const NEAR: usize = 14;
/// Most of them in a paragraph, so that none takes long.
const MOST: usize = 64;
const TIMES: &WordSet = &WordSet::of(&[
    "day", "days", "hour", "hours", "minutes", "moments", "month", "months", "week", "weeks", "year", "years",
]);
/// Words that begin such a clause.
const LINKS: &WordSet = &WordSet::of(&["after", "as", "before", "whereas", "while"]);
/// Verbs of naming, and of asking somebody to do something.
const CALLS: &WordSet =
    &WordSet::of(&["branded", "called", "compared", "dubbed", "labeled", "labelled", "likened", "ordered", "urged"]);
const CALLING: &WordSet =
    &WordSet::of(&["branding", "calling", "describing", "dubbing", "labeling", "labelling", "likening", "urging"]);
/// Verbs of what others are reported to have been or done.
const REPORTED: &WordSet = &WordSet::of(&["could", "had", "might", "should", "would"]);

/// The clause of another behind what somebody says: where the words end before it, who it is about, her verb and words.
struct Clause {
    end: u32,
    who: Run,
    verb: usize,
    words: Run,
}

/// Ends what somebody says before such clauses, and gives the words in marks there to whom they are about.
pub(crate) fn part(scene: &Scene<'_>, attributions: &mut Vec<Attribution>) {
    let mut others: Vec<Attribution> = Vec::new();
    let found = attributions.iter().enumerate().filter_map(|(n, a)| Some((n, clause(scene, a)?)));
    let found: Vec<(usize, Clause)> = found.take(MOST).collect();
    for (n, clause) in found {
        let own = attributions[n].source;
        let is_behind = |piece: &Run| piece.start >= clause.end && piece.start < clause.words.end;
        for piece in attributions[n].contents.iter_mut().filter(|p| p.start < clause.end && p.end > clause.end) {
            piece.end = clause.end;
        }
        attributions[n].contents.retain(|piece| !is_behind(piece));
        let has = |a: &Attribution| a.contents.iter().any(|piece| overlap(*piece, clause.words) > 0);
        // "Warning [of] “chaos”".
        let verb = run_of(clause.verb, clause.verb + 1);
        let is_rest = |a: &Attribution| a.cue.is_some_and(|cue| overlap(cue, verb) > 0) && !has(a);
        attributions.iter_mut().filter(|a| is_rest(a)).for_each(|a| a.contents.clear());
        match attributions.iter_mut().find(|a| has(a)) {
            Some(known) if known.source.is_none() || known.source == own => known.source = Some(clause.who),
            Some(_) => {}
            None => others.push(Attribution::headed(verb, clause.who, clause.words)),
        }
    }
    attributions.retain(|a| !a.contents.is_empty());
    attributions.iter_mut().filter(|a| is_beside(scene, a)).for_each(|a| a.is_headed = true);
    attributions.extend(others);
}

/// Tells whether a quotation stands behind "with", whom the phrase is about and a participle that reports: ", with Dell
/// warning of “chaos”".
fn is_beside(scene: &Scene<'_>, attribution: &Attribution) -> bool {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return false };
    let &[piece] = &attribution.contents[..] else { return false };
    let first = cue.start as usize;
    let is_with = (source.start as usize).checked_sub(2).is_some_and(|i| scene.word(i) == ",")
        && scene.is_word(source.start as usize - 1, &["with"]);
    let is_participle = source.end == cue.start && scene.word(first).ends_with("ing") && reports(scene, first);
    is_with && is_participle && piece.start == cue.end && scene.marks.region_of(piece.start as usize) == Some(piece)
}

fn clause(scene: &Scene<'_>, attribution: &Attribution) -> Option<Clause> {
    let (cue, source) = (attribution.cue?, attribution.source?);
    let sentence = *scene.text.sentences.get(scene.sentences[cue.start as usize] as usize)?;
    let piece = attribution.contents.iter().find(|piece| piece.start >= cue.end && piece.start < sentence.end)?;
    // "Roe, who said he was “glad”, left, hours after …".
    let is_main = source.end <= cue.start && source.start as usize <= opening(scene, sentence) + SUBJECT;
    let reports_it = cue.range().any(|i| reports(scene, i));
    let commas = piece.range().skip(1).take(WORDS).filter_map(|i| comma(scene, i));
    let mut found = commas.filter_map(|(end, next)| behind(scene, (source, *piece), (end, next), sentence));
    let is_himself = |who: Run| {
        let name = |run: Run| scene.entities_in(run).last().map(|e| scene.word(scene.tokens_of(e).end as usize - 1));
        name(who).is_some() && name(who) == name(source)
    };
    found.next().filter(|clause| is_main && reports_it && !is_himself(clause.who))
}

/// Where words end with a comma, and the clause behind it begins: inside a closing mark, or outside of all marks.
fn comma(scene: &Scene<'_>, token: usize) -> Option<(usize, usize)> {
    let region = scene.marks.region_of(token);
    let closes = region.is_some_and(|region| region.end as usize == token + 1) && scene.word(token - 1) == ",";
    let is_comma = region.is_none() && scene.word(token) == ",";
    if closes { Some((token + 1, token + 1)) } else { is_comma.then_some((token, token + 1)) }
}

/// The clause that begins at a token.
fn behind(
    scene: &Scene<'_>,
    (source, piece): (Run, Run),
    (end, next): (usize, usize),
    sentence: Run,
) -> Option<Clause> {
    let (link, is_while) = link(scene, next)?;
    let is_with = scene.is_word(link, &["with"]);
    let who = if is_with { named(scene, link + 1)? } else { subject(scene, link + 1)? };
    let is_adverb = |i: &usize| scene.word(*i).ends_with("ly") || scene.is_word(*i, &["also", "has", "have", "had"]);
    let helped =
        (who.end as usize..who.end as usize + 2).take_while(is_adverb).last().map_or(who.end as usize, |i| i + 1);
    let says = |i: usize| match is_with {
        true => scene.word(i).ends_with("ing") && (reports(scene, i) || scene.is_word(i, CALLING)),
        false => reports(scene, i) && is_verb(scene, i) || scene.is_word(i, CALLS),
    };
    let verb = if says(helped) { helped } else { who.end as usize };
    let reach = run_of(verb, (sentence.end as usize).min(verb + NEAR).max(verb));
    let first = scene.marks.regions.partition_point(|region| (region.start as usize) < verb);
    let words = *scene.marks.regions.get(first).filter(|region| reach.range().contains(&(region.start as usize)))?;
    let is_plain = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == ",";
    let is_person = |run: Run| scene.entities_in(run).iter().any(|e| e.kind == EntityKind::Person);
    let is_somebody = || is_person(source) || scene.is_word(source.start as usize, &["he", "she"]);
    let has_person = || is_person(run_of(piece.start as usize, end));
    // "The judge said Roe was “rash”, while Dell was “wise”" may be all hers.
    let is_told = || {
        is_while
            && is_person(who)
            && is_somebody()
            && is_verb(scene, verb)
            && !scene.is_word(verb, REPORTED)
            && !has_person()
    };
    let fits = (verb..words.start as usize).all(is_plain) && (says(verb) || is_told());
    let is_first = regions(scene, run_of(next, words.start as usize)).is_empty();
    // "Said that, hours after Dell called her “a liar,” she left".
    let is_clause = is_with || (piece.start as usize..end).any(|i| is_predicate(scene, i));
    (fits && is_first && is_clause).then_some(Clause { end: end as u32, who, verb, words })
}

/// The word that joins a clause at a token, and whether it only sets beside: "hours [after]", "even [as]", "[while]".
fn link(scene: &Scene<'_>, start: usize) -> Option<(usize, bool)> {
    let first = start + usize::from(scene.is_word(start, &["even", "just", "only"]));
    if scene.is_word(first, LINKS) || first == start && scene.is_word(first, &["with"]) {
        return Some((first, scene.is_word(first, &["whereas", "while"])));
    }
    let is_part = |i: &usize| scene.is_wordlike(*i) && !is_predicate(scene, *i);
    let noun = (first..first + WHEN).take_while(is_part).find(|&i| scene.is_word(i, TIMES))?;
    scene.is_word(noun + 1, &["after", "before"]).then_some((noun + 1, false))
}

/// A name with what she is in capitals: "Norlander Foreign Minister Bo Dell".
fn named(scene: &Scene<'_>, start: usize) -> Option<Run> {
    let is_large = |&i: &usize| scene.forms.get(i).is_some_and(|form| form.is_capital) && scene.is_wordlike(i);
    let mut persons = (start..start + SUBJECT).take_while(is_large).filter_map(|i| subject_at(scene, i));
    let name = persons.find(|name| scene.entities_in(*name).iter().any(|e| e.kind == EntityKind::Person))?;
    Some(run_of(start, name.end as usize))
}

/// A name with its titles, or what belongs to a name, that begins at a token and stands before a verb: "Bo Dell",
/// "Norland's state media".
fn subject(scene: &Scene<'_>, start: usize) -> Option<Run> {
    let first = (start..start + SUBJECT).find(|&i| !scene.is_title(i) && !scene.is_word(i, &["the"]))?;
    let is_pronoun = scene.is_word(first, &["he", "i", "it", "she", "they", "we"]);
    let name = subject_at(scene, first).filter(|_| !is_pronoun)?;
    let end = name.end as usize;
    if !is_possessive(scene, end) {
        return Some(run_of(start, end));
    }
    let is_part = |i: &usize| scene.is_wordlike(*i) && !is_predicate(scene, *i);
    let last = (end + 1..end + SUBJECT).take_while(is_part).last()?;
    Some(run_of(start, last + 1))
}
