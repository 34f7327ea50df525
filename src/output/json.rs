//! Hits → the JSON of the command line and of the HTTP interface.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::annotations::{date, rounded};
use crate::annotate::{EntityMention, Quote, Stance};
use crate::article::Article;
use crate::query::Facet;
use crate::search::{Asked, Explanation, Hit, Results, ScorePart, Unmatched};
use crate::span::CodePoints;

/// Returns the whole answer as one object.
pub fn results_json(results: &Results) -> Value {
    let mut out = Frame {
        query: &results.query,
        total: results.total,
        relaxed: results.relaxed,
        took_us: results.took_us,
        found: ("hits", results.hits.iter().map(hit_json).collect()),
        facets: &results.facets,
    }
    .json();
    if let Some(articles) = results.articles {
        out["articles"] = articles.into();
    }
    if let Some(stories) = results.stories {
        out["stories"] = stories.into();
    }
    if !results.notices.is_empty() {
        out["notices"] = json!(results.notices);
    }
    if let Some(asked) = &results.asked {
        out["explanation"] = asked_json(asked);
    }
    if !results.unmatched.is_empty() {
        out["unmatched"] = unmatched(&results.unmatched);
    }
    out
}

/// Returns the parts of a query that match nothing, each with what is near to it.
pub(super) fn unmatched(parts: &[Unmatched]) -> Value {
    parts.iter().map(|part| json!({"part": part.part, "nearest": part.nearest})).collect()
}

/// What every answer has.
pub(super) struct Frame<'a> {
    pub query: &'a str,
    pub total: u64,
    pub relaxed: bool,
    pub took_us: u64,
    /// What was found, under its key.
    pub found: (&'static str, Vec<Value>),
    pub facets: &'a BTreeMap<Facet, Vec<(String, u64)>>,
}

impl Frame<'_> {
    pub(super) fn json(self) -> Value {
        let (key, found) = self.found;
        json!({
            "query": self.query,
            "total": self.total,
            "total_is": "exact",
            "relaxed": self.relaxed,
            "took_us": self.took_us,
            key: found,
            "facets": facets_json(self.facets),
        })
    }
}

/// Returns what is known of an article beside its text.
pub(super) fn article(article: &Article) -> Value {
    json!({
        "id": article.id, "headline": article.headline, "source": article.source, "url": article.url,
        "published": article.published, "byline": article.byline,
    })
}

/// Returns one hit; offsets are code points of its `text`.
pub fn hit_json(hit: &Hit) -> Value {
    let points = CodePoints::new(&hit.text);
    let mut out = json!({
        "rank": hit.rank,
        "score": decimal(hit.score),
        "passage_id": hit.passage_id,
        "article": article(&hit.article),
        "paragraph": hit.paragraph,
        "text": hit.text,
        "highlights": hit.highlights.iter().map(|&span| json!(points.pair(span))).collect::<Vec<_>>(),
        "quotes": hit.quotes.iter().map(|q| quote(q, &hit.text, &points)).collect::<Vec<_>>(),
        "entities": hit.entities.iter().map(|e| name(e, &points)).collect::<Vec<_>>(),
        "dates": hit.dates.iter().map(|d| date(d, &points)).collect::<Vec<_>>(),
        "family": hit.family.as_ref().map(|family| json!({"id": family.id, "size": family.size})),
    });
    if !hit.before.is_empty() || !hit.after.is_empty() {
        out["context"] = json!({"before": hit.before, "after": hit.after});
    }
    if let Some(explanation) = &hit.explanation {
        out["explanation"] = explained(explanation);
    }
    out
}

fn quote(quote: &Quote, text: &str, points: &CodePoints) -> Value {
    let (start, end) = points.pair(quote.span);
    let mut value = json!({
        "start": start, "end": end, "kind": quote.kind, "speaker": quote.speaker,
        "mention": quote.mention.map(|m| m.of(text)), "confidence": rounded(quote.confidence),
    });
    if !quote.pieces.is_empty() {
        value["spans"] = quote.pieces.iter().map(|&piece| json!(points.pair(piece))).collect();
    }
    if quote.stance != Stance::Said {
        value["stance"] = json!(quote.stance);
    }
    value
}

fn name(mention: &EntityMention, points: &CodePoints) -> Value {
    let (start, end) = points.pair(mention.span);
    json!({"start": start, "end": end, "kind": mention.kind, "name": mention.name})
}

/// Returns counts by facet and value.
pub(crate) fn facets_json(facets: &BTreeMap<Facet, Vec<(String, u64)>>) -> Value {
    facets.iter().map(|(facet, counts)| (facet.name().to_owned(), json!(counts))).collect::<Map<_, _>>().into()
}

/// Returns what a query asks and what it became.
pub(crate) fn asked_json(asked: &Asked) -> Value {
    let word = |word: &crate::search::AskedWord| {
        let mut out = json!({"word": word.word, "forms": word.forms, "synonyms": word.synonyms});
        if !word.related.is_empty() {
            out["related"] = json!(word.related);
        }
        out
    };
    json!({
        "sentence": asked.sentence, "read_as": asked.read_as,
        "words": asked.words.iter().map(word).collect::<Vec<_>>(),
        "expanded": asked.expanded, "ignored": asked.ignored,
    })
}

pub(super) fn explained(explanation: &Explanation) -> Value {
    let part = |p: &ScorePart| {
        let kind = match (p.is_pair, p.is_expansion) {
            (true, _) => "pair",
            (false, true) => "expansion",
            (false, false) => "word",
        };
        json!({"word": p.word, "kind": kind, "count": p.count, "passage": decimal(p.passage),
               "article": decimal(p.article), "headline": decimal(p.headline)})
    };
    explanation.parts.iter().map(part).collect()
}

/// Returns a score with four decimals, for people; the order is decided before.
pub(super) fn decimal(score: f32) -> f64 {
    (f64::from(score) * 10_000.0).round() / 10_000.0
}
