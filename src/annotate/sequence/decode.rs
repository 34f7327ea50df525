//! Label scores → best path, or each label's probability at each position.
//!
//! Both run in time linear in the number of positions, whatever the scores; forbidden
//! transitions have the score `-inf`. Rows are filled up to a power of two of labels, which
//! lets the compiler handle a row at once. All memory is in a [`Scratch`] that is used again.

use super::Model;

/// Working memory for decoding, and its results.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// For each position but the first and each label the label before it, in numbers as wide as the scores, so that
    /// the compiler handles both alike.
    back: Vec<f32>,
    labels: Vec<u8>,
    emission: Vec<f32>,
    alpha: Vec<f32>,
    marginals: Vec<f32>,
}

/// Calls a function for the length of the model's rows.
macro_rules! by_lanes {
    ($model:ident.$function:ident($($argument:expr),*)) => {
        match $model.lanes() {
            8 => $model.$function::<8>($($argument),*),
            16 => $model.$function::<16>($($argument),*),
            _ => $model.$function::<32>($($argument),*),
        }
    };
}

impl Model {
    /// Returns the best label of each position.
    ///
    /// `scores` are those of [`Model::scores`]; `classes` holds the transition class *into*
    /// each position (the first is not used), and may be empty for a model without classes.
    pub fn viterbi<'s>(&self, scores: &[f32], classes: &[u8], scratch: &'s mut Scratch) -> &'s [u8] {
        by_lanes!(self.best_path(scores, classes, scratch));
        &scratch.labels
    }

    /// Returns for each position the probability of each label, row after row.
    ///
    /// Takes what [`viterbi`](Self::viterbi) takes. Forward-backward with each position's
    /// sums scaled to one, so that no logarithm is needed and no length underflows.
    pub fn marginals<'s>(&self, scores: &[f32], classes: &[u8], scratch: &'s mut Scratch) -> &'s [f32] {
        by_lanes!(self.forward_backward(scores, classes, scratch));
        &scratch.marginals
    }

    /// Fills `labels`: forward the best paths to each label with where they came from, then back along the best.
    fn best_path<const L: usize>(&self, scores: &[f32], classes: &[u8], scratch: &mut Scratch) {
        let n_labels = self.n_labels;
        let n = scores.len() / n_labels;
        let Scratch { back, labels, .. } = scratch;
        labels.clear();
        labels.resize(n, 0);
        back.clear();
        let mut rows = scores.chunks_exact(n_labels);
        let Some(first) = rows.next() else { return };
        let mut path = sum(row_of::<L>(&self.start), padded(first, f32::NEG_INFINITY));
        for (i, here) in (1..n).zip(rows) {
            let mut best = [f32::NEG_INFINITY; L];
            let mut from_best = [0.0; L];
            for (from, row) in self.square::<L>(&self.transitions, classes, i).iter().enumerate() {
                for to in 0..L {
                    let value = path[from] + row[to];
                    let is_better = value > best[to];
                    best[to] = if is_better { value } else { best[to] };
                    from_best[to] = if is_better { from as f32 } else { from_best[to] };
                }
            }
            back.extend(from_best);
            path = sum(best, padded(here, f32::NEG_INFINITY));
        }
        let path = sum(path, row_of::<L>(&self.end));
        let last = (0..n_labels).max_by(|&a, &b| path[a].total_cmp(&path[b]).then(b.cmp(&a)));
        let mut label = last.unwrap_or(0);
        for (i, pointers) in (1..n).zip(back.as_chunks::<L>().0).rev() {
            labels[i] = label as u8;
            label = pointers[label] as usize;
        }
        labels[0] = label as u8;
    }

    fn forward_backward<const L: usize>(&self, scores: &[f32], classes: &[u8], scratch: &mut Scratch) {
        let n_labels = self.n_labels;
        let n = scores.len() / n_labels;
        let Scratch { emission, alpha, marginals, .. } = scratch;
        exponentials::<L>(scores, n_labels, emission);
        self.forward::<L>(emission, classes, alpha);
        marginals.clear();
        marginals.resize(n * n_labels, 0.0);
        let (emission, alpha) = (emission.as_chunks::<L>().0, alpha.as_chunks::<L>().0);
        let mut beta: [f32; L] = row_of::<L>(&self.end).map(f32::exp);
        for i in (0..n).rev() {
            let row = normalised(product(alpha[i], beta), n_labels);
            marginals[i * n_labels..(i + 1) * n_labels].copy_from_slice(&row[..n_labels]);
            if i == 0 {
                break;
            }
            let right = product(beta, emission[i]);
            let mut sums = [0.0f32; L];
            for (to, row) in self.square::<L>(&self.exp_turned, classes, i).iter().enumerate() {
                (0..L).for_each(|from| sums[from] += row[from] * right[to]);
            }
            beta = normalised(sums, n_labels);
        }
    }

    /// Fills `alpha` with the scaled forward sums.
    fn forward<const L: usize>(&self, emission: &[f32], classes: &[u8], alpha: &mut Vec<f32>) {
        alpha.clear();
        let emission = emission.as_chunks::<L>().0;
        let Some(first) = emission.first() else { return };
        let mut sums = normalised(product(row_of::<L>(&self.start).map(f32::exp), *first), self.n_labels);
        alpha.extend(sums);
        for (i, here) in emission.iter().enumerate().skip(1) {
            let before = sums;
            sums = [0.0; L];
            for (from, row) in self.square::<L>(&self.exp_transitions, classes, i).iter().enumerate() {
                (0..L).for_each(|to| sums[to] += before[from] * row[to]);
            }
            sums = normalised(product(sums, *here), self.n_labels);
            alpha.extend(sums);
        }
    }

    /// Returns the rows of the transitions into position `i`.
    fn square<'t, const L: usize>(&self, all: &'t [f32], classes: &[u8], i: usize) -> &'t [[f32; L]] {
        let class = classes.get(i).map_or(0, |&c| usize::from(c).min(self.n_classes - 1));
        &all.as_chunks::<L>().0[class * self.n_labels..(class + 1) * self.n_labels]
    }
}

