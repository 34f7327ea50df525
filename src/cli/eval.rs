//! `search eval`: figures of quality against judgements and gold annotations.

mod ranking;

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use onrecord::eval::{dates, entities, quotes};
use serde_json::Value;

use self::ranking::ranking;
use super::settings::Settings;
use super::{Failure, Outcome, Terminal};

/// Figures of quality: ranking, quotes, entities, dates
#[derive(Debug, clap::Args)]
pub(crate) struct EvalArgs {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, clap::Subcommand)]
enum Task {
    /// MAP, nDCG@10, P@5, R@100 and MRR of a run
    ///
    /// QRELS holds `topic 0 id relevance` lines, RUN `topic Q0 id rank score tag` lines; a
    /// run is ordered by score, then by id, both falling. Judged ids that the index does not
    /// have, and topics of the run without judgements, are reported.
    Rank {
        /// Relevance judgements in TREC's format
        qrels: PathBuf,
        /// A run in TREC's format (`search run`)
        run: PathBuf,
        /// Only topics named in this file of `topic TAB query` lines
        #[arg(long, value_name = "TSV")]
        topics: Option<PathBuf>,
        /// Each topic's figures too
        #[arg(long)]
        per_topic: bool,
        /// Another run to compare with, topic by topic
        ///
        /// Says how many topics are better and worse and how likely such a difference is by
        /// chance: a paired randomisation test with a fixed seed, and a paired t-test.
        #[arg(long, value_name = "RUN")]
        baseline: Option<PathBuf>,
    },
    /// Quotes found, their extent, their speakers' mentions and names
    ///
    /// GOLD holds `{"id","text","attributions":[…]}` lines, SYSTEM what `search annotate` prints.
    Quotes {
        /// Attributions annotated by people
        gold: PathBuf,
        /// What `search annotate` printed
        system: PathBuf,
        /// Smallest overlap (Dice) of a match
        #[arg(long, value_name = "D", default_value_t = 0.5)]
        min_overlap: f64,
        /// Leave out articles that SYSTEM lacks; else they count as empty
        #[arg(long)]
        only_system_ids: bool,
    },
    /// Names of persons, organisations and places
    ///
    /// GOLD and SYSTEM hold `{"id","entities":[{"start","end","kind"}]}` lines.
    Entities {
        /// Names annotated by people
        gold: PathBuf,
        /// What `search annotate` printed
        system: PathBuf,
        /// Ask for names inside longer names too
        #[arg(long)]
        inner: bool,
        /// List the first N errors
        #[arg(long, value_name = "N", default_value_t = 0)]
        errors: usize,
    },
    /// Time expressions: spans, types and values
    ///
    /// GOLD and SYSTEM hold `{"id","dates":[{"start","end","type","value"}]}` lines.
    Dates {
        /// Time expressions annotated by people
        gold: PathBuf,
        /// What `search annotate` printed
        system: PathBuf,
        /// List the first N errors
        #[arg(long, value_name = "N", default_value_t = 0)]
        errors: usize,
    },
}

/// Figures as a table and as JSON, and the errors asked for.
struct Report {
    table: String,
    json: Value,
    errors: Vec<String>,
}

pub(super) fn run(
    args: &EvalArgs,
    as_json: bool,
    settings: &Settings,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let report = match &args.task {
        Task::Rank { qrels, run, topics, per_topic, baseline } => {
            ranking(qrels, run, topics.as_deref(), *per_topic, baseline.as_deref(), settings, terminal)?
        }
        Task::Quotes { gold, system, min_overlap, only_system_ids } => {
            if !(*min_overlap > 0.0 && *min_overlap <= 1.0) {
                return Err(Failure::new("usage", format!("--min-overlap is {min_overlap}"))
                    .with_hint("it must be above 0 and at most 1"));
            }
            let gold = quotes::read_gold(gold)?;
            let system = quotes::read_system(system, &gold)?;
            let figures = quotes::score(&gold, &system, *min_overlap, *only_system_ids);
            Report { table: quotes::render(&figures), json: figures.to_json(), errors: Vec::new() }
        }
        Task::Entities { gold, system, inner, errors } => {
            let gold = entities::read_gold(gold)?;
            let figures = entities::score(&gold, &entities::read_system(system, &gold)?, *inner);
            entity_report(figures, *errors)
        }
        Task::Dates { gold, system, errors } => {
            let gold = dates::read_gold(gold)?;
            date_report(dates::score(&gold, &dates::read_system(system, &gold)?), *errors)
        }
    };
    let mut out = terminal.plain();
    if as_json {
        writeln!(out, "{}", report.json)?;
    } else {
        write!(out, "{}", report.table)?;
    }
    for error in &report.errors {
        writeln!(out, "{error}")?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

fn first_line(documents: usize, missing: usize, out_of_range: usize) -> String {
    format!("{documents} documents, {missing} without system output, {out_of_range} system spans outside their text\n")
}

fn entity_report(figures: entities::EntityFigures, n_errors: usize) -> Report {
    let mut table = first_line(figures.documents, figures.missing, figures.out_of_range);
    let _ = writeln!(table, "{:16}{:>8}{:>8}{:>8}{:>8}{:>8}", "", "P", "R", "F1", "gold", "system");
    let mut row = |name: String, r: &entities::Row| {
        let f = r.figures;
        let _ = writeln!(table, "{name:16}{:8.4}{:8.4}{:8.4}{:8}{:8}", f.p, f.r, f.f1, r.gold, r.system);
    };
    for (block, rows) in [("exact", &figures.exact), ("overlap", &figures.overlap)] {
        rows.iter().for_each(|(kind, r)| row(format!("{block} {kind}"), r));
    }
    row("untyped".to_string(), &figures.untyped);
    if let Some(r) = &figures.b_cubed {
        row("b-cubed".to_string(), r);
    }
    let json = figures.to_json();
    Report { table, json, errors: figures.errors.into_iter().take(n_errors).collect() }
}

fn date_report(figures: dates::DateFigures, n_errors: usize) -> Report {
    let mut table = first_line(figures.documents, figures.missing, figures.out_of_range);
    let _ = write!(table, "{:10}{:>6}{:>8}", "", "gold", "system");
    let titles = dates::MEASURES.iter().map(|m| format!("{m} F1"));
    for title in titles.chain(["relaxed P".to_string(), "relaxed R".to_string()]) {
        let _ = write!(table, "{title:>13}");
    }
    table.push('\n');
    let (all, types) = figures.rows.split_last().map_or((&[][..], &[][..]), |(_, t)| (&figures.rows[t.len()..], t));
    for (name, r) in all.iter().chain(types) {
        let _ = write!(table, "{name:10}{:6}{:8}", r.gold, r.system);
        for value in [r.strict.f1, r.relaxed.f1, r.kind.f1, r.value.f1, r.relaxed.p, r.relaxed.r] {
            let _ = write!(table, "{value:13.4}");
        }
        table.push('\n');
    }
    let json = figures.to_json();
    Report { table, json, errors: figures.errors.into_iter().take(n_errors).collect() }
}
