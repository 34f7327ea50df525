//! `search annotate`: articles in, annotations out, in the order of the input.
//!
//! Memory stays bounded: articles are taken in batches, each worked on by all jobs. A
//! batch is what is there: one who writes a line and waits gets the answer to that line.

use std::io::Write;
use std::path::{Path, PathBuf};

use crossbeam_channel::{Receiver, bounded};
use onrecord::annotate::Annotator;
use onrecord::output;
use onrecord::read::{self, Fault, ReadError, Record};
use rayon::prelude::*;
use serde_json::{Value, json};

use super::settings::Settings;
use super::terminal::count;
use super::{Failure, Outcome, Terminal};

/// Articles taken at once, and how much text they may hold together.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 8 << 20;

/// Quotes with speakers, entities and dates of articles, as JSON lines; needs no index
///
/// Takes JSON lines with `id` and `text`, and, where known, `title`, `date` and `source`
/// (the other names of these keys are taken too). Prints one line for each, in the same
/// order; offsets are code points into `text`. A line that cannot be used is answered with
/// `error` in its place, and the exit status is then 1. A file of another format, and a folder,
/// are read as `search index` reads them; what in a folder is no article is counted and skipped.
#[derive(Debug, clap::Args)]
pub(crate) struct AnnotateArgs {
    /// A file of articles, or a folder; standard input if none is given
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    /// Articles worked on at a time [default: one a processor core]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = super::args::whole)]
    pub(super) jobs: Option<usize>,
}

type Found = Result<Record, ReadError>;

pub(super) fn run(args: &AnnotateArgs, settings: &Settings, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut articles = open(&args.file)?;
    let jobs = settings.jobs.value;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().map_err(|e| {
        Failure::new("threads", format!("cannot start {jobs} jobs: {e}")).with_hint("give a smaller --jobs")
    })?;
    let annotator = settings.annotator();
    let (sender, receiver) = bounded(BATCH);
    // The reader ends when the input does, or when nobody takes its articles any more; it is
    // not joined, for it may be waiting on a terminal.
    std::thread::spawn(move || articles.all(|found| sender.send(found).is_ok()));
    let mut out = terminal.plain();
    let (mut all_good, is_folder, mut n_skipped) = (true, args.file.is_dir(), 0);
    while let Some(mut batch) = next_batch(&receiver) {
        batch.retain(|found| {
            let Err(error) = found else { return true };
            // An input without a line has no line to answer.
            let is_answered = if is_folder { !is_no_article(error) } else { !matches!(error.fault, Fault::Empty) };
            if is_folder && !is_answered {
                n_skipped += 1;
                terminal.detail(|| format!("skipped {error}"));
            }
            is_answered
        });
        all_good &= batch.iter().all(Result::is_ok);
        let lines: Vec<Value> = pool.install(|| batch.par_iter().map(|found| answer(&annotator, found)).collect());
        for line in lines {
            writeln!(out, "{line}")?;
        }
        out.flush()?;
    }
    if n_skipped > 0 {
        let skipped = count(n_skipped, "file", "files");
        terminal.notice(&format!("{skipped} skipped; `search read {}` lists them", args.file.display()));
    }
    Ok(if all_good { Outcome::Found } else { Outcome::Nothing })
}

/// Opens the input: what comes through a pipe is JSON lines, whatever its first bytes say.
fn open(file: &Path) -> Result<read::Articles, Failure> {
    if file == Path::new("-") {
        return Ok(read::reader("-.jsonl", std::io::stdin()));
    }
    super::read::open(file)
}

/// Waits for one article and takes those that are ready behind it.
fn next_batch(articles: &Receiver<Found>) -> Option<Vec<Found>> {
    let size = |found: &Found| found.as_ref().map_or(0, |record| record.article.text.len());
    let first = articles.recv().ok()?;
    let mut bytes = size(&first);
    let mut batch = vec![first];
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Ok(next) = articles.try_recv() else { break };
        bytes += size(&next);
        batch.push(next);
    }
    Some(batch)
}

fn answer(annotator: &Annotator, found: &Found) -> Value {
    match found {
        Ok(record) => {
            let annotations = annotator.annotate(&record.article);
            output::annotations_json(&record.article.id, &record.article.text, &annotations)
        }
        Err(error) if error.path.starts_with('-') => refused(error),
        Err(error) => {
            let mut answer = refused(error);
            answer["path"] = json!(error.path);
            answer
        }
    }
}

fn refused(error: &ReadError) -> Value {
    json!({"id": null, "line": error.place.line, "error": error.fault.to_string()})
}

/// Tells whether a file of a folder was passed over as a whole because it holds no article, as
/// `search index` passes it over.
fn is_no_article(error: &ReadError) -> bool {
    matches!(error.fault, Fault::UnknownFormat | Fault::Link | Fault::NotAFile | Fault::Empty | Fault::Binary)
}
