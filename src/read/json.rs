//! JSON → articles: an object a line, objects after one another, or an array of objects.
//!
//! Each object is found by its bounds before it is parsed, so that a bad one costs nothing
//! but itself, and neither length nor depth of a file matters.

use std::io;

use super::error::Fault;
use super::input::{Bytes, Input};
use super::lines::{LineLength, Lines};
use super::{Limits, Placed, Problem, keys};

/// The deepest nesting that the parser takes.
const PARSER_DEPTH: usize = 127;

/// Returns how deep a value may be nested.
fn deepest(limits: &Limits) -> usize {
    limits.max_depth.min(PARSER_DEPTH)
}

fn is_too_deep(json: &[u8], limits: &Limits) -> bool {
    let mut state = State::default();
    state.walk(json);
    state.deepest > deepest(limits)
}

/// Reads an object a line.
pub(super) fn lines(input: Input, limits: Limits) -> impl Iterator<Item = Placed> + Send {
    let mut lines = Lines::new(input.bytes, limits.max_line);
    let encoding = input.encoding;
    let (mut n_found, mut ended) = (0u64, false);
    std::iter::from_fn(move || {
        while !ended {
            match lines.advance() {
                Ok(None) => {
                    ended = true;
                    return (n_found == 0).then(|| Err(Fault::Empty.into()));
                }
                Ok(Some(LineLength::TooLong)) => {
                    n_found += 1;
                    let fault = Fault::LineTooLong { limit: limits.max_line };
                    return Some(Err(Problem::at_line(lines.number, lines.start, fault)));
                }
                Ok(Some(LineLength::Fits)) => {
                    let line = without_bom(lines.line()).trim_ascii();
                    if line.is_empty() {
                        continue;
                    }
                    n_found += 1;
                    let found = match is_too_deep(line, &limits) {
                        true => Err(Fault::TooDeep { limit: deepest(&limits) }),
                        false => keys::article(line, encoding, &limits),
                    };
                    let (number, start) = (lines.number, lines.start);
                    return Some(match found {
                        Ok(article) => Ok((article, Some(number), Some(start))),
                        Err(fault) => Err(Problem::at_line(number, start, fault)),
                    });
                }
                Err(error) => {
                    ended = true;
                    return Some(Err(Problem::at_line(lines.number + 1, lines.start, error)));
                }
            }
        }
        None
    })
}

/// Reads the elements of an array, or values that follow one another.
pub(super) fn values(input: Input, limits: Limits) -> impl Iterator<Item = Placed> + Send {
    let encoding = input.encoding;
    let mut scanner = Scanner { bytes: input.bytes, offset: 0, value: Vec::new() };
    let (mut n_found, mut ended) = (0u64, false);
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        match scanner.advance(&limits) {
            Ok(Some(Bounds { start, outcome })) => {
                n_found += 1;
                let found = match outcome {
                    Outcome::Whole => keys::article(without_bom(&scanner.value), encoding, &limits),
                    Outcome::TooLong => Err(Fault::LineTooLong { limit: limits.max_line }),
                    Outcome::TooDeep => Err(Fault::TooDeep { limit: deepest(&limits) }),
                    Outcome::Cut => Err(Fault::Unclosed),
                };
                ended = outcome == Outcome::Cut;
                Some(match found {
                    Ok(article) => Ok((article, None, Some(start))),
                    Err(fault) => Err(Problem::at_byte(start, fault)),
                })
            }
            Ok(None) => {
                ended = true;
                (n_found == 0).then(|| Err(Fault::Empty.into()))
            }
            Err(error) => {
                ended = true;
                Some(Err(Problem::at_byte(scanner.offset, error)))
            }
        }
    })
}

fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Finds where values begin and end; a level of array around them is passed over.
struct Scanner {
    bytes: Bytes,
    offset: u64,
    value: Vec<u8>,
}

struct Bounds {
    start: u64,
    outcome: Outcome,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Whole,
    TooLong,
    TooDeep,
    Cut,
}

/// Where in a value the scanner stands.
#[derive(Default)]
struct State {
    depth: usize,
    deepest: usize,
    in_string: bool,
    escaped: bool,
}

impl Scanner {
    fn advance(&mut self, limits: &Limits) -> io::Result<Option<Bounds>> {
        self.value.clear();
        let Some(start) = self.skip_separators()? else { return Ok(None) };
        let mut state = State::default();
        let mut outcome = Outcome::Whole;
        loop {
            let chunk = self.bytes.fill_buf()?;
            if chunk.is_empty() {
                // A number or word ends with the file; an object or string does not.
                let open = state.depth > 0 || state.in_string;
                return Ok(Some(Bounds { start, outcome: if open { Outcome::Cut } else { outcome } }));
            }
            let (taken, ended) = state.walk(chunk);
            if outcome == Outcome::Whole && self.value.len() + taken > limits.max_line {
                outcome = Outcome::TooLong;
            }
            if outcome == Outcome::Whole && state.deepest > deepest(limits) {
                outcome = Outcome::TooDeep;
            }
            match outcome {
                Outcome::Whole => self.value.extend_from_slice(&chunk[..taken]),
                _ => self.value = Vec::new(),
            }
            self.bytes.consume(taken);
            self.offset += taken as u64;
            if ended {
                return Ok(Some(Bounds { start, outcome }));
            }
        }
    }

    /// Passes over white space, commas and the brackets of the outer array; returns where
    /// the next value begins.
    fn skip_separators(&mut self) -> io::Result<Option<u64>> {
        loop {
            let chunk = self.bytes.fill_buf()?;
            if chunk.is_empty() {
                return Ok(None);
            }
            let between =
                |b: &u8| b.is_ascii_whitespace() || matches!(b, b',' | b'[' | b']' | 0xef | 0xbb | 0xbf | 0x1e);
            let skipped = chunk.iter().take_while(|b| between(b)).count();
            let found = skipped < chunk.len();
            self.bytes.consume(skipped);
            self.offset += skipped as u64;
            if found {
                return Ok(Some(self.offset));
            }
        }
    }
}

impl State {
    /// Walks over a stretch of a value; returns how much of it belongs to the value and
    /// whether the value ends there.
    fn walk(&mut self, chunk: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while let Some(&byte) = chunk.get(at) {
            if self.in_string {
                at += self.walk_string(&chunk[at..]);
                if !self.in_string && self.depth == 0 {
                    return (at, true);
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => {
                    self.depth += 1;
                    self.deepest = self.deepest.max(self.depth);
                }
                b'}' | b']' if self.depth <= 1 => {
                    self.depth = 0;
                    return (at + usize::from(byte == b'}' || at == 0), true);
                }
                b'}' | b']' => self.depth -= 1,
                b',' | b'\n' if self.depth == 0 => return (at, true),
                _ => {}
            }
            at += 1;
        }
        (at, false)
    }

    fn walk_string(&mut self, chunk: &[u8]) -> usize {
        let mut at = 0;
        while at < chunk.len() {
            if self.escaped {
                self.escaped = false;
                at += 1;
                continue;
            }
            let Some(found) = memchr::memchr2(b'"', b'\\', &chunk[at..]) else { return chunk.len() };
            at += found + 1;
            if chunk[at - 1] == b'"' {
                self.in_string = false;
                return at;
            }
            self.escaped = true;
        }
        at
    }
}
