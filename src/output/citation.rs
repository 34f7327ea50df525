//! One article or passage → a citation: a line of text, BibTeX, RIS, CSL-JSON.
//!
//! Each names the passage and the hash of its text, by which the quotation can be checked;
//! a passage is cited with its words, so that a later change can be shown.

use std::fmt::Write;

use serde_json::{Value, json};

use super::article::Shown;
use super::mark::plain;
use crate::article::Article;
use crate::passage::text_hash;
use crate::search::Hit;

/// What is cited: an article, or one passage of it.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'a> {
    article: &'a Article,
    text: &'a str,
    paragraph: Option<u32>,
}

impl<'a> From<&'a Shown> for Cited<'a> {
    fn from(shown: &'a Shown) -> Self {
        Cited { article: &shown.article, text: &shown.article.text, paragraph: shown.paragraph }
    }
}

impl<'a> From<&'a Hit> for Cited<'a> {
    fn from(hit: &'a Hit) -> Self {
        Cited { article: &hit.article, text: &hit.text, paragraph: Some(hit.paragraph) }
    }
}

impl Cited<'_> {
    fn id(&self) -> String {
        self.paragraph.map_or_else(|| self.article.id.clone(), |n| format!("{}#{n}", self.article.id))
    }

    fn note(&self) -> String {
        format!("{}, {}", plain(&self.id()), text_hash(self.text))
    }

    /// Returns the words of a passage; an article is too long to be cited in full.
    fn words(&self) -> Option<String> {
        self.paragraph.map(|_| self.text.to_owned())
    }
}

/// Returns a citation as a line of text: authors, headline, source, date, paragraph, address.
pub fn citation_line<'a>(cited: impl Into<Cited<'a>>) -> String {
    let cited = cited.into();
    let a = cited.article;
    let authors = Some(authors(a.byline.as_deref()).join(" and ")).filter(|names| !names.is_empty());
    let headline = a.headline.as_ref().map(|headline| format!("“{headline}”"));
    let published = a.published.map(|d| d.strftime("%-d %B %Y").to_string());
    // Readers count from one.
    let paragraph = cited.paragraph.map(|n| format!("paragraph {}", u64::from(n) + 1));
    let parts = [authors, headline, a.source.clone(), published, paragraph, a.url.clone()];
    plain(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// Returns the persons of a byline: "By Kim Lowe and Ann Roe" names two.
fn authors(byline: Option<&str>) -> Vec<String> {
    let byline = plain(byline.unwrap_or("")).trim().to_string();
    let names = ["By ", "BY ", "by "].iter().find_map(|by| byline.strip_prefix(by)).unwrap_or(&byline);
    let is_name = |name: &&str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        (2..=5).contains(&words.len()) && words.iter().any(|w| w.starts_with(char::is_uppercase))
    };
    let people = names.split(" and ").flat_map(|part| part.split([',', ';', '&'])).map(str::trim);
    people.filter(is_name).map(str::to_string).collect()
}

/// Returns a key that BibTeX takes, different for each article and passage.
fn key(cited: &Cited<'_>) -> String {
    let id = &cited.article.id;
    let mut key: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
    if key != *id {
        // Several ids may become one key; what sets them apart is their hash.
        let _ = write!(key, "-{}", &blake3::hash(id.as_bytes()).to_hex()[..6]);
    }
    if let Some(n) = cited.paragraph {
        let _ = write!(key, ":p{n}");
    }
    key
}

/// Returns a BibTeX entry.
pub fn bibtex<'a>(cited: impl Into<Cited<'a>>) -> String {
    let cited = cited.into();
    let a = cited.article;
    let key = key(&cited);
    let mut fields = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            fields.push(format!("  {name} = {{{}}}", tex(&value)));
        }
    };
    add("title", a.headline.clone());
    add("author", Some(authors(a.byline.as_deref()).join(" and ")));
    add("journal", a.source.clone());
    add("date", a.published.map(|d| d.to_string()));
    add("year", a.published.map(|d| d.year().to_string()));
    add("note", Some(cited.note()));
    add("abstract", cited.words());
    if let Some(url) = &a.url {
        // Taken verbatim by BibTeX styles; only what would end the field has to go.
        fields.push(format!("  url = {{{}}}", plain(url).replace(['{', '}', '\\'], "")));
    }
    format!("@article{{{key},\n{}\n}}\n", fields.join(",\n"))
}

