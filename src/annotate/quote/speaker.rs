//! The words that name a source → the speaker's name, with a probability.
//!
//! A name inside the source is chosen by a logistic ranker (of "Doe, an aide to Roe" it is
//! Doe who speaks; of "Doe's office" nobody). A pronoun is answered by a ranker over the
//! persons named before it. "Who" means the person just named. Anything else has no name.

use super::first::Emit;
use super::link::probability;
use super::people::{Gender, Naming, People, is_possessive, name_words, pronoun, tokens_of};
use super::scene::Scene;
use super::titles::Titles;
use crate::annotate::EntityKind;
use crate::annotate::sequence::{FeatureRows, Model, word_hash};
use crate::annotate::text::{Run, TokenKind};

/// A name with how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    pub name: String,
    pub person: Option<usize>,
    pub probability: f32,
    /// How it was found: 1 a name in the source, 2 a pronoun, 3 "who", 4 as the quote before,
    /// 5 a name in a transcript, 6 a description.
    pub way: u64,
}

/// Way of a description ("the senator").
pub(super) const DESCRIBED: u64 = 6;

/// Least probabilities at which a name is considered at all.
const LEAST_NAME: f32 = 0.35;
const LEAST_ANTECEDENT: f32 = 0.2;

/// Finds who a source is.
pub(super) fn resolve(
    scene: &Scene<'_>,
    people: &People,
    titles: &Titles,
    source: Run,
    before: Option<usize>,
    models: [&Model; 2],
) -> Option<Named> {
    let start = source.start as usize;
    let single = source.range().filter(|&i| scene.is_wordlike(i)).count() == 1;
    if single && scene.is_word(start, &["who"]) {
        return relative(scene, people, start);
    }
    if single && let Some(gender) = pronoun(scene.word(start)) {
        return antecedent(scene, people, start, gender, before, models[1]);
    }
    if let Some(person) = titles.holder(scene, source) {
        let name = people.persons[person].name.clone();
        return Some(Named { name, person: Some(person), probability: 0.85, way: DESCRIBED });
    }
    let names = names_in(scene, people, source);
    let scored = (0..names.len()).map(|k| {
        let mut rows = FeatureRows::new();
        push_name(scene, source, &names, k, &mut rows);
        (k, probability(models[0], &rows))
    });
    let (best, probability) = scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    let Candidate { name, person, .. } = names.into_iter().nth(best)?;
    (probability > LEAST_NAME).then_some(Named { name, person, probability, way: 1 })
}

/// Reads the name before a transcript's colon or after a signature's dash.
pub(super) fn by_layout(scene: &Scene<'_>, people: &People, source: Run) -> Option<Named> {
    let known = names_in(scene, people, source).into_iter().find(|c| c.person.is_some());
    let name = known.or_else(|| capitals(scene, people, source))?;
    Some(Named { name: name.name, person: name.person, probability: 0.95, way: 5 })
}

/// A name inside a source.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub tokens: Run,
    /// 1 person, 2 organisation, 3 place, 4 capitals that no tagger knew.
    kind: u64,
    pub name: String,
    pub person: Option<usize>,
    n_mentions: u64,
}

/// Lists the names inside a source, in text order.
pub(super) fn names_in(scene: &Scene<'_>, people: &People, source: Run) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for entity in scene.entities_in(source) {
        let tokens = tokens_of(scene, entity);
        let words = name_words(entity.span.of(scene.text.source));
        if words.is_empty() {
            continue;
        }
        if entity.kind == EntityKind::Person {
            let at = people.namings.partition_point(|n| n.tokens.start < tokens.start);
            let person = people.namings.get(at).filter(|n| n.tokens == tokens).map(|n| n.person);
            let known = person.map(|p| &people.persons[p]);
            let name = known.map_or_else(|| words.join(" "), |p| p.name.clone());
            let n_mentions = known.map_or(1, |p| u64::from(p.n_mentions.min(4)));
            found.push(Candidate { tokens, kind: 1, name, person, n_mentions });
        } else {
            let kind = if entity.kind == EntityKind::Org { 2 } else { 3 };
            let words = if words.len() > 1 && words[0] == "The" { &words[1..] } else { &words[..] };
            found.push(Candidate { tokens, kind, name: words.join(" "), person: None, n_mentions: 1 });
        }
    }
    if found.is_empty() {
        found.extend(capitals(scene, people, source));
    }
    found
}

