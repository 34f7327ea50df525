//! The user's list of names → whom names mean, whatever was found out about them.

use super::NameKind;
use super::listed::{Block, Listed, nearest};
use super::resolve::{Draft, Resolver};
use super::survey::{NameId, Sort};
use crate::terms::name_key;

impl Resolver<'_> {
    /// Applies the list.
    pub(super) fn add_listed(&mut self, listed: &Listed) {
        let mut owners: Vec<usize> = Vec::new();
        for block in listed.blocks() {
            self.drafts.push(Draft {
                kind: Some(block.kind),
                listed: Some(block.name.clone()),
                also: block.aliases.clone(),
                ids: block.ids.clone(),
                ..Draft::default()
            });
            owners.push(self.drafts.len() - 1);
        }
        // What holds in some articles only is said of names whose usual meaning is settled.
        let mut ordered: Vec<(&Block, usize)> = listed.blocks().iter().zip(owners.iter().copied()).collect();
        ordered.sort_by_key(|(block, _)| block.is_conditional());
        for &(block, owner) in &ordered {
            for alias in block.names() {
                let key = name_key(alias);
                let kinds = [block.kind, NameKind::Speaker];
                let found: Vec<NameId> =
                    kinds.into_iter().filter_map(|kind| self.ground.survey.find(kind, &key)).collect();
                let is_used = found.iter().any(|&name| !self.ground.holders(name).is_empty());
                // The canonical name need not stand in any article where another name of it does.
                let is_told = *alias == block.name && (block.is_conditional() || self.uses_alias(block));
                if !(is_used || is_told) {
                    self.remarks.push(self.unused(listed, block.line, alias, block.kind));
                }
                for name in found {
                    self.claim(block, owner, name, alias);
                }
            }
        }
        for (block, owner) in ordered {
            for other in &block.not {
                let key = name_key(other);
                let Some(name) = self.ground.survey.find(block.kind, &key) else {
                    self.remarks.push(self.unused(listed, block.line, other, block.kind));
                    continue;
                };
                if self.whole[name as usize] == Some(owner) {
                    self.whole[name as usize] = None;
                    let alone = self.entity_of(name);
                    self.drafts[alone].apart.push((owner, format!("listed as another, {}", listed.place(block.line))));
                }
                self.special.retain(|(n, _), entity| *n != name || *entity != owner);
            }
        }
    }

    /// Tells whether an article has a name of a block that is not its canonical one.
    fn uses_alias(&self, block: &Block) -> bool {
        let others = block.names().filter(|alias| **alias != block.name);
        others.map(|alias| name_key(alias)).any(|key| {
            let found = [block.kind, NameKind::Speaker].map(|kind| self.ground.survey.find(kind, &key));
            found.into_iter().flatten().any(|name| !self.ground.holders(name).is_empty())
        })
    }

    /// Gives a name to the entity that the user lists it for.
    fn claim(&mut self, block: &Block, owner: usize, name: NameId, alias: &str) {
        let why = format!("listed, line {}", block.line);
        self.drafts[owner].why.insert(name, why.clone());
        if block.is_conditional() && alias != block.name {
            for &article in self.ground.holders(name) {
                let seen = &self.ground.survey.articles[article as usize];
                let has = |wanted: &str| {
                    let key = name_key(wanted);
                    let is_named = NameKind::ALL
                        .into_iter()
                        .filter_map(|kind| self.ground.survey.find(kind, &key))
                        .any(|name| seen.mentions(name) > 0);
                    is_named
                        || self
                            .ground
                            .traits(article, name)
                            .any(|said| self.ground.show(said).eq_ignore_ascii_case(wanted))
                };
                if block.applies(&seen.id, seen.source.as_deref(), seen.day, &has) {
                    self.special.insert((name, article), owner);
                }
            }
            let other = self.entity_of(name);
            if other != owner {
                self.drafts[owner].apart.push((other, why.clone()));
                self.drafts[other].apart.push((owner, why));
            }
            return;
        }
        self.special.retain(|(n, _), _| *n != name);
        match self.whole[name as usize] {
            Some(before) if before != owner && self.drafts[before].listed.is_none() => {
                for slot in self.whole.iter_mut().filter(|slot| **slot == Some(before)) {
                    *slot = Some(owner);
                }
                for entity in self.special.values_mut().filter(|entity| **entity == before) {
                    *entity = owner;
                }
                let draft = std::mem::take(&mut self.drafts[before]);
                for (name, why) in draft.why {
                    self.drafts[owner].why.entry(name).or_insert(why);
                }
            }
            _ => self.whole[name as usize] = Some(owner),
        }
    }

    fn unused(&self, listed: &Listed, line: usize, name: &str, kind: NameKind) -> String {
        let names = self.ground.survey.names.iter().enumerate();
        let known = names.filter(|(id, other)| {
            let is_kind = matches!(other.sort, Sort::Of(k) if k == kind || k == NameKind::Speaker);
            is_kind && !self.ground.holders(*id as NameId).is_empty()
        });
        let nearest = nearest(name, known.map(|(_, other)| other.display()));
        let hint = nearest.map(|n| format!("; the nearest is `{n}`")).unwrap_or_default();
        format!("{}: no article names the {} `{name}`{hint}", listed.place(line), kind.name())
    }
}
