//! Words and kinds → what each says to the tokens around it, added up once.
//!
//! Much of what a token knows comes from one word, or one kind or two, at some distance. Turned
//! round: a word says something to each of the tokens around it. Those sums lie side by side,
//! are kept for when the word is met again, and are added to the sums of a whole stretch of
//! tokens at once. They are whole numbers, so that what is kept never changes an answer.

use super::cells::{Cell, PAD};
use super::first::{self, REACH};
use super::sums::{Both, Row, Summing, join_rows};
use crate::annotate::sequence::{Kept, mix};

/// Distances from which a word is seen.
const OF_FORM: usize = 2 * REACH + 1;
/// Distances from which a kind is seen.
const OF_KIND: usize = 5;
/// Distances from which two kinds side by side are seen.
const OF_PAIR: usize = 4;
/// Places for pairs of kinds, as a power of two.
const PAIR_BITS: u32 = 12;

/// What words and kinds met before say; in each stretch the token that is farthest before them
/// comes first.
#[derive(Debug)]
pub(super) struct Around {
    /// By the number of a form.
    of_forms: Vec<Option<Box<[Row; OF_FORM]>>>,
    /// By the number of a kind, and whether the word opens a sentence.
    of_kinds: Vec<Option<Box<[Row; OF_KIND]>>>,
    of_pairs: Kept<[Row; OF_PAIR]>,
}

impl Around {
    /// Returns one that has met nothing.
    pub fn new() -> Self {
        Around { of_forms: Vec::new(), of_kinds: Vec::new(), of_pairs: Kept::new(PAIR_BITS) }
    }

    /// Forgets what was kept of forms, whose numbers mean others from here on.
    pub fn forget_forms(&mut self) {
        self.of_forms.clear();
    }

    /// Sets the rows of a paragraph's cells, the first of them after [`PAD`] rows.
    ///
    /// What is said beyond the ends goes to rows that nobody reads.
    pub fn sum(&mut self, cells: &[Cell], summing: &mut Summing<Both<'_>>, rows: &mut Vec<Row>) {
        rows.clear();
        rows.resize(cells.len() + 2 * PAD, Row::default());
        for (i, cell) in cells.iter().enumerate() {
            let said = kept(&mut self.of_forms, cell.form.id as usize, |offset| {
                first::of_form(&cell.form, offset, summing);
                summing.take()
            });
            add(rows, i + PAD - OF_FORM / 2, said);
            let opens = usize::from(cell.starts_sentence == 1);
            let said = kept(&mut self.of_kinds, 2 * cell.kind.number() as usize + opens, |offset| {
                first::of_kind(cell.kind, cell.starts_sentence, offset, summing);
                summing.take()
            });
            add(rows, i + PAD - OF_KIND / 2, said);
        }
        for (i, pair) in cells.windows(2).enumerate() {
            let [one, other] = pair else { continue };
            let kinds = [one.kind, other.kind];
            let key = kinds.into_iter().fold(1, |key, kind| mix(key, kind.number()));
            // Two of the tokens are the two themselves, one comes before them and one after.
            let start = i + PAD + 1 - OF_PAIR / 2;
            if let Some(said) = self.of_pairs.get(key) {
                add(rows, start, said);
                continue;
            }
            let said = std::array::from_fn(|n| {
                first::of_kinds(kinds, (OF_PAIR / 2) as isize - 1 - n as isize, summing);
                summing.take()
            });
            self.of_pairs.put(key, said);
            add(rows, start, &said);
        }
    }
}

/// Adds what is said to a stretch of tokens.
fn add<const N: usize>(rows: &mut [Row], start: usize, said: &[Row; N]) {
    if let Some(around) = rows[start..].first_chunk_mut() {
        join_rows(around, said);
    }
}

/// Returns what was kept under a number or, for a number not met before, what is said at each
/// distance, the greatest first.
fn kept<const N: usize>(
    known: &mut Vec<Option<Box<[Row; N]>>>,
    number: usize,
    mut said: impl FnMut(isize) -> Row,
) -> &[Row; N] {
    if known.len() <= number {
        known.resize(number + 1, None);
    }
    known[number].get_or_insert_with(|| Box::new(std::array::from_fn(|n| said((N / 2) as isize - n as isize))))
}
