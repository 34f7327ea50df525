//! "The bridge is closed, officials said": a sentence that tells at its end whose words it is.
//!
//! The taggers give a word to one quote only, so that what somebody else wants or claims in the sentence ("Ten men
//! demanded the keys, witnesses said") hides who says it all, and part of the sentence may stand for all of it.

use super::inverted::{closing_speaker, speaker};
use super::records;
use crate::annotate::quote::extent::bounds::reported_from;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::sentences::{CLAUSES, OPENERS, opening, without_helpers};
use crate::annotate::quote::grammar::subjects::{may_end_who, subject_at};
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::quote::link::attribution::{Attribution, unknown};
use crate::annotate::quote::tagger::cells::STRONG;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;
use crate::annotate::{EntityKind, date};

/// Fewest words of what is said.
const WORDS: usize = 4;
/// Most words for who says it, and of when or to whom it is said.
const SOURCE: usize = 9;
const REST: usize = 5;
/// Tokens before what is said in which somebody else's words may end.
const REACH: usize = 60;
/// Most tokens of a name and what is said of it.
const DESCRIPTION: usize = 20;
/// Most tokens before a clause that tells who speaks, where the words behind it are known and those are not.
const OPENING: usize = 20;
/// Most tokens of a sentence in which records show something, so that none takes long.
const LONG: usize = 200;
/// Who speaks, though the list of classes lacks the words.
const OTHERS: &WordSet = &WordSet::of(&["authorities", "dealers", "monitors", "radio", "television", "wire"]);
/// Words that join a clause to another one.
const CONJUNCTIONS: &WordSet =
    &WordSet::of(&["although", "and", "as", "because", "but", "if", "or", "since", "so", "though", "unless", "until"]);
/// Words behind the reporting word that tell when, where or to whom it was said.
const RESTS: &WordSet = &WordSet::of(&[
    "at",
    "early",
    "earlier",
    "during",
    "for",
    "in",
    "last",
    "late",
    "on",
    "recently",
    "this",
    "to",
    "today",
    "tonight",
    "yesterday",
]);

/// Returns the attributions of a paragraph's sentences that end so and are not found yet.
pub(crate) fn passed_over(scene: &Scene<'_>, paragraph: usize, found: &[Attribution]) -> Vec<Attribution> {
    let sentences = &scene.text.sentences[scene.text.paragraph_sentences[paragraph].range()];
    unknown(sentences.iter().filter_map(|&s| attribution(scene, s).or_else(|| interrupted(scene, s))), found)
}

/// Takes the clauses that tell who says all of their sentences out of what others were found to say in them.
pub(crate) fn leave_out(scene: &Scene<'_>, closings: &[Attribution], found: &mut [Attribution]) {
    let mut clauses: Vec<Run> = closings.iter().filter_map(|a| Some(run_of_clause(a.cue?, a.source?))).collect();
    clauses.sort_by_key(|clause| clause.start);
    for attribution in found.iter_mut().filter(|_| !clauses.is_empty()) {
        let parts = |&piece: &Run| {
            let next = clauses.partition_point(|clause| clause.start <= piece.start + 1);
            let clause = clauses.get(next).filter(|clause| clause.end <= piece.end);
            let before = Run { start: piece.start, end: clause.map_or(piece.end, |clause| clause.start - 1) };
            let rest = clause.map(|clause| Run { start: clause.end + 1, end: piece.end });
            let is_told = |rest: &Run| rest.range().any(|i| scene.is_wordlike(i));
            [Some(before), rest.filter(is_told)].into_iter().flatten()
        };
        attribution.contents = attribution.contents.iter().flat_map(parts).collect();
    }
}

/// The run from the first to the last token of a cue and its source.
fn run_of_clause(cue: Run, source: Run) -> Run {
    Run { start: cue.start.min(source.start), end: cue.end.max(source.end) }
}

