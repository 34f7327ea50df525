//! Attributions and quotes as sets of words, and who is whose partner.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::files::{GoldArticle, SystemArticle};
use super::words::{Stretch, Words};

/// A gold attribution made ready for matching; word numbers are sorted.
#[derive(Clone)]
pub(super) struct Gold<'a> {
    pub(super) words: Vec<usize>,
    /// Words of source and cue, which a system's quote may enclose at no cost.
    pub(super) free: Vec<usize>,
    pub(super) source: Vec<usize>,
    pub(super) head: Vec<usize>,
    pub(super) kind: &'a str,
    pub(super) source_type: &'a str,
    pub(super) names: Vec<&'a str>,
    pub(super) is_unresolved: bool,
    pub(super) is_org: bool,
    pub(super) spans: &'a [Stretch],
}

/// A system's quote made ready for matching.
#[derive(Clone)]
pub(super) struct System<'a> {
    pub(super) words: Vec<usize>,
    pub(super) spans: Vec<Stretch>,
    pub(super) mention: Vec<usize>,
    pub(super) kind: &'a str,
    pub(super) name: Option<&'a str>,
}

pub(super) fn gold_items<'a>(article: &'a GoldArticle, words: &Words) -> Vec<Gold<'a>> {
    let items = article.attributions.iter().map(|a| {
        let content = words.within(&a.content);
        let source = words.within(&a.source);
        let mut free = words.within(&a.cue);
        free.extend(&source);
        free.sort_unstable();
        free.dedup();
        free.retain(|w| content.binary_search(w).is_err());
        let head = a.source_head.map(|span| words.within(&[span])).filter(|h| !h.is_empty());
        let also = a.speaker_also.iter().flatten();
        Gold {
            words: content,
            free,
            head: head.unwrap_or_else(|| source.clone()),
            source,
            kind: &a.kind,
            source_type: &a.source_type,
            names: a.speaker_name.iter().chain(also).map(String::as_str).filter(|n| !n.is_empty()).collect(),
            is_unresolved: a.speaker_status.as_deref() == Some("unresolved"),
            is_org: a.speaker_entity.as_deref() == Some("org"),
            spans: &a.content,
        }
    });
    items.filter(|item| !item.words.is_empty()).collect()
}

pub(super) fn system_items<'a>(
    answer: Option<&'a SystemArticle>,
    words: &Words,
    regions: &[Stretch],
) -> Vec<System<'a>> {
    let quotes = answer.map_or(&[][..], |a| &a.quotes);
    let items = quotes.iter().map(|quote| {
        let spans = quote.spans();
        System {
            words: words.within(&spans),
            mention: quote.mention().map(|m| words.within(&[m])).unwrap_or_default(),
            kind: quote.kind.as_deref().unwrap_or_else(|| words.kind_of(&spans, regions)),
            name: quote.speaker.as_deref().map(str::trim).filter(|n| !n.is_empty()),
            spans,
        }
    });
    items.collect()
}

pub(super) fn n_shared(a: &[usize], b: &[usize]) -> usize {
    a.iter().filter(|w| b.binary_search(w).is_ok()).count()
}

/// Pairs gold and system one to one with Dice of at least `least`, best first: for each
/// gold item the number of its partner.
pub(super) fn match_items(gold: &[&Gold<'_>], system: &[&System<'_>], least: f64) -> Vec<Option<usize>> {
    let mut holders: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (j, item) in system.iter().enumerate() {
        for &w in &item.words {
            holders.entry(w).or_default().push(j);
        }
    }
    let mut pairs = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        let near: BTreeSet<usize> = g.words.iter().filter_map(|w| holders.get(w)).flatten().copied().collect();
        for j in near {
            let s = &system[j].words;
            let size = s.len() - n_shared(s, &g.free);
            let dice = 2.0 * n_shared(&g.words, s) as f64 / (g.words.len() + size) as f64;
            if dice >= least - 1e-9 {
                pairs.push((dice, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut found, mut used) = (vec![None; gold.len()], vec![false; system.len()]);
    for (_, i, j) in pairs {
        if found[i].is_none() && !used[j] {
            found[i] = Some(j);
            used[j] = true;
        }
    }
    found
}
