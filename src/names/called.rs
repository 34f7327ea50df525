//! A description whose bearer its article does not tell ("the former attorney general") → the
//! person whom other articles call so.
//!
//! A person bears a description in an article that says all of its words of her, the noun as
//! what she is, or that quotes her under it. Of the people whom an article names, those shortly
//! before the description first, the one is meant whom other articles call so, where no second
//! one is as readily; whom an article does not name is meant only where hardly anybody else is
//! called so at the time ("the president"). Offices change hands: articles count that appeared
//! within a year. Weighs a description's words as [`crate::annotate`] does within an article.

use rustc_hash::{FxHashMap, FxHashSet};

use super::NameKind;
use super::described::{is_described, shown};
use super::resolve::Resolver;
use super::survey::{NameId, Sort};
use crate::annotate::CallingSort;
use crate::annotate::callings::{PAST, plain};

/// Days between an article and one that tells whom it means, at most.
const MAX_DAYS: i64 = 365;

/// Share of the other articles naming a person that must call her so where a single word does;
/// one article is enough where the share is high.
const MIN_SHARE: f64 = 0.05;
const SHARE: f64 = 0.3;

/// Share of an article by which a person's articles count less: it may have been misread.
const SINGLE: f64 = 0.5;

/// Other articles that must call a person so whom the article names, and whom it does not.
const MIN_ARTICLES: usize = 2;
const MIN_UNNAMED: usize = 5;

/// How many times as readily as anybody else whom the article names.
const CLEAR: f64 = 2.5;

/// Share of all who are called so that must be the one whom the article does not name.
const CLEAR_SHARE: f64 = 0.9;

/// Words of a description that need not have been said of the person.
const NEUTRAL: &[&str] = &["longtime", "own", "then"];

/// A description in one article, and whom it means.
#[derive(Debug, Clone)]
pub(super) struct Meant {
    pub name: NameId,
    pub article: u32,
    pub entity: usize,
    pub why: String,
}

/// Finds whom descriptions mean.
pub(super) fn meant(resolver: &Resolver<'_>) -> Vec<Meant> {
    let ground = resolver.ground;
    let described = |id: &NameId| {
        let name = ground.survey.name(*id);
        name.sort == Sort::Of(NameKind::Speaker) && is_described(&name.key) && !ground.holders(*id).is_empty()
    };
    let count = u32::try_from(ground.survey.names.len()).unwrap_or(u32::MAX);
    let descriptions: Vec<Description> =
        (0..count).filter(described).map(|id| Description::read(id, ground.survey.name(id).display())).collect();
    if descriptions.is_empty() {
        return Vec::new();
    }
    let callings = Callings::of(resolver, &descriptions);
    let mut found = Vec::new();
    for description in &descriptions {
        let bearers = callings.bearers(description);
        let holders = ground.holders(description.name).iter();
        found.extend(holders.filter_map(|&article| callings.decide(description, article, &bearers)));
    }
    found
}

/// A description, read.
struct Description {
    name: NameId,
    /// Its words as callings have them, the noun last, without those that need not be borne.
    words: Vec<String>,
    /// How the noun must be said of its bearer.
    sort: CallingSort,
    /// "His spokesman": whose, the article tells.
    is_owned: bool,
}

impl Description {
    fn read(name: NameId, spelling: &str) -> Description {
        let spelling = shown(spelling).to_lowercase();
        let (determiner, rest) = spelling.split_once(' ').unwrap_or_default();
        let is_past = rest.split(' ').any(|word| PAST.contains(&word));
        let words = rest.split(' ').filter(|word| !NEUTRAL.contains(word) && !PAST.contains(word));
        Description {
            name,
            words: words.map(plain).collect(),
            sort: if is_past { CallingSort::Past } else { CallingSort::Noun },
            is_owned: determiner != "the",
        }
    }
}

/// A person of whom an article says a word.
#[derive(Debug, Clone, Copy)]
struct Said {
    article: u32,
    name: NameId,
    sort: CallingSort,
}

/// Articles that call or name somebody.
#[derive(Debug, Clone, Default)]
struct Articles {
    /// In order, each once.
    ids: Vec<u32>,
    /// Days of publication, in order; undated ones have none.
    days: Vec<i64>,
}