/// Returns words so that TeX shows them as they are.
fn tex(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in plain(words).chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c => out.push(c),
        }
    }
    out
}

/// Returns a RIS record.
pub fn ris<'a>(cited: impl Into<Cited<'a>>) -> String {
    let cited = cited.into();
    let a = cited.article;
    let mut out = String::from("TY  - NEWS\r\n");
    let mut add = |tag: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            // Writing to a string cannot fail.
            let _ = write!(out, "{tag}  - {}\r\n", plain(&value));
        }
    };
    add("ID", Some(cited.id()));
    add("TI", a.headline.clone());
    authors(a.byline.as_deref()).into_iter().for_each(|name| add("AU", Some(family_first(&name))));
    add("T2", a.source.clone());
    add("DA", a.published.map(|d| d.strftime("%Y/%m/%d/").to_string()));
    add("PY", a.published.map(|d| d.year().to_string()));
    add("UR", a.url.clone());
    add("N1", Some(cited.note()));
    add("AB", cited.words());
    out + "ER  - \r\n"
}

/// Returns given names and family name; a suffix stays with the given names.
fn parts(name: &str) -> (String, String) {
    let (body, suffix) = match name.rsplit_once(' ') {
        Some((body, last)) if matches!(last.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III") => (body, Some(last)),
        _ => (name, None),
    };
    let (given, family) = body.rsplit_once(' ').unwrap_or(("", body));
    let given = suffix.map_or_else(|| given.to_string(), |s| format!("{given}, {s}"));
    (given, family.to_string())
}

fn family_first(name: &str) -> String {
    let (given, family) = parts(name);
    format!("{family}, {given}")
}

/// Returns an item of CSL-JSON.
pub fn csl<'a>(cited: impl Into<Cited<'a>>) -> Value {
    let cited = cited.into();
    let a = cited.article;
    let person = |name: String| {
        let (given, family) = parts(&name);
        json!({"family": family, "given": given})
    };
    let mut item = json!({"id": cited.id(), "type": "article-newspaper", "title": a.headline});
    let people: Vec<Value> = authors(a.byline.as_deref()).into_iter().map(person).collect();
    if !people.is_empty() {
        item["author"] = json!(people);
    }
    item["container-title"] = json!(a.source);
    if let Some(d) = a.published {
        item["issued"] = json!({"date-parts": [[d.year(), d.month(), d.day()]]});
    }
    item["URL"] = json!(a.url);
    item["note"] = cited.note().into();
    item["abstract"] = json!(cited.words());
    if let Value::Object(map) = &mut item {
        map.retain(|_, value| !value.is_null());
    }
    item
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Annotations;
    use crate::article::Article;

    fn shown() -> Shown {
        let mut article = Article::new("vale/1", "Rain & more fell.");
        article.headline = Some("Runoff 50% sure".into());
        article.byline = Some("By Kim Lowe and Dan Roe Jr., Northern Wire Service Staff Of The Vale".into());
        article.source = Some("The Courier".into());
        article.published = Some(jiff::civil::date(2020, 5, 3));
        Shown::whole(article, Annotations::default())
    }

    #[test]
    fn bylines_name_their_authors() {
        assert_eq!(authors(Some("By Kim Lowe and Dan Roe Jr.")), ["Kim Lowe", "Dan Roe Jr."]);
        assert!(authors(None).is_empty() && authors(Some("Staff")).is_empty());
        assert_eq!(family_first("Dan Roe Jr."), "Roe, Dan, Jr.");
    }

    #[test]
    fn citations_carry_what_is_known() {
        let entry = bibtex(&shown());
        let (key, fields) = entry.split_once(",\n").expect("a key");
        // Other ids would become the same key but for the hash behind it.
        assert!(key.starts_with("@article{vale-1-") && key.len() == "@article{vale-1-".len() + 6, "{key}");
        assert!(
            fields.starts_with("  title = {Runoff 50\\% sure},\n  author = {Kim Lowe and Dan Roe Jr.}"),
            "{fields}"
        );
        assert!(!entry.contains("url ="));
        let record = ris(&shown());
        assert!(record.contains("AU  - Lowe, Kim\r\n") && record.contains("DA  - 2020/05/03/\r\n"), "{record}");
        assert_eq!(csl(&shown())["issued"], json!({"date-parts": [[2020, 5, 3]]}));
    }
}
