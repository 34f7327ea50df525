//! A stream → its lines, each held once, none longer than the limit.

use std::io;

use super::input::Bytes;

/// Reads lines of bounded length and knows where they stand.
pub(super) struct Lines {
    bytes: Bytes,
    limit: usize,
    line: Vec<u8>,
    /// 1-based number of the line last read.
    pub(super) number: u64,
    /// Offset of its first byte.
    pub(super) start: u64,
    offset: u64,
}

/// What a line turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineLength {
    Fits,
    TooLong,
}

impl Lines {
    pub(super) fn new(bytes: Bytes, limit: usize) -> Self {
        Lines { bytes, limit, line: Vec::new(), number: 0, start: 0, offset: 0 }
    }

    /// Reads the next line; a line cut off by an error is dropped.
    pub(super) fn advance(&mut self) -> io::Result<Option<LineLength>> {
        self.line.clear();
        self.start = self.offset;
        let mut length = LineLength::Fits;
        loop {
            let chunk = match self.bytes.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                let ended = self.start == self.offset;
                self.number += u64::from(!ended);
                return Ok((!ended).then_some(length));
            }
            let end = memchr::memchr(b'\n', chunk);
            let taken = end.map_or(chunk.len(), |at| at + 1);
            if self.line.len() + taken > self.limit {
                length = LineLength::TooLong;
                // The memory of the longest line is given back, not kept for the rest.
                self.line = Vec::new();
            }
            if length == LineLength::Fits {
                self.line.extend_from_slice(&chunk[..taken]);
            }
            self.bytes.consume(taken);
            self.offset += taken as u64;
            if end.is_some() {
                self.number += 1;
                return Ok(Some(length));
            }
        }
    }

    /// Returns the line last read, with its end; empty if it was too long.
    pub(super) fn line(&self) -> &[u8] {
        &self.line
    }
}
