//! "The senator", "the former attorney general" → the person whom the article so describes.
//!
//! An article says what a person is by a title or noun before the name ("Sen. Ann Roe", "the
//! football coach Bob Poe", "the moderator, Ann Roe"), by an apposition after it ("Ann Roe, a
//! former judge, …"), by a sentence that says so, and more loosely in a clause about her
//! ("…, who became attorney general"). A description is answered only where one person
//! alone bears all of its words: two senators in an article leave "the senator" open.

use rustc_hash::{FxHashMap, FxHashSet};

use super::addressed::{is_clause, titled_from};
use super::bearer::{self, Offices};
use super::demonyms::Natives;
use super::home::Homes;
use super::roster::Naming;
use super::{inferred, late, letters, office_before, relatives};
use crate::annotate::CallingSort;
use crate::annotate::callings::{PAST, alike, is_title, plain, sex};
use crate::annotate::kin::KIN;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases::{self, STOPS, is_calling, is_head, is_high, key, phrase, phrases};
use crate::annotate::quote::grammar::scene::Scene;
use crate::annotate::quote::sentence::teller;
use crate::annotate::text::{Run, TokenKind};
use crate::annotate::word_set::WordSet;

/// Words of an apposition, and of a clause about somebody.
const APPOSITION: usize = 9;
const CLAUSE: usize = 24;
/// Bearers of a word that are told apart.
pub(super) const BEARERS: usize = 12;

/// How closely a word is tied to a person: in a clause about her, beside a noun, the noun.
pub(super) type Tie = u8;
const LOOSE: Tie = 1;
const BESIDE: Tie = 2;
pub(super) const NOUN: Tie = 3;

pub(crate) const DETERMINERS: &WordSet =
    &WordSet::of(&["a", "an", "her", "his", "its", "my", "our", "the", "their", "your"]);
/// Words of a description that need not have been said of the person before.
const NEUTRAL: &WordSet = &WordSet::of(&["ex-", "former", "longtime", "one-time", "onetime", "then"]);

/// What is said of whom.
#[derive(Debug, Clone, Default)]
pub(crate) struct Titles {
    bearers: FxHashMap<String, Vec<(usize, Tie)>>,
    /// Descriptions that nothing ties to a name, with the person they most likely mean.
    inferred: FxHashMap<String, (usize, f32)>,
    /// Persons beside words that say whom they belong to: the mayor's wife is not the mayor.
    owned: FxHashMap<usize, Vec<String>>,
    /// Persons with the nouns that they are no longer ("a former judge").
    past: FxHashSet<(usize, String)>,
    /// The ages of persons, as written.
    ages: FxHashMap<usize, Vec<String>>,
    /// Who is named first as dead: see [`late`].
    dead: FxHashSet<usize>,
    /// Where persons are from.
    pub homes: Homes,
    /// What nations they are of.
    pub natives: Natives,
    /// Persons whose callings are a man's (1) or a woman's (2).
    pub sexes: Vec<(usize, u8)>,
    /// Who holds which office that is written large.
    pub offices: Offices,
}

impl Titles {
    /// Reads what stands around each naming.
    pub fn new(scene: &Scene<'_>, namings: &[Naming]) -> Self {
        let mut titles = Titles::default();
        let has_letters = (0..scene.text.tokens.len()).any(|i| phrases::is_office(scene, i));
        let posts = letters::posts(scene);
        let mut known: FxHashSet<usize> = FxHashSet::default();
        for (n, naming) in namings.iter().enumerate() {
            if known.insert(naming.person) && late::is_dead(scene, naming) {
                titles.dead.insert(naming.person);
            }
            titles.read_before(scene, naming);
            titles.read_after(scene, naming);
            if has_letters {
                let letters = letters::of(scene, titled_from(scene, naming.tokens.start as usize), naming.tokens);
                letters.into_iter().for_each(|office| titles.add(office, naming.person, NOUN));
            }
            if !posts.is_empty() {
                let told = letters::told(scene, &posts, naming.tokens);
                told.iter().for_each(|post| titles.add(post, naming.person, NOUN));
            }
            if let Some((person, words)) = relatives::converse(scene, &namings[..=n]) {
                words.iter().for_each(|word| titles.add(word, person, NOUN));
            }
        }
        titles.homes = Homes::new(scene, namings);
        titles.natives = Natives::new(scene, namings);
        titles.inferred = inferred::inferred(scene, namings, |head| titles.is_borne(head));
        titles
    }

