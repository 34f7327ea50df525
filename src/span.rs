//! Positions in a text: byte offsets inside the program, code points at its edges.
//!
//! Everything between reading and printing speaks in [`Span`]s of bytes that lie on
//! character boundaries. JSON, the command line and other programs speak in Unicode code
//! points; [`CodePoints`] converts, once per text, where a value leaves or enters.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes `[start, end)` into one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// Returns the span from `start` to `end`; an end before the start gives an empty span.
    pub fn new(start: usize, end: usize) -> Self {
        let start = to_u32(start);
        Span { start, end: to_u32(end).max(start) }
    }

    /// Returns the number of bytes covered.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Tells whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.end == self.start
    }

    /// Returns the span as a range that slices a `str`.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns the words of `text` that the span covers, or an empty string where it does
    /// not lie on character boundaries of this text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Tells whether `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Tells whether the two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the part that the two spans share, if any.
    pub fn intersection(self, other: Span) -> Option<Span> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Span { start, end })
    }

    /// Returns the span moved so that `origin` becomes offset 0.
    pub fn relative_to(self, origin: usize) -> Span {
        let origin = to_u32(origin);
        Span { start: self.start.saturating_sub(origin), end: self.end.saturating_sub(origin) }
    }

    /// Returns the span moved right by `offset` bytes.
    pub fn shifted(self, offset: usize) -> Span {
        Span::new(self.start as usize + offset, self.end as usize + offset)
    }
}

/// Texts are capped well below 4 GB by the readers; a larger offset saturates.
fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Converts between byte offsets and code points of one text.
///
/// Built in one pass; an ASCII text costs no memory. Look-ups are a binary search.
#[derive(Debug, Clone)]
pub struct CodePoints {
    /// Byte offset after each multi-byte character, with the bytes in excess of one so far.
    excess: Vec<(u32, u32)>,
}

impl CodePoints {
    /// Reads `text` once and returns its converter.
    pub fn new(text: &str) -> Self {
        let mut excess = Vec::new();
        let mut total = 0;
        for (at, c) in text.char_indices() {
            let width = c.len_utf8();
            if width > 1 {
                total += to_u32(width - 1);
                excess.push((to_u32(at + width), total));
            }
        }
        CodePoints { excess }
    }

    /// Returns the code-point offset of a byte offset on a character boundary.
    pub fn of_byte(&self, byte: usize) -> usize {
        let byte = to_u32(byte);
        let before = self.excess.partition_point(|&(end, _)| end <= byte);
        let excess = if before == 0 { 0 } else { self.excess[before - 1].1 };
        (byte - excess) as usize
    }

    /// Returns the byte offset of a code-point offset.
    pub fn to_byte(&self, code_point: usize) -> usize {
        let point = to_u32(code_point);
        let before = self.excess.partition_point(|&(end, excess)| end - excess <= point);
        let excess = if before == 0 { 0 } else { self.excess[before - 1].1 };
        (point + excess) as usize
    }

    /// Returns a byte span as `(start, end)` in code points.
    pub fn pair(&self, span: Span) -> (usize, usize) {
        (self.of_byte(span.start as usize), self.of_byte(span.end as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_round_trip() {
        let text = "a“é”\u{1F600}b";
        let points = CodePoints::new(text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.of_byte(byte), n);
            assert_eq!(points.to_byte(n), byte);
        }
        assert_eq!(points.of_byte(text.len()), text.chars().count());
    }

    #[test]
    fn span_off_a_boundary_reads_empty() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(5, 3).len(), 0);
    }
}
