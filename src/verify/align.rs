//! Two runs of words → how one becomes the other, word by word.
//!
//! Words are compared by a key and shown as they were written. Work and memory are bounded:
//! where the runs are too long to be compared, all of one is replaced by all of the other.

use serde::Serialize;

use crate::span::Span;
use crate::terms;

/// Cells of a table at most: two texts of 2,000 words.
const MAX_CELLS: usize = 4_000_000;

/// A stretch of words that two texts share, or that only one of them has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "op", content = "text", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Change {
    /// In both; as the second has it.
    Same(String),
    /// In the first only: what was cited or asked for.
    Removed(String),
    /// In the second only: what is on record.
    Added(String),
}

/// A word and where it stands in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// What it is compared by.
    pub key: String,
    /// Bytes of the text.
    pub span: Span,
}

/// Returns the words of a text, compared whatever their case, accents and marks.
pub(super) fn folded(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    terms::tokenize(text, |term| words.push(Word { key: term.text.to_owned(), span: term.span }));
    words
}

/// Returns the words of a text, compared letter by letter with the marks that cling to them.
pub(super) fn written(text: &str) -> Vec<Word> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let word = |word: &str| Word { key: word.to_owned(), span: Span::new(start(word), start(word) + word.len()) };
    text.split_whitespace().map(word).collect()
}

/// One step from the first run to the second: numbers of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Same(usize),
    Removed(usize),
    Added(usize),
}

/// Where the words asked for stand in a longer text, and how they differ.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    /// Words changed, left out or put in.
    pub distance: usize,
    /// For each word asked for, whether it is there.
    pub found: Vec<bool>,
    /// First and last word of the text, as a range.
    pub words: std::ops::Range<usize>,
    steps: Vec<Step>,
}

impl Stretch {
    /// Returns the difference in words.
    pub fn changes(&self, asked: (&str, &[Word]), text: (&str, &[Word])) -> Vec<Change> {
        spelled(&self.steps, asked, text)
    }
}

/// Finds the stretch of `text` that is most like `asked`; none where neither has words.
pub(super) fn best_stretch(asked: &[Word], text: &[Word]) -> Option<Stretch> {
    if asked.is_empty() || text.is_empty() {
        return None;
    }
    let window = window(asked, text);
    let offset = window.start;
    let table = Table::new(asked, &text[window], true)?;
    let end = (0..=table.width).min_by_key(|&j| table.at(asked.len(), j))?;
    let (mut steps, start) = table.steps(end);
    for step in &mut steps {
        if let Step::Same(j) | Step::Added(j) = step {
            *j += offset;
        }
    }
    let mut found = vec![true; asked.len()];
    for step in &steps {
        if let Step::Removed(i) = *step {
            found[i] = false;
        }
    }
    let distance = table.at(asked.len(), end) as usize;
    Some(Stretch { distance, found, words: start + offset..end + offset, steps })
}

/// Returns the part of a long text that has most of the words asked for.
fn window(asked: &[Word], text: &[Word]) -> std::ops::Range<usize> {
    let width = (asked.len() * 2 + 20).min(text.len());
    if asked.len().saturating_mul(text.len()) <= MAX_CELLS / 4 {
        return 0..text.len();
    }
    let wanted: std::collections::HashSet<&str> = asked.iter().map(|word| word.key.as_str()).collect();
    let is_wanted = |j: usize| usize::from(wanted.contains(text[j].key.as_str()));
    let mut here: usize = (0..width).map(is_wanted).sum();
    let (mut best, mut most) = (0, here);
    for first in 1..=text.len() - width {
        here = here + is_wanted(first + width - 1) - is_wanted(first - 1);
        if here > most {
            (best, most) = (first, here);
        }
    }
    best..best + width
}

