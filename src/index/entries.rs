//! Article + annotations → its article entry and its passage entries.

use jiff::civil::Date;
use tantivy::TantivyDocument;

use super::aliases;
use super::schema::{ARTICLE, Fields, PASSAGE};
use super::stored;
use super::tokens::SEPARATOR;
use crate::annotate::{Annotations, DateMention, EntityKind, Quote, Text};
use crate::article::Article;
use crate::family;
use crate::names::described::Guess;
use crate::span::Span;
use crate::terms;
use crate::when;
pub(crate) use crate::when::{day, days};

/// Longest id that is indexed as it is; a longer one goes by its hash.
const MAX_ID: usize = 512;

/// Bytes of a passage entry beside its id and words, where nothing is found in it.
const SMALL_FIELDS: usize = 48;

/// Returns the term that stands for an article id.
pub(super) fn id_key(id: &str) -> String {
    if id.len() <= MAX_ID { id.to_owned() } else { blake3::hash(id.as_bytes()).to_hex().to_string() }
}

/// An article as the annotators read it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    /// The text taken apart.
    pub text: &'a Text<'a>,
    /// Whom descriptions may mean.
    pub guesses: &'a [Guess],
}

/// Returns the entries of an article that came from `file`, in the order in which they must
/// stand: the article entry, then the passage entries.
///
/// `reading` is what was annotated; without it the article counts as not annotated.
pub(super) fn of_article(
    fields: &Fields,
    article: Article,
    annotations: &Annotations,
    reading: Option<Reading<'_>>,
    passages: &[Span],
    file: &str,
) -> serde_json::Result<Vec<TantivyDocument>> {
    let parts = parts_of(annotations, passages);
    let mut documents = Vec::with_capacity(passages.len() + 1);
    documents.push(TantivyDocument::new());
    let id = id_key(&article.id);
    for (n, (&span, part)) in (0u64..).zip(passages.iter().zip(&parts)) {
        // Left to itself it takes a kilobyte, for a paragraph of one letter too.
        let mut document = TantivyDocument::with_capacity(span.len() + id.len() + SMALL_FIELDS);
        document.add_text(fields.id, &id);
        document.add_text(fields.kind, PASSAGE);
        document.add_u64(fields.paragraph, n);
        document.add_text(fields.body, span.of(&article.text));
        if let Some(published) = article.published {
            document.add_i64(fields.published, days(published));
        }
        if let Some(source) = &article.source {
            document.add_text(fields.source_name, source);
        }
        if let Some(starts) = reading.and_then(|reading| sentence_starts(reading.text, span)) {
            document.add_text(fields.sentence, starts);
        }
        part.add_to(&mut document, fields, annotations, &article.text);
        documents.push(document);
    }
    if let Some(first) = documents.first_mut() {
        if reading.is_some() {
            first.add_u64(fields.quotes, annotations.quotes.len() as u64);
        }
        first.add_u64(fields.passages, passages.len() as u64);
        first.add_u64(fields.bytes, article.text.len() as u64);
        for value in aliases::values(annotations, &article, reading) {
            first.add_text(fields.alias, value);
        }
        for hash in family::sketch(&article.text) {
            first.add_u64(fields.sketch, hash.into());
        }
        fill_article_entry(first, fields, article, annotations, file)?;
    }
    Ok(documents)
}

fn fill_article_entry(
    entry: &mut TantivyDocument,
    fields: &Fields,
    article: Article,
    annotations: &Annotations,
    file: &str,
) -> serde_json::Result<()> {
    entry.add_text(fields.id, id_key(&article.id));
    entry.add_text(fields.article_id, &article.id);
    entry.add_text(fields.kind, ARTICLE);
    entry.add_text(fields.file, file);
    let words = [
        (fields.headline, &article.headline),
        (fields.source, &article.source),
        (fields.byline, &article.byline),
        (fields.section, &article.section),
        (fields.url, &article.url),
    ];
    for (field, value) in words {
        if let Some(value) = value {
            entry.add_text(field, value);
        }
    }
    let (bytes, hash) = stored::encode(article, annotations)?;
    entry.add_u64(fields.hash, hash);
    entry.add_bytes(fields.stored, &bytes);
    Ok(())
}

/// Returns how sure a quote's speaker is, as a whole number of the same order; 0 stands for
/// a quote that has none.
pub(super) fn sureness_bits(quote: &Quote) -> u64 {
    if quote.speaker.is_none() { 0 } else { threshold_bits(quote.sureness()).max(1) }
}

