//! A citation whose article is gone → the article that took its place.
//!
//! An article without an id of its own has one of its content, so that an edited article has
//! another. Its later version is at the same address or, where there is none, has the same
//! headline in the same publication on the same day.

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::VerifyError;
use super::files::Citation;
use super::record;
use crate::article::Article;
use crate::index::StoredArticle;
use crate::query::{Grouping, Query};
use crate::search::Searcher;
use crate::terms;
use crate::when::Period;

/// Articles that are looked at.
const CANDIDATES: usize = 20;

/// Returns the article that stands where the cited one stood; of several, the one that has what is
/// most like the words cited.
pub(super) fn of(searcher: &Searcher, citation: &Citation) -> Result<Option<Arc<StoredArticle>>, VerifyError> {
    let cited = &citation.article;
    let mut found = Vec::new();
    if let Some(url) = &cited.url {
        found = articles(searcher, asked("url", url, None), |a| is_same(a.url.as_deref(), url))?;
    }
    if found.is_empty()
        && let (Some(headline), Some(source), Some(day)) = (&cited.headline, &cited.source, cited.published)
    {
        found = articles(searcher, asked("headline", headline, Some(day)), |a| {
            a.published == Some(day) && is_same(a.headline.as_deref(), headline) && is_same(a.source.as_deref(), source)
        })?;
    }
    let words = citation.text.as_ref().or(citation.words.as_ref());
    let likeness = |stored: &StoredArticle| {
        let texts = stored.passages.iter().map(|span| span.of(&stored.article.text));
        words.map_or(0.0, |words| texts.map(|text| record::likeness(words, text)).fold(0.0, f64::max))
    };
    Ok(found.into_iter().rev().max_by(|a, b| likeness(a).total_cmp(&likeness(b))))
}

/// Returns a query for the words of a field, in their order.
fn asked(field: &str, value: &str, day: Option<Date>) -> Option<Query> {
    // Of words alone: marks in an address mean nothing.
    let words = terms::fold(value).join(" ");
    let day_or_any = day.unwrap_or(date(2000, 1, 1));
    let query = Query::parse(&format!("{field}:\"{words}\""), day_or_any).ok()?;
    let query = query.group(Grouping::Article).limit(CANDIDATES);
    Some(match day {
        Some(day) => query.during(Period { from: Some(day), to: Some(day) }),
        None => query,
    })
}

fn articles(
    searcher: &Searcher,
    query: Option<Query>,
    is_it: impl Fn(&Article) -> bool,
) -> Result<Vec<Arc<StoredArticle>>, VerifyError> {
    let Some(query) = query else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for hit in searcher.search(&query)?.hits {
        if is_it(&hit.article)
            && let Some(stored) = searcher.index().article(&hit.article.id)?
        {
            found.push(stored);
        }
    }
    Ok(found)
}

/// Tells whether two values have the same words: formats change white space and marks.
fn is_same(known: Option<&str>, cited: &str) -> bool {
    known.is_some_and(|known| terms::fold(known) == terms::fold(cited))
}
