//! "The bridge is closed, say officials": the speaker behind the reporting word.
//!
//! The annotated articles seldom turn the words round like this, so that the rankers may take the
//! clause for who speaks and the speaker for what is said. A comma behind a whole clause, one reporting word and a
//! speaker at the end of the sentence show it, whatever these saw.

use crate::annotate::quote::grammar::nouns::{DETERMINERS, is_possessive};
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::{CLAUSES, opening};
use crate::annotate::quote::grammar::subjects::subject_at;
use crate::annotate::quote::grammar::verbs::{is_predicate, is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::words::stem::stem;
use crate::annotate::quote::words::writings;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most words of a name with its titles, of a description, and fewest of the clause before.
const SPEAKER: usize = 8;
const DESCRIPTION: usize = 3;
const LEAST: usize = 3;
/// Most tokens of a clause before the reporting word, so that no sentence takes long.
const CLAUSE: usize = 200;
/// Words behind a comma that go on with something else than who speaks.
const CONJUNCTIONS: &WordSet =
    &WordSet::of(&["although", "and", "as", "because", "but", "if", "in", "on", "or", "so", "though", "while"]);
/// Reporting words behind which somebody can only be who speaks, for nobody is their object.
const VERBS: &WordSet =
    &WordSet::of(&["adds", "argues", "claims", "explains", "insists", "notes", "reports", "said", "say", "says"]);
/// Stems of others behind which a person at the end of the sentence can only be who speaks, for hardly anybody is their
/// object.
const ENDING: &[&str] = &[
    "acknowledg",
    "add",
    "admit",
    "announc",
    "argu",
    "believ",
    "caution",
    "claim",
    "complain",
    "conced",
    "conclud",
    "confirm",
    "declar",
    "estimat",
    "explain",
    "fear",
    "hint",
    "insist",
    "jok",
    "not",
    "observ",
    "pledg",
    "predict",
    "quip",
    "recall",
    "reckon",
    "report",
    "reply",
    "say",
    "suggest",
    "testify",
    "think",
    "vow",
    "warn",
    "writ",
];
/// Those of them that may have a person for their object, and "promise".
const OBJECTS: &WordSet = &WordSet::of(&["promis", "warn"]);
/// Most tokens of who speaks with what is said of her.
const DESCRIBED: usize = 16;

/// Turns an attribution round whose reporting word stands between a clause that ends in a comma and
/// the words for a speaker.
pub(crate) fn turn_round(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source), Some(last)) =
        (attribution.cue, attribution.source, attribution.contents.last().copied())
    else {
        return;
    };
    let comma = (cue.start as usize).saturating_sub(1);
    let is_cue = cue.range().len() == 1 && scene.is_word(cue.start as usize, VERBS) && reports(scene, comma + 1);
    if !is_cue || scene.word(comma) != "," || source.end > cue.start || last.start < cue.end {
        return;
    }
    let Some(speaker) = speaker(scene, cue.end as usize).filter(|speaker| speaker.end <= last.end) else { return };
    let start = scene.text.sentences[scene.sentences[comma] as usize].start as usize;
    // What was taken for who speaks is the whole clause, or its subject where nothing but the speaker is left.
    let is_only = last.start == speaker.start && last.end == speaker.end;
    if source.start as usize > start + 1 || (source.end as usize) + 1 < comma && !is_only {
        return;
    }
    let is_plain = (start..comma).all(|i| scene.marks.region_of(i).is_none());
    if is_described(scene, run_of(start, comma)) {
        return;
    }
    if !is_plain || (start..comma).filter(|&i| scene.is_wordlike(i)).count() < LEAST {
        return;
    }
    let behind = run_of(speaker.end as usize + 1, last.end.max(speaker.end + 1) as usize);
    attribution.source = Some(speaker);
    attribution.contents = vec![run_of(start, comma)];
    if behind.range().any(|i| scene.is_wordlike(i)) {
        attribution.contents.push(behind);
    }
}

