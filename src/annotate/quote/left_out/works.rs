//! Titles of works in marks, which say nothing: "the editorial, headlined [“Time to Go,”]", "In her memoir, [“A Life in
//! Salt,”] Roe says …", "“I lied,” said Ann Roe, the author of [“How to Sail.”]"

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::regions;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::grammar::sentences::opening;
use crate::annotate::quote::grammar::verbs::is_predicate;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Participles before a title.
const TITLED: &WordSet = &WordSet::of(&["captioned", "entitled", "headlined", "titled"]);
/// The same, of much else.
const NAMED: &[&str] = &["called", "named"];
/// Nouns for works and for what is broadcast.
const WORKS: &WordSet = &WordSet::of(&[
    "album",
    "article",
    "autobiography",
    "biography",
    "blog",
    "book",
    "column",
    "comedy",
    "documentary",
    "drama",
    "editorial",
    "essay",
    "film",
    "hit",
    "memoir",
    "movie",
    "musical",
    "novel",
    "opera",
    "paper",
    "pamphlet",
    "play",
    "podcast",
    "poem",
    "program",
    "programme",
    "report",
    "series",
    "show",
    "sitcom",
    "song",
    "speech",
    "study",
    "thriller",
    "video",
]);
/// What is done with works, the title behind it: "sang “Old River”".
const MAKES: &WordSet = &WordSet::of(&[
    "co-wrote",
    "directed",
    "painted",
    "performed",
    "performs",
    "published",
    "recited",
    "recorded",
    "released",
    "sang",
    "sings",
    "wrote",
]);
/// Words before a title in a phrase.
const LINKS: &WordSet =
    &WordSet::of(&["about", "after", "at", "by", "during", "for", "from", "in", "of", "on", "to", "with"]);
/// Words that open a phrase with a title before who speaks.
const OPENERS: &WordSet = &WordSet::of(&["at", "during", "for", "in", "on", "with"]);
/// Words that titles write small.
const SMALL: &WordSet = &WordSet::of(&[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "of", "on", "or", "that", "the",
    "to", "vs", "was", "with",
]);
/// Most tokens of a phrase with a title.
const REACH: usize = 14;

/// Leaves out the titles of works among what is said.
pub(crate) fn leave_out(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.filter(|cue| cue.end > 0) else { return };
    let is_titled = cue.range().any(|i| scene.is_word(i, TITLED));
    let first = attribution.contents.first().copied();
    let source = attribution.source;
    let is_title = |piece: &Run| {
        let Some(region) = region_of(scene, *piece) else { return false };
        let Some(before) = (region.start as usize).checked_sub(1) else { return false };
        let before = before.saturating_sub(usize::from(scene.is_word(before, &[",", ":"])));
        let is_behind = || region.start >= cue.end && source.is_none_or(|source| region.start >= source.end);
        let is_headed = || region.start <= piece.start + 1 && scene.is_word(before, TITLED);
        !is_titled && is_headed()
            || in_front(scene, region, cue, source)
            || is_behind() && first.is_some_and(|first| of_place(scene, region, first, cue, source))
    };
    attribution.contents.retain(|piece| !is_title(piece));
    if let [only] = attribution.contents[..]
        && (is_made(scene, only, cue) || is_of_fame(scene, only, cue))
    {
        attribution.contents.clear();
    }
}

/// The marks that a piece ends with, a few words of the phrase around before them at most.
fn region_of(scene: &Scene<'_>, piece: Run) -> Option<Run> {
    let whole = scene.marks.region_of(piece.start as usize + 1).filter(|region| region.end + 1 >= piece.end);
    let only = || match regions(scene, piece)[..] {
        [only] if only.end + 1 >= piece.end && only.start - piece.start <= REACH as u32 => Some(only),
        _ => None,
    };
    whole.or_else(only)
}

