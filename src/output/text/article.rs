//! An article or passage as text.

use std::fmt::Write;

use super::super::article::{Shown, extent, facts, place_of_speaker, unsaid};
use super::super::mark::{Mark, plain, written};
use super::super::units::copies;
use super::{HEADLINE, QUIET, SAID, SPEAKER, TextOptions, in_style, styled};
use crate::passage;

/// Returns an article or passage as clean text, the speaker behind each quote in brackets.
pub fn article_text(shown: &Shown, options: TextOptions) -> String {
    let article = &shown.article;
    let mut out = String::new();
    if let Some(headline) = &article.headline {
        out.push_str(&options.wrapped_in(headline, HEADLINE, ""));
    }
    let facts = facts(article);
    if !facts.is_empty() {
        out.push_str(&options.wrapped_in(&facts.join(" · "), QUIET, ""));
    }
    if let Some(url) = &article.url {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", styled(&plain(url), QUIET));
    }
    if !shown.copies.is_empty() {
        let others: Vec<String> = shown.copies.iter().filter(|id| **id != article.id).map(|id| plain(id)).collect();
        out.push_str(&options.wrapped_in(&format!("{}: {}", copies(others.len()), others.join(", ")), QUIET, ""));
    }
    for span in passage::split(&article.text) {
        let paragraph = span.of(&article.text);
        let mut marks = Vec::new();
        for (quote, pieces) in shown.quotes_in(span) {
            marks.extend(extent(quote, &pieces));
            marks.extend(in_style(paragraph, &pieces, SAID));
            let speaker = plain(quote.speaker.as_deref().unwrap_or("unknown")) + unsaid(quote);
            let behind = format!(" {}", styled(&format!("[{speaker}]"), SPEAKER));
            marks.push(Mark { at: place_of_speaker(paragraph, &pieces), order: 1, words: behind.into() });
        }
        out.push('\n');
        out.push_str(&options.wrapped(&written(paragraph, marks, 0..paragraph.len()), ""));
    }
    let _ = writeln!(out, "\n{}", styled(&plain(&shown.id()), QUIET));
    out
}
