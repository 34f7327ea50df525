//! "According to Ann Roe, the bridge is closed": a sentence that says itself whose words it is.
//!
//! Such an opening nearly always attributes what follows, but in a short or busy paragraph
//! the taggers may pass over it.

use super::sources;
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::subjects::{subject_at, subject_before};
use crate::annotate::quote::grammar::verbs::{is_predicate, reports};
use crate::annotate::quote::link::attribution::{Attribution, unknown};
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// Fewest words of a content.
const WORDS: usize = 3;
/// Longest source, and longest words behind a contrast, in tokens.
const SOURCE: usize = 30;
const LONGEST: usize = 120;

/// Returns the attributions of a paragraph's sentences that open so and are not found yet.
pub(crate) fn passed_over(scene: &Scene<'_>, paragraph: usize, found: &[Attribution]) -> Vec<Attribution> {
    let sentences = &scene.text.sentences[scene.text.paragraph_sentences[paragraph].range()];
    unknown(sentences.iter().filter_map(|&s| attribution(scene, s)), found)
}

/// Mends where the words begin of a sentence that opens so, and where they end in one that closes so.
pub(crate) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) {
    let opens = |cue: &Run| {
        let start = cue.start as usize;
        scene.is_word(start, &["according"]) || scene.is_word(start, &["in"]) && scene.is_word(start + 2, &["words"])
    };
    let Some(cue) = attribution.cue.filter(opens) else { return };
    if sources::mend(scene, attribution, cue) {
        return;
    }
    attribution.source = attribution.source.map(|source| without_comparison(scene, source));
    take_clause(scene, attribution, cue);
    behind_contrast(scene, attribution, cue);
    let (Some(source), Some(first)) = (attribution.source.as_mut(), attribution.contents.first_mut()) else { return };
    let whole = *first;
    // "According to the count, Roe won": the words are that Roe won.
    let is_in_clause = |i: u32| scene.is_wordlike(i as usize) && !scene.is_word(i as usize, &["that"]);
    let subject = (cue.end..first.start).rev().take(SOURCE).take_while(|&i| is_in_clause(i)).last();
    let is_behind = |start: &u32| scene.is_word(*start as usize - 1, &[","]) && source.start + 1 < *start;
    if let Some(start) = subject.filter(is_behind) {
        first.start = start;
        source.end = source.end.min(start - 1);
    }
    let opens_sentence =
        cue.start == 0 || scene.sentences[cue.start as usize - 1] != scene.sentences[cue.start as usize];
    if opens_sentence {
        let comma = source.range().skip(1).find(|&i| scene.word(i) == ",");
        if let Some(comma) = comma.filter(|&comma| is_somebody_else(scene, *source, comma)) {
            (source.end, first.start) = (comma as u32, comma as u32 + 1);
        }
        behind_source(scene, source, first);
    }
    // What is said of the source goes on to another comma: "Roe, 61," and "Roe, who has played since 1961,".
    if source.end <= first.start && first.start <= source.end + 1 {
        let start = after_aside(scene, run_of(first.start as usize, first.end as usize));
        first.start = start.map_or(first.start, |s| s as u32);
    }
    // The source stood behind the words.
    if first.start >= first.end {
        *first = whole;
    }
}

/// Takes in who is told to have said a quotation: “‘No,’ he told the council, according to a statement” is
/// that he told the council no.
fn take_clause(scene: &Scene<'_>, attribution: &mut Attribution, cue: Run) {
    let Some(last) = attribution.contents.last_mut().filter(|last| last.end < cue.start) else { return };
    let start = last.end as usize;
    let is_quotation = scene.marks.region_of(start - 1).is_some_and(|r| r.end == last.end);
    let is_clause = match subject_at(scene, start) {
        Some(subject) => reports(scene, subject.end as usize) && subject.end < cue.start,
        None => reports(scene, start) && subject_at(scene, start + 1).is_some_and(|s| s.end <= cue.start),
    };
    if is_quotation && is_clause && scene.sentences[start] == scene.sentences[cue.start as usize] {
        last.end = cue.start - u32::from(scene.is_word(cue.start as usize - 1, &[","]));
    }
}

/// Returns who is told to have said what a source closes, where nobody is found yet: of "The road is shut, Roe said,
/// according to the Post" the Post's is all, and Roe's that the road is shut.
pub(crate) fn told_inside(scene: &Scene<'_>, attributions: &mut [Attribution]) -> Vec<Attribution> {
    let inner = attributions.iter_mut().filter_map(|a| clause_inside(scene, a)).collect::<Vec<_>>();
    unknown(inner.into_iter(), attributions)
}

