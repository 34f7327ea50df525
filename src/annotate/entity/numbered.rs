//! Names before a number: bodies whose flights, trains and projects have numbers ("[Vale Air] Flight 208"), persons who
//! speak on a date ("said [Roe] August 3").

use super::tag::Tagged;
use crate::annotate::EntityKind;
use crate::annotate::date::is_month;
use crate::annotate::text::{Text, TokenKind};

/// Ends a body's name before what of its has a number, "[Vale Air] Flight 208", and a person's before a date.
pub(super) fn end_before(text: &Text<'_>, name: &mut Tagged) {
    const NUMBERED: &[&str] = &["Flight", "Project", "Train"];
    let is_of_it = |word: &str| if name.kind == EntityKind::Person { is_month(word) } else { NUMBERED.contains(&word) };
    let end = name.tokens.end as usize;
    let is_numbered = text.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Number);
    if is_numbered && name.tokens.range().len() > 1 && is_of_it(text.word(end - 1)) {
        name.tokens.end -= 1;
    }
}
