//! Quotations of somebody else, or of nobody, behind who said the first one of a sentence: "“It is fair,” Roe said,
//! prompting Dell to reply, [“To whom?”]", "“We will win,” Roe said to chants of [“Four more!”]"
//!
//! The taggers go on with them as if the same spoke.

use rustc_hash::FxHashMap;

use super::heckled;
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::quotations::regions;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Verbs and nouns of who speaks.
pub(super) const REPLIES: &WordSet = &WordSet::of(&[
    "added",
    "answer",
    "answered",
    "ask",
    "asked",
    "call",
    "called",
    "complain",
    "complained",
    "counter",
    "countered",
    "cut",
    "declare",
    "declared",
    "describe",
    "described",
    "dubbed",
    "insist",
    "insisted",
    "interject",
    "interjected",
    "interrupt",
    "interrupted",
    "joke",
    "joked",
    "mutter",
    "muttered",
    "quip",
    "quipped",
    "remark",
    "remarked",
    "reply",
    "replied",
    "respond",
    "responded",
    "response",
    "retort",
    "retorted",
    "say",
    "said",
    "says",
    "shot",
    "shout",
    "shouted",
    "snap",
    "snapped",
    "tell",
    "told",
    "whisper",
    "whispered",
    "yell",
    "yelled",
]);
/// Words before a mark that tell that nobody says what stands behind it.
const NOBODYS: &WordSet = &WordSet::of(&["bearing", "chanted", "chanting", "nicknamed", "so-called"]);
/// The same behind what words are written on.
const WRITTEN: &WordSet = &WordSet::of(&["proclaiming", "read", "reading", "reads", "said", "saying", "says"]);
/// Nouns for words.
const TERMS: &WordSet = &WordSet::of(&["nickname", "phrase", "slogan", "term", "title", "word", "words"]);
/// Nouns of many voices, with "of" behind them.
const VOICES: &WordSet =
    &WordSet::of(&["chant", "chants", "chorus", "choruses", "cries", "cry", "shout", "shouts", "yells"]);
/// What words are written on.
const SIGNS: &WordSet = &WordSet::of(&[
    "badge", "badges", "banner", "banners", "cap", "caps", "hat", "hats", "jersey", "placard", "placards", "poster",
    "posters", "shirt", "shirts", "sign", "signs", "sticker", "stickers", "t-shirt", "t-shirts",
]);
/// Most tokens between a reporting word and its quotation.
const BEHIND: usize = 8;
/// Most tokens between them where no comma stands: "called", "says is".
const NAMED: usize = 2;
/// Most tokens between a sign and the word before its quotation.
const SIGN: usize = 3;
/// Most tokens of a name and what is told of it.
const APPOSED: usize = 12;
/// Most tokens from who spoke first to another's quotation.
const REACH: usize = 60;

/// Takes such quotations out of what somebody says; returns those that another says.
pub(crate) fn part(scene: &Scene<'_>, attribution: &mut Attribution) -> Vec<Attribution> {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return Vec::new() };
    let from = cue.end.max(source.end) as usize;
    let begins = cue.start.min(source.start);
    let is_first = |p: &Run| p.end <= begins && !regions(scene, *p).is_empty();
    let is_quoted = attribution.contents.iter().any(is_first);
    let [first, _, ..] = attribution.contents[..] else { return Vec::new() };
    let mut found = Vec::new();
    attribution.contents.retain(|&piece| {
        let mark = scene.marks.region_of(piece.start as usize).or_else(|| regions(scene, piece).first().copied());
        let Some(region) = mark.filter(|r| r.start >= piece.start && piece.start as usize >= from) else { return true };
        let start = region.start as usize;
        let is_same = scene.sentences.get(start - 1) == scene.sentences.get(from - 1) && start - from <= REACH;
        // Of "said that Dell told her, “No,”" all is told.
        let is_apart = is_quoted || region.start == piece.start && piece.start > first.start;
        if !is_same || !is_apart || start - piece.start as usize > BEHIND {
            return true;
        }
        if is_quoted && is_nobodys(scene, start, source.end.max(cue.start + 1) as usize) {
            return false;
        }
        let named = other(scene, start, from).filter(|(_, who)| !is_same_name(scene, *who, source));
        let nameless =
            || heckled::other(scene, start, from).filter(|(_, who)| is_quoted && !is_same_name(scene, *who, source));
        let Some((verb, who)) = named.or_else(nameless) else { return true };
        let other = Attribution::by_rule(verb, who, Run { start: region.start, end: piece.end });
        found.push(Attribution { content_probability: 0.95, cue_probability: 0.95, content_link: 0.95, ..other });
        false
    });
    found
}

/// Tells whether two mentions end in the same name.
fn is_same_name(scene: &Scene<'_>, who: Run, source: Run) -> bool {
    let last = |run: Run| scene.entities_in(run).first().map(|e| scene.word(scene.tokens_of(e).end as usize - 1));
    last(who).is_some_and(|name| source.range().any(|i| scene.word(i) == name))
}

