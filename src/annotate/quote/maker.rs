//! A document → who made it: "a Merrow College poll", later "the poll"; "the letter went on".
//!
//! A ranker chooses among those whom the words beside the noun name ([`beside`](super::beside)),
//! who made the documents that the article told of before ([`document`](super::document)), who
//! spoke last and who is named nearby, or nobody. "His report" and "its report" are answered by
//! the rankers of pronouns and bodies.

use super::antecedent::{Anaphor, antecedent};
use super::beside;
use super::document::{self, Document, How, Mention};
use super::link::{chances, likeliest};
use super::models::Models;
use super::people::{People, is_possessive, pronoun};
use super::reference::{self, Reference};
use super::scene::{Scene, run_of};
use super::sink::Emit;
use super::speaker::{Around, Named, TOLD, WRITTEN};
use super::tagger::SOURCE;
use super::titles::is_stop;
use crate::annotate::sequence::{FeatureRows, Model};
use crate::annotate::text::Run;
use crate::annotate::{EntityKind, EntityMention};

/// Least probability at which a maker is considered at all.
const LEAST: f32 = 0.3;
/// Least probability of the maker of a document that "it" means.
const LEAST_OF_IT: f32 = 0.5;
/// Makers that are told apart, those named nearby among them.
const MOST: usize = 14;
const NEARBY: usize = 8;
/// Sentences and tokens before in which somebody is nearby, and tokens before "it".
const SENTENCES: u32 = 3;
const TOKENS: usize = 160;
const AROUND: usize = 60;

/// How somebody comes to be a possible maker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    /// Named in the source.
    Beside(How),
    /// Of a document told of before.
    Told(How),
    /// Of one that is told of later.
    ToldLater,
    /// Who spoke last.
    Spoke,
    /// Named nearby.
    Nearby,
}

impl Ground {
    fn number(self) -> u64 {
        match self {
            Ground::Beside(how) => 1 + how as u64,
            Ground::Told(how) => 4 + how as u64,
            Ground::ToldLater => 7,
            Ground::Spoke => 8,
            Ground::Nearby => 9,
        }
    }
}

/// Somebody who may have made a document.
#[derive(Debug, Clone)]
struct Maker {
    named: Named,
    ground: Ground,
    /// The token of the noun, or of the name, that tells of her; the source's where that comes later.
    token: usize,
    /// How many others were told of, or named, since.
    rank: u64,
    /// Whether the noun is that of the source.
    is_same_noun: bool,
    spoke: bool,
    /// Whether words before the noun of the source are of her name, or what she is called.
    fits: bool,
}

/// A document, or "it", with those who may have made it.
pub(super) struct Choice {
    source: Run,
    document: Option<Document>,
    makers: Vec<Maker>,
    /// Whether the article last told of such a document without its maker.
    is_by_nobody: bool,
    /// Makers of documents told of before.
    n_told: u64,
    /// Words that say whose it is, or of what kind ("the college’s poll", "the Torrance report").
    qualifiers: Run,
}

impl Choice {
    /// Gathers who may have made what a source names; nothing where that is no document.
    pub fn new(
        scene: &Scene<'_>,
        people: &People,
        source: Run,
        before: Option<(usize, usize)>,
        body: Option<(&str, usize)>,
    ) -> Option<Self> {
        let start = source.start as usize;
        let is_it = source.range().len() == 1 && scene.is_word(start, &["it"]);
        if is_it && has_body_before(scene, start) {
            return None;
        }
        let document = if is_it { None } else { Some(document::head(scene, source)?) };
        let qualifiers = run_of(start, document.map_or(start, |d| d.noun));
        let mut choice = Choice { source, document, makers: Vec::new(), is_by_nobody: false, n_told: 0, qualifiers };
        if let Some(document) = document {
            let sentence = scene.text.sentences.get(scene.sentences[start] as usize)?;
            if let Some((name, how)) = document::by_words_beside(scene, people, document, start, sentence.end as usize)
            {
                choice.add(name, Ground::Beside(how), document.noun, 0);
            }
        }
        choice.add_told(scene, people);
        choice.n_told = choice.makers.iter().filter(|m| matches!(m.ground, Ground::Told(_))).count() as u64;
        if is_it {
            return Some(choice).filter(|c| !c.makers.is_empty());
        }
        if let Some((person, at)) = before {
            choice.add_spoke(beside::person(people, person), at);
        }
        if let Some((name, at)) = body {
            choice.add_spoke(Some(beside::body(name.to_string())), at);
        }
        choice.add_nearby(scene, people);
        for k in 0..choice.makers.len() {
            choice.makers[k].fits = choice.qualifies(scene, people, k);
        }
        Some(choice)
    }