/// Tells whether words are a noun phrase with what is said of it, and no clause: "[Ann Roe, the auditor], said pilots in
/// Larn, Kell and Vale were late".
fn is_described(scene: &Scene<'_>, words: Run) -> bool {
    let comma = words.range().find(|&i| scene.word(i) == ",");
    let is_clause = |from: usize, end: usize| (from..end).any(|i| is_predicate(scene, i));
    let is_relative = |comma: usize| scene.is_word(comma + 1, &["who", "which", "whose"]);
    comma.is_some_and(|comma| {
        let head = run_of(words.start as usize, comma);
        // "The memo, written by Roe,".
        let is_aside = is_relative(comma) || !is_clause(comma + 2, words.end as usize);
        is_aside && !is_clause(head.start as usize, comma)
    })
}

/// Turns an attribution round whose reporting word and speaker end a sentence behind a clause: "More banks will fail,
/// warned Mr. Roe."
pub(crate) fn at_end(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[cue.start as usize] as usize) else { return };
    let start = opening(scene, sentence);
    let comma = (cue.start as usize).saturating_sub(1);
    if cue.range().len() != 1 || comma < start + LEAST || scene.word(comma) != "," {
        return;
    }
    let before = run_of(start, comma);
    if let Some(source) = closing_speaker(scene, before, cue.start as usize).filter(|_| is_unquoted(scene, before)) {
        let is_other = |piece: &Run| !sentence.range().contains(&(piece.start as usize));
        attribution.contents.retain(is_other);
        attribution.contents.push(before);
        attribution.contents.sort_by_key(|piece| piece.start);
        // Without what is said of her.
        let ends = |known: Run| known.start == source.start && scene.word(known.end as usize) == ",";
        let is_known = attribution.source.is_some_and(ends);
        attribution.source = attribution.source.filter(|_| is_known).or(Some(source));
    }
}

/// Who speaks behind a clause and a reporting word, up to the end of the sentence.
pub(super) fn closing_speaker(scene: &Scene<'_>, before: Run, cue: usize) -> Option<Run> {
    const NOBODY: &WordSet = &WordSet::of(&[
        "at", "for", "from", "her", "herself", "him", "himself", "in", "it", "itself", "nobody", "none", "on", "that",
        "them", "these", "this", "those", "to", "us", "with",
    ]);
    let verb = stem(&scene.word(cue).to_lowercase()).into_owned();
    let first = before.start as usize;
    // "He came, warned Mr. Roe".
    let is_somebody =
        || scene.is_word(first, &["he", "she", "they", "we"]) || scene.source_class(run_of(first, first + 1)) == 1;
    let fits = ENDING.contains(&&*verb) || OBJECTS.contains(&&*verb) && !is_somebody();
    let is_cue = scene.kinds.get(cue).is_some_and(|kind| kind.is_finite());
    if before.range().len() > CLAUSE || !fits || !is_cue || !is_clause(scene, before) {
        return None;
    }
    let source = speaker(scene, cue + 1)?;
    let last = source.end as usize - 1;
    let is_name = !scene.entities_in(run_of(last, last + 1)).is_empty();
    // "A review", "pledged delegates".
    let is_other = writings::family_of(scene.word(last)).is_some() && !is_name
        || scene.is_word(last, NOBODY)
        || scene.is_word(source.start as usize, NOBODY)
        || verb == "pledg" && !is_name && !scene.is_word(source.start as usize, DETERMINERS);
    if is_other { None } else { with_description(scene, source) }
}

/// Tells whether words are a clause with its subject and verb, and nothing that reports at its end.
fn is_clause(scene: &Scene<'_>, words: Run) -> bool {
    let (first, last) = (words.start as usize, (words.end as usize).saturating_sub(1));
    let is_finite = |i: usize| is_verb(scene, i) && !is_possessive(scene, i);
    let reports_last = is_finite(last) && reports(scene, last);
    let has_verb = words.range().any(is_finite) && !is_finite(first) && !reports_last;
    let n_words = words.range().filter(|&i| scene.is_wordlike(i)).count();
    let is_whole = !words.range().any(|i| matches!(scene.word(i), ";" | ":"));
    has_verb && is_whole && n_words >= LEAST && !scene.is_word(first, CLAUSES)
}

