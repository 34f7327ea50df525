//! Word forms → the attributes that the taggers look at, computed once per form and text.

use rustc_hash::FxHashMap;

use super::kinds::Kind;
use super::language::is_english;
use super::name::is_title;
use super::stem::stem;
use super::writings;
use crate::annotate::callings;
use crate::annotate::sequence::{mix, word_hash};
use crate::annotate::text::{Text, TokenKind, is_quotation_mark};

/// What a tagger knows about a word without its neighbours.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Form {
    /// Number in the table of forms; 0 stands for what is beyond a paragraph.
    pub id: u32,
    /// Lower-cased, digits and typographic variants made equal.
    pub word: u64,
    pub stem: u64,
    pub prefix3: u64,
    pub prefix4: u64,
    pub suffix2: u64,
    pub suffix3: u64,
    pub shape: u64,
    /// How often words of this stem report speech: 0 hardly ever … 5 mostly.
    pub cue_rank: u8,
    /// Kind of mark, 0 for words (see [`mark_class`]).
    pub mark: u8,
    pub is_capital: bool,
    /// Whether it tells that a text is English.
    pub is_english: bool,
    /// Whether it says what a person is ("coach").
    pub is_calling: bool,
    /// Whether it is a title before names.
    pub is_title: bool,
    /// Whether it stands for one person: a calling, or "source" and the like.
    pub is_one_person: bool,
    /// The family of documents that it names, and one; 0 for none.
    pub document: u8,
    /// How it joins clauses: [`AND`] to [`SUBJECT`], or 0.
    pub joint: u8,
    /// What sort of word it is where it is part of no name.
    pub kind: Kind,
}

/// "And", "but", "or".
pub(crate) const AND: u8 = 1;
/// "Who", "which", which may be the subject of a clause.
pub(crate) const WHO: u8 = 2;
/// "That", "whose", which begin one.
pub(crate) const THAT: u8 = 3;
/// "He", "she", "they".
pub(crate) const SUBJECT: u8 = 4;
/// The kind of mark of a comma.
pub(crate) const COMMA: u8 = 1;

/// The tables in which forms are looked up.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Words {
    /// Stems that report speech.
    pub ranks: WordTable,
    /// Words with their class.
    pub classes: WordTable,
}

/// Words with a small number each: stems with how often they report speech, first names.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WordTable {
    /// Five bytes an entry, sorted: 32 bits of the word's hash, the number.
    bytes: &'static [u8],
}

impl WordTable {
    pub fn new(bytes: &'static [u8]) -> Self {
        WordTable { bytes }
    }

    /// Returns the number of a word by its hash; 0 for a word that is not listed.
    pub fn get(self, hash: u64) -> u8 {
        let key = (hash >> 32) as u32;
        let entries = self.bytes.as_chunks::<5>().0;
        let at = entries.binary_search_by_key(&key, |e| u32::from_be_bytes([e[0], e[1], e[2], e[3]]));
        at.map_or(0, |i| entries[i][4])
    }
}

/// The forms met so far, each with a number.
#[derive(Debug, Default)]
pub(crate) struct FormTable {
    /// By the hash of the word as it is written and the token's kind.
    known: FxHashMap<u64, Form>,
    buffer: String,
}

impl FormTable {
    /// Returns the number of forms, with what is beyond a paragraph.
    pub fn len(&self) -> usize {
        self.known.len() + 1
    }

    /// Forgets all forms; numbers begin anew.
    pub fn clear(&mut self) {
        self.known.clear();
    }

    /// Returns the form of each token of a text.
    pub fn read(&mut self, text: &Text<'_>, words: Words) -> Vec<Form> {
        let FormTable { known, buffer } = self;
        let of_token = |i: usize| {
            let (word, kind) = (text.word(i), text.tokens[i].kind);
            let id = known.len() as u32 + 1;
            let key = mix(word_hash(word.as_bytes()), kind as u64);
            *known.entry(key).or_insert_with(|| Form { id, ..form(word, kind, words, buffer) })
        };
        (0..text.tokens.len()).map(of_token).collect()
    }
}

/// Nouns for one person that say no calling, mostly of somebody without a name.
const PEOPLE: &[&str] = &["ally", "insider", "person", "pupil", "recipient", "servant", "source"];