/// Tells whether a title opens the sentence in a phrase before who speaks: "In her memoir, “A Life in Salt,” Roe said".
fn in_front(scene: &Scene<'_>, region: Run, cue: Run, source: Option<Run>) -> bool {
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[cue.start as usize] as usize) else { return false };
    let first = opening(scene, sentence);
    let start = region.start as usize;
    let is_near = first < start && start - first <= REACH && region.end <= source.map_or(cue.start, |s| s.start);
    let is_part =
        |i: usize| !is_predicate(scene, i) || [NAMED, TITLED, WORKS].iter().any(|words| scene.is_word(i, words));
    let is_led = is_near && scene.is_word(first, OPENERS) && (first..start).all(is_part);
    is_led
        && (is_named(scene, start) && is_large(scene, region)
            || scene.is_word(start - 1, LINKS) && is_title(scene, region))
}

/// Tells whether a title tells where, of what or by whom something was said, behind a whole quotation: "“No,” Roe said
/// on “Face the Valley”", "“No,” said Roe, the author of “How to Sail.”"
fn of_place(scene: &Scene<'_>, region: Run, first: Run, cue: Run, source: Option<Run>) -> bool {
    let from = source.map_or(cue.end, |source| source.end.max(cue.end)) as usize;
    let start = region.start as usize;
    let is_whole = first.end <= cue.start && !regions(scene, first).is_empty();
    let is_near =
        from <= start && start - from <= REACH && scene.sentences.get(start - 1) == scene.sentences.get(from - 1);
    let is_part = |i: usize| !is_predicate(scene, i) || scene.is_word(i, WORKS);
    let is_phrase = || (from..start).all(|i| is_part(i) && scene.marks.region_of(i).is_none());
    // "On Vale TV’s “This Week.”"
    let is_owned = || is_possessive(scene, start - 1) && (cue.start as usize..start).any(|i| scene.is_word(i, LINKS));
    let is_led = || scene.is_word(start - 1, LINKS) || is_owned();
    let is_work = || is_named(scene, start) || is_led() && is_title(scene, region);
    is_whole && is_near && is_phrase() && is_large(scene, region) && is_work()
}

/// Tells whether the only words are a title behind what is done with works, when or for whom behind it: "sang “Old
/// River” in 1987".
fn is_made(scene: &Scene<'_>, piece: Run, cue: Run) -> bool {
    const BEHIND: &WordSet = &WordSet::of(&["after", "and", "at", "for", "last", "this", "when", "while", "with"]);
    const CLAUSES: &WordSet = &WordSet::of(&["after", "as", "before", "when", "while"]);
    let region = scene.marks.region_of(piece.start as usize + 1).filter(|region| region.start == cue.end);
    let Some(region) = region.filter(|_| scene.is_word(cue.end as usize - 1, MAKES)) else { return false };
    let behind = region.end as usize;
    let is_year = || scene.is_word(behind, &["in"]) && scene.word(behind + 1).starts_with(|c: char| c.is_ascii_digit());
    let ends = region.end + 1 >= piece.end || scene.is_word(behind, BEHIND) || is_year();
    let is_phrase =
        piece.end <= region.end + REACH as u32 && (behind..piece.end as usize).all(|i| !is_predicate(scene, i));
    (ends && is_phrase || scene.is_word(behind, CLAUSES)) && is_title(scene, region)
}

