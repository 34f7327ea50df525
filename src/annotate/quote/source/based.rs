//! "The [Vale]-based maker", "the [Vale], Del., company": places that only tell where somebody is.

use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::CLAUSES;
use crate::annotate::quote::people::candidate::{Candidate, PLACE};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens between a place and "-based", of both with an article, and of a noun phrase behind both.
const STATE: usize = 4;
const PLACES: usize = 8;
const NOUN: usize = 4;
/// Words before a place that something is or happens in.
const WHERE: &WordSet = &WordSet::of(&["at", "in", "inside", "near", "outside"]);
/// What no tagger knows, as a candidate counts.
const UNKNOWN: u64 = 4;

/// A source without where the body or person is whom it names: "Vale, Del.-based [Larn Foods]".
pub(crate) fn without_place(scene: &Scene<'_>, source: Run) -> Run {
    let end = source.end as usize;
    let mut head = source.range().take(PLACES);
    let Some(based) = head.find(|&i| is_based(scene, i)).filter(|&based| based + 1 < end) else { return source };
    let is_part = |i: usize| is_part(scene, i) || scene.is_word(i, &["the"]);
    let is_name = scene.is_wordlike(based + 1) && scene.forms[based + 1].is_capital;
    // "Ann Roe, the Vale-based Norlander pilot".
    let place = run_of(source.start as usize, based);
    let is_place = scene.entities_in(place).iter().all(|e| e.kind != EntityKind::Person);
    if is_name && is_place && place.range().all(is_part) { run_of(based + 1, end) } else { source }
}

/// Tells whether a token ends what tells where somebody is.
pub(crate) fn is_based(scene: &Scene<'_>, token: usize) -> bool {
    let is_apart = scene.is_word(token, &["based"]) && token > 0 && scene.word(token - 1) == "-";
    is_apart || scene.word(token).ends_with("-based")
}

/// Tells whether a token may be part of a place and its state.
fn is_part(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.word(token), "," | "." | "-") || scene.forms[token].is_capital
}

/// Tells whether a name is a place that only tells where somebody is.
pub(crate) fn tells_where(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let (next, end) = (name.tokens.end as usize, source.end as usize);
    let is_based = |i: usize| is_based(scene, i);
    let mut behind = (next..end.min(next + STATE + 1)).skip_while(|&i| is_part(scene, i) && !is_based(i));
    let first = behind.next().unwrap_or(end);
    // "Ann Roe, Vale-based lawyer" is somebody, "the Roe, Vale-based maker" nobody.
    let is_led = name.tokens.start == source.start + 1 && scene.is_word(source.start as usize, &["the"]);
    let may_be_place = name.kind != 1 || is_led;
    if may_be_place && (is_based(next - 1) && next < end || first < end && is_based(first)) {
        return true;
    }
    // "Officials in Larn and at the capital in [Vale] have issued".
    let first_word = source.start as usize;
    let is_behind = name.tokens.start == source.start && first_word > 0 && scene.is_word(first_word - 1, WHERE);
    if name.kind == PLACE && (is_behind || scene.is_word(first_word, WHERE)) {
        return true;
    }
    if !matches!(name.kind, PLACE | UNKNOWN) || first == end {
        return false;
    }
    let is_small = |i: usize| scene.is_wordlike(i) && !scene.forms[i].is_capital;
    // "The White House, which" speaks.
    let is_noun = end - first <= NOUN && (first..end).all(is_small) && !scene.is_word(first, CLAUSES);
    first > next && scene.word(first - 1) == "," && is_noun
}
