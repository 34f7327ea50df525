//! What a model says of rows of features → probabilities, and the likeliest of several.

use crate::annotate::sequence::FeatureRows;
use crate::annotate::sequence::Model;
use crate::annotate::sequence::choice;

/// Returns the probabilities that a ranker gives to the rows, of which one at most is right.
pub(crate) fn chances(model: &Model, rows: &FeatureRows) -> Vec<f32> {
    let mut scores: Vec<f32> = rows.iter().map(|row| score(model, row)).collect();
    choice(&mut scores);
    scores
}

fn score(model: &Model, row: &[u64]) -> f32 {
    let sums = model.sums::<2, 8>(row);
    (sums[1] - sums[0]) as f32 * model.scale() + model.edge(1) - model.edge(0)
}

/// Returns the probability that a two-label model gives to the second label.
pub(crate) fn probability(model: &Model, rows: &FeatureRows) -> f32 {
    1.0 / (1.0 + (-score(model, rows.row(0))).exp())
}

/// Returns the likeliest of several, its probability and that of the next; of two alike the
/// first.
pub(crate) fn likeliest<T>(chances: impl Iterator<Item = (T, f32)>) -> Option<(T, f32, f32)> {
    chances.fold(None, |best: Option<(T, f32, f32)>, (one, chance)| match best {
        Some((known, top, next)) if chance <= top => Some((known, top, next.max(chance))),
        Some((_, top, _)) => Some((one, chance, top)),
        None => Some((one, chance, 0.0)),
    })
}
