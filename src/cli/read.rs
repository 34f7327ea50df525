//! `search read`: what the readers make of files, as JSON lines; no index involved.

use std::io::Write;
use std::path::{Path, PathBuf};

use onrecord::read::{self, Fault};

use super::terminal::count;
use super::{Failure, Outcome, Terminal};

/// What the readers make of files, as JSON lines; needs no index
///
/// Prints one line for each article, with the evidence for each field, or a line with
/// `error` for what could not be read. An empty standard input has no articles and is no
/// error. The output can be indexed and annotated.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadArgs {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
}

pub(super) fn run(args: &ReadArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut out = terminal.plain();
    let (mut n_read, mut n_skipped, mut is_empty) = (0u64, 0u64, false);
    let mut missing: Option<Failure> = None;
    for path in &args.paths {
        let articles = match open(path) {
            Ok(articles) => articles,
            // The others are read all the same.
            Err(failure) => {
                if let Some(earlier) = missing.replace(failure) {
                    terminal.notice(&earlier.in_words());
                }
                continue;
            }
        };
        for found in articles {
            match found {
                Err(error) if path == Path::new("-") && matches!(error.fault, Fault::Empty) => is_empty = true,
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
    match missing {
        Some(failure) => Err(failure),
        None if is_empty && n_skipped == 0 => Ok(Outcome::Found),
        None => Ok(Outcome::of_count(n_read)),
    }
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
