//! Hits → Markdown: a numbered list with block quotes, matches in bold.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::csv::speakers;
use super::mark::{enclosing, plain, written};
use crate::annotate::Stance;
use crate::search::{Facet, Hit, Results};

/// Returns the answer as Markdown.
pub fn markdown(results: &Results) -> String {
    let mut out = String::new();
    for hit in &results.hits {
        one(&mut out, hit);
    }
    out + &facets(&results.facets)
}

/// Returns each facet as a list of values and counts.
pub(super) fn facets(facets: &BTreeMap<Facet, Vec<(String, u64)>>) -> String {
    let mut out = String::new();
    for (facet, counts) in facets {
        // Writing to a string cannot fail.
        let _ = write!(out, "## {}\n\n", facet.name());
        for (value, n) in counts {
            let _ = writeln!(out, "- {}: {n}", escaped(value));
        }
        out.push('\n');
    }
    out
}

fn one(out: &mut String, hit: &Hit) {
    let article = &hit.article;
    let headline = article.headline.as_deref().map_or_else(|| escaped(&article.id), escaped);
    let title = match article.url.as_deref().and_then(link) {
        Some(link) => format!("[{headline}]({link})"),
        None => headline,
    };
    let published = article.published.map(|d| d.to_string());
    let facts: Vec<String> = [article.source.clone(), published, article.byline.clone()]
        .into_iter()
        .flatten()
        .map(|fact| escaped(&fact))
        .collect();
    let passage = without_tags(&written(&hit.text, enclosing(&hit.highlights, "**", "**"), 0..hit.text.len()));
    // Writing to a string cannot fail.
    let _ = write!(out, "{}. **{title}**", hit.rank);
    if !facts.is_empty() {
        let _ = write!(out, " — {}", facts.join(", "));
    }
    let _ = write!(out, "\n\n");
    for before in &hit.before {
        let _ = write!(out, "   {}\n\n", plain(before));
    }
    let _ = writeln!(out, "   > {passage}");
    if let Some(line) = said_by(hit) {
        let _ = write!(out, "   >\n   > {line}\n");
    }
    for after in &hit.after {
        let _ = write!(out, "\n   {}\n", plain(after));
    }
    let _ = write!(out, "\n   `{}`\n\n", plain(&hit.passage_id));
}

/// Returns who said something in a passage, and who is told there not to have said it; `None`
/// where nobody is named.
pub(super) fn said_by(hit: &Hit) -> Option<String> {
    let is_said = |name: &&str| {
        hit.quotes.iter().any(|quote| quote.speaker.as_deref() == Some(*name) && quote.stance != Stance::Negated)
    };
    let (said, not_said): (Vec<&str>, Vec<&str>) = speakers(hit).into_iter().partition(is_said);
    let line =
        |how: &str, names: &[&str]| (!names.is_empty()).then(|| format!("{how} by {}.", escaped(&names.join(", "))));
    let lines = [line("Said", &said), line("Not said", &not_said)];
    lines.into_iter().flatten().reduce(|said, not_said| format!("{said} {not_said}"))
}

/// Returns an address in the brackets that make it a link; none where it is no page's: an address
/// may be a script, and nobody is to be led into it.
pub(super) fn link(url: &str) -> Option<String> {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_page = scheme.is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https"));
    is_page.then(|| format!("<{}>", plain(url).replace(['<', '>'], "")))
}

/// Returns an article's own words so that no page made of them takes them for markup.
pub(super) fn without_tags(words: &str) -> String {
    words.replace('<', "\\<")
}

/// Returns words from an article's fields so that Markdown shows them as they are.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in plain(words).chars() {
        if matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn only_pages_are_linked_to() {
        assert_eq!(link("https://vale.example/a>b").as_deref(), Some("<https://vale.example/ab>"));
        assert_eq!(link("javascript:alert(1)"), None);
        assert_eq!(link("data://x"), None);
    }
}
