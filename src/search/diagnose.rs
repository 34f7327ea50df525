//! Nothing found → which part of the query matches nothing, and what is near to it.

use std::collections::HashSet;

use super::hit::Unmatched;
use super::{Searcher, compile};
use crate::index::{IndexError, NameKind};
use crate::query::plan::{self, Leaf, Lexicon, Plan, Planned, Scope};
use crate::query::{Clock, MatchMode, Node, NodeKind, Query, Sign, Within, WordKind};
use crate::rank::collect::{self, Wanted};
use crate::terms;

/// Suggestions for one part.
const MAX_NEAREST: usize = 3;

/// Parts looked at.
const MAX_PARTS: usize = 32;

/// Words for which others that are spelled alike are looked for: each takes a walk over all words.
pub(super) const MAX_MISSPELLED: usize = 8;

impl Searcher {
    /// Returns what the reader should know of an answer and, where nothing was found, the parts of the query
    /// that match nothing; `unit` is what was looked for.
    pub(super) fn told(
        &self,
        query: &Query,
        planned: &Planned,
        total: u64,
        unit: &str,
    ) -> Result<(Vec<String>, Vec<Unmatched>), IndexError> {
        let mut notices = self.notices(planned)?;
        if total > 0 {
            return Ok((notices, Vec::new()));
        }
        let unmatched = self.unmatched(query)?;
        notices.extend(diagnosis(&unmatched, &notices, unit));
        Ok((notices, unmatched))
    }

    /// Returns the parts of a query that match nothing by themselves.
    fn unmatched(&self, query: &Query) -> Result<Vec<Unmatched>, IndexError> {
        let tree = query.whole_tree();
        let mut parts = Vec::new();
        required(&tree, &mut parts);
        let mut found = Vec::new();
        for part in parts.into_iter().take(MAX_PARTS) {
            let planned = self.plan_alone(part)?;
            if self.count(&planned, self.least(query))? == 0 {
                let mut nearest = self.nearest(part, &planned)?;
                if nearest.is_empty() {
                    nearest.extend(self.looser(part, self.least(query))?);
                }
                found.push(Unmatched { part: part.to_string(), nearest });
            }
        }
        Ok(found)
    }

    /// Returns the same words at a looser distance, where they stand so somewhere.
    fn looser(&self, part: &Node, least: f32) -> Result<Option<String>, IndexError> {
        let NodeKind::Near { left, right, .. } = &part.kind else { return Ok(None) };
        for within in [Within::Sentence, Within::Paragraph] {
            let kind = NodeKind::Near { left: left.clone(), right: right.clone(), within };
            let looser = Node { kind, span: part.span };
            if self.count(&self.plan_alone(&looser)?, least)? > 0 {
                return Ok(Some(looser.to_string()));
            }
        }
        Ok(None)
    }

    fn plan_alone(&self, part: &Node) -> Result<Planned, IndexError> {
        let thesaurus = plan::Thesaurus::default();
        plan::plan(part, MatchMode::All, &self.lexicon(), thesaurus).map_err(|e| self.index.failed(e))
    }

    fn count(&self, planned: &Planned, least: f32) -> Result<u64, IndexError> {
        let ranked = self.ranked(planned, self.params, least)?;
        let wanted = Wanted { stop: self.stop.clone(), ..Wanted::default() };
        let top = collect::top(self.index.searcher(), &ranked, &wanted).map_err(|e| self.index.failed(e))?;
        Ok(top.total)
    }

    /// Returns spellings, names or days of the index that are near to what a part asks for.
    fn nearest(&self, part: &Node, planned: &Planned) -> Result<Vec<String>, IndexError> {
        if let Plan::Days(clock, _) = &planned.plan {
            let summary = self.index.summary();
            let days = summary.first.zip(summary.last).filter(|_| *clock == Clock::Published);
            return Ok(days.map(|(first, last)| format!("{first}..{last}")).into_iter().collect());
        }
        let mut nearest: Vec<String> = Vec::new();
        for leaf in planned.leaves.iter().filter(|leaf| leaf.forms.is_empty()).take(MAX_MISSPELLED) {
            if nearest.len() >= MAX_NEAREST || self.stop.is_called() {
                break;
            }
            let words = self.spelled_like(leaf)?;
            let names = match name_kind(leaf.scope) {
                Some(kind) => self.names_like(kind, &words)?,
                None => words,
            };
            nearest.extend(names);
        }
        if nearest.is_empty()
            && let Some(kind) = planned.leaves.first().and_then(|leaf| name_kind(leaf.scope))
        {
            // Each word of the name is known, but no name has all of them.
            let words: Vec<String> = planned.leaves.iter().map(|leaf| leaf.typed.clone()).collect();
            nearest = self.names_like(kind, &terms::fold(&words.join(" ")))?;
        }
        if nearest.is_empty() && planned.leaves.iter().any(|leaf| leaf.scope == Scope::Source) {
            nearest = self.largest_sources();
        }
        let mut seen = HashSet::from([part.to_string()]);
        nearest.retain(|name| seen.insert(name.clone()));
        nearest.truncate(MAX_NEAREST);
        Ok(nearest)
    }

