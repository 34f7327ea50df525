//! Tokens → syntax tree.
//!
//! ```text
//! either  = list { OR list }
//! list    = clause { [AND] clause }
//! clause  = [ "+" | "-" | NOT ] near
//! near    = part { ( w/5 | pre/5 | w/s | w/p ) part }
//! part    = "(" either ")" | "phrase" | word | word~1
//!         | field: part | speaker:="name" | published: days | published:( days { OR days } )
//!         | about: days | lead: part | exact: part
//!         | atleast3(either)
//!         | "*" (at the start)
//! ```
//!
//! So distances bind strongest, then words side by side and AND, then OR.

mod days;

use jiff::civil::Date;

use super::ast::{Node, NodeKind, Sign, Word, WordKind};
use super::error::{QueryError, QueryErrorKind};
use super::lex::{Token, TokenKind, lex};
use super::shape::{beside_field, cover, hull, make_exact, misplaced, required};
use super::{repair, words};
use crate::span::Span;
use crate::terms;

/// The deepest nesting; trees are walked by recursion.
const MAX_DEPTH: usize = 50;

/// Reads a query; an error comes with a repair where one is found.
pub(crate) fn parse(text: &str, today: Date) -> Result<Node, QueryError> {
    read(text, today).map_err(|error| repair::with_repair(error, text, |fixed| read(fixed, today).err()))
}

/// Reads a text as plain words, whatever marks it holds.
pub(crate) fn plain_words(text: &str) -> Node {
    let mut clauses = Vec::new();
    terms::tokenize(text, |term| {
        if term.text == terms::POSSESSIVE {
            return;
        }
        let word =
            Word { typed: term.span.of(text).to_owned(), pieces: vec![term.text.to_owned()], kind: WordKind::Stemmed };
        clauses.push((Sign::Plain, Node::new(NodeKind::Word(word), term.span)));
    });
    Node::new(NodeKind::List(clauses), Span::new(0, text.len()))
}

