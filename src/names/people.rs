//! Full names of persons → people: one name split where context says that several bear it,
//! names of one person joined where evidence says so.
//!
//! Two articles with one full name mean one person unless ages, sex or fields of life
//! contradict each other and nothing connects them. Two different full names mean one person
//! only where the words agree ("Jeff", "Jefferson B.") and an article uses both, or titles and
//! the people and bodies beside them agree. A surname alone joins nobody.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::NameKind;
use super::evidence::{Ground, Groups, Profile};
use super::survey::{NameId, Sort};
use crate::annotate::entity::{PersonName, same_given};

/// Names beside them that nicknames need in common, with a role and without.
const COMPANY_WITH_ROLE: usize = 1;
const COMPANY_ALONE: usize = 4;

/// A second candidate with this share of the best one's evidence leaves a name undecided.
const RIVAL_SHARE: usize = 2;

/// People of one surname that a further form of a name is compared with, the most frequent
/// ones: time stays bounded where thousands bear it.
const MAX_NAMESAKES: usize = 300;

/// Some articles in which one full name means one person.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub name: NameId,
    pub articles: Vec<u32>,
    /// Why this name belongs to the person.
    pub why: String,
    parsed: PersonName,
}

/// A person: forms of the name, the most frequent first.
#[derive(Debug, Clone, Default)]
pub(super) struct Person {
    pub surname: String,
    pub forms: Vec<Form>,
    pub profile: Profile,
    /// What tells it from others of its name.
    pub told_by: Option<String>,
    /// Numbers of others of the name, with what speaks against their being one.
    pub apart: Vec<(usize, String)>,
}

/// Returns the people that are named in full anywhere.
pub(super) fn people(ground: &Ground<'_>) -> Vec<Person> {
    let mut surnames: BTreeMap<String, Vec<(NameId, PersonName)>> = BTreeMap::new();
    for (id, name) in (0..).zip(&ground.survey.names) {
        if name.sort != Sort::Of(NameKind::Person) || ground.holders(id).is_empty() {
            continue;
        }
        let display = name.display();
        let words: Vec<&str> = display.split_whitespace().collect();
        if let Some(parsed) = PersonName::parse(&words).filter(PersonName::is_full) {
            surnames.entry(parsed.surname.clone()).or_default().push((id, parsed));
        }
    }
    let calls = calls(ground);
    let mut people = Vec::new();
    for (surname, mut names) in surnames {
        // The most frequent first, so that rarer forms find theirs.
        names.sort_by_cached_key(|(id, _)| {
            (usize::MAX - ground.holders(*id).len(), ground.survey.name(*id).key.clone())
        });
        let first = people.len();
        for (name, parsed) in names {
            take_in(ground, &calls, &mut people, first, name, &parsed, &surname);
        }
    }
    people
}

/// How many articles call one person by two names.
fn calls(ground: &Ground<'_>) -> FxHashMap<(NameId, NameId), u32> {
    let mut calls = FxHashMap::default();
    for seen in &ground.survey.articles {
        for &(a, b) in &seen.calls {
            *calls.entry((a.min(b), a.max(b))).or_default() += 1;
        }
    }
    calls
}

/// Gives a name to the person that bears it, or makes one; several where one name is several.
fn take_in(
    ground: &Ground<'_>,
    calls: &FxHashMap<(NameId, NameId), u32>,
    people: &mut Vec<Person>,
    first: usize,
    name: NameId,
    parsed: &PersonName,
    surname: &str,
) {
    let parts = split(ground, name);
    let is_split = parts.len() > 1;
    let namesakes = people.len();
    for part in parts {
        let form = Form { name, articles: part.articles, why: "the full name".to_owned(), parsed: parsed.clone() };
        let profile = Profile::of(ground, name, &form.articles);
        let known = if is_split { None } else { bearer(ground, calls, &people[first..], &form, &profile) };
        match known {
            Some((n, why)) => {
                let person = &mut people[first + n];
                person.profile.add(ground, name, &form.articles);
                person.forms.push(Form { why, ..form });
            }
            None => people.push(Person {
                surname: surname.to_owned(),
                forms: vec![form],
                profile,
                told_by: part.told_by,
                apart: Vec::new(),
            }),
        }
    }
    if is_split {
        for a in namesakes..people.len() {
            for b in (namesakes..people.len()).filter(|&b| b != a) {
                let why = people[a].profile.contradiction(&people[b].profile, ground);
                let why = why.unwrap_or_else(|| "each contradicts a third".to_owned());
                people[a].apart.push((b, format!("{why}; no title, person or body in common")));
            }
        }
    }
}

