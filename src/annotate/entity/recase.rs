//! Lines in small letters → the same lines with capitals where names are, byte for byte as long.
//!
//! Only capitals open a name to the tagger, and some sites write their headlines, some feeds
//! whole articles, without any. A word follows the body of the article where that writes it;
//! else newspapers' usage and the word lists decide (truecasing after Lita et al. 2003, with
//! word lists in the place of a language model). Lines that have a capital are left alone.

use rustc_hash::FxHashMap;

use super::form::normalise;
use super::lists;
use super::persons::is_title;
use crate::annotate::sequence::word_hash;
use crate::annotate::text::{Run, Text, TokenKind};

/// Returns the text with its small-lettered lines restored; `None` where it has no such line.
pub(super) fn restore(text: &Text<'_>) -> Option<String> {
    let flat: Vec<bool> = text.paragraphs.iter().map(|p| is_flat(p.of(text.source))).collect();
    if !flat.contains(&true) {
        return None;
    }
    let body = Body::read(text, &flat);
    let mut source = text.source.as_bytes().to_vec();
    for (paragraph, _) in flat.iter().enumerate().filter(|(_, is_flat)| **is_flat) {
        Line::new(text, text.paragraph_tokens(paragraph)).write(&body, &mut source);
    }
    String::from_utf8(source).ok().filter(|restored| restored.len() == text.source.len())
}

/// Tells whether a line has several words and not one capital.
fn is_flat(line: &str) -> bool {
    !line.bytes().any(|b| b.is_ascii_uppercase())
        && line.contains(' ')
        && line.chars().any(char::is_lowercase)
        && !line.chars().any(char::is_uppercase)
}

/// How the lines with capitals write their words.
#[derive(Debug, Default)]
struct Body<'a> {
    /// The spelling inside sentences; `None` where small letters occur too.
    spellings: FxHashMap<String, Option<&'a str>>,
    /// Words that follow each other with capitals ("New York"), with their spellings.
    pairs: FxHashMap<(String, String), (&'a str, &'a str)>,
}

impl<'a> Body<'a> {
    fn read(text: &Text<'a>, flat: &[bool]) -> Self {
        let mut body = Body::default();
        let lines = text.paragraph_sentences.iter().zip(flat).filter(|(_, is_flat)| !**is_flat);
        for sentence in lines.flat_map(|(run, _)| &text.sentences[run.range()]) {
            for i in sentence.range().filter(|&i| text.tokens[i].kind == TokenKind::Word) {
                body.note(text, *sentence, i);
            }
        }
        body
    }

    fn note(&mut self, text: &Text<'a>, sentence: Run, i: usize) {
        let word = text.word(i);
        let key = normalise(word);
        let opens = i == sentence.start as usize;
        if !is_capital(word) {
            self.spellings.insert(key, None);
        } else if !opens {
            self.spellings.entry(key.clone()).or_insert(Some(word));
            let before = text.word(i - 1);
            if is_capital(before) {
                self.pairs.entry((normalise(before), key)).or_insert((before, word));
            }
        }
    }
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// A line in small letters: its words in normal form, and how each shall be written.
struct Line<'t, 'a> {
    text: &'t Text<'a>,
    first: usize,
    keys: Vec<String>,
    spellings: Vec<Option<String>>,
}

impl<'t, 'a> Line<'t, 'a> {
    fn new(text: &'t Text<'a>, run: Run) -> Self {
        let keys: Vec<String> = run.range().map(|i| normalise(text.word(i))).collect();
        Line { text, first: run.start as usize, spellings: vec![None; keys.len()], keys }
    }

    fn write(mut self, body: &Body<'_>, source: &mut [u8]) {
        for k in 0..self.keys.len() {
            if self.is_word(k) {
                self.spellings[k] = self.spell(k, body);
            }
        }
        self.follow_body_pairs(body);
        self.raise_listed();
        self.raise_surnames();
        for (k, spelling) in self.spellings.iter().enumerate() {
            let span = self.text.tokens[self.first + k].span;
            if let Some(spelling) = spelling
                && spelling.len() == span.range().len()
            {
                source[span.range()].copy_from_slice(spelling.as_bytes());
            }
        }
    }

    fn word(&self, k: usize) -> &'a str {
        self.text.word(self.first + k)
    }

