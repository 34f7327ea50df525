//! A ranked passage → a hit: its text, what is marked in it, and the annotations inside it.

use super::compile::kind_of;
use super::hit::Hit;
use crate::annotate::{EntityMention, Quote, Text};
use crate::article::Article;
use crate::index::entries::sentence_starts;
use crate::index::{Index, IndexError, StoredArticle};
use crate::query::plan::{Planned, Scope};
use crate::query::witness::{self, Passage};
use crate::rank::collect::Ranked;
use crate::span::Span;

/// Returns the hit of a ranked passage, with `context` paragraphs on either side.
///
/// Speakers less sure than `least` are unknown.
pub(super) fn hit(
    index: &Index,
    planned: &Planned,
    ranked: &Ranked,
    context: usize,
    least: f32,
) -> Result<Hit, IndexError> {
    let (stored, paragraph) = index.article_of(ranked.address)?;
    let span = stored.passage_span(paragraph);
    let Inside { text, quotes, entities } = Inside::of(&stored, span, least);
    let dates = stored.annotations.dates.iter().filter(|mention| span.contains(mention.span)).map(|mention| {
        let mut mention = mention.clone();
        mention.span = mention.span.relative_to(span.start as usize);
        mention
    });
    let highlights = Marker::new(index, planned, &stored).marks(paragraph, text, &quotes, &entities);
    let (before, after) = neighbours(&stored, paragraph, context);
    Ok(Hit {
        rank: 0,
        score: ranked.score,
        passage_id: format!("{}#{paragraph}", stored.article.id),
        article: without_text(&stored.article),
        paragraph,
        highlights,
        dates: dates.collect(),
        quotes,
        entities,
        text: text.to_owned(),
        family: index.family(&stored.article.id).cloned(),
        before,
        after,
        explanation: None,
    })
}

/// What stands in a passage; spans are bytes of its text.
struct Inside<'a> {
    text: &'a str,
    quotes: Vec<Quote>,
    entities: Vec<EntityMention>,
}

impl<'a> Inside<'a> {
    fn of(stored: &'a StoredArticle, span: Span, least: f32) -> Self {
        let mut quotes: Vec<Quote> = stored.annotations.quotes.iter().filter_map(|quote| cut(quote, span)).collect();
        quotes.iter_mut().for_each(|quote| quote.doubt_below(least));
        let inside = stored.annotations.entities.iter().filter(|mention| span.contains(mention.span));
        let moved = |mention: &EntityMention| {
            let mut mention = mention.clone();
            mention.span = mention.span.relative_to(span.start as usize);
            mention
        };
        Inside { text: span.of(&stored.article.text), quotes, entities: inside.map(moved).collect() }
    }
}

/// Finds what is to be marked in the passages of one article.
struct Marker<'a> {
    index: &'a Index,
    planned: &'a Planned,
    stored: &'a StoredArticle,
    /// The article's sentences, where the query asks for them.
    sentences: Option<Text<'a>>,
}

impl<'a> Marker<'a> {
    fn new(index: &'a Index, planned: &'a Planned, stored: &'a StoredArticle) -> Self {
        let needs_them = witness::needs_sentences(&planned.plan);
        Marker { index, planned, stored, sentences: needs_them.then(|| Text::new(&stored.article.text)) }
    }

    fn marks(&self, paragraph: u32, text: &str, quotes: &[Quote], entities: &[EntityMention]) -> Vec<Span> {
        let sentences = self.sentence_starts(self.stored.passage_span(paragraph));
        let names = |scope, name: &str| terms_of(self.index, scope, name);
        let passage = Passage { text, paragraph, quotes, entities, sentences: &sentences, names: &names };
        witness::highlights(self.planned, &passage)
    }

    /// Returns the positions of the first words of a passage's sentences.
    fn sentence_starts(&self, passage: Span) -> Vec<u32> {
        let starts = self.sentences.as_ref().and_then(|text| sentence_starts(text, passage)).unwrap_or_default();
        starts.split_whitespace().filter_map(|start| start.parse().ok()).collect()
    }
}

/// Returns for each passage of an article the words that make it match, as spans of its text;
/// none for one that does not match.
pub(super) fn marks(index: &Index, planned: &Planned, stored: &StoredArticle, least: f32) -> Vec<Vec<Span>> {
    let marker = Marker::new(index, planned, stored);
    let of_passage = |(paragraph, &span): (u32, &Span)| {
        let Inside { text, quotes, entities } = Inside::of(stored, span, least);
        marker.marks(paragraph, text, &quotes, &entities)
    };
    (0..).zip(&stored.passages).map(of_passage).collect()
}

/// Returns the terms under which a canonical name is found.
pub(super) fn terms_of(index: &Index, scope: Scope, name: &str) -> Vec<String> {
    kind_of(scope).map_or_else(|| crate::terms::fold(name), |kind| index.table().terms(kind, name))
}

fn neighbours(stored: &StoredArticle, paragraph: u32, context: usize) -> (Vec<String>, Vec<String>) {
    let at = paragraph as usize;
    let text = &stored.article.text;
    let words = |spans: &[Span]| spans.iter().map(|span| span.of(text).to_owned()).collect();
    let before = stored.passages.get(at.saturating_sub(context)..at).unwrap_or(&[]);
    let last = at.saturating_add(1).saturating_add(context).min(stored.passages.len());
    let after = stored.passages.get(at + 1..last).unwrap_or(&[]);
    (words(before), words(after))
}

/// Returns what of a quote lies in the passage, its spans moved to the passage's text.
pub(crate) fn cut(quote: &Quote, passage: Span) -> Option<Quote> {
    let pieces = quote.contents().filter_map(|piece| piece.intersection(passage));
    let pieces: Vec<Span> = pieces.map(|piece| piece.relative_to(passage.start as usize)).collect();
    let span = Span { start: pieces.first()?.start, end: pieces.last()?.end };
    let inside = |span: &Span| passage.contains(*span).then(|| span.relative_to(passage.start as usize));
    Some(Quote {
        span,
        pieces: if pieces.len() > 1 { pieces } else { Vec::new() },
        kind: quote.kind,
        speaker: quote.speaker.clone(),
        mention: quote.mention.as_ref().and_then(inside),
        cue: quote.cue.as_ref().and_then(inside),
        confidence: quote.confidence,
        stance: quote.stance,
        by_description: quote.by_description,
    })
}

pub(super) fn without_text(article: &Article) -> Article {
    Article {
        id: article.id.clone(),
        headline: article.headline.clone(),
        byline: article.byline.clone(),
        source: article.source.clone(),
        published: article.published,
        updated: article.updated,
        url: article.url.clone(),
        language: article.language.clone(),
        section: article.section.clone(),
        dateline: article.dateline.clone(),
        text: String::new(),
        evidence: article.evidence.clone(),
        metadata: article.metadata.clone(),
    }
}
