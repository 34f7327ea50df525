//! A passage with what is needed to cite it and to check the citation later.

use serde_json::{Value, json};

use crate::annotate::Quote;
use crate::article::Article;
use crate::search::{Hit, QuoteHit};

/// Characters of a passage that are returned; longer ones are cut, and say so.
const MAX_CHARACTERS: usize = 4000;

/// Returns words, cut where they are too many.
pub(super) fn shortened(text: &str) -> (String, bool) {
    match text.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => (text[..end].to_owned(), true),
        None => (text.to_owned(), false),
    }
}

/// Returns the citation of a passage.
pub(super) fn citation(article: &Article, passage_id: &str, text: &str) -> Value {
    let named: Vec<String> = [
        article.byline.clone(),
        article.headline.as_ref().map(|headline| format!("“{headline}”")),
        article.source.clone(),
        article.published.map(|day| day.to_string()),
    ]
    .into_iter()
    .flatten()
    .collect();
    json!({
        "passage_id": passage_id,
        "text": format!("{} [{passage_id}]", named.join(", ")).trim_start(),
        "headline": article.headline,
        "source": article.source,
        "published": article.published,
        "byline": article.byline,
        "url": article.url,
        "text_hash": crate::passage::text_hash(text),
    })
}

/// Returns a hit as an assistant needs it: words and names, no offsets.
pub(super) fn passage(hit: &Hit) -> Value {
    let (text, is_cut) = shortened(&hit.text);
    let quotes: Vec<Value> = hit.quotes.iter().map(|quote| quote_in(quote, &hit.text)).collect();
    let mut out = json!({
        "text": text,
        "quotes": quotes,
        "citation": citation(&hit.article, &hit.passage_id, &hit.text),
    });
    if is_cut {
        out["text_is_cut"] = true.into();
    }
    out
}

/// Returns a quote of a text.
pub(super) fn quote_in(quote: &Quote, text: &str) -> Value {
    json!({"speaker": quote.speaker, "words": words(quote, text), "kind": quote.kind, "stance": quote.stance})
}

/// Returns a quote that was found, with its passage.
pub(super) fn quote(hit: &QuoteHit) -> Value {
    let quote = &hit.quote;
    json!({
        "speaker": quote.speaker, "words": words(quote, &hit.text), "kind": quote.kind, "stance": quote.stance,
        "confidence": (f64::from(quote.confidence) * 100.0).round() / 100.0, "passage": shortened(&hit.text).0,
        "citation": citation(&hit.article, &hit.passage_id, &hit.text),
    })
}

/// Returns the words of a quote; where a reporting clause interrupts it, the parts are joined
/// by an ellipsis.
fn words(quote: &Quote, text: &str) -> String {
    let parts: Vec<&str> = quote.contents().map(|span| span.of(text)).collect();
    shortened(&parts.join(" … ")).0
}
