//! Text → tantivy tokens, through the one tokenizer of `terms`.
//!
//! *words* reads running text; *slots* reads values joined by [`SEPARATOR`] and moves each to
//! its own slot of positions; *names* does so too and adds a term for each whole name;
//! *positions* reads numbers and puts one term at each.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::schema::{NAME_MARK, NAMES, POSITIONS, SENTENCE_START, SLOT, SLOTS, WORDS};
use crate::terms;

/// Stands between the values of one slotted field; no tokenizer makes a word of it.
pub(super) const SEPARATOR: char = '\u{1F}';

/// Returns the tokenizers that the schema names.
pub(super) fn manager() -> TokenizerManager {
    // The engine asks for its default tokenizers even where no field names them.
    let manager = TokenizerManager::default();
    manager.register(WORDS, TextAnalyzer::from(Reading::Words));
    manager.register(SLOTS, TextAnalyzer::from(Reading::Slots));
    manager.register(NAMES, TextAnalyzer::from(Reading::Names));
    manager.register(POSITIONS, TextAnalyzer::from(Reading::Positions));
    manager
}

/// How a value of a field is read.
#[derive(Debug, Clone, Copy)]
enum Reading {
    Words,
    Slots,
    Names,
    Positions,
}

impl Tokenizer for Reading {
    type TokenStream<'a> = Tokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens<'a> {
        Tokens { reading: *self, text, token: Token::default(), pending: None }
    }
}

/// The tokens of one value.
///
/// Indexing calls [`TokenStream::process`], which hands each token on as it is found; pulling
/// one by one is there for the trait's sake and keeps a list.
struct Tokens<'a> {
    reading: Reading,
    text: &'a str,
    token: Token,
    pending: Option<std::vec::IntoIter<Token>>,
}

impl TokenStream for Tokens<'_> {
    fn advance(&mut self) -> bool {
        if self.pending.is_none() {
            let mut tokens = Vec::new();
            self.process(&mut |token| tokens.push(token.clone()));
            self.pending = Some(tokens.into_iter());
        }
        match self.pending.as_mut().and_then(Iterator::next) {
            Some(token) => self.token = token,
            None => return false,
        }
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }

    fn process(&mut self, sink: &mut dyn FnMut(&Token)) {
        let token = &mut self.token;
        match self.reading {
            Reading::Words => words(self.text, 0, u32::MAX, token, sink),
            Reading::Slots => {
                for (n, value) in self.text.split(SEPARATOR).enumerate() {
                    words(value, slot_start(n), SLOT - 1, token, sink);
                }
            }
            Reading::Names => {
                for (n, value) in self.text.split(SEPARATOR).enumerate() {
                    let key = terms::name_key(value);
                    // The words of a description are nobody's name.
                    if !key.starts_with(terms::DESCRIBED) {
                        words(value, slot_start(n), SLOT - 1, token, sink);
                    }
                    if !key.is_empty() {
                        set(token, &format!("{NAME_MARK}{key}"), slot_start(n) + SLOT - 1);
                        sink(token);
                    }
                }
            }
            Reading::Positions => {
                for number in self.text.split(' ').filter_map(|n| n.parse::<u32>().ok()) {
                    set(token, SENTENCE_START, number);
                    sink(token);
                }
            }
        }
    }
}

/// Beyond this many slots the rest share the last one: positions stay within 32 bits.
const MAX_SLOTS: usize = 1 << 16;

fn slot_start(n: usize) -> u32 {
    u32::try_from(n.min(MAX_SLOTS)).unwrap_or(0) * SLOT
}

/// Hands on the words of `text`, none of them further than `last` from `start`.
fn words(text: &str, start: u32, last: u32, token: &mut Token, sink: &mut dyn FnMut(&Token)) {
    terms::tokenize(text, |term| {
        set(token, term.text, start + term.position.min(last));
        sink(token);
    });
}

fn set(token: &mut Token, text: &str, position: u32) {
    token.text.clear();
    token.text.push_str(text);
    token.position = position as usize;
}
