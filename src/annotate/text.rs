//! One reading of an article's text: paragraphs, sentences and tokens, shared by all annotators.
//!
//! Tokens follow what news annotation needs: `U.S.`, `Inc.` and `J.` keep their full stop,
//! the possessive `'s` stands alone, `D-Ohio` and `14-16` are split, every mark is a token, and so
//! is a ticker (`<VALE.L>`).
//! Sentences never cross a paragraph. Linear time, any input.

mod sentences;

use self::sentences::Abbreviations;
use crate::passage;
use crate::span::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with digits, hyphens, full stops or apostrophes inside.
    Word,
    /// Digits, perhaps with separators inside ("1,200", "3.5", "2020").
    Number,
    /// The possessive ending `'s` or `'`.
    Possessive,
    /// A quotation mark of any kind, single marks included.
    Quote,
    /// Any other mark.
    Mark,
}

/// A word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether white space precedes it (or the paragraph begins).
    pub spaced: bool,
}

/// A run of items, by index: `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Run {
    /// Index of the first item.
    pub start: u32,
    /// Index after the last item.
    pub end: u32,
}

impl Run {
    /// Returns the run as a range that slices a list.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text with its paragraphs, sentences and tokens.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    /// The text itself.
    pub source: &'a str,
    /// Paragraphs, which are the passages of the article.
    pub paragraphs: Vec<Span>,
    /// For each paragraph its run of sentences.
    pub paragraph_sentences: Vec<Run>,
    /// For each sentence its run of tokens.
    pub sentences: Vec<Run>,
    /// All tokens in text order.
    pub tokens: Vec<Token>,
    pub(super) abbreviations: Abbreviations,
}

impl<'a> Text<'a> {
    /// Reads `source` once.
    pub fn new(source: &'a str) -> Self {
        Self::read(source, Abbreviations::All)
    }

    /// Reads an article from which quotes are learnt.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn as_learnt(source: &'a str) -> Self {
        Self::read(source, Abbreviations::AsLearnt)
    }

    /// Reads the same text in other letters.
    pub(crate) fn in_letters<'b>(&self, source: &'b str) -> Text<'b> {
        Text::read(source, self.abbreviations)
    }

    fn read(source: &'a str, abbreviations: Abbreviations) -> Self {
        let paragraphs = passage::split(source);
        let mut text = Text {
            source,
            paragraph_sentences: Vec::with_capacity(paragraphs.len()),
            sentences: Vec::new(),
            tokens: Vec::with_capacity(source.len() / 5),
            paragraphs,
            abbreviations,
        };
        for i in 0..text.paragraphs.len() {
            let first_token = text.tokens.len();
            tokenize(source, text.paragraphs[i], &mut text.tokens);
            let start = text.sentences.len() as u32;
            sentences::split(source, &text.tokens, first_token, abbreviations, &mut text.sentences);
            text.paragraph_sentences.push(Run { start, end: text.sentences.len() as u32 });
        }
        text
    }

    /// Returns the words of token `i`.
    pub fn word(&self, i: usize) -> &'a str {
        &self.source[self.tokens[i].span.range()]
    }

    /// Returns the span from the first to the last token of a run, or `None` if it is empty.
    pub fn span_of(&self, run: Run) -> Option<Span> {
        let tokens = self.tokens.get(run.range())?;
        Some(Span { start: tokens.first()?.span.start, end: tokens.last()?.span.end })
    }

    /// Returns the tokens of a paragraph as one run.
    pub fn paragraph_tokens(&self, paragraph: usize) -> Run {
        let sentences = &self.sentences[self.paragraph_sentences[paragraph].range()];
        match (sentences.first(), sentences.last()) {
            (Some(first), Some(last)) => Run { start: first.start, end: last.end },
            _ => Run::default(),
        }
    }

    /// Returns the index of the first token that ends after byte `at`.
    pub fn token_at(&self, at: u32) -> usize {
        self.tokens.partition_point(|t| t.span.end <= at)
    }
}

