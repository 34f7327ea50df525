//! A body that a word may stand for → what the ranker sees of it.

use super::{Choice, Reference, is_same};
use crate::annotate::quote::bodies::Naming;
use crate::annotate::quote::people::is_possessive;
use crate::annotate::quote::scene::Scene;
use crate::annotate::quote::sink::Emit;
use crate::annotate::quote::tagger::SOURCE;
use crate::annotate::sequence::word_hash;

/// What is seen of one body, in small numbers.
pub(super) struct Look {
    /// The noun, or "it", and the last word of the name.
    noun: u64,
    ending: u64,
    /// How the noun is part of the name, and of how many other names it is.
    tie: u64,
    others: u64,
    /// Whether the article calls it so, and how many.
    called: u64,
    callers: u64,
    /// How many are named nearer, and how far away it is named.
    rank: u64,
    sentences: u64,
    paragraphs: u64,
    /// Whether it opens a sentence, is a likely source and an owner there.
    subject: u64,
    spoke: u64,
    possessive: u64,
    /// How often it was named lately, and how many more often.
    many: u64,
    place: u64,
    /// Whether it spoke last, and how many paragraphs ago that was.
    is_last: u64,
    since: u64,
    /// How many were named before it in the article, and how many may be meant.
    order: u64,
    of: u64,
    /// Whether the words before the noun are of its name; whether that is one word.
    shares: u64,
    short: u64,
}

impl Choice<'_> {
    /// Looks at one body.
    pub(super) fn look(&self, scene: &Scene<'_>, k: usize) -> Look {
        let Reference { source, head, modifiers, last } = self.reference;
        let Naming { tokens, body } = self.namings[k];
        let known = &self.bodies.bodies[body];
        let (token, at, times) = (source.start as usize, tokens.start as usize, self.times[k]);
        let (name, noun) = (known.words.join(" "), scene.forms[head].stem);
        let is_called = |body: usize| self.bodies.bodies[body].called.contains(&noun);
        let is_word_of = |i: usize| known.words.iter().any(|w| w.eq_ignore_ascii_case(scene.word(i)));
        let paragraphs_to = |other: usize| scene.paragraph_of(token) - scene.paragraph_of(other);
        Look {
            noun,
            ending: known.words.last().map_or(0, |w| word_hash(w.to_lowercase().as_bytes())),
            tie: self.ties[k],
            others: self.ties.iter().enumerate().filter(|(i, t)| *i != k && **t > 0).count().min(2) as u64,
            called: u64::from(is_called(body)),
            callers: self.namings.iter().filter(|n| is_called(n.body)).count().min(2) as u64,
            rank: k as u64,
            sentences: u64::from((scene.sentences[token] - scene.sentences[at]).min(5)),
            paragraphs: paragraphs_to(at).min(4) as u64,
            subject: u64::from(at == 0 || scene.sentences[at - 1] != scene.sentences[at]),
            spoke: (scene.best_probability(tokens, SOURCE) * 3.99) as u64,
            possessive: u64::from(is_possessive(scene, tokens.end as usize)),
            many: times.min(5) as u64,
            place: self.times.iter().filter(|&&t| t > times).count().min(3) as u64,
            is_last: last.map_or(2, |l| u64::from(is_same(l.0, &name))),
            since: last.map_or(9, |l| paragraphs_to(l.1.min(token)).min(3) as u64),
            order: body.min(3) as u64,
            of: self.namings.len().min(6) as u64,
            shares: u64::from(modifiers.range().any(is_word_of)) + u64::from(!modifiers.range().is_empty()),
            short: u64::from(known.words.len() == 1),
        }
    }
}

impl Look {
    /// Writes the features.
    pub(super) fn push(&self, emit: &mut Emit<'_>) {
        let &Look { noun, ending, tie, called, rank, sentences, place, subject, spoke, is_last, .. } = self;
        let &Look { others, order, of, many, since, shares, short, .. } = self;
        for pair in [
            [noun, 0],
            [noun, tie],
            [noun, rank],
            [noun, place],
            [noun, ending],
            [noun, order],
            [noun, is_last],
            [noun, short],
            [ending, 0],
            [tie, others],
            [tie, rank],
            [tie, place],
            [tie, shares],
            [tie, of],
            [called, self.callers],
            [called, tie],
            [called, rank],
            [called, place],
            [rank, 9],
            [rank, sentences],
            [rank, place],
            [rank, self.paragraphs],
            [rank, of],
            [place, many],
            [place, order],
            [order, rank],
            [order, many],
            [subject, rank],
            [subject, sentences],
            [spoke, rank],
            [spoke, sentences],
            [self.possessive, rank],
            [is_last, rank],
            [is_last, since],
            [is_last, place],
            [sentences, 9],
            [short, rank],
            [shares, rank],
        ] {
            emit.add(pair);
        }
        for three in [
            [tie, rank, place],
            [tie, others, called],
            [is_last, since, rank],
            [noun, rank, place],
            [order, place, of],
            [subject, spoke, sentences],
        ] {
            emit.add(three);
        }
    }
}
