//! One pass of stochastic gradient over the sequences.

use super::{Corpus, Settings};
use crate::annotate::sequence::{Weights, choice};

/// Sequences between two steps of the transitions, whose exponentials are costly.
const TRANSITION_BATCH: usize = 8;
/// Rows whose labels are this well predicted need no step.
const SMALL: f32 = 2e-3;

/// Weights under training; `N` is the number of labels rounded up, the rest never allowed.
pub(super) struct Learner<'c, const N: usize> {
    corpus: &'c Corpus,
    settings: &'c Settings,
    weights: Vec<[f32; N]>,
    squares: Vec<[f32; N]>,
    kept: Vec<bool>,
    /// Class 0.. own, the last one shared by all; then start and end scores.
    transitions: Vec<[f32; N]>,
    transition_squares: Vec<[f32; N]>,
    transition_steps: Vec<[f32; N]>,
    /// Exponentials of own and shared scores together, 0 where forbidden.
    exponentials: Vec<[f32; N]>,
    /// Sums of the weights and transitions of the remembered epochs, and their number.
    sums: (Vec<[f32; N]>, Vec<[f32; N]>, f32),
    random: u64,
    /// The sequences in the order of the last visit.
    order: Vec<usize>,
    rows: Rows,
    lattice: Lattice<N>,
}

/// Features of one sequence after dropout.
#[derive(Default)]
struct Rows {
    features: Vec<u32>,
    ends: Vec<usize>,
}

#[derive(Default)]
struct Lattice<const N: usize> {
    emission: Vec<[f32; N]>,
    alpha: Vec<[f32; N]>,
    beta: Vec<[f32; N]>,
}

impl<'c, const N: usize> Learner<'c, N> {
    /// Returns a learner of some sequences; `seed` tells it from others of the same settings.
    pub fn new(corpus: &'c Corpus, settings: &'c Settings, order: Vec<usize>, seed: u64) -> Self {
        let n_rows = (settings.n_classes + 1) * N + 2;
        let mut learner = Learner {
            corpus,
            settings,
            weights: vec![[0.0; N]; corpus.n_features()],
            squares: vec![[0.0; N]; corpus.n_features()],
            kept: vec![true; corpus.n_features()],
            transitions: vec![[0.0; N]; n_rows],
            transition_squares: vec![[0.0; N]; n_rows],
            transition_steps: vec![[0.0; N]; n_rows],
            exponentials: vec![[0.0; N]; settings.n_classes * N + 2],
            sums: (Vec::new(), Vec::new(), 0.0),
            random: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
            order,
            rows: Rows::default(),
            lattice: Lattice::default(),
        };
        learner.refresh();
        learner
    }

    /// Visits every sequence once, in an order of its own.
    pub fn epoch(&mut self) {
        for i in (1..self.order.len()).rev() {
            let j = (self.draw() % (i as u64 + 1)) as usize;
            self.order.swap(i, j);
        }
        for n in 0..self.order.len() {
            self.visit(self.order[n]);
            if n % TRANSITION_BATCH == TRANSITION_BATCH - 1 {
                self.step_transitions();
            }
        }
        self.step_transitions();
    }

    /// Keeps the `keep` most useful features of all learners together: large weights, on
    /// average, that are used often.
    pub fn select(learners: &mut [Self], keep: usize) {
        let Some(corpus) = learners.first().map(|l| l.corpus) else { return };
        let usefulness = |i: usize| {
            let size = |y: usize| learners.iter().map(|l| l.weights[i][y]).sum::<f32>().abs();
            let largest = (0..N).map(size).fold(0.0f32, f32::max);
            largest * (1.0 + corpus.counts[i] as f32).ln()
        };
        let mut order: Vec<(f32, usize)> = (0..corpus.n_features()).map(|i| (usefulness(i), i)).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (rank, &(size, i)) in order.iter().enumerate() {
            learners.iter_mut().for_each(|l| l.kept[i] = rank < keep && size > 0.0);
        }
    }

    /// Adds the weights as they stand to the average.
    pub fn remember(&mut self) {
        self.sums.2 += 1.0;
        for (sums, rows) in [(&mut self.sums.0, &self.weights), (&mut self.sums.1, &self.transitions)] {
            sums.resize(rows.len(), [0.0; N]);
            sums.iter_mut().zip(rows).for_each(|(sum, row)| (0..N).for_each(|y| sum[y] += row[y]));
        }
    }

    /// Takes in what another learner remembers.
    pub fn join(&mut self, other: Self) {
        self.sums.2 += other.sums.2;
        for (sums, more) in [(&mut self.sums.0, &other.sums.0), (&mut self.sums.1, &other.sums.1)] {
            sums.iter_mut().zip(more).for_each(|(sum, row)| (0..N).for_each(|y| sum[y] += row[y]));
        }
    }

    /// Replaces the weights by the average of the remembered ones, if there are any.
    pub fn average(&mut self) {
        let n = self.sums.2;
        for (sums, rows) in [(&self.sums.0, &mut self.weights), (&self.sums.1, &mut self.transitions)] {
            rows.iter_mut().zip(sums).for_each(|(row, sum)| (0..N).for_each(|y| row[y] = sum[y] / n));
        }
    }

