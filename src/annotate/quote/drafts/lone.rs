//! Quotations of whole sentences that nothing introduces: “She looked at her card. ‘Three.’”, "“It is not the money,” Roe
//! said. The post is unpaid. [“I want to help.”]"
//!
//! Behind a sentence of the narrator who spoke before in the paragraph goes on, unless another is named between; the
//! annotated articles join both. Whose others are [`turn`](crate::annotate::quote::speaker::turn) says.

use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::quotations::{closes, regions};
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::link::draft::{Draft, Origin};
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of the sentences between.
const REACH: usize = 60;
/// Tokens that open such a sentence in which somebody else may be told of.
const OPENING: usize = 6;
/// Words that open a noun phrase for somebody, and most tokens from there to what she is.
const NOUNS: &WordSet = &WordSet::of(&["a", "an", "another", "her", "his", "my", "one", "the", "their"]);
const NOUN: usize = 2;
/// Words for somebody else.
const OTHERS: &WordSet = &WordSet::of(&["another", "others", "somebody", "someone"]);
/// Words that open a sentence about who spoke last.
const PRONOUNS: &WordSet = &WordSet::of(&["he", "i", "it", "she", "they", "we"]);

/// Gives such quotations of a paragraph to who spoke before, or makes drafts of them. In a headline the marks are its
/// writer's.
pub(super) fn find(scene: &Scene<'_>, paragraph: usize, run: Run, attributions: &mut [Attribution]) -> Vec<Draft> {
    let all = regions(scene, run);
    if paragraph == 0 || all.is_empty() {
        return Vec::new();
    }
    let pieces = attributions.iter().enumerate().flat_map(|(n, a)| a.contents.iter().map(move |&p| (p, n)));
    let mut pieces: Vec<(Run, usize)> = pieces.collect();
    pieces.sort_unstable_by_key(|(p, _)| (p.start, p.end));
    let mut pieces = pieces.into_iter().peekable();
    let mut drafts = Vec::new();
    // The piece before that reaches farthest, and whose it is.
    let mut last: Option<(Run, usize)> = None;
    for region in all {
        while let Some(next) = pieces.next_if(|(p, _)| p.start < region.end) {
            last = last.filter(|(p, _)| p.end >= next.0.end).or(Some(next));
        }
        let is_taken = last.is_some_and(|(p, _)| overlap(p, region) > 0);
        if is_taken || !is_sentence(scene, run, region) {
            continue;
        }
        let before = last.filter(|&(_, n)| goes_on(scene, &attributions[n], region));
        if let Some((_, n)) = before {
            attributions[n].contents.push(region);
            last = Some((region, n));
            continue;
        }
        let attribution = Attribution { contents: vec![region], content_probability: 0.5, ..Attribution::default() };
        drafts.push(Draft { attribution, paragraph, origin: Origin::Lone, person: None });
    }
    drafts
}

/// Tells whether a quotation begins where a sentence may, and ends as one.
fn is_sentence(scene: &Scene<'_>, paragraph: Run, region: Run) -> bool {
    let start = region.start as usize;
    let before = start.checked_sub(1).filter(|_| region.start > paragraph.start);
    let opens = before.is_none_or(|i| scene.is_word(i, &[":"]) || scene.sentences[i] != scene.sentences[start]);
    opens && closes(scene, region)
}

/// Tells whether who said the last quotation goes on with another one, behind words of the narrator.
fn goes_on(scene: &Scene<'_>, before: &Attribution, region: Run) -> bool {
    let (Some(cue), Some(source), Some(&last)) = (before.cue, before.source, before.contents.last()) else {
        return false;
    };
    let is_quoted = || regions(scene, last).last().is_some_and(|r| r.end + 1 >= last.end);
    let between = run_of(cue.end.max(source.end).max(last.end) as usize, region.start as usize);
    let is_near = between.start < between.end && between.range().len() <= REACH;
    if !is_near || !scene.is_word(region.start as usize - 1, &[".", "?", "!"]) || !is_quoted() {
        return false;
    }
    let first = scene.sentences[between.start as usize - 1];
    let is_later = |i: &usize| scene.sentences[*i] > first && scene.marks.places[*i] == Place::Outside;
    let words: Vec<usize> = between.range().filter(is_later).collect();
    let is_name = |i: usize| source.range().any(|own| scene.word(own) == scene.word(i));
    let is_other = |i: usize| {
        let names = scene.entities_in(run_of(i, i + 1)).iter().filter(|e| e.kind == EntityKind::Person);
        names.map(|e| scene.tokens_of(e)).any(|name| !name.range().any(is_name))
    };
    let is_noun = |&i: &usize| {
        let is_led = scene.is_word(i, NOUNS) && (i + 1..=i + NOUN).any(|i| scene.is_calling(i));
        is_led || scene.is_word(i, OTHERS)
    };
    let is_she = words.first().is_some_and(|&i| scene.is_word(i, PRONOUNS));
    let is_described = !is_she && words.iter().take(OPENING).any(is_noun);
    let is_told = words.iter().any(|&i| scene.is_wordlike(i));
    is_told && !is_described && !words.iter().any(|&i| is_other(i))
}