    /// Returns the names of those who may have made it.
    #[cfg(feature = "train")]
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.makers.iter().map(|maker| maker.named.name.as_str())
    }

    fn add(&mut self, named: Named, ground: Ground, token: usize, rank: u64) {
        let is_known = self.makers.iter().any(|m| m.named.name == named.name);
        if !is_known && self.makers.len() < MOST {
            self.makers.push(Maker { named, ground, token, rank, is_same_noun: false, spoke: false, fits: false });
        }
    }

    /// The makers of the documents that the article told of, the last first.
    fn add_told(&mut self, scene: &Scene<'_>, people: &People) {
        let start = self.source.start as usize;
        let mentions = document::mentions(scene, people, start, self.document.map(|d| d.family));
        let nobodys = mentions.first().filter(|m| m.maker.is_none()).map(|m| m.document.family);
        self.is_by_nobody = nobodys.is_some();
        let mut rank = 0;
        for Mention { document, maker } in mentions.into_iter().take(MOST) {
            let Some((name, how)) = maker else { continue };
            let known = self.makers.len();
            self.add(name, Ground::Told(how), document.noun, rank);
            if let Some(maker) = self.makers.get_mut(known) {
                let form = |token: usize| scene.forms[token].stem;
                maker.is_same_noun = self.document.is_some_and(|d| form(d.noun) == form(document.noun));
                rank += 1;
            }
        }
        // What was told of by nobody may have its maker told later.
        let later = nobodys.and_then(|family| document::told_after(scene, people, start, family));
        if let Some(name) = later {
            self.add(name, Ground::ToldLater, start, 0);
        }
    }

    fn add_spoke(&mut self, named: Option<Named>, token: usize) {
        let Some(named) = named else { return };
        match self.makers.iter_mut().find(|m| m.named.name == named.name) {
            Some(known) => known.spoke = true,
            None => {
                self.add(named, Ground::Spoke, token, 0);
                self.makers.iter_mut().filter(|m| m.ground == Ground::Spoke).for_each(|m| m.spoke = true);
            }
        }
    }

    /// Persons and bodies named a few sentences before, and in the source.
    fn add_nearby(&mut self, scene: &Scene<'_>, people: &People) {
        let Run { start, end } = self.source;
        let reach = run_of((start as usize).saturating_sub(TOKENS), end as usize);
        let near = |e: &&EntityMention| {
            let at = scene.tokens_of(e).start as usize;
            let is_outside = scene.marks.region_of(at).is_none();
            e.kind != EntityKind::Place
                && is_outside
                && scene.sentences[start as usize].saturating_sub(scene.sentences[at]) <= SENTENCES
        };
        for (rank, entity) in scene.entities_in(reach).iter().rev().filter(near).take(NEARBY).enumerate() {
            let start = scene.tokens_of(entity).start as usize;
            let Some(named) = beside::named(scene, people, entity).filter(|n| !n.name.is_empty()) else { continue };
            match self.makers.iter_mut().find(|m| m.named.name == named.name) {
                // Who spoke last is nearest where she is named last.
                Some(known) if known.ground == Ground::Spoke => {
                    (known.ground, known.token, known.rank) = (Ground::Nearby, start, rank as u64);
                }
                Some(_) => {}
                None => self.add(named, Ground::Nearby, start, rank as u64),
            }
        }
    }

    /// Writes the features of one maker.
    pub fn push(&self, scene: &Scene<'_>, people: &People, k: usize, rows: &mut FeatureRows) {
        let Maker { named, ground, token, rank, is_same_noun, spoke, fits } = &self.makers[k];
        let (token, rank, ground) = (*token, (*rank).min(7), ground.number());
        let start = self.source.start as usize;
        let family = self.document.map_or(99, |d| d.family as u64);
        let determiner = self.determiner(scene);
        let noun = self.document.map_or(start, |d| d.noun);
        let stem = scene.forms[noun].stem;
        let goes_on = u64::from((noun + 1..self.source.end as usize).any(|i| scene.is_wordlike(i)));
        let qualifiers = (noun - start).min(4) as u64;
        let qualified = u64::from(self.qualifiers.range().any(|i| is_possessive(scene, i)));
        let fit_others = self.makers.iter().enumerate().any(|(o, maker)| o != k && maker.fits);
        let fits = 2 * u64::from(*fits) + u64::from(fit_others);
        let by = self.by(scene);
        let (spoke, same) = (u64::from(*spoke), u64::from(*is_same_noun));
        let nobody = u64::from(self.is_by_nobody);
        let sentences = u64::from(scene.sentences[start].abs_diff(scene.sentences[token]));
        let far = [1, 2, 3, 5, 8, 14].iter().filter(|&&s| s <= sentences).count() as u64;
        let paragraphs = scene.paragraph_of(start).abs_diff(scene.paragraph_of(token)).min(3) as u64;
        let opens = u64::from(token == 0 || scene.sentences[token - 1] != scene.sentences[token]);
        let inside = u64::from(self.source.range().contains(&token));
        let after = u64::from(token > noun);
        let said = (scene.best_probability(run_of(token, token + 1), SOURCE) * 3.99) as u64;
        let end = self.end_of(scene, token);
        let owner = u64::from(is_possessive(scene, end));
        let next = scene.forms.get(end).map_or(9, |form| u64::from(form.cue_rank));
        let before = scene.word_hash(token.wrapping_sub(1));
        let kind = named.kind;
        let is_campaign = u64::from(named.name.ends_with("campaign"));
        let most = named.person.map_or(9, |p| {
            let many = |p: usize| people.persons[p].n_mentions;
            let others = self.makers.iter().filter_map(|m| m.named.person);
            others.filter(|&o| many(o) > many(p)).count().min(2) as u64
        });
        let n = self.makers.len().min(6) as u64;
        let told = self.n_told.min(3);
        let emit = &mut Emit::new(rows, 8000);
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
            [ground, qualifiers],
            [ground, is_campaign],
            [ground, fits],
            [ground, by],
            [fits, qualified],
            [fits, kind],
            [by, after],
            [ground, most],
            [family, kind],
            [family, is_campaign],
            [family, spoke],
            [stem, ground],
            [determiner, spoke],
            [determiner, far],
            [rank, opens],
            [rank, said],
            [rank, owner],
            [far, paragraphs],
            [far, opens],
            [far, said],
            [inside, after],
            [inside, before],
            [next, far],
            [owner, far],
            [n, ground],
        ] {
            emit.add(pair);
        }
        emit.add([family, kind, ground]);
        emit.add([ground, rank, told]);
        emit.add([ground, nobody, same]);
        emit.add([ground, same, far]);
        emit.add([family, spoke, far]);
        emit.add([family, determiner, ground]);
        emit.add([spoke, kind, far]);
        emit.add([ground, far, opens]);
        emit.add([ground, far, said]);
        emit.add([rank, said, opens]);
        emit.add([inside, after, owner]);
        emit.add([determiner, goes_on, ground]);
        emit.add([fits, qualified, ground]);
        emit.add([fits, determiner, qualifiers]);
        emit.add([by, inside, after]);
        rows.end_row();
    }

    /// Finds who made it, how likely, and how likely the next.
    fn made_by(self, scene: &Scene<'_>, people: &People, model: &Model) -> Option<Named> {
        let mut rows = FeatureRows::new();
        (0..self.makers.len()).for_each(|k| self.push(scene, people, k, &mut rows));
        let (k, probability, rival) = likeliest(chances(model, &rows).into_iter().enumerate())?;
        let least = if self.document.is_some() { LEAST } else { LEAST_OF_IT };
        let maker = self.makers.into_iter().nth(k).filter(|_| probability >= least)?;
        let way = if matches!(maker.ground, Ground::Beside(_)) { WRITTEN } else { TOLD };
        Some(Named { probability, rival, way, ..maker.named })
    }

    /// Tells whether a word before the noun is one of a maker’s name, or what she is called.
    fn qualifies(&self, scene: &Scene<'_>, people: &People, k: usize) -> bool {
        let Maker { named, token, .. } = &self.makers[k];
        let called = |word: &str, stem: u64| match named.person {
            Some(person) => people.titles.tie(person, word) > 0,
            None => people.bodies(scene).is_called(*token, stem),
        };
        self.qualifiers.range().filter(|&i| !is_stop(scene.word(i))).any(|i| {
            let word = scene.word(i);
            let is_part = named.name.split([' ', '-', '/']).any(|part| part.eq_ignore_ascii_case(word));
            is_part || called(word, scene.forms[i].stem)
        })
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

    /// The token behind a name that begins at a token.
    fn end_of(&self, scene: &Scene<'_>, token: usize) -> usize {
        let named = scene.entities_in(run_of(token, token + 1)).first();
        named.map_or(token + 1, |e| scene.tokens_of(e).end as usize)
    }
}