/// A speaker who ends the sentence, with what is said of her up to its end.
fn with_description(scene: &Scene<'_>, source: Run) -> Option<Run> {
    let (start, from) = (source.start as usize, source.end as usize);
    let sentence = *scene.text.sentences.get(*scene.sentences.get(start)? as usize)?;
    let end = sentence.end as usize;
    let last = end - usize::from(scene.is_word(end - 1, &["."]));
    if from >= last {
        return Some(source);
    }
    let is_near = last - start <= DESCRIBED && scene.word(from) == "," && !scene.is_word(from + 1, CONJUNCTIONS);
    let is_part = |i: usize| scene.is_wordlike(i) || scene.word(i) == "," || is_possessive(scene, i);
    let is_verb = |i: usize| is_verb(scene, i) && !is_possessive(scene, i) && !scene.word(i).ends_with("ed");
    let is_relative = scene.is_word(from + 1, &["which", "who", "whose"]);
    let fits = is_near && (from..last).all(is_part) && (is_relative || !(from..last).any(is_verb));
    fits.then(|| run_of(start, last))
}

/// Mends "Ann Roe, head of the board, said [he expects Dell and Cole to go]", where the clause behind the reporting word
/// was taken for who speaks: a pronoun with a verb is no speaker.
pub(crate) fn turn_back(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let first = source.start as usize;
    let is_clause = source.start == cue.end
        && scene.is_word(first, &["he", "i", "it", "she", "they", "we"])
        && is_verb(scene, first + 1);
    let Some(sentence) = scene.text.sentences.get(scene.sentences[first] as usize).filter(|_| is_clause) else {
        return;
    };
    let start = opening(scene, *sentence);
    let behind = attribution.contents.iter().map(|piece| piece.end).filter(|&end| end > source.end).max();
    let words = run_of(first, behind.unwrap_or(source.end) as usize);
    let is_named = subject_at(scene, start).is_some_and(|name| name.end <= cue.start);
    if is_named && (start..words.end as usize).all(|i| scene.marks.region_of(i).is_none()) {
        attribution.source = Some(run_of(start, cue.start as usize));
        attribution.contents = vec![words];
    }
}

/// A name or a description that ends where the sentence does or at a comma.
pub(super) fn speaker(scene: &Scene<'_>, start: usize) -> Option<Run> {
    let sentence = *scene.sentences.get(start)?;
    let inside = |i: &usize| scene.sentences.get(*i) == Some(&sentence) && scene.is_wordlike(*i);
    let end = (start..start + SPEAKER).take_while(inside).last()? + 1;
    let ends = scene.sentences.get(end) != Some(&sentence) || scene.is_word(end, &[",", "."]);
    let name = scene.entities_in(run_of(end - 1, end)).last().map(|e| scene.tokens_of(e));
    let is_name = name.is_some_and(|name| {
        let mut before = start..(name.start as usize).max(start);
        let is_title = |i: usize| {
            scene.is_word(i, &["the"]) || scene.is_calling(i) || scene.is_title(i) || scene.forms[i].is_capital
        };
        // "Said sole sponsor Vale Trust".
        let describes =
            |i: usize| !scene.forms[i].is_capital && !scene.kinds[i].is_finite() && !scene.is_word(i, CLAUSES);
        let is_led = before.clone().all(describes) && before.len() <= DESCRIPTION;
        name.end as usize == end && (before.all(is_title) || is_led)
    });
    let is_many = end == start + 1 && scene.is_word(start, &["all", "both", "many", "most", "others", "some"]);
    let is_who = scene.kinds[end - 1].speaks() || scene.is_calling(end - 1);
    let may_speak = is_who && end - start <= DESCRIPTION || is_many;
    // "He liked neither" is a clause.
    let pronoun = scene.word(start).split(['\'', '’']).next().unwrap_or_default();
    let is_pronoun = ["he", "i", "it", "she", "they", "we"].iter().any(|word| word.eq_ignore_ascii_case(pronoun));
    let is_clause = end > start + 1 && is_pronoun;
    (ends && !is_clause && (is_name || may_speak)).then(|| run_of(start, end))
}
