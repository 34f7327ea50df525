//! What is told of or to somebody: "Roe is said to have left", "Roe was urged by [her party] to resign", "Roe, called
//! “a tyrant” by [her own brother], won". Whom a verb in the passive voice is about does not speak; "by" names who does.
//!
//! The annotated articles never take the subject of such a verb for who speaks, and mostly leave open who does.

use crate::annotate::date;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::regions;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::opens;
use crate::annotate::quote::grammar::subjects::may_end_who;
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::{Attribution, unknown};
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// Participles of what is told of or to somebody; "worried", "convinced" and "persuaded" are none of them.
const PARTICIPLES: &WordSet = &WordSet::of(&[
    "accused",
    "advised",
    "alleged",
    "asked",
    "assured",
    "begged",
    "believed",
    "blamed",
    "branded",
    "called",
    "charged",
    "claimed",
    "compared",
    "condemned",
    "considered",
    "criticised",
    "criticized",
    "declared",
    "deemed",
    "denounced",
    "described",
    "disclosed",
    "dubbed",
    "encouraged",
    "expected",
    "hailed",
    "informed",
    "instructed",
    "known",
    "labeled",
    "labelled",
    "likened",
    "mocked",
    "named",
    "nominated",
    "ordered",
    "perceived",
    "portrayed",
    "praised",
    "pressed",
    "projected",
    "promised",
    "rebuked",
    "regarded",
    "reminded",
    "reported",
    "revealed",
    "rumored",
    "rumoured",
    "said",
    "seen",
    "supposed",
    "suspected",
    "thanked",
    "thought",
    "told",
    "urged",
    "viewed",
    "warned",
    "welcomed",
]);
/// Those of them that say what somebody is, and stand behind a name without "was", too.
const NAMING: &WordSet = &WordSet::of(&[
    "accused",
    "branded",
    "called",
    "condemned",
    "criticised",
    "criticized",
    "denounced",
    "described",
    "dismissed",
    "dubbed",
    "hailed",
    "known",
    "labeled",
    "labelled",
    "likened",
    "mocked",
    "nicknamed",
    "portrayed",
    "praised",
    "regarded",
    "remembered",
    "seen",
    "suspected",
    "viewed",
]);
const BE: &WordSet =
    &WordSet::of(&["are", "be", "been", "being", "get", "gets", "getting", "got", "is", "was", "were"]);
const LINKS: &WordSet = &WordSet::of(&["about", "as", "by", "for", "of", "to"]);
/// Most words between a subject and its participle ("has long been widely"), and of who "by" names.
const BETWEEN: usize = 5;
const AGENT: usize = 10;
/// Words before which whom "by" names ends.
const ENDS: &WordSet =
    &WordSet::of(&["after", "and", "as", "because", "but", "for", "in", "on", "that", "to", "when", "while"]);

/// Gives what is told of or to somebody to whom "by" names, or to nobody; of "the guards are accused of failing" the
/// words are "failing".
pub(crate) fn mend(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let is_told = |source: &Run| {
        is_passive(scene, *source, cue) || is_reduced(scene, *source, attribution) || is_fronted(scene, *source, cue)
    };
    if attribution.source.is_some_and(|source| is_told(&source)) {
        attribution.source = None;
        by_whom(scene, attribution, cue);
    }
    without_by(scene, attribution);
    without_as(scene, attribution);
    if let [first, second, ..] = attribution.contents[..] {
        let is_subject = first.end <= cue.start && attribution.source.is_none() && is_passive(scene, first, cue);
        if is_subject && second.start >= cue.end {
            attribution.contents.remove(0);
        }
    }
    let is_of = |piece: &&mut Run| piece.start == cue.end && scene.is_word(cue.end as usize, &["of"]);
    let accuses = scene.is_word(cue.end as usize - 1, &["accused"]);
    if let Some(first) = attribution.contents.iter_mut().find(is_of).filter(|p| accuses && p.range().len() > 1) {
        first.start += 1;
    }
}

