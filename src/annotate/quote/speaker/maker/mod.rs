//! A document → who made it: "a Merrow College poll", later "the poll"; "the letter went on".
//!
//! A ranker chooses among those whom the words beside the noun name ([`beside`](super::beside)),
//! who made the documents that the article told of before ([`document`](super::document)), who
//! spoke last and who is named nearby, or nobody. "His report" and "its report" are answered by
//! the rankers of pronouns and bodies.

mod look;
mod staff;

use super::antecedent::{Anaphor, antecedent};
use super::beside;
use super::document::{self, Document, How, Mention};
use super::reference::{self, Reference};
use super::resolve::Around;
use crate::annotate::quote::grammar::gender::pronoun;
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::layout::next_post;
use crate::annotate::quote::models::chances::{chances, likeliest};
use crate::annotate::quote::models::learnt::Models;
use crate::annotate::quote::people::roster::People;
use crate::annotate::quote::source::named::{Named, TOLD, WRITTEN};
use crate::annotate::quote::tagger::passes::SOURCE;
use crate::annotate::quote::tagger::sink::Emit;
use crate::annotate::quote::words::writings::{POLLS, REPORTS};
use crate::annotate::sequence::{FeatureRows, Model};
use crate::annotate::text::Run;
use crate::annotate::{EntityKind, EntityMention};

/// Least probability at which a maker is considered at all.
const LEAST: f32 = 0.3;
/// Least probability of the maker of a document that "it" means.
const LEAST_OF_IT: f32 = 0.5;
/// How likely "it" is the poll that speaks in its sentence, and how likely at least a poll speaks there.
const OF_POLL: f32 = 0.95;
const SPEAKS: f32 = 0.5;
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
pub(crate) struct Choice {
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
    #[cfg(any(test, feature = "train"))]
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
        let emit = &mut Emit::new(rows, 8000);
        self.look(scene, people, k).push(emit);
        rows.end_row();
    }

    /// Returns the maker of a poll told of before of whose name the owner's surname is a part: after "a
    /// Ledger-Roe poll" the pollster Roe's "her report" is that poll's.
    fn shared(&self, scene: &Scene<'_>, people: &People, owner: &Named) -> Option<Named> {
        self.document.filter(|d| matches!(d.family, POLLS | REPORTS))?;
        let surname = people.persons[owner.person?].surname();
        let is_part = |name: &str| name.split([' ', '-', '/']).any(|part| part.eq_ignore_ascii_case(surname));
        let polls = document::mentions(scene, people, self.source.start as usize, Some(POLLS));
        let makers = polls.into_iter().filter_map(|m| Some(m.maker?.0)).filter(|m| m.person.is_none());
        let maker = makers.into_iter().find(|m| is_part(&m.name))?;
        Some(Named { way: TOLD, probability: owner.probability, rival: owner.rival, ..maker })
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
    let is_it = source.range().len() == 1 && scene.is_word(source.start as usize, &["it"]);
    if is_it && let Some(maker) = of_poll_before(scene, people, source.start as usize) {
        return Some(Some(maker));
    }
    if next_post::is_next(scene, source)
        && let Some(writer) = next_post::writer(scene, people, around.before(), source.start as usize)
    {
        return Some(beside::person(people, writer).map(|named| Named { probability: next_post::SURE, ..named }));
    }
    let choice = Choice::new(scene, people, source, around.before(), around.heard().body())?;
    let is_document = choice.document.is_some();
    let is_named = choice.makers.iter().any(|m| matches!(m.ground, Ground::Beside(_)));
    let staff = staff::pronoun_in(scene, source).filter(|_| is_document && !is_named);
    let token = staff.unwrap_or(source.start as usize);
    let owner = if is_named { None } else { owner(scene, people, token, around, models) };
    let maker = match (owner, staff) {
        (Some(owner), Some(pronoun)) => staff::of(scene, people, pronoun, owner),
        (Some(owner), None) => choice.shared(scene, people, &owner).or(Some(owner)),
        (None, _) => choice.made_by(scene, people, &models.maker),
    };
    (is_document || maker.is_some()).then_some(maker)
}

/// Whose "his report" or "its report" is.
fn owner(scene: &Scene<'_>, people: &People, token: usize, around: Around<'_>, models: &Models) -> Option<Named> {
    let (before, Around { contents, told, .. }) = (around.before(), around);
    let owner = match pronoun(scene.word(token)) {
        Some(gender) => {
            let anaphor = Anaphor { token, gender, before, contents, told, barred: around.outer };
            antecedent(scene, people, anaphor, models)
        }
        None if scene.is_word(token, &["its"]) => {
            let its = Reference::it(run_of(token, token + 1), around.heard());
            reference::meant(scene, people.bodies(scene), its, &models.body)
        }
        None => None,
    };
    owner.map(|owner| Named { way: TOLD, ..owner })
}

/// The maker of the poll that "it" goes on about in the same sentence: "…, a Ledger poll shows, but [it] also finds …".
fn of_poll_before(scene: &Scene<'_>, people: &People, it: usize) -> Option<Named> {
    let told = document::mentions(scene, people, it, Some(POLLS)).into_iter().next()?;
    let noun = told.document.noun;
    let speaks = scene.best_probability(run_of(noun, noun + 1), SOURCE) > SPEAKS;
    let is_here = scene.sentences[noun] == scene.sentences[it] && speaks && !has_body_in(scene, run_of(noun + 1, it));
    let (named, _) = told.maker.filter(|_| is_here)?;
    Some(Named { way: WRITTEN, probability: OF_POLL, rival: 0.0, ..named })
}

/// Tells whether a body or place named before "it" in its sentence may be meant ("Iran said …, which
/// it said …").
fn has_body_before(scene: &Scene<'_>, it: usize) -> bool {
    let start = scene.text.sentences.get(scene.sentences[it] as usize).map_or(it, |s| s.start as usize);
    has_body_in(scene, run_of(it.saturating_sub(AROUND).max(start), it))
}

/// Tells whether a body or place is named in a run, outside of quotations.
fn has_body_in(scene: &Scene<'_>, reach: Run) -> bool {
    let outside = |e: &EntityMention| scene.marks.region_of(scene.tokens_of(e).start as usize).is_none();
    scene.entities_in(reach).iter().any(|e| e.kind != EntityKind::Person && outside(e))
}
