//! What is set against what is said: "would not say who it was, [but the door was open]", "[The pier is shut,] but Roe
//! said it would open", "…, [but he did not give figures]".

use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, n_words, run_of};
use crate::annotate::quote::grammar::verbs::{is_verb, reports};
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::words::stem::stem;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Leaves out what stands before "but" and who says only what follows: "The pier is shut, but Roe said it would open".
pub(crate) fn without_before(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let Some(but) = source.start.checked_sub(1).filter(|&i| scene.is_word(i as usize, &["but"])) else { return };
    let is_behind = |piece: &Run| piece.start >= cue.end;
    let is_plain = |piece: &Run| is_unquoted(scene, *piece);
    if source.end <= cue.start
        && attribution.contents.iter().any(is_behind)
        && attribution.contents.iter().all(is_plain)
    {
        attribution.contents.retain(|piece| piece.end > but);
    }
}

/// Ends what is not said before what is told instead ("would not say who it was, [but the door was open]"), and what is
/// promised before what was done ("promised to go [but had to stay]"), and what is told before what somebody leaves open.
pub(crate) fn until(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let Some(piece) = attribution.contents.iter_mut().find(|p| p.start == cue.end) else { return };
    let start = piece.start as usize;
    if !is_unquoted(scene, *piece) {
        return;
    }
    let is_open = scene.is_word(start, &["how", "if", "what", "when", "whether", "which", "who", "why"]);
    let is_negated = (cue.start.saturating_sub(4)..cue.end).any(|i| scene.is_word(i as usize, NEGATIONS));
    let is_finite = |i: usize| scene.is_word(i, FINITE);
    let ends = |i: usize| match scene.word(i) {
        "," => is_open && is_negated && scene.is_word(i + 1, &["but"]),
        "and" | "but" => scene.is_word(start, &["to"]) && is_finite(i + 1),
        _ => false,
    };
    if let Some(end) = piece.range().skip(2).find(|&i| ends(i) || is_refusal(scene, i)) {
        *piece = run_of(start, end);
    }
}

/// Tells whether what somebody leaves open begins at a comma or "but": "…, but he did not give any figures".
fn is_refusal(scene: &Scene<'_>, token: usize) -> bool {
    const TELLS: &WordSet = &WordSet::of(&[
        "comment", "detail", "disclos", "elaborat", "explain", "giv", "identif", "nam", "provid", "say", "specif",
        "tell",
    ]);
    let but = token + usize::from(scene.word(token) == ",");
    let begins = scene.is_word(but, &["but"]) || but > token && scene.is_word(but, &["although", "though"]);
    if !begins {
        return false;
    }
    let verb = but + 1 + usize::from(scene.is_word(but + 1, &["he", "it", "she", "they"]));
    let tells = |i: usize| TELLS.contains(&&*stem(&scene.word(i).to_lowercase()));
    let not = scene.is_word(verb, &["did", "would"]) && scene.is_word(verb + 1, &["not"]);
    let declines = scene.is_word(verb, &["declined", "refused"]) && scene.is_word(verb + 1, &["to"]);
    // "But could give no details".
    let gives = verb + usize::from(scene.is_word(verb, &["could", "would"]));
    let gives_no = scene.is_word(gives, &["gave", "give", "offered", "offer", "provided", "provide"])
        && scene.is_word(gives + 1, &["no"]);
    not && tells(verb + 2)
        || declines
        || gives_no
        || scene.is_word(verb, &["didn't", "didn’t", "wouldn't", "wouldn’t"]) && tells(verb + 1)
}

/// Leaves out what somebody does besides, behind a clause that tells who says what stands before it: "The fire is out, Roe
/// said, [and she thanked the crews]".
pub(crate) fn without_second(scene: &Scene<'_>, attribution: &mut Attribution) {
    let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { return };
    let (start, end) = (cue.start.min(source.start), cue.end.max(source.end));
    let is_second = |piece: &Run| {
        let first = piece.start as usize;
        let joins = scene.is_word(first, &["and", "but", "though", "although"]);
        let subject = scene.is_word(first + 1, &["he", "she", "they"]);
        let does = scene.is_word(first + 2, SECOND) || is_refusal(scene, first);
        joins && subject && does && piece.start == end + 1 && is_unquoted(scene, *piece)
    };
    if attribution.contents.iter().any(|piece| piece.end <= start) {
        attribution.contents.retain(|piece| !is_second(piece));
    }
}

