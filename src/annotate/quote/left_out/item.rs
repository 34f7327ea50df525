//! "• The pier is shut, Roe said", "08:12 Schools will close, the council says": the bullet, number or time that an item
//! of a list or of a live report begins with is no part of what is said, nor of who says it.

use crate::annotate::date::{is_month, is_weekday};
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::text::{Run, TokenKind};

/// What stands before an item of a list.
const BULLETS: &[&str] = &["•", "*", "·", "▪", "‣", "●", "-", "–", "—"];
/// What stands behind a time of day.
const DAYTIMES: &[&str] = &["a.m.", "am", "bst", "cet", "est", "et", "gmt", "p.m.", "pm", "pt"];

/// Where the words of a paragraph begin behind a bullet, number or time.
pub(crate) fn begin(scene: &Scene<'_>, paragraph: Run) -> Option<usize> {
    let start = paragraph.start as usize;
    let is_number =
        scene.word(start).starts_with(|c: char| c.is_ascii_digit()) && matches!(scene.word(start + 1), "." | ")");
    if is_number {
        return Some(start + 2);
    }
    if BULLETS.contains(&scene.word(start)) {
        return Some(start + 1);
    }
    time(scene, run_of(start, paragraph.end as usize))
}

/// Where a sentence begins behind the time of day that opens a paragraph: "08:12 Schools", "[9.40am] “We".
fn time(scene: &Scene<'_>, words: Run) -> Option<usize> {
    let start = words.start as usize;
    let clock = start + usize::from(scene.word(start) == "[");
    if !is_clock(scene.text.tokens.get(clock)?.kind, scene.word(clock)) {
        return None;
    }
    let mut next = clock + 1;
    for closes in [DAYTIMES, DAYTIMES, &["]"], &["-", "–", "—", "|", ":"]] {
        next += usize::from(next < words.end as usize && scene.is_word(next, closes));
    }
    let begins = scene.forms.get(next).is_some_and(|form| form.is_capital) || scene.marks.region_of(next).is_some();
    // "9:30 Monday is too early.", "9:30 May 3 would do."
    let is_number = |i: usize| scene.text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    let is_day = is_weekday(scene.word(next)) || is_month(scene.word(next)) && is_number(next + 1);
    (next < words.end as usize && begins && !is_day).then_some(next)
}

/// Tells whether a number is a time of day: "08:12", "9.40am".
fn is_clock(kind: TokenKind, word: &str) -> bool {
    let Some((hours, rest)) = word.split_once([':', '.']).filter(|_| kind == TokenKind::Number) else { return false };
    let digits = rest.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_noted = word.contains(':') || rest.len() > digits.len();
    let is_hours = hours.parse::<u8>().is_ok_and(|hours| hours < 24);
    is_hours && is_noted && digits.len() == 2 && digits.parse::<u8>().is_ok_and(|minutes| minutes < 60)
}
