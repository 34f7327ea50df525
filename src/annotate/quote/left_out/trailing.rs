//! "The bridge is shut, officials said Friday as crews cleared the road": what was going on while it was said is no part
//! of what was said.

use crate::annotate::date;
use crate::annotate::quote::grammar::finite::is_finite;
use crate::annotate::quote::grammar::quotations::is_unquoted;
use crate::annotate::quote::grammar::scene::{Scene, n_words, run_of};
use crate::annotate::quote::grammar::subjects::may_end_who;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::tagger::cells::STRONG;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens between the reporting word and such a clause, of the clause before it and of a sentence.
const REST: usize = 9;
const SENTENCE: usize = 120;
/// Fewest words of what is said.
const CLAUSE: usize = 3;
/// Words that begin such a clause without a comma.
const LINKS: &WordSet = &WordSet::of(&["after", "amid", "as", "before", "when", "while"]);
/// Participles behind a comma that report nothing, whatever follows, or where "no" does.
const DOING: &WordSet = &WordSet::of(&[
    "clutching",
    "gesturing",
    "grinning",
    "holding",
    "laughing",
    "nodding",
    "ordering",
    "pointing",
    "posting",
    "releasing",
    "shaking",
    "shrugging",
    "sighing",
    "smiling",
    "sobbing",
    "wiping",
]);
const GIVING: &WordSet = &WordSet::of(&["giving", "offering", "providing"]);
/// What narrators say of the effect of words, or compare them with.
const EFFECTS: &WordSet =
    &WordSet::of(&["contrasting", "dealing", "drawing", "echoing", "prompting", "sparking", "triggering"]);
/// Others of effect, behind who said the words before.
const FURTHER: &WordSet = &WordSet::of(&[
    "dashing",
    "defying",
    "ending",
    "fueling",
    "fuelling",
    "pushing",
    "raising",
    "sending",
    "signaling",
    "signalling",
]);
/// Units of time before "after" or "before".
const TIMES: &WordSet =
    &WordSet::of(&["day", "days", "hour", "hours", "minutes", "month", "months", "week", "weeks", "year", "years"]);

/// Leaves out what stands behind who said the words before a comma, and what belongs to that alone.
pub(crate) fn leave_out(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.filter(|cue| tells(scene, *cue)) else { return };
    let Some(&sentence) = scene.text.sentences.get(scene.sentences[cue.start as usize] as usize) else { return };
    if sentence.range().len() > SENTENCE {
        return;
    }
    let is_trailing = |piece: &Run| {
        let is_here = piece.start >= cue.end && piece.end <= sentence.end;
        let is_plain = is_unquoted(scene, *piece) && !piece.range().any(|i| scene.word(i) == ",");
        is_here && is_plain && begins(scene, cue, piece.start as usize)
    };
    let Some(at) = attribution.contents.iter().position(is_trailing) else { return };
    // "Both sides, Roe said before she left, had …".
    let is_clause = |piece: &Run| n_words(scene, *piece) >= CLAUSE;
    let is_said = |piece: &Run| piece.start >= sentence.start && piece.end <= cue.start && is_clause(piece);
    if attribution.contents.iter().any(is_said) {
        if is_closed(scene, attribution, cue) {
            let first = attribution.contents[at].start;
            attribution.contents.retain(|piece| piece.start < first || piece.start >= sentence.end);
        }
    } else if let [_] = attribution.contents[..]
        && let Some((words, source)) = swallowed(scene, attribution, sentence, cue)
    {
        (attribution.contents, attribution.source) = (vec![words], Some(source));
    }
}

/// Ends what somebody says with the narrator's participle behind it: "said he would stay[, drawing cheers]".
pub(crate) fn until_effect(scene: &Scene<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.filter(|cue| tells(scene, *cue)) else { return };
    let number = scene.sentences[cue.start as usize];
    let Some(piece) = attribution.contents.iter_mut().find(|piece| piece.start >= cue.end) else { return };
    let is_here = |i: usize| scene.sentences.get(i) == Some(&number) && scene.marks.region_of(i).is_none();
    // "Said it was “a sham,” drawing cheers" has its comma inside.
    let closes = |i: usize| {
        let is_end = scene.marks.region_of(i).is_some_and(|region| region.end as usize == i + 1);
        is_end && i > 0 && scene.word(i - 1) == ","
    };
    let ends = |&i: &usize| {
        let is_effect = scene.is_word(i + 1, EFFECTS) && is_here(i + 1);
        is_effect && (closes(i) || scene.word(i) == "," && is_here(i))
    };
    let end = piece.range().skip(1).find(ends).map(|i| i + usize::from(scene.word(i) != ","));
    piece.end = end.map_or(piece.end, |end| end as u32);
}

/// Tells whether a cue is a word that reports speech more often than not.
fn tells(scene: &Scene<'_>, cue: Run) -> bool {
    let is_passive = cue.range().any(|i| scene.is_word(i, &["by"]));
    !is_passive && cue.range().any(|i| scene.kinds[i].is_finite() && scene.forms[i].cue_rank > STRONG)
}

/// Tells whether the words end right before who says them and the reporting word.
fn is_closed(scene: &Scene<'_>, attribution: &Attribution, cue: Run) -> bool {
    let first = attribution.source.map_or(cue.start, |source| source.start.min(cue.start));
    let before = (first as usize).checked_sub(1);
    before.is_some_and(|i| scene.word(i) == "," || scene.marks.region_of(i).is_some())
}

/// Tells whether a clause that only tells when something was said begins at a token, or right before it.
fn begins(scene: &Scene<'_>, cue: Run, token: usize) -> bool {
    let link = if scene.is_word(token, LINKS) { token } else { token.saturating_sub(1) };
    let rest = run_of(cue.end as usize, link.max(cue.end as usize));
    let is_rest = rest.range().len() <= REST && rest.range().all(|i| scene.is_wordlike(i));
    if scene.is_word(link, LINKS) && link >= cue.end as usize {
        return is_rest;
    }
    let comma = token.saturating_sub(1);
    let is_next = scene.word(comma) == "," && comma >= cue.end as usize && comma - cue.end as usize <= REST;
    let gives_nothing = scene.is_word(token, GIVING) && scene.is_word(token + 1, &["few", "little", "no"]);
    // "Said Sunday, a day after the fire".
    let is_day = || (cue.end as usize - 1..comma).any(|i| date::is_weekday(scene.word(i)));
    let is_later = || {
        let noun = (token..token + 3).find(|&i| scene.is_word(i, TIMES));
        noun.is_some_and(|noun| scene.is_word(noun + 1, &["after", "before"]))
    };
    let is_effect = scene.is_word(token, EFFECTS) || scene.is_word(token, FURTHER);
    is_next && (is_effect || scene.is_word(token, DOING) || gives_nothing || is_day() && is_later())
}

/// The words and who says them, where the taggers took both for the source: "[The bridge is shut, a pilot] said Friday
/// as …".
fn swallowed(scene: &Scene<'_>, attribution: &Attribution, sentence: Run, cue: Run) -> Option<(Run, Run)> {
    let source = attribution.source.filter(|source| source.end <= cue.start && source.start == sentence.start)?;
    let comma = source.range().rev().find(|&i| scene.word(i) == ",")?;
    let words = run_of(source.start as usize, comma);
    let has_verb = words.range().any(|i| is_finite(scene, i));
    let who = run_of(comma + 1, source.end as usize);
    let fits = has_verb && who.start < who.end && may_end_who(scene, who.end as usize - 1);
    (fits && !who.range().any(|i| is_finite(scene, i))).then_some((words, who))
}
