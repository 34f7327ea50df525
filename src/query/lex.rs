//! Query text → tokens with spans. Which words are operators is decided here and only here.

use super::ast::{Clock, Field, Sign, Within};
use super::error::{QueryError, QueryErrorKind};
use super::{foreign, spellings};
use crate::span::Span;

/// The longest query, in characters.
pub(crate) const MAX_CHARS: usize = 10_000;

/// The most words and operators.
pub(crate) const MAX_TOKENS: usize = 2_000;

/// What can stand before a colon.
pub(crate) const FIELD_NAMES: [&str; 15] = [
    "speaker",
    "said",
    "entity",
    "person",
    "org",
    "place",
    "headline",
    "source",
    "byline",
    "section",
    "url",
    "published",
    "about",
    "lead",
    "exact",
];

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum TokenKind {
    Open,
    Close,
    /// The words between quotation marks.
    Phrase(Span),
    Word,
    /// A word with a tolerance; the span is that of the word alone.
    Fuzzy(Span, u8),
    Sign(Sign),
    And,
    Or,
    Not,
    Near(Within),
    Field(Field),
    /// The name behind it is meant whole (`=`).
    Listed,
    Days(Clock),
    Lead,
    Exact,
    AtLeast(u32),
    /// Every passage (`*`).
    Every,
}

/// Cuts a query into tokens.
pub(crate) fn lex(text: &str) -> Result<Vec<Token>, QueryError> {
    if let Some((at, _)) = text.char_indices().nth(MAX_CHARS) {
        let kind = QueryErrorKind::TooLong { limit: MAX_CHARS };
        return Err(QueryError::new(kind, Span::new(at, at), text));
    }
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new() };
    while lexer.step()? {
        if lexer.tokens.len() > MAX_TOKENS {
            let kind = QueryErrorKind::TooManyWords { limit: MAX_TOKENS };
            return Err(QueryError::new(kind, Span::new(lexer.at, lexer.at), text));
        }
    }
    Ok(lexer.tokens)
}

pub(crate) fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || c == '(' || c == ')' || is_double_quote(c)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
}

