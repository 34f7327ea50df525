//! How often each word stands in the passages of a run of articles, all read at once.
//!
//! A word's postings are read forward once, from the first passage of an article to the last
//! of the same or of a later one, into a count for each passage. What a whole article holds is
//! the sum over its passages, and which passages match is a union or an intersection of bits;
//! both cost far less than a decision at each passage. What is said in other words is counted
//! in [`UNIT`]s: sums of whole numbers do not depend on their order, nor on where a run ends.

use std::ops::Range;
use std::sync::Arc;

use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, TERMINATED};

use super::list::List;
use crate::index::bits::Bits;
use crate::index::layout::Layout;

/// What one occurrence of the word itself counts.
pub(super) const UNIT: u32 = 1024;

/// Entries that a long run has at least; tests have small segments.
pub(super) const LONG: DocId = if cfg!(test) { 40 } else { 4096 };

/// How many entries are read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    /// Those of one article: for matches far from each other.
    Article,
    /// Those of as many articles as make some thousands: for matches all over the index.
    Long,
}

/// Another way of saying a word.
pub(super) struct OtherWord {
    /// The passages that say it so.
    pub passages: Box<dyn Scorer>,
    /// What it counts, in [`UNIT`]s.
    pub counts: u32,
    /// Whether a passage matches by it.
    pub matches: bool,
}

/// One word in the run at hand.
pub(super) struct Reading {
    lists: Vec<List>,
    others: Vec<OtherWord>,
    /// Occurrences by passage.
    counts: Vec<u16>,
    /// What other words count by passage; nothing where there are none.
    extra: Vec<u32>,
    /// A bit for each passage that says it.
    saying: Bits,
}

impl Reading {
    pub(super) fn new(lists: Vec<List>, others: Vec<OtherWord>) -> Self {
        Reading { lists, others, counts: Vec::new(), extra: Vec::new(), saying: Bits::default() }
    }

    /// Number of passages at most.
    pub(super) fn size(&self) -> u64 {
        let others = self.others.iter().map(|other| u64::from(other.passages.size_hint()));
        self.lists.iter().map(|list| u64::from(list.size_hint())).chain(others).sum()
    }

    /// Number of lists that are read.
    pub(super) fn lists(&self) -> usize {
        self.lists.len() + self.others.len()
    }

    /// Returns the first passage from `from` on that says it; nothing before is read any more.
    fn next(&mut self, from: DocId) -> DocId {
        let own = self.lists.iter_mut().map(|list| list.seek(from)).min().unwrap_or(TERMINATED);
        let others = self.others.iter_mut().filter(|other| other.matches);
        others.map(|other| seek(other.passages.as_mut(), from)).fold(own, DocId::min)
    }

    fn fill(&mut self, run: &Range<DocId>) {
        let n = run.len();
        self.counts.clear();
        self.counts.resize(n, 0);
        self.saying.reset(n);
        for list in &mut self.lists {
            let mut doc = list.seek(run.start);
            while doc < run.end {
                let at = (doc - run.start) as usize;
                let here = u16::try_from(list.term_freq()).unwrap_or(u16::MAX);
                self.counts[at] = self.counts[at].saturating_add(here);
                self.saying.set(at);
                doc = list.advance();
            }
        }
        if self.others.is_empty() {
            return;
        }
        self.extra.clear();
        self.extra.resize(n, 0);
        for other in &mut self.others {
            let mut doc = seek(other.passages.as_mut(), run.start);
            while doc < run.end {
                let at = (doc - run.start) as usize;
                self.extra[at] = self.extra[at].saturating_add(other.counts);
                if other.matches {
                    self.saying.set(at);
                }
                doc = other.passages.advance();
            }
        }
    }

    /// Returns how often passages of the run say it.
    fn said(&self, places: Range<usize>) -> f32 {
        let own = self.counts.get(places.clone()).map_or(0, |counts| counts.iter().copied().map(u32::from).sum());
        let extra = self.extra.get(places).map_or(0, |extra| extra.iter().sum());
        in_all(own, extra)
    }
}

/// Which passages match by their words.
#[derive(Debug, Clone, Copy)]
pub(super) struct ByWords {
    /// Whether every word is asked for; else one will do.
    pub all: bool,
    /// The first words, by which passages match; the others only score.
    pub n: usize,
}

/// All words in the run at hand.
pub(super) struct Window {
    readings: Vec<Reading>,
    by: ByWords,
    how: Run,
    layout: Arc<Layout>,
    run: Range<DocId>,
    /// Numbers of the articles in the run.
    articles: Range<usize>,
    /// The passages that match.
    found: Bits,
}

impl Window {
    pub(super) fn new(readings: Vec<Reading>, by: ByWords, how: Run, layout: Arc<Layout>) -> Self {
        Window { readings, by, how, layout, run: 0..0, articles: 0..0, found: Bits::default() }
    }

