//! A person, or a phrase for one, whom a pronoun may mean → what the ranker sees of her.

use super::{Anaphor, Candidate, Choice};
use crate::annotate::quote::grammar::gender::Gender;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::quote::tagger::passes::{CONTENT, SOURCE};
use crate::annotate::quote::tagger::sink::Emit;
use crate::annotate::quote::words::kinds::class_of;
use crate::annotate::sequence::word_hash;

/// What is seen of one candidate, in small numbers.
pub(super) struct Look<'p> {
    /// The first name.
    first: &'p str,
    /// Whether the pronoun is "he".
    he: u64,
    /// Whether the list of first names agrees (1) or not (2).
    listed: u64,
    /// Whether another candidate's first name agrees with the pronoun where hers does not.
    outlisted: u64,
    /// How the article's own evidence agrees: see [`agreement`](super::agreement) and [`NAMELESS`](super::NAMELESS).
    agrees: u64,
    /// How often she is named, and how many are named more.
    many: u64,
    place: u64,
    /// How many candidates are nearer, and how many there are; the same of those that agree.
    rank: u64,
    of: u64,
    good: u64,
    good_rank: u64,
    /// How far away she is named, and how often in the pronoun's own paragraph.
    sentences: u64,
    paragraphs: u64,
    here: u64,
    /// Whether she opens a sentence, is the first who is named in it; whether the pronoun opens one.
    subject: u64,
    leads: u64,
    opens: u64,
    /// Whether she stands in marks, and the pronoun.
    quoted: u64,
    in_marks: u64,
    /// What stands beside her.
    possessive: u64,
    before_word: u64,
    after_word: u64,
    before_kind: u64,
    after_kind: u64,
    /// Whether she spoke last (2 without a name), and how many paragraphs ago that was.
    is_last: u64,
    since: u64,
    /// Whether somebody without a name spoke last: 0 nobody did, 1 somebody named later than she is, 2 earlier;
    /// from 3 on it is she, and 1 more for each time in a row.
    voice: u64,
    /// Whether she is named in the words quoted.
    inside: u64,
    /// How likely the taggers hold her a source there, and a part of what somebody said.
    spoke: u64,
    told: u64,
    /// Pronouns of the same and of the other gender between her and this one.
    same: u64,
    other: u64,
    /// Whether a phrase stands for her, what determines it, its noun.
    described: u64,
    determiner: u64,
    head: u64,
    /// How many without a name are nearer, and whether one of them speaks.
    nameless: u64,
    nameless_speaks: u64,
}

