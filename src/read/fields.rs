//! `key: value` pairs of a header block or front matter → fields of an article.

use jiff::civil::Date;
use serde_json::Value;

use super::date;
use crate::article::Article;

/// A field of an article that a header can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Headline,
    Byline,
    Published,
    Updated,
    Source,
    Url,
    Section,
    Dateline,
    Language,
}

impl Field {
    /// Returns the field that a key stands for, in any case, with spaces or hyphens.
    pub(super) fn of_key(key: &str) -> Option<Field> {
        let key = key.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        Some(match key.as_str() {
            "id" | "guid" => Field::Id,
            "headline" | "title" => Field::Headline,
            "by" | "byline" | "author" | "authors" => Field::Byline,
            "date" | "published" | "pub_date" | "date_published" | "publication_date" | "datetime" => Field::Published,
            "updated" | "modified" | "date_modified" | "last_modified" => Field::Updated,
            "source" | "publication" | "publisher" | "newspaper" | "site" => Field::Source,
            "url" | "link" | "canonical" => Field::Url,
            "section" | "category" => Field::Section,
            "dateline" => Field::Dateline,
            "language" | "lang" => Field::Language,
            _ => return None,
        })
    }

    /// Returns the field's name in JSON and evidence.
    pub(super) fn name(self) -> &'static str {
        match self {
            Field::Id => "id",
            Field::Headline => "headline",
            Field::Byline => "byline",
            Field::Published => "published",
            Field::Updated => "updated",
            Field::Source => "source",
            Field::Url => "url",
            Field::Section => "section",
            Field::Dateline => "dateline",
            Field::Language => "language",
        }
    }
}

/// Sets the field that `key` stands for, if it is not set yet; other keys become metadata.
pub(super) fn set(article: &mut Article, key: &str, value: &str, evidence: String) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    match Field::of_key(key) {
        Some(field) if is_unset(article, field) => set_field(article, field, value, evidence),
        _ => {
            article.metadata.insert(key.trim().to_owned(), Value::from(value));
        }
    }
}

/// Sets a field and its evidence; a date that cannot be read leaves the evidence alone.
pub(super) fn set_field(article: &mut Article, field: Field, value: &str, mut evidence: String) {
    match field {
        Field::Published => article.published = readable(value, &mut evidence),
        Field::Updated => article.updated = readable(value, &mut evidence),
        Field::Id => article.id = value.to_owned(),
        _ => {
            if let Some(slot) = slot(article, field) {
                *slot = Some(value.to_owned());
            }
        }
    }
    article.evidence.insert(field.name().into(), evidence);
}

fn readable(value: &str, evidence: &mut String) -> Option<Date> {
    let date = date::parse(value);
    if date.is_none() {
        evidence.push_str(&date::unreadable(value));
    }
    date
}

/// Tells whether nothing has set a field.
pub(super) fn is_unset(article: &mut Article, field: Field) -> bool {
    match field {
        Field::Id => article.id.is_empty(),
        Field::Published => article.published.is_none(),
        Field::Updated => article.updated.is_none(),
        _ => slot(article, field).is_some_and(|slot| slot.is_none()),
    }
}

fn slot(article: &mut Article, field: Field) -> Option<&mut Option<String>> {
    Some(match field {
        Field::Headline => &mut article.headline,
        Field::Byline => &mut article.byline,
        Field::Source => &mut article.source,
        Field::Url => &mut article.url,
        Field::Section => &mut article.section,
        Field::Dateline => &mut article.dateline,
        Field::Language => &mut article.language,
        Field::Id | Field::Published | Field::Updated => return None,
    })
}