    /// Returns what was learnt, forbidden transitions as `-inf`.
    pub fn weights(&self) -> Weights {
        let Settings { n_labels, n_classes, allowed, .. } = *self.settings;
        let mut out = Weights { n_labels, n_classes, ..Weights::default() };
        let score =
            |from: Option<u8>, to: Option<u8>, score: f32| if allowed(from, to) { score } else { f32::NEG_INFINITY };
        for class in 0..n_classes {
            for from in 0..n_labels {
                for to in 0..n_labels {
                    let both = self.transitions[class * N + from][to] + self.transitions[n_classes * N + from][to];
                    out.transitions.push(score(Some(from as u8), Some(to as u8), both));
                }
            }
        }
        let edges = (n_classes + 1) * N;
        out.start = (0..n_labels).map(|y| score(None, Some(y as u8), self.transitions[edges][y])).collect();
        out.end = (0..n_labels).map(|y| score(Some(y as u8), None, self.transitions[edges + 1][y])).collect();
        for (i, row) in self.weights.iter().enumerate() {
            if self.kept[i] && row.iter().any(|w| w.abs() > 1e-3) {
                out.features.push(self.corpus.names[i]);
                out.rows.extend_from_slice(&row[..n_labels]);
            }
        }
        out
    }

    fn draw(&mut self) -> u64 {
        self.random ^= self.random >> 12;
        self.random ^= self.random << 25;
        self.random ^= self.random >> 27;
        self.random.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn visit(&mut self, sequence: usize) {
        let positions = self.corpus.positions(sequence);
        self.choose_features(positions.clone());
        if self.settings.choice {
            self.choose(positions);
            return;
        }
        self.score();
        self.forward_backward(positions.clone());
        self.step_weights(positions);
    }

    /// Copies the features of a sequence that survive selection and dropout.
    fn choose_features(&mut self, positions: std::ops::Range<usize>) {
        let threshold = (self.settings.dropout.clamp(0.0, 0.9) * 65536.0) as u64;
        self.rows.features.clear();
        self.rows.ends.clear();
        let corpus = self.corpus;
        for position in positions {
            for four in corpus.row(position).chunks(4) {
                let bits = self.draw();
                for (k, &id) in four.iter().enumerate() {
                    if (bits >> (16 * k)) & 0xFFFF >= threshold && self.kept[id as usize] {
                        self.rows.features.push(id);
                    }
                }
            }
            self.rows.ends.push(self.rows.features.len());
        }
    }

    fn score(&mut self) {
        let factor = 1.0 / (1.0 - self.settings.dropout.clamp(0.0, 0.9));
        let n_labels = self.settings.n_labels;
        self.lattice.emission.clear();
        let mut start = 0;
        for &end in &self.rows.ends {
            let mut sums = [0.0f32; N];
            for &id in &self.rows.features[start..end] {
                let row = &self.weights[id as usize];
                (0..N).for_each(|y| sums[y] += row[y]);
            }
            let top = sums[..n_labels].iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let mut row = [0.0; N];
            (0..n_labels).for_each(|y| row[y] = ((sums[y] - top) * factor).exp());
            self.lattice.emission.push(row);
            start = end;
        }
    }

    /// Fills the lattice and collects the steps of the transitions.
    fn forward_backward(&mut self, positions: std::ops::Range<usize>) {
        let corpus = self.corpus;
        let labels = &corpus.labels[positions.clone()];
        let classes = &corpus.classes[positions];
        let n = labels.len();
        let edges = self.settings.n_classes * N;
        let Lattice { emission, alpha, beta } = &mut self.lattice;
        alpha.clear();
        alpha.push(scaled(times(&self.exponentials[edges], &emission[0])));
        for i in 1..n {
            let at = usize::from(classes[i]) * N;
            let mut sums = [0.0; N];
            for (from, row) in self.exponentials[at..at + N].iter().enumerate() {
                let a = alpha[i - 1][from];
                (0..N).for_each(|y| sums[y] += a * row[y]);
            }
            alpha.push(scaled(times(&sums, &emission[i])));
        }
        beta.clear();
        beta.resize(n, [0.0; N]);
        beta[n - 1] = self.exponentials[edges + 1];
        let shared = self.settings.n_classes * N;
        for i in (1..n).rev() {
            let at = usize::from(classes[i]) * N;
            let right = times(&beta[i], &emission[i]);
            let mut sums = [0.0; N];
            let mut total = 0.0;
            for (from, row) in self.exponentials[at..at + N].iter().enumerate() {
                sums[from] = (0..N).map(|y| row[y] * right[y]).sum();
                total += sums[from] * alpha[i - 1][from];
            }
            for (from, row) in self.exponentials[at..at + N].iter().enumerate() {
                let weight = alpha[i - 1][from] / total.max(f32::MIN_POSITIVE);
                for y in 0..N {
                    let expected = weight * row[y] * right[y];
                    self.transition_steps[at + from][y] -= expected;
                    self.transition_steps[shared + from][y] -= expected;
                }
            }
            let (from, to) = (usize::from(labels[i - 1]), usize::from(labels[i]));
            self.transition_steps[at + from][to] += 1.0;
            self.transition_steps[shared + from][to] += 1.0;
            beta[i - 1] = scaled(sums);
        }
    }

    fn step_weights(&mut self, positions: std::ops::Range<usize>) {
        let Settings { n_labels, n_classes, .. } = *self.settings;
        let corpus = self.corpus;
        let labels = &corpus.labels[positions];
        let edges = (n_classes + 1) * N;
        let mut start = 0;
        for (i, &label) in labels.iter().enumerate() {
            let label = usize::from(label);
            let probability = scaled(times(&self.lattice.alpha[i], &self.lattice.beta[i]));
            let mut step = [0.0; N];
            (0..n_labels).for_each(|y| step[y] = f32::from(u8::from(y == label)) - probability[y]);
            for (edge, is_there) in [(edges, i == 0), (edges + 1, i + 1 == labels.len())] {
                if is_there {
                    (0..N).for_each(|y| self.transition_steps[edge][y] += step[y]);
                }
            }
            let end = self.rows.ends[i];
            self.step_row(start..end, &step);
            start = end;
        }
    }

    fn step_row(&mut self, features: std::ops::Range<usize>, step: &[f32; N]) {
        let Settings { rate, l2, .. } = *self.settings;
        if step.iter().all(|s| s.abs() <= SMALL) {
            return;
        }
        for &id in &self.rows.features[features] {
            let (w, g) = (&mut self.weights[id as usize], &mut self.squares[id as usize]);
            for y in 0..N {
                let d = step[y] - l2 * w[y];
                g[y] += d * d;
                w[y] += rate * d / (g[y] + 1e-3).sqrt();
            }
        }
    }

    /// Learns from one sequence as from a choice: one row at most is right (conditional logit).
    fn choose(&mut self, positions: std::ops::Range<usize>) {
        let corpus = self.corpus;
        let labels = &corpus.labels[positions];
        let factor = 1.0 / (1.0 - self.settings.dropout.clamp(0.0, 0.9));
        let edge = (self.settings.n_classes + 1) * N;
        let bias = self.transitions[edge][1] - self.transitions[edge][0];
        let starts = |ends: &[usize], i: usize| if i == 0 { 0 } else { ends[i - 1] };
        let mut chances: Vec<f32> = Vec::with_capacity(labels.len());
        for i in 0..labels.len() {
            let features = &self.rows.features[starts(&self.rows.ends, i)..self.rows.ends[i]];
            let sum: f32 = features.iter().map(|&id| self.weights[id as usize]).map(|w| w[1] - w[0]).sum();
            chances.push(bias + sum * factor);
        }
        choice(&mut chances);
        let right: f32 = labels.iter().zip(&chances).filter(|(l, _)| **l == 1).map(|(_, p)| p).sum();
        for (i, &label) in labels.iter().enumerate() {
            let target = if label == 1 { chances[i] / right.max(f32::MIN_POSITIVE) } else { 0.0 };
            let mut step = [0.0; N];
            step[1] = target - chances[i];
            step[0] = -step[1];
            (0..2).for_each(|y| self.transition_steps[edge][y] += step[y]);
            let features = starts(&self.rows.ends, i)..self.rows.ends[i];
            self.step_row(features, &step);
        }
    }

    fn step_transitions(&mut self) {
        let rate = self.settings.transition_rate;
        let rows = self.transitions.iter_mut().zip(&mut self.transition_squares).zip(&mut self.transition_steps);
        for ((row, squares), steps) in rows {
            for y in 0..N {
                if steps[y] != 0.0 {
                    squares[y] += steps[y] * steps[y];
                    row[y] += rate * steps[y] / (squares[y] + 1e-6).sqrt();
                    steps[y] = 0.0;
                }
            }
        }
        self.refresh();
    }

    fn refresh(&mut self) {
        let Settings { n_labels, n_classes, allowed, .. } = *self.settings;
        for class in 0..n_classes {
            for from in 0..n_labels {
                for to in 0..n_labels {
                    if allowed(Some(from as u8), Some(to as u8)) {
                        let both = self.transitions[class * N + from][to] + self.transitions[n_classes * N + from][to];
                        self.exponentials[class * N + from][to] = both.exp();
                    }
                }
            }
        }
        for y in 0..n_labels {
            let edges = (n_classes + 1) * N;
            if allowed(None, Some(y as u8)) {
                self.exponentials[n_classes * N][y] = self.transitions[edges][y].exp();
            }
            if allowed(Some(y as u8), None) {
                self.exponentials[n_classes * N + 1][y] = self.transitions[edges + 1][y].exp();
            }
        }
    }
}

fn times<const N: usize>(a: &[f32; N], b: &[f32; N]) -> [f32; N] {
    std::array::from_fn(|y| a[y] * b[y])
}

fn scaled<const N: usize>(mut row: [f32; N]) -> [f32; N] {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 && sum.is_finite() {
        let factor = 1.0 / sum;
        row.iter_mut().for_each(|x| *x *= factor);
    }
    row
}
