//! Text → quotes with their cues and speakers.
//!
//! Word forms ([`forms`]) and their kinds ([`kinds`]), quotation marks ([`marks`]) and two passes of a sequence model
//! ([`tagger`]) say which words are content, cue or source; rankers join them and what may be a subject
//! ([`candidates`], [`link`]);
//! rules mend what crosses marks and paragraphs ([`draft`]); names and pronouns are traced
//! to people ([`people`], [`speaker`]), and whose turn it is where nobody is named ([`turn`], [`interview`]); quotations inside quotations are added ([`nested`]);
//! a calibrated model says how sure it is ([`confidence`]). Texts of ten words or more that are not English give none.
//! Never fails, linear time, no state but the shipped models. See `docs/quotes.md`.

mod according;
mod across;
mod acts;
mod addressed;
mod adjunct;
mod agents;
mod another;
mod answers;
mod antecedent;
mod apposed;
mod around;
mod aside;
mod asked;
mod attribution;
mod bearer;
mod behind;
mod beside;
mod between_commas;
mod birth_names;
mod block;
mod bodies;
mod body_nouns;
mod bylines;
mod calibration;
mod called;
mod candidate;
mod candidates;
mod capitals;
mod card;
mod carried;
mod cells;
mod chances;
mod clause;
mod cleft;
mod closing;
mod colon;
mod confidence;
mod contrast;
mod coordinated;
mod correction;
mod courts;
mod dateline;
mod demonyms;
mod description;
mod document;
mod draft;
mod edge;
mod epithet;
mod evidence;
mod extent;
mod findings;
mod finite;
mod first;
mod forms;
mod fragments;
mod fronted;
mod full_stop;
mod gender;
mod halves;
mod headed;
mod headline;
mod headline_names;
mod heads;
mod heard;
mod heckled;
mod home;
mod honorifics;
mod inferred;
mod initials;
mod inner;
mod inserted;
mod inside;
mod interview;
mod interviews;
mod inverted;
mod item;
mod kinds;
mod label;
mod language;
mod left_open;
mod letters;
mod link;
mod linked;
mod listed;
mod lone;
mod main_verb;
mod maker;
mod manner;
mod marks;
mod meanwhile;
mod medial;
mod mention;
mod models;
mod modifiers;
mod name;
mod named;
mod named_works;
mod nameless;
mod namesake;
mod nested;
mod next_post;
mod nickname;
mod nominal;
mod nouns;
mod object;
mod occasion;
mod of_group;
mod of_one;
mod office_before;
mod offices;
mod open;
mod others_words;
mod outer;
mod overheard;
mod pair;
mod paragraphs;
mod parenthesis;
mod passed_over;
mod passive;
mod people;
mod per;
mod person;
mod phoned;
mod phrases;
mod posts;
mod put;
mod quotations;
mod quoted;
mod recalled;
mod records;
mod reference;
mod relative_aside;
mod relative_clause;
mod relatives;
mod relayed;
mod replies;
mod retort;
mod said_of;
mod scene;
mod second;
mod secondhand;
mod self_named;
mod sentences;
mod singles;
mod sink;
mod source;
mod sources;
mod speaker;
mod spelling;
mod split_told;
mod stage;
mod stance;
mod stated;
mod statements;
mod states;
mod stem;
mod subject;
mod subjects;
mod sums;
mod surnames;
mod swallowed;
mod tagger;
mod titles;
mod tokens;
mod told;
mod trailing;
#[cfg(any(test, feature = "train"))]
pub mod train;
mod transcript;
mod turn;
mod turned;
mod unled;
mod verbs;
mod votes;
mod when_said;
mod who;
mod whom;
mod withheld;
mod words_of;
mod works;
mod writings;
mod written_large;

use std::cell::RefCell;

use super::{Calling, EntityMention, Options, Quote, Text, word_set};
use draft::{Draft, Origin};
use forms::FormTable;
use marks::Marks;
use models::Models;
use named::{DESCRIBED, Named, TOLD};
use nested::Answer;
use nominal::Told;
use people::People;
use scene::Scene;
use speaker::Around;
use tagger::Tagger;
use tokens::Tokens;
use turn::{Choice, Turn};

/// Forms that a thread keeps before it begins anew: a few megabytes.
const MOST_FORMS: usize = 10_000;

/// What was found in a text.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Found {
    /// The quotes with their speakers, in text order.
    pub quotes: Vec<Quote>,
    /// What the text calls its people.
    pub(crate) callings: Vec<Calling>,
}

/// Finds the quotes of a text and who said them.
pub fn annotate(text: &Text<'_>, entities: &[EntityMention], options: &Options) -> Found {
    thread_local! {
        static READER: RefCell<Option<Reader<'static>>> = const { RefCell::new(None) };
    }
    let Some(models) = models::shipped() else { return Found::default() };
    READER.with_borrow_mut(|reader| reader.get_or_insert_with(|| Reader::new(models)).annotate(text, entities, options))
}

/// What is kept from text to text; it changes the time, never the answer.
struct Reader<'m> {
    models: &'m Models,
    forms: FormTable,
    tagger: Tagger<'m>,
}

impl<'m> Reader<'m> {
    fn new(models: &'m Models) -> Self {
        Reader { models, forms: FormTable::default(), tagger: Tagger::new(&models.passes) }
    }

