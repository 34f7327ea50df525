//! Trained weights → the bytes of a model file (see [`super::model`]).

use std::collections::BTreeMap;

use super::model::{HEADER, LINE, MAGIC, checksum, first_print, group_of, hashed, line_of, print_of, rows_per_line};

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

/// Share of the lines' rows that are taken, unless more are needed.
const LOAD: f64 = 0.92;
/// Features in a group, on average: more need fewer groups, but more tries.
const GROUP: usize = 6;

/// Features of a line by number, with their fingerprints.
type Line = Vec<(u16, usize)>;

/// Writes a model file; the same weights give the same bytes.
pub(crate) fn encode(weights: &Weights) -> Vec<u8> {
    let labels = weights.n_labels;
    let scale = weights.scale.unwrap_or_else(|| scale_of(&weights.rows));
    let (shifts, lines) = spread(&weights.features, rows_per_line(labels));
    let numbers = [labels, weights.n_classes, lines.len(), weights.features.len(), shifts.len()];
    let mut body = Vec::with_capacity(HEADER + shifts.len() + lines.len() * LINE);
    numbers.iter().for_each(|&n| body.extend((n as u32).to_le_bytes()));
    body.extend(scale.to_le_bytes());
    for part in [&weights.transitions, &weights.start, &weights.end] {
        part.iter().for_each(|f| body.extend(f.to_le_bytes()));
    }
    body.extend(shifts);
    let quantised = |weight: &f32| (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8;
    for line in &lines {
        let mut bytes = [0; LINE];
        let (of_rows, of_prints) = bytes.split_at_mut(first_print(labels));
        for (row, &(_, feature)) in of_rows.chunks_exact_mut(labels).zip(line) {
            let weights = weights.rows[feature * labels..].iter().map(quantised);
            row.iter_mut().zip(weights).for_each(|(byte, weight)| *byte = weight);
        }
        for (bytes, (print, _)) in of_prints.as_chunks_mut::<2>().0.iter_mut().zip(line) {
            *bytes = print.to_le_bytes();
        }
        body.extend(bytes);
    }
    let mut file = MAGIC.to_vec();
    file.extend(checksum(&body));
    file.extend(body);
    file
}

/// Returns a shift for each group of features, all of which differ, and what lies in each line.
///
/// The largest groups choose first, while there is room; where one finds none, the lines
/// become more and all begin again.
fn spread(features: &[u64], per_line: usize) -> (Vec<u8>, Vec<Line>) {
    let hashes: Vec<u64> = features.iter().map(|&feature| hashed(feature)).collect();
    let n_groups = features.len() / GROUP + 1;
    let mut groups = vec![Vec::new(); n_groups];
    for (feature, &hash) in hashes.iter().enumerate() {
        groups[group_of(hash, n_groups)].push(feature);
    }
    let mut order: Vec<usize> = (0..n_groups).collect();
    order.sort_by_key(|&group| std::cmp::Reverse(groups[group].len()));
    let mut n_lines = (features.len() as f64 / (per_line as f64 * LOAD)) as usize + 1;
    loop {
        let (mut shifts, mut lines) = (vec![0; n_groups], vec![Line::new(); n_lines]);
        let have_room = order.iter().all(|&group| {
            let shift = (0..=u8::MAX).find(|&shift| place(&groups[group], &hashes, shift, &mut lines, per_line));
            shifts[group] = shift.unwrap_or_default();
            shift.is_some()
        });
        if have_room {
            return (shifts, lines);
        }
        n_lines += n_lines / 64 + 1;
    }
}

/// Puts the features of a group into the lines of a shift; puts none and returns false where one
/// has no room or its fingerprint is in its line already.
fn place(group: &[usize], hashes: &[u64], shift: u8, lines: &mut [Line], per_line: usize) -> bool {
    for (n, &feature) in group.iter().enumerate() {
        let print = print_of(hashes[feature]);
        let line = line_of(hashes[feature], shift, lines.len());
        if lines[line].len() == per_line || lines[line].iter().any(|row| row.0 == print) {
            for &placed in &group[..n] {
                lines[line_of(hashes[placed], shift, lines.len())].pop();
            }
            return false;
        }
        lines[line].push((print, feature));
    }
    true
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
