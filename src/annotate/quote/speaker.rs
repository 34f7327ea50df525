//! The words that name a source → the speaker's name, with a probability.
//!
//! A name inside the source is chosen by a ranker (of "Doe, an aide to Roe" it is Doe who
//! speaks; of "Doe's office" nobody), and so is which of two of one surname ([`namesake`]). A
//! pronoun is answered by a ranker over the persons named before it ([`antecedent`]), "who" by
//! the person just named, documents by their maker ([`maker`]), other descriptions by
//! rankers over persons ([`description`](super::description)) and bodies ([`bodies`]).

use super::antecedent::{Anaphor, antecedent};
use super::description::{Description, described};
use super::gender::pronoun;
use super::link::chances;
use super::maker;
use super::models::Models;
use super::name::{self, body_words, name_words};
use super::namesake;
use super::nominal::{self, Told};
use super::offices;
use super::people::{People, is_possessive};
use super::reference::{self, Reference};
use super::scene::{Scene, run_of};
use super::sink::Emit;
use crate::annotate::EntityKind;
use crate::annotate::sequence::FeatureRows;
use crate::annotate::text::{Run, TokenKind};

/// A name with how sure it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Named {
    pub name: String,
    pub person: Option<usize>,
    pub probability: f32,
    /// The probability of the next best answer.
    pub rival: f32,
    /// How it was found: 1 a name in the source, 2 a pronoun, 3 "who", 4 nothing at the quote,
    /// 5 a name in a transcript, 6 a description, 7 who made a document and is named beside it,
    /// 8 who made one whose maker is told elsewhere.
    pub way: u64,
    /// What bears it, as [`Candidate`] counts.
    pub kind: u64,
}

/// Way of a pronoun ("he").
pub(super) const PRONOUN: u64 = 2;

/// Way of whose turn it is where nothing at the quote names her.
pub(super) const TURN: u64 = 4;

/// Way of a description ("the senator").
pub(super) const DESCRIBED: u64 = 6;

/// Way of who made a document, named beside it ("a Merrow College poll").
pub(super) const WRITTEN: u64 = 7;

/// Way of who made a document where the words beside its noun do not tell ("the poll", "his letter").
pub(super) const TOLD: u64 = 8;

/// Least probability at which a name is considered at all.
const LEAST_NAME: f32 = 0.35;

/// What is known when a source is read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around<'a> {
    /// The persons who spoke before, and where each quote starts.
    pub spoken: &'a [(usize, usize)],
    /// What is quoted.
    pub contents: &'a [Run],
    /// The sources before that have no name.
    pub told: &'a [Told],
    /// The body that spoke last, and where that quote starts.
    pub body: Option<(&'a str, usize)>,
}

impl Around<'_> {
    /// Returns the speaker before, and where that quote starts.
    pub fn before(&self) -> Option<(usize, usize)> {
        self.spoken.last().copied()
    }
}

/// Finds who a source is.
pub(super) fn resolve(
    scene: &Scene<'_>,
    people: &People,
    source: Run,
    around: Around<'_>,
    models: &Models,
) -> Option<Named> {
    let Around { contents, told, body, .. } = around;
    let before = around.before();
    let start = source.start as usize;
    let single = source.range().filter(|&i| scene.is_wordlike(i)).count() == 1;
    // "WHO said" is the World Health Organization.
    let is_body = || scene.word(start) == "WHO" && !scene.entities_in(source).is_empty();
    if single && scene.is_word(start, &["who"]) && !is_body() {
        return relative(scene, people, start);
    }
    if single && let Some(gender) = pronoun(scene.word(start)) {
        return antecedent(scene, people, Anaphor { token: start, gender, before, contents, told }, models);
    }
    if let Some(maker) = maker::speaker(scene, people, source, around, models) {
        return maker;
    }
    if single && scene.is_word(start, &["it"]) {
        return reference::meant(scene, people.bodies(scene), Reference::it(source, body), &models.body);
    }
    let mut names = names_in(scene, people, source);
    names.retain(|name| !is_office(scene, source, name) && !is_calling(scene, people, source, name));
    if names.is_empty() && nominal::is_nobody(scene, people, source, told) {
        return None;
    }
    if names.is_empty() {
        return described(scene, people, Description { source, before, contents, body }, models);
    }
    let has_person = names.iter().any(|c| c.kind == 1);
    if !has_person && let Some((person, probability)) = people.titles.holder(scene, source) {
        let name = people.persons[person].name.clone();
        return Some(Named { name, person: Some(person), probability, rival: 0.0, way: DESCRIBED, kind: 1 });
    }
    if let [Candidate { kind: 5, name, .. }] = &names[..] {
        return Some(Named {
            name: name.clone(),
            person: None,
            probability: 0.92,
            rival: 0.0,
            way: DESCRIBED,
            kind: 5,
        });
    }
    chosen(scene, people, source, names, around, models)
}

