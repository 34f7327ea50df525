//! Where the article says that its persons are from ("Sen. Ann Roe (R-Ohio)", "Gov. Bo Dell of Vale", "Ohio Rep. Ann
//! Roe", "Roe, a Republican from Ohio") → whom "the Ohio Republican" and "the governor from Vale" mean.

use rustc_hash::{FxHashMap, FxHashSet};

use super::roster::Naming;
use super::states;
use crate::annotate::EntityKind;
use crate::annotate::callings::is_title;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::quote::sentence::teller;
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most words of a calling before a place ("a Republican and former judge from Ohio").
const CALLING: usize = 7;
/// Most titles between a place and a name.
const TITLES: usize = 3;
/// Most persons that are remembered of one place, and words of a place.
const MOST: usize = 12;
const PLACE: usize = 3;
/// How sure it is held to be that such a description means the only person who is from there.
const SURE: f32 = 0.9;

/// How sure it is where the party alone tells.
const BY_PARTY: f32 = 0.85;
/// Words for one who makes laws.
pub(crate) const LAWMAKERS: &WordSet = &WordSet::of(&["lawmaker", "legislator"]);

/// The places and parties of persons.
#[derive(Debug, Clone, Default)]
pub(crate) struct Homes {
    /// For each place who is from there.
    persons: FxHashMap<String, Vec<usize>>,
    parties: FxHashMap<usize, &'static str>,
    /// Who is of each party, at most two of them.
    members: FxHashMap<&'static str, Vec<usize>>,
    /// Who is said to be from somewhere.
    housed: FxHashSet<usize>,
}

impl Homes {
    /// Reads what stands around each naming.
    pub fn new(scene: &Scene<'_>, namings: &[Naming]) -> Self {
        let mut homes = Homes::default();
        for naming in namings.iter().filter(|naming| !naming.is_described) {
            homes.read_before(scene, naming);
            homes.read_after(scene, naming);
        }
        homes
    }

    /// Returns the only person whom a description by a place fits, and how likely it is she; `bears` tells whether
    /// somebody is called so.
    pub fn holder(&self, scene: &Scene<'_>, source: Run, bears: impl Fn(usize, &str) -> bool) -> Option<(usize, f32)> {
        if !scene.is_word(source.start as usize, &["the"]) || source.range().len() > CALLING {
            return None;
        }
        let Some((place, head)) = self.described(scene, source) else { return self.by_party(scene, source) };
        let is_called = |person: usize| match party(scene.word(head)) {
            Some(party) => self.parties.get(&person).is_none_or(|known| *known == party),
            None if scene.is_word(head, LAWMAKERS) => self.parties.contains_key(&person),
            None if states::of_local(scene, run_of(head, head + 1)).is_some() => true,
            None => scene.is_calling(head) && bears(person, scene.word(head)),
        };
        let mut fitting = self.persons.get(&place)?.iter().copied().filter(|&person| is_called(person));
        let person = fitting.next().filter(|_| fitting.next().is_none())?;
        Some((person, SURE))
    }

    /// The known place and the head of a description: "the [Ohio] Republican", "the senior senator from [Ohio]".
    fn described(&self, scene: &Scene<'_>, source: Run) -> Option<(String, usize)> {
        let (start, end) = (source.start as usize, source.end as usize);
        let known = |from: usize, until: usize| {
            let words: Vec<&str> = (from..until).map(|i| scene.word(i)).collect();
            Some(words.join(" ")).filter(|place| self.persons.contains_key(place))
        };
        // "The retiring Ohio Republican".
        let is_small = |i: &usize| scene.word(*i) == "-" || scene.is_wordlike(*i) && !scene.forms[*i].is_capital;
        let first = (start + 1..end).find(|i| !is_small(i))?;
        let before = || {
            let mut ends = (first + 1..end).take(PLACE).filter(|&next| end - next <= 2);
            ends.find_map(|next| Some((known(first, next)?, end - 1)))
        };
        let local = || {
            let state =
                states::of_local(scene, run_of(first, end)).filter(|state| self.persons.contains_key(*state))?;
            Some((state.to_owned(), end - 1))
        };
        let behind = || {
            let from = (start + 2..end).rev().take(PLACE + 1).find(|&i| scene.is_word(i, &["from"]))?;
            Some((known(from + 1, end)?, from - 1))
        };
        before().or_else(local).or_else(behind)
    }

    /// Returns the only person of a party: "the Republican".
    fn by_party(&self, scene: &Scene<'_>, source: Run) -> Option<(usize, f32)> {
        let head = (source.end as usize).checked_sub(1).filter(|&head| source.start as usize + 1 == head)?;
        let party = party(scene.word(head))?;
        let &[person] = self.members.get(party)?.as_slice() else { return None };
        Some((person, BY_PARTY))
    }

