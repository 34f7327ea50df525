//! One article or passage with its quotes marked: JSON and Markdown.

use std::fmt::Write;

use serde_json::{Value, json};

use super::annotations::annotations_json;
use super::mark::{Mark, plain, written};
use super::markdown::{escaped, link, without_tags};
use crate::annotate::{Annotations, Quote, QuoteKind, Stance};
use crate::article::Article;
use crate::index::Index;
use crate::passage::{self, text_hash};
use crate::span::Span;

/// An article, or one passage of it, to be shown.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Shown {
    /// The article; for a passage, its text is the passage's.
    pub article: Article,
    /// What was found in the text.
    pub annotations: Annotations,
    /// Number of the passage, where only one is shown.
    pub paragraph: Option<u32>,
    /// Ids of the articles that carry the same wire copy, its own among them, the representative of the family
    /// first; none where there is no other or none was looked for.
    pub copies: Vec<String>,
}

impl Shown {
    /// Shows a whole article.
    pub fn whole(article: Article, annotations: Annotations) -> Self {
        Shown { article, annotations, paragraph: None, copies: Vec::new() }
    }

    /// Says which articles of an index carry the same wire copy.
    #[must_use]
    pub fn with_copies(mut self, index: &Index) -> Self {
        self.copies = index.copies(&self.article.id).to_vec();
        self
    }

    /// Shows one passage, or nothing where the article has no such passage.
    pub fn passage(mut article: Article, annotations: Annotations, paragraph: u32) -> Option<Self> {
        let span = *passage::split(&article.text).get(paragraph as usize)?;
        let inside = |s: Span| s.intersection(span).map(|s| s.relative_to(span.start as usize));
        let mut cut = Annotations::default();
        for mut quote in annotations.quotes {
            let Some(whole) = inside(quote.span) else { continue };
            quote.span = whole;
            quote.pieces = quote.pieces.into_iter().filter_map(inside).collect();
            quote.mention = quote.mention.and_then(inside);
            quote.cue = quote.cue.and_then(inside);
            cut.quotes.push(quote);
        }
        for mut entity in annotations.entities {
            if let Some(s) = inside(entity.span) {
                entity.span = s;
                cut.entities.push(entity);
            }
        }
        for mut date in annotations.dates {
            if let Some(s) = inside(date.span) {
                date.span = s;
                cut.dates.push(date);
            }
        }
        article.text = span.of(&article.text).to_string();
        Some(Shown { article, annotations: cut, paragraph: Some(paragraph), copies: Vec::new() })
    }

    /// Returns the id of what is shown: the article's, or `<article id>#<paragraph>`.
    pub fn id(&self) -> String {
        match self.paragraph {
            Some(n) => format!("{}#{n}", self.article.id),
            None => self.article.id.clone(),
        }
    }

    /// Returns a hash of the text shown, by which a citation can be checked later.
    pub fn text_hash(&self) -> String {
        text_hash(&self.article.text)
    }

    /// Returns the quotes of a paragraph of the text shown, with spans relative to it.
    pub(super) fn quotes_in(&self, paragraph: Span) -> Vec<(&Quote, Vec<Span>)> {
        let cut = |q: &Quote| -> Vec<Span> {
            let inside = |piece: Span| Some(piece.intersection(paragraph)?.relative_to(paragraph.start as usize));
            q.contents().filter_map(inside).collect()
        };
        let quotes = self.annotations.quotes.iter().map(|q| (q, cut(q)));
        quotes.filter(|(_, pieces)| !pieces.is_empty()).collect()
    }
}

/// Returns what is written behind a speaker whose words are not reported as said.
pub(super) fn unsaid(quote: &Quote) -> &'static str {
    match quote.stance {
        Stance::Said => "",
        Stance::Negated => ", not said",
        Stance::Hypothetical => ", not yet said",
    }
}

/// Returns the marks that show the extent of a quote that has no quotation marks of its own.
pub(super) fn extent(quote: &Quote, pieces: &[Span]) -> Vec<Mark<'static>> {
    let ends = |piece: &Span| {
        [Mark { at: piece.start, order: 2, words: "‹".into() }, Mark { at: piece.end, order: 0, words: "›".into() }]
    };
    if quote.kind == QuoteKind::Direct { Vec::new() } else { pieces.iter().flat_map(ends).collect() }
}

/// Returns where the speaker of a quote is written: behind its last word and the mark that
/// closes it.
pub(super) fn place_of_speaker(paragraph: &str, pieces: &[Span]) -> u32 {
    let end = pieces.last().map_or(0, |piece| piece.end);
    let rest = paragraph.get(end as usize..).unwrap_or("");
    let marks: usize = rest
        .chars()
        .take_while(|c| matches!(c, '”' | '"' | '»' | '’' | '\'' | '.' | ',' | '!' | '?'))
        .map(char::len_utf8)
        .sum();
    end + marks as u32
}

