//! Which words are the subject of a reporting word, where the taggers took more for it, something else or nothing.
//!
//! They run over the clause before ("[The quarrel began when Ann Roe] said"), over the words that are said, or stop in
//! an aside ("carried by [Vale Radio], said").

use super::swallowed::without_clauses;
use super::{relative_clause, whom};
use crate::annotate::quote::grammar::capitals;
use crate::annotate::quote::grammar::nouns::{BEFORE, DETERMINERS, is_possessive};
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::sentences::{OPENERS, opening};
use crate::annotate::quote::grammar::subjects::{may_end_who, subject_at};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most words of a noun phrase that opens a sentence.
const NOUN: usize = 6;
/// Most tokens from where a sentence begins to what is looked at: no sentence takes long.
const REACH: usize = 60;

/// The source of an attribution, without what is no part of it; one that opens the sentence, where it has none.
pub(super) fn of(scene: &Scene<'_>, attribution: &Attribution, cue: Run) -> Option<Run> {
    let Some(source) = attribution.source else { return of_first_verb(scene, cue) };
    if let Some(subject) = whom::subject(scene, source, cue) {
        return Some(subject);
    }
    if let Some(inner) = relative_clause::of(scene, source, cue) {
        return Some(inner);
    }
    let source = of_clause(scene, behind_words(scene, source, attribution), cue);
    let source = without_clauses(scene, source, cue);
    let other = of_relative(scene, source, cue).or_else(|| of_main_clause(scene, source, cue));
    let other = other.or_else(|| of_agent(scene, source, cue));
    Some(other.unwrap_or(source))
}

/// What a clause is about that the taggers took for who speaks: of "Officials, who have insisted on it, said" the
/// officials said, and who insisted is "who".
fn of_relative(scene: &Scene<'_>, source: Run, cue: Run) -> Option<Run> {
    let (start, end) = (source.start as usize, source.end as usize);
    let comma = start.checked_sub(1).filter(|&i| scene.word(i) == "," && end > start + 1)?;
    if !scene.is_word(start, &["who", "which"]) {
        return None;
    }
    if source.start < cue.start && cue.end <= source.end {
        return Some(run_of(start, start + 1));
    }
    let opening = opening(scene, *scene.text.sentences.get(scene.sentences[comma] as usize)?);
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !is_verb(scene, i);
    let closes = scene.is_word(end - 1, &[","]) || scene.is_word(end, &[","]);
    let is_near = opening < comma && comma - opening <= REACH;
    let fits = closes && source.end <= cue.start && is_near && (opening..comma).all(is_part);
    fits.then(|| run_of(opening, end))
}

/// The subject of the first verb of a sentence, where another goes on without a subject: "[Few pilots] were sure and
/// said …".
fn of_first_verb(scene: &Scene<'_>, cue: Run) -> Option<Run> {
    let and = (cue.start as usize).checked_sub(1).filter(|&i| scene.is_word(i, &["and", "but"]))?;
    let start = opening(scene, *scene.text.sentences.get(scene.sentences[and] as usize)?);
    let verb = (start + 1..and.min(start + NOUN)).find(|&i| is_verb(scene, i))?;
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !scene.is_word(i, RELATIVES);
    let opens = scene.is_word(start, OPENERS) || scene.is_word(start, CLAUSES) || scene.is_word(start, &["there"]);
    let is_near = and - start <= REACH;
    let fits = is_near && !opens && scene.is_word(cue.start as usize, SAYS) && (start..and).all(is_part);
    fits.then(|| run_of(start, verb))
}

/// What everybody does who speaks.
const SAYS: &WordSet = &WordSet::of(&["said", "say", "says"]);

/// The pronoun, name or noun for one or several that opens a sentence.
fn first_subject(scene: &Scene<'_>, start: usize, limit: usize) -> Option<Run> {
    let noun = || {
        let plain = (start..limit.min(start + NOUN)).take_while(|&i| scene.is_wordlike(i) || is_possessive(scene, i));
        let noun = plain.take_while(|&i| !is_verb(scene, i));
        noun.into_iter().find(|&i| scene.kinds[i].speaks() && !scene.forms[i].is_capital)
    };
    subject_at(scene, start).or_else(|| noun().map(|noun| run_of(start, noun + 1)))
}

/// Leaves a source without the words that are said, and the comma behind them: "The bridge is shut, [pilots] said".
fn behind_words(scene: &Scene<'_>, source: Run, attribution: &Attribution) -> Run {
    let is_shared = |piece: &&Run| overlap(**piece, source) > 0 && piece.end + 1 < source.end;
    let words = attribution.contents.iter().find(is_shared);
    let last = (source.end as usize).saturating_sub(1);
    let last = last.saturating_sub(usize::from(scene.word(last) == ","));
    let may_speak = may_end_who(scene, last);
    let is_comma = |words: &&Run| scene.word(words.end as usize) == ",";
    let covers = |words: &Run| source.start <= words.start;
    let begins = |words: &&Run| covers(words) || may_speak || subject_at(scene, words.end as usize + 1).is_some();
    let comma = words.filter(is_comma).filter(begins).map(|words| words.end);
    comma.map_or(source, |comma| Run { start: comma + 1, end: source.end })
}

