//! Counting: which quotes were found, and whose they are said to be.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::files::{GoldArticle, SystemArticle};
use super::names::are_compatible;
use super::words::{Stretch, Words};
use super::{Attribution, ClassRow, KINDS, MEASURES, QuoteFigures, SOURCE_TYPES, Tally};

/// A gold attribution made ready for matching; word numbers are sorted.
#[derive(Clone)]
struct Gold<'a> {
    words: Vec<usize>,
    /// Words of source and cue, which a system's quote may enclose at no cost.
    free: Vec<usize>,
    source: Vec<usize>,
    head: Vec<usize>,
    kind: &'a str,
    source_type: &'a str,
    names: Vec<&'a str>,
    is_unresolved: bool,
    is_org: bool,
    spans: &'a [Stretch],
}

/// A system's quote made ready for matching.
#[derive(Clone)]
struct System<'a> {
    words: Vec<usize>,
    spans: Vec<Stretch>,
    mention: Vec<usize>,
    kind: &'a str,
    name: Option<&'a str>,
}

/// Scores a system; `least` is the smallest Dice of a match, above 0 and at most 1. With
/// `only_answered`, articles that the system lacks are left out; else they count as empty.
pub fn score(gold: &[GoldArticle], system: &[SystemArticle], least: f64, only_answered: bool) -> QuoteFigures {
    let by_id: FxHashMap<&str, &SystemArticle> = system.iter().map(|a| (a.id.as_str(), a)).collect();
    let mut order: Vec<&GoldArticle> = gold.iter().collect();
    order.sort_by(|a, b| a.id.cmp(&b.id));
    let mut counts = Counts::default();
    for article in order {
        let answer = by_id.get(article.id.as_str()).copied();
        if answer.is_some() || !only_answered {
            counts.add_article(article, answer, least);
        }
    }
    counts.figures()
}

fn gold_items<'a>(article: &'a GoldArticle, words: &Words) -> Vec<Gold<'a>> {
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

fn system_items<'a>(answer: Option<&'a SystemArticle>, words: &Words, regions: &[Stretch]) -> Vec<System<'a>> {
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

fn n_shared(a: &[usize], b: &[usize]) -> usize {
    a.iter().filter(|w| b.binary_search(w).is_ok()).count()
}

