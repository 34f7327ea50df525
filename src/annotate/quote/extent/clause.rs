//! What stands behind "said" is a clause, and goes on until its sentence or somebody else's words do.
//!
//! In texts unlike those that they learnt from the taggers stop behind its subject ("said [the board] has met",
//! "announced [its president], Bo Dell, resigned") or pass over words inside it. Of what is told in marks, and of
//! asides between dashes, nothing is taken.

use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Longest subject, and longest aside between it and its verb, in tokens.
const SUBJECT: usize = 12;
const ASIDE: usize = 14;

/// Words for a cue or a source.
#[derive(Debug, Clone, Copy)]
struct Claim {
    run: Run,
    /// The attribution that they belong to, and whether it has a source.
    number: usize,
    has_source: bool,
    is_cue: bool,
}

/// Gives clauses that the taggers cut what belongs to them.
pub(crate) fn complete(scene: &Scene<'_>, attributions: &mut Vec<Attribution>) {
    let claims = claims(attributions);
    for n in 0..attributions.len() {
        let Some((cue, piece)) = told(scene, &attributions[n]) else { continue };
        fill(scene, &mut attributions[n].contents, &claims);
        let Some(verb) = verb_of(scene, piece).filter(|_| attributions[n].contents.len() == 1) else { continue };
        // "Quietly announced".
        let first = verb - usize::from(scene.word(verb - 1).ends_with("ly") && verb > piece.end as usize);
        let first = claims.partition_point(|claim| (claim.run.start as usize) < first);
        let here = claims[first..].iter().take_while(|claim| claim.run.start as usize <= verb);
        let cues: Vec<Claim> = here.filter(|claim| claim.is_cue).copied().collect();
        // Who "welcomed" in "said [that Roe] welcomed" is all that was taken.
        let begins = |source: Run| {
            source.start <= piece.start
                || scene.word(source.start as usize - 1) != ","
                || scene.is_word(piece.start as usize, &["that"])
        };
        let is_inside = |claim: &Claim| {
            let source = attributions[claim.number].source.filter(|source| source.end == piece.end);
            source.is_some_and(|source| overlap(source, piece) > 0 && begins(source))
        };
        // "Roe noted [that the board] announced …" is told by Roe, and the board's verb not hers.
        let is_whole = scene.is_word(piece.start as usize, &["that"]) && piece.range().len() > 2;
        let is_own = |claim: &Claim| is_whole && attributions[claim.number].source == attributions[n].source;
        let is_other = |claim: &Claim| claim.has_source && !is_inside(claim) && !is_own(claim);
        if cues.iter().any(is_other) || reports(scene, verb) && cues.is_empty() {
            continue;
        }
        let next = claims[first..].iter().find(|c| c.run.start as usize > verb && c.has_source && c.number != n);
        let end = end_of(scene, cue, verb, next.map(|claim| claim.run.start as usize));
        // Of "the post appeared to be empty" nobody tells what appeared.
        let nobodys: Vec<usize> = cues.iter().filter(|c| !c.has_source || is_own(c)).map(|c| c.number).collect();
        nobodys.into_iter().for_each(|number| attributions[number].contents.clear());
        attributions[n].contents = vec![run_of(piece.start as usize, end)];
    }
    attributions.retain(|a| !a.contents.is_empty());
}

/// The words of all cues and sources, in text order.
fn claims(attributions: &[Attribution]) -> Vec<Claim> {
    let of = |(number, a): (usize, &Attribution)| {
        let (cue, source) = (a.cue, a.source);
        let claim = move |run, is_cue| Claim { run, number, has_source: source.is_some(), is_cue };
        cue.map(|run| claim(run, true)).into_iter().chain(source.map(|run| claim(run, false)))
    };
    let mut claims: Vec<Claim> = attributions.iter().enumerate().flat_map(of).collect();
    claims.sort_by_key(|claim| claim.run.start);
    claims
}

/// The cue of an attribution and the unquoted piece that stands right behind its reporting word.
fn told(scene: &Scene<'_>, attribution: &Attribution) -> Option<(Run, Run)> {
    let cue = attribution.cue?;
    let first = *attribution.contents.first().filter(|piece| piece.start == cue.end)?;
    let last = cue.end as usize - 1;
    let is_clause = || scene.is_word(first.start as usize, &["that"]) && scene.kinds[last].reports();
    if !reports(scene, last) && !is_clause() {
        return None;
    }
    is_unquoted(scene, first).then_some((cue, first))
}

/// Fills what is passed over inside a clause, where nobody reports in it and it sets nothing against or beside the rest.
fn fill(scene: &Scene<'_>, pieces: &mut Vec<Run>, claims: &[Claim]) {
    const JOINTS: &WordSet =
        &WordSet::of(&["and", "but", "although", "though", "while", ";", "-", "--", "–", "—", "("]);
    /// Claims that may reach into a hole from before it.
    const NEAREST: usize = 6;
    let is_free = |hole: Run| {
        let first = hole.start as usize + usize::from(scene.is_word(hole.start as usize, &[","]));
        let before = claims.partition_point(|claim| claim.run.start < hole.end);
        let is_claimed = claims[..before].iter().rev().take(NEAREST).any(|claim| claim.run.end > hole.start);
        scene.sentences[hole.start as usize - 1] == scene.sentences[hole.end as usize]
            && !scene.is_word(first, JOINTS)
            && is_unquoted(scene, hole)
            && !hole.range().any(|i| reports(scene, i))
            && !is_claimed
    };
    let mut filled: Vec<Run> = Vec::with_capacity(pieces.len());
    for &piece in &*pieces {
        match filled.last_mut() {
            Some(last) if last.end < piece.start && is_free(Run { start: last.end, end: piece.start }) => {
                last.end = piece.end;
            }
            _ => filled.push(piece),
        }
    }
    *pieces = filled;
}

/// The verb of a subject that was taken for all that is said: right behind it or behind an aside.
fn verb_of(scene: &Scene<'_>, piece: Run) -> Option<usize> {
    let end = piece.end as usize;
    let is_bare = piece.range().len() <= SUBJECT && !piece.range().any(|i| is_verb(scene, i));
    let is_that = piece.range().len() == 1 && scene.is_word(piece.start as usize, &["that"]);
    if !is_bare || scene.text.sentences[scene.sentences[end - 1] as usize].end as usize <= end {
        return None;
    }
    let aside = || {
        let close = (end + 1..end + ASIDE).find(|&i| scene.word(i) == ",")?;
        let is_plain = (end + 1..close).all(|i| scene.is_wordlike(i) || scene.word(i) == ".");
        is_plain.then_some(close + 1)
    };
    let next = if scene.word(end) == "," { aside()? } else { end };
    let next = next + usize::from(scene.word(next).ends_with("ly") && is_verb(scene, next + 1));
    let is_one = scene.sentences.get(next) == Some(&scene.sentences[end - 1]);
    (is_one && (is_that || is_verb(scene, next))).then_some(next)
}

/// Where the clause of a cue ends: before the next source or cue, or with the sentence.
fn end_of(scene: &Scene<'_>, cue: Run, verb: usize, next: Option<usize>) -> usize {
    let sentence = scene.text.sentences[scene.sentences[cue.start as usize] as usize];
    let end = next.map_or(sentence.end as usize, |next| next.min(sentence.end as usize));
    let is_edge = |&i: &usize| !scene.is_wordlike(i) || scene.is_word(i, &["and", "but"]) && next == Some(end);
    (verb + 1..end).rev().find(|i| !is_edge(i)).map_or(verb + 1, |last| last + 1)
}