/// The reporting word before a quotation, and its subject, between who spoke first and there.
fn other(scene: &Scene<'_>, mark: usize, from: usize) -> Option<(Run, Run)> {
    let last = mark.checked_sub(1)?;
    let end = last + usize::from(!scene.is_word(last, &[",", ":"]));
    let is_plain = |i: &usize| scene.is_wordlike(*i) || matches!(scene.word(*i), "’s" | "'s");
    // "Drawing a retort from Dell: “…”"
    let names = |i: usize| name_ending(scene, i, from);
    if scene.word(last) == ":"
        && let Some(who) = names(end).filter(|who| scene.is_word((who.start as usize).saturating_sub(1), &["from"]))
        && let Some(noun) = (who.start as usize).checked_sub(2).filter(|&i| scene.is_word(i, REPLIES))
    {
        return Some((run_of(noun, noun + 1), who));
    }
    // "Said when Dell called, “and left”" goes on.
    let is_led = end == last && scene.forms.get(mark + 1).is_some_and(|form| form.is_capital);
    let is_part = |i: &usize| is_plain(i) && !scene.is_word(*i, &["to"]) || scene.is_word(*i + 1, REPLIES);
    let reach = if is_led { BEHIND } else { NAMED * usize::from(end == mark) };
    let verbs = (from.max(end.saturating_sub(reach))..end).rev().take_while(is_part);
    let mut verbs = verbs.filter(|&i| scene.is_word(i, REPLIES));
    verbs.find_map(|verb| {
        let to = verb.checked_sub(1).filter(|&i| scene.is_word(i, &["to"]));
        let subject_end = to.unwrap_or_else(|| without_helpers(scene, verb, from));
        Some((run_of(verb, verb + 1), names(subject_end)?))
    })
}

/// Where the words before a verb end, "has" and "then" left out.
fn without_helpers(scene: &Scene<'_>, verb: usize, from: usize) -> usize {
    let helps = |i: &usize| scene.is_word(*i, &["had", "has", "have", "later", "quickly", "then", "would"]);
    (from..verb).rev().take_while(helps).last().unwrap_or(verb)
}

/// The person whose name, with her titles and what is told of her between commas, ends before a token.
fn name_ending(scene: &Scene<'_>, end: usize, from: usize) -> Option<Run> {
    let last = end.checked_sub(1).filter(|&i| i > from)?;
    let persons = |run: Run| scene.entities_in(run).iter().rev().filter(|e| e.kind == EntityKind::Person);
    let name = match scene.word(last) {
        "," => {
            let run = run_of(from.max(last.saturating_sub(APPOSED)), last);
            let is_apposed = |name: &Run| {
                let behind = name.end as usize;
                scene.word(behind) == "," && behind < last && (behind..last).all(|i| !is_verb(scene, i))
            };
            persons(run).map(|e| scene.tokens_of(e)).find(is_apposed)?
        }
        _ => persons(run_of(last, end)).map(|e| scene.tokens_of(e)).find(|name| name.end as usize == end)?,
    };
    let start = (from..name.start as usize).rev().take_while(|&i| scene.is_title(i)).last();
    let start = start.unwrap_or(name.start as usize);
    (start >= from).then(|| run_of(start, end - usize::from(scene.word(last) == ",")))
}

/// Tells whether a quotation is what many shout, what is written somewhere or what something is called.
fn is_nobodys(scene: &Scene<'_>, mark: usize, from: usize) -> bool {
    let last = mark - 1;
    let word = last - usize::from(scene.is_word(last, &[",", ":"]));
    if word < from.max(3) {
        return scene.is_word(word, &["so-called"]);
    }
    let is_voices = scene.is_word(word, &["of"]) && scene.is_word(word - 1, VOICES);
    let named = word - usize::from(scene.is_word(word, &["the"]));
    let is_known = scene.is_word(named, &["as"]) && scene.is_word(named - 1, &["known"]);
    let is_term = scene.is_word(word, TERMS) && scene.is_word(word - 1, &["the"]);
    let is_sign = || (from.max(word.saturating_sub(SIGN))..word).any(|i| scene.is_word(i, SIGNS));
    let is_written = scene.is_word(word, WRITTEN) && is_sign();
    is_voices || is_known || is_term || is_written || scene.is_word(word, NOBODYS)
}

/// Parts what was taken for one source of two reporting words: "said [Ann Roe, the mayor], and [Bo Dell] replied".
pub(crate) fn share(scene: &Scene<'_>, attributions: &mut [Attribution]) {
    if attributions.len() < 2 {
        return;
    }
    let before = |a: &Attribution| Some((a.source?, a.cue?)).filter(|(source, cue)| cue.end <= source.start);
    let lasts: FxHashMap<(u32, u32), usize> = (attributions.iter().enumerate())
        .filter_map(|(n, a)| before(a).map(|(source, _)| ((source.start, source.end), n)))
        .collect();
    for n in 0..attributions.len() {
        let Attribution { source: Some(source), cue: Some(cue), .. } = attributions[n] else { continue };
        let other = lasts.get(&(source.start, source.end)).copied().filter(|_| cue.start >= source.end);
        let joint = |i: &usize| scene.is_word(*i, &["and", "but", "while"]) && scene.word(i - 1) == ",";
        let Some((other, and)) = other.zip(source.range().skip(2).find(joint)) else { continue };
        attributions[other].source = Some(run_of(source.start as usize, and - 1));
        attributions[n].source = Some(run_of(and + 1, source.end as usize)).filter(|s| s.start < s.end);
    }
}