/// Tells whether a source is only what something is told of or to: "Roe is said to have left", "Roe was asked
/// whether she had", but not "Roe let it be known".
fn is_passive(scene: &Scene<'_>, source: Run, cue: Run) -> bool {
    let last = cue.end as usize - 1;
    let verb = if scene.is_word(last, LINKS) { last.saturating_sub(1) } else { last };
    let is_near = source.end <= cue.end && source.end as usize + BETWEEN >= verb;
    // "Roe is assured of a seat".
    let is_sure = scene.is_word(verb, &["assured"]) && scene.is_word(verb + 1, &["of"]);
    is_near
        && !is_sure
        && scene.is_word(verb, PARTICIPLES)
        && (source.end as usize..verb)
            .all(|i| scene.is_wordlike(i) && !scene.is_word(i, &["and", "but", "let", "lets"]))
        && (source.end as usize..verb).any(|i| scene.is_word(i, BE))
}

/// Tells whether a source stands before a comma and a participle that says what it is called: "Roe, described as
/// “armed,” was seen", not "Roe, the mayor, called it “a farce”".
fn is_reduced(scene: &Scene<'_>, source: Run, attribution: &Attribution) -> bool {
    let (Some(cue), Some(piece)) = (attribution.cue, attribution.contents.first()) else { return false };
    let verb = cue.start as usize;
    let comma = verb.checked_sub(1).filter(|&i| scene.word(i) == "," && source.end as usize + 1 >= verb);
    let Some(comma) = comma.filter(|_| scene.is_word(verb, NAMING) && piece.start >= cue.end) else { return false };
    let (link, end) = (verb + 1, piece.end as usize);
    let is_closed = (end.saturating_sub(2)..=end).any(|i| scene.word(i) == ",") || scene.is_word(end, &["by"]);
    match scene.word(link) {
        "by" | "of" => true,
        "as" => is_closed || scene.is_word(verb, &["known"]),
        _ => {
            let is_named = scene.marks.region_of(link).is_some_and(|region| region.start as usize == link);
            is_named && is_closed && !(source.start as usize..comma).any(|i| scene.word(i) == ",")
        }
    }
}

/// Tells whether a participle that opens the sentence says what a source behind it is called: "Described as “brilliant”
/// by his teachers, Roe left".
fn is_fronted(scene: &Scene<'_>, source: Run, cue: Run) -> bool {
    let is_agent = scene.is_word((source.start as usize).wrapping_sub(1), &["by"])
        && !source.range().any(|i| scene.word(i) == ",");
    scene.is_word(cue.start as usize, NAMING) && opens(scene, cue) && source.start >= cue.end && !is_agent
}

/// Leaves the words without the "by" behind them that names who speaks: "was called “a coward” [by] Roe".
fn without_by(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(source) = attribution.source else { return };
    let Some(last) = attribution.contents.iter_mut().find(|piece| piece.end == source.start) else { return };
    let is_by = scene.is_word(last.end as usize - 1, &["by"]) && last.range().len() > 1;
    if is_by {
        last.end -= 1;
    }
}

/// Leaves a quotation without the "as" before it, and is sure of it: "was introduced by Roe [as] “a friend”".
fn without_as(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let Some(first) = attribution.contents.iter_mut().find(|piece| piece.start >= cue.end) else { return };
    let as_ = source.end as usize + usize::from(scene.word(source.end as usize) == ",");
    let begins = |region: Run| region.start as usize == as_ + 1 && region.end >= first.end;
    let is_quotation =
        (as_ as u32..=as_ as u32 + 1).contains(&first.start) && scene.marks.region_of(as_ + 1).is_some_and(begins);
    let is_led = scene.is_word(cue.end as usize - 1, &["by"]) && source.start == cue.end && scene.is_word(as_, &["as"]);
    if is_led && is_quotation {
        first.start = as_ as u32 + 1;
        let contents = std::mem::take(&mut attribution.contents);
        *attribution = Attribution { contents, ..Attribution::surely(cue, source, source) };
    }
}