/// Returns how one text becomes another, all of it.
pub(super) fn changes(first: &str, second: &str) -> Vec<Change> {
    let (a, b) = (written(first), written(second));
    let same_ahead = a.iter().zip(&b).take_while(|(x, y)| x.key == y.key).count();
    let (rest_a, rest_b) = (&a[same_ahead..], &b[same_ahead..]);
    let same_behind = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(x, y)| x.key == y.key).count();
    let (middle_a, middle_b) = (&rest_a[..rest_a.len() - same_behind], &rest_b[..rest_b.len() - same_behind]);
    let mut steps: Vec<Step> = (0..same_ahead).map(Step::Same).collect();
    let middle = match Table::new(middle_a, middle_b, false) {
        Some(table) => table.steps(middle_b.len()).0,
        None => (0..middle_a.len()).map(Step::Removed).chain((0..middle_b.len()).map(Step::Added)).collect(),
    };
    steps.extend(middle.into_iter().map(|step| match step {
        Step::Same(j) => Step::Same(j + same_ahead),
        Step::Removed(i) => Step::Removed(i + same_ahead),
        Step::Added(j) => Step::Added(j + same_ahead),
    }));
    steps.extend((b.len() - same_behind..b.len()).map(Step::Same));
    spelled(&steps, (first, &a), (second, &b))
}

/// Distances between the beginnings of two runs.
struct Table<'w> {
    asked: &'w [Word],
    text: &'w [Word],
    width: usize,
    cells: Vec<u32>,
}

impl<'w> Table<'w> {
    /// Fills the table, if it is not too large; with `free` the text may begin anywhere.
    fn new(asked: &'w [Word], text: &'w [Word], free: bool) -> Option<Self> {
        let width = text.len();
        let size = (asked.len() + 1).checked_mul(width + 1).filter(|&size| size <= MAX_CELLS)?;
        let mut table = Table { asked, text, width, cells: vec![0; size] };
        for i in 0..=asked.len() {
            for j in 0..=width {
                let distance = table.distance(i, j, free);
                table.cells[i * (width + 1) + j] = distance;
            }
        }
        Some(table)
    }

    fn at(&self, i: usize, j: usize) -> u32 {
        self.cells.get(i * (self.width + 1) + j).copied().unwrap_or(u32::MAX)
    }

    fn is_same(&self, i: usize, j: usize) -> bool {
        self.asked[i - 1].key == self.text[j - 1].key
    }

    fn distance(&self, i: usize, j: usize, free: bool) -> u32 {
        match (i, j) {
            (0, _) if free => 0,
            (0, _) => j as u32,
            (_, 0) => i as u32,
            _ => {
                let changed = self.at(i - 1, j - 1) + u32::from(!self.is_same(i, j));
                changed.min(self.at(i - 1, j) + 1).min(self.at(i, j - 1) + 1)
            }
        }
    }

    /// Returns the steps that lead to the end of the first run and to `end` of the second, and
    /// where in the second they begin.
    fn steps(&self, end: usize) -> (Vec<Step>, usize) {
        let (mut i, mut j) = (self.asked.len(), end);
        let mut steps = Vec::new();
        while i > 0 || (j > 0 && self.at(i, j) > 0) {
            let here = self.at(i, j);
            if i > 0 && j > 0 && self.is_same(i, j) && self.at(i - 1, j - 1) == here {
                steps.push(Step::Same(j - 1));
                (i, j) = (i - 1, j - 1);
            } else if i > 0 && j > 0 && self.at(i - 1, j - 1) + 1 == here {
                steps.push(Step::Added(j - 1));
                steps.push(Step::Removed(i - 1));
                (i, j) = (i - 1, j - 1);
            } else if i > 0 && self.at(i - 1, j) + 1 == here {
                steps.push(Step::Removed(i - 1));
                i -= 1;
            } else {
                steps.push(Step::Added(j - 1));
                j -= 1;
            }
        }
        steps.reverse();
        (steps, j)
    }
}

