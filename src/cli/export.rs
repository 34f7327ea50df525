//! `search export`: every passage that matches, written as it is found.

use std::io::{self, Write};
use std::ops::ControlFlow;

use onrecord::output::ExportFormat;
use onrecord::query::Sort;

use super::filters::Filters;
use super::opened;
use super::settings::{Order, Overrides, Settings};
use super::{Failure, Outcome, Terminal};

const EXAMPLES: &str = "\
Examples:
  search export recusal > recusal.jsonl
  search export 'speaker:\"Ann Roe\"' --format bibtex > roe.bib
  search export recusal --since 2020-05 --format csv > recusal.csv
  search verify recusal.csv                    later: is all of it still there?";

/// Every passage that matches, with its citation; no limit
///
/// Passages come in the order of their articles' ids (with --sort, of their dates), then of
/// their paragraphs: the same for the same articles. They are written as they are found, so
/// that memory does not grow with their number. Each has the hash of its text, by which
/// `search verify` tells later whether it is still there and unchanged. Bare words are all
/// required, here always: an export is never relaxed. What only ranks (--expand) is not taken
/// here.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    filters: Filters,
    /// How the passages are written [default: jsonl]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(super) format: Option<Kind>,
    /// Order of the passages [default: by id]
    #[arg(long, value_name = "ORDER", value_enum)]
    sort: Option<ByDate>,
    /// Neighbouring paragraphs given with each passage (jsonl only)
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, value_parser = super::args::whole)]
    context: usize,
}

/// How passages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Kind {
    /// JSON, one passage a line
    Jsonl,
    /// Comma-separated values
    Csv,
    /// Markdown
    Md,
    Bibtex,
    Ris,
    /// CSL-JSON
    Csl,
}

/// An order by date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum ByDate {
    Newest,
    Oldest,
}

impl ExportArgs {
    pub(super) fn overrides(&self) -> Overrides {
        Overrides { order: self.order(), ..self.filters.overrides() }
    }

    fn order(&self) -> Option<Order> {
        self.sort.map(|sort| match sort {
            ByDate::Newest => Order::Newest,
            ByDate::Oldest => Order::Oldest,
        })
    }

    fn format(&self) -> ExportFormat {
        match self.format.unwrap_or(Kind::Jsonl) {
            Kind::Jsonl => ExportFormat::Jsonl,
            Kind::Csv => ExportFormat::Csv,
            Kind::Md => ExportFormat::Md,
            Kind::Bibtex => ExportFormat::Bibtex,
            Kind::Ris => ExportFormat::Ris,
            Kind::Csl => ExportFormat::Csl,
        }
    }
}

pub(super) fn run(args: &ExportArgs, settings: &Settings, terminal: &Terminal) -> Result<Outcome, Failure> {
    let sort = match args.order() {
        Some(Order::Newest) => Sort::Newest,
        Some(Order::Oldest) => Sort::Oldest,
        _ => Sort::Relevance,
    };
    let query = args.filters.query(settings, super::today())?.sort(sort).context(args.context);
    let searcher = opened::searcher_or_build(settings, terminal)?;
    let format = args.format();
    let mut out = terminal.plain();
    out.write_all(format.head().as_bytes())?;
    let mut failed: Option<io::Error> = None;
    let exported = searcher.export(&query, |hit| match out.write_all(format.record(hit).as_bytes()) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            failed = Some(error);
            ControlFlow::Break(())
        }
    })?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    out.write_all(format.tail().as_bytes())?;
    out.flush()?;
    for notice in &exported.notices {
        terminal.notice(notice);
    }
    let passages = super::terminal::count(exported.written, "passage", "passages");
    terminal.notice(&format!("{passages} exported"));
    Ok(Outcome::of_count(exported.written))
}
