//! What the rest of an article tells about a word: the same name elsewhere, easier to read.
//!
//! A later "Sessions" follows an earlier "Jeff Sessions"; a word in an upper-case headline
//! that the body writes in lower case is no name. Each word gathers the neighbours, the
//! first and last words of longer names, and the spellings of its other occurrences
//! (non-local features after Ratinov & Roth 2009 and Krishnan & Manning 2006). A few
//! occurrences are kept for each word, so that time stays linear.

use super::form::{Case, Forms};
use super::layout::{Layout, Style};
use crate::annotate::sequence::mix;

const MAX_CONTEXTS: usize = 6;
const MAX_NAMES: usize = 4;

/// A value seen at an occurrence, by token.
type Sighting = (u32, u64);

#[derive(Debug, Clone, Default)]
struct Seen {
    count: u32,
    inside: u32,
    before: Few<MAX_CONTEXTS>,
    after: Few<MAX_CONTEXTS>,
    first_words: Few<MAX_NAMES>,
    last_words: Few<MAX_NAMES>,
}

/// At most `N` sightings.
#[derive(Debug, Clone)]
struct Few<const N: usize> {
    items: [Sighting; N],
    len: u8,
}

impl<const N: usize> Default for Few<N> {
    fn default() -> Self {
        Few { items: [(0, 0); N], len: 0 }
    }
}

impl<const N: usize> Few<N> {
    fn push(&mut self, item: Sighting) {
        if let Some(slot) = self.items.get_mut(usize::from(self.len)) {
            *slot = item;
            self.len += 1;
        }
    }

    fn others(&self, here: u32) -> impl Iterator<Item = u64> + '_ {
        self.items[..usize::from(self.len)].iter().filter(move |s| s.0 != here).map(|s| s.1)
    }
}

/// The words of one text with what was seen of them; reused from text to text.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// For each key the place of its record + 1.
    slots: Vec<u32>,
    /// For each key how often it stands in lower case.
    lower: Vec<u32>,
    touched: Vec<u32>,
    seen: Vec<Seen>,
}

impl Evidence {
    /// Gathers the evidence of a whole text.
    pub(super) fn read(&mut self, layout: &Layout, forms: &Forms) {
        for &key in &self.touched {
            self.slots[key as usize] = 0;
            self.lower[key as usize] = 0;
        }
        self.touched.clear();
        self.seen.clear();
        self.slots.resize(forms.n_keys().max(self.slots.len()), 0);
        self.lower.resize(forms.n_keys().max(self.lower.len()), 0);
        for line in &layout.lines {
            for i in line.run.range() {
                let form = layout.form(forms, i);
                if form.case == Case::Lower {
                    self.lower[form.key_id as usize] += 1;
                    self.touched.push(form.key_id);
                } else if form.case.is_capital() {
                    self.record(i, line, layout, forms);
                }
            }
        }
    }

    fn record(&mut self, i: usize, line: &super::layout::Line, layout: &Layout, forms: &Forms) {
        let key = |i: usize| layout.form(forms, i).key;
        let (start, end) = (line.run.start as usize, line.run.end as usize);
        let seen = self.entry(layout.form(forms, i).key_id);
        seen.count += 1;
        if line.style != Style::Prose {
            return;
        }
        let at = i as u32;
        seen.inside += u32::from(i > start);
        seen.before.push((at, if i > start { key(i - 1) } else { 1 }));
        seen.after.push((at, if i + 1 < end { key(i + 1) } else { 2 }));
        let run = layout.runs[i];
        if (2..=4).contains(&run.range().len()) {
            let (first, last) = (run.start as usize, run.end as usize - 1);
            if i == last {
                seen.first_words.push((at, key(first)));
            }
            if i == first {
                seen.last_words.push((at, key(last)));
            }
        }
    }

    fn entry(&mut self, key_id: u32) -> &mut Seen {
        let slot = &mut self.slots[key_id as usize];
        if *slot == 0 {
            self.touched.push(key_id);
            self.seen.push(Seen::default());
            *slot = self.seen.len() as u32;
        }
        &mut self.seen[*slot as usize - 1]
    }

    /// Calls `push` with each feature of the capitalised token `i`.
    pub(super) fn features(&self, i: usize, line: u32, layout: &Layout, forms: &Forms, mut push: impl FnMut(u64)) {
        let form = layout.form(forms, i);
        let Some(seen) = self.slots[form.key_id as usize].checked_sub(1).map(|s| &self.seen[s as usize]) else {
            return;
        };
        let line = &layout.lines[line as usize];
        let here = i as u32;
        let opens = line.run.start == here;
        let context = u64::from(opens) | (line.style as u64) << 1;
        let is_lower = self.lower[form.key_id as usize] > 0;
        let mut add = |template: u64, value: u64| push(mix(900 + template, value));
        if is_lower {
            add(1, context);
        }
        let counted_here = u32::from(!opens && line.style == Style::Prose);
        if seen.inside > counted_here {
            add(2, context << 1 | u64::from(is_lower));
        }
        if seen.count == 1 {
            add(3, context);
        }
        let alone = u64::from(layout.runs[i].range().len() == 1) << 3 | context;
        if seen.first_words.len > 0 {
            add(4, alone);
        }
        if seen.last_words.len > 0 {
            add(5, alone);
        }
        each_once(seen.before.others(here), |v| add(6, v));
        each_once(seen.after.others(here), |v| add(7, v));
        each_once(seen.first_words.others(here), |v| add(8, v));
        each_once(seen.last_words.others(here), |v| add(9, v));
    }
}

/// Calls `each` with the different values among a handful.
fn each_once(values: impl Iterator<Item = u64>, mut each: impl FnMut(u64)) {
    let mut met = [0u64; MAX_CONTEXTS];
    let mut n = 0;
    for value in values {
        if n < met.len() && !met[..n].contains(&value) {
            met[n] = value;
            n += 1;
            each(value);
        }
    }
}
