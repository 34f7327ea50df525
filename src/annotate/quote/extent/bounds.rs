//! How far a quote's words reach, where quotation marks, the verb or other parts tell it.
//!
//! Habits of the sequence model are mended. "called the plan “a disgrace”": the words
//! in marks are the quote, the plan is what they are about. “No,” she told those who had
//! come, “never”: beside a whole quotation only quotations belong to the quote. A sentence
//! that ends inside the marks ends the quote, unless much more follows. Words that name the source
//! are no words of hers. An "and" at the end joins something else, and so does the reporting word of what
//! follows.

use super::{aside, contrast};
use crate::annotate::quote::grammar::quotations::{closes, is_unquoted, regions};
use crate::annotate::quote::grammar::scene::{Scene, n_words, overlap, run_of};
use crate::annotate::quote::grammar::sentences::opens;
use crate::annotate::quote::grammar::subjects::{subject_at, subject_before};
use crate::annotate::quote::grammar::verbs::reports;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::tagger::passes::CONTENT;
use crate::annotate::quote::words::stem::stem;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Stems of verbs whose object a quotation describes.
const NAMING: &WordSet = &WordSet::of(&[
    "brand",
    "call",
    "characteriz",
    "denounc",
    "describ",
    "dismiss",
    "dub",
    "hail",
    "label",
    "mock",
    "prais",
    "quot",
    "ridicul",
    "term",
]);
/// Longest object of such a verb, and longest rest after a closed sentence, in words.
const OBJECT: usize = 9;
const REST: usize = 12;
/// From this mean probability on, both sides of a cue are content.
const LIKELY: f32 = 0.45;

/// Mends the pieces of an attribution.
pub(crate) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) {
    let pieces = std::mem::take(&mut attribution.contents);
    let names =
        attribution.cue.is_some_and(|cue| cue.range().any(|i| NAMING.contains(&&*stem(&scene.word(i).to_lowercase()))));
    let shorter = pieces.iter().map(|&p| until_closed(scene, p)).map(|p| if names { object_off(scene, p) } else { p });
    let shorter: Vec<Run> = shorter.collect();
    let is_whole = |p: &Run| !regions(scene, *p).is_empty() && n_outside(scene, *p) == 0;
    let lead = shorter.first().is_some_and(is_whole) || names && shorter.last().is_some_and(is_whole);
    attribution.contents = match lead {
        true => shorter.iter().flat_map(|&p| if is_whole(&p) { vec![p] } else { regions(scene, p) }).collect(),
        false => shorter,
    };
    if let Some(last) = attribution.contents.last_mut() {
        *last = with_bracket(scene, without_joint(scene, *last));
    }
}

/// Takes in the bracket that closes one inside ("by a third (or more[)]").
fn with_bracket(scene: &Scene<'_>, piece: Run) -> Run {
    let last = piece.range().rev().find(|&i| scene.is_word(i, &["(", ")"]));
    let is_open = last.is_some_and(|i| scene.word(i) == "(") && scene.word(piece.end as usize) == ")";
    Run { start: piece.start, end: piece.end + u32::from(is_open) }
}

/// Takes off the word that joins what follows: "said he would stay and" left.
fn without_joint(scene: &Scene<'_>, piece: Run) -> Run {
    let joins = |i: usize| scene.is_word(i, &["and", "but", "or"]) && scene.marks.region_of(i).is_none();
    match (piece.end as usize).checked_sub(1) {
        Some(last) if joins(last) && last > piece.start as usize => run_of(piece.start as usize, last),
        _ => piece,
    }
}

/// Takes off a pronoun behind a comma whose clause is left out: "said he knew Ann Roe[, who] left".
pub(crate) fn without_pronoun(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(piece) = attribution.contents.last_mut() else { return };
    let (first, last) = (piece.start as usize, (piece.end as usize).saturating_sub(1));
    let dangles = last > first + 1
        && scene.is_word(last, &["which", "while", "who", "whose"])
        && scene.word(last - 1) == ","
        && scene.is_wordlike(last + 1)
        && scene.sentences.get(last + 1) == Some(&scene.sentences[last]);
    if dangles && scene.marks.region_of(last).is_none() {
        piece.end = last as u32 - 1;
    }
}

