//! `search query`: a question in, ranked passages out.

use std::collections::BTreeMap;
use std::io::Write;

use jiff::civil::Date;
use onrecord::output::{self, TextOptions};
use onrecord::query::{Grouping, Query, Sort};
use onrecord::search::{self, Facet, Results};

use super::filters::Filters;
use super::opened;
use super::settings::{Format, Group, Order, Overrides, Settings};
use super::{Failure, Outcome, Terminal};

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

/// Facets with their values and counts.
type FacetValues = BTreeMap<Facet, Vec<(String, u64)>>;

/// Values of a facet that are shown to people.
const FACET_VALUES: usize = 20;

/// Ranked passages that match a query (`query` may be left out)
///
/// All words must be there, in any of their forms; where no passage has all of them, any
/// will do, and the answer says so. Exit status: 0 found, 1 nothing found, 2 error.
#[derive(Debug, clap::Args)]
#[command(after_long_help = LANGUAGE)]
pub(crate) struct QueryArgs {
    #[command(flatten)]
    filters: Filters,
    /// Passages shown [default: 10]
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,
    /// Passages passed over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// Order of the passages [default: relevance]
    #[arg(long, value_name = "ORDER", value_enum)]
    sort: Option<Order>,
    /// What counts as one result [default: none]
    #[arg(long, value_name = "BY", value_enum)]
    group: Option<Group>,
    /// How the answer is written [default: text]
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Option<Format>,
    /// Count the matches by speaker, entity, person, org, place, source, month, published
    /// (several with commas)
    #[arg(long, value_name = "FACET", value_delimiter = ',')]
    facets: Vec<String>,
    /// Values given of each facet; 0 for all [default: 20 as text, all otherwise]
    #[arg(long, value_name = "N")]
    facet_limit: Option<usize>,
    /// Look for the words typed alone, without synonyms
    #[arg(long)]
    exact: bool,
    /// Rank by related words too, and by those that the best passages share
    #[arg(long)]
    expand: bool,
    /// Say what the query asks for and where each score comes from
    #[arg(long)]
    explain: bool,
    /// How sure a speaker must be, from 0 to 1; a less sure one counts as unknown [default: 0.65]
    #[arg(long, value_name = "SHARE", value_parser = super::args::share)]
    min_confidence: Option<f32>,
    /// Paragraphs shown before and after each passage [default: 0]
    #[arg(long, value_name = "N")]
    context: Option<usize>,
}

impl QueryArgs {
    pub(super) fn overrides(&self) -> Overrides {
        Overrides {
            limit: self.limit,
            context: self.context,
            order: self.sort,
            matching: self.filters.matching,
            group: self.group,
            format: self.format,
            min_confidence: self.min_confidence,
            ..Overrides::default()
        }
    }

    /// Cuts long facets, periods left whole; returns how many values were cut.
    pub(super) fn cut_facets(&self, facets: &mut FacetValues, format: Format) -> usize {
        let default = if format == Format::Text { FACET_VALUES } else { 0 };
        match self.facet_limit.unwrap_or(default) {
            0 => 0,
            limit => search::cut_facets(facets, limit),
        }
    }

    /// Checks what clap cannot, and makes the request.
    pub(super) fn request(&self, settings: &Settings, today: Date) -> Result<Query, Failure> {
        let sort = match settings.order.value {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
        };
        let grouping = match settings.group.value {
            Group::None => Grouping::None,
            Group::Article => Grouping::Article,
            Group::Story => Grouping::Story,
        };
        let mut query = self
            .filters
            .query(settings, today)?
            .limit(settings.limit.value)
            .offset(self.offset)
            .sort(sort)
            .group(grouping)
            .explain(self.explain)
            .exact(self.exact)
            .expand(self.expand)
            .context(settings.context.value);
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
    let cut = args.cut_facets(&mut results.facets, settings.format.value);
    for notice in &results.notices {
        terminal.notice(notice);
    }
    if results.relaxed && results.total > 0 {
        terminal.notice("no passage has all the words; these have some of them");
    }
    terminal.detail(|| format!("{} passages found in {:.1} ms", results.total, results.took_us as f64 / 1000.0));
    print(&results, settings.format.value, terminal)?;
    if cut > 0 {
        terminal.notice(&format!("{cut} more facet values; --facet-limit 0 lists all"));
    }
    if results.total == 0 && settings.format.value == Format::Text {
        terminal.notice("nothing found");
    }
    Ok(if results.total == 0 { Outcome::Nothing } else { Outcome::Found })
}

fn print(results: &Results, format: Format, terminal: &Terminal) -> Result<(), Failure> {
    if format == Format::Text {
        let mut out = terminal.styled();
        if let Some(asked) = &results.asked {
            out.write_all(output::asked_text(asked, TextOptions::of_width(terminal.width())).as_bytes())?;
            out.write_all(b"\n")?;
        }
        if results.total > 0 {
            out.write_all(output::hits_text(results, TextOptions::of_width(terminal.width())).as_bytes())?;
        }
        if results.facets.values().any(|counts| !counts.is_empty()) {
            out.write_all(b"\n")?;
            out.write_all(output::facets_text(&results.facets).as_bytes())?;
        }
        return Ok(out.flush()?);
    }
    let mut out = terminal.plain();
    match format {
        Format::Json => writeln!(out, "{}", output::results_json(results))?,
        Format::Jsonl => {
            for hit in &results.hits {
                writeln!(out, "{}", output::hit_json(hit))?;
            }
        }
        Format::Csv => out.write_all(output::csv(&results.hits).as_bytes())?,
        Format::Md | Format::Text => out.write_all(output::markdown(results).as_bytes())?,
    }
    Ok(out.flush()?)
}