/// Finds who made the document that a source names; nothing where it names none, `None` where it
/// cannot be told.
pub(super) fn speaker(
    scene: &Scene<'_>,
    people: &People,
    source: Run,
    around: Around<'_>,
    models: &Models,
) -> Option<Option<Named>> {
    let choice = Choice::new(scene, people, source, around.before, around.body)?;
    let is_document = choice.document.is_some();
    let is_named = choice.makers.iter().any(|m| matches!(m.ground, Ground::Beside(_)));
    let owner = if is_named { None } else { owner(scene, people, source.start as usize, around, models) };
    let maker = owner.or_else(|| choice.made_by(scene, people, &models.maker));
    (is_document || maker.is_some()).then_some(maker)
}

/// Whose "his report" or "its report" is.
fn owner(scene: &Scene<'_>, people: &People, token: usize, around: Around<'_>, models: &Models) -> Option<Named> {
    let Around { before, contents, told, body } = around;
    let owner = match pronoun(scene.word(token)) {
        Some(gender) => antecedent(scene, people, Anaphor { token, gender, before, contents, told }, models),
        None if scene.is_word(token, &["its"]) => {
            let its = Reference::it(run_of(token, token + 1), body);
            reference::meant(scene, people.bodies(scene), its, &models.body)
        }
        None => None,
    };
    owner.map(|owner| Named { way: TOLD, ..owner })
}

/// Tells whether a body or place named before "it" in its sentence may be meant ("Iran said …, which
/// it said …").
fn has_body_before(scene: &Scene<'_>, it: usize) -> bool {
    let start = scene.text.sentences.get(scene.sentences[it] as usize).map_or(it, |s| s.start as usize);
    let reach = run_of(it.saturating_sub(AROUND).max(start), it);
    let outside = |e: &EntityMention| scene.marks.region_of(scene.tokens_of(e).start as usize).is_none();
    scene.entities_in(reach).iter().any(|e| e.kind != EntityKind::Person && outside(e))
}
