//! Bodies whose flights, trains and projects have numbers: "[Vale Air] Flight 208".

use super::tag::Tagged;
use crate::annotate::text::{Text, TokenKind};

/// Ends a body's name before what of its has a number: "[Vale Air] Flight 208".
pub(super) fn end_before(text: &Text<'_>, name: &mut Tagged) {
    const NUMBERED: &[&str] = &["Flight", "Project", "Train"];
    let end = name.tokens.end as usize;
    let is_numbered = text.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Number);
    if is_numbered && name.tokens.range().len() > 1 && NUMBERED.contains(&text.word(end - 1)) {
        name.tokens.end -= 1;
    }
}
