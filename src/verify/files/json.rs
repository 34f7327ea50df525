//! JSON lines of passages or articles, answers with hits, lists of CSL-JSON items.

use std::io::{self, BufRead};

use serde::Deserializer as _;
use serde::de::{SeqAccess, Visitor};
use serde_json::Value;

use super::lines::Lines;
use super::{BadCitation, Citation, CitedArticle, Found, noted};

/// Reads one object a line.
pub(super) fn lines<E: From<io::Error>>(
    lines: &mut Lines<impl BufRead>,
    each: &mut impl FnMut(Found) -> Result<(), E>,
) -> Result<(), E> {
    while let Some(line) = lines.next()? {
        if line.trim().is_empty() {
            continue;
        }
        let value: Value = match serde_json::from_str(&line) {
            Ok(value) => value,
            Err(error) => {
                each(Err(BadCitation::new(lines.number, format!("not JSON: {error}"))))?;
                continue;
            }
        };
        match of_answer(&value) {
            Some(found) => found.iter().try_for_each(|one| each(of_object(lines.number, one)))?,
            None => each(of_object(lines.number, &value))?,
        }
    }
    Ok(())
}

/// Returns what an answer to a query found: passages, or quotes. An article has quotes, too, but
/// asks for nothing.
fn of_answer(value: &Value) -> Option<&Vec<Value>> {
    let quotes = value.get("query").and_then(|_| value.get("quotes"));
    value.get("hits").or(quotes).and_then(Value::as_array)
}

fn of_object(line: u64, value: &Value) -> Found {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let Some(id) = text("passage_id").or_else(|| text("id")) else {
        return Err(BadCitation::new(line, "neither `passage_id` nor `id`"));
    };
    let of_article = |key: &str| value.get("article").unwrap_or(value).get(key).and_then(Value::as_str);
    let [url, headline, source, published] = ["url", "headline", "source", "published"].map(of_article);
    let article = CitedArticle::of(url, headline, source, published);
    let (hash, words) = (text("text_hash"), text("words"));
    let speaker = text("speaker").filter(|_| words.is_some());
    let citation = Citation { line, id, hash, text: text("text"), words, speaker, article, ..Citation::default() };
    if citation.hash.is_none() && citation.text.is_none() {
        return Err(BadCitation::new(line, "neither `text_hash` nor `text`"));
    }
    Ok(citation)
}

/// Reads a list of items as they come; a list that breaks off is an item that cannot be used.
pub(super) fn list<E: From<io::Error>>(
    file: impl BufRead,
    each: &mut impl FnMut(Found) -> Result<(), E>,
) -> Result<(), E> {
    let mut items = Items { each, failed: None, n: 0 };
    let read = serde_json::Deserializer::from_reader(file).deserialize_seq(&mut items);
    if let Some(error) = items.failed {
        return Err(error);
    }
    match read {
        Ok(()) => Ok(()),
        Err(error) if error.is_io() => Err(io::Error::from(error).into()),
        Err(error) => each(Err(BadCitation::new(error.line() as u64, format!("not JSON: {error}")))),
    }
}

struct Items<'e, F, E> {
    each: &'e mut F,
    failed: Option<E>,
    n: u64,
}

impl<'de, E, F: FnMut(Found) -> Result<(), E>> Visitor<'de> for &mut Items<'_, F, E> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element::<Value>()? {
            self.n += 1;
            if self.failed.is_none()
                && let Err(error) = (self.each)(of_item(self.n, &item))
            {
                self.failed = Some(error);
            }
        }
        Ok(())
    }
}

/// Reads one item; it goes by its number, for the reader does not say on which line it is.
fn of_item(n: u64, item: &Value) -> Found {
    // Lines of JSON that were put into a list are no items.
    if item.get("passage_id").is_some() {
        return of_object(n, item);
    }
    let text = |key: &str| item.get(key).and_then(Value::as_str);
    let article = CitedArticle::of(text("URL"), text("title"), text("container-title"), issued(item).as_deref());
    noted(n, text("note"), text("abstract").map(str::to_owned), article)
}

/// Returns the day that an item was issued.
fn issued(item: &Value) -> Option<String> {
    let parts = item.get("issued")?.get("date-parts")?.get(0)?.as_array()?;
    let [year, month, day] = parts.as_slice() else { return None };
    Some(format!("{:04}-{:02}-{:02}", year.as_i64()?, month.as_i64()?, day.as_i64()?))
}
