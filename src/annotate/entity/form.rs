//! Tokens → word forms: what a word looks like, computed once per form and kept.
//!
//! A form knows its normal key (lower case, accents and typographic marks folded), its
//! shape and affixes, and what the word lists say of it. Forms are remembered between
//! texts in a bounded table; what it holds never changes an answer, only the time it takes.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::lists;
use crate::annotate::sequence::{mix, word_hash};
use crate::annotate::text::{Text, TokenKind};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Case {
    Lower,
    Title,
    Upper,
    Initial,
    Mixed,
    Number,
    Mark,
    Quote,
    Possessive,
    Other,
}

impl Case {
    /// Tells whether such a word may belong to a name by its looks alone.
    pub(super) fn is_capital(self) -> bool {
        matches!(self, Case::Title | Case::Upper | Case::Initial | Case::Mixed | Case::Other)
    }

    /// Tells whether it is a word at all.
    pub(super) fn is_word(self) -> bool {
        self.is_capital() || self == Case::Lower
    }
}

/// One spelling and what is known of it.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// Hash of the word in lower case, accents and marks folded.
    pub key: u64,
    /// Small number of the key: the same for all spellings that fold to it.
    pub key_id: u32,
    /// Hash of the word as written.
    pub exact: u64,
    pub shape: u64,
    pub case: Case,
    pub prefixes: [u64; 3],
    pub suffixes: [u64; 3],
    /// What the corpora say of the word (see [`lists::usage`]); 0 where unknown.
    pub usage: u16,
    /// Whether a listed name begins with the word.
    pub opens_name: bool,
    /// Whether the word may stand in lower case inside a name ("of", "van").
    pub is_connector: bool,
}

/// All forms met so far.
#[derive(Debug, Default)]
pub(super) struct Forms {
    ids: FxHashMap<Box<str>, u32>,
    key_ids: FxHashMap<u64, u32>,
    forms: Vec<Form>,
}

/// Forms kept between texts; more are forgotten when the next text begins.
const MAX_KEPT: usize = 50_000;

impl Forms {
    /// Fills `ids` with the form of each token of `text`; tells whether old forms were
    /// forgotten first.
    pub(super) fn read(&mut self, text: &Text<'_>, ids: &mut Vec<u32>) -> bool {
        let is_full = self.forms.len() > MAX_KEPT;
        if is_full {
            self.ids.clear();
            self.key_ids.clear();
            self.forms.clear();
        }
        ids.clear();
        ids.reserve(text.tokens.len());
        for (i, token) in text.tokens.iter().enumerate() {
            ids.push(self.id(text.word(i), token.kind));
        }
        is_full
    }

    fn id(&mut self, word: &str, kind: TokenKind) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.forms.len() as u32;
        let mut form = Form::new(word, settled(word, kind));
        let n_keys = self.key_ids.len() as u32;
        form.key_id = *self.key_ids.entry(form.key).or_insert(n_keys);
        self.forms.push(form);
        self.ids.insert(word.into(), id);
        id
    }

    pub(super) fn get(&self, id: u32) -> &Form {
        &self.forms[id as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.forms.len()
    }

    /// Returns the number of different keys.
    pub(super) fn n_keys(&self) -> usize {
        self.key_ids.len()
    }
}

/// Returns the kind of a spelling: a lone apostrophe may end a quotation or make a possessive,
/// but its form must not depend on where it was met first.
fn settled(word: &str, kind: TokenKind) -> TokenKind {
    match word {
        "'" => TokenKind::Quote,
        "’" => TokenKind::Possessive,
        _ => kind,
    }
}

impl Form {
    pub(super) fn new(word: &str, kind: TokenKind) -> Self {
        let normal = normalise(word);
        let key = word_hash(normal.as_bytes());
        let case = case_of(word, kind);
        let mut prefixes = [0; 3];
        let mut suffixes = [0; 3];
        if case.is_word() {
            affixes(&normal, &mut prefixes, &mut suffixes);
        }
        let lengthened = if normal == word { normal.clone() } else { straighten(word) };
        Form {
            key,
            key_id: 0,
            exact: word_hash(lengthened.as_bytes()),
            shape: shape_of(word),
            case,
            prefixes,
            suffixes,
            usage: lists::usage(key),
            opens_name: lists::opens_name(key),
            is_connector: CONNECTORS.contains(&normal.as_str()),
        }
    }
}

/// Words and marks that names hold in lower case: particles, prepositions, signs.
const CONNECTORS: &[&str] = &[
    "of", "and", "de", "&", "the", "van", "for", "der", "in", "et", "al", "da", "den", "della", "la", "du", "del",
    "di", "von", "bin", "ibn", "bint", "el", "le", "les", "des", "dos", "do", "das", "y", "e", "on", "at", "to", "a",
    "zu", "ter", "ten", "und", "'s", "'", "-", "/", ".", "o", "d", "l", "+", "!", "@", "with", "from", "upon", "am",
    "abu", "ben", "bani", "san", "af", "av", "vom", "zum", "zur",
];

/// Longest word of which affixes and keys are made; the rest of a longer one is not read.
const MAX_WORD: usize = 64;

