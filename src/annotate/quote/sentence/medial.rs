//! "The talks, said Ann Roe, the envoy, were “dead in all but name.”": who says a sentence stands behind its subject and
//! a reporting word.
//!
//! The taggers take the subject for who speaks, or her name for the beginning of what she says.

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::subjects::subject_at;
use crate::annotate::quote::grammar::verbs::{is_predicate, is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Reporting words behind which somebody between two commas can only be who speaks.
const VERBS: &WordSet = &WordSet::of(&[
    "added",
    "admitted",
    "argued",
    "argues",
    "explained",
    "insisted",
    "insists",
    "says",
    "said",
    "warned",
    "warns",
]);
/// Most tokens of the subject, of a title before the name, and of what is said of her.
const SUBJECT: usize = 10;
const TITLE: usize = 5;
const ASIDE: usize = 16;

/// Turns such a sentence round.
pub(crate) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.filter(|cue| cue.range().len() == 1) else { return };
    let verb = cue.start as usize;
    let Some(comma) = verb.checked_sub(1).filter(|&i| scene.word(i) == "," && reports(scene, verb)) else { return };
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[verb] as usize) else { return };
    let start = opening(scene, sentence);
    let subject = run_of(start, comma);
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !is_predicate(scene, i);
    let is_subject = start < comma && comma - start <= SUBJECT && subject.range().all(is_part);
    if !is_subject || !scene.is_word(verb, VERBS) {
        return;
    }
    let Some(close) = close(scene, verb + 1, sentence.end as usize) else { return };
    let behind = run_of(close + 1, end(scene, sentence));
    if is_unquoted(scene, behind) {
        return;
    }
    attribution.source = Some(run_of(verb + 1, close));
    attribution.contents = vec![subject, behind];
}

/// The comma behind who speaks, and what is said of her, before the verb of the sentence.
fn close(scene: &Scene<'_>, first: usize, limit: usize) -> Option<usize> {
    let is_plain = |i: usize| {
        let is_part = scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == ",";
        is_part && scene.marks.places[i] == Place::Outside
    };
    let is_title = |i: &usize| is_plain(*i) && !is_verb(scene, *i);
    let name = (first..limit.min(first + TITLE)).take_while(is_title).find_map(|i| subject_at(scene, i))?;
    let verb = |i: usize| i + usize::from(scene.marks.places.get(i) == Some(&Place::Opening));
    let from = name.end as usize;
    let close = (from..limit.min(from + ASIDE)).take_while(|&i| is_plain(i) && !is_verb(scene, i));
    close.into_iter().find(|&i| scene.word(i) == "," && is_verb(scene, verb(i + 1)))
}

/// Where the words of a sentence end, the quotation with it that holds its full stop.
fn end(scene: &Scene<'_>, sentence: Run) -> usize {
    let last = (sentence.end as usize).saturating_sub(1);
    let region = scene.marks.region_of(last).map(|region| region.end as usize);
    region.unwrap_or(last + usize::from(scene.is_wordlike(last)))
}
