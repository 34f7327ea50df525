//! Does the article write the day before the month? Decided by its own evidence, once, and
//! only when a date such as "7/8/2020" asks for it.

use std::cell::OnceCell;

use super::lexicon::{self, Word};
use crate::annotate::text::{Text, TokenKind};

/// The order of day and month in one article.
pub(super) struct Order<'a> {
    text: &'a Text<'a>,
    day_first: OnceCell<bool>,
}

impl<'a> Order<'a> {
    pub fn new(text: &'a Text<'a>) -> Self {
        Order { text, day_first: OnceCell::new() }
    }

    /// Tells whether the day comes first; the American order where nothing speaks for either.
    pub fn is_day_first(&self) -> bool {
        *self.day_first.get_or_init(|| evidence(self.text) > 0)
    }
}

/// Counts what speaks for the day first (positive) and for the month first (negative). Dates in
/// digits that can be read one way only weigh more than "14 July" and "July 14".
fn evidence(text: &Text<'_>) -> i32 {
    const DIGITS: i32 = 8;
    let number = |i: usize| -> Option<i32> {
        let word = text.tokens.get(i).filter(|token| token.kind == TokenKind::Number).map(|_| text.word(i))?;
        (word.len() <= 2).then(|| word.parse().ok())?
    };
    let is_month = |i: usize| -> bool {
        text.tokens.get(i).is_some_and(|token| token.kind == TokenKind::Word)
            && matches!(
                lexicon::look_up(&text.word(i).trim_end_matches('.').to_lowercase()),
                Word::Month(_) | Word::MonthShort(_)
            )
    };
    let mut sum = 0i32;
    for i in 0..text.tokens.len() {
        let Some(first) = number(i) else { continue };
        let slashed = text.tokens.get(i + 1).is_some() && text.word(i + 1) == "/";
        let weight = match number(i + 2).filter(|_| slashed) {
            Some(second) if first > 12 && (1..=12).contains(&second) => DIGITS,
            Some(second) if second > 12 && (1..=12).contains(&first) => -DIGITS,
            Some(_) => 0,
            None if is_month(i + 1) => 1,
            None if i > 0 && is_month(i - 1) => -1,
            None => 0,
        };
        sum = sum.saturating_add(weight);
    }
    sum
}
