//! A surname in an article that never gives the full name → the person meant, if there is
//! strong evidence who that is.
//!
//! Everybody of that surname is a candidate. What the article shares with those in which a
//! candidate is named in full, rarer names and titles counting more, must speak for one
//! of them nine times as loudly as for all others together, and at least two such things must
//! be shared. Otherwise the surname stays by itself.

use rustc_hash::FxHashMap;

use super::NameKind;
use super::evidence::{Ground, Profile};
use super::people::Person;
use super::survey::{NameId, Sort};
use crate::annotate::callings::MONONYMOUS;
use crate::annotate::entity::PersonName;

/// Share of the evidence that must speak for one person.
const CLEAR_SHARE: f64 = 0.9;

/// Things that the article must share with articles of the person.
const MIN_SHARED: usize = 2;

/// Articles in which the person must be named in full.
const MIN_ARTICLES: usize = 2;

/// A title in common is worth so many names in common.
const ROLE_WEIGHT: f64 = 2.0;

/// Days between the article and one that names the person in full, at most.
const MAX_DAYS: i64 = 730;

/// People of one surname that are weighed against each other, those that most speaks for.
const MAX_RIVALS: usize = 50;

/// A surname in one article and whom it means.
#[derive(Debug, Clone)]
pub(super) struct Meant {
    pub name: NameId,
    pub article: u32,
    pub person: usize,
    pub why: String,
}

/// The people of one surname.
struct Candidates<'a> {
    people: &'a [Person],
    /// What stands beside them in the articles that name them in full: by name or trait the
    /// persons, with how much of these articles is about them.
    beside: FxHashMap<NameId, Vec<(usize, f64)>>,
    /// Days of these articles, by person.
    days: FxHashMap<usize, Vec<i64>>,
}

/// Finds whom bare surnames mean.
pub(super) fn meant(ground: &Ground<'_>, people: &[Person]) -> Vec<Meant> {
    let mut by_surname: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (n, person) in people.iter().enumerate() {
        by_surname.entry(&person.surname).or_default().push(n);
    }
    let mut found = Vec::new();
    for (id, name) in (0..).zip(&ground.survey.names) {
        if name.sort != Sort::Of(NameKind::Person) || ground.holders(id).is_empty() {
            continue;
        }
        let display = name.display();
        let words: Vec<&str> = display.split_whitespace().collect();
        // "King Hussein" is all of a name.
        if words.len() > 1 && MONONYMOUS.holds(&words[0].to_lowercase()) {
            continue;
        }
        let Some(parsed) = PersonName::parse(&words).filter(|parsed| !parsed.is_full()) else { continue };
        let Some(bearers) = by_surname.get(parsed.surname.as_str()) else { continue };
        let candidates = Candidates::of(ground, people, bearers);
        for &article in ground.holders(id) {
            found.extend(candidates.decide(ground, id, article));
        }
    }
    found
}

/// Returns which share of the mentions of the surname in an article are the person's: who
/// comes up once beside a relative is not whom the surname means.
fn share(ground: &Ground<'_>, people: &[Person], n: usize, name: NameId, article: u32) -> f64 {
    let seen = &ground.survey.articles[article as usize];
    let own = f64::from(seen.mentions(name));
    let others: f64 = seen
        .names
        .iter()
        .filter(|&&(other, _)| {
            let other = ground.survey.name(other);
            other.sort == Sort::Of(NameKind::Person) && last_word(&other.key) == people[n].surname
        })
        .map(|&(_, mentions)| f64::from(mentions))
        .sum();
    if others > 0.0 { own / others } else { 1.0 }
}

fn last_word(key: &str) -> &str {
    key.rsplit(' ').next().unwrap_or(key)
}

/// Returns what may connect an article with others: names beside the one at hand, and what
/// is said of its bearer.
fn features(ground: &Ground<'_>, article: u32, of: NameId) -> Vec<NameId> {
    let seen = &ground.survey.articles[article as usize];
    let names = seen.names.iter().map(|&(name, _)| name).filter(|&name| {
        let sort = ground.survey.name(name).sort;
        name != of && sort != Sort::Of(NameKind::Speaker)
    });
    names.chain(ground.traits(article, of)).collect()
}

