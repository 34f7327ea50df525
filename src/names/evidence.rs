//! Counts that the rules go by: who is named beside whom, and what is said of them.

use rustc_hash::FxHashMap;

use super::NameKind;
use super::roles;
use super::survey::{NameId, Sort, Survey};
use super::traits::{BORN, MAN, WOMAN};

/// A name in more than this share of the articles says nothing about who stands beside it.
const COMMON_SHARE: usize = 20;

/// A survey with the articles of each name.
pub(super) struct Ground<'a> {
    pub survey: &'a Survey,
    /// Articles by name.
    pub holders: Vec<Vec<u32>>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(survey: &'a Survey) -> Self {
        Ground { survey, holders: survey.holders() }
    }

    pub(super) fn holders(&self, name: NameId) -> &[u32] {
        self.holders.get(name as usize).map_or(&[], Vec::as_slice)
    }

    /// Tells whether a name is rare enough that two people beside it are likely one.
    pub(super) fn is_telling(&self, name: NameId) -> bool {
        let most = (self.survey.articles.len() / COMMON_SHARE).max(5);
        self.holders(name).len() <= most
    }

    /// Returns a weight that grows with the rarity of a name.
    pub(super) fn rarity(&self, name: NameId) -> f64 {
        let all = self.survey.articles.len() as f64;
        let held = self.holders(name).len().max(1) as f64;
        (1.0 + all / held).ln()
    }

    /// Returns who else and which bodies an article names.
    pub(super) fn company(&self, article: u32, of: NameId) -> impl Iterator<Item = NameId> + '_ {
        let seen = &self.survey.articles[article as usize];
        seen.names.iter().map(|&(name, _)| name).filter(move |&name| {
            let other = self.survey.name(name);
            let counts = match other.sort {
                Sort::Of(NameKind::Person) => other.key.contains(' '),
                Sort::Of(NameKind::Org) => true,
                _ => false,
            };
            name != of && counts
        })
    }

    /// Returns what an article says of a name's bearer.
    pub(super) fn traits(&self, article: u32, of: NameId) -> impl Iterator<Item = NameId> + '_ {
        let seen = &self.survey.articles[article as usize];
        seen.traits.iter().filter(move |(name, _)| *name == of).map(|&(_, said)| said)
    }

    /// Returns the name or trait as people read it.
    pub(super) fn show(&self, name: NameId) -> &str {
        let name = self.survey.name(name);
        if name.sort == Sort::Trait { &name.key } else { name.display() }
    }
}

/// What is known of a person from some articles.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    /// Telling names beside it, with the number of articles.
    pub company: FxHashMap<NameId, u32>,
    /// What is said of it, with the number of articles.
    pub traits: FxHashMap<NameId, u32>,
}

impl Profile {
    pub(super) fn of(ground: &Ground<'_>, name: NameId, articles: &[u32]) -> Profile {
        let mut profile = Profile::default();
        profile.add(ground, name, articles);
        profile
    }

    pub(super) fn add(&mut self, ground: &Ground<'_>, name: NameId, articles: &[u32]) {
        for &article in articles {
            for other in ground.company(article, name).filter(|&n| ground.is_telling(n)) {
                *self.company.entry(other).or_default() += 1;
            }
            for said in ground.traits(article, name) {
                *self.traits.entry(said).or_default() += 1;
            }
        }
    }

    /// Returns what two profiles have in common, roles first, most frequent and then by name.
    pub(super) fn shared(&self, other: &Profile, ground: &Ground<'_>) -> Shared {
        let both = |a: &FxHashMap<NameId, u32>, b: &FxHashMap<NameId, u32>, test: &dyn Fn(NameId) -> bool| {
            let common = a.iter().filter_map(|(&n, &x)| Some((n, x.min(*b.get(&n)?)))).filter(|&(n, _)| test(n));
            let mut common: Vec<(NameId, u32)> = common.collect();
            common.sort_unstable_by(|x, y| y.1.cmp(&x.1).then_with(|| ground.show(x.0).cmp(ground.show(y.0))));
            common.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        let is_role = |n: NameId| !matches!(ground.show(n), MAN | WOMAN) && !ground.show(n).starts_with(BORN);
        Shared {
            roles: both(&self.traits, &other.traits, &is_role),
            company: both(&self.company, &other.company, &|_| true),
        }
    }

    /// Tells why two profiles cannot be one person's, if so.
    pub(super) fn contradiction(&self, other: &Profile, ground: &Ground<'_>) -> Option<String> {
        let words = |profile: &Profile| profile.traits.keys().map(|&n| ground.show(n).to_owned()).collect::<Vec<_>>();
        let (ours, theirs) = (words(self), words(other));
        age_conflict(&ours, &theirs).or_else(|| sex_conflict(&ours, &theirs)).or_else(|| field_conflict(&ours, &theirs))
    }
}

/// What two profiles have in common.
#[derive(Debug, Clone, Default)]
pub(super) struct Shared {
    pub roles: Vec<NameId>,
    pub company: Vec<NameId>,
}

impl Shared {
    pub(super) fn weight(&self) -> usize {
        3 * self.roles.len() + self.company.len()
    }

    /// Returns the most telling of it in words.
    pub(super) fn words(&self, ground: &Ground<'_>) -> String {
        let most: Vec<&str> =
            self.roles.iter().take(2).chain(self.company.iter().take(3)).map(|&n| ground.show(n)).collect();
        most.join(", ")
    }
}

fn age_conflict(ours: &[String], theirs: &[String]) -> Option<String> {
    let years =
        |words: &[String]| -> Vec<i32> { words.iter().filter_map(|w| w.strip_prefix(BORN)?.parse().ok()).collect() };
    let (a, b) = (years(ours), years(theirs));
    let far = !a.is_empty() && !b.is_empty() && a.iter().all(|x| b.iter().all(|y| x.abs_diff(*y) > 2));
    far.then(|| {
        let list = |years: &[i32]| years.iter().min().map_or(0, |year| *year);
        format!("born about {} and about {}", list(&a), list(&b))
    })
}

/// Tells whether one is only ever a man and the other only ever a woman.
fn sex_conflict(ours: &[String], theirs: &[String]) -> Option<String> {
    let sex = |words: &[String]| {
        let has = |sex: &str| words.iter().any(|w| w == sex);
        match (has(MAN), has(WOMAN)) {
            (true, false) => Some(MAN),
            (false, true) => Some(WOMAN),
            _ => None,
        }
    };
    let (a, b) = (sex(ours)?, sex(theirs)?);
    (a != b).then(|| format!("a {a} and a {b}"))
}

fn field_conflict(ours: &[String], theirs: &[String]) -> Option<String> {
    let with_field = |words: &[String]| -> Vec<(String, roles::Field)> {
        let mut found: Vec<_> = words.iter().filter_map(|w| Some((w.clone(), roles::field(w)?))).collect();
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        found
    };
    let (a, b) = (with_field(ours), with_field(theirs));
    let (first, second) = (a.first()?, b.first()?);
    let far = a.iter().all(|(_, x)| b.iter().all(|(_, y)| !x.goes_with(*y)));
    far.then(|| format!("{} and {}", first.0, second.0))
}

/// Groups items that share a feature.
pub(super) struct Groups(Vec<usize>);

impl Groups {
    pub(super) fn new(n: usize) -> Self {
        Groups((0..n).collect())
    }

    pub(super) fn root(&mut self, mut n: usize) -> usize {
        while self.0[n] != n {
            self.0[n] = self.0[self.0[n]];
            n = self.0[n];
        }
        n
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        // The first of a group stands for it.
        self.0[a.max(b)] = a.min(b);
    }
}