/// Tells whether `c` is one of the marks that open or close quoted words.
pub fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '\''
            | '`'
            | '´'
            | '＂'
            | '〝'
            | '〞'
    )
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '´' | '`')
}

fn tokenize(source: &str, paragraph: Span, tokens: &mut Vec<Token>) {
    let end = paragraph.end as usize;
    let mut at = paragraph.start as usize;
    let mut spaced = true;
    while at < end {
        let Some(c) = source[at..end].chars().next() else { break };
        if c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' {
            at += c.len_utf8();
            spaced = true;
            continue;
        }
        let (length, kind) = if c.is_alphabetic() || is_combining(c) || matches!(c, '@' | '#') {
            word(source, at, end)
        } else if c.is_numeric() {
            number(source, at, end)
        } else {
            mark(source, at, end, c, spaced)
        };
        tokens.push(Token { span: Span::new(at, at + length), kind, spaced });
        at += length;
        spaced = false;
    }
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A word from `at`: letters and digits; an apostrophe or hyphen between letters; the full
/// stops of initials and of known abbreviations.
fn word(source: &str, at: usize, end: usize) -> (usize, TokenKind) {
    let text = &source[at..end];
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    // Most words are letters and a blank or comma.
    if plain > 0 && text.as_bytes().get(plain).is_none_or(|next| b" ,;:!?)\"\n".contains(next)) {
        return (plain, TokenKind::Word);
    }
    let mut length = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let goes_on =
            c.is_alphanumeric() || is_combining(c) || c == '_' || (i == 0 && next.is_some_and(char::is_alphanumeric));
        let joins = next.is_some_and(char::is_alphanumeric)
            && i > 0
            && match c {
                '-' | '‑' | '\u{ad}' => !splits_at_hyphen(&text[..i], next),
                '&' => true,
                '.' => joins_at_stop(text, i, next),
                _ if is_apostrophe(c) => !is_possessive(&text[i..]),
                _ => false,
            };
        if !(goes_on || joins) {
            break;
        }
        length = i + c.len_utf8();
    }
    if length == 0 {
        let first = text.chars().next().map_or(1, char::len_utf8);
        return (first, TokenKind::Mark);
    }
    if text[length..].starts_with('.') && keeps_full_stop(&text[..length]) {
        length += 1;
    }
    (length, TokenKind::Word)
}

/// Party and state ("D-Ohio", "R-Ala."): one capital, a hyphen, another capital.
fn splits_at_hyphen(before: &str, next: Option<char>) -> bool {
    let mut chars = before.chars();
    let single = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    single && next.is_some_and(char::is_uppercase)
}

/// A stop inside a word: initials ("U.S.A", "J.R."), domains ("example.com").
fn joins_at_stop(text: &str, stop: usize, next: Option<char>) -> bool {
    let before = &text[..stop];
    let part = before.rsplit('.').next().unwrap_or(before);
    let one = part.chars().count() == 1;
    let upper = part.chars().all(char::is_uppercase);
    if one {
        return upper == next.is_some_and(char::is_uppercase) || before.contains('.');
    }
    next.is_some_and(|c| c.is_lowercase() || c.is_numeric()) && part.chars().all(|c| c.is_lowercase() || c.is_numeric())
}