/// Makes whom "by" names the source, behind the participle or behind the words.
fn by_whom(scene: &Scene<'_>, attribution: &mut Attribution, cue: Run) {
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[cue.start as usize] as usize) else { return };
    let Some(at) = attribution.contents.iter().position(|piece| piece.start >= cue.end) else { return };
    let piece = &mut attribution.contents[at];
    let verb = cue.end as usize - 1;
    let next = if scene.is_word(verb, &["by"]) { verb } else { verb + 1 };
    if let Some(agent) = agent(scene, next, sentence) {
        let link = agent.end as usize;
        let first = link + usize::from(scene.is_word(link, &["as", "of"]));
        if first < piece.end as usize {
            piece.start = piece.start.max(first as u32);
            attribution.source = Some(agent);
        }
        return;
    }
    let inside = regions(scene, *piece).last().map(|region| region.end).unwrap_or(piece.end);
    if let Some(agent) = agent(scene, inside as usize, sentence) {
        piece.end = inside;
        attribution.source = Some(agent);
    }
}

/// Whom a "by" names that stands at a token.
fn agent(scene: &Scene<'_>, by: usize, sentence: Run) -> Option<Run> {
    let start = by + 1;
    if !scene.is_word(by, &["by"]) || start >= sentence.end as usize {
        return None;
    }
    let word = scene.word(start);
    let is_when = date::is_weekday(word) || date::is_month(word);
    let is_number = scene.text.tokens.get(start).is_some_and(|t| t.kind == TokenKind::Number);
    let is_part = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i);
    let goes_on = |&i: &usize| is_part(i) && !is_verb(scene, i) && !scene.is_word(i, ENDS);
    let last = (start..(sentence.end as usize).min(start + AGENT)).take_while(goes_on).last()?;
    let last = last - usize::from(last > start && scene.is_word(last, &["of"]));
    (!is_when && !is_number && !word.ends_with("ing") && may_end_who(scene, last)).then(|| run_of(start, last + 1))
}

/// Returns the attributions of a paragraph's quotations that somebody or something was called by somebody, which are not
/// found yet: "The accord was called “a disgrace” by Ann Roe", "The attack was denounced by Roe as “barbaric”".
pub(crate) fn passed_over(scene: &Scene<'_>, paragraph: Run, found: &[Attribution]) -> Vec<Attribution> {
    unknown(regions(scene, paragraph).into_iter().filter_map(|region| attribution(scene, region)), found)
}

fn attribution(scene: &Scene<'_>, region: Run) -> Option<Attribution> {
    let before = (region.start as usize).checked_sub(1)?;
    let number = scene.sentences[before];
    let sentence = *scene.text.sentences.get(number as usize)?;
    // "It was praised by Roe.¶“No,” said Dell".
    if number != scene.sentences[region.start as usize] || !scene.is_wordlike(before) {
        return None;
    }
    let as_ = before - usize::from(before > 0 && scene.is_word(before, &["a", "an", "the"]));
    let is_as = scene.is_word(as_, &["as"]);
    let last = if is_as { as_.checked_sub(1)? } else { before };
    let first = (sentence.start as usize).max(last.saturating_sub(AGENT));
    let verb = (first..=last).rev().find(|&i| scene.is_word(i, NAMING))?;
    let is_told = (verb.saturating_sub(BETWEEN).max(first)..verb).any(|i| scene.is_word(i, BE));
    let agent =
        if verb == last { agent(scene, region.end as usize, sentence) } else { agent(scene, verb + 1, sentence) };
    let agent = agent.filter(|agent| verb == last || is_as && agent.end as usize == as_)?;
    is_told.then(|| Attribution::by_rule(run_of(verb, verb + 1), agent, region))
}