/// Pairs gold and system one to one with Dice of at least `least`, best first: for each
/// gold item the number of its partner.
fn match_items(gold: &[&Gold<'_>], system: &[&System<'_>], least: f64) -> Vec<Option<usize>> {
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

fn n_found(found: &[Option<usize>]) -> usize {
    found.iter().flatten().count()
}

#[derive(Clone, Copy, Default)]
struct ClassCount {
    gold: usize,
    seen: usize,
    mention: usize,
    named: usize,
    name: usize,
}

impl ClassCount {
    fn row(&self, detection: Option<Tally>) -> ClassRow {
        ClassRow {
            gold: self.gold,
            recall: ratio(self.seen, self.gold),
            end_to_end_recall: ratio(self.mention, self.gold),
            mention_accuracy: ratio(self.mention, self.seen),
            gold_named: self.named,
            name_recall: ratio(self.name, self.named),
            detection: detection.map(Tally::row),
        }
    }
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// What is right about one gold attribution.
struct Verdict {
    is_found: bool,
    mention: bool,
    head: bool,
    has_name: bool,
    name: bool,
    kind: bool,
}

impl Verdict {
    fn new(gold: &Gold<'_>, partner: Option<&System<'_>>) -> Self {
        let agrees = |wanted: &[usize]| {
            partner
                .is_some_and(|s| n_shared(wanted, &s.mention) > 0 || (gold.source.is_empty() && s.mention.is_empty()))
        };
        let has_name = !gold.names.is_empty() && !gold.is_unresolved;
        let named = partner.and_then(|s| s.name);
        Verdict {
            is_found: partner.is_some(),
            mention: agrees(&gold.source),
            head: agrees(&gold.head),
            has_name,
            name: has_name && named.is_some_and(|name| gold.names.iter().any(|n| are_compatible(n, name))),
            kind: partner.is_some_and(|s| s.kind == gold.kind),
        }
    }
}

#[derive(Default)]
struct Counts {
    articles: usize,
    tallies: FxHashMap<&'static str, Tally>,
    kinds: FxHashMap<&'static str, Tally>,
    by_kind: [ClassCount; 3],
    by_source: [ClassCount; 5],
    fragments: usize,
    kind_right: usize,
    found_named: usize,
}

impl Counts {
    fn tally(&mut self, name: &'static str) -> &mut Tally {
        self.tallies.entry(name).or_default()
    }

    fn add_article(&mut self, article: &GoldArticle, answer: Option<&SystemArticle>, least: f64) {
        self.articles += 1;
        let words = Words::new(&article.text);
        let regions = words.quoted_regions();
        let gold = gold_items(article, &words);
        let system = system_items(answer, &words, &regions);
        let found = match_items(&gold.iter().collect::<Vec<_>>(), &system.iter().collect::<Vec<_>>(), least);
        self.add_detection(&gold, &system, &found, least);
        self.add_fragments(&gold, &system, &found);
        self.add_attribution(&gold, &system, &found);
        let paragraphs = words.paragraphs();
        for (name, persons_only) in [("passage", false), ("passage_person", true)] {
            let tally = self.tally(name);
            count_passages(&paragraphs, &gold, &system, &found, tally, persons_only);
        }
    }

    fn add_detection(&mut self, gold: &[Gold<'_>], system: &[System<'_>], found: &[Option<usize>], least: f64) {
        self.tally("detection").add(n_found(found), system.len(), gold.len());
        let all_gold: Vec<&Gold<'_>> = gold.iter().collect();
        let all_system: Vec<&System<'_>> = system.iter().collect();
        let exact = n_found(&match_items(&all_gold, &all_system, 1.0));
        self.tally("detection_exact").add(exact, system.len(), gold.len());
        let g: Vec<_> = all_gold.iter().copied().filter(|x| x.kind != "indirect").collect();
        let s: Vec<_> = all_system.iter().copied().filter(|x| x.kind != "indirect").collect();
        self.tally("quoted").add(n_found(&match_items(&g, &s, least)), s.len(), g.len());
        self.tally("quoted_exact").add(n_found(&match_items(&g, &s, 1.0)), s.len(), g.len());
        for kind in KINDS {
            let g: Vec<_> = all_gold.iter().copied().filter(|x| x.kind == kind).collect();
            let s: Vec<_> = all_system.iter().copied().filter(|x| x.kind == kind).collect();
            self.kinds.entry(kind).or_default().add(n_found(&match_items(&g, &s, least)), s.len(), g.len());
        }
    }

    fn add_fragments(&mut self, gold: &[Gold<'_>], system: &[System<'_>], found: &[Option<usize>]) {
        let taken: FxHashSet<usize> = found.iter().flatten().copied().collect();
        let matched = gold.iter().zip(found).filter(|(_, f)| f.is_some());
        let covered: FxHashSet<usize> = matched.flat_map(|(g, _)| g.words.iter().copied()).collect();
        let is_fragment = |(j, s): &(usize, &System<'_>)| {
            let inside = s.words.iter().filter(|w| covered.contains(w)).count();
            !taken.contains(j) && !s.words.is_empty() && 2 * inside >= s.words.len()
        };
        self.fragments += system.iter().enumerate().filter(is_fragment).count();
    }

    fn add_attribution(&mut self, gold: &[Gold<'_>], system: &[System<'_>], found: &[Option<usize>]) {
        let (mut mention, mut head, mut named, mut named_quoted) = (0, 0, 0, 0);
        let mut open = FxHashSet::default();
        let mut beside_quoted = FxHashSet::default();
        for (g, partner) in gold.iter().zip(found) {
            let verdict = Verdict::new(g, partner.map(|j| &system[j]));
            mention += usize::from(verdict.mention);
            head += usize::from(verdict.head);
            named += usize::from(verdict.name);
            named_quoted += usize::from(verdict.name && g.kind != "indirect");
            if let &Some(j) = partner {
                if g.is_unresolved {
                    open.insert(j);
                }
                if g.kind != "indirect" {
                    beside_quoted.insert(j);
                }
            }
            self.add_verdict(g, &verdict);
        }
        self.tally("end_to_end").add(mention, system.len(), gold.len());
        self.tally("end_to_end_head").add(head, system.len(), gold.len());
        let counted = |(j, s): &(usize, &System<'_>)| s.name.is_some() && !open.contains(j);
        let quoted = |(j, s): &(usize, &System<'_>)| s.kind != "indirect" || beside_quoted.contains(j);
        let system_named: Vec<_> = system.iter().enumerate().filter(counted).collect();
        let gold_named: Vec<_> = gold.iter().filter(|g| !g.names.is_empty() && !g.is_unresolved).collect();
        self.tally("name").add(named, system_named.len(), gold_named.len());
        let n_quoted = gold_named.iter().filter(|g| g.kind != "indirect").count();
        self.tally("name_quoted").add(named_quoted, system_named.iter().filter(|x| quoted(x)).count(), n_quoted);
    }

    fn add_verdict(&mut self, gold: &Gold<'_>, verdict: &Verdict) {
        self.kind_right += usize::from(verdict.kind);
        self.found_named += usize::from(verdict.is_found && verdict.has_name);
        let kind = KINDS.iter().position(|k| *k == gold.kind).map(|i| &mut self.by_kind[i]);
        let source = SOURCE_TYPES.iter().position(|k| *k == gold.source_type).map(|i| &mut self.by_source[i]);
        for class in [kind, source].into_iter().flatten() {
            class.gold += 1;
            class.seen += usize::from(verdict.is_found);
            class.mention += usize::from(verdict.mention);
            class.named += usize::from(verdict.has_name);
            class.name += usize::from(verdict.name);
        }
    }

    fn figures(mut self) -> QuoteFigures {
        let rows = MEASURES.into_iter().map(|name| (name, self.tally(name).row())).collect();
        let sum = |f: fn(&ClassCount) -> usize| self.by_kind.iter().map(f).sum::<usize>();
        let (matched, mention, name) = (sum(|c| c.seen), sum(|c| c.mention), sum(|c| c.name));
        let attribution = Attribution {
            mention_accuracy: ratio(mention, matched),
            matched,
            name_accuracy: ratio(name, self.found_named),
            matched_with_gold_name: self.found_named,
            kind_accuracy: ratio(self.kind_right, matched),
        };
        let kinds = std::mem::take(&mut self.kinds);
        let detection = |kind: &str| Some(kinds.get(kind).copied().unwrap_or_default());
        QuoteFigures {
            articles: self.articles,
            rows,
            attribution,
            unmatched_fragments: self.fragments,
            by_kind: KINDS.into_iter().zip(&self.by_kind).map(|(k, c)| (k, c.row(detection(k)))).collect(),
            by_source_type: SOURCE_TYPES.into_iter().zip(&self.by_source).map(|(k, c)| (k, c.row(None))).collect(),
        }
    }
}

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
fn count_passages(
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