/// Returns what is shown as one object: the article's fields, its text, the annotations.
pub fn article_json(shown: &Shown) -> Value {
    let a = &shown.article;
    let mut out = json!({
        "id": a.id, "headline": a.headline, "byline": a.byline, "source": a.source, "published": a.published,
        "updated": a.updated, "url": a.url, "language": a.language, "section": a.section, "dateline": a.dateline,
        "text": a.text, "text_hash": shown.text_hash(),
    });
    if let (Some(n), Value::Object(map)) = (shown.paragraph, &mut out) {
        map.insert("passage_id".into(), shown.id().into());
        map.insert("paragraph".into(), n.into());
    }
    out["family"] = shown
        .copies
        .first()
        .map(|first| json!({"id": first, "size": shown.copies.len(), "articles": shown.copies}))
        .into();
    let found = annotations_json(&a.id, &a.text, &shown.annotations);
    for key in ["quotes", "entities", "dates"] {
        out[key] = found[key].clone();
    }
    if !a.metadata.is_empty() {
        out["metadata"] = json!(a.metadata);
    }
    out
}

/// Returns what is shown as Markdown, the speakers as footnotes.
pub fn article_markdown(shown: &Shown) -> String {
    let a = &shown.article;
    let mut out = String::new();
    let mut notes = String::new();
    let mut n_notes = 0;
    // Writing to a string cannot fail.
    if let Some(headline) = &a.headline {
        let _ = writeln!(out, "# {}\n", escaped(headline));
    }
    let facts = facts(a);
    if !facts.is_empty() {
        let _ = writeln!(out, "{}\n", escaped(&facts.join(" · ")));
    }
    for span in passage::split(&a.text) {
        let paragraph = span.of(&a.text);
        let mut marks = Vec::new();
        for (quote, pieces) in shown.quotes_in(span) {
            n_notes += 1;
            marks.extend(extent(quote, &pieces));
            let note = format!("[^{n_notes}]");
            marks.push(Mark { at: place_of_speaker(paragraph, &pieces), order: 1, words: note.into() });
            let speaker = quote.speaker.as_deref().unwrap_or("speaker unknown");
            let _ = writeln!(notes, "[^{n_notes}]: {}{}", escaped(speaker), unsaid(quote));
        }
        let _ = writeln!(out, "{}\n", without_tags(&written(paragraph, marks, 0..paragraph.len())));
    }
    if let Some(url) = &a.url {
        let shown = link(url).unwrap_or_else(|| format!("`{}`", plain(url).replace('`', "")));
        let _ = writeln!(out, "{shown}\n");
    }
    if !notes.is_empty() {
        notes.push('\n');
    }
    let _ = writeln!(notes, "`{}` `{}`", plain(&shown.id()), shown.text_hash());
    out + &notes
}

/// Returns source, date, byline and section, as far as known.
pub(super) fn facts(article: &Article) -> Vec<String> {
    let published = article.published.map(|d| d.to_string());
    [article.source.clone(), published, article.byline.clone(), article.section.clone()].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> Shown {
        let text = "First.\n\n“We go,” Roe said. She said rain falls.";
        let at = |words: &str| {
            let start = text.find(words).expect("in the text");
            Span::new(start, start + words.len())
        };
        let quote = |words: &str, kind| Quote {
            span: at(words),
            pieces: Vec::new(),
            kind,
            speaker: Some("Ann Roe".into()),
            mention: Some(at("Roe")),
            cue: None,
            confidence: 0.9,
            stance: Stance::Said,
            by_description: false,
        };
        let annotations = Annotations {
            quotes: vec![quote("We go,", QuoteKind::Direct), quote("rain falls", QuoteKind::Indirect)],
            ..Annotations::default()
        };
        Shown::whole(Article::new("a", text), annotations)
    }

    #[test]
    fn speakers_stand_behind_their_quotes() {
        let page = article_markdown(&shown());
        assert!(page.contains("“We go,”[^1] Roe said. She said ‹rain falls›.[^2]"), "{page}");
        assert!(page.contains("[^1]: Ann Roe\n[^2]: Ann Roe\n\n`a` `blake3:"), "{page}");
    }

    #[test]
    fn a_passage_has_spans_of_its_own() {
        let Shown { article, annotations, .. } = shown();
        let passage = Shown::passage(article.clone(), annotations.clone(), 1).expect("second paragraph");
        assert_eq!(passage.id(), "a#1");
        assert_eq!(passage.annotations.quotes[0].span.of(&passage.article.text), "We go,");
        assert!(Shown::passage(article, annotations, 2).is_none());
    }
}
