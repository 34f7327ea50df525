//! The tokens of one sentence, read against the lexicon: what all rules look at.
//!
//! Hyphenated words fall apart here ("mid-July", "third-quarter"), so that a rule sees the
//! same words however they are joined.

use super::lexicon::{self, Part, Verb, Word};
use crate::annotate::text::{Run, Text, TokenKind};
use crate::span::Span;

/// One word, number or mark with its reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexeme {
    pub start: u32,
    pub end: u32,
    pub word: Word,
    /// White space precedes it.
    pub spaced: bool,
    /// It begins with a capital letter.
    pub capital: bool,
    /// It ends in a full stop of its own ("Sept.").
    pub stop: bool,
}

/// The words of one sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'a> {
    source: &'a str,
    lexemes: &'a [Lexeme],
}

impl<'a> Sentence<'a> {
    pub fn new(source: &'a str, lexemes: &'a [Lexeme]) -> Self {
        Sentence { source, lexemes }
    }

    pub fn len(&self) -> usize {
        self.lexemes.len()
    }

    /// The reading of word `i`; [`Word::Other`] past either end.
    pub fn word(&self, i: usize) -> Word {
        self.lexemes.get(i).map_or(Word::Other, |lexeme| lexeme.word)
    }

    /// The reading of the word `n` before `i`; [`Word::Stop`] where the sentence begins.
    pub fn before(&self, i: usize, n: usize) -> Word {
        i.checked_sub(n).map_or(Word::Stop, |at| self.word(at))
    }

    pub fn is_capital(&self, i: usize) -> bool {
        self.lexemes.get(i).is_some_and(|lexeme| lexeme.capital)
    }

    pub fn has_stop(&self, i: usize) -> bool {
        self.lexemes.get(i).is_some_and(|lexeme| lexeme.stop)
    }

    /// Tells whether white space precedes word `i`; a sentence's end counts as space.
    pub fn is_spaced(&self, i: usize) -> bool {
        self.lexemes.get(i).is_none_or(|lexeme| lexeme.spaced)
    }

    pub fn text(&self, i: usize) -> &'a str {
        self.lexemes.get(i).and_then(|l| self.source.get(l.start as usize..l.end as usize)).unwrap_or("")
    }

    /// Compares a word with a lower-cased one.
    pub fn is(&self, i: usize, lower: &str) -> bool {
        self.text(i).eq_ignore_ascii_case(lower)
    }

    /// The span of words `start..end`.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        let first = self.lexemes.get(start)?;
        let last = self.lexemes.get(end.checked_sub(1)?)?;
        // "EST" is no abbreviation with a stop of its own: the stop ends the sentence.
        let end = last.end - u32::from(last.word == Word::Zone && last.stop);
        Some(Span { start: first.start, end })
    }
}

/// Reads the tokens of a sentence into `lexemes`; tells whether any could open an expression.
pub(super) fn lex(text: &Text<'_>, run: Run, lexemes: &mut Vec<Lexeme>) -> bool {
    lexemes.clear();
    let mut opens = false;
    for token in text.tokens.get(run.range()).unwrap_or_default() {
        let word = token.span.of(text.source);
        let (start, spaced) = (token.span.start, token.spaced);
        match token.kind {
            TokenKind::Word if word.len() > 3 && word.as_bytes().contains(&b'-') => {
                split_at_hyphens(word, start, spaced, lexemes);
                opens = true;
            }
            kind => {
                let lexeme = read(word, kind, start, spaced);
                opens |= !matches!(lexeme.word, Word::Other | Word::The | Word::Comma | Word::Stop | Word::Quote);
                lexemes.push(lexeme);
            }
        }
    }
    opens
}

fn split_at_hyphens(word: &str, start: u32, spaced: bool, lexemes: &mut Vec<Lexeme>) {
    let mut at = 0;
    for (n, part) in word.split('-').enumerate() {
        if n > 0 {
            let end = start + at as u32;
            lexemes.push(Lexeme {
                start: end - 1,
                end,
                word: Word::Hyphen,
                spaced: false,
                capital: false,
                stop: false,
            });
        }
        let kind = if part.starts_with(|c: char| c.is_ascii_digit()) { TokenKind::Number } else { TokenKind::Word };
        lexemes.push(read(part, kind, start + at as u32, spaced && n == 0));
        at += part.len() + 1;
    }
}

