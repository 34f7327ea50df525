//! A body that a word may stand for → what the ranker sees of it.

use super::{Choice, Reference, is_same};
use crate::annotate::EntityKind;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::bodies::Naming;
use crate::annotate::quote::tagger::passes::{CONTENT, SOURCE};
use crate::annotate::quote::tagger::sink::Emit;
use crate::annotate::sequence::word_hash;

/// What is seen of one body, in small numbers.
pub(super) struct Look {
    /// The noun, or "it", and the last word of the name.
    noun: u64,
    ending: u64,
    /// What sort of body its last word makes it: see [`sort_of`].
    sort: u64,
    /// The word before its name, an article left out.
    before: u64,
    /// How the noun is part of the name, and of how many other names it is.
    tie: u64,
    others: u64,
    /// Whether the article calls it so (1) or something else (2), and how many it calls so.
    called: u64,
    callers: u64,
    /// How many are named nearer, and how far away it is named.
    rank: u64,
    sentences: u64,
    paragraphs: u64,
    /// Whether it opens a sentence, is a likely source, a part of what somebody said and an owner there.
    subject: u64,
    spoke: u64,
    told: u64,
    possessive: u64,
    /// How often it was named lately, and how many more often.
    many: u64,
    place: u64,
    /// Whether it spoke last, and how many paragraphs ago that was.
    is_last: u64,
    since: u64,
    /// Who spoke last of all: see [`Heard`](super::Heard).
    latest: u64,
    /// How often it spoke lately, and how many others did since; 4 where it did not.
    voices: u64,
    turns: u64,
    /// Whether its name has a company's form or "&".
    is_firm: u64,
    /// Whether it is a run of capitals (0), a body (1) or a place (2).
    known: u64,
    /// How often it is named in the word's own paragraph, before it; whether the word opens a sentence.
    here: u64,
    opens: u64,
    /// What stands behind the name.
    after: u64,
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
        let Reference { source, head, modifiers, heard } = self.reference;
        let (last, latest) = (heard.body(), heard.latest);
        let Naming { tokens, body } = self.namings[k];
        let known = &self.bodies.bodies[body];
        let (token, at, times) = (source.start as usize, tokens.start as usize, self.times[k]);
        let (name, noun) = (known.words.join(" "), scene.forms[head].stem);
        let is_called = |body: usize| self.bodies.bodies[body].called.contains(&noun);
        let is_word_of = |i: usize| known.words.iter().any(|w| w.eq_ignore_ascii_case(scene.word(i)));
        let paragraphs_to = |other: usize| scene.paragraph_of(token) - scene.paragraph_of(other);
        let opens = |i: usize| u64::from(i == 0 || scene.sentences[i - 1] != scene.sentences[i]);
        let paragraph = scene.text.paragraph_tokens(scene.paragraph_of(token)).start;
        let is_here = |n: &&Naming| n.body == body && (paragraph..source.start).contains(&n.tokens.start);
        let (voices, turns) = heard.times(&name);
        let known_as = scene.entities_in(tokens).iter().find(|e| scene.tokens_of(e) == tokens).map(|e| e.kind);
        let article = at.checked_sub(1).filter(|&i| scene.is_word(i, &["the", "a", "an"]));
        let before = article.unwrap_or(at).checked_sub(1).filter(|&i| scene.sentences[i] == scene.sentences[at]);
        Look {
            noun,
            ending: known.words.last().map_or(0, |w| word_hash(w.to_lowercase().as_bytes())),
            sort: known.words.last().map_or(0, |word| sort_of(word)),
            before: before.map_or(0, |i| scene.word_hash(i)),
            tie: self.ties[k],
            others: self.ties.iter().enumerate().filter(|(i, t)| *i != k && **t > 0).count().min(2) as u64,
            called: if is_called(body) { 1 } else { 2 * u64::from(!known.called.is_empty()) },
            callers: self.namings.iter().filter(|n| is_called(n.body)).count().min(2) as u64,
            rank: k as u64,
            sentences: u64::from((scene.sentences[token] - scene.sentences[at]).min(5)),
            paragraphs: paragraphs_to(at).min(4) as u64,
            subject: opens(at),
            spoke: (scene.best_probability(tokens, SOURCE) * 3.99) as u64,
            told: (scene.mean_probability(tokens, CONTENT) * 3.99) as u64,
            possessive: u64::from(is_possessive(scene, tokens.end as usize)),
            many: times.min(5) as u64,
            place: self.times.iter().filter(|&&t| t > times).count().min(3) as u64,
            is_last: last.map_or(2, |l| u64::from(is_same(l.0, &name))),
            since: last.map_or(9, |l| paragraphs_to(l.1.min(token)).min(3) as u64),
            latest,
            voices: voices.min(3) as u64,
            turns: if voices == 0 { 4 } else { turns.min(3) as u64 },
            is_firm: u64::from(known.is_firm),
            known: match known_as {
                Some(EntityKind::Org) => 1,
                Some(EntityKind::Place) => 2,
                _ => 0,
            },
            here: self.bodies.lately(source.start as usize).iter().filter(is_here).count().min(2) as u64,
            opens: opens(token),
            after: scene.kind(tokens.end as usize),
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
        push_name(self, emit);
        push_where(self, emit);
        push_speech(self, emit);
    }
}

