//! Samples of articles, in order → the families among them.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::sketch::{multiples, power};

/// The least number of sampled shingles that two articles of one family share.
const SHARED: usize = 8;
/// The least number of shingles that they share, as far as the sample tells: thirty words, or what
/// banks say of their rates and firms of their dividends would be one story.
const SHINGLES: usize = 24;
/// Days between two prints of a story; what comes later has most words of it only if a formula of the
/// trade gives them (“balances fell to … from …”), unless it has nearly all.
const WEEK: i64 = 7;
/// A shingle counts for the first articles of at most so many families: one in more is a formula
/// of the trade or of a page.
const FORMULA: usize = 32;
/// No article, no family.
const NONE: u32 = u32::MAX;

/// Samples of articles, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Sketches {
    hashes: Vec<u32>,
    ends: Vec<usize>,
    /// The day of publication of each, where it has one.
    days: Vec<Option<i64>>,
}

impl Sketches {
    /// Adds the sample of the next article, published on this day, as days since any other.
    pub(crate) fn push(&mut self, hashes: impl IntoIterator<Item = u32>, day: Option<i64>) {
        self.hashes.extend(hashes);
        self.ends.push(self.hashes.len());
        self.days.push(day);
    }

    /// Tells whether two articles were published within a week, as far as is known.
    fn are_near(&self, one: usize, other: usize) -> bool {
        let day = |article: usize| self.days.get(article).copied().flatten();
        day(one).zip(day(other)).is_none_or(|(one, other)| one.abs_diff(other) <= WEEK.unsigned_abs())
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, article: usize) -> &[u32] {
        let start = article.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(article).and_then(|&end| self.hashes.get(start..end)).unwrap_or_default()
    }

    /// Returns, by article, the numbers of those shingles of its sample that others have too, and how many such
    /// shingles there are.
    fn common(&self) -> (Vec<(u32, u32)>, usize) {
        let of = |article: usize| self.get(article).iter().map(move |&hash| (hash, article as u32));
        let mut pairs: Vec<(u32, u32)> = (0..self.len()).flat_map(of).collect();
        pairs.par_sort_unstable();
        let mut common = Vec::new();
        let mut n = 0;
        for articles in pairs.chunk_by(|one, other| one.0 == other.0).filter(|articles| articles.len() > 1) {
            common.extend(articles.iter().map(|&(_, article)| (article, n)));
            n += 1;
        }
        common.par_sort_unstable();
        (common, n as usize)
    }
}

/// Returns the families of at least two articles, by the numbers of these: the first of each, its
/// representative, comes first.
pub(crate) fn families(sketches: &Sketches) -> Vec<Vec<u32>> {
    let (common, n_shingles) = sketches.common();
    let mut leaders = Leaders { last: vec![NONE; n_shingles], counts: vec![0; n_shingles], entries: Vec::new() };
    let mut families: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    let mut shared: FxHashMap<u32, usize> = FxHashMap::default();
    for own in common.chunk_by(|one, other| one.0 == other.0) {
        let Some(&(article, _)) = own.first() else { continue };
        shared.clear();
        own.iter().for_each(|&(_, shingle)| leaders.count(shingle, &mut shared));
        match best(sketches, article, &shared) {
            Some(leader) => families.entry(leader).or_insert_with(|| vec![leader]).push(article),
            None => own.iter().for_each(|&(_, shingle)| leaders.add(shingle, article)),
        }
    }
    let mut families: Vec<Vec<u32>> = families.into_values().collect();
    families.sort_unstable();
    families
}

/// Returns the first article of the family that an article belongs to, given how many shingles it shares with each.
fn best(sketches: &Sketches, article: u32, shared: &FxHashMap<u32, usize>) -> Option<u32> {
    let own = sketches.get(article as usize);
    let own_power = power(own);
    let mut best: Option<(f64, u32)> = None;
    for (&leader, &n) in shared.iter().filter(|&(_, &n)| n >= SHARED) {
        let other = sketches.get(leader as usize);
        let power = own_power.max(power(other));
        let shorter = multiples(own, power).min(multiples(other, power));
        let share = n as f64 / shorter.max(1) as f64;
        let is_better = |(most, first): (f64, u32)| share > most || share == most && leader < first;
        let is_near = sketches.are_near(article as usize, leader as usize);
        // Half or nine tenths, in whole numbers.
        let is_copy = if is_near { 2 * n >= shorter } else { 10 * n >= 9 * shorter };
        if is_copy && n * power as usize >= SHINGLES && best.is_none_or(is_better) {
            best = Some((share, leader));
        }
    }
    best.map(|(_, leader)| leader)
}