fn read(word: &str, kind: TokenKind, start: u32, spaced: bool) -> Lexeme {
    let first = word.as_bytes().first().copied().unwrap_or(0);
    let bare = word.strip_suffix('.').unwrap_or(word);
    let reading = match kind {
        TokenKind::Word => read_word(bare),
        TokenKind::Number => read_number(word),
        TokenKind::Possessive => Word::Possessive,
        TokenKind::Quote => Word::Quote,
        TokenKind::Mark => read_mark(word),
    };
    Lexeme {
        start,
        end: start + word.len() as u32,
        word: reading,
        spaced,
        capital: first.is_ascii_uppercase(),
        stop: bare.len() < word.len(),
    }
}

fn read_word(word: &str) -> Word {
    let mut buffer = [0u8; 16];
    if !word.is_ascii() {
        // "we’ll", "won’t", "o’clock"
        return match word.split_once('’') {
            Some((head, tail)) if word.len() <= buffer.len() && head.is_ascii() && tail.is_ascii() => {
                read_word(&[head, tail].join("'"))
            }
            _ => Word::Other,
        };
    }
    if word.len() > buffer.len() {
        return Word::Other;
    }
    let buffer = &mut buffer[..word.len()];
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    if buffer.len() > lexicon::LONGEST {
        return if buffer.ends_with(b"ed") { Word::Verb(Verb::Ed) } else { Word::Other };
    }
    std::str::from_utf8(buffer).map_or(Word::Other, lexicon::look_up)
}

/// Reads digits with what may hang on them: "14", "14th", "1980s", "9:30", "5pm", "1,200", "2.5".
fn read_number(word: &str) -> Word {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 6 {
        return Word::Other;
    }
    let (head, rest) = word.split_at(digits);
    let Ok(n) = head.parse::<i32>() else { return Word::Other };
    match rest {
        "" => Word::Int(n),
        "st" | "nd" | "rd" | "th" if n <= 31 => Word::Ordinal(n),
        "s" if n % 10 == 0 && (digits == 4 || digits == 2) => Word::Tens(n),
        "am" | "pm" if (1..=12).contains(&n) => Word::ClockPm(half_day(n, rest == "pm") * 60),
        _ => read_compound(n, rest),
    }
}

fn read_compound(n: i32, rest: &str) -> Word {
    let small = |text: &str, length| (text.len() == length).then(|| text.parse::<i32>().ok())?;
    if let Some(minutes) = rest.strip_prefix(':') {
        let (minutes, suffix) = minutes.split_at_checked(2).unwrap_or((minutes, ""));
        return match (small(minutes, 2), suffix) {
            (Some(m), "") if n <= 24 && m < 60 => Word::Clock(n * 60 + m),
            (Some(m), "am" | "pm") if (1..=12).contains(&n) && m < 60 => {
                Word::ClockPm(half_day(n, suffix == "pm") * 60 + m)
            }
            _ => Word::Other,
        };
    }
    if let Some(tenth) = rest.strip_prefix('.') {
        if tenth.contains('.') {
            return Word::Dotted;
        }
        // "1.30pm"
        if let Some((minutes, suffix @ ("am" | "pm"))) = tenth.split_at_checked(2) {
            let minutes = small(minutes, 2).filter(|&m| (1..=12).contains(&n) && m < 60);
            return minutes.map_or(Word::Other, |m| Word::ClockPm(half_day(n, suffix == "pm") * 60 + m));
        }
        return small(tenth, 1).map_or(Word::Other, |t| Word::Tenths(n * 10 + t));
    }
    match rest.strip_prefix(',').and_then(|thousands| small(thousands, 3)) {
        Some(thousands) if n < 1000 => Word::Int(n * 1000 + thousands),
        _ => Word::Other,
    }
}

fn half_day(hour: i32, afternoon: bool) -> i32 {
    hour % 12 + if afternoon { 12 } else { 0 }
}

fn read_mark(word: &str) -> Word {
    match word {
        "," | ";" => Word::Comma,
        ":" => Word::Colon,
        "-" | "–" | "‑" => Word::Hyphen,
        "--" | "—" | "_" => Word::Dash,
        "/" => Word::Slash,
        "$" | "£" | "€" | "#" => Word::Dollar,
        "%" => Word::Percent,
        "(" | "[" => Word::Open,
        _ => Word::Stop,
    }
}

impl Part {
    /// The TIMEX3 code of the part.
    pub fn code(self) -> &'static str {
        match self {
            Part::Morning => "TMO",
            Part::Afternoon => "TAF",
            Part::Evening => "TEV",
            Part::Night => "TNI",
        }
    }
}
