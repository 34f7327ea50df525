//! Paragraph by paragraph, the names quoted there: what a filter on the speaker shows.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::Tally;
use super::items::{Gold, System};
use super::names::are_compatible;
use super::words::Stretch;

/// Lists the distinct pairs of paragraph and name that spans touch, sorted.
fn name_pairs<'a>(
    paragraphs: &[Stretch],
    named: impl Iterator<Item = (&'a [Stretch], Vec<&'a str>)>,
) -> Vec<(usize, &'a str)> {
    let mut out = BTreeSet::new();
    for (spans, names) in named {
        for &(start, end) in spans {
            let first = paragraphs.partition_point(|p| p.0 <= start).saturating_sub(1);
            for (p, _) in paragraphs.iter().enumerate().skip(first).take_while(|(_, q)| q.0 < end) {
                if paragraphs[p].1 > start {
                    out.extend(names.iter().map(|&name| (p, name)));
                }
            }
        }
    }
    out.into_iter().collect()
}

/// Drops pairs whose name is compatible with an earlier one's in the same paragraph.
fn distinct(pairs: Vec<(usize, &str)>) -> Vec<(usize, &str)> {
    let mut out: Vec<(usize, &str)> = Vec::new();
    for (p, name) in pairs {
        let mut earlier = out.iter().rev().take_while(|(q, _)| *q == p);
        if !earlier.any(|(_, m)| are_compatible(name, m)) {
            out.push((p, name));
        }
    }
    out
}

/// Adds one article's passages: the set of names quoted in each paragraph, which is what a
/// filter on the speaker shows. Of a joint source the first name is asked for.
pub(super) fn count_passages(
    paragraphs: &[Stretch],
    gold: &[Gold<'_>],
    system: &[System<'_>],
    found: &[Option<usize>],
    tally: &mut Tally,
    persons_only: bool,
) {
    let matched = gold.iter().zip(found).filter_map(|(g, f)| f.map(|j| (g, j)));
    let ignored: FxHashSet<usize> =
        matched.filter(|(g, _)| g.is_unresolved || (persons_only && g.is_org)).map(|(_, j)| j).collect();
    let n_asked = |g: &Gold<'_>| if persons_only && g.is_org { 0 } else { g.names.len().min(1) };
    let wanted = distinct(name_pairs(paragraphs, gold.iter().map(|g| (g.spans, g.names[..n_asked(g)].to_vec()))));
    let free = gold.iter().map(|g| {
        let asked = &g.names[..n_asked(g)];
        (g.spans, g.names.iter().copied().filter(|n| !asked.contains(n)).collect())
    });
    let free = name_pairs(paragraphs, free);
    let named = system.iter().enumerate().filter(|(j, _)| !ignored.contains(j));
    let got = named.map(|(_, s)| (s.spans.as_slice(), s.name.into_iter().collect()));
    let got = distinct(name_pairs(paragraphs, got));
    let mut used = vec![false; got.len()];
    for &(p, name) in &wanted {
        let from = got.partition_point(|g| g.0 < p);
        let same = got.iter().enumerate().skip(from).take_while(|(_, g)| g.0 == p);
        let partner = same.filter(|(k, g)| !used[*k] && are_compatible(name, g.1)).map(|(k, _)| k).next();
        if let Some(k) = partner {
            used[k] = true;
        }
    }
    let right = used.iter().filter(|u| **u).count();
    let is_free = |&(p, name): &(usize, &str)| {
        let from = free.partition_point(|f| f.0 < p);
        free[from..].iter().take_while(|f| f.0 == p).any(|f| are_compatible(name, f.1))
    };
    let excused = got.iter().zip(&used).filter(|(pair, used)| !**used && is_free(pair)).count();
    tally.add(right, got.len() - excused, wanted.len());
}
