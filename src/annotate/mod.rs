//! Article → annotations: who said what, which people, bodies and places, which dates.
//!
//! Pure functions of an article and the options: no files, no clock, no failure. One pass
//! finds paragraphs, sentences and tokens ([`Text`]); the annotators share it.
//! Spans are bytes into the article's text.

pub(crate) mod callings;
pub mod date;
pub mod entity;
pub(crate) mod kin;
pub mod quote;
pub mod sequence;
pub mod text;
pub(crate) mod word_set;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::span::Span;
pub use text::Text;

/// How words are attributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// Inside quotation marks.
    Direct,
    /// Reported speech.
    Indirect,
    /// Partly inside quotation marks.
    Mixed,
}

/// Whether the attributed words are reported as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Reported as said.
    #[default]
    Said,
    /// Reported as not said, or as denied ("did not say", "denied that").
    Negated,
    /// Reported as possible or to come ("would say", "if she says").
    Hypothetical,
}

/// Words attributed to somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quote {
    /// The content, quotation marks left out; the hull where a reporting clause interrupts.
    pub span: Span,
    /// The pieces of an interrupted quote; empty for a quote in one piece.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<Span>,
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// Canonical name; `None` where it cannot be told.
    pub speaker: Option<String>,
    /// The words that name the speaker here.
    pub mention: Option<Span>,
    /// The reporting words.
    pub cue: Option<Span>,
    /// Probability that quote and speaker are right, 0 to 1.
    pub confidence: f32,
    /// Said, negated or hypothetical.
    #[serde(default, skip_serializing_if = "is_said")]
    pub stance: Stance,
    /// Whether the mention is a description ("the senator") whom the article was found to mean.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_description: bool,
}

fn is_said(stance: &Stance) -> bool {
    *stance == Stance::Said
}

/// Of the confidence asked for, the share that is enough for speech without marks: there it
/// is mostly in doubt how far the words reach, seldom whose they are.
const INDIRECT_SHARE: f32 = 0.5;

/// The confidence that a speaker needs to be named where nothing else is asked for.
pub const MIN_CONFIDENCE: f32 = 0.6;

impl Quote {
    /// Returns the confidence on the scale of thresholds: reported speech without quotation
    /// marks counts double, unless it is somebody's who is only described.
    pub fn sureness(&self) -> f32 {
        match self.kind {
            QuoteKind::Indirect if !self.by_description => (self.confidence / INDIRECT_SHARE).min(1.0),
            _ => self.confidence,
        }
    }

    /// Leaves the speaker unknown where that is not as sure as asked for.
    pub fn doubt_below(&mut self, least: f32) {
        if self.sureness() < least {
            self.speaker = None;
        }
    }

    /// Returns the pieces of the content: the interrupted ones, or the whole.
    pub fn contents(&self) -> impl Iterator<Item = Span> + '_ {
        let whole = self.pieces.is_empty().then_some(self.span);
        self.pieces.iter().copied().chain(whole)
    }
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, agency, party, paper, team.
    Org,
    /// A country, state, town, building, river.
    Place,
}

/// A stretch of text that names a person, organisation or place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EntityMention {
    /// The name in the text.
    pub span: Span,
    /// Person, organisation or place.
    pub kind: EntityKind,
    /// Canonical name in this article.
    pub name: String,
    /// The same number for all mentions of one entity in the article.
    pub cluster: u32,
}

/// TimeML's classes of time expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum DateType {
    /// A calendar day, month, year, season, or a reference such as "now".
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// A time expression with its TIMEX3 value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DateMention {
    /// The words in the text.
    pub span: Span,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: DateType,
    /// TIMEX3 value ("2020-07-14", "P3D", "PRESENT_REF").
    pub value: String,
    /// First and last day meant, where the expression lies on the calendar.
    pub days: Option<(Date, Date)>,
}

/// Everything found in one article, each list in text order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Annotations {
    /// Attributed words.
    pub quotes: Vec<Quote>,
    /// Names of people, bodies and places.
    pub entities: Vec<EntityMention>,
    /// Time expressions.
    pub dates: Vec<DateMention>,
    /// What the article calls its people; kept in an index by other means.
    #[serde(skip)]
    pub(crate) callings: Vec<Calling>,
}

/// A word that an article says of a person: "senator", or the "former" beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Calling {
    /// The person's name in the article.
    pub name: String,
    /// The word, as [`callings::plain`] gives it.
    pub word: String,
    pub sort: CallingSort,
}

/// How a word is said of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CallingSort {
    /// What the person is.
    Noun,
    /// What the person is no longer.
    Past,
    /// Beside either, to tell which one.
    Beside,
}

/// What the annotators may be told.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// Below this confidence a speaker is left unknown; for reported speech without
    /// quotation marks half of it is enough.
    pub min_confidence: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options { min_confidence: MIN_CONFIDENCE }
    }
}

/// Annotates articles; cheap to create, shared freely between threads.
#[derive(Debug, Clone, Default)]
pub struct Annotator {
    options: Options,
}

impl Annotator {
    /// Returns an annotator with these options.
    pub fn new(options: Options) -> Self {
        Annotator { options }
    }

    /// Finds quotes, entities and dates; never fails, whatever the text.
    pub fn annotate(&self, article: &Article) -> Annotations {
        self.annotate_text(&Text::new(&article.text), article.published)
    }

    /// Annotates a text that was taken apart before, as one published on that day.
    pub fn annotate_text(&self, text: &Text<'_>, published: Option<Date>) -> Annotations {
        let dates = date::annotate(text, published);
        let entities = entity::annotate(text);
        let quote::Found { quotes, callings } = quote::annotate(text, &entities, &self.options);
        Annotations { quotes, entities, dates, callings }
    }
}