/// Returns a confidence as [`sureness_bits`] gives it.
pub(crate) fn threshold_bits(confidence: f32) -> u64 {
    // Numbers from 0 up sort like their bits.
    u64::from(confidence.max(0.0).to_bits())
}

/// Which annotations lie in one passage.
#[derive(Default)]
struct Part {
    /// Number of the quote and the piece of it that lies here.
    quotes: Vec<(usize, Span)>,
    entities: Vec<usize>,
    dates: Vec<usize>,
}

fn parts_of(annotations: &Annotations, passages: &[Span]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    parts.resize_with(passages.len(), Part::default);
    for (n, quote) in annotations.quotes.iter().enumerate() {
        for piece in quote.contents() {
            let first = passages.partition_point(|p| p.end <= piece.start);
            for (part, passage) in parts.iter_mut().zip(passages).skip(first) {
                let Some(here) = passage.intersection(piece) else { break };
                part.quotes.push((n, here));
            }
        }
    }
    for (n, entity) in annotations.entities.iter().enumerate() {
        if let Some(part) = part_at(&mut parts, passages, entity.span) {
            part.entities.push(n);
        }
    }
    for (n, date) in annotations.dates.iter().enumerate() {
        if let Some(part) = part_at(&mut parts, passages, date.span) {
            part.dates.push(n);
        }
    }
    parts
}

/// Returns the first and last days that a mention is found by: all that it means, and of one that
/// opens a range (“from June 29 to July 10”) also those that it names itself.
fn stretches(mention: &DateMention) -> impl Iterator<Item = (Date, Date)> {
    let named = mention.days.and_then(|(first, last)| {
        let named = when::parse(&mention.value, first).ok()?;
        let (from, to) = named.from.zip(named.to)?;
        (from == first && to < last).then_some((from, to))
    });
    mention.days.into_iter().chain(named)
}

/// Returns the part of the passage that `span` begins in.
fn part_at<'p>(parts: &'p mut [Part], passages: &[Span], span: Span) -> Option<&'p mut Part> {
    let n = passages.partition_point(|p| p.end <= span.start);
    passages.get(n).filter(|p| p.start <= span.start)?;
    parts.get_mut(n)
}

impl Part {
    fn add_to(&self, document: &mut TantivyDocument, fields: &Fields, found: &Annotations, text: &str) {
        self.add_quotes(document, fields, found, text);
        for kind in [EntityKind::Person, EntityKind::Org, EntityKind::Place] {
            self.add_names(document, fields, found, kind);
        }
        for (first, last) in self.dates.iter().filter_map(|&n| found.dates.get(n)).flat_map(stretches) {
            document.add_i64(fields.about_from, days(first));
            document.add_i64(fields.about_to, days(last));
        }
    }

    /// Adds each quote's words and its speaker, both in the quote's slot.
    fn add_quotes(&self, document: &mut TantivyDocument, fields: &Fields, found: &Annotations, text: &str) {
        let mut said = Slots::default();
        let mut speakers = Slots::default();
        let mut previous = None;
        for &(n, piece) in &self.quotes {
            let Some(quote) = found.quotes.get(n) else { continue };
            if previous == Some(n) {
                said.append(piece.of(text));
                continue;
            }
            previous = Some(n);
            said.push(piece.of(text));
            speakers.push(quote.speaker.as_deref().unwrap_or(""));
            document.add_u64(fields.sureness, sureness_bits(quote));
            if let Some(speaker) = &quote.speaker {
                document.add_text(fields.speaker_name, speaker);
            }
        }
        said.add_to(document, fields.said);
        speakers.add_to(document, fields.speaker);
    }

    /// Adds each name of a kind: its words once, a column value for each mention.
    fn add_names(&self, document: &mut TantivyDocument, fields: &Fields, found: &Annotations, kind: EntityKind) {
        let (words, column) = match kind {
            EntityKind::Person => (fields.person, fields.person_name),
            EntityKind::Org => (fields.org, fields.org_name),
            EntityKind::Place => (fields.place, fields.place_name),
        };
        let mentions = self.entities.iter().filter_map(|&n| found.entities.get(n));
        let mut names: Vec<&str> = mentions.filter(|m| m.kind == kind).map(|m| m.name.as_str()).collect();
        for name in &names {
            document.add_text(column, name);
        }
        names.sort_unstable();
        names.dedup();
        let mut slots = Slots::default();
        names.iter().for_each(|name| slots.push(name));
        slots.add_to(document, words);
    }
}