impl Articles {
    /// Puts them in order; `day` tells when each appeared.
    fn sort(&mut self, day: impl Fn(u32) -> Option<i64>) {
        self.ids.sort_unstable();
        self.ids.dedup();
        self.days = self.ids.iter().filter_map(|&id| day(id)).collect();
        self.days.sort_unstable();
    }

    /// Counts those that may tell whom another means: undated ones, and others of the time.
    fn around(&self, article: u32, day: Option<i64>) -> usize {
        let near = match day {
            Some(day) => {
                let from = self.days.partition_point(|&d| d < day.saturating_sub(MAX_DAYS));
                let to = self.days.partition_point(|&d| d <= day.saturating_add(MAX_DAYS));
                self.ids.len() - self.days.len() + to - from
            }
            None => self.ids.len(),
        };
        near - usize::from(self.ids.binary_search(&article).is_ok())
    }
}

/// The bearers of a description, by entity.
type Bearers = FxHashMap<usize, Articles>;

/// Somebody whom an article names and other articles call as it does.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    entity: usize,
    /// Other articles that call her so.
    support: usize,
    /// Their share of those that name her.
    share: f64,
    /// The share, less where few do, times her mentions in the article.
    weight: f64,
    /// Whether the article itself may mean her.
    is_guessed: bool,
}

/// Who is called what, and where.
struct Callings<'a> {
    resolver: &'a Resolver<'a>,
    /// By word: the names of which it is said, in the order of the articles.
    said: FxHashMap<NameId, Vec<Said>>,
    /// By description: the speakers quoted under it, with the articles.
    quoted: FxHashMap<NameId, Vec<(u32, NameId)>>,
    /// By person: the articles that name her.
    named: FxHashMap<usize, Articles>,
    /// By article with a description: the people it names, with their mentions.
    here: FxHashMap<u32, Vec<(usize, u32)>>,
}

impl<'a> Callings<'a> {
    fn of(resolver: &'a Resolver<'a>, descriptions: &[Description]) -> Self {
        let survey = resolver.ground.survey;
        let (mut said, mut quoted, mut named) = (FxHashMap::default(), FxHashMap::default(), Bearers::default());
        let mut here = FxHashMap::default();
        let holders: FxHashSet<u32> =
            descriptions.iter().flat_map(|description| resolver.ground.holders(description.name)).copied().collect();
        let words = descriptions.iter().flat_map(|description| &description.words);
        for word in words.filter_map(|word| survey.find_calling(word)) {
            said.entry(word).or_insert_with(Vec::new);
        }
        for (article, seen) in (0..).zip(&survey.articles) {
            let lists = [
                (&seen.nouns, CallingSort::Noun),
                (&seen.past, CallingSort::Past),
                (&seen.beside, CallingSort::Beside),
            ];
            for (&(name, word), sort) in
                lists.into_iter().flat_map(|(pairs, sort)| pairs.iter().map(move |p| (p, sort)))
            {
                if let Some(said) = said.get_mut(&word) {
                    said.push(Said { article, name, sort });
                }
            }
            for &(name, description) in &seen.described {
                quoted.entry(description).or_insert_with(Vec::new).push((article, name));
            }
            let people = resolver.people_of(article);
            for &person in people.keys() {
                named.entry(person).or_default().ids.push(article);
            }
            if holders.contains(&article) {
                here.insert(article, people.into_iter().collect());
            }
        }
        named.values_mut().for_each(|articles| articles.sort(|id| survey.articles[id as usize].day));
        Callings { resolver, said, quoted, named, here }
    }

