//! Entity mentions of an article → its people, each with the fullest name the article gives.
//!
//! A bare surname belongs to the person whose full name ends in it; where several do (a
//! married couple, a father and a son), to the one whose title fits and who is named most.
//! Gender is evidence of the article itself: titles, and the pronouns that follow a name; then a listed first name.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::bodies::Bodies;
use super::mention::{Mention, couples, fathers, mentions};
use super::person::{Person, without_article};
use super::spelling::shouts;
use super::titles::Titles;
use super::votes::votes;
use super::{bylines, mononyms};
use crate::annotate::quote::grammar::gender::{Gender, pronoun_after, title_gender};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::words::forms::WordTable;
use crate::annotate::quote::words::name::{are_two, parts, same_first, same_suffix};
use crate::annotate::sequence::word_hash;
use crate::annotate::text::Run;
use crate::annotate::{Calling, EntityKind, entity};

/// A place where a person is named or described.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Naming {
    pub tokens: Run,
    pub person: usize,
    /// "The senator" rather than a name.
    pub is_described: bool,
    /// By a name with the first name.
    pub is_full: bool,
}

/// The people of an article and where they are named, in text order.
#[derive(Debug, Clone, Default)]
pub(crate) struct People {
    pub persons: Vec<Person>,
    pub namings: Vec<Naming>,
    /// Surname (lower case) → persons.
    by_last: FxHashMap<String, Vec<usize>>,
    by_first: FxHashMap<String, Vec<usize>>,
    /// The first of two surnames → persons.
    pub(super) by_middle: FxHashMap<String, Vec<usize>>,
    /// Surnames of a father and a son of one first name: see [`fathers`].
    fathers: FxHashSet<String>,
    /// Surnames of a man and a woman: see [`couples`].
    couples: FxHashSet<String>,
    /// Names that alone stand for who goes by them: see [`mononyms::borne_alone`].
    mononyms: FxHashSet<String>,
    pub titles: Titles,
    bodies: OnceCell<Bodies>,
    /// The first words of longer names that are no person's, in small letters.
    heads: OnceCell<FxHashSet<String>>,
}

impl People {
    /// Returns who goes by a name, given in lower case, where it alone stands for nobody else: the king, for "Hussein".
    pub fn by_mononym(&self, name: &str) -> Option<usize> {
        let mut namesakes = self.namesakes(self.mononyms.get(name)?);
        namesakes.find(|&p| mononyms::is_title(&self.persons[p].first))
    }

    /// Gathers the people of a scene.
    pub fn new(scene: &Scene<'_>, first_names: WordTable) -> Self {
        let mut people = People::default();
        let mentions = mentions(scene, first_names);
        people.fathers = fathers(scene, &mentions);
        people.couples = couples(scene, &mentions);
        people.mononyms = mononyms::borne_alone(&mentions);
        for (_, words) in mentions.iter().filter(|(_, words)| !parts(words)[0].is_empty()) {
            people.add_full(words, first_names);
        }
        let has_titles = people.assign(scene, &mentions, first_names);
        let sexes = std::mem::take(&mut people.titles.sexes);
        if has_titles || people.by_last.values().any(|namesakes| namesakes.len() > 1) {
            // Who is called a wife or is "she" is a woman: now it can be told which of a couple "Mrs. Roe" is.
            for known in &mut people.persons {
                (known.he, known.she, known.n_mentions) = (0, 0, 0);
            }
            people.count_sexes(&sexes);
            let told = votes(scene, &people);
            people.count(&told, i32::saturating_add);
            people.assign(scene, &mentions, first_names);
            people.count(&told, i32::saturating_sub);
            people.forget_unnamed();
        } else {
            people.count_sexes(&sexes);
        }
        people.namings.extend(people.titles.descriptions(scene));
        people.namings.sort_by_key(|n| n.tokens.start);
        for (number, naming) in people.namings.iter().enumerate() {
            people.persons[naming.person].first_naming.get_or_insert(number);
        }
        let told = votes(scene, &people);
        people.count(&told, i32::saturating_add);
        bylines::mark(scene, &people.namings, &mut people.persons);
        people
    }

