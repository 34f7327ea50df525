//! A person of the surname → what the ranker sees of her.

use super::{Choice, ELDER, Surname, YOUNGER, is_junior, is_senior};
use crate::annotate::quote::grammar::gender::{Gender, pronoun_after, title_gender};
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::people::roster::{Naming, People};
use crate::annotate::quote::tagger::passes::SOURCE;
use crate::annotate::quote::tagger::sink::Emit;
use crate::annotate::quote::words::name::{same_first, same_suffix};

/// The age from which somebody is no child.
const CHILD: u32 = 16;

/// What is seen of one person, in small numbers.
pub(super) struct Look {
    /// Whether the counts, and the entity annotator, hold her to be meant.
    is_held: u64,
    is_linked: u64,
    /// How many namesakes are named more, and her share of the namings.
    place: u64,
    share: u64,
    /// How many are named later in full, and at all; how far away she is.
    rank: u64,
    rank_any: u64,
    rank_told: u64,
    far: u64,
    far_any: u64,
    /// Where she is named in full: in this paragraph, opening a sentence, a likely source, an owner.
    same_paragraph: u64,
    subject: u64,
    said: u64,
    owner: u64,
    /// Whether the title before the name, the next pronoun and the word before fit her, and others.
    titled: u64,
    pronoun: u64,
    called: u64,
    callers: u64,
    /// "The elder Roe" (1), "the younger Roe" (2), "the other Roe" (3).
    elder: u64,
    /// Whether the article tells that she is the elder (1), or the younger (2).
    seniority: u64,
    /// How much she is named by the first name alone; whether she is a child, or said to be older.
    by_first: u64,
    age: u64,
    /// Whether she is a "Sr." (1), or has another suffix (2).
    suffix: u64,
    /// Whether she is the namesake who spoke last, how many quotes of others and how many paragraphs ago.
    is_last: u64,
    others: u64,
    since: u64,
    /// Whether she is named in the words quoted.
    inside: u64,
    /// Whether "he" or "she" before and after in the paragraph fits her, and others.
    pronoun_before: u64,
    pronoun_after: u64,
    /// Her place in the list, whether she is named first of all, and in full; how many there are.
    order: u64,
    is_first: u64,
    is_full: u64,
    n: u64,
}

impl Choice<'_> {
    /// Looks at one person.
    pub(super) fn look(&self, scene: &Scene<'_>, people: &People, k: usize) -> Look {
        let Surname { tokens, held, linked, contents, .. } = &self.surname;
        let (number, token) = (self.persons[k], tokens.start as usize);
        let person = &people.persons[number];
        let (full, any) = (self.full[k], self.any[k]);
        let many = |p: usize| people.persons[p].n_mentions;
        let all: u32 = self.persons.iter().map(|&p| many(p)).sum();
        let word_before = token.checked_sub(1);
        let is_before = |words: &[&str]| u64::from(scene.is_word(token.wrapping_sub(1), words));
        let tie = |p: usize| people.titles.tie(p, word_before.map_or("", |i| scene.word(i)));
        let first = |p: usize| people.first_naming(p).map(|n| n.tokens.start);
        let since = |at: usize| (scene.paragraph_of(token) - scene.paragraph_of(at.min(token))).min(4) as u64;
        let is_hers = |[first, _, suffix]: &[String; 3]| {
            same_suffix(suffix, &person.suffix) && (same_first(first, &person.first) || first.is_empty())
        };
        Look {
            is_held: u64::from(*held == number),
            is_linked: linked.as_ref().map_or(2, |linked| u64::from(is_hers(linked))),
            place: self.persons.iter().filter(|&&p| many(p) > many(number)).count().min(3) as u64,
            share: u64::from(many(number) * 5 / all.max(1)),
            rank: rank_in(&self.full, k),
            rank_any: rank_in(&self.any, k),
            rank_told: rank_in(&self.told, k),
            far: sentences_to(scene, full, token),
            far_any: sentences_to(scene, any, token),
            same_paragraph: full
                .map_or(2, |n| u64::from(scene.paragraph_of(n.tokens.start as usize) == scene.paragraph_of(token))),
            subject: full.map_or(2, |n| {
                let at = n.tokens.start as usize;
                u64::from(at == 0 || scene.sentences[at - 1] != scene.sentences[at])
            }),
            said: full.map_or(9, |n| (scene.best_probability(n.tokens, SOURCE) * 3.99) as u64),
            owner: full.map_or(2, |n| u64::from(is_possessive(scene, n.tokens.end as usize))),
            titled: self.agrees(people, k, word_before.and_then(|i| title_gender(scene, i))),
            pronoun: self.agrees(people, k, pronoun_after(scene, *tokens)),
            called: tie(number),
            callers: self.persons.iter().filter(|&&p| tie(p) > 0).count().min(2) as u64,
            elder: is_before(ELDER) + 2 * is_before(YOUNGER) + 3 * is_before(&["other"]),
            seniority: self.seniority[k],
            by_first: self.by_first[k],
            age: people.titles.age(number).map_or(0, |age| 1 + u64::from(age >= CHILD)),
            suffix: u64::from(is_senior(&person.suffix)) + 2 * u64::from(is_junior(&person.suffix)),
            is_last: self.spoke.map_or(2, |s| u64::from(s.0 == number)),
            others: self.spoke.map_or(9, |s| s.2.min(3) as u64),
            since: self.spoke.map_or(9, |s| since(s.1)),
            inside: u64::from(people.namings_between(contents).any(|n| n.person == number && !n.is_described)),
            pronoun_before: self.agrees(people, k, self.pronouns[0]),
            pronoun_after: self.agrees(people, k, self.pronouns[1]),
            order: k.min(3) as u64,
            is_first: u64::from(self.persons.iter().all(|&p| first(number) <= first(p))),
            is_full: u64::from(!person.first.is_empty()),
            n: self.persons.len().min(4) as u64,
        }
    }

    /// Whether a gender told beside the name may be hers, and that of how many: 0 none is told.
    fn agrees(&self, people: &People, k: usize, gender: Option<Gender>) -> u64 {
        let Some(gender) = gender else { return 0 };
        let may_be = |&p: &usize| people.persons[p].may_be(gender);
        let all = self.persons.iter().copied().filter(may_be).count().min(3) as u64;
        1 + u64::from(may_be(&self.persons[k])) + 2 * all
    }
}