/// Parts pieces that their own cue lies in: what is likely on both sides stays, else the
/// likelier side ("The coach, out of breath, said he was late").
pub(crate) fn around_cue(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let parts = attribution.contents.iter().flat_map(|&piece| {
        let before = run_of(piece.start as usize, cue.start.min(piece.end) as usize);
        let after = run_of(cue.end.max(piece.start) as usize, piece.end as usize);
        if overlap(piece, cue) == 0 {
            return vec![piece];
        }
        let parts =
            [before, after].map(|r| if n_words(scene, r) > 0 { scene.mean_probability(r, CONTENT) } else { 0.0 });
        let least = LIKELY.min(parts[0].max(parts[1]));
        [before, after].into_iter().zip(parts).filter(|p| p.1 > 0.0 && p.1 >= least).map(|p| p.0).collect()
    });
    attribution.contents = parts.collect();
}

/// Most words from a reporting word to its "that".
const THAT: usize = 9;

/// Ends what is told behind its cue with the sentence, and what a clause about somebody tells with the clause: "Roe,
/// who told me she was ill, left." Returns what is reported in the words left out.
pub(crate) fn within_sentence(scene: &Scene<'_>, attribution: &mut Attribution) -> Option<Attribution> {
    let cue = attribution.cue?;
    let number = scene.sentences[cue.start as usize];
    let at = attribution.contents.iter().position(|p| p.start >= cue.end)?;
    let is_here = scene.sentences.get(attribution.contents[at].start as usize) == Some(&number);
    if let Some(end) = aside::end(scene, attribution, attribution.contents[at]).filter(|_| is_here) {
        attribution.contents[at].end = end;
    }
    let piece = &mut attribution.contents[at];
    let is_question = scene.is_word(piece.start as usize, &["if", "whether"]);
    let is_plain = is_unquoted(scene, *piece) || is_question && scene.is_word(cue.end as usize - 1, &["asked"]);
    // "Has ‘abolished the word’. [I wrote that down]".
    let behind = scene.text.sentences[number as usize].end;
    let is_plain =
        is_plain || behind < piece.end && is_unquoted(scene, run_of(behind as usize - 1, piece.end as usize));
    if !is_plain || !is_here {
        return None;
    }
    // "I" and "I’m" begin no sentence of their own.
    let is_i = |word: &str| word.strip_prefix('I').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    if scene.forms[piece.start as usize].is_capital && !is_i(scene.word(piece.start as usize)) {
        return None;
    }
    let sentence = scene.text.sentences[number as usize];
    let rest = run_of(sentence.end as usize, piece.end.max(sentence.end) as usize);
    piece.end = piece.end.min(sentence.end);
    rest.range().find_map(|i| {
        let subject = subject_before(scene, i).filter(|s| s.start >= rest.start && reports(scene, i))?;
        let that = (i + 1..rest.end as usize).take(THAT).find(|&i| scene.is_word(i, &["that"]));
        let opens = subject.start == rest.start;
        let start = that.or_else(|| Some(i + 1).filter(|_| opens))?;
        let end = scene.text.sentences[scene.sentences[i] as usize].end.min(rest.end);
        Some(Attribution::by_rule(run_of(i, i + 1), subject, run_of(start, end as usize)))
    })
}

