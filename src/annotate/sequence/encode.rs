//! Trained weights → the bytes of a model file (see [`super::model`]).

use std::collections::BTreeMap;

use super::model::{GOES_ON, HEADER, LINE, MAGIC, SPARE, checksum, first_print, place, rows_per_line};

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

/// Share of a table's rows that are taken.
const LOAD: f64 = 0.72;

/// A line that is being filled.
#[derive(Debug, Clone, Default)]
struct Line {
    /// Fingerprints with the number of their feature.
    rows: Vec<(u16, usize)>,
    goes_on: bool,
}

/// Writes a model file; the same weights give the same bytes.
pub(crate) fn encode(weights: &Weights) -> Vec<u8> {
    let labels = weights.n_labels;
    let scale = weights.scale.unwrap_or_else(|| scale_of(&weights.rows));
    let lines = lines(&weights.features, rows_per_line(labels));
    let n_features: usize = lines.iter().map(|line| line.rows.len()).sum();
    let numbers = [labels, weights.n_classes, lines.len() - SPARE, n_features].map(|n| n as u32);
    let mut body = Vec::with_capacity(HEADER + lines.len() * LINE);
    numbers.iter().for_each(|n| body.extend(n.to_le_bytes()));
    body.extend(scale.to_le_bytes());
    for part in [&weights.transitions, &weights.start, &weights.end] {
        part.iter().for_each(|f| body.extend(f.to_le_bytes()));
    }
    let quantised = |weight: &f32| (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8;
    for Line { rows, goes_on } in &lines {
        let mut bytes = [0; LINE];
        let (of_rows, of_prints) = bytes.split_at_mut(first_print(labels));
        for (row, &(_, feature)) in of_rows.chunks_exact_mut(labels).zip(rows) {
            let weights = weights.rows[feature * labels..].iter().map(quantised);
            row.iter_mut().zip(weights).for_each(|(byte, weight)| *byte = weight);
        }
        for (bytes, (print, _)) in of_prints.as_chunks_mut::<2>().0.iter_mut().zip(rows) {
            *bytes = print.to_le_bytes();
        }
        if let Some(last) = of_prints.last_chunk_mut::<8>().filter(|_| *goes_on) {
            *last = (u64::from_le_bytes(*last) | GOES_ON).to_le_bytes();
        }
        body.extend(bytes);
    }
    let mut file = MAGIC.to_vec();
    file.extend(checksum(&body));
    file.extend(body);
    file
}

/// Sends each feature to its line or, where that is full, to the next that is not.
///
/// A fingerprint met before on the way to a free place would hide a feature: it is left out,
/// as is one that finds no free place up to the table's end. Both are rare.
fn lines(features: &[u64], per_line: usize) -> Vec<Line> {
    let mut order: Vec<usize> = (0..features.len()).collect();
    order.sort_by_key(|&i| features[i]);
    let n_lines = (features.len() as f64 / (per_line as f64 * LOAD)) as usize + 1;
    let mut lines = vec![Line::default(); n_lines + SPARE];
    for &i in &order {
        let (first, print) = place(features[i], n_lines);
        let free = (first..lines.len()).find(|&line| lines[line].rows.len() < per_line);
        let Some(free) = free else { continue };
        if lines[first..=free].iter().flat_map(|line| &line.rows).any(|&(p, _)| p == print) {
            continue;
        }
        lines[first..free].iter_mut().for_each(|line| line.goes_on = true);
        lines[free].rows.push((print, i));
    }
    lines
}

/// Lays the weights of two models of as many labels side by side, so that a feature that
/// both know is looked up once.
///
/// Returns a model with the labels of both and the weights of the features that `are_shared`,
/// in steps of the two models' scales, and the two models with what else they have:
/// transitions and the weights of their other features.
pub(crate) fn beside(first: &Weights, second: &Weights, are_shared: impl Fn(u64) -> bool) -> [Weights; 3] {
    let half = first.n_labels;
    let mut shared: BTreeMap<u64, Vec<f32>> = BTreeMap::new();
    let rest = [first, second].map(|model| Weights {
        scale: Some(scale_of(&model.rows)),
        features: Vec::new(),
        rows: Vec::new(),
        ..model.clone()
    });
    let mut rest = rest;
    for (which, (model, rest)) in [first, second].into_iter().zip(&mut rest).enumerate() {
        let scale = rest.scale.unwrap_or(1.0);
        for (&feature, row) in model.features.iter().zip(model.rows.chunks_exact(model.n_labels)) {
            if are_shared(feature) {
                let lanes = &mut shared.entry(feature).or_insert_with(|| vec![0.0; 2 * half])[which * half..];
                lanes.iter_mut().zip(row).for_each(|(lane, weight)| *lane = weight / scale);
            } else {
                rest.features.push(feature);
                rest.rows.extend_from_slice(row);
            }
        }
    }
    let n_labels = 2 * half;
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