fn row_of<const L: usize>(scores: &[f32]) -> [f32; L] {
    padded(scores, f32::NEG_INFINITY)
}

fn padded<const L: usize>(scores: &[f32], rest: f32) -> [f32; L] {
    let mut row = [rest; L];
    row.iter_mut().zip(scores).for_each(|(r, s)| *r = *s);
    row
}

fn sum<const L: usize>(a: [f32; L], b: [f32; L]) -> [f32; L] {
    std::array::from_fn(|y| a[y] + b[y])
}

fn product<const L: usize>(a: [f32; L], b: [f32; L]) -> [f32; L] {
    std::array::from_fn(|y| a[y] * b[y])
}

/// Fills `emission` with the exponentials of the scores, each row's largest being one.
fn exponentials<const L: usize>(scores: &[f32], n_labels: usize, emission: &mut Vec<f32>) {
    emission.clear();
    for row in scores.chunks_exact(n_labels) {
        let row: [f32; L] = padded(row, LEAST);
        let top = row.iter().fold(LEAST, |top, &s| if s > top { s } else { top });
        emission.extend(row.map(|s| s - top));
    }
    emission.iter_mut().for_each(|s| *s = exponential(*s));
}

/// Below this the exponential is as good as none, and a power of two still holds it.
const LEAST: f32 = -87.0;

/// Returns the exponential of a number that is not positive, to six digits: a power of two
/// and a polynomial for the rest (Cephes' `expf`), the same on every machine.
#[inline(always)]
fn exponential(x: f32) -> f32 {
    /// Adding this number rounds to a whole one, which the last bits of the sum then hold.
    const ROUND: f32 = 12_582_912.0;
    let x = if x > LEAST { x } else { LEAST };
    let rounded = x * std::f32::consts::LOG2_E + ROUND;
    let power = rounded - ROUND;
    let rest = x - power * 0.693_359_4 + power * 2.121_944_4e-4;
    let coefficients = [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5];
    let series = coefficients.into_iter().fold(1.987_569_1e-4, |sum, c| sum * rest + c);
    let value = series * rest * rest + rest + 1.0;
    f32::from_bits(value.to_bits().wrapping_add(rounded.to_bits() << 23))
}

/// Adds up a row, its halves side by side.
#[inline(always)]
fn total<const L: usize>(mut row: [f32; L]) -> f32 {
    let mut half = L / 2;
    while half > 0 {
        (0..half).for_each(|y| row[y] += row[y + half]);
        half /= 2;
    }
    row[0]
}

/// Scales to a sum of one; what sums to nothing becomes uniform.
#[inline(always)]
fn normalised<const L: usize>(row: [f32; L], n_labels: usize) -> [f32; L] {
    let sum = total(row);
    if sum > 0.0 && sum.is_finite() {
        let factor = 1.0 / sum;
        row.map(|x| x * factor)
    } else {
        std::array::from_fn(|y| if y < n_labels { 1.0 / n_labels as f32 } else { 0.0 })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn exponentials_have_six_digits() {
        for x in (0..8_000).map(|i| -i as f32 / 100.0) {
            let (found, want) = (super::exponential(x), x.exp());
            assert!((found - want).abs() <= 1e-6 * want, "{x}: {found} for {want}");
        }
    }
}
