//! Plan + passage → the words that make the passage match: what is highlighted.
//!
//! Words are read by the tokenizer of the index and judged by the code of retrieval. Marked is
//! only what is part of a reason to match; a word that is excluded never is. A row of words
//! is one range. Conditions that the passage cannot show (dates, headline, source) count as
//! met and mark nothing.

use super::plan::{Leaf, Plan, Planned, Scope, UNKNOWN};
use super::spots::{Inner, View};
use crate::annotate::{EntityKind, EntityMention, Quote};
use crate::span::Span;
use crate::terms;

/// Positions set aside for one unit; longer than any passage.
const ROOM: u32 = 1 << 20;

/// Quotes or names judged at most; their positions stay within 32 bits.
const MAX_UNITS: usize = 4000;

/// Where a speaker's words stand in the room of the quote.
const SPEAKERS: u32 = 1 << 19;

/// Paragraphs that count as the lead.
const LEAD: u32 = 2;

/// A passage as it is judged; spans are bytes of its text.
pub(crate) struct Passage<'a> {
    pub text: &'a str,
    pub paragraph: u32,
    pub quotes: &'a [Quote],
    pub entities: &'a [EntityMention],
    /// Positions of the first words of its sentences.
    pub sentences: &'a [u32],
    /// The terms under which a canonical name is found in a scope.
    pub names: &'a dyn Fn(Scope, &str) -> Vec<String>,
}

/// Returns what to highlight, in order, without overlaps.
pub(crate) fn highlights(planned: &Planned, passage: &Passage<'_>) -> Vec<Span> {
    let reader = Reader::new(&planned.leaves, passage);
    match reader.judge(&planned.plan) {
        Verdict::Met(spans) | Verdict::Open(spans) => merged(spans),
        Verdict::Unmet => Vec::new(),
    }
}

/// Tells whether sentences must be known to judge the plan.
pub(crate) fn needs_sentences(plan: &Plan) -> bool {
    match plan {
        Plan::Unit { inner, .. } => inner.needs_sentences(),
        Plan::And(parts) | Plan::Or(parts) => parts.iter().any(needs_sentences),
        Plan::Not(part) | Plan::Lead(part) => needs_sentences(part),
        Plan::Days(..) => false,
    }
}

/// What the passage shows of a plan.
enum Verdict {
    Unmet,
    /// Met or not: that hangs on what the passage does not show.
    Open(Vec<Span>),
    Met(Vec<Span>),
}

/// A word of the passage, where it counts and what it marks.
struct Mark {
    position: u32,
    span: Span,
    /// Words of one stretch of text; what lies between two stretches is not marked.
    stretch: u32,
}

/// The words of one scope.
#[derive(Default)]
struct Table {
    terms: Vec<String>,
    marks: Vec<Mark>,
}

impl Table {
    fn read(&mut self, text: &str, origin: usize, start: u32, stretch: u32) {
        let first = self.marks.len();
        terms::tokenize(text, |term| {
            let position = start + u32::try_from(self.marks.len() - first).unwrap_or(u32::MAX / 2);
            self.terms.push(term.text.to_owned());
            self.marks.push(Mark { position, span: term.span.shifted(origin), stretch });
        });
    }

    /// Adds a name whose every term marks the same span.
    fn name(&mut self, terms: Vec<String>, start: u32, span: Span) {
        for (n, term) in (0..).zip(terms) {
            self.terms.push(term);
            self.marks.push(Mark { position: start + n, span, stretch: start });
        }
    }

    fn positions(&self, forms: &[String]) -> Vec<u32> {
        let found = self.terms.iter().zip(&self.marks).filter(|(term, _)| forms.binary_search(term).is_ok());
        found.map(|(_, mark)| mark.position).collect()
    }

    /// Returns the stretches of text from one position to before another.
    fn spans(&self, from: u32, to: u32) -> Vec<Span> {
        let first = self.marks.partition_point(|mark| mark.position < from);
        let mut spans: Vec<(u32, Span)> = Vec::new();
        for mark in self.marks.iter().skip(first).take_while(|mark| mark.position < to) {
            match spans.last_mut() {
                Some((stretch, span)) if *stretch == mark.stretch => span.end = span.end.max(mark.span.end),
                _ => spans.push((mark.stretch, mark.span)),
            }
        }
        spans.into_iter().map(|(_, span)| span).collect()
    }
}

struct Reader<'a> {
    passage: &'a Passage<'a>,
    body: Table,
    said: Table,
    speakers: Table,
    names: [(Scope, EntityKind, Table); 3],
    /// For each leaf its positions in its scope.
    positions: Vec<Vec<u32>>,
}

impl<'a> Reader<'a> {
    fn new(leaves: &[Leaf], passage: &'a Passage<'a>) -> Self {
        let mut reader = Reader {
            passage,
            body: Table::default(),
            said: Table::default(),
            speakers: Table::default(),
            names: [
                (Scope::Person, EntityKind::Person, Table::default()),
                (Scope::Org, EntityKind::Org, Table::default()),
                (Scope::Place, EntityKind::Place, Table::default()),
            ],
            positions: Vec::new(),
        };
        let uses = |scope: Scope| leaves.iter().any(|leaf| leaf.scope == scope);
        if uses(Scope::Body) {
            reader.body.read(passage.text, 0, 0, 0);
        }
        if uses(Scope::Said) {
            reader.read_quotes();
        }
        if uses(Scope::Speaker) {
            reader.read_speakers();
        }
        if [Scope::Person, Scope::Org, Scope::Place].into_iter().any(uses) {
            reader.read_names();
        }
        let positions =
            leaves.iter().map(|leaf| reader.table(leaf.scope).map_or(Vec::new(), |t| t.positions(&leaf.forms)));
        reader.positions = positions.collect();
        reader
    }

