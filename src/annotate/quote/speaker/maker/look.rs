//! A possible maker of a document → what the ranker sees of her.

use super::{Choice, Maker};
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::speaker::document::Document;
use crate::annotate::quote::tagger::passes::SOURCE;
use crate::annotate::quote::tagger::sink::Emit;

/// What is seen of one maker, in small numbers.
pub(super) struct Look {
    /// How she comes to be one, and how many others were told of, or named, since.
    ground: u64,
    rank: u64,
    /// The sort of document, its noun, what stands before and behind it.
    family: u64,
    stem: u64,
    determiner: u64,
    qualifiers: u64,
    qualified: u64,
    goes_on: u64,
    /// Whether the words before the noun fit her (2), or another maker (1).
    fits: u64,
    /// Whether the source says by whom it is.
    by: u64,
    /// Whether she spoke last.
    spoke: u64,
    /// Whether the noun that tells of her is that of the source.
    same: u64,
    /// Whether such a document was last told of without a maker; how many were told of with one.
    nobody: u64,
    told: u64,
    /// How far from the source she is named, in steps of sentences, and in paragraphs.
    far: u64,
    paragraphs: u64,
    /// Whether what tells of her opens a sentence, lies in the source, comes after the noun.
    opens: u64,
    inside: u64,
    after: u64,
    /// How likely the taggers hold her a source there.
    said: u64,
    /// What stands beside her.
    owner: u64,
    next: u64,
    before: u64,
    /// Person, body or place; whether it is a campaign.
    kind: u64,
    is_campaign: u64,
    /// How many of the others are named more often, and how many makers there are.
    most: u64,
    n: u64,
}

impl Choice {
    /// Looks at one maker.
    pub(super) fn look(&self, scene: &Scene<'_>, people: &People, k: usize) -> Look {
        let Maker { named, ground, token, rank, is_same_noun, spoke, fits } = &self.makers[k];
        let (token, start) = (*token, self.source.start as usize);
        let noun = self.document.map_or(start, |d| d.noun);
        let end = end_of(scene, token);
        let sentences = scene.sentences[start].abs_diff(scene.sentences[token]);
        let fit_others = self.makers.iter().enumerate().any(|(o, maker)| o != k && maker.fits);
        let more = |p: usize| {
            let many = |p: usize| people.persons[p].n_mentions;
            let others = self.makers.iter().filter_map(|m| m.named.person);
            others.filter(|&o| many(o) > many(p)).count().min(2) as u64
        };
        Look {
            ground: ground.number(),
            rank: (*rank).min(7),
            family: self.document.map_or(99, |d| d.family as u64),
            stem: scene.forms[noun].stem,
            determiner: self.determiner(scene),
            qualifiers: (noun - start).min(4) as u64,
            qualified: u64::from(self.qualifiers.range().any(|i| is_possessive(scene, i))),
            goes_on: u64::from((noun + 1..self.source.end as usize).any(|i| scene.is_wordlike(i))),
            fits: 2 * u64::from(*fits) + u64::from(fit_others),
            by: self.by(scene),
            spoke: u64::from(*spoke),
            same: u64::from(*is_same_noun),
            nobody: u64::from(self.is_by_nobody),
            told: self.n_told.min(3),
            far: [1, 2, 3, 5, 8, 14].iter().filter(|&&s| s <= sentences).count() as u64,
            paragraphs: scene.paragraph_of(start).abs_diff(scene.paragraph_of(token)).min(3) as u64,
            opens: u64::from(token == 0 || scene.sentences[token - 1] != scene.sentences[token]),
            inside: u64::from(self.source.range().contains(&token)),
            after: u64::from(token > noun),
            said: (scene.best_probability(run_of(token, token + 1), SOURCE) * 3.99) as u64,
            owner: u64::from(is_possessive(scene, end)),
            next: scene.forms.get(end).map_or(9, |form| u64::from(form.cue_rank)),
            before: scene.word_hash(token.wrapping_sub(1)),
            kind: named.kind,
            is_campaign: u64::from(named.name.ends_with("campaign")),
            most: named.person.map_or(9, more),
            n: self.makers.len().min(6) as u64,
        }
    }

    /// Whether the source says by whom it is: 0 not, 1 by a name, 2 by somebody unnamed.
    fn by(&self, scene: &Scene<'_>) -> u64 {
        let Some(Document { noun, .. }) = self.document else { return 0 };
        let end = self.source.end as usize;
        let Some(by) = (noun + 1..end).find(|&i| scene.is_word(i, &["by", "from"])) else { return 0 };
        let mut words = (by + 1..end).filter(|&i| scene.is_wordlike(i)).take(4);
        if words.any(|i| scene.forms[i].is_capital) { 1 } else { 2 }
    }

    /// What stands first in the source: 0 "the", 1 "this", 2 "a", 3 "his", 4 another word.
    fn determiner(&self, scene: &Scene<'_>) -> u64 {
        let start = self.source.start as usize;
        let lists: [&[&str]; 4] = [
            &["the"],
            &["that", "these", "this", "those"],
            &["a", "an", "another", "one"],
            &["her", "his", "its", "their"],
        ];
        lists.iter().position(|list| scene.is_word(start, list)).unwrap_or(lists.len()) as u64
    }
}

/// The token behind a name that begins at a token.
fn end_of(scene: &Scene<'_>, token: usize) -> usize {
    let named = scene.entities_in(run_of(token, token + 1)).first();
    named.map_or(token + 1, |e| scene.tokens_of(e).end as usize)
}

impl Look {
    /// Writes the features.
    pub(super) fn push(&self, emit: &mut Emit<'_>) {
        let &Look { ground, rank, family, determiner, kind, fits, by, spoke, same, .. } = self;
        let &Look { nobody, told, far, opens, inside, after, said, owner, qualified, goes_on, .. } = self;
        for pair in [
            [ground, 99],
            [ground, family],
            [ground, determiner],
            [ground, kind],
            [ground, rank],
            [ground, told],
            [ground, nobody],
            [ground, same],
            [ground, far],
            [ground, spoke],
            [ground, goes_on],
            [ground, self.qualifiers],
            [ground, self.is_campaign],
            [ground, fits],
            [ground, by],
            [fits, qualified],
            [fits, kind],
            [by, after],
            [ground, self.most],
            [family, kind],
            [family, self.is_campaign],
            [family, spoke],
            [self.stem, ground],
            [determiner, spoke],
            [determiner, far],
            [rank, opens],
            [rank, said],
            [rank, owner],
            [far, self.paragraphs],
            [far, opens],
            [far, said],
            [inside, after],
            [inside, self.before],
            [self.next, far],
            [owner, far],
            [self.n, ground],
        ] {
            emit.add(pair);
        }
        for three in [
            [family, kind, ground],
            [ground, rank, told],
            [ground, nobody, same],
            [ground, same, far],
            [family, spoke, far],
            [family, determiner, ground],
            [spoke, kind, far],
            [ground, far, opens],
            [ground, far, said],
            [rank, said, opens],
            [inside, after, owner],
            [determiner, goes_on, ground],
            [fits, qualified, ground],
            [fits, determiner, self.qualifiers],
            [by, inside, after],
        ] {
            emit.add(three);
        }
    }
}