    fn largest_sources(&self) -> Vec<String> {
        let mut sources: Vec<(&String, &u64)> = self.index.summary().sources.iter().collect();
        sources.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        sources.into_iter().map(|(name, _)| name.clone()).collect()
    }

    /// Returns the words of the index that are spelled like one that it lacks, closest first.
    pub(super) fn spelled_like(&self, leaf: &Leaf) -> Result<Vec<String>, IndexError> {
        let mut words = Vec::new();
        let pieces = terms::fold(&leaf.typed);
        for piece in pieces.iter().filter(|piece| piece.chars().count() > 2).take(MAX_MISSPELLED) {
            if self.stop.is_called() {
                break;
            }
            let like = self.lexicon().widen(piece, WordKind::Fuzzy(2), leaf.scope).map_err(|e| self.index.failed(e))?;
            let mut like: Vec<(usize, u64, String)> = like
                .forms
                .into_iter()
                .map(|form| {
                    let term =
                        tantivy::Term::from_field_text(compile::field_of(leaf.scope, self.index.fields()), &form);
                    let often = self.index.searcher().doc_freq(&term).unwrap_or(0);
                    (terms::edits(piece, &form), u64::MAX - often, form)
                })
                .collect();
            like.sort();
            words.extend(like.into_iter().map(|(_, _, form)| form).take(MAX_NEAREST));
        }
        Ok(words)
    }

    /// Returns the most frequent names that hold any of these words.
    fn names_like(&self, kind: NameKind, words: &[String]) -> Result<Vec<String>, IndexError> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut names = Vec::new();
        let all = self.index.names(kind, None)?;
        for word in words.iter().take(MAX_MISSPELLED) {
            if names.len() >= MAX_NEAREST || self.stop.is_called() {
                break;
            }
            names.extend(all.iter().filter(|name| name.has(word)).take(MAX_NEAREST).map(|name| name.name.clone()));
        }
        names.truncate(MAX_NEAREST);
        Ok(names)
    }
}

/// Says which parts match nothing, but for words that a notice names already; `unit` is what was looked for.
fn diagnosis(unmatched: &[Unmatched], said: &[String], unit: &str) -> Vec<String> {
    let word = |part: &Unmatched| format!("`{}`", part.part.strip_prefix("said:").unwrap_or(&part.part));
    let is_said = |part: &Unmatched| said.iter().any(|notice| notice.contains(&word(part)));
    let mut notices: Vec<String> = unmatched
        .iter()
        .filter(|part| !is_said(part))
        .map(|part| format!("nothing matches `{}`{}", part.part, suggestion(&part.nearest)))
        .collect();
    if unmatched.is_empty() {
        notices.push(format!("each part matches something, but no {unit} matches all of them"));
    }
    notices
}

pub(super) fn suggestion(nearest: &[String]) -> String {
    if nearest.is_empty() { String::new() } else { format!("; near to it: {}", nearest.join(", ")) }
}

/// Collects the parts without which nothing matches.
fn required<'n>(node: &'n Node, parts: &mut Vec<&'n Node>) {
    match &node.kind {
        NodeKind::List(clauses) => {
            clauses.iter().filter(|(sign, _)| *sign != Sign::MustNot).for_each(|(_, part)| required(part, parts));
        }
        NodeKind::Not(_) => {}
        _ => parts.push(node),
    }
}

fn name_kind(scope: Scope) -> Option<NameKind> {
    Some(match scope {
        Scope::Speaker => NameKind::Speaker,
        Scope::Person => NameKind::Person,
        Scope::Org => NameKind::Org,
        Scope::Place => NameKind::Place,
        _ => return None,
    })
}
