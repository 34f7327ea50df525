//! "The rebels, according to Roe, fled", "the lake, as Roe sees it, is lost": who says a sentence stands between two
//! commas of it, or before its first.
//!
//! The taggers see one half of such a sentence, or take the other for a part of who says it.

use super::closing::interrupted;
use crate::annotate::quote::grammar::finite::may_begin;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, n_words, overlap, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of such a clause, and of a sentence that is looked at.
const CLAUSE: usize = 24;
const SENTENCE: usize = 120;
/// Words that may be lost behind the joint of the second half.
const NEAR: usize = 4;
/// Nouns for what somebody thinks or says.
const VIEWS: &WordSet = &WordSet::of(&["estimation", "eyes", "judgment", "opinion", "telling", "view", "words"]);
/// What somebody does with "it" behind "as".
const SEES: &WordSet = &WordSet::of(&["puts", "put", "saw", "sees", "tells", "told"]);
/// Words that join a second verb.
const JOINTS: &WordSet = &WordSet::of(&["and", "but", "or", "though", "yet"]);

/// A clause that tells whose a sentence is.
struct Clause {
    cue: Run,
    source: Run,
    /// All of the clause, without its commas.
    words: Run,
}

/// Gives the quotes of a paragraph whose cue is such a clause both halves of their sentences, and no more than these.
pub(crate) fn mend(scene: &Scene<'_>, paragraph: usize, attributions: &mut Vec<Attribution>) {
    let sentences = &scene.text.sentences[scene.text.paragraph_sentences[paragraph].range()];
    let wholes: Vec<(Run, Attribution)> = sentences.iter().filter_map(|&sentence| whole(scene, sentence)).collect();
    let mut is_known = vec![false; wholes.len()];
    attributions.iter_mut().filter(|_| !wholes.is_empty()).for_each(|attribution| {
        let Some(cue) = attribution.cue else { return };
        let next = wholes.partition_point(|(clause, _)| clause.end <= cue.start);
        let Some((_, whole)) = wholes.get(next).filter(|(clause, _)| overlap(*clause, cue) > 0) else { return };
        (attribution.cue, attribution.source) = (whole.cue, whole.source);
        attribution.contents.clone_from(&whole.contents);
        is_known[next] = true;
    });
    // What Roe says "turned back at" something, she does not say to that.
    let is_part = |attribution: &Attribution| {
        let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return false };
        let next = wholes.partition_point(|(_, whole)| whole.contents.last().is_none_or(|half| half.end <= cue.start));
        wholes.get(next).is_some_and(|(clause, whole)| {
            let is_own = whole.source.is_some_and(|own| overlap(own, source) > 0) && overlap(*clause, cue) == 0;
            is_own && whole.contents.iter().any(|half| half.start <= cue.start && cue.end <= half.end)
        })
    };
    attributions.retain(|attribution| !is_part(attribution));
    let mut is_known = is_known.into_iter();
    attributions.extend(wholes.into_iter().filter(|_| !is_known.next().unwrap_or_default()).map(|(_, whole)| whole));
    attributions.iter_mut().for_each(|attribution| behind(scene, attribution));
}

/// The words of such a clause, and what a sentence with one tells.
fn whole(scene: &Scene<'_>, sentence: Run) -> Option<(Run, Attribution)> {
    let last = (sentence.end as usize).checked_sub(1).filter(|&i| scene.is_word(i, &["."]))?;
    let start = opening(scene, sentence);
    if sentence.range().len() > SENTENCE || last <= start {
        return None;
    }
    let clause = opened(scene, start, last).or_else(|| {
        let mut commas = (start + 1..last).filter(|&i| scene.word(i) == ",");
        commas.find_map(|open| {
            clause(scene, open + 1, last).filter(|clause| goes_on(scene, begin(scene, start, open), clause))
        })
    })?;
    let (before, behind) = ((clause.words.start as usize).saturating_sub(1), clause.words.end as usize + 1);
    let start = begin(scene, start, before);
    let halves = [run_of(start, before.max(start)), run_of(behind, last.max(behind))];
    // "Privately, according to Roe, he was glad".
    let is_opening = |half: &Run| half.range().len() == 1 && !may_begin(scene, behind);
    let has_words = |half: &Run| n_words(scene, *half) > 0 && !is_opening(half);
    let halves: Vec<Run> = halves.into_iter().filter(has_words).collect();
    let [.., second] = halves[..] else { return None };
    if scene.is_word(before.saturating_sub(1), &["that", "which", "who"]) {
        return None;
    }
    if !is_unquoted(scene, run_of(start, last)) || n_words(scene, second) < 2 || second.end as usize != last {
        return None;
    }
    let mut attribution = Attribution::by_rule(clause.cue, clause.source, second);
    attribution.contents = halves;
    Some((clause.words, attribution))
}

/// Where the clause begins into which such a clause is put, from where its sentence does: "Sales fell, and [the debts],
/// according to Roe, [have doubled]".
fn begin(scene: &Scene<'_>, start: usize, open: usize) -> usize {
    const NOUN: usize = 9;
    let is_joint = |i: &usize| scene.is_word(*i, &["and", "but", "so"]) && scene.word(*i - 1) == ",";
    let joint = (start + 1..open).rev().take(NOUN).find(is_joint);
    let has_verb = |mut words: std::ops::Range<usize>| words.any(|i| is_verb(scene, i));
    let fits = |joint: &usize| joint + 1 < open && !has_verb(joint + 1..open) && has_verb(start..*joint);
    joint.filter(fits).map_or(start, |joint| joint + 1)
}

