//! The syntax tree of a query: what was typed, where, and nothing yet about an index.

use crate::span::Span;
use crate::when::Period;

/// A part of a query and where it was typed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Node {
    /// What it asks.
    pub kind: NodeKind,
    /// Bytes of the query text.
    pub span: Span,
}

/// What a part of a query asks.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum NodeKind {
    /// A word.
    Word(Word),
    /// Words in this order, side by side, unstemmed.
    Phrase {
        /// The words between the quotation marks, as typed.
        typed: String,
        /// Folded terms; `*` and `?` stand for letters.
        pieces: Vec<String>,
    },
    /// A name as facets and lists give it, and no longer one that has its words.
    Listed(String),
    /// Parts written side by side or joined by AND.
    List(Vec<(Sign, Node)>),
    /// At least one of these.
    Or(Vec<Node>),
    /// Everything but this.
    Not(Box<Node>),
    /// Two parts close to each other.
    Near {
        /// What comes first where order counts.
        left: Box<Node>,
        /// What comes second where order counts.
        right: Box<Node>,
        /// How close.
        within: Within,
    },
    /// A part that is looked for in one field.
    Field {
        /// Where.
        field: Field,
        /// What.
        inner: Box<Node>,
    },
    /// A stretch of days.
    Days {
        /// Published, or spoken of.
        clock: Clock,
        /// The days as typed.
        typed: String,
        /// The days.
        period: Period,
    },
    /// At least so many occurrences.
    AtLeast {
        /// How many.
        count: u32,
        /// Of what.
        inner: Box<Node>,
    },
    /// In the first two paragraphs.
    Lead(Box<Node>),
    /// Every passage.
    Every,
}

/// A word as typed and as looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Word {
    /// As typed.
    pub typed: String,
    /// Folded terms, in order: more than one for `run-off`; `*` and `?` stand for letters.
    pub pieces: Vec<String>,
    /// How it is widened.
    pub kind: WordKind,
}

/// How a word is widened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WordKind {
    /// To all forms of its stem.
    Stemmed,
    /// Not at all.
    Exact,
    /// To words that differ in so many letters.
    Fuzzy(u8),
}

/// Whether a part of a list must match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Wanted: required unless the query is relaxed or asks for any word.
    Plain,
    /// Required in any case (`+`, AND).
    Must,
    /// Excluded (`-`, NOT).
    MustNot,
}

/// How close two parts must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Within {
    /// At most so many words apart, in any order (`w/5`).
    Words(u32),
    /// At most so many words apart, in the order typed (`pre/5`).
    Before(u32),
    /// In the same sentence (`w/s`).
    Sentence,
    /// In the same paragraph (`w/p`).
    Paragraph,
}

/// The two clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// When the article appeared (`published:`).
    Published,
    /// Dates that its text speaks of (`about:`).
    About,
}

/// A field that holds words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// Canonical speaker of a quote.
    Speaker,
    /// Words inside quotes.
    Said,
    /// Person, organisation or place.
    Entity,
    /// Person.
    Person,
    /// Organisation.
    Org,
    /// Place.
    Place,
    /// Headline.
    Headline,
    /// The publication.
    Source,
    /// Who wrote it.
    Byline,
    /// Section of the paper.
    Section,
    /// Address.
    Url,
}

impl Field {
    /// All fields with their names.
    pub const ALL: [(&'static str, Field); 11] = [
        ("speaker", Field::Speaker),
        ("said", Field::Said),
        ("entity", Field::Entity),
        ("person", Field::Person),
        ("org", Field::Org),
        ("place", Field::Place),
        ("headline", Field::Headline),
        ("source", Field::Source),
        ("byline", Field::Byline),
        ("section", Field::Section),
        ("url", Field::Url),
    ];

    /// Returns the name typed before the colon.
    pub fn name(self) -> &'static str {
        Field::ALL.iter().find(|(_, f)| *f == self).map_or("", |(name, _)| name)
    }

    /// Tells whether the field holds running text, whose words are stemmed and whose
    /// distances mean something, rather than names.
    pub fn is_text(self) -> bool {
        matches!(self, Field::Said | Field::Headline)
    }

    /// Tells whether the field's values are names that facets and lists give.
    pub fn is_listed(self) -> bool {
        matches!(self, Field::Speaker | Field::Entity | Field::Person | Field::Org | Field::Place | Field::Source)
    }
}

impl Node {
    pub(crate) fn new(kind: NodeKind, span: Span) -> Node {
        Node { kind, span }
    }

    /// Tells whether the node is one part of a field, or any of several that are all of this field.
    pub(crate) fn is_in(&self, wanted: Field) -> bool {
        match &self.kind {
            NodeKind::Field { field, .. } => *field == wanted,
            NodeKind::Or(parts) => parts.iter().all(|part| part.is_in(wanted)),
            _ => false,
        }
    }

    /// Returns the parts directly under this one.
    pub(crate) fn parts(&self) -> Vec<&Node> {
        match &self.kind {
            NodeKind::Word(_)
            | NodeKind::Phrase { .. }
            | NodeKind::Listed(_)
            | NodeKind::Days { .. }
            | NodeKind::Every => Vec::new(),
            NodeKind::List(clauses) => clauses.iter().map(|(_, node)| node).collect(),
            NodeKind::Or(parts) => parts.iter().collect(),
            NodeKind::Near { left, right, .. } => vec![left, right],
            NodeKind::Not(inner)
            | NodeKind::Field { inner, .. }
            | NodeKind::AtLeast { inner, .. }
            | NodeKind::Lead(inner) => vec![inner],
        }
    }
}
