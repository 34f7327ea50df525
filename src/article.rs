//! One news item as the readers deliver it: plain data, no behaviour beyond its identity.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A news article: what it says, and what is known about it.
///
/// `text` holds paragraphs; every offset that this crate reports points into it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Article {
    /// Its own identifier, or one made from its contents (see [`content_id`]).
    pub id: String,
    /// The headline.
    pub headline: Option<String>,
    /// Who wrote it ("Kim Lowe"), as printed but for the opening "By" of a page or header line.
    pub byline: Option<String>,
    /// The publication.
    pub source: Option<String>,
    /// The day it appeared.
    pub published: Option<Date>,
    /// The day it was last changed by its publisher.
    pub updated: Option<Date>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Language code, where stated or detected ("en").
    pub language: Option<String>,
    /// The paper's section ("Politics").
    pub section: Option<String>,
    /// Place and date that open the body ("MONTGOMERY, July 14 (NW)").
    pub dateline: Option<String>,
    /// The body.
    pub text: String,
    /// Where each field came from ("json-ld", "header line 2"), by field name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub evidence: BTreeMap<String, String>,
    /// Keys of the input that have no field of their own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub metadata: BTreeMap<String, serde_json::Value>,
}

impl Article {
    /// Returns an article with an id and a text and nothing else known.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Article { id: id.into(), text: text.into(), ..Article::default() }
    }
}

/// Returns a stable identifier for an article that brings none: 16 hexadecimal digits of
/// the BLAKE3 hash of its source, date, headline and text.
pub fn content_id(article: &Article) -> String {
    let mut hasher = blake3::Hasher::new();
    let published = article.published.map(|d| d.to_string());
    for part in [&article.source, &published, &article.headline] {
        hasher.update(part.as_deref().unwrap_or("").as_bytes());
        hasher.update(&[0]);
    }
    hasher.update(article.text.as_bytes());
    hasher.finalize().to_hex()[..16].to_string()
}