    /// Tells whether the article calls somebody by a noun.
    fn is_borne(&self, noun: &str) -> bool {
        self.bearers.get(noun).is_some_and(|b| b.iter().any(|b| b.1 == NOUN))
    }

    fn add(&mut self, word: &str, person: usize, tie: Tie) {
        let bearers = self.bearers.entry(plain(word)).or_default();
        match bearers.iter().position(|b| b.0 == person) {
            Some(known) => bearers[known].1 = bearers[known].1.max(tie),
            None if bearers.len() < BEARERS => bearers.push((person, tie)),
            None => {}
        }
        if tie == NOUN && sex(word) > 0 {
            self.sexes.push((person, sex(word)));
        }
    }

    fn add_age(&mut self, person: usize, age: &str) {
        let ages = self.ages.entry(person).or_default();
        if ages.len() < BEARERS && !ages.iter().any(|a| a == age) {
            ages.push(age.to_owned());
        }
    }

    /// Remembers that a person is no longer what a noun says.
    fn add_past(&mut self, noun: &str, person: usize) {
        self.past.insert((person, plain(noun)));
    }

    /// Titles and nouns before a name, with or without a comma.
    fn read_before(&mut self, scene: &Scene<'_>, naming: &Naming) {
        let sentence = scene.sentences[naming.tokens.start as usize];
        let inside = |i: usize| scene.sentences.get(i) == Some(&sentence);
        let is_word = |i: usize| inside(i) && scene.text.tokens[i].kind == TokenKind::Word;
        let mut at = naming.tokens.start as usize;
        let is_office = |i: usize| is_title(scene.word(i)) || is_high(scene, i);
        while at > 0 && is_word(at - 1) && scene.forms[at - 1].is_capital && is_office(at - 1) {
            at -= 1;
            self.add(scene.word(at), naming.person, NOUN);
        }
        if at > 0 && inside(at - 1) && scene.is_word(at - 1, PAST) {
            for i in at..naming.tokens.start as usize {
                self.add_past(scene.word(i), naming.person);
            }
        }
        if at < naming.tokens.start as usize && at > 0 && scene.is_word(at - 1, &["state"]) {
            // A state's senator is "the senator" only where no other is.
            self.add("state", naming.person, BESIDE);
            self.loosen(scene.word(at), naming.person);
        }
        let titled = self.read_forms(scene, naming, at);
        if let Some(before) = self.read_phrase(scene, naming.person, titled) {
            self.read_phrase(scene, naming.person, before);
        }
        self.read_office(scene, naming, titled);
        if let Some(noun) = office_before::noun(scene, titled) {
            self.add(scene.word(noun), naming.person, NOUN);
        }
    }

    /// Forms of address before a name and its titles, and titles before those ("[Home Minister Mr] Ann Roe"); returns
    /// where all of them begin.
    fn read_forms(&mut self, scene: &Scene<'_>, naming: &Naming, at: usize) -> usize {
        let titled = titled_from(scene, at);
        for i in titled..at {
            if is_title(scene.word(i)) && scene.forms[i].is_capital {
                self.add(scene.word(i), naming.person, NOUN);
            }
        }
        titled
    }

    /// "The mayor of Larn, Ann Roe,": she is the mayor.
    fn read_office(&mut self, scene: &Scene<'_>, naming: &Naming, titled: usize) {
        let Some(office) = bearer::before(scene, titled, naming.tokens) else { return };
        let first = office.words.start as usize;
        (first..office.noun).for_each(|i| self.add(scene.word(i), naming.person, BESIDE));
        self.add(scene.word(office.noun), naming.person, NOUN);
        if (first..office.noun).any(|i| scene.is_word(i, PAST)) {
            self.add_past(scene.word(office.noun), naming.person);
        }
        self.offices.add(scene, office.noun, naming.person);
    }

