//! What matches are counted by, and which quotes of a passage that matches count.

use std::collections::BTreeMap;

use super::trend;
use crate::query::plan::{Plan, Scope};
use crate::query::spots::Inner;
use crate::query::{Facet, Query};
use crate::rank::facets::{Facet as Column, FacetCounts};
use crate::when::Interval;

pub(super) fn column(facet: Facet) -> Column {
    match facet {
        Facet::Speaker => Column::Speaker,
        Facet::Entity => Column::Entity,
        Facet::Person => Column::Person,
        Facet::Org => Column::Org,
        Facet::Place => Column::Place,
        Facet::Source => Column::Source,
        Facet::Month | Facet::Published => Column::Published,
    }
}

pub(super) fn facets(query: &Query, counts: Vec<FacetCounts>) -> BTreeMap<Facet, Vec<(String, u64)>> {
    let counts = query.facets.iter().copied().zip(counts);
    counts.map(|(facet, counts)| (facet, if facet.is_of_time() { months(&counts) } else { counts.names })).collect()
}

/// Keeps the first `limit` values of each facet; returns how many were cut. Periods are left
/// whole.
pub fn cut_facets(facets: &mut BTreeMap<Facet, Vec<(String, u64)>>, limit: usize) -> usize {
    let named = facets.iter_mut().filter(|(facet, _)| !facet.is_of_time());
    named.map(|(_, values)| values.drain(limit.min(values.len())..).count()).sum()
}

/// Sums days by month, earliest first.
fn months(counts: &FacetCounts) -> Vec<(String, u64)> {
    let times = trend::by_period(counts, Interval::Month);
    let label = |number| Interval::Month.days(number).map(|(first, _)| Interval::Month.label(first));
    times.counts.iter().filter_map(|&(number, count)| Some((label(number)?, count))).collect()
}

/// Returns what a quote must have for its speaker to count: where words are looked for inside
/// quotes, all that is asked of a quote; `None` where the speakers of a passage count alike.
pub(super) fn asked_of_quotes(plan: &Plan, said_only: bool) -> Option<Inner> {
    let (inner, _) = of_one_quote(plan);
    let is_any = matches!(&inner, Inner::And(parts) if parts.is_empty());
    let is_asked = said_only || parts_of(plan).iter().any(|part| as_inner(part).is_some() && looks_inside(part));
    (is_asked && !is_any).then_some(inner)
}

/// Tells whether a plan speaks of words inside quotes.
fn looks_inside(plan: &Plan) -> bool {
    match plan {
        Plan::Unit { scope, .. } => *scope == Scope::Said,
        Plan::And(parts) | Plan::Or(parts) => parts.iter().any(looks_inside),
        Plan::Not(part) | Plan::Lead(part) => looks_inside(part),
        Plan::Days(..) => false,
    }
}

fn parts_of(plan: &Plan) -> &[Plan] {
    match plan {
        Plan::And(parts) => parts.as_slice(),
        other => std::slice::from_ref(other),
    }
}

/// Takes a plan apart: what one quote must have, and what is asked of its passage.
pub(super) fn of_one_quote(plan: &Plan) -> (Inner, Plan) {
    let (mut inner, mut rest) = (Vec::new(), Vec::new());
    for part in parts_of(plan) {
        match as_inner(part) {
            Some(condition) => inner.push(condition),
            None => rest.push(part.clone()),
        }
    }
    (Inner::And(inner), Plan::And(rest))
}

/// Returns a plan as a condition on one quote, if it speaks of nothing else.
fn as_inner(plan: &Plan) -> Option<Inner> {
    match plan {
        Plan::Unit { scope: Scope::Said | Scope::Speaker, inner } => Some(inner.clone()),
        Plan::And(parts) if !parts.is_empty() => parts.iter().map(as_inner).collect::<Option<_>>().map(Inner::And),
        Plan::Or(parts) if !parts.is_empty() => parts.iter().map(as_inner).collect::<Option<_>>().map(Inner::Or),
        Plan::Not(part) => as_inner(part).map(|inner| Inner::Not(Box::new(inner))),
        _ => None,
    }
}
