use proptest::prelude::*;

use super::*;

/// A small model with two classes whose weights are easy to write down.
fn small_weights(n_labels: usize) -> Weights {
    let n_classes = 2;
    let wave = |i: usize| ((i * 7 + 3) % 11) as f32 * 0.3 - 1.5;
    Weights {
        n_labels,
        n_classes,
        transitions: (0..n_classes * n_labels * n_labels).map(wave).collect(),
        start: (0..n_labels).map(wave).collect(),
        end: (0..n_labels).map(|i| wave(i + 5)).collect(),
        features: (0..40).map(|i| mix(1, i)).collect(),
        rows: (0..40 * n_labels).map(|i| wave(i + 1)).collect(),
        scale: None,
    }
}

fn rows_of(words: &[u64]) -> FeatureRows {
    let mut rows = FeatureRows::new();
    for &w in words {
        rows.push(mix(1, w));
        rows.push(mix(1, w + 3));
        rows.push(mix(2, w));
        rows.end_row();
    }
    rows
}

/// Scores of every path, by enumeration.
fn paths(model: &Model, scores: &[f32], classes: &[u8]) -> Vec<(Vec<u8>, f64)> {
    let l = model.n_labels();
    let n = scores.len() / l;
    (0..l.pow(n as u32))
        .map(|mut code| {
            let path: Vec<u8> = (0..n)
                .map(|_| {
                    let y = code % l;
                    code /= l;
                    y as u8
                })
                .collect();
            let mut sum = model.start[path[0] as usize] + model.end[path[n - 1] as usize];
            for i in 0..n {
                sum += scores[i * l + path[i] as usize];
                if i > 0 {
                    let at = (classes[i] as usize * l + path[i - 1] as usize) * model.lanes() + path[i] as usize;
                    sum += model.transitions[at];
                }
            }
            (path, f64::from(sum))
        })
        .collect()
}

#[test]
fn decoding_agrees_with_enumeration() {
    for n_labels in [2, 3, 7] {
        let mut weights = small_weights(n_labels);
        weights.transitions[1] = f32::NEG_INFINITY;
        weights.start[0] = f32::NEG_INFINITY;
        let model = Model::from_bytes(&encode(&weights)).unwrap();
        let classes = [0, 1, 0, 1];
        let (mut scores, mut scratch) = (Vec::new(), Scratch::default());
        model.scores(&rows_of(&[4, 9, 2, 30]), &mut scores);
        let all = paths(&model, &scores, &classes);
        let best = all.iter().map(|p| p.1).max_by(f64::total_cmp).unwrap();
        let found = model.viterbi(&scores, &classes, &mut scratch);
        let value = all.iter().find(|p| p.0 == found).unwrap().1;
        assert!((value - best).abs() < 1e-4, "{found:?} scores {value}, the best {best}");
        let total: f64 = all.iter().map(|p| p.1.exp()).sum();
        let marginals = model.marginals(&scores, &classes, &mut scratch);
        for i in 0..4 {
            for y in 0..n_labels {
                let want: f64 = all.iter().filter(|p| p.0[i] as usize == y).map(|p| p.1.exp()).sum::<f64>() / total;
                assert!((f64::from(marginals[i * n_labels + y]) - want).abs() < 1e-4);
            }
        }
    }
}

#[test]
fn weights_survive_rounding_and_absent_features_score_nothing() {
    let weights = small_weights(7);
    let model = Model::from_bytes(&encode(&weights)).unwrap();
    assert_eq!(model.n_features(), 40);
    for (i, &feature) in weights.features.iter().enumerate() {
        let mut scores = Vec::new();
        model.push_scores(&[feature], &mut scores);
        for (y, score) in scores.iter().enumerate() {
            assert!((score - weights.rows[i * 7 + y]).abs() < 0.01);
        }
    }
    let mut scores = Vec::new();
    model.push_scores(&[mix(9, 9), 0, u64::MAX], &mut scores);
    assert_eq!(scores, [0.0; 7]);
}

#[test]
fn rows_and_fingerprints_fit_in_a_line() {
    for n_labels in 1..=24 {
        let rows = super::model::rows_per_line(n_labels);
        let prints = super::model::first_print(n_labels);
        assert!(rows > 0 && rows * n_labels <= prints && prints.is_multiple_of(8), "{n_labels}");
        let features: Vec<u64> = (0..500).map(|i| mix(3, i)).collect();
        let weights = Weights { rows: vec![1.0; features.len() * n_labels], features, ..small_weights(n_labels) };
        let model = Model::from_bytes(&encode(&weights)).unwrap();
        let mut scores = Vec::new();
        let known = weights.features.iter().filter(|&&feature| {
            scores.clear();
            model.push_scores(&[feature], &mut scores);
            scores.iter().all(|score| (score - 1.0).abs() < 0.01)
        });
        assert_eq!(known.count(), 500, "{n_labels}");
    }
}

