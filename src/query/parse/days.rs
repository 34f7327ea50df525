//! Days behind `published:` and `about:`, one period or several in brackets.

use super::Parser;
use crate::query::ast::{Clock, Node, NodeKind};
use crate::query::error::{QueryError, QueryErrorKind};
use crate::query::foreign;
use crate::query::lex::{Token, TokenKind};
use crate::query::shape::cover;
use crate::span::Span;
use crate::when;

impl Parser<'_> {
    /// Reads days in brackets: any of them, with OR between.
    fn any_days(&mut self, clock: Clock, operator: Span, open: Span) -> Result<Node, QueryError> {
        let mut parts = vec![self.days(clock, operator)?];
        loop {
            match self.next() {
                Some(Token { kind: TokenKind::Or, .. }) => parts.push(self.days(clock, operator)?),
                Some(Token { kind: TokenKind::Close, span }) => {
                    return Ok(Node::new(NodeKind::Or(parts), cover(operator, span)));
                }
                Some(token) => return self.fail(QueryErrorKind::UnclosedGroup, token.span),
                None => return self.fail(QueryErrorKind::UnclosedGroup, open),
            }
        }
    }

    /// Reads the days behind `operator`: one word, a phrase, or several in brackets. What stands for days
    /// in other languages (`>=2020-05`, `2020-05 TO 2020-07`) is refused as such.
    pub(super) fn days(&mut self, clock: Clock, operator: Span) -> Result<Node, QueryError> {
        if self.field.is_some() {
            let inner = self.typed(operator).to_owned();
            return self.fail(QueryErrorKind::NestedField { inner }, operator);
        }
        let (span, typed) = match self.next() {
            Some(Token { kind: TokenKind::Word, span }) => (span, self.typed(span)),
            Some(Token { kind: TokenKind::Phrase(inner), span }) => (span, self.typed(inner)),
            Some(Token { kind: TokenKind::Open, span }) => {
                return self.deeper(span, |p| p.any_days(clock, operator, span));
            }
            _ => return self.missing(operator, "after"),
        };
        match when::parse(typed, self.today) {
            Ok(period) => {
                self.check_second_day(span)?;
                let span = Span::new(operator.start as usize, span.end as usize);
                Ok(Node::new(NodeKind::Days { clock, typed: typed.trim().to_owned(), period }, span))
            }
            Err(_) if foreign::comparison(typed).is_some() => self.fail(foreign::COMPARISON, span),
            Err(error) => self.fail(QueryErrorKind::BadDate(error), span),
        }
    }

    /// Refuses a range in words: its second day would be a word to look for.
    fn check_second_day(&self, first: Span) -> Result<(), QueryError> {
        let rest = self.text.get(first.end as usize..).unwrap_or("");
        match foreign::second_day(rest).filter(|(_, day)| when::parse(day, self.today).is_ok()) {
            Some((length, _)) => {
                self.fail(foreign::RANGE, Span::new(first.start as usize, first.end as usize + length))
            }
            None => Ok(()),
        }
    }
}
