//! Trained weights → the bytes of a model file (see [`super::model`]).

#[cfg(feature = "train")]
use std::collections::BTreeMap;

use super::model::{BUCKET, HEADER, MAGIC, checksum, place, row_bytes};

/// What a trainer found, before it is rounded.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weights {
    pub n_labels: usize,
    pub n_classes: usize,
    /// `[class][from][to]`; `NEG_INFINITY` forbids.
    pub transitions: Vec<f32>,
    pub start: Vec<f32>,
    pub end: Vec<f32>,
    /// Feature hashes, each with its row of weights.
    pub features: Vec<u64>,
    /// `[feature][label]`.
    pub rows: Vec<f32>,
    /// One step of a rounded weight, where it is not to be found from the rows.
    pub scale: Option<f32>,
}

/// Writes a model file; the same weights give the same bytes.
pub(crate) fn encode(weights: &Weights) -> Vec<u8> {
    let labels = weights.n_labels;
    let stride = row_bytes(labels);
    let scale = weights.scale.unwrap_or_else(|| scale_of(&weights.rows));
    let mut order: Vec<usize> = (0..weights.features.len()).collect();
    order.sort_by_key(|&i| weights.features[i]);
    let n_buckets = (order.len() * 2 / BUCKET + 1).max(2);
    let mut buckets: Vec<Vec<(u16, usize)>> = vec![Vec::new(); n_buckets];
    for &i in &order {
        let (mut bucket, print) = place(weights.features[i], n_buckets);
        while buckets.get(bucket).is_some_and(|b| b.len() == BUCKET) {
            bucket += 1;
        }
        // A fingerprint met before on the way to a free place would hide this feature: it is
        // left out, as is one that finds no free place up to the table's end. Both are rare.
        let first = place(weights.features[i], n_buckets).0;
        let hidden = buckets[first..buckets.len().min(bucket + 1)].iter().flatten().any(|&(p, _)| p == print);
        if !hidden && bucket < n_buckets {
            buckets[bucket].push((print, i));
        }
    }
    let mut table = Vec::with_capacity(n_buckets * BUCKET * 2 + order.len() * stride);
    for bucket in &buckets {
        let print = |k: usize| bucket.get(k).map_or(0, |&(p, _)| p);
        (0..BUCKET).for_each(|k| table.extend(print(k).to_le_bytes()));
    }
    for &(_, i) in buckets.iter().flatten() {
        let row = weights.rows[i * labels..(i + 1) * labels].iter().copied().chain(std::iter::repeat(0.0));
        table.extend(row.take(stride).map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8));
    }
    let numbers = [labels, weights.n_classes, stride, n_buckets].map(|n| n as u32);
    let mut body = Vec::with_capacity(HEADER + table.len());
    numbers.iter().for_each(|n| body.extend(n.to_le_bytes()));
    body.extend(scale.to_le_bytes());
    let n_features: usize = buckets.iter().map(Vec::len).sum();
    body.extend((n_features as u32).to_le_bytes());
    for part in [&weights.transitions, &weights.start, &weights.end] {
        part.iter().for_each(|f| body.extend(f.to_le_bytes()));
    }
    body.extend(table);
    let mut file = MAGIC.to_vec();
    file.extend(checksum(&body));
    file.extend(body);
    file
}

/// Lays the weights of two models of up to eight labels side by side, so that a feature that
/// both know is looked up once.
///
/// Returns a model of sixteen labels with the weights of the features that `are_shared`, in
/// steps of the two models' scales, and the two models with what else they have: transitions
/// and the weights of their other features.
#[cfg(feature = "train")]
pub(crate) fn beside(first: &Weights, second: &Weights, are_shared: impl Fn(u64) -> bool) -> [Weights; 3] {
    const HALF: usize = 8;
    let mut shared: BTreeMap<u64, [f32; 2 * HALF]> = BTreeMap::new();
    let rest = [first, second].map(|model| Weights {
        scale: Some(scale_of(&model.rows)),
        features: Vec::new(),
        rows: Vec::new(),
        ..model.clone()
    });
    let mut rest = rest;
    for (half, (model, rest)) in [first, second].into_iter().zip(&mut rest).enumerate() {
        let scale = rest.scale.unwrap_or(1.0);
        for (&feature, row) in model.features.iter().zip(model.rows.chunks_exact(model.n_labels)) {
            if are_shared(feature) {
                let lanes = &mut shared.entry(feature).or_insert([0.0; 2 * HALF])[half * HALF..];
                lanes.iter_mut().zip(row).for_each(|(lane, weight)| *lane = weight / scale);
            } else {
                rest.features.push(feature);
                rest.rows.extend_from_slice(row);
            }
        }
    }
    let n_labels = 2 * HALF;
    let both = Weights {
        n_labels,
        n_classes: 1,
        transitions: vec![0.0; n_labels * n_labels],
        start: vec![0.0; n_labels],
        end: vec![0.0; n_labels],
        features: shared.keys().copied().collect(),
        rows: shared.into_values().flatten().collect(),
        scale: Some(1.0),
    };
    let [first, second] = rest;
    [both, first, second]
}

/// One step of a rounded weight: the largest weights may be cut so that the many small ones
/// keep their differences.
fn scale_of(rows: &[f32]) -> f32 {
    let mut sizes: Vec<f32> = rows.iter().map(|w| w.abs()).filter(|&w| w > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 5000)).copied().unwrap_or(1.0);
    (top / 127.0).max(1e-6)
}