/// Tells whether somebody is only known or honoured for works: "best known as Nora in “Low Tide,”", "nominated for a
/// prize for “Salt”", not "known as “the Iron Lady”" or "praised by Roe for “Salt”".
fn is_of_fame(scene: &Scene<'_>, piece: Run, cue: Run) -> bool {
    const KNOWN: &WordSet = &WordSet::of(&["famous", "known"]);
    const HONOURED: &WordSet =
        &WordSet::of(&["acclaimed", "nominated", "praised", "recognised", "recognized", "remembered"]);
    const BE: &WordSet = &WordSet::of(&["are", "be", "been", "is", "was", "were"]);
    const LED: &WordSet = &WordSet::of(&["and", "for", "from", "in", "like", "of", "or"]);
    const TITLES: usize = 6;
    let is_honoured = |i: usize| {
        scene.is_word(i, KNOWN) || scene.is_word(i, HONOURED) && (i.saturating_sub(3)..i).any(|i| scene.is_word(i, BE))
    };
    let works = regions(scene, piece);
    let (Some(first), Some(last)) = (works.first(), works.last()) else { return false };
    let is_led = |mark: usize| {
        let before = mark.saturating_sub(1);
        let is_example = scene.is_word(before, &["as"]) && scene.is_word(before.saturating_sub(1), &["such"]);
        scene.is_word(before, LED) || is_example || is_named(scene, mark) || scene.is_word(before, &["serial"])
    };
    let is_list = |i: usize| scene.marks.region_of(i).is_some() || scene.word(i) == "," || is_led(i + 1);
    let is_work = |region: &Run| {
        let is_said = region.range().any(|i| scene.is_word(i, &["!", "?"]));
        is_large(scene, *region) && !is_said && (is_led(region.start as usize) || region.start > first.start)
    };
    let is_by = (cue.start..first.start).chain(last.end..last.end + 2).any(|i| scene.is_word(i as usize, &["by"]));
    cue.range().any(is_honoured)
        && piece.start >= cue.end
        && works.len() <= TITLES
        && !is_by
        && works.iter().all(is_work)
        && (first.end as usize..last.start as usize).all(is_list)
}

/// Tells whether the noun of a work stands before a mark, with a comma or without.
fn is_named(scene: &Scene<'_>, mark: usize) -> bool {
    let last = mark.saturating_sub(1);
    let noun = last.saturating_sub(usize::from(scene.word(last) == ","));
    scene.is_word(noun, WORKS)
}

/// Tells whether marks enclose two words or more as titles write them.
fn is_title(scene: &Scene<'_>, region: Run) -> bool {
    region.range().filter(|&i| scene.is_wordlike(i) && !scene.is_word(i, SMALL)).count() > 1 && is_large(scene, region)
}

/// Tells whether all words in marks but those that titles write small begin with a capital.
pub(super) fn is_large(scene: &Scene<'_>, region: Run) -> bool {
    let mut words = region.range().filter(|&i| scene.is_wordlike(i));
    let is_large = |i: usize| scene.forms[i].is_capital || !scene.word(i).starts_with(char::is_alphabetic);
    words.next().is_some_and(is_large) && words.all(|i| is_large(i) || scene.is_word(i, SMALL))
}

/// Leaves out where it was said: in "The bridge is closed, Roe announced at the town hall" the words
/// end at the comma, and in "“No,” Roe said on “Face the Valley”" at the mark.
pub(crate) fn without_place(scene: &Scene<'_>, attribution: &mut Attribution) {
    const PLACE: usize = 9;
    let (Some(cue), [first, .., last]) = (attribution.cue, &attribution.contents[..]) else { return };
    let before = (last.start as usize).saturating_sub(1);
    if first.end > cue.start || before + 1 < cue.end as usize || last.range().len() > PLACE {
        return;
    }
    let is_place = scene.is_word(before, &["at", "during", "in", "near", "on", "outside"]);
    let is_same = !(cue.end as usize..before).any(|i| scene.word(i) == ",");
    let is_plain = scene.is_word(first.end as usize, &[","]) && last.range().all(|i| scene.is_wordlike(i));
    let is_title = || {
        let is_word = |i: usize| !scene.is_wordlike(i) || scene.forms[i].is_capital || scene.is_word(i, SMALL);
        let is_region = regions(scene, *last) == [*last] && regions(scene, *first).len() == 1;
        is_region && last.range().all(is_word)
    };
    if is_place && is_same && (is_plain || is_title()) {
        attribution.contents.pop();
    }
}
