//! The secret that lets a client write.

use std::fmt;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use subtle::ConstantTimeEq;

use crate::problem::Problem;

/// A bearer token. Only its hash is kept, so it cannot be printed.
#[derive(Clone)]
pub struct Token {
    hash: [u8; 32],
}

/// The shortest token taken; guessing a shorter one is only a matter of time.
const MIN_LENGTH: usize = 16;

impl Token {
    /// Returns the token with this text, the white space around it left out, or nothing
    /// where it is shorter than 16 characters.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (text.chars().count() >= MIN_LENGTH).then(|| Token { hash: hash(text) })
    }

    /// Tells whether `text` is the token, in a time that does not depend on where they differ.
    fn is(&self, text: &str) -> bool {
        self.hash.ct_eq(&hash(text)).into()
    }
}

fn hash(text: &str) -> [u8; 32] {
    *blake3::hash(text.as_bytes()).as_bytes()
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Lets only those pass who show the token.
pub(super) async fn check(State(token): State<Token>, request: Request, next: Next) -> Response {
    match shown(request.headers()) {
        Some(text) if token.is(text) => next.run(request).await,
        Some(_) => refused("the token is not the right one"),
        None => refused("this needs a token"),
    }
}

fn shown(headers: &HeaderMap) -> Option<&str> {
    let (scheme, text) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| text.trim())
}

fn refused(message: &str) -> Response {
    Problem::new("unauthorized", message).with_hint("send it as `Authorization: Bearer TOKEN`").into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_secret() {
        assert!(Token::new("short").is_none());
        let token = Token::new(" 0123456789abcdef\n").expect("long enough");
        assert!(token.is("0123456789abcdef") && !token.is("0123456789abcdeF") && !token.is(""));
        assert_eq!(format!("{token:?}"), "Token(…)");
    }
}
