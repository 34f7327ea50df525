//! "The Post quoted Ann Roe as saying that it was over": what Roe says, told by the Post.
//!
//! There are two quotes in it: the annotated articles have the outer one, that the Post quotes Roe so; who wants
//! to know what Roe said needs the inner one as well. Of "“It is over,” the Post quoted Roe as saying" the words are
//! Roe's alone.

use rustc_hash::FxHashMap;

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::subjects::subject_before;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::left_out::told;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens for who is quoted, for who quotes behind the words, and of when and where at the end.
const QUOTED: usize = 16;
const QUOTING: usize = 12;
const REST: usize = 6;

/// Replaces what was found of such sentences of a paragraph by the two quotes that are in each.
pub(crate) fn part(scene: &Scene<'_>, paragraph: Run, attributions: &mut Vec<Attribution>) {
    let is_verb = |&i: &usize| scene.is_word(i, &["cited", "cites", "citing", "quoted", "quotes", "quoting"]);
    let verbs: Vec<usize> = paragraph.range().filter(is_verb).collect();
    if verbs.is_empty() {
        return;
    }
    let mut by_cue: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (n, attribution) in attributions.iter().enumerate() {
        attribution.cue_tokens().for_each(|i| by_cue.entry(i).or_default().push(n));
    }
    let (mut added, mut gone) = (Vec::new(), vec![false; attributions.len()]);
    for verb in verbs {
        let Some(said) = said(scene, verb) else { continue };
        let cues = [verb, said, said + 1];
        let known: Vec<usize> = cues.iter().filter_map(|&i| by_cue.get(&(i as u32))).flatten().copied().collect();
        let of = || known.iter().map(|&n| &attributions[n]);
        let found = fronted(scene, verb, said, of()).map(|only| vec![only]);
        let Some(found) = found.or_else(|| find(scene, verb, said, of())) else { continue };
        known.into_iter().for_each(|n| gone[n] = true);
        added.extend(found);
    }
    let mut gone = gone.into_iter();
    attributions.retain(|_| !gone.next().unwrap_or_default());
    attributions.extend(added);
}

/// Mends "The bridge is shut, Roe was quoted as saying by the Vale News Agency": Roe says it, and whom the agency
/// is told by is no part of it.
pub(crate) fn without_agency(scene: &Scene<'_>, attribution: &mut Attribution) {
    const BE: &WordSet = &WordSet::of(&["is", "was", "are", "were"]);
    let Some(verb) = attribution.cue_tokens().map(|i| i as usize).find(|&i| scene.is_word(i, &["quoted", "cited"]))
    else {
        return;
    };
    let is_passive = scene.is_word(verb + 1, &["as"]) && scene.is_word(verb + 2, &["saying"]);
    let Some(be) = verb.checked_sub(1).filter(|&be| is_passive && scene.is_word(be, BE)) else { return };
    let by = verb + 3;
    let Some(subject) = subject_before(scene, be).filter(|_| scene.is_word(by, &["by"])) else { return };
    if attribution.source.is_none_or(|source| source.start as usize > by) {
        attribution.source = Some(subject);
    }
    let sentence = scene.text.sentences[scene.sentences[verb] as usize];
    let is_behind = |p: &Run| (by..sentence.end as usize).contains(&(p.start as usize));
    attribution.contents.retain(|p| !is_behind(p));
    let before = run_of(sentence.start as usize, (subject.start as usize).max(1) - 1);
    if attribution.contents.is_empty() && scene.is_word(before.end as usize, &[","]) {
        attribution.contents = vec![before];
    }
}

/// Where "as saying" stands behind a verb and whom it quotes.
fn said(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let sentence = *scene.text.sentences.get(*scene.sentences.get(verb)? as usize)?;
    let last = (sentence.end as usize).min(verb + QUOTED);
    // "Cited a memo as pointing to it" quotes nobody.
    let cites = !scene.word(verb).to_lowercase().starts_with("quot");
    let says = |i: usize| {
        let is_report = scene.word(i).ends_with("ing") && scene.kinds.get(i).is_some_and(|kind| kind.reports());
        if cites { scene.is_word(i, &["saying", "telling"]) } else { is_report }
    };
    (verb + 2..last).find(|&i| scene.is_word(i, &["as"]) && says(i + 1))
}

/// What is quoted before "the Post quoted Roe as saying on Friday".
fn fronted<'a>(
    scene: &Scene<'_>,
    verb: usize,
    said: usize,
    known: impl Iterator<Item = &'a Attribution>,
) -> Option<Attribution> {
    let sentence = *scene.text.sentences.get(*scene.sentences.get(verb)? as usize)?;
    let behind = run_of(said + 2, (sentence.end as usize).max(said + 2));
    let is_rest = behind.range().len() <= REST && !behind.range().any(|i| is_verb(scene, i) || scene.word(i) == ",");
    let first = (sentence.start as usize).max(verb.saturating_sub(QUOTING));
    let is_mark = |i: usize| scene.marks.region_of(i).is_some_and(|region| region.end as usize == i + 1);
    let end = (first..verb).rev().find(|&i| scene.word(i) == "," || is_mark(i)).filter(|_| is_rest)?;
    let region = scene.marks.region_of(end);
    let plain = run_of(opening(scene, sentence), end);
    let before = region.unwrap_or(plain);
    let said_before = known.flat_map(|a| &a.contents).find(|piece| (before.start..verb as u32).contains(&piece.end));
    let words = said_before.copied().filter(|_| region.is_some()).unwrap_or(before);
    let n_words = words.range().filter(|&i| scene.is_wordlike(i)).take(2).count();
    let is_free = !(end + 1..verb).any(|i| is_verb(scene, i) && !is_possessive(scene, i));
    (n_words == 2 && is_free).then(|| {
        let make = if region.is_some() { Attribution::headed } else { Attribution::surely };
        make(run_of(said, said + 2), run_of(verb + 1, said), words)
    })
}

/// The outer and the inner quote of a verb, from what is known of both.
fn find<'a>(
    scene: &Scene<'_>,
    verb: usize,
    said: usize,
    known: impl Iterator<Item = &'a Attribution> + Clone,
) -> Option<Vec<Attribution>> {
    let sentence = *scene.text.sentences.get(*scene.sentences.get(verb)? as usize)?;
    let quoted = run_of(verb + 1, said - usize::from(scene.word(said - 1) == ","));
    let is_quoted = !scene.is_word(verb + 1, &["by", "in", "on", "at"]) && scene.marks.region_of(verb).is_none();
    let cue = run_of(said, said + 2);
    let start = cue.end as usize + usize::from(scene.is_word(cue.end as usize, &[",", ":"]));
    let reach = known.clone().flat_map(|a| &a.contents).map(|p| p.end as usize).filter(|&end| end > start).max();
    let end = reach.unwrap_or(sentence.end as usize - usize::from(scene.is_word(sentence.end as usize - 1, &["."])));
    let words = run_of(start, end.max(start));
    if !is_quoted || words.range().filter(|&i| scene.is_wordlike(i)).count() < 2 {
        return None;
    }
    let source = known.filter_map(|a| a.source).find(|s| s.end as usize <= verb);
    let by = run_of(verb, verb + 1);
    let outer = Attribution::by_rule(by, source.or_else(|| subject_before(scene, verb))?, run_of(verb + 1, end));
    let is_quotation = scene.marks.region_of(words.start as usize).is_some_and(|region| region.start == words.start);
    let make = if is_quotation { Attribution::headed } else { Attribution::surely };
    let mut inner = make(cue, quoted, words);
    told::without_addressee(scene, &mut inner);
    Some(vec![outer, inner])
}
