//! "Prices, data showed, had risen", "prices had risen, data from the agency showed on Friday": records that show what
//! is told, between two commas or at the end of a sentence.

use super::closing::ends_with_rest;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::OPENERS;
use crate::annotate::quote::words::writings;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// What documents do.
pub(super) const SHOWS: &WordSet = &WordSet::of(&[
    "indicate",
    "indicated",
    "indicates",
    "show",
    "showed",
    "shows",
    "suggest",
    "suggested",
    "suggests",
]);
/// Most tokens of what shows it between two commas, and at the end.
const BETWEEN: usize = 5;
const AT_END: usize = 14;

/// The cue and the source of "exit polls suggest" between two commas.
pub(super) fn between(scene: &Scene<'_>, start: usize, end: usize) -> Option<(Run, Run)> {
    let cue = end.checked_sub(1).filter(|&i| i > start && i - start <= BETWEEN && scene.is_word(i, SHOWS))?;
    let is_plain = (start..cue).all(|i| scene.is_wordlike(i) || is_possessive(scene, i));
    (is_record(scene, cue - 1) && is_plain && !scene.is_word(start, OPENERS))
        .then(|| (run_of(cue, end), run_of(start, cue)))
}

/// The cue and the source of "minutes of the meeting showed on Friday", up to the end of a sentence.
pub(super) fn at_end(scene: &Scene<'_>, start: usize, end: usize) -> Option<(Run, Run)> {
    /// What stands behind such a noun.
    const BEHIND: &WordSet = &WordSet::of(&[
        "by",
        "compiled",
        "filed",
        "for",
        "from",
        "in",
        "obtained",
        "of",
        "on",
        "published",
        "released",
        "seen",
        "submitted",
    ]);
    let cue = (start + 1..end.min(start + AT_END)).find(|&i| scene.is_word(i, SHOWS))?;
    let is_last = cue + 1 == end || ends_with_rest(scene, cue, end);
    let is_part = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == "-";
    let is_plain = |i: usize| is_part(i) && (!scene.kinds[i].is_finite() || scene.is_word(i, BEHIND));
    let is_noun = |i: usize| is_record(scene, i) && (i + 1 == cue || scene.is_word(i + 1, BEHIND));
    let is_who = (start..cue).all(is_plain) && (start..cue).any(is_noun) && !scene.is_word(start, OPENERS);
    (is_last && is_who).then(|| (run_of(cue, cue + 1), run_of(start, cue)))
}

/// Tells whether a token is a noun for what shows something.
pub(super) fn is_record(scene: &Scene<'_>, token: usize) -> bool {
    const OTHERS: &WordSet = &WordSet::of(&[
        "accounts",
        "data",
        "documents",
        "estimates",
        "figures",
        "filings",
        "index",
        "interviews",
        "minutes",
        "numbers",
        "records",
        "results",
        "returns",
        "statistics",
    ]);
    let noun = scene.word(token).to_lowercase();
    OTHERS.contains(&&*noun) || writings::family_of(noun.trim_end_matches('s')).is_some()
}