impl Choice<'_> {
    /// Looks at one candidate.
    pub(super) fn look<'p>(&self, scene: &Scene<'_>, people: &'p People, k: usize) -> Look<'p> {
        let Anaphor { token, gender, before, contents, .. } = self.anaphor;
        let candidate = self.candidates[k];
        let person = candidate.person.and_then(|p| people.persons.get(p));
        let n_mentions = person.map_or(0, |p| p.n_mentions);
        let (at, end) = (candidate.tokens.start as usize, candidate.tokens.end as usize);
        let is_good = |a: &&u64| !(6..=10).contains(*a);
        let paragraphs_to = |other: usize| paragraphs_between(scene, other, token);
        let opens = |i: usize| u64::from(i == 0 || scene.sentences[i - 1] != scene.sentences[i]);
        let in_marks = |i: usize| u64::from(scene.marks.region_of(i).is_some());
        let named_inside =
            people.namings_between(contents).any(|n| Some(n.person) == candidate.person && !n.is_described);
        let spoke = |c: &Candidate| scene.best_probability(c.tokens, SOURCE);
        let between = |list: &[usize]| (list.len() - list.partition_point(|&i| i < at)).min(3) as u64;
        let named_more = |c: &&Candidate| c.person.is_some_and(|p| people.persons[p].n_mentions > n_mentions);
        let paragraph = scene.text.paragraph_tokens(scene.paragraph_of(token));
        let before_it = run_of(paragraph.start as usize, token.max(paragraph.start as usize));
        let is_here = |n: &&Naming| Some(n.person) == candidate.person;
        let nearer = &self.candidates[..k];
        let listing = |c: &Candidate| c.person.and_then(|p| people.persons.get(p)).map_or(0, |p| p.listing(gender));
        let voice = self.candidates.iter().position(|c| c.is_voice);
        Look {
            first: person.map_or("", |p| &p.first),
            he: u64::from(gender == Gender::He),
            listed: listing(&candidate),
            outlisted: u64::from(listing(&candidate) == 2 && self.candidates.iter().any(|c| listing(c) == 1)),
            agrees: self.agrees[k],
            many: u64::from(n_mentions.min(6)),
            place: self.candidates.iter().filter(named_more).count().min(3) as u64,
            rank: k as u64,
            of: self.candidates.len().min(4) as u64,
            good: self.agrees.iter().filter(is_good).count().min(4) as u64,
            good_rank: self.agrees[..k].iter().filter(is_good).count().min(4) as u64,
            sentences: u64::from(scene.sentences[token].checked_sub(scene.sentences[at]).map_or(5, |n| n.min(5))),
            paragraphs: paragraphs_to(at),
            here: people.namings_between(&[before_it]).filter(is_here).count().min(3) as u64,
            subject: opens(at),
            leads: u64::from(people.leads_sentence(scene, candidate.tokens)),
            opens: opens(token),
            quoted: in_marks(at),
            in_marks: in_marks(token),
            possessive: u64::from(is_possessive(scene, end)),
            before_word: at.checked_sub(1).map_or(0, |i| scene.word_hash(i)),
            after_word: scene.word_hash(end),
            before_kind: at.checked_sub(1).map_or(0, |i| scene.kind(i)),
            after_kind: scene.kind(end),
            is_last: match before {
                _ if candidate.is_voice => 2,
                Some(b) => u64::from(Some(b.0) == candidate.person),
                None => 0,
            },
            since: before.map_or(9, |b| paragraphs_to(b.1.min(token))),
            voice: match voice {
                Some(voice) if voice == k => 2 + self.n_voices,
                Some(voice) => 1 + u64::from(voice > k),
                None => 0,
            },
            inside: u64::from(named_inside) + u64::from(!contents.is_empty()),
            spoke: (spoke(&candidate) * 3.99) as u64,
            told: (scene.mean_probability(candidate.tokens, CONTENT) * 3.99) as u64,
            same: between(&self.same),
            other: between(&self.other),
            described: u64::from(candidate.is_described),
            determiner: candidate.determiner,
            head: if candidate.determiner > 0 { scene.forms[end - 1].stem } else { 0 },
            nameless: nearer.iter().filter(|c| c.person.is_none()).count().min(2) as u64,
            nameless_speaks: u64::from(nearer.iter().any(|c| c.person.is_none() && spoke(c) > 0.4)),
        }
    }
}

/// Returns how many paragraphs a pronoun stands behind a token, at most four; who speaks may be told behind the
/// pronoun, which is as far off as can be.
fn paragraphs_between(scene: &Scene<'_>, other: usize, token: usize) -> u64 {
    scene.paragraph_of(token).checked_sub(scene.paragraph_of(other)).map_or(4, |n| n.min(4) as u64)
}

impl Look<'_> {
    /// Writes the features.
    pub(super) fn push(&self, emit: &mut Emit<'_>) {
        push_who(self, emit);
        push_where(self, emit);
        push_speech(self, emit);
        push_phrase(self, emit);
    }
}

/// Gender, and how much the article is about her.
fn push_who(look: &Look<'_>, emit: &mut Emit<'_>) {
    let &Look { he, listed, outlisted, agrees, many, place, rank, of, good_rank, sentences, is_last, .. } = look;
    let ending = |n: usize| {
        let letters = look.first.char_indices().rev().nth(n - 1).map_or("", |(i, _)| &look.first[i..]);
        word_hash(letters.as_bytes())
    };
    for pair in [
        [listed, 0],
        [listed, agrees],
        [listed, rank],
        [listed, is_last],
        [listed, good_rank],
        [agrees, 0],
        [agrees, rank],
        [agrees, sentences],
        [agrees, is_last],
        [many, 9],
        [many, rank],
        [many, good_rank],
        [place, 9],
        [place, rank],
        [place, good_rank],
        [word_hash(look.first.as_bytes()), he],
        [u64::from(look.first.is_empty()), agrees],
        [ending(1), he],
        [ending(2), he],
        [of, rank],
    ] {
        emit.add(pair);
    }
    emit.add([listed, agrees, good_rank]);
    emit.add([outlisted, agrees, 0]);
    emit.add([outlisted, is_last, 1]);
    emit.add([place, many, good_rank]);
}

