//! "The mayor of Larn, [Ann Dodd], opened the fair": an office with where or of what it is, and behind a comma who holds
//! it. Written large it is no body: "the Governor of Larn State, [Ann Dodd],".

use rustc_hash::FxHashMap;

use super::candidate::Candidate;
use super::roster::{Naming, People};
use super::titles::DETERMINERS;
use crate::annotate::EntityKind;
use crate::annotate::kin::is_kin;
use crate::annotate::quote::grammar::capitals;
use crate::annotate::quote::grammar::nouns::is_possessive;
use crate::annotate::quote::grammar::phrases::is_stop;
use crate::annotate::quote::grammar::scene::{Scene, run_of};
use crate::annotate::text::Run;
use crate::annotate::word_set::WordSet;

/// Most tokens from an office to the comma, and of words before it ("the former deputy [mayor]").
const PHRASE: usize = 12;
const BEFORE: usize = 4;
/// What follows an office that goes on.
const LINKS: &WordSet = &WordSet::of(&["at", "for", "in", "of"]);
/// Words that open a clause, in which another may be meant.
const CLAUSES: &WordSet = &WordSet::of(&["that", "when", "where", "which", "who", "whose"]);
const VERBS: &WordSet =
    &WordSet::of(&["are", "has", "had", "have", "is", "said", "says", "told", "was", "were", "will", "would"]);
/// People to whom somebody else is a lawyer or a friend, though no calling.
const OTHERS: &WordSet = &WordSet::of(&["accused", "deceased", "dead", "defendant", "suspect", "victim"]);

/// An office before a name: from its first word to the comma.
#[derive(Debug, Clone, Copy)]
pub(super) struct Office {
    pub words: Run,
    /// The token of its noun: "mayor".
    pub noun: usize,
}

/// Reads the office that ends at a comma before a name, which begins behind the comma with its titles.
pub(super) fn before(scene: &Scene<'_>, titled: usize, name: Run) -> Option<Office> {
    let comma = titled.checked_sub(1).filter(|&i| scene.is_word(i, &[","]))?;
    let number = *scene.sentences.get(comma)?;
    let inside = |i: usize| scene.sentences.get(i) == Some(&number);
    if scene.sentences.get(titled) != Some(&number) || !closes(scene, name.end as usize) {
        return None;
    }
    let is_part = |&i: &usize| {
        let is_joint = scene.is_wordlike(i) || is_possessive(scene, i) || matches!(scene.word(i), "-" | "&");
        inside(i) && is_joint && !scene.is_word(i, CLAUSES)
    };
    let first = (comma.saturating_sub(PHRASE)..comma).rev().take_while(is_part).last()?;
    let is_noun = |&i: &usize| scene.is_calling(i) && scene.is_word(i + 1, LINKS) && is_one(scene, i);
    let mut nouns = (first..comma - 1).filter(is_noun);
    let noun = nouns.next().filter(|_| nouns.next().is_none())?;
    let last = comma - 1;
    let is_other = !scene.forms[last].is_capital && (scene.is_calling(last) || scene.is_one_person(last));
    let has_verb = (noun + 2..comma).any(|i| scene.is_word(i, VERBS) || is_past(scene, i));
    if noun + 2 >= comma || is_other || scene.is_word(last, OTHERS) || has_verb {
        return None;
    }
    let first = opening(scene, noun, first)?;
    Some(Office { words: run_of(first, comma), noun })
}

/// Tells whether a name ends its phrase, and is not the first of several: "the mayor of Larn, [Ann Dodd], said".
fn closes(scene: &Scene<'_>, end: usize) -> bool {
    if scene.is_word(end, &[","]) {
        return !scene.is_word(end + 1, &["and", "&", "or"]) && !scene.forms.get(end + 1).is_some_and(|f| f.is_capital);
    }
    !scene.is_wordlike(end) && !is_possessive(scene, end) && !matches!(scene.word(end), "&" | "-")
}