/// Widens the words before the comma behind which somebody is told to have said them: they are all of the sentence
/// that comes before, unless a colon or dash stands where they begin. Gives words behind such a clause their opening, and
/// what records show between two commas both its halves.
/// Returns what somebody else says in them.
pub(crate) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) -> Option<Attribution> {
    let (cue, source) = (attribution.cue?, attribution.source?);
    let sentence = *scene.text.sentences.get(scene.sentences[cue.start as usize] as usize)?;
    // "[Most voters], exit polls suggest, [stayed at home]".
    if scene.is_word(cue.end as usize - 1, records::SHOWS)
        && sentence.range().len() <= LONG
        && let Some(whole) = interrupted(scene, sentence).filter(|whole| is_shown(scene, whole, cue))
    {
        (attribution.source, attribution.contents) = (whole.source, whole.contents);
        return None;
    }
    let comma = cue.start.min(source.start).checked_sub(1).filter(|&i| scene.word(i as usize) == ",")?;
    if let [behind] = attribution.contents[..]
        && comma.checked_sub(sentence.start).is_some_and(|n| n as usize <= OPENING)
        && let Some(before) = begun(scene, sentence, cue, behind)
    {
        attribution.contents.insert(0, before);
        return None;
    }
    let is_between = attribution.contents.iter().any(|p| p.start >= cue.end);
    let piece = attribution.contents.iter_mut().find(|p| p.end <= comma && p.start >= sentence.start)?;
    // "…, Roe said that …" has its words behind.
    let behind = cue.end.max(source.end) as usize;
    let is_closed =
        scene.is_word(behind, &[",", "."]) || ends_with_rest(scene, cue.end as usize - 1, sentence.end as usize - 1);
    if !is_closed || !is_unquoted(scene, run_of(sentence.start as usize, comma as usize)) {
        return None;
    }
    let start = opening(scene, sentence);
    // "Asked about it, Roe sighed" and "a rule that, Roe said, had ended" are no closings.
    if scene.kinds[start].is_finite() || scene.is_word(comma as usize - 1, CLAUSES) {
        return None;
    }
    let first = piece.range().find(|&i| scene.is_wordlike(i))?;
    piece.end = comma;
    let other = reported_from(scene, run_of(first, comma as usize), attribution.cue);
    let is_asked = scene.is_word(start, &["when"]) && scene.is_word(start + 1, &["asked", "pressed"]);
    let is_apart = scene.is_word(first.saturating_sub(1), &[":", ";", "-", "--", "—", "–"])
        || (start.max(first.saturating_sub(REACH))..first).any(|i| ends_other(scene, i));
    if first <= start || other.is_none() && (is_apart || is_asked || is_between && is_joined(scene, first)) {
        return None;
    }
    piece.start = start as u32;
    other
}

/// Tells whether what somebody else says ends with a token: "…, Roe indicated[, but few agree, Dell said]".
fn ends_other(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_word(token, &["according"]) || scene.word(token + 1) == "," && mostly_reports(scene, token)
}

/// Tells whether words go on from others of their sentence.
fn is_joined(scene: &Scene<'_>, first: usize) -> bool {
    scene.is_word(first.saturating_sub(1), &[",", "and", "but", "that"])
        || scene.is_word(first, CLAUSES)
        || scene.is_word(first, OPENERS) && !scene.is_word(first, &["to"])
}

/// The words before a clause that tells who speaks, which begin what stands behind it: "[In winter], a pilot told us,
/// the harbor freezes".
fn begun(scene: &Scene<'_>, sentence: Run, cue: Run, behind: Run) -> Option<Run> {
    let whole = interrupted(scene, sentence).filter(|whole| whole.cue == Some(cue) && behind.start >= cue.end)?;
    let [before, last] = whole.contents[..] else { return None };
    let is_behind = overlap(behind, last) == behind.end - behind.start;
    let is_clause = before.range().any(|i| scene.kinds[i].is_finite());
    // "… because, he said, [it froze]" is no beginning.
    let joins = |i: usize| [CLAUSES, CONJUNCTIONS].iter().any(|words| scene.is_word(i, words));
    (is_behind && !is_clause && !joins(before.end as usize - 1)).then_some(before)
}