    /// Tells whether a token is a word by itself: no part of an address, a handle or a tag.
    fn is_word(&self, k: usize) -> bool {
        let token = self.text.tokens[self.first + k];
        let is_joined = |k: Option<usize>| k.is_some_and(|k| matches!(self.word(k), "@" | "#" | "/" | "_"));
        token.kind == TokenKind::Word && (token.spaced || !is_joined(k.checked_sub(1)))
    }

    /// The spelling of a word by itself: the body's, else the newspapers'.
    fn spell(&self, k: usize, body: &Body<'_>) -> Option<String> {
        let word = self.word(k);
        if let Some(known) = body.spellings.get(&self.keys[k]) {
            return known.map(str::to_owned);
        }
        let opens = k == 0 || (matches!(self.word(k - 1), "." | "?" | "!") && self.text.tokens[self.first + k].spaced);
        let usage = lists::usage(word_hash(self.keys[k].as_bytes()));
        let listed = || lists::listed_words([self.keys[k].as_str()].into_iter()) & (lists::NAMES | lists::PLACES) != 0;
        match usage & 7 {
            5 | 6 if usage & 8 != 0 => Some(word.to_uppercase()),
            5 | 6 => Some(raised(word)),
            0 if listed() => Some(raised(word)),
            _ if opens || word == "i" => Some(raised(word)),
            _ => None,
        }
    }

    fn follow_body_pairs(&mut self, body: &Body<'_>) {
        for k in 1..self.keys.len() {
            let pair = (self.keys[k - 1].clone(), self.keys[k].clone());
            if let Some((first, second)) = body.pairs.get(&pair) {
                self.spellings[k - 1] = Some((*first).to_owned());
                self.spellings[k] = Some((*second).to_owned());
            }
        }
    }

    /// Raises listed places and bodies of two words and more ("south carolina").
    fn raise_listed(&mut self) {
        let mut k = 0;
        while k < self.keys.len() {
            let longest = self.longest_listed(k);
            for at in k..k + longest {
                let is_connector = matches!(self.keys[at].as_str(), "of" | "the" | "and" | "for" | "in" | "on" | "&");
                if !is_connector && self.spellings[at].is_none() {
                    self.spellings[at] = Some(raised(self.word(at)));
                }
            }
            k += longest.max(1);
        }
    }

    fn longest_listed(&self, first: usize) -> usize {
        let (mut name, mut longest) = (lists::NAME_SEED, 0);
        for (n, key) in self.keys[first..].iter().take(lists::MAX_WORDS).enumerate() {
            name = lists::name_hash(name, word_hash(key.as_bytes()));
            let bits = lists::listed(name);
            if n > 0 && bits & (lists::PLACES | lists::BODIES) != 0 {
                longest = n + 1;
            }
            if bits & lists::OPENS == 0 {
                break;
            }
        }
        longest
    }

    /// Raises surnames that are words too where a given name or title stands before
    /// ("theresa may", "sen. rice").
    fn raise_surnames(&mut self) {
        for k in 1..self.keys.len() {
            let before = self.spellings[k - 1].as_deref();
            let leads = before.is_some_and(is_title)
                || (before.is_some()
                    && (lists::is_known_person(&self.keys[k - 1])
                        || lists::listed_words([self.keys[k - 1].as_str()].into_iter()) & lists::GIVEN != 0));
            let is_surname = lists::listed_words([self.keys[k].as_str()].into_iter()) & lists::NAMES != 0;
            let is_free = self.spellings[k].is_none() && !lists::is_plain_word(&self.keys[k]);
            if leads && is_surname && is_free && self.is_word(k) {
                self.spellings[k] = Some(raised(self.word(k)));
            }
        }
    }
}

/// Writes a word with a capital where that keeps its length; abbreviations with stops inside
/// get all of theirs ("u.s.").
fn raised(word: &str) -> String {
    if word.trim_end_matches('.').contains('.') {
        return word.to_uppercase();
    }
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_capitals_are_left_alone() {
        assert_eq!(restore(&Text::new("Kimberly Lowe won in Denver.\n\nShe thanked voters.")), None);
        assert_eq!(restore(&Text::new("")), None);
    }

    #[test]
    fn small_lines_follow_the_body() {
        let text =
            Text::new("lowe wins runoff in new harwick\n\nKim Lowe won in New Harwick. A new runoff is far off.");
        let restored = restore(&text).unwrap_or_default();
        assert!(restored.starts_with("Lowe wins runoff in New Harwick\n"), "{restored}");
    }
}
