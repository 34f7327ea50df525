//! Markdown as exports, answers and `search show` write it: a line with the id closes each citation.

use std::io::{self, BufRead};

use jiff::civil::Date;

use super::lines::Lines;
use super::{BadCitation, Citation, CitedArticle, Found, MAX_RECORD};

/// Reads one citation for each line of an id and a hash, both in backticks. The text is the block
/// quote above it or, of what `search show` writes, the paragraphs; an answer's numbered block
/// quotes need no hash.
pub(super) fn read<E: From<io::Error>>(
    lines: &mut Lines<impl BufRead>,
    each: &mut impl FnMut(Found) -> Result<(), E>,
) -> Result<(), E> {
    let mut above = Above::default();
    while let Some(line) = lines.next()? {
        let Some(inside) = line.trim().strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) else {
            above.take(&line);
            continue;
        };
        match inside.rsplit_once("` `") {
            Some((id, hash)) if hash.starts_with("blake3:") => each(Ok(above.cited(lines.number, id, Some(hash))))?,
            Some(_) => each(Err(BadCitation::new(lines.number, "no hash beside the id")))?,
            None if above.has_quote() => each(Ok(above.cited(lines.number, inside, None)))?,
            None => above.take(&line),
        }
        if inside.contains("` `") {
            above = Above::default();
        }
    }
    Ok(())
}

/// What stands where a name would, if the speaker is unknown.
const NOBODY: &str = "speaker unknown";

/// What has been read since the last citation.
#[derive(Default)]
struct Above {
    /// A block quote: a whole passage.
    quote: Option<String>,
    /// A block quote that stands behind a number: the words of a quote.
    words: Option<String>,
    /// Who said them.
    speaker: Option<String>,
    /// Lines that are neither.
    paragraphs: Vec<String>,
    size: usize,
    headline: Option<String>,
    address: Option<String>,
}

impl Above {
    fn has_quote(&self) -> bool {
        self.quote.is_some() || self.words.is_some()
    }

    fn take(&mut self, line: &str) {
        self.size += line.len();
        // What is in backticks alone is an address that is no link.
        let is_code = line.len() > 2 && line.starts_with('`') && line.ends_with('`');
        if line.trim().is_empty() || line.starts_with("[^") || is_code || self.size > MAX_RECORD {
            return;
        }
        let quoted = line.trim_start().strip_prefix("> ");
        if let Some(words) = quoted {
            // Who said it stands in the same block, behind an empty line.
            match words.strip_prefix("— **").and_then(|rest| rest.split_once("**")) {
                Some((name, _)) if self.words.is_some() => {
                    self.speaker = Some(unescaped(name)).filter(|name| name != NOBODY);
                }
                _ if !self.has_quote() => self.quote = Some(words.to_owned()),
                _ => {}
            }
        } else if let Some(words) = numbered(line) {
            self.words = Some(words.to_owned());
        } else if let Some(headline) = line.strip_prefix("# ") {
            self.headline = Some(unescaped(headline));
        } else if let Some(address) = line.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            self.address = Some(address.to_owned());
        } else if line.trim() != ">" {
            self.paragraphs.push(line.to_owned());
        }
    }

    /// Returns the citation that a line with an id closes, and begins anew.
    fn cited(&mut self, line: u64, id: &str, hash: Option<&str>) -> Citation {
        let Above { quote, words, speaker, mut paragraphs, headline, address, .. } = std::mem::take(self);
        let mut citation = Citation { line, id: id.to_owned(), words, speaker, ..Citation::default() };
        citation.hash = hash.map(str::to_owned);
        citation.is_marked = hash.is_none() || quote.is_none();
        if quote.is_some() || citation.words.is_some() {
            let above = paragraphs.last().filter(|_| hash.is_some());
            citation.article = above.map(|line| of_line(&unescaped(line))).unwrap_or_default();
            citation.text = quote;
            return citation;
        }
        let facts = (paragraphs.len() > 1 && is_facts(&paragraphs[0])).then(|| unescaped(&paragraphs.remove(0)));
        citation.article = CitedArticle { url: address, headline, ..of_facts(facts.as_deref().unwrap_or("")) };
        // A passage is one paragraph.
        let is_passage = id.rsplit_once('#').is_some_and(|(_, n)| n.parse::<u32>().is_ok());
        let first = if is_passage { paragraphs.len().saturating_sub(1) } else { 0 };
        citation.text = Some(paragraphs[first..].join("\n\n")).filter(|text| !text.is_empty());
        citation
    }
}

/// Returns what stands behind the number of a block quote.
fn numbered(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix(". > ").filter(|_| rest.len() < line.len())
}

/// Takes back what makes Markdown show words as they are.
fn unescaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars();
    while let Some(c) = chars.next() {
        out.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    out
}

/// Tells whether the first lines of an article shown are source, date and byline.
fn is_facts(line: &str) -> bool {
    line.contains(" · ") || !line.trim_end().ends_with(['.', '!', '?', '”', '"', '’', ')', ']', '›'])
}

/// Reads source and date: `source · 2020-05-24 · byline`.
fn of_facts(facts: &str) -> CitedArticle {
    let parts: Vec<&str> = facts.split(" · ").collect();
    let day = parts.iter().position(|part| part.parse::<Date>().is_ok());
    let source = if day == Some(0) { None } else { parts.first().copied() };
    CitedArticle::of(None, None, source, day.map(|n| parts[n]))
}

/// Reads a citation: authors, “headline”, source, date, paragraph, address.
fn of_line(line: &str) -> CitedArticle {
    let headline = line.find('“').zip(line.rfind('”')).filter(|(start, end)| start < end);
    let rest = headline.map_or(line, |(_, end)| &line[end + '”'.len_utf8()..]);
    let mut parts: Vec<&str> =
        rest.split(", ").map(str::trim).filter(|part| !part.is_empty() && *part != ",").collect();
    let url = parts.pop_if(|part| part.contains("://"));
    parts.pop_if(|part| part.starts_with("paragraph "));
    let published = parts.last().and_then(|day| Date::strptime("%d %B %Y", day).ok());
    if published.is_some() {
        parts.pop();
    }
    // Without a headline nothing tells authors and source apart.
    let source = headline.map(|_| parts.join(", "));
    let headline = headline.map(|(start, end)| &line[start + '“'.len_utf8()..end]);
    CitedArticle { published, ..CitedArticle::of(url, headline, source.as_deref(), None) }
}