/// Values of a slotted field, joined.
#[derive(Default)]
struct Slots(Option<String>);

impl Slots {
    /// Opens the next slot with `value`.
    fn push(&mut self, value: &str) {
        match &mut self.0 {
            Some(joined) => joined.push(SEPARATOR),
            None => self.0 = Some(String::new()),
        }
        self.append(value);
    }

    /// Adds words to the slot that is open; a separator in the text is read as a space.
    fn append(&mut self, value: &str) {
        let joined = self.0.get_or_insert_default();
        joined.push(' ');
        joined.extend(value.chars().map(|c| if c == SEPARATOR { ' ' } else { c }));
    }

    fn add_to(self, document: &mut TantivyDocument, field: tantivy::schema::Field) {
        if let Some(joined) = self.0 {
            document.add_text(field, joined);
        }
    }
}

/// Returns the positions of the first words of the passage's sentences, as the `sentence`
/// field reads them; `None` where the passage is not a paragraph of the text.
pub(crate) fn sentence_starts(text: &Text<'_>, passage: Span) -> Option<String> {
    let paragraph = text.paragraphs.binary_search_by_key(&passage.start, |p| p.start).ok()?;
    let sentences = text.sentences.get(text.paragraph_sentences.get(paragraph)?.range())?;
    if sentences.len() <= 1 {
        return Some("0".to_owned());
    }
    let starts: Vec<u32> =
        sentences.iter().filter_map(|&s| text.span_of(s)).map(|s| s.start.saturating_sub(passage.start)).collect();
    let mut next = starts.iter().peekable();
    let mut positions = String::new();
    terms::tokenize(passage.of(text.source), |term| {
        let mut is_start = false;
        while next.next_if(|&&start| start < term.span.end).is_some() {
            is_start = true;
        }
        if is_start {
            use std::fmt::Write;
            // Writing to a string cannot fail.
            let _ = write!(positions, "{} ", term.position);
        }
    });
    Some(positions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{EntityMention, QuoteKind, Stance};
    use crate::index::schema;
    use tantivy::schema::Value;

    fn quote(text: &str, words: &str, speaker: &str, mention: &str) -> Quote {
        let span = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len()));
        Quote {
            span: span(words).expect("there"),
            pieces: Vec::new(),
            kind: QuoteKind::Direct,
            speaker: Some(speaker.to_owned()),
            mention: span(mention),
            cue: None,
            confidence: 0.9,
            stance: Stance::Said,
            by_description: false,
        }
    }

    fn values(document: &TantivyDocument, field: tantivy::schema::Field) -> Vec<String> {
        document.get_all(field).filter_map(|v| v.as_str().map(str::to_owned)).collect()
    }

    #[test]
    fn quotes_and_speakers_share_slots() {
        let text = "“No,” said the late Mr. Reyes.\n\n“Yes,” he said. “Why\n\nnot?” asked Kim Lowe.";
        let mut found = Annotations::default();
        found.quotes.push(quote(text, "No", "Alan Reyes", "the late Mr. Reyes"));
        found.quotes.push(quote(text, "Yes", "Alan Reyes", "he"));
        found.quotes.push(quote(text, "Why\n\nnot", "Kim Lowe", "Kim Lowe"));
        let at = text.find("Kim").expect("there");
        let name = "Kim Lowe".to_owned();
        found.entities.push(EntityMention { span: Span::new(at, at + 8), kind: EntityKind::Person, name, cluster: 0 });
        let (_, fields) = schema::build();
        let apart = Text::new(text);
        let reading = Reading { text: &apart, guesses: &[] };
        let entries = of_article(&fields, Article::new("a", text), &found, Some(reading), &apart.paragraphs, "a.txt");
        let entries = entries.expect("made");
        assert_eq!(entries.len(), 4);
        assert_eq!(values(&entries[0], fields.alias), ["s\u{1f}Alan Reyes\u{1f}the late Mr. Reyes"]);
        assert_eq!(values(&entries[2], fields.said), [" Yes\u{1f} Why"]);
        assert_eq!(values(&entries[2], fields.speaker), [" Alan Reyes\u{1f} Kim Lowe"]);
        assert_eq!(values(&entries[3], fields.said), [" not"]);
        assert_eq!(values(&entries[3], fields.person_name), ["Kim Lowe"]);
        assert_eq!(values(&entries[2], fields.sentence), ["0 3 "]);
    }
}
