//! A web page → one article: its body from the page's text blocks, everything else from
//! what the page says about itself (JSON-LD, meta tags, `<time>`, byline markup).
//!
//! Pages nested deeper than four times the JSON limit, or with thousands of attributes in a tag, are refused; nothing is fetched.

mod body;
mod json_ld;
mod meta;
mod nesting;
mod trim;

use std::path::Path;

use scraper::Html;

use super::input::Input;
use super::{Found, Limits, dateline, decode, error::Fault};
use crate::article::Article;

/// Reads a whole stream as one page.
pub(super) fn read(input: Input, _: &Path, limits: &Limits) -> Found {
    let decoded = decode::whole(input, limits, declared_charset)?;
    let limit = limits.max_depth.saturating_mul(4);
    nesting::check(&decoded.text, limit)?;
    let page = Html::parse_document(&decoded.text);
    let mut article = Article::default();
    meta::take(&mut article, &page);
    let paragraphs = body::paragraphs(&decoded.text, &page)?;
    article.text = paragraphs.join("\n\n");
    if article.text.is_empty() {
        return Err(Fault::NoText.into());
    }
    article.evidence.insert("text".into(), "text blocks of the page".into());
    article.evidence.insert("encoding".into(), decoded.encoding);
    dateline::take(&mut article);
    Ok(article)
}

/// Returns the charset that a `<meta>` or XML declaration near the top names.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let label = |after: &str| {
        let rest = head[head.find(after)? + after.len()..].trim_start_matches(['"', '\'', ' ', '=']);
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))?;
        (end > 0).then(|| rest[..end].to_owned())
    };
    label("charset=").or_else(|| head.starts_with("<?xml").then(|| label("encoding=")).flatten())
}