    /// Returns the first passage at or after `target` that matches by its words; each run is
    /// handed to `begun` before, which tells whether to go on.
    pub(super) fn next_match(&mut self, target: DocId, mut begun: impl FnMut(&mut Window) -> bool) -> DocId {
        let mut from = target;
        loop {
            if from < self.run.end {
                if let Some(found) = self.next_found(from) {
                    return found;
                }
                from = self.run.end;
            }
            if from >= self.layout.entries() {
                return TERMINATED;
            }
            // The words of the article at hand count as a whole.
            let start = self.layout.around(from).start;
            let words = self.readings.iter_mut().take(self.by.n).map(|word| word.next(start));
            let next = if self.by.all { words.max() } else { words.min() }.unwrap_or(TERMINATED);
            if next >= self.layout.entries() {
                return TERMINATED;
            }
            self.read(next);
            if !begun(self) {
                return TERMINATED;
            }
            from = from.max(next);
        }
    }

    /// Returns about how many passages match by their words.
    pub(super) fn size_hint(&self) -> u32 {
        let sizes = self.readings.iter().take(self.by.n).map(Reading::size);
        let size = if self.by.all { sizes.min() } else { Some(sizes.sum()) };
        u32::try_from(size.unwrap_or(0)).unwrap_or(u32::MAX)
    }

    /// Tells whether a word may score where it is not seen to be said.
    pub(super) fn scores_unseen(&self, word: usize) -> bool {
        self.readings.get(word).is_none_or(|word| word.others.iter().any(|other| !other.matches))
    }

    /// Makes sure that the passage is in the run at hand. Runs go forward only.
    #[inline]
    pub(super) fn cover(&mut self, passage: DocId) {
        if !self.run.contains(&passage) {
            self.read(passage);
        }
    }

    /// Reads the run that begins with the article of `passage`.
    fn read(&mut self, passage: DocId) {
        let first = self.layout.number_of(passage);
        let start = self.layout.article(first).start;
        let last = match self.how {
            Run::Article => first,
            Run::Long => self.layout.number_of(start.saturating_add(LONG)),
        };
        self.articles = first..last + 1;
        self.run = start..self.layout.article(last).end;
        for word in &mut self.readings {
            word.fill(&self.run);
        }
        let mut words = self.readings.iter().take(self.by.n);
        if let Some(word) = words.next() {
            self.found.clone_from(&word.saying);
        }
        for word in words {
            if self.by.all { self.found.and(&word.saying) } else { self.found.or(&word.saying) }
        }
    }

    /// Leaves out of what matches the articles that are not `worth` it, given which words
    /// they have; returns how many passages that are.
    pub(super) fn prune(&mut self, worth: impl Fn(&dyn Fn(usize) -> bool) -> bool) -> u64 {
        let mut passed_over = 0;
        for number in self.articles.clone() {
            let article = self.layout.article(number);
            let places = (article.start - self.run.start) as usize..(article.end - self.run.start) as usize;
            let has = |word: usize| self.readings.get(word).is_some_and(|word| word.saying.any(places.clone()));
            if !worth(&has) {
                passed_over += u64::from(self.found.clear(places));
            }
        }
        passed_over
    }

    fn next_found(&self, from: DocId) -> Option<DocId> {
        let at = self.found.next(from.saturating_sub(self.run.start) as usize)?;
        // A run has far fewer entries than 2^32.
        u32::try_from(at).ok().map(|at| self.run.start + at)
    }

    /// Returns how often a passage of the run says a word, in its own forms and in all.
    #[inline]
    pub(super) fn said(&self, word: usize, passage: DocId) -> (u32, f32) {
        let at = (passage - self.run.start) as usize;
        let Some(reading) = self.readings.get(word) else { return (0, 0.0) };
        let own = reading.counts.get(at).copied().map_or(0, u32::from);
        let extra = reading.extra.get(at).copied().unwrap_or(0);
        (own, in_all(own, extra))
    }

    /// Returns how often passages of the run say a word.
    pub(super) fn said_within(&self, word: usize, passages: Range<DocId>) -> f32 {
        let at = |passage: DocId| passage.saturating_sub(self.run.start) as usize;
        self.readings.get(word).map_or(0.0, |reading| reading.said(at(passages.start)..at(passages.end)))
    }
}

/// Returns occurrences and what else says the same as one number.
fn in_all(own: u32, extra: u32) -> f32 {
    own as f32 + extra as f32 / UNIT as f32
}

/// Moves a list forward, never back.
pub(super) fn seek(list: &mut dyn Scorer, target: DocId) -> DocId {
    let doc = list.doc();
    if doc < target { list.seek(target) } else { doc }
}
