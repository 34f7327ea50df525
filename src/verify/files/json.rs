//! Objects of JSON, one a line or over several: passages, articles, answers with hits; lists of
//! these, and of CSL-JSON items.

use std::io::{self, BufRead};

use serde::Deserializer as _;
use serde::de::{SeqAccess, Visitor};
use serde_json::Value;

use super::lines::Lines;
use super::{BadCitation, Citation, CitedArticle, Found, MAX_RECORD, noted};

/// Reads objects: one a line, or each over several lines, as programs indent them.
pub(super) fn objects<E: From<io::Error>>(
    lines: &mut Lines<impl BufRead>,
    each: &mut impl FnMut(Found) -> Result<(), E>,
) -> Result<(), E> {
    let mut ahead = None;
    loop {
        let Some((number, line)) = ahead.take().map_or_else(|| numbered(lines), |held| Ok(Some(held)))? else {
            return Ok(());
        };
        if line.trim().is_empty() {
            continue;
        }
        let mut value = serde_json::from_str::<Value>(&line);
        if value.as_ref().is_err_and(serde_json::Error::is_eof) && line.trim_start().starts_with('{') {
            let whole;
            (whole, ahead) = over_lines(line, lines)?;
            value = serde_json::from_str(&whole);
        }
        match value {
            Ok(value) => of_value(number, &value, each)?,
            Err(error) => each(Err(BadCitation::new(number, format!("not JSON: {error}"))))?,
        }
    }
}

/// A line with its number.
type Numbered = (u64, String);

fn numbered(lines: &mut Lines<impl BufRead>) -> io::Result<Option<Numbered>> {
    let line = lines.next()?;
    Ok(line.map(|line| (lines.number, line)))
}

/// Puts together the lines of the object that `first` opens: up to where its brackets close, or to a
/// line that begins as the end of an object or as the next one does, which is handed back.
fn over_lines(first: String, lines: &mut Lines<impl BufRead>) -> io::Result<(String, Option<Numbered>)> {
    let mut nesting = Nesting::default();
    nesting.walk(&first);
    let mut whole = first;
    while nesting.is_open() && whole.len() <= MAX_RECORD {
        let Some((number, line)) = numbered(lines)? else { break };
        let goes_on = whole.ends_with('[') || nesting.depth > 1 && whole.ends_with(',');
        if line.starts_with('{') && !goes_on {
            return Ok((whole, Some((number, line))));
        }
        nesting.walk(&line);
        whole.push('\n');
        whole.push_str(line.trim_end());
        if line.starts_with('}') {
            break;
        }
    }
    Ok((whole, None))
}

/// How many brackets are open behind the lines seen.
#[derive(Default)]
struct Nesting {
    depth: usize,
    /// A string did not end with its line: brackets cannot be told any more.
    is_broken: bool,
}

impl Nesting {
    fn is_open(&self) -> bool {
        self.depth > 0 || self.is_broken
    }

    fn walk(&mut self, line: &str) {
        let (mut in_string, mut is_escaped) = (false, false);
        for byte in line.bytes() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' if in_string => is_escaped = true,
                b'"' => in_string = !in_string,
                b'{' | b'[' if !in_string => self.depth += 1,
                b'}' | b']' if !in_string => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        self.is_broken |= in_string;
    }
}

/// Hands on what a value holds: the results of an answer, or itself.
fn of_value<E>(line: u64, value: &Value, each: &mut impl FnMut(Found) -> Result<(), E>) -> Result<(), E> {
    match of_answer(value) {
        Some(found) => found.iter().try_for_each(|one| each(of_object(line, one))),
        None => each(of_object(line, value)),
    }
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
            if self.failed.is_none() {
                self.failed = self.hand_on(&item).err();
            }
        }
        Ok(())
    }
}

impl<E, F: FnMut(Found) -> Result<(), E>> Items<'_, F, E> {
    /// Reads one item; it goes by its number, for the reader does not say on which line it is.
    fn hand_on(&mut self, item: &Value) -> Result<(), E> {
        // Lines of JSON that were put into a list are no items of CSL.
        let is_ours = ["passage_id", "text_hash", "text"].iter().any(|key| item.get(key).is_some());
        match is_ours || of_answer(item).is_some() {
            true => of_value(self.n, item, self.each),
            false => (self.each)(of_csl(self.n, item)),
        }
    }
}

/// Reads an item of CSL-JSON.
fn of_csl(n: u64, item: &Value) -> Found {
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