/// How many of the others are named after one.
fn rank_in(namings: &[Option<Naming>], k: usize) -> u64 {
    let start = |n: &Option<Naming>| n.map(|n| n.tokens.start);
    let own = start(&namings[k]);
    own.map_or(4, |own| namings.iter().filter(|n| start(n) > Some(own)).count().min(3) as u64)
}

/// How many sentences lie between a naming and a token, in steps.
fn sentences_to(scene: &Scene<'_>, naming: Option<Naming>, token: usize) -> u64 {
    let gap = naming.map(|n| scene.sentences[token] - scene.sentences[n.tokens.start as usize]);
    gap.map_or(9, |gap| [1, 2, 3, 5, 8, 14].iter().filter(|&&s| s <= gap).count() as u64)
}

impl Look {
    /// Writes the features.
    pub(super) fn push(&self, emit: &mut Emit<'_>) {
        self.push_where(emit);
        self.push_who(emit);
        self.push_together(emit);
    }

    /// How much and where she is named.
    fn push_where(&self, emit: &mut Emit<'_>) {
        let &Look { is_held, is_linked, place, share, rank, far, same_paragraph, subject, .. } = self;
        for pair in [
            [is_held, 9],
            [is_linked, 9],
            [is_held, is_linked],
            [place, 9],
            [place, share],
            [rank, 9],
            [rank, place],
            [rank, share],
            [rank, far],
            [self.rank_any, 9],
            [self.rank_any, rank],
            [self.rank_any, self.far_any],
            [far, 9],
            [far, share],
            [same_paragraph, rank],
            [same_paragraph, subject],
            [subject, rank],
            [self.said, rank],
            [self.said, far],
            [self.owner, rank],
        ] {
            emit.add(pair);
        }
    }

    /// What tells who is meant beside the name, and who spoke.
    fn push_who(&self, emit: &mut Emit<'_>) {
        let &Look { is_held, is_linked, place, rank, titled, pronoun, elder, suffix, is_last, .. } = self;
        let &Look { since, is_first, others, pronoun_before, pronoun_after, inside, rank_told, seniority, .. } = self;
        for pair in [
            [titled, 9],
            [titled, place],
            [titled, is_held],
            [titled, is_linked],
            [pronoun, 9],
            [pronoun, rank],
            [self.called, self.callers],
            [elder, seniority],
            [elder, is_last],
            [elder, is_held],
            [others, is_last],
            [self.by_first, 9],
            [self.by_first, is_held],
            [self.by_first, is_linked],
            [self.by_first, rank],
            [self.by_first, is_last],
            [self.age, 9],
            [self.age, self.by_first],
            [inside, 9],
            [inside, is_last],
            [pronoun_before, 9],
            [pronoun_before, is_last],
            [pronoun_after, 9],
            [pronoun_after, pronoun_before],
            [rank_told, 9],
            [rank_told, is_last],
            [rank_told, rank],
            [elder, rank],
            [elder, suffix],
            [suffix, is_held],
            [suffix, rank],
            [is_last, since],
            [is_last, rank],
            [is_last, place],
            [is_last, is_held],
            [self.order, is_first],
            [is_first, place],
            [is_first, rank],
            [self.is_full, 9],
            [self.n, is_held],
            [self.n, rank],
        ] {
            emit.add(pair);
        }
    }

    /// Several of these together.
    fn push_together(&self, emit: &mut Emit<'_>) {
        let &Look { is_held, is_linked, place, share, rank, far, same_paragraph, pronoun, is_last, .. } = self;
        let &Look { since, is_first, others, pronoun_before, pronoun_after, rank_told, .. } = self;
        for three in [
            [pronoun, is_held, rank],
            [is_held, is_linked, is_last],
            [rank, far, share],
            [rank, is_last, since],
            [rank, place, is_first],
            [is_linked, rank, far],
            [is_last, others, since],
            [is_last, others, rank],
            [is_last, rank_told, since],
            [is_last, pronoun_after, pronoun_before],
            [is_last, same_paragraph, others],
            [same_paragraph, rank, is_last],
        ] {
            emit.add(three);
        }
    }
}