fn clause_inside(scene: &Scene<'_>, attribution: &mut Attribution) -> Option<Attribution> {
    let cue = attribution.cue.filter(|cue| scene.is_word(cue.start as usize, &["according"]))?;
    let piece = attribution.contents.iter_mut().rev().find(|p| p.end <= cue.start)?;
    let end = piece.end as usize - usize::from(scene.is_word(piece.end as usize - 1, &[","]));
    let (subject, verb) = match subject_before(scene, end) {
        Some(subject) => (subject, (subject.start as usize).checked_sub(1)?),
        None => (subject_before(scene, end - 1)?, end - 1),
    };
    let start = (subject.start as usize).min(verb);
    let is_clause = reports(scene, verb) && start >= piece.start as usize;
    let comma = start.checked_sub(1).filter(|&comma| is_clause && comma > 0)?;
    if piece.start as usize >= comma {
        // Only the clause was taken for the words.
        let quotation = scene.marks.region_of(comma).filter(|r| r.end as usize == start)?;
        piece.start = quotation.start;
    }
    let is_parted = scene.word(comma) == "," || scene.marks.region_of(comma).is_some_and(|r| r.end as usize == start);
    let words = run_of(piece.start as usize, start - usize::from(scene.word(comma) == ","));
    let n_words = words.range().filter(|&i| scene.is_wordlike(i)).take(2).count();
    let is_quotation = scene.marks.region_of(words.start as usize) == Some(words);
    let make = if is_quotation { Attribution::surely } else { Attribution::by_rule };
    (is_parted && n_words == 2).then(|| make(run_of(verb, verb + 1), subject, words))
}

/// Ends a source that is no person where what she tells is compared: "Rents rose, according to [the board], the sharpest
/// rise since May".
fn without_comparison(scene: &Scene<'_>, source: Run) -> Run {
    const COMPARES: &WordSet = &WordSet::of(&["compared", "down", "fewer", "higher", "less", "lower", "more", "up"]);
    const HIGHEST: &WordSet = &WordSet::of(&["first", "last", "least", "most", "only"]);
    let compares = |i: usize| {
        let is_highest =
            scene.is_word(i + 1, HIGHEST) || scene.word(i + 1).len() > 4 && scene.word(i + 1).ends_with("est");
        scene.is_word(i, COMPARES) || scene.is_word(i, &["the"]) && is_highest
    };
    let is_person = |i: usize| scene.entities_in(run_of(i, i + 1)).iter().any(|e| e.kind == EntityKind::Person);
    let ends = |&i: &usize| scene.word(i) == "," && compares(i + 1) && !is_person(i - 1) && !scene.is_calling(i - 1);
    let comma = source.range().skip(1).take_while(|&i| i + 2 < source.end as usize).find(ends);
    comma.map_or(source, |comma| run_of(source.start as usize, comma))
}

/// Leaves out what comes before the contrast that a source opens: "It was shut, but according to Roe, [trains ran]".
fn behind_contrast(scene: &Scene<'_>, attribution: &mut Attribution, cue: Run) {
    let Some(but) = (cue.start as usize).checked_sub(1).filter(|&but| scene.is_word(but, &["and", "but"])) else {
        return;
    };
    let sentence = scene.text.sentences[scene.sentences[but] as usize];
    let comma = (cue.end as usize..sentence.end as usize).take(SOURCE).find(|&i| scene.word(i) == ",");
    let Some(comma) = comma else { return };
    let behind = run_of(comma + 1, (sentence.end as usize).min(comma + LONGEST));
    if behind.range().filter(|&i| scene.is_wordlike(i)).take(WORDS).count() < WORDS {
        return;
    }
    attribution.contents.retain(|p| p.start > cue.start);
    attribution.source =
        attribution.source.map(|source| Run { start: source.start, end: source.end.min(comma as u32) });
    if attribution.contents.iter().all(|p| p.start as usize > comma + WORDS || p.end as usize <= comma) {
        attribution.contents = vec![behind];
    }
}

/// Words that open what somebody tells, behind the comma after a source.
pub(super) const LEADS: &WordSet = &WordSet::of(&[
    "after", "although", "as", "at", "because", "before", "by", "despite", "during", "for", "he", "if", "in", "it",
    "on", "she", "since", "that", "there", "they", "though", "under", "until", "we", "when", "while", "with",
    "without",
]);

/// Begins the words right behind their source: "According to Roe, in May the city[, once a port, knew]", and
/// "According to Roe, a clerk at the court [knew]", where no comma ends what would be said of Roe.
fn behind_source(scene: &Scene<'_>, source: &mut Run, first: &mut Run) {
    let leads = |comma: usize| scene.is_word(comma, &[","]) && scene.is_word(comma + 1, LEADS);
    let (end, start) = (source.end as usize, first.start as usize);
    let inside = source.range().skip(1).find(|&i| leads(i) && start <= end + 1);
    if let Some(comma) = inside.or_else(|| Some(end).filter(|&end| leads(end) && end + 1 < start)) {
        (source.end, first.start) = (comma as u32, comma as u32 + 1);
    } else if first.start == source.end {
        let end = end_of_source(scene, *source);
        if end + 2 < first.start as usize {
            first.start = end as u32 + 1;
            source.end = end as u32;
        }
    }
}

