//! Words as numbers: a text is a list of them, a word of a query the set of those that fit it.

use std::collections::HashMap;

use onrecord::query::{Field, Node, NodeKind, Sign, Word, WordKind};
use onrecord::{Span, terms};

use super::compounds;

/// The number of the possessive ending.
pub const POSSESSIVE: u32 = 0;

/// Every word of the texts, each with a number and its stem.
pub struct Vocabulary {
    numbers: HashMap<String, u32>,
    words: Vec<(String, String)>,
}

/// The words of a text with where they stand.
#[derive(Default)]
pub struct Words {
    pub numbers: Vec<u32>,
    pub spans: Vec<Span>,
    /// For each word the number of its sentence.
    pub sentences: Vec<u32>,
}

impl Vocabulary {
    pub fn new() -> Self {
        let mut vocabulary = Vocabulary { numbers: HashMap::new(), words: Vec::new() };
        vocabulary.number(terms::POSSESSIVE);
        vocabulary
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as u32;
        self.numbers.insert(word.to_owned(), number);
        self.words.push((word.to_owned(), terms::stem(word)));
        number
    }

    pub fn word(&self, number: u32) -> &str {
        &self.words[number as usize].0
    }

    /// Returns the words of a text that begins at `origin`; sentences begin at `starts`.
    pub fn read(&mut self, text: &str, origin: u32, starts: &[u32]) -> Words {
        let mut words = Words::default();
        terms::tokenize(text, |term| {
            words.numbers.push(self.number(term.text));
            words.spans.push(term.span.shifted(origin as usize));
            words.sentences.push(starts.partition_point(|start| *start < term.span.end) as u32);
        });
        words
    }
}

impl Words {
    pub fn append(&mut self, other: Words) {
        self.numbers.extend(other.numbers);
        self.spans.extend(other.spans);
        self.sentences.extend(other.sentences);
    }
}

/// A query, and for each of its words the words of the texts that it stands for.
pub struct Asked {
    pub tree: Node,
    sets: Vec<(WordKind, String, Vec<bool>)>,
}

impl Asked {
    pub fn new(tree: &Node, vocabulary: &Vocabulary) -> Self {
        let mut tree = tree.clone();
        take_names_as_written(&mut tree, false);
        let mut asked = Asked { sets: Vec::new(), tree };
        let mut pieces = Vec::new();
        collect(&asked.tree, &mut pieces);
        for (kind, piece) in pieces {
            let fits = vocabulary.words.iter().map(|(word, stem)| fits_word(kind, &piece, word, stem)).collect();
            asked.sets.push((kind, piece, fits));
        }
        asked
    }

    /// Tells whether a word of a text is what a word of the query stands for.
    pub fn fits(&self, kind: WordKind, piece: &str, number: u32) -> bool {
        let set = self.sets.iter().find(|(k, p, _)| *k == kind && p == piece);
        set.is_some_and(|(.., fits)| fits[number as usize])
    }

    /// Tells whether any text has a word, in any form.
    pub fn is_known(&self, word: &str) -> bool {
        let set = self.sets.iter().find(|(kind, piece, _)| *kind == WordKind::Stemmed && piece == word);
        set.is_some_and(|(.., fits)| fits.contains(&true))
    }

    /// Tells whether the query speaks of a word at all.
    pub fn speaks_of(&self, number: u32) -> bool {
        self.sets.iter().any(|(.., fits)| fits[number as usize])
    }
}

/// Names of people, papers and addresses have no forms: a word stands for itself there.
fn take_names_as_written(node: &mut Node, in_name: bool) {
    match &mut node.kind {
        NodeKind::Word(word) if in_name && word.kind == WordKind::Stemmed => word.kind = WordKind::Exact,
        NodeKind::List(clauses) => clauses.iter_mut().for_each(|(_, part)| take_names_as_written(part, in_name)),
        NodeKind::Or(parts) => parts.iter_mut().for_each(|part| take_names_as_written(part, in_name)),
        NodeKind::Near { left, right, .. } => {
            take_names_as_written(left, in_name);
            take_names_as_written(right, in_name);
        }
        NodeKind::Field { field, inner } => {
            take_names_as_written(inner, !matches!(field, Field::Said | Field::Headline));
        }
        NodeKind::Not(inner) | NodeKind::AtLeast { inner, .. } | NodeKind::Lead(inner) => {
            take_names_as_written(inner, in_name);
        }
        _ => {}
    }
}