/// The first articles of families, by shingle.
struct Leaders {
    /// For each shingle the entry that was added last.
    last: Vec<u32>,
    counts: Vec<u8>,
    /// An article, and the entry that was added before it for its shingle.
    entries: Vec<(u32, u32)>,
}

impl Leaders {
    fn add(&mut self, shingle: u32, article: u32) {
        let (Some(last), Some(count)) = (self.last.get_mut(shingle as usize), self.counts.get_mut(shingle as usize))
        else {
            return;
        };
        if usize::from(*count) < FORMULA
            && let Ok(entry) = u32::try_from(self.entries.len())
        {
            self.entries.push((article, *last));
            (*last, *count) = (entry, *count + 1);
        }
    }

    /// Counts a shingle for each of the articles that have it.
    fn count(&self, shingle: u32, shared: &mut FxHashMap<u32, usize>) {
        let mut at = self.last.get(shingle as usize).copied().unwrap_or(NONE);
        while let Some(&(article, before)) = self.entries.get(at as usize) {
            *shared.entry(article).or_default() += 1;
            at = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sketch;
    use super::*;

    fn found(texts: &[String]) -> Vec<Vec<u32>> {
        let mut sketches = Sketches::default();
        texts.iter().for_each(|text| sketches.push(sketch(text), None));
        families(&sketches)
    }

    /// Words that no other story has; every `changed`th is another one.
    fn story(name: &str, words: std::ops::Range<usize>, changed: usize) -> String {
        words.map(|n| if n % changed == 0 { format!("other{n} ") } else { format!("{name}{n} ") }).collect()
    }

    const NEVER: usize = 1_000_000;

    #[test]
    fn cut_lengthened_and_edited_copies_are_of_one_family() {
        let whole = story("a", 1..600, NEVER);
        let cut = story("a", 1..200, NEVER);
        let longer = whole.clone() + &story("b", 1..300, NEVER);
        let (edited, rewritten) = (story("a", 1..600, 12), story("a", 1..600, 6));
        let texts = [whole, story("c", 1..600, NEVER), cut, longer, edited, rewritten];
        assert_eq!(found(&texts), [[0, 2, 3, 4]]);
    }

    #[test]
    fn a_shared_statement_makes_no_family() {
        let statement = story("said", 1..80, NEVER);
        let texts = ["a", "b"].map(|name| story(name, 1..300, NEVER) + &statement);
        assert_eq!(found(&texts), Vec::<Vec<u32>>::new());
    }

    #[test]
    fn a_shingle_of_many_families_counts_for_the_first() {
        let mut leaders = Leaders { last: vec![NONE], counts: vec![0], entries: Vec::new() };
        (0..100).for_each(|article| leaders.add(0, article));
        let mut shared = FxHashMap::default();
        leaders.count(0, &mut shared);
        assert_eq!((shared.len(), shared.keys().max()), (FORMULA, Some(&31)));
    }

    #[test]
    fn a_week_later_nearly_all_words_are_wanted() {
        let (first, edited) = (story("a", 1..400, NEVER), story("a", 1..400, 12));
        let found = |text: &str, day| {
            let mut sketches = Sketches::default();
            sketches.push(sketch(&first), Some(0));
            sketches.push(sketch(text), day);
            families(&sketches).len()
        };
        assert_eq!([Some(7), Some(-7), None, Some(8)].map(|day| found(&edited, day)), [1, 1, 1, 0]);
        assert_eq!(found(&first, Some(800)), 1);
    }

    #[test]
    fn a_few_words_make_no_family() {
        let [short, long] = [20, 40].map(|n| story("a", 0..n, NEVER));
        assert_eq!(found(&[short.clone(), short]), Vec::<Vec<u32>>::new());
        assert_eq!(found(&[long.clone(), long]), [[0, 1]]);
    }

    #[test]
    fn nothing_has_no_family() {
        assert_eq!(found(&[]), Vec::<Vec<u32>>::new());
        assert_eq!(found(&[String::new(), String::new()]), Vec::<Vec<u32>>::new());
    }
}