#[test]
fn many_features_are_found_again() {
    let features: Vec<u64> = (0..50_000).map(|i| mix(3, i)).collect();
    let rows = vec![1.0; features.len() * 2];
    let weights = Weights { features, rows, ..small_weights(2) };
    let bytes = encode(&weights);
    let model = Model::from_bytes(&bytes).unwrap();
    assert_eq!(model.n_features(), 50_000);
    let mut scores = Vec::new();
    for &feature in &weights.features {
        scores.clear();
        model.push_scores(&[feature], &mut scores);
        assert!(scores.iter().all(|score| (score - 1.0).abs() < 0.01), "{feature}");
    }
    let rows = super::model::rows_per_line(2);
    assert!(bytes.len() < 50_000 / rows * 64 * 5 / 4, "{} bytes: the lines are filled", bytes.len());
}

#[test]
fn a_long_sequence_neither_underflows_nor_overflows() {
    let model = Model::from_bytes(&encode(&small_weights(3))).unwrap();
    let words: Vec<u64> = (0..20_000).map(|i| i % 37).collect();
    let (mut scores, mut scratch) = (Vec::new(), Scratch::default());
    model.scores(&rows_of(&words), &mut scores);
    let marginals = model.marginals(&scores, &[], &mut scratch);
    assert!(marginals.chunks(3).all(|row| (row.iter().sum::<f32>() - 1.0).abs() < 1e-3));
    assert_eq!(model.viterbi(&scores, &[], &mut scratch).len(), 20_000);
    assert!(model.viterbi(&[], &[], &mut scratch).is_empty());
}

#[test]
fn a_changed_byte_is_noticed() {
    let mut bytes = encode(&small_weights(3));
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    assert_eq!(Model::from_bytes(&bytes).unwrap_err(), ModelError::Checksum);
    bytes.pop();
    assert!(matches!(Model::from_bytes(&bytes), Err(ModelError::Length { .. })));
    assert_eq!(Model::from_bytes(&[]).unwrap_err(), ModelError::Format);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(mut bytes in proptest::collection::vec(any::<u8>(), 0..300), keep in any::<bool>()) {
        if keep && bytes.len() >= 8 {
            bytes[..8].copy_from_slice(&super::model::MAGIC);
        }
        let _ = Model::from_bytes(&bytes);
    }

    #[test]
    fn fingerprints_are_found_alike_on_any_processor(prints in proptest::collection::vec(1u16..9, 1..8), print in 1u16..9) {
        let mut bytes: Vec<u8> = prints.iter().flat_map(|print| [print.to_le_bytes(); 3]).flatten().collect();
        bytes.resize(bytes.len().next_multiple_of(8), 0);
        let rows = super::model::rows_one_by_one(&bytes, print);
        prop_assert_eq!(super::model::rows_with(&bytes, print), rows);
        prop_assert_eq!(rows.count_ones() as usize, 3 * prints.iter().filter(|&&p| p == print).count());
    }

    #[test]
    fn weights_are_added_alike_on_any_processor(mut sums in any::<[i16; 8]>(), weights in any::<i64>()) {
        let mut others = sums;
        super::model::add_eight(&mut sums, weights);
        super::model::add_one_by_one(&mut others, weights);
        prop_assert_eq!(sums, others);
    }

    #[test]
    fn any_scores_decode(scores in proptest::collection::vec(any::<f32>(), 0..60), classes in proptest::collection::vec(any::<u8>(), 0..20)) {
        let model = Model::from_bytes(&encode(&small_weights(3))).unwrap();
        let mut scratch = Scratch::default();
        let n = scores.len() / 3;
        prop_assert_eq!(model.viterbi(&scores[..n * 3], &classes, &mut scratch).len(), n);
        prop_assert_eq!(model.marginals(&scores[..n * 3], &classes, &mut scratch).len(), n * 3);
    }
}

mod training {
    use super::train::{Collector, Settings, train};
    use super::*;

    /// Words 0–4 open a span (1) that words 5–9 continue (2); the rest is outside (0).
    fn toy() -> super::train::Corpus {
        let mut collector = Collector::new();
        for s in 0..200u64 {
            let words: Vec<u64> = (0..12).map(|i| mix(s, i) % 15).collect();
            let mut labels = Vec::new();
            for &w in &words {
                let before = labels.last().copied().unwrap_or(0);
                labels.push(if w < 5 {
                    1
                } else if w < 10 && before > 0 {
                    2
                } else {
                    0
                });
            }
            let mut rows = FeatureRows::new();
            words.iter().for_each(|&w| {
                rows.push(mix(1, w));
                rows.end_row()
            });
            collector.push(&rows, &labels, &[], s as u32 % 5);
        }
        collector.finish(2)
    }

