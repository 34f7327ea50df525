//! What the articles of a corpus call whom, as numbers: the ground on which names are joined.

use rustc_hash::FxHashMap;

use super::NameKind;
use crate::terms::name_key;

/// Number of a [`Name`] in a survey.
pub(crate) type NameId = u32;

/// What a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// A name of this kind.
    Of(NameKind),
    /// What is said of somebody.
    Trait,
    /// A word by which somebody is called.
    Calling,
}

/// A name, all its spellings together.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    pub sort: Sort,
    /// Its folded words; of a trait the trait itself.
    pub key: String,
    /// Its spellings with the number of articles that have each.
    pub spellings: Vec<(String, u32)>,
}

impl Name {
    /// Returns the spelling to show: the most frequent, not in capitals where it can be helped.
    pub(crate) fn display(&self) -> &str {
        let shouts = |text: &str| !text.chars().any(char::is_lowercase);
        let best = self
            .spellings
            .iter()
            .max_by(|a, b| shouts(&b.0).cmp(&shouts(&a.0)).then(a.1.cmp(&b.1)).then_with(|| b.0.cmp(&a.0)));
        best.map_or("", |(text, _)| text)
    }
}

/// The names of one article.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    pub id: String,
    /// Publication day, as days since 1970.
    pub day: Option<i64>,
    pub source: Option<String>,
    /// Names with their mentions, sorted by name.
    pub names: Vec<(NameId, u32)>,
    /// What else the article calls a name: pairs.
    pub calls: Vec<(NameId, NameId)>,
    /// What the article says of a name's bearer: pairs.
    pub traits: Vec<(NameId, NameId)>,
    /// What the article calls a person, what she is no longer, and the words beside these:
    /// pairs.
    pub nouns: Vec<(NameId, NameId)>,
    pub past: Vec<(NameId, NameId)>,
    pub beside: Vec<(NameId, NameId)>,
    /// Descriptions with the people named shortly before them: pairs.
    pub near: Vec<(NameId, NameId)>,
    /// Descriptions with the people whom they may mean, as far as the article tells: pairs.
    pub guessed: Vec<(NameId, NameId)>,
    /// Speakers with the descriptions under which the article quotes them: pairs.
    pub described: Vec<(NameId, NameId)>,
}

impl Seen {
    /// Returns all lists of pairs.
    fn pairs(&mut self) -> [&mut Vec<(NameId, NameId)>; 8] {
        [
            &mut self.calls,
            &mut self.traits,
            &mut self.nouns,
            &mut self.past,
            &mut self.beside,
            &mut self.described,
            &mut self.near,
            &mut self.guessed,
        ]
    }

    /// Returns the mentions of a name.
    pub(crate) fn mentions(&self, name: NameId) -> u32 {
        self.names.binary_search_by_key(&name, |&(id, _)| id).ok().and_then(|n| self.names.get(n)).map_or(0, |n| n.1)
    }
}

/// All names of a corpus, and the articles that hold them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Survey {
    pub names: Vec<Name>,
    pub articles: Vec<Seen>,
    by_key: FxHashMap<(Sort, String), NameId>,
}

impl Survey {
    /// Returns the number of a name, which is made where it is new.
    pub(crate) fn intern(&mut self, sort: Sort, spelling: &str) -> NameId {
        let key = match sort {
            Sort::Of(_) => name_key(spelling),
            Sort::Trait | Sort::Calling => spelling.to_owned(),
        };
        let names = &mut self.names;
        *self.by_key.entry((sort, key)).or_insert_with_key(|(_, key)| {
            names.push(Name { sort, key: key.clone(), spellings: Vec::new() });
            // More names than 32 bits count do not fit into memory.
            u32::try_from(names.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// Counts articles that spell a name so.
    pub(crate) fn add_spelling(&mut self, name: NameId, spelling: &str, articles: u32) {
        let Some(name) = self.names.get_mut(name as usize) else { return };
        match name.spellings.iter_mut().find(|(known, _)| known == spelling) {
            Some((_, count)) => *count += articles,
            None => name.spellings.push((spelling.to_owned(), articles)),
        }
    }

    /// Returns the name with this key.
    pub(crate) fn find(&self, kind: NameKind, key: &str) -> Option<NameId> {
        self.by_key.get(&(Sort::Of(kind), key.to_owned())).copied()
    }

    /// Returns a word by which somebody is called.
    pub(crate) fn find_calling(&self, word: &str) -> Option<NameId> {
        self.by_key.get(&(Sort::Calling, word.to_owned())).copied()
    }

    /// Returns a name by its number.
    pub(crate) fn name(&self, id: NameId) -> &Name {
        &self.names[id as usize]
    }

    /// Puts names and articles into an order of their own, so that nothing depends on where
    /// they lay.
    pub(crate) fn sort(&mut self) {
        self.renumber();
        for seen in &mut self.articles {
            seen.names.sort_unstable();
            seen.names.dedup_by(|next, kept| {
                let is_same = next.0 == kept.0;
                kept.1 += if is_same { next.1 } else { 0 };
                is_same
            });
            for pairs in seen.pairs() {
                pairs.sort_unstable();
                pairs.dedup();
            }
        }
        self.articles.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    }

    /// Numbers the names in the order of their keys.
    fn renumber(&mut self) {
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        order.sort_unstable_by(|&a, &b| {
            let key = |n: usize| (self.names[n].sort, &self.names[n].key);
            key(a).cmp(&key(b))
        });
        let mut numbers: Vec<NameId> = vec![0; order.len()];
        for (number, &old) in (0..).zip(&order) {
            numbers[old] = number;
        }
        let mut names: Vec<Option<Name>> = std::mem::take(&mut self.names).into_iter().map(Some).collect();
        self.names = order.iter().filter_map(|&old| names.get_mut(old)?.take()).collect();
        self.names.iter_mut().for_each(|name| name.spellings.sort_unstable());
        self.by_key.values_mut().for_each(|id| *id = numbers[*id as usize]);
        for seen in &mut self.articles {
            seen.names.iter_mut().for_each(|(id, _)| *id = numbers[*id as usize]);
            for (a, b) in seen.pairs().into_iter().flatten() {
                (*a, *b) = (numbers[*a as usize], numbers[*b as usize]);
            }
        }
    }

    /// Returns for each name the numbers of the articles that hold it.
    pub(crate) fn holders(&self) -> Vec<Vec<u32>> {
        let mut holders = vec![Vec::new(); self.names.len()];
        for (n, seen) in (0..).zip(&self.articles) {
            for &(name, _) in &seen.names {
                holders[name as usize].push(n);
            }
        }
        holders
    }
}
