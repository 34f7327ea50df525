//! "Ann Roe on the flood: “We will wait.”": a name, when, where or of what she spoke, a colon and a quotation. No word
//! reports it, so that the taggers take all before the colon for who speaks, or see nobody.

use super::headed;
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::regions;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::words::writings;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens before the colon.
const REACH: usize = 20;
/// Pieces of what is found that are looked at beside a quotation.
const NEAREST: usize = 4;
/// Words that open what is said of a speech behind a name.
const LINKS: &WordSet = &WordSet::of(&["about", "after", "at", "during", "from", "in", "on", "to", "via", "when"]);
/// Words that open a clause of what she spoke of ("on why she ran").
const CLAUSES: &WordSet = &WordSet::of(&["how", "that", "what", "whether", "which", "who", "why"]);
/// Participles of who was asked, or spoke.
const ASKED: &WordSet = &WordSet::of(&["asked", "interviewed", "pressed", "questioned", "speaking", "writing"]);

/// Gives the quotations behind such colons to who opens the sentence.
pub(crate) fn led(scene: &Scene<'_>, paragraph: Run, attributions: &mut Vec<Attribution>) {
    let colon = |region: Run| (region.start as usize).checked_sub(1).filter(|&i| scene.word(i) == ":");
    let is_opened = |region: Run| {
        let colon = colon(region)?;
        let opener = opener(scene, colon).or_else(|| headed::subject(scene, paragraph, region, colon))?;
        Some((region, run_of(colon, colon + 1), opener))
    };
    let is_led = |region: Run| written(scene, region).or_else(|| is_opened(region)).or_else(|| answered(scene, region));
    let led: Vec<(Run, Run, Run)> = regions(scene, paragraph).into_iter().filter_map(is_led).collect();
    if led.is_empty() {
        return;
    }
    let pieces = attributions.iter().enumerate().flat_map(|(n, a)| a.contents.iter().map(move |&p| (p, n)));
    let mut pieces: Vec<(Run, usize)> = pieces.collect();
    pieces.sort_by_key(|(p, _)| p.start);
    for (region, cue, name) in led {
        let found = Attribution::headed(cue, name, region);
        let before = pieces.partition_point(|(p, _)| p.start < region.end);
        let known = pieces[..before].iter().rev().take(NEAREST).find(|(p, _)| overlap(*p, region) > 0);
        match known {
            Some(&(_, n)) => {
                let mut contents = std::mem::take(&mut attributions[n].contents);
                contents.retain(|p| p.end > region.start);
                contents.iter_mut().for_each(|p| p.start = p.start.max(region.start));
                attributions[n] = Attribution { contents, ..found };
            }
            None => attributions.push(found),
        }
    }
    attributions.retain(|a| !a.contents.is_empty());
}

/// What somebody has to say on a matter.
const SAYINGS: &WordSet = &WordSet::of(&[
    "advice",
    "answer",
    "assessment",
    "conclusion",
    "explanation",
    "line",
    "message",
    "pitch",
    "prediction",
    "reaction",
    "rejoinder",
    "reply",
    "response",
    "retort",
    "solution",
    "spin",
    "take",
    "verdict",
]);

/// A quotation behind "Ann Roe’s answer?", "Ann Roe’s take:" or "Her advice?", with the noun and whose it is.
fn answered(scene: &Scene<'_>, region: Run) -> Option<(Run, Run, Run)> {
    let mark = (region.start as usize).checked_sub(1).filter(|&i| matches!(scene.word(i), "?" | ":"))?;
    let noun = mark.checked_sub(1).filter(|&i| scene.is_word(i, SAYINGS))?;
    let start = scene.text.sentences.get(scene.sentences[noun] as usize)?.start as usize;
    let is_pronoun = start + 1 == noun && scene.is_word(start, &["her", "his", "their"]) && scene.word(mark) == "?";
    let name = || {
        // "Roe’s bottom line".
        let first = if scene.is_word(noun, &["line"]) { noun.checked_sub(1)? } else { noun };
        let end = first.checked_sub(1).filter(|&i| is_possessive(scene, i))?;
        let from = (start..end).find(|&i| !scene.is_title(i))?;
        let name = scene.entities_in(run_of(from, from + 1)).first().map(|e| scene.tokens_of(e))?;
        (name == run_of(from, end)).then_some(run_of(start, end))
    };
    let source = if is_pronoun { run_of(start, noun) } else { name()? };
    Some((region, run_of(noun, mark), source))
}

