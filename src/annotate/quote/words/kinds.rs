//! Tokens → kinds: what sort of word each is, roughly as a part-of-speech tagger would say.
//!
//! A name has the kind of what it names. Of other words a list written by hand
//! (`eval/train/word_classes.txt`) tells whether they report speech, are people, bodies or
//! documents, or join words to each other; the rest go by their letters. With the inflection
//! that makes a kind: by it words that the annotated articles lack look like those that they
//! have.

use super::forms::{Form, WordTable};
use crate::annotate::sequence::word_hash;
use crate::annotate::text::{Text, TokenKind};
use crate::annotate::{EntityKind, EntityMention};

/// Classes of the list that report speech or thought, from 1 on.
const REPORTING: u8 = 18;
/// Classes that follow, of what may speak: people, bodies, documents, titles, pronouns.
const SPEAKING: u8 = 27;
/// The verbs among those that report, forms of "be" to "would", and verbs like "begin".
const REPORTING_VERBS: u8 = 14;
/// What is a body.
pub(crate) const BODY: u8 = 20;
const BE: u8 = 32;
const MODAL: u8 = 35;
const BEGIN: u8 = 45;
/// From here on come classes that the list does not name.
const PERSON: u8 = 64;
const ORG: u8 = 65;
const PLACE: u8 = 66;
const LOWER: u8 = 67;
const CAPITAL: u8 = 68;
const NUMBER: u8 = 69;
const MARK: u8 = 70;

/// A sort of word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Kind {
    pub class: u8,
    /// The inflection, by the last letters; 1 for the words of a name after its first.
    ending: u8,
}

/// The kind of what is beyond a paragraph.
pub(crate) const BEYOND: Kind = Kind { class: 127, ending: 0 };

impl Kind {
    /// The kind of a word or mark that is part of no name; `mark` is the number of its kind of mark.
    pub fn of_word(lower: &str, classes: WordTable, (kind, mark, is_capital): (TokenKind, u8, bool)) -> Self {
        const ENDINGS: [&str; 5] = ["ed", "ing", "ly", "'s", "s"];
        let inflected = ENDINGS.iter().position(|e| lower.len() > e.len() + 2 && lower.ends_with(e));
        let class = match classes.get(word_hash(lower.as_bytes())) {
            0 if mark > 0 => MARK + mark,
            0 if kind == TokenKind::Number => NUMBER,
            0 if is_capital => CAPITAL,
            0 => LOWER,
            class => class,
        };
        Kind { class, ending: inflected.map_or(0, |n| n as u8 + 1) }
    }

    /// Returns the kind as one number (see [`class_of`], [`ending_of`]).
    pub fn number(self) -> u64 {
        u64::from(self.class) << 3 | u64::from(self.ending)
    }

    /// Tells whether words of this kind report speech or thought.
    pub fn reports(self) -> bool {
        (1..=REPORTING).contains(&self.class)
    }

    /// Tells whether a word of this kind is mostly a finite verb.
    pub fn is_finite(self) -> bool {
        const ED: u8 = 1;
        const ING: u8 = 2;
        match self.class {
            BE..=MODAL => true,
            1..=REPORTING_VERBS | BEGIN => self.ending != ING,
            LOWER => self.ending == ED,
            _ => false,
        }
    }

    /// Tells whether a word of this kind may be who speaks.
    pub fn speaks(self) -> bool {
        (REPORTING + 1..=SPEAKING).contains(&self.class) || (PERSON..=PLACE).contains(&self.class)
    }
}

/// Returns the class of a kind given as one number.
pub(crate) fn class_of(kind: u64) -> u64 {
    kind >> 3
}

/// Returns the inflection of a kind given as one number.
pub(crate) fn ending_of(kind: u64) -> u64 {
    kind & 7
}

/// Returns the kind of each token.
pub(crate) fn kinds(text: &Text<'_>, forms: &[Form], entities: &[EntityMention]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = forms.iter().map(|form| form.kind).collect();
    for entity in entities {
        let class = match entity.kind {
            EntityKind::Person => PERSON,
            EntityKind::Org => ORG,
            EntityKind::Place => PLACE,
        };
        let start = text.tokens.partition_point(|t| t.span.end <= entity.span.start);
        let words = kinds.iter_mut().zip(&text.tokens).skip(start);
        for (n, (kind, _)) in words.take_while(|(_, token)| token.span.start < entity.span.end).enumerate() {
            *kind = Kind { class, ending: u8::from(n > 0) };
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::entity;
    use crate::annotate::quote::models::learnt;
    use crate::annotate::quote::words::forms::FormTable;

    fn kinds_of(source: &str) -> Vec<Kind> {
        let text = Text::new(source);
        let words = learnt::shipped().expect("models").words;
        kinds(&text, &FormTable::default().read(&text, words), &entity::annotate(&text))
    }

    #[test]
    fn words_of_one_class_agree_however_inflected() {
        let kinds = kinds_of("she slammed him, he slams her, slamming, lambasted");
        let of = |i: usize| kinds[i];
        assert!(of(1).reports() && of(1).class == of(5).class && of(1).class == of(8).class);
        assert_eq!(of(1), of(10));
        assert_ne!(of(1), of(5));
        assert!(of(0).speaks() && !of(2).speaks() && !of(2).reports());
        let finite: Vec<usize> = (0..kinds.len()).filter(|&i| of(i).is_finite()).collect();
        assert_eq!(finite, [1, 5, 10]);
    }

    #[test]
    fn names_have_the_kind_of_what_they_name() {
        let kinds = kinds_of("Mayor Ann Lindqvist went to Chicago, 40 miles away.");
        let classes: Vec<u8> = kinds.iter().map(|kind| kind.class).collect();
        assert_eq!(classes[1..3], [PERSON, PERSON]);
        assert_ne!(kinds[1], kinds[2]);
        assert_eq!(classes[5..8], [PLACE, MARK + 1, NUMBER]);
        assert!(kinds[0].speaks() && kinds[1].speaks());
    }
}
