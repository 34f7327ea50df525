//! Somebody without a name who answers in the sentence of a quotation: "“We are working,” Roe said, and a man in the
//! back called out, [“Work harder!”]"
//!
//! The taggers join the two quotations as if the same spoke. A joint, a subject of its own and its verb before the second
//! one show that somebody else does.

use super::replies::REPLIES;
use crate::annotate::quote::grammar::nouns::{DETERMINERS, is_possessive};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::subjects::may_end_who;
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens of who answers, and from the verb to the quotation.
const WHO: usize = 12;
const REST: usize = 5;
/// Words behind which the sentence goes on with another subject.
const JOINTS: &WordSet = &WordSet::of(&["and", "but", "so"]);
/// Those that begin a clause beside the first one.
const LINKS: &WordSet = &WordSet::of(&["after", "as", "before", "until", "when", "while"]);
/// Participles whose object does what stands behind "to".
const LEADS: &WordSet = &WordSet::of(&["causing", "leading", "prompting", "provoking"]);
/// Words that are no new subject, or may mean who spoke before.
const PRONOUNS: &WordSet = &WordSet::of(&["he", "i", "it", "she", "that", "then", "they", "this", "we", "who", "you"]);
/// Words for somebody that no article goes before.
const SOMEBODY: &WordSet =
    &WordSet::of(&["another", "both", "everybody", "everyone", "others", "several", "somebody", "someone", "two"]);
const HELPERS: &WordSet = &WordSet::of(&["had", "has", "have", "later", "quickly", "then", "would"]);
/// Verbs of breaking in that report nothing elsewhere.
const BREAKS: &WordSet = &WordSet::of(&["barked", "broke", "chimed", "cried", "fired", "heckled", "piped", "sang"]);

/// The verb before a quotation and its subject, between who spoke first and there.
pub(super) fn other(scene: &Scene<'_>, mark: usize, from: usize) -> Option<(Run, Run)> {
    let is_capital = (mark..mark + 3).find(|&i| scene.is_wordlike(i)).is_some_and(|i| scene.forms[i].is_capital);
    let is_inside = |i: &usize| scene.marks.region_of(*i).is_none();
    let reach = mark.saturating_sub(WHO + REST + 2).max(from)..mark;
    if !is_capital {
        return None;
    }
    reach.rev().take_while(is_inside).find_map(|joint| {
        let is_main = scene.is_word(joint, JOINTS) || scene.is_word(joint, &["which"]) && joined_by_to(scene, joint);
        let is_led = scene.is_word(joint, LEADS);
        let is_beside = scene.is_word(joint, LINKS);
        if !is_main && !is_led && !is_beside {
            return None;
        }
        let (verb, who) = answer(scene, joint + 1, mark)?;
        let says = says(scene, verb.start as usize);
        let is_to = scene.is_word(verb.start as usize - 1, &["to"]);
        let is_who = || who.range().any(|i| may_end_who(scene, i));
        // "And her voice broke".
        let first = who.start as usize;
        let is_owned = scene.is_word(first, &["her", "his", "its", "their"]);
        if is_owned && !who.range().skip(1).any(|i| may_end_who(scene, i)) {
            return None;
        }
        let fits = is_to == is_led && (says || is_main && is_who() || scene.word(mark - 1) == ":");
        fits.then_some((verb, who))
    })
}

/// "To which".
fn joined_by_to(scene: &Scene<'_>, which: usize) -> bool {
    which > 0 && scene.is_word(which - 1, &["to"])
}

/// Tells whether a verb may stand before what somebody says.
pub(super) fn says(scene: &Scene<'_>, verb: usize) -> bool {
    scene.is_word(verb, REPLIES) || scene.is_word(verb, BREAKS) || reports(scene, verb)
}

/// The verb right before a quotation and a comma or colon, and its subject, a noun phrase that begins at a token.
pub(super) fn answer(scene: &Scene<'_>, first: usize, mark: usize) -> Option<(Run, Run)> {
    let lead = mark.checked_sub(1).filter(|&i| matches!(scene.word(i), "," | ":") && i > first)?;
    // "Called back".
    let is_particle = |i: usize| scene.is_word(i, &["back", "down", "in", "off", "out", "up"]);
    let is_finite = |i: usize| is_verb(scene, i) && !is_possessive(scene, i) || says(scene, i);
    let does = |i: &usize| is_finite(*i) && !is_particle(*i);
    let verb = (lead.saturating_sub(REST).max(first + 1)..lead).rev().find(does)?;
    let to = verb.checked_sub(1).filter(|&i| scene.is_word(i, &["to"]));
    let helped = (first..verb).rev().take_while(|&i| scene.is_word(i, HELPERS)).last();
    let end = to.or(helped).unwrap_or(verb);
    let is_part = |i: usize| {
        (scene.is_wordlike(i) || is_possessive(scene, i) || scene.word(i) == "-")
            && !scene.is_word(i, PRONOUNS)
            && !scene.is_word(i, JOINTS)
            && !scene.is_word(i, LINKS)
    };
    let begins = scene.is_word(first, DETERMINERS)
        || scene.is_word(first, SOMEBODY)
        || scene.is_word(first, &["one"])
        || scene.forms.get(first).is_some_and(|form| form.is_capital)
        || scene.kinds.get(first).is_some_and(|kind| kind.speaks());
    let fits = begins && end > first && end - first <= WHO && (first..end).all(is_part);
    fits.then(|| (run_of(verb, verb + 1), run_of(first, end)))
}