    #[test]
    fn training_learns_and_repeats_itself() {
        let corpus = toy();
        let allowed = |from: Option<u8>, to: Option<u8>| to != Some(2) || !matches!(from, None | Some(0));
        let settings = Settings { n_labels: 3, dropout: 0.0, epochs: 3, allowed, ..Settings::default() };
        let bytes = train(&corpus, &settings, |s| corpus.group(s) != 0);
        assert_eq!(bytes, train(&corpus, &settings, |s| corpus.group(s) != 0));
        let model = Model::from_bytes(&bytes).unwrap();
        let (mut rows, mut scores, mut scratch) = (FeatureRows::new(), Vec::new(), Scratch::default());
        for w in [12, 2, 7, 8, 13, 7, 3] {
            rows.push(mix(1, w));
            rows.end_row();
        }
        model.scores(&rows, &mut scores);
        assert_eq!(model.viterbi(&scores, &[], &mut scratch), [0, 1, 2, 2, 0, 0, 1]);
    }

    /// Of up to five numbers the largest is chosen, if it is above two.
    #[test]
    fn a_choice_is_learnt_from_what_else_there_is() {
        let mut collector = Collector::new();
        let rows_of = |numbers: &[u64]| {
            let mut rows = FeatureRows::new();
            numbers.iter().for_each(|&n| {
                rows.push(mix(7, n));
                rows.end_row()
            });
            rows
        };
        for s in 0..600u64 {
            let mut numbers: Vec<u64> = (0..1 + s % 5).map(|i| mix(s, i) % 10).collect();
            numbers.sort_unstable();
            numbers.dedup();
            let last = numbers.len() - 1;
            let right: Vec<u8> = (0..=last).map(|i| u8::from(i == last && numbers[i] > 2)).collect();
            collector.push(&rows_of(&numbers), &right, &[], 0);
        }
        let corpus = collector.finish(1);
        let settings = Settings { choice: true, dropout: 0.0, epochs: 10, refit_epochs: 10, ..Settings::default() };
        let model = Model::from_bytes(&train(&corpus, &settings, |_| true)).unwrap();
        let chances = |numbers: &[u64]| {
            let score = |row: &[u64]| {
                let sums = model.sums::<2, 8>(row);
                (sums[1] - sums[0]) as f32 * model.scale() + model.edge(1) - model.edge(0)
            };
            let mut scores: Vec<f32> = rows_of(numbers).iter().map(score).collect();
            choice(&mut scores);
            scores
        };
        let sure = chances(&[9, 4, 1]);
        assert!(sure[0] > 0.8 && sure.iter().sum::<f32>() < 1.0, "{sure:?}");
        assert!(chances(&[4, 1])[0] > 0.7, "{:?}", chances(&[4, 1]));
        assert!(chances(&[1, 0]).iter().sum::<f32>() < 0.3, "{:?}", chances(&[1, 0]));
    }
}

#[test]
fn scores_of_any_size_become_probabilities() {
    for scores in [vec![], vec![0.0], vec![800.0, 799.0], vec![-900.0]] {
        let mut chances = scores.clone();
        choice(&mut chances);
        let sum: f32 = chances.iter().sum();
        assert!((0.0..=1.0001).contains(&sum), "{scores:?} {chances:?}");
    }
    let mut chances = [0.0];
    choice(&mut chances);
    assert_eq!(chances, [0.5]);
}

#[test]
fn weights_side_by_side_are_those_of_each_model() {
    let (first, mut second) = (small_weights(7), small_weights(7));
    second.rows.iter_mut().for_each(|weight| *weight *= 0.7);
    second.features = (20..60).map(|i| mix(1, i)).collect();
    let is_shared = |feature: u64| !feature.is_multiple_of(3) || first.features.contains(&feature);
    let model = |weights: &Weights| Model::from_bytes(&encode(weights)).expect("a model");
    let alone = [model(&first), model(&second)];
    let [both, rest_of_first, rest_of_second] = beside(&first, &second, is_shared).map(|weights| model(&weights));
    assert_eq!([rest_of_first.scale(), rest_of_second.scale()], alone.each_ref().map(Model::scale));
    assert_eq!(rest_of_first.n_features(), 0);
    assert_eq!(both.n_features() + rest_of_second.n_features(), 60);
    for feature in (0..70).map(|i| mix(1, i)) {
        let sums = both.sums::<14, 16>(&[feature]);
        let wanted = alone.each_ref().map(|model| model.sums::<7, 8>(&[feature]));
        let rest = rest_of_second.sums::<7, 8>(&[feature]);
        let second: [i32; 8] = std::array::from_fn(|i| sums[7 + i] + rest[i]);
        assert_eq!((&sums[..7], &second[..7]), (&wanted[0][..7], &wanted[1][..7]));
    }
}