fn attribution(scene: &Scene<'_>, sentence: Run) -> Option<Attribution> {
    let last = (sentence.end as usize).checked_sub(1).filter(|&i| scene.is_word(i, &["."]))?;
    let start = opening(scene, sentence);
    let commas = (start..last).rev().filter(|&i| scene.word(i) == ",");
    let (comma, cue, source) = commas.take(3).find_map(|comma| {
        let told = told(scene, comma + 1, last).or_else(|| turned(scene, comma + 1, last));
        let told = told.or_else(|| ended(scene, run_of(start, comma), last));
        let told = told.or_else(|| records::at_end(scene, comma + 1, last));
        let (comma, (cue, source)) =
            told.map(|told| (comma, told)).or_else(|| described(scene, (start, comma), last))?;
        Some((comma, cue, source))
    })?;
    let content = run_of(start, comma);
    let n_words = content.range().filter(|&i| scene.is_wordlike(i)).count();
    // "Asked about it, Roe sighed" and "According to the record, Roe confessed" are no closings.
    let first = content.range().find(|&i| scene.word(i) == ",").filter(|_| scene.kinds[start].is_finite());
    let begins = (!scene.kinds[start].is_finite()
        || first.is_some_and(|first| (first..comma).any(|i| is_verb(scene, i))))
        && !scene.is_word(start, &["according"]);
    let is_clause = begins && content.range().any(|i| is_verb(scene, i));
    let fits = n_words >= WORDS && is_clause && is_unquoted(scene, run_of(start, last));
    fits.then(|| Attribution::by_rule(cue, source, content))
}

/// "At six, a neighbour told me, the lamps go out": a sentence with who says it between two commas.
pub(super) fn interrupted(scene: &Scene<'_>, sentence: Run) -> Option<Attribution> {
    let last = (sentence.end as usize).checked_sub(1).filter(|&i| scene.is_word(i, &["."]))?;
    let start = opening(scene, sentence);
    let commas: Vec<usize> = (start..last).filter(|&i| scene.word(i) == ",").collect();
    let (open, close, (cue, source)) = commas.windows(2).find_map(|pair| {
        let [open, close] = *pair else { return None };
        let told = || told(scene, open + 1, close).or_else(|| turned_inside(scene, open + 1, close));
        Some((open, close, told().or_else(|| records::between(scene, open + 1, close))?))
    })?;
    let start = (start..open).rev().find(|&i| scene.word(i) == ";").map_or(start, |semicolon| semicolon + 1);
    let behind = run_of(close + 1, last);
    let is_clause = behind.range().any(|i| scene.kinds[i].is_finite()) && !scene.is_word(close + 1, CLAUSES);
    let n_words = behind.range().filter(|&i| scene.is_wordlike(i)).count();
    if open <= start || !is_clause || n_words < WORDS || !is_unquoted(scene, run_of(start, last)) {
        return None;
    }
    let mut attribution = Attribution::by_rule(cue, source, run_of(start, open));
    attribution.contents.push(behind);
    Some(attribution)
}

/// The cue and the source of "officials said [on Friday]", up to the end of a sentence.
pub(super) fn told(scene: &Scene<'_>, start: usize, end: usize) -> Option<(Run, Run)> {
    let cue =
        (start + 1..end.min(start + SOURCE + 3)).find(|&i| mostly_reports(scene, i) && scene.kinds[i].is_finite())?;
    let behind = without_helpers(scene, start, cue);
    // "Roe pointed out".
    let last = cue + 1 + usize::from(scene.is_word(cue + 1, &["out"]));
    let is_last = last == end || ends_with_rest(scene, cue, end);
    let fits = is_last && !scene.is_word(start, OPENERS) && may_speak(scene, run_of(start, behind));
    fits.then(|| (run_of(cue, last), run_of(start, behind)))
}

/// The comma before the name, the cue and the source of "…, Ann Roe, head of the harbor board, told reporters"; the last
/// comma is known.
fn described(scene: &Scene<'_>, (start, comma): (usize, usize), end: usize) -> Option<(usize, (Run, Run))> {
    let cue = comma + 1;
    let is_cue = mostly_reports(scene, cue) && scene.kinds[cue].is_finite();
    if !is_cue || !(cue + 1 == end || ends_with_rest(scene, cue, end)) {
        return None;
    }
    let is_part =
        |i: usize| (scene.is_wordlike(i) || scene.word(i) == "," || is_possessive(scene, i)) && !is_verb(scene, i);
    let first = (start.max(comma.saturating_sub(DESCRIPTION))..comma).rev().take_while(|&i| is_part(i)).last()?;
    let names = scene.entities_in(run_of(first, comma)).iter().filter(|e| e.kind == EntityKind::Person);
    names.map(|name| scene.tokens_of(name)).find_map(|name| {
        let titled = (first..name.start as usize).rev().take_while(|&i| scene.is_title(i)).last();
        let from = titled.unwrap_or(name.start as usize);
        let before = from.checked_sub(1).filter(|&i| i > start && scene.word(i) == ",")?;
        let goes_on = scene.word(name.end as usize) == "," && name.end as usize != comma;
        goes_on.then(|| (before, (run_of(cue, cue + 1), run_of(from, comma))))
    })
}

