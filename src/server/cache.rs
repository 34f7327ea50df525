//! Answers kept for those who ask the same of the same generation, and their tags.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use jiff::civil::Date;
use quick_cache::Weighter;
use quick_cache::sync::Cache as Answers;

use super::state::today;
use super::{Options, page};
use crate::index::Stamp;
use crate::problem::Problem;

/// What names an answer: a hash of the generation, the day, the address and its parameters, and of what
/// else decides about answers.
pub(crate) type Tag = [u8; 16];

/// Answers by tag, up to a number of bytes.
#[derive(Clone)]
pub(crate) struct Cache {
    answers: Arc<Answers<Tag, Bytes, ByBytes>>,
}

#[derive(Debug, Clone)]
struct ByBytes;

/// What an entry takes beside its body.
const OVERHEAD: u64 = 128;

impl Weighter<Tag, Bytes> for ByBytes {
    fn weight(&self, _tag: &Tag, body: &Bytes) -> u64 {
        body.len() as u64 + OVERHEAD
    }
}

impl Cache {
    /// Returns a cache of up to `bytes` bytes.
    pub(crate) fn new(bytes: u64) -> Self {
        let entries = usize::try_from(bytes / 8192).unwrap_or(usize::MAX);
        Cache { answers: Arc::new(Answers::with_weighter(entries.max(16), bytes, ByBytes)) }
    }

    pub(crate) fn get(&self, tag: &Tag) -> Option<Bytes> {
        self.answers.get(tag)
    }

    pub(crate) fn put(&self, tag: Tag, body: Bytes) {
        self.answers.insert(tag, body);
    }
}

/// What decides which answer a request gets, as far as its address and headers go.
pub(crate) struct Asked {
    address: String,
    day: Date,
    /// Tags of answers that the client has.
    known: Option<HeaderValue>,
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        // Nested routers see their own part of the path; answers differ by all of it.
        let path = parts.extensions.get::<axum::extract::OriginalUri>().map_or(&parts.uri, |original| &original.0);
        let address = path.path_and_query().map_or_else(String::new, ToString::to_string);
        Ok(Asked { address, day: today(), known: parts.headers.get(IF_NONE_MATCH).cloned() })
    }
}

/// Returns a hash of what decides about answers beside the index: the program and its settings.
pub(crate) fn settings_tag(options: &Options) -> Tag {
    let Options { rank, synonyms, min_confidence, max_limit, max_offset, .. } = options;
    let settings = format!("{rank:?} {synonyms:?} {min_confidence} {max_limit} {max_offset}");
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes()).update(page::version().as_bytes()).update(settings.as_bytes());
    let mut tag = Tag::default();
    tag.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    tag
}

impl Asked {
    /// Returns the tag of the answer that a generation gives under some settings.
    pub(crate) fn tag(&self, stamp: Stamp, settings: &Tag) -> Tag {
        let mut hasher = blake3::Hasher::new();
        hasher.update(settings);
        // "yesterday" in a query means another day tomorrow.
        hasher.update(&stamp.to_bytes()).update(self.day.to_string().as_bytes()).update(self.address.as_bytes());
        let mut tag = Tag::default();
        tag.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        tag
    }

    /// Tells whether the client wants no answer that is there, whichever it is (`If-None-Match: *`).
    pub(crate) fn has_any(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.as_bytes() == b"*")
    }

    /// Tells whether the client has the answer with this tag.
    pub(crate) fn has(&self, tag: &Tag) -> bool {
        let Some(known) = self.known.as_ref().and_then(|known| known.to_str().ok()) else { return false };
        let wanted = quoted(tag);
        known.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == wanted)
    }
}

fn quoted(tag: &Tag) -> String {
    format!("\"{:032x}\"", u128::from_be_bytes(*tag))
}

fn etag(tag: &Tag) -> Option<HeaderValue> {
    // Weak, for the same answer goes out compressed too.
    HeaderValue::from_str(&format!("W/{}", quoted(tag))).ok()
}

/// The header that names the generation of the index that answers: pages of one list have the same.
pub(crate) const GENERATION: HeaderName = HeaderName::from_static("x-index-generation");

/// Returns an answer with its tag and the generation that it is of.
pub(crate) fn tagged(tag: &Tag, generation: u64, kind: &'static str, body: Bytes) -> Response {
    named(([(CONTENT_TYPE, kind)], Body::from(body)).into_response(), tag, generation)
}

/// Says that the client's answer is still the one.
pub(crate) fn not_modified(tag: &Tag, generation: u64) -> Response {
    named(StatusCode::NOT_MODIFIED.into_response(), tag, generation)
}

fn named(mut response: Response, tag: &Tag, generation: u64) -> Response {
    response.headers_mut().extend(etag(tag).map(|tag| (ETAG, tag)));
    response.headers_mut().insert(GENERATION, generation.into());
    response
}