/// A quotation behind a colon and what somebody wrote or spoke on a tape: "Roe read from a letter by [Bo Dell]: “No.”"
fn written(scene: &Scene<'_>, region: Run) -> Option<(Run, Run, Run)> {
    const OTHERS: &WordSet = &WordSet::of(&["mail", "voicemail", "voice-mail", "recording"]);
    let colon = (region.start as usize).checked_sub(1).filter(|&i| scene.word(i) == ":")?;
    let entity = scene.entities_in(run_of(colon.checked_sub(1)?, colon)).last()?;
    let name = Some(scene.tokens_of(entity)).filter(|name| name.end as usize == colon)?;
    let first = (0..name.start as usize).rev().take_while(|&i| scene.is_title(i)).last();
    let first = first.unwrap_or(name.start as usize);
    let by = first.checked_sub(1).filter(|&i| scene.is_word(i, &["by", "from"]))?;
    let noun = by.checked_sub(1)?;
    let is_document = writings::family_of(&scene.word(noun).to_lowercase()).is_some() || scene.is_word(noun, OTHERS);
    (is_document && entity.kind == EntityKind::Person).then(|| (region, run_of(by, colon), run_of(first, colon)))
}

/// The person who opens the sentence of a colon, with her titles, where nothing is told of her but when, where or of
/// what she spoke.
fn opener(scene: &Scene<'_>, colon: usize) -> Option<Run> {
    let start = scene.text.sentences.get(scene.sentences[colon] as usize)?.start as usize;
    if colon - start > REACH {
        return None;
    }
    let first = (start..colon).find(|&i| !scene.is_title(i))?;
    let persons = scene.entities_in(run_of(start, colon)).iter().filter(|e| e.kind == EntityKind::Person);
    let mut names = persons.map(|e| scene.tokens_of(e));
    let name = names.next()?;
    let behind = name.end as usize;
    // "German chancellor Ann Roe: “…”", "Ann Roe, 60: “…”".
    let is_led = (name.start as usize) > first && is_role(scene, run_of(first, name.start as usize));
    let is_apposed = scene.word(behind) == "," && is_role(scene, run_of(behind + 1, colon));
    if names.next().is_none() && (is_led && behind == colon || is_apposed && (is_led || name.start as usize == first)) {
        return Some(run_of(start, colon));
    }
    let first = if is_led { name.start as usize } else { first };
    let link = behind + usize::from(scene.word(behind) == ",");
    let clause = (link..colon).find(|&i| scene.is_word(i, CLAUSES)).unwrap_or(colon);
    let tells = |i: usize| (reports(scene, i) || i < clause && is_verb(scene, i)) && !scene.is_word(i, ASKED);
    let is_open = name.start as usize == first && link < colon && scene.is_word(link, LINKS);
    (is_open && !(link..colon).any(tells)).then(|| run_of(start, behind))
}

/// Tells whether words say what somebody is, beside a name: "German chancellor", "former Vale striker", "60".
pub(super) fn is_role(scene: &Scene<'_>, words: Run) -> bool {
    const ROLE: usize = 8;
    const BEFORE: &WordSet =
        &WordSet::of(&["acting", "chief", "deputy", "ex", "former", "head", "interim", "retired", "senior", "the"]);
    let is_plain = |i: usize| scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == "-";
    let is_part = |i: usize| is_plain(i) && !is_verb(scene, i) && !reports(scene, i);
    let says = |i: usize| scene.is_calling(i) || scene.is_title(i) || scene.is_word(i, BEFORE);
    let is_age = words.range().len() == 1 && scene.is_wordlike(words.start as usize);
    (1..=ROLE).contains(&words.range().len()) && words.range().all(is_part) && (words.range().any(says) || is_age)
}
