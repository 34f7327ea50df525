//! What the confidence model says → how often that is right.
//!
//! A monotone line through a few knots, learnt by isotonic regression from answers about
//! articles that the models had not seen (pool adjacent violators, Ayer et al. 1955). Answers
//! with a name and answers without have a line each, and so have whom and which body a description means, who
//! made a document and whose turn it is.

use crate::annotate::sequence::ModelError;

/// What is said, and how often it is right.
pub(crate) type Knot = (f32, f32);

/// Sorts of what is said to be right.
const N_LINES: usize = 6;

/// What is said to be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// A quote with its speaker's name.
    Named,
    /// A quote whose speaker has no name.
    Unnamed,
    /// The person whom a description means, if the quote is right.
    Described,
    /// The body that a description or "it" means, if the quote is right.
    Body,
    /// Who made a document, if the quote is right.
    Made,
    /// Whose turn it is where nothing at the quote names her, if the quote is right.
    Turn,
}

impl Line {
    #[cfg(any(test, feature = "train"))]
    pub const ALL: [Line; N_LINES] = [Line::Named, Line::Unnamed, Line::Described, Line::Body, Line::Made, Line::Turn];

    /// Returns the line of quotes with a name, or without.
    pub fn of_quote(is_named: bool) -> Self {
        if is_named { Line::Named } else { Line::Unnamed }
    }
}

/// The lines, in the order of [`Line`]; without knots what is said stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Calibration(pub [Vec<Knot>; N_LINES]);

impl Calibration {
    /// Reads the lines: for each the number of its knots, then those.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut lines: [Vec<Knot>; N_LINES] = Default::default();
        let mut rest = bytes;
        for line in &mut lines {
            let (count, after) = rest.split_first_chunk::<4>().ok_or(ModelError::Format)?;
            let size = (u32::from_le_bytes(*count) as usize).saturating_mul(8);
            let (knots, after) = after.split_at_checked(size).ok_or(ModelError::Format)?;
            let number = |bytes: &[u8; 4]| f32::from_le_bytes(*bytes);
            let numbers: Vec<f32> = knots.as_chunks::<4>().0.iter().map(number).collect();
            if numbers.iter().any(|n| !(0.0..=1.0).contains(n)) {
                return Err(ModelError::Format);
            }
            line.extend(numbers.as_chunks::<2>().0.iter().map(|&[said, right]| (said, right)));
            rest = after;
        }
        Ok(Calibration(lines))
    }

    /// Returns how often an answer of which so much is said is right.
    pub fn right(&self, said: f32, line: Line) -> f32 {
        let knots = &self.0[line as usize];
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
        let calibration =
            Calibration([vec![(0.2, 0.3), (0.8, 0.6)], Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new()]);
        for (said, right) in [(0.0, 0.0), (0.1, 0.15), (0.2, 0.3), (0.5, 0.45), (0.8, 0.6), (1.0, 0.6)] {
            assert!((calibration.right(said, Line::Named) - right).abs() < 1e-6, "{said}");
            assert!((calibration.right(said, Line::Described) - said).abs() < 1e-6);
        }
    }

    #[test]
    fn damaged_knots_are_refused() {
        assert!(Calibration::from_bytes(&[]).is_err());
        assert!(Calibration::from_bytes(&[2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).is_err());
        let with = |said: f32| [&[1, 0, 0, 0][..], &said.to_le_bytes(), &[0; 4 * N_LINES]].concat();
        assert!(Calibration::from_bytes(&with(2.0)).is_err());
        assert!(Calibration::from_bytes(&with(0.5)).is_ok());
        assert!(Calibration::from_bytes(&[0; 4 * N_LINES]).is_ok());
    }
}