/// Returns the person that a name belongs to, and why.
fn bearer(
    ground: &Ground<'_>,
    calls: &FxHashMap<(NameId, NameId), u32>,
    people: &[Person],
    form: &Form,
    profile: &Profile,
) -> Option<(usize, String)> {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for (n, person) in people.iter().take(MAX_NAMESAKES).enumerate() {
        let agrees = person.forms.iter().all(|known| agree(&known.parsed, &form.parsed));
        if !agrees || profile.contradiction(&person.profile, ground).is_some() {
            continue;
        }
        let both = |known: &Form| calls.get(&(known.name.min(form.name), known.name.max(form.name))).copied();
        let n_calls: u32 = person.forms.iter().filter_map(both).sum();
        let shared = profile.shared(&person.profile, ground);
        let same_first = person.forms.iter().any(|known| known.parsed.given.first() == form.parsed.given.first());
        let is_enough = if same_first {
            shared.weight() > 0
        } else {
            let least = if shared.roles.is_empty() { COMPANY_ALONE } else { COMPANY_WITH_ROLE };
            shared.company.len() >= least
        };
        if n_calls > 0 {
            let articles = if n_calls == 1 { "1 article uses".to_owned() } else { format!("{n_calls} articles use") };
            found.push((1000 * n_calls as usize + shared.weight(), n, format!("{articles} both names for one person")));
        } else if is_enough {
            let alike = if same_first { "same first and last name" } else { "short for the same first name" };
            found.push((shared.weight(), n, format!("{alike}; both beside {}", shared.words(ground))));
        }
    }
    found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let (best, n, why) = found.first()?.clone();
    let is_clear = found.get(1).is_none_or(|(second, ..)| second * RIVAL_SHARE < best);
    is_clear.then_some((n, why))
}

/// Tells whether two full names can be one person's: no part contradicts.
fn agree(a: &PersonName, b: &PersonName) -> bool {
    let middles = match (a.given.get(1), b.given.get(1)) {
        (Some(a), Some(b)) => same_given(a, b),
        _ => true,
    };
    a.agrees_with(b) && middles && a.particles == b.particles
}

/// Articles in which a full name means one person.
struct Part {
    articles: Vec<u32>,
    told_by: Option<String>,
}

/// Tells people of one full name apart; most often there is one.
fn split(ground: &Ground<'_>, name: NameId) -> Vec<Part> {
    let articles = ground.holders(name);
    let whole = || vec![Part { articles: articles.to_vec(), told_by: None }];
    let alone: Vec<Profile> = articles.iter().map(|&a| Profile::of(ground, name, &[a])).collect();
    let with_traits: Vec<&Profile> = alone.iter().filter(|p| !p.traits.is_empty()).take(200).collect();
    let conflicts = with_traits
        .iter()
        .enumerate()
        .any(|(n, a)| with_traits.iter().skip(n + 1).any(|b| a.contradiction(b, ground).is_some()));
    if !conflicts {
        return whole();
    }
    let mut groups = connected(&alone, articles);
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let mut parts: Vec<(Vec<u32>, Profile)> = Vec::new();
    for group in groups {
        let profile = Profile::of(ground, name, &group);
        let fits = parts.iter().position(|(_, known)| known.contradiction(&profile, ground).is_none());
        match fits.and_then(|n| parts.get_mut(n)) {
            Some((known, sum)) => {
                sum.add(ground, name, &group);
                known.extend(group);
            }
            None => parts.push((group, profile)),
        }
    }
    if parts.len() == 1 {
        return whole();
    }
    let part = |(mut articles, profile): (Vec<u32>, Profile)| {
        articles.sort_unstable();
        Part { articles, told_by: told_by(ground, &profile) }
    };
    parts.into_iter().map(part).collect()
}

/// Groups the articles that a title, person or body connects.
fn connected(alone: &[Profile], articles: &[u32]) -> Vec<Vec<u32>> {
    let mut groups = Groups::new(alone.len());
    let mut first: FxHashMap<NameId, usize> = FxHashMap::default();
    for (n, profile) in alone.iter().enumerate() {
        for &feature in profile.company.keys().chain(profile.traits.keys()) {
            let other = *first.entry(feature).or_insert(n);
            groups.join(other, n);
        }
    }
    let mut members: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (n, &article) in articles.iter().enumerate() {
        members.entry(groups.root(n)).or_default().push(article);
    }
    members.into_values().collect()
}

/// Returns what is said most often of a person.
fn told_by(ground: &Ground<'_>, profile: &Profile) -> Option<String> {
    let most = profile.traits.iter().max_by(|a, b| {
        let rank = |name: NameId| super::roles::field(ground.show(name)).is_some();
        rank(*a.0).cmp(&rank(*b.0)).then(a.1.cmp(b.1)).then_with(|| ground.show(*b.0).cmp(ground.show(*a.0)))
    });
    most.map(|(&name, _)| ground.show(name).to_owned())
}
