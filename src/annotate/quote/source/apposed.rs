//! Sources of which the taggers took a part: what stands beside a name ("[his lawyer], Bo Dell, said"), or the
//! end of what is said of it ("Ann Roe, who was asked by [both sides], said").

use crate::annotate::quote::grammar::nouns::DETERMINERS;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::grammar::sentences::OPENERS;
use crate::annotate::quote::link::attribution::Attribution;
use crate::annotate::quote::marks::pairs::Place;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;
use crate::annotate::{EntityKind, EntityMention, date};

/// Most tokens between what somebody is and her name ("former Foreign Minister").
const BETWEEN: usize = 5;
/// Most words of a name that no tagger knows.
const HEAD: usize = 3;
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

/// The source with the name that no tagger knows and that it stands beside, which was taken for words: "Hearthly, [the
/// market leader], says …".
pub(super) fn with_head(scene: &Scene<'_>, source: Run, attribution: &mut Attribution) -> Run {
    let (Some(cue), Some(&head)) = (attribution.cue, attribution.contents.first()) else { return source };
    let (start, end) = (head.start as usize, source.end as usize);
    let opens = start == 0 || scene.sentences[start - 1] != scene.sentences[start];
    let is_name = |i: usize| scene.forms[i].is_capital && scene.is_wordlike(i) && !is_when(scene, i);
    let is_head = opens
        && head.range().len() <= HEAD
        && head.range().all(is_name)
        && head.end + 1 == source.start
        && scene.word(head.end as usize) == ","
        && !scene.is_word(start, OPENERS);
    let is_led = scene.is_word(source.start as usize, DETERMINERS);
    let comma = source.range().find(|&i| scene.word(i) == ",").unwrap_or(end);
    let closes = comma + 1 == cue.start as usize && comma + 1 >= end && scene.word(comma) == ",";
    let is_plain = scene.entities_in(run_of(source.start as usize, comma)).iter().all(|e| e.kind != EntityKind::Person);
    if !is_head || !is_led || !closes || !is_plain || attribution.contents.len() < 2 {
        return source;
    }
    attribution.contents.remove(0);
    run_of(start, end)
}

/// Tells whether a name begins a source that says in small letters, between two commas, what it is: "Hearthly, the market
/// leader,".
pub(super) fn heads(scene: &Scene<'_>, source: Run, name: Run) -> bool {
    let (open, end) = (name.end as usize, source.end as usize);
    let close = [end.saturating_sub(1), end].into_iter().find(|&i| scene.word(i) == "," && i > open);
    let is_led = name.start == source.start && scene.word(open) == "," && scene.is_word(open + 1, DETERMINERS);
    let is_small = |i: usize| scene.word(i) != "," && !scene.forms[i].is_capital;
    is_led && close.is_some_and(|close| close > open + 2 && (open + 1..close).all(is_small))
}

/// Tells whether a word tells when, and names nobody.
fn is_when(scene: &Scene<'_>, token: usize) -> bool {
    let word = scene.word(token);
    date::is_weekday(word) || date::is_month(word)
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
    let is_part = |i: usize| scene.is_title(i) || scene.is_calling(i) || scene.forms[i].is_capital;
    let is_led =
        if first == end && !has_comma { from == first && scene.is_title(end - 1) } else { (first..from).all(is_part) };
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
    let is_before = |i: usize| scene.is_title(i) || i == opening && scene.is_word(i, &["the"]);
    let is_led = from <= opening + BETWEEN && (opening..from).all(is_before);
    let is_name = name.kind != EntityKind::Place && to < start && scene.is_word(to, &[","]);
    let is_told = attribution.contents.iter().any(|c| c.start < source.start && c.end as usize > opening);
    let fits = opens && is_led && is_name && !is_told && !is_joint(start - 1);
    fits.then(|| run_of(opening, end))
}