/// Takes off words that a content has in common with its source before it ("According to Roe, who
/// lost, it rains") or at its end, and a piece that is the source.
pub(crate) fn without_source(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(source), cue) = (attribution.source, attribution.cue.unwrap_or_default()) else { return };
    if attribution.contents.len() > 1 {
        let is_head = |p: &Run| p.end < source.end && scene.is_word(p.end as usize + 1, &["who", "whose", "which"]);
        let is_source =
            |p: &Run| p.start >= source.start && p.end <= source.end && (p.end + 1 >= source.end || is_head(p));
        attribution.contents.retain(|p| !is_source(p));
    }
    for piece in &mut attribution.contents {
        // “…, Ann Roe[, a clerk,] said” with a part of who says it.
        let is_part = (source.start + 1..source.end).contains(&piece.end) && piece.end <= cue.start;
        if piece.start < source.start && (piece.end == source.end || is_part) {
            piece.end = source.start;
        }
        // "Citing the rule, [Roe left]".
        let is_next = source.start > piece.start && source.end < piece.end && piece.start >= cue.end;
        if is_next && cue.end > 0 && opens(scene, cue) && scene.word(source.start as usize - 1) == "," {
            piece.end = source.start;
        }
        let comma = u32::from(scene.is_word(source.end as usize, &[","]));
        let first = source.end + comma;
        if source.range().contains(&(piece.start as usize))
            && n_words(scene, run_of(first as usize, piece.end as usize)) > 0
        {
            piece.start = first;
        }
    }
}

/// Takes off what follows a content: the reporting word ("said he agreed and refused" to go), or
/// who reports next ("said he agreed, but Roe" did not say when).
pub(crate) fn without_next(scene: &Scene<'_>, attributions: &mut [Attribution]) {
    let after = |a: &Attribution| Some((a.cue?, a.contents.first()?.start, a.source));
    let mut nexts: Vec<(Run, u32, Option<Run>)> = attributions.iter().filter_map(after).collect();
    nexts.sort_by_key(|(cue, start, _)| (cue.end, *start));
    for piece in attributions.iter_mut().filter_map(|a| a.contents.last_mut()) {
        // The first whose cue ends where the words end or later, and whose own words follow.
        let next = nexts.partition_point(|&(cue, start, _)| (cue.end, start) < (piece.end, piece.end));
        let Some(&(cue, _, source)) = nexts.get(next) else { continue };
        let ends = |s: &Run| s.end == piece.end && s.start > piece.start && s.end <= cue.start;
        if cue.end == piece.end && cue.start > piece.start {
            *piece = without_joint(scene, run_of(piece.start as usize, cue.start as usize));
        } else if let Some(source) = source.filter(ends).filter(|s| scene.marks.region_of(s.start as usize).is_none()) {
            *piece = without_joint(scene, run_of(piece.start as usize, source.start as usize));
        }
    }
}

/// Takes out of a content what somebody else is reported to say: "…; Roe said it was closed", or a
/// piece right behind another reporting word and its subject ("…, who said it was closed").
pub(crate) fn others_inside(scene: &Scene<'_>, attribution: &mut Attribution) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut kept = Vec::with_capacity(attribution.contents.len());
    let own = attribution.cue;
    for (n, &piece) in attribution.contents.iter().enumerate() {
        let before = (n > 0).then(|| reported_from(scene, piece, own)).flatten();
        if let Some(other) = before {
            found.push(other);
            continue;
        }
        let next = after_semicolon(scene, piece).or_else(|| after_answer(scene, piece));
        let whose = (own, attribution.source);
        let more =
            || contrast::after_refusal(scene, piece, whose).or_else(|| contrast::after_second(scene, piece, whose));
        match next.or_else(more) {
            Some((end, other)) => {
                kept.push(run_of(piece.start as usize, end));
                found.push(other);
            }
            None => kept.push(piece),
        }
    }
    if !found.is_empty() && !kept.is_empty() {
        attribution.contents = kept;
        return found;
    }
    Vec::new()
}

