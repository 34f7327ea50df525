//! "Ann Roe heard the driver say, “…”", "Video shows Kemp telling an officer, “…”": who is heard speaks, not who hears.

use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::quotations::regions;
use crate::annotate::quote::grammar::scene::{Scene, overlap, run_of};
use crate::annotate::quote::grammar::verbs::is_verb;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of who is heard, and of whom that one tells.
const HEARD: usize = 8;
const ADDRESSEE: usize = 6;
/// Attributions that are looked at beside a quotation.
const NEAREST: usize = 4;
/// Verbs of hearing, and what recordings do.
const HEARS: &WordSet = &WordSet::of(&[
    "captured",
    "captures",
    "caught",
    "hear",
    "heard",
    "hears",
    "overheard",
    "recorded",
    "show",
    "showed",
    "shows",
]);
/// What is heard.
const SAYS: &WordSet = &WordSet::of(&[
    "ask",
    "asking",
    "say",
    "saying",
    "scream",
    "screaming",
    "shout",
    "shouting",
    "tell",
    "telling",
    "yell",
    "yelling",
]);

/// Takes who hears, or what shows it, off who speaks.
pub(crate) fn without_hearer(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let says = cue.end as usize - 1;
    if !scene.is_word(says, SAYS) || source.end > cue.end {
        return;
    }
    if let Some(heard) = heard(scene, says).filter(|heard| heard.start > source.start) {
        let is_inside = source.end == heard.end || cue.start < heard.start;
        if is_inside && source.end >= heard.start.min(cue.start) {
            (attribution.source, attribution.cue) = (Some(heard), Some(run_of(says, says + 1)));
        }
    }
}

/// Finds the quotations of a paragraph that such a clause leads and nothing else is known of.
pub(crate) fn passed_over(scene: &Scene<'_>, paragraph: Run, found: &[Attribution]) -> Vec<Attribution> {
    let led: Vec<Attribution> = regions(scene, paragraph).into_iter().filter_map(|r| led(scene, r)).collect();
    if led.is_empty() {
        return led;
    }
    let mut pieces: Vec<Run> = found.iter().flat_map(|a| &a.contents).copied().collect();
    pieces.sort_by_key(|piece| piece.start);
    let is_free = |other: &Attribution| {
        let region = other.contents[0];
        let before = pieces.partition_point(|piece| piece.start < region.end);
        pieces[..before].iter().rev().take(NEAREST).all(|piece| overlap(*piece, region) == 0)
    };
    led.into_iter().filter(is_free).collect()
}

/// A quotation behind "heard Kemp say," or "shows Kemp telling an officer,".
fn led(scene: &Scene<'_>, region: Run) -> Option<Attribution> {
    let lead = (region.start as usize).checked_sub(1).filter(|&i| matches!(scene.word(i), "," | ":"))?;
    let is_part = |i: &usize| scene.is_wordlike(*i) || is_possessive(scene, *i);
    let words = (lead.saturating_sub(ADDRESSEE)..lead).rev().take_while(is_part);
    let says = words.into_iter().find(|&i| scene.is_word(i, SAYS))?;
    let is_addressee = says + 1 == lead || scene.is_word(says, &["ask", "asking", "tell", "telling"]);
    let heard = heard(scene, says).filter(|_| is_addressee)?;
    Some(Attribution::by_rule(run_of(says, says + 1), heard, region))
}

/// Who stands between a verb of hearing and what is heard of her.
fn heard(scene: &Scene<'_>, says: usize) -> Option<Run> {
    let is_part = |i: &usize| scene.is_wordlike(*i) || is_possessive(scene, *i);
    let words = (says.saturating_sub(HEARD)..says).rev().take_while(is_part);
    let verb = words.into_iter().find(|&i| scene.is_word(i, HEARS))?;
    let is_who = verb + 1 < says && !(verb + 1..says).any(|i| is_verb(scene, i) || scene.is_word(i, &["that", "to"]));
    let is_one = scene.sentences[verb] == scene.sentences[says] && scene.marks.region_of(verb).is_none();
    // "Heard on a microphone telling", "who heard directly from Roe say", "recorded as saying".
    let is_led = (verb + 1..says).any(|i| scene.is_word(i, &["about", "as", "by", "from", "in", "on", "who"]));
    (is_who && is_one && !is_led).then(|| run_of(verb + 1, says))
}