/// Chooses who of the names in a source speaks.
fn chosen(
    scene: &Scene<'_>,
    people: &People,
    source: Run,
    names: Vec<Candidate>,
    around: Around<'_>,
    models: &Models,
) -> Option<Named> {
    let names = if is_headed(scene, source, &names) { names.into_iter().take(1).collect() } else { names };
    let mut rows = FeatureRows::new();
    (0..names.len()).for_each(|k| push_name(scene, source, &names, k, &mut rows));
    let mut scored: Vec<(usize, f32)> = chances(&models.name, &rows).into_iter().enumerate().collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let &(best, mut probability) = scored.first()?;
    if let [only] = &names[..] {
        probability = probability.max(least(scene, source, only));
    }
    let mut rival = scored.get(1).map_or(0.0, |s| s.1);
    let mut candidate = names.into_iter().nth(best)?;
    let choice = namesake::Choice::of(scene, people, &candidate, (around.spoken, around.contents));
    let meant = choice.and_then(|c| c.meant(scene, people, &models.namesake));
    if let Some((namesake, sure)) = meant {
        candidate.name = people.persons[namesake].name.clone();
        candidate.person = Some(namesake);
        probability *= sure;
        rival = rival.max(1.0 - sure);
    }
    let Candidate { name, person, kind, .. } = candidate;
    (probability > LEAST_NAME).then_some(Named { name, person, probability, rival, way: 1, kind })
}

/// Returns how likely the only name in a source at least speaks.
fn least(scene: &Scene<'_>, source: Run, only: &Candidate) -> f32 {
    match only.kind {
        // Beside nothing but a title, or after "her father,", it can only be the name.
        _ if is_bare(scene, source, only) || is_apposed(scene, source, only) => 0.96,
        // "WHO", spelt out elsewhere.
        2 if is_whole(scene, source, only) && is_short(scene, only) => 0.9,
        // The ranker has seen few bodies often enough ("AP").
        2 if is_whole(scene, source, only) => 0.6,
        _ => 0.0,
    }
}

/// Reads the name before a transcript's colon or after a signature's dash.
pub(super) fn by_layout(scene: &Scene<'_>, people: &People, source: Run) -> Option<Named> {
    let known = names_in(scene, people, source).into_iter().find(|c| c.person.is_some());
    let name = known.or_else(|| capitals(scene, people, source))?;
    let Candidate { name, person, kind, .. } = name;
    Some(Named { name, person, probability: 0.95, rival: 0.0, way: 5, kind })
}

/// Tells whether a source is nothing but a title and a name ("the Rev. Ann Roe"), or a name
/// of several words that no tagger knew.
fn is_bare(scene: &Scene<'_>, source: Run, only: &Candidate) -> bool {
    let fits = match only.kind {
        1 => only.tokens.start > source.start,
        4 => only.tokens.range().len() > 2,
        _ => false,
    };
    fits && is_whole(scene, source, only)
}

/// Tells whether a source of several names begins with a person's and a comma: who follows says who she is
/// ("Ann Roe, sister of the mayor, Bob Roe,").
fn is_headed(scene: &Scene<'_>, source: Run, names: &[Candidate]) -> bool {
    let heads = |name: &Candidate| name.kind == 1 && scene.is_word(name.tokens.end as usize, &[","]);
    names.len() > 1 && names.first().is_some_and(|name| heads(name) && begins(scene, source, name))
}

/// Tells whether a source is a name with nothing but titles before it.
fn is_whole(scene: &Scene<'_>, source: Run, only: &Candidate) -> bool {
    let name = only.tokens;
    let ends = name.end == source.end || name.end + 1 == source.end && scene.is_word(name.end as usize, &[","]);
    ends && begins(scene, source, only)
}

/// Tells whether a source begins with a name and nothing but titles before it.
fn begins(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    const BEFORE: &[&str] = &["the", "former", "elder", "older", "younger", "other"];
    let is_title = |i: usize| scene.is_word(i, BEFORE) || name::is_title(scene.word(i));
    (source.start as usize..name.tokens.start as usize).all(is_title)
}

