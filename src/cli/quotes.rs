//! `search quotes`: a question in, quotes out.

use std::io::Write;

use onrecord::output::{self, TextOptions};
use onrecord::search::QuoteResults;

use super::opened;
use super::query::QueryArgs;
use super::settings::{Format, Group, Overrides, Settings};
use super::{Failure, Outcome, Terminal};

/// Quotes that match a query: who said it, the words, how surely, where and when
///
/// The words of the query are looked for inside quotes; a quote must have all of them itself,
/// and be by the speaker asked for. Names, dates and sources are asked of its passage.
/// Everything that `search query` takes is taken here, but for groups and context.
#[derive(Debug, clap::Args)]
pub(crate) struct QuotesArgs {
    #[command(flatten)]
    query: QueryArgs,
}

impl QuotesArgs {
    pub(super) fn overrides(&self) -> Overrides {
        self.query.overrides()
    }
}

pub(super) fn run(args: &QuotesArgs, settings: &Settings, terminal: &Terminal) -> Result<Outcome, Failure> {
    if settings.group.value != Group::None || settings.context.value > 0 {
        return Err(Failure::new("usage", "quotes come one by one: they have no groups and no context")
            .with_hint("leave out --group and --context, or use `search query --said-only`"));
    }
    let query = args.query.request(settings, super::today())?;
    let searcher = opened::searcher_or_build(settings, terminal)?;
    let mut results = searcher.quotes(&query)?;
    let cut = args.query.cut_facets(&mut results.facets, settings.format.value);
    for notice in &results.notices {
        terminal.notice(notice);
    }
    if results.relaxed && results.total > 0 {
        terminal.notice("no quote has all the words; these have some of them");
    }
    print(&results, settings.format.value, terminal)?;
    if cut > 0 {
        terminal.notice(&format!("{cut} more facet values; --facet-limit 0 lists all"));
    }
    if results.total == 0 && settings.format.value == Format::Text {
        terminal.notice("nothing found");
    }
    Ok(Outcome::of_count(results.total))
}

fn print(results: &QuoteResults, format: Format, terminal: &Terminal) -> Result<(), Failure> {
    if format == Format::Text {
        let mut out = terminal.styled();
        if !results.quotes.is_empty() {
            out.write_all(output::quotes_text(results, TextOptions::of_width(terminal.width())).as_bytes())?;
        }
        if results.facets.values().any(|counts| !counts.is_empty()) {
            out.write_all(b"\n")?;
            out.write_all(output::facets_text(&results.facets).as_bytes())?;
        }
        return Ok(out.flush()?);
    }
    let mut out = terminal.plain();
    match format {
        Format::Json => writeln!(out, "{}", output::quotes_json(results))?,
        Format::Jsonl => {
            for quote in &results.quotes {
                writeln!(out, "{}", output::quote_hit_json(quote))?;
            }
        }
        Format::Csv => out.write_all(output::quotes_csv(&results.quotes).as_bytes())?,
        Format::Md | Format::Text => out.write_all(output::quotes_markdown(results).as_bytes())?,
    }
    Ok(out.flush()?)
}