    /// Tells who is meant by each mention of a name, and what is said of them; returns whether there is a
    /// surname with a title that is a man's or a woman's.
    fn assign(&mut self, scene: &Scene<'_>, mentions: &[Mention], first_names: WordTable) -> bool {
        self.namings.clear();
        let mut has_titles = false;
        // Of two of one name "Councilman Roe" is the one whom alone the article has called so.
        let mut bearers: FxHashMap<(u64, String), Option<usize>> = FxHashMap::default();
        for (run, words) in mentions {
            let before = run.start.checked_sub(1).map(|i| i as usize);
            // The title may be part of what the tagger of names holds to be one ("Frau Roe").
            let inside = Some(run.start as usize).filter(|&i| scene.word(i) != words[0] || mononyms::is_titled(words));
            let title = before.into_iter().chain(inside).find_map(|i| title_gender(scene, i));
            let hint = || title.or_else(|| pronoun_after(scene, *run));
            let [first, last, _] = parts(words);
            let is_full = !first.is_empty();
            let is_couple = self.couples.contains(&last);
            let titled = before.filter(|&i| scene.is_title(i)).map(|i| (scene.word_hash(i), last));
            let bearer = titled.as_ref().filter(|_| !is_full).and_then(|key| *bearers.get(key)?);
            let may_be = |p: &usize| title.is_none_or(|gender| self.persons[*p].may_be(gender));
            let fitting = || self.namesakes(&parts(words)[1]).filter(may_be).count();
            let is_sure = is_full || bearer.is_some() || fitting() < 2;
            has_titles |= title.is_some() && !is_full;
            // "Mr. Roe" is not Ann Roe.
            let is_not = |person: &Person, g: Gender| person.is_not(g) || is_couple && person.lean(g) < 0;
            let is_other = |p: &usize| title.is_some_and(|g| !is_full && is_not(&self.persons[*p], g));
            let alone = || self.by_mononym(&parts(words)[1]).filter(|_| !is_full && titled.is_none());
            let found = bearer.or_else(alone).or_else(|| self.find(words, &hint)).filter(|p| !is_other(p));
            let is_nameless = found.is_none_or(|p| self.persons[p].first.is_empty());
            let relative = title.filter(|_| !is_full && is_nameless).and_then(|gender| self.relative(gender, words));
            let person = match relative {
                Some(relative) => self.give_surname(relative, words),
                None => found.unwrap_or_else(|| self.add(words, first_names)),
            };
            if let Some(key) = titled.filter(|_| is_full) {
                let bearer = bearers.entry(key).or_insert(Some(person));
                *bearer = bearer.filter(|&p| p == person);
            }
            let known = &mut self.persons[person];
            // "REAGAN" of a headline is "Reagan" in the text.
            if shouts(&[&known.name]) && words.join(" ").to_lowercase() == known.name.to_lowercase() {
                known.name = words.join(" ");
            }
            // A name in somebody's quotation says less about who the article is about.
            known.n_mentions += u32::from(scene.marks.region_of(run.start as usize).is_none());
            // Whom of several "Mrs. Roe" means is not yet known.
            match title.filter(|_| is_sure) {
                Some(Gender::He) => known.he += 3,
                Some(Gender::She) => known.she += 3,
                None => {}
            }
            self.namings.push(Naming { tokens: *run, person, is_described: false, is_full });
        }
        self.titles = Titles::new(scene, &self.namings);
        has_titles
    }

    /// Returns whom "Mrs. Roe" means where Roe is a man and one woman is named by her first name alone, as his wife
    /// or another relative, behind the name of a Roe: "Mr. Roe …, and his wife, Ann, …".
    fn relative(&self, gender: Gender, surname: &[String]) -> Option<usize> {
        const NAMINGS: usize = 200;
        let surname = &parts(surname)[1];
        let is_other = |p: usize| !self.persons[p].first.is_empty() && self.persons[p].lean(gender) < 0;
        if !self.namesakes(surname).any(is_other) {
            return None;
        }
        let is_one = |pair: &&[Naming]| {
            let person = &self.persons[pair[1].person];
            let is_alone = person.first.is_empty() && !person.name.contains(' ');
            let is_beside = || self.persons[pair[0].person].surname().to_lowercase() == *surname;
            is_alone && person.evidence(gender).0 >= 3 && is_beside() && self.titles.is_relative(pair[1].person)
        };
        let recent = &self.namings[self.namings.len().saturating_sub(NAMINGS)..];
        let mut found = recent.windows(2).filter(is_one).map(|pair| pair[1].person);
        let first = found.next()?;
        found.all(|p| p == first).then_some(first)
    }

    /// Makes a first name a whole one: of "his wife, Ann" and "Mrs. Roe" that is Ann Roe.
    fn give_surname(&mut self, person: usize, surname: &[String]) -> usize {
        list(&mut self.by_last, parts(surname)[1].clone(), person);
        let known = &mut self.persons[person];
        known.first = known.name.to_lowercase();
        known.name = format!("{} {}", known.name, surname.join(" "));
        list(&mut self.by_first, known.first.clone(), person);
        person
    }

    /// Takes those whom no name means any more off the lists of namesakes.
    fn forget_unnamed(&mut self) {
        let named: FxHashSet<usize> = self.namings.iter().map(|naming| naming.person).collect();
        for people in self.by_last.values_mut().chain(self.by_first.values_mut()) {
            people.retain(|person| named.contains(person));
        }
    }

