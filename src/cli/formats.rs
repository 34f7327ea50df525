//! `search formats`: what the readers know.

use std::io::Write;

use onrecord::read::Format;
use serde_json::json;

use super::{Failure, Outcome, Terminal};

pub(super) fn run(as_json: bool, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut out = terminal.plain();
    for format in Format::ALL {
        if as_json {
            // For people the example stands on one line, its line ends written out.
            let example = format.example().replace("\\n", "\n");
            let line = json!({"format": format.name(), "extensions": format.extensions(),
                "recognised_by": format.recognised_by(), "example": example});
            writeln!(out, "{line}")?;
        } else {
            writeln!(out, "{}", format.describe())?;
        }
    }
    if !as_json {
        writeln!(out, "\nEach of them may be compressed with gzip or zstd.")?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}