    /// A noun phrase that ends before a token, a comma between; returns where it starts if
    /// another may stand before it ("the moderator, the retired judge Ann Roe").
    fn read_phrase(&mut self, scene: &Scene<'_>, person: usize, end: usize) -> Option<usize> {
        let sentence = *scene.sentences.get(end)?;
        let inside = |i: usize| scene.sentences.get(i) == Some(&sentence);
        let is_word = |i: usize| inside(i) && scene.text.tokens[i].kind == TokenKind::Word;
        let after_comma = end > 0 && scene.is_word(end - 1, &[","]) && inside(end - 1);
        let at = end - usize::from(after_comma || end > 0 && scene.is_word(end - 1, &["named"]));
        let from = at.saturating_sub(APPOSITION);
        let edge = (from..at).rev().find(|&i| !is_word(i) || scene.is_word(i, DETERMINERS));
        let first = edge.map_or(from, |i| i + 1);
        let is_phrase = edge.is_some_and(|i| scene.is_word(i, DETERMINERS) || is_possessive(scene, i));
        if first >= at || !is_calling(scene, at - 1) {
            return None;
        }
        if is_phrase && !(first..at).any(|i| scene.is_word(i, STOPS)) {
            (first..at - 1).for_each(|i| self.add(scene.word(i), person, BESIDE));
            self.add(scene.word(at - 1), person, NOUN);
            if (first..at - 1).any(|i| scene.is_word(i, PAST)) {
                self.add_past(scene.word(at - 1), person);
            }
            return edge.filter(|_| !after_comma);
        }
        if !after_comma {
            self.add(scene.word(at - 1), person, NOUN);
            if at > first + 1 && (first..at - 1).any(|i| scene.is_word(i, PAST)) {
                self.add_past(scene.word(at - 1), person);
            }
        }
        None
    }

    /// Makes an office a looser tie than another's.
    fn loosen(&mut self, word: &str, person: usize) {
        let bearers = self.bearers.get_mut(&plain(word));
        bearers.into_iter().flatten().filter(|b| b.0 == person).for_each(|b| b.1 = BESIDE);
    }

    /// An apposition, a sentence that says what somebody is, a clause about her.
    fn read_after(&mut self, scene: &Scene<'_>, naming: &Naming) {
        let end = naming.tokens.end as usize;
        let sentence = scene.sentences[naming.tokens.start as usize];
        let inside = |i: usize| scene.sentences.get(i) == Some(&sentence);
        let is_copula = scene.is_word(end, &["is", "was", "became"]);
        let opens = scene.is_word(end, &[",", "("]) || is_copula;
        if !inside(end) || !opens || teller::behind(scene, naming.tokens).is_some() {
            return;
        }
        let mut start = end + 1;
        if scene.text.tokens.get(start).is_some_and(|t| t.kind == TokenKind::Number) {
            // "Ann Roe, 54, a teacher": she is the 54-year-old.
            self.add_age(naming.person, scene.word(start));
            start += 2;
        }
        if scene.is_word(start, &["who", "whose"]) {
            let clause = (start + 1..start + CLAUSE).take_while(|&i| inside(i));
            let words = clause.filter(|&i| scene.text.tokens[i].kind == TokenKind::Word);
            words.for_each(|i| self.add(scene.word(i), naming.person, LOOSE));
            return;
        }
        if is_copula && !scene.is_word(start, &["a", "an", "the"]) {
            return;
        }
        let is_word = |i: &usize| {
            let is_plain = |i: usize| scene.text.tokens[i].kind == TokenKind::Word && !scene.is_word(i, STOPS);
            inside(*i) && (is_plain(*i) || scene.is_in_age(*i))
        };
        let words: Vec<usize> = (start..start + APPOSITION).take_while(is_word).collect();
        words.iter().filter_map(|&i| scene.age(i)).for_each(|age| self.add_age(naming.person, age));
        let Some(&last) = words.last() else { return };
        if is_clause(scene, &words) {
            return;
        }
        // "The mayor's wife": she is somebody else.
        if is_possessive(scene, last + 1) {
            let owners = self.owned.entry(naming.person).or_default();
            if owners.len() < BEARERS {
                owners.push(plain(scene.word(last)));
            }
            return;
        }
        if is_calling(scene, last) {
            words.iter().for_each(|&i| self.add(scene.word(i), naming.person, BESIDE));
            self.add(scene.word(last), naming.person, NOUN);
            if words.iter().any(|&i| scene.is_word(i, PAST)) {
                self.add_past(scene.word(last), naming.person);
            } else {
                self.offices.add(scene, last, naming.person);
            }
        }
    }

    /// Returns a person's age in years, as far as it is told in figures.
    pub fn age(&self, person: usize) -> Option<u32> {
        self.ages.get(&person)?.iter().filter_map(|age| age.parse().ok()).max()
    }