    /// Counts titles and callings that are a man's or a woman's.
    fn count_sexes(&mut self, sexes: &[(usize, u8)]) {
        for &(person, sex) in sexes {
            let known = &mut self.persons[person];
            (known.he, known.she) = if sex == 1 { (known.he + 3, known.she) } else { (known.he, known.she + 3) };
        }
    }

    /// Returns the person that a name means here; `hint` is asked for the gender where
    /// several bear the name.
    pub fn find(&self, words: &[String], hint: &dyn Fn() -> Option<Gender>) -> Option<usize> {
        let [first, last, suffix] = parts(words);
        let listed = |map: &FxHashMap<String, Vec<usize>>| map.get(&last).cloned().unwrap_or_default();
        if !first.is_empty() {
            let fits = |p: &usize| same_first(&self.persons[*p].first, &first);
            let found: Vec<usize> = listed(&self.by_last).into_iter().filter(fits).collect();
            let exact = found.iter().find(|&&p| self.persons[p].suffix == suffix);
            let are_two = |name: &str| are_two(&name.split(' ').map(str::to_string).collect::<Vec<_>>(), words);
            let is_same =
                |p: &Person| same_suffix(&p.suffix, &suffix) && !(self.fathers.contains(&last) && are_two(&p.name));
            let found = exact.or_else(|| found.iter().find(|&&p| is_same(&self.persons[p]))).copied();
            return found.or_else(|| self.of_surnames(words, &last));
        }
        let most = |found: Vec<usize>| {
            let found = self.with_suffix(found, &suffix);
            let gender = if found.len() > 1 { hint() } else { None };
            let fits = |p: &usize| gender.is_none_or(|g| self.persons[*p].may_be(g));
            let fitting: Vec<usize> = found.iter().copied().filter(fits).collect();
            let found = if fitting.is_empty() { found } else { fitting };
            found.into_iter().max_by_key(|&p| (self.persons[p].n_mentions, std::cmp::Reverse(p)))
        };
        let named = || most(listed(&self.by_first));
        most(listed(&self.by_last)).or_else(named).or_else(|| self.of_first_surname(&last))
    }

    fn add_full(&mut self, words: &[String], first_names: WordTable) {
        let Some(person) = self.find(words, &|| None) else {
            self.add(words, first_names);
            return;
        };
        let name = words.join(" ");
        if name.chars().count() > self.persons[person].name.chars().count() {
            let [first, _, suffix] = parts(words);
            let known = &mut self.persons[person];
            known.listed = first_names.get(word_hash(given(words, &first).as_bytes()));
            (known.name, known.first, known.suffix) = (name, first, suffix);
            self.list_middle(words, person, first_names);
        }
    }

    fn add(&mut self, words: &[String], first_names: WordTable) -> usize {
        let [first, last, suffix] = parts(words);
        let number = self.persons.len();
        // "King" alone is no King Hussein.
        if !first.is_empty() && !mononyms::is_titled(words) {
            list(&mut self.by_first, first.clone(), number);
        }
        // "Ann" alone is a first name, "Warren" rather a surname.
        let is_given = first.is_empty() && words.len() == 1 && !entity::is_surname(&last);
        let given = if is_given { last.clone() } else { given(words, &first) };
        let listed = if given.is_empty() { 0 } else { first_names.get(word_hash(given.as_bytes())) };
        // "Assad" is Bashar al-Assad.
        if let Some(bare) = without_article(&last) {
            list(&mut self.by_last, bare.to_string(), number);
        }
        list(&mut self.by_last, last, number);
        // Of "Pedro Rodríguez de la Vega" Rodríguez is a surname, too.
        let particle = (2..words.len()).find(|&n| entity::is_particle(&words[n]));
        if let Some(surname) = particle.map(|n| words[n - 1].to_lowercase()).filter(|w| !entity::is_particle(w)) {
            list(&mut self.by_last, surname, number);
        }
        self.persons.push(Person { name: words.join(" "), first, suffix, listed, ..Person::default() });
        self.list_middle(words, number, first_names);
        number
    }

    /// Counts pronouns, or takes them back.
    fn count(&mut self, pronouns: &[(usize, Gender)], step: impl Fn(i32, i32) -> i32) {
        for &(person, gender) in pronouns {
            let known = &mut self.persons[person];
            let side = match gender {
                Gender::He => &mut known.he,
                Gender::She => &mut known.she,
            };
            *side = step(*side as i32, 1).max(0) as u32;
        }
    }

    /// Returns what the article calls its people.
    pub fn callings(&self) -> Vec<Calling> {
        let said = self.titles.said().filter_map(|(person, word, sort)| {
            let name = self.persons.get(person)?.name.clone();
            Some(Calling { name, word: word.to_owned(), sort })
        });
        said.collect()
    }

