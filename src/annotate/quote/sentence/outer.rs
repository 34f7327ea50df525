//! "Officials said a scan revealed that …": a sentence that tells at its start whose words it is.
//!
//! The taggers give a word to one quote only, so that what somebody else reveals or believes in the sentence hides who
//! says it all. The counterpart of [`closing`](super::closing).

use crate::annotate::quote::extent::fragments;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::{CLAUSES, HELPERS, OPENERS, opening, without_helpers};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::left_out::told;
use crate::annotate::quote::link::attribution::{Attribution, unknown};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Fewest words of what is said, and most of who says it.
const WORDS: usize = 4;
const SOURCE: usize = 9;
/// Most tokens of a clause about who speaks.
const DESCRIPTION: usize = 30;
/// What everybody does who speaks.
const SAYS: &WordSet = &WordSet::of(&["said", "say", "says", "told", "tells"]);
/// Those of them that somebody stands behind to whom it is said.
const TELLS: &WordSet = &WordSet::of(&["told", "tells"]);
/// Words before these that nobody says ("That said, …", "Having said").
const NONE: &WordSet = &WordSet::of(&["enough", "having", "less", "little", "more", "much", "not", "that", "this"]);
/// Words behind these that begin something else than what is said.
const OTHERS: &WordSet =
    &WordSet::of(&["about", "as", "by", "goodbye", "hello", "nothing", "of", "so", "through", "to"]);

/// Returns the attributions of a paragraph's sentences that begin so and are not found yet.
pub(crate) fn passed_over(scene: &Scene<'_>, paragraph: usize, found: &[Attribution]) -> Vec<Attribution> {
    let known = Known::of(scene.text.paragraph_tokens(paragraph), found);
    let sentences = &scene.text.sentences[scene.text.paragraph_sentences[paragraph].range()];
    unknown(sentences.iter().filter_map(|&sentence| attribution(scene, sentence, &known)), found)
}

/// What is found in a paragraph, so that each sentence asks only for its own.
struct Known {
    first: usize,
    /// Tells of each token whether it is part of a content or cue.
    is_said: Vec<bool>,
    /// The first cue of the sources that each token is part of.
    cue_of: Vec<u32>,
    /// Where cues and sources start, each with the start of the other one of its attribution, in text order.
    starts: Vec<(u32, u32)>,
}

impl Known {
    fn of(paragraph: Run, found: &[Attribution]) -> Self {
        let (first, n) = (paragraph.start as usize, paragraph.range().len());
        let mut known = Known { first, is_said: vec![false; n], cue_of: vec![u32::MAX; n], starts: Vec::new() };
        let inside = |run: Run| run.range().map(move |i| i.wrapping_sub(first)).filter(move |&i| i < n);
        for a in found {
            let cue = a.cue.map_or(0, |cue| cue.start);
            a.contents.iter().chain(&a.cue).flat_map(|&run| inside(run)).for_each(|i| known.is_said[i] = true);
            a.source.into_iter().flat_map(inside).for_each(|i| known.cue_of[i] = known.cue_of[i].min(cue));
            let (cue, source) = (a.cue.map(|run| run.start), a.source.map(|run| run.start));
            known.starts.extend(cue.map(|start| (start, source.unwrap_or(u32::MAX))));
            known.starts.extend(source.map(|start| (start, cue.unwrap_or(u32::MAX))));
        }
        known.starts.sort_unstable();
        known
    }

    /// Tells whether words up to a cue are part of what is known. What "officials said Roe wants" tells of Roe may have
    /// been given to the officials.
    fn is_taken(&self, words: Run, cue: usize) -> bool {
        let mut inside = words.range().map(|i| i - self.first);
        inside.any(|i| self.is_said[i] || self.cue_of[i] as usize <= cue)
    }

    /// Where the next attributions start between a cue and an end, of each the cue or the source, whichever is first.
    fn after(&self, cue: usize, end: usize) -> impl Iterator<Item = usize> {
        let next = self.starts.partition_point(|&(start, _)| start as usize <= cue);
        let near = self.starts[next..].iter().take_while(move |(start, _)| (*start as usize) < end);
        let is_first = move |(start, other): &&(u32, u32)| other > start || *other as usize <= cue;
        near.filter(is_first).map(|&(start, _)| start as usize)
    }
}

