//! A ranked passage → a hit: its text, what is marked in it, and the annotations inside it.

use super::compile::kind_of;
use super::hit::Hit;
use crate::annotate::{Quote, Text};
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
    let text = span.of(&stored.article.text).to_owned();
    let annotations = &stored.annotations;
    let mut quotes: Vec<Quote> = annotations.quotes.iter().filter_map(|quote| cut(quote, span)).collect();
    quotes.iter_mut().for_each(|quote| quote.doubt_below(least));
    let entities: Vec<_> = annotations
        .entities
        .iter()
        .filter(|mention| span.contains(mention.span))
        .map(|mention| {
            let mut mention = mention.clone();
            mention.span = mention.span.relative_to(span.start as usize);
            mention
        })
        .collect();
    let dates = annotations.dates.iter().filter(|mention| span.contains(mention.span)).map(|mention| {
        let mut mention = mention.clone();
        mention.span = mention.span.relative_to(span.start as usize);
        mention
    });
    let sentences = sentences(planned, &stored, span);
    let names = |scope, name: &str| terms_of(index, scope, name);
    let passage =
        Passage { text: &text, paragraph, quotes: &quotes, entities: &entities, sentences: &sentences, names: &names };
    let highlights = witness::highlights(planned, &passage);
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
        text,
        before,
        after,
        explanation: None,
    })
}

/// Returns the terms under which a canonical name is found.
pub(super) fn terms_of(index: &Index, scope: Scope, name: &str) -> Vec<String> {
    kind_of(scope).map_or_else(|| crate::terms::fold(name), |kind| index.table().terms(kind, name))
}

/// Returns the positions of the sentences' first words, where the query asks for sentences.
fn sentences(planned: &Planned, stored: &StoredArticle, passage: Span) -> Vec<u32> {
    if !witness::needs_sentences(&planned.plan) {
        return Vec::new();
    }
    let starts = sentence_starts(&Text::new(&stored.article.text), passage).unwrap_or_default();
    starts.split_whitespace().filter_map(|start| start.parse().ok()).collect()
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
pub(super) fn cut(quote: &Quote, passage: Span) -> Option<Quote> {
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