/// Where she is named, and beside what.
fn push_where(look: &Look<'_>, emit: &mut Emit<'_>) {
    let &Look { rank, good, good_rank, sentences, paragraphs, subject, leads, opens, quoted, possessive, .. } = look;
    let &Look { before_kind, after_kind, agrees, described, here, .. } = look;
    for pair in [
        [sentences, 9],
        [sentences, rank],
        [paragraphs, 9],
        [rank, paragraphs],
        [rank, 9],
        [subject, sentences],
        [subject, rank],
        [quoted, sentences],
        [quoted, rank],
        [good, good_rank],
        [good_rank, sentences],
        [good_rank, paragraphs],
        [possessive, rank],
        [possessive, good_rank],
        [look.after_word, 9],
        [look.before_word, 9],
        [before_kind, 9],
        [after_kind, 9],
        [before_kind, rank],
        [after_kind, rank],
        [leads, rank],
        [leads, good_rank],
        [leads, sentences],
        [here, good_rank],
    ] {
        emit.add(pair);
    }
    emit.add([subject, possessive, quoted, good_rank]);
    emit.add([leads, sentences, quoted]);
    emit.add([leads, described, sentences, good_rank]);
    emit.add([agrees, good_rank, leads]);
    emit.add([opens, sentences, leads]);
    emit.add([opens, good_rank, sentences]);
    emit.add([here, paragraphs, good_rank]);
    emit.add([class_of(before_kind), sentences, good_rank.min(2)]);
    emit.add([class_of(after_kind), sentences, good_rank.min(2)]);
}

/// Who spoke, and what is quoted.
fn push_speech(look: &Look<'_>, emit: &mut Emit<'_>) {
    let &Look { rank, good, good_rank, sentences, paragraphs, is_last, since, inside, spoke, .. } = look;
    let &Look { same, other, in_marks, quoted, agrees, described, told, .. } = look;
    for pair in [
        [told, rank],
        [told, good_rank],
        [told, sentences],
        [told, is_last],
        [told, spoke],
        [told, quoted],
        [inside, agrees],
        [inside, rank],
        [spoke, rank],
        [spoke, sentences],
        [spoke, good_rank],
        [same, rank],
        [same, good_rank],
        [other, good_rank],
        [other, same],
        [described, rank],
        [described, spoke],
    ] {
        emit.add(pair);
    }
    let &Look { voice, subject, leads, opens, here, .. } = look;
    emit.add([voice, subject, sentences]);
    emit.add([voice, good_rank]);
    emit.add([voice, spoke, sentences]);
    emit.add([voice, is_last, since]);
    emit.add([voice, quoted, in_marks]);
    emit.add([voice, leads, opens]);
    emit.add([voice, paragraphs, here]);
    emit.add([is_last, since, rank]);
    emit.add([is_last, since, good_rank]);
    emit.add([is_last, since, sentences]);
    emit.add([is_last, paragraphs, good]);
    emit.add([good, good_rank, sentences, spoke]);
    emit.add([good_rank, same, sentences]);
    emit.add([spoke, is_last, sentences]);
    emit.add([in_marks, quoted, good_rank]);
    emit.add([in_marks, is_last, good_rank]);
    emit.add([told, good_rank, sentences]);
    emit.add([told, in_marks, quoted]);
    emit.add([told, is_last, since]);
}

/// The noun phrase that stands for her, and those nearer that stand for nobody named.
fn push_phrase(look: &Look<'_>, emit: &mut Emit<'_>) {
    let &Look { determiner, rank, sentences, agrees, spoke, nameless, .. } = look;
    for pair in [
        [determiner, 9],
        [determiner, rank],
        [determiner, sentences],
        [determiner, agrees],
        [determiner, spoke],
        [determiner, look.subject],
        [determiner, look.is_last],
        [determiner, look.inside],
        [determiner, look.head],
        [nameless, look.good_rank],
        [nameless, look.nameless_speaks],
    ] {
        emit.add(pair);
    }
    emit.add([determiner, agrees, rank]);
    emit.add([determiner, agrees, sentences]);
    emit.add([determiner, spoke, sentences]);
    emit.add([determiner, agrees, class_of(look.after_kind)]);
}
