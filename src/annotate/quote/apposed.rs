//! Sources of which the taggers took a part: what stands beside a name ("[his lawyer], Bo Dell, said"), or the
//! end of what is said of it ("Ann Roe, who was asked by [both sides], said").

use super::link::Attribution;
use super::marks::Place;
use super::name::is_title;
use super::scene::{Scene, run_of};
use super::word_set::WordSet;
use crate::annotate::text::Run;
use crate::annotate::{EntityKind, EntityMention};

/// Most tokens between what somebody is and her name ("former Foreign Minister").
const BETWEEN: usize = 5;
/// Most tokens of what is said of a name.
const LONGEST: usize = 40;

/// The source with the name that it is a part of.
pub(super) fn whole(scene: &Scene<'_>, source: Run, attribution: &Attribution) -> Run {
    let Some(cue) = attribution.cue else { return source };
    if scene.entities_in(source).iter().any(|e| e.kind != EntityKind::Place) {
        return source;
    }
    let wider = with_name_behind(scene, source, cue).or_else(|| from_name(scene, source, cue, attribution));
    wider.unwrap_or(source)
}

/// "[Its leader], former Foreign Minister Ann Roe, said", "said [his lawyer], Bo Dell", "[Attorney General] Ann Roe".
fn with_name_behind(scene: &Scene<'_>, source: Run, cue: Run) -> Option<Run> {
    let end = source.end as usize;
    let is_before = source.end <= cue.start;
    let limit = if is_before { cue.start as usize } else { (end + BETWEEN + 2).min(scene.forms.len()) };
    let has_comma = scene.is_word(end - 1, &[","]);
    let first = end + usize::from(!has_comma && scene.is_word(end, &[",", "named"]));
    let name = entity_from(scene, first, limit.min(first + BETWEEN + 1))?;
    let tokens = scene.tokens_of(name);
    let (from, to) = (tokens.start as usize, tokens.end as usize);
    let is_outside =
        |i: usize| scene.marks.places[i] == Place::Outside && scene.sentences[i] == scene.sentences[end - 1];
    let is_somebody = |i: usize| scene.is_calling(i) || scene.is_one_person(i);
    let is_fit =
        name.kind == EntityKind::Person && source.range().any(is_somebody) && to <= limit && (end..to).all(is_outside);
    let is_part = |i: usize| is_title(scene.word(i)) || scene.is_calling(i) || scene.forms[i].is_capital;
    let is_led = if first == end && !has_comma {
        from == first && is_title(scene.word(end - 1))
    } else {
        (first..from).all(is_part)
    };
    let closes = !is_before || to == limit || scene.is_word(limit - 1, &[","]);
    let last = if is_before { limit } else { to };
    (is_fit && is_led && closes).then(|| run_of(source.start as usize, last))
}

/// The first entity that begins between two tokens.
fn entity_from<'a>(scene: &'a Scene<'_>, first: usize, limit: usize) -> Option<&'a EntityMention> {
    let limit = limit.min(scene.forms.len());
    let found = if first < limit { scene.entities_in(run_of(first, limit)) } else { &[] };
    found.iter().find(|e| scene.tokens_of(e).start as usize >= first)
}

/// "Ann Roe, who was asked by [both sides], said": the name that opens the sentence, or what stands behind a
/// quotation, and goes on to a comma before the cue.
fn from_name(scene: &Scene<'_>, source: Run, cue: Run, attribution: &Attribution) -> Option<Run> {
    let (start, end) = (source.start as usize, source.end as usize);
    let comma = if scene.is_word(end - 1, &[","]) { end - 1 } else { end };
    if !scene.is_word(comma, &[","]) || cue.start as usize != comma + 1 || start == 0 {
        return None;
    }
    const JOINTS: &WordSet = &WordSet::of(&[
        "after", "as", "because", "before", "but", "if", "said", "so", "that", "until", "what", "when", "while",
    ]);
    // "Roe, a Democrat, won, and [voters,] …" is another clause.
    let is_joint =
        |i: usize| scene.is_word(i, JOINTS) || scene.is_word(i, &["and", "or"]) && scene.is_word(i - 1, &[","]);
    let sentence = scene.sentences[start];
    let is_break = |i: usize| matches!(scene.word(i), ";" | ":" | "—" | "--");
    let is_inside =
        |i: &usize| scene.sentences[*i] == sentence && scene.marks.places[*i] == Place::Outside && !is_break(*i);
    let opening = (start.saturating_sub(LONGEST)..start).rev().take_while(is_inside).last()?;
    let opens =
        opening == 0 || scene.sentences[opening - 1] != sentence || scene.marks.places[opening - 1] != Place::Outside;
    let name = entity_from(scene, opening, start)?;
    let tokens = scene.tokens_of(name);
    let (from, to) = (tokens.start as usize, tokens.end as usize);
    let is_before = |i: usize| is_title(scene.word(i)) || i == opening && scene.is_word(i, &["the"]);
    let is_led = from <= opening + BETWEEN && (opening..from).all(is_before);
    let is_name = name.kind != EntityKind::Place && to < start && scene.is_word(to, &[","]);
    let is_told = attribution.contents.iter().any(|c| c.start < source.start && c.end as usize > opening);
    let fits = opens && is_led && is_name && !is_told && !is_joint(start - 1);
    fits.then(|| run_of(opening, end))
}