fn collect(node: &Node, pieces: &mut Vec<(WordKind, String)>) {
    match &node.kind {
        NodeKind::Word(word) => {
            pieces.extend(word.pieces.iter().map(|piece| (word.kind, piece.clone())));
            if word.pieces.len() > 1 {
                pieces.push((word.kind, word.pieces.concat()));
            } else if let Some(piece) = bare(node) {
                for (first, second) in compounds::halves(piece) {
                    pieces.extend([(WordKind::Exact, first), (WordKind::Stemmed, second)]);
                }
            }
        }
        NodeKind::Phrase { pieces: row, .. } => {
            pieces.extend(row.iter().map(|piece| (WordKind::Exact, piece.clone())));
        }
        NodeKind::List(clauses) => {
            clauses.iter().for_each(|(_, part)| collect(part, pieces));
            let pairs = clauses.iter().zip(clauses.iter().skip(1));
            pieces.extend(pairs.filter_map(|(a, b)| Some((WordKind::Stemmed, one_word(a, b)?))));
        }
        NodeKind::Or(parts) => parts.iter().for_each(|part| collect(part, pieces)),
        NodeKind::Near { left, right, .. } => {
            collect(left, pieces);
            collect(right, pieces);
        }
        NodeKind::Not(inner)
        | NodeKind::Field { inner, .. }
        | NodeKind::AtLeast { inner, .. }
        | NodeKind::Lead(inner) => collect(inner, pieces),
        _ => {}
    }
}

/// Returns a word that is asked for in any form.
pub fn bare(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Word(Word { pieces, kind: WordKind::Stemmed, .. }) => match pieces.as_slice() {
            [piece] if !piece.contains(['*', '?']) => Some(piece),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the one word that two clauses side by side may also be written as.
pub fn one_word((sign, first): &(Sign, Node), (other, second): &(Sign, Node)) -> Option<String> {
    let are_wanted = *sign != Sign::MustNot && *other != Sign::MustNot;
    are_wanted.then(|| compounds::joined(bare(first)?, bare(second)?)).flatten()
}

fn fits_word(kind: WordKind, piece: &str, word: &str, stem: &str) -> bool {
    if piece.contains(['*', '?']) {
        return fits_pattern(piece.as_bytes(), word.as_bytes());
    }
    match kind {
        WordKind::Stemmed => terms::stem(piece) == stem,
        WordKind::Exact => piece == word,
        WordKind::Fuzzy(edits) => {
            let edits = usize::from(edits);
            let is_as_long = piece.len().abs_diff(word.len()) <= edits * 4;
            is_as_long && piece.chars().next() == word.chars().next() && edits_apart(piece, word) <= edits
        }
        other => unimplemented!("{other:?} is not scanned for"),
    }
}

fn fits_pattern(pattern: &[u8], word: &[u8]) -> bool {
    match pattern.split_first() {
        None => word.is_empty(),
        Some((b'*', rest)) => (0..=word.len()).any(|n| fits_pattern(rest, &word[n..])),
        Some((b'?', rest)) => {
            let letter = 1 + word.iter().skip(1).take_while(|byte| **byte & 0xC0 == 0x80).count();
            !word.is_empty() && fits_pattern(rest, &word[letter..])
        }
        Some((c, rest)) => word.first() == Some(c) && fits_pattern(rest, &word[1..]),
    }
}

/// Letters to insert, remove, replace, or swap with the next.
fn edits_apart(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let mut least = (table[i - 1][j] + 1)
                    .min(table[i][j - 1] + 1)
                    .min(table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    table[a.len()][b.len()]
}