    fn read_quotes(&mut self) {
        let mut stretch = 0;
        for (n, quote) in (0..).zip(self.passage.quotes.iter().take(MAX_UNITS)) {
            let mut start = n * ROOM;
            for piece in quote.contents() {
                let before = self.said.marks.len();
                self.said.read(piece.of(self.passage.text), piece.start as usize, start, stretch);
                start += u32::try_from(self.said.marks.len() - before).unwrap_or(0);
                stretch += 1;
            }
        }
    }

    fn read_speakers(&mut self) {
        for (n, quote) in (0..).zip(self.passage.quotes.iter().take(MAX_UNITS)) {
            let terms = match &quote.speaker {
                Some(speaker) => (self.passage.names)(Scope::Speaker, speaker),
                None => vec![UNKNOWN.to_owned()],
            };
            self.speakers.name(terms, n * ROOM + SPEAKERS, quote.mention.unwrap_or_default());
        }
    }

    fn read_names(&mut self) {
        for (scope, kind, table) in &mut self.names {
            for (n, mention) in (0..).zip(self.passage.entities.iter().take(MAX_UNITS)) {
                if mention.kind == *kind {
                    table.name((self.passage.names)(*scope, &mention.name), n * ROOM, mention.span);
                }
            }
        }
    }

    fn table(&self, scope: Scope) -> Option<&Table> {
        match scope {
            Scope::Body => Some(&self.body),
            Scope::Said => Some(&self.said),
            Scope::Speaker => Some(&self.speakers),
            _ => self.names.iter().find(|(s, ..)| *s == scope).map(|(_, _, table)| table),
        }
    }

    fn judge(&self, plan: &Plan) -> Verdict {
        match plan {
            Plan::Unit { scope, inner } => self.unit(*scope, inner),
            Plan::And(parts) => {
                let (mut all, mut is_open) = (Vec::new(), false);
                for part in parts {
                    match self.judge(part) {
                        Verdict::Unmet => return Verdict::Unmet,
                        Verdict::Open(spans) => {
                            all.extend(spans);
                            is_open = true;
                        }
                        Verdict::Met(spans) => all.extend(spans),
                    }
                }
                if is_open { Verdict::Open(all) } else { Verdict::Met(all) }
            }
            Plan::Or(parts) => {
                let (mut any, mut is_met, mut is_open) = (Vec::new(), false, false);
                for part in parts {
                    match self.judge(part) {
                        Verdict::Unmet => {}
                        Verdict::Open(spans) => {
                            any.extend(spans);
                            is_open = true;
                        }
                        Verdict::Met(spans) => {
                            any.extend(spans);
                            is_met = true;
                        }
                    }
                }
                match (is_met, is_open) {
                    (true, _) => Verdict::Met(any),
                    (false, true) => Verdict::Open(any),
                    (false, false) => Verdict::Unmet,
                }
            }
            Plan::Not(part) => match self.judge(part) {
                Verdict::Unmet => Verdict::Met(Vec::new()),
                Verdict::Open(_) => Verdict::Open(Vec::new()),
                Verdict::Met(_) => Verdict::Unmet,
            },
            Plan::Days(..) => Verdict::Open(Vec::new()),
            Plan::Lead(_) if self.passage.paragraph >= LEAD => Verdict::Unmet,
            Plan::Lead(part) => self.judge(part),
        }
    }

    fn unit(&self, scope: Scope, inner: &Inner) -> Verdict {
        if scope.is_of_article() {
            return Verdict::Open(Vec::new());
        }
        let Some(table) = self.table(scope) else { return Verdict::Open(Vec::new()) };
        if !scope.is_slotted() {
            let Some(runs) = self.witness(inner, scope, 0, u32::MAX) else { return Verdict::Unmet };
            return Verdict::Met(runs.iter().flat_map(|&(from, to)| table.spans(from, to)).collect());
        }
        let mut slots: Vec<u32> = Vec::new();
        inner.leaves(&mut |leaf| slots.extend(self.positions.get(leaf).into_iter().flatten().map(|p| p / ROOM)));
        slots.sort_unstable();
        slots.dedup();
        let (mut met, mut spans) = (false, Vec::new());
        for slot in slots {
            let Some(runs) = self.witness(inner, scope, slot * ROOM, slot.saturating_add(1).saturating_mul(ROOM))
            else {
                continue;
            };
            met = true;
            for (from, to) in runs {
                // A quote's condition may speak of its speaker too.
                let is_speaker = scope == Scope::Said && from % ROOM >= SPEAKERS;
                let table = if is_speaker { &self.speakers } else { table };
                spans.extend(table.spans(from, to));
            }
        }
        if met { Verdict::Met(spans) } else { Verdict::Unmet }
    }

    fn witness(&self, inner: &Inner, scope: Scope, from: u32, to: u32) -> Option<Vec<(u32, u32)>> {
        let endings = self.table(scope).filter(|_| inner.counts_words());
        let endings = endings.map(|table| table.positions(&[terms::POSSESSIVE.to_owned()])).unwrap_or_default();
        let sentences = if scope == Scope::Body { self.passage.sentences } else { &[] };
        inner.witness(&View { positions: &self.positions, from, to, sentences, endings: &endings })
    }
}

/// Sorts spans and joins those that overlap.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable();
    let mut kept: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match kept.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => kept.push(span),
        }
    }
    kept
}