/// Tells whether a sentence goes on behind such a clause: with its verb, or with all of it behind an opening.
fn goes_on(scene: &Scene<'_>, start: usize, clause: &Clause) -> bool {
    let (open, behind) = (clause.words.start as usize - 1, clause.words.end as usize + 1);
    let has_verb = (start..open).any(|i| is_verb(scene, i));
    let verb = behind + usize::from(scene.is_word(behind, JOINTS));
    let rest = || (behind..behind + SENTENCE).take_while(|&i| scene.sentences.get(i) == scene.sentences.get(open));
    let goes_on = may_begin(scene, verb) && (verb > behind) == has_verb;
    goes_on || !has_verb && rest().any(|i| is_verb(scene, i))
}

/// Such a clause between two commas.
fn clause(scene: &Scene<'_>, start: usize, last: usize) -> Option<Clause> {
    if !scene.is_word(start, &["according", "as", "in"]) {
        return None;
    }
    let commas = (start..last.min(start + CLAUSE)).filter(|&i| scene.word(i) == ",");
    let mut found = commas.take(2).filter_map(|close| of_words(scene, run_of(start, close)));
    let first = found.next()?;
    let behind = first.words.end as usize + 1;
    // "According to Ann Roe, who runs it, [it was built]".
    if scene.is_word(behind, &["which", "who", "whose"]) {
        return None;
    }
    // "According to Ann Roe, the mayor of Kell, [was built]".
    let second =
        found.next().filter(|second| !may_begin(scene, behind) && may_begin(scene, second.words.end as usize + 1));
    Some(second.unwrap_or(first))
}

/// Such a clause that opens a sentence; "according to" is [`according`](super::according)'s.
fn opened(scene: &Scene<'_>, start: usize, last: usize) -> Option<Clause> {
    let close = (start..last.min(start + CLAUSE)).find(|&i| scene.word(i) == ",")?;
    let clause = of_words(scene, run_of(start, close)).filter(|_| !scene.is_word(start, &["according"]))?;
    (close + 1..last).any(|i| is_verb(scene, i)).then_some(clause)
}

/// The cue and the source of such a clause.
fn of_words(scene: &Scene<'_>, words: Run) -> Option<Clause> {
    let (start, end) = (words.start as usize, words.end as usize);
    let is_who = |source: Run| {
        let is_part = |i: usize| {
            let is_plain = scene.is_wordlike(i) || is_possessive(scene, i) || matches!(scene.word(i), "," | "-");
            is_plain && !scene.is_word(i, &["are", "had", "has", "have", "is", "was", "were", "will", "would"])
        };
        source.start < source.end && source.range().all(is_part)
    };
    let last = end.checked_sub(1).filter(|&last| last > start + 1)?;
    let (cue, source) = match scene.word(start).to_ascii_lowercase().as_str() {
        "according" if scene.is_word(start + 1, &["to"]) => (run_of(start, start + 2), run_of(start + 2, end)),
        "in" if scene.is_word(last, VIEWS) && is_owner(scene, last - 1) => (run_of(last, end), run_of(start + 1, last)),
        "as" if scene.is_word(last, &["it"]) && scene.is_word(last - 1, SEES) => {
            (run_of(last - 1, last), run_of(start + 1, last - 1))
        }
        _ => return None,
    };
    is_who(source).then_some(Clause { cue, source, words })
}

/// Tells whether somebody owns what stands behind a token ("Roe's", "her").
fn is_owner(scene: &Scene<'_>, token: usize) -> bool {
    is_possessive(scene, token) || scene.is_word(token, &["her", "his", "their"])
}

/// Mends what stands behind a clause between two commas: it begins behind the second, and "and", "but" and a verb go on
/// there: "It was clear, Roe wrote in her opinion, [and left no doubt]".
fn behind(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let Some(first) = attribution.contents.first().filter(|first| first.end <= cue.start.min(source.start)) else {
        return;
    };
    let open = first.end as usize;
    let is_clause = scene.word(open) == "," && open + 1 == cue.start.min(source.start) as usize;
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[open] as usize).filter(|_| is_clause) else {
        return;
    };
    if sentence.range().len() > SENTENCE {
        return;
    }
    let Some(whole) = interrupted(scene, sentence).filter(|whole| whole.cue == Some(cue)) else { return };
    let [_, second] = whole.contents[..] else { return };
    let is_early = |piece: &Run| piece.start >= cue.end && piece.start < second.start;
    let is_behind = |piece: &Run| piece.start >= second.start && piece.start < sentence.end;
    let begins = second.start as usize;
    let joins = scene.is_word(begins, JOINTS) && may_begin(scene, begins + 1) && !reports(scene, begins + 1);
    let mut has_behind = attribution.contents.iter().any(is_behind);
    for piece in attribution.contents.iter_mut() {
        let is_part = joins && is_behind(piece) && piece.start as usize <= begins + NEAR;
        if is_part || is_early(piece) && piece.end > second.start {
            (piece.start, has_behind) = (second.start, true);
        }
    }
    attribution.contents.retain(|piece| !is_early(piece));
    if !has_behind && joins {
        attribution.contents.push(second);
        attribution.contents.sort_by_key(|piece| piece.start);
    }
}
