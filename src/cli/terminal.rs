//! Where output goes: standard output with or without colour, its width, notices.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};

use super::settings::ColorWhen;

/// The two output streams of the program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    color: ColorWhen,
    talk: Talk,
}

/// How much is said on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Talk {
    /// Errors only.
    Quiet,
    /// Notices, and progress on a terminal.
    Normal,
    /// Details too.
    Verbose,
}

impl Terminal {
    pub(crate) fn new(color: ColorWhen, talk: Talk) -> Self {
        Terminal { color, talk }
    }

    /// Tells how much is said on standard error.
    #[cfg(feature = "server")]
    pub(crate) fn talk(&self) -> Talk {
        self.talk
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
        if self.talk != Talk::Quiet {
            // A notice that nobody can read is not worth an error.
            let _ = writeln!(io::stderr(), "search: {line}");
        }
    }

    /// Prints a line on standard error for those who asked for details.
    pub(crate) fn detail(&self, line: impl FnOnce() -> String) {
        if self.talk == Talk::Verbose {
            self.notice(&line());
        }
    }

    /// Tells whether progress may be drawn.
    pub(crate) fn shows_progress(&self) -> bool {
        self.talk != Talk::Quiet && io::stderr().is_terminal()
    }

    /// Returns the columns to wrap text to, or `None` where the output is not a terminal.
    pub(crate) fn width(&self) -> Option<usize> {
        io::stdout().is_terminal().then(|| textwrap::termwidth().clamp(40, 100))
    }

    /// Returns the columns of the terminal, for what is drawn and not read.
    pub(crate) fn full_width(&self) -> Option<usize> {
        io::stdout().is_terminal().then(|| textwrap::termwidth().clamp(40, WIDEST))
    }
}

/// Widest chart: longer lines are hard to follow back to their labels.
const WIDEST: usize = 200;

/// Returns a number with its noun: `1 file`, `2 files`.
pub(crate) fn count(n: u64, one: &str, several: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { several })
}
