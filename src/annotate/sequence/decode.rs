//! Label scores → best path, or each label's probability at each position.
//!
//! Both run in time linear in the number of positions, whatever the scores; forbidden
//! transitions have the score `-inf`. All memory is in a [`Scratch`] that is used again.

use super::Model;

/// Working memory for decoding, and its results.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    path: Vec<f32>,
    back: Vec<u8>,
    labels: Vec<u8>,
    emission: Vec<f32>,
    beta: Vec<f32>,
    marginals: Vec<f32>,
}

impl Model {
    /// Returns the best label of each position.
    ///
    /// `scores` are those of [`Model::scores`]; `classes` holds the transition class *into*
    /// each position (the first is not used), and may be empty for a model without classes.
    pub fn viterbi<'s>(&self, scores: &[f32], classes: &[u8], scratch: &'s mut Scratch) -> &'s [u8] {
        let n_labels = self.n_labels;
        let n = scores.len() / n_labels;
        let Scratch { path, back, labels, .. } = scratch;
        labels.clear();
        if n == 0 {
            return labels;
        }
        path.clear();
        path.extend(self.start.iter().zip(scores).map(|(a, b)| a + b));
        back.clear();
        back.resize(n * n_labels, 0);
        let mut next = vec![0.0f32; n_labels];
        for i in 1..n {
            let transitions = self.transitions_into(classes, i, &self.transitions);
            next.fill(f32::NEG_INFINITY);
            let pointers = &mut back[i * n_labels..(i + 1) * n_labels];
            for (from, row) in transitions.chunks_exact(n_labels).enumerate() {
                let before = path[from];
                for to in 0..n_labels {
                    let value = before + row[to];
                    if value > next[to] {
                        next[to] = value;
                        pointers[to] = from as u8;
                    }
                }
            }
            let here = &scores[i * n_labels..(i + 1) * n_labels];
            path.iter_mut().zip(&next).zip(here).for_each(|((p, v), s)| *p = v + s);
        }
        let last =
            (0..n_labels).max_by(|&a, &b| (path[a] + self.end[a]).total_cmp(&(path[b] + self.end[b])).then(b.cmp(&a)));
        let mut label = last.unwrap_or(0);
        labels.resize(n, 0);
        for i in (0..n).rev() {
            labels[i] = label as u8;
            label = back[i * n_labels + label] as usize;
        }
        labels
    }

    /// Returns for each position the probability of each label, row after row.
    ///
    /// Takes what [`viterbi`](Self::viterbi) takes. Forward-backward with each position's
    /// sums scaled to one, so that no logarithm is needed and no length underflows.
    pub fn marginals<'s>(&self, scores: &[f32], classes: &[u8], scratch: &'s mut Scratch) -> &'s [f32] {
        let n_labels = self.n_labels;
        let n = scores.len() / n_labels;
        let Scratch { emission, beta, marginals, .. } = scratch;
        marginals.clear();
        if n == 0 {
            return marginals;
        }
        exponentials(scores, n_labels, emission);
        self.forward(emission, classes, marginals);
        beta.clear();
        beta.extend(self.end.iter().map(|e| e.exp()));
        let mut next = vec![0.0f32; n_labels];
        for i in (0..n).rev() {
            let row = &mut marginals[i * n_labels..(i + 1) * n_labels];
            row.iter_mut().zip(beta.iter()).for_each(|(m, b)| *m *= b);
            normalise(row);
            if i == 0 {
                break;
            }
            let here = &emission[i * n_labels..(i + 1) * n_labels];
            beta.iter_mut().zip(here).for_each(|(b, e)| *b *= e);
            let transitions = self.transitions_into(classes, i, &self.exp_transitions);
            for (from, row) in transitions.chunks_exact(n_labels).enumerate() {
                next[from] = row.iter().zip(beta.iter()).map(|(t, b)| t * b).sum();
            }
            normalise(&mut next);
            beta.copy_from_slice(&next);
        }
        marginals
    }

    /// Fills `alpha` with the scaled forward sums.
    fn forward(&self, emission: &[f32], classes: &[u8], alpha: &mut Vec<f32>) {
        let n_labels = self.n_labels;
        alpha.extend(self.start.iter().zip(emission).map(|(s, e)| s.exp() * e));
        normalise(alpha);
        let mut sums = vec![0.0f32; n_labels];
        for i in 1..emission.len() / n_labels {
            sums.fill(0.0);
            let transitions = self.transitions_into(classes, i, &self.exp_transitions);
            let before = &alpha[(i - 1) * n_labels..];
            for (from, row) in transitions.chunks_exact(n_labels).enumerate() {
                let a = before[from];
                sums.iter_mut().zip(row).for_each(|(s, t)| *s += a * t);
            }
            let here = &emission[i * n_labels..(i + 1) * n_labels];
            sums.iter_mut().zip(here).for_each(|(s, e)| *s *= e);
            normalise(&mut sums);
            alpha.extend_from_slice(&sums);
        }
    }

    fn transitions_into<'t>(&self, classes: &[u8], i: usize, all: &'t [f32]) -> &'t [f32] {
        let class = classes.get(i).map_or(0, |&c| usize::from(c).min(self.n_classes - 1));
        let size = self.n_labels * self.n_labels;
        &all[class * size..(class + 1) * size]
    }
}

/// Fills `emission` with the exponentials of the scores, each row's largest being one.
pub(super) fn exponentials(scores: &[f32], n_labels: usize, emission: &mut Vec<f32>) {
    emission.clear();
    for row in scores.chunks_exact(n_labels) {
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        emission.extend(row.iter().map(|s| (s - top).exp()));
    }
}

/// Scales to a sum of one; what sums to nothing becomes uniform.
pub(super) fn normalise(row: &mut [f32]) {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 && sum.is_finite() {
        let factor = 1.0 / sum;
        row.iter_mut().for_each(|x| *x *= factor);
    } else {
        let uniform = 1.0 / row.len() as f32;
        row.fill(uniform);
    }
}