/// Words that begin a clause with a subject of its own.
const CLAUSES: &WordSet = &WordSet::of(&[
    "after", "although", "and", "because", "before", "but", "if", "since", "though", "until", "when", "while",
]);
/// Words of clauses that tell of a noun.
const RELATIVES: &WordSet = &WordSet::of(&["as", "that", "what", "where", "which", "who", "whom", "whose"]);
/// Verbs that are no part of a noun phrase but in a clause about it.
const HELPERS: &WordSet = &WordSet::of(&["are", "had", "has", "have", "is", "was", "were", "will"]);

/// The subject alone, where the taggers took the clause before it, too: "The quarrel began when [Ann Roe] said …", "a
/// pier, which [pilots] said was shut".
fn of_clause(scene: &Scene<'_>, source: Run, cue: Run) -> Run {
    let (start, end) = (source.start as usize, source.end as usize);
    if source.end != cue.start || !may_end_who(scene, end - 1) {
        return until_verb(scene, source, cue);
    }
    let is_main = |until: usize| !(start..until).any(|i| scene.is_word(i, RELATIVES));
    let helps = |until: usize| (start..until).any(|i| scene.is_word(i, HELPERS));
    let links = |&i: &usize| match scene.word(i) {
        "which" | "whom" => true,
        "when" => is_main(i) && (start..i).any(|i| is_verb(scene, i)),
        _ => scene.is_word(i, CLAUSES) && is_main(i) && helps(i),
    };
    let is_part = |i: usize| (scene.is_wordlike(i) || is_possessive(scene, i)) && !is_verb(scene, i);
    let link = source.range().rev().skip(1).find(links).filter(|link| (link + 1..end).all(is_part));
    link.map_or_else(|| until_verb(scene, source, cue), |link| run_of(link + 1, end))
}

/// The words before the first verb of a source, where the sentence goes on with the cue: "[The board] has lost patience
/// and said …".
fn until_verb(scene: &Scene<'_>, source: Run, cue: Run) -> Run {
    let (start, end) = (source.start as usize, source.end as usize);
    let is_plain = |i: usize| scene.is_wordlike(i) && !scene.is_word(i, CLAUSES) && !scene.is_word(i, RELATIVES);
    let goes_on = source.end <= cue.start && cue.start > 0 && scene.is_word(cue.start as usize - 1, &["and", "but"]);
    let opens = start == 0 || scene.sentences[start - 1] != scene.sentences[start];
    let verb = source.range().skip(1).find(|&i| scene.is_word(i, HELPERS)).filter(|_| goes_on && opens);
    let is_bare =
        |verb: &usize| (*verb..end).all(is_plain) && (start..*verb).all(|i| is_plain(i) || is_possessive(scene, i));
    verb.filter(is_bare).map_or(source, |verb| run_of(start, verb))
}

/// The name that opens a sentence, where the taggers took who does something in an aside for who speaks: "[Ann Roe], in
/// a talk carried by Vale Radio, said".
fn of_agent(scene: &Scene<'_>, source: Run, cue: Run) -> Option<Run> {
    let by = (source.start as usize).checked_sub(1).filter(|&i| scene.is_word(i, &["by"]))?;
    let last = source.end as usize - 1;
    let closes = [last, last + 1].iter().any(|&i| scene.word(i) == "," && i < cue.start as usize);
    let start = scene.text.sentences[scene.sentences[by] as usize].start as usize;
    let first = (start..by).find(|&i| !scene.is_title(i))?;
    let name = scene.entities_in(run_of(first, first + 1)).first().map(|e| scene.tokens_of(e))?;
    let is_aside = scene.word(name.end as usize) == "," && scene.is_word(name.end as usize + 1, BEFORE);
    let is_plain = by - start <= REACH && (name.end as usize..by).all(|i| scene.marks.region_of(i).is_none());
    let fits = closes && is_aside && is_plain && name.start as usize == first && name.end as usize <= by;
    fits.then(|| run_of(start, name.end as usize))
}

/// The subject that opens a sentence, where the taggers took that of a clause in it for who goes on: "[Vale Corp.] cut
/// its forecast, which analysts had feared, and said …".
fn of_main_clause(scene: &Scene<'_>, source: Run, cue: Run) -> Option<Run> {
    const LINKS: &WordSet = &WordSet::of(&["as", "than", "that", "what", "which", "whom"]);
    let and = (cue.start as usize).checked_sub(1).filter(|&i| scene.is_word(i, &["and", "but"]))?;
    let before = (source.start as usize).checked_sub(1).filter(|&i| scene.is_word(i, LINKS))?;
    let start = scene.text.sentences.get(scene.sentences[before] as usize)?.start as usize;
    let is_verb = |i: usize| is_verb(scene, i);
    let is_one = scene.sentences[before] == scene.sentences[and] && before > start + 1;
    let has_verb = (source.end as usize..and).any(is_verb) && scene.word(and - 1) == ",";
    let name = || {
        let is_name = scene.forms[start].is_capital && !scene.is_word(start, DETERMINERS);
        is_name.then(|| run_of(start, capitals::end_of(scene, start, before, true)))
    };
    let subject = first_subject(scene, start, before).or_else(name)?;
    let is_before = subject.end as usize <= before && source.end as usize <= and;
    (is_one && has_verb && is_before).then_some(subject)
}
