//! Quotes that a query found → JSON, CSV and Markdown.

use std::fmt::Write;

use serde_json::{Value, json};

use super::annotations::rounded;
use super::csv::{of_article, row};
use super::json::{Frame, article, decimal, explained, unmatched};
use super::mark::{enclosing, plain, written};
use super::markdown::{escaped, facets};
use crate::search::{QuoteHit, QuoteResults};
use crate::span::CodePoints;

const COLUMNS: [&str; 14] = [
    "rank",
    "speaker",
    "words",
    "cue",
    "mention",
    "kind",
    "stance",
    "confidence",
    "passage_id",
    "article_id",
    "headline",
    "source",
    "published",
    "url",
];

/// Returns the whole answer as one object.
pub fn quotes_json(results: &QuoteResults) -> Value {
    let mut out = Frame {
        query: &results.query,
        total: results.total,
        relaxed: results.relaxed,
        took_us: results.took_us,
        found: ("quotes", results.quotes.iter().map(quote_hit_json).collect()),
        facets: &results.facets,
    }
    .json();
    if !results.notices.is_empty() {
        out["notices"] = json!(results.notices);
    }
    if !results.unmatched.is_empty() {
        out["unmatched"] = unmatched(&results.unmatched);
    }
    out
}

/// Returns one quote; offsets are code points of `text`, the passage that it stands in.
pub fn quote_hit_json(hit: &QuoteHit) -> Value {
    let points = CodePoints::new(&hit.text);
    let quote = &hit.quote;
    let (start, end) = points.pair(quote.span);
    let mut out = json!({
        "rank": hit.rank,
        "score": decimal(hit.score),
        "speaker": quote.speaker,
        "words": hit.words(),
        "cue": quote.cue.map(|cue| cue.of(&hit.text)),
        "mention": quote.mention.map(|mention| mention.of(&hit.text)),
        "kind": quote.kind,
        "stance": quote.stance,
        "confidence": rounded(quote.confidence),
        "passage_id": hit.passage_id,
        "article": article(&hit.article),
        "paragraph": hit.paragraph,
        "text": hit.text,
        "start": start,
        "end": end,
        "highlights": hit.highlights.iter().map(|&span| json!(points.pair(span))).collect::<Vec<_>>(),
    });
    if !quote.pieces.is_empty() {
        out["spans"] = quote.pieces.iter().map(|&piece| json!(points.pair(piece))).collect();
    }
    if let Some(explanation) = &hit.explanation {
        out["explanation"] = explained(explanation);
    }
    out
}

/// Returns quotes as a table (RFC 4180), one row a quote, a header row first.
pub fn quotes_csv(quotes: &[QuoteHit]) -> String {
    let mut out = row(COLUMNS);
    for hit in quotes {
        let quote = &hit.quote;
        let [headline, source, published, _, url] = of_article(&hit.article);
        let part = |span: Option<crate::span::Span>| span.map(|s| s.of(&hit.text).to_owned()).unwrap_or_default();
        out.push_str(&row([
            hit.rank.to_string(),
            quote.speaker.clone().unwrap_or_default(),
            hit.words(),
            part(quote.cue),
            part(quote.mention),
            word(&quote.kind),
            word(&quote.stance),
            rounded(quote.confidence).to_string(),
            hit.passage_id.clone(),
            hit.article.id.clone(),
            headline,
            source,
            published,
            url,
        ]));
    }
    out
}

/// Returns a kind or stance by its name in JSON.
fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

/// Returns quotes as Markdown: a list of block quotes, each with who said it where and when.
pub fn quotes_markdown(results: &QuoteResults) -> String {
    let mut out = String::new();
    for hit in &results.quotes {
        let (article, span) = (&hit.article, hit.quote.span);
        let marks = enclosing(&hit.highlights, "**", "**");
        let words = written(&hit.text, marks, span.start as usize..span.end as usize);
        let speaker = hit.quote.speaker.as_deref().map_or_else(|| "speaker unknown".to_owned(), escaped);
        let published = article.published.map(|day| day.to_string());
        let facts: Vec<String> = [article.headline.clone(), article.source.clone(), published]
            .into_iter()
            .flatten()
            .map(|fact| escaped(&fact))
            .collect();
        // Writing to a string cannot fail.
        let _ = write!(out, "{}. > {words}\n   >\n   > — **{speaker}**", hit.rank);
        if !facts.is_empty() {
            let _ = write!(out, ", {}", facts.join(", "));
        }
        let _ = write!(out, "\n\n   `{}`\n\n", plain(&hit.passage_id));
    }
    out + &facets(&results.facets)
}