fn is_possessive(from_mark: &str) -> bool {
    let mut chars = from_mark.chars();
    chars.next();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

fn keeps_full_stop(word: &str) -> bool {
    let letters = word.chars().filter(|&c| c != '.').count();
    let single = word.chars().count() == 1 && word.chars().all(|c| c.is_uppercase() && c != 'I');
    single
        || (word.contains('.') && letters <= 4 && word.split('.').all(|p| p.chars().count() == 1))
        || is_abbreviation(word)
}

/// Abbreviations that end in a full stop without ending the sentence, lower-cased.
pub fn is_abbreviation(word: &str) -> bool {
    let mut buffer = [0u8; 8];
    let Some(lower) = buffer.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let Ok(lower) = std::str::from_utf8(lower) else { return false };
    if AMBIGUOUS.contains(&lower) {
        return word.starts_with(char::is_uppercase);
    }
    ABBREVIATIONS.binary_search(&lower).is_ok()
}

/// Words of their own when written in lower case ("no", "mass", "sun").
const AMBIGUOUS: &[&str] =
    &["mass", "miss", "wash", "ore", "ark", "ill", "ind", "cal", "mar", "sun", "sat", "rep", "gen", "col", "no"];

const ABBREVIATIONS: &[&str] = &[
    "adm", "ala", "apr", "ariz", "assn", "asst", "atty", "aug", "ave", "bldg", "blvd", "bros", "calif", "capt", "cmdr",
    "co", "colo", "comdr", "conn", "corp", "cpl", "dec", "del", "dept", "det", "dist", "dr", "esq", "est", "etc",
    "feb", "fla", "fri", "ft", "ga", "gov", "govs", "hon", "hwy", "inc", "insp", "jan", "jr", "jul", "jun", "kan",
    "ky", "la", "lt", "ltd", "maj", "md", "messrs", "mich", "minn", "mo", "mon", "mont", "mr", "mrs", "ms", "msgr",
    "mt", "neb", "nev", "nov", "oct", "okla", "pa", "ph", "pl", "prof", "pt", "pvt", "rd", "reps", "rev", "sen",
    "sens", "sep", "sept", "sgt", "spc", "sr", "ssgt", "st", "ste", "supt", "tenn", "tex", "thu", "thurs", "tue",
    "tues", "univ", "va", "vs", "vt", "wed", "wis", "wyo",
];

/// Digits with separators inside, an ordinal or unit ending attached ("14th", "1980s", "5pm").
fn number(source: &str, at: usize, end: usize) -> (usize, TokenKind) {
    let text = &source[at..end];
    let mut length = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next_digit = chars.peek().is_some_and(|&(_, n)| n.is_numeric());
        if !(c.is_alphanumeric() || (matches!(c, ',' | '.' | ':') && next_digit)) {
            break;
        }
        length = i + c.len_utf8();
    }
    let kind = if text[..length].ends_with(|c: char| c.is_alphabetic())
        && !text[..length].starts_with(|c: char| c.is_ascii_digit())
    {
        TokenKind::Word
    } else {
        TokenKind::Number
    };
    (length, kind)
}

/// The length of a ticker in angle brackets, as wires write it behind a company's name ("<VALE.L>").
fn ticker(text: &str) -> Option<usize> {
    const LONGEST: usize = 12;
    let is_code = |b: &u8| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'.';
    let code = text.bytes().skip(1).take(LONGEST).take_while(is_code).count();
    (code > 0 && text.as_bytes().get(code + 1) == Some(&b'>')).then_some(code + 2)
}

fn mark(source: &str, at: usize, end: usize, c: char, spaced: bool) -> (usize, TokenKind) {
    let text = &source[at..end];
    if is_apostrophe(c) && !spaced {
        if is_possessive(text) {
            return (c.len_utf8() + 1, TokenKind::Possessive);
        }
        let after_s = source[..at].ends_with(['s', 'S', 'z', 'x']);
        let then_word = text[c.len_utf8()..].starts_with(' ');
        if c != '`' && after_s && then_word && matches!(c, '\'' | '’') {
            return (c.len_utf8(), TokenKind::Possessive);
        }
    }
    if c == '<'
        && let Some(length) = ticker(text)
    {
        return (length, TokenKind::Mark);
    }
    if text.starts_with("``") || text.starts_with("''") {
        return (2, TokenKind::Quote);
    }
    if is_quotation_mark(c) {
        return (c.len_utf8(), TokenKind::Quote);
    }
    let repeats = matches!(c, '.' | '-' | '_' | '*' | '=' | '!' | '?');
    let run: usize =
        if repeats { text.chars().take_while(|&n| n == c).map(char::len_utf8).sum() } else { c.len_utf8() };
    (run, TokenKind::Mark)
}

#[cfg(test)]
mod tests;
