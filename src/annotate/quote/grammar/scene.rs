//! A tagged text as the linkers see it.

use crate::annotate::quote::marks::pairs::Marks;
use crate::annotate::quote::tagger::passes::Tags;
use crate::annotate::quote::tagger::tokens::Tokens;
use crate::annotate::quote::words::forms::Form;
use crate::annotate::quote::words::kinds::{BEYOND, Kind};
use crate::annotate::text::{Run, Text, TokenKind};
use crate::annotate::word_set::{Look, WordList};
use crate::annotate::{EntityKind, EntityMention};

/// A text with everything known about its tokens.
pub(crate) struct Scene<'a> {
    pub text: &'a Text<'a>,
    pub forms: &'a [Form],
    pub kinds: &'a [Kind],
    pub marks: &'a Marks,
    pub tags: &'a Tags,
    pub entities: &'a [EntityMention],
    /// Number of the sentence of each token.
    pub sentences: Vec<u32>,
    /// What most words differ in, of each token.
    looks: Vec<Look>,
}

impl<'a> Scene<'a> {
    pub fn new(tokens: Tokens<'a>, tags: &'a Tags, entities: &'a [EntityMention]) -> Self {
        let Tokens { text, forms, kinds, marks } = tokens;
        let mut sentences = vec![0; text.tokens.len()];
        for (number, run) in text.sentences.iter().enumerate() {
            sentences[run.range()].fill(number as u32);
        }
        let looks = (0..text.tokens.len()).map(|i| Look::of(text.word(i))).collect();
        Scene { text, forms, kinds, marks, tags, entities, sentences, looks }
    }

    /// Returns the token run of an entity mention.
    pub fn tokens_of(&self, entity: &EntityMention) -> Run {
        let first = self.text.token_at(entity.span.start);
        run_of(first, self.text.token_at(entity.span.end - 1) + 1)
    }

    /// Returns the number of a token's paragraph.
    pub fn paragraph_of(&self, token: usize) -> usize {
        let start = self.text.tokens.get(token).map_or(u32::MAX, |t| t.span.start);
        self.text.paragraphs.partition_point(|p| p.end <= start)
    }

    /// Returns the mean probability that the tokens of a run play a role.
    pub fn mean_probability(&self, run: Run, begin: u8) -> f32 {
        let sum: f32 = run.range().map(|i| self.tags.probability(i, begin)).sum();
        sum / run.range().len().max(1) as f32
    }

    /// Returns the largest probability that a token of a run plays a role.
    pub fn best_probability(&self, run: Run, begin: u8) -> f32 {
        run.range().map(|i| self.tags.probability(i, begin)).fold(0.0, f32::max)
    }

    /// Returns the hash of a token's word; 0 beyond the text.
    pub fn word_hash(&self, token: usize) -> u64 {
        self.forms.get(token).map_or(0, |f| f.word)
    }

    /// Returns a token's kind.
    pub fn kind(&self, token: usize) -> u64 {
        self.kinds.get(token).copied().unwrap_or(BEYOND).number()
    }

    /// Returns a token's words as they stand; nothing beyond the text.
    pub fn word(&self, token: usize) -> &'a str {
        if token < self.text.tokens.len() { self.text.word(token) } else { "" }
    }

    /// Tells whether the words of a token, in lower case, are one of `words`.
    #[inline]
    pub fn is_word<W: WordList + ?Sized>(&self, token: usize, words: &W) -> bool {
        let Some(&look) = self.looks.get(token) else { return false };
        words.may_hold(look) && self.is_one_of(token, look, words.words())
    }

    fn is_one_of(&self, token: usize, look: Look, words: &[&str]) -> bool {
        // Nearly all look otherwise.
        words.iter().filter(|w| look.fits(w)).any(|w| w.eq_ignore_ascii_case(self.text.word(token)))
    }

    /// Tells whether a token stands for one person, with a name or without.
    pub fn is_one_person(&self, token: usize) -> bool {
        self.forms.get(token).is_some_and(|form| form.is_one_person)
    }

    /// Tells whether a token is a title before names.
    pub fn is_title(&self, token: usize) -> bool {
        self.forms.get(token).is_some_and(|form| form.is_title)
    }

    /// Tells whether a token says what a person is.
    pub fn is_calling(&self, token: usize) -> bool {
        self.forms.get(token).is_some_and(|form| form.is_calling)
    }

    /// Returns the number of years that end in a token ("54-year-old").
    pub fn age(&self, token: usize) -> Option<&'a str> {
        let number = token.checked_sub(2)?;
        let is_number = self.text.tokens.get(number).is_some_and(|t| t.kind == TokenKind::Number);
        let is_age = self.is_word(token, &["year-old"]) && self.is_word(token - 1, &["-"]) && is_number;
        is_age.then(|| self.word(number))
    }

    /// Tells whether a token is part of a number of years.
    pub fn is_in_age(&self, token: usize) -> bool {
        (token..token + 3).any(|i| self.age(i).is_some())
    }

    /// Returns the entity mentions that lie in or overlap a token run.
    pub fn entities_in(&self, run: Run) -> &'a [EntityMention] {
        let Some(span) = self.text.span_of(run) else { return &[] };
        let start = self.entities.partition_point(|e| e.span.end <= span.start);
        let n = self.entities[start..].iter().take_while(|e| e.span.start < span.end).count();
        &self.entities[start..start + n]
    }

    /// Returns 1 where a run holds a person, 2 another entity, 3 a pronoun, else 0.
    pub fn source_class(&self, run: Run) -> u64 {
        let entities = self.entities_in(run);
        if entities.iter().any(|e| e.kind == EntityKind::Person) {
            return 1;
        }
        let pronoun = run.range().len() == 1
            && self.is_word(run.start as usize, &["he", "she", "they", "we", "i", "it", "you", "who", "which", "that"]);
        match (pronoun, entities.is_empty()) {
            (true, _) => 3,
            (_, false) => 2,
            _ => 0,
        }
    }

    /// Tells whether a token is a word or a number.
    pub fn is_wordlike(&self, token: usize) -> bool {
        self.text.tokens.get(token).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
    }
}

pub(crate) fn run_of(start: usize, end: usize) -> Run {
    Run { start: start as u32, end: end as u32 }
}

pub(crate) fn overlap(a: Run, b: Run) -> u32 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

pub(crate) fn n_words(scene: &Scene<'_>, run: Run) -> usize {
    run.range().filter(|&i| scene.is_wordlike(i)).count()
}