fn attribution(scene: &Scene<'_>, sentence: Run, known: &Known) -> Option<Attribution> {
    let start = opening(scene, sentence);
    let end = sentence.end as usize - usize::from(scene.is_word(sentence.end as usize - 1, &["."]));
    let (cue, source) = plain(scene, start, end).or_else(|| described(scene, start, end))?;
    let begins = scene.is_wordlike(cue + 1) && !scene.is_word(cue + 1, OTHERS);
    if !begins || known.is_taken(run_of(start, cue + 1), cue) || !is_unquoted(scene, run_of(start, end)) {
        return None;
    }
    let mut attribution =
        Attribution::by_rule(run_of(cue, cue + 1), source, run_of(cue + 1, until_next(scene, cue, end, known)));
    told::without_addressee(scene, &mut attribution);
    told::without_opening(scene, &mut attribution);
    told::without_day(scene, &mut attribution);
    let content = *attribution.contents.first()?;
    // Of "told the story" nothing is told.
    let is_told = content.start as usize > cue + 1 || !scene.is_word(cue, TELLS);
    let is_clause = is_told && content.range().any(|i| is_verb(scene, i));
    let n_words = content.range().filter(|&i| scene.is_wordlike(i)).count();
    let fits = is_clause && n_words >= WORDS && scene.is_wordlike(content.start as usize);
    (fits && !fragments::are_no_words(scene, &attribution)).then_some(attribution)
}

/// The reporting word and the source of "Officials have said".
fn plain(scene: &Scene<'_>, start: usize, end: usize) -> Option<(usize, Run)> {
    let cue = (start + 1..end.min(start + SOURCE + 3)).find(|&i| scene.is_word(i, SAYS))?;
    let source = run_of(start, without_helpers(scene, start, cue));
    is_who(scene, source).then_some((cue, source))
}

/// Those of "Officials, who have insisted on it, said" and "Ann Roe, the mayor of Kell, said".
fn described(scene: &Scene<'_>, start: usize, end: usize) -> Option<(usize, Run)> {
    let open = (start + 1..end.min(start + SOURCE)).find(|&i| scene.word(i) == ",")?;
    let is_clause = scene.is_word(open + 1, &["who", "which", "whose"]);
    let is_part = |&i: &usize| is_clause || !is_verb(scene, i);
    let reach = (open + 1..end.min(open + DESCRIPTION)).take_while(is_part);
    let says = |i: usize| says(scene, i + 1).filter(|&cue| cue < end);
    let close = reach.skip(1).find(|&i| scene.word(i) == "," && says(i).is_some())?;
    let cue = says(close)?;
    is_who(scene, run_of(start, open)).then_some((cue, run_of(start, close + 1)))
}

/// The reporting word that begins at a token or behind its helpers ("has also said").
fn says(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let cue = (start..start + HELPERS.len()).find(|&i| !scene.is_word(i, HELPERS))?;
    scene.is_word(cue, SAYS).then_some(cue)
}

/// Tells whether words that open a sentence may be who says the rest: nothing but a subject stands before "said".
fn is_who(scene: &Scene<'_>, words: Run) -> bool {
    let is_part = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i);
    let is_none = |i: usize| scene.kinds[i].is_finite() || scene.is_word(i, CLAUSES);
    let Some(last) = words.range().next_back() else { return false };
    let first = words.start as usize;
    // "Bo rang to say …".
    let is_infinitive = scene.is_word(last, &["to"]);
    let opens = scene.is_word(first, OPENERS) || scene.is_word(first, NONE);
    !opens && !is_infinitive && words.range().all(|i| is_part(i) && !is_none(i))
}

/// Where what is said behind a cue ends: before somebody who reports beside it ("…, and Roe believes that …"), or with
/// the sentence.
fn until_next(scene: &Scene<'_>, cue: usize, end: usize, known: &Known) -> usize {
    const JOINTS: &WordSet = &WordSet::of(&[",", ";", "and", "but", "while"]);
    let next = known.after(cue, end).find(|&next| scene.is_word(next - 1, JOINTS));
    let is_joint = |&i: &usize| scene.is_word(i, JOINTS);
    next.map_or(end, |next| (cue..next).rev().find(|i| !is_joint(i)).map_or(next, |last| last + 1))
}
