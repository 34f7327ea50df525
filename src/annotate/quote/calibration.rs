//! What the confidence model says → how often that is right.
//!
//! A monotone line through a few knots, learnt by isotonic regression from answers about
//! articles that the models had not seen (pool adjacent violators, Ayer et al. 1955). Answers
//! with a name and answers without have a line each.

use crate::annotate::sequence::ModelError;

/// What is said, and how often it is right.
pub(super) type Knot = (f32, f32);

/// The lines; without knots what is said stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Calibration {
    pub named: Vec<Knot>,
    pub unnamed: Vec<Knot>,
}

impl Calibration {
    /// Reads the knots: the number of those for names, then all.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let (count, rest) = bytes.split_first_chunk::<4>().ok_or(ModelError::Format)?;
        let numbers = rest.as_chunks::<4>().0.iter().map(|n| f32::from_le_bytes(*n)).collect::<Vec<f32>>();
        let mut named: Vec<Knot> = numbers.as_chunks::<2>().0.iter().map(|&[said, right]| (said, right)).collect();
        let count = u32::from_le_bytes(*count) as usize;
        if count > named.len() || numbers.iter().any(|n| !(0.0..=1.0).contains(n)) {
            return Err(ModelError::Format);
        }
        let unnamed = named.split_off(count);
        Ok(Calibration { named, unnamed })
    }

    /// Returns how often an answer of which so much is said is right.
    pub fn right(&self, said: f32, is_named: bool) -> f32 {
        let knots = if is_named { &self.named } else { &self.unnamed };
        let Some(&last) = knots.last() else { return said };
        let at = knots.partition_point(|k| k.0 <= said);
        let Some(&above) = knots.get(at) else { return last.1 };
        let below = at.checked_sub(1).map_or((0.0, 0.0), |i| knots[i]);
        below.1 + (above.1 - below.1) * (said - below.0) / (above.0 - below.0).max(1e-6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knots_are_joined_by_lines() {
        let calibration = Calibration { named: vec![(0.2, 0.3), (0.8, 0.6)], unnamed: Vec::new() };
        for (said, right) in [(0.0, 0.0), (0.1, 0.15), (0.2, 0.3), (0.5, 0.45), (0.8, 0.6), (1.0, 0.6)] {
            assert!((calibration.right(said, true) - right).abs() < 1e-6, "{said}");
            assert!((calibration.right(said, false) - said).abs() < 1e-6);
        }
    }

    #[test]
    fn damaged_knots_are_refused() {
        assert!(Calibration::from_bytes(&[]).is_err());
        assert!(Calibration::from_bytes(&[2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).is_err());
        assert!(Calibration::from_bytes(&[[0; 4], 2.0f32.to_le_bytes(), [0; 4]].concat()).is_err());
        assert!(Calibration::from_bytes(&[0; 12]).is_ok());
    }
}
