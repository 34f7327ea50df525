//! Counting: which quotes were found, and whose they are said to be.

use rustc_hash::{FxHashMap, FxHashSet};

use super::files::{GoldArticle, SystemArticle};
use super::items::{Gold, System, gold_items, match_items, n_shared, system_items};
use super::names::are_compatible;
use super::passages::count_passages;
use super::words::Words;
use super::{Attribution, ClassRow, KINDS, MEASURES, QuoteFigures, SOURCE_TYPES, Tally};

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
