//! Where output goes: standard output with or without colour, its width, notices.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};

use super::settings::ColorWhen;

/// The two output streams of the program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    color: ColorWhen,
    quiet: bool,
}

impl Terminal {
    pub(crate) fn new(color: ColorWhen, quiet: bool) -> Self {
        Terminal { color, quiet }
    }

    /// Returns standard output for text with styles, which are dropped where not wanted.
    pub(crate) fn styled(&self) -> BufWriter<AutoStream<StdoutLock<'static>>> {
        let choice = match self.color {
            ColorWhen::Auto => ColorChoice::Auto,
            ColorWhen::Always => ColorChoice::Always,
            ColorWhen::Never => ColorChoice::Never,
        };
        BufWriter::new(AutoStream::new(io::stdout().lock(), choice))
    }

    /// Returns standard output for what other programs read.
    pub(crate) fn plain(&self) -> BufWriter<StdoutLock<'static>> {
        BufWriter::with_capacity(1 << 16, io::stdout().lock())
    }

    /// Prints a line for people on standard error.
    pub(crate) fn notice(&self, line: &str) {
        if !self.quiet {
            // A notice that nobody can read is not worth an error.
            let _ = writeln!(io::stderr(), "search: {line}");
        }
    }

    /// Tells whether progress may be drawn.
    pub(crate) fn shows_progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Returns the columns to wrap text to, or `None` where the output is not a terminal.
    pub(crate) fn width(&self) -> Option<usize> {
        io::stdout().is_terminal().then(|| textwrap::termwidth().clamp(40, 100))
    }
}
