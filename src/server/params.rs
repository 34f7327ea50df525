//! The part of an address behind `?` → typed parameters, or a problem that names the one at fault.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// Parameters of a request; repeated ones become lists, unknown ones are refused.
pub(crate) struct Params<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        parse(parts.uri.query().unwrap_or("")).map(Params)
    }
}

fn parse<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    check_encoding(query)?;
    let pairs = serde_html_form::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    let params = serde_path_to_error::deserialize(pairs).map_err(|error| {
        let (name, message) = (error.path().to_string(), in_words(&error.inner().to_string()));
        // A parameter that is unknown is named by the message.
        let is_named = name == "." || message.starts_with("unknown parameter");
        let place = if is_named { String::new() } else { format!("{name}: ") };
        Problem::new("usage", format!("{place}{message}"))
            .with_hint("the parameters are described at /api/v1/openapi.json")
    })?;
    check_given(query)?;
    Ok(params)
}

/// Says in the words of an address what is wrong with a parameter.
fn in_words(message: &str) -> String {
    match message {
        "unsupported value" => "it may be given once".to_owned(),
        "invalid digit found in string" | "cannot parse integer from empty string" => {
            "it must be a whole number, 0 or more".to_owned()
        }
        other => match other.strip_prefix("unknown field") {
            Some(rest) => format!("unknown parameter{rest}"),
            None => other.to_owned(),
        },
    }
}

/// Refuses what is not UTF-8, which would otherwise be searched as something else.
fn check_encoding(query: &str) -> Result<(), Problem> {
    for part in query.split(['&', '=']) {
        if percent_encoding::percent_decode_str(part).decode_utf8().is_err() {
            return Err(Problem::new("encoding", format!("`{part}` is not UTF-8"))
                .with_hint("encode the characters of parameters as UTF-8, then in percent"));
        }
    }
    Ok(())
}

/// Texts that are looked for, which a form sends before anything is typed.
const TEXTS: [&str; 2] = ["q", "like"];

/// Refuses a parameter without a value, which would otherwise count as not given.
fn check_given(query: &str) -> Result<(), Problem> {
    match form_urlencoded::parse(query.as_bytes()).find(|(name, value)| value.is_empty() && !TEXTS.contains(&&**name)) {
        Some((name, _)) => Err(Problem::new("usage", format!("{name} is empty"))
            .with_hint("leave the parameter out, or write its value behind =")),
        None => Ok(()),
    }
}

/// Returns a number that may not be above `most`.
pub(crate) fn at_most(name: &str, value: Option<usize>, default: usize, most: usize) -> Result<usize, Problem> {
    let value = value.unwrap_or(default);
    if value > most {
        return Err(Problem::new("usage", format!("{name} is {value}")).with_hint(format!("it may be {most} at most")));
    }
    Ok(value)
}