/// Tells whether a body is named by one word here and by more elsewhere.
fn is_short(scene: &Scene<'_>, name: &Candidate) -> bool {
    name.tokens.range().len() == 1 && name.name.len() > scene.word(name.tokens.start as usize).len()
}

/// Tells whether a source is a description and, after a comma, the name of who it is ("her
/// father, Mendel,").
fn is_apposed(scene: &Scene<'_>, source: Run, only: &Candidate) -> bool {
    let name = only.tokens;
    let start = name.start as usize;
    let ends = name.end == source.end || name.end + 1 == source.end && scene.is_word(name.end as usize, &[","]);
    let after_comma = start > source.start as usize + 1 && scene.is_word(start - 1, &[","]);
    let is_name = matches!(only.kind, 1 | 4) && name.range().len() <= 3;
    is_name && ends && after_comma && scene.is_calling(start - 2)
}

/// Tells whether a body is named only to say whose officer somebody is ("the FBI director").
fn is_office(scene: &Scene<'_>, source: Run, name: &Candidate) -> bool {
    let next = name.tokens.end as usize;
    let is_plain = |i: usize| i < source.end as usize && scene.is_calling(i) && !scene.forms[i].is_capital;
    name.kind == 2 && is_plain(next)
}

/// Tells whether what is taken for a name is a calling that the article writes large ("the Archbishop"); what
/// is taken for a body ("the Examiner") only where the article calls somebody so.
fn is_calling(scene: &Scene<'_>, people: &People, source: Run, name: &Candidate) -> bool {
    let start = name.tokens.start as usize;
    let is_determined = start > source.start as usize && scene.is_word(start - 1, &["the", "a", "an", "this", "that"]);
    let is_single = name.tokens.range().len() == 1 && is_determined && scene.is_calling(start);
    let is_borne = || people.titles.bearers(scene.word(start)).next().is_some();
    is_single && (matches!(name.kind, 1 | 4) || is_borne())
}

/// Names a person whom the layout of the article tells.
pub(super) fn by_person(people: &People, person: usize) -> Named {
    let name = people.persons[person].name.clone();
    Named { name, person: Some(person), probability: 0.95, rival: 0.0, way: 5, kind: 1 }
}

/// A name inside a source.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub tokens: Run,
    /// 1 person, 2 organisation, 3 place, 4 capitals that no tagger knew, 5 a campaign or the like.
    kind: u64,
    pub name: String,
    pub person: Option<usize>,
    n_mentions: u64,
}

/// Lists the names inside a source, in text order.
pub(super) fn names_in(scene: &Scene<'_>, people: &People, source: Run) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for entity in scene.entities_in(source) {
        let tokens = scene.tokens_of(entity);
        let words = name_words(entity.span.of(scene.text.source));
        if words.is_empty() {
            continue;
        }
        if let Some(office) = office(scene, source, tokens, &words) {
            return vec![office];
        }
        // The tagger of names may hold "Roe Jr." to be a body.
        let person = people.named_at(tokens).or_else(|| people.son(&words));
        if entity.kind == EntityKind::Person || person.is_some() {
            let known = person.map(|p| &people.persons[p]);
            let name = known.map_or_else(|| words.join(" "), |p| p.name.clone());
            let n_mentions = known.map_or(1, |p| u64::from(p.n_mentions.min(4)));
            found.push(Candidate { tokens, kind: 1, name, person, n_mentions });
        } else {
            let kind = if entity.kind == EntityKind::Org { 2 } else { 3 };
            let name = people.bodies(scene).in_full(&body_words(entity.span.of(scene.text.source)));
            found.push(Candidate { tokens, kind, name, person: None, n_mentions: 1 });
        }
    }
    if found.is_empty()
        && let Some(capitals) = capitals(scene, people, source)
    {
        let words: Vec<String> = (capitals.tokens.range()).map(|i| scene.word(i).to_string()).collect();
        found.push(office(scene, source, capitals.tokens, &words).unwrap_or(capitals));
    }
    found
}

/// A source that is an office's name ("the Roe campaign").
fn office(scene: &Scene<'_>, source: Run, name: Run, words: &[String]) -> Option<Candidate> {
    let (tokens, name) = offices::named(scene, source, name, words)?;
    Some(Candidate { tokens, kind: 5, name, person: None, n_mentions: 1 })
}

/// Words that open a description.
const OPENERS: &[&str] = &[
    "a", "an", "another", "both", "each", "every", "her", "his", "its", "many", "most", "my", "neither", "no", "one",
    "other", "our", "several", "some", "that", "the", "their", "these", "this", "those", "two", "your",
];