/// Returns the word in lower case with accents and typographic marks folded.
pub(super) fn normalise(word: &str) -> String {
    if word.is_ascii() {
        let mut normal = word.get(..word.len().min(MAX_WORD)).unwrap_or(word).to_ascii_lowercase();
        if normal.starts_with(|c: char| c.is_ascii_digit()) {
            normal = normal.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        }
        return normal;
    }
    let folded = straighten(word);
    folded.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).flat_map(char::to_lowercase).collect()
}

/// Returns the word with curly marks and dashes made plain.
fn straighten(word: &str) -> String {
    let plain = |c: char| match c {
        '‘' | '’' | '‛' | '´' | '`' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‐'..='―' | '−' => '-',
        c => c,
    };
    word.chars().take(MAX_WORD).map(plain).collect()
}

fn affixes(normal: &str, prefixes: &mut [u64; 3], suffixes: &mut [u64; 3]) {
    let ends: Vec<usize> = normal.char_indices().map(|(i, _)| i).chain([normal.len()]).collect();
    let n_chars = ends.len() - 1;
    for k in 0..3 {
        let length = k + 2;
        if n_chars >= length {
            prefixes[k] = word_hash(&normal.as_bytes()[..ends[length]]);
            suffixes[k] = word_hash(&normal.as_bytes()[ends[n_chars - length]..]);
        }
    }
}

fn case_of(word: &str, kind: TokenKind) -> Case {
    match kind {
        TokenKind::Number => return Case::Number,
        TokenKind::Possessive => return Case::Possessive,
        TokenKind::Quote => return Case::Quote,
        TokenKind::Mark => return Case::Mark,
        TokenKind::Word => {}
    }
    let (mut n_upper, mut n_lower, mut n_other) = (0, 0, 0);
    for c in word.chars().take(MAX_WORD) {
        n_upper += usize::from(c.is_uppercase());
        n_lower += usize::from(c.is_lowercase());
        n_other += usize::from(c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase());
    }
    let first_is_upper = word.starts_with(char::is_uppercase);
    match (n_upper, n_lower) {
        (0, 0) if n_other > 0 => Case::Other,
        (0, _) => Case::Lower,
        (1, 0) => Case::Initial,
        (_, 0) => Case::Upper,
        (1, _) if first_is_upper => Case::Title,
        _ if first_is_upper && word.contains('-') && hyphen_titles(word) => Case::Title,
        _ => Case::Mixed,
    }
}

/// Tells whether each hyphenated part is a capital and small letters ("Smith-Jones").
fn hyphen_titles(word: &str) -> bool {
    word.split('-').all(|part| {
        let mut chars = part.chars();
        chars.next().is_none_or(|c| c.is_uppercase() || c.is_lowercase()) && chars.all(|c| !c.is_uppercase())
    })
}

/// The pattern of capitals, small letters, digits and marks, runs of more than two cut short.
fn shape_of(word: &str) -> u64 {
    let mut shape = 0;
    let (mut last, mut run) = (' ', 0);
    for c in word.chars().take(MAX_WORD) {
        let class = match c {
            c if c.is_uppercase() => 'A',
            c if c.is_lowercase() => 'a',
            c if c.is_numeric() => '0',
            '’' | '‘' => '\'',
            c if c.is_alphabetic() => 'x',
            c => c,
        };
        run = if class == last { run + 1 } else { 0 };
        last = class;
        if run < 2 {
            shape = mix(shape, u64::from(class));
        }
    }
    shape
}

/// Writes a word in capitals as names are written.
pub(crate) fn calm(word: &str) -> String {
    let mut opens = true;
    let mut calm = String::with_capacity(word.len());
    for c in word.chars() {
        if opens {
            calm.push(c)
        } else {
            calm.extend(c.to_lowercase())
        }
        opens = !c.is_alphabetic();
    }
    calm
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_fold_case_accents_and_marks() {
        assert_eq!(normalise("O’NEILL"), "o'neill");
        assert_eq!(normalise("Pérez"), "perez");
        assert_eq!(normalise("1996"), "0000");
        assert_eq!(normalise("Jean–Luc"), "jean-luc");
    }

    #[test]
    fn cases_of_names() {
        let case = |word| case_of(word, TokenKind::Word);
        assert_eq!(case("Lowe"), Case::Title);
        assert_eq!(case("Smith-Jones"), Case::Title);
        assert_eq!(case("FEC"), Case::Upper);
        assert_eq!(case("J."), Case::Initial);
        assert_eq!(case("McCall"), Case::Mixed);
        assert_eq!(case("東京"), Case::Other);
        assert_eq!(case("run-off"), Case::Lower);
    }

    #[test]
    fn a_form_does_not_depend_on_what_was_read_before() {
        let texts = ["They said, ‘Go vote for Roe’ would do it.", "The senators’ plan, and the 'senators' plan'."];
        let cases = |forms: &mut Forms, text: &str| {
            let (text, mut ids) = (Text::new(text), Vec::new());
            forms.read(&text, &mut ids);
            ids.iter().map(|&id| forms.get(id).case).collect::<Vec<_>>()
        };
        let fresh = texts.map(|text| cases(&mut Forms::default(), text));
        let mut kept = Forms::default();
        cases(&mut kept, texts[1]);
        assert_eq!(texts.map(|text| cases(&mut kept, text)), fresh);
    }
}