    /// Tells whether nothing is told of a person that a state and a party contradict, nor anybody is known from there.
    pub fn may_be_of(&self, person: usize, state: &str, party: Option<&str>) -> bool {
        let is_from = |place: &str| self.persons.get(place).is_some_and(|persons| !persons.is_empty());
        let fits = party.is_none_or(|party| self.parties.get(&person).is_none_or(|known| *known == party));
        !is_from(state) && !self.has_home(person) && fits
    }

    /// Tells whether the article says where a person is from.
    pub fn has_home(&self, person: usize) -> bool {
        self.housed.contains(&person)
    }

    fn add(&mut self, person: usize, place: Option<String>) {
        let Some(place) = place else { return };
        self.housed.insert(person);
        let persons = self.persons.entry(place).or_default();
        if persons.len() < MOST && !persons.contains(&person) {
            persons.push(person);
        }
    }

    fn add_party(&mut self, person: usize, word: &str) {
        if let Some(party) = party(word) {
            self.parties.insert(person, party);
            let members = self.members.entry(party).or_default();
            if members.len() < 2 && !members.contains(&person) {
                members.push(person);
            }
        }
    }

    /// "Ohio Sen. Ann Roe", "Ohio Republican Ann Roe".
    fn read_before(&mut self, scene: &Scene<'_>, naming: &Naming) {
        let start = naming.tokens.start as usize;
        let is_part = |&i: &usize| is_title(scene.word(i)) || party(scene.word(i)).is_some();
        let first = (start.saturating_sub(TITLES)..start).rev().take_while(is_part).last();
        let Some(first) = first else { return };
        (first..start).for_each(|i| self.add_party(naming.person, scene.word(i)));
        let last = first.checked_sub(1).filter(|&i| scene.sentences[i] == scene.sentences[start]);
        let place = last.and_then(|last| place(scene, last)).filter(|(_, run)| run.end as usize == first);
        self.add(naming.person, place.map(|(place, _)| place));
    }

    /// "Ann Roe of Ohio", "Roe, R-Ohio", "Roe (D-Ohio)", "Roe (Ohio)", "Roe, a Republican from Ohio".
    fn read_after(&mut self, scene: &Scene<'_>, naming: &Naming) {
        let end = naming.tokens.end as usize;
        if scene.is_word(end, &["of"]) {
            return self.add(naming.person, place_at(scene, end + 1));
        }
        if !matches!(scene.word(end), "," | "(") {
            return;
        }
        if scene.word(end + 2) == "-" && scene.word(end + 1).len() == 1 {
            self.add_party(naming.person, scene.word(end + 1));
            let code = || states::of_code(scene.word(end + 3)).map(str::to_owned);
            return self.add(naming.person, code().or_else(|| place_at(scene, end + 3)));
        }
        if scene.word(end) == "(" {
            if scene.word(end + 2) == ")" {
                self.add_party(naming.person, scene.word(end + 1));
            }
            let place = place(scene, end + 1).filter(|(_, run)| scene.word(run.end as usize) == ")");
            return self.add(naming.person, place.map(|(place, _)| place));
        }
        let is_part = |&i: &usize| scene.is_wordlike(i);
        let words = (end + 1..end + 1 + CALLING).take_while(is_part);
        if scene.is_word(end + 1, &["a", "an", "the"]) && teller::behind(scene, naming.tokens).is_none() {
            words.clone().for_each(|i| self.add_party(naming.person, scene.word(i)));
            let link = words.into_iter().find(|&i| scene.is_word(i, &["from", "of"]));
            self.add(naming.person, link.and_then(|link| place_at(scene, link + 1)));
        }
    }
}

/// A party, by the word for one who is of it or its letter.
pub(crate) fn party(word: &str) -> Option<&'static str> {
    match word {
        "R" | "Republican" => Some("Republican"),
        "D" | "Democrat" => Some("Democrat"),
        "I" | "Independent" | "independent" => Some("Independent"),
        _ => None,
    }
}

/// The place that begins at a token.
fn place_at(scene: &Scene<'_>, token: usize) -> Option<String> {
    place(scene, token).filter(|(_, run)| run.start as usize == token).map(|(place, _)| place)
}

/// The place that a token is part of, and its tokens.
fn place(scene: &Scene<'_>, token: usize) -> Option<(String, Run)> {
    let entity = scene.entities_in(run_of(token, token + 1)).first().filter(|e| e.kind == EntityKind::Place)?;
    Some((entity.name.clone(), scene.tokens_of(entity)))
}

/// Tells whether a description that stands for somebody by her state is no name, though the tagger takes it for one: "the
/// [Ohio Democrat]", "one [Ohio Democrat]".
pub(crate) fn is_no_name(scene: &Scene<'_>, source: Run, name: Run) -> bool {
    let Some(head) = (name.end as usize).checked_sub(1) else { return false };
    let is_last = name.end == source.end && scene.is_word(head, &["democrat"]) && source.start < name.start;
    is_last && (head.saturating_sub(2)..head).any(|i| states::named(scene, run_of(i, head)).is_some())
}
