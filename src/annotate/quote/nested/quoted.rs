//! "The Post quoted Ann Roe as saying that it was over": what Roe says, told by the Post.
//!
//! There are two quotes in it: the annotated articles have the outer one, that the Post quotes Roe so; who wants
//! to know what Roe said needs the inner one as well. Of "“It is over,” the Post quoted Roe as saying" the words are
//! Roe's alone.

use rustc_hash::FxHashMap;

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::{CLAUSES, opening};
use crate::annotate::quote::grammar::subjects::{may_end_who, subject_before};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::left_out::told;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens for who is quoted, for who quotes behind the words, and of when and where at the end.
const QUOTED: usize = 16;
const QUOTING: usize = 12;
const REST: usize = 6;

/// What a passive has before "quoted".
const BE: &WordSet = &WordSet::of(&["is", "was", "are", "were", "been"]);

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
        let is_known = (verb..verb + 3).filter_map(|i| by_cue.get(&(i as u32))).flatten().any(|&n| {
            let is_before = |piece: &Run| piece.end as usize <= verb;
            attributions[n].contents.iter().any(is_before)
        });
        if let Some(whole) = closed(scene, verb).filter(|_| !is_known) {
            (verb..verb + 3).filter_map(|i| by_cue.get(&(i as u32))).flatten().for_each(|&n| gone[n] = true);
            added.push(whole);
            continue;
        }
        let Some(said) = said(scene, verb) else { continue };
        let cues = [verb, said, said + 1];
        let known: Vec<usize> = cues.iter().filter_map(|&i| by_cue.get(&(i as u32))).flatten().copied().collect();
        let of = || known.iter().map(|&n| &attributions[n]);
        let only = passive(scene, verb, said, of()).or_else(|| fronted(scene, verb, said, of()));
        let found = only.map(|only| vec![only]).or_else(|| find(scene, verb, said, of()));
        let Some(found) = found else { continue };
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

/// What somebody says who is quoted between the verb and "as saying": "[Roe] was quoted by the Post as saying that it was
/// over".
fn passive<'a>(
    scene: &Scene<'_>,
    verb: usize,
    said: usize,
    known: impl Iterator<Item = &'a Attribution> + Clone,
) -> Option<Attribution> {
    let sentence = *scene.text.sentences.get(*scene.sentences.get(verb)? as usize)?;
    let be = verb.checked_sub(1).filter(|&be| scene.is_word(be, BE) && be > sentence.start as usize)?;
    let start = opening(scene, sentence);
    let told = known.clone().filter_map(|a| a.source).find(|s| (s.start as usize) < be && s.end as usize + 1 >= be);
    let known_subject = told.map(|s| run_of(s.start as usize, be));
    let is_part = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i);
    let is_noun = || {
        let who = (start..be).find(|&i| scene.is_word(i, &["who"])).unwrap_or(be);
        let is_plain = (start..be).all(is_part) && !(start..who).any(|i| is_verb(scene, i));
        is_plain && who > start && !scene.is_word(start, CLAUSES)
    };
    let whole = (start < be && be - start <= QUOTED && is_noun()).then(|| run_of(start, be));
    let source = known_subject.or(whole).or_else(|| subject_before(scene, be))?;
    let cue = run_of(said, said + 2);
    let words = words_behind(scene, cue, sentence, known)?;
    Some(Attribution::surely(cue, source, words))
}

/// What stands before "Roe was quoted [as saying] by the Post" at the end of a sentence.
fn closed(scene: &Scene<'_>, verb: usize) -> Option<Attribution> {
    let sentence = *scene.text.sentences.get(*scene.sentences.get(verb)? as usize)?;
    let be = verb.checked_sub(1).filter(|&be| scene.is_word(be, BE))?;
    let says = scene.is_word(verb + 1, &["as"]) && scene.is_word(verb + 2, &["saying"]);
    let cue = run_of(be, verb + if says { 3 } else { 1 });
    let rest = run_of(cue.end as usize, (sentence.end as usize).max(cue.end as usize));
    let is_led = scene.is_word(cue.end as usize, &["by"]) || says && scene.is_word(cue.end as usize, &["in", "on"]);
    let is_plain = |run: Run| !run.range().any(|i| is_verb(scene, i) || scene.word(i) == ",");
    let start = opening(scene, sentence);
    let comma = (start.max(be.saturating_sub(QUOTING))..be).rev().find(|&i| scene.word(i) == ",")?;
    let (words, who) = (run_of(start, comma), run_of(comma + 1, be));
    let is_clause = || words.range().any(|i| is_verb(scene, i)) && !scene.is_word(start, CLAUSES);
    let fits = is_led && rest.range().len() <= QUOTING && is_plain(rest) && is_plain(who) && is_clause();
    let is_who = !who.range().is_empty() && may_end_who(scene, be - 1);
    (fits && is_who && is_unquoted(scene, sentence)).then(|| Attribution::surely(cue, who, words))
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
    let words = words_behind(scene, cue, sentence, known.clone()).filter(|_| is_quoted)?;
    let source = known.filter_map(|a| a.source).find(|s| s.end as usize <= verb);
    let by = run_of(verb, verb + 1);
    let it = verb.checked_sub(1).filter(|&it| scene.is_word(it, &["it"])).map(|it| run_of(it, verb));
    let source = source.or_else(|| subject_before(scene, verb)).or(it);
    let outer = source.map(|source| Attribution::by_rule(by, source, run_of(verb + 1, words.end as usize)));
    let is_quotation = scene.marks.region_of(words.start as usize).is_some_and(|region| region.start == words.start);
    let make = if is_quotation { Attribution::headed } else { Attribution::surely };
    let mut inner = make(cue, quoted, words);
    told::without_addressee(scene, &mut inner);
    Some(outer.into_iter().chain([inner]).collect())
}

/// The words behind "as saying", as far as something is known to reach, or to the end of the sentence.
fn words_behind<'a>(
    scene: &Scene<'_>,
    cue: Run,
    sentence: Run,
    known: impl Iterator<Item = &'a Attribution>,
) -> Option<Run> {
    let start = cue.end as usize + usize::from(scene.is_word(cue.end as usize, &[",", ":"]));
    let pieces: Vec<Run> = known.flat_map(|a| &a.contents).copied().collect();
    // "As saying on the radio that it was over".
    let is_that =
        |p: &&Run| (start..start + REST).contains(&(p.start as usize)) && scene.is_word(p.start as usize, &["that"]);
    let start = pieces.iter().find(is_that).map_or(start, |p| p.start as usize);
    let reach = pieces.iter().map(|p| p.end as usize).filter(|&end| end > start).max();
    let end = reach.unwrap_or(sentence.end as usize - usize::from(scene.is_word(sentence.end as usize - 1, &["."])));
    let words = run_of(start, end.max(start));
    (words.range().filter(|&i| scene.is_wordlike(i)).count() > 1).then_some(words)
}