/// Tells whether a word may be a verb in the past.
fn is_past(scene: &Scene<'_>, i: usize) -> bool {
    !scene.forms[i].is_capital && scene.kinds[i].is_finite() && scene.word(i).ends_with("ed")
}

/// Tells whether a noun is for one person.
fn is_one(scene: &Scene<'_>, noun: usize) -> bool {
    let word = scene.word(noun);
    !word.ends_with('s') || word.ends_with("ss")
}

/// The first word of an office behind what determines it; an office that a name before it already has is none ("Bo
/// Dell, the mayor of Larn, Ann Dodd and …").
fn opening(scene: &Scene<'_>, noun: usize, from: usize) -> Option<usize> {
    let is_edge = |i: usize| scene.is_word(i, DETERMINERS) || is_possessive(scene, i);
    let edge = (from.max(noun.saturating_sub(BEFORE))..noun).rev().find(|&i| is_edge(i) || is_stop(scene.word(i)));
    let first = match edge {
        Some(edge) => Some(edge + 1).filter(|_| is_edge(edge)),
        // "Governor of Larn State, Ann Dodd,".
        None => Some(from).filter(|&i| scene.forms[i].is_capital && noun - i < BEFORE),
    }?;
    let start = if edge.is_some() { first - 1 } else { first };
    let comma = start.checked_sub(1).filter(|&i| scene.is_word(i, &[","]));
    let named = comma.and_then(|comma| scene.entities_in(run_of(comma.checked_sub(1)?, comma)).last());
    named.is_none_or(|name| name.kind != EntityKind::Person).then_some(first)
}

/// The words of an office written large with where or of what it is: "Lord [Mayor] of Larn", "[Speaker] of the House".
pub(super) fn written_large(scene: &Scene<'_>, noun: usize) -> Option<Run> {
    let is_capital = |i: usize| scene.forms.get(i).is_some_and(|form| form.is_capital);
    if !is_capital(noun) || !scene.is_word(noun + 1, &["for", "of"]) || !is_one(scene, noun) {
        return None;
    }
    let number = scene.sentences[noun];
    let is_title = |&i: &usize| {
        is_capital(i) && scene.sentences[i] == number && scene.is_wordlike(i) && !scene.is_word(i, DETERMINERS)
    };
    let first = (noun.saturating_sub(BEFORE)..noun).rev().take_while(is_title).last().unwrap_or(noun);
    let limit = scene.text.sentences.get(number as usize)?.end as usize;
    let end = capitals::end_of(scene, first, limit, false);
    (end > noun + 2).then(|| run_of(first, end))
}

/// Who holds which office that is written large: "governor of larn state".
#[derive(Debug, Clone, Default)]
pub(crate) struct Offices {
    held: FxHashMap<String, usize>,
}

impl Offices {
    /// Remembers who holds an office, if it is written large with where or of what it is.
    pub fn add(&mut self, scene: &Scene<'_>, noun: usize, person: usize) {
        if let Some(words) = written_large(scene, noun) {
            self.held.entry(key(scene, words)).or_insert(person);
        }
    }

    /// Returns who holds an office of these words.
    pub fn holder(&self, scene: &Scene<'_>, words: Run) -> Option<usize> {
        if self.held.is_empty() {
            return None;
        }
        let start = words.start as usize + usize::from(scene.is_word(words.start as usize, &["the"]));
        self.held.get(&key(scene, run_of(start, words.end as usize))).copied()
    }

    /// Finds where offices stand for those who hold them, not beside their names: "[the Governor of Larn State] smiled".
    pub fn namings(&self, scene: &Scene<'_>) -> Vec<Naming> {
        let n = if self.held.is_empty() { 0 } else { scene.text.tokens.len() };
        let nouns = (1..n).filter(|&i| scene.forms[i].is_capital && scene.is_calling(i));
        let found = nouns.filter_map(|noun| {
            let words = written_large(scene, noun)?;
            let person = self.holder(scene, words)?;
            let the = (words.start as usize).checked_sub(1).filter(|&i| scene.is_word(i, &["the"]))?;
            let is_apposed = scene.is_word(words.end as usize, &[","]) || the > 0 && scene.is_word(the - 1, &[","]);
            let tokens = run_of(the, words.end as usize);
            (!is_apposed).then_some(Naming { tokens, person, is_described: true, is_full: false })
        });
        found.collect()
    }
}