/// The longest run of capitalised words, where the tagger found no name.
fn capitals(scene: &Scene<'_>, people: &People, source: Run) -> Option<Candidate> {
    let is_capital = |i: usize| scene.forms[i].is_capital && scene.text.tokens[i].kind == TokenKind::Word;
    let mut best: Option<Run> = None;
    let mut i = source.start as usize;
    while i < source.end as usize {
        let end = (i..source.end as usize).find(|&j| !is_capital(j)).unwrap_or(source.end as usize);
        if end > i && best.is_none_or(|b| end - i > b.range().len()) {
            best = Some(super::scene::run_of(i, end));
        }
        i = end.max(i) + 1;
    }
    let tokens = best?;
    let words = name_words(scene.text.span_of(tokens)?.of(scene.text.source));
    if words.is_empty() {
        return None;
    }
    let person = people.find(&words, None);
    let known = person.map(|p| &people.persons[p]);
    let name = known.map_or_else(|| words.join(" "), |p| p.name.clone());
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
    let naming = people.before(token).into_iter().next()?;
    let near = scene.sentences[naming.tokens.start as usize] == scene.sentences[token];
    let gap = token.saturating_sub(naming.tokens.end as usize);
    let probability = if gap <= 2 { 0.9 } else { 0.6 };
    let name = people.persons[naming.person].name.clone();
    (near && gap <= 12).then_some(Named { name, person: Some(naming.person), probability, way: 3 })
}

fn antecedent(
    scene: &Scene<'_>,
    people: &People,
    token: usize,
    gender: Gender,
    before: Option<usize>,
    model: &Model,
) -> Option<Named> {
    let namings = people.before(token);
    let scored = (0..namings.len()).map(|k| {
        let mut rows = FeatureRows::new();
        push_antecedent(scene, people, token, gender, before, &namings, k, &mut rows);
        (k, probability(model, &rows))
    });
    let scored: Vec<(usize, f32)> = scored.collect();
    let &(best, probability) = scored.iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    let person = namings[best].person;
    let name = people.persons[person].name.clone();
    (probability > LEAST_ANTECEDENT).then_some(Named { name, person: Some(person), probability, way: 2 })
}

/// Writes the features of one person as a pronoun's antecedent.
#[allow(clippy::too_many_arguments)]
pub(super) fn push_antecedent(
    scene: &Scene<'_>,
    people: &People,
    token: usize,
    gender: Gender,
    before: Option<usize>,
    namings: &[Naming],
    k: usize,
    rows: &mut FeatureRows,
) {
    let naming = namings[k];
    let person = &people.persons[naming.person];
    let at = naming.tokens.start as usize;
    let (with, against) = match gender {
        Gender::He => (person.he, person.she),
        Gender::She => (person.she, person.he),
    };
    // Its own pronoun was counted for the nearest person; that vote is not evidence.
    let with = with.saturating_sub(u32::from(k == 0));
    let agrees = match (with, against) {
        (0, 0) => 0,
        (w, 0) => 1 + u64::from(w.min(3)),
        (w, a) if w >= 2 * a => 5,
        (w, a) if a >= 2 * w => 6 + u64::from(a.min(3)),
        _ => 10,
    };
    let sentences = u64::from((scene.sentences[token] - scene.sentences[at]).min(5));
    let paragraph = |t: usize| scene.text.paragraphs.partition_point(|p| p.end <= scene.text.tokens[t].span.start);
    let paragraphs = (paragraph(token) - paragraph(at)).min(4) as u64;
    let quoted = u64::from(scene.marks.region_of(at).is_some());
    let subject = u64::from(at == 0 || scene.sentences[at - 1] != scene.sentences[at]);
    let is_last_speaker = u64::from(before == Some(naming.person));
    let has_last_speaker = u64::from(before.is_some());
    let rank = k as u64;
    let many = u64::from(person.n_mentions.min(6));
    let possessive = u64::from(is_possessive(scene, naming.tokens.end as usize));
    let pronoun_class = u64::from(gender == Gender::He);
    let first = word_hash(person.first.as_bytes());
    let next = scene.word_hash(naming.tokens.end as usize);
    let listed = match (person.listed, gender) {
        (0, _) => 0,
        (1, Gender::He) | (2, Gender::She) => 1,
        _ => 2u64,
    };
    let emit = &mut Emit::new(rows, 4000);
    emit.add([listed]);
    emit.add([listed, agrees]);
    emit.add([listed, rank]);
    emit.add([listed, is_last_speaker]);
    emit.add([agrees]);
    emit.add([first, pronoun_class]);
    emit.add([agrees, rank]);
    emit.add([agrees, sentences]);
    emit.add([agrees, is_last_speaker]);
    emit.add([sentences]);
    emit.add([sentences, rank]);
    emit.add([paragraphs]);
    emit.add([rank, paragraphs]);
    emit.add([rank]);
    emit.add([many]);
    emit.add([many, rank]);
    emit.add([subject, sentences]);
    emit.add([subject, rank]);
    emit.add([quoted, sentences]);
    emit.add([quoted, rank]);
    emit.add([is_last_speaker, has_last_speaker, rank]);
    emit.add([is_last_speaker, has_last_speaker, paragraphs]);
    emit.add([is_last_speaker, has_last_speaker, sentences]);
    emit.add([possessive, rank]);
    emit.add([next]);
    emit.add([namings.len().min(4) as u64, rank]);
    emit.add([u64::from(person.first.is_empty()), agrees]);
    rows.end_row();
}
