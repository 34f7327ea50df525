//! `search quotes`: a question in, quotes out.

use onrecord::output;

use super::answer::{Answer, cut_facets, lines};
use super::opened;
use super::query::RankingArgs;
use super::settings::{Format, Overrides, Settings};
use super::{Failure, Outcome, Terminal};

/// Quotes that match a query: who said it, the words, how surely, where and when
///
/// The words of the query are looked for inside quotes; a quote must have all of them itself,
/// and be by the speaker asked for. Names, dates and sources are asked of its passage.
/// Everything that `search query` takes is taken here, but for groups and context.
#[derive(Debug, clap::Args)]
pub(crate) struct QuotesArgs {
    #[command(flatten)]
    ranking: RankingArgs,
}

impl QuotesArgs {
    pub(super) fn overrides(&self) -> Overrides {
        self.ranking.overrides()
    }
}

pub(super) fn run(args: &QuotesArgs, settings: &Settings, terminal: &Terminal) -> Result<Outcome, Failure> {
    let query = args.ranking.request(settings, super::today())?;
    let searcher = opened::searcher_or_build(settings, terminal)?;
    let mut results = searcher.quotes(&query)?;
    let format = settings.format.value;
    let n_cut = cut_facets(&mut results.facets, args.ranking.facet_limit, format);
    let answer = Answer {
        unit: "quote",
        total: results.total,
        is_relaxed: results.relaxed,
        took_us: results.took_us,
        notices: &results.notices,
        facets: &results.facets,
        n_cut,
    };
    answer.give(format, terminal, |options| match format {
        Format::Text if results.total == 0 => String::new(),
        Format::Text => output::quotes_text(&results, options),
        Format::Json => format!("{}\n", output::quotes_json(&results)),
        Format::Jsonl => lines(results.quotes.iter().map(output::quote_hit_json)),
        Format::Csv => output::quotes_csv(&results.quotes),
        Format::Md => output::quotes_markdown(&results),
    })
}