fn form(word: &str, kind: TokenKind, words: Words, lower: &mut String) -> Form {
    normalise(word, lower);
    let stem = word_hash(stem(lower).as_bytes());
    let (mark, is_capital) = (mark_class(lower, kind), word.starts_with(char::is_uppercase));
    let is_word = matches!(kind, TokenKind::Word | TokenKind::Number);
    let is_calling = is_word && callings::is_calling(&callings::plain(word));
    Form {
        id: 0,
        word: word_hash(lower.as_bytes()),
        stem,
        prefix3: word_hash(first(lower, 3).as_bytes()),
        prefix4: word_hash(first(lower, 4).as_bytes()),
        suffix2: word_hash(last(lower, 2).as_bytes()),
        suffix3: word_hash(last(lower, 3).as_bytes()),
        shape: shape(word),
        cue_rank: if is_word { words.ranks.get(stem) } else { 0 },
        mark,
        is_capital,
        is_english: is_english(lower),
        is_calling,
        is_title: is_title(word),
        is_one_person: is_calling || PEOPLE.contains(&lower.as_str()),
        document: writings::family_of(lower).map_or(0, |family| family as u8 + 1),
        joint: joint(lower),
        kind: Kind::of_word(lower, words.classes, (kind, mark, is_capital)),
    }
}

fn joint(lower: &str) -> u8 {
    match lower {
        "and" | "but" | "or" => AND,
        "who" | "which" => WHO,
        "that" | "whose" => THAT,
        "he" | "she" | "they" => SUBJECT,
        _ => 0,
    }
}

/// Lower case, digits as 0, one form for each of the quotation marks, apostrophes, dashes.
fn normalise(word: &str, lower: &mut String) {
    lower.clear();
    let single = word.chars().nth(1).is_none();
    for c in word.chars() {
        match c {
            '‘' | '’' | '´' | '`' => lower.push('\''),
            '–' | '—' | '―' | '‒' => lower.push('—'),
            '…' => lower.push_str("..."),
            _ if single && is_quotation_mark(c) && c != '\'' => lower.push('"'),
            _ if c.is_ascii_digit() => lower.push('0'),
            _ => lower.extend(c.to_lowercase()),
        }
    }
    if matches!(lower.as_str(), "''" | "--" | "---") {
        let mark = if lower.starts_with('\'') { '"' } else { '—' };
        lower.clear();
        lower.push(mark);
    }
}

fn first(word: &str, n: usize) -> &str {
    word.char_indices().nth(n).map_or(word, |(at, _)| &word[..at])
}

fn last(word: &str, n: usize) -> &str {
    word.char_indices().rev().nth(n - 1).map_or(word, |(at, _)| &word[at..])
}

/// Runs of capitals, small letters and digits, up to eight characters of the pattern.
fn shape(word: &str) -> u64 {
    let (mut pattern, mut length, mut run) = ([0u8; 8], 0, 0);
    for c in word.chars() {
        let class = match c {
            _ if c.is_uppercase() => b'X',
            _ if c.is_alphabetic() => b'x',
            _ if c.is_numeric() => b'9',
            '’' | '‘' => b'\'',
            _ if c.is_ascii() => c as u8,
            _ => b'u',
        };
        run = if length > 0 && pattern[length - 1] == class { run + 1 } else { 1 };
        // "X" and "XX" differ (Doe, USA), longer runs do not.
        if run > if class == b'X' { 2 } else { 1 } {
            continue;
        }
        if length == pattern.len() {
            break;
        }
        pattern[length] = class;
        length += 1;
    }
    word_hash(&pattern[..length])
}

/// Comma 1, final mark 2, semicolon 3, colon 4, bracket 5, dash 6; quotation marks are told
/// apart by where they stand, not by what they look like.
fn mark_class(lower: &str, kind: TokenKind) -> u8 {
    match lower {
        _ if kind == TokenKind::Quote => 7,
        "," => 1,
        "." | "?" | "!" => 2,
        ";" => 3,
        ":" => 4,
        "(" | ")" | "[" | "]" => 5,
        "-" | "—" => 6,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_does_not_matter() {
        let mut buffer = String::new();
        let mut word = |w: &str, kind| form(w, kind, Words::default(), &mut buffer).word;
        assert_eq!(word("“", TokenKind::Quote), word("\"", TokenKind::Quote));
        assert_eq!(word("''", TokenKind::Quote), word("”", TokenKind::Quote));
        assert_eq!(word("Didn’t", TokenKind::Word), word("didn't", TokenKind::Word));
        assert_eq!(word("--", TokenKind::Mark), word("—", TokenKind::Mark));
        assert_ne!(word("“", TokenKind::Quote), word("‘", TokenKind::Quote));
    }
}
