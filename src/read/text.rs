//! Plain text → an article.

use std::io::Read;

use super::error::Fault;
use super::input::Input;
use super::{Found, Limits};
use crate::article::Article;

/// Reads a whole stream as one article.
pub(super) fn read(input: Input, limits: &Limits) -> Found {
    let mut bytes = Vec::new();
    input.bytes.take(limits.max_article as u64 + 1).read_to_end(&mut bytes).map_err(Fault::from)?;
    let text = String::from_utf8_lossy(&bytes).trim().to_owned();
    if text.is_empty() { Err(Fault::Empty.into()) } else { Ok(Article { text, ..Article::default() }) }
}
