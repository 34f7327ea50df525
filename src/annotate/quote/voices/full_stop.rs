//! "Roe asked Dell where he had been. [“In bed.”]": the quotation behind what somebody asks is the answer, which is
//! Dell's; of "Roe put it another way. [“We wait.”]" the quotation is all that is said.
//!
//! The taggers go on from a sentence into the quotation that stands behind it; what else it tells than a question the
//! annotated articles join to it.

use crate::annotate::quote::grammar::quotations::{closes, is_unquoted, regions};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opens;
use crate::annotate::quote::grammar::subjects::subject_at;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Verbs of asking, and words that open what is asked.
const ASKS: &WordSet = &WordSet::of(&["ask", "asked", "asking", "asks", "inquired", "wondered"]);
const QUESTIONS: &WordSet =
    &WordSet::of(&["about", "how", "if", "what", "when", "where", "whether", "which", "who", "whom", "why"]);
/// Most tokens between the verb and what is asked, and of how somebody put it.
const ASKED: usize = 8;
const MANNER: usize = 4;

/// Ends what somebody asks with its sentence, and returns the answer behind it; of "put it another way. “We wait.”" the
/// quotation alone is said.
pub(crate) fn part(scene: &Scene<'_>, attribution: &mut Attribution) -> Option<Attribution> {
    let cue = attribution.cue?;
    let n = attribution.contents.iter().position(|p| p.start >= cue.end)?;
    let piece = attribution.contents[n];
    let region = quotation(scene, cue, piece)?;
    let front = run_of(piece.start as usize, region.start as usize - 1);
    let behind = Run { start: region.start, end: piece.end };
    if is_manner(scene, front) && n == 0 {
        attribution.contents[n] = behind;
        return None;
    }
    let is_asked = scene.is_word(cue.end as usize - 1, ASKS) && !asks(scene, region);
    let who = is_asked.then(|| asked(scene, cue, front))?;
    // In a first paragraph, which may be a headline, no quotation stands alone.
    if who.is_none() && scene.paragraph_of(cue.start as usize) == 0 {
        return None;
    }
    let mut contents = attribution.contents.split_off(n);
    contents[0] = behind;
    attribution.contents.push(front);
    who.map(|who| Attribution { cue: None, contents, ..Attribution::headed(who, who, behind) })
}

/// Tells whether words tell how somebody put "it": "it differently".
fn is_manner(scene: &Scene<'_>, words: Run) -> bool {
    let is_short = words.range().len() <= MANNER && scene.is_word(words.start as usize, &["it"]);
    is_short && !words.range().any(|i| is_verb(scene, i) || scene.forms[i].is_capital)
}

/// A quotation of whole sentences in a piece that begins in the sentence of its reporting word, behind the end of it.
fn quotation(scene: &Scene<'_>, cue: Run, piece: Run) -> Option<Run> {
    let number = scene.sentences[cue.start as usize];
    let region = regions(scene, piece).into_iter().next()?;
    let stop = (region.start as usize).checked_sub(1)?;
    let is_stop = scene.is_word(stop, &[".", "!", "?"]) && scene.marks.places[stop] == Place::Outside;
    let is_here = scene.sentences[stop] == number && opens(scene, region);
    let is_behind = piece.start + 1 < region.start && is_unquoted(scene, run_of(piece.start as usize, stop));
    let is_one = scene.paragraph_of(stop) == scene.paragraph_of(region.start as usize);
    (is_stop && is_here && is_behind && is_one && closes(scene, region)).then_some(region)
}

fn asks(scene: &Scene<'_>, region: Run) -> bool {
    region.range().rev().take(3).any(|i| scene.word(i) == "?")
}

/// Who is asked, by name or as the subject of the question.
fn asked(scene: &Scene<'_>, cue: Run, question: Run) -> Option<Run> {
    let first = cue.end as usize;
    let end = question.end as usize;
    let begins = (first..end.min(first + ASKED)).find(|&i| scene.is_word(i, QUESTIONS))?;
    let name = (first..begins).find(|&i| !scene.is_title(i));
    let named = name.and_then(|name| subject_at(scene, name)).filter(|who| who.end as usize <= begins);
    let named = named.map(|who| run_of(first, who.end as usize));
    // "Asked where [she] had been", but "Roe asked her where she had been".
    let pronoun = || (begins + 1..end).take(ASKED).find(|&i| scene.is_word(i, &["he", "she"]));
    named.or_else(|| pronoun().filter(|_| first == begins).map(|i| run_of(i, i + 1)))
}
