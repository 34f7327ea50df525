//! A JSON object → an article, by the keys that news data uses.
//!
//! The first key present wins; `null` and `""` count as absent. Keys that name no field,
//! and names that lost to an earlier one, are kept as metadata. The text is taken exactly as given.

use serde_json::{Map, Value};

use super::error::Fault;
use super::{Limits, date};
use crate::article::Article;

const ID: &[&str] = &["id", "guid", "uri", "url"];
const TEXT: &[&str] = &["text", "body", "content", "maintext", "paragraphs"];
const HEADLINE: &[&str] = &["headline", "title"];
const PUBLISHED: &[&str] = &["published", "date", "date_published", "pub_date", "datetime"];
const UPDATED: &[&str] = &["updated", "date_modified", "modified"];
const SOURCE: &[&str] = &["source", "publisher", "publication", "site"];
const BYLINE: &[&str] = &["byline", "author", "authors"];
const URL: &[&str] = &["url", "link"];

/// Values in one object: parsed, each takes many times its bytes in memory.
const MOST_VALUES: usize = 2_000_000;

/// Reads one JSON object.
pub(super) fn article(json: &[u8], encoding: Option<&str>, limits: &Limits) -> Result<Article, Fault> {
    // Only a long object can hold too many; counting its commas and brackets is an upper bound.
    if json.len() > MOST_VALUES && memchr::memchr3_iter(b',', b'[', b'{', json).count() > MOST_VALUES {
        return Err(Fault::TooManyValues { limit: MOST_VALUES });
    }
    let value: Value = match std::str::from_utf8(json) {
        Ok(json) => serde_json::from_str(json).map_err(|error| json_fault(&error))?,
        Err(_) => return Err(Fault::NotUtf8),
    };
    let Value::Object(object) = value else { return Err(Fault::NotAnObject) };
    let mut article = of_object(object)?;
    if article.text.len() > limits.max_article {
        return Err(Fault::TooLarge { limit: limits.max_article });
    }
    article.evidence.insert("encoding".into(), encoding.unwrap_or("utf-8 (JSON)").into());
    Ok(article)
}

fn json_fault(error: &serde_json::Error) -> Fault {
    // A record is one line as a rule, and its line is named already.
    Fault::Json { message: error.to_string().replacen(" at line 1 column ", " at column ", 1) }
}

fn of_object(object: Map<String, Value>) -> Result<Article, Fault> {
    let mut keys = Keys { object, article: Article::default() };
    // `url` may serve as the id and is the url all the same: it is looked at before it is taken.
    let id = keys.peek(ID);
    let text = keys.take_text().ok_or(Fault::NoText)?;
    let headline = keys.take("headline", HEADLINE);
    let source = keys.take("source", SOURCE);
    let byline = keys.take("byline", BYLINE);
    let url = keys.take("url", URL);
    let section = keys.take("section", &["section"]);
    let language = keys.take("language", &["language"]);
    let dateline = keys.take("dateline", &["dateline"]);
    let published = keys.take_date("published", PUBLISHED);
    let updated = keys.take_date("updated", UPDATED);
    if let Some((key, id)) = id {
        keys.object.remove(key);
        keys.note("id", key);
        keys.article.id = id;
    }
    let rest = keys.given_evidence();
    let article = Article {
        text,
        headline,
        source,
        byline,
        url,
        section,
        language,
        dateline,
        published,
        updated,
        metadata: rest.into_iter().collect(),
        ..keys.article
    };
    Ok(article)
}

struct Keys {
    object: Map<String, Value>,
    article: Article,
}

impl Keys {
    fn note(&mut self, field: &str, key: &str) {
        self.article.evidence.insert(field.into(), format!("key: {key}"));
    }

    fn peek(&self, keys: &[&'static str]) -> Option<(&'static str, String)> {
        keys.iter().find_map(|key| Some((*key, as_name(self.object.get(*key)?)?)))
    }

    fn take(&mut self, field: &str, keys: &[&'static str]) -> Option<String> {
        let (key, value) = self.peek(keys)?;
        self.object.remove(key);
        self.note(field, key);
        Some(value)
    }

    fn take_text(&mut self) -> Option<String> {
        let key = TEXT.iter().find(|key| self.object.get(**key).is_some_and(has_text))?;
        let text = match self.object.remove(*key)? {
            Value::String(text) => text,
            Value::Array(paragraphs) => join_paragraphs(paragraphs),
            _ => return None,
        };
        self.note("text", key);
        Some(text)
    }

    fn take_date(&mut self, field: &str, keys: &[&'static str]) -> Option<jiff::civil::Date> {
        let (key, value) = self.peek(keys)?;
        let parsed = date::parse(&value);
        if parsed.is_some() {
            self.object.remove(key);
            self.note(field, key);
        } else {
            self.article.evidence.insert(field.into(), format!("key: {key}{}", date::unreadable(&value)));
        }
        parsed
    }

    /// Takes over the evidence that `search read` wrote, and returns the keys left.
    fn given_evidence(&mut self) -> Map<String, Value> {
        let mut rest = std::mem::take(&mut self.object);
        if let Some(Value::Object(given)) = rest.get("evidence")
            && given.values().all(Value::is_string)
        {
            for (field, words) in given {
                self.article.evidence.insert(field.clone(), words.as_str().unwrap_or_default().to_owned());
            }
            rest.remove("evidence");
        }
        rest.retain(|_, value| !value.is_null());
        rest
    }
}

fn has_text(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(paragraphs) => paragraphs.iter().any(|p| paragraph(p).is_some_and(|p| !p.trim().is_empty())),
        _ => false,
    }
}

fn paragraph(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("text")?.as_str())
}

fn join_paragraphs(paragraphs: Vec<Value>) -> String {
    paragraphs.iter().filter_map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// Returns a value as a line of text: a string, a number, a `{name}`, or a list of these.
fn as_name(value: &Value) -> Option<String> {
    let name = match value {
        Value::String(name) => name.clone(),
        Value::Number(number) => number.to_string(),
        Value::Object(named) => named.get("name")?.as_str()?.to_owned(),
        Value::Array(names) => {
            let names: Vec<String> = names.iter().filter(|n| !n.is_array()).filter_map(as_name).collect();
            names.join(", ")
        }
        Value::Null | Value::Bool(_) => return None,
    };
    (!name.trim().is_empty()).then_some(name)
}