/// The longest run of capitalised words, where the tagger found no name.
fn capitals(scene: &Scene<'_>, people: &People, source: Run) -> Option<Candidate> {
    // "The" at the start of a sentence is no name.
    let opens = |i: usize| i == 0 || scene.sentences[i - 1] != scene.sentences[i] || scene.forms[i - 1].mark != 0;
    let word = |i: usize| {
        let is_capital = scene.forms[i].is_capital && scene.text.tokens[i].kind == TokenKind::Word;
        is_capital && !(opens(i) && scene.is_word(i, OPENERS))
    };
    // "Growers’ Alliance" is one name.
    let inner = |i: usize| is_possessive(scene, i) && i + 1 < source.end as usize && word(i + 1);
    let is_capital = |i: usize| word(i) || inner(i);
    let mut best: Option<Run> = None;
    let mut i = source.start as usize;
    while i < source.end as usize {
        let end = (i..source.end as usize).find(|&j| !is_capital(j)).unwrap_or(source.end as usize);
        if end > i && best.is_none_or(|b| end - i > b.range().len()) {
            best = Some(run_of(i, end));
        }
        i = end.max(i) + 1;
    }
    let tokens = best?;
    let words = name_words(scene.text.span_of(tokens)?.of(scene.text.source));
    if words.is_empty() {
        return None;
    }
    let person = people.find(&words, &|| None);
    let known = person.map(|p| &people.persons[p]);
    let name = known.map_or_else(|| people.bodies(scene).in_full(&words), |p| p.name.clone());
    Some(Candidate { tokens, kind: 4, name, person, n_mentions: known.map_or(0, |p| u64::from(p.n_mentions.min(4))) })
}

/// Writes the features of one name of a source as a row.
pub(super) fn push_name(scene: &Scene<'_>, source: Run, names: &[Candidate], k: usize, rows: &mut FeatureRows) {
    let name = &names[k];
    let (s, e) = (name.tokens.start as usize, name.tokens.end as usize);
    let inside = |i: usize| source.range().contains(&i);
    let word = |i: usize| if inside(i) { scene.word_hash(i) } else { 7 };
    let before = if s > 0 && inside(s - 1) { scene.word_hash(s - 1) } else { 7 };
    let before2 = if s > 1 && inside(s - 2) { scene.word_hash(s - 2) } else { 7 };
    let possessive = u64::from(is_possessive(scene, e));
    let ends = u64::from(!inside(e));
    let n_words = (e - s).min(4) as u64;
    let (n, position) = (names.len().min(4) as u64, k.min(4) as u64);
    let known = u64::from(name.person.is_some());
    let starts = u64::from(!(s > 0 && inside(s - 1)));
    let persons_before = u64::from(names[..k].iter().any(|c| c.kind == 1));
    let emit = &mut Emit::new(rows, 3000);
    let kind = name.kind;
    emit.add([kind]);
    emit.add([kind, n_words]);
    emit.add([kind, possessive, ends]);
    emit.add([kind, starts, ends]);
    emit.add([kind, position, n]);
    emit.add([kind, persons_before]);
    emit.add([kind, u64::from(k + 1 == names.len())]);
    emit.add([kind, before]);
    emit.add([kind, before2, before]);
    emit.add([kind, word(e)]);
    emit.add([kind, word(e), word(e + 1)]);
    emit.add([kind, possessive, word(e + 1)]);
    emit.add([kind, word(source.start as usize)]);
    emit.add([kind, word(source.end as usize - 1)]);
    emit.add([kind, known, name.n_mentions]);
    emit.add([kind, scene.forms[e - 1].shape]);
    emit.add([kind, scene.word_hash(e - 1)]);
    emit.add([kind, scene.word_hash(s)]);
    emit.add([before, word(e)]);
    for i in source.range().take(4) {
        emit.add([scene.word_hash(i)]);
        emit.template_back();
    }
    rows.end_row();
}

fn relative(scene: &Scene<'_>, people: &People, token: usize) -> Option<Named> {
    let naming = people.before(token, &[]).into_iter().next()?;
    let near = scene.sentences[naming.tokens.start as usize] == scene.sentences[token];
    let gap = token.saturating_sub(naming.tokens.end as usize);
    let probability = if gap <= 2 { 0.9 } else { 0.6 };
    let name = people.persons[naming.person].name.clone();
    (near && gap <= 12).then_some(Named { name, person: Some(naming.person), probability, rival: 0.0, way: 3, kind: 1 })
}