impl<'a> Candidates<'a> {
    fn of(ground: &Ground<'_>, people: &'a [Person], bearers: &[usize]) -> Candidates<'a> {
        let mut candidates = Candidates { people, beside: FxHashMap::default(), days: FxHashMap::default() };
        for &n in bearers {
            let mut weights: FxHashMap<NameId, f64> = FxHashMap::default();
            let days = candidates.days.entry(n).or_default();
            for form in &people[n].forms {
                for &article in &form.articles {
                    days.extend(ground.survey.articles[article as usize].day);
                    let weight = share(ground, people, n, form.name, article);
                    for feature in features(ground, article, form.name) {
                        *weights.entry(feature).or_default() += weight;
                    }
                }
            }
            days.sort_unstable();
            for (feature, weight) in weights {
                candidates.beside.entry(feature).or_default().push((n, weight));
            }
        }
        candidates
    }

    /// Returns how loudly an article speaks for each person, loudest first; those that it
    /// contradicts are left out.
    fn scores(&self, ground: &Ground<'_>, name: NameId, article: u32, features: &[NameId]) -> Vec<(f64, usize)> {
        let mut scores: FxHashMap<usize, f64> = FxHashMap::default();
        for &feature in features {
            for &(person, amount) in self.beside.get(&feature).into_iter().flatten() {
                *scores.entry(person).or_default() += amount * weight(ground, feature);
            }
        }
        let mut scores: Vec<(f64, usize)> = scores.into_iter().map(|(person, score)| (score, person)).collect();
        scores.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scores.truncate(MAX_RIVALS);
        let here = Profile::of(ground, name, &[article]);
        scores.retain(|&(_, person)| here.contradiction(&self.people[person].profile, ground).is_none());
        scores
    }

    fn decide(&self, ground: &Ground<'_>, name: NameId, article: u32) -> Option<Meant> {
        let features = features(ground, article, name);
        let scores = self.scores(ground, name, article, &features);
        let &(best, person) = scores.first()?;
        let all: f64 = scores.iter().map(|(score, _)| score).sum();
        let n_articles: usize = self.people[person].forms.iter().map(|form| form.articles.len()).sum();
        if n_articles < MIN_ARTICLES
            || best <= 0.0
            || best < CLEAR_SHARE * all
            || !self.is_near(ground, person, article)
        {
            return None;
        }
        let is_shared = |feature: &NameId| {
            let beside = self.beside.get(feature).into_iter().flatten();
            beside.into_iter().any(|&(other, amount)| other == person && amount >= 1.0)
        };
        let mut shared: Vec<NameId> = features.into_iter().filter(is_shared).collect();
        if shared.len() < MIN_SHARED {
            return None;
        }
        let by_weight = |a: &NameId, b: &NameId| weight(ground, *b).total_cmp(&weight(ground, *a));
        shared.sort_by(|a, b| by_weight(a, b).then_with(|| ground.show(*a).cmp(ground.show(*b))));
        let words: Vec<&str> = shared.iter().take(4).map(|&n| ground.show(n)).collect();
        let why = format!("only a surname there; nobody else of it fits, and it stands beside {}", words.join(", "));
        Some(Meant { name, article, person, why })
    }

    /// Tells whether an article that names the person in full lies near enough.
    fn is_near(&self, ground: &Ground<'_>, person: usize, article: u32) -> bool {
        let (Some(day), Some(days)) = (ground.survey.articles[article as usize].day, self.days.get(&person)) else {
            return true;
        };
        let first = days.partition_point(|&d| d < day - MAX_DAYS);
        days.is_empty() || days.get(first).is_some_and(|&d| d <= day + MAX_DAYS)
    }
}

fn weight(ground: &Ground<'_>, feature: NameId) -> f64 {
    let by_kind = if ground.survey.name(feature).sort == Sort::Trait { ROLE_WEIGHT } else { 1.0 };
    by_kind * ground.rarity(feature).powi(2)
}