    /// Returns the bodies of the article, which are looked for when one is first asked for.
    pub fn bodies(&self, scene: &Scene<'_>) -> &Bodies {
        self.bodies.get_or_init(|| Bodies::new(scene, &self.titles))
    }

    /// Tells whether a word begins a longer name that is no person's: the bodies need not be asked for it in vain.
    pub fn may_be_company(&self, scene: &Scene<'_>, word: &str) -> bool {
        let heads = self.heads.get_or_init(|| {
            let others = scene.entities.iter().filter(|e| e.kind != EntityKind::Person);
            others.filter_map(|e| Some(e.name.split_once(' ')?.0.to_lowercase())).collect()
        });
        !heads.is_empty() && heads.contains(&word.to_lowercase())
    }

    /// Returns the person named by exactly these tokens.
    pub fn named_at(&self, tokens: Run) -> Option<usize> {
        let at = self.namings.partition_point(|n| n.tokens.start < tokens.start);
        let here = self.namings[at..].iter().take_while(|n| n.tokens.start == tokens.start);
        here.into_iter().find(|n| n.tokens == tokens && !n.is_described).map(|n| n.person)
    }

    /// Returns the name that begins at a token.
    pub fn naming_at(&self, token: u32) -> Option<&Naming> {
        let at = self.namings.partition_point(|n| n.tokens.start < token);
        let mut here = self.namings[at..].iter().take_while(|n| n.tokens.start == token);
        here.find(|n| !n.is_described)
    }

    /// Returns the person named first in a run.
    pub fn first_in(&self, run: Run) -> Option<usize> {
        self.namings_between(&[run]).next().map(|n| n.person)
    }

    /// Returns the person's name that ends where a token begins.
    pub fn named_until(&self, token: usize) -> Option<&Naming> {
        let at = self.namings.partition_point(|n| (n.tokens.start as usize) < token);
        let ends = |n: &&Naming| !n.is_described && n.tokens.end as usize == token;
        self.namings[..at].iter().rev().take(2).find(ends)
    }

    /// Returns the persons who bear a surname, given in lower case.
    pub fn namesakes(&self, surname: &str) -> impl Iterator<Item = usize> {
        self.by_last.get(surname).into_iter().flatten().copied()
    }

    /// Returns where a person is named first.
    pub fn first_naming(&self, person: usize) -> Option<Naming> {
        self.namings.get(self.persons.get(person)?.first_naming?).copied()
    }

    /// Tells whether nobody is named in a sentence before these tokens.
    pub fn leads_sentence(&self, scene: &Scene<'_>, tokens: Run) -> bool {
        let at = self.namings.partition_point(|n| n.tokens.start < tokens.start);
        let sentence = |run: Run| scene.sentences[run.start as usize];
        at.checked_sub(1).is_none_or(|before| sentence(self.namings[before].tokens) != sentence(tokens))
    }

    /// Returns the namings inside any of the runs.
    pub fn namings_between<'a>(&'a self, runs: &'a [Run]) -> impl Iterator<Item = &'a Naming> {
        runs.iter().flat_map(|r| {
            let at = self.namings.partition_point(|n| n.tokens.start < r.start);
            self.namings[at..].iter().take_while(|n| n.tokens.end <= r.end)
        })
    }

    /// Returns the persons named last before a token, the nearest first, each with that naming;
    /// names among what is quoted do not count,
    /// nor whoever wrote the article.
    pub fn before(&self, token: usize, quoted: &[Run]) -> Vec<Naming> {
        const PERSONS: usize = 8;
        const NAMINGS: usize = 60;
        let end = self.namings.partition_point(|n| (n.tokens.start as usize) < token);
        let mut found: Vec<Naming> = Vec::with_capacity(PERSONS);
        let is_quoted = |n: &&Naming| quoted.iter().any(|q| q.start <= n.tokens.start && n.tokens.end <= q.end);
        for naming in self.namings[..end].iter().rev().take(NAMINGS).filter(|n| !is_quoted(n)) {
            let is_new = !self.persons[naming.person].is_author && found.iter().all(|f| f.person != naming.person);
            if found.len() < PERSONS && is_new {
                found.push(*naming);
            }
        }
        found
    }
}

/// The given name of a name: that of "King Hussein" is Hussein.
fn given(words: &[String], first: &str) -> String {
    if mononyms::is_titled(words) { words[1].to_lowercase() } else { first.to_owned() }
}

/// Adds a person to a list of namesakes, which is kept short so that no text takes long.
pub(super) fn list(map: &mut FxHashMap<String, Vec<usize>>, name: String, number: usize) {
    const NAMESAKES: usize = 40;
    let persons = map.entry(name).or_default();
    if persons.len() < NAMESAKES {
        persons.push(number);
    }
}