/// Where what somebody said ends before what she did besides, and that: "said growth was slow[ and warned of reprisals]".
/// Behind "had" both may be told of somebody else.
pub(super) fn after_second(
    scene: &Scene<'_>,
    piece: Run,
    (own, source): (Option<Run>, Option<Run>),
) -> Option<(usize, Attribution)> {
    const SAYS: &WordSet = &WordSet::of(&["said", "told", "reported", "added"]);
    const STATES: &WordSet = &WordSet::of(&["are", "could", "is", "should", "was", "were", "will", "would"]);
    let own = own.filter(|own| own.end == piece.start && is_unquoted(scene, piece))?;
    let says = own.range().any(|i| scene.is_word(i, SAYS));
    let verb = piece.range().find(|&i| is_verb(scene, i)).filter(|&i| says && scene.is_word(i, STATES))?;
    let goes_on = |i: usize| scene.is_word(i, &["and", "but"]) && scene.is_word(i + 1, SECOND);
    let and = piece.range().find(|&i| i > verb + 1 && goes_on(i))?;
    let is_one = !(verb + 1..and).any(|i| is_verb(scene, i) && !scene.is_word(i, STATES));
    let content = run_of(and + 2, piece.end as usize);
    let other = Attribution::by_rule(run_of(and + 1, and + 2), source?, content);
    let end = and - usize::from(scene.word(and - 1) == ",");
    (is_one && n_words(scene, content) > 1).then_some((end, other))
}

/// What somebody does besides saying something.
const SECOND: &WordSet = &WordSet::of(&[
    "accused",
    "apologised",
    "apologized",
    "appealed",
    "blamed",
    "called",
    "challenged",
    "condemned",
    "criticised",
    "criticized",
    "demanded",
    "denied",
    "dismissed",
    "ordered",
    "pledged",
    "praised",
    "predicted",
    "promised",
    "proposed",
    "refused",
    "rejected",
    "said",
    "thanked",
    "threatened",
    "urged",
    "vowed",
    "warned",
]);

/// Words that tell what somebody does not say.
const NEGATIONS: &WordSet = &WordSet::of(&["not", "n't", "n’t", "never", "neither", "declined", "refused"]);

/// Verbs that no infinitive goes on with.
const FINITE: &WordSet = &WordSet::of(&[
    "became", "can", "could", "did", "does", "has", "had", "is", "may", "said", "says", "was", "went", "were", "will",
    "would",
]);

/// Where what somebody would not say ends, and what she said instead: "would not name him[ but said that he was old]".
pub(super) fn after_refusal(
    scene: &Scene<'_>,
    piece: Run,
    (own, source): (Option<Run>, Option<Run>),
) -> Option<(usize, Attribution)> {
    let own = own.filter(|own| own.end == piece.start && is_unquoted(scene, piece))?;
    let is_negated = own.range().any(|i| scene.is_word(i, NEGATIONS));
    let is_said = |i: usize| scene.is_word(i, &["said", "says", "added", "noted"]) && reports(scene, i);
    let but = piece.range().skip(1).find(|&i| scene.is_word(i, &["but"]) && is_said(i + 1))?;
    let end = but - usize::from(scene.word(but - 1) == ",");
    let is_plain = (piece.start as usize..end).all(|i| !scene.kinds[i].is_finite());
    let content = run_of(but + 2, piece.end as usize);
    let other = Attribution::by_rule(run_of(but + 1, but + 2), source?, content);
    let fits = (is_negated || is_plain) && end > piece.start as usize && n_words(scene, content) > 2;
    fits.then_some((end, other))
}