/// Tells whether nothing but when, where or to whom it was said stands between a reporting word and the end.
pub(super) fn ends_with_rest(scene: &Scene<'_>, cue: usize, end: usize) -> bool {
    // "In a report" nobody reports.
    let is_noun = |i: usize| scene.is_word(i - 1, &["a", "an", "the", "his", "her", "its", "their"]);
    let is_plain = |i: usize| scene.is_wordlike(i) && (!reports(scene, i) || is_noun(i));
    cue + 1 < end && end - cue <= REST + 1 && is_rest(scene, cue) && (cue + 1..end).all(is_plain)
}

/// Tells whether what follows a reporting word tells when, where or to whom something was said.
fn is_rest(scene: &Scene<'_>, cue: usize) -> bool {
    let first = cue + 1;
    let is_told = scene.is_word(cue, &["told", "tells"]) && !scene.is_word(first, &["it", "of", "about"]);
    is_told || scene.is_word(first, RESTS) || date::is_weekday(scene.word(first))
}

/// Tells whether a word reports speech more often than not.
fn mostly_reports(scene: &Scene<'_>, token: usize) -> bool {
    scene.forms.get(token).is_some_and(|form| form.cue_rank > STRONG)
}

/// The cue and the source of "said Ann Roe[, a clerk]" and "said sole sponsor Vale Trust".
fn turned(scene: &Scene<'_>, cue: usize, end: usize) -> Option<(Run, Run)> {
    let ends = |source: &Run| source.end as usize == end || scene.word(source.end as usize) == ",";
    let fits = |source: &Run| source.end as usize <= end && ends(source);
    let source = || subject_at(scene, cue + 1).filter(fits).or_else(|| speaker(scene, cue + 1).filter(fits));
    if scene.is_word(cue, &["said", "says"]) { Some((run_of(cue, cue + 1), source()?)) } else { None }
}

/// The cue and the source of "warned Ann Roe" behind a clause and at the end of a sentence.
fn ended(scene: &Scene<'_>, before: Run, last: usize) -> Option<(Run, Run)> {
    let cue = before.end as usize + 1;
    let source = closing_speaker(scene, before, cue).filter(|source| source.end as usize == last)?;
    Some((run_of(cue, cue + 1), source))
}

/// The cue and the source of "cautioned two pilots" between two commas.
fn turned_inside(scene: &Scene<'_>, cue: usize, end: usize) -> Option<(Run, Run)> {
    let first = cue + 1;
    let source = run_of(first, end.max(first));
    let is_cue = mostly_reports(scene, cue) && scene.kinds[cue].is_finite() && !scene.is_word(first, OPENERS);
    (is_cue && may_speak(scene, source)).then(|| (run_of(cue, first), source))
}

/// Tells whether a short clause is one of those that records show, around a cue.
fn is_shown(scene: &Scene<'_>, whole: &Attribution, cue: Run) -> bool {
    let joins = |i: usize| scene.is_word(i, CONJUNCTIONS);
    let [before, behind] = whole.contents[..] else { return false };
    let is_short = before.range().len() <= OPENING && !joins(before.end as usize - 1) && !joins(behind.start as usize);
    whole.cue == Some(cue) && is_short && whole.source.is_some_and(|s| records::is_record(scene, s.end as usize - 1))
}

/// Tells whether words may name who speaks.
fn may_speak(scene: &Scene<'_>, words: Run) -> bool {
    let is_plain = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == "-";
    // "A well-placed source".
    let is_verb = |i: usize| scene.kinds[i].is_finite() && !(i > 0 && scene.word(i - 1) == "-");
    let is_who = |i: usize| is_plain(i) && !is_verb(i) && !scene.is_word(i, CLAUSES);
    if !(1..=SOURCE).contains(&words.range().len()) || !words.range().all(is_who) {
        return false;
    }
    let last = words.end as usize - 1;
    if scene.is_word(last, &["he", "it", "she", "they"]) {
        return words.range().len() == 1;
    }
    let is_who = |i: usize| may_end_who(scene, i);
    // "The board's officer in Kell", where no tagger knows the place.
    let is_place = || scene.forms[last].is_capital && scene.is_word(last.saturating_sub(1), &["at", "in", "of"]);
    is_who(last) || scene.is_word(last, OTHERS) || is_place() && words.range().any(is_who)
}