fn read(text: &str, today: Date) -> Result<Node, QueryError> {
    let tokens = lex(text)?;
    if tokens.is_empty() {
        return Err(QueryError::new(QueryErrorKind::Empty, Span::new(0, text.len()), text));
    }
    let mut parser = Parser { text, tokens, at: 0, depth: 0, field: None, today };
    let tree = parser.either()?;
    match parser.peek() {
        Some(token) => parser.fail(QueryErrorKind::UnmatchedClose, token.span),
        None => Ok(tree),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// The field whose part is being read.
    field: Option<Span>,
    today: Date,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.peek();
        self.at += usize::from(token.is_some());
        token
    }

    fn typed(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    fn fail<T>(&self, kind: QueryErrorKind, span: Span) -> Result<T, QueryError> {
        Err(QueryError::new(kind, span, self.text))
    }

    fn missing<T>(&self, operator: Span, side: &'static str) -> Result<T, QueryError> {
        let operator_typed = self.typed(operator).trim_end().to_owned();
        self.fail(QueryErrorKind::MissingOperand { operator: operator_typed, side }, operator)
    }

    /// Runs `read` one level deeper.
    fn deeper<T>(
        &mut self,
        span: Span,
        read: impl FnOnce(&mut Self) -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        if self.depth >= MAX_DEPTH {
            return self.fail(QueryErrorKind::TooDeep { limit: MAX_DEPTH }, span);
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn either(&mut self) -> Result<Node, QueryError> {
        let mut parts = vec![self.list()?];
        while let Some(Token { kind: TokenKind::Or, span }) = self.peek() {
            self.at += 1;
            if !self.starts_clause() {
                return self.missing(span, "after");
            }
            parts.push(self.list()?);
        }
        if parts.len() == 1 {
            return Ok(parts.swap_remove(0));
        }
        let span = hull(&parts);
        Ok(Node::new(NodeKind::Or(parts), span))
    }

    /// Tells whether the next token can open a clause.
    fn starts_clause(&self) -> bool {
        let kind = self.peek().map(|t| t.kind);
        !matches!(kind, None | Some(TokenKind::Close | TokenKind::And | TokenKind::Or | TokenKind::Near(_)))
    }

    fn list(&mut self) -> Result<Node, QueryError> {
        let mut clauses: Vec<(Sign, Node)> = Vec::new();
        let mut joined: Option<Span> = None;
        loop {
            match self.peek() {
                Some(Token { kind: TokenKind::And, span }) => {
                    if clauses.is_empty() || joined.is_some() {
                        return self.missing(span, "before");
                    }
                    self.at += 1;
                    joined = Some(span);
                }
                Some(Token { kind: TokenKind::Or | TokenKind::Near(_), span })
                    if clauses.is_empty() || joined.is_some() =>
                {
                    return self.missing(span, "before");
                }
                Some(token) if self.starts_clause() => {
                    let (mut sign, node) = self.clause(token)?;
                    if joined.take().is_some() {
                        sign = required(sign);
                        if let Some((before, _)) = clauses.last_mut() {
                            *before = required(*before);
                        }
                    }
                    clauses.push((sign, node));
                }
                _ => break,
            }
        }
        if let Some(span) = joined {
            return self.missing(span, "after");
        }
        self.close_list(clauses)
    }

    /// Makes a node of the clauses of a list: one alone needs no list.
    fn close_list(&self, mut clauses: Vec<(Sign, Node)>) -> Result<Node, QueryError> {
        if clauses.len() > 1 {
            let span = hull(clauses.iter().map(|(_, node)| node));
            return Ok(Node::new(NodeKind::List(clauses), span));
        }
        match clauses.pop() {
            Some((Sign::MustNot, node)) => {
                let span = node.span;
                Ok(Node::new(NodeKind::Not(Box::new(node)), span))
            }
            Some((_, node)) => Ok(node),
            // The caller saw a token that opens no clause: a closing bracket.
            None => self.fail(QueryErrorKind::UnmatchedClose, self.peek().map(|t| t.span).unwrap_or_default()),
        }
    }

    fn clause(&mut self, first: Token) -> Result<(Sign, Node), QueryError> {
        let sign = match first.kind {
            TokenKind::Sign(sign) => sign,
            TokenKind::Not => Sign::MustNot,
            _ => return Ok((Sign::Plain, self.near()?)),
        };
        self.at += 1;
        if let Some(Token { kind: TokenKind::Near(_), span }) = self.peek() {
            let kind = QueryErrorKind::Unsupported {
                what: "an excluded distance",
                instead: "write one -(one w/5 two) for passages with the one but never near the two",
            };
            return self.fail(kind, Span::new(first.span.start as usize, span.end as usize));
        }
        let repeats = matches!(self.peek().map(|t| t.kind), Some(TokenKind::Sign(_) | TokenKind::Not));
        if repeats || !self.starts_clause() {
            return self.missing(first.span, "after");
        }
        let node = self.near()?;
        Ok((sign, node))
    }

    fn near(&mut self) -> Result<Node, QueryError> {
        let mut left = self.part()?;
        let mut links = 0;
        while let Some(Token { kind: TokenKind::Near(within), span }) = self.peek() {
            self.at += 1;
            links += 1;
            if self.depth + links > MAX_DEPTH {
                return self.fail(QueryErrorKind::TooDeep { limit: MAX_DEPTH }, span);
            }
            if !self.starts_clause() {
                return self.missing(span, "after");
            }
            if let Some(Token { kind: TokenKind::Sign(_) | TokenKind::Not, .. }) = self.peek() {
                let kind = QueryErrorKind::NotNear { part: "an excluded word", operator: self.typed(span).to_owned() };
                return self.fail(kind, span);
            }
            let right = self.part()?;
            left = match beside_field(left, right, within) {
                Ok(joined) => joined,
                Err(parts) => {
                    let (left, right) = *parts;
                    self.check_near(&left, span)?;
                    self.check_near(&right, span)?;
                    let whole = cover(left.span, right.span);
                    Node::new(NodeKind::Near { left: Box::new(left), right: Box::new(right), within }, whole)
                }
            };
        }
        Ok(left)
    }

    fn check_near(&self, node: &Node, operator: Span) -> Result<(), QueryError> {
        match misplaced(node) {
            Some(part) => {
                let kind = QueryErrorKind::NotNear { part, operator: self.typed(operator).to_owned() };
                self.fail(kind, operator)
            }
            None => Ok(()),
        }
    }

    fn part(&mut self) -> Result<Node, QueryError> {
        let Some(token) = self.next() else {
            return self.fail(QueryErrorKind::Empty, Span::new(self.text.len(), self.text.len()));
        };
        match token.kind {
            TokenKind::Open => self.deeper(token.span, |p| p.group(token.span)),
            TokenKind::Phrase(inner) => self.phrase(token.span, inner),
            TokenKind::Word => self.word(token.span, token.span, WordKind::Stemmed),
            TokenKind::Fuzzy(word, edits) => self.word(token.span, word, WordKind::Fuzzy(edits)),
            TokenKind::Days(clock) => self.days(clock, token.span),
            TokenKind::Every => Ok(Node::new(NodeKind::Every, token.span)),
            TokenKind::Field(field) => {
                let inner = self.inside(token.span)?;
                let span = cover(token.span, inner.span);
                Ok(Node::new(NodeKind::Field { field, inner: Box::new(inner) }, span))
            }
            TokenKind::Listed => self.listed(token.span),
            TokenKind::Lead => {
                let inner = self.inside(token.span)?;
                let span = cover(token.span, inner.span);
                Ok(Node::new(NodeKind::Lead(Box::new(inner)), span))
            }
            TokenKind::Exact => {
                let mut inner = self.operand(token.span)?;
                make_exact(&mut inner);
                Ok(inner)
            }
            TokenKind::AtLeast(count) => {
                let inner = self.operand(token.span)?;
                self.check_near(&inner, token.span)?;
                let span = cover(token.span, inner.span);
                Ok(Node::new(NodeKind::AtLeast { count, inner: Box::new(inner) }, span))
            }
            TokenKind::Sign(_) | TokenKind::Not => self.missing(token.span, "before"),
            TokenKind::And | TokenKind::Or | TokenKind::Near(_) => self.missing(token.span, "before"),
            TokenKind::Close => self.fail(QueryErrorKind::UnmatchedClose, token.span),
        }
    }

    fn group(&mut self, open: Span) -> Result<Node, QueryError> {
        if let Some(Token { kind: TokenKind::Close, span }) = self.peek() {
            return self.fail(QueryErrorKind::EmptyGroup, Span::new(open.start as usize, span.end as usize));
        }
        if self.peek().is_none() {
            return self.fail(QueryErrorKind::UnclosedGroup, open);
        }
        let mut inner = self.either()?;
        match self.next() {
            Some(Token { kind: TokenKind::Close, span }) => {
                inner.span = Span::new(open.start as usize, span.end as usize);
                Ok(inner)
            }
            _ => self.fail(QueryErrorKind::UnclosedGroup, open),
        }
    }

    /// Reads what an operator before it works on.
    fn operand(&mut self, operator: Span) -> Result<Node, QueryError> {
        let sign = matches!(self.peek().map(|t| t.kind), Some(TokenKind::Sign(_) | TokenKind::Not));
        if sign || !self.starts_clause() {
            return self.missing(operator, "after");
        }
        self.deeper(operator, Self::part)
    }

    /// Reads the part of a field; fields do not nest.
    fn inside(&mut self, operator: Span) -> Result<Node, QueryError> {
        if self.field.is_some() {
            let inner = self.typed(operator).to_owned();
            return self.fail(QueryErrorKind::NestedField { inner }, operator);
        }
        self.field = Some(operator);
        let inner = self.operand(operator);
        self.field = None;
        inner
    }

    fn phrase(&self, span: Span, inner: Span) -> Result<Node, QueryError> {
        let typed = self.typed(inner).to_owned();
        let pieces = words::pieces(&typed);
        if pieces.is_empty() {
            return self.fail(QueryErrorKind::EmptyPhrase, span);
        }
        self.check_wildcards(&pieces, span)?;
        Ok(Node::new(NodeKind::Phrase { typed, pieces }, span))
    }

    /// Reads a name that is meant whole.
    fn listed(&mut self, mark: Span) -> Result<Node, QueryError> {
        let (span, name) = match self.next() {
            Some(Token { kind: TokenKind::Word, span }) => (span, self.typed(span)),
            Some(Token { kind: TokenKind::Phrase(inner), span }) => (span, self.typed(inner)),
            _ => return self.missing(mark, "after"),
        };
        if terms::name_key(name).is_empty() {
            return self.fail(QueryErrorKind::EmptyPhrase, span);
        }
        Ok(Node::new(NodeKind::Listed(name.trim().to_owned()), cover(mark, span)))
    }

    fn word(&self, span: Span, word: Span, kind: WordKind) -> Result<Node, QueryError> {
        let typed = self.typed(word);
        let mut pieces = match words::truncated(typed) {
            Some(stump) if kind == WordKind::Stemmed => words::pieces(&format!("{stump}*")),
            _ => words::pieces(typed),
        };
        // A word meets its possessive and the other way round; a phrase keeps them apart.
        pieces.retain(|piece| piece != terms::POSSESSIVE);
        self.check_wildcards(&pieces, span)?;
        // A letter without any folded form stands for itself.
        let pieces = if pieces.is_empty() { vec![typed.to_lowercase()] } else { pieces };
        if kind != WordKind::Stemmed && pieces.len() > 1 {
            return self.fail(QueryErrorKind::BadFuzzy { typed: self.typed(span).to_owned() }, span);
        }
        Ok(Node::new(NodeKind::Word(Word { typed: typed.to_owned(), pieces, kind }), span))
    }

    fn check_wildcards(&self, pieces: &[String], span: Span) -> Result<(), QueryError> {
        let is_bare = |piece: &String| piece.chars().all(|c| matches!(c, '*' | '?'));
        match pieces.iter().find(|p| is_bare(p)) {
            Some(_) => self.fail(QueryErrorKind::BadWildcard { typed: self.typed(span).to_owned() }, span),
            None => Ok(()),
        }
    }
}
