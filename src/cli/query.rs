//! `search query`: a question in, ranked passages out.

use jiff::civil::Date;
use onrecord::output::{self, TextOptions};
use onrecord::query::{Grouping, Query, Sort};
use onrecord::search::{Facet, Results};

use super::answer::{Answer, cut_facets, lines};
use super::filters::Filters;
use super::opened;
use super::settings::{Format, Group, Order, Overrides, Settings};
use super::{Failure, Outcome, Terminal, habits};

const LANGUAGE: &str = "\
Query language:
  recusal inquiry            both words, in any form (recused, recuses)
  \"recused himself\"          these words, in this form and order
  +word -word NOT AND OR ()  required, excluded, combined
  speaker:\"Ann Roe\"          quotes by her, under whatever name the text gives her
  speaker:unknown            quotes whose speaker cannot be told
  said:inquiry               inside quotes only
  entity: person: org: place: headline: source: byline: section: url:
  published:2020-05..2020-07 about:2020-07-14
A query that begins with a minus sign goes behind --.

Examples:
  search 'speaker:\"Ann Roe\" runoff'
  search query --since 2020-05 --until 2020-07 --facets speaker,source recusal
  search query --format csv -n 1000 'said:\"not a candidate\"' > said.csv";

/// Ranked passages that match a query (`query` may be left out)
///
/// All words must be there, in any of their forms; where no passage has all of them, any
/// will do, and the answer says so. Exit status: 0 found, 1 nothing found, 2 error.
#[derive(Debug, clap::Args)]
#[command(after_long_help = LANGUAGE)]
pub(crate) struct QueryArgs {
    #[command(flatten)]
    ranking: RankingArgs,
    /// What counts as one result [default: none]
    #[arg(long, value_name = "BY", value_enum)]
    group: Option<Group>,
    /// Paragraphs shown before and after each passage [default: 0]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = super::args::whole)]
    context: Option<usize>,
}

/// What passages and quotes have in common.
#[derive(Debug, clap::Args)]
#[command(after_long_help = LANGUAGE)]
pub(super) struct RankingArgs {
    #[command(flatten)]
    filters: Filters,
    /// Passages shown [default: 10]
    #[arg(short = 'n', long, value_name = "N", allow_negative_numbers = true, value_parser = super::args::whole)]
    limit: Option<usize>,
    /// Passages passed over
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, value_parser = super::args::whole)]
    offset: usize,
    /// Order of the passages [default: relevance]
    #[arg(long, value_name = "ORDER", value_enum)]
    sort: Option<Order>,
    /// How the answer is written [default: text]
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Option<Format>,
    /// Count the matches by speaker, entity, person, org, place, source, month, published
    /// (several with commas)
    #[arg(long, value_name = "FACET", value_delimiter = ',')]
    facets: Vec<String>,
    /// Values given of each facet; 0 for all [default: 20 as text, all otherwise]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = super::args::whole)]
    pub(super) facet_limit: Option<usize>,
    /// Rank by related words too, and by those that the best passages share
    #[arg(long)]
    expand: bool,
    /// Say what the query asks for and where each score comes from
    #[arg(long)]
    explain: bool,
}

impl QueryArgs {
    pub(super) fn overrides(&self) -> Overrides {
        Overrides { context: self.context, group: self.group, ..self.ranking.overrides() }
    }

    fn request(&self, settings: &Settings, today: Date) -> Result<Query, Failure> {
        let grouping = match settings.group.value {
            Group::None => Grouping::None,
            Group::Article => Grouping::Article,
            Group::Story => Grouping::Story,
        };
        Ok(self.ranking.request(settings, today)?.group(grouping).context(settings.context.value))
    }
}

impl RankingArgs {
    pub(super) fn overrides(&self) -> Overrides {
        Overrides { limit: self.limit, order: self.sort, format: self.format, ..self.filters.overrides() }
    }

    /// Checks what clap cannot, and makes the request.
    pub(super) fn request(&self, settings: &Settings, today: Date) -> Result<Query, Failure> {
        let sort = match settings.order.value {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
        };
        let mut query = self
            .filters
            .query(settings, today)?
            .limit(settings.limit.value)
            .offset(self.offset)
            .sort(sort)
            .explain(self.explain)
            .expand(self.expand);
        for name in &self.facets {
            query = query.facet(name.parse::<Facet>()?);
        }
        Ok(query)
    }
}

pub(super) fn run(args: &QueryArgs, settings: &Settings, terminal: &Terminal) -> Result<Outcome, Failure> {
    // Before the index, so that a mistake in the query does not wait for a build.
    let query = args.request(settings, super::today())?;
    let searcher = opened::searcher_or_build(settings, terminal)?;
    let mut results = searcher.search(&query)?;
    let format = settings.format.value;
    let n_cut = cut_facets(&mut results.facets, args.ranking.facet_limit, format);
    if let Some(word) = args.ranking.filters.first_word()
        && let Some(command) = habits::command_for(word)
    {
        terminal.notice(&format!("`{word}` was looked for as a word; the command is `{command}`"));
    }
    let answer = Answer {
        unit: "passage",
        total: results.total,
        is_relaxed: results.relaxed,
        took_us: results.took_us,
        notices: &results.notices,
        facets: &results.facets,
        n_cut,
    };
    answer.give(format, terminal, |options| match format {
        Format::Text => text(&results, options),
        Format::Json => format!("{}\n", output::results_json(&results)),
        Format::Jsonl => lines(results.hits.iter().map(output::hit_json)),
        Format::Csv => output::csv(&results.hits),
        Format::Md => output::markdown(&results),
    })
}

fn text(results: &Results, options: TextOptions) -> String {
    let asked = results.asked.as_ref().map(|asked| output::asked_text(asked, options) + "\n");
    let hits = (results.total > 0).then(|| output::hits_text(results, options));
    asked.into_iter().chain(hits).collect()
}
