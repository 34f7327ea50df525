//! Article and annotations ↔ the bytes that the article entry stores.
//!
//! Layout: format byte; length and JSON of the article without its text; length and text;
//! JSON of the annotations. Lengths are four bytes, little end first. Whatever bytes come
//! back, decoding answers with a value or `None`.

use crate::annotate::Annotations;
use crate::article::Article;
use crate::passage;
use crate::span::Span;

const FORMAT: u8 = 1;

/// An article as the index keeps it.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct StoredArticle {
    /// The article, its text included.
    pub article: Article,
    /// What was found in it.
    pub annotations: Annotations,
    /// Its passages, in order: bytes of the text.
    pub passages: Vec<Span>,
}

impl StoredArticle {
    /// Returns the words of a passage, or nothing where there is no such passage.
    pub fn passage(&self, paragraph: u32) -> &str {
        self.passage_span(paragraph).of(&self.article.text)
    }

    /// Returns where a passage stands; empty where there is no such passage.
    pub fn passage_span(&self, paragraph: u32) -> Span {
        usize::try_from(paragraph).ok().and_then(|n| self.passages.get(n).copied()).unwrap_or_default()
    }
}

/// Returns the bytes to store, and a hash of the article as it was read.
pub(super) fn encode(mut article: Article, annotations: &Annotations) -> serde_json::Result<(Vec<u8>, u64)> {
    let text = std::mem::take(&mut article.text);
    let header = serde_json::to_vec(&article)?;
    let annotations = serde_json::to_vec(annotations)?;
    let mut bytes = Vec::with_capacity(header.len() + text.len() + annotations.len() + 9);
    bytes.push(FORMAT);
    push_block(&mut bytes, &header);
    push_block(&mut bytes, text.as_bytes());
    let hash = hash(&bytes);
    bytes.extend_from_slice(&annotations);
    Ok((bytes, hash))
}

/// Returns the hash that [`encode`] gives, without annotations.
pub(super) fn hash_of(article: &Article) -> serde_json::Result<u64> {
    let header = serde_json::to_vec(&Article { text: String::new(), ..article.clone() })?;
    let mut bytes = vec![FORMAT];
    push_block(&mut bytes, &header);
    push_block(&mut bytes, article.text.as_bytes());
    Ok(hash(&bytes))
}

fn hash(bytes: &[u8]) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&blake3::hash(bytes).as_bytes()[..8]);
    u64::from_le_bytes(first)
}

fn push_block(bytes: &mut Vec<u8>, block: &[u8]) {
    // Articles are capped far below 4 GB by the readers; a longer one would be cut.
    let length = u32::try_from(block.len()).unwrap_or(u32::MAX);
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&block[..length as usize]);
}

/// Reads stored bytes; `None` where they are not what [`encode`] wrote.
pub(super) fn decode(bytes: &[u8]) -> Option<StoredArticle> {
    let (&FORMAT, rest) = bytes.split_first()? else { return None };
    let (header, rest) = take_block(rest)?;
    let (text, rest) = take_block(rest)?;
    let mut article: Article = serde_json::from_slice(header).ok()?;
    article.text = std::str::from_utf8(text).ok()?.to_owned();
    let annotations = serde_json::from_slice(rest).ok()?;
    let passages = passage::split(&article.text);
    Some(StoredArticle { article, annotations, passages })
}

fn take_block(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_comes_back() {
        let mut article = Article::new("a1", "One “two”.\n\nThree.");
        article.headline = Some("Four".into());
        let annotations = Annotations::default();
        let (bytes, hash) = encode(article.clone(), &annotations).expect("encodes");
        assert_eq!(hash, hash_of(&article).expect("encodes"));
        let stored = decode(&bytes).expect("decodes");
        assert_eq!(stored.article, article);
        assert_eq!(stored.passage(1), "Three.");
        assert_eq!(stored.passage(2), "");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_decode_or_not(bytes: Vec<u8>) {
            let _ = decode(&bytes);
        }
    }
}