/// The attribution of a piece that stands right behind another reporting word than its own.
pub(crate) fn reported_from(scene: &Scene<'_>, piece: Run, own: Option<Run>) -> Option<Attribution> {
    let cue = (piece.start as usize).checked_sub(1)?;
    let is_own = own.is_some_and(|own| own.range().contains(&cue));
    let who = cue.checked_sub(1).filter(|&i| scene.is_word(i, &["who"])).map(|i| run_of(i, i + 1));
    let subject = who.or_else(|| subject_before(scene, cue))?;
    let is_plain = scene.marks.region_of(piece.start as usize).is_none();
    (!is_own && is_plain && reports(scene, cue)).then(|| Attribution::by_rule(run_of(cue, cue + 1), subject, piece))
}

/// Where a piece ends in a semicolon behind which somebody else is reported, and what she says.
fn after_semicolon(scene: &Scene<'_>, piece: Run) -> Option<(usize, Attribution)> {
    let is_outside = |i: usize| scene.marks.region_of(i).is_none();
    piece.range().filter(|&i| scene.word(i) == ";" && is_outside(i)).find_map(|semicolon| {
        let source = subject_at(scene, semicolon + 1)?;
        let cue = source.end as usize;
        let content = run_of((cue + 1).min(piece.end as usize), piece.end as usize);
        let is_long = n_words(scene, content) > 2;
        let other = || Attribution::by_rule(run_of(cue, cue + 1), source, content);
        (is_long && reports(scene, cue)).then(|| (semicolon, other()))
    })
}

/// Where a piece goes on to what its speaker answered, and that: "she would listen[, and when she was asked what
/// she had heard she said that it was early]".
fn after_answer(scene: &Scene<'_>, piece: Run) -> Option<(usize, Attribution)> {
    const QUESTION: usize = 20;
    let is_outside = |i: usize| scene.marks.region_of(i).is_none();
    let asks = |i: usize| (i..i + 4).any(|i| scene.is_word(i, &["asked", "pressed"]));
    let begins = |i: usize| scene.word(i) == "," && scene.is_word(i + 1, &["and", "but"]) && is_outside(i);
    let comma = piece.range().find(|&i| begins(i) && scene.is_word(i + 2, &["when", "asked"]) && asks(i + 2))?;
    let end = piece.end as usize;
    let cue = (comma + 4..end.min(comma + QUESTION))
        .find(|&i| is_outside(i) && reports(scene, i) && scene.is_word(i + 1, &["that"]))?;
    let source = subject_before(scene, cue).filter(|s| s.start as usize > comma)?;
    Some((comma, Attribution::by_rule(run_of(cue, cue + 1), source, run_of(cue + 1, end))))
}

/// Words of a piece that stand in none of its quotations; these may lie one in another, and count twice then.
fn n_outside(scene: &Scene<'_>, piece: Run) -> usize {
    let inside: usize = regions(scene, piece).into_iter().map(|r| n_words(scene, r)).sum();
    n_words(scene, piece).saturating_sub(inside)
}

/// Takes off what a naming verb is about: the words before the quotation that ends a piece.
fn object_off(scene: &Scene<'_>, piece: Run) -> Run {
    let Some(&last) = regions(scene, piece).last() else { return piece };
    let object = run_of(piece.start as usize, last.start as usize);
    let n_object = n_words(scene, object);
    let is_plain = n_outside(scene, object) == n_object;
    let ends = n_words(scene, run_of(last.end as usize, piece.end as usize)) == 0;
    let fits = is_plain && ends && n_object <= OBJECT && n_object <= n_words(scene, last);
    if fits { last } else { piece }
}

/// Ends a piece with the quotation in which a sentence ends, if little follows.
fn until_closed(scene: &Scene<'_>, piece: Run) -> Run {
    let Some(last) = regions(scene, piece).into_iter().rev().find(|&region| closes(scene, region)) else {
        return piece;
    };
    let rest = n_words(scene, run_of(last.end as usize, piece.end as usize));
    let kept = n_words(scene, run_of(piece.start as usize, last.end as usize));
    if (1..=REST).contains(&rest) && rest < kept { run_of(piece.start as usize, last.end as usize) } else { piece }
}
