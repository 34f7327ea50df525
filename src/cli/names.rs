//! `search speakers`, `search entities`: the names in the index, most frequent first.

use std::io::Write;

use onrecord::index::{NameCount, NameKind};
use onrecord::output;
use onrecord::query::Query;

use super::settings::{Overrides, Settings};
use super::terminal::count;
use super::{Failure, Outcome, Terminal, opened};

/// Who is quoted: canonical names with aliases, counts, first and last date
#[derive(Debug, clap::Args)]
pub(crate) struct SpeakersArgs {
    #[command(flatten)]
    list: ListArgs,
    /// How sure a speaker must be, from 0 to 1, for a quote to count [default: 0.6]
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true, value_parser = super::args::share)]
    min_confidence: Option<f32>,
}

impl SpeakersArgs {
    pub(super) fn overrides(&self) -> Overrides {
        Overrides { min_confidence: self.min_confidence, ..Overrides::default() }
    }
}

/// Who and what is named: canonical names with aliases, counts, first and last date
#[derive(Debug, clap::Args)]
pub(crate) struct EntitiesArgs {
    #[command(flatten)]
    list: ListArgs,
    /// Only names of this kind
    #[arg(long, value_name = "KIND", value_enum)]
    kind: Option<Kind>,
}

#[derive(Debug, Clone, clap::Args)]
struct ListArgs {
    /// Only names that contain this text, whatever its case and accents
    #[arg(long, value_name = "TEXT")]
    like: Option<String>,
    /// Names listed; 0 for all of them
    #[arg(short = 'n', long, value_name = "N", default_value_t = 50, allow_negative_numbers = true, value_parser = super::args::whole)]
    limit: usize,
    /// Say why names were joined or kept apart
    #[arg(long)]
    explain: bool,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Person,
    Org,
    Place,
}

pub(super) fn speakers(
    args: &SpeakersArgs,
    as_json: bool,
    settings: &Settings,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    list("speakers", &[NameKind::Speaker], &args.list, as_json, settings, terminal)
}

pub(super) fn entities(
    args: &EntitiesArgs,
    as_json: bool,
    settings: &Settings,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let kinds: &[NameKind] = match args.kind {
        None => &[NameKind::Person, NameKind::Org, NameKind::Place],
        Some(Kind::Person) => &[NameKind::Person],
        Some(Kind::Org) => &[NameKind::Org],
        Some(Kind::Place) => &[NameKind::Place],
    };
    list("entities", kinds, &args.list, as_json, settings, terminal)
}

fn list(
    title: &str,
    kinds: &[NameKind],
    args: &ListArgs,
    as_json: bool,
    settings: &Settings,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let index = opened::index(settings)?;
    let mut names: Vec<(NameKind, NameCount)> = Vec::new();
    for &kind in kinds {
        names.extend(index.names(kind, args.like.as_deref())?.into_iter().map(|name| (kind, name)));
    }
    names.sort_by(|(_, a), (_, b)| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    let total = names.len();
    names.truncate(if args.limit == 0 { total } else { args.limit });
    let mut out = terminal.plain();
    if as_json {
        writeln!(out, "{}", output::names_json(title, total, &names, args.explain))?;
    } else {
        for (kind, name) in &names {
            write!(out, "{}", wrapped(&line(*kind, name), terminal.width()))?;
            if args.explain {
                write!(out, "{}", reasons(name))?;
            }
        }
    }
    out.flush()?;
    if total == 0 && !as_json {
        let near = args.like.as_ref().map(|like| near(like, kinds, settings)).transpose()?.unwrap_or_default();
        if !near.is_empty() {
            terminal.notice(&format!("near to it: {}", near.join(", ")));
        }
        terminal.notice("nothing found");
    }
    if total > names.len() && !as_json {
        terminal.notice(&format!("{} of {total} names shown; -n 0 lists all", names.len()));
    }
    Ok(Outcome::of_count(total as u64))
}

/// Returns the names that a search for this one, which nobody has, finds near to it.
fn near(like: &str, kinds: &[NameKind], settings: &Settings) -> Result<Vec<String>, Failure> {
    let query = match kinds {
        [NameKind::Speaker] => Query::of_filters().speaker(like),
        _ => Query::of_filters().entity(like),
    };
    // What holds no word is near to nothing.
    let Ok(query) = query.limit(0).complete() else { return Ok(Vec::new()) };
    let unmatched = opened::searcher(settings)?.search(&query)?.unmatched;
    Ok(unmatched.into_iter().flat_map(|part| part.nearest).collect())
}

/// Returns a line of a name: how many quotes it has or how often it is mentioned, from when to when.
fn line(kind: NameKind, name: &NameCount) -> String {
    let unit = match (kind, name.count) {
        (NameKind::Speaker, 1) => "quote",
        (NameKind::Speaker, _) => "quotes",
        (_, 1) => "mention",
        (_, _) => "mentions",
    };
    let width = if kind == NameKind::Speaker { 6 } else { 8 };
    let kind = if kind == NameKind::Speaker { String::new() } else { format!("{:7}", kind.name()) };
    let days = match (name.first, name.last) {
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "undated".to_string(),
    };
    let aliases = if name.aliases.is_empty() { String::new() } else { format!("  ({})", name.aliases.join(", ")) };
    let ids: String = name.ids.iter().map(|(scheme, id)| format!("  {scheme}:{id}")).collect();
    format!("{:>7} {unit:width$}  {kind}{days:24}  {}{aliases}{ids}", name.count, name.name)
}

/// Returns a line with its end, wrapped where a terminal is to show it; what goes on stands below the
/// names.
fn wrapped(line: &str, width: Option<usize>) -> String {
    match width {
        Some(width) => textwrap::fill(line, textwrap::Options::new(width).subsequent_indent(&" ".repeat(11))) + "\n",
        None => format!("{line}\n"),
    }
}

/// Returns a line for each name that was joined or kept apart.
fn reasons(name: &NameCount) -> String {
    let mut lines = String::new();
    for (other, articles, why) in &name.evidence {
        let articles = count(*articles, "article", "articles");
        lines.push_str(&format!("           also {other}, {articles}: {why}\n"));
    }
    for (other, why) in &name.apart {
        lines.push_str(&format!("           not {other}: {why}\n"));
    }
    lines
}
