//! Bytes → lines of text, with their numbers and a limit to their length.

use std::io::{self, BufRead, Read};

use super::MAX_RECORD;

/// The lines of a file.
pub(super) struct Lines<R> {
    file: R,
    /// Number of the line read last, from 1.
    pub number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(file: R) -> Self {
        Lines { file, number: 0 }
    }

    /// Returns the next line without its end; characters that are not UTF-8 are replaced, and
    /// what is beyond the limit is left out.
    pub(super) fn next(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        let n = self.file.by_ref().take(MAX_RECORD as u64).read_until(b'\n', &mut bytes)?;
        if n == 0 {
            return Ok(None);
        }
        if bytes.last() != Some(&b'\n') && n == MAX_RECORD {
            self.skip_rest()?;
        }
        self.number += 1;
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim_end_matches(['\n', '\r']);
        let line = if self.number == 1 { line.trim_start_matches('\u{feff}') } else { line };
        Ok(Some(line.to_owned()))
    }

    fn skip_rest(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.file.fill_buf()?;
            let (n, is_end) = match buffer.iter().position(|&b| b == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.file.consume(n);
            if is_end {
                return Ok(());
            }
        }
    }
}