    fn annotate(&mut self, text: &Text<'_>, entities: &[EntityMention], options: &Options) -> Found {
        if self.forms.len() > MOST_FORMS {
            self.forms.clear();
            self.tagger.forget_forms();
        }
        let forms = self.forms.read(text, self.models.words);
        if !language::may_be_english(text, &forms) {
            return Found::default();
        }
        let joined = across::joined(text);
        let (text, seams) = joined.as_ref().map_or((text, &[][..]), |joined| (&joined.text, &joined.seams));
        let mut marks = Marks::new(text);
        singles::mend(text, &mut marks);
        let kinds = kinds::kinds(text, &forms, entities);
        let tokens = Tokens { text, forms: &forms, kinds: &kinds, marks: &marks };
        let tags = self.tagger.tag(tokens);
        let scene = Scene::new(tokens, &tags, entities);
        let people = People::new(&scene, self.models.first_names);
        let mut answers = answers(&scene, &people, self.models);
        answers.iter_mut().for_each(|(draft, _)| across::part(&mut draft.attribution.contents, seams));
        let finish = |(draft, named): &Answer| finish(&scene, draft, named.as_ref(), self.models, options);
        let quotes = answers.iter().filter_map(finish).collect();
        Found { quotes, callings: people.callings() }
    }
}

/// Drafts the quotes of a text with their speakers, in text order.
fn answers(scene: &Scene<'_>, people: &People, models: &Models) -> Vec<Answer> {
    let drafts = paragraphs::drafts(scene, people, models);
    let names = name_all(scene, people, &drafts, models);
    let mut answers: Vec<Answer> = drafts.into_iter().zip(names).collect();
    if models.steps.layout {
        let more = nested::nested(scene, people, &answers, models);
        answers.extend(more);
        answers.sort_by_key(|(draft, _)| draft.pieces().first().map(|p| p.start));
    }
    answers
}

/// Finds the speaker of each draft, in text order.
fn name_all(scene: &Scene<'_>, people: &People, drafts: &[Draft], models: &Models) -> Vec<Option<Named>> {
    name_each(scene, people, drafts, models, &mut |_, choice| choice.speaker(scene, people, &models.turn))
}

/// Finds the speaker of each draft; `turns` says who speaks where nothing at the quote names her.
fn name_each(
    scene: &Scene<'_>,
    people: &People,
    drafts: &[Draft],
    models: &Models,
    turns: &mut dyn FnMut(usize, &Choice<'_>) -> Option<Named>,
) -> Vec<Option<Named>> {
    let mut names: Vec<Option<Named>> = Vec::with_capacity(drafts.len());
    let mut spoken: Vec<(usize, usize)> = Vec::new();
    let mut told: Vec<Told> = Vec::new();
    let mut bodies: Vec<(String, usize)> = Vec::new();
    for (n, draft) in drafts.iter().enumerate() {
        let named = match draft.attribution.source {
            _ if draft.person.is_some() => draft.person.map(|p| speaker::by_person(people, p)),
            Some(source) if matches!(draft.origin, Origin::Transcript | Origin::Signed) => {
                speaker::by_layout(scene, people, source)
            }
            Some(source) => {
                let contents = draft.pieces();
                let around = Around { spoken: &spoken, contents, told: &told, bodies: &bodies, outer: None };
                let named = speaker::resolve(scene, people, source, around, models);
                told.extend(Told::of(scene, source, named.as_ref()));
                named
            }
            None if matches!(draft.origin, Origin::Uncued | Origin::Lone) => {
                let last = spoken.last().copied();
                let turn =
                    Turn { draft, drafts: &drafts[..n], after: &drafts[n + 1..], names: &names, last, told: &told };
                Choice::new(scene, people, turn, models).and_then(|choice| turns(n, &choice))
            }
            None => None,
        };
        let start = draft.pieces().first().map_or(0, |p| p.start as usize);
        spoken.extend(named.as_ref().and_then(|n| n.person).map(|p| (p, start)));
        bodies.extend(
            named.as_ref().filter(|n| n.person.is_none() && n.way != named::PRONOUN).map(|n| (n.name.clone(), start)),
        );
        names.push(named);
    }
    names
}

fn finish(
    scene: &Scene<'_>,
    draft: &Draft,
    named: Option<&Named>,
    models: &Models,
    options: &Options,
) -> Option<Quote> {
    let span = |run| scene.text.span_of(run);
    // A transcript's words end where the paragraph ends, full stop included.
    let trim = |p| if draft.origin == Origin::Transcript { Some(p) } else { edge::trim(scene, p) };
    let pieces: Vec<_> = draft.pieces().iter().filter_map(|&p| span(trim(p)?)).collect();
    let (first, last) = (pieces.first()?, pieces.last()?);
    let confidence = confidence::confidence(scene, draft, named, models);
    let kind = draft.kind(scene);
    let mut quote = Quote {
        span: crate::span::Span { start: first.start, end: last.end },
        kind,
        speaker: named.map(|n| n.name.clone()),
        mention: draft.attribution.source.and_then(span),
        cue: draft.attribution.cue.and_then(span),
        confidence,
        stance: stance::stance(scene, draft.attribution.cue),
        by_description: named.is_some_and(|n| matches!(n.way, DESCRIBED | TOLD)),
        pieces: if pieces.len() > 1 { pieces } else { Vec::new() },
    };
    quote.doubt_below(options.min_confidence);
    Some(quote)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