/// Titles of nobles, clerics and others that stand for whom the article may give no other name.
const LARGE: &WordSet = &WordSet::of(&[
    "abbess",
    "abbot",
    "ayatollah",
    "constable",
    "countess",
    "dean",
    "duchess",
    "duke",
    "earl",
    "emir",
    "marchioness",
    "marquess",
    "moderator",
    "mufti",
    "patriarch",
    "provost",
    "rector",
    "sultan",
    "vicar",
    "viscount",
    "viscountess",
    "warden",
]);

/// Tells whether a title, in small letters, stands for whom the article may give no other name: "the Duke".
pub(super) fn is_noble(title: &str) -> bool {
    LARGE.contains(&title) || ["archbishop", "bishop", "prince", "princess"].contains(&title)
}

/// Returns an office written large that begins with "the" and a run begins with, and its noun: "[The Bishop of Larn] has
/// issued".
pub(crate) fn opening_office(scene: &Scene<'_>, run: Run) -> Option<(Run, usize)> {
    let the = run.start as usize;
    let first = the + 1;
    let is_noun = |&i: &usize| scene.is_word(i, LARGE) || scene.is_title(i) && !is_kin(&scene.word(i).to_lowercase());
    let is_capital = |&i: &usize| scene.forms.get(i).is_some_and(|form| form.is_capital);
    let noun = (first..first + BEFORE).take_while(is_capital).find(|&i| is_noun(&i) && scene.is_word(i + 1, LINKS))?;
    let words = written_large(scene, noun).filter(|words| words.start as usize == first)?;
    let is_named = scene.entities_in(words).iter().any(|e| {
        let tokens = scene.tokens_of(e);
        e.kind == EntityKind::Person && tokens.start as usize > noun + 1
    });
    let office = run_of(the, words.end as usize);
    (scene.is_word(the, &["the"]) && !is_named && office.end <= run.end).then_some((office, noun))
}

/// Returns an office written large that a sentence opens with, by its noun.
pub(crate) fn opens_sentence(scene: &Scene<'_>, noun: usize) -> Option<Run> {
    let number = *scene.sentences.get(noun)?;
    if !scene.forms[noun].is_capital || !scene.is_word(noun + 1, LINKS) {
        return None;
    }
    let sentence = *scene.text.sentences.get(number as usize)?;
    let (office, own) = opening_office(scene, sentence)?;
    (own == noun).then_some(office)
}

/// Whom an office stands for that is written large: "the Governor of Larn State", of whom the article says her name
/// beside it.
pub(crate) fn held(scene: &Scene<'_>, people: &People, tokens: Run) -> Option<Candidate> {
    let person = people.titles.offices.holder(scene, tokens)?;
    let known = &people.persons[person];
    let n_mentions = u64::from(known.n_mentions.min(4));
    Some(Candidate { tokens, kind: 1, name: known.name.clone(), person: Some(person), n_mentions })
}

/// Leaves out offices beside the names of those who hold them.
pub(crate) fn without_held(scene: &Scene<'_>, people: &People, found: &mut Vec<Candidate>) {
    let is_held = |c: &Candidate| c.person.is_some() && people.titles.offices.holder(scene, c.tokens) == c.person;
    let named: Vec<usize> = found.iter().filter(|c| !is_held(c)).filter_map(|c| c.person).collect();
    found.retain(|c| !is_held(c) || c.person.is_some_and(|p| !named.contains(&p)));
}

/// What an office goes by, to know it again.
fn key(scene: &Scene<'_>, words: Run) -> String {
    let words: Vec<&str> = words.range().map(|i| scene.word(i)).collect();
    words.join(" ").to_lowercase()
}