/// Where a source ends that reaches to the words: behind what a comma on either side sets apart.
fn end_of_source(scene: &Scene<'_>, source: Run) -> usize {
    let commas = || source.range().skip(1).filter(|&i| scene.word(i) == ",");
    let ends = |open: usize| scene.is_word(open + 1, LEADS) || is_somebody_else(scene, source, open);
    let closed = commas().zip(commas().skip(1)).take_while(|(open, _)| !ends(*open));
    closed.last().map(|(_, close)| close).or_else(|| commas().next()).unwrap_or(source.end as usize)
}

/// Tells whether a person is named behind a comma of a source that is no person: "According to reports, Ann Roe,
/// the oldest, was first".
fn is_somebody_else(scene: &Scene<'_>, source: Run, comma: usize) -> bool {
    let head = source.range().skip(1).find(|&i| scene.word(i) == ",").unwrap_or(source.end as usize) - 1;
    let is_person = |i: usize| scene.entities_in(run_of(i, i + 1)).iter().any(|e| e.kind == EntityKind::Person);
    !scene.is_calling(head) && !is_person(head) && is_person(comma + 1)
}

/// Where words go on after an aside that they begin with: an age, a clause about somebody.
fn after_aside(scene: &Scene<'_>, words: Run) -> Option<usize> {
    let (start, end) = (words.start as usize, words.end as usize);
    let is_age = scene.text.tokens.get(start).is_some_and(|t| t.kind == TokenKind::Number);
    let reach = if is_age { start + 2 } else { start + SOURCE };
    let is_clause = scene.is_word(start, &["who", "whose", "which"]);
    let comma = (start..end.min(reach)).find(|&i| scene.word(i) == ",")?;
    let is_aside = is_age || is_clause || is_calling(scene, run_of(start, comma)) || is_participle(scene, start, comma);
    let comma = Some(comma).filter(|_| is_aside)?;
    (comma + WORDS < end).then_some(comma + 1)
}

/// Tells whether words before a comma tell what was done with a document: "the poll, conducted [in May], …", but "Roe,
/// angered neighbors [called]".
fn is_participle(scene: &Scene<'_>, start: usize, comma: usize) -> bool {
    const ADVERBS: &WordSet = &WordSet::of(&["also", "first", "later", "originally", "recently"]);
    const PARTICIPLES: &WordSet = &WordSet::of(&["held", "kept", "made", "seen", "sent", "taken", "written"]);
    const LINKS: &WordSet =
        &WordSet::of(&["at", "before", "by", "for", "from", "in", "last", "on", "this", "to", "with"]);
    let first = start + usize::from(scene.is_word(start, ADVERBS));
    let is_done = scene.word(first).ends_with("ed") && scene.word(first).len() > 4 || scene.is_word(first, PARTICIPLES);
    let is_led = scene.is_word(first + 1, LINKS) || scene.forms.get(first + 1).is_some_and(|f| f.is_capital);
    // "May 4" has no verb.
    let is_plain = (first + 1..comma).all(|i| !is_predicate(scene, i) || scene.forms[i].is_capital);
    is_done && is_led && is_plain && !scene.forms[first].is_capital && scene.is_wordlike(comma + 1)
}

/// Tells whether words before a comma say who somebody is ("the newsletter's publisher,"), and no name follows.
fn is_calling(scene: &Scene<'_>, words: Run) -> bool {
    const WORDS: usize = 7;
    let (start, comma) = (words.start as usize, words.end as usize);
    let is_phrase = scene.is_word(start, &["a", "an", "the"]) && words.range().len() <= WORDS;
    let is_name = scene.entities_in(run_of(comma + 1, comma + 2)).iter().any(|e| e.kind == EntityKind::Person);
    let is_plain = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i);
    is_phrase && comma > start && scene.is_calling(comma - 1) && words.range().all(is_plain) && !is_name
}

fn attribution(scene: &Scene<'_>, sentence: Run) -> Option<Attribution> {
    let (start, end) = (sentence.start as usize, sentence.end as usize);
    if !scene.is_word(start, &["according"]) || !scene.is_word(start + 1, &["to"]) {
        return None;
    }
    let first = (start..end.min(start + SOURCE)).find(|&i| scene.word(i) == ",")?;
    let comma = sources::end(scene, start + 2, end).unwrap_or(first);
    let source = run_of((start + 2).min(comma), comma);
    let last = (comma..end).find(|&i| scene.word(i) == ";").unwrap_or(end);
    let first = after_aside(scene, run_of(comma + 1, last)).unwrap_or(comma + 1);
    let content = run_of(first.min(last), last);
    let n_words = content.range().filter(|&i| scene.is_wordlike(i)).count();
    let is_one = n_words >= WORDS && source.start < source.end;
    is_one.then(|| Attribution::by_rule(run_of(start, start + 2), source, content))
}