/// Joins steps of one kind and gives them their words.
fn spelled(steps: &[Step], (first, a): (&str, &[Word]), (second, b): (&str, &[Word])) -> Vec<Change> {
    let mut changes = Vec::new();
    let (mut removed, mut added, mut same): (Option<Span>, Option<Span>, Option<Span>) = (None, None, None);
    let grow = |run: &mut Option<Span>, words: &[Word], n: usize| {
        if let Some(word) = words.get(n) {
            let start = run.map_or(word.span.start, |span| span.start);
            *run = Some(Span { start, end: word.span.end });
        }
    };
    let text = |text: &str, span: Span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    for &step in steps {
        if let Step::Same(j) = step {
            changes.extend(removed.take().map(|span| Change::Removed(text(first, span))));
            changes.extend(added.take().map(|span| Change::Added(text(second, span))));
            grow(&mut same, b, j);
            continue;
        }
        changes.extend(same.take().map(|span| Change::Same(text(second, span))));
        match step {
            Step::Removed(i) => grow(&mut removed, a, i),
            Step::Added(j) => grow(&mut added, b, j),
            Step::Same(_) => {}
        }
    }
    changes.extend(removed.map(|span| Change::Removed(text(first, span))));
    changes.extend(added.map(|span| Change::Added(text(second, span))));
    changes.extend(same.map(|span| Change::Same(text(second, span))));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(changes: &[Change]) -> String {
        let one = |change: &Change| match change {
            Change::Same(words) => words.clone(),
            Change::Removed(words) => format!("[-{words}-]"),
            Change::Added(words) => format!("{{+{words}+}}"),
        };
        changes.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn texts_are_compared_word_by_word() {
        assert_eq!(shown(&changes("a b c d", "a x c d e")), "a [-b-] {+x+} c d {+e+}");
        assert_eq!(shown(&changes("no, it is.", "No, it is.")), "[-no,-] {+No,+} it is.");
        assert_eq!(shown(&changes("", "a")), "{+a+}");
        assert_eq!(shown(&changes("a", "")), "[-a-]");
        assert_eq!(shown(&changes("a", "a")), "a");
        assert!(changes("", "").is_empty());
    }

    #[test]
    fn a_stretch_of_a_longer_text() {
        let (asked, text) = ("i will take no part", "He said: “I will not take any part,” and left.");
        let (a, b) = (folded(asked), folded(text));
        let stretch = best_stretch(&a, &b).expect("words");
        assert_eq!((stretch.distance, stretch.words.clone()), (2, 2..8));
        assert_eq!(shown(&stretch.changes((asked, &a), (text, &b))), "I will {+not+} take [-no-] {+any+} part");
        assert_eq!(stretch.found, [true, true, true, false, true]);
        let exact = best_stretch(&folded("I WILL NOT"), &b).expect("words");
        assert_eq!((exact.distance, exact.words), (0, 2..5));
    }

    #[test]
    fn long_texts_stay_within_bounds() {
        let long = "a b ".repeat(20_000) + "the harbour was closed " + &"c d ".repeat(20_000);
        let text = folded(&long);
        let asked = folded(&format!("{} the harbour is closed", "x ".repeat(60)));
        let stretch = best_stretch(&asked, &text).expect("words");
        assert!(stretch.words.contains(&40_001), "{:?}", stretch.words);
        let replaced = changes(&"a ".repeat(30_000), &"b ".repeat(30_000));
        assert_eq!(replaced.len(), 2);
    }

    proptest::proptest! {
        #[test]
        fn the_second_text_is_what_is_same_and_added(a in "[ab ]{0,20}", b in "[ab ]{0,20}") {
            let words = changes(&a, &b);
            let of = |keep: fn(&Change) -> Option<&String>| words.iter().filter_map(keep).cloned().collect::<Vec<_>>().join(" ");
            let second = of(|c| match c { Change::Same(w) | Change::Added(w) => Some(w), Change::Removed(_) => None });
            let first = of(|c| match c { Change::Same(w) | Change::Removed(w) => Some(w), Change::Added(_) => None });
            proptest::prop_assert_eq!(second, b.split_whitespace().collect::<Vec<_>>().join(" "));
            proptest::prop_assert_eq!(first, a.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
