//! Text → quotes with their cues and speakers.
//!
//! The folders are the steps of the method, in order, and a folder uses only those above it:
//!
//! - [`words`], [`marks`] and the sequence model ([`tagger`]) say which words are content, cue or source, by what was
//!   learnt ([`models`]);
//! - [`grammar`] answers what the rules ask about words, and rankers join what was tagged ([`link`]);
//! - exact rules mend that: [`left_out`], [`extent`], [`sentence`], [`voices`];
//! - names and what stands for them are traced to [`people`] and bodies, from the words that name a [`source`], the
//!   [`layout`], or by the rankers of [`speaker`]; [`nested`] adds quotations inside quotations;
//! - [`drafts`] calls the rules in their order, paragraph by paragraph;
//! - a calibrated model says how sure it is ([`confidence`]). [`train`] makes the models.
//!
//! Texts of ten words or more that are not English give none. Never fails, linear time, no state but the shipped
//! models. See `docs/quotes.md`.

// What single words are; where quotation marks are.
mod words;

mod marks;

// Content, cue or source: the sequence model, and what was learnt.
mod tagger;

mod models;

// The tagged text, what a grammar tells of it, and the rankers that join content, cue and source.
mod grammar;

mod link;

// Rules: what is no part of the words, how far they reach, who says a whole sentence, who speaks and who does not.
mod left_out;

mod extent;

mod sentence;

mod voices;

// The persons and bodies of the article; which words name who speaks; layouts that tell it.
mod people;

mod source;

mod layout;

// Whom the words of a source mean; quotations inside quotations.
mod speaker;

mod nested;

// All rules in their order; how sure the answer is.
mod drafts;

mod confidence;

#[cfg(any(test, feature = "train"))]
pub mod train;

use std::cell::RefCell;

use super::{Calling, EntityMention, Options, Quote, Text};
use confidence::{model, stance};
use drafts::paragraphs;
use extent::edge;
use grammar::scene::Scene;
use link::draft::{Draft, Origin};
use marks::pairs::Marks;
use marks::{across, singles};
use models::learnt::{self, Models};
use nested::in_marks::{self, Answer};
use people::roster::People;
use source::named::{self, DESCRIBED, Named, TOLD};
use speaker::nominal::Told;
use speaker::resolve::{self, Around};
use speaker::turn::{self, Choice, Turn};
use tagger::passes::Tagger;
use tagger::tokens::Tokens;
use words::forms::FormTable;
use words::{kinds, language};

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
    let Some(models) = learnt::shipped() else { return Found::default() };
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
    let mut answers: Vec<Answer> = turn::join(scene, drafts.into_iter().zip(names));
    if models.steps.layout {
        let more = in_marks::nested(scene, people, &answers, models);
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
            _ if draft.person.is_some() => draft.person.map(|p| resolve::by_person(people, p)),
            Some(source) if matches!(draft.origin, Origin::Transcript | Origin::Signed) => {
                resolve::by_layout(scene, people, source)
            }
            Some(source) => {
                let contents = draft.pieces();
                let around = Around { spoken: &spoken, contents, told: &told, bodies: &bodies, outer: None };
                let named = resolve::resolve(scene, people, source, around, models);
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
    let confidence = model::confidence(scene, draft, named, models);
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
