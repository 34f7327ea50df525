//! `search read`: what the readers make of files, as JSON lines; no index involved.

use std::io::Write;
use std::path::{Path, PathBuf};

use onrecord::read;

use super::terminal::count;
use super::{Failure, Outcome, Terminal};

/// What the readers make of files, as JSON lines; needs no index
///
/// Prints one line for each article, with the evidence for each field, or a line with
/// `error` for what could not be read. The output can be indexed and annotated.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadArgs {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
}

pub(super) fn run(args: &ReadArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut out = terminal.plain();
    let (mut n_read, mut n_skipped) = (0u64, 0u64);
    for path in &args.paths {
        for found in open(path)? {
            match found {
                Ok(record) => {
                    n_read += 1;
                    writeln!(out, "{}", record.to_json())?;
                }
                Err(error) => {
                    n_skipped += 1;
                    writeln!(out, "{}", error.to_json())?;
                }
            }
        }
    }
    out.flush()?;
    if n_skipped > 0 {
        let read = count(n_read, "article", "articles");
        terminal.notice(&format!("{read} read, {} skipped", count(n_skipped, "file or record", "files or records")));
    }
    Ok(Outcome::of_count(n_read))
}

/// Opens a path that was named on the command line: one that is not there is an error of
/// the command, not a record that was skipped.
pub(super) fn open(path: &Path) -> Result<read::Articles, Failure> {
    if path == Path::new("-") {
        return Ok(read::reader("-", std::io::stdin()));
    }
    if !path.exists() {
        return Err(Failure::new("not-found", format!("{}: no such file or folder", path.display()))
            .with_hint("check the path"));
    }
    Ok(read::articles(path))
}
