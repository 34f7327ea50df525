//! One query, asked of the index and of the scan.

use std::collections::HashSet;
use std::ops::ControlFlow;

use onrecord::query::{Field, Node, NodeKind, Query, Sign};
use onrecord::search::{Hit, SearchError, Searcher};
use rayon::prelude::*;

use super::News;
use super::words::Asked;

/// Ranked hits whose highlights are looked at.
const LOOKED_AT: usize = 200;

/// How a comparison went.
pub struct Compared {
    /// Passages that the scan finds.
    pub matches: usize,
    /// What disagrees, in words.
    pub problem: Option<String>,
}

/// Asks the index and the scan: an export must hand on exactly the passages that the scan
/// finds, a search must count as many, show only those, and mark what the query speaks of.
pub fn compare(searcher: &Searcher, query: &Query, news: &News) -> Result<Compared, SearchError> {
    let asked = Asked::new(query.tree(), &news.vocabulary);
    let wanted: HashSet<&str> = news
        .passages
        .par_iter()
        .filter(|passage| passage.holds(&asked, &asked.tree))
        .map(|passage| passage.id.as_str())
        .collect();
    let matches = wanted.len();
    let mut found: HashSet<String> = HashSet::new();
    searcher.export(query, |hit| {
        found.insert(hit.passage_id.clone());
        ControlFlow::Continue(())
    })?;
    let missed = wanted.iter().find(|id| !found.contains(**id));
    let extra = found.iter().find(|id| !wanted.contains(id.as_str()));
    let mut problem = (missed.is_some() || extra.is_some())
        .then(|| format!("index {}, scan {matches}; missed {missed:?}, too many {extra:?}", found.len()));
    let results = searcher.search(&query.clone().limit(LOOKED_AT))?;
    if results.relaxed && matches == 0 {
        return Ok(Compared { matches, problem });
    }
    if results.relaxed || results.total != matches as u64 {
        problem
            .get_or_insert(format!("search counts {} (relaxed: {}), scan {matches}", results.total, results.relaxed));
    }
    let is_positive = is_positive(query.tree());
    let wrong = results.hits.iter().find_map(|hit| wrong_hit(hit, &asked, is_positive, &wanted, news));
    Ok(Compared { matches, problem: problem.or(wrong) })
}

/// Says what is wrong with a hit, if anything is.
fn wrong_hit(hit: &Hit, asked: &Asked, is_positive: bool, wanted: &HashSet<&str>, news: &News) -> Option<String> {
    let passage = news.passage(&hit.passage_id).filter(|passage| wanted.contains(passage.id.as_str()));
    let Some(passage) = passage else { return Some(format!("{} is shown", hit.passage_id)) };
    let may_mark = hit.highlights.iter().all(|span| passage.may_mark(asked, *span));
    let is_bare = hit.highlights.is_empty() && is_positive;
    (!may_mark || is_bare).then(|| format!("{}: marks {:?}", hit.passage_id, hit.highlights))
}

/// Tells whether each match of a query shows words of the passage's text.
fn is_positive(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Not(_) | NodeKind::Days { .. } => false,
        NodeKind::List(clauses) => clauses.iter().any(|(sign, node)| *sign != Sign::MustNot && is_positive(node)),
        NodeKind::Or(parts) => parts.iter().all(is_positive),
        NodeKind::Lead(inner) => is_positive(inner),
        NodeKind::Field { field: Field::Said, inner } => is_positive(inner),
        NodeKind::Field { .. } => false,
        _ => true,
    }
}