    /// Finds who bears a description.
    fn bearers(&self, description: &Description) -> Bearers {
        let survey = self.resolver.ground.survey;
        let mut bearers = Bearers::default();
        let mut add = |article: u32, name: NameId| {
            if let Some(entity) = self.resolver.person(name, article) {
                bearers.entry(entity).or_default().ids.push(article);
            }
        };
        for &(article, name) in self.quoted.get(&description.name).into_iter().flatten() {
            add(article, name);
        }
        let said = |word: &String| {
            survey.find_calling(word).and_then(|word| self.said.get(&word)).map_or(&[][..], Vec::as_slice)
        };
        let lists: Vec<&[Said]> = description.words.iter().map(said).collect();
        if let Some((noun, others)) = lists.split_last() {
            let rarest = lists.iter().min_by_key(|list| list.len()).unwrap_or(noun);
            for at in *rarest {
                let is_noun = has(noun, at, Some(description.sort));
                if is_noun && others.iter().all(|other| has(other, at, None)) {
                    add(at.article, at.name);
                }
            }
        }
        bearers.values_mut().for_each(|articles| articles.sort(|id| survey.articles[id as usize].day));
        bearers
    }

    /// Decides whom a description means in an article.
    fn decide(&self, description: &Description, article: u32, bearers: &Bearers) -> Option<Meant> {
        let here = self.candidates(description, article, bearers);
        let is_alone = here.len() == 1;
        let is_enough = |c: &&Candidate| match description.words.len() {
            _ if c.is_guessed => true,
            1 => c.support >= MIN_ARTICLES && c.share >= MIN_SHARE || c.share >= SHARE,
            _ => c.support >= MIN_ARTICLES || is_alone,
        };
        let (entity, n) = match here.first().filter(is_enough) {
            Some(best) => {
                let second = here.get(1).map_or(0.0, |c| c.weight);
                (best.weight >= CLEAR * second).then_some((best.entity, best.support))?
            }
            None if description.is_owned => return None,
            None => self.only_bearer(article, bearers)?,
        };
        let articles = if n == 1 { "article" } else { "articles" };
        let why = format!("called so in {n} other {articles}");
        Some(Meant { name: description.name, article, entity, why })
    }

    /// Returns those whom an article names and others call so, the likeliest first; where there
    /// are any among those named shortly before the description, only these.
    fn candidates(&self, description: &Description, article: u32, bearers: &Bearers) -> Vec<Candidate> {
        let seen = &self.resolver.ground.survey.articles[article as usize];
        let around = |articles: Option<&Articles>| articles.map_or(0, |articles| articles.around(article, seen.day));
        let of_article = |pairs: &[(NameId, NameId)]| -> FxHashSet<usize> {
            let here = pairs.iter().filter(|(name, _)| *name == description.name);
            here.filter_map(|&(_, person)| self.resolver.person(person, article)).collect()
        };
        let (near, guessed) = (of_article(&seen.near), of_article(&seen.guessed));
        let candidate = |&(entity, mentions): &(usize, u32)| {
            let support = around(bearers.get(&entity));
            if support == 0 {
                return None;
            }
            let share = support as f64 / (around(self.named.get(&entity)) + 1) as f64;
            let is_guessed = guessed.contains(&entity);
            let weight = share * (1.0 - SINGLE / support as f64) * f64::from(mentions);
            Some(Candidate { entity, support, share, weight, is_guessed })
        };
        let mut here: Vec<Candidate> = self.here.get(&article).into_iter().flatten().filter_map(candidate).collect();
        if here.iter().any(|c| near.contains(&c.entity)) {
            here.retain(|c| near.contains(&c.entity));
        }
        here.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.entity.cmp(&b.entity)));
        here
    }

    /// Returns the one who alone is called so at the time, with the number of articles.
    fn only_bearer(&self, article: u32, bearers: &Bearers) -> Option<(usize, usize)> {
        let day = self.resolver.ground.survey.articles[article as usize].day;
        let around = |(&entity, articles): (&usize, &Articles)| (entity, articles.around(article, day));
        let (entity, most) = bearers.iter().map(around).max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))?;
        if most < MIN_UNNAMED {
            return None;
        }
        let all: usize = bearers.iter().map(around).map(|(_, articles)| articles).sum();
        (most as f64 >= CLEAR_SHARE * all as f64).then_some((entity, most))
    }
}

/// Tells whether a word is said of somebody in an article, and how, where that matters.
fn has(said: &[Said], at: &Said, sort: Option<CallingSort>) -> bool {
    let first = said.partition_point(|s| s.article < at.article);
    let here = said[first..].iter().take_while(|s| s.article == at.article);
    here.into_iter().any(|s| s.name == at.name && sort.is_none_or(|sort| s.sort == sort))
}
