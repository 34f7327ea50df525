//! What was found out about people and bodies, and the user's own list → which entity each
//! name means, in each article.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::NameKind;
use super::evidence::Ground;
use super::listed::Listed;
use super::naming::{self, Use};
use super::survey::{NameId, Sort, Survey};
use super::{bare, bodies, called, described, people};

/// A person, body or place of the corpus.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entity {
    /// Letter of its kind.
    pub kind: String,
    /// Its canonical name.
    pub name: String,
    /// The names that mean it.
    pub members: Vec<Member>,
    /// Names that mean it though no article uses them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Identifiers that the user gave.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ids: BTreeMap<String, String>,
    /// Others that it is kept apart from: name and reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<(String, String)>,
}

/// A name that means an entity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Member {
    /// Letter of its kind: a speaker's name is one, a person's name another.
    pub kind: String,
    pub key: String,
    pub name: String,
    /// Articles in which it means this entity.
    pub articles: u32,
    /// Whether it means another in other articles.
    #[serde(default)]
    pub is_shared: bool,
    pub why: String,
}

/// What one name means.
#[derive(Debug, Clone, Default)]
pub(crate) struct Assigned {
    /// The entity, unless the article says otherwise.
    pub usual: usize,
    /// By article id.
    pub except: BTreeMap<String, usize>,
    pub spellings: Vec<String>,
}

/// Everything that was decided; names that mean themselves are left out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Resolution {
    pub entities: Vec<Entity>,
    pub assigned: BTreeMap<(NameKind, String), Assigned>,
    /// What is odd about the user's list.
    pub remarks: Vec<String>,
    /// Every name that an article holds, by kind and key.
    held: BTreeSet<(NameKind, String)>,
}

impl Resolution {
    /// Tells whether an article holds the name with this key.
    pub(crate) fn holds(&self, kind: NameKind, key: &str) -> bool {
        self.held.contains(&(kind, key.to_owned()))
    }
}

/// An entity while it is being put together.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub kind: Option<NameKind>,
    /// The name that the user gave.
    pub listed: Option<String>,
    pub told_by: Option<String>,
    pub also: Vec<String>,
    pub ids: BTreeMap<String, String>,
    pub apart: Vec<(usize, String)>,
    /// Why a name belongs here.
    pub why: FxHashMap<NameId, String>,
}

/// Names and whom they mean, while that is being found out.
pub(super) struct Resolver<'a> {
    pub ground: &'a Ground<'a>,
    pub drafts: Vec<Draft>,
    /// By name the entity that it means where nothing else is said.
    pub whole: Vec<Option<usize>>,
    /// By name and article.
    pub special: FxHashMap<(NameId, u32), usize>,
    pub remarks: Vec<String>,
}

/// Decides what each name means.
pub(crate) fn resolve(survey: &Survey, listed: &Listed) -> Resolution {
    let ground = Ground::new(survey);
    let mut resolver = Resolver {
        ground: &ground,
        drafts: Vec::new(),
        whole: vec![None; survey.names.len()],
        special: FxHashMap::default(),
        remarks: Vec::new(),
    };
    resolver.add_people();
    resolver.add_bodies();
    resolver.add_listed(listed);
    resolver.add_speakers();
    resolver.add_descriptions();
    resolver.finish()
}

