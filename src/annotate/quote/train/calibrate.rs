//! Answers with what was said of them → the knots of a calibration.

use crate::annotate::quote::models::calibration::{Calibration, Knot, Line};
use crate::annotate::quote::models::chances::probability;
use crate::annotate::sequence::train::{Collector, Corpus};
use crate::annotate::sequence::{FeatureRows, Model};

/// An answer about an article that the models had not seen, with its evidence.
pub(super) struct Answer {
    pub row: FeatureRows,
    pub is_right: bool,
    pub line: Line,
    pub article: usize,
}

/// What was said of an answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub said: f32,
    pub is_right: bool,
    pub line: Line,
    pub article: usize,
}

/// Returns the answers as examples for the confidence model.
pub(super) fn corpus(answers: &[Answer]) -> Corpus {
    let mut examples = Collector::new();
    for answer in answers {
        examples.push(&answer.row, &[u8::from(answer.is_right)], &[], answer.article as u32);
    }
    examples.finish(5)
}

/// Returns what models that were not trained on an answer say of it; there is one for each fold.
pub(super) fn said(answers: &[Answer], without: &[Model]) -> Vec<Said> {
    let said = |&Answer { ref row, is_right, line, article }: &Answer| Said {
        said: probability(&without[article % without.len()], row),
        is_right,
        line,
        article,
    };
    answers.iter().map(said).collect()
}

/// Answers between two knots, before violators are pooled.
fn between(line: Line) -> usize {
    match line {
        Line::Named | Line::Unnamed => 350,
        Line::Described | Line::Made | Line::Turn => 120,
        Line::Body => 60,
    }
}

/// Learns the lines from the answers that `chosen` names.
pub(super) fn learn(answers: &[Said], chosen: impl Fn(&Said) -> bool) -> Calibration {
    Calibration(Line::ALL.map(|line| {
        let those = answers.iter().filter(|a| a.line == line && chosen(a));
        knots(those.map(|a| (a.said, a.is_right)).collect(), between(line))
    }))
}

/// Returns the bytes that [`Calibration::from_bytes`] reads.
pub(super) fn to_bytes(calibration: &Calibration) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in &calibration.0 {
        bytes.extend((line.len() as u32).to_le_bytes());
        bytes.extend(line.iter().flat_map(|&(said, right)| [said, right]).flat_map(f32::to_le_bytes));
    }
    bytes
}

/// Means of equally many answers each, those that break the order pooled.
fn knots(mut answers: Vec<(f32, bool)>, between: usize) -> Vec<Knot> {
    answers.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let n_blocks = (answers.len() / between).max(1);
    // Sums of what is said and of what is right, and the number.
    let mut pooled: Vec<(f64, f64, f64)> = Vec::new();
    for block in 0..n_blocks {
        let part = &answers[block * answers.len() / n_blocks..(block + 1) * answers.len() / n_blocks];
        let said = part.iter().map(|a| f64::from(a.0)).sum();
        let mut last = (said, part.iter().filter(|a| a.1).count() as f64, part.len() as f64);
        while let Some(before) = pooled.pop_if(|b| b.1 * last.2 >= last.1 * b.2) {
            last = (before.0 + last.0, before.1 + last.1, before.2 + last.2);
        }
        pooled.push(last);
    }
    pooled.into_iter().filter(|p| p.2 > 0.0).map(|p| ((p.0 / p.2) as f32, (p.1 / p.2) as f32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knots_rise_and_survive_the_file() {
        let said = |i: usize| (i % 1000) as f32 / 1000.0;
        // Right half as often as said, and hardly ever around 0.6.
        let is_right = |i: usize| (i * 7919 % 2000) as f32 / 1000.0 < said(i) && (said(i) - 0.6).abs() > 0.05;
        let answers: Vec<(f32, bool)> = (0..20_000).map(|i| (said(i), is_right(i))).collect();
        let named = knots(answers, 350);
        assert!(named.len() > 10 && named.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1), "{named:?}");
        let calibration = Calibration([named, Vec::new(), vec![(0.5, 0.7)], Vec::new(), Vec::new(), Vec::new()]);
        assert!((calibration.right(0.3, Line::Named) - 0.15).abs() < 0.03);
        let read = Calibration::from_bytes(&to_bytes(&calibration)).expect("what was written");
        assert_eq!(read.0, calibration.0);
    }
}