    /// Returns the only person whom a description fits, and how likely it is he.
    pub fn holder(&self, scene: &Scene<'_>, description: Run) -> Option<(usize, f32)> {
        let letters = letters::alone(scene, description);
        let phrase = phrase(scene, description).or(letters)?;
        let head = phrase.end as usize - 1;
        if letters.is_none() && !is_head(scene, head) {
            return None;
        }
        let head = plain(scene.word(head));
        let owned = !scene.is_word(phrase.start as usize, &["the"]);
        if let Some(&known) = self.inferred.get(&key(scene, phrase)).filter(|_| !owned) {
            return Some(known);
        }
        let bearers = self.bearers.get(&head)?;
        let closest = bearers.iter().map(|b| b.1).max().filter(|&tie| letters.is_none() || tie == NOUN)?;
        let mut fitting = bearers.iter().filter(|b| b.1 == closest || b.1 == NOUN).filter(|b| {
            if self.is_dead_but(scene, b.0, phrase) {
                return false;
            }
            let rest = phrase.start as usize + 1..phrase.end as usize - 1;
            rest.into_iter().all(|i| self.bears(b.0, scene.word(i)) || scene.is_word(i, NEUTRAL))
        });
        let &(person, tie) = fitting.next().filter(|_| fitting.next().is_none())?;
        match (tie, owned) {
            (NOUN, false) => Some((person, 0.93)),
            (NOUN, true) | (BESIDE, false) => Some((person, 0.87)),
            (_, false) if phrase.range().len() > 2 => Some((person, 0.86)),
            _ => None,
        }
    }

    /// Tells whether somebody is dead and no description that says so means her.
    pub fn is_dead_but(&self, scene: &Scene<'_>, person: usize, description: Run) -> bool {
        self.dead.contains(&person) && !description.range().any(|i| scene.is_word(i, late::LATE))
    }

    /// Returns the only person whom a description by a place ("the Ohio senator") or nation ("the Swede") fits, and how
    /// likely it is she.
    pub fn holder_from(&self, scene: &Scene<'_>, description: Run) -> Option<(usize, f32)> {
        let from = self.homes.holder(scene, description, |person, head| self.bears(person, head));
        from.or_else(|| self.natives.holder(scene, description))
    }

    fn bears(&self, person: usize, word: &str) -> bool {
        self.tie(person, word) > 0
    }

    /// Tells how closely a word is tied to a person, 0 to 3.
    pub fn tie(&self, person: usize, word: &str) -> u64 {
        self.bearers(word).find(|b| b.0 == person).map_or(0, |b| b.1.into())
    }

    /// Tells how closely words are tied to a person for which a word of a description may stand.
    pub fn tie_of_like(&self, person: usize, word: &str) -> u64 {
        alike(&plain(word)).iter().map(|other| self.tie(person, other)).max().unwrap_or(0)
    }

    /// Tells whether a person is called somebody's wife, son or the like.
    pub fn is_relative(&self, person: usize) -> bool {
        KIN.iter().any(|word| self.tie(person, word) >= NOUN.into())
    }

    /// Tells whether a person is said to be so many years old.
    pub fn is_aged(&self, person: usize, age: &str) -> bool {
        self.ages.get(&person).is_some_and(|ages| ages.iter().any(|a| a == age))
    }

    /// Tells whether a person is said to belong to who is called so ("the mayor's wife").
    pub fn is_owned(&self, person: usize, word: &str) -> bool {
        self.owned.get(&person).is_some_and(|owners| owners.contains(&plain(word)))
    }

    /// Returns the persons of whom a word is said, and how closely it is tied to each.
    pub fn bearers(&self, word: &str) -> impl Iterator<Item = (usize, Tie)> {
        self.bearers.get(&plain(word)).into_iter().flatten().copied()
    }

    /// Returns the persons with the words of noun phrases that are said of them.
    pub fn said(&self) -> impl Iterator<Item = (usize, &str, CallingSort)> {
        let words = self.bearers.iter().flat_map(|(word, bearers)| bearers.iter().map(move |b| (word.as_str(), *b)));
        words.filter(|(_, (_, tie))| *tie >= BESIDE).map(|(word, (person, tie))| {
            let is_past = || self.past.contains(&(person, word.to_owned()));
            let sort = match tie {
                NOUN if is_past() => CallingSort::Past,
                NOUN => CallingSort::Noun,
                _ => CallingSort::Beside,
            };
            (person, word, sort)
        })
    }

    /// Finds the descriptions of a text that mean one person.
    pub fn descriptions(&self, scene: &Scene<'_>) -> Vec<Naming> {
        let found = phrases(scene).filter_map(|phrase| {
            let (person, _) = self.holder(scene, phrase)?;
            Some(Naming { tokens: phrase, person, is_described: true, is_full: false })
        });
        found.chain(self.offices.namings(scene)).chain(self.natives.namings(scene)).collect()
    }
}

/// Tells whether a word of a description need not have been said of the person before.
pub(crate) fn is_neutral(word: &str) -> bool {
    NEUTRAL.iter().any(|n| word.eq_ignore_ascii_case(n))
}