/// How the word fits the name, and what the article calls the body.
fn push_name(look: &Look, emit: &mut Emit<'_>) {
    let &Look { noun, ending, tie, called, rank, place, others, of, shares, short, is_firm, .. } = look;
    for pair in [
        [noun, 0],
        [noun, tie],
        [noun, ending],
        [noun, short],
        [noun, look.known],
        [noun, is_firm],
        [ending, 0],
        [tie, others],
        [tie, rank],
        [tie, place],
        [tie, shares],
        [tie, of],
        [called, look.callers],
        [called, tie],
        [called, rank],
        [called, place],
        [called, noun],
        [called, look.turns],
        [short, rank],
        [shares, rank],
        [is_firm, 9],
    ] {
        emit.add(pair);
    }
    emit.add([tie, rank, place]);
    emit.add([tie, others, called]);
    emit.add([noun, is_firm, look.turns]);
    emit.add([noun, is_firm, rank]);
    let &Look { sort, before, is_last, sentences, .. } = look;
    emit.add([noun, sort, 0]);
    emit.add([noun, sort, is_last]);
    emit.add([sort, tie, rank]);
    emit.add([before, 9, 9]);
    emit.add([before, noun, 9]);
    emit.add([before, sentences, rank]);
}

/// Last words of the names of authorities, of papers and stations, of unions and parties.
const SORTS: [&[&str]; 3] = [
    &[
        "agency",
        "assembly",
        "authority",
        "board",
        "bureau",
        "commission",
        "commissioner",
        "committee",
        "council",
        "court",
        "department",
        "directorate",
        "executive",
        "inspectorate",
        "ministry",
        "office",
        "ombudsman",
        "parliament",
        "police",
        "prosecutor",
        "regulator",
        "service",
        "treasury",
        "tribunal",
    ],
    &[
        "bbc",
        "broadcasting",
        "chronicle",
        "cnn",
        "courier",
        "echo",
        "gazette",
        "globe",
        "herald",
        "journal",
        "ledger",
        "mail",
        "mercury",
        "monitor",
        "news",
        "observer",
        "post",
        "press",
        "radio",
        "record",
        "reuters",
        "star",
        "standard",
        "sun",
        "telegraph",
        "television",
        "times",
        "tribune",
    ],
    &[
        "alliance",
        "association",
        "brotherhood",
        "confederation",
        "congress",
        "democrats",
        "federation",
        "guild",
        "league",
        "movement",
        "party",
        "republicans",
        "teamsters",
        "union",
        "unions",
        "workers",
    ],
];

/// Returns what sort of body the last word of its name makes it: an authority, a paper or station, a union or party.
fn sort_of(word: &str) -> u64 {
    let word = word.to_lowercase();
    SORTS.iter().position(|words| words.contains(&&*word)).map_or(0, |sort| sort as u64 + 1)
}

/// Where it is named, and how often.
fn push_where(look: &Look, emit: &mut Emit<'_>) {
    let &Look { noun, rank, sentences, place, order, many, subject, here, known, opens, of, .. } = look;
    for pair in [
        [noun, rank],
        [noun, place],
        [noun, order],
        [noun, here],
        [noun, sentences],
        [rank, 9],
        [rank, sentences],
        [rank, place],
        [rank, look.paragraphs],
        [rank, of],
        [place, many],
        [place, order],
        [order, rank],
        [order, many],
        [subject, rank],
        [subject, sentences],
        [look.possessive, rank],
        [sentences, 9],
        [known, rank],
        [known, place],
        [here, rank],
        [here, place],
        [look.after, 9],
        [look.after, rank],
    ] {
        emit.add(pair);
    }
    emit.add([noun, rank, place]);
    emit.add([order, place, of]);
    emit.add([noun, subject, sentences]);
    emit.add([opens, rank, sentences]);
}

/// Who spoke.
fn push_speech(look: &Look, emit: &mut Emit<'_>) {
    let &Look { noun, rank, sentences, place, spoke, told, is_last, since, latest, voices, turns, .. } = look;
    for pair in [
        [told, rank],
        [told, sentences],
        [told, is_last],
        [told, spoke],
        [noun, is_last],
        [noun, latest],
        [noun, turns],
        [noun, voices],
        [spoke, rank],
        [spoke, sentences],
        [is_last, rank],
        [is_last, since],
        [is_last, place],
        [latest, rank],
        [voices, turns],
        [turns, rank],
        [turns, place],
        [turns, look.tie],
    ] {
        emit.add(pair);
    }
    for three in [
        [is_last, since, rank],
        [latest, is_last, since],
        [latest, is_last, rank],
        [noun, latest, is_last],
        [noun, is_last, since],
        [noun, spoke, sentences],
        [noun, told, sentences],
        [look.subject, spoke, sentences],
        [look.opens, is_last, since],
        [look.here, is_last, latest],
        [look.known, spoke, rank],
        [turns, latest, since],
        [turns, sentences, look.here],
        [turns, voices, place],
        [noun, turns, latest],
    ] {
        emit.add(three);
    }
}
