//! `search run`: topics in, a run in TREC's format out.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use onrecord::query::Query;

use super::opened;
use super::settings::Settings;
use super::{Failure, Outcome, Terminal};

/// A run in TREC's format for a file of topics
///
/// Each line of the file is a topic's name, a tab, and its words; they are taken as plain
/// words, of which a passage must have at least one. Prints `topic Q0 id rank score tag`.
#[derive(Debug, clap::Args)]
pub(crate) struct RunArgs {
    /// File of `topic TAB query` lines
    #[arg(long, value_name = "TSV")]
    topics: PathBuf,
    /// Results for each topic
    #[arg(long, value_name = "N", default_value_t = 1000)]
    depth: usize,
    /// What is ranked
    #[arg(long, value_name = "UNIT", value_enum, default_value_t = Unit::Passage)]
    unit: Unit,
    /// Look for the words alone, without synonyms
    #[arg(long)]
    exact: bool,
    /// Rank by related words too, and by those that the best passages share
    #[arg(long)]
    expand: bool,
    /// Name of the run, its last column
    #[arg(long, value_name = "NAME", default_value = "onrecord")]
    tag: String,
}

/// What a run ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Unit {
    Passage,
    Article,
}

pub(super) fn run(args: &RunArgs, settings: &Settings, terminal: &Terminal) -> Result<Outcome, Failure> {
    if args.tag.is_empty() || args.tag.contains(char::is_whitespace) {
        return Err(Failure::new("usage", format!("the tag is `{}`", args.tag)).with_hint("it must be one word"));
    }
    let topics = read_topics(&args.topics)?;
    let searcher = opened::searcher(settings)?;
    let mut out = terminal.plain();
    let mut n_lines = 0;
    for (topic, words) in &topics {
        let query = Query::words(words)
            .limit(args.depth)
            .whole_articles(args.unit == Unit::Article)
            .exact(args.exact)
            .expand(args.expand);
        let results = searcher.search(&query)?;
        for hit in &results.hits {
            let id = if args.unit == Unit::Article { &hit.article.id } else { &hit.passage_id };
            // White space separates the columns.
            let id = id.replace(char::is_whitespace, "_");
            writeln!(out, "{topic} Q0 {id} {} {} {}", hit.rank, hit.score, args.tag)?;
            n_lines += 1;
        }
    }
    out.flush()?;
    Ok(Outcome::of_count(n_lines))
}

fn read_topics(path: &Path) -> Result<Vec<(String, String)>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| {
        Failure::new("topics", format!("cannot read {}: {e}", path.display())).with_hint("check --topics")
    })?;
    let mut topics = Vec::new();
    let mut lines: HashMap<&str, usize> = HashMap::new();
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match line.split_once('\t') {
            Some((topic, words)) if !topic.is_empty() && !topic.contains(char::is_whitespace) => {
                if let Some(first) = lines.insert(topic, n + 1) {
                    let twice = format!("{}:{}: topic `{topic}` stands in line {first} too", path.display(), n + 1);
                    return Err(Failure::new("topics", twice).with_hint("give each topic a name of its own"));
                }
                topics.push((topic.to_string(), words.to_string()));
            }
            _ => {
                return Err(Failure::new(
                    "topics",
                    format!("{}:{}: no topic's name before a tab", path.display(), n + 1),
                )
                .with_hint("each line is a name of one word, a tab, and the query"));
            }
        }
    }
    Ok(topics)
}