impl Resolver<'_> {
    fn add_people(&mut self) {
        let people = people::people(self.ground);
        for (n, person) in people.iter().enumerate() {
            let mut draft = Draft { kind: Some(NameKind::Person), told_by: person.told_by.clone(), ..Draft::default() };
            draft.apart.clone_from(&person.apart);
            for form in &person.forms {
                draft.why.insert(form.name, form.why.clone());
                let is_whole = form.articles.len() == self.ground.holders(form.name).len();
                let usual = &mut self.whole[form.name as usize];
                if is_whole {
                    *usual = Some(n);
                } else {
                    // The parts come the largest first.
                    usual.get_or_insert(n);
                    self.special.extend(form.articles.iter().map(|&article| ((form.name, article), n)));
                }
            }
            self.drafts.push(draft);
        }
        for meant in bare::meant(self.ground, &people) {
            self.special.insert((meant.name, meant.article), meant.person);
            self.drafts[meant.person].why.entry(meant.name).or_insert(meant.why);
        }
    }

    fn add_bodies(&mut self) {
        for abbreviation in bodies::abbreviations(self.ground) {
            let body = self.entity_of(abbreviation.long);
            self.whole[abbreviation.short as usize] = Some(body);
            self.drafts[body].why.insert(abbreviation.short, abbreviation.why);
        }
    }

    /// Returns the entity that a name means by itself, made where there is none.
    pub(super) fn entity_of(&mut self, name: NameId) -> usize {
        let kind = match self.ground.survey.name(name).sort {
            Sort::Of(kind) => Some(kind),
            Sort::Trait | Sort::Calling => None,
        };
        let drafts = &mut self.drafts;
        *self.whole[name as usize].get_or_insert_with(|| {
            drafts.push(Draft { kind, ..Draft::default() });
            drafts.len() - 1
        })
    }

    /// Gives each speaker the entity that its article knows by that name.
    fn add_speakers(&mut self) {
        let survey = self.ground.survey;
        for (id, name) in (0..).zip(&survey.names) {
            if name.sort != Sort::Of(NameKind::Speaker) {
                continue;
            }
            let kinds = [NameKind::Person, NameKind::Org, NameKind::Place];
            let same: Vec<NameId> = kinds.into_iter().filter_map(|kind| survey.find(kind, &name.key)).collect();
            for &article in self.ground.holders(id) {
                if self.special.contains_key(&(id, article)) || self.is_listed(id) {
                    continue;
                }
                let seen = &survey.articles[article as usize];
                let here = same.iter().find(|&&other| seen.mentions(other) > 0);
                let anywhere =
                    || same.iter().find(|&&other| name.key.contains(' ') && self.whole[other as usize].is_some());
                let entity = match here.or_else(anywhere) {
                    Some(&other) => {
                        self.special.get(&(other, article)).copied().unwrap_or_else(|| self.entity_of(other))
                    }
                    None => continue,
                };
                self.special.insert((id, article), entity);
            }
        }
    }

    /// Gives descriptions the people whom other articles call so.
    fn add_descriptions(&mut self) {
        for meant in called::meant(self) {
            self.special.insert((meant.name, meant.article), meant.entity);
            self.drafts[meant.entity].why.entry(meant.name).or_insert(meant.why);
        }
    }

    /// Returns the entity that a name of a person, or of a speaker who is one, means in an
    /// article.
    pub(super) fn person(&self, name: NameId, article: u32) -> Option<usize> {
        let special = self.special.get(&(name, article)).copied();
        let entity = special.or_else(|| self.whole.get(name as usize).copied().flatten())?;
        (self.drafts[entity].kind == Some(NameKind::Person)).then_some(entity)
    }

    /// Returns the people whom an article names, each once, with their mentions.
    pub(super) fn people_of(&self, article: u32) -> BTreeMap<usize, u32> {
        let survey = self.ground.survey;
        let names = survey.articles[article as usize].names.iter();
        let mut people = BTreeMap::new();
        for &(name, mentions) in names.filter(|(name, _)| survey.name(*name).sort == Sort::Of(NameKind::Person)) {
            if let Some(person) = self.person(name, article) {
                *people.entry(person).or_default() += mentions;
            }
        }
        people
    }

    fn is_listed(&self, name: NameId) -> bool {
        self.whole[name as usize].is_some_and(|entity| self.drafts[entity].listed.is_some())
    }

    fn finish(mut self) -> Resolution {
        let survey = self.ground.survey;
        let mut assigned = BTreeMap::new();
        // By entity: its names with the articles in which they mean it.
        let mut uses: BTreeMap<usize, BTreeMap<NameId, Vec<u32>>> = BTreeMap::new();
        for (id, name) in (0..).zip(&survey.names) {
            let Sort::Of(kind) = name.sort else { continue };
            if self.ground.holders(id).is_empty() {
                continue;
            }
            let plain = self.entity_of(id);
            let mut by_entity: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
            for &article in self.ground.holders(id) {
                let entity = self.special.get(&(id, article)).copied().unwrap_or(plain);
                by_entity.entry(entity).or_default().push(article);
            }
            let is_described = kind == NameKind::Speaker && described::is_described(&name.key);
            // A description means nobody where nothing tells.
            let usual = if is_described {
                plain
            } else {
                by_entity.iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.1.cmp(a.1))).map_or(plain, |(&e, _)| e)
            };
            let mut except = BTreeMap::new();
            for (entity, articles) in by_entity {
                if entity != usual {
                    except.extend(articles.iter().map(|&a| (survey.articles[a as usize].id.clone(), entity)));
                }
                uses.entry(entity).or_default().insert(id, articles);
            }
            let spellings = name.spellings.iter().map(|(text, _)| text.clone()).collect();
            assigned.insert((kind, name.key.clone()), Assigned { usual, except, spellings });
        }
        let mut entities: Vec<Entity> = Vec::new();
        for n in 0..self.drafts.len() {
            let names = uses.get(&n);
            entities.push(self.entity(n, names.unwrap_or(&BTreeMap::new()), &assigned));
        }
        self.tell_apart(&mut entities, &uses);
        let shown: Vec<String> = entities.iter().map(|entity| entity.name.clone()).collect();
        for (entity, draft) in entities.iter_mut().zip(&self.drafts) {
            let apart = draft.apart.iter().filter_map(|(other, why)| Some((shown.get(*other)?.clone(), why.clone())));
            entity.apart = apart.filter(|(name, _)| *name != entity.name && !name.is_empty()).collect();
        }
        let held = assigned.keys().cloned().collect();
        leave_out_plain(&entities, &mut assigned);
        Resolution { entities, assigned, remarks: self.remarks, held }
    }

    fn entity(
        &self,
        n: usize,
        names: &BTreeMap<NameId, Vec<u32>>,
        assigned: &BTreeMap<(NameKind, String), Assigned>,
    ) -> Entity {
        let survey = self.ground.survey;
        let draft = &self.drafts[n];
        let mut entity = Entity::default();
        let mut forms = Vec::new();
        for (&id, articles) in names {
            let name = survey.name(id);
            let Sort::Of(kind) = name.sort else { continue };
            let first = articles.iter().filter_map(|&a| survey.articles[a as usize].day).min();
            let is_full = kind != NameKind::Speaker && name.key.contains(' ');
            forms.push(Use { name, articles: articles.len(), first: first.unwrap_or(i64::MAX), is_full });
            let is_shared = assigned.get(&(kind, name.key.clone())).is_some_and(|a| !a.except.is_empty());
            entity.members.push(Member {
                kind: kind.letter().to_owned(),
                key: name.key.clone(),
                name: described::shown(name.display()).to_owned(),
                articles: u32::try_from(articles.len()).unwrap_or(u32::MAX),
                is_shared,
                why: draft.why.get(&id).cloned().unwrap_or_default(),
            });
        }
        entity
            .members
            .sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| (&a.kind, &a.key).cmp(&(&b.kind, &b.key))));
        let kind = draft.kind.unwrap_or(NameKind::Person);
        entity.kind = kind.letter().to_owned();
        entity.name = match &draft.listed {
            Some(name) => name.clone(),
            None => naming::best(&forms).map_or_else(String::new, |name| name.display().to_owned()),
        };
        entity.also.clone_from(&draft.also);
        entity.ids.clone_from(&draft.ids);
        entity
    }

    /// Gives entities of one kind that share a name names of their own; the most frequent
    /// keeps it.
    fn tell_apart(&self, entities: &mut [Entity], uses: &BTreeMap<usize, BTreeMap<NameId, Vec<u32>>>) {
        let mut by_name: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for (n, entity) in entities.iter().enumerate().filter(|(_, e)| !e.name.is_empty()) {
            by_name.entry((entity.kind.clone(), crate::terms::name_key(&entity.name))).or_default().push(n);
        }
        let weight = |n: usize| uses.get(&n).map_or(0, |names| names.values().map(Vec::len).sum::<usize>());
        let earliest = |n: usize| uses.get(&n).and_then(|names| names.values().flatten().min().copied());
        for mut same in by_name.into_values().filter(|same| same.len() > 1) {
            same.sort_by_key(|&n| (self.drafts[n].listed.is_none(), usize::MAX - weight(n), earliest(n)));
            let mut taken: BTreeSet<String> = BTreeSet::new();
            for (rank, &n) in same.iter().enumerate().skip(1) {
                let number = (rank + 1).to_string();
                let free = |told: &&String| !taken.contains(*told);
                let told = self.drafts[n].told_by.as_ref().filter(free).unwrap_or(&number).clone();
                entities[n].name = format!("{} ({told})", entities[n].name);
                taken.insert(told);
            }
        }
    }
}

/// Removes what needs no table: names that mean themselves alone.
fn leave_out_plain(entities: &[Entity], assigned: &mut BTreeMap<(NameKind, String), Assigned>) {
    let is_plain = |n: usize, spellings: &[String]| {
        entities.get(n).is_some_and(|entity| {
            let keys: BTreeSet<&str> = entity.members.iter().map(|m| m.key.as_str()).collect();
            keys.len() <= 1
                && entity.ids.is_empty()
                && entity.apart.is_empty()
                && entity.also.is_empty()
                && spellings.iter().all(|spelling| *spelling == entity.name)
        })
    };
    assigned.retain(|_, a| !a.except.is_empty() || !is_plain(a.usual, &a.spellings));
}
