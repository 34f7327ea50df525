//! `search trend`: how many passages match in each day, week, month or year.

use std::io::Write;
use std::path::PathBuf;

use onrecord::output::{self, TextOptions, TrendScale};
use onrecord::query::{Clock, Query};
use onrecord::search::Trend;
use onrecord::when::Interval;

use super::filters::Filters;
use super::opened;
use super::settings::{Overrides, Settings};
use super::{Failure, Outcome, Terminal};

const EXAMPLES: &str = "\
Examples:
  search trend recusal                                 by month of publication
  search trend --by week runoff --compare recusal      two queries side by side
  search trend --clock about --by day runoff           by the dates that the passages mention
  search trend recusal --format csv > recusal.csv
  search trend recusal --share --svg recusal.svg";

/// How many passages match in each day, week, month or year
///
/// Counts are exact; a period without a match counts 0. Beside each count stands what it is
/// for 1,000 passages of the same period and the same sources. Bare words are all required,
/// here always: counts are never relaxed. What only ranks (--expand) changes no count and is
/// not taken here.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct TrendArgs {
    #[command(flatten)]
    filters: Filters,
    /// Compare with another query, under the same flags; repeated, up to four
    #[arg(long, value_name = "QUERY")]
    compare: Vec<String>,
    /// Length of the periods
    #[arg(long, value_name = "PERIOD", value_enum, default_value_t = By::Month)]
    by: By,
    /// What dates a passage: when it was published, or the dates it speaks of
    #[arg(long, value_name = "CLOCK", value_enum, default_value_t = WhichClock::Published)]
    clock: WhichClock,
    /// Draw passages per 1,000 instead of passages
    #[arg(long)]
    share: bool,
    /// How the counts are written [default: text]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(super) format: Option<TrendFormat>,
    /// Write a chart to this file too
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

/// Length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum By {
    Day,
    Week,
    Month,
    Year,
}

/// Which of the two clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum WhichClock {
    Published,
    About,
}

/// How counts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum TrendFormat {
    Text,
    Json,
    Csv,
}

impl TrendArgs {
    pub(super) fn overrides(&self) -> Overrides {
        self.filters.overrides()
    }

    fn interval(&self) -> Interval {
        match self.by {
            By::Day => Interval::Day,
            By::Week => Interval::Week,
            By::Month => Interval::Month,
            By::Year => Interval::Year,
        }
    }

    fn queries(&self, settings: &Settings) -> Result<Vec<Query>, Failure> {
        let today = super::today();
        let mut queries = vec![self.filters.query(settings, today)?];
        for text in &self.compare {
            queries.push(self.filters.query_of(text, settings, today)?);
        }
        Ok(queries)
    }
}

pub(super) fn run(
    args: &TrendArgs,
    as_json: bool,
    settings: &Settings,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let queries = args.queries(settings)?;
    let searcher = opened::searcher_or_build(settings, terminal)?;
    let clock = match args.clock {
        WhichClock::Published => Clock::Published,
        WhichClock::About => Clock::About,
    };
    let trend = searcher.trend(&queries, args.interval(), clock)?;
    for notice in trend.series.iter().flat_map(|series| &series.notices) {
        terminal.notice(notice);
    }
    let scale = if args.share { TrendScale::Share } else { TrendScale::Count };
    if let Some(file) = &args.svg {
        std::fs::write(file, output::trend_svg(&trend, scale)).map_err(|e| {
            Failure::new("svg", format!("cannot write {}: {e}", file.display())).with_hint("check the path of --svg")
        })?;
    }
    print(&trend, args.format.unwrap_or(if as_json { TrendFormat::Json } else { TrendFormat::Text }), scale, terminal)?;
    Ok(Outcome::of_count(trend.series.iter().map(|series| series.total).sum()))
}

fn print(trend: &Trend, format: TrendFormat, scale: TrendScale, terminal: &Terminal) -> Result<(), Failure> {
    if format == TrendFormat::Text {
        let mut out = terminal.styled();
        let options = TextOptions::of_width(terminal.full_width());
        out.write_all(output::trend_text(trend, scale, options).as_bytes())?;
        return Ok(out.flush()?);
    }
    let mut out = terminal.plain();
    match format {
        TrendFormat::Csv => out.write_all(output::trend_csv(trend).as_bytes())?,
        TrendFormat::Json | TrendFormat::Text => writeln!(out, "{}", output::trend_json(trend))?,
    }
    Ok(out.flush()?)
}