impl<'a> Lexer<'a> {
    /// Reads one token, or a word with its sign or field; `false` at the end.
    fn step(&mut self) -> Result<bool, QueryError> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        let Some(c) = self.rest().chars().next() else { return Ok(false) };
        let start = self.at;
        if c == '(' || c == ')' {
            self.at += 1;
            self.push(if c == '(' { TokenKind::Open } else { TokenKind::Close }, start);
        } else if is_double_quote(c) {
            self.phrase()?;
        } else if let Some(length) = foreign::range(self.rest()) {
            return self.fail(foreign::RANGE, start, start + length);
        } else {
            self.word()?;
        }
        Ok(true)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        self.tokens.push(Token { kind, span: Span::new(start, self.at) });
    }

    fn fail<T>(&self, kind: QueryErrorKind, start: usize, end: usize) -> Result<T, QueryError> {
        Err(QueryError::new(kind, Span::new(start, end), self.text))
    }

    fn phrase(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        let rest = self.rest();
        let opening = rest.chars().next().map_or(0, char::len_utf8);
        let Some((length, closing)) = rest[opening..].char_indices().find(|(_, c)| is_double_quote(*c)) else {
            return self.fail(QueryErrorKind::UnclosedQuote, start, start + opening);
        };
        let inner = Span::new(start + opening, start + opening + length);
        self.at = inner.end as usize + closing.len_utf8();
        self.push(TokenKind::Phrase(inner), start);
        if self.rest().starts_with('~') {
            let kind = QueryErrorKind::Unsupported {
                what: "a distance after a phrase",
                instead: "write one w/5 two for words within five of each other",
            };
            let end = self.at + self.rest().find(ends_word).unwrap_or(self.rest().len());
            return self.fail(kind, self.at, end);
        }
        Ok(())
    }

    /// Reads what stands between spaces, brackets and quotation marks.
    fn word(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        let rest = self.rest();
        let chunk = &rest[..rest.find(ends_word).unwrap_or(rest.len())];
        if let Some(sign) = self.sign(chunk) {
            self.at += 1;
            self.push(TokenKind::Sign(sign), start);
            return Ok(());
        }
        if let Some(name) = field_name(chunk) {
            self.at += name.len() + 1;
            return self.field(name, start);
        }
        if let Some((name, sign)) = foreign::assigned(chunk) {
            return self.fail(foreign::ASSIGNED, start, start + name.len() + sign.len());
        }
        if let Some((name, nearest)) = spellings::code(chunk) {
            let kind = QueryErrorKind::UnknownField { name: name.to_owned(), nearest: Some(nearest) };
            return self.fail(kind, start, start + name.len() + 1);
        }
        self.at += chunk.len();
        if self.rest().starts_with('(') && spellings::is_segment(chunk) {
            return self.field(chunk, start);
        }
        let kind = self.classify(chunk, start)?;
        if let Some(kind) = kind {
            self.push(kind, start);
        }
        Ok(())
    }

    /// Tells whether the chunk opens with a sign that belongs to what follows.
    fn sign(&self, chunk: &str) -> Option<Sign> {
        let sign = match chunk.chars().next()? {
            '-' => Sign::MustNot,
            '+' => Sign::Must,
            _ => return None,
        };
        let next = self.rest()[1..].chars().next()?;
        let binds = !next.is_whitespace() && next != ')' && (chunk.len() == 1 || has_letter(chunk));
        binds.then_some(sign)
    }

    fn field(&mut self, name: &str, start: usize) -> Result<(), QueryError> {
        let lower = name.to_ascii_lowercase();
        let kind = match lower.as_str() {
            "published" => TokenKind::Days(Clock::Published),
            "about" => TokenKind::Days(Clock::About),
            "lead" => TokenKind::Lead,
            "exact" => TokenKind::Exact,
            lower => match Field::ALL.iter().find(|(known, _)| *known == lower) {
                Some((_, field)) => TokenKind::Field(*field),
                None => {
                    let nearest = spellings::nearest_field(lower);
                    let unknown = QueryErrorKind::UnknownField { name: name.to_owned(), nearest };
                    return self.fail(spellings::whole_text(lower).unwrap_or(unknown), start, self.at);
                }
            },
        };
        self.push(kind, start);
        if matches!(kind, TokenKind::Field(field) if field.is_listed()) && self.rest().starts_with('=') {
            let start = self.at;
            self.at += 1;
            self.push(TokenKind::Listed, start);
        }
        if let TokenKind::Days(_) = kind {
            // The days may hold marks that mean something elsewhere.
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            let (start, rest) = (self.at, self.rest());
            if !rest.starts_with(ends_word) && !rest.is_empty() && foreign::range(rest).is_none() {
                self.at += rest.find(ends_word).unwrap_or(rest.len());
                self.push(TokenKind::Word, start);
            }
        }
        Ok(())
    }

    /// Says what a chunk without sign and field is; `None` for a mark without letters.
    fn classify(&self, chunk: &str, start: usize) -> Result<Option<TokenKind>, QueryError> {
        let end = start + chunk.len();
        let lower = chunk.to_ascii_lowercase();
        let fixed = match lower.as_str() {
            "and" | "&&" => Some(TokenKind::And),
            "or" | "||" | "|" => Some(TokenKind::Or),
            "not" => Some(TokenKind::Not),
            "same" if self.stands_between() => Some(TokenKind::Near(Within::Paragraph)),
            "hlead" | "lead" if self.rest().starts_with('(') => Some(TokenKind::Lead),
            _ => None,
        };
        if fixed.is_some() {
            return Ok(fixed);
        }
        if let Some(near) = spellings::near(&lower) {
            let kind = QueryErrorKind::BadDistance { typed: chunk.to_owned() };
            return near.map_or_else(|| self.fail(kind, start, end), |within| Ok(Some(TokenKind::Near(within))));
        }
        let opens_group = self.rest().starts_with('(') || lower == "near" && foreign::is_call(self.rest());
        if let Some(count) = spellings::count(&lower, opens_group) {
            return match count.parse::<u32>() {
                Ok(count @ 1..=1000) => Ok(Some(TokenKind::AtLeast(count))),
                _ => self.fail(QueryErrorKind::BadCount { typed: chunk.to_owned() }, start, end),
            };
        }
        let bound = spellings::date_bound(self.text.get(..start).unwrap_or(""), &lower);
        if let Some(unsupported) = bound.or_else(|| spellings::unsupported(chunk, opens_group)) {
            return self.fail(unsupported, start, end);
        }
        if chunk.contains('~') {
            return self.fuzzy(chunk, start).map(Some);
        }
        // Behind a word a lone star is more likely to belong to it.
        if matches!(chunk, "*" | "*:*") && start == self.text.len() - self.text.trim_start().len() {
            return Ok(Some(TokenKind::Every));
        }
        if !has_letter(chunk) {
            let only_wild = chunk.contains('*');
            let kind = QueryErrorKind::BadWildcard { typed: chunk.to_owned() };
            return if only_wild { self.fail(kind, start, end) } else { Ok(None) };
        }
        Ok(Some(TokenKind::Word))
    }

    /// Tells whether the word at hand stands between two others: `same` alone, or at an end, is
    /// a word.
    fn stands_between(&self) -> bool {
        let is_operand = matches!(
            self.tokens.last().map(|token| token.kind),
            Some(TokenKind::Word | TokenKind::Close | TokenKind::Phrase(_) | TokenKind::Fuzzy(..))
        );
        is_operand && !self.rest().trim_start().is_empty()
    }

    fn fuzzy(&self, chunk: &str, start: usize) -> Result<TokenKind, QueryError> {
        let parts = chunk.split_once('~').filter(|(word, _)| has_letter(word) && !word.contains(['*', '?']));
        let edits = match parts {
            Some((_, "1")) => 1,
            Some((_, "2")) => 2,
            _ => return self.fail(QueryErrorKind::BadFuzzy { typed: chunk.to_owned() }, start, start + chunk.len()),
        };
        let length = parts.map_or(0, |(word, _)| word.len());
        Ok(TokenKind::Fuzzy(Span::new(start, start + length), edits))
    }
}

pub(super) fn has_letter(chunk: &str) -> bool {
    chunk.chars().any(char::is_alphanumeric)
}

pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Returns the name before a colon, where the colon is one of a field: letters before it,
/// and not an address (`http://…`).
fn field_name(chunk: &str) -> Option<&str> {
    let (name, value) = chunk.split_once(':')?;
    let is_name = name.starts_with(|c: char| c.is_alphabetic())
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, '_' | '-'));
    (is_name && !value.starts_with("//")).then_some(name)
}
